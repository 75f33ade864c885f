"""The order in which entries take force: the fast way for ordered entries agrees with the plain rule."""

from datetime import date

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from actionplan.model.as_known import agreed_day
from actionplan.model.dates import PlanDate, on_day
from actionplan.model.entries import ActionEntry, Redaction
from actionplan.model.ids import Id
from actionplan.model.kinds import HEADS
from actionplan.model.records import Action, Plan
from actionplan.summary.timeline import (
    as_corrected,
    head_as_at,
    in_order,
    listed_up_to,
    of_part,
    of_whole,
    stated_as_at,
    up_to,
)

AGREED = date(2024, 3, 4)
FEBRUARY = PlanDate("2024-02", date(2024, 2, 1), date(2024, 2, 29))
STUB = Redaction(on=date(2024, 6, 1), reason="a child's name", authority="court")

days = st.integers(1, 9).map(lambda day: on_day(date(2024, 3, day)))
entries = st.lists(
    st.builds(
        ActionEntry,
        on=days | st.sampled_from([FEBRUARY, PlanDate("unknown")]),
        id=st.none() | st.sampled_from("abc").map(Id),
        corrects=st.none() | st.none() | st.sampled_from("abcd").map(Id),
        redacted=st.none() | st.none() | st.just(STUB),
        milestone=st.none() | st.sampled_from("mn").map(Id),
        owner=st.none() | st.sampled_from("xy").map(Id),
        due=st.none() | days,
    ),
    max_size=6,
)
orderly = entries.map(lambda found: sorted((evolve(entry, corrects=None) for entry in found), key=first_day))


def first_day(entry):
    return entry.on.last or date.max


def plainly(status, agreed, *, with_redacted):
    """Return places, days and whether they are early by the rule as documented, entry by entry."""

    def root(index, seen):
        corrected = next((place for place, other in enumerate(status) if other.id == status[index].corrects), None)
        if status[index].corrects is None or corrected is None or corrected in seen:
            return index
        return root(corrected, {*seen, corrected})

    roots = [root(index, {index}) for index in range(len(status))]
    found = [
        (status[roots[index]].on.last, roots[index], index)
        for index, entry in enumerate(status)
        if status[roots[index]].on.last is not None and (with_redacted or entry.redacted is None)
    ]
    return [(day, first, index, agreed is not None and day < agreed) for day, first, index in sorted(found)]


@given(entries | orderly, st.sampled_from([None, AGREED]), st.booleans())
def test_entries_take_force_by_day_and_corrections_with_what_they_correct(status, agreed, with_redacted):
    found = in_order(status, agreed, with_redacted=with_redacted)
    assert [(each.day, each.root, each.index, each.early) for each in found] == plainly(
        status, agreed, with_redacted=with_redacted
    )
    assert all(each.entry is status[each.index] for each in found)


@given(entries | orderly, days)
def test_those_up_to_a_day_are_the_first_of_all(status, day):
    """Entries in force on a day count as corrected; those listed are as in the file, redacted ones too."""
    for every, found in (
        (as_corrected(status, AGREED), up_to(status, day.last, AGREED)),
        (in_order(status, AGREED, with_redacted=True), listed_up_to(status, day.last, AGREED)),
    ):
        assert found == tuple(each for each in every if each.day <= day.last)


@given(entries | orderly)
def test_an_entry_and_its_corrections_are_one_with_what_was_last_stated(status):
    """A law: corrections merge into what they correct, value by value, and no entry of another day comes into it."""
    alone = in_order(status, AGREED)
    for each in as_corrected(status, AGREED):
        own = [one.entry for one in alone if one.root == each.root and one.entry.milestone == each.entry.milestone]
        for name in ("owner", "due"):
            stated = [getattr(entry, name) for entry in own if getattr(entry, name) is not None]
            assert getattr(each.entry, name) == (stated[-1] if stated else None)
        assert (each.entry.on, each.day) == (status[each.root].on, status[each.root].on.last)
    assert {each.root for each in as_corrected(status, AGREED)} == {each.root for each in alone}


@given(entries)
def test_each_entry_is_about_the_whole_or_about_one_part(status):
    placed = in_order(status)
    apart = [*of_whole(placed), *of_part(placed, Id("m")), *of_part(placed, Id("n"))]
    assert sorted(each.index for each in apart) == sorted(each.index for each in placed)


@given(entries, days)
def test_one_field_of_a_head_is_that_of_the_whole_head(status, day):
    plan = Plan(format=1, id=Id("p"), title="P", agreed=on_day(AGREED))
    action = Action(id=Id("1"), title="T", areas=(), owner=Id("z"), status=tuple(status))
    head = head_as_at(action, up_to(status, day.last, agreed_day(plan, action)))
    for name in HEADS[Action]:
        assert stated_as_at(plan, action, name, day.last) == getattr(head, name)
