"""Workbooks that systems export, and those in which numbers, dates and refs take many shapes."""

from datetime import date, timedelta
from typing import Any

from tables.sheets.content import AMBER, AREAS, BLUE, COLOURS, GREEN, GREY, ITEMS, RED, REFS, Item, uk
from tables.sheets.grids import C, Grid, ods, xlsx
from tables.sheets.layout import Expected, Layout
from tables.sheets.trackers import STATES, due

_DIRECTORATES = ("People", "Place", "Resources", "Delivery")
_STAGES = ("Not started", "In progress", "In progress", "Complete")


def _service_ref(number: int) -> str:
    return f"{number // 500 + 1}.{number // 25 % 20 + 1:02}.{number % 25 + 1:02}"


def _service_plan() -> bytes:
    head = ["Action Ref", "Directorate", "Section", "Action", "Stage", "Due date", "% complete", "Status", "Comment"]
    rows: list[list[Any]] = []
    for number in range(2000):
        if number and number % 25 == 0:
            rows.append([])
        rows.append(
            [
                _service_ref(number),
                _DIRECTORATES[number // 500],
                f"Section {number // 25 % 20 + 1}",
                f"Deliver item {number + 1} of the service plan",
                _STAGES[number % 4],
                date(2024, 4, 1) + timedelta(days=number % 365),
                C((0, 0.25, 0.6, 1)[number % 4], form="0%"),
                ("Red", "Amber", "Green", "Green")[number % 4],
                f"Reported in month {number % 12 + 1}." if number % 3 else None,
            ]
        )
    return xlsx(Grid("Export", [["Service plan actions"], ["Run on 02/12/2024"], [], head, *rows]))


SERVICE_PLAN = Layout(
    name="export-of-2000-rows.xlsx",
    after="Bracknell Forest's service plan: refs such as 3.01.02, stages, per cents, and blank rows between sections",
    make=_service_plan,
    expected=Expected(
        refs=tuple(map(_service_ref, range(2000))),
        values={
            ("1.01.01", "state"): "not-started",
            ("3.01.02", "due"): "2024-12-28",
            ("3.01.02", "progress"): "25",
            ("4.20.25", "state"): "complete",
            ("4.20.25", "progress"): "100",
        },
    ),
)

_LOOSE = {
    "1.1": ("Sept 24", "2024-09"),
    "1.2": ("end of Q2 2024/25", "FY2024-25-Q2"),
    "1.3": ("ongoing", "ongoing"),
    "2.1": ("31st July 2025", "2025-07-31"),
    "2.2": ("TBC", "unknown"),
    "2.3": ("By end of March 2025", "2025-03"),
    "3.1": ("30.9.25", "2025-09-30"),
    "3.2": ("2024/25", "FY2024-25"),
    "3.3": ("Dec-24", "2024-12"),
    "4.1": (date(2025, 9, 5), "2025-09-05"),
    "4.2": (C(date(2024, 12, 1), form="mmm yy"), "2024-12"),
    "4.3": ("when funding allows", ""),
}
"""For each ref a date as somebody wrote it, and as a plan has it; empty if it is no date."""


def _loose_dates() -> bytes:
    rows = [[item.ref, item.title, item.body, _LOOSE[item.ref][0], item.state] for item in ITEMS]
    return xlsx(Grid("Actions", [["Ref", "Action", "Owner", "Timescale", "Status"], *rows]))


LOOSE_DATES = Layout(
    name="loose-dates.xlsx",
    after="any plan that several people fill in: days, months, quarters and words in one column",
    make=_loose_dates,
    expected=Expected(
        refs=REFS,
        values={(ref, "due"): read for ref, (_, read) in _LOOSE.items() if read},
        unclear=("Actions!D13",),
    ),
)


def _struck_and_hidden() -> bytes:
    head = ["Ref", "Action", "Lead", "Due", "Helper", "RAG", "Comments"]
    rows: list[list[Any]] = []
    for item in ITEMS:
        row: list[Any] = [item.ref, item.title, item.lead, item.end, 1, item.rag, item.note]
        if item.ref == "2.2":
            row = [C(value, struck=True) for value in row]
        if item.ref == "1.1":
            row[3] = C(["by ", [uk(item.end)], f" {uk(date(2025, 1, 31))}"])
            row[6] = C(item.note, comment="Ask the head of service whether the second post is funded")
        rows.append(row)
    hidden = [number for number, item in enumerate(ITEMS, 2) if item.ref in {"3.2", "4.3"}]
    old = Grid("2023 (old)", [head, ["1.1", "An action of last year", "Somebody", date(2023, 9, 1)]], hidden=True)
    return xlsx(Grid("Plan", [head, *rows], hidden_rows=hidden, hidden_columns=("E",)), old)


STRUCK_AND_HIDDEN = Layout(
    name="struck-and-hidden.xlsx",
    after="trackers in which nothing is ever deleted: struck dates and rows, hidden rows, a hidden column and sheet",
    make=_struck_and_hidden,
    expected=Expected(
        refs=tuple(ref for ref in REFS if ref not in {"2.2", "3.2", "4.3"}),
        values={("1.1", "due"): "2025-01-31", ("1.2", "due"): "2024-07-31"},
        left_out=("2.2", "3.2", "4.3"),
    ),
)


def _fractions() -> bytes:
    head = ["Ref", "Action", "Lead", "Deadline", "Complete", "Status"]
    rows = [[i.ref, i.title, i.lead, i.end, i.done, i.state] for i in ITEMS]
    return xlsx(Grid("Actions", [head, *rows]))


FRACTIONS = Layout(
    name="fractions.xlsx",
    after="Reading's audit tracker, which rates by per cent done; here a column that lost its format",
    make=_fractions,
    expected=Expected(
        refs=REFS,
        values={(item.ref, "progress"): f"{item.done * 100:g}" for item in ITEMS},
    ),
)


def _refs_of_each_shape() -> tuple[str, ...]:
    shapes = ("PA1/1", "PA1/2", "PA1/3", "Action 4", "Action 5", "Action 6", "AFI-3a", "AFI-3b", "AFI-3c")
    return (*shapes, "4.10", "4.11", "4.12")


def _ref_shapes() -> bytes:
    head = ["Reference", "Action", "Priority", "Owner", "Due date", "RAG"]
    rows = [[ref, i.title, i.area, i.body, i.end, i.rag] for ref, i in zip(_refs_of_each_shape(), ITEMS, strict=True)]
    rows[9][0] = C(4.1, form="0.00")  # a number that shows as 4.10
    return xlsx(Grid("Plan", [head, *rows]))


REF_SHAPES = Layout(
    name="refs-of-each-shape.xlsx",
    after="Oxfordshire's and Suffolk's plans, where refs name the inspectors' priority actions and areas",
    make=_ref_shapes,
    expected=Expected(
        refs=_refs_of_each_shape(),
        areas=AREAS,
        values={(ref, "due"): item.end.isoformat() for ref, item in zip(_refs_of_each_shape(), ITEMS, strict=True)},
    ),
)


def _letters() -> bytes:
    """Letters as ratings, in LibreOffice, with a date first agreed and one as revised."""
    head = ["Ref", "Action", "Lead", "Original date", "Revised date", "Reason for change", "BRAG"]
    rows = [
        [i.ref, i.title, i.lead, i.end, i.revised, i.revised and "A post was vacant", C(i.rag[0], fill=COLOURS[i.rag])]
        for i in ITEMS
    ]
    return ods(Grid("Plan", [["Key: B = complete, R = off track"], [], head, *rows]))


LETTERS = Layout(
    name="rating-letters.ods",
    after="Devon's monitoring of 2023; BRAG letters, with the date first agreed beside the revised one",
    make=_letters,
    expected=Expected(
        refs=REFS,
        values={
            **{(item.ref, "rating"): item.rag.lower() for item in ITEMS},
            **{(item.ref, "original_due"): item.end.isoformat() for item in ITEMS},
            **{(item.ref, "due"): due(item) for item in ITEMS},
        },
    ),
)


def _areas_ods() -> bytes:
    rows: list[list[Any]] = [["Ref", "Action", "Who", "When", "Status", "Done"]]
    merged = []
    for number, area in enumerate(AREAS, 1):
        rows.append([C(f"Priority {number} - {area}", fill=GREY), *[None] * 5])
        merged.append(f"A{len(rows)}:F{len(rows)}")
        rows += [[i.ref, i.title, i.body, i.end, i.state, C(i.done, form="0%")] for i in ITEMS if i.area == area]
    return ods(Grid("Plan", rows, merged=merged))


AREAS_ODS = Layout(
    name="merged-areas.ods",
    after="plans kept in LibreOffice, with a merged row for each area",
    make=_areas_ods,
    expected=Expected(
        refs=REFS,
        areas=AREAS,
        values={
            **{(item.ref, "areas"): item.area for item in ITEMS},
            **{(item.ref, "due"): item.end.isoformat() for item in ITEMS},
            **{(item.ref, "state"): STATES[item.state] for item in ITEMS},
            **{(item.ref, "progress"): f"{item.done * 100:g}" for item in ITEMS},
        },
    ),
)


def _merged_down() -> bytes:
    """Areas merged downwards, and two actions with a second row of their own for more progress."""
    head = ["Priority area", "Ref", "Action", "Lead", "Due", "RAG", "Update"]
    rows: list[list[Any]] = [["Improvement plan"], head]
    merged = []
    for area in AREAS:
        first = len(rows) + 1
        for item in (each for each in ITEMS if each.area == area):
            shown = area if len(rows) + 1 == first else None
            rows.append([shown, item.ref, item.title, item.lead, item.end, item.rag, item.note])
        merged.append(f"A{first}:A{len(rows)}")
    return xlsx(Grid("All areas", rows, merged=("A1:G1", *merged)))


MERGED_DOWN = Layout(
    name="areas-merged-down.xlsx",
    after="South Gloucestershire's statement of 2018: all areas on one sheet, each merged over its actions",
    make=_merged_down,
    expected=Expected(
        refs=REFS,
        areas=AREAS,
        values={
            **{(item.ref, "areas"): item.area for item in ITEMS},
            **{(item.ref, "rating"): item.rag.lower() for item in ITEMS},
        },
    ),
)


def _with_risks() -> bytes:
    tracker: list[list[Any]] = [
        ["ID", "Action", "Owner", "Target date", "Date achieved", "Status"],
        *([i.ref, i.title, i.body, i.end, i.end if i.state == "Complete" else None, i.state] for i in ITEMS),
    ]
    risks: list[list[Any]] = [
        ["Risk ID", "Risk", "Likelihood", "Impact", "Mitigation"],
        ["R1", "Posts stay vacant", 4, 3, "A retention payment"],
        ["R2", "The health body reorganises", 3, 4, "A named deputy"],
    ]
    return xlsx(Grid("Action Tracker", tracker), Grid("Risk Register", risks))


WITH_RISKS = Layout(
    name="tracker-and-risk-register.xlsx",
    after="Bexley's 'PAP Action Tracker and Risk Register': a second sheet with a table that is no actions",
    make=_with_risks,
    expected=Expected(
        refs=REFS,
        values={
            **{(item.ref, "due"): item.end.isoformat() for item in ITEMS},
            **{(item.ref, "state"): STATES[item.state] for item in ITEMS},
        },
    ),
)


def _gantt() -> bytes:
    months = ["Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    rows = []
    for item in ITEMS:
        bar = [
            C(fill=GREY) if item.start <= date(2024, month, 28) and date(2024, month, 1) <= item.end else None
            for month in range(4, 13)
        ]
        rows.append([item.ref, item.title, item.lead, *bar, C(fill=_SUSPENDED.get(item.ref, GREEN)), item.note])
    head = ["Ref.", "Action", "Lead", *months, "Status", "Corrective Action"]
    return xlsx(Grid("Plan", [["Improvement Plan 2024/25"], head, *rows]))


_SUSPENDED = {"2.2": BLUE, "1.3": RED, "3.2": AMBER}

GANTT = Layout(
    name="month-by-month.xlsx",
    after="Bromsgrove's improvement plan of 2010/11: a bar over the months, and blue for suspended",
    make=_gantt,
    expected=Expected(
        refs=REFS,
        values={
            **{(ref, "rating"): rating for ref, rating in (("1.3", "red"), ("3.2", "amber"), ("1.1", "green"))},
            **{(item.ref, "note"): item.note for item in ITEMS},
        },
        fills={ref: colour.lower() for ref, colour in _SUSPENDED.items()},
    ),
    mapping="""\
[columns]
"Status" = "rating"
"Corrective Action" = "note"

[colours]
"#00b050" = "green"
"#ffc000" = "amber"
"#ff0000" = "red"
"#0070c0" = "suspended"

[[ratings.suspended]]
label = "Suspended"
meaning = "suspended with approval"
colour = "blue"
""",
)


def _own_words() -> bytes:
    head = ["Our commitment", "Which promise", "Who makes sure", "When you will see it", "How it is going"]
    words = {"Not started": "Still to come", "In progress": "On its way", "Complete": "Done and dusted"}
    rows = [[i.title, i.area, i.lead, f"{i.end:%B %Y}", words[i.state]] for i in ITEMS]
    return xlsx(Grid("Our promises", [["Our promises to families"], [], head, *rows], merged=("A1:E1",)))


OWN_WORDS = Layout(
    name="headings-of-its-own.xlsx",
    after="Kent's version for families of 2023: no refs, and every heading and state in words of its own",
    make=_own_words,
    expected=Expected(
        refs=tuple(map(str, range(1, 13))),
        has_refs=False,
        areas=AREAS,
        values={
            **{(str(n), "due"): f"{item.end:%Y-%m}" for n, item in enumerate(ITEMS, 1)},
            **{(str(n), "state"): STATES[item.state] for n, item in enumerate(ITEMS, 1)},
        },
    ),
    mapping="""\
[columns]
"Our commitment" = "title"
"Which promise" = "areas"
"Who makes sure" = "lead"
"When you will see it" = "due"
"How it is going" = "state"

[words]
"Still to come" = "not-started"
"On its way" = "in-progress"
"Done and dusted" = "complete"
""",
)


def _checked_blue(item: Item) -> str:
    """The colour of Sheffield's plan: blue is complete and checked, green complete, amber on track."""
    return {"Complete": BLUE, "In progress": AMBER}.get(item.state, RED)


def _own_colours() -> bytes:
    head = ["Ref", "Recommendation", "Lead", "Timescale", "Progress", "Rating"]
    rows = [[i.ref, i.title, i.lead, i.end, i.note, C(fill=_checked_blue(i))] for i in ITEMS]
    key: list[list[Any]] = [
        ["Key"],
        [C(fill=BLUE), "Complete and checked"],
        [C(fill=AMBER), "On track"],
        [C(fill=RED), "Off track"],
    ]
    return xlsx(Grid("CQC plan", [head, *rows, [], *key]))


OWN_COLOURS = Layout(
    name="colours-of-its-own.xlsx",
    after="Sheffield Health and Social Care's CQC plan, where amber is on track, with a key under the table",
    make=_own_colours,
    expected=Expected(
        refs=REFS,
        values={
            **{
                (i.ref, "rating"): {BLUE: "checked", AMBER: "on-track", RED: "off-track"}[_checked_blue(i)]
                for i in ITEMS
            }
        },
    ),
    mapping="""\
[colours]
"#0070c0" = "checked"
"#ffc000" = "on-track"
"#ff0000" = "off-track"

[columns]
"Recommendation" = "title"

[[ratings.checked]]
label = "Complete and checked"
meaning = "complete, and checked by peers"
colour = "blue"

[[ratings.on-track]]
label = "On track"
meaning = "will be complete in time"
colour = "amber"

[[ratings.off-track]]
label = "Off track"
meaning = "will be late"
colour = "red"
""",
)
