"""``actionplan import``: what it shows, what it asks, and what it writes."""

import tomllib

import click
import pytest

from actionplan import load
from actionplan.cli import console

SHEET = """Our plan,,,,
Updated 12 May 2024,,,,
Ref,Action,Due date,RAG,Locality
1.1,Share data,31/12/2024,Amber,North
1.2,Publish data,30/6/2025,Green,
"""


@pytest.fixture
def sheet(tmp_path, monkeypatch):
    """A table of two actions as text; its folder is the current one."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tracker.csv").write_text(SHEET)
    return "tracker.csv"


def test_what_is_shown_and_what_became_of_every_cell(actionplan, sheet, golden):
    ran = actionplan("import", sheet, "-o", "ours", "--yes")
    golden("import.txt", ran.out.replace(ran.out[ran.out.rindex("import-") : -1], "import-RECEIPT.toml"))
    assert (ran.code, ran.err) == (0, "")
    assert [action.title for action in load("ours").plans[0].actions] == ["Share data", "Publish data"]
    assert actionplan("check", "ours").code == 0


def test_nothing_is_written_until_the_reading_is_confirmed(actionplan, sheet, tmp_path):
    ran = actionplan("import", sheet, "-o", "ours")
    assert (ran.code, ran.err) == (1, "Nothing was written. If the files are read rightly, add: --yes\n")
    ran = actionplan("import", sheet, "-o", "ours", "--dry-run")
    assert ran.code == 0
    assert ran.out.endswith("Nothing was written (--dry-run).\n")
    assert not (tmp_path / "ours").exists()


@pytest.mark.parametrize("answer", [True, False])
def test_on_a_terminal_it_asks(actionplan, sheet, tmp_path, monkeypatch, answer):
    monkeypatch.setattr(console, "is_terminal", lambda: True)
    monkeypatch.setattr(click, "prompt", lambda *_, **__: "")
    monkeypatch.setattr(click, "confirm", lambda *_, **__: answer)
    assert actionplan("import", sheet, "-o", "ours").code == (0 if answer else 1)
    assert (tmp_path / "ours").exists() is answer


def test_on_a_terminal_a_column_can_be_changed(actionplan, sheet, monkeypatch):
    answers = iter(["Z=note", "E=arena", "e=areas", ""])
    monkeypatch.setattr(console, "is_terminal", lambda: True)
    monkeypatch.setattr(click, "prompt", lambda *_, **__: next(answers))
    monkeypatch.setattr(click, "confirm", lambda *_, **__: True)
    ran = actionplan("import", sheet, "-o", "ours")
    assert 'There is no column "Z"' in ran.out
    assert 'A column cannot be "arena". Did you mean "areas"?' in ran.out
    assert load("ours").plans[0].areas[0].title == "North"


def test_on_a_terminal_the_order_of_day_and_month_is_asked_once_for_a_column(actionplan, sheet, tmp_path, monkeypatch):
    (tmp_path / sheet).write_text(SHEET.replace("31/12/2024", "10/11/2024").replace("30/6/2025", "11/28/2024"))
    asked = []

    def confirm(text, **_):
        asked.append(text)
        return len(asked) > 1

    monkeypatch.setattr(console, "is_terminal", lambda: True)
    monkeypatch.setattr(click, "prompt", lambda *_, **__: "")
    monkeypatch.setattr(click, "confirm", confirm)
    assert actionplan("import", sheet, "-o", "ours").code == 0
    assert "Does 10/11/2024 mean 10 Nov 2024 (otherwise 11 Oct 2024)?" in asked[0]
    assert len(asked) == 2
    assert str(load("ours").plans[0].action("1.1").due) == "2024-10-11"


def test_bad_cells_are_listed_all_at_once_and_can_be_left_out(actionplan, sheet, tmp_path):
    (tmp_path / sheet).write_text(SHEET.replace("31/12/2024", "soon").replace("30/6/2025", "31/6/2025"))
    ran = actionplan("import", sheet, "-o", "ours", "--yes")
    assert ran.code == 1
    assert 'tracker.csv:tracker!C4: E105 Due date: "soon" is not a date' in ran.err
    assert "tracker.csv:tracker!C5: E105" in ran.err
    assert not (tmp_path / "ours").exists()
    ran = actionplan("import", sheet, "-o", "ours", "--yes", "--leave-out-bad")
    assert ran.code == 0
    assert load("ours").plans[0].action("1.1").extra["due_date_left_out"] == "soon"


def test_personal_data_is_listed_before_anything_is_written(actionplan, sheet, tmp_path):
    (tmp_path / sheet).write_text(SHEET.replace("North", "jo@x.example"))
    ran = actionplan("import", sheet, "-o", "ours", "--yes")
    assert (ran.code, "W601" in ran.err, (tmp_path / "ours").exists()) == (1, True, False)
    assert actionplan("import", sheet, "-o", "ours", "--yes", "--accept", "W601").code == 0


def test_what_is_asked_about_a_cell_is_answered_with_a_note_that_the_receipt_keeps(actionplan, sheet, tmp_path):
    (tmp_path / sheet).write_text(SHEET.replace("North", "jo@x.example"))
    ran = actionplan("import", sheet, "-o", "ours", "--yes")
    assert 'To answer it in words, which the receipt keeps: --answer "tracker!E4=..."' in " ".join(ran.err.split())
    ran = actionplan("import", sheet, "-o", "ours", "--yes", "--answer", "tracker!E4=A shared address")
    assert ran.code == 0, ran.err
    [receipt] = (tmp_path / "ours/receipts").iterdir()
    assert tomllib.loads(receipt.read_text())["queried"] == [
        {"cell": "tracker!E4", "question": "W601 email-address", "note": "A shared address"}
    ]


def test_an_answer_without_a_cell(actionplan, sheet):
    assert actionplan("import", sheet, "-o", "ours", "--answer", "tracker!E4").code == 2


def test_a_mapping_is_written_changed_and_used(actionplan, sheet, tmp_path):
    actionplan("import", sheet, "-o", "ours", "--dry-run", "--save-mapping", "how.toml")
    how = tmp_path / "how.toml"
    assert 'Locality = "extra"' in how.read_text()
    how.write_text(how.read_text().replace('Locality = "extra"', 'Locality = "areas"'))
    ran = actionplan("import", sheet, "-o", "ours", "--mapping", "how.toml", "--yes")
    assert "(as you say)" in " ".join(ran.out.split())
    assert load("ours").plans[0].areas[0].title == "North"


def test_a_mapping_with_a_mistake(actionplan, sheet, tmp_path):
    (tmp_path / "how.toml").write_text('[columns]\nLocality = "arena"\n')
    ran = actionplan("import", sheet, "-o", "ours", "--mapping", "how.toml")
    assert (ran.code, 'how.toml:2:12: E104 a column cannot be "arena"' in ran.err) == (1, True)


def test_an_existing_plan_is_not_overwritten(actionplan, sheet, tmp_path):
    actionplan("import", sheet, "-o", "ours", "--yes")
    before = (tmp_path / "ours/actions/1.1.toml").read_text()
    ran = actionplan("import", sheet, "-o", "ours", "--yes")
    assert (ran.code, "already exists, so nothing was created" in ran.err) == (2, True)
    assert (tmp_path / "ours/actions/1.1.toml").read_text() == before


@pytest.mark.parametrize(
    ("content", "complaint"), [(b"%PDF-1.7", "PDF"), (b"Hello\n", "there is no table of actions"), (b"", "empty")]
)
def test_a_file_that_is_no_table(actionplan, sheet, tmp_path, content, complaint):
    (tmp_path / sheet).write_bytes(content)
    ran = actionplan("import", sheet, "-o", "ours", "--yes")
    assert (ran.code in (1, 2), complaint in ran.err, (tmp_path / "ours").exists()) == (True, True, False)


def test_a_day_that_is_none(actionplan, sheet):
    assert actionplan("import", sheet, "-o", "ours", "--sheet-date", "May 2024").code == 2
    assert "is after today" in actionplan("import", sheet, "-o", "ours", "--sheet-date", "2031-01-01").err
