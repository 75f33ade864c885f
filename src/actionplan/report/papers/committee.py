"""A committee's paper: its parts in the order that councils ask for, and gaps where only the author can write."""

from collections.abc import Iterator

from actionplan.model.text import as_sentence, at_text, count, date_text, day_text, the_body
from actionplan.report.document import Block, Cell, Column, Item, Items, Paragraph, Table
from actionplan.report.inline import Span
from actionplan.report.paper_blocks import Notice
from actionplan.report.papers import exceptions, opening
from actionplan.report.papers.material import Material, name_of, since_words
from actionplan.report.papers.wording import named, with_owner
from actionplan.report.request_words import pending_texts
from actionplan.report.tallies import replaced_count_text

_HEAD = (
    "Report number and agenda item",
    "Report of (director or executive member, by office)",
    "Contact officer, with telephone and e-mail",
    "Wards affected",
    "Key decision, and its reference in the forward plan",
    "Publication: for general release, or the paragraph of Schedule 12A that exempts it",
)
"""What a committee's paper has at its head, and no plan knows."""

_IMPLICATIONS = (
    *("Corporate priorities", "Risk", "Financial", "Staffing", "Legal", "Privacy and data", "Equalities"),
    *("Public health", "Crime and disorder", "Procurement", "Climate"),
)
"""The implications that councils ask for, each with who has signed it off."""


def gap(what: str) -> Notice:
    """Return a marked place that the author fills in."""
    return Notice("To be written by the author:", f"{what}.", is_gap=True)


def head(_: Material) -> Iterator[Block]:
    """Yield what belongs at the head of the paper and is not in the plan."""
    return map(gap, _HEAD)


def purpose(material: Material) -> Iterator[Block]:
    """Yield why the paper is put before the body."""
    body = the_body(name_of(material, material.body, "the committee"))
    since, is_its_own = since_words(material), material.selection.last in (None, material.body)
    if is_its_own and material.selection.since is None and material.met is not None:
        since = f"since it met {at_text(material.met)}"
    yield Paragraph(
        f"To report to {body} on progress with the {material.plan.title}"
        f"{f' {since}' if since else ''}, as on record on {day_text(material.as_at)}.",
        label="1.1",
    )
    yield Paragraph(opening.headline_text(material), label="1.2")


def background(material: Material) -> Iterator[Block]:
    """Yield when the plan was agreed, and after which inspection."""
    number = 1
    for review in material.reviews.reviews:
        if review.kind == "inspection" and review.outcome:
            when = date_text(review.published or review.held)
            yield Paragraph(
                f"{review.title}{f', {when}' if when else ''}: {as_sentence(review.outcome)}", label=f"3.{number}"
            )
            number += 1
    agreed = material.plan.agreed
    text = (
        f"The plan was agreed on {date_text(agreed)}." if agreed is not None else "The plan is a draft, not yet agreed."
    )
    tally = material.status.tally
    more = f" {replaced_count_text(tally.replaced)}" if tally.replaced else ""
    yield Paragraph(f"{text} It has {count(tally.actions, 'action')}.{more}", label=f"3.{number}")
    if material.plan.description:
        yield Paragraph(material.plan.description, label=f"3.{number + 1}")


def action_tables(material: Material) -> Iterator[Block]:
    """Yield the four tables of a tracker: overdue, open, finished since the last meeting, and extensions requested."""
    for table in (_outstanding, _live, _completed, _extensions):
        yield from table(material)


def _live(material: Material) -> Iterator[Block]:
    """Yield table B: the actions that are open and not overdue, with both dates."""
    found = [each for each in material.status.actions if each.open and not each.overdue]
    if not found:
        yield Paragraph("Table B. Open actions that are not overdue: none.")
        return
    yield from exceptions.standing_table(material, found, "Table B. Open actions that are not overdue")


def _completed(material: Material) -> Iterator[Block]:
    """Yield table C: the actions that were finished since the last meeting."""
    found = [each.now for each in material.changes if each.heading == "finished" and each.milestone is None]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (with_owner(material, each), date_text(each.finished, short=True)) for each in found if each is not None
    )
    if not rows:
        yield Paragraph(f"Table C. Finished actions: none on record {since_words(material)}.")
        return
    yield Table(
        (Column("Action and owner"), Column("Finished")), rows, "Table C. Finished since the last meeting", note=""
    )


def _extensions(material: Material) -> Iterator[Block]:
    """Yield table D: the requests for another date."""
    asked = [(each, pending_texts(each, material.plan.bodies)) for each in material.status.actions]
    rows = tuple((named(action), text) for action, texts in asked for text in texts)
    if not rows:
        yield Paragraph("Table D. Extensions requested: none waits for a decision.")
        return
    yield Table((Column("Action"), Column("Asked for")), rows, "Table D. Extensions requested", note="")


def _outstanding(material: Material) -> Iterator[Block]:
    """Yield table A: what is overdue."""
    found = sorted((each for each in material.status.actions if each.overdue), key=lambda each: -each.days_overdue)
    if not found:
        yield Paragraph("Table A. Overdue actions: none.")
        return
    yield from exceptions.standing_table(material, found, "Table A. Overdue actions, the longest overdue first")


def implications(_: Material) -> Iterator[Block]:
    """Yield the table of implications with their gaps: "no implications" is an answer, an empty cell is none."""
    todo = Span("[to be written by the author]", "warning")
    signed = Span("[name of the office, and date]", "warning")
    rows = tuple((name, todo, signed) for name in _IMPLICATIONS)
    columns = tuple(map(Column, ("Issue", "Implications", "Signed off by")))
    yield Table(columns, rows, "Implications")


def papers_behind(material: Material) -> Iterator[Block]:
    """Yield the background papers: the record itself, and the published reports that it names."""
    items = [Item(f"The record of the plan as at {day_text(material.as_at)}.")]
    items += [
        Item(f"{each.title}{f', {date_text(each.published)}' if each.published else ''}.")
        for each in material.reviews.reviews
    ]
    yield Items(tuple(items))
    yield gap("unpublished papers that this one relies on")
