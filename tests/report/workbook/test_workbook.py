"""``actionplan export xlsx``, ``ods`` and ``csv``: the guidance, the figures, and what other programs read."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import attrs
import openpyxl
import pytest
import python_calamine
from hypothesis import given, settings
from hypothesis import strategies as st
from openxml_audit import OdfValidator, OpenXmlValidator, ValidationSeverity

from actionplan import load
from actionplan.model.dates import PlanDate
from actionplan.model.records import Plan
from actionplan.model.view import Portfolio
from actionplan.report.workbook.book import workbook_of
from actionplan.sheets.cell_text import neutral, without_apostrophe
from actionplan.sheets.ods_writer import write_ods
from actionplan.sheets.workbook import Workbook
from actionplan.sheets.xlsx_writer import write_xlsx
from conftest import ACTION, AREA, PLAN, REPOSITORY, PlanMaker, Runner, write_plan
from full_plan import FILES
from guidance import breaches
from libreoffice import converted

NORTHSHIRE = REPOSITORY / "examples" / "northshire-send"
HERTFORDSHIRE = REPOSITORY / "plans" / "hertfordshire-send"
DAY = ("--as-at", "2025-10-01")
NOTE = '\n    [[status]]\n    on = 2024-06-01\n    by = "hcc"\n    state = "in-progress"\n    note = "{}"\n'


def values(data: bytes) -> dict[str, list[list[Any]]]:
    """Return the cells of every worksheet, as calamine reads them."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


@pytest.fixture
def exported(actionplan: Runner, tmp_path: Path):
    """Return a function that exports plans, and gives the file."""

    def export(form: str, *asked: object) -> Path:
        file = tmp_path / f"plan.{form}"
        ran = actionplan("export", form, *asked, "-o", file)
        assert (ran.code, ran.err, ran.out) == (0, "", f"Written: {file}\n")
        return file

    return export


def rows_of(data: bytes, sheet: str) -> list[dict[str, Any]]:
    """Return the rows of a worksheet's table by their headings."""
    made = openpyxl.load_workbook(io.BytesIO(data))[sheet]
    [table] = made.tables.values()
    first, *rows = made[table.ref]
    return [{str(head.value): cell.value for head, cell in zip(first, row, strict=True)} for row in rows]


@pytest.mark.parametrize("plan", [NORTHSHIRE, HERTFORDSHIRE])
def test_a_workbook_meets_the_guidance(exported, plan: Path) -> None:
    assert breaches(openpyxl.load_workbook(exported("xlsx", plan, *DAY))) == []


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_libreoffice_reads_every_cell_and_the_guidance_is_still_met(exported, form: str) -> None:
    file = exported(form, NORTHSHIRE, "--as-at", "2024-07-01")
    saved = converted(file, "xlsx")
    assert values(saved.read_bytes()) == values(file.read_bytes())
    again = openpyxl.load_workbook(saved)
    # LibreOffice writes a header and a footer of its own into any workbook that it saves.
    assert {each.partition(": ")[2] for each in breaches(again)} <= {"a header or footer"}


def test_a_workbook_for_excel_and_one_for_libreoffice_say_the_same(exported) -> None:
    assert values(exported("ods", NORTHSHIRE, *DAY).read_bytes()) == values(
        exported("xlsx", NORTHSHIRE, *DAY).read_bytes()
    )


@pytest.mark.parametrize(("form", "validator"), [("xlsx", OpenXmlValidator), ("ods", OdfValidator)])
def test_a_file_is_valid_by_its_standard(exported, form: str, validator: Any) -> None:
    result = validator().validate(str(exported(form, HERTFORDSHIRE, *DAY)))
    assert [each.description for each in result.errors if each.severity is ValidationSeverity.ERROR] == []
    assert result.is_valid


def test_the_same_plan_gives_the_same_bytes(exported) -> None:
    for form in ("xlsx", "ods"):
        assert exported(form, NORTHSHIRE, *DAY).read_bytes() == exported(form, NORTHSHIRE, *DAY).read_bytes()


def day_of(value: Any) -> str | None:
    return None if value in ("[x]", "[z]") else value.date().isoformat()


def number_of(value: Any) -> Any:
    return None if value in ("[x]", "[z]") else value


def test_figures_are_those_of_the_commands(exported, actionplan: Runner) -> None:
    data = exported("xlsx", NORTHSHIRE, *DAY, "--internal").read_bytes()

    def answer(command: str) -> dict[str, Any]:
        [plan] = json.loads(actionplan(command, NORTHSHIRE, *DAY, "--format", "json").out)["plans"]
        return plan

    status = answer("status")
    for row, action in zip(rows_of(data, "Actions"), status["actions"], strict=True):
        assert row["Action"] == action["id"]
        assert row["Title"] == action["title"]
        assert row["Lead"] == (action["lead"] or "[x]")
        for heading, key in (("First due", "original_due_day"), ("Due now", "due_day"), ("Finished", "finished_day")):
            assert day_of(row[heading]) == action[key], heading
        for heading, key in (
            ("Per cent done", "progress"),
            ("Times the date moved", "times_redated"),
            ("Days the date moved", "days_slipped"),
            ("Days overdue", "days_overdue"),
        ):
            assert number_of(row[heading]) == action[key], heading
        assert row["State"].lower().replace(" ", "-") == (action["state"] or "no-state-given")
    for row, area in zip(rows_of(data, "Areas"), status["areas"], strict=True):
        figures = [row[name] for name in ("Area", "Actions", "Actions finished", "Actions open", "Actions overdue")]
        assert figures == [area["id"], *(area["totals"][key] for key in ("actions", "finished", "open", "overdue"))]
    milestones = [part for action in status["actions"] for part in action["milestones"]]
    for row, part in zip(rows_of(data, "Milestones"), milestones, strict=True):
        assert (row["Milestone"], day_of(row["Due now"]), row["Days overdue"]) == (
            *(part["id"], part["due_day"], part["days_overdue"]),
        )
    measures = answer("measures")["measures"]
    for row, measure in zip(rows_of(data, "Measures"), measures, strict=True):
        latest = measure["latest"] or {"value": None}
        assert (row["Measure"], number_of(row["Latest figure"])) == (measure["id"], latest["value"])
    readings = [each for measure in measures for each in measure["readings"]]
    for row, reading in zip(rows_of(data, "Readings"), readings, strict=True):
        assert (row["Figure"], day_of(row["For the time to"])) == (reading["value"], reading["period_day"])


def test_blanks_are_explained_and_a_file_of_text_leaves_them_empty(exported, make_plan: PlanMaker) -> None:
    plan = make_plan({"areas/PA1.toml": AREA, "actions/1.1.toml": ACTION})
    [row] = rows_of(exported("xlsx", plan).read_bytes(), "Actions")
    assert (row["Last note"], row["Finished"]) == ("[x]", "[z]")
    text = exported("csv", plan, "--table", "actions").read_bytes().decode("utf-8-sig")
    [line] = csv.DictReader(io.StringIO(text, newline=""))
    assert (line["Action"], line["Last note"], line["Finished"], line["Due now"]) == ("1.1", "", "", "2024-09-30")
    assert {head for head, cell in row.items() if cell in ("[x]", "[z]")} == {
        head for head, cell in line.items() if cell == ""
    }


def test_a_folder_gets_a_file_for_each_table_with_rows(
    actionplan: Runner, make_plan: PlanMaker, tmp_path: Path
) -> None:
    plan = make_plan({"areas/PA1.toml": AREA, "actions/1.1.toml": ACTION})
    folder = tmp_path / "tables"
    assert actionplan("export", "csv", plan, "-o", folder).code == 0
    assert {file.name for file in folder.iterdir()} == {"areas.csv", "actions.csv"}
    ran = actionplan("export", "csv", plan, "-o", tmp_path / "plan.csv")
    assert (ran.code, "a CSV file holds one table" in " ".join(ran.err.split())) == (2, True)
    ran = actionplan("export", "csv", plan, "--table", "action", "-o", tmp_path / "plan.csv")
    assert (ran.code, 'Did you mean "actions"?' in ran.err) == (2, True)
    empty = actionplan("export", "csv", plan, "--table", "risks", "-o", tmp_path / "risks.csv")
    assert empty.code == 0
    assert (tmp_path / "risks.csv").read_bytes().startswith(b"\xef\xbb\xbfRisk,Printed as,Title,")


def test_a_formula_in_a_note_is_a_text_in_every_form(exported, make_plan: PlanMaker) -> None:
    formula = "=HYPERLINK(1)"
    plan = make_plan({"areas/PA1.toml": AREA, "actions/1.1.toml": ACTION + NOTE.format(formula)})
    found = [rows_of(exported("xlsx", plan).read_bytes(), "Actions")[0]["Last note"]]
    found += [rows_of(converted(exported("ods", plan), "xlsx").read_bytes(), "Actions")[0]["Last note"]]
    text = exported("csv", plan, "--table", "actions").read_bytes().decode("utf-8-sig")
    found += [row["Last note"] for row in csv.DictReader(io.StringIO(text))]
    assert found == [f"'{formula}"] * 3
    assert without_apostrophe(found[0]) == formula


def test_what_is_internal_is_nowhere_unless_asked_for(exported, actionplan: Runner, make_plan: PlanMaker) -> None:
    publish = '\n    [publish]\n    internal = ["1.2", "note"]\n'
    secret = ACTION.replace("Build", "Secretly build") + '    lead = "Secret post"\n' + NOTE.format("Secret")
    plan = make_plan(
        {
            "plan.toml": PLAN + publish,
            "areas/PA1.toml": AREA,
            "actions/1.1.toml": ACTION + '    lead = "Secret post"\n' + NOTE.format("Secret"),
            "actions/1.2.toml": secret,
        }
    )
    for form in ("xlsx", "ods"):
        public = exported(form, plan)
        sheets = values(public.read_bytes())
        assert "Secret" not in str(sheets)
        assert "Lead" not in sheets["Actions"][3]
        assert any("left out of what is published" in row[0] for row in sheets["Cover"])
        [action] = sheets["Actions"][4:]
        assert dict(zip(sheets["Actions"][3], action, strict=True))["Last note"] == "[c]"
        whole = str(values(exported(form, plan, "--internal").read_bytes()))
        assert all(word in whole for word in ("Secretly build", "Secret post", "'Secret'"))
    assert b"Secret" not in exported("csv", plan, "--table", "history").read_bytes()


def test_several_plans_have_their_titles_in_the_first_column(exported, make_plan: PlanMaker) -> None:
    files = {"areas/PA1.toml": AREA, "actions/1.1.toml": ACTION}
    one = make_plan({**files, "plan.toml": PLAN.replace("A plan", "One")}, "a")
    two = make_plan({**files, "plan.toml": PLAN.replace("A plan", "Two").replace('id = "p"', 'id = "q"')}, "b")
    data = exported("xlsx", one, two).read_bytes()
    assert [(row["Plan"], row["Action"]) for row in rows_of(data, "Actions")] == [("One", "1.1"), ("Two", "1.1")]
    assert breaches(openpyxl.load_workbook(io.BytesIO(data))) == []
    assert values(data)["Cover"][:2] == [["Action plans"], ["2 plans as tables, as at 24 Nov 2026."]]


def test_a_file_that_cannot_be_read_is_named_there_too(
    actionplan: Runner, make_plan: PlanMaker, tmp_path: Path
) -> None:
    plan = make_plan({"areas/PA1.toml": AREA, "actions/1.1.toml": ACTION, "actions/1.2.toml": "title = \n"})
    ran = actionplan("export", "ods", plan, "-o", tmp_path / "plan.ods")
    assert ran.code == 2
    assert "1.2.toml:1:9: E001" in ran.err
    assert ["PARTIAL: 1 file could not be read and is missing from these tables."] in values(
        (tmp_path / "plan.ods").read_bytes()
    )["Cover"]


def with_texts(value: Any, texts: Iterator[str]) -> Any:
    """Return a record with other texts wherever people write them, at any depth."""
    if isinstance(value, tuple):
        return tuple(with_texts(each, texts) for each in value)
    if not attrs.has(type(value)) or isinstance(value, PlanDate):
        return value
    changes: dict[str, Any] = {}
    for field in attrs.fields(type(value)):
        inner = getattr(value, field.name)
        is_prose = isinstance(inner, str) and field.name in PROSE
        changes[field.name] = next(texts) if is_prose else with_texts(inner, texts)
    return attrs.evolve(value, **changes)


PROSE = frozenset({"title", "name", "note", "reason", "text", "success", "plain", "cause", "definition", "unit"})


@cache
def full() -> Plan:
    """Return a plan with something in every column."""
    with TemporaryDirectory() as folder:
        return load(str(write_plan(Path(folder), FILES))).plans[0]


@settings(max_examples=8, deadline=None)
@given(texts=st.lists(st.text(min_size=1), min_size=1, max_size=5))
def test_any_text_is_in_a_workbook_that_meets_the_guidance(texts: list[str]) -> None:
    plan = with_texts(full(), cycle(texts))
    book = workbook_of(Portfolio(plans=(plan,)).at(date(2026, 1, 1)))
    made = openpyxl.load_workbook(io.BytesIO(write_xlsx(book)))
    assert breaches(made) == []
    assert texts_of(made) == texts_in(book)
    assert values(write_ods(book)) == {
        name: [[cell.replace("\t", " ") if isinstance(cell, str) else cell for cell in row] for row in rows]
        for name, rows in values(write_xlsx(book)).items()
    }


def texts_in(book: Workbook) -> list[str]:
    tables = [sheet.table for sheet in book.sheets if sheet.table is not None]
    return [neutral(cell) for table in tables for row in table.rows for cell in row if isinstance(cell, str)]


def texts_of(book: Any) -> list[str]:
    tables = [(sheet, table.ref) for sheet in book for table in sheet.tables.values()]
    rows = [row for sheet, place in tables for row in sheet[place][1:]]
    return [cell.value for row in rows for cell in row if isinstance(cell.value, str)]
