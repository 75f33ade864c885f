"""Roll-ups: what the chair of a board asks first."""

from datetime import date

import pytest

import actionplan
from actionplan import Selection
from actionplan.summary.status import EVERYTHING
from conftest import ACTION, AREA, PLAN

DAY = date(2024, 10, 10)

FILES = {
    "areas/PA2.toml": AREA.replace("Data", "Leaders"),
    "areas/AI1.toml": AREA.replace("priority-action", "improvement"),
    "areas/PA1.toml": AREA + '[[status]]\non = 2024-05-01\nrating = "red"\n',
    "actions/1.1.toml": ACTION + '[[status]]\non = 2024-05-01\nstate = "in-progress"\n',
    "actions/1.2.toml": ACTION.replace('["PA1"]', '["PA1", "PA2"]')
    + '[[status]]\non = 2024-09-20\nstate = "complete"\n',
    "actions/2.1.toml": ACTION.replace("PA1", "PA2").replace("hcc", "icb").replace("09-30", "10-20"),
    "actions/2.2.toml": ACTION.replace("PA1", "PA2").replace('owner = "hcc"', "agreed = 2024-11-01"),
}

RESOLUTION = """
    title = "Act"
    body = "board"
    on = 2024-02-01
    outcome = "carried"
    clauses = [
        { id = "a", text = "x", actions = ["1.1", "1.2"] },
        { id = "b", text = "x", actions = ["1.2"] },
        { id = "c", text = "x", actions = ["2.1"] },
        { id = "d", text = "x", no_action_because = "done by letter" },
        { id = "e", text = "x" },
        { id = "f", text = "x", actions = ["1.9"] },
    ]

    [[status]]
    on = 2024-03-01
    clause = "d"
    state = "complete"

    [[status]]
    on = 2024-09-01
    clause = "e"
    actions = ["1.1"]
    reason = "an action was found for it"
"""


@pytest.fixture
def summary(make_plan):
    def summarise(selection=EVERYTHING, on=DAY, files=FILES):
        portfolio = actionplan.load(make_plan(files))
        return actionplan.status(portfolio.at(on), selection).plans[0]

    return summarise


def test_each_action_counts_once(summary):
    plan = summary()
    assert plan.tally.actions == 3  # 2.2 joined later
    assert plan.tally.states == {"in-progress": 1, "complete": 1, None: 1}
    assert [(area.id, area.tally.actions) for area in plan.areas] == [("PA1", 2), ("PA2", 1), ("AI1", 0)]


def test_areas_for_priority_action_come_first_with_their_rating(summary):
    assert [(area.kind, area.rating) for area in summary().areas] == [
        ("priority-action", "red"),
        ("priority-action", None),
        ("improvement", None),
    ]


def test_owners(summary):
    assert [(owner.id, owner.name, owner.tally.overdue, owner.tally.longest_overdue) for owner in summary().owners] == [
        ("hcc", "County Council", 1, 10),
        ("icb", "Integrated Care Board", 0, 0),
    ]


def test_actions_without_owner_are_a_group_of_their_own(summary):
    [*_, nobody] = summary(on=date(2024, 11, 1)).owners
    assert (nobody.id, nobody.name, nobody.kind, nobody.tally.actions) == (None, "No owner named", None, 1)


def test_what_finished_is_due_and_was_never_updated(summary):
    tally = summary().tally
    assert (tally.finished, tally.due_soon, tally.never_updated, tally.stale) == (1, 1, 1, 1)


def test_selections(summary):
    def ids(**conditions):
        return [action.id for action in summary(Selection(**conditions)).actions]

    assert ids(owner="icb") == ["2.1"]
    assert ids(area="PA2") == ["1.2", "2.1"]
    assert ids(overdue=True) == ["1.1"]
    assert [area.id for area in summary(Selection(overdue=True)).areas] == ["PA1"]


def test_an_owner_that_is_not_declared_is_named_by_its_id(summary):
    [owner] = summary(files={"actions/1.1.toml": ACTION.replace("hcc", "hc")}).owners
    assert (owner.name, owner.kind) == ("hc", None)


def test_clauses(summary):
    [resolution] = summary(files={**FILES, "resolutions/R1.toml": RESOLUTION}).resolutions
    assert resolution.binding
    assert {clause.id: clause.delivery for clause in resolution.clauses} == {
        "a": "under-way",
        "b": "delivered",
        "c": "not-reported",
        "d": "delivered",
        "e": "under-way",
        "f": "not-tracked",
    }
    counts = (resolution.delivered, resolution.under_way, resolution.not_begun, resolution.not_reported)
    assert (*counts, resolution.not_tracked) == (2, 2, 0, 1, 1)


@pytest.mark.parametrize(
    ("states", "delivery"),
    [
        ((None,), "not-reported"),
        (("not-started",), "not-begun"),
        (("not-started", None), "not-reported"),
        (("not-started", "in-progress"), "under-way"),
        (("complete", None), "under-way"),
        (("suspended",), "suspended"),
        (("suspended", "complete"), "suspended"),
        (("suspended", "in-progress"), "under-way"),
        (("cancelled",), "not-tracked"),
        (("cancelled", None), "not-reported"),
    ],
)
def test_a_clause_has_come_no_further_than_the_record_shows(summary, states, delivery):
    """Kind: states that the record does not hold."""
    entry = "[[status]]\non = 2024-05-01\nby = 'hcc'\nstate = '{}'\n"
    names = [f"1.{number}" for number in range(1, len(states) + 1)]
    files = {
        f"actions/{name}.toml": ACTION + (entry.format(state) if state else "")
        for name, state in zip(names, states, strict=True)
    }
    clause = f"[[clauses]]\nid = 'a'\ntext = 'Do it'\nactions = {names}\n"
    head = "title = 'R'\nbody = 'hcc'\non = 2024-02-01\noutcome = 'carried'\n"
    [resolution] = summary(files={**files, "resolutions/R1.toml": head + clause}).resolutions
    assert [each.delivery for each in resolution.clauses] == [delivery]


def test_a_resolution_is_there_from_its_day_and_always_where_the_day_is_not_known(summary):
    later = {**FILES, "resolutions/R1.toml": RESOLUTION.replace("on = 2024-02-01", "on = 2024-12-01")}
    assert summary(files=later).resolutions == ()
    undated = {**FILES, "resolutions/R1.toml": RESOLUTION.replace("on = 2024-02-01", 'on = "unknown"')}
    assert len(summary(files=undated).resolutions) == 1


def test_cancelled_actions_no_longer_carry_a_clause_out(summary):
    cancelled = {**FILES, "resolutions/R1.toml": RESOLUTION}
    cancelled["actions/1.1.toml"] = ACTION + '[[status]]\non = 2024-05-01\nstate = "cancelled"\n'
    [resolution] = summary(files=cancelled).resolutions
    assert [clause.delivery for clause in resolution.clauses][:2] == ["delivered", "delivered"]
    assert resolution.clauses[4].delivery == "not-tracked"


def test_which_bodies_owe_work_or_reports(make_plan):
    portfolio = actionplan.load(make_plan(FILES))
    groups = actionplan.due(portfolio.at(DAY)).bodies
    assert [(group.body, [(item.action.id, item.awaiting) for item in group.items]) for group in groups] == [
        ("hcc", [("1.1", ("completion", "update"))]),
        ("icb", [("2.1", ("completion-soon", "first-update"))]),
    ]
    assert [group.body for group in actionplan.due(portfolio.at(DAY), by=actionplan.Id("icb")).bodies] == ["icb"]


@pytest.mark.parametrize("of_plans", [actionplan.status, actionplan.measures, actionplan.resolutions])
def test_a_file_that_cannot_be_read_makes_figures_partial(make_plan, of_plans):
    portfolio = actionplan.load(make_plan(FILES, "whole"))
    assert not of_plans(portfolio.at(DAY)).partial
    portfolio = actionplan.load(make_plan({**FILES, "actions/1.3.toml": "title ="}, "torn"))
    assert of_plans(portfolio.at(DAY)).partial


def test_resolutions_of_all_plans_are_counted_together(make_plan):
    plans = [make_plan({**FILES, "resolutions/R1.toml": RESOLUTION}, name) for name in ("one", "other")]
    portfolio = actionplan.load(*plans)
    found = actionplan.resolutions(portfolio.at(DAY))
    assert (found.tally.open, found.tally.open_clauses, found.tally.oldest_days) == (2, 8, 252)


def test_results_are_short_in_a_notebook(make_plan):
    view = actionplan.load(make_plan({**FILES, "plan.toml": PLAN.replace("A plan", "<A> plan")})).at(DAY, known_at=DAY)
    found = actionplan.status(view)
    assert repr(found) == f"<StatusSummary as at {DAY}, known at {DAY}: 1 plan>"
    assert repr(found.plans[0]) == "<PlanSummary p>"
    assert f"<td>p</td><td>&lt;A&gt; plan</td><td>{found.plans[0].tally.actions}</td>" in found._repr_html_()
    assert (
        "<th>plan</th><th>title</th><th>actions</th><th>replaced</th><th>finished</th>" in found.plans[0]._repr_html_()
    )
