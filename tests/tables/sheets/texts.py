"""Tables as text, as systems export them and as Excel saves them."""

from tables.sheets.content import AREAS, ITEMS, REFS, uk
from tables.sheets.grids import text
from tables.sheets.layout import Expected, Layout
from tables.sheets.trackers import STATES

_ENDING = " \u2013 see the board\u2019s \u201clog\u201d; caf\u00e9"
"""Characters that Windows-1252 has at places of its own, and a semicolon."""


def _windows() -> bytes:
    head = ["Ref", "Action", "Priority area", "Lead", "Deadline", "Status", "Cost", "Comments"]
    rows = [[i.ref, i.title, i.area, i.lead, uk(i.end), i.state, "£12,500", i.note + _ENDING] for i in ITEMS]
    return text([head, *rows], ";", "cp1252")


WINDOWS = Layout(
    name="windows-1252.csv",
    after="a workbook saved as CSV by Excel in a country with semicolons",
    make=_windows,
    expected=Expected(
        refs=REFS,
        areas=AREAS,
        values={
            **{(item.ref, "due"): item.end.isoformat() for item in ITEMS},
            **{(item.ref, "state"): STATES[item.state] for item in ITEMS},
            **{(item.ref, "note"): item.note + _ENDING for item in ITEMS},
        },
    ),
)


def _unicode_text() -> bytes:
    head = ["Action ref", "Action", "Responsible", "Target date", "RAG rating", "Update"]
    rows = [[i.ref, i.title, i.body, uk(i.end), i.rag, i.note] for i in ITEMS]
    return text([["Improvement plan"], [], head, *rows, [], ["Key: R is off track"]], "\t", "utf-16")


UNICODE_TEXT = Layout(
    name="unicode-text.txt",
    after="a workbook saved as Unicode Text by Excel: UTF-16 with tabs, a title above and a key below",
    make=_unicode_text,
    expected=Expected(
        refs=REFS,
        values={
            **{(item.ref, "due"): item.end.isoformat() for item in ITEMS},
            **{(item.ref, "rating"): item.rag.lower() for item in ITEMS},
        },
    ),
)
