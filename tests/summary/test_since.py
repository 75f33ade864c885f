"""What changed between two days, by what was on record on each: all that changed, and nothing else."""

from datetime import date

import pytest

import actionplan
from actionplan.summary.changes.since import difference, in_force
from actionplan.summary.history import action_story
from conftest import ACTION, AREA, PLAN

START, UNTIL = date(2024, 6, 1), date(2024, 7, 1)

LATER = ACTION.replace("2024-09-30", "2026-09-30")
BEFORE = '[[status]]\non = 2024-05-20\nby = "hcc"\nstate = "in-progress"\nrating = "green"\n'


@pytest.fixture
def changes_found(make_plan):
    """Return heading and id of what changed in June 2024, for a plan whose action 1.1 has the given history."""

    def changes(history, head=LATER, **files):
        portfolio = actionplan.load_strict(make_plan({"actions/1.1.toml": head + history, **files}))
        return since_days(portfolio, START, UNTIL)

    return changes


def since_days(portfolio, start, until):
    """Return what changed on record between two days."""
    return actionplan.since(portfolio.at(start, known_at=start), portfolio.at(until, known_at=until))


def entries(view):
    for plan in view.plans:
        for kind in (plan.actions, plan.areas, plan.resolutions, plan.risks, plan.reviews):
            for record in kind:
                yield from record.status


def headings(changes):
    return [change.heading for change in changes]


def test_nothing(changes_found):
    assert changes_found(BEFORE) == ()


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ('state = "complete"', ["finished"]),
        ('state = "suspended"', ["suspended"]),
        ('state = "cancelled"', ["cancelled"]),
        ("due = 2026-12-31\nreason = 'x'", ["re-dated"]),
        ('owner = "icb"\nreason = "x"', ["changed"]),
        ('rating = "red"', ["rating-moved"]),
        ('rating = "green"', ["other"]),
        ('note = "x"', ["other"]),
        ("progress = 40", ["other"]),
        ('state = "complete"\nrating = "red"\nowner = "icb"\nreason = "x"', ["finished", "changed", "rating-moved"]),
    ],
)
def test_one_entry(changes_found, entry, expected):
    assert headings(changes_found(f"{BEFORE}[[status]]\non = 2024-06-10\nby = 'hcc'\n{entry}\n")) == expected


def test_finished_and_verified_in_one_month(changes_found):
    history = (
        BEFORE + '[[status]]\non = 2024-06-10\nstate = "complete"\n[[status]]\non = 2024-06-20\nstate = "verified"\n'
    )
    changes = changes_found(history)
    assert headings(changes) == ["finished", "verified"]
    assert changes[0].entry.on.text == "2024-06-10"


def test_reopened_and_resumed(changes_found):
    closed = '[[status]]\non = 2024-05-25\nstate = "complete"\n'
    assert headings(changes_found(closed + '[[status]]\non = 2024-06-10\nstate = "in-progress"\nreason = "x"\n')) == [
        "reopened"
    ]
    paused = '[[status]]\non = 2024-05-25\nstate = "suspended"\n'
    assert headings(changes_found(paused + '[[status]]\non = 2024-06-10\nstate = "in-progress"\n')) == ["resumed"]


def test_a_corrected_due_date_has_moved_once(changes_found):
    moved = "[[status]]\nid = 'a1'\non = 2024-06-10\nby = 'hcc'\ndue = 2026-12-31\nreason = 'x'\n"
    right = "[[status]]\non = 2024-06-11\ncorrects = 'a1'\nby = 'hcc'\ndue = 2027-01-31\nreason = 'A slip'\n"
    changes = changes_found(f"{BEFORE}{moved}{right}")
    assert [(change.heading, change.before.text, change.after.text) for change in changes] == [
        ("re-dated", "2026-09-30", "2027-01-31"),
        ("corrected", "2026-12-31", "2027-01-31"),
    ]
    assert changes[0].now.times_redated == 1


def test_show_lists_the_moves_that_count(make_plan):
    moved = "[[status]]\nid = 'a1'\non = 2024-06-10\nby = 'hcc'\ndue = 2026-12-31\nreason = 'x'\n"
    right = "[[status]]\non = 2024-06-11\ncorrects = 'a1'\nby = 'hcc'\ndue = 2027-01-31\nreason = 'A slip'\n"
    (plan,) = actionplan.load_strict(make_plan({"actions/1.1.toml": f"{LATER}{moved}{right}"})).plans
    dues = action_story(plan, plan.actions[0], UNTIL).dues
    assert [due and due.text for due in dues] == ["2026-09-30", "2027-01-31"]


@pytest.mark.parametrize(
    ("then", "last"),
    [(("unknown", "ongoing"), "ongoing"), (("unknown",), "unknown"), (("2037-Q4", "2037-12"), "2037-12")],
)
def test_the_last_of_the_dates_is_the_one_in_force(make_plan, then, last):
    """Kind: a report that contradicts itself. Neither "unknown" nor "ongoing" is a day, yet they are not the same."""
    moved = (f"[[status]]\non = 2024-05-{number}\nby = 'hcc'\ndue = '{due}'\n" for number, due in enumerate(then, 20))
    (plan,) = actionplan.load_strict(make_plan({"actions/1.1.toml": "\n".join((LATER, *moved))})).plans
    story = action_story(plan, plan.actions[0], UNTIL)
    assert story.dues[-1] == story.now.due
    assert [due and due.text for due in story.dues] == ["2026-09-30", last]


def test_a_first_due_date_is_no_move(changes_found):
    first = "[[status]]\non = 2024-06-10\nby = 'hcc'\ndue = 2026-12-31\nreason = 'x'\n"
    assert headings(changes_found(BEFORE + first, head=LATER.replace("due = 2026-09-30\n", ""))) == ["changed"]


def test_a_correction(changes_found):
    history = '[[status]]\nid = "a"\non = 2024-05-25\nprogress = 90\n'
    corrected = '[[status]]\non = 2024-06-10\ncorrects = "a"\nprogress = 40\nreason = "x"\n'
    assert headings(changes_found(history + corrected)) == ["corrected"]


def test_true_before_and_written_down_since(changes_found):
    late = '[[status]]\non = 2024-05-25\nrecorded = 2024-06-10\nnote = "x"\n'
    assert headings(changes_found(BEFORE + late)) == ["recorded-late"]


def test_what_was_written_down_later_still_was_not_known(changes_found):
    assert changes_found(BEFORE + '[[status]]\non = 2024-06-10\nrecorded = 2024-07-10\nnote = "x"\n') == ()


def test_a_date_that_passes_makes_an_action_late_without_any_entry(changes_found):
    [change] = changes_found(BEFORE, head=ACTION.replace("2024-09-30", "2024-06-15"))
    assert (change.heading, change.now.days_late, change.entry) == ("newly-late", 16, None)


def test_time_that_passes_makes_an_action_stale(changes_found):
    assert headings(changes_found(BEFORE.replace("05-20", "05-01"))) == ["gone-stale"]


def test_an_action_that_joined(changes_found):
    [change] = changes_found(BEFORE, **{"actions/1.2.toml": LATER + "agreed = 2024-06-15\n"})
    assert (change.heading, change.record) == ("new", "1.2")


def test_areas_and_resolutions_have_history_too(changes_found):
    resolution = 'title = "Act"\nbody = "board"\non = 2024-06-05\noutcome = "lost"\n'
    area = AREA + '[[status]]\non = 2024-06-05\nrating = "red"\n'
    changes = changes_found(BEFORE, **{"areas/PA1.toml": area, "resolutions/R1.toml": resolution})
    assert [(change.heading, change.kind) for change in changes] == [("new", "resolution"), ("other", "area")]


def test_headings_come_in_the_order_of_minutes(changes_found):
    files = {"actions/1.2.toml": LATER + BEFORE + '[[status]]\non = 2024-06-10\nstate = "complete"\n'}
    changes = changes_found(BEFORE + '[[status]]\non = 2024-06-10\nnote = "x"\n', **files)
    assert [(change.heading, change.record) for change in changes] == [("finished", "1.2"), ("other", "1.1")]


def test_since_is_the_difference_of_two_views(make_plan):
    """A law: `since` reports from one day to another exactly what differs between the two views."""
    portfolio = actionplan.load_strict("examples/northshire-send")
    for start, until in ((date(2024, 4, 1), date(2024, 9, 1)), (date(2025, 3, 3), date(2025, 3, 4))):
        same = portfolio.at(until, known_at=until)
        assert since_days(portfolio, start, until) == difference(portfolio.at(start, known_at=start), same)
        assert difference(same, same) == ()


def named(entry):
    """Return what stays the same of an entry when it is corrected."""
    return entry.on.text if entry.on else None, entry.recorded, entry.id, entry.by


def entries_changed(changes):
    return {named(change.entry) for change in changes if change.entry is not None}


def test_every_new_entry_is_reported(make_plan):
    portfolio = actionplan.load_strict("examples/northshire-send")
    start, until = date(2024, 10, 1), date(2025, 6, 30)
    changes_found = entries_changed(since_days(portfolio, start, until))
    old = {repr(entry) for entry in entries(portfolio.at(start, known_at=start))}
    for entry in entries(portfolio.at(until, known_at=until)):
        assert repr(entry) in old or named(entry) in changes_found


def test_two_steps_report_everything_that_one_step_reports():
    """A law: an entry that is reported from a first day to a third is reported up to the second or from it."""
    portfolio = actionplan.load_strict("examples/northshire-send")
    first, second, third = date(2024, 6, 1), date(2024, 11, 15), date(2025, 3, 1)

    def changes_found(start, until):
        return entries_changed(since_days(portfolio, start, until))

    assert changes_found(first, third) == changes_found(first, second) | changes_found(second, third)
    assert changes_found(first, second) & changes_found(second, third) == set()


@pytest.mark.parametrize("day", [date(2024, 6, 1), date(2025, 1, 15)])
def test_what_was_known_on_a_day_is_part_of_what_is_known_of_it_now(day):
    """A law: from what was on record to what is known now, nothing is removed, and all that came was recorded later."""
    portfolio = actionplan.load_strict("examples/northshire-send")
    changes = actionplan.since(portfolio.at(day, known_at=day), portfolio.at(day))
    assert "removed" not in headings(changes)
    assert all(change.entry is None or change.entry.recorded > day for change in changes)
    now = {id(entry) for entry in entries(in_force(portfolio.at(day)))}
    assert {id(entry) for entry in entries(portfolio.at(day, known_at=day))} <= now


def test_a_draft_that_was_agreed_is_new(make_plan):
    head = LATER + "agreed = 2024-06-15\n"
    portfolio = actionplan.load_strict(make_plan({"actions/1.2.toml": head}))
    before, after = (portfolio.at(day) for day in (START, UNTIL))
    [change] = difference(before, after)
    assert (change.heading, change.record) == ("new", "1.2")


# Risks and reviews

SCALE = """
    [risk_scale]
    likelihood = ["rare", "possible", "likely"]
    impact = ["slight", "moderate", "severe"]
"""
RISK = 'title = "Posts stay vacant"\nowner = "hcc"\nresidual = { likelihood = 3, impact = 3 }\n'
REVIEW = 'title = "Visit"\nkind = "monitoring"\nheld = 2024-05-07\n'
ASK = '\n[[recommendations]]\nid = "a"\ntext = "Cut the waits."\n'


@pytest.fixture
def changes_outside(make_plan):
    """Return heading, field, before and after of what changed in June 2024 about a risk or a review."""

    def changes(name, text):
        portfolio = actionplan.load_strict(make_plan({"plan.toml": PLAN + SCALE, name: text}))
        return [
            (found.heading, found.field, found.before, found.after) for found in since_days(portfolio, START, UNTIL)
        ]

    return changes


def entry(day, *lines):
    return "\n".join(["\n[[status]]", f"on = {day}", 'by = "hcc"', *lines, ""])


def test_a_risk_that_moved(changes_outside):
    moved = entry("2024-06-10", "residual = { likelihood = 1, impact = 2 }", 'reason = "Filled"')
    assert changes_outside("risks/R1.toml", RISK + moved) == [("risk-moved", "residual", 9, 2)]


def test_a_risk_that_was_raised(changes_outside):
    raised = RISK.replace("owner", "raised = 2024-06-10\nowner")
    assert changes_outside("risks/R1.toml", raised) == [("new", None, None, None)]


@pytest.mark.parametrize("state", ["closed", "happened"])
def test_a_risk_that_came_to_an_end(changes_outside, state):
    changes_found = changes_outside("risks/R1.toml", RISK + entry("2024-06-10", f'state = "{state}"'))
    assert changes_found == [("risk-state", None, "open", state)]


def test_a_risk_reopened_within_the_period_is_reported_by_its_entries(changes_outside):
    twice = entry("2024-06-10", 'state = "closed"') + entry("2024-06-20", 'state = "open"')
    assert [found[0] for found in changes_outside("risks/R1.toml", RISK + twice)] == ["other", "other"]


def test_an_entry_about_a_risk_that_was_written_down_late(changes_outside):
    late = entry("2024-05-10", "recorded = 2024-06-10", 'note = "Interviews held"')
    assert [found[0] for found in changes_outside("risks/R1.toml", RISK + late)] == ["recorded-late"]


def test_a_review_that_was_published(changes_outside):
    published = REVIEW + "published = 2024-06-10\n" + ASK
    [(heading, _, before, after)] = changes_outside("reviews/V1.toml", published)
    assert (heading, before, after.text) == ("review-published", None, "2024-06-10")


def test_a_review_that_was_announced(changes_outside):
    announced = REVIEW.replace("held = 2024-05-07", "announced = 2024-06-10\nheld = 2024-08-07")
    assert [found[0] for found in changes_outside("reviews/V1.toml", announced)] == ["new"]


def test_an_ask_that_was_answered(changes_outside):
    answered = entry("2024-06-10", 'recommendation = "a"', 'state = "complete"')
    assert changes_outside("reviews/V1.toml", REVIEW + ASK + answered) == [
        ("recommendation-done", "a", "not-tracked", "delivered")
    ]


def test_an_answer_that_was_a_mistake(changes_outside):
    slip = entry("2024-05-10", 'id = "slip"', 'recommendation = "a"', 'state = "complete"')
    right = entry(
        "2024-06-10", 'corrects = "slip"', 'recommendation = "a"', 'state = "in-progress"', 'reason = "Too early"'
    )
    assert [found[0] for found in changes_outside("reviews/V1.toml", REVIEW + ASK + slip + right)] == ["corrected"]


def test_what_changed_about_risks_and_reviews_in_sentences(make_plan, actionplan):
    moved = entry("2024-06-10", "residual = { likelihood = 1, impact = 2 }", 'reason = "Filled"')
    ended = entry("2024-06-11", 'state = "happened"', 'note = "Two posts"') + entry("2024-06-12", 'state = "closed"')
    answered = entry("2024-06-10", 'recommendation = "a"', 'state = "complete"', 'note = "Cut"')
    files = {"risks/R1.toml": RISK + moved + ended, "reviews/V1.toml": REVIEW + ASK + answered}
    plan = make_plan({"plan.toml": PLAN + SCALE, **files})
    out = actionplan("since", "2024-06-01", "--until", "2024-07-01", plan, "--format", "markdown").out
    assert "residual score fell from 9 to 2 on 10 Jun 2024, reported by County Council; reason: Filled." in out
    assert "was open, now closed on 12 Jun 2024, reported by County Council." in out
    assert 'has happened on 11 Jun 2024, reported by County Council: "Two posts".' in out
    assert 'recommendation a "Cut the waits" carried out on 10 Jun 2024, reported by County Council: "Cut".' in out
