"""`actionplan measures`, `measure record`, `measure target`, `new measure`, and `show` of what is no action."""

import json
import re
from datetime import date

import pytest

from actionplan.model.kinds import FOLDERS
from conftest import REPOSITORY, dedented

NORTHSHIRE = "examples/northshire-send"
BASE = REPOSITORY / "tests" / "plans" / "base"

MEASURE = """
    title = "Plans in time"
    unit = "per cent"
    direction = "up"
    source = ["https://example.org/plan"]

    [[targets]]
    due = 2026-12-31
    value = 60
"""
WEEKS = MEASURE.replace("per cent", "weeks").replace('"up"', '"down"')


@pytest.fixture
def in_repository(monkeypatch):
    monkeypatch.chdir(REPOSITORY)


@pytest.fixture
def plan(make_plan, monkeypatch):
    monkeypatch.setenv("ACTIONPLAN_BY", "hcc")
    root = make_plan({"measures/timely.toml": MEASURE, "measures/waits.toml": WEEKS})
    monkeypatch.chdir(root)
    return root


def text_of(plan, name="timely"):
    return (plan / "measures" / f"{name}.toml").read_text(encoding="utf-8")


# Looking


def test_the_measures_of_northshire(actionplan, golden, in_repository):
    ran = actionplan("measures", NORTHSHIRE, "--as-at", "2025-10-01")
    assert (ran.code, ran.err) == (0, "")
    assert all(len(line) <= 80 for line in ran.out.splitlines())
    golden("measures-northshire.txt", ran.out)


READ = """
    title = "Plans in time"
    unit = "per cent"
    direction = "up"
    owner = "hcc"
    source = ["https://example.org/plan"]

    [baseline]
    value = 40
    period = "2023"

    [[targets]]
    due = 2025-12-31
    value = 50

    [[targets]]
    on = 2025-06-01
    by = "board"
    due = 2025-12-31
    value = 45
    reason = "Posts | vacant"

    [[readings]]
    on = 2025-02-01
    period = "2024"
    value = 41
    source = ["https://example.org/a"]

    [[readings]]
    on = 2025-03-01
    period = "2024"
    value = 42
    source = ["https://www.example.net/b"]
"""


def test_a_measure_as_json(actionplan, make_plan):
    """Figures are numbers, dates are as written, with the day that counts beside them."""
    answer = json.loads(actionplan("measures", make_plan({"measures/m.toml": READ}), "--format", "json").out)
    (plan,) = answer["plans"]
    none = ("missed", "reached_since", "judged", "with_duty", "short_of_duty", "read_regularly", "overdue")
    nothing = dict.fromkeys(none, 0)
    assert plan["totals"] == nothing | dict.fromkeys(
        ("measures", "not_judged", "with_trajectory", "behind", "eased", "clashing"), 1
    )

    def dated(name, text, day=None):
        return {name: text, f"{name}_day": day or text}

    def reading(value, on, source):
        told = dict.fromkeys(("id", "recorded", "by", "note", "reason", "corrects", "break_in_series"))
        return told | dated("on", on) | dated("period", "2024", "2024-12-31") | {"value": value, "source": [source]}

    due = dated("due", "2025-12-31")
    first = due | {"value": 50, "approvals": [], "source": []} | dated("replaces", None) | dated("on", None)
    first |= dict.fromkeys(("recorded", "id", "by", "reason", "note"))
    taken = reading(42, "2025-03-01", "https://www.example.net/b")
    latest = taken | {
        "rivals": [reading(41, "2025-02-01", "https://example.org/a")],
        "preferred": False,
        "length": "year",
    }
    target = due | {
        "value": 45,
        "original": first,
        "current": first | dated("on", "2025-06-01") | {"value": 45, "by": "board", "reason": "Posts | vacant"},
        "steps": 2,
        "turn": "easier",
        "days_moved": 0,
        "changed_after": [],
        "passed": True,
        "set_in_time": True,
        "met": None,
        "met_by": None,
        "last_before": taken,
        "reached_since": None,
    }
    (measure,) = plan["measures"]
    assert measure.pop("targets") == [target]
    assert (measure.pop("latest"), measure.pop("readings")) == (latest, [latest])
    assert measure == {
        "id": "m",
        "title": "Plans in time",
        "unit": "per cent",
        "direction": "up",
        "definition": None,
        "owner": "hcc",
        "areas": [],
        "actions": [],
        "baseline": dated("period", "2023", "2023-12-31") | {"value": 40, "source": [], "note": None},
        "duty": None,
        "ref": None,
        "short": None,
        "benchmarks": [],
        "tolerance": None,
        "floor": None,
        "readings_every": None,
        "before": None,
        "change": None,
        "travel": "unknown",
        "since_baseline": latest,
        "change_since_baseline": 2,
        "travel_since_baseline": "better",
        "next_target": None,
        "gap": None,
        "last_passed": due | {"value": 45},
        "last_judged": None,
        "missed_targets": [],
        "expected": 42.503419973,
        "course": "behind",
        "clashes": ["2024"],
        "reading_due": None,
        "days_overdue": 0,
        "rating": None,
        "rated_against": due | {"value": 45},
        "short_of_duty": False,
        "missed": False,
        "reached_since": False,
        "not_judged": True,
        "successors": [],
        "to_hand_over": False,
        "behind": True,
        "overdue": False,
    }


def test_a_measure_on_a_page_has_all_its_readings(actionplan, make_plan):
    years = "".join(
        f'[[readings]]\non = {year + 1}-03-01\nperiod = "{year}"\nvalue = {year - 2000}\n\n'
        for year in range(2014, 2024)
    )
    root = make_plan({"measures/m.toml": MEASURE.replace("[[targets]]", f"{dedented(years)}[[targets]]")})
    screen, page = (actionplan("measures", root, "--format", output).out for output in ("text", "markdown"))
    assert "by year: ▁▂▃▄▅▆▇█ 16, 17, 18, 19, 20, 21, 22, 23 (2016 to 2023)" in " ".join(screen.split())
    assert "| 2014 | 14% | 1 Mar 2015 |  |" in page
    assert "▁" not in page


def test_the_measures_of_a_page_begin_with_a_table_of_all(actionplan, make_plan):
    root = make_plan({"measures/m.toml": READ, "measures/waits.toml": WEEKS})
    page = actionplan("measures", root, "--format", "markdown").out
    head, detail = page.split("### m Plans in time (per cent, higher is better)")
    aims = "40% for 2023 | 42% for 2024 | 45% by 31 Dec 2025 | none |"
    assert f"| Plans in time (per cent) | {aims}  | no figure for the date of its last" in head
    assert "| Plans in time (weeks) | not known | no reading | 60 by 31 Dec 2026 | none |  |  |" in head
    assert "reason: Posts \\| vacant" in detail
    conflict = "for 2024: 42% (example.net) is used, as the last published; also published: 41% (example.org)"
    assert f"- **Conflict:** **{conflict}**" in detail


def test_measures_as_a_web_page(actionplan, make_plan):
    page = actionplan("measures", make_plan({"measures/m.toml": READ}), "--format", "html").out
    assert re.findall("<h([1-6])>(.*?)</h", page) == [
        ("1", "Measures as at 24 Nov 2026"),
        ("2", "A plan"),
        ("3", "m Plans in time (per cent, higher is better)"),
    ]
    assert '<th scope="row">Plans in time (per cent)</th><td>40% for 2023</td><td>42% for 2024</td>' in page
    assert "<dt>Target</dt><dd>45% by 31 Dec 2025: not known, no figure for that date; " in page


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        (["--area", "PA1"], ["cases-incomplete", "parents-confident"]),
        (["--overdue"], ["advice-in-six-weeks"]),
        (["--area", "AI2", "--missed"], ["placed-out-of-county"]),
    ],
)
def test_only_some_measures(actionplan, in_repository, options, ids):
    ran = actionplan("measures", NORTHSHIRE, "--as-at", "2025-10-01", "--format", "json", *options)
    (plan,) = json.loads(ran.out)["plans"]
    assert [measure["id"] for measure in plan["measures"]] == ids
    assert plan["totals"]["measures"] == len(ids)


def test_what_was_known_then(actionplan, in_repository):
    ran = actionplan("measures", NORTHSHIRE, "--known-at", "2025-06-01", "--format", "json")
    (plan,) = json.loads(ran.out)["plans"]
    timely = next(measure for measure in plan["measures"] if measure["id"] == "plans-in-20-weeks")
    assert (timely["latest"]["period"], timely["next_target"]["value"]) == ("2025-Q1", 75)


def test_an_area_that_is_not_there(actionplan, plan):
    ran = actionplan("measures", "--area", "PA9")
    assert ran.code == 2
    assert 'there is no area "PA9"' in ran.err


def test_a_plan_without_measures_says_so(actionplan, make_plan):
    assert "No measure to show." in actionplan("measures", make_plan()).out


def test_a_measure_that_cannot_be_read_is_named_first(actionplan, plan):
    (plan / "measures" / "waits.toml").write_text('title = "Waits\n', encoding="utf-8")
    ran = actionplan("measures")
    assert ran.code == 2
    assert "waits.toml" in ran.out
    assert "waits.toml" in ran.out.partition("timely")[0]


def test_status_counts_measures(actionplan, in_repository):
    out = actionplan("status", NORTHSHIRE, "--as-at", "2025-10-01").out
    text = "11 measures 4 of 7 missed their target when last judged (1 has reached it since) 1 cannot be judged on "
    text += "the target that fell due last 2 of 2 short of the duty 5 of 9 behind trajectory 1 of 6 with a reading "
    text += "overdue"
    assert text in " ".join(out.split())


def test_a_measure_that_missed_a_target_and_has_no_figure_for_a_later_one_is_counted_under_two_names(
    actionplan, make_plan
):
    """Kind: one name for two things, such as the last target to fall due and the last one that can be judged."""
    targets = "\n".join(f"[[targets]]\ndue = {year}-12-31\nvalue = 90" for year in (2024, 2025))
    reading = "[[readings]]\non = 2025-01-20\nperiod = 2024-12-31\nvalue = 50"
    head = dedented(MEASURE.partition("[[targets]]")[0])
    plan = make_plan({"measures/m.toml": f"{head}\n{targets}\n{reading}\n"})
    for command in ("measures", "status"):
        out = " ".join(actionplan(command, plan, "--as-at", "2026-02-01").out.split())
        assert "1 of 1 missed its target when last judged 1 cannot be judged on the target that fell due last" in out
    out = " ".join(actionplan("measures", plan, "--missed", "--as-at", "2026-02-01").out.split())
    assert "Only measures that missed their target when last judged" in out


def test_a_year_whose_end_is_not_known_is_not_called_longer_or_shorter(actionplan, in_repository):
    """Kind: a reason that is not the reason. Nobody has said in which month the year of the last figure ended."""
    out = " ".join(actionplan("measures", "plans/hertfordshire-send", "--as-at", "2026-01-01").out.split())
    assert "Change not known: no earlier figure is known to be for as long a period" in out


def test_none_of_nothing_is_not_said(actionplan, make_plan):
    """Kind: "none" where there is nothing that could be counted."""
    untargeted = MEASURE.partition("[[targets]]")[0]
    out = " ".join(actionplan("measures", make_plan({"measures/m.toml": untargeted})).out.split())
    assert "1 measure no target's date has passed none has a trajectory how often a reading is due is not set" in out


def test_readings_of_one_length_of_period_make_a_row_and_each_that_is_skipped_is_named(
    actionplan, make_plan, monkeypatch
):
    """Kind: series that mix lengths of period, or skip readings, in one line or one comparison."""
    periods = {"2022": 32, "2023": 40, "2024": 56, "2024-01": 38, "2024-Q4": 46, "2025-11": 94}
    readings = "".join(
        f'[[readings]]\non = 2026-01-01\nperiod = "{period}"\nvalue = {value}\n\n' for period, value in periods.items()
    )
    head = dedented(MEASURE.partition("[[targets]]")[0])
    out = actionplan("measures", make_plan({"measures/m.toml": f"{head}\n{readings}"})).out
    rows = [line.strip() for line in out.splitlines()]
    place = next(number for number, row in enumerate(rows) if row.startswith("Readings"))
    assert rows[place : place + 3] == [
        "Readings    by month: 38% for Jan 2024, 94% for Nov 2025",
        "by quarter: 46% for October to December 2024",
        "by year: ▁▃█  32, 40, 56 (2022 to 2024)",
    ]
    between = "it was 38% for Jan 2024, the last earlier figure for a month. Between them, for longer or "
    between += "shorter periods: 56% for 2024, 46% for October to December 2024"
    assert f"Change up 56 points, better: {between}" in " ".join(out.split())


def test_since_reports_new_readings(actionplan, plan):
    actionplan("measure", "record", "timely", "40.2%", "--period", "2024", "--on", "2025-03-04")
    actionplan("measure", "record", "timely", "54", "--period", "2025", "--on", "2026-03-04")
    actionplan("measure", "target", "timely", "50", "--due", "2026-12-31", "--reason", "Posts", "--on", "2026-05-01")
    out = actionplan("since", "2026-11-01").out
    said = " ".join(out.split())
    assert "New readings: 2" in said
    assert "Plans in time: 54% for 2025 (was 40.2% for 2024), better; published 4 Mar 2026." in said
    assert "the target is 50% by 31 Dec 2026, easier, instead of 60% by 31 Dec 2026, set on 1 May 2026" in said


# Recording


def test_a_reading_is_added_at_the_end(actionplan, plan):
    before = text_of(plan)
    ran = actionplan("measure", "record", "timely", "54%", "--period", "2025", "--source", "https://example.org/a")
    assert ran.code == 0
    after = text_of(plan)
    assert after.startswith(before)
    assert 'period = "2025"\nvalue = 54\nsource = ["https://example.org/a"]\n' in after


def test_the_same_reading_twice_is_added_once(actionplan, plan):
    command = ["measure", "record", "timely", "54", "--period", "2025"]
    actionplan(*command)
    once = text_of(plan)
    assert "Already there" in actionplan(*command).out
    assert text_of(plan) == once


@pytest.mark.parametrize(("typed", "written"), [("54", "54"), ("56.3%", "56.3"), ("1,390", "1390"), ("54.0", "54")])
def test_figures_as_people_write_them(actionplan, plan, typed, written):
    assert actionplan("measure", "record", "timely", typed, "--period", "2025", "--yes").code == 0
    assert f"value = {written}\n" in text_of(plan)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("£5m", 'is not a number in "per cent"'),
        ("5k", 'is not a number in "per cent"'),
        ("1,39", "has a comma where a point belongs: write 1.39"),
        ("<5", "is not one number"),
        ("half", "is not a number: write a number in the unit of the measure"),
        ("12345678901234567", "has too many digits to be kept exactly"),
        ("nan", "is not a number"),
        ("1e5", "is not a number"),
    ],
)
def test_other_figures_are_refused(actionplan, plan, typed, reason):
    ran = actionplan("measure", "record", "timely", typed, "--period", "2025")
    assert ran.code == 2
    assert f'"{typed}" {reason}' in " ".join(ran.err.split())
    assert "readings" not in text_of(plan)


def test_per_cent_of_something_else_is_refused(actionplan, plan):
    ran = actionplan("measure", "record", "waits", "30%", "--period", "2025")
    assert (ran.code, '"30%" is in per cent, and "weeks" is counted' in ran.err) == (2, True)


def test_a_reading_before_its_time_is_not_written(actionplan, plan):
    ran = actionplan("measure", "record", "timely", "54", "--period", "2027")
    assert (ran.code, "E311" in ran.err, "readings" in text_of(plan)) == (1, True, False)


def test_a_correction_needs_a_reason(actionplan, plan):
    actionplan("measure", "record", "timely", "64", "--period", "2025")
    entry = text_of(plan).partition('[[readings]]\nid = "')[2].partition('"')[0]
    command = ["measure", "record", "timely", "46", "--period", "2025", "--corrects", entry]
    assert "E412" in actionplan(*command).err
    assert actionplan(*command, "--reason", "The figures were turned round").code == 0
    assert "46% for 2025" in actionplan("measures").out


def test_a_target_is_changed_with_a_reason_and_the_first_stays_visible(actionplan, plan):
    command = ["measure", "target", "timely", "50", "--due", "2026-12-31"]
    assert "E413" in actionplan(*command).err
    reason = ["--reason", "Two posts are vacant", "--approved", "board:2026-05-12:minute 7"]
    assert actionplan(*command, *reason).code == 0
    said = " ".join(actionplan("measures").out.split())
    assert "originally 60% by 31 Dec 2026; made easier on 24 Nov 2026 by County Council" in said
    assert "agreed by Improvement Board on 12 May 2026 (minute 7)" in said


def test_correct_explains_how_to_correct_a_reading(actionplan):
    ran = actionplan("correct", "timely:early", "--plan", BASE, "--note", "54", "--reason", "A slip", "--by", "hcc")
    assert (ran.code, "--corrects early" in ran.err) == (2, True)


def test_a_target_may_have_no_day(actionplan, plan):
    assert actionplan("measure", "target", "timely", "90", "--due", "ongoing").code == 0
    assert "90% from now on" in actionplan("measures").out


def test_undo_takes_back_a_reading_or_a_target(actionplan, repository):
    repository.write({"measures/timely.toml": MEASURE})
    repository.commit()
    measure = repository.path("measures/timely.toml")
    before = measure.read_text(encoding="utf-8")
    plan = ["--plan", measure.parent.parent, "--by", "hcc"]
    actionplan("measure", "record", "timely", "54", "--period", "2025", *plan)
    after_one = measure.read_text(encoding="utf-8")
    actionplan("measure", "target", "timely", "70", "--due", "2027", *plan)
    assert actionplan("undo", "timely", *plan[:2]).code == 0
    assert measure.read_text(encoding="utf-8") == after_one
    assert actionplan("undo", "timely", *plan[:2]).code == 0
    assert measure.read_text(encoding="utf-8") == before


def test_dry_run_writes_nothing(actionplan, plan):
    before = text_of(plan)
    assert "Would add to" in actionplan("measure", "target", "timely", "70", "--due", "2027", "--dry-run").out
    assert text_of(plan) == before


# Making


def test_a_new_measure_says_how_an_agreed_area_comes_to_name_it(actionplan, plan):
    ran = actionplan(
        *("new", "measure", "calm", "--title", "Calls", "--unit", "calls", "--direction", "down", "--area", "PA1"),
        *("--baseline", "1,200", "--baseline-period", "2025", "--every", "month"),
    )
    assert ran.code == 0
    assert "[baseline]\nvalue = 1200\n" in text_of(plan, "calm")
    assert 'To list it in its area:\n\n    actionplan link PA1 --measure calm --reason "..."\n' in ran.out


def test_a_draft_area_is_linked_without_a_reason(actionplan, tmp_path, monkeypatch):
    actionplan("init", tmp_path / "d")
    plan_file = tmp_path / "d" / "plan.toml"
    lines = plan_file.read_text(encoding="utf-8").splitlines(keepends=True)
    plan_file.write_text("".join(line for line in lines if not line.startswith("agreed")), encoding="utf-8")
    monkeypatch.chdir(tmp_path / "d")
    ran = actionplan("new", "measure", "m", "--title", "T", "--unit", "weeks", "--direction", "down", "--area", "A1")
    assert "To list it in its area:\n\n    actionplan link A1 --measure m\n" in ran.out


def test_a_baseline_has_a_value_and_a_time(actionplan, plan):
    made = ["new", "measure", "calm", "--title", "Calls", "--unit", "calls", "--direction", "down"]
    ran = actionplan(*made, "--baseline", "12")
    assert (ran.code, "a baseline has a value and a time" in ran.err) == (2, True)


# Show takes anything


@pytest.mark.parametrize("name", ["timely", "PA1", "2024-07-02-a", "R1", "2023-inspection"])
def test_show_any_record(actionplan, golden, monkeypatch, name):
    monkeypatch.chdir(BASE)
    ran = actionplan("show", name)
    assert ran.code == 0
    golden(f"show-base-{name}.txt", ran.out)


@pytest.mark.parametrize("name", ["timely", "PA1", "2024-07-02-a", "R1", "2023-inspection"])
def test_show_any_record_as_json(actionplan, name):
    ran = actionplan("show", name, "--plan", BASE, "--format", "json")
    answer = json.loads(ran.out)
    assert (ran.code, answer["record"] in FOLDERS, answer["partial"]) == (0, True, False)
    assert "title" in answer["as_agreed"]


def test_show_leaves_out_a_measure_that_came_later(actionplan):
    out = actionplan("show", "timely", "--plan", BASE, "--as-at", date(2025, 3, 3).isoformat()).out
    assert "Readings: none yet." in out
    assert "54%" not in out


def advice_on_a_clash(actionplan):
    said = " ".join(actionplan("check").out.split())
    found = re.search('W510 .*? fix: (.*?--reason "...")', said)
    return found and found[1]


def test_two_figures_without_a_source_are_settled_by_a_correction(actionplan, plan):
    """No source can be preferred where none is named; the advice is a command that can be entered as it is."""
    for value in ("55", "57"):
        assert actionplan("measure", "record", "timely", value, "--period", "2025", "--yes").code == 0
    advice = advice_on_a_clash(actionplan)
    assert advice is not None
    command = re.fullmatch(r"if 55 was a mistake: actionplan (measure record timely 57 .* --corrects \w+) .*", advice)
    assert command is not None, advice
    ran = actionplan(*command[1].split(), "--reason", "55 was of October", "--yes")
    assert ran.code == 0, ran.err
    assert advice_on_a_clash(actionplan) is None


def test_a_preferred_source_is_that_of_a_reading(actionplan, plan):
    for value, source in (("55", "https://example.org/a"), ("57", "https://example.org/b")):
        words = ("--period", "2025", "--source", source, "--yes")
        assert actionplan("measure", "record", "timely", value, *words).code == 0
    assert "--preferred-source URL" in advice_on_a_clash(actionplan)
    ran = actionplan("amend", "timely", "--preferred-source", "https://example.org/x", "--reason", "Asked")
    assert (ran.code, 'no reading of timely has the source "https://example.org/x"' in " ".join(ran.err.split())) == (
        2,
        True,
    )
    ran = actionplan("amend", "timely", "--preferred-source", "https://example.org/a", "--reason", "Asked")
    assert ran.code == 0, ran.err
    assert advice_on_a_clash(actionplan) is None


def test_no_source_can_be_preferred_where_no_reading_has_one(actionplan, plan):
    assert actionplan("measure", "record", "timely", "55", "--period", "2025").code == 0
    ran = actionplan("amend", "timely", "--preferred-source", "https://example.org/x", "--reason", "Asked")
    assert (ran.code, "None of them has a source" in " ".join(ran.err.split())) == (2, True)
