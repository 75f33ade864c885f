"""``actionplan import --update``: a newer version of a spreadsheet; and ``--undo``: an import that is taken back."""

import subprocess
import tomllib

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
    assert ran.code == 0
    assert ran.out.endswith("Unchanged: 3 actions.\nNothing has changed in the file since the last import.\n")
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


NEWER = (
    ("31/12/2024,Amber", "31/3/2025,Red"),
    ("1.2,Publish data,ICB,30/6/2025,Green", "1.3,Train everybody,ICB,30/6/2025,Green"),
)


def test_it_is_shown_first_what_changes_cell_by_cell(actionplan, tracker, tmp_path, golden):
    before = texts(tmp_path)
    ran = actionplan("import", tracker(*NEWER), "-o", "ours", "--update", "--dry-run")
    shown = ran.out.partition("Would add")[0]
    golden("import-update.txt", shown)
    assert (ran.code, texts(tmp_path)) == (0, before)


def test_nothing_is_recorded_until_what_is_shown_is_confirmed(actionplan, tracker, tmp_path):
    before = texts(tmp_path)
    ran = actionplan("import", tracker(*NEWER), "-o", "ours", "--update")
    assert (ran.code, ran.err) == (1, "Nothing was written. If this is right, add: --yes\n")
    assert texts(tmp_path) == before


def test_a_new_row_is_a_new_action_and_one_that_vanished_is_named_and_kept(actionplan, tracker):
    ran = actionplan("import", tracker(*NEWER), "-o", "ours", "--update", "--yes")
    assert ran.code == 0
    assert "1.2  Publish data (was t!A5)" in ran.out
    assert [action.id for action in load("ours").plans[0].actions] == ["1.1", "1.2", "1.3", "1.9"]
    assert load("ours").plans[0].action("1.2").status[-1].state is None


@pytest.fixture
def on_a_terminal(actionplan, monkeypatch):
    """A function that runs the command on a terminal with answers to its questions; it returns the questions."""

    def run(file, *, yes=(), no=(), words="Not needed"):
        asked = []

        def confirm(text, **_):
            asked.append(text)
            return not any(each in text for each in no) or any(each in text for each in yes)

        def prompt(text, **_):
            asked.append(text)
            return words

        monkeypatch.setattr(console, "is_terminal", lambda: True)
        monkeypatch.setattr(click, "prompt", prompt)
        monkeypatch.setattr(click, "confirm", confirm)
        assert actionplan("import", file, "-o", "ours", "--update").code == 0
        return asked

    return run


def test_an_action_that_vanished_is_cancelled_with_the_reason_that_somebody_gives(tracker, on_a_terminal, tmp_path):
    file = tracker(("1.2,Publish data,ICB,30/6/2025,Green,,\n", ""))
    assert on_a_terminal(file, no=["Is 1.2"])[:2] == [
        "Is 1.2 Publish data still in the plan?",
        "Why is it not to be done",
    ]
    last = load("ours").plans[0].action("1.2").status[-1]
    assert (last.state, last.reason, str(last.on)) == ("cancelled", "Not needed", "2024-05-12")
    kept = tomllib.loads(receipts(tmp_path)[1].read_text())
    assert [(each["cell"], each["note"]) for each in kept["queried"]] == [("t!A5", "no")]
    assert "1.2" not in [row["id"] for row in kept["rows"]]
    assert on_a_terminal(file) == []


def test_actions_that_vanished_stay_by_one_answer_and_are_not_asked_about_again(tracker, on_a_terminal, tmp_path):
    file = tracker(("1.2,Publish data,ICB,30/6/2025,Green,,\n1.9,Hire,HCC,2026,Red,,\n", ""))
    assert on_a_terminal(file)[:1] == ["Are all 2 of them still in the plan?"]
    assert [row["id"] for row in tomllib.loads(receipts(tmp_path)[1].read_text())["rows"] if row.get("kept")] == [
        "1.2",
        "1.9",
    ]
    assert on_a_terminal(file) == []


def test_what_a_cell_gives_reason_to_ask_is_answered_with_a_note_that_the_receipt_keeps(actionplan, tracker, tmp_path):
    newer = tracker(("31/12/2024", "31/12/2044"))
    ran = actionplan("import", newer, "-o", "ours", "--update", "--yes", "--answer", "t!D4=So said the director")
    assert ran.code == 0
    [queried] = tomllib.loads(receipts(tmp_path)[1].read_text())["queried"]
    assert (queried["cell"], queried["note"]) == ("t!D4", "So said the director")
    ran = actionplan("import", newer, "-o", "ours", "--update", "--yes", "--answer", "t!D9=Why")
    assert (ran.code, 'no cell "t!D9" is asked about' in ran.err) == (2, True)


def test_what_was_finished_is_complete_on_its_day_with_what_else_the_row_says(actionplan, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    headings = "Ref,Action,Status,% complete,Date completed\n"
    (tmp_path / "t.csv").write_text(f"{headings}1.1,Share data,In progress,40,\n")
    assert actionplan("import", "t.csv", "-o", "ours", "--sheet-date", "2024-05-12", "--yes").code == 0
    (tmp_path / "t.csv").write_text(f"{headings}1.1,Share data,Complete,100,1/6/2024\n")
    ran = actionplan("import", "t.csv", "-o", "ours", "--sheet-date", "2024-06-09", "--update", "--yes")
    assert ran.code == 0, ran.err
    entries = load("ours").plans[0].action("1.1").status[1:]
    assert [(str(each.on), each.state, each.progress) for each in entries] == [
        ("2024-06-01", "complete", None),
        ("2024-06-09", None, 100),
    ]


def test_the_receipt_names_the_commit_that_was_checked_out(actionplan, tracker, tmp_path):
    assert "commit" not in tomllib.loads(receipts(tmp_path)[0].read_text())
    subprocess.run(["git", "init", "-q"], check=True)
    author = ["-c", "user.name=A", "-c", "user.email=a@council.example"]
    subprocess.run(["git", "add", "ours"], check=True)
    subprocess.run(["git", *author, "commit", "-qm", "One"], check=True)
    assert actionplan("import", tracker(("Amber", "Red")), "-o", "ours", "--update", "--yes").code == 0
    head = subprocess.run(["git", "rev-parse", "HEAD"], check=True, capture_output=True, text=True).stdout.strip()
    assert tomllib.loads(receipts(tmp_path)[1].read_text())["commit"] == head


def test_a_body_that_the_plan_has_not_is_named(actionplan, tracker, tmp_path):
    before = texts(tmp_path)
    ran = actionplan("import", tracker(("ICB", "School forum")), "-o", "ours", "--update", "--yes")
    assert (ran.code, 't.csv:t!C5: E201 the plan has no body "school-forum"' in ran.err) == (1, True)
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
    assert "Would remove 2 files and 1 entry in other files" in actionplan("import", "--undo", path, "--dry-run").out
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
