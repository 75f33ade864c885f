"""Due dates that move: whose approval each move needs, and how many there may be."""

import pytest

from conftest import ACTION, PLAN

APPROVALS = '[policy]\nredate_approvals = ["board", "icb"]\n'
LIMIT = '[policy]\nredate_limit = 2\nredate_board = "board"\n'


def moves(*days, lines=""):
    """Return entries of May, one a day, each of which moves the due date."""
    return "\n".join(move(number, day, lines) for number, day in enumerate(days, start=1))


def move(number, due, *lines, by="hcc"):
    because = 'reason = "Later"'
    return "\n".join(["[[status]]", f"on = 2024-05-{number:02}", f'by = "{by}"', f"due = {due}", because, *lines])


def approved(*bodies):
    return "approvals = [" + ", ".join(f'{{ by = "{body}", on = 2024-05-01 }}' for body in bodies) + "]"


@pytest.mark.parametrize(
    ("bodies", "codes"), [([], ["E409"]), (["board"], ["E409"]), (["icb", "board"], []), (["icb", "board", "hcc"], [])]
)
def test_each_body_that_the_policy_names_approves_a_move(codes_of_action, bodies, codes):
    assert codes_of_action(move(1, "2024-12-31", approved(*bodies)), plan=APPROVALS) == codes


def test_without_a_policy_no_approval_is_needed(codes_of_action):
    assert codes_of_action(move(1, "2024-12-31")) == []


def test_each_move_needs_its_own_approvals(codes_of_action):
    history = move(1, "2024-12-31", approved("board", "icb")) + "\n" + move(2, "2025-12-31")
    assert codes_of_action(history, plan=APPROVALS) == ["E409"]


def test_the_same_last_day_in_other_words_is_no_move(codes_of_action):
    assert codes_of_action(move(1, '"2024-09"'), plan=APPROVALS) == []


def test_a_first_due_date_needs_no_approval(codes_of_action):
    head = ACTION.replace("due = 2024-09-30", "")
    assert codes_of_action(move(1, "2024-12-31"), head=head, plan=APPROVALS) == []


def test_a_date_that_is_withdrawn_and_the_next_one_need_approval(codes_of_action):
    assert codes_of_action(moves('"unknown"', "2025-12-31"), plan=APPROVALS) == ["E409", "E409"]


def test_before_the_plan_was_agreed_no_approval_is_needed(codes_of_action):
    history = move(1, "2024-12-31").replace("2024-05-01", "2024-01-05")
    assert codes_of_action(history, plan=APPROVALS) == []


def test_a_corrected_date_has_the_approvals_of_what_it_corrects(codes_of_action):
    first = move(1, "2024-12-31", 'id = "a"', approved("board", "icb"))
    assert codes_of_action(first + "\n" + move(2, "2024-12-30", 'corrects = "a"'), plan=APPROVALS) == []


@pytest.mark.parametrize(
    ("days", "codes"),
    [
        (["2024-10-31", "2024-11-30"], []),
        (["2024-10-31", "2024-11-30", "2024-12-31"], ["W410"]),
        (["2024-10-31", "2024-11-30", "2024-12-31", "2025-01-31"], ["W410", "W410"]),
        (["2024-10-31", '"unknown"', "2024-12-31"], []),
    ],
)
def test_the_limit_is_how_often_a_date_may_move_before_the_board_is_asked(codes_of_action, days, codes):
    assert codes_of_action(moves(*days), plan=LIMIT) == codes


@pytest.mark.parametrize("third", [move(3, "2024-12-31", approved("board")), move(3, "2024-12-31", by="board")])
def test_the_board_may_allow_one_move_more(codes_of_action, third):
    assert codes_of_action(moves("2024-10-31", "2024-11-30") + "\n" + third, plan=LIMIT) == []


@pytest.mark.parametrize(("day", "codes"), [("2024-05-02", ["W410"]), ("2024-05-03", []), ("2024-06-01", [])])
def test_what_the_board_says_on_that_day_or_later_counts_as_coming_before_it(codes_of_action, day, codes):
    said = f'\n[[status]]\non = {day}\nby = "board"\nnote = "The owner came before us"\n'
    assert codes_of_action(moves("2024-10-31", "2024-11-30", "2024-12-31") + said, plan=LIMIT) == codes


def test_a_limit_of_none_at_all(codes_of_action):
    assert codes_of_action(moves("2024-10-31"), plan="[policy]\nredate_limit = 0\n") == ["W410"]
    assert codes_of_action("", plan="[policy]\nredate_limit = 0\n") == []


@pytest.mark.parametrize(("limit", "codes"), [(-1, ["E107"]), (0, [])])
def test_a_limit_is_counted_from_0(codes_of_plan, limit, codes):
    assert codes_of_plan(f"[policy]\nredate_limit = {limit}") == codes


@pytest.mark.parametrize("line", ['redate_approvals = ["hcc", "bord"]', 'redate_board = "bord"'])
def test_the_policy_names_bodies(codes_of_plan, line):
    assert codes_of_plan(f"[policy]\n{line}") == ["E201"]
    assert codes_of_plan(f"[policy]\n{line.replace('bord', 'board')}") == []


def test_the_message_names_who_is_missing(make_plan, actionplan):
    plan = make_plan({"plan.toml": PLAN + APPROVALS, "actions/1.1.toml": ACTION + move(1, "2024-12-31")})
    assert "the due date moves without the approval of board, icb" in actionplan("check", plan).out


def done(number, *lines):
    return "\n".join(["[[status]]", f"on = 2024-05-{number:02}", 'by = "hcc"', *lines]) + "\n"


@pytest.mark.parametrize(
    ("history", "codes"),
    [
        (done(1, 'state = "complete"') + move(2, "2024-12-31"), ["E414"]),
        (done(1, 'state = "complete"', "due = 2024-12-31", 'reason = "Late"'), ["E414"]),
        (done(1, 'state = "cancelled"', 'reason = "Merged"') + move(2, "2024-12-31"), ["E414"]),
        (move(1, "2024-12-31") + "\n" + done(2, 'state = "complete"'), []),
        (done(1, 'state = "complete"') + move(2, "2024-12-31", 'state = "in-progress"'), []),
        (done(1, 'state = "complete"') + move(2, "2024-09-30"), []),
    ],
)
def test_what_is_finished_or_cancelled_is_not_given_a_new_date(codes_of_action, history, codes):
    assert codes_of_action(history, select="E4") == codes


def test_nor_is_a_milestone_that_is_done(codes_of_action):
    head = ACTION + '[[milestones]]\nid = "a"\ntitle = "Draft"\ndue = 2024-04-30\n'
    history = done(1, 'milestone = "a"', 'state = "complete"') + move(2, "2024-06-30", 'milestone = "a"')
    assert codes_of_action(history, head=head, select="E4") == ["E414"]


@pytest.mark.parametrize(
    ("history", "codes"),
    [
        (move(1, "2024-12-31") + "\n" + move(1, "2025-03-31"), ["W516"]),
        (move(1, "2024-12-31") + "\n" + move(1, "2024-12-31"), []),
        (move(1, "2024-12-31") + "\n" + move(2, "2025-03-31"), []),
        (move(1, "2024-12-31") + "\n" + move(1, "2025-03-31") + "\n" + move(2, "2025-06-30"), []),
        (move(1, "2024-12-31", 'id = "a"') + "\n" + move(1, "2025-03-31", 'corrects = "a"'), []),
    ],
)
def test_rival_decisions_of_one_day_are_named_until_a_later_one_decides(codes_of_action, history, codes):
    assert codes_of_action(history, select="W516") == codes


def test_so_are_two_owners_of_one_day(codes_of_action):
    entry = '[[status]]\non = 2024-05-01\nby = "hcc"\nowner = "{}"\nreason = "Better placed"\n'
    assert codes_of_action(entry.format("icb") + entry.format("board"), select="W516") == ["W516"]
