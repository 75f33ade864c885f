"""Dependencies: the actions held up and the chains are those that an exhaustive search finds."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import actionplan
from actionplan.model.dates import on_day
from actionplan.model.ids import Id, natural_order
from actionplan.model.records import Action, Plan
from actionplan.model.view import Portfolio
from actionplan.summary.chains import in_circles, longest, longest_in_days, reached

START = date(2024, 1, 1)
AS_AT = date(2024, 9, 1)


def head(after=(), start="2024-01-08", due="2024-06-30", owner="hcc"):
    names = ", ".join(f'"{name}"' for name in after)
    owned = f'owner = "{owner}"\n' if owner else ""
    return f'title = "T"\nareas = ["PA1"]\n{owned}start = {start}\ndue = {due}\nafter = [{names}]\n'


@pytest.fixture
def found_in(make_plan):
    """Return a function that gives the dependencies of a plan with these actions, by id."""

    def found(actions, as_at=AS_AT):
        files = {f"actions/{name}.toml": text for name, text in actions.items()}
        portfolio = actionplan.load(make_plan(files))
        problems = portfolio.problems
        assert problems == ()
        [plan] = actionplan.dependencies(portfolio.at(as_at))
        return plan

    return found


def test_a_late_action_holds_up_what_waits_for_it_at_once_and_onward(found_in):
    later = "2025-06-30"
    plan = found_in(
        {
            "1": head(),
            "2": head(["1"], due=later, owner="icb"),
            "3": head(["1", "2"], due=later, owner=""),
            "4": head(["3"], due=later),
        }
    )
    [one] = plan.held_up_by
    assert (one.action.id, one.holds_up, one.onward) == ("1", ("2", "3"), ("4",))
    assert one.owners == ("hcc", "icb", None)


def test_what_is_finished_neither_holds_up_nor_waits(found_in):
    done = '[[status]]\non = 2024-05-01\nstate = "complete"\n'
    plan = found_in({"1": head() + done, "2": head(["1"]) + done, "3": head(["2"])})
    assert (plan.held_up_by, plan.longest) == ((), None)
    assert [link.waits for link in plan.links] == [False, False]


def test_what_is_not_late_holds_nobody_up(found_in):
    assert found_in({"1": head(), "2": head(["1"])}, date(2024, 6, 30)).held_up_by == ()


def test_the_gap_between_a_due_day_and_the_next_start(found_in):
    plan = found_in({"1": head(), "2": head(["1"], start="2024-07-01"), "3": head(["1"], start="2024-06-01")})
    assert [(link.action, link.gap_days) for link in plan.links] == [("2", 1), ("3", -29)]


def test_begun_before_the_other_was_finished(found_in):
    begun = '[[status]]\non = 2024-03-01\nstate = "in-progress"\n'
    done = '[[status]]\non = 2024-03-11\nstate = "complete"\n'
    assert found_in({"1": head() + done, "2": head(["1"]) + begun}).links[0].overlap_days == 10
    assert found_in({"1": head(), "2": head(["1"]) + begun}, date(2024, 3, 5)).links[0].overlap_days == 4
    assert found_in({"1": head(), "2": head(["1"])}).links[0].overlap_days is None
    early = '[[status]]\non = 2024-02-01\nstate = "complete"\n'
    assert found_in({"1": head() + early, "2": head(["1"]) + begun}).links[0].overlap_days is None


def test_after_may_change(found_in):
    change = '[[status]]\non = 2024-07-01\nafter = []\nreason = "It can do without"\n'
    actions = {"1": head(), "2": head(["1"]) + change}
    assert len(found_in(actions, date(2024, 6, 30)).links) == 1
    assert found_in(actions, date(2024, 7, 1)).links == ()


def test_a_circle_and_a_name_of_nothing_are_passed_over(found_in):
    plan = found_in({"1": head(["3"]), "2": head(["1"]), "3": head(["2"]), "4": head(["3", "9"])})
    assert plan.circles == ("1", "2", "3")
    assert plan.longest is not None
    assert plan.longest.actions == ("3", "4")
    assert next((one.action.id, one.holds_up, one.onward) for one in plan.held_up_by) == ("1", ("2",), ("3", "4"))


def test_an_action_that_follows_its_own_end(found_in):
    plan = found_in({"1": head(["1"])})
    assert (plan.circles, plan.longest, plan.held_up_by) == (("1",), None, ())


def test_chains_by_count_and_by_days_and_how_many_are_as_long(found_in):
    plan = found_in(
        {
            "1": head(start="2023-01-01"),
            "2": head(["1"], due="2024-12-31"),
            "3": head(["2"]),
            "4": head(["2"]),
            "5": head(["1"], due="2024-12-30"),
        }
    )
    assert plan.longest is not None
    assert plan.longest_in_days is not None
    assert (plan.longest.actions, plan.longest.days, plan.longest.ties) == (("1", "2", "3"), 546, 1)
    assert (plan.longest_in_days.actions, plan.longest_in_days.days) == (("1", "2"), 730)


# Laws, on small made-up graphs

NAMES = [Id(str(number)) for number in range(1, 8)]


@st.composite
def graphs(draw, circles=True):
    """Return a graph of up to seven actions; without circles an action waits only for those before it."""
    names = draw(st.permutations(NAMES))
    pairs = [(a, b) for i, a in enumerate(names) for j, b in enumerate(names) if circles or i < j]
    edges = draw(st.sets(st.sampled_from(pairs), max_size=12))
    return {name: tuple(b for a, b in sorted(edges) if a == name) for name in NAMES}


days = st.fixed_dictionaries(
    {name: st.none() | st.integers(0, 40).map(lambda n: START + timedelta(days=n)) for name in NAMES}
)


def every_chain(graph):
    """Yield every chain of two actions or more, by walking on from each as far as it goes."""

    def onward(chain):
        for after in graph[chain[-1]]:
            yield (*chain, after)
            yield from onward((*chain, after))

    return [chain for name in graph for chain in onward((name,))]


def in_order(chain):
    return [natural_order(name) for name in chain]


@settings(max_examples=60, deadline=None)
@given(graphs(circles=False), days, days)
def test_the_longest_chains_are_those_that_a_search_finds(graph, begins, ends):
    chains = every_chain(graph)
    most = max(map(len, chains), default=0)
    best = sorted((chain for chain in chains if len(chain) == most), key=in_order)
    found = longest(graph, begins, ends)
    assert (found and (found.actions, found.ties)) == ((best[0], len(best) - 1) if best else None)

    spans: dict[tuple[int, int], list[tuple[Id, ...]]] = {}
    for chain in chains:
        begin, end = begins[chain[0]] or ends[chain[0]], ends[chain[-1]]
        if begin and end:
            spans.setdefault(((end - begin).days, len(chain)), []).append(chain)
    found = longest_in_days(graph, begins, ends)
    if not spans:
        assert found is None
    else:
        top = max(spans)
        assert found is not None
        assert (found.days, found.actions) == (top[0], min(spans[top], key=in_order))
        assert found.ties == len(spans[top]) - 1


@settings(max_examples=60, deadline=None)
@given(graphs(), days, days)
def test_with_circles_nothing_hangs_and_chains_are_chains(graph, begins, ends):
    circles = set(in_circles(graph))
    for found in (longest(graph, begins, ends), longest_in_days(graph, begins, ends)):
        if found is not None:
            assert all(after in graph[name] for name, after in pairwise(found.actions))
            assert len(set(found.actions)) == len(found.actions)
    by_steps = {name: set(graph[name]) for name in graph}
    for _ in NAMES:
        by_steps = {name: found.union(*(graph[after] for after in found)) for name, found in by_steps.items()}
    assert {name: reached(graph, name) for name in graph} == by_steps
    assert circles == {name for name in graph if name in by_steps[name]}


@settings(max_examples=30, deadline=None)
@given(graphs(), days, st.randoms(use_true_random=False))
def test_the_order_of_files_makes_no_difference(graph, ends, random):
    actions = [
        Action(
            id=name,
            title="T",
            areas=(),
            due=on_day(end) if (end := ends[name]) else None,
            after=tuple(other for other in NAMES if name in graph[other]),
        )
        for name in NAMES
    ]
    plan = Plan(format=1, id=Id("p"), title="P", actions=tuple(actions))
    random.shuffle(actions)
    shuffled = evolve(plan, actions=tuple(actions))
    [one], [other] = (actionplan.dependencies(Portfolio(plans=(given,)).at(AS_AT)) for given in (plan, shuffled))
    assert one.held_up_by == other.held_up_by
    assert (one.longest, one.longest_in_days, one.links) == (other.longest, other.longest_in_days, other.links)
    for found in one.held_up_by:
        assert {*found.holds_up, *found.onward} == reached(graph, found.action.id) - {found.action.id}
