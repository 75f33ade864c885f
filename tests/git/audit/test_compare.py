"""Laws of comparing two versions of a file's entries."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionplan.git.audit.compare import changed_keys, compare_entries, only_completes, only_counts_for_less
from actionplan.model.matching import content

entries = st.lists(
    st.fixed_dictionaries(
        {"on": st.dates(date(2024, 1, 1), date(2024, 1, 4)), "note": st.text(max_size=3)},
        optional={"id": st.sampled_from(["a", "b", "c"]), "progress": st.integers(0, 2) | st.booleans()},
    ),
    max_size=6,
    unique_by=content,
)


def named(listed):
    """Return entries that have an id of their own each."""
    return [{**entry, "id": f"e{number}"} for number, entry in enumerate(listed)]


@given(entries)
def test_what_did_not_change_has_no_findings(was):
    compared = compare_entries(was, [dict(reversed(entry.items())) for entry in was])
    assert compared == compare_entries((), ())


@given(entries, entries, st.randoms())
def test_entries_may_be_inserted_anywhere(was, new, random):
    became = list(was)
    for entry in new:
        became.insert(random.randint(0, len(became)), {**entry, "id": "new"})
    compared = compare_entries(was, became)
    assert (compared.altered, compared.removed, compared.moved) == ((), (), ())
    assert len(compared.inserted) == len(new)


@given(entries, entries)
def test_every_entry_is_accounted_for_once(was, became):
    compared = compare_entries(was, became)
    gone = {found.index for found in compared.removed}
    come = {found.index for found in compared.inserted}
    altered = (*compared.altered, *compared.redacted)
    assert len(gone) == len(compared.removed)
    assert not gone & {pair.was.index for pair in altered}
    assert not come & {pair.became.index for pair in altered}
    assert len(was) - len(gone) == len(became) - len(come)


@given(entries.filter(bool), st.data())
def test_a_single_tampering_is_found_once(listed, data):
    was = named(listed)
    index = data.draw(st.integers(0, len(was) - 1))
    altered = compare_entries(was, [*was[:index], {**was[index], "note": "another"}, *was[index + 1 :]])
    assert [(found.was.index, found.became.index) for found in altered.altered] == [(index, index)]
    assert (altered.removed, altered.inserted, altered.moved) == ((), (), ())
    removed = compare_entries(was, [*was[:index], *was[index + 1 :]])
    assert [found.index for found in removed.removed] == [index]
    assert (removed.altered, removed.inserted, removed.moved) == ((), (), ())


@given(entries, st.permutations(range(6)))
def test_another_order_is_found_unless_it_is_the_same(listed, order):
    was = named(listed)
    became = [was[place] for place in order if place < len(was)]
    compared = compare_entries(was, became)
    assert (compared.altered, compared.removed, compared.inserted) == ((), (), ())
    assert bool(compared.moved) == (was != became)


def test_values_of_different_types_differ():
    assert changed_keys({"a": 1}, {"a": True}) == ["a"]
    assert changed_keys({"a": 1}, {"a": 1.5}) == ["a"]
    assert changed_keys({"a": 1}, {"a": 1.0}) == [], "a number is the same with and without a point"
    assert changed_keys({"a": float("nan")}, {"a": float("nan")}) == []
    assert changed_keys({"formerly": "x"}, {"formerly": ["x"]}) == ["formerly"]


def test_several_altered_at_once_without_ids():
    day = date(2024, 1, 1)
    was = [{"on": day, "note": "one"}, {"on": day, "note": "two"}]
    compared = compare_entries(was, [{"on": day, "note": "three"}, {"on": day, "note": "four"}])
    assert [found.index for found in compared.removed] == [0, 1], "which became which cannot be told"


def test_what_is_learned_later_of_others_may_be_given_where_there_was_none():
    was = {"by": ["dfe"], "clauses": [{"id": "a"}]}
    assert changed_keys(was, {**was, "seconder": "Cllr B", "by": ["dfe", "nhs"]}) == []
    assert changed_keys({"seconder": "Cllr B"}, {"seconder": "Cllr C"}) == ["seconder"]
    assert changed_keys({"seconder": "Cllr B"}, {}) == ["seconder"]
    assert changed_keys(was, {**was, "by": ["nhs"]}) == ["by"], "a reviewer does not go"


def test_what_is_for_readers_may_be_given_where_there_was_none():
    was = {"title": "Build one dashboard"}
    assert changed_keys(was, {**was, "short": "One dashboard", "plain": "You tell it once.", "ref": "A 1"}) == []
    assert changed_keys({"short": "One dashboard"}, {"short": "No dashboard"}) == ["short"]


def test_an_amount_is_only_marked_as_counting_for_less():
    was = [{"amount": 3}, {"amount": 4}]
    less = [{"amount": 3, "mentioned": True}, {"amount": 4, "within": "1.2"}]
    assert changed_keys({"resources": was}, {"resources": less}) == ["resources"]
    assert only_counts_for_less(was, less)
    assert not only_counts_for_less(less, was)
    for other in ([{"amount": 3}], [{"amount": 2}, {"amount": 4}], [{"amount": 3, "note": "x"}, {"amount": 4}]):
        assert not only_counts_for_less(was, other)


@pytest.mark.parametrize(
    ("became", "is_new", "allowed"),
    [
        ({"clauses": "abc"}, True, True),
        ({"clauses": "abc"}, False, False),
        ({"clauses": "abc", "clauses_made": 3}, False, True),
        ({"clauses": "abc", "clauses_made": 2}, False, False),
        ({"clauses": "abc", "clauses_made": 2, "status": [{"clauses_made": 3}]}, False, True),
        ({"clauses": "abc", "clauses_made": 2, "status": [{"clauses_made": 3}, {"clauses_made": 2}]}, False, True),
        ({"clauses": "abc", "clauses_made": "3"}, False, False),
        ({"clauses": "acb", "clauses_made": 3}, False, True),
        ({"clauses": "ac", "clauses_made": 3}, True, False),
        ({"clauses": "bac", "clauses_made": 3}, True, False),
    ],
)
def test_a_list_of_what_others_made_grows_as_long_as_the_record_says_that_it_lacks_some(became, is_new, allowed):
    became = {**became, "clauses": [{"id": name} for name in became["clauses"]]}
    assert only_completes("clauses", {"clauses": [{"id": "a"}, {"id": "b"}]}, became, is_new=is_new) == allowed


def test_what_a_list_had_keeps_its_text_while_it_grows():
    was = {"asks": [{"id": "a", "text": "Recruit"}]}
    more = {"id": "b", "text": "Report"}
    kept = {"recommendations": [{"id": "a", "text": "Recruit", "response": "accepted"}, more]}
    other = {"recommendations": [{"id": "a", "text": "Retain"}, more]}
    assert only_completes("recommendations", was, kept, is_new=True), "its answer may come at the same time"
    assert not only_completes("recommendations", was, other, is_new=True)


def test_amendments_may_always_be_added():
    assert only_completes("amendments", {}, {"amendments": [{"id": "a"}]}, is_new=False)
    assert not only_completes("amendments", {"amendments": [{"id": "a"}]}, {"amendments": []}, is_new=False)
    assert not only_completes("findings", {}, {"findings": ["PA1:a"]}, is_new=True), "what an action answers"
    assert not only_completes("milestones", {}, {"milestones": [{"id": "a"}]}, is_new=True)
