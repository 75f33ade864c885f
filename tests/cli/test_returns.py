"""``actionplan returns``: a month's round by workbook, as it is run."""

import email
import email.policy
import re
from datetime import datetime
from pathlib import Path

import pytest

from conftest import AREA, PLAN, dedented, write_plan
from returned import PLAN_FILES, as_csv, filled, opened, saved

SEND = ("returns", "send", "--due", "2026-12-04", "-o", "out")


@pytest.fixture
def plan(make_plan, monkeypatch):
    folder = make_plan({**PLAN_FILES, "actions/1.4.toml": 'title = "Decide who pays"\nareas = ["PA1"]\n'})
    monkeypatch.chdir(folder)
    return folder


def back(owner, cells, name="back.xlsx"):
    """Return the path of a workbook that an owner filled in."""
    path = Path(name)
    path.write_bytes(filled(Path("out", f"p-{owner}-2026-12-04.xlsx").read_bytes(), cells))
    return path


def named(text):
    """Return an output without the digests in the names of receipts, which change with the writer of workbooks."""
    return re.sub(r"(return-[a-z]+-)\w+(?=\.toml)", r"\1...", text)


def history(action, folder="actions"):
    return Path(folder, f"{action}.toml").read_text().partition("[[status]]")[2]


def test_send(actionplan, plan, golden):
    ran = actionplan(*SEND, "--contact", "SEND team, 01234 567890", "--by", "board")
    assert (ran.code, ran.err) == (0, "")
    golden("returns-send.txt", named(ran.out))
    assert sorted(path.name for path in Path("out").iterdir()) == [
        "p-hcc-2026-12-04.xlsx",
        "p-icb-2026-12-04.xlsx",
    ]
    assert len(list(Path("receipts").iterdir())) == 2
    assert actionplan("check").code == 0


def test_send_again_writes_the_same_files_and_keeps_one_receipt(actionplan, plan):
    actionplan(*SEND)
    first = {path.name: path.read_bytes() for path in (*Path("out").iterdir(), *Path("receipts").iterdir())}
    assert actionplan(*SEND).code == 0
    assert {path.name: path.read_bytes() for path in (*Path("out").iterdir(), *Path("receipts").iterdir())} == first


def test_send_to_one_owner_by_name_and_by_lead(actionplan, plan):
    assert "p-hcc-head-of-data-2026-12-04.xlsx" in actionplan(*SEND, "--owner", "County Council", "--by-lead").out
    assert not any("icb" in path.name for path in Path("out").iterdir())


def test_send_writes_nothing_with_dry_run(actionplan, plan):
    assert "Nothing was written" in actionplan(*SEND, "--dry-run").out
    assert not Path("out").exists()
    assert not Path("receipts").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--due", "2026-11-01", "-o", "out"), "has passed"),
        (("--due", "2026-12-04", "-o", "out", "--owner", "hccc"), 'there is no body "hccc"'),
    ],
)
def test_send_refused(actionplan, plan, arguments, said):
    ran = actionplan("returns", "send", *arguments)
    assert ran.code == 2
    assert said in ran.err


def test_send_without_xlsxwriter_names_the_command(actionplan, plan, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    ran = actionplan(*SEND)
    assert ran.code == 2
    assert 'pip install "actionplan[sheets]"' in ran.err


def test_receive(actionplan, plan, golden):
    actionplan(*SEND)
    path = back(
        "hcc",
        {
            "1.1": {"% done": 60, "New date wanted": datetime(2027, 3, 31), "Reason": "The supplier is late"},
            "1.10": {"State": "In progress", "What was done": "Six of forty are trained"},
            "timely": {"New figure": 61, "For which time": "Oct 2026"},
        },
    )
    tried = actionplan("returns", "receive", path, "--dry-run")
    assert tried.code == 0
    assert history("1.10") == ""
    ran = actionplan("returns", "receive", path)
    assert (ran.code, ran.err) == (0, "")
    golden("returns-receive.txt", named(ran.out))
    assert 'note = "Six of forty are trained"' in history("1.10")
    assert actionplan("check").code == 0
    before = {each: each.read_bytes() for each in plan.rglob("*.toml")}
    again = actionplan("returns", "receive", path)
    assert again.code == 0
    assert {each: each.read_bytes() for each in plan.rglob("*.toml")} == before
    golden("returns-receive-again.txt", again.out)


FILLED = {
    "1.1": {"% done": 60, "New date wanted": datetime(2027, 3, 31), "Reason": "The supplier is late"},
    "1.10": {"State": "In progress", "What was done": "Six of forty are trained"},
    "timely": {"New figure": 61, "For which time": "Oct 2026"},
}


def received(actionplan):
    """Receive a return about two actions and a measure; return its receipt."""
    actionplan(*SEND)
    assert actionplan("returns", "receive", back("hcc", FILLED)).code == 0
    return next(Path("receipts").glob("return-received-*"))


def test_a_whole_return_is_taken_back_by_its_receipt_and_its_answers_are_new_again(actionplan, plan):
    actionplan(*SEND)
    before = {each: each.read_bytes() for each in plan.rglob("*.toml")}
    receipt = received(actionplan)
    after = history("1.1"), history("1.10"), Path("measures/timely.toml").read_text()
    ran = actionplan("import", "--undo", receipt, "--dry-run")
    assert (ran.code, "Would remove 1 file and 3 entries in other files" in ran.out) == (0, True)
    assert actionplan("import", "--undo", receipt, "--yes").code == 0
    assert {each: each.read_bytes() for each in plan.rglob("*.toml")} == before
    received(actionplan)
    assert (history("1.1"), history("1.10"), Path("measures/timely.toml").read_text()) == after


def test_what_somebody_changed_of_a_return_since_is_kept_when_it_is_taken_back(actionplan, plan):
    receipt = received(actionplan)
    path = Path("actions/1.10.toml")
    path.write_text(path.read_text().replace("Six of forty", "Seven of forty"))
    ran = actionplan("import", "--undo", receipt, "--yes")
    assert (ran.code, "since it was changed since" in " ".join(ran.err.split())) == (0, True)
    assert "Seven of forty" in history("1.10")
    assert "supplier is late" not in history("1.1")
    assert receipt.exists()


def test_what_is_no_receipt_of_what_came_in_cannot_be_taken_back(actionplan, plan):
    actionplan(*SEND)
    ran = actionplan("import", "--undo", next(Path("receipts").iterdir()))
    assert (ran.code, "added nothing to the plan" in " ".join(ran.err.split())) == (2, True)
    ran = actionplan("import", "--undo", "plan.toml")
    assert (ran.code, "is not the receipt of a plan" in " ".join(ran.err.split())) == (2, True)


def test_receive_a_return_with_mistakes(actionplan, plan, golden):
    actionplan(*SEND)
    path = back("hcc", {"1.1": {"New date wanted": datetime(2027, 3, 31)}, "1.10": {"State": "soon", "% done": 10}})
    ran = actionplan("returns", "receive", path)
    assert ran.code == 1
    golden("returns-mistakes.txt", ran.err)
    assert history("1.10") == ""
    left = ("--leave-out", "Actions!E4", "--leave-out", "Actions!J5")
    ran = actionplan("returns", "receive", path, *left)
    assert ran.code == 0
    assert "progress = 10" in history("1.10")
    assert 'Left out: Actions!E4: there is no state "soon"' in ran.out


def test_receive_what_is_asked(actionplan, plan, golden):
    actionplan(*SEND)
    path = back("hcc", {"1.1": {"% done": 10}})
    asked = actionplan("returns", "receive", path)
    assert asked.code == 1
    golden("returns-asked.txt", asked.err)
    answer = ("--answer", "Actions!F5=Counted anew, confirmed by telephone")
    assert actionplan("returns", "receive", path, *answer).code == 0
    receipt = next(Path("receipts").glob("return-received-*"))
    assert 'note = "Counted anew, confirmed by telephone"' in receipt.read_text()


def test_receive_csv_with_the_plan_after_it(actionplan, plan, monkeypatch):
    actionplan(*SEND)
    path = back("hcc", {"1.10": {"What was done": "Begun"}})
    path.with_suffix(".csv").write_bytes(as_csv(path.read_bytes()))
    monkeypatch.chdir(plan.parent)
    assert actionplan("returns", "receive", "p/back.csv", "p").code == 0
    assert 'by = "hcc"\nnote = "Begun"' in (plan / "actions/1.10.toml").read_text()


def test_receive_two_files_all_or_none(actionplan, plan):
    actionplan(*SEND)
    good = back("icb", {"1.2": {"What was done": "Begun"}}, "icb.xlsx")
    bad = back("hcc", {"1.10": {"State": "soon"}}, "hcc.xlsx")
    assert actionplan("returns", "receive", good, bad).code == 1
    assert history("1.2") == ""
    assert actionplan("returns", "receive", good, bad, "--leave-out", "Actions!E4").code == 0
    assert 'by = "icb"' in history("1.2")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--answer", "Actions!F5"), "write CELL=NOTE"),
        (("--answer", "Actions!F9=Yes"), 'no cell "Actions!F9" was filled in'),
        (("--leave-out", "Actions!F9"), 'no cell "Actions!F9" was filled in'),
    ],
)
def test_receive_options_that_name_no_cell(actionplan, plan, arguments, said):
    actionplan(*SEND)
    ran = actionplan("returns", "receive", back("hcc", {"1.1": {"% done": 60}}), *arguments)
    assert ran.code == 2
    assert said in " ".join(ran.err.split())


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("back.xlsx", b"PK\x03\x04nothing", "back.xlsx"),
        ("back.csv", b"Ref,Cost\n1.1,20\n", "E143 no sheet of this file has the table of a return"),
    ],
)
def test_receive_a_file_that_is_no_return(actionplan, plan, name, data, said):
    Path(name).write_bytes(data)
    ran = actionplan("returns", "receive", name, "--by", "hcc")
    assert ran.code in (1, 2)
    assert said in " ".join(ran.err.split())
    assert not Path("receipts").exists()


def test_receive_a_table_that_says_of_nobody(actionplan, plan):
    actionplan(*SEND)
    path = back("hcc", {"1.10": {"What was done": "Begun"}})
    rows = as_csv(path.read_bytes()).splitlines(keepends=True)[2:]
    Path("table.csv").write_bytes(b"".join(rows))
    assert "no body is named" in " ".join(actionplan("returns", "receive", "table.csv").err.split())
    assert actionplan("returns", "receive", "table.csv", "--by", "hcc").code == 0


@pytest.mark.parametrize("command", [SEND, ("returns", "chase"), ("returns", "receive", "back.xlsx")])
def test_a_plan_that_cannot_be_read_whole_is_refused(actionplan, plan, command):
    actionplan(*SEND)
    back("hcc", {"1.1": {"What was done": "Half of it runs"}})
    Path("actions/1.2.toml").write_text("title = Write it\n")
    ran = actionplan(*command)
    assert ran.code == 2
    assert "1.2.toml:1:9: E001" in ran.err


def test_chase(actionplan, plan, golden, monkeypatch):
    assert actionplan("returns", "chase").out == "No return is on record: actionplan returns send makes them.\n"
    actionplan(*SEND)
    actionplan("returns", "receive", back("hcc", {"1.1": {"What was done": "Half of it runs"}}))
    golden("returns-chase.txt", actionplan("returns", "chase", "--contact", "SEND team, 01234 567890").out)


def test_chase_counts_what_was_reported_in_another_way(actionplan, plan):
    actionplan(*SEND, "--owner", "icb")
    actionplan("update", "1.2", "--by", "icb", "--note", "Told by telephone")
    assert actionplan("returns", "chase").out == (
        "0 of 1 return still to be answered as at 24 Nov 2026.\nAnswered in full: Integrated Care Board.\n"
    )


def test_chase_writes_drafts_without_a_recipient(actionplan, plan):
    actionplan(*SEND)
    ran = actionplan("returns", "chase", "-o", "reminders")
    assert "Wrote reminders/p-icb-2026-12-04.eml" in ran.out
    message = email.message_from_bytes(Path("reminders/p-icb-2026-12-04.eml").read_bytes(), policy=email.policy.default)
    assert message["Subject"] == "A plan: your return is wanted by 4 Dec 2026"
    assert message["To"] is None
    assert "- 1.2 Write the protocol" in message.get_content()


THREE = {
    **PLAN_FILES,
    "areas/PA1.toml": AREA,
    "actions/1.5.toml": 'title = "Check it"\nareas = ["PA1"]\nowner = "board"\ndue = 2027-01-31\n',
    "plan.toml": dedented(PLAN).replace("agreed = ", "kept_since = 2026-11-24\nagreed = "),
}


@pytest.fixture
def shared(set_up, actionplan, monkeypatch):
    """Return a repository in which three owners were sent their workbooks, all of which came back."""
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_DATE", "2026-11-24T12:00:00")
    write_plan(set_up.folder / "plans" / "p", THREE)
    monkeypatch.chdir(set_up.folder / "plans" / "p")
    assert actionplan(*SEND).code == 0
    wanted = {"New date wanted": datetime(2027, 6, 30), "Reason": "The supplier is late"}
    back("hcc", {"1.1": wanted, "1.10": {"What was done": "Begun"}}, "hcc.xlsx")
    back("icb", {"1.2": {"State": "In progress", "What was done": "Drafted"}}, "icb.xlsx")
    back("board", {"1.5": {"What was done": "Asked for"}}, "board.xlsx")
    set_up.save()
    return set_up


REDATE = ("redate", "1.1", "2027-03-31", "--by", "board", "--reason", "The board gave three months")


def test_a_date_moved_on_another_branch_while_two_other_returns_came_in(actionplan, shared, golden):
    """The clash is explained before anything is written, and nothing is lost."""
    shared.git("checkout", "--quiet", "-b", "minutes")
    assert actionplan(*REDATE).code == 0
    shared.save()
    shared.git("checkout", "--quiet", "main")
    assert actionplan("returns", "receive", "icb.xlsx", "board.xlsx").code == 0
    shared.save()
    shared.git("merge", "--quiet", "--no-edit", "minutes")
    asked = actionplan("returns", "receive", "hcc.xlsx")
    assert asked.code == 1
    golden("returns-clash.txt", asked.err)
    assert "The supplier is late" not in history("1.1")
    assert actionplan("returns", "receive", "hcc.xlsx", "--answer", "Actions!J5=June, said the director").code == 0
    shared.save()
    assert "The board gave three months" in history("1.1")
    assert "due = 2027-06-30" in history("1.1")
    assert "Drafted" in history("1.2")
    assert "Asked for" in history("1.5")
    assert (actionplan("check").code, actionplan("audit").code) == (0, 0)


def test_a_return_received_on_each_of_two_branches(actionplan, shared):
    """The same file received twice by two people is one entry after the merge, with a receipt of each."""
    shared.git("checkout", "--quiet", "-b", "other")
    assert actionplan("returns", "receive", "icb.xlsx").code == 0
    shared.save()
    shared.git("checkout", "--quiet", "main")
    assert actionplan("returns", "receive", "icb.xlsx", "hcc.xlsx").code == 0
    shared.save()
    shared.git("merge", "--quiet", "--no-edit", "other")
    assert history("1.2").count("Drafted") == 1
    assert "Begun" in history("1.10")
    again = actionplan("returns", "receive", "icb.xlsx", "hcc.xlsx")
    assert again.out.count("received before") >= 4
    assert history("1.2").count("Drafted") == 1
    assert actionplan("audit").code == 0


def test_a_return_received_before_a_merge_brings_another_date(actionplan, shared):
    """Two decisions of one day are both kept, and check names them."""
    shared.git("checkout", "--quiet", "-b", "minutes")
    assert actionplan(*REDATE).code == 0
    shared.save()
    shared.git("checkout", "--quiet", "main")
    assert actionplan("returns", "receive", "hcc.xlsx").code == 0
    shared.save()
    shared.git("merge", "--quiet", "--no-edit", "minutes")
    assert "due = 2027-03-31" in history("1.1")
    assert "due = 2027-06-30" in history("1.1")
    assert "W516" in actionplan("check").out


def test_rows_that_were_added_to_a_file_of_another_owner_are_asked_about(actionplan, plan):
    actionplan(*SEND)
    book = opened(back("hcc", {}).read_bytes())
    sheet = book["Actions"]
    sheet["A6"], sheet["B6"], sheet["H6"] = "1.2", "Write the protocol", "We did this for them"
    Path("back.xlsx").write_bytes(saved(book))
    asked = actionplan("returns", "receive", "back.xlsx")
    assert "P162" in asked.err
    assert asked.code == 1
