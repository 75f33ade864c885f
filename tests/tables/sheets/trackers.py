"""Workbooks with one row an action, as they are used to track a plan."""

from datetime import date
from typing import Any

from tables.sheets.content import AREAS, COLOURS, ITEMS, REFS, Item, uk
from tables.sheets.grids import C, Grid, xlsx
from tables.sheets.layout import Expected, Layout

STATES = {"In progress": "in-progress", "Not started": "not-started", "Complete": "complete"}


def due(item: Item) -> str:
    """The current due date of an action, as a plan's file has it."""
    return (item.revised or item.end).isoformat()


def _colour_only_rag() -> bytes:
    head = ["Ref", "Action", "Area for improvement", "Lead", "Due date", "RAG", "Progress update"]
    rows = [
        [item.ref, item.title, item.area, item.lead, item.end, C(fill=COLOURS[item.rag]), item.note] for item in ITEMS
    ]
    titles = [["Anyshire SEND Partnership"], ["Priority Action Plan: position at 30 November 2024"], []]
    return xlsx(Grid("Action plan", [*titles, head, *rows], merged=("A1:G1", "A2:G2"), logo=True))


COLOUR_ONLY_RAG = Layout(
    name="colour-only-rag.xlsx",
    after="Bracknell Forest's action tables; ratings that only a colour shows are common everywhere",
    make=_colour_only_rag,
    expected=Expected(
        refs=REFS,
        areas=AREAS,
        values={(item.ref, "due"): item.end.isoformat() for item in ITEMS},
        fills={item.ref: COLOURS[item.rag].lower() for item in ITEMS},
    ),
)


def _three_dates() -> bytes:
    head = ["Ref.", "Objective(s)", "Action", "Task & Finish Group", "Lead Person", "Start/Rev/End"]
    head += ["Success Measure", "Evaluation (Impact)"]
    rows = [
        [
            item.ref,
            item.area,
            item.title,
            f"Group {item.ref[0]}",
            item.lead,
            "\n".join([uk(item.start), uk(item.revised) if item.revised else "-", uk(item.end)]),
            "Families say that it helped",
            item.note,
        ]
        for item in ITEMS
    ]
    return xlsx(Grid("Plan", [["SEND and Inclusion Improvement Plan"], head, *rows], merged=("A1:H1",)))


THREE_DATES = Layout(
    name="three-dates-in-one-column.xlsx",
    after="Rutland's SEND and inclusion plan of 2018, whose column is headed Start/Rev/End",
    make=_three_dates,
    expected=Expected(
        refs=REFS,
        areas=AREAS,
        values={
            **{(item.ref, "start"): item.start.isoformat() for item in ITEMS},
            **{(item.ref, "original_due"): item.end.isoformat() for item in ITEMS},
            **{(item.ref, "due"): due(item) for item in ITEMS},
        },
    ),
)


def _two_row_heads() -> bytes:
    upper = ["Ref", "What we will do", "Responsibility", None, "Timescale", None, "Progress", None]
    lower = [None, None, "Organisation", "Lead officer", "Start", "End", "RAG", "Commentary"]
    rows = [[item.ref, item.title, item.body, item.lead, item.start, item.end, item.rag, item.note] for item in ITEMS]
    heads = ("A1:A2", "B1:B2", "C1:D1", "E1:F1", "G1:H1")
    return xlsx(Grid("Tracker", [upper, lower, *rows], merged=heads))


TWO_ROW_HEADS = Layout(
    name="two-row-headings.xlsx",
    after="Lancashire's priority action plan of 2025, whose headings are grouped over several columns",
    make=_two_row_heads,
    expected=Expected(
        refs=REFS,
        values={
            **{(item.ref, "start"): item.start.isoformat() for item in ITEMS},
            **{(item.ref, "due"): item.end.isoformat() for item in ITEMS},
            **{(item.ref, "lead"): item.lead for item in ITEMS},
            **{(item.ref, "rating"): item.rag.lower() for item in ITEMS},
        },
    ),
)


def _area_rows() -> bytes:
    rows: list[list[Any]] = [["Local Area SEND Written Statement of Action"], []]
    merged = ["A1:F1"]
    for number, area in enumerate(AREAS, 1):
        rows.append([C(f"Working Group {number}: {area}", fill="#D9D9D9")])
        merged.append(f"A{len(rows)}:F{len(rows)}")
        rows.append(["No.", "Action", "Who", "By when", "Progress", "Status"])
        for place, item in enumerate((each for each in ITEMS if each.area == area), 1):
            deep = f"{number}.1.{place}"
            rows.append([deep, item.title, item.lead, item.end, item.note, item.state])
    return xlsx(Grid("Action plan", rows, merged=merged))


def deep_refs() -> tuple[str, ...]:
    """The refs of the actions if each has three levels."""
    return tuple(f"{item.ref[0]}.1.{item.ref[2]}" for item in ITEMS)


AREA_ROWS = Layout(
    name="merged-area-rows.xlsx",
    after="Cumbria's written statement of 2019: a section for each working group, and refs of three levels",
    make=_area_rows,
    expected=Expected(
        refs=deep_refs(),
        areas=AREAS,
        values={
            **{(ref, "areas"): item.area for ref, item in zip(deep_refs(), ITEMS, strict=True)},
            **{(ref, "due"): item.end.isoformat() for ref, item in zip(deep_refs(), ITEMS, strict=True)},
            **{(ref, "state"): STATES[item.state] for ref, item in zip(deep_refs(), ITEMS, strict=True)},
        },
    ),
)


def _sheet_an_area() -> bytes:
    cover = Grid("Cover", [["Priority Action Plan"], ["Version 3.2"], ["Agreed", date(2024, 3, 19)]], merged=("A1:C1",))
    words = Grid("Glossary", [["Term", "Meaning"], ["EHCP", "Education, health and care plan"], ["ICB", "NHS body"]])
    lists = Grid("Lists", [["Status"], *([state] for state in STATES)], hidden=True)
    areas = [
        Grid(
            f"PA{number}",
            [
                [f"Priority Action {number}: {area}"],
                ["Ref", "Action", "Owner", "Deadline", "Status", "% complete"],
                *([i.ref, i.title, i.body, i.end, i.state, C(i.done, form="0%")] for i in ITEMS if i.area == area),
            ],
            merged=("A1:F1",),
        )
        for number, area in enumerate(AREAS, 1)
    ]
    return xlsx(cover, *areas, words, lists)


SHEET_AN_AREA = Layout(
    name="one-sheet-an-area.xlsx",
    after="Bexley's action tracker of 2024, with a cover, lists and a glossary beside the areas",
    make=_sheet_an_area,
    expected=Expected(
        refs=REFS,
        areas=AREAS,
        values={
            **{(item.ref, "areas"): item.area for item in ITEMS},
            **{(item.ref, "due"): item.end.isoformat() for item in ITEMS},
            **{(item.ref, "progress"): f"{item.done * 100:g}" for item in ITEMS},
        },
    ),
)


def month_first(day: date) -> str:
    """A day as an American program writes it."""
    return f"{day.month}/{day.day}/{day.year}"


def _month_first() -> bytes:
    head = ["Action ID", "Action", "Owner", "Start Date", "Due Date", "Status"]
    rows = [[i.ref, i.title, i.body, month_first(i.start), month_first(i.end), i.state] for i in ITEMS]
    return xlsx(Grid("Export", [head, *rows], table=f"A1:F{len(rows) + 1}"))


MONTH_FIRST = Layout(
    name="month-first.xlsx",
    after="exports of project software that is set to the United States, pasted as text",
    make=_month_first,
    expected=Expected(
        refs=REFS,
        values={
            **{(item.ref, "start"): item.start.isoformat() for item in ITEMS},
            **{(item.ref, "due"): item.end.isoformat() for item in ITEMS},
            **{(item.ref, "state"): STATES[item.state] for item in ITEMS},
        },
    ),
)

_DATED = {
    "1.1": "12/3/24: Advert is out.\n9/5/24: Two interviews held.\n15.11.24 - One post filled",
    "1.2": "July 2024: First figures are on the Local Offer.",
    "2.1": "04/09/2024 Draft written.\n02/10/2024 Sent to both boards, which meet in the same week.",
}
_SEVERAL = {"1.1": "Council; ICB\nParent Carer Forum"}
_ENTRIES = {
    "1.1": (
        ("2024-03-12", "Advert is out."),
        ("2024-05-09", "Two interviews held."),
        ("2024-11-15", "One post filled"),
    ),
    "1.2": (("2024-07", "First figures are on the Local Offer."),),
    "2.1": (
        ("2024-09-04", "Draft written."),
        ("2024-10-02", "Sent to both boards, which meet in the same week."),
    ),
}


def _dated_paragraphs() -> bytes:
    head = ["Ref", "Action", "Owners", "Due", "Progress to date"]
    rows = [
        [i.ref, i.title, _SEVERAL.get(i.ref, f"{i.body} / {i.lead}"), i.end, _DATED.get(i.ref, i.note)] for i in ITEMS
    ]
    return xlsx(Grid("Tracker", [head, *rows]))


DATED_PARAGRAPHS = Layout(
    name="dated-paragraphs.xlsx",
    after="Swindon's 'actions to date': one cell grows by a dated paragraph a month, and owners share a cell",
    make=_dated_paragraphs,
    expected=Expected(
        refs=REFS,
        values={(item.ref, "due"): item.end.isoformat() for item in ITEMS},
        entries=_ENTRIES,
    ),
)
