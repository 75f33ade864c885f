"""A council's own papers: outlines in the plan's folder ``reports``, and what mistakes in them are answered with."""

import re
import typing

import pytest

from actionplan.model.outlines import KINDS, WITH_MOST, SectionName
from actionplan.report.papers.outlines import LIMITED, SECTIONS, outline_of
from conftest import ACTION, PLAN, dedented

MEETINGS = '[[meetings]]\nbody = "board"\non = 2024-11-07\n[[meetings]]\nbody = "board"\non = 2024-12-05\n'
OWN = """
    name = "Letter to schools"
    for_all = true

    [[sections]]
    section = "text"
    title = "Our view"
    text = "We have begun.\\n\\nMore is to come."

    [[sections]]
    section = "upcoming"
    title = "What is next"
    most = 1

    [[sections]]
    section = "author"
    text = "what schools should do"
"""


def test_an_outline_of_its_own_makes_a_new_kind(actionplan, make_plan):
    plan = make_plan({"actions/1.1.toml": ACTION, "reports/schools.toml": OWN})
    shown = actionplan("report", "schools", plan).out
    assert shown.startswith("Letter to schools\nA plan\n")
    assert "Our view\nWe have begun.\nMore is to come.\n\nWhat is next\n" in shown
    assert "| To be written by the author: what schools should do." in shown


def test_an_outline_named_like_a_kind_changes_it(actionplan, make_plan):
    sections = '[[sections]]\nsection = "areas"\ntitle = "Where we are"\n'
    shown = actionplan("report", "board", make_plan({"reports/board.toml": 'name = "Our pack"\n' + sections})).out
    assert shown.startswith("Our pack\n")
    assert "Where we are" in shown
    assert "Appendix" not in shown


CONFIRMED = "Confirmed on 20 Nov 2024. One draft from the record is not shown."


def asked(actionplan, plan, day):
    shown = " ".join(actionplan("report", "highlight", plan, "--as-at", day).out.split())
    return shown.partition("The board is asked to ")[2].partition(" What families can feel")[0]


def test_what_was_confirmed_counts_up_to_the_next_meeting(actionplan, make_plan):
    outline = '[[asks]]\ntext = "Name an owner for 1.1"\nconfirmed = 2024-11-20\n'
    files = {"plan.toml": dedented(PLAN) + MEETINGS, "actions/1.1.toml": ACTION, "reports/highlight.toml": outline}
    plan = make_plan(files)
    draft = "Draft from the record, not yet confirmed."
    assert asked(actionplan, plan, "2024-11-19").endswith(draft)
    assert asked(actionplan, plan, "2024-11-20") == f"1. Name an owner for 1.1 {CONFIRMED}"
    assert asked(actionplan, plan, "2024-12-05") == f"1. Name an owner for 1.1 {CONFIRMED}"
    assert asked(actionplan, plan, "2024-12-06").endswith(draft)


@pytest.mark.parametrize(
    ("outline", "said"),
    [
        ('[[sections]]\nsection = "mesures"\n', 'reports/own.toml:2:11: E104 "mesures" is not a value'),
        ('[[sections]]\nsection = "areas"\nmost = "3"\n', "reports/own.toml:3:8: E103"),
        ('[[section]]\nsection = "areas"\n', "reports/own.toml:1"),
        ('[[sections]]\nsection = "areas\n', "reports/own.toml:2"),
        ('[[asks]]\ntext = "Decide"\n', "reports/own.toml:1:3: E102"),
        ('[[asks]]\ntext = " "\nconfirmed = 2024-11-01\n', "reports/own.toml:2:8: E109 this text is empty"),
        ('[[sections]]\nsection = "text"\n', 'reports/own.toml:1:3: E102 the key "text" is missing'),
        (
            '[[sections]]\nsection = "counts"\ntext = "Four"\n',
            'own.toml:3:1: E101 the section "counts" takes no "text"',
        ),
        ('[[sections]]\nsection = "counts"\nmost = 3\n', 'own.toml:3:1: E101 the section "counts" takes no "most"'),
        ('[[sections]]\nsection = "asks"\nmost = -1\n', 'reports/own.toml:3:8: E107 "most" is -1'),
        ('name = "Letter"\n', 'reports/own.toml:1:1: E102 the key "sections" is missing'),
        (
            '[[sections]]\nsection = "areas"\n[[appendices]]\nkind = "bord"\n',
            'reports/own.toml:4:8: E104 there is no kind of report "bord"',
        ),
        (
            '[[sections]]\nsection = "areas"\n[[appendices]]\nkind = "action"\n',
            'reports/own.toml:4:8: E104 there is no kind of report "action"',
        ),
    ],
)
def test_a_mistake_in_an_outline_has_its_place(actionplan, make_plan, outline, said):
    plan = make_plan({"reports/own.toml": outline})
    ran = actionplan("report", "own", plan)
    assert ran.code in {1, 2}
    assert said in ran.err
    assert said in actionplan("check", plan).out


def test_an_unknown_kind_names_the_plans_own_too(actionplan, make_plan):
    ran = actionplan("report", "shools", make_plan({"reports/schools.toml": OWN}))
    assert (ran.code, 'did you mean "schools"?' in ran.err) == (2, True)


def test_every_section_has_a_function_and_each_of_our_kinds_an_outline(make_plan):
    assert {*SECTIONS, *LIMITED, "text", "author", "appendices"} == set(typing.get_args(SectionName))
    assert set(LIMITED) == WITH_MOST
    import actionplan as library

    [plan] = library.load(make_plan()).plans
    for kind in KINDS:
        outline = outline_of(plan, kind)
        assert outline is not None
        assert outline.sections


def test_check_lists_the_mistakes_in_outlines_and_no_other_report_is_partial_for_them(actionplan, make_plan):
    wrong = 'name = "Letter"\n\n[[sections]]\nsection = "headlines"\n'
    plan = make_plan({"actions/1.1.toml": ACTION, "reports/letter.toml": wrong, "reports/old.toml": "name = \n"})
    ran = actionplan("check", plan)
    assert ran.code == 1
    assert f"{plan}/reports/letter.toml:4:" in ran.out
    assert f"{plan}/reports/old.toml:1:" in ran.out
    assert "W001" not in ran.out
    assert "reports" not in actionplan("status", plan).out


def test_a_right_outline_is_no_problem(actionplan, make_plan):
    assert "reports" not in actionplan("check", make_plan({"reports/letter.toml": OWN})).out


def test_check_finds_an_ask_about_a_record_that_there_is_not(actionplan, make_plan):
    ask = '[[asks]]\nconfirmed = 2024-11-01\ntext = "Name an owner for 1.7, beside 1.1"\n'
    plan = make_plan({"actions/1.1.toml": ACTION, "reports/board.toml": ask})
    assert actionplan("check", plan, "--select", "W546").out.startswith(
        f'{plan}/reports/board.toml:3:27: W546 there is no record "1.7"\n'
        '    text = "Name an owner for 1.7, beside 1.1"\n'
        "                              ^^^\n"
        '    fix: did you mean "1.1"?\n\n'
        "0 errors, 1 warning in 1 plan"
    )


@pytest.mark.parametrize("text", ["Name an owner for 1.1", "Agree £1.5m", "Allow 1.5 posts and 2.5%", "By 2024-11-07"])
def test_amounts_and_days_are_no_ids(actionplan, make_plan, text):
    ask = f'[[asks]]\nconfirmed = 2024-11-01\ntext = "{text}"\n'
    plan = make_plan({"actions/1.1.toml": ACTION, "reports/board.toml": ask})
    assert "W546" not in actionplan("check", plan).out


def test_a_kind_of_appendix_that_there_is_not_has_a_near_one(actionplan, make_plan):
    appendix = '[[appendices]]\nkind = "bord"\n'
    assert 'fix: did you mean "board"?' in actionplan("check", make_plan({"reports/paper.toml": appendix})).out


def test_an_appendix_may_be_a_paper_of_the_plans_own(actionplan, make_plan):
    plan = make_plan({"reports/paper.toml": '[[appendices]]\nkind = "schools"\n', "reports/schools.toml": OWN})
    assert actionplan("report", "paper", plan, "-o", str(plan / "paper.md")).code == 0
    assert "Appendix A: Letter to schools" in (plan / "paper-appendix-a.md").read_text(encoding="utf-8")


def test_an_ask_about_a_record_that_there_is_not_is_named_when_the_paper_is_made(actionplan, make_plan):
    ask = '[[asks]]\nconfirmed = 2024-11-01\ntext = "Name an owner for 1.7"\n'
    plan = make_plan({"actions/1.1.toml": ACTION, "reports/board.toml": ask})
    said = f'{plan}/reports/board.toml:3:27: W546 there is no record "1.7"'
    assert said in actionplan("report", "board", plan).err.replace("\n    ", " ")
    assert "W546" not in actionplan("report", "highlight", plan).err


def test_confirmed_asks_say_how_many_drafts_are_not_among_them(actionplan, make_plan):
    files = {f"actions/1.{at}.toml": 'title = "Act"\nareas = ["PA1"]\n' for at in (1, 2)}
    ask = '[[asks]]\nconfirmed = 2024-11-01\ntext = "Name an owner for 1.1 and approve £5,000"\n'
    shown = " ".join(actionplan("report", "highlight", make_plan({**files, "reports/highlight.toml": ask})).out.split())
    assert "Confirmed on 1 Nov 2024. One draft from the record is not shown." in shown  # 1.2 has no owner


def test_lines_of_a_text_that_begin_with_a_hyphen_are_a_list(actionplan, make_plan, tmp_path):
    text = '[[sections]]\nsection = "text"\ntext = """\nWe ask for:\n- a room\n- a day\n\nThank you."""\n'
    plan = make_plan({"reports/letter.toml": text})
    actionplan("report", "letter", plan, "-o", str(tmp_path / "letter.html"))
    page = (tmp_path / "letter.html").read_text(encoding="utf-8")
    assert "<p>We ask for:</p>" in page
    assert re.search(r"<ul[^>]*>\s*<li>a room</li>\s*<li>a day</li>\s*</ul>", page)


@pytest.mark.parametrize("kind", KINDS)
def test_a_printed_outline_makes_the_same_paper(actionplan, make_plan, kind):
    plan = make_plan({"actions/1.1.toml": ACTION})
    before = actionplan("report", kind, plan).out
    (plan / "reports").mkdir()
    printed = actionplan("report", kind, "--outline")
    (plan / "reports" / f"{kind}.toml").write_text(printed.out, encoding="utf-8")
    assert (printed.code, printed.err) == (0, "")
    assert actionplan("report", kind, plan).out == before


def test_only_our_kinds_have_an_outline_to_print(actionplan):
    ran = actionplan("report", "higlight", "--outline")
    assert (ran.code, 'did you mean "highlight"?' in ran.err) == (2, True)
