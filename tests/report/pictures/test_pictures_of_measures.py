"""The picture of a measure: what it says, and that each figure of its table has its mark at its place."""

from datetime import date

import pytest

from actionplan import load
from actionplan.report.inline import plain
from actionplan.report.pictures.measure import measure_picture
from actionplan.summary.measures.measures import plan_measures
from drawn import assert_readable, shapes, sizes, words

DAY = date(2025, 6, 1)

MEASURE = """\
title = "Plans in twenty weeks"
unit = "per cent"
direction = "up"
baseline = { value = 40, period = "2023-Q4" }
"""
READINGS = """
[[readings]]
on = 2024-08-01
period = "2024-Q2"
value = 44
source = ["https://council.example/a"]

[[readings]]
on = 2024-11-01
period = "2024-Q3"
value = 50
source = ["https://council.example/a"]
"""
TARGET = "\n[[targets]]\ndue = 2025-12-31\nvalue = 70\n"
EASIER = '\n[[targets]]\ndue = 2025-12-31\nvalue = 60\non = 2024-12-12\nreason = "Too few staff"\n'
DUTY = 'duty = { value = 100, text = "Every plan in twenty weeks" }\n'
ENGLAND = '\n[[benchmarks]]\non = 2024-11-01\nof = "England"\nperiod = "2024-Q3"\nvalue = 48\n'
RIVAL = '\n[[readings]]\non = 2024-11-02\nperiod = "2024-Q3"\nvalue = 47\nsource = ["https://health.example/b"]\n'
YEAR = '\n[[readings]]\non = 2024-11-02\nperiod = "FY2023-24"\nvalue = 42\n'


@pytest.fixture
def picture(make_plan):
    """Return a function that gives the picture of a measure from its TOML."""

    def made(text, day=DAY):
        plan = load(make_plan({"measures/timely.toml": text})).plans[0]
        [measure] = plan_measures(plan, day).measures
        return measure_picture(measure, day)

    return made


def test_what_a_picture_of_a_measure_says(picture):
    made = picture(MEASURE + DUTY + READINGS + TARGET)
    finding = (
        "50% for July to September 2024, worse than the 51% calculated on a straight line between targets; "
        "50 points short of the duty"
    )
    assert made.caption == f"Plans in twenty weeks: {finding}"
    assert made.note == "Per cent; higher is better. Nothing is published for later than 30 Sep 2024."
    assert made.alt == (
        "Plans in twenty weeks: from 44% for April to June 2024 to 50% for July to September 2024. The target is 70% "
        "by 31 Dec 2025; 50 points short of the duty of 100%."
    )
    assert [sign.words for sign in made.key] == [
        "Published figure",
        "Starting point",
        "Line between targets, and target",
        "Duty by law",
        "No figure published",
        "Day of this report",
    ]
    assert_readable(made)


def test_a_target_that_was_made_easier_is_called_that_and_the_first_one_stays(picture):
    made = picture(MEASURE + READINGS + TARGET + EASIER)
    assert made.caption.endswith(
        "better than the 47% calculated on a straight line between targets; the target was made easier, from 70% to 60%"
    )
    assert made.note.endswith("Target made easier on 12 Dec 2024.")
    assert {"first 70", "now 60"} <= set(words(made.drawing.wide))
    assert ("by 31 Dec 2025", "70%", "target as first set", "the plan") in made.table.rows
    assert_readable(made)


def test_another_source_another_length_and_elsewhere_have_marks_of_their_own(picture):
    made = picture(MEASURE + READINGS + RIVAL + YEAR + ENGLAND)
    rows = {tuple(map(plain, row[:3])) for row in made.table.rows}
    assert ("July to September 2024", "50%", "another source") in rows
    assert ("July to September 2024", "48%", "England") in rows
    assert "Sources differ for July to September 2024" in made.note
    assert {"50 in another source", "England: 48"} <= set(words(made.drawing.wide))
    assert [sign.words for sign in made.key if sign.words.startswith(("Another", "For", "Else"))] == [
        "Another source differs",
        "For another length of time",
        "Elsewhere",
    ]
    assert_readable(made)


def number(text):
    return float(text.rstrip("%").replace(",", ""))


@pytest.mark.parametrize(
    "more", ["", TARGET, TARGET + EASIER, RIVAL, YEAR, ENGLAND, TARGET + EASIER + RIVAL + YEAR + ENGLAND]
)
def test_every_figure_of_the_table_has_a_mark_at_its_place(picture, more):
    made = picture(MEASURE + READINGS + more)
    for text, _, _ in sizes(made.drawing):
        found = shapes(text)
        lines = [
            shape.points[0][1] for shape in found if shape.looks == {"f-none", "s-rule"} and len(shape.points) == 2
        ]
        labels = [number(shape.text) for shape in found if {"end", "f-ink2"} <= shape.looks and shape.text.isdigit()]
        low, high = lines[0], lines[len(labels) - 1]

        def value(y, low=low, high=high, labels=labels):
            return labels[0] + (labels[-1] - labels[0]) * (y - low) / (high - low)

        marks = [shape for shape in found if shape.tag == "circle"]
        places = [value(shape.points[0][1]) for shape in marks]
        for shape in found:
            if shape.tag == "rect" and "s-late" in shape.looks:
                places.append(value((shape.points[0][1] + shape.points[1][1]) / 2))
            if shape.tag == "path" and "f-none" not in shape.looks and len(shape.points) == 4:
                places.append(value(shape.points[0][1]))
            if shape.tag == "path" and {"f-paper", "s-ink"} <= shape.looks:
                places.append(value(shape.points[0][1] + 5.5))
        wanted = sorted(number(plain(row[1])) for row in made.table.rows)
        assert sorted(places) == pytest.approx(wanted, abs=0.4)


def test_fewer_than_two_figures_are_no_picture(picture):
    one = READINGS[: READINGS.index("[[readings]]", 5)]
    assert picture(MEASURE) is None
    assert picture(MEASURE + one + TARGET) is None


def test_the_axis_begins_at_0_whatever_the_figures(picture):
    made = picture(MEASURE.replace("40", "96") + READINGS.replace("44", "97").replace("50", "98"))
    assert [word for word in words(made.drawing.wide) if word.isdigit()][:2] == ["0", "20"]


def test_a_line_is_broken_where_a_figure_is_missing(picture):
    gap = READINGS.replace("2024-Q2", "2023-Q3").replace("2024-08-01", "2023-11-01")
    every = MEASURE.replace('direction = "up"', 'direction = "up"\nreadings_every = "quarter"')
    for text, joined in ((MEASURE, True), (every, False)):
        made = picture(text.replace("2023-Q4", "2022") + gap)
        lines = [shape for shape in shapes(made.drawing.wide) if shape.looks == {"f-none", "s-line1"}]
        assert any(len(line.points) == 2 for line in lines) == joined


def test_a_break_in_the_series_is_a_line_and_is_not_crossed(picture):
    broken = READINGS.replace("value = 50", 'value = 50\nbreak_in_series = "Exceptions are left out"')
    made = picture(MEASURE + broken)
    assert "Counted in another way from here" in [sign.words for sign in made.key]
    assert ("July to September 2024", "50%", "published; Exceptions are left out") in {
        row[:3] for row in made.table.rows
    }
    lines = [shape for shape in shapes(made.drawing.wide) if shape.looks == {"f-none", "s-line1"}]
    assert [len(line.points) for line in lines if len(line.points) > 1] == [2]  # from the start to the figure before
    assert "For another length of time" not in [sign.words for sign in made.key]


def test_a_wide_screen_has_a_row_of_bars(picture):
    [line] = picture(MEASURE + READINGS).screen
    assert plain(line) == "44% for April to June 2024  ▇█  50% for July to September 2024"
