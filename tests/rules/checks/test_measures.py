"""Rules about measures: readings before their time, clashes, targets that change."""

import pytest

MEASURE = """
    title = "Plans in time"
    unit = "per cent"
    direction = "up"

    [[targets]]
    due = 2025-12-31
    value = 60
"""


@pytest.fixture
def codes_of_measure(codes_of):
    def codes(more, *, head=MEASURE, **options):
        return codes_of({"measures/m.toml": head + more}, select=("E124", "E3", "E413", "W51"), **options)

    return codes


def reading(period, value, on="2025-03-04", source=""):
    source = f'\n    source = ["{source}"]' if source else ""
    return f'\n    [[readings]]\n    on = {on}\n    period = "{period}"\n    value = {value}{source}\n'


def target(due, value, on="2025-03-04", rest=""):
    return f"\n    [[targets]]\n    due = {due}\n    value = {value}\n    on = {on}\n    {rest}\n"


def test_a_sound_measure(codes_of_measure):
    assert codes_of_measure(reading("2024", 54)) == []


@pytest.mark.parametrize("period", ["unknown", "ongoing"])
def test_a_reading_is_of_some_time(codes_of_measure, period):
    assert codes_of_measure(reading(period, 54)) == ["E124"]


def test_a_reading_may_be_published_before_its_period_is_over(codes_of_measure):
    assert codes_of_measure(reading("2025", 54)) == []
    assert codes_of_measure(reading("2025-Q2", 54)) == ["E311"]


def test_a_target_changes_with_a_reason(codes_of_measure):
    assert codes_of_measure(target("2025-12-31", 50)) == ["E413"]
    assert codes_of_measure(target("2025-12-31", 50, rest='reason = "Posts"')) == []


def test_a_target_of_another_day_is_a_new_one(codes_of_measure):
    assert codes_of_measure(target("2026-12-31", 80)) == []


def test_a_target_moves_with_a_reason(codes_of_measure):
    moves = "replaces = 2025-12-31"
    assert codes_of_measure(target("2026-03-31", 60, rest=moves)) == ["E413"]
    assert codes_of_measure(target("2026-03-31", 60, rest=f'{moves}\n    reason = "Posts"')) == []


def test_before_it_was_agreed_a_target_changes_freely(codes_of_measure):
    assert codes_of_measure(target("2025-12-31", 50, on="2023-12-01")) == []


def test_what_has_been_replaced_is_not_replaced_again(codes_of_measure):
    once = target("2026-03-31", 60, rest='replaces = 2025-12-31\n    reason = "Posts"')
    twice = target("2026-06-30", 60, on="2025-05-06", rest='replaces = 2025-12-31\n    reason = "Posts"')
    assert codes_of_measure(once + twice) == ["E308"]


def test_a_target_changed_after_its_day(codes_of_measure):
    assert codes_of_measure(target("2025-12-31", 50, on="2026-02-03", rest='reason = "Posts"')) == ["W511"]


A, B = "https://a.example", "https://b.example"
TWO = reading("2024", 54, source=A) + reading("2024", 52, "2025-06-01", B)


def test_a_clash_wants_a_preferred_source(codes_of_measure):
    assert codes_of_measure(TWO) == ["W510"]
    prefers = f'\n    [[status]]\n    on = 2025-06-02\n    preferred_source = "{A}"\n    reason = "The board uses it"\n'
    assert codes_of_measure(TWO + prefers) == []


def test_a_source_may_revise_its_own_figure(codes_of_measure):
    assert codes_of_measure(reading("2024", 54, source=A) + reading("2024", 52, "2025-06-01", A)) == []
