"""`actionplan link`: what a record names is completed in its head while that is free, and by an entry afterwards."""

import pytest

import actionplan as library
from conftest import ACTION, AREA, TODAY, write_plan
from repositories import Repository

MEASURE = 'title = "Plans in time"\nunit = "per cent"\ndirection = "up"\n'
RESOLUTION = """\
title = "Share data"
body = "hcc"
on = 2026-05-20
outcome = "carried"

[[clauses]]
id = "a"
ref = "(i)"
text = "The council shares its data."

[[clauses]]
id = "b"
text = "It reports back."
no_action_because = "The clerk does it"
"""
REVIEW = """\
title = "Visit"
kind = "monitoring"
held = 2026-05-07

[[asks]]   # two in all
id = "a"
text = "Recruit"

[[asks]]
id = "b"
text = "Retain"
actions = ["1.1"]
"""
FINDINGS = '\n[[findings]]\nid = "a"\ntext = "Late"\n\n[[findings]]\nid = "b"\ntext = "Poor"\n'
FILES = {
    "areas/PA1.toml": AREA + FINDINGS,
    "actions/1.1.toml": ACTION,
    "actions/1.2.toml": ACTION,
    "measures/timely.toml": MEASURE,
    "measures/waits.toml": MEASURE,
    "resolutions/R.toml": RESOLUTION,
    "reviews/V.toml": REVIEW,
    "risks/R1.toml": 'title = "Posts stay vacant"\n',
}
BECAUSE = ("--reason", "The board agreed", "--by", "hcc")


@pytest.fixture
def draft(make_plan, monkeypatch):
    """Return a plan that is not agreed yet, which is the current folder."""
    plan = make_plan(FILES)
    text = (plan / "plan.toml").read_text()
    (plan / "plan.toml").write_text(text.replace("agreed = 2024-01-31\n", ""))
    monkeypatch.chdir(plan)
    return plan


@pytest.fixture
def agreed(tmp_path, monkeypatch):
    """Return an agreed plan that was committed today, which is the current folder."""
    repository = Repository(root=tmp_path, plan=write_plan(tmp_path / "p", FILES))
    repository.git("init", "--quiet")
    repository.commit(str(TODAY))
    monkeypatch.chdir(repository.plan)
    return repository


@pytest.mark.parametrize(
    ("typed", "file", "line", "said"),
    [
        (("1.1", "--finding", "pa1:a"), "actions/1.1.toml", 'findings = ["PA1:a"]', "1.1 names the finding PA1:a"),
        (
            ("1.1", "--measure", "timely", "--measure", "Waits"),
            "actions/1.1.toml",
            'measures = ["timely", "waits"]',
            "1.1 names the measures timely and waits and the area PA1",
        ),
        (("PA1", "--measure", "timely"), "areas/PA1.toml", 'measures = ["timely"]', "PA1 names the measure timely"),
        (("R1", "--action", "1.1"), "risks/R1.toml", 'actions = ["1.1"]', "R1 names the action 1.1"),
        (("R:a", "--action", "1.2"), "resolutions/R.toml", 'actions = ["1.2"]', "R:a names the action 1.2"),
        (("R:(i)", "--area", "PA1"), "resolutions/R.toml", 'areas = ["PA1"]', "R:a names the area PA1"),
        (("V:a", "--action", "1.2"), "reviews/V.toml", 'actions = ["1.2"]', "V:a names the action 1.2"),
    ],
)
def test_in_a_draft_the_head_is_completed(actionplan, draft, typed, file, line, said):
    before = (draft / file).read_text().splitlines()
    ran = actionplan("link", *typed)
    assert (ran.code, ran.out.startswith(f"Changed ./{file}:\n"), f"Now {said}" in ran.out) == (0, True, True), ran
    after = (draft / file).read_text().splitlines()
    assert [each for each in after if each not in before] == [line]
    assert [each for each in after if each != line] == before


def test_a_list_in_the_head_grows(actionplan, draft):
    ran = actionplan("link", "V:b", "--action", "1.2")
    assert ran.out == (
        "Changed ./reviews/V.toml:\n\n"
        '    [[asks]]\n    id = "b"\n    actions = ["1.1", "1.2"]\n\n'
        "Now V:b names the actions 1.1 and 1.2.\n"
    )
    assert (draft / "reviews/V.toml").read_text() == REVIEW.replace('["1.1"]', '["1.1", "1.2"]')


def test_what_is_linked_already_is_no_error(actionplan, draft):
    for _ in range(2):
        ran = actionplan("link", "1.1", "--finding", "PA1:a")
    assert (ran.code, ran.err) == (0, "")
    assert " ".join(ran.out.split()) == (
        "1.1 is linked with that already, so nothing was written: 1.1 names the finding PA1:a and the area PA1."
    )
    assert actionplan("link", "1.1", "--finding", "a").out == ran.out, "a finding's id alone is of the first area"


def test_a_link_is_removed(actionplan, draft):
    actionplan("link", "1.1", "--measure", "timely", "--measure", "waits")
    ran = actionplan("link", "1.1", "--measure", "timely", "--remove")
    assert (ran.code, 'measures = ["waits"]\n' in (draft / "actions/1.1.toml").read_text()) == (0, True)
    ran = actionplan("link", "1.1", "--measure", "timely", "--remove")
    assert ran.out.startswith("1.1 does not name that, so nothing was written: 1.1 names the measure waits")


class TestAgreed:
    """What is agreed and committed is changed by an entry, which states the whole list and the reason."""

    def test_it_needs_a_reason(self, actionplan, agreed):
        ran = actionplan("link", "1.1", "--finding", "PA1:a")
        assert ran.code == 2
        said = 'Error: 1.1 is agreed, so its links change only with a reason: add --reason "..."'
        assert said in " ".join(ran.err.split())

    def test_each_entry_has_the_whole_list(self, actionplan, agreed):
        assert actionplan("link", "1.1", "--finding", "PA1:a", *BECAUSE).code == 0
        ran = actionplan("link", "1.1", "--finding", "PA1:b", *BECAUSE)
        assert (ran.code, 'findings = ["PA1:a", "PA1:b"]\n    reason = "The board agreed"' in ran.out) == (0, True)
        assert "Now 1.1 names the findings PA1:a and PA1:b and the area PA1." in ran.out
        agreed.commit(str(TODAY))
        assert library.audit(agreed.plan).findings == ()

    def test_after_an_entry_the_head_is_not_what_counts(self, actionplan, draft):
        assert actionplan("link", "1.1", "--finding", "PA1:a", *BECAUSE).code == 0
        assert actionplan("link", "1.1", "--finding", "PA1:b").code == 2
        assert actionplan("link", "1.1", "--finding", "PA1:b", *BECAUSE).code == 0

    def test_a_recommendation_gets_an_entry_of_its_own(self, actionplan, agreed):
        ran = actionplan("link", "V:b", "--action", "1.2", *BECAUSE)
        assert 'recommendation = "b"\n    actions = ["1.1", "1.2"]\n' in ran.out

    def test_what_delivers_a_clause_may_be_named_once_without_a_reason(self, actionplan, agreed):
        assert actionplan("link", "R:a", "--action", "1.2").code == 0
        agreed.commit(str(TODAY))
        assert library.audit(agreed.plan).findings == ()
        assert actionplan("link", "R:a", "--action", "1.1").code == 2
        assert actionplan("link", "R:a", "--action", "1.1", *BECAUSE).code == 0

    def test_a_clause_that_says_why_it_has_none_is_overruled_by_an_entry(self, actionplan, draft):
        assert actionplan("link", "R:b", "--action", "1.2").code == 2
        assert actionplan("link", "R:b", "--action", "1.2", *BECAUSE).code == 0
        assert "E505" not in actionplan("check").out

    def test_a_file_that_is_not_committed_is_completed(self, actionplan, agreed):
        agreed.write({"actions/1.3.toml": ACTION})
        assert actionplan("link", "1.3", "--finding", "PA1:a").out.startswith("Changed ./actions/1.3.toml:\n")

    def test_dry_run(self, actionplan, agreed):
        before = agreed.path("resolutions/R.toml").read_bytes()
        ran = actionplan("link", "R:a", "--action", "1.2", "--dry-run")
        assert ran.out.endswith('    id = "a"\n    actions = ["1.2"]\n\nNothing was written (--dry-run).\n')
        assert agreed.path("resolutions/R.toml").read_bytes() == before


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        (("1.1",), 2, "name what it is linked with: --finding, --measure, --action, --area or --resolution"),
        (("1.1", "--finding", "PA1:c"), 1, 'E213 there is no finding "PA1:c"'),
        (("R:c", "--action", "1.1"), 2, 'R has no part "c". There are: a, b'),
        (("R", "--action", "1.1"), 2, "a resolution names no actions; a clause of it does: "
         'actionplan link R:CLAUSE --action 1.1 --reason "..."'),
        (("timely", "--area", "PA1"), 2, "a measure names no areas; an area names its measures: "
         'actionplan link PA1 --measure timely --reason "..."'),
        (("PA1:a", "--action", "1.1"), 2, "a finding names nothing; actions name it: "
         'actionplan link ACTION --finding PA1:a --reason "..."'),
        (("R1", "--measure", "timely"), 2, "a risk names no measures; use --action or --area"),
    ],
)  # fmt: skip
def test_what_cannot_be_linked(actionplan, draft, typed, code, said):
    ran = actionplan("link", *typed)
    assert (ran.code, said in " ".join(ran.err.split())) == (code, True), ran.err
