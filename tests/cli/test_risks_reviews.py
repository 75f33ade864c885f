"""`actionplan risks` and `reviews`: whole screens as golden files, and what officers type."""

import json
from datetime import date

import pytest

import actionplan as library
from actionplan.cli import console
from conftest import PLAN, REPOSITORY, TODAY

NORTHSHIRE = REPOSITORY / "examples" / "northshire-send"
SCALE = """
    [risk_scale]
    likelihood = ["rare", "possible", "likely"]
    impact = ["slight", "moderate", "severe"]
    levels = [{ label = "High", at_least = 6, colour = "red" }, { label = "Low", at_least = 1 }]
"""
RISK = 'title = "Posts stay vacant"\nowner = "hcc"\nresidual = { likelihood = 3, impact = 3 }\n'
REVIEW = """title = "Visit"
kind = "monitoring"
held = 2024-05-07

[[recommendations]]
id = "a"
text = "Cut the waits."
"""


@pytest.fixture
def plan(make_plan):
    return make_plan({"plan.toml": PLAN + SCALE, "risks/R1.toml": RISK, "reviews/V1.toml": REVIEW})


@pytest.mark.parametrize("command", ["risks", "reviews"])
@pytest.mark.parametrize("output", ["text", "json"])
def test_whole_screen(actionplan, golden, monkeypatch, command, output):
    monkeypatch.chdir(REPOSITORY)
    ran = actionplan(command, "examples/northshire-send", "--as-at", "2025-10-01", "--format", output)
    assert (ran.code, ran.err) == (0, "")
    golden(f"{command}-northshire.{'txt' if output == 'text' else 'json'}", ran.out)
    if output == "text":
        assert max(len(line) for line in ran.out.splitlines()) <= 80


def test_by_area_level_and_closed(actionplan):
    ran = actionplan("risks", NORTHSHIRE, "--area", "PA3", "--level", "medium", "--as-at", "2025-10-01")
    said = "Listed: only risks that threaten the area PA3 EHC plans on time and good and have the level Medium."
    assert said in " ".join(ran.out.split())
    assert ("R1  " in ran.out, "R6  " in ran.out) == (True, False)
    assert "R6  " in actionplan("risks", NORTHSHIRE, "--area", "PA3", "--closed", "--as-at", "2025-10-01").out


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("risks", "--area", "PA9"), 'there is no area "PA9". Did you mean "PA1"?'),
        (("risks", "--level", "Hihg"), 'there is no level "Hihg". Did you mean "High"?'),
        (("reviews", "--kind", "visit"), "'visit' is not one of"),
    ],
)
def test_what_does_not_exist(actionplan, plan, typed, said):
    ran = actionplan(*typed, plan)
    assert ran.code == 2
    assert said in " ".join(ran.err.split())


def test_a_plan_without_any(actionplan, make_plan):
    plan = make_plan()
    assert "No risk is on record." in actionplan("risks", plan).out
    assert "No review is on record." in actionplan("reviews", plan).out


def test_scores_without_a_scale(actionplan, make_plan):
    ran = actionplan("risks", make_plan({"risks/R1.toml": RISK}))
    assert "score 9: 3 x 3" in ran.out
    assert "The plan has no [risk_scale]" in ran.out


def test_a_score_that_is_not_on_the_scale_is_named_beside_the_matrix(actionplan, make_plan):
    ran = actionplan(
        "risks", make_plan({"plan.toml": PLAN + SCALE, "risks/R1.toml": RISK.replace("impact = 3", "impact = 4")})
    )
    assert "Not on the scale: R1" in ran.out


def test_a_broken_file_makes_it_partial(actionplan, plan):
    (plan / "risks" / "R2.toml").write_text("title = \n", encoding="utf-8")
    (plan / "reviews" / "V2.toml").write_text("title = \n", encoding="utf-8")
    for command in ("risks", "reviews"):
        ran = actionplan(command, plan)
        assert ran.code == 2
        assert "R2.toml" in ran.out
        answer = json.loads(actionplan(command, plan, "--format", "json").out)
        assert answer["partial"]
        assert len(answer["plans"][0]["unread"]) == 2


def test_known_at(actionplan, plan):
    assert "as known on 1 May 2024" in actionplan("risks", plan, "--known-at", "2024-05-01").out
    answer = json.loads(actionplan("reviews", plan, "--known-at", "2024-05-01", "--format", "json").out)
    assert answer["plans"][0]["reviews"] == []


def test_a_matrix_without_unicode(monkeypatch, actionplan, plan):
    from actionplan.report.writers.styled import Screen

    monkeypatch.setattr(console, "screen", lambda: Screen(unicode=False))
    out = actionplan("risks", plan).out
    assert out.isascii()
    assert "# 1: R1" in out


def test_when_the_report_was_received_is_not_known(actionplan, make_plan):
    text = 'title = "Inspection"\nkind = "inspection"\npublished = 2023-11-10\nplan_due = 2023-12-19\n'
    out = " ".join(actionplan("reviews", make_plan({"reviews/V1.toml": text})).out.split())
    assert "Plan due 19 Dec 2023: 27 working days after publication. The day of receipt is not known." in out


def test_the_plans_own_rule(actionplan, make_plan):
    text = 'title = "Inspection"\nkind = "inspection"\nreceived = 2026-11-02\n'
    policy = "\n    [policy]\n    plan_due_working_days = 35\n"
    out = " ".join(actionplan("reviews", make_plan({"plan.toml": PLAN + policy, "reviews/V1.toml": text})).out.split())
    assert "The plan's own deadline, in working days after receipt, is 21 Dec 2026, 19 working days left." in out


def test_a_review_to_come(actionplan, make_plan):
    text = 'title = "Stocktake"\nkind = "stocktake"\nheld = 2026-12-01\n'
    out = actionplan("reviews", make_plan({"reviews/V1.toml": text})).out
    assert "next stocktake 1 Dec 2026 (Stocktake)" in out
    assert "Planned for 1 Dec 2026" in out
    assert "No report yet." in out


# Writing


def test_a_new_risk(actionplan, plan):
    ran = actionplan(
        "new", "risk", "R2", "--title", "Data is lost", "--owner", "hcc", "--area", "PA1", "--action", "1.1",
        "--inherent", "3x3", "--residual", "2 x 3", "--plan", plan,
    )  # fmt: skip
    assert ran.code == 0, ran.err
    [risk] = [risk for risk in library.load_strict(plan).plans[0].risks if risk.id == "R2"]
    assert (risk.residual, risk.raised) == (
        library.model.RiskScore(likelihood=2, impact=3),
        library.model.on_day(TODAY),
    )
    assert "2 open" in actionplan("risks", plan).out


def test_a_new_review(actionplan, plan):
    ran = actionplan(
        "new", "review", "V2", "--title", "Stocktake", "--kind", "stocktake", "--reviewer", "Improvement Board",
        "--held", "1 Oct 2026", "--finding", "Waits are long", "--recommendation", "Cut them", "--plan", plan,
    )  # fmt: skip
    assert ran.code == 0, ran.err
    review = library.load_strict(plan).plans[0].reviews[1]
    assert (review.by, review.held) == (("board",), library.model.on_day(date(2026, 10, 1)))
    assert (review.findings[0].id, review.recommendations[0].text) == ("a", "Cut them")


def test_a_score_that_is_none(actionplan, plan):
    ran = actionplan("amend", "R1", "--residual", "high", "--reason", "R", "--plan", plan)
    assert (ran.code, "write likelihood x impact, such as 2x3" in " ".join(ran.err.split())) == (2, True)


def test_a_score_moves_with_a_reason(actionplan, plan):
    ran = actionplan("amend", "R1", "--residual", "1x3", "--reason", "Filled", "--by", "hcc", "--plan", plan)
    assert ran.code == 0, ran.err
    assert "better than when first scored (9)" in " ".join(actionplan("risks", plan).out.split())


def test_a_score_off_the_scale_is_not_written(actionplan, plan):
    before = (plan / "risks" / "R1.toml").read_bytes()
    ran = actionplan("amend", "R1", "--residual", "4x3", "--reason", "Worse", "--by", "hcc", "--plan", plan)
    assert (ran.code, "E118" in ran.err) == (1, True)
    assert (plan / "risks" / "R1.toml").read_bytes() == before


@pytest.mark.parametrize(
    ("state", "counted"), [("closed", "0 open; 1 closed."), ("happened", "0 open; 1 has happened.")]
)
def test_a_risk_comes_to_an_end(actionplan, plan, state, counted):
    ran = actionplan("update", "R1", "--state", state, "--note", "So it is", "--by", "hcc", "--plan", plan)
    assert ran.code == 0, ran.err
    assert counted in actionplan("risks", plan).out.splitlines()


def test_a_state_that_a_risk_does_not_have(actionplan, plan):
    ran = actionplan("update", "R1", "--state", "complete", "--by", "hcc", "--plan", plan)
    assert (ran.code, "write open or happened or closed" in " ".join(ran.err.split())) == (2, True)


def test_update_sends_a_score_to_amend(actionplan, plan):
    ran = actionplan("update", "R1", "--residual", "2x3", "--by", "hcc", "--plan", plan)
    assert (ran.code, f"actionplan amend --plan {plan} R1 --residual " in " ".join(ran.err.split())) == (2, True)


def test_amend_refuses_what_a_record_does_not_have(actionplan, plan):
    ran = actionplan("amend", "1.1", "--residual", "2x3", "--reason", "R", "--by", "hcc", "--plan", plan)
    assert (ran.code, "an action has no --residual" in ran.err) == (2, True)


def test_a_score_is_corrected(actionplan, plan):
    actionplan("amend", "R1", "--residual", "1x3", "--reason", "Filled", "--by", "hcc", "--plan", plan)
    [entry] = library.load_strict(plan).plans[0].risks[0].status
    ran = actionplan(
        "correct", f"R1:{entry.id}", "--residual", "2x3", "--reason", "A slip", "--by", "hcc", "--plan", plan
    )
    assert ran.code == 0, ran.err
    assert "Low" not in actionplan("risks", plan).out.partition("Open risks")[0].partition("R1")[2]


def test_an_ask_is_answered_and_the_answer_corrected(actionplan, plan):
    ran = actionplan(
        "update", "V1", "--recommendation", "a", "--state", "complete", "--note", "Cut", "--by", "hcc", "--plan", plan
    )
    assert ran.code == 0, ran.err
    assert "carried out on 24 Nov 2026" in actionplan("reviews", plan).out
    [entry] = library.load_strict(plan).plans[0].reviews[0].status
    ran = actionplan(
        "correct", f"V1:{entry.id}", "--state", "in-progress", "--reason", "Too early", "--by", "hcc", "--plan", plan
    )
    assert ran.code == 0, ran.err
    assert library.load_strict(plan).plans[0].reviews[0].status[1].recommendation == "a"
    assert "under way" in actionplan("reviews", plan).out


def test_a_review_is_amended(actionplan, plan):
    ran = actionplan(
        "amend", "V1", "--published", "2024-06-03", "--outcome", "effective action", "--reason", "The letter is out",
        "--by", "hcc", "--accept", "P121", "--plan", plan,
    )  # fmt: skip
    assert ran.code == 0, ran.err
    assert "Outcome: effective action" in actionplan("reviews", plan).out
    ran = actionplan(
        "amend",
        "V1",
        "--recommendation",
        "a",
        "--action",
        "1.1",
        "--reason",
        "It answers",
        "--by",
        "hcc",
        "--plan",
        plan,
    )
    assert ran.code == 0, ran.err
    assert "(1.1 Build the dashboard)" in actionplan("reviews", plan).out


def test_status_has_a_line_for_each(actionplan, plan):
    out = actionplan("status", plan).out
    assert "1 open (1 High)." in out
    assert "1 review; 1 recommendation on record, 1 open, none with a due date." in out
    assert "open" not in actionplan("status", plan, "--owner", "icb").out.partition("No action")[2].replace(
        str(plan), ""
    )


class TestNotices:
    """Of a notice that another has replaced, nothing is asked any more."""

    @pytest.fixture(autouse=True)
    def inside(self, make_plan, monkeypatch):
        dfe = '\n[bodies.dfe]\nname = "Department for Education"\nkind = "government"\n'
        monkeypatch.chdir(make_plan({"plan.toml": PLAN + dfe}))

    def test_a_notice_replaces_another(self, actionplan, golden):
        made = (
            actionplan(
                "new", "review", name, "--title", title, "--kind", "notice", "--reviewer", "dfe", *options, "--yes"
            )
            for name, title, *options in (
                ("notice-1", "Improvement notice", "--published", "2024-05-15", "--recommendation", "Cut the waits"),
                ("notice-2", "Improvement notice, updated", "--published", "2025-06-06", "--replaces", "notice-1"),
            )
        )
        assert [ran.code for ran in made] == [0, 0]
        screens = (
            ("reviews",),
            ("reviews", "--as-at", "2025-06-05"),
            ("show", "notice-1"),
            ("show", "notice-2"),
            ("trace", "notice-1"),
            ("since", "2025-01-01"),
        )
        texts = [f"$ actionplan {' '.join(screen)}\n{actionplan(*screen).out}" for screen in screens]
        golden("notices.txt", "\n".join(texts))
        assert json.loads(actionplan("show", "notice-1", "--format", "json").out)["replaced_by"] == ["notice-2"]

    def test_neither_check_nor_challenge_asks_about_it(self, actionplan):
        asked = ("--title", "Notice", "--kind", "notice", "--published", "2024-05-15")
        assert actionplan("new", "review", "notice-1", *asked, "--yes").code == 0
        until = ("--text", "Cut the waits", "--due", "2026-09-30", "--response-due", "2026-06-30")
        assert actionplan("new", "recommendation", "notice-1", "a", *until).code == 0
        assert "Cut the waits" in actionplan("due").out
        assert "nothing answers recommendation a" in actionplan("check").out
        assert "C111" in actionplan("challenge").out
        amended = ("--title", "Notice", "--kind", "notice", "--published", "2026-06-06")
        assert actionplan("new", "review", "notice-2", *amended).code == 0
        because = ("--reason", "Its letter says so", "--by", "hcc")
        assert actionplan("amend", "notice-2", "--replaces", "notice-1", *because).code == 0
        assert "notice-1" not in actionplan("check").out
        assert "Cut the waits" not in actionplan("due").out
        assert "C111" not in actionplan("challenge").out
