"""What a plan means for families: what was found, what was done, and what comes next, in plain words."""

from collections.abc import Iterator, Mapping
from re import search

from actionplan.model.dates import last_day
from actionplan.model.text import count, date_text, day_text, printed_id, short_name
from actionplan.report.action_words import late_span
from actionplan.report.document import Block, Facts, Heading, Item, Items, Paragraph
from actionplan.report.inline import Inline, Span, plain
from actionplan.report.papers.material import Material, name_of, since_words
from actionplan.summary.actions import ActionSummary
from actionplan.summary.changes.records import Change

JARGON: Mapping[str, str] = {
    "annual review": "the yearly check of whether an EHC plan still fits",
    "CAMHS": "mental health services for children and young people",
    "EHC": "education, health and care: an EHC plan says by law what help a child must get",
    "EHCP": "education, health and care plan: it says by law what help a child must get",
    "ICB": "integrated care board: the NHS body that plans and pays for health services in an area",
    "local area partnership": "the council and the NHS bodies that are responsible together",
    "SALT": "speech and language therapy",
    "SEN": "special educational needs",
    "SENCO": "the teacher who coordinates special educational needs in a school",
    "SEND": "special educational needs and disabilities",
}
"""Words that families meet in such plans, explained."""


def promises(material: Material) -> Iterator[Block]:
    """Yield each area in plain words, with what inspectors found and how far its actions have come."""
    found = {area.id: area.findings for area in material.plan.areas}
    for area in material.status.areas:
        yield Heading(short_name(area), 3, label=printed_id(area))
        if area.plain:
            yield Paragraph(area.plain)
        if found[area.id]:
            yield from _found(tuple(each.text for each in found[area.id]))
        tally = area.tally
        late = f", {tally.overdue} overdue" if tally.overdue else ""
        yield Paragraph(f"{tally.finished or 'None'} of {count(tally.actions, 'promised action')} finished{late}.")


def _found(texts: tuple[str, ...]) -> Iterator[Block]:
    """Yield what inspectors found: a sentence, or a list of several."""
    label = Span("Inspectors found:", "strong")
    if len(texts) == 1:
        yield Paragraph((label, f" {texts[0]}"))
        return
    yield Paragraph((label,))
    yield Items(tuple(map(Item, texts)), mark="- ")


def done(material: Material) -> Iterator[Block]:
    """Yield what was finished since the last meeting, or else of late."""
    words = since_words(material)
    finished = [each.now for each in material.changes if each.heading == "finished" and _is_action(each)]
    found = [each for each in finished if each is not None]
    if not found:
        yield Paragraph(f"Nothing is on record as finished {words}." if words else "Nothing is on record as finished.")
        return
    yield Items(tuple(Item(_sentence(each, f"finished {date_text(each.finished)}")) for each in found))


def _is_action(change: Change) -> bool:
    return change.kind == "action" and change.milestone is None


def upcoming(material: Material, most: int = 6) -> Iterator[Block]:
    """Yield what is due next, and what should have been done longest ago.

    Args:
        material: what the paper is made from.
        most: how many of each.
    """
    opened = [each for each in material.status.actions if each.open]
    late = sorted((each for each in opened if each.overdue), key=lambda each: -each.days_overdue)
    dated = [(last_day(each.due), each) for each in opened if not each.overdue]
    to_come = sorted(((day, each) for day, each in dated if day is not None), key=lambda pair: pair[0])
    for title, found in (("Due next", [each for _, each in to_come]), ("Overdue for longest", late)):
        if found:
            yield Heading(title, 3)
            items = (
                Item(_sentence(each, plain(late_span(each)), name_of(material, each.owner))) for each in found[:most]
            )
            yield Items(tuple(items))
    if not to_come and not late:
        none = (
            "No open action has a due date on record" if opened else f"No action is open on {day_text(material.as_at)}"
        )
        yield Paragraph(f"{none}.")


def _sentence(action: ActionSummary, when: str, owner: str = "") -> Inline:
    what = action.plain or f"{action.title}."
    by = f", {owner}" if owner else ""
    return (Span(what, "strong"), f" ({when}{by})")


def jargon(material: Material) -> Iterator[Block]:
    """Yield what the words and initials mean that this plan uses."""
    status, titles = material.status, [each.title for each in material.measures.measures]
    titles += [each.title for each in status.areas] + [each.title for each in status.actions]
    text = " ".join((material.plan.title, *titles))
    used = {word: meaning for word, meaning in JARGON.items() if search(rf"\b{word}s?\b", text)}
    if used:
        yield Facts(tuple(used.items()))
