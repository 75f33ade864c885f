"""`actionplan init` and `actionplan new`: files are made, never overwritten, and check clean."""

import errno
import os

import click
import pytest

import actionplan as library
from actionplan.cli import console
from actionplan.model.ids import Id
from actionplan.storage.save import SaveError


@pytest.fixture
def plan(actionplan, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert actionplan("init", "our-plan", "--title", 'Our "SEND" plan').code == 0
    return tmp_path / "our-plan"


def test_a_new_plan_checks_clean_and_is_neither_late_nor_ahead_of_its_time(actionplan, plan):
    assert actionplan("check", "our-plan", "--strict").out == "No problems in 1 plan, 5 files.\n"
    shown = actionplan("status", "our-plan").out
    assert shown.startswith('Our "SEND" plan\nAs at 24 Nov 2026. A draft, not yet agreed. our-plan\n')
    assert "Overdue: none of 1 open with a due date." in shown


def test_a_new_plan_is_all_comments_and_examples(plan):
    text = (plan / "plan.toml").read_text()
    assert 'id = "our-plan"' in text
    assert text.count("#") > 10
    assert (plan / ".gitignore").read_text().startswith(".actionplan.lock")


def test_nothing_is_overwritten(actionplan, plan):
    before = (plan / "plan.toml").read_bytes()
    ran = actionplan("init", "our-plan")
    assert ran.code == 2
    assert "already exists, so nothing was created" in ran.err
    assert (plan / "plan.toml").read_bytes() == before


def test_a_folder_whose_name_is_no_id(actionplan, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert "add --id ID" in actionplan("init", "our plan").err
    assert not (tmp_path / "our plan").exists()
    assert actionplan("init", "our plan", "--id", "our-plan").code == 0


def test_a_file_where_the_folder_should_be(actionplan, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "taken").write_text("")
    ran = actionplan("init", "taken")
    assert ran.code == 2
    assert "nothing was made" in ran.err


@pytest.mark.parametrize("folder", ["plans", ".", "plans/older/annex", "plans/older/areas/2027"])
def test_no_plan_is_made_around_another_or_inside_it(actionplan, tmp_path, monkeypatch, folder):
    monkeypatch.chdir(tmp_path)
    assert actionplan("init", "plans/older").code == 0
    ran = actionplan("init", folder, "--id", "new")
    assert (ran.code, "nothing was created: plans/older is a plan" in ran.err) == (2, True), ran.err
    assert len(list(tmp_path.rglob("plan.toml"))) == 1
    assert actionplan("init", "plans/newer").code == 0


class TestNew:
    """One file for each record; `--plan` says which plan where several are in reach."""

    @pytest.fixture(autouse=True)
    def inside(self, plan, monkeypatch):
        monkeypatch.chdir(plan)

    def test_action(self, actionplan, plan):
        ran = actionplan(
            "new", "action", "1.2", "--title", "Train SENCOs", "--area", "A1", "--owner", "icb", "--due", "2027-Q1"
        )
        assert ran.code == 0
        assert ran.out.startswith("Made ./actions/1.2.toml:\n\n    title = ")
        text = (plan / "actions" / "1.2.toml").read_text()
        assert text == 'title = "Train SENCOs"\nareas = ["A1"]\nowner = "icb"\ndue = "2027-Q1"\n'
        assert actionplan("check").code == 0

    def test_area(self, actionplan, plan):
        actionplan("new", "area", "A2", "--title", "Waits", "--kind", "improvement", "--finding", "Too long")
        text = (plan / "areas" / "A2.toml").read_text()
        assert text == 'title = "Waits"\nkind = "improvement"\n\n[[findings]]\nid = "a"\ntext = "Too long"\n'

    def test_a_resolution_says_what_is_left_to_do(self, actionplan, plan):
        ran = actionplan(
            "new", "resolution", "R2", "--title", "Faster", "--body", "council", "--on", "1 Nov 2026",
            "--outcome", "carried", "--clause", "Speed up",
        )  # fmt: skip
        assert ran.code == 0
        assert ran.err.startswith(
            "Left to do:\n\n  - clause a was carried, but nothing carries it out: actionplan link R2:a"
        )
        assert "E504" not in ran.err
        assert (plan / "resolutions" / "R2.toml").exists()

    def test_an_id_is_used_once_whatever_its_kind_or_case(self, actionplan):
        ran = actionplan("new", "action", "a1", "--title", "x", "--area", "A1")
        assert ran.code == 2
        assert 'there is already an area "A1"' in ran.err

    def test_an_id_that_is_none(self, actionplan):
        assert "is not an id (expected letters" in actionplan("new", "action", "1/2", "--title", "x").err

    def test_a_mistyped_owner(self, actionplan, plan):
        ran = actionplan("new", "action", "1.2", "--title", "x", "--area", "A1", "--owner", "counci")
        assert ran.code == 1
        assert 'E201 there is no body "counci"' in ran.err
        assert not (plan / "actions" / "1.2.toml").exists()

    def test_a_day_that_is_none(self, actionplan):
        ran = actionplan("new", "action", "1.2", "--title", "x", "--area", "A1", "--due", "soon")
        assert ran.code == 2
        assert 'due: "soon" is not a date: write 30 Sep 2024, Sep 2024, Q3 2024/25' in ran.err

    def test_an_area_that_is_not_there(self, actionplan, plan):
        ran = actionplan("new", "action", "1.2", "--title", "x", "--area", "A9")
        assert ran.code == 1
        assert 'E202 there is no area "A9"' in ran.err
        assert not (plan / "actions" / "1.2.toml").exists()

    def test_an_action_serves_an_area(self, actionplan, plan, monkeypatch):
        assert (
            "no area is named that it serves: add --area, one of A1"
            in actionplan("new", "action", "1.2", "--title", "x").err
        )
        monkeypatch.setattr(console, "is_terminal", lambda: True)
        monkeypatch.setattr(click, "prompt", lambda *_, **__: "A1")
        assert actionplan("new", "action", "1.2", "--title", "x", "--owner", "Example ICB").code == 0
        assert 'areas = ["A1"]\nowner = "icb"' in (plan / "actions" / "1.2.toml").read_text()

    def test_what_joins_an_agreed_plan_was_not_in_it_before(self, actionplan, plan):
        file = plan / "plan.toml"
        file.write_text("agreed = 2026-01-31\n" + file.read_text())
        actionplan("new", "action", "1.2", "--title", "x", "--area", "A1", "--owner", "icb")
        assert "agreed = 2026-11-24" in (plan / "actions" / "1.2.toml").read_text()
        assert "1.2" not in actionplan("status", "--as-at", "2026-11-23").out

    def test_dry_run(self, actionplan, plan):
        ran = actionplan("new", "area", "A2", "--title", "Waits", "--kind", "improvement", "--dry-run")
        assert ran.out.startswith("Would make ./areas/A2.toml")
        assert not (plan / "areas" / "A2.toml").exists()


class TestFullDisk:
    """If the disk is full nothing is left: no file, and no folder that was not there before."""

    @pytest.fixture(autouse=True)
    def full(self, monkeypatch):
        def fsync(_):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        self.fill = lambda: monkeypatch.setattr(os, "fsync", fsync)

    def test_a_new_plan(self, actionplan, tmp_path):
        self.fill()
        ran = actionplan("init", tmp_path / "plans" / "our-plan")
        assert (ran.code, ran.err) == (2, "Error: nothing was written: No space left on device\n")
        assert list(tmp_path.iterdir()) == []

    def test_a_new_plan_in_a_folder_that_is_there(self, actionplan, tmp_path):
        (tmp_path / "our-plan").mkdir()
        (tmp_path / "our-plan" / "notes.txt").write_text("x")
        self.fill()
        assert actionplan("init", tmp_path / "our-plan").code == 2
        left = sorted(path.name for path in (tmp_path / "our-plan").iterdir() if path.name != ".actionplan.lock")
        assert left == ["notes.txt"]

    def test_the_first_record_of_its_kind(self, actionplan, plan):
        self.fill()
        assert actionplan("new", "risk", "R1", "--title", "T", "--plan", plan).code == 2
        assert not (plan / "risks").exists()

    def test_a_plan_written_by_a_program(self, tmp_path):
        plan = library.Plan(format=1, id=Id("demo"), title="A plan", bodies={})
        self.fill()
        with pytest.raises(SaveError, match="No space left"):
            library.write_plan(plan, tmp_path / "demo")
        assert list(tmp_path.iterdir()) == []
