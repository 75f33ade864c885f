"""Rules about dates: the order in which things can have happened."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from actionplan.model.as_known import agreed_on
from actionplan.model.dates import PlanDate, is_range
from actionplan.model.entries import may_lie_ahead
from actionplan.model.problem import KeyPath
from actionplan.model.records import Action, Milestone
from actionplan.model.vocabulary import BINDING, CLOSED
from actionplan.rules.checks.advice import redated
from actionplan.rules.checks.context import CheckContext
from actionplan.rules.checks.registry import RuleFault, fault, rule
from actionplan.summary.timeline import by_part, last_stated, of_whole, part_as_at

if TYPE_CHECKING:
    from actionplan.model.dates import Calendar
    from actionplan.model.policy import Policy, Rating

_VOTED = BINDING | {"lost"}
"""Outcomes that a resolution can have only once it was debated; it may be withdrawn or put off before."""


@rule("E301")
def due_before_start(view: CheckContext) -> Iterator[RuleFault]:
    """An action is not due before it starts, neither as first agreed nor after a later change. A change of either date
    corrects that.
    """
    for history in view.actions:
        due, start = history.record.due, history.record.start
        stated: list[tuple[KeyPath, PlanDate | None, PlanDate | None]] = [(("due",), due, start)]
        for placed in of_whole(history.beyond):
            entry = placed.entry
            if entry.due is not None or entry.start is not None:
                if not placed.early:
                    due, start = entry.due or due, entry.start or start
                stated.append((("status", placed.index, "due" if entry.due is not None else "start"), due, start))
        keys, due, start = stated[-1]
        if is_before(due, start):
            fix = redated(view, history.record)
            yield fault(f"due {due}, before it starts ({start})", history.record, *keys, fix=fix)


@rule("E310")
def milestone_due_before_start(view: CheckContext) -> Iterator[RuleFault]:
    """A milestone is not due before its action starts. The dates that hold now are compared."""
    for action, milestone, keys, now in _milestones(view):
        if is_before(milestone.due, now.start):
            message = f"milestone {milestone.id} is due {milestone.due}, before the action starts ({now.start})"
            yield fault(message, action, *keys, fix=redated(view, action, f"--milestone {milestone.id}"))


@rule("W311")
def milestone_due_after_action(view: CheckContext) -> Iterator[RuleFault]:
    """A milestone is not due after its action, as long as neither is finished. The dates that hold now are compared."""
    for action, milestone, keys, now in _milestones(view):
        due, end = milestone.due, now.due
        if due is not None and due.last is not None and end is not None and due > end:
            message = f"milestone {milestone.id} is due {due}, after the action itself ({end})"
            yield fault(message, action, *keys, fix=redated(view, action, f"--milestone {milestone.id}"))


def _milestones(view: CheckContext) -> Iterator[tuple[Action, Milestone, KeyPath, Action]]:
    """Yield each milestone that is not closed.

    Each comes as: its action as first agreed, the milestone as it is now, the place of its due date, and the action as
    it is now.
    """
    for history in view.actions:
        action: Action = history.record
        is_closed = bool(action.milestones) and last_stated(history.whole, "state") in CLOSED
        parts = by_part(history.entries) if action.milestones else {}
        for index, milestone in enumerate(() if is_closed else action.milestones):
            own = parts.get(milestone.id, ())
            if last_stated(own, "state") not in CLOSED:
                stating = [placed for placed in own if placed.entry.due is not None and not placed.early]
                keys: KeyPath = ("status", stating[-1].index) if stating else ("milestones", index)
                yield action, part_as_at(milestone, own), (*keys, "due"), history.now


_THIS_YEAR = "a state is of the day on which it was so; give the day of today or an earlier one"
"""What to do about an entry that is dated ahead within the year, so that its year is hardly wrong."""


@rule("E302", fix="check the year")
def after_today(view: CheckContext) -> Iterator[RuleFault]:
    """No entry that says that something happened is dated after today, and none was recorded after today; neither is a
    resolution that was carried or lost. An entry may lie ahead if it only says who answers from then on (`owner`,
    `partners`, `lead` and the like). A day that has begun somewhere on earth, as in New Zealand, is not after today.
    """
    for record, keys, entry in view.oddly_dated:
        if _begins_after(entry.on, view.last_begun) and not may_lie_ahead(entry):
            fix = _THIS_YEAR if entry.on.first.year == view.today.year else ""
            yield fault(f"this entry is dated {entry.on}, after today ({view.today})", record, *keys, "on", fix=fix)
        if entry.recorded is not None and entry.recorded > view.last_begun:
            message = f"this entry was recorded on {entry.recorded}, after today ({view.today})"
            yield fault(message, record, *keys, "recorded")
    for resolution in view.plan.resolutions:
        on = resolution.on
        if resolution.outcome in _VOTED and on.first is not None and on.first > view.last_begun:
            outcome = resolution.outcome.replace("-", " ")
            yield fault(f"{outcome} on {on}, after today ({view.today})", resolution, "on")


@rule("E303", fix="check both days")
def recorded_before_true(view: CheckContext) -> Iterator[RuleFault]:
    """An entry is recorded on the day that it is about, or later: `recorded` is not before `on`, unless the entry only
    says who answers from that day on.
    """
    for record, keys, entry in view.oddly_dated:
        first = entry.on.first if entry.on is not None else None
        is_past = first is not None and first <= view.last_begun  # a later one is a mistake of its own
        if (
            first is not None
            and is_past
            and entry.recorded is not None
            and entry.recorded < first
            and not may_lie_ahead(entry)
        ):
            message = f"recorded on {entry.recorded}, before its own date ({entry.on})"
            yield fault(message, record, *keys, "recorded")


@rule("E304", fix="check the year")
def ends_before_it_begins(view: CheckContext) -> Iterator[RuleFault]:
    """A term or a body does not end before it begins."""
    plan = view.plan
    ending = [("term", name) for name, term in plan.terms.items() if term.until < term.from_]
    ending += [("body", name) for name, body in plan.bodies.items() if is_before(body.until, body.from_)]
    for kind, name in ending:
        table = "terms" if kind == "term" else "bodies"
        yield fault(f'the {kind} "{name}" ends before it begins', plan, table, name, "until")


@rule("E127", fix="give it a label of its own, such as the season and the year")
def label_of_something_else(view: CheckContext) -> Iterator[RuleFault]:
    """A term's `label` names this term alone: it is not another date, such as "2024", and no other term has it as its
    id or label. Reports show labels, and what they show can be typed.
    """
    plan = view.plan
    for name, term in plan.terms.items():
        if term.label is not None and not _names(term.label, name, plan.calendar):
            yield fault(f'the label "{term.label}" names something else too', plan, "terms", name, "label")


def _names(label: str, name: str, calendar: "Calendar") -> bool:
    """Return whether a label, where it is entered, is understood as the term that has it, and otherwise as no date."""
    from actionplan.input.dates import read_date

    when, other = read_date(label, calendar), read_date(label)
    is_other = isinstance(other, PlanDate) and not is_range(other)  # some months may have a term of their own
    return isinstance(when, PlanDate) and when.text == name and not is_other


@rule("W305")
def due_before_agreed(view: CheckContext) -> Iterator[RuleFault]:
    """An action is not due before it was agreed, unless the date has moved since. If it is, the year is probably a
    typing error. An action in the place of others may keep their date.
    """
    for history in view.actions:
        action = history.record
        agreed = agreed_on(view.plan, action)
        if not action.replaces and is_before(action.due, agreed) and history.now.due == action.due:
            message = f"due {action.due}, before the plan was agreed ({agreed})"
            yield fault(message, action, "due", fix=redated(view, action))


@rule("E306", fix="put them in order of their days")
def meanings_out_of_order(view: CheckContext) -> Iterator[RuleFault]:
    """If there are several tables `[[policy]]` or `[[ratings.ID]]`, each after the first states by `from` the day from
    which it holds, and they are in the order of these days.
    """
    several: dict[KeyPath, tuple[Policy | Rating, ...]] = {("policy",): view.plan.policy}
    several |= {("ratings", name): meanings for name, meanings in view.plan.ratings.items()}
    for keys, meanings in several.items():
        for index, (before, after) in enumerate(pairwise(meanings), start=1):
            if after.from_ is None:
                fix = "add a line: from = ..."
                yield fault("it does not state from when it applies", view.plan, *keys, index, fix=fix)
            elif before.from_ is not None and after.from_ <= before.from_:
                message = f"this holds from {after.from_}, but the one before it from {before.from_}"
                yield fault(message, view.plan, *keys, index, "from")


@rule("E307")
def redacted_out_of_time(view: CheckContext) -> Iterator[RuleFault]:
    """An entry is redacted on the day on which it was recorded, or later, and not after today."""
    for record, keys, entry in view.stating("redacted"):
        on, recorded = entry.redacted.on, entry.recorded or entry.on.first
        if on > view.last_begun:
            message, fix = f"redacted on {on}, after today ({view.today})", "check the year"
        elif recorded is not None and on < recorded:
            message, fix = f"redacted on {on}, before the entry was written down ({recorded})", "check both days"
        else:
            continue
        yield fault(message, record, *keys, "redacted", "on", fix=fix)


def _begins_after(when: PlanDate | None, day: date) -> bool:
    return when is not None and when.first is not None and when.first > day


def is_before(earlier: PlanDate | None, later: PlanDate | None) -> bool:
    """Return whether the last day of one date is before the first day of another; False if either is not known."""
    if earlier is None or later is None or earlier.last is None or later.first is None:
        return False
    return earlier.last < later.first
