"""A page that shows what a command would do, asks what it asks, and then does it: for files that come and go.

Unlike the form of a record, its questions may depend on what the command finds, and it shows the command's own report.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Final

from attrs import evolve, field, frozen
from flask import Response, request

from actionplan.report.document import Block, Paragraph
from actionplan.report.inline import Inline
from actionplan.report.paper_blocks import TitleBlock
from actionplan.web.asked import Asked
from actionplan.web.page import Page
from actionplan.web.writing.confirming import check_again, confirming
from actionplan.web.writing.form import Field, Values, as_entered
from actionplan.web.writing.outcome import Outcome, Refusal, Request, digest
from actionplan.web.writing.shown import ShownField, ShownForm, grouped, summary
from actionplan.web.writing.writer import TOKEN, Writer

LATE: Final = (
    "This page was opened before the program was started again. Nothing was done. Check what you entered, and send it "
    "once more."
)
_CHANGED: Final = "This is not what was shown before. Nothing was saved yet: check it again."
_UNCONFIRMED: Final = "Nothing was saved yet. Confirm each sentence, or change something."
_OURS: Final = (TOKEN, "step", "shown", "confirmed")
FILE_MISSING: Final = "Choose a file"
"""The sentence where no file was sent."""

Answer = Page | Response


@frozen(kw_only=True)
class Task:
    """What a page does.

    Attributes:
        title: its title.
        lead: what happens.
        words: returns the words of the command for what was entered.
        fields: returns what is asked, from what was entered and what the command answered; None before it was asked.
        button: what saves it.
        done: returns the answer once it is saved.
        leave: the address to which one goes without saving.
        initial: what is in its fields at first.
        at_once: whether the command is asked before anything is entered.
        trail: the pages above it.
        kind: the main page that it belongs to.
        wrong: returns what is wrong with what was entered, before the command is asked.
        reworded: returns what the command shows, as the page says it.
        more: returns what else the page shows, from what the command answered; None before it was asked.
    """

    title: str
    lead: str
    words: Callable[[Values], Sequence[str]]
    fields: Callable[[Values, Outcome | None], Sequence[ShownField]]
    button: str
    done: Callable[[Outcome], Answer]
    leave: str
    initial: Values = field(factory=dict)
    at_once: bool = False
    trail: Sequence[Inline] = ()
    kind: str = ""
    wrong: Callable[[Values], Iterable[Refusal]] = lambda _: ()
    reworded: Callable[[Iterable[Block]], Iterable[Block]] = lambda blocks: blocks
    more: Callable[[Outcome | None], Iterable[Block]] = lambda _: ()


@frozen(kw_only=True)
class _Doing:
    """A task as it is being done: who asks, what was entered, and what the command answered."""

    task: Task
    asked: Asked
    writer: Writer
    values: Values
    outcome: Outcome | None = None
    refusals: Sequence[Refusal] = field(factory=tuple)
    unconfirmed: str = ""


def answered(task: Task, asked: Asked, writer: Writer) -> Answer:
    """Return the page of a task as the request asks for it: empty, with what would be done, or done.

    Args:
        task: what the page does.
        asked: the request.
        writer: what the view writes with.
    """
    doing = _Doing(task=task, asked=asked, writer=writer, values=_entered())
    if request.method != "POST":
        doing = evolve(doing, values=task.initial)
        return _page(_prepared(doing) if task.at_once else doing)
    if not writer.knows(request.form):
        return _page(evolve(doing, refusals=(Refusal(LATE),)), 403)
    asks = task.fields(doing.values, None)
    if empty := [Refusal(each.field.missing, each.field.name) for each in asks if _is_empty(each)]:
        return _page(evolve(doing, refusals=empty), 400)
    if wrong := tuple(task.wrong(doing.values)):
        return _page(evolve(doing, refusals=wrong), 400)
    doing = _prepared(doing)
    if doing.refusals or request.form.get("step") != "save":
        return _page(doing, 400 if doing.refusals else 200)
    return _saved(doing)


def _saved(doing: _Doing) -> Answer:
    """Save what was shown, and nothing else."""
    assert doing.outcome is not None
    if request.form.get("shown") != _print_of(doing.values, doing.outcome):
        return _page(evolve(doing, refusals=(Refusal(_CHANGED),)), 409)
    confirmed, seen = request.form.getlist("confirmed"), _seen(doing.outcome)
    words = doing.task.words(doing.values)
    saved = doing.writer.run(Request(words=words, is_saving=True, confirmed=confirmed, seen=seen))
    if saved.is_saved:
        return doing.task.done(saved)
    if saved.is_stale:
        return _page(evolve(_prepared(doing), refusals=(Refusal(_CHANGED),)), 409)
    if saved.refusals:
        return _page(evolve(doing, outcome=saved, refusals=saved.refusals), 400)
    return _page(evolve(doing, outcome=saved, unconfirmed=_UNCONFIRMED))


def sent_file(writer: Writer) -> tuple[str, Refusal | None]:
    """Keep the file that a request sends, and return its digest; or what is wrong.

    Args:
        writer: what the view writes with.
    """
    if not writer.knows(request.form):
        return "", Refusal(LATE)
    sent = request.files.get("file")
    data = sent.stream.read() if sent is not None and sent.filename else b""
    if sent is None or not data:
        return "", Refusal(FILE_MISSING, "file")
    try:
        return writer.files.keep(sent.filename or "file", data), None
    except OSError as error:
        return "", Refusal(f"The file could not be kept: {error.strerror or error}", "file")


def gone(trail: Sequence[Inline], kind: str = "") -> Page:
    """Return the page for a file that was sent and is no longer there.

    Args:
        trail: the pages above it, of which the last one has the form to send it again.
        kind: the main page that it belongs to.
    """
    blocks = (
        TitleBlock("This file is not here any more"),
        Paragraph("It was taken in already, or is too old. If it is still to be taken in, send it again."),
        Paragraph(trail[-1]),
    )
    return Page(document=blocks, kind=kind, trail=trail, is_printed=False, status=404)


def file_form(
    address: str, writer: Writer, field: Field, refusal: Refusal | None = None, *, leave: str = ""
) -> ShownForm:
    """Return the form that sends a file.

    Args:
        address: where it is sent.
        writer: what the view writes with.
        field: its only field, called ``file``.
        refusal: what is wrong; None for nothing.
        leave: the address to which one goes without sending it; empty for none.
    """
    shown = [ShownField(field=field, error=refusal.message if refusal is not None and refusal.field else "")]
    return ShownForm(
        address=address,
        groups=grouped(shown),
        errors=tuple(summary(shown, (refusal,) if refusal is not None else ())),
        hidden=[writer.proof],
        buttons=(("send", "Send the file"),),
        leave=leave,
    )


def _entered() -> Mapping[str, Sequence[str]]:
    """Return what the request sends, apart from what every page sends."""
    return {name: as_entered(request.form.getlist(name)) for name in request.form if name not in _OURS}


def _is_empty(shown: ShownField) -> bool:
    return bool(shown.field.missing) and not shown.text.strip()


def _prepared(doing: _Doing) -> _Doing:
    outcome = doing.writer.run(Request(words=doing.task.words(doing.values)))
    return evolve(doing, outcome=outcome, refusals=outcome.refusals)


def _seen(outcome: Outcome) -> Mapping[str, str]:
    changes = outcome.prepared.changes if outcome.prepared is not None else ()
    return {change.path: digest(change.before) for change in changes}


def _print_of(values: Values, outcome: Outcome) -> str:
    """Return a digest of what was entered and of what would be written, so that nothing else is saved."""
    changes = outcome.prepared.changes if outcome.prepared is not None else ()
    whole = [(change.path, digest(change.before), digest(change.after)) for change in changes]
    entered = sorted((name, list(texts)) for name, texts in values.items() if any(texts))
    return sha256(repr((entered, whole)).encode()).hexdigest()


def _page(doing: _Doing, status: int = 200) -> Page:
    task, outcome = doing.task, doing.outcome
    by_field = {each.field: each.message for each in doing.refusals if each.field}
    shown = [
        evolve(each, error=by_field.get(each.field.name, each.error)) for each in task.fields(doing.values, outcome)
    ]
    is_ready = (
        outcome is not None and not outcome.refusals and outcome.prepared is not None and bool(outcome.prepared.changes)
    )
    if outcome is not None and is_ready and outcome.asked:
        field, ticks = confirming(outcome)
        taken = request.form.getlist("confirmed")
        shown.append(ShownField(field=field, choices=ticks, entered=taken, error=doing.unconfirmed))
    check = ("check", "Check this" if outcome is None else "Check it again")
    entry = ShownForm(
        address=doing.asked.path,
        groups=grouped(shown),
        errors=tuple(summary(shown, doing.refusals)),
        hidden=[
            doing.writer.proof,
            *([("shown", _print_of(doing.values, outcome))] if outcome is not None and is_ready else []),
        ],
        buttons=((("save", task.button), check) if is_ready else (check,)),
        leave=task.leave,
    )
    return Page(
        document=list(_blocks(doing)), kind=task.kind, trail=task.trail, entry=entry, is_printed=False, status=status
    )


def _blocks(doing: _Doing) -> Iterator[Block]:
    task, outcome = doing.task, doing.outcome
    yield TitleBlock(task.title)
    yield Paragraph(task.lead)
    yield from task.reworded(outcome.documents) if outcome is not None else ()
    yield from task.more(outcome)
    if outcome is None:
        return
    if outcome.refusals:
        return
    if outcome.prepared is None or not outcome.prepared.changes:
        yield Paragraph(outcome.said.strip() or "There is nothing new to save.")
        return
    asked = {each.message for each in outcome.asked}
    problems = outcome.prepared.problems
    warnings = [each for each in problems if each.severity != "error" and each.message not in asked]
    yield from check_again(warnings[:20])
