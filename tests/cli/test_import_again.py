"""``actionplan import --update``: a newer version of a spreadsheet; and ``--undo``: an import that is taken back."""

import subprocess

import click
import pytest

from actionplan import load
from actionplan.cli import console

SHEET = """Our plan,,,,,,
Updated 12 May 2024,,,,,,
Ref,Action,Owner,Due date,RAG,Progress,Cost
1.1,Share data,HCC,31/12/2024,Amber,12/3/24: Begun.,5
1.2,Publish data,ICB,30/6/2025,Green,,
1.9,Hire,HCC,2026,Red,,
"""


@pytest.fixture
def tracker(actionplan, tmp_path, monkeypatch):
    """A function that writes the sheet with some texts replaced; the first version is imported as ``ours``."""
    monkeypatch.chdir(tmp_path)

    def write(*changes):
        text = SHEET
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        (tmp_path / "t.csv").write_text(text)
        return "t.csv"

    assert actionplan("import", write(), "-o", "ours", "--yes").code == 0
    return write


def history(action):
    """The entries of an action since the import, without their ids."""
    entries = load("ours").plans[0].action(action).status
    return [
        (str(each.on), each.due and str(each.due), each.rating, each.note, each.reason) for each in entries if each.id
    ]


def texts(tmp_path):
    return {path.name: path.read_text() for path in (tmp_path / "ours").rglob("*.toml")}


def test_what_changed_becomes_entries_and_the_same_file_adds_nothing(actionplan, tracker, tmp_path):
    paragraphs = '"12/3/24: Begun.\n3/6/24: Half."'
    newer = tracker(("12 May", "9 June"), ("31/12/2024,Amber", "31/3/2025,Red"), ("12/3/24: Begun.", paragraphs))
    assert actionplan("import", newer, "-o", "ours", "--update", "--yes").code == 0
    assert history("1.1") == [
        ("2024-06-03", None, None, "Half.", None),
        ("2024-06-09", None, "red", None, None),
        ("2024-06-09", "2025-03-31", None, None, "No reason in the source"),
    ]
    assert history("1.2") == []
    assert actionplan("check", "ours").code == 0
    before = texts(tmp_path)
    ran = actionplan("import", newer, "-o", "ours", "--update", "--yes")
    assert (ran.code, ran.out) == (0, "Nothing has changed in the file since the last import.\n")
    assert texts(tmp_path) == before


def test_what_the_plan_has_learnt_meanwhile_is_not_overwritten(actionplan, tracker):
    actionplan("redate", "1.2", "2027-09-30", "--reason", "Posts", "--by", "icb", "--plan", "ours")
    actionplan("import", tracker(("Amber", "Red")), "-o", "ours", "--update", "--yes")
    assert [str(each.due) for each in load("ours").plans[0].action("1.2").status if each.due] == ["2027-09-30"]


def test_on_a_terminal_it_asks_why_a_date_moved(actionplan, tracker, monkeypatch):
    monkeypatch.setattr(console, "is_terminal", lambda: True)
    monkeypatch.setattr(click, "prompt", lambda *_, **__: "Two posts are vacant")
    monkeypatch.setattr(click, "confirm", lambda *_, **__: True)
    assert actionplan("import", tracker(("31/12/2024", "31/3/2025")), "-o", "ours", "--update").code == 0
    assert history("1.1")[-1][-1] == "Two posts are vacant"


def test_a_new_row_is_a_new_action_and_one_that_vanished_is_named_and_kept(actionplan, tracker):
    newer = tracker(("1.2,Publish data", "1.3,Train everybody"))
    ran = actionplan("import", newer, "-o", "ours", "--update", "--yes")
    assert ran.code == 0
    assert "1.2 Publish data is no longer in the file, and stays as it is." in " ".join(ran.err.split())
    assert [action.id for action in load("ours").plans[0].actions] == ["1.1", "1.2", "1.3", "1.9"]


def test_a_body_that_the_plan_has_not_is_named(actionplan, tracker, tmp_path):
    before = texts(tmp_path)
    ran = actionplan("import", tracker(("ICB", "School forum")), "-o", "ours", "--update", "--yes")
    assert (ran.code, 'E201 the plan has no body "school-forum"' in ran.err) == (1, True)
    assert texts(tmp_path) == before


def test_a_plan_that_was_not_imported(actionplan, make_plan, tracker):
    ran = actionplan("import", "t.csv", "-o", make_plan(), "--update")
    assert (ran.code, "was not made of a spreadsheet" in " ".join(ran.err.split())) == (2, True)


def receipts(tmp_path):
    return sorted((tmp_path / "ours/receipts").iterdir(), key=lambda path: "number = 2" in path.read_text())


def test_an_update_is_taken_back(actionplan, tracker, tmp_path):
    before = texts(tmp_path)
    actionplan("import", tracker(("Amber", "Red"), ("1.2,Publish", "1.3,Publish")), "-o", "ours", "--update", "--yes")
    path = receipts(tmp_path)[1]
    assert actionplan("import", "--undo", path).code == 1
    assert "Would remove 2 files and 1 entries in other files" in actionplan("import", "--undo", path, "--dry-run").out
    assert actionplan("import", "--undo", path, "--yes").code == 0
    assert texts(tmp_path) == before


def test_a_whole_import_is_taken_back(actionplan, tracker, tmp_path):
    assert actionplan("import", "--undo", receipts(tmp_path)[0], "--yes").code == 0
    assert texts(tmp_path) == {}


def test_what_was_touched_since_or_is_in_git_is_kept(actionplan, tracker, tmp_path):
    for command in (["init", "-q"], ["add", "ours/actions/1.1.toml"]):
        subprocess.run(["git", *command], check=True)
    author = ["-c", "user.name=A", "-c", "user.email=a@council.example"]
    subprocess.run(["git", *author, "commit", "-qm", "One"], check=True)
    actionplan("update", "1.2", "--note", "Begun", "--by", "icb", "--plan", "ours")
    ran = actionplan("import", "--undo", receipts(tmp_path)[0], "--yes")
    assert "Kept ours/actions/1.1.toml, since git has recorded it." in ran.err
    assert "Kept ours/actions/1.2.toml, since it was changed since." in ran.err
    assert "Kept ours/plan.toml, since other files of the plan need it." in ran.err
    assert {"1.1.toml", "1.2.toml", "plan.toml"} <= texts(tmp_path).keys()


def test_files_and_a_folder_are_needed(actionplan):
    assert actionplan("import").code == 2
    assert actionplan("import", "--undo", "nowhere.toml").code == 2
