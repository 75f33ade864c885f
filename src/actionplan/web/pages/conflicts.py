"""The page on which what others shared and what is saved here is put together, one decision after the other."""

import os
from collections.abc import Sequence
from hashlib import sha256
from http import HTTPStatus
from typing import Final, cast

from attrs import frozen
from flask import Response, abort, request

from actionplan.git.conflicts_decided import Answer, Outcome, outcome, two_records
from actionplan.git.conflicts_found import Unsettled, open_files
from actionplan.git.environment import repository_of
from actionplan.git.merge_driver import unmerged
from actionplan.git.put_together import save_settled
from actionplan.git.repository import under_way
from actionplan.git.run_git import GitError
from actionplan.git.sharing import NotShared, end, go_back
from actionplan.model.text import capitalised, count
from actionplan.report.document import Column, Document, Heading, Item, Items, Paragraph, Table
from actionplan.report.inline import Span
from actionplan.report.paper_blocks import Notice, TitleBlock
from actionplan.report.values import Names
from actionplan.storage.save import SaveError
from actionplan.storage.toml import Unreadable
from actionplan.web.asked import Asked, Gathered, with_query
from actionplan.web.page import Page
from actionplan.web.pages.share import LATE, git_said
from actionplan.web.writing.conflict_words import ConflictWords, in_words
from actionplan.web.writing.form import Field
from actionplan.web.writing.outcome import Refusal
from actionplan.web.writing.shown import ShownField, ShownForm, errors_of, grouped, summary
from actionplan.web.writing.writer import Writer

_ANSWER: Final = Field(name="answer", label="Which one is right?", look="radios", missing="Choose one of the answers")
_NEW: Final = Field(
    name="new",
    label="The number that theirs gets",
    hint="Only if you keep both. For example, 2.7.",
    look="short",
    missing="Enter the number that theirs gets",
)
_CHANGED: Final = "Something was saved after this page was shown. Decide again."
_BACK: Final = ("back", "Leave theirs out for now")


@frozen(kw_only=True)
class Deciding:
    """What waits for a decision.

    Attributes:
        asked: the request.
        top: the repository's folder.
        waiting: the conflicts that are left, the first one first.
        merging: whether changes of others are being taken in, which can be left.
        names: the names of the plan; None where it cannot be read.
        proof: what a form hides, from `Writer.proof`.
    """

    asked: Asked
    top: str
    waiting: Sequence[Unsettled]
    merging: bool
    names: Names | None
    proof: tuple[str, str]

    @property
    def words(self) -> ConflictWords:
        """The first conflict in words."""
        return in_words(self.waiting[0], self.names)


def conflicts_page(asked: Asked, gathered: Gathered, writer: Writer) -> Page | Response:
    """Return the page of the first conflict, or save a decision about it.

    Args:
        asked: the request.
        gathered: the results that pages are made from.
        writer: what the view writes with.
    """
    top = repository_of(asked.root)
    try:
        waiting, operation = open_files(asked.root), under_way(asked.root)
    except GitError as error:
        return Page(document=[TitleBlock("Put both together"), *git_said(str(error))], is_printed=False, status=503)
    if top is None:
        abort(404)
    names = gathered.material(asked).names if asked.kept is not None else None
    deciding = Deciding(
        asked=asked, top=top, waiting=waiting, merging=operation == "a merge", names=names, proof=writer.proof
    )
    if request.method == "GET":
        return _page(deciding)
    if not writer.knows(request.form):
        return _page(deciding, (Refusal(LATE),), 403)
    try:
        return _answered(deciding)
    except NotShared as error:
        return _page(deciding, (Refusal(str(error)),), 503, error.said)


def _answered(deciding: Deciding) -> Page | Response:
    """Do what the button asks that was pressed."""
    if request.form.get("step") == "back":
        go_back(deciding.top)
        return _to(deciding, "share", "back")
    if deciding.waiting:
        if request.form.get("seen") != _seen(deciding.waiting[0]):
            return _page(deciding, (Refusal(_CHANGED),), 409)
        if refusals := _decided(deciding):
            return _page(deciding, refusals, 400)
    is_done = end(deciding.top, deciding.asked.root, deciding.asked.today)
    return _to(deciding, "share", "together") if is_done else _to(deciding, "conflicts", "")


def _decided(deciding: Deciding) -> Sequence[Refusal]:
    """Save the decision about the first conflict, or return why it cannot be."""
    conflict, answer, new = deciding.waiting[0], request.form.get("answer", ""), request.form.get("new", "").strip()
    if answer not in {each.value for each in deciding.words.answers}:
        return (Refusal(_ANSWER.missing, "answer"),)
    if answer == "both" and not new:
        return (Refusal(_NEW.missing, "new"),)
    try:
        made = two_records(conflict, new) if answer == "both" else outcome(conflict, cast("Answer", answer))
        return _saved(deciding, conflict, made)
    except SaveError as error:
        return (Refusal(capitalised(str(error)), "new" if answer == "both" else ""),)
    except Unreadable:
        return (Refusal("The two cannot be put together like this. Choose another answer."),)


def _saved(deciding: Deciding, conflict: Unsettled, made: Outcome) -> Sequence[Refusal]:
    if made.question:
        return (Refusal(f"This cannot be decided here: {_plain(made.question)}."),)
    wrong = save_settled(conflict, made.changes, deciding.asked.today)
    return [Refusal(capitalised(found.message)) for found in wrong]


def _plain(question: str) -> str:
    """Return a question of the command without its commands."""
    return question.partition(". Keep both")[0].partition(". If they are two")[0].rstrip("?")


def _to(deciding: Deciding, page: str, done: str) -> Response:
    plan = deciding.asked.path.split("/")[1]
    where = with_query(f"/{plan}/{page}", {"done": done} if done else {})
    return Response(status=303, headers={"Location": where})


def _seen(conflict: Unsettled) -> str:
    """Return a short text that is another one as soon as a conflict changes."""
    parts = (conflict.git.path.encode(errors="surrogateescape"), conflict.git.ours, conflict.git.theirs, conflict.now)
    return sha256(b"\0".join(part or b"-" for part in parts)).hexdigest()


def _page(deciding: Deciding, refusals: Sequence[Refusal] = (), status: int = 200, said: str = "") -> Page:
    """Return the page of the first conflict, with what is wrong with the answer."""
    fields = [_ANSWER, *([_NEW] if deciding.words.asks_id else [])] if deciding.waiting else []
    wrong = errors_of(fields, refusals)
    shown = [
        ShownField(
            field=each,
            choices=deciding.words.answers if each is _ANSWER else (),
            entered=tuple(request.form.getlist(each.name)) if status != HTTPStatus.OK else (),
            error=wrong.get(each.name, ""),
        )
        for each in fields
    ]
    forward = ("decide", "Save this decision") if deciding.waiting else ("end", "Continue")
    is_over = not deciding.waiting and not deciding.merging
    form = ShownForm(
        address=deciding.asked.path,
        groups=grouped(shown),
        errors=tuple(summary(shown, refusals)),
        hidden=[deciding.proof, ("seen", _seen(deciding.waiting[0]) if deciding.waiting else "")],
        buttons=(forward, *([_BACK] if deciding.merging else [])),
    )
    return Page(
        document=list(_blocks(deciding, said)), entry=None if is_over else form, is_printed=False, status=status
    )


def _blocks(deciding: Deciding, said: str) -> Document:
    yield TitleBlock("Put both together")
    if said:
        yield from git_said(said)
    if not deciding.waiting:
        yield from _nothing_left(deciding)
        return
    words = deciding.words
    yield Notice(
        f"{count(len(deciding.waiting), 'decision')} to make.",
        "What others shared and what is saved here cannot both hold. Nothing of either is lost until you decide.",
    )
    yield Heading(words.name, 2)
    yield Paragraph(words.about)
    if words.rows:
        columns = (Column(""), Column("What others shared"), Column("What is saved here"))
        yield Table(columns, words.rows, caption="What differs")
    if deciding.merging:
        yield Paragraph(
            f"“{_BACK[1]}” puts everything back to what is recorded here. What you have decided so far is then "
            "asked again the next time."
        )


def _nothing_left(deciding: Deciding) -> Document:
    others = [os.path.relpath(each.path, deciding.top) for each in unmerged(deciding.top)] if deciding.merging else []
    if others:
        yield Notice("Files outside this plan must be put together too.", "Ask whoever looks after git for you.")
        yield Items(tuple(Item(Span(path)) for path in others), mark="- ")
    elif deciding.merging:
        yield Paragraph("All is decided. Continue to record it.")
    else:
        yield Paragraph("There is nothing to decide.")
