"""The page that shows what would be written before it is saved, and the page for what someone else saved meanwhile."""

import os
from collections.abc import Iterator
from typing import Final

from attrs import evolve

from actionplan.model.kinds import FOLDERS, dated_of, record_at
from actionplan.report.document import Block, Column, Facts, Heading, Paragraph, Source, Table
from actionplan.report.inline import Inline, Span, plain
from actionplan.report.paper_blocks import Notice
from actionplan.web.page import Page
from actionplan.web.pages.entry import Entering
from actionplan.web.pages.entry_form import titled
from actionplan.web.writing.confirming import check_again, confirming
from actionplan.web.writing.form import Choice, Field
from actionplan.web.writing.in_words import block_rows, entry_rows
from actionplan.web.writing.outcome import Outcome, Refusal
from actionplan.web.writing.shown import ShownField, ShownForm, grouped, summary


def check_page(entering: Entering, outcome: Outcome, error: str = "") -> Page:
    """Return what would be written, in words, with what must be confirmed and what the rules say.

    Args:
        entering: the form that was filled in.
        outcome: the change that its command prepared.
        error: why it was not saved; empty before the first attempt.
    """
    field, choices = confirming(outcome)
    shown = [ShownField(field=field, choices=choices, error=error)] if choices else []
    refusals = (Refusal(error, field.name),) if error else ()
    form = ShownForm(
        address=entering.asked.path,
        groups=grouped(shown),
        errors=tuple(summary(shown, refusals)),
        hidden=entering.hidden(entering.seen, with_values=True),
        buttons=(("save", entering.form.button), *((("change", "Change it"),) if entering.form.fields else ())),
        leave=entering.back,
        exact=tuple(_exact_lines(entering, outcome)),
    )
    return entering.page(_check(entering, outcome), form)


def _check(entering: Entering, outcome: Outcome) -> Iterator[Block]:
    yield titled(entering, entering.form.check_title)
    prepared = outcome.prepared
    if prepared is None:
        yield Source(tuple(outcome.said.strip().split("\n")))
        return
    yield Paragraph(f"{entering.form.lead} {entering.form.check_lead}".strip())
    for change, block in zip(prepared.changes, prepared.blocks, strict=True):
        kind, name = _place(entering, change.path)
        if len(prepared.changes) > 1:
            yield Heading(name, 2)
        rows = list(block_rows(block, kind, entering.material))
        if change.before is None:
            rows.insert(0, ("Number or short name", name))
        if rows:
            yield Facts(tuple(rows))
    if prepared.already:
        yield Notice("This is there already.", "Saving it again would add nothing.")
    yield from check_again([each for each in prepared.problems if each not in outcome.asked])


def _place(entering: Entering, path: str) -> tuple[str, str]:
    """Return the kind of record whose file a path is, and what a heading calls it."""
    kind, name = record_at(path, entering.asked.root) or (entering.record.kind, entering.name)
    return kind, entering.material.names.records.get(name, name) if name else entering.asked.plan.title


def _exact_lines(entering: Entering, outcome: Outcome) -> Iterator[tuple[str, str]]:
    """Yield the path of each file in the plan's folder, and the lines that are added to it."""
    if outcome.prepared is not None:
        for change, block in zip(outcome.prepared.changes, outcome.prepared.blocks, strict=True):
            if block:
                yield os.path.relpath(change.path, entering.asked.root), block


_ANSWERS: Final = (
    Choice("after", "Add mine after theirs", "Both stay in the history. You see how it will read before it is saved."),
    Choice("change", "Change mine first", "You go back to your form, with theirs shown beside it."),
    Choice("drop", "Drop mine", "Only theirs stays. What you wrote is shown once more, to copy."),
)
_ANSWER: Final = Field(name="answer", label="What should happen to what you wrote?", look="radios")


def conflict_page(entering: Entering, error: str = "") -> Page:
    """Return what someone else saved meanwhile beside what was entered, and what can be done with the two.

    Args:
        entering: the form that was filled in, with the digest of the file that it showed.
        error: why the last answer was not understood; empty for nothing.
    """
    field = ShownField(field=_ANSWER, choices=_ANSWERS, error=error)
    form = ShownForm(
        address=entering.asked.path,
        groups=grouped([field]),
        errors=tuple(summary([field], ())),
        hidden=entering.hidden(entering.seen, with_values=True),
        buttons=(("answer", "Continue"),),
    )
    return entering.page(_conflict(entering), form, status=409)


def _conflict(entering: Entering) -> Iterator[Block]:
    kind = entering.record.kind if entering.record.kind in FOLDERS else "plan"
    yield titled(entering, f"Someone else changed {'the' if kind == 'plan' else 'this'} {kind} while you were writing")
    yield Notice("What you wrote has not been saved yet, and none of it is lost.", "Choose what to do with the two.")
    mine = evolve(entering, seen=entering.digest_now()).run(is_saving=False)
    blocks = mine.prepared.blocks if mine.prepared is not None else ()
    ours = dict(row for block in blocks for row in block_rows(block, kind, entering.material))
    theirs = dict(_newest(entering))
    names = list(dict.fromkeys((*theirs, *ours)))
    rows = tuple((name, *_pair(theirs.get(name, ""), ours.get(name, ""))) for name in names)
    columns = (Column(""), Column("The newest entry now"), Column("What you wrote"))
    yield Table(columns, rows, caption="The newest entry beside what you wrote; where they differ, in bold")


def _pair(theirs: Inline, mine: Inline) -> tuple[Inline, Inline]:
    role = "" if plain(theirs) == plain(mine) else "strong"
    return tuple(Span(plain(each) or "not stated", role if plain(each) else "quiet") for each in (theirs, mine))  # type: ignore[return-value]


def _newest(entering: Entering) -> Iterator[tuple[str, Inline]]:
    """Yield what the entry states that is last in the record's file."""
    plan = entering.asked.plan
    if entering.record.kind not in FOLDERS:
        one = plan.bodies.get(entering.name) or entering.material.meetings.get(entering.name)
        yield from entry_rows(one, entering.material) if one is not None else ()
        return
    record = getattr(plan, entering.record.kind)(entering.name)
    entries = [entry for _, entry in dated_of(record)]
    if entries:
        yield from entry_rows(entries[-1], entering.material)
