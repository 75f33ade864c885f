"""A correction counts from the day of the entry that it corrects, for every calculation alike.

Kind of fault: a correction is taken into account in one place and not in another.
"""

import json
from datetime import date

import pytest

import actionplan
from actionplan.summary.actions import summarise_in_plan
from actionplan.summary.forecast.forecast import cases
from actionplan.summary.history import action_story
from actionplan.summary.timeline import as_corrected
from conftest import ACTION, AREA

MAY, AUGUST, DECEMBER = date(2025, 5, 1), date(2025, 8, 1), date(2025, 12, 1)


def entry(day, *lines):
    return "\n".join(["[[status]]", f"on = {day}", 'by = "hcc"', *lines, ""])


def reopened_by_mistake():
    """An action finished 15 days late; a reopening in November was a mistake, and was corrected."""
    return (
        entry("2024-10-15", 'state = "complete"')
        + entry("2024-11-20", 'id = "slip"', 'state = "in-progress"', 'reason = "x"')
        + entry("2024-12-10", 'corrects = "slip"', 'state = "complete"', 'reason = "It was another action"')
    )


def complete_by_correction():
    """An action reported as under way in March; on 1 September that was corrected: it was complete."""
    return entry("2025-03-03", 'id = "a"', 'state = "in-progress"', "progress = 90") + entry(
        "2025-09-01", 'corrects = "a"', 'state = "complete"', "progress = 100", 'reason = "It was done by then"'
    )


@pytest.fixture
def plan_of(make_plan):
    """Return a plan whose action 1.1 has the given history."""

    def plan(history, head=ACTION, **files):
        return actionplan.load_strict(make_plan({"actions/1.1.toml": head + history, **files})).plans[0]

    return plan


def at(plan, day):
    return summarise_in_plan(plan, plan.actions[0], day)


def test_what_was_true_is_never_dated_after_the_day(plan_of):
    now = at(plan_of(complete_by_correction()), MAY)
    assert (now.state, now.progress, now.finished.text, now.days_late) == ("complete", 100, "2025-03-03", 154)


def test_a_reopening_that_was_corrected_away_does_not_break_the_completion(plan_of):
    now = at(plan_of(reopened_by_mistake()), DECEMBER)
    assert (now.finished.text, now.days_late) == ("2024-10-15", 15)


def test_a_correction_is_no_update_before_it_was_made_or_after(plan_of):
    plan = plan_of(complete_by_correction())
    assert [(at(plan, day).updates, at(plan, day).last_update.text) for day in (MAY, DECEMBER)] == [
        (1, "2025-03-03"),
        (1, "2025-03-03"),
    ]


def test_a_correction_of_a_redacted_entry_is_dated_as_that_entry(plan_of):
    stub = entry("2025-03-03", 'id = "a"', 'redacted = { on = 2025-04-01, reason = "r", authority = "a" }')
    right = entry("2025-09-01", 'corrects = "a"', 'state = "complete"', 'reason = "Done"')
    now = at(plan_of(stub + right), MAY)
    assert (now.state, now.finished.text, now.updates) == ("complete", "2025-03-03", 0)


def test_what_the_record_said_stays_until_the_correction_was_recorded(make_plan):
    portfolio = actionplan.load_strict(make_plan({"actions/1.1.toml": ACTION + complete_by_correction()}))

    def state(known_at):
        [plan] = actionplan.status(portfolio.at(DECEMBER, known_at=known_at)).plans
        return plan.actions[0].state

    assert [state(day) for day in (date(2025, 8, 31), date(2025, 9, 1))] == ["in-progress", "complete"]


def test_a_correction_is_not_on_record_before_what_it_corrects(plan_of):
    late = "recorded = 2025-06-01"
    plan = plan_of(
        entry("2025-03-03", 'id = "a"', late, "progress = 90")
        + entry("2025-03-04", 'id = "b"', 'corrects = "a"', "progress = 40", 'reason = "x"')
        + entry("2025-03-05", 'corrects = "b"', "progress = 50", 'reason = "x"')
    )
    view = actionplan.Portfolio(plans=(plan,)).at(MAY, known_at=MAY)
    assert view.plans[0].actions[0].status == ()
    assert at(plan, MAY).progress == 50


def test_evidence_and_approvals_of_a_correction_add_up(plan_of):
    first = 'approvals = [{ by = "board", on = 2025-03-01 }]'
    second = 'approvals = [{ by = "icb", on = 2025-04-01 }]'
    plan = plan_of(
        entry("2025-03-03", 'id = "a"', "due = 2025-12-31", 'reason = "Staff"', first)
        + entry("2025-04-01", 'corrects = "a"', "due = 2026-01-31", 'reason = "A slip"', second)
    )
    [placed] = as_corrected(plan.actions[0].status)
    assert [approval.by for approval in placed.entry.approvals] == ["board", "icb"]
    assert (placed.entry.due.text, placed.entry.reason, placed.entry.on.text) == ("2026-01-31", "Staff", "2025-03-03")


def test_the_author_of_another_state_is_the_one_who_corrected_it(plan_of):
    said = entry("2025-03-03", 'id = "a"', 'state = "complete"')
    note = '[[status]]\non = 2025-04-01\nby = "icb"\ncorrects = "a"\nnote = "x"\nreason = "x"\n'
    for right, author in ((note, "hcc"), (note.replace("note", 'state = "verified"\nnote'), "icb")):
        [placed] = as_corrected(plan_of(said + right).actions[0].status)
        assert placed.entry.by == author


def test_show_lists_a_corrected_change_once(plan_of):
    plan = plan_of(
        entry("2025-03-03", 'id = "a"', 'owner = "board"', 'reason = "Moved"')
        + entry("2025-04-01", 'corrects = "a"', 'owner = "icb"', 'reason = "A slip"')
    )
    story = action_story(plan, plan.actions[0], DECEMBER)
    assert [(change.before, change.after, change.entry.on.text) for change in story.changes] == [
        ("hcc", "icb", "2025-03-03")
    ]
    assert len(story.entries) == 2


# Members of the kind found by looking for others


def test_a_milestone_reopened_by_mistake_stays_done(plan_of):
    head = ACTION + '[[milestones]]\nid = "m"\ntitle = "M"\ndue = 2024-10-01\n'
    history = reopened_by_mistake().replace('by = "hcc"', 'by = "hcc"\nmilestone = "m"')
    [milestone] = at(plan_of(history, head=head), DECEMBER).milestones
    assert (milestone.finished.text, milestone.days_late) == ("2024-10-15", 14)


def test_an_ask_was_answered_on_the_day_that_was_corrected(make_plan):
    review = 'title = "Visit"\nkind = "monitoring"\nheld = 2024-05-07\n[[recommendations]]\nid = "m"\ntext = "T"\n'
    history = complete_by_correction().replace('by = "hcc"', 'by = "hcc"\nrecommendation = "m"')
    history = "".join(line for line in history.splitlines(keepends=True) if "progress =" not in line)
    portfolio = actionplan.load_strict(make_plan({"reviews/V.toml": review + history}))
    [plan] = actionplan.reviews(portfolio.at(MAY))
    assert str(plan.reviews[0].recommendations[0].carried_out) == "2025-03-03"


def test_a_reading_is_corrected_from_the_day_on_which_it_was_published(make_plan):
    measure = 'title = "M"\nunit = "per cent"\ndirection = "up"\n'
    slip = '[[readings]]\nid = "a"\non = 2025-03-03\nperiod = "2024"\nvalue = 442\nsource = ["https://a.example"]\n'
    right = '[[readings]]\non = 2025-09-01\nperiod = "2024"\nvalue = 44.2\ncorrects = "a"\nreason = "A slip"\n'
    portfolio = actionplan.load_strict(make_plan({"measures/m.toml": measure + slip + right}))
    [plan] = actionplan.measures(portfolio.at(MAY)).plans
    [reading] = plan.measures[0].readings
    assert (str(reading.value), reading.taken.on.text, len(reading.taken.source)) == ("44.2", "2025-03-03", 1)


def test_a_forecast_counts_the_day_of_a_completion_that_was_corrected(make_plan):
    """An action as it was corrected, and one that was reported rightly, are the same past action to forecasts."""
    right = ACTION + entry("2024-10-15", 'state = "complete"')
    mistaken = {"actions/1.1.toml": ACTION + reopened_by_mistake()}
    plans = [
        actionplan.load_strict(make_plan(files, name=name)).plans[0]
        for name, files in (("p", mistaken), ("q", {"actions/1.1.toml": right}))
    ]
    assert cases(plans[0], DECEMBER) == cases(plans[1], DECEMBER)


def test_a_typing_mistake_that_was_corrected_is_no_problem_any_more(make_plan):
    """Corrected is corrected for rules, too: of dates, of states and of reasons."""
    mistakes = (
        entry("2024-03-03", 'id = "a"', "due = 2014-12-31", 'reason = "x"')
        + entry("2024-03-04", 'corrects = "a"', "due = 2024-12-31", 'reason = "The year"')
        + entry("2024-04-01", 'state = "complete"', 'evidence = [{ link = "https://x.example" }]')
        + entry("2024-05-01", 'id = "b"', 'state = "not-started"')
        + entry("2024-05-02", 'corrects = "b"', 'state = "complete"', 'reason = "Another action"')
    )
    head = ACTION.replace("due", "start = 2024-02-01\ndue")
    problems = actionplan.check(actionplan.load(make_plan({"actions/1.1.toml": head + mistakes})).at(DECEMBER))
    assert {problem.code for problem in problems} & {"E301", "E404", "E406"} == set()


def test_areas_by_a_corrected_title(make_plan):
    history = entry("2025-03-03", 'id = "a"', 'title = "Dta"', 'reason = "x"') + entry(
        "2025-09-01", 'corrects = "a"', 'title = "Data and more"', 'reason = "A slip"'
    )
    portfolio = actionplan.load_strict(make_plan({"areas/PA1.toml": AREA + history, "actions/1.1.toml": ACTION}))
    assert actionplan.status(portfolio.at(MAY)).plans[0].areas[0].title == "Data and more"


REPORTED = """title = "Inspection"
kind = "inspection"
held = 2025-03-03
published = 2025-06-02
outcome = "Failings"
[[findings]]
id = "f"
text = "Late plans."
[[recommendations]]
id = "a"
text = "Cut the waits."
"""


@pytest.mark.parametrize("words", [("show", "V"), ("trace", "V"), ("show", "V", "--format", "json")])
def test_a_report_that_had_not_come_is_in_no_view_of_an_earlier_day(make_plan, actionplan, words):
    """`reviews` leaves its contents out before it was published, and so do pages about the review itself."""
    plan = make_plan({"reviews/V.toml": REPORTED})
    for day, is_known in (("2025-05-01", False), ("2025-06-02", True)):
        out = actionplan(*words, "--plan", plan, "--as-at", day).out
        assert "Inspection" in out
        assert [text in out for text in ("Failings", "Cut the waits")] == [is_known] * 2


def test_nothing_in_it_can_be_traced_before_it_had_come(make_plan, actionplan):
    plan = make_plan({"reviews/V.toml": REPORTED})
    ran = [actionplan("trace", "V:a", "--plan", plan, "--as-at", day).code for day in ("2025-05-01", "2025-06-02")]
    assert ran == [2, 0]


def test_show_marks_an_entry_that_was_corrected(make_plan, actionplan):
    plan = make_plan({"actions/1.1.toml": ACTION + complete_by_correction()})
    show = ("show", "1.1", "--plan", plan, "--as-at", "2025-05-01")
    assert "reported by County Council, corrected below, entry a" in " ".join(actionplan(*show).out.split())
    entries = json.loads(actionplan(*show, "--format", "json").out)["status"]
    assert [entry.get("corrected", False) for entry in entries] == [True, False]


def test_show_says_what_an_amendment_changed(make_plan, actionplan):
    """The list of entries names every field that an entry changes, as that of other records does."""
    amended = entry("2025-03-03", 'title = "A better dashboard"', 'lead = "Head of data"', 'reason = "x"')
    out = actionplan("show", "1.1", "--plan", make_plan({"actions/1.1.toml": ACTION + amended})).out
    assert "3 Mar 2025   title A better dashboard, lead Head of data," in out
