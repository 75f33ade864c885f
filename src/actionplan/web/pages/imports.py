"""Make a plan of the spreadsheet or document in which it was kept, and take in a newer version of it."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from attrs import evolve
from flask import Response, request

from actionplan.edit.imports.mapping import EXTRA, Mapped
from actionplan.input.headings import BUILT
from actionplan.input.text import plain as plain_text
from actionplan.model.text import capitalised
from actionplan.report.document import Block, Paragraph, Table
from actionplan.report.inline import Inline, PageLink, Span, plain
from actionplan.report.paper_blocks import TitleBlock
from actionplan.storage.writer import head_text, to_table
from actionplan.web.asked import Asked, Gathered, ViewLink
from actionplan.web.page import Page
from actionplan.web.pages.task import FILE_MISSING, Answer, Task, answered, file_form, gone, sent_file
from actionplan.web.writing.form import Choice, Field, Values, entered
from actionplan.web.writing.outcome import Outcome, Refusal
from actionplan.web.writing.shown import ShownField
from actionplan.web.writing.usual_fields import A_DATE
from actionplan.web.writing.writer import Writer

_IMPORT: Final = "/import"
_FILE: Final = Field(
    name="file",
    label="In which file is the plan kept?",
    hint="A workbook (.xlsx, .ods), a table as text (.csv) or a document with tables (.docx), of at most 10 million "
    "bytes.",
    look="file",
    missing=FILE_MISSING,
)
_FOLDER: Final = Field(
    name="folder",
    label="What should the plan be called in addresses?",
    hint="Small letters, numbers and hyphens, such as north-send. Its folder is made beside the plans shown here.",
    look="short",
    missing="Enter a name for the plan's folder",
)
_TITLE: Final = Field(name="title", label="What is the title of the plan?", hint="Leave it empty for that in the file.")
_ON: Final = Field(
    name="sheet_date",
    label="Which day does the file describe?",
    hint=f"Leave it empty for the day in its title, or else today. {A_DATE}",
    look="short",
)
_BY: Final = Field(name="by", label="Which body says what is in the file?", hint="Its name. Leave it empty for none.")
_ORDER: Final = Field(
    name="date_order", label="If a date can be read in two ways, such as 3/4/2026, what comes first?", look="radios"
)
_ORDERS: Final = (
    Choice("", "The file shows it"),
    Choice("day-first", "The day: 3 April"),
    Choice("month-first", "The month: 4 March"),
)
_BOXES: Final = Field(name="also", label="Is any of this so?", look="boxes")
_ALSO: Final = (
    Choice("colours", "Cells filled red, amber, green or blue are ratings"),
    Choice(
        "leave-out-bad", "Go on without cells that cannot be read", "The plan lists them, and says it is incomplete."
    ),
)
_COLUMNS: Final = "Is a column something else?"
_NAME: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST: Final = 60

_TRAIL: Final[Sequence[Inline]] = (Span("A plan from a spreadsheet", link=ViewLink(_IMPORT)),)


def new(asked: Asked, _: Gathered, writer: Writer) -> Answer:
    """Return the page that asks for the file of a new plan, or keep the file and lead to what is in it."""
    return _sending(asked, writer, "Make a plan of a spreadsheet", _NEW, "/")


_NEW: Final = (
    "Send the file in which the plan is kept now. You see how each column is read, and can correct that, before "
    "anything is made. No cell is lost: what has no place of its own is kept beside it."
)


def _sending(asked: Asked, writer: Writer, title: str, lead: str, leave: str, kind: str = "") -> Answer:
    digest, refusal = sent_file(writer) if request.method == "POST" else ("", None)
    if digest:
        return Response(status=303, headers={"Location": f"{asked.path}/{digest}"})
    return Page(
        document=(TitleBlock(title), Paragraph(lead)),
        kind=kind,
        entry=file_form(asked.path, writer, _FILE, refusal, leave=leave),
        is_printed=False,
        status=400 if refusal is not None else 200,
    )


def imported(asked: Asked, _: Gathered, writer: Writer, digest: str) -> Answer:
    """Return the page that shows how a file is read, and makes the plan.

    Args:
        asked: the request.
        writer: what the view writes with.
        digest: the digest of the file.
    """
    path = writer.files.path(digest)
    if path is None:
        return gone(_TRAIL)
    stem = plain_text(os.path.splitext(os.path.basename(path))[0])
    called = re.sub("[^a-z0-9]+", "-", stem)[:_LONGEST].strip("-") or "plan"

    def root(values: Values) -> str:
        return os.path.join(_beside(asked), entered(values, "folder") or called)

    def words(values: Values) -> list[str]:
        given = [f"--{name}={text}" for name in ("by",) if (text := entered(values, name))]
        given += [f"--sheet-date={text}"] if (text := entered(values, "sheet_date")) else []
        given += [f"--mapping={mapping}"] if (mapping := _mapping(values, writer)) else []
        given += ["--leave-out-bad"] if "leave-out-bad" in values.get("also", ()) else []
        return ["import", f"--output={root(values)}", *given, "--", path]

    def wrong(values: Values) -> Iterator[Refusal]:
        name = entered(values, "folder") or called
        if _NAME.fullmatch(name) is None or len(name) > _LONGEST:
            yield Refusal("Enter a name of small letters, numbers and hyphens, such as north-send", "folder")
        elif os.path.lexists(root(values)):
            yield Refusal(f"There is a folder {name} already: enter another name", "folder")

    def done(_: Outcome) -> Response:
        made = root({"folder": request.form.getlist("folder")})
        writer.files.drop(digest)
        asked.store.add(made)
        plan = asked.store.plan(made).loaded.plan
        return Response(status=303, headers={"Location": f"/{plan.id}/" if plan is not None else "/"})

    task = Task(
        title="How this file is read",
        lead="Check each column: what it is read as, how much of it is filled in, and samples. Nothing is made yet.",
        words=words,
        fields=lambda values, outcome: list(_fields(values, outcome)),
        button="Make the plan",
        done=done,
        leave="/",
        initial={"folder": [called]},
        at_once=True,
        trail=_TRAIL,
        wrong=wrong,
        reworded=_in_words,
    )
    return answered(task, asked, writer)


def _beside(asked: Asked) -> str:
    """Return the folder that has the first of the plans shown."""
    return os.path.dirname(os.path.abspath(asked.store.found().roots[0]))


def _mapping(values: Values, writer: Writer) -> str:
    """Keep what was entered about columns and dates as a mapping file, and return its path; empty for nothing."""
    columns = {}
    for name in values:
        if name.startswith("column-") and entered(values, name):
            columns[bytes.fromhex(name.removeprefix("column-")).decode()] = entered(values, name)
    mapped = Mapped(
        title=entered(values, "title") or None,
        columns=columns,
        usual_colours="colours" in values.get("also", ()),
    )
    table = to_table(mapped)
    if order := entered(values, "date_order"):
        table["date_order"] = order
    text = head_text(table)
    if not text.strip():
        return ""
    return writer.files.path(writer.files.keep("mapping.toml", text.encode())) or ""


def _fields(values: Values, outcome: Outcome | None) -> Iterator[ShownField]:
    for field in (_FOLDER, _TITLE, _ON, _BY):
        yield ShownField(field=field, entered=tuple(values.get(field.name, ())))
    yield ShownField(field=_ORDER, choices=_ORDERS, entered=tuple(values.get(_ORDER.name, ())))
    yield ShownField(field=_BOXES, choices=_ALSO, entered=tuple(values.get(_BOXES.name, ())))
    fields = [Choice("", "As it is read above"), *(Choice(key, capitalised(words)) for key, words in BUILT.items())]
    choices = (*fields, Choice(EXTRA, "Nothing of this: keep it beside the rest"))
    for letter, heading in _columns(outcome):
        name = heading if heading != "-" else letter
        field = Field(
            name=f"column-{name.encode().hex()}",
            label=f"Column {letter}" + (f", “{heading}”" if heading != "-" else ""),
            look="menu",
            group=_COLUMNS,
        )
        yield ShownField(field=field, choices=choices, entered=tuple(values.get(field.name, ())))


def _columns(outcome: Outcome | None) -> list[tuple[str, str]]:
    """Return the letter and the heading of each column that the command shows."""
    tables = [each for each in (outcome.documents if outcome else ()) if isinstance(each, Table)]
    rows = [row for table in tables if table.columns[0].heading == "Column" for row in table.rows]
    return list(dict.fromkeys((_text(row[0]), _text(row[1])) for row in rows))


def _text(cell: object) -> str:
    return plain(cell) if isinstance(cell, str | Span | tuple) else ""


_COLOURS: Final = "unless --colours usual or a mapping says what they mean"
_CANCEL: Final = re.compile(r" Where one is not to be done: .*")


def _in_words(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield what the command shows, without options and commands."""
    for each in blocks:
        if isinstance(each, Paragraph) and isinstance(each.text, str):
            text = each.text.replace(_COLOURS, "unless you say below that they are ratings")
            yield evolve(each, text=_CANCEL.sub(" Where one is not to be done, cancel it on its page.", text))
        else:
            yield each


def newer(asked: Asked, _: Gathered, writer: Writer) -> Answer:
    """Return the page that asks for a newer version of a plan's spreadsheet, or keep it and lead to what it changes."""
    leave = asked.to(PageLink("returns"))
    return _sending(asked, writer, "Take in a newer version of the spreadsheet", _NEWER, leave, "round")


_NEWER: Final = (
    "This is for a plan that was made of a spreadsheet, where somebody still keeps the spreadsheet. Send its newer "
    "version: you see what changed in it, cell by cell, before anything is saved."
)


def updated(asked: Asked, _: Gathered, writer: Writer, digest: str) -> Answer:
    """Return the page that shows what a newer version of a plan's spreadsheet changes, and takes it in.

    Args:
        asked: the request.
        writer: what the view writes with.
        digest: the digest of the file.
    """
    path = writer.files.path(digest)
    trail = (Span("A newer version of the spreadsheet", link=ViewLink(f"/{asked.plan.id}/import")),)
    if path is None:
        return gone(trail, "round")

    def words(values: Values) -> list[str]:
        by = [f"--by={writer.by}"] if writer.by else []
        day = [f"--sheet-date={text}"] if (text := entered(values, "sheet_date")) else []
        return ["import", "--update", f"--output={asked.root}", *by, *day, "--", path]

    def done(outcome: Outcome) -> Page:
        writer.files.drop(digest)
        head = (TitleBlock("Taken in"), Paragraph("It is saved on this computer. This is what changed."))
        last = Paragraph(Span("To the overview", link=PageLink("home")))
        return Page(document=(*head, *_in_words(outcome.documents), last), kind="round", trail=trail)

    task = Task(
        title="What the newer version changes",
        lead="What changed in the file becomes an entry of each action. Nothing is saved yet.",
        words=words,
        fields=lambda values, _: [ShownField(field=_ON, entered=tuple(values.get(_ON.name, ())))],
        button="Save this",
        done=done,
        leave=asked.to(PageLink("returns")),
        at_once=True,
        trail=trail,
        kind="round",
        reworded=_in_words,
    )
    return answered(task, asked, writer)
