"""Bodies that end: what reports, questions and rules say of what they leave behind."""

import shutil
from datetime import date
from pathlib import Path

import pytest

import actionplan as library
from conftest import PLAN, REPOSITORY
from ended_bodies import AHEAD, ENDED, EVERYTHING, FILES, NEW, in_json, with_one_successor, with_two_successors


@pytest.fixture
def one(make_plan):
    return with_one_successor(make_plan)


@pytest.fixture
def two(make_plan):
    return with_two_successors(make_plan)


def test_the_only_successor_is_asked(one, actionplan):
    before = actionplan("due", one, "--as-at", "2026-03-31").out
    assert "Integrated Care Board: 1 action" in before
    after = actionplan("due", one, "--as-at", "2026-04-01").out
    assert "Integrated Care Board: 1 action" not in after
    assert "East ICB: 1 action" in after
    assert "owner ended 31 Mar 2026" in after
    assert "taken over from" in after


@pytest.mark.parametrize("body", ["icb", "Old ICB"])
@pytest.mark.parametrize("report", ["due --by", "status --owner", "challenge --owner"])
def test_a_report_on_a_body_that_has_ended_says_so(report, body, two, actionplan):
    command, option = report.split()
    said = " ".join(actionplan(command, two, option, body, "--as-at", "2026-04-01").out.split())
    assert "Integrated Care Board ended on 31 Mar 2026; East ICB and West ICB succeed it." in said
    assert EVERYTHING in said
    before = " ".join(actionplan(command, two, option, body, "--as-at", "2026-03-31").out.split())
    assert "Integrated Care Board ended" not in before


def test_what_a_body_may_have_to_take_over_is_due_of_it_and_asked_of_it(two, actionplan):
    left = f"{EVERYTHING} of Integrated Care Board"
    for report in ("due --by east", "challenge --owner west"):
        command, option, body = report.split()
        assert left in " ".join(actionplan(command, two, option, body, "--as-at", "2026-04-01").out.split())
        said = " ".join(actionplan(command, two, option, "hcc", "--as-at", "2026-04-01").out.split())
        assert "1 risk (R1)" not in said
    answer = in_json(actionplan("due", two, "--by", "east", "--as-at", "2026-04-01", "--format", "json"))
    [ended] = answer["to_hand_over"]
    assert (ended["plan"], ended["id"], ended["ended"]) == ("p", "icb", "2026-03-31")
    assert [each["id"] for each in ended["owned"]] == ["PA1", "1.1", "waits", "R1"]


def test_of_two_successors_a_decision_is_asked(two, actionplan):
    said = " ".join(actionplan("due", two, "--as-at", "2026-04-01").out.split())
    asked = "Integrated Care Board ended on 31 Mar 2026 with two successors: which of East ICB and West ICB takes over?"
    assert asked in said
    assert "East ICB: 1 action" not in said
    [group] = in_json(actionplan("due", two, "--by", "west", "--as-at", "2026-04-01", "--format", "json"))["bodies"]
    assert group["id"] is None
    assert group["ended"] == "icb"


def test_a_body_with_no_successor_leaves_a_question(make_plan, actionplan):
    plan = make_plan({**FILES, "plan.toml": ENDED.format("[]")})
    said = " ".join(actionplan("due", plan, "--as-at", "2026-04-01").out.split())
    assert "ended on 31 Mar 2026, and no successor is on record: who takes over?" in said
    asked = " ".join(actionplan("challenge", plan, "--as-at", "2026-04-01").out.split())
    assert f"Who takes over {EVERYTHING} of" in asked


def test_status_shows_what_must_be_handed_over_and_who_takes_over(one, actionplan):
    said = " ".join(actionplan("status", one, "--as-at", "2026-04-01").out.split())
    assert f"To be handed over {EVERYTHING} of" in said
    assert "of Integrated Care Board, which ended 31 Mar 2026, to East ICB" in said
    assert said.count("1 risk (R1 Staff leave)") == 1
    assert "Integrated Care Board; ended 31 Mar 2026: to be handed over" in said
    assert "handed over" not in actionplan("status", one, "--as-at", "2026-03-31").out


def test_status_of_a_successor_lists_what_it_has_to_take_over(two, actionplan):
    for owner in ("east", "West ICB"):
        [plan] = in_json(actionplan("status", two, "--owner", owner, "--as-at", "2026-04-01", "--format", "json"))[
            "plans"
        ]
        [action] = plan["actions"]
        assert action["id"] == "1.1"
        assert action["owner"] == "icb"
        assert action["to_hand_over"]
        assert action["successors"] == ["east", "west"]
    assert not in_json(actionplan("status", two, "--owner", "east", "--as-at", "2026-03-31", "--format", "json"))[
        "plans"
    ][0]["actions"]


def test_former_names_are_understood(one, actionplan):
    assert "1.1" in actionplan("due", one, "--by", "Old ICB", "--as-at", "2026-04-01").out
    assert actionplan("show", "Old ICB", "--plan", one).out.startswith("icb  Integrated Care Board")


def test_challenge_asks_the_successor_and_not_the_body_that_has_ended(one, two, actionplan):
    asked = " ".join(actionplan("challenge", one, "--as-at", "2026-06-30").out.split())
    assert "When does East ICB take over 1 action (1.1 Build the dashboard), 1 area" in asked
    assert "What does East ICB do under this plan" not in asked
    owners = {each["owner"] for each in in_json(actionplan("challenge", one, "--format", "json"))["challenges"]}
    assert "icb" not in owners
    asked = " ".join(actionplan("challenge", two, "--as-at", "2026-06-30").out.split())
    assert "Which of East ICB and West ICB takes over 1 action (1.1 Build the dashboard)" in asked


ENDS_SOON = PLAN.replace('kind = "icb"\n', 'kind = "icb"\n    until = 2027-03-31\n    successor = {}\n')


@pytest.mark.parametrize(
    ("successors", "said"),
    [
        ('["east", "west"]', "East ICB or West ICB is to succeed it"),
        ('"east"', "East ICB is to succeed it"),
        ("[]", "no successor is on record"),
    ],
)
def test_before_a_body_ends_it_is_asked_what_it_has_not_handed_over(successors, said, make_plan, actionplan):
    new = NEW.format("east", "East ICB") + NEW.format("west", "West ICB")
    plan = make_plan({**FILES, "plan.toml": ENDS_SOON.format(successors) + new})
    asked = " ".join(actionplan("challenge", plan).out.split())
    assert f"What is decided about {EVERYTHING} of Integrated" in asked
    assert f"- It ends in 127 days; {said}; no handover is on record. C323" in asked
    ahead = ("handover", "icb", "--to", "east", "--on", "2027-04-01", "--by", "icb", "--plan", plan)
    assert actionplan(*ahead, "R1", "waits").code == 0
    asked = " ".join(actionplan("challenge", plan).out.split())
    assert (
        "What is decided about 1 action (1.1 Build the dashboard) and 1 area (PA1 Data) of Integrated Care Board"
        in asked
    )
    assert f"{said}; 2 other records are handed over ahead. C323" in asked
    said = " ".join(actionplan("check", plan).out.split())
    assert "and no other handover is on record of 1 action and 1 area" in said
    assert actionplan(*ahead).code == 0
    assert "C323" not in actionplan("challenge", plan).out
    assert "W533" not in actionplan("check", plan).out


def test_long_before_a_body_ends_only_what_is_due_after_it_is_asked_about(make_plan, actionplan):
    later = FILES["actions/1.1.toml"].replace("2024-09-30", "2028-06-30")
    plan = {"plan.toml": ENDS_SOON.replace("2027", "2028").format("[]"), "actions/1.1.toml": later}
    made = make_plan({**FILES, **plan})
    asked = " ".join(actionplan("challenge", made).out.split())
    said = "Who is to finish 1 action (1.1 Build the dashboard) of Integrated Care Board, due after it ends on 31 Mar"
    assert said in asked
    assert "C323" not in asked
    assert "W533" not in actionplan("check", made).out


def test_a_body_may_decide_while_it_exists_who_takes_over_after_it(make_plan, actionplan):
    plan = make_plan({**FILES, "plan.toml": ENDS_SOON.format("[]")})
    ran = actionplan("handover", "icb", "--to", "hcc", "--on", "2027-04-01", "--by", "icb", "--plan", plan)
    assert ran.code == 0, ran.err
    assert "W530" not in actionplan("check", plan).out


def test_a_body_shows_what_it_owns_and_what_it_is_to_take_over(one, actionplan, golden):
    actionplan(*AHEAD, "--plan", one)
    shown = [actionplan("show", body, "--plan", one).out for body in ("icb", "east", "hcc")]
    golden("show-body.txt", "\n".join(shown).replace(str(one), "p"))


def headings(text: str) -> str:
    """Return the lines of a list of what is due that name bodies, and the ids under each."""
    lines = [line for line in text.partition("\nOpen recommendations")[0].split("\n") if line]
    lines = [line for line in lines if line[0] != " " or line[4:5].strip()]
    return "\n".join(line if line[0] != " " else line[:14].rstrip() for line in lines) + "\n"


@pytest.fixture
def hertfordshire(tmp_path: Path) -> Path:
    return Path(shutil.copytree(REPOSITORY / "plans/hertfordshire-send", tmp_path / "hertfordshire-send"))


@pytest.mark.parametrize("day", ["2026-03-30", "2026-04-02"])
def test_hertfordshire_before_and_after_the_end_of_its_integrated_care_board(day, hertfordshire, actionplan, golden):
    """The board ended on 31 March 2026, as planned: until then it is asked, and then a decision of two successors."""
    golden(f"handover-hertfordshire-{day}.txt", headings(actionplan("due", hertfordshire, "--as-at", day).out))


def test_hertfordshire_after_invented_councils_have_taken_over(hertfordshire, actionplan, golden):
    """In this copy alone, the county council ends on 31 March 2028. One invented council has taken over the actions on
    places by then, and of the rest it is asked which of the two takes it over.
    """
    path = hertfordshire / "plan.toml"
    text = path.read_text("utf-8")
    header = "[bodies.hcc]\n"
    assert text.count(header) == 1
    invented = "".join(
        f'\n[bodies.{name}]\nname = "{title} (invented)"\nkind = "council"\nfrom = 2028-04-01\n'
        for name, title in (("west-council", "West Council"), ("east-council", "East Council"))
    )
    ends = 'until = 2028-03-31\nsuccessor = ["west-council", "east-council"]\n'
    path.write_text(text.replace(header, header + ends) + invented, "utf-8")
    before = figures(hertfordshire)
    given = ("--on", "2028-04-01", "--by", "partnership", "--plan", hertfordshire)
    ran = actionplan("handover", "hcc", "OC.2", "OC.3", "--to", "west-council", *given)
    assert ran.code == 0, ran.err
    assert figures(hertfordshire) == before
    golden("handover-hertfordshire-2028.txt", headings(actionplan("due", hertfordshire, "--as-at", "2028-05-02").out))


def figures(plan: Path) -> object:
    [summary] = library.status(library.load(plan).at(date(2028, 5, 2))).plans
    return summary.tally, summary.record
