"""Rules about single values: what their type allows and their meaning does not."""

from collections.abc import Iterator, Mapping

from attrs import fields

from actionplan.model.entries import (
    ActionEntry,
    Entry,
    ResolutionEntry,
)
from actionplan.model.kinds import HEADS, KINDS, PARTS, TAILS, left_in_a_stub
from actionplan.model.measures import Target
from actionplan.model.policy import Policy, RatingRule
from actionplan.model.records import Action, Clause, Milestone, Plan, Resolution
from actionplan.model.reviews import Ask, Review, ReviewEntry
from actionplan.model.suggest import did_you_mean, listed
from actionplan.rules.checks.context import CheckContext
from actionplan.rules.checks.registry import RuleFault, fault, rule
from actionplan.rules.checks.text_index import texts_of


@rule("E107")
def number_out_of_range(view: CheckContext) -> Iterator[RuleFault]:
    """`progress` runs from 0 to 100; votes are counted from 0, as are `redate_limit` and `reading_grace_days`; every
    other number in `[policy]` is counted from 1. Per cent in rating rules run to 100, their days from 0. A measure's
    `tolerance` is not below 0.
    """
    plan = view.plan
    for history in view.actions:
        action = history.record
        is_fine = all(number is None or 0 <= number <= 100 for number in history.progress)
        for index, entry in enumerate(() if is_fine else action.status):
            if entry.progress is not None and not 0 <= entry.progress <= 100:
                message = f"progress is {entry.progress}"
                yield fault(message, action, "status", index, "progress", expected="per cent done, 0 to 100")
    for resolution in plan.resolutions:
        votes = resolution.votes
        for name in ("for", "against", "abstained") if votes is not None else ():
            count = getattr(votes, {"for": "for_"}.get(name, name))
            if count is not None and count < 0:
                yield fault(f"{count} votes", resolution, "votes", name, expected="0 or more")
    for index, policy in enumerate(plan.policy):
        for field in fields(Policy):
            number = getattr(policy, field.name)
            least, noun = _LEAST_IN_POLICY.get(field.name, (1, _noun(field.name)))
            if type(number) is int and number < least:
                yield fault(f"{number} {noun}", plan, "policy", index, field.name, expected=f"{least} or more")
    yield from _out_of_range_in_rating_rules(plan)
    yield from _tolerance_below_zero(plan)


_LEAST_IN_POLICY = {"redate_limit": (0, "times"), "reading_grace_days": (0, "days")}


def _noun(key: str) -> str:
    """Return what a number in the policy counts, which its key names."""
    return next((noun for noun in ("days", "weeks", "months") if noun in key), "actions")


_LEAST_AND_MOST = {"progress_below": (1, 100), "progress_at_least": (0, 100)}
"""Of numbers in rating rules; days are counted from 0 without end."""


def _out_of_range_in_rating_rules(plan: Plan) -> Iterator[RuleFault]:
    for index, rating_rule in enumerate(plan.rating_rules):
        for field in fields(RatingRule):
            number = getattr(rating_rule, field.name)
            least, most = _LEAST_AND_MOST.get(field.name, (0, None))
            if type(number) is int and (number < least or (most is not None and number > most)):
                expected = f"{least} to {most}" if most is not None else f"{least} or more"
                yield fault(f"{field.name} is {number}", plan, "rating_rules", index, field.name, expected=expected)


def _tolerance_below_zero(plan: Plan) -> Iterator[RuleFault]:
    for measure in plan.measures:
        heads = [((), measure.tolerance), *((("status", i), entry.tolerance) for i, entry in enumerate(measure.status))]
        for keys, tolerance in heads:
            if tolerance is not None and tolerance < 0:
                yield fault(f"the tolerance is {tolerance}", measure, *keys, "tolerance", expected="0 or more")


@rule("E109")
def empty_text(view: CheckContext) -> Iterator[RuleFault]:
    """A text that is given says something: leave the key out rather than write `""`."""
    suspects = [each.record for each in view.texts if each.has_blank]
    for record in suspects:
        for keys, text in texts_of(record):
            if not text.strip() and "extra" not in keys:
                yield fault("this text is empty", record, *keys, fix="write the text, or remove the line")


@rule("E110")
def entry_without_day(view: CheckContext) -> Iterator[RuleFault]:
    """`on` says when an entry was true, so it cannot be `"ongoing"` or `"unknown"`. Where only the month, quarter or
    year is known, that is enough: `"2024-09"`.
    """
    for record, keys, entry in view.oddly_dated:
        if not isinstance(entry, Target) and entry.on.last is None:
            expected = 'a day such as 2024-09-30, or a time such as "2024-09", "2024-Q3" or "2024"'
            yield fault(f'"{entry.on.text}" places this entry nowhere', record, *keys, "on", expected=expected)


@rule("E111")
def evidence_without_place(view: CheckContext) -> Iterator[RuleFault]:
    """Evidence is something that a reader can open: `link` is a web address (`https://` or `http://`), `path` a file
    in the plan's folder. One of the two is needed.
    """
    for record, keys, entry in view.stating("evidence"):
        for number, evidence in enumerate(entry.evidence):
            if evidence.link is None and evidence.path is None:
                fix = 'add: link = "https://...", or: path = "..."'
                message = "this evidence cannot be opened"
                yield fault(message, record, *keys, "evidence", number, expected="a link or a path", fix=fix)
            elif evidence.link is not None and not evidence.link.lower().startswith(("https://", "http://")):
                is_address = evidence.link.lower().startswith("www.")
                fix = "for a file in the plan's folder write path instead of link"
                fix = f'write: "https://{evidence.link}"' if is_address else fix
                message = "a link begins with https:// or http://"
                yield fault(message, record, *keys, "evidence", number, "link", fix=fix)


@rule("E112")
def entry_says_nothing(view: CheckContext) -> Iterator[RuleFault]:
    """An entry states something beside when, by whom and why: a state, a note, a new date, or the like."""
    for record in view.records:
        for index, entry in enumerate(record.status):
            if entry.note is None and not _says_something(entry):
                message = "this entry says nothing"
                yield fault(message, record, "status", index, fix="add a note or a state, or remove it")


_SILENT = {"on", "id", "recorded", "by", "source", "reason", "corrects", "approvals", "extra", "evidence", *PARTS}


def _says_something(entry: Entry) -> bool:
    stated = (getattr(entry, field.name) for field in fields(type(entry)) if field.name not in _SILENT)
    # An empty list is a statement: partners = [] says that nobody helps any more.
    return any(value is not None for value in stated) or bool(entry.evidence)


@rule("E113")
def said_of_the_wrong_thing(view: CheckContext) -> Iterator[RuleFault]:
    """In a resolution's history, `state`, `actions` and `no_action_because` are said of a clause, so the entry names
    it; `title` and `outcome` are said of the resolution as a whole, so the entry names none. So it is with what a
    review asks for, and an entry about an action's milestone states no more than its `state`, `title` and `due`.
    """
    for history in view.histories:
        for record, keys, entry in history.stating:
            name, of_whole, of_part = _SAID_OF.get(type(entry), (None, (), ()))
            is_whole = name is None or getattr(entry, name) is None
            for key in of_part if is_whole else of_whole:
                if name is not None and getattr(entry, key) is not None:
                    what = f"{_A[name]} {name}" if is_whole else f"the {KINDS[type(record)]} as a whole"
                    fix = f'name it: {name} = "a"' if is_whole else f"give it an entry without {name}"
                    yield fault(f'"{key}" is said of {what}', record, *keys, key, fix=fix, on_key=True)


_A = {"clause": "a", "ask": "an", "milestone": "a"}

_SAID_OF: Mapping[type, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    ResolutionEntry: ("clause", HEADS[Resolution], ("state", *HEADS[Clause])),
    ReviewEntry: ("ask", HEADS[Review], ("state", *HEADS[Ask])),
    ActionEntry: (
        "milestone",
        ("rating", "progress", *(key for key in HEADS[Action] if key not in HEADS[Milestone])),
        (),
    ),
}
"""The key by which an entry names a part of its record, what it may state of the record as a whole only, and what of a
part only."""


@rule("E114")
def rival_value_of_no_field(view: CheckContext) -> Iterator[RuleFault]:
    """The `field` of a rival published value under `[[stated]]` is a key of the head, and `source` says where it was
    read.
    """
    apart = {"id", "stated", "extra", *TAILS}
    for record in view.records:
        for index, stated in enumerate(record.stated):
            known = [field.name for field in fields(type(record)) if field.name not in apart]
            if stated.field not in known:
                expected, fix = f"one of {listed(known, most=20)}", did_you_mean(stated.field, known)
                message = f'"{stated.field}" is no key of the head'
                yield fault(message, record, "stated", index, "field", expected=expected, fix=fix)
            if not stated.source:
                yield fault("this value has no source", record, "stated", index, "source", expected="where it was read")


@rule("E115")
def redacted_entry_says_more(view: CheckContext) -> Iterator[RuleFault]:
    """Of a redacted entry nothing is left but its `id`, `on`, `recorded`, `by`, `corrects`, the clause, milestone or
    ask that it is about, and the `period` of a reading, beside `redacted` itself. Any other key would be part of what
    had to go.
    """
    for record, keys, entry in view.stating("redacted"):
        for field in fields(type(entry)):
            value = getattr(entry, field.name)
            is_left = field.name in left_in_a_stub(entry) or field.name == "redacted"
            if not is_left and value is not None and value not in ((), {}):
                fix = "take it out; what may still be said goes into a new entry"
                yield fault(f'a redacted entry states "{field.name}"', record, *keys, field.name, fix=fix, on_key=True)
