"""Rules about dates: the order in which things can have happened."""

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from actionplan.model.as_known import agreed_on
from actionplan.model.dates import PlanDate
from actionplan.model.problem import KeyPath
from actionplan.model.records import Action, Milestone
from actionplan.model.vocabulary import CLOSED
from actionplan.rules.checks.context import CheckContext
from actionplan.rules.checks.registry import RuleFault, fault, rule
from actionplan.summary.timeline import last_stated, of_part, of_whole, part_as_at

if TYPE_CHECKING:
    from actionplan.model.policy import Policy, Rating


@rule("E301")
def due_before_start(view: CheckContext) -> Iterator[RuleFault]:
    """An action is not due before it starts, neither as first agreed nor after any later change."""
    for history in view.actions:
        action: Action = history.record
        due, start = action.due, action.start
        stated: list[tuple[KeyPath, PlanDate | None, PlanDate | None]] = [(("due",), due, start)]
        for placed in of_whole(history.beyond):
            entry = placed.entry
            if entry.due is None and entry.start is None:
                continue
            if not placed.early:
                due, start = entry.due or due, entry.start or start
            stated.append((("status", placed.index, "due" if entry.due is not None else "start"), due, start))
        for keys, due, start in stated:
            if is_before(due, start):
                message = f"due {_text(due)}, before it starts ({_text(start)})"
                yield fault(message, action, *keys, fix="check the year")


@rule("E310")
def milestone_due_before_start(view: CheckContext) -> Iterator[RuleFault]:
    """A milestone is not due before its action starts, as both stand now."""
    for action, milestone, keys, now in _milestones(view):
        if is_before(milestone.due, now.start):
            message = f"milestone {milestone.id} is due {_text(milestone.due)}, before the action starts"
            yield fault(f"{message} ({_text(now.start)})", action, *keys, fix="check the year")


@rule("W311")
def milestone_due_after_action(view: CheckContext) -> Iterator[RuleFault]:
    """A milestone is a step on the way: while both are awaited, it is due no later than its action, as it is now."""
    for action, milestone, keys, now in _milestones(view):
        due, end = milestone.due, now.due
        if (
            due is not None
            and end is not None
            and due.last is not None
            and end.last is not None
            and due.last > end.last
        ):
            message = f"milestone {milestone.id} is due {due.text}, after the action itself ({end.text})"
            fix = "move one of the two: actionplan redate"
            yield fault(message, action, *keys, fix=fix)


def _milestones(view: CheckContext) -> Iterator[tuple[Action, Milestone, KeyPath, Action]]:
    """Yield each milestone that is still awaited as it stands now, where its due date is stated, and its action so."""
    for history in view.actions:
        action = history.record
        if not action.milestones or last_stated(history.whole, "state") in CLOSED:
            continue
        now = history.now
        for index, milestone in enumerate(action.milestones):
            own = of_part(history.entries, milestone.id)
            if last_stated(own, "state") not in CLOSED:
                stating = [placed for placed in own if placed.entry.due is not None and not placed.early]
                keys: KeyPath = ("status", stating[-1].index) if stating else ("milestones", index)
                yield action, part_as_at(milestone, own), (*keys, "due"), now


@rule("E302")
def after_today(view: CheckContext) -> Iterator[RuleFault]:
    """History is of what was: no entry is dated, or was written down, after today."""
    today = view.today
    for record, keys, entry in view.oddly_dated:
        if entry.on is not None and entry.on.first is not None and entry.on.first > today:
            message = f"this entry is dated {entry.on.text}, after today ({today.isoformat()})"
            yield fault(message, record, *keys, "on", fix="check the year")
        if entry.recorded is not None and entry.recorded > today:
            message = f"this entry was recorded on {entry.recorded}, after today ({today.isoformat()})"
            yield fault(message, record, *keys, "recorded", fix="check the year")


@rule("E303")
def recorded_before_true(view: CheckContext) -> Iterator[RuleFault]:
    """An entry is written down on the day on which it was true, or later: `recorded` does not lie before `on`."""
    for record, keys, entry in view.oddly_dated:
        if entry.recorded is None or entry.on is None or entry.on.first is None:
            continue
        if entry.recorded < entry.on.first:
            message = f"recorded on {entry.recorded}, before it was true ({entry.on.text})"
            yield fault(message, record, *keys, "recorded", fix="check both days")


@rule("E304")
def ends_before_it_begins(view: CheckContext) -> Iterator[RuleFault]:
    """A term or a body does not end before it begins."""
    plan = view.plan
    for name, term in plan.terms.items():
        if term.until < term.from_:
            yield fault(f'the term "{name}" ends before it begins', plan, "terms", name, "until", fix="check the year")
    for name, body in plan.bodies.items():
        if is_before(body.until, body.from_):
            yield fault(f'the body "{name}" ends before it begins', plan, "bodies", name, "until", fix="check the year")


@rule("W305")
def due_before_agreed(view: CheckContext) -> Iterator[RuleFault]:
    """An action due before it was agreed was late from its first day: more often than not the year is mistyped."""
    plan = view.plan
    for action in plan.actions:
        agreed = agreed_on(plan, action)
        if is_before(action.due, agreed):
            message = f"due {_text(action.due)}, before the plan was agreed ({_text(agreed)})"
            yield fault(message, action, "due", fix="check the year")


@rule("E306")
def meanings_out_of_order(view: CheckContext) -> Iterator[RuleFault]:
    """Where `[[policy]]` or a rating `[[ratings.ID]]` stands several times, each after the first says `from` when it
    holds, and they stand in order of these days.
    """
    plan = view.plan
    several: dict[KeyPath, tuple[Policy | Rating, ...]] = {("policy",): plan.policy}
    several |= {("ratings", name): meanings for name, meanings in plan.ratings.items()}
    for keys, meanings in several.items():
        for index, (before, after) in enumerate(pairwise(meanings), start=1):
            if after.from_ is None:
                yield fault("it does not say from when it holds", plan, *keys, index, fix="add a line: from = ...")
            elif before.from_ is not None and after.from_ <= before.from_:
                message = f"this holds from {after.from_}, but the one before it from {before.from_}"
                yield fault(message, plan, *keys, index, "from", fix="put them in order of their days")


@rule("E307")
def redacted_out_of_time(view: CheckContext) -> Iterator[RuleFault]:
    """An entry is redacted on the day on which it was written down, or later, and not after today."""
    for record, keys, entry in view.stating("redacted"):
        on, written = entry.redacted.on, entry.recorded or entry.on.first
        if on > view.today:
            message = f"redacted on {on}, after today ({view.today.isoformat()})"
            yield fault(message, record, *keys, "redacted", "on", fix="check the year")
        elif written is not None and on < written:
            message = f"redacted on {on}, before the entry was written down ({written})"
            yield fault(message, record, *keys, "redacted", "on", fix="check both days")


def is_before(earlier: PlanDate | None, later: PlanDate | None) -> bool:
    """Return whether all of one date lies before all of another."""
    if earlier is None or later is None or earlier.last is None or later.first is None:
        return False
    return earlier.last < later.first


def _text(when: PlanDate | None) -> str:
    return when.text if when is not None else "unknown"
