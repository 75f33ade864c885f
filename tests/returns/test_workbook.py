"""The workbook of a return: what it says, what can be filled in, and what it refuses."""

import re
from datetime import date

import pytest
from openxml_audit import FileFormat, OpenXmlValidator

from actionplan.model.errors import UnknownName
from actionplan.returns.contents import nobody_asked, returns_of
from actionplan.returns.workbook import workbook_bytes
from conftest import ACTION, PLAN, TODAY, dedented
from returned import PLAN_FILES, WANTED, headings, opened, plan_in, return_of, workbook


def texts(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def column_of(rule):
    return next(iter(rule.sqref.ranges)).min_col


def test_each_owner_is_asked_about_its_open_actions_and_its_measures(make_plan):
    asked = returns_of(plan_in(make_plan(PLAN_FILES)), TODAY, WANTED)
    rows = {each.owner: [row.sent.id for row in each.rows] for each in asked}
    assert rows == {"hcc": ["1.10", "1.1", "timely"], "icb": ["1.2"]}


def test_a_lead_is_asked_alone_and_the_rest_of_its_body(make_plan):
    asked = returns_of(plan_in(make_plan(PLAN_FILES)), TODAY, WANTED, owner="hcc", by_lead=True)
    rows = [(each.lead, [row.sent.id for row in each.rows]) for each in asked]
    assert rows == [(None, ["1.10", "timely"]), ("Head of data", ["1.1"])]


def test_an_owner_that_the_plan_does_not_have(make_plan):
    with pytest.raises(UnknownName, match='there is no owner "hccc"'):
        returns_of(plan_in(make_plan(PLAN_FILES)), TODAY, WANTED, owner="hccc")


def test_the_successor_of_a_body_that_ended_is_asked(make_plan):
    ended = PLAN.replace('name = "Integrated', 'until = 2026-03-31\nsuccessor = "hcc"\nname = "Integrated')
    asked = returns_of(plan_in(make_plan({**PLAN_FILES, "plan.toml": ended})), TODAY, WANTED)
    assert [each.owner for each in asked] == ["hcc"]


def test_what_has_no_owner_is_asked_of_nobody_and_said(make_plan):
    plan = plan_in(make_plan({"actions/1.1.toml": 'title = "T"\nareas = ["PA1"]\n'}))
    assert returns_of(plan, TODAY, WANTED) == ()
    assert [each.id for each in nobody_asked(plan, TODAY)] == ["1.1"]


def test_what_is_on_record_is_shown_and_nothing_is_filled_in(make_plan):
    sheet = opened(workbook(make_plan(PLAN_FILES)))["Actions"]
    title, line, head, first, second = texts(sheet)
    assert re.fullmatch(r"County Council: 2 actions \(return [a-z2-7]{6}\)", title[0])
    assert line[0] == (
        "Fill in State to Reason (white), and send it back by Friday 4 December 2026. A blank says nothing."
    )
    assert first[:4] == [
        "1.10",
        "Train the staff",
        "No state given.\nNo words of yours are on record.",
        "30 Sep 2026\noverdue by 55 days\nas first agreed",
    ]
    assert second[2] == "In progress, 40%.\nYou said on 1 Oct 2026: “The supplier has begun”"
    blank = [cell for row in (first, second) for cell in row[4:]]
    assert set(blank) == {None}
    assert head[4:] == ["State", "% done", "Rating", "What was done", "Evidence", "New date wanted", "Reason"]


def test_only_cells_to_fill_in_are_open_and_there_is_no_password(make_plan):
    sheet = opened(workbook(make_plan(PLAN_FILES)))["Actions"]
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    assert [cell.protection.locked for cell in sheet[4]] == [True] * 4 + [False] * 7


def test_each_cell_to_fill_in_says_what_is_asked_and_lists_its_words(make_plan):
    sheet = opened(workbook(make_plan(PLAN_FILES)))["Actions"]
    names = {column: name for name, column in headings(sheet).items()}
    rules = {names[column_of(rule)]: rule for rule in sheet.data_validations.dataValidation}
    assert all(rule.prompt for rule in rules.values())
    assert rules["State"].formula1 == '"Not started,In progress,Suspended,Complete"'
    first, last = rules["Rating"].formula1.removeprefix("'Start here'!").replace("$", "").split(":")
    assert [cell.value for (cell,) in sheet.parent["Start here"][first:last]] == ["Green", "Red"]
    assert (rules["% done"].type, rules["% done"].formula1, rules["% done"].formula2) == ("whole", "0", "100")
    assert rules["New date wanted"].type == "date"
    assert rules["New date wanted"].errorStyle in (None, "stop")


def test_owners_do_not_rate_where_the_plan_computes_ratings(make_plan):
    rules = '[[rating_rules]]\nrating = "red"\npast_due = true\n'
    sheet = opened(workbook(make_plan({**PLAN_FILES, "plan.toml": dedented(PLAN) + rules})))["Actions"]
    assert "Rating" not in headings(sheet)


def test_the_first_sheet_says_who_asks_until_when_and_who_answers_questions(make_plan):
    asked = return_of(make_plan(PLAN_FILES), asked_by="Improvement Board", contact="SEND team, 01234 567890")
    said = {row[0]: row[1] for row in texts(opened(workbook_bytes(asked))["Start here"])}
    assert said["For"] == "County Council"
    assert said["Please send it back by"] == "Friday 4 December 2026"
    assert said["Asked by"] == "Improvement Board"
    assert said["Questions to"] == "SEND team, 01234 567890"
    assert said["What you write is true as at"] is None
    assert said["Green"] == "on time"


def test_a_plan_whose_dates_need_approval_says_so(make_plan):
    policy = '[policy]\nredate_approvals = ["board"]\n'
    data = workbook(make_plan({**PLAN_FILES, "plan.toml": dedented(PLAN) + policy}))
    said = " ".join(str(row[0]) for row in texts(opened(data)["Start here"]))
    assert "Improvement Board must agree; until then the date on record holds." in said


def test_the_times_of_a_measure_are_those_that_have_ended_since(make_plan):
    sheet = opened(workbook(make_plan(PLAN_FILES)))["Measures"]
    [rule] = [each for each in sheet.data_validations.dataValidation if column_of(each) == 6]
    assert rule.formula1 == '"Sep 2026,Oct 2026"'


def test_the_same_return_gives_the_same_bytes_and_another_day_another_name(make_plan):
    root = make_plan(PLAN_FILES)
    assert workbook(root) == workbook(root)
    [one, other] = [
        returns_of(plan_in(root), TODAY, wanted, owner="icb")[0].name for wanted in (WANTED, date(2026, 12, 5))
    ]
    assert one != other


def test_what_a_row_was_made_from_is_kept_twice(make_plan):
    asked = return_of(make_plan(PLAN_FILES))
    book = opened(workbook_bytes(asked))
    hidden = book["Sent"]
    assert hidden.sheet_state == "veryHidden"
    prints = {str(row[1]): row[2] for row in texts(hidden)[5:]}
    assert prints == {row.sent.id: row.sent.made_from for row in asked.rows}
    properties = {each.name: each.value for each in book.custom_doc_props.props}
    assert properties["actionplan return"] == asked.name
    assert properties["actionplan rows 1"] == "; ".join(
        f"{row.sent.kind} {row.sent.id}={row.sent.made_from}" for row in asked.rows
    )


def test_texts_that_a_spreadsheet_would_run_are_made_harmless(make_plan):
    hostile = ACTION.replace("Build the dashboard", "=HYPERLINK(1)").replace("2024-09-30", "2027-09-30")
    note = '\n[[status]]\non = 2026-10-01\nby = "hcc"\nnote = "@SUM(A1)"\n'
    sheet = opened(workbook(make_plan({"actions/1.1.toml": dedented(hostile) + note})))["Actions"]
    assert sheet["B4"].value == "'=HYPERLINK(1)"
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


HOSTILE = "=HYPERLINK('http://evil.example')"


def test_a_plan_that_is_hostile_in_every_text_gives_a_valid_workbook_without_a_formula(make_plan, tmp_path):
    plan = dedented(PLAN).replace('"A plan"', f'"{HOSTILE}"').replace('"County Council"', '"@County, Council"')
    action = f"""
        title = "{HOSTILE}"
        areas = ["PA1"]
        owner = "hcc"
        lead = "-1+1"
        due = 2027-09-30
        ref = "+1"

        [[status]]
        on = 2026-10-01
        by = "hcc"
        note = "{HOSTILE}\\n{"long " * 300}\\u202e\\u0007"
        """
    measure = f'title = "{HOSTILE}"\nunit = "@unit"\ndirection = "up"\nowner = "hcc"\n'
    plan = plan.replace('"Green"', '"Green, or so"').replace('"on time"', '"=1+1"')
    root = make_plan({"plan.toml": plan, "actions/1.1.toml": action, "measures/m.toml": measure})
    data = workbook_bytes(return_of(root, contact="=cmd|' /C calc'!A0", asked_by="+44"))
    book = opened(data)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert len(cells) > 60
    assert [cell.value for cell in cells if str(cell.value).startswith(tuple("=+-@")) or cell.data_type == "f"] == []
    assert not any("\u0007" in str(cell.value) for cell in cells)
    file = tmp_path / "hcc.xlsx"
    file.write_bytes(data)
    assert [str(error) for error in OpenXmlValidator(file_format=FileFormat.OFFICE_2019).validate(file).errors] == []


def test_it_prints_on_a4_landscape_with_its_headings_on_each_page(make_plan):
    sheet = opened(workbook(make_plan(PLAN_FILES)))["Actions"]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.freeze_panes == "C4"
