"""Send, fill in any cells, shuffle the rows, save through another program, receive: exactly these cells come back."""

import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actionplan.model.entries import ActionEntry
from actionplan.model.measures import Reading
from conftest import AREA, write_plan
from libreoffice import converted
from returned import PLAN_FILES, answered, filled, opened, received, sent, shuffled

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=40)
TEXTS = WORDS.map(lambda text: f"Done {text.strip()}".strip())
HOSTILE = st.sampled_from(
    [
        "=1+1",
        "+44 1234",
        "-5 places",
        "@SUM(A1)",
        '=HYPERLINK("http://a")',
        '"quoted", with commas',
        "a\nb",
        "1.10",
        "'t",
    ]
)

CELLS: dict[str, Any] = {
    "State": st.sampled_from(["Not started", "In progress", "Suspended", "Complete"]),
    "% done": st.integers(0, 100),
    "Rating": st.sampled_from(["Green", "Red"]),
    "What was done": st.one_of(TEXTS, HOSTILE),
    "Evidence": st.sampled_from(["https://example.org/a", "https://example.org/a?b=1 https://example.org/c"]),
}
DATE = st.fixed_dictionaries(
    {
        "New date wanted": st.datetimes(datetime(2027, 1, 1), datetime(2030, 1, 1)).map(
            lambda when: datetime(when.year, when.month, when.day)
        ),
        "Reason": TEXTS,
    }
)
ACTION_CELLS = st.fixed_dictionaries({}, optional=CELLS)
FIGURE = st.fixed_dictionaries(
    {"New figure": st.integers(0, 100), "For which time": st.sampled_from(["Sep 2026", "Oct 2026"])},
    optional={"Note": TEXTS, "Source": st.just("https://example.org/figures")},
)


@st.composite
def answers(draw: Any) -> dict[str, dict[str, Any]]:
    """Return what an owner fills in: any cells of any rows, with what belongs together."""
    found = {}
    for ref in ("1.1", "1.10"):
        cells = dict(draw(ACTION_CELLS))
        if draw(st.booleans()) and cells.get("State") != "Complete":
            cells |= draw(DATE)
        found[ref] = cells
    if draw(st.booleans()):
        found["timely"] = draw(FIGURE)
    return {ref: cells for ref, cells in found.items() if cells}


def stated(taken: Any) -> dict[str, dict[str, Any]]:
    """Return what the entries to add state, by the headings of the workbook."""
    found: dict[str, dict[str, Any]] = {}
    for addition in taken.additions:
        entry = addition.entry
        if isinstance(entry, ActionEntry):
            values: dict[str, Any] = {
                "State": entry.state.replace("-", " ").capitalize() if entry.state else None,
                "% done": entry.progress,
                "Rating": entry.rating.capitalize() if entry.rating else None,
                "What was done": entry.note,
                "Evidence": " ".join(each.link or "" for each in entry.evidence) or None,
                "New date wanted": datetime.fromisoformat(entry.due.text) if entry.due else None,
                "Reason": entry.reason,
            }
        else:
            assert isinstance(entry, Reading)
            values = {
                "New figure": entry.value,
                "For which time": {"2026-09": "Sep 2026", "2026-10": "Oct 2026"}[entry.period.text],
                "Note": entry.note,
                "Source": next(iter(entry.source), None),
            }
        found[addition.id] = {name: value for name, value in values.items() if value is not None}
    return found


def compared(cells: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return what was filled in as it is to come back: texts are cleaned, an apostrophe before a formula goes."""
    from actionplan.input.text import cleaned
    from actionplan.sheets.cell_text import without_apostrophe

    def back(value: Any) -> Any:
        return without_apostrophe(cleaned(value)) if isinstance(value, str) else value

    return {ref: {name: back(value) for name, value in row.items()} for ref, row in cells.items()}


@pytest.fixture(scope="module")
def plan() -> Any:
    with tempfile.TemporaryDirectory() as folder:
        root = write_plan(Path(folder) / "p", {**PLAN_FILES, "areas/PA1.toml": AREA})
        yield root, sent(root)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=answers())
def test_any_cells_that_are_filled_in_are_what_is_recorded(plan, cells):
    root, data = plan
    [taken] = received(root, answered(data, _as_text(cells)))
    assert taken.problems == ()
    assert stated(taken) == compared(cells)


def _as_text(cells: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """A text that begins like a formula is entered with an apostrophe, as every spreadsheet asks for."""
    from actionplan.sheets.cell_text import neutral

    return {
        ref: {name: neutral(value) if isinstance(value, str) else value for name, value in row.items()}
        for ref, row in cells.items()
    }


FILLED_IN: dict[str, dict[str, Any]] = {
    "1.1": {"% done": 60, "New date wanted": datetime(2027, 3, 31), "Reason": "The supplier is late"},
    "1.10": {
        "State": "Complete",
        "What was done": "'=1+1\nand \u201cmore\u201d, with commas",
        "Evidence": "https://example.org/a",
    },
    "timely": {"New figure": 61, "For which time": "Oct 2026", "Note": "Provisional"},
}
SECOND_SHEET_AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2"


@pytest.mark.parametrize("form", ["xlsx", "ods", "csv"])
def test_through_libreoffice(plan, tmp_path, form):
    root, data = plan
    file = tmp_path / "back.xlsx"
    file.write_bytes(shuffled(filled(data, FILLED_IN), [1, 0]))
    back = converted(file, SECOND_SHEET_AS_SHOWN if form == "csv" else form).read_bytes()
    [taken] = received(root, back)
    assert taken.problems == ()
    assert stated(taken) == compared({ref: row for ref, row in FILLED_IN.items() if form != "csv" or ref != "timely"})
    assert taken.answers.name is not None
    if form == "xlsx":
        sheet = opened(back)["Actions"]
        assert len(sheet.data_validations.dataValidation) >= 7
        assert [cell.protection.locked for cell in sheet[4]] == [True] * 4 + [False] * 7
        assert sheet.print_title_rows == "$3:$3"
