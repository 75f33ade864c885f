"""Plans as Word documents, most of which reach a board as PDF."""

from tables.sheets.content import AREAS, COLOURS, ITEMS, REFS, Item, in_area, uk
from tables.sheets.layout import Expected, Layout
from tables.sheets.trackers import STATES, due
from tables.sheets.word import document, gone, h, ins, p, paragraphs, r, sdt, shade, tbl, tc, tr

_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


def _across_pages() -> bytes:
    head = tr("Ref", "Action", "Lead", "Due date", "Status", "Update", properties="<w:tblHeader/>")
    rows = [_tracked_row(item) for item in ITEMS]
    pages = [tbl(head, *rows[at : at + 4], columns=6) for at in range(0, len(rows), 4)]
    return document(h("Action plan") + paragraphs(["As agreed by the board."]) + _BREAK.join(pages) + p(""))


def _tracked_row(item: Item) -> str:
    """A row whose date was moved with changes tracked, and whose state is chosen from a list."""
    moved = r(uk(item.end)) if item.revised is None else gone(uk(item.end)) + ins(r(uk(item.revised)))
    listed = "<w:dropDownList/>"
    state = sdt(r(item.state), listed)
    if item.state == "Not started":
        state = sdt(r("Choose an item."), f"{listed}<w:showingPlcHdr/>")
    return tr(item.ref, item.title, item.lead, tc(p(moved)), tc(p(state)), item.note)


ACROSS_PAGES = Layout(
    name="tracked-across-pages.docx",
    after="Worcestershire's statement of 78 pages: one table an author cut into one for each page, still in review",
    make=_across_pages,
    expected=Expected(
        refs=REFS,
        values={
            **{(item.ref, "due"): due(item) for item in ITEMS},
            **{(item.ref, "state"): STATES[item.state] for item in ITEMS if item.state != "Not started"},
        },
    ),
)


def _annex() -> bytes:
    body = h("Accelerated progress plan") + tbl(
        tr("Name of the local area", "Anyshire"), tr("Date of inspection", "12 December 2023"), columns=2
    )
    for number, area in enumerate(AREAS, 1):
        head = tr("Ref", "Actions", "Lead", "Completion date", "RAG", "Impact measures")
        rows = [
            tr(i.ref, i.title, i.lead, uk(i.end), tc("", properties=shade(COLOURS[i.rag])), "Fewer families wait")
            for i in in_area(area)
        ]
        months = tbl(tr("Measure", "3 months", "6 months", "12 months"), tr("Waits of over 20 weeks", "40", "30", "10"))
        body += h(f"Area of weakness {number}: {area}") + tbl(head, *rows, columns=6) + p(r("Milestones")) + months
    return document(body + p(""))


ANNEX = Layout(
    name="annex-of-weaknesses.docx",
    after="Staffordshire's plan of 2022 on the department's template: a table of actions and one of milestones each",
    make=_annex,
    expected=Expected(
        refs=REFS,
        areas=AREAS,
        values={
            **{(item.ref, "areas"): item.area for item in ITEMS},
            **{(item.ref, "due"): item.end.isoformat() for item in ITEMS},
        },
        fills={item.ref: COLOURS[item.rag].lower() for item in ITEMS},
    ),
)


def _numbered() -> bytes:
    """Refs that are numbers of a list, and cells that span columns in some rows only."""
    level = '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{}"/></w:lvl>'
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{level.format(0, "%1.")}{level.format(1, "%1.%2")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    number = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr>'
    rows = [tr("Ref", "Action", "Who", "When", "Where we are")]
    for area in AREAS:
        rows.append(tr(tc(p(r(area), number.format(0)), properties='<w:gridSpan w:val="5"/>')))
        for item in in_area(area):
            ref = tc(p("", number.format(1)))
            if item.state == "Complete":  # one cell over the last two columns
                rows.append(tr(ref, item.title, item.lead, tc("Complete", properties='<w:gridSpan w:val="2"/>')))
            else:
                rows.append(tr(ref, item.title, item.lead, f"{item.end:%B %Y}", item.note))
    return document(h("Improvement plan") + tbl(*rows, columns=5) + p(""), numbering=numbering)


NUMBERED = Layout(
    name="numbered-by-word.docx",
    after="Northumberland's statement of 2019; refs are numbers of a list, and merged cells shift the columns",
    make=_numbered,
    expected=Expected(
        refs=REFS,
        areas=AREAS,
        values={
            **{(item.ref, "areas"): item.area for item in ITEMS},
            **{(item.ref, "due"): f"{item.end:%Y-%m}" for item in ITEMS if item.state != "Complete"},
            **{(item.ref, "lead"): item.lead for item in ITEMS},
        },
    ),
)

_MOTIONS = (
    (
        "Clean air near schools",
        "Write to the Secretary of State",
        "Head of Transport",
        "Letter sent 4 July",
        "Complete",
    ),
    ("Clean air near schools", "Report on closing three streets", "Head of Transport", "Surveys begin", "In progress"),
    ("Fair funding for carers", "Review the carers' grant", "Director of Care", "Awaits the budget", "Not started"),
)


def _motions() -> bytes:
    head = tr("Date", "Motion title", "Resolution", "Lead Officer + Executive Member", "Actions taken", "Status")
    restart, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = []
    for number, (title, limb, lead, taken, status) in enumerate(_MOTIONS, 1):
        merge = {1: restart, 2: goes_on}.get(number, "")
        day = "" if number == 2 else "18 July 2024"
        shown = tc("" if number == 2 else title, properties=merge)
        rows.append(tr(tc(day, properties=merge), shown, f"({number}) {limb}", lead, taken, status))
    return document(h("Council motions") + tbl(head, *rows, columns=6) + p(""))


MOTIONS = Layout(
    name="motions.docx",
    after="York's table of motions: each resolution of a motion is a row, and there is no column of refs",
    make=_motions,
    expected=Expected(
        refs=("1", "2", "3"),
        has_refs=False,
        areas=("Clean air near schools", "Fair funding for carers"),
        values={
            **{(str(n), "title"): f"({n}) {limb}" for n, (_, limb, *_) in enumerate(_MOTIONS, 1)},
            **{(str(n), "state"): STATES[status] for n, (*_, status) in enumerate(_MOTIONS, 1)},
        },
    ),
    mapping="""\
[columns]
"Date" = "extra"
"Motion title" = "areas"
"Resolution" = "title"
"Lead Officer + Executive Member" = "lead"
"Actions taken" = "note"
"Status" = "state"
""",
)
