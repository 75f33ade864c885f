"""The page on which what is saved on this computer is shared with others."""

import os
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Final

from attrs import frozen
from flask import Response, request

from actionplan.git.environment import repository_of
from actionplan.git.network import NoPlace, is_on_this_computer, place_of
from actionplan.git.run_git import GitError
from actionplan.git.sharing import NotShared, author, set_author, share
from actionplan.git.unshared import Sharing, UnsharedFile, sharing_of
from actionplan.model.kinds import KIND_IN
from actionplan.model.records import Plan
from actionplan.report.document import Block, Document, Heading, Item, Items, Paragraph, Source
from actionplan.report.inline import PageLink, Span
from actionplan.report.paper_blocks import Notice, TitleBlock
from actionplan.storage.discovery import NoPlan
from actionplan.web.asked import Asked, Gathered, with_query
from actionplan.web.page import Page
from actionplan.web.writing.changed import Changed, changed, plan_in
from actionplan.web.writing.confirming import CONFIRM_PERSONAL, personal_sentences
from actionplan.web.writing.form import Choice, Field
from actionplan.web.writing.outcome import Refusal
from actionplan.web.writing.shown import ShownField, ShownForm, errors_of, grouped, summary
from actionplan.web.writing.usual_fields import NOT_PUBLIC
from actionplan.web.writing.writer import Writer

LATE: Final = "This page was opened before the program was started again. Nothing was done. Send it once more."
_DONE: Final = {
    "together": "What others have shared is taken in. Now share what is new here.",
    "back": "All is as it was before you took in what others have shared.",
}
_MOST_NAMED: Final = 5
"""The most records that a sentence names."""
_CHANGED: Final = "Something was saved after this page was shown. Read the list again."
_UNCONFIRMED: Final = "Change what you say, or tick the sentence about it. Nothing was shared yet."
_FILES: Final = Field(
    name="files",
    label="What should be shared?",
    hint="What you do not tick stays on this computer. Nothing else in the folder is touched.",
    look="boxes",
    missing="Tick what should be shared",
)
_NAME: Final = Field(
    name="name",
    label="Your name",
    hint="Git names you as the author of what you share. It is asked for once.",
    look="short",
    missing="Enter your name",
)
_EMAIL: Final = Field(
    name="email",
    label="Your work address for email",
    hint="It is kept with what you share.",
    look="short",
    missing="Enter your address",
)


@frozen(kw_only=True)
class ToShare:
    """What can be shared.

    Attributes:
        asked: the request.
        top: the repository's folder.
        sharing: what is shared.
        changes: what changed in each file, in words.
        author: the author that git would name; None where it does not know.
    """

    asked: Asked
    top: str
    sharing: Sharing
    changes: Mapping[str, Changed]
    author: str | None

    @property
    def open_files(self) -> list[UnsharedFile]:
        """The files that git has not recorded as they are now."""
        return [file for file in self.sharing.files if not file.is_recorded]

    @property
    def recorded(self) -> list[UnsharedFile]:
        """The files that are recorded and not shared."""
        return [file for file in self.sharing.files if file.is_recorded]

    @property
    def seen(self) -> str:
        """A short text that is another one as soon as anything is saved."""
        parts = [f"{file.path}\0{sha256(file.now or b'').hexdigest()}" for file in self.open_files]
        return sha256("\n".join(parts).encode("utf-8", "surrogateescape")).hexdigest()

    def name_of(self, file: UnsharedFile) -> str:
        """Return the path of a file from the plan's folder."""
        return os.path.relpath(file.path, self.asked.root).replace(os.sep, "/")

    def words(self, file: UnsharedFile) -> Changed:
        """Return what changed in a file, in words."""
        name = self.name_of(file)
        return self.changes.get(name) or Changed(name, ("Something that is not in any report.",))


def sharing_page(asked: Asked, _: Gathered, writer: Writer) -> Page | Response:
    """Return the page on which updates are shared, or do it.

    Args:
        asked: the request.
        _: the results that pages are made from, which this one does not need.
        writer: what the view writes with.
    """
    top = repository_of(asked.root)
    if top is None:
        return _page(_on_this_computer())
    try:
        what = _to_share(asked, top)
    except GitError as error:
        return _page(_without_git(error))
    if request.method == "POST":
        return _shared(what, writer)
    return _shown(what, writer, {"files": [what.name_of(file) for file in what.open_files]})


def _to_share(asked: Asked, top: str) -> ToShare:
    sharing = sharing_of(asked.root)
    assert sharing is not None
    try:
        before = plan_in(sharing.shared, asked.root)
    except NoPlan:
        before = None
    changes = changed(before, asked.plan, asked.today) if sharing.files else {}
    return ToShare(asked=asked, top=top, sharing=sharing, changes=changes, author=author(top))


def _shared(what: ToShare, writer: Writer) -> Page | Response:
    """Share what was ticked, or say why it cannot be."""
    form = request.form
    values = {name: form.getlist(name) for name in ("files", "message", "name", "email", "confirmed")}
    if not writer.knows(form):
        return _shown(what, writer, values, (Refusal(LATE),), 403)
    paths = {what.name_of(file): file.path for file in what.open_files}
    ticked = [paths[name] for name in values["files"] if name in paths]
    if form.get("seen") != what.seen or len(ticked) < len(values["files"]):
        return _shown(what, writer, values, (Refusal(_CHANGED),), 409)
    if refusals := _refusals(what, values, ticked):
        return _shown(what, writer, values, refusals, 400)
    try:
        if what.author is None:
            set_author(what.top, *(form[name].strip() for name in ("name", "email")))
        done = share(what.top, what.asked.root, ticked, form.get("message", "").strip(), what.asked.today)
    except NotShared as error:
        return _shown(_to_share(what.asked, what.top), writer, values, (Refusal(str(error)),), 503, error.said)
    page = f"/{what.asked.plan.id}/{'conflicts' if done == 'undecided' else 'share'}"
    return Response(
        status=303,
        headers={
            "Location": with_query(
                page, {"done": done, "file": [what.name_of(file) for file in what.open_files if file.path in ticked]}
            )
        },
    )


def _refusals(what: ToShare, values: Mapping[str, Sequence[str]], ticked: Sequence[str]) -> tuple[Refusal, ...]:
    """Return what is missing."""
    wanted = [_NAME, _EMAIL] if what.author is None else []
    if what.open_files and not ticked and not what.sharing.ahead:
        wanted.append(_FILES)
    if ticked:
        wanted.append(_message(what))
    empty = (each for each in wanted if not "".join(values[each.name]).strip("- \r\n\t"))
    missing = [Refusal(each.missing, each.name) for each in empty]
    is_open = ticked and set(_personal(values)) - set(values.get("confirmed", ()))
    return (*missing, Refusal(_UNCONFIRMED, CONFIRM_PERSONAL.name)) if is_open else tuple(missing)


def _personal(values: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the sentences about what looks like personal data in the message, which others keep for good."""
    return personal_sentences(" ".join(values.get("message", ())))


def _message(what: ToShare) -> Field:
    names = [what.words(file).name for file in what.open_files]
    more = f" and {len(names) - 1} more" if len(names) > 1 else ""
    return Field(
        name="message",
        label="Say in one sentence what it is",
        hint=f"Others read it beside your name. For example: Update of {names[0]}{more}. {NOT_PUBLIC}" if names else "",
        missing="Say in one sentence what you share",
    )


def _shown(
    what: ToShare,
    writer: Writer,
    values: Mapping[str, Sequence[str]],
    refusals: Sequence[Refusal] = (),
    status: int = 200,
    said: str = "",
) -> Page:
    """Return the page, with what was entered and what is wrong with it."""
    is_sent = what.sharing.upstream is not None
    personal = tuple(Choice(each, each) for each in _personal(values))
    fields = [_FILES, _message(what), *([CONFIRM_PERSONAL] if personal else [])] if what.open_files else []
    fields += [_NAME, _EMAIL] if what.author is None else []
    wrong = errors_of(fields, refusals)
    choices = tuple(
        Choice(what.name_of(file), changes.name, " ".join(changes.sentences))
        for file, changes in ((file, what.words(file)) for file in what.open_files)
    )
    shown = [
        ShownField(
            field=each,
            choices={_FILES.name: choices, CONFIRM_PERSONAL.name: personal}.get(each.name, ()),
            entered=tuple(values.get(each.name, ())),
            error=wrong.get(each.name, ""),
        )
        for each in fields
    ]
    form = ShownForm(
        address=what.asked.path,
        groups=grouped(shown),
        errors=tuple(summary(shown, refusals)),
        hidden=[writer.proof, ("seen", what.seen)],
        buttons=(("share", "Share" if is_sent else "Record"),),
    )
    is_ready = what.sharing.under_way is None and (what.open_files or (is_sent and what.sharing.ahead))
    return Page(
        document=list(_blocks(what, said, is_ready=bool(is_ready))),
        entry=form if is_ready else None,
        is_printed=False,
        status=status,
        done=_done(what),
    )


def _done(what: ToShare) -> str:
    """Return what was just done, in words: what was shared or recorded, what was taken in, and what was left."""
    done = what.asked.one("done")
    if done not in ("shared", "exchanged", "recorded"):
        return _DONE.get(done, "")
    files = [_title(what.asked.plan, name) for name in what.asked.typed.get("file", ())]
    verb, less = ("Recorded on this computer", "recorded") if done == "recorded" else ("Shared", "shared")
    said = [f"{verb}: {_listed(files)}." if files else f"{verb}: what was recorded here before."]
    if done == "exchanged":
        said.append("What others have shared is taken in.")
    if what.open_files:
        left = _listed([what.words(file).name for file in what.open_files])
        said.append(f"Not {less} yet: {left}.")
    return " ".join(said)


def _listed(names: Sequence[str]) -> str:
    more = f"; and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return "; ".join(names[:_MOST_NAMED]) + more


def _title(plan: Plan, name: str) -> str:
    """Return what readers call the record of a file; its id if it is gone."""
    folder, _, file = name.rpartition("/")
    identifier = file.removesuffix(".toml")
    if folder not in KIND_IN:
        return "the plan itself"
    return next((each.title for each in getattr(plan, folder) if each.id == identifier), identifier)


def _blocks(what: ToShare, said: str, *, is_ready: bool) -> Document:
    sharing = what.sharing
    yield TitleBlock("Share what is saved here" if sharing.upstream is not None else "Record what is saved here")
    if said:
        yield from git_said(said)
    if sharing.under_way == "a merge":
        yield Notice(
            "Something waits for your decision first.",
            Span("See it, and decide", link=PageLink("conflicts")),
        )
        return
    if sharing.under_way is not None:
        yield Notice(
            f"Somebody has begun {sharing.under_way} with git in this folder and not ended it.",
            "It must be ended first, with git itself. Ask whoever looks after git for you.",
        )
        return
    if not is_ready:
        where = "shared" if sharing.upstream is not None else "recorded"
        yield Paragraph(f"All that is saved on this computer is {where}.")
    elif what.author is not None:
        yield Paragraph(f"Git names {what.author.partition(' <')[0]} as the author.")
    yield from _where(what, is_ready=is_ready)
    if what.recorded and sharing.upstream is not None:
        yield Heading("Recorded here, not shared yet", 2)
        each = ((changes.name, changes.sentences) for changes in map(what.words, what.recorded))
        yield Items(tuple(Item(f"{name}. {' '.join(sentences)}") for name, sentences in each), mark="- ")


def _where(what: ToShare, *, is_ready: bool) -> Iterator[Block]:
    """Yield where the plan is shared, how long that may take, and where to see what others have shared."""
    if what.sharing.upstream is None:
        yield Paragraph(
            "There is nowhere to share it to yet. What is recorded stays on this computer, with its author and day. To "
            "share it, ask whoever looks after git for you for a place that all of you can reach."
        )
        return
    if is_ready:
        try:
            place = place_of(what.top)
        except (GitError, NoPlace):
            place = "the place where the plan is shared"
        wait = "" if is_on_this_computer(place) else " This can take a minute or two."
        yield Paragraph(f"What others have shared is taken in first. Then yours is sent to {place}.{wait}")
    yield Paragraph(Span("See what others have shared", link=PageLink("updates")))


def git_said(said: str) -> Iterator[Block]:
    """Yield git's own words, for those who look after it."""
    yield Paragraph("In git's own words, for whoever looks after it:")
    yield Source(tuple(said.strip().split("\n")))


def _on_this_computer() -> Document:
    yield TitleBlock("Share what is saved here")
    yield Paragraph("This plan is on this computer only.")
    yield Paragraph(
        "To share it, its folder must be kept with the program git, and there must be a place for it that all of you "
        "can reach. Ask whoever looks after your computers to set that up. Everything else works without it."
    )


def _without_git(error: GitError) -> Document:
    yield TitleBlock("Share what is saved here")
    yield Notice("Git does not answer, so nothing can be shared for now.", "All that you saved is kept in the plan.")
    yield Paragraph("Try again in a minute. If it goes on, show this page to whoever looks after your computers.")
    yield from git_said(str(error))


def _page(blocks: Document) -> Page:
    return Page(document=list(blocks), is_printed=False)
