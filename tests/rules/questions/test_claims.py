"""Questions about claims: the smallest plan of which each is asked, and one just short of it."""

from datetime import date

import pytest

import actionplan
from conftest import ACTION, AREA, PLAN

GREEN = """
    [[status]]
    on = 2024-09-01
    by = "hcc"
    state = "in-progress"
    rating = "green"
"""
MOVED = """
    [[status]]
    on = 2024-09-15
    by = "hcc"
    due = 2024-12-31
    reason = "The supplier is late"
"""
COMPLETE = """
    [[status]]
    on = 2024-09-20
    by = "hcc"
    state = "complete"
"""
EVIDENCE = '    evidence = [{ path = "minutes.pdf" }]\n'


def test_rated_well_though_overdue(asked):
    question = 'Why is action 1.1 ("Build the dashboard") rated "Green" when it is 1 day overdue?'
    assert asked("C101", "2024-10-01", GREEN.replace("2024-09-01", "2024-10-01")) == [question]
    assert asked("C101", "2024-09-30", GREEN.replace("2024-09-01", "2024-09-30")) == []  # the due day is not late


@pytest.mark.parametrize("end", ['state = "complete"', 'state = "cancelled"', 'rating = "red"'])
def test_nobody_claims_any_more_that_it_goes_well(asked, end):
    green = GREEN.replace("2024-09-01", "2024-10-01")
    for code in ("C101", "C109"):
        assert asked(code, "2024-10-20", green + f"[[status]]\non = 2024-10-20\nby = 'hcc'\n{end}\n") == []


@pytest.mark.parametrize("on", ["2024-09-01", "2024-09-30", "'2024-09'"])
def test_a_rating_from_before_the_due_date_is_asked_about_as_such(challenges_of, on):
    """Kind: a question that is not fair."""
    files = {"actions/1.1.toml": ACTION + GREEN.replace("2024-09-01", on)}
    assert challenges_of("C101", "2024-10-02", files) == ()
    (found,) = challenges_of("C109", "2024-10-02", files)
    question = (
        'Is action 1.1 ("Build the dashboard") still "Green", now that it is 2 days overdue and was not rated since?'
    )
    assert found.question == question
    files = {"actions/1.1.toml": ACTION + GREEN.replace("2024-09-01", "2024-10-01")}
    assert challenges_of("C109", "2024-10-02", files) == ()


def test_a_rating_from_before_the_original_due_date_is_not_asked_about(asked):
    """Kind: a question that is not fair."""
    assert asked("C102", "2024-10-31", GREEN + MOVED) == []
    assert asked("C109", "2024-10-31", GREEN + MOVED) == []


def test_a_rating_without_a_colour_claims_nothing(challenges_of):
    files = {"plan.toml": PLAN.replace('colour = "green"', ""), "actions/1.1.toml": ACTION + GREEN}
    assert challenges_of("C101", "2024-10-01", files) == ()


def test_the_colour_is_that_of_the_day(challenges_of):
    ratings = PLAN.replace("[ratings.green]", "[[ratings.green]]") + (
        '\n[[ratings.green]]\nfrom = 2024-10-15\nlabel = "Steady"\nmeaning = "no news"\ncolour = "grey"\n'
    )
    green = GREEN.replace("2024-09-01", "2024-10-01")
    files = {"plan.toml": ratings, "areas/PA1.toml": AREA, "actions/1.1.toml": ACTION + green}
    assert len(challenges_of("C101", "2024-10-14", files)) == 1
    assert challenges_of("C101", "2024-10-15", files) == ()


def test_a_computed_rating_counts_where_none_is_declared(challenges_of):
    rules = PLAN + '\n[[rating_rules]]\nrating = "green"\nstates = ["in-progress"]\n'
    history = GREEN.replace('    rating = "green"\n', "")
    files = {"plan.toml": rules, "areas/PA1.toml": AREA, "actions/1.1.toml": ACTION + history}
    (found,) = challenges_of("C101", "2024-10-01", files)
    assert found.why == ('Rated "Green" by the plan\'s rules; it was due 30 Sep 2024, 1 day ago.',)


def test_rated_well_though_late_by_the_first_date(asked):
    question = (
        'Why is action 1.1 ("Build the dashboard") rated "Green" when it is 31 days late against its original due date?'
    )
    again = GREEN.replace("2024-09-01", "2024-10-01")
    assert asked("C102", "2024-10-31", MOVED + again) == [question]
    assert asked("C102", "2024-09-30", MOVED + again) == []


def test_what_is_overdue_in_any_case_is_asked_once(asked):
    again = GREEN.replace("2024-09-01", "2025-01-01")
    assert asked("C102", "2025-01-01", MOVED + again) == []
    assert len(asked("C101", "2025-01-01", MOVED + again)) == 1


def test_complete_without_evidence(asked):
    assert asked("C103", "2024-10-01", COMPLETE) == ['What shows that action 1.1 ("Build the dashboard") is complete?']
    assert asked("C103", "2024-10-01", COMPLETE + EVIDENCE) == []


def test_evidence_may_come_later_but_not_before(asked):
    later = "[[status]]\non = 2024-09-25\nby = 'hcc'\nnote = 'Here it is'\n" + EVIDENCE
    assert asked("C103", "2024-10-01", COMPLETE + later) == []
    assert len(asked("C103", "2024-09-24", COMPLETE + later)) == 1
    assert len(asked("C103", "2024-10-01", later.replace("25", "10") + COMPLETE)) == 1


def test_evidence_not_there(make_plan):
    root = make_plan({"actions/1.1.toml": ACTION + COMPLETE + EVIDENCE})
    portfolio = actionplan.load(root)
    day = date(2024, 10, 1)

    def asked():
        facts = actionplan.rules.look_for_evidence(portfolio.at(day))
        return [found.question for found in actionplan.challenge(portfolio.at(day), facts, select="C104")]

    question = 'Where is the file minutes.pdf, which is named as evidence for action 1.1 ("Build the dashboard")?'
    assert asked() == [question]
    (root / "minutes.pdf").touch()
    assert asked() == []
    assert actionplan.challenge(portfolio.at(day), select="C104") == ()  # nobody has looked


@pytest.mark.parametrize("path", ["../outside.pdf", "/etc/hostname", "no\\u0000such", "a" * 300])
def test_evidence_out_of_the_folder_is_not_in_it(make_plan, path):
    history = COMPLETE + f'    evidence = [{{ path = "{path}" }}]\n'
    root = make_plan({"actions/1.1.toml": ACTION + history})
    (root.parent / "outside.pdf").touch()
    portfolio = actionplan.load(root)
    assert len(actionplan.rules.look_for_evidence(portfolio.at(date(2024, 10, 1))).missing) == 1
    assert actionplan.rules.look_for_evidence(portfolio.at(date(2024, 9, 19))).missing == frozenset()  # not named yet


def test_evidence_not_reachable(challenges_of):
    link = "https://council.example/minutes"
    files = {"actions/1.1.toml": ACTION + COMPLETE + f'    evidence = [{{ link = "{link}" }}]\n'}
    facts = actionplan.rules.EvidenceFacts(not_reached={link: "no connection"})
    (found,) = challenges_of("C105", "2024-10-01", files, facts=facts)
    assert found.question == (
        'Where can the evidence for action 1.1 ("Build the dashboard") be read, now that its web address cannot be '
        "reached?"
    )
    assert found.why == ("The address https://council.example/minutes was not reachable: no connection.",)
    assert challenges_of("C105", "2024-10-01", files, facts=actionplan.rules.EvidenceFacts()) == ()


BETTER = """
    [[status]]
    on = 2024-08-01
    by = "hcc"
    rating = "red"
    note = "The supplier is late"

    [[status]]
    on = 2024-09-01
    by = "hcc"
    rating = "green"
"""


def test_rating_better_without_a_note(asked):
    question = (
        'Why did the rating of action 1.1 ("Build the dashboard") go from "Red" to "Green", if no note gives a reason?'
    )
    assert asked("C106", "2024-09-10", BETTER) == [question]
    assert asked("C106", "2024-09-10", BETTER + "    note = 'The supplier has delivered'\n") == []
    assert asked("C106", "2024-09-10", BETTER.replace("green", "x").replace("red", "green").replace("x", "red")) == []


def test_only_the_last_change_of_rating_is_asked_about(asked):
    again = "[[status]]\non = 2024-09-05\nby = 'hcc'\nrating = 'red'\nnote = 'Late after all'\n"
    assert asked("C106", "2024-09-10", BETTER + again) == []


VERIFIED = (
    COMPLETE
    + """
    [[status]]
    on = 2024-10-01
    by = "team"
    state = "verified"
    evidence = [{ path = "spot-check.pdf" }]
"""
)
TEAM = '\n[bodies.team]\nname = "Audit Team"\nkind = "team"\npart_of = "{}"\n'


@pytest.mark.parametrize("above", ["hcc", "directorate"])
def test_verified_by_its_own_part(asked, above):
    bodies = (
        TEAM.format(above) + '\n[bodies.directorate]\nname = "Children\'s Services"\nkind = "team"\npart_of = "hcc"\n'
    )
    question = (
        'Who from outside County Council has checked action 1.1 ("Build the dashboard"), verified only by Audit Team?'
    )
    assert asked("C107", "2024-10-01", VERIFIED, plan=bodies) == [question]


def test_verified_by_somebody_else(asked):
    assert asked("C107", "2024-10-01", VERIFIED, plan=TEAM.format("board")) == []
    twice = VERIFIED + VERIFIED.partition("complete")[2].partition("\n")[2].replace("team", "board")
    assert asked("C107", "2024-10-01", twice, plan=TEAM.format("hcc")) == []


def test_bodies_that_are_part_of_each_other_do_not_hang_it(asked):
    circle = TEAM.format("other") + '\n[bodies.other]\nname = "Other"\nkind = "team"\npart_of = "team"\n'
    assert asked("C107", "2024-10-01", VERIFIED, plan=circle) == []


@pytest.mark.parametrize(("progress", "questions"), [(100, 1), (99, 0)])
def test_all_done_but_not_complete(asked, progress, questions):
    history = GREEN + f"    progress = {progress}\n"
    assert len(asked("C108", "2024-09-10", history)) == questions
    assert asked("C108", "2024-09-20", history + COMPLETE) == []


def test_complete_and_opened_again(challenges_of, asked):
    opened = DONE.format("complete") + AGAIN
    (found,) = challenges_of("C116", "2024-07-01", {"actions/1.1.toml": ACTION + opened})
    assert found.question == (
        'Why was action 1.1 ("Build the dashboard") reported complete on 3 Jun 2024, '
        "if it was opened again on 1 Jul 2024?"
    )
    assert found.why == (
        'Reported complete on 3 Jun 2024, and opened again on 1 Jul 2024: "Figures stopped arriving".',
    )
    assert asked("C116", "2024-06-30", opened) == []  # still complete
    assert asked("C116", "2024-07-03", opened + DONE.format("complete").replace("06-03", "07-03")) == []
    assert (
        "without a reason"
        in challenges_of("C116", "2024-07-01", {"actions/1.1.toml": ACTION + opened.replace("reason", "note")})[0].why[
            0
        ]
    )


DONE = "[[status]]\non = 2024-06-03\nby = 'hcc'\nstate = '{}'\n"
AGAIN = "[[status]]\non = 2024-07-01\nby = 'hcc'\nstate = 'in-progress'\nreason = 'Figures stopped arriving.'\n"
