"""A form of one record that is being filled in, and what its pages show of the record."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Final

from attrs import evolve, frozen
from flask import request

from actionplan.model.ids import Id
from actionplan.model.kinds import FOLDERS, plan_path, record_path
from actionplan.report.document import Block, Columns, Document, Heading, Items, Paragraph
from actionplan.report.inline import PageLink, Span
from actionplan.report.pages.material import PageMaterial
from actionplan.report.pages.registry import above, document, trail
from actionplan.report.paper_blocks import Headline, TitleBlock
from actionplan.report.titles import title_block, title_words
from actionplan.storage.filesystem import DISK
from actionplan.storage.toml import Unreadable
from actionplan.web.asked import Asked, Gathered
from actionplan.web.page import Page
from actionplan.web.writing.form import EntryForm, Values, as_entered, command_words
from actionplan.web.writing.outcome import Outcome, Request, digest
from actionplan.web.writing.shown import ShownForm
from actionplan.web.writing.writer import Writer

_NEWEST: Final = 5
"""How many of the newest entries are shown beside a form."""


@frozen(kw_only=True)
class Entering:
    """A form of one record that is being filled in.

    Attributes:
        asked: the request.
        gathered: the results that pages are made from.
        writer: what the view writes with.
        form: the form.
        record: the page of the record; the first page of the plan for a form of the plan.
        values: what was entered.
        seen: the digest of the record's file as the form showed it; empty for a form of the plan.
        is_in_round: whether it is filled in on the way through the round of the action's owner, to which it leads back.
        entry: the id of the entry that it is to take back; empty for the last one.
    """

    asked: Asked
    gathered: Gathered
    writer: Writer
    form: EntryForm
    record: PageLink
    values: Values
    seen: str = ""
    is_in_round: bool = False
    entry: str = ""

    @property
    def name(self) -> Id:
        """The id of the record; empty for a form of the plan."""
        return Id(self.record.id)

    @property
    def path(self) -> str:
        """The path of the record's file, of a body or meeting that of the plan; empty for a form of the plan."""
        if self.record.kind in FOLDERS:
            return record_path(self.asked.root, self.record.kind, self.name)
        return plan_path(self.asked.root) if self.name else ""

    @property
    def back(self) -> str:
        """The address of the page to which the form leads back: the record's, or the round at the record."""
        if self.is_in_round:
            return f"{self.asked.to(self.round)}#{round_anchor(self.name)}"
        return self.asked.to(self.record)

    @property
    def round(self) -> PageLink:
        """The page of the round on which the action is."""
        return PageLink("round", self.material.actions[self.name].owner or "")

    @property
    def material(self) -> PageMaterial:
        """What the pages of the plan are made from."""
        return self.gathered.material(self.asked)

    @cached_property
    def blocks(self) -> Sequence[Block]:
        """What the record's page shows, made once for all that a page of the form takes from it."""
        return tuple(document(self.material, self.record))

    def run(self, *, is_saving: bool, confirmed: Sequence[str] = ()) -> Outcome:
        """Run the command of the form.

        Args:
            is_saving: whether to save the change; otherwise it is only prepared.
            confirmed: the keys of what the user has confirmed.
        """
        arguments = self.form.arguments
        named = arguments(self.material, self.name) if arguments is not None else self.name
        words = command_words(self.form, named, self.asked.root, self.values)
        seen = {self.path: self.seen} if self.path else {}
        return self.writer.run(Request(words=words, is_saving=is_saving, confirmed=confirmed, seen=seen))

    def digest_now(self) -> str:
        """Return the digest of the record's file as it is now; empty where there is none to read."""
        if not self.path:
            return ""
        try:
            return digest(DISK.read(self.path, inside=self.asked.root))
        except Unreadable:
            return ""

    def hidden(self, seen: str, *, with_values: bool = False) -> list[tuple[str, str]]:
        """Return what a page sends with its form.

        Args:
            seen: the digest of the record's file as the page shows it.
            with_values: whether to send what was entered, on a page that does not show the fields.
        """
        sent = self.values.items() if with_values else ()
        entered = [(name, value) for name, several in sent for value in several]
        in_round = [("round", "1")] if self.is_in_round else []
        taken_back = [("entry", self.entry)] if self.entry else []
        return [self.writer.proof, ("seen", seen), *in_round, *taken_back, *entered]

    def page(
        self, blocks: Document, shown: ShownForm | None, *, beside: Sequence[Block] = (), status: int = 200
    ) -> Page:
        """Return a page of the form.

        Args:
            blocks: what is above it.
            shown: the form as it is shown; None for a page without one.
            beside: what is shown beside it.
            status: the status of the answer.
        """
        link = Span(head_of(self).title, link=self.record)
        return Page(
            document=list(blocks),
            kind=above(self.record),
            trail=[*trail(self.material, self.record), link],
            entry=shown,
            beside=tuple(beside),
            is_printed=False,
            status=status,
        )


def round_anchor(action: str) -> str:
    """Return the name of the element that an action has in the round of its owner."""
    return f"action-{action}"


def sent_values(form: EntryForm) -> Values:
    """Return what the request sends for the fields of a form."""
    return {each.name: as_entered(request.form.getlist(each.name)) for each in form.fields}


def head_of(entering: Entering) -> TitleBlock:
    """Return the head of the record's page; for a form of the plan, that of its first page."""
    head = title_block(entering.blocks)
    return head if isinstance(head, TitleBlock) else TitleBlock(title_words(head))


def first_sentence(entering: Entering) -> Iterator[Block]:
    """Yield the first sentence of the record's page, which says where it is now; nothing for a form of the plan."""
    if entering.name:
        yield from [each for each in entering.blocks if isinstance(each, Headline)][:1]


def said_before(entering: Entering) -> Iterator[Block]:
    """Yield the newest entries of the record's history, so that nobody writes without having read them."""
    for each in _flat(entering.blocks if entering.name else ()):
        if isinstance(each, Items) and each.look == "history":
            yield Heading("What was reported before", 2)
            yield evolve(each, items=each.items[:_NEWEST])
            if len(each.items) > _NEWEST:
                yield Paragraph(Span(f"All {len(each.items)} entries", link=entering.record))


def _flat(blocks: Iterable[Block]) -> Iterator[Block]:
    for each in blocks:
        if isinstance(each, Columns):
            yield from (inner for column in each.columns for inner in column)
        else:
            yield each
