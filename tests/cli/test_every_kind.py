"""Every kind of record can be made, reported on, amended, corrected and redacted."""

import pytest

from actionplan.cli import amend, correct, update
from actionplan.model.kinds import HEADS, RECORD_KINDS
from conftest import TODAY

NEW = {
    "area": ["--kind", "improvement"],
    "action": ["--area", "PA1"],
    "resolution": ["--body", "board", "--on", "2024-06-05", "--outcome", "carried", "--accept", "P121"],
    "measure": ["--unit", "per cent", "--direction", "up"],
    "risk": ["--residual", "2x3"],
    "review": ["--kind", "inspection", "--reviewer", "board", "--held", "2024-06-05", "--accept", "P121"],
}
"""What each kind of record needs beside its title."""


@pytest.mark.parametrize("kind", RECORD_KINDS, ids=lambda kind: kind.name)
def test_a_record_of_any_kind_is_made_and_changed(kind, make_plan, actionplan):
    plan = make_plan()
    scale = '\n[risk_scale]\nlikelihood = ["a", "b", "c"]\nimpact = ["a", "b", "c"]\n'
    (plan / "plan.toml").write_text((plan / "plan.toml").read_text() + scale)
    path = plan / kind.folder / "X1.toml"

    def run(*words):
        ran = actionplan(*words, "--plan", str(plan))
        assert ran.code == 0, ran.err
        return path.read_text()

    assert 'title = "A title"' in run("new", kind.name, "X1", "--title", "A title", *NEW[kind.name])
    by = ["--by", "hcc"]
    assert 'note = "First"' in run("update", "X1", "--note", "First", "--on", "2026-01-05", *by)
    text = run("amend", "X1", "--title", "Another", "--reason", "Why", *by)
    assert 'title = "Another"\nreason = "Why"' in text
    assert 'title = "A third"' in run("correct", f"X1:{TODAY}", "--title", "A third", "--reason", "Why", *by)
    assert "First" not in run("redact", "X1:2026-01-05", "--reason", "Named a child", "--authority", "Officer", "--yes")
    assert "A third" in actionplan("show", "X1", "--plan", str(plan)).out


@pytest.mark.parametrize("name", sorted({name for names in HEADS.values() for name in names}))
def test_every_field_that_entries_may_change_has_an_option(name):
    changing, correcting = (
        {option.name for command in commands for option in command.params}
        for commands in ((amend.command, update.command), (correct.command,))
    )
    assert name in changing & correcting


def test_a_field_that_a_kind_does_not_have_is_refused_by_its_option(make_plan, actionplan):
    plan = make_plan({"areas/A.toml": 'title = "T"\nkind = "improvement"\n'})
    ran = actionplan("amend", "A", "--residual", "2x3", "--reason", "x", "--by", "hcc", "--plan", str(plan))
    assert "an area has no --residual" in ran.err
