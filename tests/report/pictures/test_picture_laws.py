"""Laws of pictures, for any contents: all is in the frame, no words cover others, every text is a text."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

from attrs import evolve
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from actionplan.model.dates import PlanDate, on_day
from actionplan.model.entries import ActionEntry
from actionplan.model.ids import Id
from actionplan.model.measures import Baseline, Benchmark, Duty, Measure, Reading, Target
from actionplan.model.policy import Rating
from actionplan.model.records import Action, Area, Plan
from actionplan.model.risks import Risk, RiskLevel, RiskScale
from actionplan.model.vocabulary import AreaKind, Colour, Direction, Every
from actionplan.report.document import Column, Table
from actionplan.report.pictures.burn_up import burn_up
from actionplan.report.pictures.chain import chain
from actionplan.report.pictures.ladder import ladder
from actionplan.report.pictures.matrix import matrix_picture
from actionplan.report.pictures.measure import measure_picture
from actionplan.report.pictures.months import month_strip
from actionplan.report.pictures.scales import Days, number_ticks, ticks
from actionplan.report.pictures.scales import numbers as scale_of
from actionplan.report.pictures.strip import area_strip
from actionplan.report.pictures.timeline import timeline
from actionplan.report.words import part_of_line
from actionplan.report.writers import svg
from actionplan.summary.actions import summarise_actions
from actionplan.summary.dependencies import plan_dependencies
from actionplan.summary.history import action_story
from actionplan.summary.last_words import Rated
from actionplan.summary.measures.measures import plan_measures
from actionplan.summary.risks import plan_risks
from actionplan.summary.status import summarise_plan
from drawn import assert_readable, shapes, sizes
from every_block import ANY
from strategies import days, ids, in_order, numbers, plan_dates, scores, some, texts, word

DAY = date(2025, 6, 1)
TABLE = Table((Column("Action"),), (("a",),))
EXACT = days().map(on_day)
ANY_PICTURE = settings(max_examples=60, deadline=None)


def plan_of(**records):
    """Return a plan with some records."""
    ordered = {
        name: in_order(tuple(each)) for name, each in records.items() if name in ("actions", "measures", "risks")
    }
    return Plan(format=1, id=Id("p"), title="P", agreed=on_day(date(2022, 1, 1)), **records | ordered)


def entries():
    """Return the history of an action in short: dates that were moved, and states."""
    states = st.sampled_from(["in-progress", "complete", "cancelled", "suspended"])
    moved = st.builds(ActionEntry, on=EXACT, by=st.just("hcc"), due=plan_dates(), reason=st.just("Late"))
    said = st.builds(ActionEntry, on=EXACT, by=st.just("hcc"), state=states, reason=st.just("So"))
    return st.lists(moved | said, max_size=3).map(tuple)


def actions():
    """Return actions with any names and dates."""
    names = {"id": ids(), "title": texts(), "ref": st.none() | texts(2), "owner": st.none() | ids()}
    return st.builds(Action, **names, areas=st.just(()), due=st.none() | EXACT | plan_dates(), status=entries())


MANY = st.lists(actions(), min_size=2, max_size=18)


@ANY_PICTURE
@given(MANY, ANY)
def test_any_timeline_and_burn_up_can_be_read(found, name):
    every = summarise_actions(plan_of(actions=found), DAY)
    picture: Any
    for picture in (timeline(name, every, TABLE, DAY), burn_up(every, DAY)):
        if picture is not None:
            assert_readable(picture)


@ANY_PICTURE
@given(MANY, st.data())
def test_any_chain_can_be_read(found, data):
    found = in_order(tuple(found))
    names = st.lists(st.sampled_from([each.id for each in found]), max_size=3).map(tuple)
    late = [evolve(each, due=on_day(date(2025, 5, 1)), status=(), after=data.draw(names)) for each in found]
    picture: Any = chain(plan_dependencies(plan_of(actions=late), DAY))
    if picture is not None:
        assert_readable(picture)


@ANY_PICTURE
@given(actions(), st.lists(st.tuples(days(), days()), min_size=1, max_size=8), days())
def test_any_ladder_can_be_read(action, moves, day):
    history = tuple(
        ActionEntry(on=on_day(on), by=Id("hcc"), due=on_day(due), reason="Late") for on, due in sorted(moves)
    )
    action = evolve(action, due=on_day(date(2024, 9, 30)), status=(*history, *action.status))
    picture: Any = ladder(action_story(plan_of(actions=[action]), action, day), TABLE, day)
    if picture is not None:
        assert_readable(picture)


PERIODS = ["2023-Q4", "2024", "2024-Q1", "2024-Q2", "2024-Q4", "2025-Q1", "2024-03", "2024-09", "FY2023-24"]


def measures():
    """Return measures with figures, targets and all that they are compared with."""
    value, period = st.decimals(-50, 2000, places=1) | numbers(), st.sampled_from(PERIODS).map(PlanDate)
    return st.builds(
        Measure,
        id=st.just("m"),
        title=texts(),
        unit=st.sampled_from(["per cent", "children"]) | texts(),
        direction=word(Direction),
        baseline=st.none() | st.builds(Baseline, value=value, period=period),
        duty=st.none() | st.builds(Duty, value=value, text=texts()),
        readings_every=st.none() | word(Every),
        targets=some(st.builds(Target, due=EXACT, value=value, on=st.none() | EXACT, replaces=st.none() | EXACT), 4),
        readings=some(
            st.builds(Reading, on=EXACT, period=period, value=value, break_in_series=st.none() | texts()), 12
        ),
        benchmarks=some(st.builds(Benchmark, on=EXACT, of=texts(), period=period, value=value), 3),
    )


@ANY_PICTURE
@given(measures())
def test_any_measure_can_be_read(measure):
    [found] = plan_measures(plan_of(measures=[measure]), date(2027, 6, 1)).measures
    picture: Any = measure_picture(found, date(2027, 6, 1))
    if picture is not None:
        assert_readable(picture)


def ratings():
    """Return ratings with any label, and some that an area was given, the last first."""
    rating = st.builds(Rating, label=texts(), meaning=texts(), colour=st.none() | word(Colour))
    return st.dictionaries(ids(), rating, min_size=1, max_size=4).flatmap(
        lambda found: st.tuples(st.just(found), st.lists(st.tuples(st.sampled_from(sorted(found)), days()), max_size=9))
    )


def given_in_order(found):
    """Return ratings that were given, the last first."""
    return [
        Rated(rating=name, on=on_day(day), by=Id("hcc"), note=None)
        for name, day in sorted(found, key=lambda pair: pair[1], reverse=True)
        if day <= DAY
    ]


@ANY_PICTURE
@given(
    ratings(), st.lists(st.builds(Area, id=ids(), title=texts(), kind=word(AreaKind)), min_size=1, max_size=4), days()
)
def test_any_strip_can_be_read(drawn, found, moved):
    known, entries = drawn
    rated = given_in_order(entries)
    plan = plan_of(areas=in_order(tuple(found)))
    summary = summarise_plan(plan, DAY)
    each = {area.id: rated for area in summary.areas}
    picture: Any
    for picture in (area_strip(summary.areas, each, known, {}, DAY), month_strip(rated, known, {}, [moved], DAY)):
        if picture is not None:
            assert_readable(picture)


@ANY_PICTURE
@given(
    st.lists(
        st.builds(Risk, id=ids(), title=texts(), ref=st.none() | texts(2), residual=scores()), min_size=1, max_size=14
    ),
    st.lists(texts(), min_size=1, max_size=7),
    st.lists(texts(), min_size=1, max_size=7),
    st.lists(
        st.builds(RiskLevel, label=texts(), at_least=st.integers(1, 25), colour=st.none() | word(Colour)), max_size=3
    ),
)
def test_any_matrix_can_be_read(found, likelihood, impact, levels):
    scale = RiskScale(likelihood=tuple(likelihood), impact=tuple(impact), levels=tuple(levels))
    picture: Any = matrix_picture(plan_risks(plan_of(risks=found, risk_scale=scale), DAY))
    if picture is not None:
        assert_readable(picture)


@ANY_PICTURE
@given(ANY)
def test_any_name_is_text_in_a_drawing(name):
    """Nothing that people wrote becomes an element, and each drawing is also a file of its own."""
    assume(name.strip())
    done = ActionEntry(on=on_day(date(2025, 3, 1)), by=Id("hcc"), state="complete")
    records = [
        Action(id=Id("1.1"), title=name, areas=(), owner=name, due=on_day(date(2025, 5, 1))),
        Action(id=Id("1.2"), title=name, areas=(), owner=name, due=on_day(date(2025, 5, 1)), after=(Id("1.1"),)),
        Action(id=Id("1.3"), title=name, areas=(), due=on_day(date(2025, 2, 1)), status=(done,)),
    ]
    plan = plan_of(actions=records)
    every = summarise_actions(plan, DAY)
    picture: Any
    for picture in (timeline(name, every, TABLE, DAY), chain(plan_dependencies(plan, DAY))):
        for drawing, width, height in sizes(picture.drawing):
            assert {shape.tag for shape in shapes(drawing)} <= {"path", "rect", "circle", "text"}
            alone = ElementTree.fromstring(svg.standalone(drawing, width, height))
            assert not [each for each in alone.iter() if each.get("class")]
        assert_readable(picture)


def without_blanks(text):
    return "".join(text.split())


@ANY_PICTURE
@given(ANY)
def test_no_name_is_cut(name):
    """A name takes as many lines as it needs, on a page and on a telephone."""
    assume(name.strip())
    records = [
        Action(id=Id("1.1"), title=name, areas=(), owner=name, due=on_day(date(2025, 5, 1))),
        Action(id=Id("1.2"), title=name, areas=(), owner=name, due=on_day(date(2025, 5, 1)), after=(Id("1.1"),)),
    ]
    plan = plan_of(actions=records)
    picture: Any
    for picture in (timeline("A", summarise_actions(plan, DAY), TABLE, DAY), chain(plan_dependencies(plan, DAY))):
        for drawing, _, _ in sizes(picture.drawing):
            shown = without_blanks("".join(shape.text for shape in shapes(drawing)))
            assert shown.count(without_blanks(part_of_line(name))) >= len(records)


@given(days(), days(), days(), days())
def test_an_earlier_day_is_at_the_left_of_a_later_one(first, last, one, other):
    first, last = min(first, last), max(first, last)
    scale = Days(first=first, last=last, today=first, left=10, right=600)
    inner = [day for day in sorted((one, other)) if first <= day <= last]
    places = [scale.at(day) for day in (first, *inner, last)]
    assert places == sorted(places)
    assert first == last or (places[0], places[-1]) == (10, 600)
    if (last - first).days < 590:
        assert len(set(places)) == len({first, *inner, last})


@given(days(), st.integers(0, 20000), st.integers(30, 90))
def test_lines_of_time_are_beginnings_of_months_and_far_enough_apart(first, long, apart):
    scale = Days(first=first, last=first + timedelta(days=long), today=first, left=0, right=300)
    found = list(ticks(scale, apart))
    assert all(tick.day.day == 1 and first <= tick.day <= scale.last for tick in found)
    places = [scale.at(tick.day) for tick in found]
    assert all(later - sooner > apart * 0.9 for sooner, later in pairwise(places))


@given(st.lists(st.decimals(-(10**9), 10**9, places=2), min_size=1, max_size=5), st.booleans())
def test_a_scale_of_numbers_has_0_and_all_of_them_in_at_most_five_steps(values, whole):
    scale = scale_of(values, 300, 20, whole=whole)
    found = [value for value, _ in number_ticks(scale)]
    assert 2 <= len(found) <= 6
    assert 0 in found
    assert all(20 <= scale.at(value) <= 300 for value in values)
    places = [scale.at(value) for value in sorted(values)]
    assert places == sorted(places, reverse=True)
