"""What a board is asked to decide: drafted from what waits for it, until the words are confirmed."""

import re
from collections.abc import Iterable, Iterator

from actionplan.model.outlines import Ask
from actionplan.model.text import at_text, count, date_text, day_text, number_word, printed_id, short_name, the_body
from actionplan.report.document import Block, Item, Items, Paragraph
from actionplan.report.inline import Span
from actionplan.report.papers.material import Material, name_of
from actionplan.report.request_words import pending_texts

_MANY_MOVES = 3
"""From so many moves of a date on, the next one is a matter for the board."""


def asks(material: Material, confirmed: Iterable[Ask] = (), most: int | None = None) -> Iterator[Block]:
    """Yield what the body is asked to decide: as confirmed since the last meeting, or else as a draft that says so.

    Args:
        material: what the paper is made from.
        confirmed: what was confirmed, for this meeting and for earlier ones.
        most: how many drafted ones at most; None for all.
    """
    if current := [each for each in confirmed if _is_current(material, each)]:
        yield Items(tuple(Item((each.text,), f"{at}.") for at, each in enumerate(current, 1)), is_ordered=True)
        last = max(each.confirmed.last or material.as_at for each in current)
        others = [draft for draft in drafted(material) if not _is_among(draft, current)]
        yield Paragraph(Span(f"Confirmed on {day_text(last)}.{_not_shown(len(others))}", "quiet"))
        return
    every = list(drafted(material))
    if every and not material.is_for_board:
        every = list(_put_to_the_board(material, every))
    found = every[:most]
    if not found:
        yield Paragraph("Nothing on record waits for a decision.")
        return
    items = (Item((Span(begin, "strong"), rest), f"{at}.") for at, (begin, rest) in enumerate(found, 1))
    yield Items(tuple(items), is_ordered=True)
    more = len(every) - len(found)
    rest = f"; {more} more {'is' if more == 1 else 'are'} in the board pack" if more else ""
    yield Paragraph(Span(f"Draft from the record, not yet confirmed{rest}.", "quiet"))


def _is_among(draft: tuple[str, str], confirmed: Iterable[Ask]) -> bool:
    """Return whether the words with which a draft begins were confirmed, such as "Name an owner for 4.12"."""
    begin = re.split(r"[,:;]|\.$", "".join(draft))[0]
    return any(begin in each.text for each in confirmed)


def _not_shown(drafts: int) -> str:
    """Return a sentence about drafts in whose place there are confirmed asks; empty where there is none."""
    if not drafts:
        return ""
    what, verb = ("draft", "is") if drafts == 1 else ("drafts", "are")
    return f" {number_word(drafts).capitalize()} {what} from the record {verb} not shown."


def _is_current(material: Material, ask: Ask) -> bool:
    """Return whether an ask was confirmed by the day of the paper, and after the last meeting."""
    day, met = ask.confirmed.last, material.met.last if material.met is not None else None
    return day is not None and day <= material.as_at and (met is None or day > met)


def drafted(material: Material) -> Iterator[tuple[str, str]]:
    """Yield what waits for a decision, each as the words in bold and the rest of the sentence."""
    actions = material.status.actions
    for action in actions:
        for text in pending_texts(action, material.plan.bodies):
            yield "Decide a request", f" about {short_name(action)} ({printed_id(action)}): {text}."
    for ended in material.status.to_hand_over:
        when = at_text(ended.handover.ended)
        yield "Say who takes over", f" from {name_of(material, ended.body)}, which ended {when}."
    unowned = [each for each in actions if each.open and each.owner is None]
    for action in unowned[:2]:
        yield f"Name an owner for {printed_id(action)}", f", {short_name(action)}."
    if len(unowned) > len(unowned[:2]):
        yield "Name owners", f" for {count(len(unowned) - 2, 'more action')} without one."
    if material.record.silence is not None and material.status.tally.open:
        never = material.status.tally.never_updated
        more = f"; {number_word(never)} {'has' if never == 1 else 'have'} never been reported on" if never else ""
        yield "Ask for reports", f" on {_opened(material)}{more}."
    for action in actions:
        if action.overdue and action.times_redated >= _MANY_MOVES and action.days_slipped:
            yield (
                f"Say what is to become of {printed_id(action)}",
                f", {short_name(action)}: its date was moved {action.times_redated} times and has passed again.",
            )


def _put_to_the_board(material: Material, found: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield what a body other than the board can resolve: to note the position, and to ask the board for the rest."""
    body, board = (the_body(name_of(material, each)) for each in (material.body, material.board))
    yield f"That {body} notes", " the position that is reported here."
    for begin, rest in found:
        yield f"That {body} asks {board} to {begin[:1].lower()}{begin[1:]}", rest


def _opened(material: Material) -> str:
    number = material.status.tally.open
    when = f" before {date_text(material.meets)}" if material.meets is not None else ""
    return f"the one open action{when}" if number == 1 else f"all {number} open actions{when}"
