"""Returns: who was sent a workbook and has not answered, making workbooks, and taking in what comes back."""

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from zipfile import ZipFile

from flask import Response, abort

from actionplan.model.ids import Id
from actionplan.model.receipts import ReturnReceived, ReturnSent
from actionplan.model.text import count, day_text, days_text, in_words
from actionplan.report.document import Block, Document, Heading, Item, Items, Paragraph, Source
from actionplan.report.inline import Inline, PageLink, Span, joined
from actionplan.report.paper_blocks import TitleBlock
from actionplan.returns.chase import Owed, owed_returns
from actionplan.returns.letters import reminder
from actionplan.storage.receipts import read_receipts
from actionplan.web.asked import Asked, Gathered, ViewLink
from actionplan.web.page import Page, Part
from actionplan.web.pages.task import FILE_MISSING, Answer, Task, answered, file_form, gone, sent_file
from actionplan.web.writing.form import Choice, Field, Values, entered
from actionplan.web.writing.outcome import Outcome, Refusal
from actionplan.web.writing.shown import ShownField, shown_fields
from actionplan.web.writing.usual_fields import A_DATE, bodies
from actionplan.web.writing.writer import Writer

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FILE = Field(
    name="file",
    label="Which file came back?",
    hint="A workbook (.xlsx, .ods) or a table as text (.csv), of at most 10 million bytes.",
    look="file",
    missing=FILE_MISSING,
)
_MAKE = (
    Field(
        name="due",
        label="By when do you want them back?",
        hint=A_DATE,
        look="short",
        missing="Enter the day by which you want them back",
    ),
    Field(
        name="owner",
        label="Who is asked?",
        look="menu",
        choices=lambda material, name: [Choice("", "Every owner"), *bodies(material, name)[1:]],
    ),
    Field(
        name="by_lead",
        label="Is each action lead asked separately?",
        look="boxes",
        choices=lambda _, __: [Choice("1", "Make one workbook for each action lead")],
    ),
    Field(name="contact", label="Who answers questions?", hint="A role, with a telephone number or an address."),
)
_BY = Field(
    name="by",
    label="Whose answers are these?",
    hint="The file does not say of which body it is.",
    look="menu",
    choices=bodies,
)
_ON = Field(
    name="on", label="As at which day are its answers?", hint="Leave it empty if the file says so.", look="short"
)


def returns(asked: Asked, _: Gathered, writer: Writer) -> Page:
    """Return the page with who has not answered, the workbooks, and the form for what came back."""
    return _first(asked, writer)


def receive(asked: Asked, _: Gathered, writer: Writer) -> Answer:
    """Keep a workbook that came back, and lead to the page that shows what is in it."""
    digest, refusal = sent_file(writer)
    if refusal is not None:
        return _first(asked, writer, refusal)
    return Response(status=303, headers={"Location": f"{_at(asked, 'receive')}/{digest}"})


def _at(asked: Asked, name: str) -> str:
    return f"/{asked.plan.id}/returns/{name}"


_ROUND = Span("This month's round", link=PageLink("round"))
_RETURNS = Span("Workbooks for owners", link=PageLink("returns"))


def _first(asked: Asked, writer: Writer, refusal: Refusal | None = None) -> Page:
    form = file_form(_at(asked, "receive"), writer, _FILE, refusal)
    part = Part(id="receive", blocks=(Heading("A workbook came back", 2), Paragraph(_BACK)), forms=[("", form)])
    return Page(
        document=list(_overview(asked, writer)),
        kind="round",
        trail=[_ROUND],
        parts=[part],
        is_printed=False,
        status=200 if refusal is None else 400,
    )


_BACK = (
    "Send it here as it came back, even if it was sorted or has more columns. You see what each cell says before "
    "anything is saved. The file is kept on this computer until it is taken in."
)


def _overview(asked: Asked, writer: Writer) -> Document:
    yield TitleBlock("Workbooks for owners")
    yield Paragraph(
        "Owners who do not use these pages can fill in a workbook. Nothing is sent from here: send the workbooks and "
        "the reminders yourself."
    )
    yield Paragraph(Span("Make workbooks for this month", link=ViewLink(_at(asked, "make"))))
    owed = _owed(asked)
    silent = [each for each in owed if each.unanswered]
    yield Heading("Who has not answered", 2)
    if not owed:
        yield Paragraph("No workbook has been made yet.")
    elif not silent:
        yield Paragraph(f"Everybody has answered in full: {in_words(each.name for each in owed)}.")
    else:
        yield Paragraph(f"{len(silent)} of {count(len(owed), 'workbook')} still to be answered.")
        yield Items(tuple(_silent(asked, each) for each in silent), look="records")
        if done := [each.name for each in owed if not each.unanswered]:
            yield Paragraph(f"Answered in full: {in_words(done)}.")
    yield Heading("Plans that were kept in a spreadsheet", 2)
    newer = Span("Take in a newer version of the spreadsheet", link=ViewLink(f"/{asked.plan.id}/import"))
    new = Span("Make another plan of a spreadsheet", link=ViewLink("/import"))
    yield Items((Item((newer,)), Item((new,))))
    if made := _made(asked, writer):
        yield Heading("Workbooks to send", 2)
        links = [Span(each.file, link=ViewLink(f"{_at(asked, 'workbooks')}/{each.name}")) for each, _ in made]
        yield Items(tuple(Item((link,)) for link in links))
        yield Paragraph(Span("All of them in one file (.zip)", link=ViewLink(_at(asked, "workbooks"))))


def _owed(asked: Asked) -> Sequence[Owed]:
    plan = asked.plan
    sent = read_receipts(plan.root, ReturnSent, calendar=plan.calendar)
    received = read_receipts(plan.root, ReturnReceived, calendar=plan.calendar)
    return owed_returns(plan, sent, received, asked.today)


def _silent(asked: Asked, owed: Owed) -> Item:
    wanted = f"wanted by {day_text(owed.sent.wanted)}"
    late: Inline = Span(f"overdue by {days_text(owed.days_overdue)}", "late") if owed.days_overdue else ""
    came = f"came back on {in_words(map(day_text, owed.received))}" if owed.received else "nothing has come back"
    missing = f"{len(owed.unanswered)} of {count(owed.rows, 'row')} without a word"
    text = Span("Text of a reminder, to copy", link=ViewLink(f"{_at(asked, 'remind')}/{owed.sent.name}"))
    return Item(owed.name, under=(joined((wanted, late, came, missing)), text))


def _made(asked: Asked, writer: Writer) -> list[tuple[ReturnSent, bytes]]:
    """Return the last workbook of each owner, if it is still on this computer as it was made."""
    found = ((each.sent, writer.files.workbook(asked.root, each.sent.file, each.sent.digest)) for each in _owed(asked))
    return [(sent, data) for sent, data in found if data is not None]


def remind(asked: Asked, _: Gathered, __: Writer, name: str) -> Page:
    """Return the page with the text of a reminder, to copy.

    Args:
        asked: the request.
        name: the name of the return.
    """
    owed = next((each for each in _owed(asked) if each.sent.name == name), None)
    if owed is None:
        abort(404)
    subject, text = reminder(owed, asked.plan.title)
    blocks = (
        TitleBlock(f"Reminder to {owed.name}"),
        Paragraph("Copy it into a message."),
        Heading("Subject", 2),
        Source((subject,)),
        Heading("Text", 2),
        Source(tuple(text.rstrip("\n").split("\n"))),
    )
    return Page(document=blocks, kind="round", trail=[_ROUND, _RETURNS], is_printed=False)


def workbooks(asked: Asked, _: Gathered, writer: Writer, name: str = "") -> Response:
    """Return a workbook as a file to keep, or all of them in one file.

    Args:
        asked: the request.
        writer: what the view writes with.
        name: the name of the return; empty for all.
    """
    found = [(sent, data) for sent, data in _made(asked, writer) if name in ("", sent.name)]
    if not found:
        abort(404)
    if name:
        return _file(found[0][0].file, found[0][1], _XLSX)
    whole = BytesIO()
    with ZipFile(whole, "w") as archive:
        for sent, data in found:
            archive.writestr(sent.file, data)
    return _file(f"{asked.plan.id}-workbooks.zip", whole.getvalue(), "application/zip")


def _file(name: str, data: bytes, media_type: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(data, mimetype=media_type, headers=headers)


def make(asked: Asked, gathered: Gathered, writer: Writer) -> Answer:
    """Return the page that makes workbooks."""
    material = gathered.material(asked)

    def words(values: Values) -> list[str]:
        given = [f"--{name}={text}" for name in ("due", "owner", "contact") if (text := entered(values, name))]
        given += ["--by-lead"] if entered(values, "by_lead") else []
        given += [f"--by={writer.by}"] if writer.by else []
        return ["returns", "send", f"--plan={asked.root}", f"--output={writer.files.made(asked.root)}", *given]

    task = Task(
        title="Make workbooks for owners",
        lead="Each has the open actions and measures of its owner, with white cells to fill in. Nothing is sent.",
        words=words,
        fields=lambda values, _: shown_fields(_MAKE, material, Id(""), values),
        button="Make the workbooks",
        done=lambda _: Response(status=303, headers={"Location": asked.to(PageLink("returns"))}),
        leave=asked.to(PageLink("returns")),
        trail=[_ROUND, _RETURNS],
        kind="round",
    )
    return answered(task, asked, writer)


def received(asked: Asked, gathered: Gathered, writer: Writer, digest: str) -> Answer:
    """Return the page that shows what a workbook says that came back, and takes it in.

    Args:
        asked: the request.
        gathered: the results that pages are made from.
        writer: what the view writes with.
        digest: the digest of the file.
    """
    path = writer.files.path(digest)
    if path is None:
        return gone([_ROUND, _RETURNS], "round")
    material = gathered.material(asked)

    def words(values: Values) -> list[str]:
        given = [f"--{name}={text}" for name in ("by", "on") if (text := entered(values, name))]
        given += [f"--leave-out={cell}" for cell in values.get("leave_out", ())]
        given += [f"--answer={cell}={note}" for cell, note in _notes(values)]
        return ["returns", "receive", f"--plan={asked.root}", *given, "--", path]

    def fields(values: Values, outcome: Outcome | None) -> list[ShownField]:
        known = [*shown_fields((_BY,), material, Id(""), values)] if _is_nobodys(values, outcome) else []
        return [*known, *shown_fields((_ON,), material, Id(""), values), *_of_cells(values, outcome)]

    def done(outcome: Outcome) -> Page:
        writer.files.drop(digest)
        head = (TitleBlock("Taken in"), Paragraph("It is saved on this computer. This is its receipt."))
        last = Paragraph(Span("Back to the workbooks", link=PageLink("returns")))
        return Page(document=(*head, *outcome.documents, last), kind="round", trail=[_ROUND, _RETURNS])

    task = Task(
        title="What came back",
        lead="Each cell that was filled in is shown as it came back, beside what is on record. Nothing is saved yet.",
        words=words,
        fields=fields,
        button="Save this",
        done=done,
        leave=asked.to(PageLink("returns")),
        at_once=True,
        trail=[_ROUND, _RETURNS],
        kind="round",
        more=_to_the_owner,
    )
    return answered(task, asked, writer)


def _is_nobodys(values: Values, outcome: Outcome | None) -> bool:
    """Return whether the file does not say of which body it is."""
    is_refused = outcome is not None and not outcome.documents and bool(outcome.refusals)
    return is_refused or bool(entered(values, "by"))


def _of_cells(values: Values, outcome: Outcome | None) -> Iterator[ShownField]:
    """Yield which cells to leave out, and for each that is asked about a field for a note."""
    wrong = {cell: each.message for each in (outcome.refusals if outcome else ()) if (cell := _cell(each.message))}
    cells = list(dict.fromkeys((*values.get("leave_out", ()), *wrong)))
    if cells:
        hint = "Errors must be corrected in the file, or their cells left out. The receipt says which."
        yield ShownField(
            field=Field(name="leave_out", label="Which cells should be left out?", hint=hint, look="boxes"),
            choices=tuple(Choice(cell, wrong.get(cell, cell)) for cell in cells),
            entered=tuple(values.get("leave_out", ())),
            error="Correct these cells and send the file again, or leave them out" if wrong else "",
        )
    asked = {_cell(each.message): each.message for each in (outcome.asked if outcome else ())}
    for cell in dict.fromkeys((*(cell for cell, _ in _notes(values)), *filter(None, asked))):
        name = f"answer-{cell.encode().hex()}"
        hint = "The receipt keeps it. Without a note, confirm below what is asked about this cell."
        field = Field(name=name, label=f"A note about {cell}", hint=hint)
        yield ShownField(field=field, entered=tuple(values.get(name, ())))


def _notes(values: Values) -> Iterator[tuple[str, str]]:
    for name in values:
        if name.startswith("answer-") and (note := entered(values, name)):
            try:
                yield bytes.fromhex(name.removeprefix("answer-")).decode(), note
            except ValueError:
                continue


def _cell(message: str) -> str:
    """Return the cell that a message is about, such as ``Actions!F12``; empty for none."""
    name, colon, _ = message.partition(": ")
    return name if colon and "!" in name else ""


def _to_the_owner(outcome: Outcome | None) -> Iterable[Block]:
    if outcome is None or not any(_cell(each.message) for each in outcome.refusals):
        return
    yield Heading("To send back to the owner", 2)
    yield Source(tuple(f"- {each.message}" for each in outcome.refusals))
