"""Rules about single values: what their type allows and their meaning does not."""

from collections.abc import Iterator, Mapping
from datetime import date

from attrs import fields, has

from actionplan.checks.rules import place, rule
from actionplan.model.dates import PlanDate
from actionplan.model.entries import (
    ACTION_HEAD,
    CLAUSE_HEAD,
    MILESTONE_HEAD,
    RESOLUTION_HEAD,
    Entry,
)
from actionplan.model.layout import FROM_FOLDER, KINDS, PARTS, TAILS, entries_of, left_in_a_stub, records_of
from actionplan.model.problem import KeyPath, Problem, problem
from actionplan.model.records import Action, Plan, Policy, RatingRule, Record, Resolution
from actionplan.model.reviews import ASK_HEAD, REVIEW_HEAD, Review
from actionplan.model.suggest import did_you_mean, listed


@rule("E107")
def number_out_of_range(plan: Plan, today: date) -> Iterator[Problem]:
    """`progress` runs from 0 to 100; votes are counted from 0, as are `redate_limit` and `reading_grace_days`; every
    other number in `[policy]` is counted from 1. Per cent in rating rules run to 100, their days from 0. A measure's
    `tolerance` is not below 0.
    """
    for action in plan.actions:
        for index, entry in enumerate(action.status):
            if entry.progress is not None and not 0 <= entry.progress <= 100:
                where = place(plan, action, "status", index, "progress")
                yield problem("E107", f"progress is {entry.progress}", where, expected="per cent done, 0 to 100")
    for resolution in plan.resolutions:
        votes = resolution.votes
        for name in ("for", "against", "abstained") if votes is not None else ():
            count = getattr(votes, {"for": "for_"}.get(name, name))
            if count is not None and count < 0:
                yield problem("E107", f"{count} votes", place(plan, resolution, "votes", name), expected="0 or more")
    for index, policy in enumerate(plan.policy):
        for field in fields(Policy):
            number = getattr(policy, field.name)
            least, noun = _LEAST_IN_POLICY.get(field.name, (1, _noun(field.name)))
            if type(number) is int and number < least:
                where = place(plan, plan, "policy", index, field.name)
                yield problem("E107", f"{number} {noun}", where, expected=f"{least} or more")
    yield from _out_of_range_in_rating_rules(plan)
    yield from _tolerance_below_zero(plan)


_LEAST_IN_POLICY = {"redate_limit": (0, "times"), "reading_grace_days": (0, "days")}


def _noun(key: str) -> str:
    """Give what a number in the policy counts, which its key names."""
    return next((noun for noun in ("days", "weeks", "months") if noun in key), "actions")


_LEAST_AND_MOST = {"progress_below": (1, 100), "progress_at_least": (0, 100)}
"""Of numbers in rating rules; days are counted from 0 without end."""


def _out_of_range_in_rating_rules(plan: Plan) -> Iterator[Problem]:
    for index, rating_rule in enumerate(plan.rating_rules):
        for field in fields(RatingRule):
            number = getattr(rating_rule, field.name)
            least, most = _LEAST_AND_MOST.get(field.name, (0, None))
            if type(number) is int and (number < least or (most is not None and number > most)):
                where = place(plan, plan, "rating_rules", index, field.name)
                expected = f"{least} to {most}" if most is not None else f"{least} or more"
                yield problem("E107", f"{field.name} is {number}", where, expected=expected)


def _tolerance_below_zero(plan: Plan) -> Iterator[Problem]:
    for measure in plan.measures:
        heads = [((), measure.tolerance), *((("status", i), entry.tolerance) for i, entry in enumerate(measure.status))]
        for keys, tolerance in heads:
            if tolerance is not None and tolerance < 0:
                where = place(plan, measure, *keys, "tolerance")
                yield problem("E107", f"the tolerance is {tolerance}", where, expected="0 or more")


@rule("E109")
def empty_text(plan: Plan, today: date) -> Iterator[Problem]:
    """A text that is given says something: leave the key out rather than write `""`."""
    for record in (plan, *records_of(plan)):
        for keys, text in texts_of(record):
            if not text.strip() and "extra" not in keys:
                where = place(plan, record, *keys)
                yield problem("E109", "this text is empty", where, fix="write the text, or remove the line")


@rule("E110")
def entry_without_day(plan: Plan, today: date) -> Iterator[Problem]:
    """`on` says when an entry was true, so it cannot be `"ongoing"` or `"unknown"`. Where only the month, quarter or
    year is known, that is enough: `"2024-09"`.
    """
    for record in records_of(plan):
        for keys, entry in entries_of(record):
            if entry.on.last is None:
                where = place(plan, record, *keys, "on")
                expected = 'a day such as 2024-09-30, or a time such as "2024-09", "2024-Q3" or "2024"'
                yield problem("E110", f'"{entry.on.text}" places this entry nowhere', where, expected=expected)


@rule("E111")
def evidence_without_place(plan: Plan, today: date) -> Iterator[Problem]:
    """Evidence is something that a reader can open: `link` is a web address (`https://` or `http://`), `path` a file
    in the plan's folder. One of the two is needed.
    """
    for record in records_of(plan):
        for keys, entry in entries_of(record):
            for number, evidence in enumerate(entry.evidence):
                where = place(plan, record, *keys, "evidence", number)
                if evidence.link is None and evidence.path is None:
                    fix = 'add: link = "https://...", or: path = "..."'
                    yield problem("E111", "this evidence cannot be opened", where, expected="a link or a path", fix=fix)
                elif evidence.link is not None and not evidence.link.lower().startswith(("https://", "http://")):
                    where = place(plan, record, *keys, "evidence", number, "link")
                    is_address = evidence.link.lower().startswith("www.")
                    fix = "for a file in the plan's folder write path instead of link"
                    fix = f'write: "https://{evidence.link}"' if is_address else fix
                    yield problem("E111", "a link begins with https:// or http://", where, fix=fix)


@rule("E112")
def entry_says_nothing(plan: Plan, today: date) -> Iterator[Problem]:
    """An entry states something beside when, by whom and why: a state, a note, a new date, or the like."""
    for record in records_of(plan):
        for index, entry in enumerate(record.status):
            if not _says_something(entry):
                where = place(plan, record, "status", index)
                yield problem("E112", "this entry says nothing", where, fix="add a note or a state, or remove it")


def _says_something(entry: Entry) -> bool:
    silent = {"on", "id", "recorded", "by", "source", "reason", "corrects", "approvals", "extra", "evidence", *PARTS}
    stated = (getattr(entry, field.name) for field in fields(type(entry)) if field.name not in silent)
    # An empty list is a statement: partners = [] says that nobody helps any more.
    return any(value is not None for value in stated) or bool(entry.evidence)


@rule("E113")
def said_of_the_wrong_thing(plan: Plan, today: date) -> Iterator[Problem]:
    """In a resolution's history, `state`, `actions` and `no_action_because` are said of a clause, so the entry names
    it; `title` and `outcome` are said of the resolution as a whole, so the entry names none. So it is with what a
    review asks for, and an entry about an action's milestone states no more than its `state`, `title` and `due`.
    """
    for record in records_of(plan):
        for name, (of_whole, of_part) in _SAID_OF.get(type(record), {}).items():
            kind = KINDS[type(record)]
            for index, entry in enumerate(record.status):
                is_whole = getattr(entry, name) is None
                for key in of_part if is_whole else of_whole:
                    if getattr(entry, key) is not None:
                        what = f"{_A[name]} {name}" if is_whole else f"the {kind} as a whole"
                        fix = f'name it: {name} = "a"' if is_whole else f"give it an entry without {name}"
                        where = place(plan, record, "status", index, key, on_key=True)
                        yield problem("E113", f'"{key}" is said of {what}', where, fix=fix)


_A = {"clause": "a", "ask": "an", "milestone": "a"}

_SAID_OF: Mapping[type, Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    Resolution: {"clause": (RESOLUTION_HEAD, ("state", *CLAUSE_HEAD))},
    Review: {"ask": (REVIEW_HEAD, ("state", *ASK_HEAD))},
    Action: {
        "milestone": (("rating", "progress", *(key for key in ACTION_HEAD if key not in MILESTONE_HEAD)), ()),
    },
}
"""What an entry may state of a record as a whole only, and of a part of it only, by the key that names the part."""


@rule("E114")
def rival_value_of_no_field(plan: Plan, today: date) -> Iterator[Problem]:
    """The `field` of a rival published value under `[[stated]]` is a key of the head, and `source` says where it was
    read.
    """
    for record in records_of(plan):
        apart = {"id", "stated", "extra", *TAILS}
        known = [field.name for field in fields(type(record)) if field.name not in apart]
        for index, stated in enumerate(record.stated):
            if stated.field not in known:
                where = place(plan, record, "stated", index, "field")
                expected, fix = f"one of {listed(known, most=20)}", did_you_mean(stated.field, known)
                yield problem("E114", f'"{stated.field}" is no key of the head', where, expected=expected, fix=fix)
            if not stated.source:
                where = place(plan, record, "stated", index, "source")
                yield problem("E114", "this value has no source", where, expected="where it was read")


@rule("E115")
def redacted_entry_says_more(plan: Plan, today: date) -> Iterator[Problem]:
    """Of a redacted entry nothing is left but its `id`, `on`, `recorded`, `by`, `corrects`, the clause, milestone or
    ask that it is about, and the `period` of a reading, beside `redacted` itself. Any other key would be part of what
    had to go.
    """
    for record in records_of(plan):
        for keys, entry in entries_of(record):
            for field in fields(type(entry)) if entry.redacted is not None else ():
                value = getattr(entry, field.name)
                is_left = field.name in left_in_a_stub(entry) or field.name == "redacted"
                if not is_left and value is not None and value not in ((), {}):
                    where = place(plan, record, *keys, field.name, on_key=True)
                    fix = "take it out; what may still be said goes into a new entry"
                    yield problem("E115", f'a redacted entry states "{field.name}"', where, fix=fix)


def texts_of(record: Record | Plan) -> Iterator[tuple[KeyPath, str]]:
    """Give every text in a record's own file, with its key path: keys of tables are not texts."""
    apart = {"id"} | (FROM_FOLDER if isinstance(record, Plan) else set())
    for field in fields(type(record)):
        if field.name not in apart:
            yield from _texts((field.name,), getattr(record, field.name))


def _texts(keys: KeyPath, value: object) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(value, str):
        yield keys, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _texts((*keys, key), inner)
    elif isinstance(value, tuple | list):
        for index, inner in enumerate(value):
            yield from _texts((*keys, index), inner)
    elif not isinstance(value, PlanDate) and has(kind := type(value)):
        for field in fields(kind):
            yield from _texts((*keys, field.name.rstrip("_")), getattr(value, field.name))


RULES = (
    number_out_of_range,
    empty_text,
    entry_without_day,
    evidence_without_place,
    entry_says_nothing,
    said_of_the_wrong_thing,
    rival_value_of_no_field,
    redacted_entry_says_more,
)
