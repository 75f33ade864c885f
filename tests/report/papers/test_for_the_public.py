"""A paper for everyone leaves out what is internal, and says so; other papers have everything."""

import pytest

from actionplan.storage.filesystem import DISK
from plan_file import PLAN

FILES = {
    "plan.toml": PLAN + '\n[publish]\ninternal = ["1.2", "note"]\n',
    "areas/PA1.toml": 'title = "Data"\nkind = "priority-action"\n',
    "actions/1.1.toml": 'title = "Build it"\nareas = ["PA1"]\nowner = "hcc"\ndue = 2027-03-31\n',
    "actions/1.2.toml": 'title = "Close the unit"\nareas = ["PA1"]\nagreed = 2026-06-01\ndue = 2027-03-31\n',
}
SAID = "1 action is left out of what is published. Figures count only what is published."


def test_the_public_paper_leaves_out_what_is_internal_and_says_so(actionplan, make_plan):
    out = " ".join(actionplan("report", "public", make_plan(FILES)).out.split())
    assert "Close the unit" not in out
    assert "None of 1 promised action finished" in out
    assert SAID in out


def test_so_does_a_paper_of_the_council_that_is_for_all(actionplan, make_plan):
    outline = (
        'name = "For all"\nfor_all = true\n\n[[sections]]\nsection = "headline"\n\n[[sections]]\nsection = "actions"\n'
    )
    out = " ".join(actionplan("report", "ours", make_plan({**FILES, "reports/ours.toml": outline})).out.split())
    assert "Build it" in out
    assert "Close the unit" not in out
    assert SAID in out


def test_another_paper_has_everything(actionplan, make_plan):
    out = " ".join(actionplan("report", "board", make_plan(FILES)).out.split())
    assert "Close the unit" in out
    assert "left out" not in out


def test_what_was_agreed_later_is_internal_on_an_earlier_day_too(actionplan, make_plan):
    ran = actionplan("report", "public", make_plan(FILES), "--as-at", "2026-05-01", "--known-at", "2026-05-01")
    assert (ran.code, "Close the unit" in ran.out) == (0, False)


@pytest.mark.parametrize("ending", ["html", "json"])
def test_nothing_is_written_where_a_word_names_nothing(actionplan, make_plan, tmp_path, ending):
    plan = make_plan(FILES)
    path = plan / "plan.toml"
    path.write_text(path.read_text().replace('"1.2"', '"1.20"'))
    file = str(tmp_path / f"paper.{ending}")
    ran = actionplan("report", "public", plan, "-o", file)
    assert (ran.code, DISK.exists(file)) == (2, False)
    assert 'nothing was published, since in [publish] of p "1.20" is no record' in ran.err
    assert 'did you mean "1.2"?' in ran.err
