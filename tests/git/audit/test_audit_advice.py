"""The advice of each finding works: followed, it brings no other finding, and the plan has no errors."""

import re
from typing import get_args

import pytest

from actionplan.git.audit.findings import ADVICE, Kind, advice_on
from repositories import SECOND, found

ANOTHER = 'title = "Another"\nareas = ["PA1"]\nowner = "hcc"\ndue = 2024-12-31\n'
TERM = "\n[terms.autumn-2024]\nfrom = 2024-09-01\nuntil = 2024-12-20\n"
BY_HCC = ("--by", "hcc", "--plan")


def replaced(old, new, name="actions/1.1.toml"):
    return lambda it, _: it.replace(old, new, name)


def remove(it, name):
    it.path(name).unlink()


def put_back(it, name="actions/1.1.toml"):
    it.write({name: it.git("show", f"HEAD~1:plans/p/{name}") + "\n"})


def reorder(it, _):
    head, first, second, third = it.path().read_text().split("[[status]]\n")
    it.write({"actions/1.1.toml": "[[status]]\n".join([head, third + "\n", first, second])})


def explain(it, actionplan):
    """Enter the command that the report names, with a note and a body."""
    said = " ".join(actionplan("audit", it.plan).out.split())
    command = re.search('actionplan (update .* --note) "\\.\\.\\." --by BODY', said)
    assert command is not None, said
    assert actionplan(*command[1].split(), "Written down late", *BY_HCC, it.plan).code == 0


def redate(it, actionplan):
    put_back(it, "plan.toml")
    it.append("[terms.autumn-2027]\nfrom = 2027-09-01\nuntil = 2027-12-20\n", "plan.toml")
    it.replace("[[status]]\n", "", "plan.toml")
    ran = actionplan("redate", "1.2", "autumn-2027", "--reason", "Schools asked", *BY_HCC, it.plan)
    assert ran.code == 0, ran.err


def put_back_and_take_out(it, _):
    it.write({"actions/1.3.toml": ANOTHER.replace("Another", "Third")})
    it.replace('formerly = ["1.3"]\n', "", "actions/1.2.toml")


def take_over(it, _):
    remove(it, "actions/1.3.toml")
    it.replace("title", 'formerly = ["1.3"]\ntitle', "actions/1.2.toml")


def use_again(it, actionplan):
    """Make a record with an id that another one had before; it was renumbered in the commit before."""
    it.write({"actions/8.1.toml": ANOTHER.replace("Another", "New")})


def resolve(it, actionplan):
    assert "has the present ids" in actionplan("resolve", "--plan", it.plan).out


CASES = {
    "entry-altered": (replaced("progress = 10", "progress = 20"), lambda it, _: put_back(it)),
    "entry-removed": (replaced(SECOND, ""), lambda it, _: put_back(it)),
    "entries-reordered": (reorder, lambda _it, _: None),
    "head-changed": (
        replaced("due = 2024-12-31", "due = 2027-01-31", "actions/1.3.toml"),
        lambda it, _: put_back(it, "actions/1.3.toml"),
    ),
    "agreement-moved": (
        replaced("agreed = 2024-01-31", "agreed = 2026-01-31", "plan.toml"),
        lambda it, _: put_back(it, "plan.toml"),
    ),
    "dates-moved": (replaced("until = 2024-12-20", "until = 2025-12-20", "plan.toml"), redate),
    "recorded-otherwise": (lambda it, _: it.append('on = 2024-06-03\nnote = "Old"\n'), explain),
    "id-used-again": (use_again, resolve),
    "file-removed": (take_over, put_back_and_take_out),
}
"""For each kind of finding, what was done to the plan, and what its advice says."""


@pytest.mark.parametrize("kind", CASES)
def test_what_the_advice_says_brings_no_other_finding(repository, actionplan, kind):
    tamper, follow = CASES[kind]
    plan = repository.path("plan.toml").read_text()
    repository.write({"plan.toml": plan + TERM, "actions/1.2.toml": ANOTHER.replace("2024-12-31", '"autumn-2024"')})
    repository.write({"actions/1.3.toml": ANOTHER.replace("Another", "Third")})
    repository.write({"actions/1.4.toml": 'formerly = ["8.1"]\n' + ANOTHER.replace("Another", "Fourth")})
    repository.commit("2026-11-23")
    tamper(repository, actionplan)
    repository.commit("2026-11-24")
    first = found(repository)
    assert [each for each, *_ in first] == [kind]
    follow(repository, actionplan)
    repository.commit("2026-11-24")
    assert found(repository) == first
    assert "0 errors" in (said := actionplan("check", repository.plan).out) or "No problems" in said, said


def test_after_a_rewritten_history_the_old_one_can_be_taken_up_again(repository):
    base = repository.git("rev-parse", "HEAD")
    repository.git("branch", "copy")
    repository.git("reset", "--quiet", "--hard", "HEAD~1")
    assert [kind for kind, *_ in found(repository, base=base)] == ["history-rewritten"]
    repository.git("reset", "--quiet", "--hard", "copy")
    assert found(repository, base=base) == []


def test_every_kind_has_advice_that_is_followed_in_a_test():
    assert set(ADVICE) == {*CASES, "history-rewritten"} == {*get_args(Kind)} - {"entry-redacted", "error-fixed"}


def test_advice_on_several_records_names_each_once():
    paths = ["measures/timely-plans.toml", "actions/1.1.toml", "actions/1.1.toml"]
    advice = advice_on("recorded-otherwise", paths)
    assert advice.endswith('actionplan update timely-plans --note "..." --by BODY (the same for 1.1)')


@pytest.mark.parametrize(
    ("right", "is_corrected"), [("2026-11-15", True), ("2026-10-15", False)], ids=["later", "earlier"]
)
def test_a_committed_entry_with_a_wrong_day(repository, actionplan, right, is_corrected):
    """History.md says: correct it to what was true on its day unless it holds there too, and add the right day."""
    begun = 'on = 2026-10-01\nrecorded = 2026-11-20\nby = "hcc"\nstate = "in-progress"\n'
    done = 'id = "x1"\non = 2026-11-01\nrecorded = 2026-11-20\nby = "hcc"\nstate = "complete"\n'
    repository.write({"actions/1.3.toml": f"{ANOTHER}\n[[status]]\n{begun}\n[[status]]\n{done}"})
    repository.commit("2026-11-20")
    why = ("--reason", "The day was mistyped", *BY_HCC, repository.plan)
    if is_corrected:
        ran = actionplan("correct", "1.3:x1", "--state", "in-progress", *why)
        assert ran.code == 0, ran.err
    evidence = ("--evidence", "https://example.org/a", "--yes", *BY_HCC, repository.plan)
    ran = actionplan("update", "1.3", "--on", right, "--state", "complete", *evidence)
    assert ran.code == 0, ran.err
    repository.commit("2026-11-24")
    assert found(repository) == []
    assert "0 errors" in (said := actionplan("check", repository.plan).out) or "No problems" in said, said
    shown = actionplan("show", "1.3", "--plan", repository.plan, "--as-at", "2026-11-02").out
    assert ("complete" in shown.split("History")[0]) is not is_corrected, shown


def test_the_commands_that_advice_names_exist(actionplan):
    for advice in ADVICE.values():
        for name in re.findall(r"actionplan (\w+)", advice):
            assert actionplan(name, "--help").code == 0
