"""The three years of Northshire, tampered with once: the audit finds that, and nothing else."""

from datetime import date

import pytest

import actionplan
from actionplan.cli import console
from actionplan.report.audit import audit_document
from actionplan.report.writers import terminal
from living import alone, copied
from northshire_life import Event

DAY = date(2027, 3, 15)
STUB = 'redacted = { on = 2027-03-15, reason = "It named a child", authority = "Data protection officer" }\n'


@pytest.fixture
def tampered(northshire, tmp_path):
    """Return a function that changes a copy of the plan as with an editor, commits it, and gives the copy."""
    life = copied(northshire, tmp_path)

    def tamper(change, day=DAY):
        with alone(tmp_path) as monkeypatch:
            monkeypatch.chdir(life.root)
            life.live(Event(day, "secretary", "tag", (f"before-{day}",)), monkeypatch)
            change(life.plan)
            life.commit("Tidy up")
        return life

    return tamper


def replaced(name, old, new):
    """Return a change of a piece of a file."""

    def change(plan):
        path = plan / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, text.count(old)
        path.write_text(text.replace(old, new), encoding="utf-8", newline="")

    return change


def blocks(text):
    """Return a file's head and its entries."""
    return text.split("\n[[status]]\n")


def rearranged(name, arrange):
    """Return a change of the list of a file's blocks: its head, and then its entries."""

    def change(plan):
        path = plan / name
        path.write_text("\n[[status]]\n".join(arrange(blocks(path.read_text(encoding="utf-8")))), encoding="utf-8")

    return change


def appended(name, entry):
    return rearranged(name, lambda parts: [*parts[:-1], f"{parts[-1].rstrip()}\n", entry])


def used_again(plan):
    head = 'title = "Count the parking places"\nareas = ["PA1"]\nowner = "ncc"\ndue = 2027-09-30\nagreed = 2027-03-11\n'
    (plan / "actions" / "1.5.toml").write_text(head, encoding="utf-8")


TAMPERINGS = {
    "entry-altered": replaced("actions/4.2.toml", "progress = 45\n", "progress = 65\n"),
    "entry-removed": rearranged("actions/3.1.toml", lambda parts: parts[:7] + parts[8:]),
    "entries-reordered": rearranged("actions/1.8.toml", lambda parts: [*parts[:2], parts[3], parts[2], *parts[4:]]),
    "head-changed": replaced("actions/1.3.toml", "\ndue = 2024-12-31\n", "\ndue = 2026-03-31\n"),
    "recorded-otherwise": appended(
        "actions/4.13.toml", 'on = 2026-06-25\nby = "ncc"\nstate = "complete"\nnote = "Schools were told in time"\n'
    ),
    "id-used-again": used_again,
    "file-removed": lambda plan: (plan / "actions" / "4.2.toml").unlink(),
    "agreement-moved": replaced("plan.toml", "kept_since = 2024-03-28", "kept_since = 2027-03-28"),
}
"""What the audit calls it -> how it is done."""


@pytest.mark.parametrize("kind", TAMPERINGS)
def test_one_tampering_is_one_finding(tampered, golden, monkeypatch, kind):
    life = tampered(TAMPERINGS[kind])
    monkeypatch.chdir(life.root)
    audit = actionplan.audit("plans/northshire-send")
    said = terminal.write(audit_document([audit]))
    golden(f"northshire-life/tampered-{kind}.txt", said)
    [finding] = audit.findings
    assert (finding.kind, finding.day, finding.author) == (kind, DAY, "Secretary of the board")
    assert max(len(line) for line in said.splitlines()) <= 80


def test_history_that_was_rewritten_since_the_minutes(northshire, tmp_path, golden, monkeypatch):
    """Two months are taken back to the meeting of January and done again without what the forum had said in them."""
    life = copied(northshire, tmp_path)
    with alone(tmp_path) as patched:
        patched.chdir(life.root)
        life.git("reset", "--quiet", "--hard", "board-2027-01-14")
        life.live(Event(DAY, "secretary", "run", ("update", "4.2", "--note", "All is well", "--by", "nmh")), patched)
    monkeypatch.chdir(life.root)
    monkeypatch.setattr(console, "today", lambda: DAY)
    golden(
        "northshire-life/tampered-history-rewritten.txt",
        life.command("audit", "--base", "board-2027-03-11", codes=(1,)),
    )
    assert "No findings" in life.command("audit", "--base", "board-2027-01-14")


def test_a_redaction_is_no_fault(tampered, monkeypatch):
    """The redaction marker is written with an editor; the life has one that the command wrote."""

    def redact(parts):
        kept = [line for line in parts[3].splitlines() if line.partition(" = ")[0] in ("id", "on", "recorded", "by")]
        return [*parts[:3], "\n".join(kept) + f"\n{STUB}", *parts[4:]]

    life = tampered(rearranged("actions/4.3.toml", redact))
    monkeypatch.chdir(life.root)
    audit = actionplan.audit(life.plan)
    assert not audit.findings
    assert [(found.kind, found.path) for found in audit.redacted] == [
        ("entry-redacted", "actions/4.1.toml"),
        ("entry-redacted", "actions/4.3.toml"),
    ]
