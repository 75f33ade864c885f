"""What is missing: nothing is wrong, but someone will ask."""

import pytest

from conftest import ACTION, AREA

CLAUSE = '[[clauses]]\nid = "a"\ntext = "Data are shared"\n'
ON_CLAUSE = '[[status]]\non = 2024-08-01\nby = "hcc"\nclause = "a"\n'


def test_complete_is_believed_with_evidence(codes_of_action):
    complete = '[[status]]\non = 2024-03-05\nby = "hcc"\nstate = "complete"\n'
    assert codes_of_action(complete) == ["W501"]
    assert codes_of_action(complete + 'evidence = [{ path = "report.pdf" }]') == []
    assert codes_of_action(complete.replace("complete", "in-progress")) == []


def test_an_action_has_an_owner(codes_of_action):
    head = 'title = "Build"\nareas = ["PA1"]\n'
    named_later = '[[status]]\non = 2024-03-05\nby = "board"\nowner = "hcc"\nreason = "Named at last"'
    assert codes_of_action(head=head) == ["W502"]
    assert codes_of_action(named_later, head=head) == []


def test_an_area_is_served_by_an_action(codes_of):
    assert codes_of({"areas/PA1.toml": AREA, "areas/PA2.toml": AREA}) == ["W503"]


def test_a_second_area_of_an_action_is_served_too(codes_of):
    both = ACTION.replace('["PA1"]', '["PA1", "PA2"]')
    assert codes_of({"areas/PA1.toml": AREA, "areas/PA2.toml": AREA, "actions/1.1.toml": both}) == []


def test_an_area_that_an_action_has_left_is_not_served(codes_of):
    moved = '[[status]]\non = 2024-03-05\nby = "hcc"\nareas = ["PA2"]\nreason = "It belongs there"'
    files = {"areas/PA1.toml": AREA, "areas/PA2.toml": AREA, "actions/1.1.toml": ACTION + moved}
    assert codes_of(files) == ["W503"]


@pytest.mark.parametrize(
    "rest", ['actions = ["1.1"]\n', 'no_action_because = "It is a letter"\n', ON_CLAUSE + 'state = "complete"\n']
)
def test_a_clause_is_carried_out_by_something(codes_of_resolution, rest):
    assert codes_of_resolution(CLAUSE) == ["E504"]
    assert codes_of_resolution(CLAUSE + rest) == []


def test_a_note_alone_carries_nothing_out(codes_of_resolution):
    assert codes_of_resolution(CLAUSE + ON_CLAUSE + 'note = "We shall see"') == ["E504"]


def test_an_entry_may_say_later_what_carries_it_out(codes_of_resolution):
    assert codes_of_resolution(CLAUSE + ON_CLAUSE + 'actions = ["1.1"]\nreason = "Planned since"') == []


@pytest.mark.parametrize(
    ("outcome", "codes"),
    [("carried", ["E504"]), ("carried-as-amended", ["E504"]), ("lost", []), ("withdrawn", []), ("referred", [])],
)
def test_only_what_was_carried_binds(codes_of_resolution, outcome, codes):
    head = f'title = "Do better"\nbody = "hcc"\non = 2024-07-16\noutcome = "{outcome}"\n'
    assert codes_of_resolution(CLAUSE, head=head) == codes


def test_a_clause_has_actions_or_a_reason_for_none(codes_of_resolution):
    both = 'actions = ["1.1"]\nno_action_because = "It is a letter"\n'
    assert codes_of_resolution(CLAUSE + both) == ["E505"]
    assert codes_of_resolution(CLAUSE + 'actions = ["1.1"]\n' + ON_CLAUSE + both + 'reason = "Why?"') == ["E505"]


def test_a_clause_that_had_none_may_be_given_actions(codes_of_resolution):
    before = CLAUSE + 'no_action_because = "It is a letter"\n'
    assert codes_of_resolution(before + ON_CLAUSE + 'actions = ["1.1"]\nreason = "More was needed"') == []


def test_an_action_names_its_area(codes_of_action):
    assert codes_of_action(head='title = "Build"\nareas = []\nowner = "hcc"\n') == ["W503", "W506"]
