"""``actionplan challenge``: whole screens, what they rest on, and how the command is used."""

import json
import re
from datetime import date

import pytest

import actionplan
from actionplan.summary.actions import summarise_action
from conftest import ACTION, AREA, PLAN, REPOSITORY, bare

NORTHSHIRE = REPOSITORY / "examples" / "northshire-send"
HERTFORDSHIRE = REPOSITORY / "plans" / "hertfordshire-send"


@pytest.fixture
def at_home(monkeypatch):
    monkeypatch.chdir(REPOSITORY)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("challenge-northshire-2024.txt", ["examples/northshire-send", "--as-at", "2024-10-01"]),
        ("challenge-northshire-2025.txt", ["examples/northshire-send", "--as-at", "2025-06-30"]),
        ("challenge-northshire.txt", ["examples/northshire-send"]),
        ("challenge-northshire.md", ["examples/northshire-send", "--as-at", "2025-06-30", "--format", "markdown"]),
        ("challenge-northshire.json", ["examples/northshire-send", "--as-at", "2024-10-01", "--format", "json"]),
        ("challenge-hertfordshire-2024.txt", ["plans/hertfordshire-send", "--as-at", "2024-10-01"]),
        ("challenge-hertfordshire-2025.txt", ["plans/hertfordshire-send", "--as-at", "2025-06-30"]),
    ],
)
def test_screens(at_home, actionplan, golden, name, arguments):
    ran = actionplan("challenge", *arguments)
    assert (ran.code, ran.err) == (0, "")
    golden(name, ran.out)
    too_wide = [line for line in ran.out.split("\n") if len(line) > 80]
    assert too_wide == [] or not name.endswith(".txt")


# The questions to Northshire, compared with its files by hand.


def asked_of_northshire(on, code):
    portfolio = actionplan.load(NORTHSHIRE)
    found = actionplan.challenge(portfolio.at(date.fromisoformat(on)), select=code)
    return [(each.records, each.why) for each in found], portfolio.plans[0]


def action(plan, name):
    return next(each for each in plan.actions if each.id == name)


def test_by_hand_overdue_by_one_day():
    """3.3 is due on 30 September 2024; the last rating before October is the green one of 5 September."""
    ((records, why),), plan = asked_of_northshire("2024-10-01", "C109")
    assert records == ("3.3",)
    assert action(plan, "3.3").due.text == "2024-09-30"
    ratings = [(entry.on.text, entry.rating) for entry in action(plan, "3.3").status if entry.rating]
    assert [pair for pair in ratings if pair[0] < "2024-10-01"][-1] == ("2024-09-05", "green")
    assert why == ('Rated "On course" on 5 Sep 2024; it was due 30 Sep 2024, 1 day ago.',)


def test_by_hand_moved_three_times():
    """1.3 was due on 31 December 2024, then 31 March, 30 June and 19 December 2025: 353 days after the first."""
    ((records, why),), plan = asked_of_northshire("2025-06-30", "C201")
    assert records == ("1.3",)
    dates = [entry.due.text for entry in action(plan, "1.3").status if entry.due and entry.milestone is None]
    assert dates == ["2025-03-31", "2025-06-30", "2025-12-19"]
    assert (date(2025, 12, 19) - date(2024, 12, 31)).days == 353
    assert why == ("Moved 3 times, from 31 Dec 2024 to 19 Dec 2025, 353 days in all.",)


def test_by_hand_complete_and_nothing_that_shows_it():
    """1.5 was reported complete on 11 November 2024, and no entry from then on names evidence."""
    ((records, _),), plan = asked_of_northshire("2025-06-30", "C103")
    assert records == ("1.5",)
    after = [entry for entry in action(plan, "1.5").status if entry.on.text >= "2024-11-11"]
    assert after[0].state == "complete"
    assert [entry.evidence for entry in after] == [()] * len(after)


def test_by_hand_not_begun():
    """3.14 was to run from 6 January to 19 December 2025, 347 days; 175 had passed without an update."""
    found, plan = asked_of_northshire("2025-06-30", "C202")
    why = next(why for records, why in found if records == ("3.14",))
    assert action(plan, "3.14").status == ()
    assert (date(2025, 12, 19) - date(2025, 1, 6)).days == 347
    assert (date(2025, 6, 30) - date(2025, 1, 6)).days == 175
    assert 175 * 100 // 347 == 50
    assert why == ("No report says that it has begun; 50% of the time from 6 Jan 2025 to 19 Dec 2025 has passed.",)


def test_by_hand_six_actions_due_in_one_month():
    """Of the council's open actions six were due in December 2024, on 1 October."""
    ((records, why),), plan = asked_of_northshire("2024-10-01", "C203")
    assert (records, why[0].endswith("; 3 others.")) == (("ncc",), True)
    named = [text.split()[0] for text in why[0].partition(": ")[2].split("; ")[:3]]
    every = [summarise_action(each, date(2024, 10, 1), agreed=date(2024, 3, 28)) for each in plan.actions]
    due = [
        now.id
        for now in every
        if now.owner == "ncc" and now.open and now.due and str(now.due.last).startswith("2024-12")
    ]
    assert (named, len(due)) == (due[:3], 6)


def test_by_hand_green_by_the_new_date_only():
    """4.7 was first due in the autumn term of 2024, which ended on 20 December: 192 days before 30 June 2025."""
    found, plan = asked_of_northshire("2025-06-30", "C102")
    assert {records for records, _ in found} == {("2.3",), ("3.1",), ("4.7",)}
    assert action(plan, "4.7").due.last == date(2024, 12, 20)
    assert (date(2025, 6, 30) - date(2024, 12, 20)).days == 192
    assert ("4.7",) in [records for records, why in found if "192 days ago" in why[0]]


def test_by_hand_a_forum_that_said_nothing():
    """The forum's last word before July 2025 is that of 30 April, in an action of its own: 61 days, 8 whole weeks."""
    ((records, why),), plan = asked_of_northshire("2025-06-30", "C207")
    assert records == ("npcf",)
    days = [
        entry.on.last for each in plan.actions for entry in each.status
        if (each.owner == "npcf" or entry.by == "npcf") and entry.on.last <= date(2025, 6, 30)
    ]  # fmt: skip
    assert max(days) == date(2025, 4, 30)
    still_open = "1.11 Measure parents' confidence; 5.12 Young people's advisory group"
    assert why[0] == f"The last update is dated 30 Apr 2025; still open: {still_open}."


# The command


GREEN = "[[status]]\non = 2024-10-01\nby = '{}'\nstate = 'in-progress'\nrating = 'green'\n"
TWO_OWNERS = {
    "areas/PA2.toml": AREA,
    "areas/PA1.toml": AREA,
    "actions/1.1.toml": ACTION + GREEN.format("hcc"),
    "actions/1.2.toml": ACTION + GREEN.format("hcc"),
    "actions/2.1.toml": ACTION.replace("hcc", "icb").replace("PA1", "PA2") + GREEN.format("icb"),
}


@pytest.mark.parametrize(
    ("arguments", "records"),
    [
        ([], [["1.1", "1.2"], ["2.1"]]),
        (["--owner", "icb"], [["2.1"]]),
        (["--area", "PA1"], [["1.1", "1.2"]]),
        (["--ignore", "C101"], []),
        (["--known-at", "2024-08-31"], []),
    ],
)
def test_what_is_asked_can_be_chosen(make_plan, actionplan, arguments, records):
    ran = actionplan("challenge", make_plan(TWO_OWNERS), "--as-at", "2024-10-01", "--select", "C1", "--format", "json",
                     *arguments)  # fmt: skip
    assert [found["records"] for found in json.loads(ran.out)["challenges"]] == records


def test_a_plan_may_leave_a_question_out(make_plan, actionplan):
    policy = PLAN + '\n[policy]\nchallenge_ignore = ["C1"]\n'
    ran = actionplan("challenge", make_plan({**TWO_OWNERS, "plan.toml": policy}), "--as-at", "2024-10-01")
    assert "The plan's policy leaves out: C1." in ran.out
    assert "C101" not in ran.out
    assert ran.code == 0


def test_a_screen_shows_a_few_facts_and_files_of_a_question_and_a_page_all(make_plan, actionplan):
    files = {f"actions/1.{number}.toml": ACTION + GREEN.format("hcc") for number in range(1, 11)}
    asking = ("challenge", make_plan(files), "--as-at", "2024-10-01", "--select", "C101", "--format")
    screen = " ".join(actionplan(*asking, "text").out.split())
    assert "and 5 more: 1.6 Build the dashboard; 1.7 Build the dashboard; 1.8 Build the dashboard; 2 others." in screen
    assert screen.endswith("actions/1.8.toml:4 and :9, and 2 more")
    page = actionplan(*asking, "markdown").out
    assert page.count("    - 1.") == 10
    assert "`actions/1.10.toml:4 and :9`" in page


def test_numbers_go_on_from_plan_to_plan(at_home, actionplan):
    both = ("examples/northshire-send", "plans/hertfordshire-send", "--as-at", "2025-06-30")
    page = bare(actionplan("challenge", *both, "--format", "html").out)
    assert re.findall('<ol start="([0-9]+)">', page) == ["1", "3", "20", "25", "32"]
    assert re.findall("<(h[1-6])>", page) == ["h1", "h2", "h3", "h3", "h3", "h2", "h3", "h3"]
    assert "\n\n19. **" in actionplan("challenge", *both, "--format", "markdown").out


def test_a_question_on_a_web_page(make_plan, actionplan, golden):
    plan = make_plan({"actions/2.1.toml": TWO_OWNERS["actions/2.1.toml"]})
    golden("challenge.html", bare(actionplan("challenge", plan, "--as-at", "2024-10-01", "--format", "html").out))


def test_in_the_plans_own_folder(make_plan, actionplan, monkeypatch):
    monkeypatch.chdir(make_plan(TWO_OWNERS))
    out = actionplan("challenge", "--as-at", "2024-10-01", "--select", "C101").out
    assert "Paths are relative to this folder.\n" in out
    assert "C101 from actions/1.1.toml:4 and :9, actions/1.2.toml:4 and :9\n" in out


def test_nothing_to_ask(make_plan, actionplan):
    ran = actionplan("challenge", make_plan(), "--select", "C5")
    assert ran.out == (
        "A plan\nAs at 24 Nov 2026: the record raises no question.\n"
        "Only questions with the codes C5; others are not shown.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--select", "C9"], 'there is no rule "C9"'),
        (["--ignore", "W501"], 'there is no rule "W501"'),
        (["--owner", "ibc"], 'there is no body "ibc": did you mean "icb" (Integrated Care Board)?'),
        (["--area", "PA3"], 'there is no area "PA3". Did you mean "PA1"?'),
    ],
)
def test_typing_errors(make_plan, actionplan, arguments, said):
    ran = actionplan("challenge", make_plan(), *arguments)
    assert ran.code == 2
    assert said in ran.err


def test_a_file_that_cannot_be_read_is_named_and_the_rest_is_asked(make_plan, actionplan):
    ran = actionplan("challenge", make_plan({**TWO_OWNERS, "actions/1.3.toml": "title ="}), "--as-at", "2024-10-01")
    assert ran.code == 2
    assert "1.3.toml" in ran.out
    assert "C101" in ran.out


def test_online_says_what_it_does_and_what_it_leaves_out(make_plan, actionplan, monkeypatch):
    from actionplan.rules import evidence

    links = [{"link": "https://council.example/a"}, {"link": "http://council.example/b"}]
    listed = ", ".join(f'{{ link = "{each["link"]}" }}' for each in links)
    done = f"[[status]]\non = 2024-09-01\nby = 'hcc'\nstate = 'complete'\nevidence = [{listed}]\n"
    asked = []

    def not_reached(links, how):
        asked.append(links)
        return dict.fromkeys(links, "gone")

    monkeypatch.setattr(evidence, "not_reached", not_reached)
    root = make_plan({"actions/1.1.toml": ACTION + done})
    ran = actionplan("challenge", root, "--online", "--select", "C105")
    assert ran.err == (
        "Trying 1 web address. This can take some minutes.\n"
        "None was reached. Is this computer online? Proxies are not used.\n"
    )
    assert "The address https://council.example/a was not reachable: gone." in ran.out
    assert "Not checked online, since not https: 1 web address" in ran.out
    assert "Not checked" in actionplan("challenge", root, "--online", "--format", "markdown").out
    asked.clear()
    actionplan("challenge", root)
    assert asked == [[]]  # without --online nothing leaves this computer


def test_titles_cannot_steer_the_terminal_or_the_paper(make_plan, actionplan):
    nasty = ACTION.replace("Build the dashboard", "A\\u001b[31m *bold* {what} [/x]") + GREEN.format("hcc")
    root = make_plan({"actions/1.1.toml": nasty})
    text = actionplan("challenge", root, "--as-at", "2024-10-01", "--select", "C101").out
    assert "<U+001B>" in text
    assert "{what} [/x]" in text
    paper = actionplan("challenge", root, "--as-at", "2024-10-01", "--select", "C101", "--format", "markdown").out
    assert "\\*bold\\*" in paper


def test_nothing_is_asked_before_the_plan_was_agreed(actionplan, make_plan, monkeypatch):
    monkeypatch.chdir(make_plan())
    ran = actionplan("challenge", "--as-at", "2024-01-30")
    assert ran.code == 0
    assert "As at 30 Jan 2024: no questions, as the plan was not agreed until 31 Jan 2024." in ran.out
    assert "C302" not in ran.out


@pytest.mark.parametrize("command", ["challenge", "forecast", "resources", "dependencies", "trace 1.1"])
def test_first_lines_say_by_what_was_known(actionplan, make_plan, monkeypatch, command):
    monkeypatch.chdir(make_plan({"actions/1.1.toml": ACTION}))
    out = actionplan(*command.split(), "--known-at", "2024-05-01", "--as-at", "2024-06-01").out
    assert "as at 1 Jun 2024, as known on 1 May 2024" in " ".join(out.split()).replace("As at", "as at")
