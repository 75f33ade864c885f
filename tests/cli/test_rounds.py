"""`actionplan update --from FILE`: a month's updates from one partner, all or none."""

import pytest

from conftest import ACTION, dedented


@pytest.fixture
def plan(make_plan, monkeypatch):
    folder = make_plan({f"actions/1.{number}.toml": ACTION for number in (1, 2, 10)})
    monkeypatch.chdir(folder)
    return folder


def history(plan, action):
    _, _, blocks = (plan / "actions" / f"{action}.toml").read_text().partition("[[status]]")
    return blocks


def test_toml(actionplan, plan):
    (plan / "may.round").mkdir()
    path = plan.parent / "may.toml"
    path.write_text(
        dedented("""
            [[update]]
            action = "1.1"
            state = "in-progress"
            note = "Begun"

            [[update]]
            action = "p/1.10"
            on = 2026-11-01
            by = "hcc"
            progress = 30
        """)
    )
    ran = actionplan("update", "--from", path, "--by", "icb", "--on", "2026-11-20")
    assert (ran.code, ran.out) == (0, "Added to ./actions/1.1.toml\nAdded to ./actions/1.10.toml\n")
    assert 'on = 2026-11-20\nrecorded = 2026-11-24\nby = "icb"\nstate = "in-progress"' in history(plan, "1.1")
    assert 'on = 2026-11-01\nrecorded = 2026-11-24\nby = "hcc"\nprogress = 30' in history(plan, "1.10")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_from_a_spreadsheet(actionplan, plan, delimiter):
    """A byte-order mark, British days, per cents, words with capitals, extra columns and empty rows at the end."""
    rows = [
        ["Action", "Title", "On", "State", "Progress", "Rating", "Note", "Evidence"],
        [
            "1.1",
            "Dashboard",
            "05/11/2026",
            "In progress",
            "40%",
            "Green",
            '"Two, or three"',
            "https://example.org/a b.pdf",
        ],
        ["1.2", "", "", "", "", "", "Nothing new", ""],
        [""] * 8,
    ]
    path = plan.parent / "may.csv"
    path.write_bytes(("\ufeff" + "\r\n".join(delimiter.join(row) for row in rows)).encode())
    ran = actionplan("update", "--from", path, "--by", "icb")
    assert ran.code == 0
    assert ran.err == (
        "Note: 1.1 is in this round and 1.10 is not. A spreadsheet turns 1.10 into 1.1.\n"
        "Columns that were not read: title\n"
    )
    assert "on = 2026-11-05\n" in history(plan, "1.1")
    assert 'state = "in-progress"\nrating = "green"\nprogress = 40\nnote = "Two, or three"' in history(plan, "1.1")
    assert '{ link = "https://example.org/a" }, { path = "b.pdf" }' in history(plan, "1.1")
    assert "on = 2026-11-24\nby" in history(plan, "1.2")


def test_the_same_round_again_adds_nothing(actionplan, plan):
    path = plan.parent / "may.csv"
    path.write_text("action,note\n1.1,Begun\n1.2,Begun\n")
    actionplan("update", "--from", path, "--by", "icb")
    before = history(plan, "1.1")
    ran = actionplan("update", "--from", path, "--by", "icb")
    assert (ran.code, ran.out) == (0, "Already there, and left alone: 1.1, 1.2\n")
    assert history(plan, "1.1") == before


def test_a_rating_may_be_named_by_its_label_and_an_action_by_its_former_id(actionplan, plan):
    action = plan / "actions" / "1.2.toml"
    action.write_text(action.read_text() + 'formerly = ["9.9"]\n')
    path = plan.parent / "may.csv"
    path.write_text("action,rating\n9.9,GREEN\n")
    assert actionplan("update", "--from", path, "--by", "icb").code == 0
    assert 'rating = "green"' in history(plan, "1.2")


def test_one_fault_and_nothing_is_written(actionplan, plan):
    path = plan.parent / "may.csv"
    path.write_text("action,state,progress,note\n1.1,in-progress,40,x\n1.2,in-progres,x,y\n1.3,complete,,z\n")
    ran = actionplan("update", "--from", path, "--by", "icb")
    assert ran.code == 1
    assert f"{path}:3:1: E104 state:" in ran.err
    assert f"{path}:3:1: E103 progress:" in ran.err
    assert f'{path}:4:1: E203 there is no action "1.3" in p' in ran.err
    assert "remove the quotes" not in ran.err
    assert history(plan, "1.1") == ""


def test_a_rule_broken_by_one_update_stops_all(actionplan, plan):
    path = plan.parent / "may.csv"
    path.write_text("action,state\n1.1,in-progress\n1.2,verified\n")
    ran = actionplan("update", "--from", path, "--by", "icb")
    assert ran.code == 1
    assert "E401" in ran.err
    assert history(plan, "1.1") == ""


def test_a_spreadsheet_that_made_1_10_into_1_1(actionplan, plan):
    path = plan.parent / "may.csv"
    path.write_text("action,note\n1.1,x\n1.1,y\n")
    ran = actionplan("update", "--from", path, "--by", "icb")
    assert ran.code == 1
    assert "a spreadsheet turns 1.10 into 1.1: format the column as text" in ran.err


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("note\nx\n", 'there is no column "action"'),
        ("action,sate\n1.1,complete\n", 'the column "sate" is not known'),
        ("action,note,note\n1.1,x,y\n", 'the column "note" stands twice'),
        ("", 'there is no column "action"'),
        (b"action,note\n1.1,\xa35m\n", "this is not UTF-8 text"),
    ],
)
def test_files_that_are_no_round(actionplan, plan, content, complaint):
    path = plan.parent / "may.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    ran = actionplan("update", "--from", path, "--by", "icb")
    assert ran.code in (1, 2)
    assert complaint in ran.err


def test_options_for_one_update_do_not_go_with_a_round(actionplan, plan):
    assert "stands in the file" in actionplan("update", "--from", "may.csv", "--state", "complete").err


def test_the_day_of_a_round_is_a_day(actionplan, plan):
    (plan.parent / "may.csv").write_text("action,note\n1.1,x\n")
    ran = actionplan("update", "--from", plan.parent / "may.csv", "--by", "icb", "--on", "2026-05")
    assert "for a round it is a day" in ran.err


def test_a_round_that_is_not_there(actionplan, plan):
    assert actionplan("update", "--from", "nowhere.csv", "--by", "icb").code == 2


def test_dry_run_shows_the_blocks(actionplan, plan):
    path = plan.parent / "may.csv"
    path.write_text("action,note\n1.1,Begun\n")
    ran = actionplan("update", "--from", path, "--by", "icb", "--dry-run")
    assert 'note = "Begun"' in ran.out
    assert history(plan, "1.1") == ""
