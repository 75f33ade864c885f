"""What others made, such as the clauses of a resolution, is completed where the record says that it lacks something."""

import pytest

import actionplan
from repositories import PLAN_FILE, found

MADE = '\n[[status]]\non = 2024-12-01\nby = "hcc"\nclauses_made = 2\nreason = "The annex was left out"\n'
CLAUSE = '\n[[clauses]]\nid = "b"\ntext = "Report back"\n'


@pytest.mark.parametrize(
    ("day", "change", "kinds"),
    [
        ("2024-06-20", CLAUSE, []),
        ("2024-12-01", CLAUSE, ["head-changed"]),
        ("2024-12-01", CLAUSE + MADE, []),
        ("2024-12-01", CLAUSE + CLAUSE.replace('"b"', '"c"') + MADE, ["head-changed"]),
        ("2024-12-01", CLAUSE.replace('"b"', '"a"'), ["head-changed"]),
    ],
    ids=["in a new plan", "later", "which an entry says was left out", "more than the entry says", "a copy"],
)
def test_a_clause_is_added_to_a_resolution(empty, day, change, kinds):
    resolution = 'title = "T"\nbody = "hcc"\non = 2024-03-05\noutcome = "carried"\n' + CLAUSE.replace('"b"', '"a"')
    empty.write({"plan.toml": PLAN_FILE, "resolutions/R.toml": resolution})
    empty.commit("2024-04-01")
    empty.write({"resolutions/R.toml": resolution + change})
    empty.commit(day)
    assert [finding.kind for finding in actionplan.audit(empty.plan).findings] == kinds


def test_what_an_entry_says_is_lacking_may_be_added_in_a_later_commit(empty):
    resolution = 'title = "T"\nbody = "hcc"\non = 2024-03-05\noutcome = "carried"\n' + CLAUSE.replace('"b"', '"a"')
    empty.write({"plan.toml": PLAN_FILE, "resolutions/R.toml": resolution})
    empty.commit("2024-04-01")
    empty.write({"resolutions/R.toml": resolution + MADE})
    empty.commit("2024-12-01")
    empty.write({"resolutions/R.toml": resolution + CLAUSE + MADE})
    empty.commit("2024-12-02")
    assert found(empty) == []
    empty.write({"resolutions/R.toml": resolution + MADE})
    name = empty.commit("2024-12-03")
    assert found(empty) == [("head-changed", name, "resolutions/R.toml", None)], "it is not taken out again"


def test_two_branches_each_add_what_was_left_out(empty):
    """Neither says how many there are with what the other adds, and the merge adds nothing itself."""
    head = 'title = "T"\nbody = "hcc"\non = 2024-03-05\noutcome = "carried"\n'
    first, more = CLAUSE.replace('"b"', '"a"'), CLAUSE.replace('"b"', '"c"')
    empty.write({"plan.toml": PLAN_FILE, "resolutions/R.toml": head + first})
    empty.commit("2024-04-01")
    for name, clauses in (("one", CLAUSE), ("two", more)):
        empty.git("checkout", "--quiet", "-b", name, "main")
        empty.write({"resolutions/R.toml": head + first + clauses + MADE})
        empty.commit("2024-12-01")
    empty.git("merge", "--quiet", "--no-commit", "--strategy=ours", "one", day="2024-12-02")
    empty.write({"resolutions/R.toml": head + first + CLAUSE + more + MADE + MADE.replace("annex", "appendix")})
    empty.commit("2024-12-02")
    assert [finding.kind for finding in actionplan.audit(empty.plan).findings] == []
    empty.git("checkout", "--quiet", "one")
    empty.git("merge", "--quiet", "--no-commit", "--strategy=ours", "two^1", day="2024-12-03")
    empty.write({"resolutions/R.toml": head + first + CLAUSE + more + CLAUSE.replace('"b"', '"d"') + MADE})
    empty.commit("2024-12-03")
    assert [finding.kind for finding in actionplan.audit(empty.plan).findings] == ["head-changed"], "d is in no branch"
