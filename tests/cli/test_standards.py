"""`actionplan measure duty`, `measure benchmark`, and the reports that show them."""

import json
import re

import pytest

MEASURE = """
    title = "Plans in time"
    unit = "per cent"
    direction = "up"
    baseline = { value = 40, period = "2023-11" }

    [[targets]]
    due = 2024-12-31
    value = 60

    [[readings]]
    on = 2025-03-01
    period = "2025-02"
    value = 94
    source = ["https://example.org/a"]
"""
WHOSE = ("--of", "England", "--period", "2025-02", "--on", "2025-03-02")


@pytest.fixture
def plan(make_plan, monkeypatch):
    monkeypatch.setenv("ACTIONPLAN_BY", "hcc")
    root = make_plan({"measures/timely.toml": MEASURE})
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def with_both(plan, actionplan):
    text = ("--text", "Every plan in 20 weeks", "--reason", "It was missing", "--on", "2025-03-02")
    assert actionplan("measure", "duty", "timely", "100", *text, "--source", "https://example.org/law").code == 0
    assert actionplan("measure", "benchmark", "timely", "46.4%", *WHOSE, "--source", "https://example.org/b").code == 0
    return plan


def last_block(plan):
    return (plan / "measures/timely.toml").read_text(encoding="utf-8").rpartition("\n\n")[2].splitlines()[2:]


def id_of_last(plan):
    return re.findall('id = "(.*)"', (plan / "measures/timely.toml").read_text(encoding="utf-8"))[-1]


def test_a_duty_is_stated_by_an_entry_with_a_reason(actionplan, plan):
    ran = actionplan(
        "measure", "duty", "timely", "100", "--text", "In 20 weeks", "--since", "1/9/2014", "--reason", "R"
    )
    assert ran.code == 0
    assert last_block(plan)[2:] == [
        'duty = { value = 100, text = "In 20 weeks", since = 2014-09-01 }',
        'reason = "R"',
    ]


def test_a_duty_of_a_few_words_is_an_option_of_new_and_amend(actionplan, plan):
    duty = ("--duty", "100: In 20 weeks")
    assert actionplan("amend", "timely", *duty, "--reason", "R").code == 0
    assert last_block(plan)[2] == 'duty = { value = 100, text = "In 20 weeks" }'
    assert 'write VALUE:TEXT, such as "100:Every' in actionplan("amend", "timely", "--duty", "100", "--reason", "R").err
    words = ("--title", "Reviews in time", "--unit", "per cent", "--direction", "up")
    assert actionplan("new", "measure", "reviews", *words, *duty).code == 0
    text = (plan / "measures/reviews.toml").read_text(encoding="utf-8")
    assert '[duty]\nvalue = 100\ntext = "In 20 weeks"\n' in text


def test_a_duty_may_be_0(actionplan, plan):
    assert actionplan("measure", "duty", "timely", "0", "--text", "None may wait", "--reason", "R").code == 0
    assert last_block(plan)[2] == 'duty = { value = 0, text = "None may wait" }'


def test_a_benchmark_is_added_at_the_end_once(actionplan, plan):
    assert actionplan("measure", "benchmark", "timely", "46.4%", *WHOSE).code == 0
    assert last_block(plan)[2:] == ['by = "hcc"', 'of = "England"', 'period = "2025-02"', "value = 46.4"]
    assert "Already there" in actionplan("measure", "benchmark", "timely", "46.4%", *WHOSE).out


def test_a_benchmark_is_corrected_by_another(actionplan, with_both):
    identifier = id_of_last(with_both)
    ran = actionplan("correct", f"timely:{identifier}", "--note", "N", "--reason", "R")
    how = f'"{identifier}" is a benchmark. To correct it: actionplan measure benchmark timely VALUE --of WHOSE'
    assert how in " ".join(ran.err.split())
    right = ("--corrects", identifier, "--reason", "Mistyped")
    assert actionplan("measure", "benchmark", "timely", "47", *WHOSE, *right).code == 0
    assert "England: 47% for Feb 2025" in actionplan("measures").out


def test_measures_show_both_beside_the_targets(actionplan, with_both):
    text = " ".join(actionplan("measures").out.split())
    assert "1 of 1 short of the duty" in text
    assert "Duty ! 100% by law, 6 points short of it: Every plan in 20 weeks" in text
    assert "Benchmark England: 46.4% for Feb 2025; here 94%, 47.6 points better" in text
    assert (
        "ahead by 34 points, compared with the 60% calculated on a straight line between targets for Feb 2025; "
        "6 points short of the duty of 100%" in text
    )


@pytest.mark.parametrize("command", ["status", "show timely", "trace timely", "since 2025-02-01"])
def test_every_report_of_a_measure_names_the_duty(actionplan, with_both, command):
    text = " ".join(actionplan(*command.split()).out.split())
    assert ("short of the duty" if command == "status" else "6 points short of the duty of 100%") in text


@pytest.mark.parametrize("command", ["show timely", "trace timely", "since 2025-02-01"])
def test_every_report_of_a_measure_names_the_benchmark(actionplan, with_both, command):
    assert "England: 46.4% for Feb 2025" in " ".join(actionplan(*command.split()).out.split())


def test_json_has_both_with_their_gaps(actionplan, with_both):
    [plan] = json.loads(actionplan("measures", "--format", "json").out)["plans"]
    [measure] = plan["measures"]
    assert (measure["duty"]["gap"], measure["short_of_duty"]) == (6, True)
    [benchmark] = measure["benchmarks"]
    assert (benchmark["of"], benchmark["gap"], benchmark["reading"]["value"]) == ("England", -47.6, 94)
    [node] = json.loads(actionplan("trace", "timely", "--format", "json").out)["nodes"]
    assert (node["measure"]["duty"]["gap"], node["measure"]["benchmarks"][0]["gap"]) == (6, -47.6)


def test_a_page_begins_with_both_in_a_table(actionplan, with_both):
    page = actionplan("measures", "--format", "markdown").out
    assert "| 60% by 31 Dec 2024 | 100% | England: 46.4% for Feb 2025 |" in page
    assert "6 points short of the duty of 100% |" in page


def test_a_page_has_milestones_beside_actual_figures(actionplan, make_plan):
    milestone = "\n    [[targets]]\n    due = {}\n    value = {}\n"
    later = (
        milestone.format("2025-02-28", 95) + milestone.format("2027-12-31", 100) + milestone.format("2026-01-31", 96)
    )
    page = actionplan("measures", make_plan({"measures/timely.toml": MEASURE + later}), "--format", "markdown").out
    rows = page.partition("### Milestones beside actual figures")[2].split("\n\n")[1].splitlines()[2:]
    assert rows == [
        "| Plans in time (per cent) | Baseline, Nov 2023 |  | 40% |  |",
        "|  | 31 Dec 2024 | 60% |  | no figure for that date |",
        "|  | 28 Feb 2025 | 95% | 94% | missed by 1 point, by the figure for Feb 2025 |",
        "|  | 31 Jan 2026 | 96% |  | no figure for that date |",
        "|  | 31 Dec 2027 | 100% |  | still to come |",
    ]


def test_one_target_makes_no_table_of_milestones(actionplan, with_both):
    assert "Milestones beside" not in actionplan("measures", "--format", "markdown").out


def test_a_redacted_benchmark_keeps_whose_it_was(actionplan, with_both):
    identifier = id_of_last(with_both)
    ran = actionplan("redact", f"timely:{identifier}", "--reason", "R", "--authority", "A", "--yes")
    assert ran.code == 0
    assert actionplan("check").code == 0
    assert "England" in actionplan("show", "timely").out
    assert "England" not in actionplan("measures").out


def test_a_break_in_a_series_is_recorded_with_a_reading_and_shown(actionplan, plan):
    words = ("--period", "2025-03", "--on", "2025-04-02", "--break-in-series", "Exceptions are left out.")
    assert actionplan("measure", "record", "timely", "70", *words).code == 0
    assert 'break_in_series = "Exceptions are left out."' in last_block(plan)
    text = " ".join(actionplan("measures").out.split())
    assert "Break from Mar 2025 on, counted in another way: Exceptions are left out." in text
    assert "Change not known: no earlier figure is known to be for as long a period and counted in the same way" in text
    assert "none (what is counted was changed after the baseline)" in text
    assert "by month: 70% for Mar 2025 by month: 94% for Feb 2025" in text
    assert "counted in another way: Exceptions" in " ".join(actionplan("since", "2025-04-01").out.split())
    assert "break in series" in " ".join(actionplan("show", "timely").out.split())


def test_a_year_to_date_is_entered_as_it_is_printed(actionplan, plan):
    words = ("--on", "2025-10-02", "--period", "Apr to Sep 2025")
    assert actionplan("measure", "record", "timely", "88", *words).code == 0
    assert 'period = "2025-04..2025-09"' in last_block(plan)
    text = " ".join(actionplan("measures").out.split())
    assert "for the year to date: 88% for April to September 2025 by month: 94% for Feb 2025" in text
    assert "Change not known" in text


def test_what_was_known_before_has_neither(actionplan, with_both):
    text = actionplan("measures", "--as-at", "2025-03-01").out
    assert ("duty" in text, "England" in text) == (False, False)


# Notes of milestones, and pounds

MILESTONES = """
    title = "High Needs funding per head"
    unit = "{}"
    direction = "up"

    [[targets]]
    due = 2024-12-31
    value = 1200
    {}
    [[targets]]
    due = 2025-12-31
    value = 1200.5

    [[readings]]
    on = 2025-03-01
    period = "2024"
    value = 950
"""


def test_notes_of_milestones_have_a_column_where_there_is_one(make_plan, actionplan):
    without = make_plan({"measures/m.toml": MILESTONES.format("GBP", "")})
    assert "| Measure | Milestone | To reach | Actual | Result |\n" in actionplan("measures", without, *PAGE).out
    root = make_plan({"measures/m.toml": MILESTONES.format("GBP", 'note = "Now cumulative"')}, name="q")
    page = actionplan("measures", root, *PAGE).out
    assert "| Measure | Milestone | To reach | Actual | Result | Notes |" in page
    row = "(pounds) | 31 Dec 2024 | £1,200 | £950 | missed by £250, by the figure for 2024 | Now cumulative |"
    assert f"| High Needs funding per head {row}" in page


PAGE = ("--format", "markdown")


@pytest.mark.parametrize("unit", ["GBP", "£", "pounds", "Pounds"])
def test_pounds_have_their_sign_in_front(make_plan, actionplan, unit):
    out = actionplan("measures", make_plan({"measures/m.toml": MILESTONES.format(unit, "")})).out
    assert "High Needs funding per head (pounds, higher is better)" in out
    assert "£950 for 2024" in out
    assert "£1,200 by 31 Dec 2024: missed" in out
    assert "£1,200.50 by 31 Dec 2025" in out
