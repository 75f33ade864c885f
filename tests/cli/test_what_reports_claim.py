"""Reports claim no more than the record shows: how many could be counted at all, and dates as exact as they are."""

import json
import re

import pytest

from conftest import ACTION, AREA, PLAN

UNDATED = ACTION.replace("    due = 2024-09-30\n", "")
DONE = "[[status]]\non = {}\nby = 'hcc'\nstate = 'complete'\nevidence = [{{ link = 'https://a.example' }}]\n"
MEETINGS = "".join(f"[[meetings]]\nbody = 'board'\non = {day}\n" for day in ("2024-06-01", "2024-08-01", "2024-09-01"))


def said(ran):
    return " ".join(ran.out.split())


@pytest.mark.parametrize(
    ("actions", "text"),
    [
        ([UNDATED, UNDATED], "Overdue: not known, as none of 2 open have a due date on record."),
        (
            [UNDATED.replace("owner", "due = 'ongoing'\n    owner")],
            "Overdue: not known, as none of 1 open has a due date on record.",
        ),
        ([ACTION, UNDATED, UNDATED], "Overdue: none of 1 open with a due date; 2 more have none."),
        ([ACTION], "Overdue: none of 1 open with a due date."),
        ([ACTION + DONE.format("2024-02-05")], "Overdue: no action is open."),
    ],
    ids=["no dates", "a date without a day", "one of three", "all", "nothing open"],
)
def test_none_is_overdue_only_of_those_that_have_a_date(actionplan, make_plan, actions, text):
    """Kind: "none late" where nothing has a date."""
    plan = make_plan({f"actions/1.{number}.toml": action for number, action in enumerate(actions, 1)})
    assert text in said(actionplan("status", plan, "--as-at", "2024-03-01"))


def test_lateness_of_areas_and_in_json_names_how_many_have_a_date(actionplan, make_plan):
    """Kind: "none late" where nothing has a date."""
    files = {"areas/PA1.toml": AREA, "areas/PA2.toml": AREA, "actions/1.1.toml": ACTION, "actions/1.2.toml": UNDATED}
    files["actions/2.1.toml"] = UNDATED.replace("PA1", "PA2")
    plan = make_plan(files)
    out = actionplan("status", plan, "--as-at", "2024-03-01").out
    assert re.findall(r"^PA[12] +Data +0 of \d +(.*)$", out, re.MULTILINE) == ["0 of 1", "no due dates"]
    [answer] = json.loads(actionplan("status", plan, "--as-at", "2024-03-01", "--format", "json").out)["plans"]
    assert [answer["totals"][name] for name in ("open", "has_due_day", "overdue")] == [3, 1, 0]
    roll_up = actionplan("status", plan, "--as-at", "2024-03-01", "--by", "owner")
    assert "Overdue: none of 1 open with a due date; 2 more without one" in said(roll_up)
    without = make_plan({"actions/1.1.toml": UNDATED}, name="q")
    assert "Overdue: not known, as none of 1 open has a due date on record" in said(
        actionplan("status", without, "--by", "plan")
    )
    assert re.search(r"0% of 1 +-$", actionplan("status", without, "--by", "owner").out, re.MULTILINE)


@pytest.mark.parametrize(
    ("due", "finished", "text"),
    [
        ("'2025-04'", "'2025-11'", "finished about 7 months late"),
        ("2025-10-31", "'2025-11'", "finished about 1 month late"),
        ("2025-11-15", "'2025-11'", "perhaps finished late"),
        ("'2024'", "'2025'", "finished about 1 year late"),
        ("'2025-04'", "2025-05-03", "finished 3 days late"),
    ],
)
def test_days_are_counted_only_where_the_dates_are_exact(actionplan, make_plan, due, finished, text):
    """Kind: month minus month printed in days."""
    plan = make_plan({"actions/1.1.toml": ACTION.replace("2024-09-30", due) + DONE.format(finished)})
    for command in (("status", plan), ("trace", "1.1", "--plan", plan)):
        assert text in said(actionplan(*command, "--as-at", "2026-03-01"))


def test_reports_without_a_state_do_not_make_an_action_unreported(actionplan, make_plan):
    """Kind: "not reported" beside a report. Someone reported progress in May, but no state."""
    report = "[[status]]\non = 2024-05-02\nby = 'hcc'\nprogress = 40\nnote = 'Two schools'\n"
    plan = make_plan({"actions/1.1.toml": ACTION + report})
    for command in (("status", plan), ("show", "1.1", "--plan", plan), ("trace", "1.1", "--plan", plan)):
        out = said(actionplan(*command, "--as-at", "2024-06-01"))
        assert ("no state given" in out, "not reported" in out) == (True, False)


def until(command, day):
    return ("--until" if command == "since" else "--as-at", day)


@pytest.mark.parametrize(
    ("due", "text"),
    [
        ("'2024-12'", "moved once from Sep 2024, about 3 months later"),
        ("2024-12-31", "moved once from Sep 2024, about 3 months later"),
    ],
)
def test_a_month_that_moved_is_not_counted_in_days(actionplan, make_plan, due, text):
    """Kind: month minus month printed in days."""
    moved = f"[[status]]\non = 2024-05-01\nby = 'hcc'\ndue = {due}\nreason = 'Posts'\n"
    plan = make_plan({"actions/1.1.toml": ACTION.replace("2024-09-30", "'2024-09'") + moved})
    for command in (("status", plan), ("since", "2024-04-01", plan), ("show", "1.1", "--plan", plan)):
        assert "about 3 months later" in said(actionplan(*command, *until(command[0], "2024-12-01")))
    assert text in said(actionplan("status", plan, "--as-at", "2024-12-01"))


def test_an_update_of_a_month_is_not_counted_in_days(actionplan, make_plan):
    """Kind: month minus month printed in days."""
    update = "[[status]]\non = '2024-03'\nby = 'hcc'\nstate = 'in-progress'\n"
    plan = make_plan({"actions/1.1.toml": ACTION + update})
    assert "no update for about 5 months" in said(actionplan("due", plan, "--as-at", "2024-09-01"))
    assert "Last update of an action: Mar 2024, about 5 months ago." in said(
        actionplan("status", plan, "--as-at", "2024-09-01")
    )


def test_a_rival_due_date_is_named(actionplan, make_plan):
    """Kind: one of several dates that sources give is shown alone."""
    stated = "".join(
        f"[[stated]]\nfield = 'due'\nvalue = '{value}'\nsource = ['https://a.example']\n"
        for value in ("2024-12", "2025/26", "2025-04")
    )
    plan = make_plan(
        {"actions/1.1.toml": ACTION.replace("2024-09-30", "'2025-04'") + stated + DONE.format("'2025-09'")}
    )
    out = said(actionplan("status", plan, "--as-at", "2026-03-01"))
    assert "sources also give Dec 2024 (finished about 9 months after that) or 2025/26 as the due date" in out
    assert "finished about 5 months late" in out


@pytest.mark.parametrize(
    ("history", "day", "text"),
    [
        ("", "2024-03-01", "No action was ever updated. "),
        ("", "2024-12-01", "No action was ever updated. 1 action"),
        ("2024-07-01", "2024-07-01", "Last update of an action: 1 Jul 2024, today. "),
        ("2024-07-01", "2024-08-01", "1 Jul 2024, 31 days ago. Meetings since then: Improvement Board (1). 1 action"),
        ("2024-07-01", "2024-09-01", "1 Jul 2024, 62 days ago. Meetings since then: Improvement Board (2). 1 action"),
    ],
)
def test_the_age_of_the_record_comes_before_its_figures(actionplan, make_plan, history, day, text):
    """Kind: the age of the record does not come first."""
    entry = f"[[status]]\non = {history}\nby = 'hcc'\nstate = 'in-progress'\n" if history else ""
    plan = make_plan({"plan.toml": PLAN + MEETINGS, "actions/1.1.toml": ACTION + entry})
    out = said(actionplan("status", plan, "--as-at", day))
    assert text in out
    assert out.index(text) < out.index("0 of 1 finished")
    [answer] = json.loads(actionplan("status", plan, "--as-at", day, "--format", "json").out)["plans"]
    assert (answer["record"]["last_update"] or "") == history


def test_a_roll_up_names_old_records_first(actionplan, make_plan):
    """Kind: the age of the record does not come first."""
    out = said(actionplan("status", make_plan({"actions/1.1.toml": ACTION}), "--as-at", "2024-07-01", "--by", "plan"))
    assert "In 1 of 1 plan no action was updated for longer than the plan allows (in one for 152 days). 1 action" in out


RESOLUTION = "title = 'Say sorry'\nbody = 'board'\non = 2024-02-01\noutcome = 'carried'\n"
CLAUSE = RESOLUTION + "[[clauses]]\nid = 'a'\ntext = 'Apologise'\n"


def test_what_is_known_of_a_clause_without_an_action_is_shown_with_it(actionplan, make_plan):
    """Kind: a state that the record does not hold."""
    note = "[[status]]\non = 2024-03-01\nclause = 'a'\nnote = 'Not found whether it was made'\n"
    text = f"{CLAUSE}no_action_because = 'It is no work'\n{note}"
    plan = make_plan({"resolutions/r.toml": text, "actions/1.1.toml": ACTION})
    out = said(actionplan("resolutions", plan))
    assert "a Apologise not known whether done; the plan's reason for having no action: It is no work" in out
    assert "It is no work 1 Mar 2024: Not found whether it was made" in out
    assert "carried; 1 clause: 1 without an action on record" in said(actionplan("status", plan))
    cancelled = ACTION + "[[status]]\non = 2024-05-01\nby = 'hcc'\nstate = 'cancelled'\n"
    plan = make_plan({"resolutions/r.toml": CLAUSE + "actions = ['1.1']\n", "actions/1.1.toml": cancelled}, name="q")
    assert "a Apologise every action for it is cancelled" in said(actionplan("resolutions", plan))


@pytest.mark.parametrize(
    ("answered", "text"),
    [
        ("'2024-03'", "due 15 Mar 2024; carried out in Mar 2024, whether in time is not known"),
        ("'2024-05'", "due 15 Mar 2024; carried out in May 2024, about 3 months after its due date"),
        ("2024-03-20", "due 15 Mar 2024; carried out on 20 Mar 2024, 5 days after its due date"),
        ("'2024-02'", "due 15 Mar 2024; carried out in Feb 2024"),
    ],
)
def test_an_ask_answered_in_the_month_in_which_it_was_due(actionplan, make_plan, answered, text):
    """Kind: month minus month printed in days."""
    review = "title = 'R'\nkind = 'inspection'\nby = ['hcc']\nheld = 2024-02-01\n"
    review += "[[recommendations]]\nid = 'a'\ntext = 'A plan'\n"
    done = f"due = 2024-03-15\n[[status]]\non = {answered}\nrecommendation = 'a'\nstate = 'complete'\n"
    out = said(actionplan("reviews", make_plan({"reviews/r.toml": review + done})))
    assert text in out


def test_resolutions_are_shown_before_the_plan_is_agreed(actionplan, make_plan):
    """Kind: nothing is shown where something is on record."""
    before = CLAUSE.replace("2024-02-01", "2023-12-12")
    out = said(actionplan("status", make_plan({"resolutions/r.toml": before}), "--as-at", "2023-12-20"))
    assert "The plan was not agreed until 31 Jan 2024: it was empty on that day. Resolutions r Say sorry carried" in out


@pytest.mark.parametrize(("known_at", "is_noted"), [("2024-05-31", True), ("2024-06-01", False)])
def test_what_was_on_record_before_the_plan_was_kept_is_not_known(actionplan, make_plan, known_at, is_noted):
    """Kind: a record is shown as older than it is."""
    plan = make_plan({"plan.toml": PLAN.replace("agreed =", "kept_since = 2024-06-01\n    agreed =")})
    for report in ("status", "due", "measures", "trace 1.1 --plan", "show 1.1 --plan"):
        out = said(actionplan(*report.split(), plan, "--known-at", known_at))
        assert ("in these files only since 1 Jun 2024. What was on record before is not known" in out) == is_noted
        out = said(actionplan(*report.split(), plan, "--as-at", known_at))
        assert ("What it says of 31 May 2024 was entered later, from older papers." in out) == is_noted


RATED = "[[status]]\non = 2024-05-01\nby = 'hcc'\nstate = 'in-progress'\nrating = 'red'\nprogress = 40\n"
RULES = "[[rating_rules]]\nrating = 'green'\npast_due = false\n"


@pytest.mark.parametrize("output", ["text", "markdown", "html"])
@pytest.mark.parametrize("state", ["cancelled", "complete"])
def test_a_closed_action_shows_no_progress_and_a_cancelled_one_no_rating(actionplan, make_plan, state, output):
    """Kind: one sign for two things; a cancelled action still shows its rating and per cent."""
    done = f"[[status]]\non = 2024-06-01\nby = 'hcc'\nstate = '{state}'\n"
    plan = make_plan({"plan.toml": PLAN + RULES, "actions/1.1.toml": ACTION + RATED + done})
    status = actionplan("status", plan, "--format", output).out.partition("Data")[2]
    shown = actionplan("show", "1.1", "--plan", plan, "--format", output).out
    for out in (status.partition("County Council")[0], shown.partition("As agreed")[0]):
        assert state in out
        assert "40%" not in out
        assert state == "complete" or not {"Red", "Green"} & set(re.findall(r"\w+", out))


def test_nothing_selected_is_not_nothing_overdue(actionplan, make_plan):
    """Kind: "none late" where nothing has a date."""
    plan = make_plan({"actions/1.1.toml": UNDATED, "resolutions/r.toml": CLAUSE + "actions = ['1.1']\n"})
    assert "No action with a due date is overdue." in said(actionplan("status", plan, "--overdue"))
    assert "No open resolution is known to have anything overdue." in said(actionplan("resolutions", plan, "--overdue"))
    update = "[[status]]\non = 2026-11-20\nby = 'hcc'\nstate = 'in-progress'\n"
    plan = make_plan({"actions/1.1.toml": UNDATED + update}, name="q")
    assert "Nothing that has a date is due or overdue." in said(actionplan("due", plan))


MEASURE = "title = 'In time'\nunit = 'per cent'\ndirection = 'up'\n"


def measured(*readings):
    return MEASURE + "".join(
        f"[[readings]]\non = 2026-01-01\nperiod = '{period}'\nvalue = {value}\n" for period, value in readings
    )


def test_a_table_of_plans_has_no_count_of_what_is_not_known(actionplan, make_plan):
    """Kind: "none late" where nothing has a date."""
    plan = make_plan({"measures/m.toml": measured(("2025", 40))})
    out = actionplan("measures", plan, "--by", "plan").out
    assert re.search(r"^p +none +- +- +-$", out, re.MULTILINE)
    assert re.search(
        r"^p .* none +-$", actionplan("status", plan, "--as-at", "2024-03-01", "--by", "plan").out, re.MULTILINE
    )


def test_a_change_names_the_readings_that_it_passes_over(actionplan, make_plan):
    """Kind: series that skip readings in one comparison."""
    text = measured(("2024-01", 38), ("2024", 56), ("2024-Q4", 46)) + measured(("2025-11", 94)).removeprefix(MEASURE)
    plan = make_plan({"measures/m.toml": text.replace("2026-01-01\nperiod = '2025", "2026-02-01\nperiod = '2025")})
    out = said(actionplan("since", "2026-01-15", plan, "--until", "2026-03-01"))
    assert "94% for Nov 2025 (was 38% for Jan 2024, not counting 2 between for other lengths of period), better" in out


@pytest.mark.parametrize(
    ("dues", "text"),
    [
        (["", ""], "2 recommendations on record, 2 open, none with a due date."),
        (["due = 2025-03-15\n", ""], "2 recommendations on record, 2 open, 1 overdue, 1 without a due date; "),
        (
            ["due = 2027-03-15\n", "due = 2027-03-15\n"],
            "2 recommendations on record, 2 open; next recommendation due",
        ),
    ],
)
def test_open_asks_name_how_many_have_a_date(actionplan, make_plan, dues, text):
    """Kind: "none late" where nothing has a date."""
    review = "title = 'R'\nkind = 'inspection'\nby = ['hcc']\nheld = 2024-02-01\n"
    asks = "".join(
        f"[[recommendations]]\nid = '{name}'\ntext = 'A plan'\n{due}" for name, due in zip("ab", dues, strict=True)
    )
    assert text.strip("; ") in said(actionplan("reviews", make_plan({"reviews/r.toml": review + asks})))
