"""Words and cells that several sections of papers share."""

from collections.abc import Callable

from actionplan.model.entries import ActionEntry
from actionplan.model.ids import Id
from actionplan.model.text import date_text, days_text, printed_id, short_name, times_text
from actionplan.report.action_words import rating_inline
from actionplan.report.document import Lines
from actionplan.report.inline import Inline, PageLink, Span
from actionplan.report.papers.material import Material, in_cell
from actionplan.summary.actions import ActionSummary


def named(action: ActionSummary) -> Inline:
    """Return an action's number in grey and its name, as tables have them; it leads to the action's page."""
    link = PageLink("action", action.id)
    return (Span(printed_id(action), "ref"), " ", Span(short_name(action), "strong", link=link))


def with_owner(material: Material, action: ActionSummary) -> Lines:
    """Return an action with its owner under it."""
    return Lines((named(action), Span(in_cell(material, action.owner), "quiet", link=body_link(action.owner))))


def body_link(body: Id | None) -> PageLink | None:
    """Return what leads to the page of a body; None for no body."""
    return PageLink("body", body) if body is not None else None


def rated(material: Material, name: Id, *, before: bool = False) -> Lines:
    """Return the last rating of an action or area with who gave it when, or that there is none.

    Args:
        material: what the paper is made from.
        name: the id of the action or area.
        before: whether to add an earlier rating, if it was another one.
    """
    given = material.ratings.get(name, ())
    if not given:
        return Lines(("Not rated",))
    last, ratings = given[0], material.status.ratings
    by = f"{in_cell(material, last.by)}, " if last.by is not None else ""
    lines: list[Inline] = [rating_inline(ratings, last.rating), Span(f"{by}{date_text(last.on, short=True)}", "quiet")]
    earlier = next((each for each in given[1:] if each.rating != last.rating), None)
    if before and earlier is not None and earlier.rating in ratings:
        was = ratings[earlier.rating].label
        lines.append(Span(f"before: {was}, {date_text(earlier.on, short=True)}", "quiet"))
    return Lines(tuple(lines))


def last_word(material: Material, action: ActionSummary) -> Inline:
    """Return the last note about an action with its date, in quotation marks; or that there is none."""
    note = material.notes.get(action.id)
    if note is None:
        return "No update yet."
    return (Span(f"{date_text(note.on, short=True)}:", "strong"), f" {quoted(note.text)}")


def quoted(text: str) -> str:
    """Return a text in quotation marks, on one line."""
    return f"“{' '.join(text.split())}”"


def approved_by(entry: ActionEntry, named_as: Callable[[Id], str], *, short: bool = False) -> str:
    """Return who approved what an entry changes, when, and where that is written; or that nothing says so.

    Args:
        entry: the entry.
        named_as: gives the name of a body.
        short: whether it is for a cell of a narrow table, with short dates.
    """
    texts = [
        ", ".join(filter(None, (named_as(each.by), date_text(each.on, short=short), each.ref)))
        for each in entry.approvals
    ]
    return "; ".join(texts) or "no approval is on record"


def slip_lines(action: ActionSummary) -> tuple[Inline, ...]:
    """Return the date first agreed and the date now."""
    first, now = action.original_due, action.due
    if now is None and first is None:
        return ("no date on record",)
    if not action.times_redated:
        return (f"{date_text(now, short=True)}, never moved",)
    far = f", {days_text(action.days_slipped)} in all" if action.days_slipped else ""
    return (
        f"{date_text(first, none='no date', short=True)} to {date_text(now, none='no date', short=True)}",
        Span(f"moved {times_text(action.times_redated)}{far}", "quiet"),
    )
