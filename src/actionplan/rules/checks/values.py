"""Rules about single values that have the right type but no possible meaning."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from math import inf
from typing import Any

from attrs import fields

from actionplan.model.entries import Entry
from actionplan.model.kinds import HEADS, KINDS, PARTS, TAILS, left_in_a_stub
from actionplan.model.measures import Target
from actionplan.model.problem import KeyPath
from actionplan.model.records import Action, Milestone, Plan, Record
from actionplan.model.resolutions import Clause, Resolution
from actionplan.model.reviews import Recommendation, Review
from actionplan.model.suggest import did_you_mean, listed
from actionplan.model.text import with_article
from actionplan.rules.checks.context import CheckContext, items_of
from actionplan.rules.checks.registry import RuleFault, fault, rule
from actionplan.rules.checks.text_index import texts_of


@rule("E107")
def number_out_of_range(view: CheckContext) -> Iterator[RuleFault]:
    """`progress` is from 0 to 100. Votes are not below 0, nor are `redate_limit` and `reading_grace_days`; every other
    number in `[policy]` is 1 or more. In rating rules, percentages are not above 100 and days not below 0. A measure's
    `tolerance` is not below 0, nor is a count of what others have made, such as `recommendations_made`.
    """
    for record, keys, number, least, most in _numbers(view):
        if number is not None and not least <= number <= most:
            expected = f"{least} or more" if most == inf else f"{least} to {most}"
            yield fault(f'"{keys[-1]}" is {number}', record, *keys, expected=expected)


def _numbers(view: CheckContext) -> Iterator[tuple[Record | Plan, KeyPath, float | Decimal | None, float, float]]:
    """Yield each number with its record, its place, and the least and the greatest value that it may have."""
    plan = view.plan
    actions = [each.record for each in view.actions if not each.progress <= {None, *range(101)}]
    for action, keys, entry in items_of(actions, "status"):
        yield action, (*keys, "progress"), entry.progress, 0, 100
    voted: list[tuple[Resolution, KeyPath, Any]] = [
        (resolution, (), resolution.votes) for resolution in plan.resolutions
    ]
    voted += [
        (resolution, keys, each.votes) for resolution, keys, each in items_of(plan.resolutions, "amendments", "status")
    ]
    for resolution, keys, votes in voted:
        for name in ("for_", "against", "abstained"):
            yield resolution, (*keys, "votes", name.rstrip("_")), getattr(votes, name, None), 0, inf
    for _, keys, table in items_of([plan], "policy", "rating_rules"):
        for field in fields(type(table)):
            if type(number := getattr(table, field.name)) is int:
                limits = _LIMITS.get(field.name, (1 if keys[0] == "policy" else 0, inf))
                yield plan, (*keys, field.name), number, *limits
    yield from _counts_made(plan)
    for measure in plan.measures:
        for _, keys, table in ((measure, (), measure), *items_of([measure], "status")):
            yield measure, (*keys, "tolerance"), table.tolerance, 0, inf


_COUNTS = frozenset({"findings_made", "recommendations_made", "clauses_made", "areas_named"})
"""The fields that count what others have made."""


def _counts_made(plan: Plan) -> Iterator[tuple[Record | Plan, KeyPath, int | None, float, float]]:
    """Yield each of `_COUNTS`, as `_numbers` does."""
    tables: list[tuple[Record | Plan, KeyPath, Any]] = [(plan, ("inspection",), plan.inspection)]
    counting: tuple[Record, ...] = (*plan.areas, *plan.resolutions, *plan.reviews)
    for record in counting:
        tables += [(record, (), record), *items_of([record], "status")]
    for whole, keys, table in tables:
        for name in _COUNTS:
            yield whole, (*keys, name), getattr(table, name, None), 0, inf


_LIMITS = {
    "redate_limit": (0, inf),
    "reading_grace_days": (0, inf),
    "progress_below": (1, 100),
    "progress_at_least": (0, 100),
}


@rule("E109", fix="write the text, or remove the line")
def empty_text(view: CheckContext) -> Iterator[RuleFault]:
    """No text is empty or blank. If there is nothing to say, leave the key out instead of writing `""`."""
    for record in [each.record for each in view.texts if each.has_blank]:
        for keys, text in texts_of(record):
            if not text.strip() and "extra" not in keys:
                yield fault("this text is empty", record, *keys)


@rule("E110", expected='a day such as 2024-09-30, or a time such as "2024-09", "2024-Q3" or "2024"')
def entry_without_day(view: CheckContext) -> Iterator[RuleFault]:
    """`on` states when an entry was true, so it cannot be `"ongoing"` or `"unknown"`. If only the month, quarter or
    year is known, that is enough: `"2024-09"`.
    """
    for record, keys, entry in view.oddly_dated:
        if not isinstance(entry, Target) and entry.on.last is None:
            yield fault(f'"{entry.on}" does not say when this was true', record, *keys, "on")


@rule("E111")
def evidence_without_place(view: CheckContext) -> Iterator[RuleFault]:
    """Readers can open the evidence: `link` is a web address (`https://` or `http://`), `path` a file in the plan's
    folder. One of the two is needed. A path with blanks in it has a slash or a file ending too: other words are a note.
    """
    for record, keys, evidence in (
        (record, (*keys, "evidence", number), evidence)
        for record, keys, entry in view.stating("evidence")
        for number, evidence in enumerate(entry.evidence)
    ):
        link = evidence.link
        if link is None and evidence.path is None:
            fix = 'add: link = "https://...", or: path = "..."'
            yield fault("this evidence cannot be opened", record, *keys, expected="a link or a path", fix=fix)
        elif evidence.path is not None and _is_prose(evidence.path):
            message = f'"{evidence.path}" is neither a web address nor the path of a file'
            expected = "a path such as evidence/report.pdf"
            yield fault(message, record, *keys, "path", expected=expected, fix="put words into the note")
        elif link is not None and not link.lower().startswith(("https://", "http://")):
            is_address = link.lower().startswith("www.")
            fix = (
                f'write: "https://{link}"'
                if is_address
                else "for a file in the plan's folder write path instead of link"
            )
            yield fault("a link begins with https:// or http://", record, *keys, "link", fix=fix)


def _is_prose(path: str) -> bool:
    """Return whether a path seems to be words: it has blanks, but neither a slash nor a file ending."""
    return " " in path.strip() and not re.search(r"[/\\]|\.\w{1,5}$", path)


@rule("E112", fix="add a note or a state")
def entry_says_nothing(view: CheckContext) -> Iterator[RuleFault]:
    """An entry states something besides its date, its author and a reason: a state, a note, a new date or the like."""
    for record in view.records:
        for index, entry in enumerate(record.status):
            if entry.note is None and not entry.evidence and not _states_something(entry):
                yield fault("this entry says nothing", record, "status", index)


_SILENT = {
    "on",
    "id",
    "recorded",
    "by",
    "source",
    "reason",
    "corrects",
    "approvals",
    "extra",
    "evidence",
    *PARTS,
}


def _states_something(entry: Entry) -> bool:
    # An empty list is a statement: partners = [] says that nobody helps any more.
    return any(getattr(entry, field.name) is not None for field in fields(type(entry)) if field.name not in _SILENT)


@rule("E113")
def said_of_the_wrong_thing(view: CheckContext) -> Iterator[RuleFault]:
    """In a resolution's history, `state`, `actions` and `no_action_because` are about a clause, so the entry names it;
    `title` and `outcome` are about the resolution as a whole, so the entry names no clause. The same holds for the
    recommendations of a review. An entry about a milestone states nothing except its `state`, `title` and `due`.
    """
    for history in view.histories:
        for record, keys, entry in history.stating if type(history.record) in _ABOUT else ():
            name, of_whole, of_part = _ABOUT[type(record)]
            is_whole = getattr(entry, name) is None
            for key in of_part if is_whole else of_whole:
                if getattr(entry, key) is not None:
                    subject = with_article(name) if is_whole else f"the {KINDS[type(record)]} as a whole"
                    fix = f'name it: {name} = "a"' if is_whole else f"give it an entry without {name}"
                    yield fault(f'"{key}" is about {subject}', record, *keys, key, fix=fix, on_key=True)


def _apart(whole: type, other: type) -> tuple[str, ...]:
    """Return the fields of one head that entries may change, but for those that another head has too."""
    return tuple(key for key in HEADS[whole] if key not in HEADS[other])


_OF_PART = ("state", "closed_as")

_ABOUT: Mapping[type, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    Resolution: ("clause", _apart(Resolution, Clause), (*_OF_PART, *_apart(Clause, Resolution))),
    Review: (
        "recommendation",
        _apart(Review, Recommendation),
        (*_OF_PART, "response", "rechecked", *_apart(Recommendation, Review)),
    ),
    Action: ("milestone", ("rating", "progress", *_apart(Action, Milestone)), ()),
}
"""For each record that has parts: the key by which an entry names a part, the keys that are about the record as a
whole only, and those that are about a part only."""


@rule("E114")
def rival_value_of_no_field(view: CheckContext) -> Iterator[RuleFault]:
    """The `field` of a rival published value under `[[stated]]` is a key of the head, and `source` states where the
    value was read.
    """
    for record, keys, stated in items_of(view.records, "stated"):
        apart = {"id", "stated", "extra", *TAILS}
        known = [field.name for field in fields(type(record)) if field.name not in apart]
        if stated.field not in known:
            expected, fix = f"one of {listed(known, most=20)}", did_you_mean(stated.field, known)
            yield fault(f'"{stated.field}" is no key of the head', record, *keys, "field", expected=expected, fix=fix)
        if not stated.source:
            yield fault("this value has no source", record, *keys, "source", expected="where it was read")


@rule("E115", fix="remove it; put what may be shown into a new entry")
def redacted_entry_says_more(view: CheckContext) -> Iterator[RuleFault]:
    """A redacted entry has only the keys `redacted`, `id`, `on`, `recorded`, `by` and `corrects`, the clause, milestone
    or recommendation that it is about, and the `period` of a reading. Any other key might repeat what was redacted.
    """
    for record, keys, entry in view.stating("redacted"):
        for field in fields(type(entry)):
            is_left = field.name in left_in_a_stub(entry) or field.name == "redacted"
            if not is_left and getattr(entry, field.name) not in (None, (), {}):
                yield fault(f'a redacted entry states "{field.name}"', record, *keys, field.name, on_key=True)
