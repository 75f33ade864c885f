"""`actionplan new clause|amendment|finding|recommendation`: a part is added to a record, and every other byte stays."""

import pytest

import actionplan as library
from actionplan.cli import console
from conftest import ACTION, TODAY, write_plan
from repositories import Repository

RESOLUTION = """\
# from the minutes
title = 'Share data'   # as printed
body = "hcc"
on = 2026-05-20
outcome = "carried"

[[clauses]]
id = "a"
text = "The council shares its data."
actions = ["1.1"]
# the seconder asked for this one

# what came of it
[[status]]
on = 2026-06-12
by = "hcc"
note = "Begun"
"""
REVIEW = """\
title = "Visit"
kind = "monitoring"
held = 2026-05-07
"""
FILES = {"actions/1.1.toml": ACTION, "resolutions/R.toml": RESOLUTION, "reviews/V.toml": REVIEW}


@pytest.fixture
def plan(make_plan, monkeypatch):
    """Return a plan outside of git, which is the current folder."""
    folder = make_plan(FILES)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def settled(tmp_path, monkeypatch):
    """Return a plan that was committed half a year ago."""
    repository = Repository(root=tmp_path, plan=write_plan(tmp_path / "p", {"areas/PA1.toml": "", **FILES}))
    repository.write({"areas/PA1.toml": 'title = "Data"\nkind = "other"\n'})
    repository.git("init", "--quiet")
    repository.commit("2026-06-12")
    monkeypatch.chdir(repository.plan)
    return repository


def test_a_clause_comes_below_the_last_one_and_nothing_else_changes(actionplan, plan):
    typed = ("--text", "Report back", "--addressee", "hcc", "--due", "31 Mar 2027", "--action", "1.1")
    ran = actionplan("new", "clause", "R", "b", *typed)
    block = '[[clauses]]\nid = "b"\ntext = "Report back"\naddressee = "hcc"\ndue = 2027-03-31\nactions = ["1.1"]\n'
    assert (ran.code, ran.err) == (0, "")
    assert (
        ran.out == "Added to ./resolutions/R.toml:\n\n" + "".join(f"    {line}\n" for line in block.splitlines()) + "\n"
    )
    above, below = RESOLUTION.split("\n# what came of it\n")
    assert (plan / "resolutions/R.toml").read_text() == f"{above}\n{block}\n# what came of it\n{below}"


@pytest.mark.parametrize(
    ("typed", "file", "block"),
    [
        (
            ("amendment", "R", "a", "--text", "Adds a date", "--mover", "Cllr A Example", "--outcome", "lost"),
            "resolutions/R.toml",
            '[[amendments]]\nid = "a"\ntext = "Adds a date"\nmover = "Cllr A Example"\noutcome = "lost"\n',
        ),
        (
            ("clause", "R", "b", "--text", "All of it", "--whole-plan"),
            "resolutions/R.toml",
            '[[clauses]]\nid = "b"\ntext = "All of it"\nwhole_plan = true\n',
        ),
        (
            ("finding", "V", "a", "--text", "Plans are late", "--area", "pa1", "--ref", "Finding 3"),
            "reviews/V.toml",
            '[[findings]]\nid = "a"\ntext = "Plans are late"\nref = "Finding 3"\narea = "PA1"\n',
        ),
        (
            ("resource", "1.1", "--amount", "250,000", "--unit", "GBP", "--per", "year", "--period", "2026/27"),
            "actions/1.1.toml",
            '[[resources]]\namount = 250000\nunit = "GBP"\nper = "year"\nperiod = "FY2026-27"\n',
        ),
        (
            ("resource", "R", "--amount", "3", "--unit", "posts", "--mentioned"),
            "resolutions/R.toml",
            '[[resources]]\namount = 3\nunit = "posts"\nmentioned = true\n',
        ),
        (
            ("area-outcome", "V", "--area", "PA1", "--outcome", "effective action"),
            "reviews/V.toml",
            '[[area_outcomes]]\narea = "PA1"\noutcome = "effective action"\n',
        ),
        (
            ("milestone", "1.1", "a", "--title", "Trainers found", "--due", "30 Jun 2024", "--yes"),
            "actions/1.1.toml",
            '[[milestones]]\nid = "a"\ntitle = "Trainers found"\ndue = 2024-06-30\n',
        ),
        (
            ("finding", "PA1", "a", "--text", "Plans are late"),
            "areas/PA1.toml",
            '[[findings]]\nid = "a"\ntext = "Plans are late"\n',
        ),
        (
            ("recommendation", "V", "a", "--text", "Recruit", "--strength", "must", "--due", "2027-03-31",
             "--response-by", "County Council", "--response-due", "31 Jan 2027", "--action", "1.1"),
            "reviews/V.toml",
            '[[recommendations]]\nid = "a"\ntext = "Recruit"\nstrength = "must"\ndue = 2027-03-31\n'
            'response_due = 2027-01-31\nresponse_by = "hcc"\nactions = ["1.1"]\n',
        ),
    ],
    ids=lambda value: " ".join(value[:2]) if isinstance(value, tuple) else "",
)  # fmt: skip
def test_each_part(actionplan, plan, typed, file, block):
    before = (plan / file).read_text()
    ran = actionplan("new", *typed)
    assert ran.code == 0, ran.err
    after = (plan / file).read_text()
    assert after.replace(f"\n{block}", "", 1) == before


def test_in_a_file_from_before_recommendations_had_their_name(actionplan, plan):
    text = REVIEW + '\n[[asks]]\nid = "a"\ntext = "Recruit"\nactions = ["1.1"]\n'
    (plan / "reviews/V.toml").write_text(text)
    assert actionplan("new", "recommendation", "V", "b", "--text", "Retain", "--action", "1.1").code == 0
    expected = f'{text}\n[[asks]]\nid = "b"\ntext = "Retain"\nactions = ["1.1"]\n'
    assert (plan / "reviews/V.toml").read_text() == expected


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        (("clause", "R", "A", "--text", "x"), 2, 'R has a clause "A" already; it has a'),
        (("clause", "R", "b 2", "--text", "x"), 2, "'b 2' is not an id"),
        (("clause", "V", "b", "--text", "x"), 2, 'there is no resolution "V"'),
        (("finding", "PA1", "a", "--text", "x", "--area", "PA1"), 2, "a finding of an area has no --area"),
        (("finding", "V", "a", "--text", "x", "--area", "PA9"), 1, 'E202 there is no area "PA9"'),
        (("recommendation", "V", "a", "--text", "x", "--due", "soon"), 2, 'due: "soon" is not a date'),
        (("recommendation", "V", "a", "--text", "x", "--response-by", "hcx"), 1, 'E201 there is no body "hcx"'),
        (("clause", "R", "b", "--text", "Ring 07700 900123", "--action", "1.1"), 1, "W602"),
    ],
)
def test_what_is_wrong_is_not_written(actionplan, plan, typed, code, said):
    files = {path: path.read_bytes() for path in plan.rglob("*.toml")}
    ran = actionplan("new", *typed)
    assert (ran.code, said in ran.err) == (code, True), ran.err
    assert {path: path.read_bytes() for path in plan.rglob("*.toml")} == files


def test_dry_run(actionplan, plan):
    ran = actionplan("new", "clause", "R", "b", "--text", "Report back", "--action", "1.1", "--dry-run")
    assert ran.out.startswith('Would add to ./resolutions/R.toml:\n\n    [[clauses]]\n    id = "b"\n')
    assert (plan / "resolutions/R.toml").read_text() == RESOLUTION


def test_the_text_is_asked_for(actionplan, plan, monkeypatch):
    import click

    monkeypatch.setattr(console, "is_terminal", lambda: True)
    monkeypatch.setattr(click.Option, "prompt_for_value", lambda *_: "Report back")
    assert actionplan("new", "clause", "R", "b", "--action", "1.1").code == 0
    assert library.load(plan).plans[0].resolution("R").clauses[1].text == "Report back"


class TestSettled:
    """What was committed months ago is completed only where the record says that it lacks something."""

    def test_a_clause_that_was_left_out(self, actionplan, settled):
        clause = ("new", "clause", "R", "b", "--text", "Report back", "--action", "1.1")
        ran = actionplan(*clause)
        assert (ran.code, " ".join(ran.err.split()).partition("Error: ")[2]) == (
            2,
            "R is committed, and does not say that it lacks a clause: an audit would report one that is added. "
            "If it was left out, say first how many there are in all, and why: "
            'actionplan amend R --clauses-made 2 --reason "..."',
        )
        said = ("--clauses-made", "2", "--reason", "The annex was left out", "--by", "hcc")
        assert actionplan("amend", "R", *said).code == 0
        assert actionplan(*clause).code == 0
        assert not_accused(settled)
        assert actionplan(*clause[:3], "c", *clause[4:]).code == 2, "it says that there are two"

    def test_a_finding_of_those_that_the_report_has(self, actionplan, settled):
        settled.write({"reviews/W.toml": REVIEW + "findings_made = 1\n"})
        settled.commit("2026-06-13")
        assert actionplan("new", "finding", "W", "a", "--text", "Late").code == 0
        assert not_accused(settled)
        assert actionplan("new", "finding", "W", "b", "--text", "Late").code == 2

    def test_a_milestone_is_a_promise(self, actionplan, settled):
        milestone = ("new", "milestone", "1.1", "a", "--title", "Trainers found")
        ran = actionplan(*milestone)
        assert (ran.code, "so it gets no other milestone: an audit would report it." in " ".join(ran.err.split())) == (
            2,
            True,
        )
        settled.write({"actions/1.2.toml": ACTION})
        assert actionplan(*milestone[:2], "1.2", *milestone[3:]).code == 0
        assert not_accused(settled)

    def test_an_amendment_promises_nothing(self, actionplan, settled):
        for name in "ab":
            assert actionplan("new", "amendment", "R", name, "--text", "Adds a date").code == 0
            assert not_accused(settled)

    def test_so_is_what_a_review_concluded_of_an_area(self, actionplan, settled):
        assert actionplan("new", "area-outcome", "V", "--area", "PA1", "--outcome", "effective action").code == 0
        assert not_accused(settled)
        assert "E214" in actionplan("new", "area-outcome", "V", "--area", "PA1", "--outcome", "weak").err

    def test_a_report_that_comes_later_says_how_much_there_is_in_it(self, actionplan, settled):
        known = ("--published", "2026-11-20", "--findings-made", "1", "--recommendations-made", "1")
        because = ("--reason", "The letter came", "--by", "hcc")
        assert actionplan("amend", "V", *known, "--outcome", "some progress", *because).code == 0
        assert actionplan("new", "finding", "V", "a", "--text", "Late").code == 0
        assert actionplan("new", "recommendation", "V", "a", "--text", "Recruit", "--action", "1.1").code == 0
        assert not_accused(settled)

    def test_a_record_that_is_not_committed_is_completed_freely(self, actionplan, settled):
        settled.write({"reviews/W.toml": REVIEW})
        for name in "ab":
            assert actionplan("new", "finding", "W", name, "--text", "Late").code == 0
        assert not_accused(settled)

    def test_so_is_a_plan_in_its_first_three_months(self, actionplan, empty, monkeypatch):
        monkeypatch.chdir(write_plan(empty.plan, {**FILES, "resolutions/R.toml": RESOLUTION.partition("\n# what")[0]}))
        empty.commit("2026-09-01")
        assert actionplan("new", "clause", "R", "b", "--text", "Report", "--action", "1.1").code == 0
        assert not_accused(empty)


def not_accused(repository):
    """Return whether an audit finds nothing once everything is committed today."""
    repository.commit(str(TODAY))
    return library.audit(repository.plan).findings == ()


def test_with_commit(actionplan, settled):
    assert actionplan("new", "amendment", "R", "a", "--text", "Adds a date", "--commit").code == 0
    assert settled.git("log", "-1", "--format=%s") == "p R: new amendment a"
    assert settled.git("diff", "HEAD") == ""
