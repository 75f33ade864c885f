"""Questions about impact: the smallest plan of which each is asked, and one just short of it."""

import pytest

from conftest import ACTION, AREA

GREEN = "[[status]]\non = 2024-06-03\nby = 'hcc'\nstate = 'in-progress'\nrating = 'green'\n"
MEASURE = """
    title = "Plans in time"
    unit = "per cent"
    direction = "{}"
    baseline = {{ value = 40, period = "2023-Q4" }}
"""


def reading(value, period="2024-Q1", on="2024-05-01", rest=""):
    return f"[[readings]]\non = {on}\nby = 'hcc'\nperiod = '{period}'\nvalue = {value}\n{rest}\n"


def files(readings, direction="up", history=GREEN, measure=MEASURE):
    return {
        "areas/PA1.toml": AREA + '    measures = ["timely"]\n',
        "actions/1.1.toml": ACTION + history,
        "measures/timely.toml": measure.format(direction) + readings,
    }


def test_all_well_but_nothing_better(challenges_of):
    (found,) = challenges_of("C401", "2024-06-03", files(reading(39.5)))
    assert found.question == 'Why is every action in area PA1 ("Data") going well while "Plans in time" gets no better?'
    assert found.why == (
        "40% (October to December 2023), then 39.5% (January to March 2024), worse; "
        "the area has 1 action, 0 finished and 1 rated as going well.",
    )


@pytest.mark.parametrize(("value", "direction", "questions"), [(40, "up", 1), (41, "up", 0), (39, "down", 0)])
def test_which_way_is_better(challenges_of, value, direction, questions):
    assert len(challenges_of("C401", "2024-06-03", files(reading(value), direction))) == questions


def test_the_last_two_periods_count_whatever_their_order_in_the_file(challenges_of):
    readings = reading(45, "2024-Q2", "2024-08-01") + reading(50)
    assert len(challenges_of("C401", "2024-08-01", files(readings))) == 1
    assert challenges_of("C401", "2024-07-31", files(readings)) == ()  # the second was not published yet


def test_one_value_goes_nowhere(challenges_of):
    assert challenges_of("C401", "2024-06-03", files("")) == ()
    alone = MEASURE.replace('baseline = {{ value = 40, period = "2023-Q4" }}', "")
    assert challenges_of("C401", "2024-06-03", files(reading(30), measure=alone)) == ()


@pytest.mark.parametrize("history", ["", GREEN.replace("green", "red")])
def test_not_every_action_goes_well(challenges_of, history):
    assert challenges_of("C401", "2024-06-03", files(reading(30), history=history)) == ()


@pytest.mark.parametrize(
    "rest",
    [
        reading(39) + "[[targets]]\ndue = 2024-12-31\nvalue = 38\n",
        reading(39) + "[[targets]]\ndue = 2024-03-31\nvalue = 39\n",
        reading(40.1) + reading(39, period="2024"),
    ],
    ids=["it is past its target for the year", "it has just reached its target", "the worse figure is for a year"],
)
def test_a_measure_that_is_good_enough_or_not_comparable_contradicts_nothing(challenges_of, rest):
    """Kind: a question contradicts the record."""
    assert challenges_of("C401", "2025-02-01", files(rest)) == ()


@pytest.mark.parametrize("due", ["2024-05-31", "'2024-05'", "2024-03-01"])
def test_an_area_with_a_late_action_is_not_going_well(challenges_of, due):
    """Kind: a question contradicts the record."""
    late = files(reading(39))
    late["actions/1.1.toml"] = late["actions/1.1.toml"].replace("2024-09-30", due)
    assert challenges_of("C401", "2024-06-03", late) == ()


def test_an_area_with_an_action_whose_date_was_moved_past_its_first_is_not_going_well(challenges_of):
    """Kind: a question contradicts the record."""
    moved = GREEN + "due = 2024-12-31\nreason = 'Vacancies'\n"
    assert len(challenges_of("C401", "2024-06-03", files(reading(39), history=moved))) == 1
    assert challenges_of("C401", "2024-10-01", files(reading(39), history=moved)) == ()


def test_of_rival_values_the_preferred_source_counts(challenges_of):
    rivals = reading(30, rest="source = ['https://a.example']") + reading(50, rest="source = ['https://b.example']")
    assert challenges_of("C401", "2024-06-03", files(rivals)) == ()
    preferred = MEASURE + '    preferred_source = "https://a.example"\n'
    assert len(challenges_of("C401", "2024-06-03", files(rivals, measure=preferred))) == 1


TARGET = "[[targets]]\ndue = 2024-03-31\nvalue = 60\n"


def test_target_missed_in_silence(challenges_of):
    (found,) = challenges_of("C402", "2024-05-01", files(reading(52) + TARGET))
    assert found.question == 'What was done when "Plans in time" missed its target of 60%, due 31 Mar 2024?'
    assert found.why == (
        "The target was 60% by 31 Mar 2024; the reading was 52% (January to March 2024), "
        "and there has been no entry about it since.",
    )


@pytest.mark.parametrize(
    "rest",
    [
        reading(60),
        reading(59) + reading(61, "2024-Q2", "2024-07-01"),
        reading(52, rest="note = 'Two posts are vacant'"),
        reading(52) + "[[status]]\non = 2024-04-20\nby = 'hcc'\nnote = 'We missed it'\n",
        reading(52) + "[[targets]]\non = 2024-04-20\ndue = 2024-03-31\nvalue = 50\nreason = 'Too high'\n",
        "",
    ],
    ids=["met", "met later", "noted", "remarked", "replaced", "never read"],
)
def test_target_met_remarked_or_never_read(challenges_of, rest):
    assert challenges_of("C402", "2024-07-01", files(TARGET + rest)) == ()


def test_target_within_its_tolerance_or_not_due_yet(challenges_of):
    assert (
        challenges_of("C402", "2024-05-01", files(reading(58) + TARGET, measure=MEASURE + "    tolerance = 2\n")) == ()
    )
    assert challenges_of("C402", "2024-03-31", files(reading(52, on="2024-03-30") + TARGET)) == ()


def test_a_target_that_moved_to_another_day_is_no_longer_held_to_the_old_one(challenges_of):
    moved = "[[targets]]\non = 2024-03-01\ndue = 2024-12-31\nvalue = 60\nreplaces = 2024-03-31\nreason = 'Vacancies'\n"
    assert challenges_of("C402", "2024-05-01", files(reading(52) + TARGET + moved)) == ()


def test_success_without_measure(challenges_of):
    success = {"actions/1.1.toml": ACTION + '    success = "All partners use it"\n'}
    (found,) = challenges_of("C403", "2024-03-01", success)
    assert found.question == 'What will be measured to show that action 1.1 ("Build the dashboard") has worked?'
    measured = files("") | {"actions/1.1.toml": success["actions/1.1.toml"]}
    assert challenges_of("C403", "2024-03-01", measured) == ()


# C450

DUTY = 'duty = {{ value = {}, text = "The law asks for it." }}\n'
AIM = "[[targets]]\ndue = {}\nvalue = {}\n"


def aimed(*targets, duty=100, direction="up"):
    dated = "".join(AIM.format(due, value) for due, value in targets)
    return files(DUTY.format(duty) + dated, direction)


@pytest.mark.parametrize(
    ("plan", "asked"),
    [
        (aimed(("2025-04-30", 60)), True),
        (aimed(("2025-04-30", 60), ("2026-04-30", 100)), False),
        (aimed(("2026-04-30", 100), ("2025-04-30", 60)), False),
        (aimed(("2025-04-30", 100)), False),
        (aimed(("'ongoing'", 60)), False),
        (aimed(("2025-04-30", 8), duty=6, direction="down"), True),
        (aimed(("2025-04-30", 5), duty=6, direction="down"), False),
        (aimed(), False),
        (files(AIM.format("2025-04-30", 60)), False),
    ],
    ids=["below", "a step", "not in order", "equal", "no day", "above", "harder", "no target", "no duty"],
)
def test_a_last_target_below_the_duty(challenges_of, plan, asked):
    assert len(challenges_of("C450", "2024-06-03", plan)) == asked


def test_the_question_has_both_figures(challenges_of):
    plan = aimed(("2025-04-30", 60))
    plan["measures/timely.toml"] += reading(54)
    (found,) = challenges_of("C450", "2024-06-03", plan)
    assert found.question == 'Why does "Plans in time" aim at 60%, if the law asks for 100%?'
    assert found.why == (
        'The last target is 60% by 30 Apr 2025; the duty is 100%: "The law asks for it"; the last reading is 54% '
        "(January to March 2024).",
    )


def test_figures_that_differ(challenges_of):
    other = reading(44, rest="source = ['https://other.example']")
    (found,) = challenges_of("C404", "2024-06-03", files(reading(39) + other))
    assert (
        found.question
        == 'Which figure of "Plans in time" holds for January to March 2024, if sources state 44% and 39%?'
    )
    assert found.why == (
        "For January to March 2024 one source states 44%, another 39%; "
        "the plan counts 44%, because it was published last.",
    )
    assert [place.keys for place in found.rests_on] == [("readings", 0, "value"), ("readings", 1, "value")]
    assert challenges_of("C404", "2024-06-03", files(reading(39) + other.replace("44", "39"))) == ()
    assert challenges_of("C404", "2024-08-06", files(reading(39) + other + reading(50, "2024-Q2", "2024-08-05"))) == ()


def test_figures_overdue(challenges_of):
    quarterly = MEASURE + 'readings_every = "quarter"\n'
    one = files(reading(45), measure=quarterly)
    (found,) = challenges_of("C405", "2024-08-02", one)
    assert found.question == 'Why has no newer figure of "Plans in time" been published, 3 days after it was due?'
    assert found.why == (
        "The last figure is for January to March 2024; the one for the period to 30 Jun 2024 is 3 days overdue.",
    )
    assert challenges_of("C405", "2024-07-30", one) == ()
    assert challenges_of("C405", "2024-08-02", files(reading(45))) == ()


def test_a_figure_that_was_corrected_is_found_in_its_file(challenges_of):
    named = reading(45).replace("[[readings]]", "[[readings]]\nid = 'aaaa'")
    corrected = reading(44, on="2024-05-09", rest="corrects = 'aaaa'")
    (found,) = challenges_of(
        "C404", "2024-06-03", files(named + corrected + reading(39, rest="source = ['https://o.example']"))
    )
    assert found.rests_on
