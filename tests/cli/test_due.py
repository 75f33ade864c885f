"""`actionplan due` beside actions: answers, recommendations, clauses, reports back, and reviews to come."""

import json

import pytest

BODIES = """
    format = 1
    id = "p"
    title = "P"
    agreed = 2024-01-31

    [bodies.hcc]
    name = "County Council"
    kind = "council"

    [bodies.icb]
    name = "Old Board"
    kind = "icb"
    until = 2026-03-31
    successor = "new-icb"

    [bodies.new-icb]
    name = "New Board"
    kind = "icb"
    from = 2026-04-01

    [bodies.ofsted]
    name = "Ofsted"
    kind = "inspector"

    [bodies.full]
    name = "Full council"
    kind = "board"
"""

INSPECTION = """
    title = "Inspection"
    kind = "inspection"
    by = ["ofsted"]
    published = 2026-09-01

    [[recommendations]]
    id = "a"
    text = "Cut the waits."
    due = 2026-10-31
    response_by = "icb"
    response_due = 2026-10-01

    [[recommendations]]
    id = "b"
    text = "Share the data."
    response = "accepted"
    response_by = "hcc"
"""

MOTION = """
    title = "Do better"
    body = "full"
    on = 2026-05-20
    outcome = "carried"
    report_every = "quarter"

    [[clauses]]
    id = "a"
    text = "Write to the minister."
    addressee = "The leader"
    due = 2026-11-14

    [[clauses]]
    id = "b"
    text = "Open more places."
    addressee = "hcc"
"""


NEXT = 'title = "Next inspection"\nkind = "inspection"\nby = ["ofsted"]\n'


@pytest.fixture
def due(make_plan, actionplan):
    """Return what is due of a small plan on 24 November 2026: as JSON, or as text."""

    def of(files, *options, text=False):
        action = {} if "actions/1.1.toml" in files else {"actions/1.1.toml": 'title = "T"\nareas = ["PA1"]\n'}
        plan = make_plan({"plan.toml": BODIES, **action, **files})
        ran = actionplan("due", plan, *options, *(() if text else ("--format", "json")))
        assert ran.code == 0, ran.err
        return ran.out if text else json.loads(ran.out)

    return of


ALL = {
    "reviews/r.toml": INSPECTION,
    "resolutions/m.toml": MOTION,
    "reviews/n.toml": NEXT + 'expected = "2027"',
}


def test_whole_screen(due, golden):
    golden("due-beside-actions.txt", due(ALL, text=True))


def facts(answer, kind):
    return [(each["part"], each["by"], each["to"], each["due"], each["days_overdue"]) for each in answer[kind]]


def test_an_answer_is_due_from_whoever_has_taken_over(due):
    assert facts(due(ALL), "answers") == [("a", ["new-icb"], ["ofsted"], "2026-10-01", 54)]


def test_open_recommendations_are_due_by_their_date_from_who_carries_them_out_or_answered(due):
    assert facts(due(ALL), "recommendations") == [
        ("a", ["new-icb"], ["ofsted"], "2026-10-31", 24),
        ("b", ["hcc"], ["ofsted"], None, 0),
    ]
    carried = INSPECTION.replace('text = "Share', 'actions = ["1.1"]\n    text = "Share')
    action = 'title = "T"\nareas = ["PA1"]\nowner = "icb"\n'
    answer = due({"reviews/r.toml": carried, "actions/1.1.toml": action})
    assert facts(answer, "recommendations")[1] == ("b", ["new-icb"], ["ofsted"], None, 0)


def test_what_is_answered_and_done_is_not_due(due):
    entry = '\n    [[status]]\n    on = 2026-10-01\n    recommendation = "a"\n    response = "accepted"\n'
    answer = due({"reviews/r.toml": INSPECTION + entry})
    assert (answer["answers"], len(answer["recommendations"])) == ([], 2)
    answer = due({"reviews/r.toml": INSPECTION + entry + '    state = "complete"\n'})
    assert facts(answer, "recommendations") == [("b", ["hcc"], ["ofsted"], None, 0)]


def test_a_clause_is_due_by_its_own_date_from_its_addressee(due):
    assert facts(due(ALL), "clauses") == [("a", ["The leader"], ["full"], "2026-11-14", 10)]


def test_what_is_due_later_than_the_days_of_the_policy_is_left_out(due):
    files = {"resolutions/m.toml": MOTION.replace("2026-11-14", "2026-12-25")}
    assert due(files)["clauses"] == []
    policy = {"plan.toml": BODIES + "\n    [policy]\n    due_within_days = 60\n"}
    assert facts(due({**files, **policy}), "clauses") == [("a", ["The leader"], ["full"], "2026-12-25", 0)]


def test_a_report_back_is_due_from_those_who_have_something_open(due):
    assert facts(due(ALL), "reports_back") == [(None, ["The leader", "hcc"], ["full"], "2026-08-20", 96)]
    holder = MOTION.replace("report_every", 'portfolio_holder = "The member for education"\n    report_every')
    answer = due({"resolutions/m.toml": holder})
    assert facts(answer, "reports_back")[0][1] == ["The member for education"]


def test_nothing_is_due_of_a_resolution_that_is_not_open(due):
    answer = due({"resolutions/m.toml": MOTION.replace('"carried"', '"lost"')})
    assert (answer["clauses"], answer["reports_back"]) == ([], [])


@pytest.mark.parametrize(
    ("key", "when"),
    [
        ("expected = 2027-01-31", "expected on 31 Jan 2027"),
        ('expected = "2026-Q3"', "whether it was held is"),
        ("held = 2027-01-12", "planned for 12 Jan 2027"),
    ],
)
def test_a_review_that_is_planned_or_expected(due, key, when):
    shown = due({"reviews/n.toml": NEXT + key}, text=True)
    assert "Reviews to come: 1\n    Next inspection" in shown
    assert when in shown


def test_a_review_that_took_place_is_not_to_come(due):
    for then in ("held = 2026-11-02", "published = 2026-11-20"):
        assert due({"reviews/n.toml": f"{NEXT}expected = 2026-10-31\n{then}\n"})["reviews"] == []


def test_a_review_is_expected_from_the_entry_that_says_so(due):
    text = f'{NEXT}expected = "2026"\n[[status]]\non = 2026-05-04\nnote = "The minister said so."\n'
    days = {day: due({"reviews/n.toml": text}, "--as-at", day)["reviews"] for day in ("2026-05-03", "2026-05-04")}
    assert [len(found) for found in days.values()] == [0, 1]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("new-icb", {"answers": 1, "recommendations": 1}),
        ("icb", {"answers": 1, "recommendations": 1}),
        ("hcc", {"recommendations_without_due_day": 1, "reports_back": 1}),
        ("ofsted", {"reviews": 1}),
        ("full", {}),
    ],
)
def test_only_what_is_due_from_one_body(due, body, wanted):
    totals = due(ALL, "--by", body)["totals"]
    assert {name: number for name, number in totals.items() if number and "overdue" not in name} == wanted


def test_totals_do_not_mix_kinds(due):
    answer = due(ALL)
    assert answer["totals"] == {
        "actions": 1, "actions_overdue": 0, "milestones_overdue": 0, "requests": 0, "answers": 1, "answers_overdue": 1,
        "recommendations": 1, "recommendations_overdue": 1, "recommendations_without_due_day": 1, "clauses": 1,
        "clauses_overdue": 1, "reports_back": 1, "reports_back_overdue": 1, "reviews": 1,
    }  # fmt: skip
    assert answer["reviews"] == [
        {
            "plan": "p", "id": "n", "title": "Next inspection", "kind": "inspection", "by": ["ofsted"], "held": None,
            "held_day": None, "expected": "2027", "expected_day": "2027-12-31",
        }
    ]  # fmt: skip


def test_an_action_whose_date_was_taken_away_is_due_a_new_one(due, make_plan, actionplan):
    """`status` counts it as past the original date, and not among those that are overdue: both name the same action."""
    action = 'title = "Strategy"\nareas = ["PA1"]\nowner = "hcc"\ndue = 2026-09-30\n'
    action += '[[status]]\non = 2026-11-02\nby = "hcc"\nstate = "in-progress"\ndue = "unknown"\nreason = "No date"\n'
    [body] = due({"actions/1.1.toml": action})["bodies"]
    assert [(item["action"]["id"], item["awaiting"]) for item in body["items"]] == [("1.1", ["new-date"])]
    shown = due({"actions/1.1.toml": action}, text=True)
    assert "no new due date" in shown
    assert "55 days past the original one" in shown
    shown = " ".join(actionplan("status", make_plan({"plan.toml": BODIES, "actions/1.1.toml": action})).out.split())
    wanted = "1 is past the original due date without a new one (1.1 Strategy)."
    assert f"Overdue: not known, as none of 1 open has a due date on record. {wanted}" in shown
