"""Money, posts and places of an action that is split or joined: shared out, taken over, and counted once."""

import json
import re
from pathlib import Path

import pytest

from conftest import PlanMaker, Runner
from split_plans import FILES, JOIN, SPLIT, TWO


@pytest.fixture
def plan(make_plan: PlanMaker, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = make_plan(FILES)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def divided(plan: Path, actionplan: Runner) -> Path:
    """Return a plan in which 2 was split on 1 April 2026 into 2.1 of the council and 2.2 of the ICB, due later."""
    more = ("--on", "2026-04-01", "--owner", "2.2=icb", "--due", "2.2=31 March 2027", "--milestone", "2.1=a", "--yes")
    assert actionplan(*SPLIT, *more).code == 0
    return plan


def test_resources_stay_or_are_all_shared_out(plan, actionplan):
    def total():
        return json.loads(actionplan("resources", "--format", "json").out)["plans"][0]["lines"][0]["amount"]

    assert total() == 100000
    assert "share out all of it" in actionplan(*SPLIT, "--resources", "2.1=60000", "--yes").err
    assert not (plan / "actions/2.1.toml").exists()
    actionplan(*SPLIT, "--resources", "2.1=£60,000", "--resources", "2.2=40000 GBP", "--yes")
    assert total() == 100000
    assert "replaced" not in actionplan("resources").out


SORTS = """
    [[resources]]
    amount = 100000
    unit = "GBP"

    [[resources]]
    amount = 50000
    unit = "GBP"
    per = "year"
    funding = "Council budget"

    [[resources]]
    amount = 8000
    unit = "GBP"
    per = "year"
    funding = "Health budget"

    [[resources]]
    amount = 3
    unit = "posts"
"""


def test_amounts_of_several_sorts_in_one_unit_are_shared_out_by_their_names(make_plan, monkeypatch, actionplan):
    text = TWO.replace('    [[resources]]\n    amount = 100000\n    unit = "GBP"\n', SORTS)
    monkeypatch.chdir(make_plan({**FILES, "actions/2.toml": text}))

    def sums() -> dict[tuple[str, str, str | None], int]:
        return {(line["unit"], line["per"], line["funding"]): line["amount"] for line in lines(actionplan)}

    before = sums()
    asked = " ".join(actionplan(*SPLIT, "--resources", "2.1=5000 GBP a year", "--yes").err.split())
    named = re.search(r'2 has several sorts: name the one of each share, such as "(5000 GBP a year from .*?)"', asked)
    assert named is not None
    assert named[1] == "5000 GBP a year from Council budget"
    shares = ("2.1=60000 GBP", "2.2=£40,000", f"2.1={named[1]}", "2.2=45,000 GBP a year, from council budget")
    options = (part for share in shares for part in ("--resources", share))
    ran = actionplan(*SPLIT, *options, "--resources", "2.2=3 posts", "--yes")
    assert ran.code == 0, ran.err
    assert sums() == before
    part = (Path("actions/2.2.toml")).read_text()
    assert 'amount = 45000\nunit = "GBP"\nper = "year"\nfunding = "Council budget"\n' in part
    assert "Health" not in part
    left = [item["id"] for line in lines(actionplan) if line["funding"] == "Health budget" for item in line["items"]]
    assert left == ["2"]


def lines(actionplan: Runner):
    return json.loads(actionplan("resources", "--format", "json").out)["plans"][0]["lines"]


def test_a_join_takes_over_money_posts_and_places(make_plan, monkeypatch, actionplan):
    """Alike amounts are added up, and the totals stay as they were."""
    three = (
        FILES["actions/3.toml"]
        + '\n[[resources]]\namount = 20000\nunit = "GBP"\n\n[[resources]]\namount = 1\nunit = "posts"\n'
    )
    plan = make_plan({**FILES, "actions/3.toml": three})
    monkeypatch.chdir(plan)
    before = [(line["unit"], line["amount"]) for line in lines(actionplan)]
    assert actionplan(*JOIN, "--owner", "hcc", "--due", "2027-03-31", "--yes").code == 0
    text = (plan / "actions/4.toml").read_text()
    assert 'amount = 120000\nunit = "GBP"\n' in text
    assert 'amount = 1\nunit = "posts"\n' in text
    assert [(line["unit"], line["amount"]) for line in lines(actionplan)] == before
    assert "replaced" not in actionplan("resources").out


def test_resources_that_stay_are_counted_once(divided, actionplan):
    assert "2 Cut the waits: replaced" in actionplan("resources").out


def test_it_is_asked_which_part_has_what_stayed_with_the_action(divided, actionplan):
    asked = " ".join(actionplan("challenge").out.split())
    first, second = "2.1 Assess in time", "2.2 Treat in time"
    question = f'Which of {first} and {second} has £100,000 of action 2 ("Cut the waits"), which was split into them?'
    assert f"{question} - None of {first} or {second} states an amount of that sort. C340 from actions/2.toml" in asked
    assert "C340" not in actionplan("challenge", "--as-at", "2026-03-31").out


def test_what_was_shared_out_is_not_asked_about_also_if_a_part_was_split_again(plan, actionplan):
    actionplan(*SPLIT, "--resources", "2.1=60000", "--resources", "2.2=40000", "--yes")
    assert "C340" not in actionplan("challenge").out
    more = ("--by", "board", "--reason", "R", "--resources", "7=20000", "--resources", "8=20000", "--yes")
    assert actionplan("split", "2.2", "7", "8", *more).code == 0
    assert "C340" not in actionplan("challenge").out
    assert lines(actionplan)[0]["amount"] == 100000
