"""Laws of splitting and joining, for plans that nobody wrote: totals are equal, earlier views are untouched."""

from datetime import date, timedelta
from decimal import Decimal

from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import actionplan
from actionplan.edit.sharing import brought_together
from actionplan.model.dates import PlanDate, on_day
from actionplan.model.entries import ActionEntry
from actionplan.model.ids import Id
from actionplan.model.records import Action, Plan
from actionplan.model.resolutions import Clause, Resolution
from actionplan.model.resources import Resource
from actionplan.model.view import Portfolio
from actionplan.report.writers.json import as_json

FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
DAY = date(2026, 4, 1)
AGREED = PlanDate.parse(date(2024, 1, 31))
days = st.dates(date(2024, 2, 1), date(2027, 1, 1))
dues = st.none() | days.map(on_day) | st.just(PlanDate.parse("ongoing"))


@st.composite
def actions(draw: st.DrawFn, name: str) -> Action:
    reported = sorted(draw(st.lists(st.dates(date(2024, 2, 1), DAY - timedelta(days=1)), max_size=4)))
    states = ("not-started", "in-progress", "suspended")
    entries = [
        ActionEntry(on=on_day(on), state=draw(st.sampled_from(states)), due=draw(dues), reason="R") for on in reported
    ]
    amounts = draw(st.lists(st.integers(1, 9), max_size=2))
    resources = tuple(Resource(amount=Decimal(amount), unit="posts") for amount in amounts)
    return Action(id=Id(name), title="T", areas=(), due=draw(dues), status=tuple(entries), resources=resources)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    return Plan(format=1, id=Id("p"), title="P", agreed=AGREED, actions=tuple(draw(actions(name)) for name in "123"))


def replaced(plan: Plan, originals: str, parts: tuple[Action, ...]) -> Plan:
    names = tuple(part.id for part in parts)
    entry = ActionEntry(on=on_day(DAY), state="replaced", replaced_by=names, reason="R")
    kept = (
        evolve(action, status=(*action.status, entry)) if action.id in originals else action for action in plan.actions
    )
    return evolve(plan, actions=(*kept, *parts))


def part(name: str, due: PlanDate | None, originals: str, resources: tuple[Resource, ...] = ()) -> Action:
    ids = tuple(Id(original) for original in originals)
    return Action(id=Id(name), title="P", areas=(), due=due, replaces=ids, agreed=on_day(DAY), resources=resources)


@st.composite
def changed(draw: st.DrawFn) -> tuple[Plan, Plan, int]:
    """Return a plan, the same after a split or a join, and how many actions it then has more."""
    plan = draw(plans())
    if draw(st.booleans()):
        shared = draw(st.booleans())
        amounts = plan.actions[0].resources
        halves = tuple(evolve(each, amount=each.amount / 2) for each in amounts) if shared else ()
        return plan, replaced(plan, "1", tuple(part(name, draw(dues), "1", halves) for name in ("4", "5"))), 1
    every = [each for action in plan.actions[:2] for each in action.resources]
    together = brought_together(every, [Id("1"), Id("2")]) if draw(st.booleans()) else ()
    return plan, replaced(plan, "12", (part("4", draw(dues), "12", together),)), -1


def at(plan: Plan, day: date):
    return Portfolio(plans=(plan,)).at(day)


@FEW
@given(changed(), st.integers(0, 900))
def test_totals_before_and_after_are_equal(found, later):
    before, after, more = found
    day = DAY + timedelta(days=later)
    was, now = (actionplan.status(at(plan, day)).plans[0].tally for plan in (before, after))
    assert now.actions == was.actions + more
    assert now.open == was.open + more
    assert now.finished == was.finished
    assert sum(now.states.values()) == now.actions
    sums = [{line.unit: line.amount for line in actionplan.resources(at(plan, day)).lines} for plan in (before, after)]
    assert sums[0] == sums[1]


@FEW
@given(plans(), st.sampled_from(["1", "12", "123"]), st.integers(0, 900))
def test_a_clause_has_come_as_far_after_a_split_as_before(plan, carrying, later):
    clause = Clause(id=Id("a"), text="C", actions=tuple(map(Id, carrying)))
    resolution = Resolution(id=Id("R"), title="R", body=Id("b"), on=AGREED, outcome="carried", clauses=(clause,))
    before = evolve(plan, resolutions=(resolution,))
    after = replaced(before, "1", tuple(part(name, None, "1") for name in ("4", "5")))
    was, now = (actionplan.resolutions(at(each, DAY + timedelta(days=later))) for each in (before, after))
    assert deliveries(now) == deliveries(was)


def deliveries(found) -> list[str]:
    return [clause.delivery for each in (*found.plans[0].open, *found.plans[0].done) for clause in each.clauses]


@FEW
@given(changed(), st.integers(1, 900))
def test_a_view_before_the_day_is_untouched(found, earlier):
    before, after, _ = found
    day = DAY - timedelta(days=earlier)
    for report in (actionplan.status, actionplan.resources, actionplan.resolutions):
        assert as_json(report(at(after, day))) == as_json(report(at(before, day)))


@FEW
@given(changed())
def test_no_part_is_fresher_or_less_late_than_the_freshest_or_latest_of_what_it_replaces(found):
    before, after, _ = found
    was = {action.id: action for action in actionplan.status(at(before, DAY)).plans[0].actions}
    for action in actionplan.status(at(after, DAY)).plans[0].actions:
        originals = [was[name] for name in action.replaces]
        ages = [each.days_since_update for each in originals if each.days_since_update is not None]
        assert not originals or action.days_since_update == max(ages, default=None)
        late = [each.days_late_original for each in originals if each.days_late_original is not None]
        assert not late or (action.days_late_original or 0) == max(late)
        assert not originals or action.times_redated >= min(each.times_redated for each in originals)
