"""Another id for a record: everything that names it follows, no other byte changes, and the old id still answers."""

import pytest

from conftest import ACTION, dedented

OTHER = """
    title = "After it"   # a comment
    areas = [
        "PA1", # the first
        "PA2",
    ]
    owner = "hcc"
    due = 2025-09-30
    after = ["1.1", "1.10"]

    [extra]
    after = ["1.1"]

    # about May
    [[status]]
    on = 2024-05-01
    by = "hcc"
    after = ["1.1"]
    reason = "1.1 must come first"
"""
MOTION = """
    title = "Act"
    body = "board"
    on = 2024-05-01
    outcome = "carried"

    [[clauses]]
    id = "1.1"
    text = "as in 1.1"
    actions = ["1.1"]

    [[status]]
    on = 2024-06-01
    by = "board"
    clause = "1.1"
    actions = ["1.10", "1.1"]
    reason = "more"
"""
FILES = {
    "areas/PA1.toml": 'title = "A"\nkind = "other"\n',
    "areas/PA2.toml": 'title = "B"\nkind = "other"\n',
    "actions/1.1.toml": ACTION,
    "actions/1.2.toml": dedented(OTHER).replace("\n", "\r\n").encode(),
    "actions/1.10.toml": ACTION,
    "resolutions/R1.toml": MOTION,
}


def texts(plan):
    return {str(path.relative_to(plan)): path.read_bytes().decode() for path in plan.rglob("*.toml")}


def test_an_action(make_plan, actionplan):
    plan = make_plan(FILES)
    before = texts(plan)
    ran = actionplan("renumber", "1.1", "9.9", "--plan", plan)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"Moved {plan}/actions/1.1.toml to {plan}/actions/9.9.toml\n")
    after = texts(plan)
    assert after.pop("actions/9.9.toml") == before.pop("actions/1.1.toml") + 'formerly = ["1.1"]\n'
    other = before["actions/1.2.toml"].replace('after = ["1.1", "1.10"]', 'after = ["9.9", "1.10"]')
    other = other.replace('by = "hcc"\r\nafter = ["1.1"]', 'by = "hcc"\r\nafter = ["9.9"]')
    motion = before["resolutions/R1.toml"].replace('actions = ["1.1"]', 'actions = ["9.9"]')
    motion = motion.replace('actions = ["1.10", "1.1"]', 'actions = ["1.10", "9.9"]')
    assert after == before | {"actions/1.2.toml": other, "resolutions/R1.toml": motion}
    assert actionplan("check", plan).code == 0
    assert "9.9" in actionplan("show", "1.1", "--plan", plan).out


def test_an_area(make_plan, actionplan):
    plan = make_plan(FILES)
    assert actionplan("renumber", "PA1", "A1", "--plan", plan).code == 0
    after = texts(plan)
    assert '    "A1", # the first\r\n' in after["actions/1.2.toml"]
    assert 'areas = ["A1"]' in after["actions/1.10.toml"]
    assert 'formerly = ["PA1"]' in after["areas/A1.toml"]


def test_a_resolution(make_plan, actionplan):
    granted = 'on = 2024-05-01\nby = "hcc"\ndue = 2025-01-01\nreason = "r"\n'
    approved = granted + 'approvals = [{ by = "board", on = 2024-05-01, resolution = "R1" }]\n'
    action = dedented(ACTION) + "\n[[status]]\n" + approved
    plan = make_plan(FILES | {"actions/1.1.toml": action.encode()})
    assert actionplan("renumber", "R1", "R2", "--plan", plan).code == 0
    assert texts(plan)["actions/1.1.toml"] == action.replace('"R1"', '"R2"')


def test_an_id_that_was_changed_before(make_plan, actionplan):
    plan = make_plan({"actions/1.1.toml": dedented(ACTION).rstrip("\n").encode()})
    actionplan("renumber", "1.1", "1.2", "--plan", plan)
    assert actionplan("renumber", "1.2", "1.3", "--plan", plan).code == 0
    assert (plan / "actions" / "1.3.toml").read_text() == dedented(ACTION) + 'formerly = ["1.1", "1.2"]\n'


def test_nothing_is_written_on_a_dry_run(make_plan, actionplan):
    plan = make_plan(FILES)
    before = texts(plan)
    assert "Would move" in actionplan("renumber", "1.1", "9.9", "--dry-run", "--plan", plan).out
    assert texts(plan) == before


@pytest.mark.parametrize(
    ("new", "complaint"),
    [
        ("1.2", 'already an action "1.2"'),
        ("pa1", 'already an area "PA1"'),
        ("0.1", "was once the id of 1.3: ids are never used again"),
        ("a b", "is not an id"),
    ],
)
def test_ids_that_are_taken_or_were_used(make_plan, actionplan, new, complaint):
    plan = make_plan(FILES | {"actions/1.3.toml": dedented(ACTION) + 'formerly = ["0.1"]\n'})
    before = texts(plan)
    ran = actionplan("renumber", "1.1", new, "--plan", plan)
    assert ran.code == 2
    assert complaint in ran.err
    assert texts(plan) == before


def test_a_file_that_cannot_be_read_might_name_it(make_plan, actionplan):
    plan = make_plan(FILES | {"actions/1.3.toml": "broken"})
    ran = actionplan("renumber", "1.1", "9.9", "--plan", plan)
    assert ran.code == 2
    assert "1.3.toml:1:" in ran.err
    assert (plan / "actions" / "1.1.toml").exists()


def test_a_failed_removal_takes_everything_back(make_plan, actionplan, monkeypatch):
    plan = make_plan(FILES)
    before = texts(plan)

    def refuse(path):
        if str(path).endswith("1.1.toml"):
            raise PermissionError(13, "Permission denied", path)
        unlink(path)

    import os

    unlink = os.unlink
    monkeypatch.setattr("actionplan.storage.save.os.unlink", refuse)
    assert "nothing was written" in actionplan("renumber", "1.1", "9.9", "--plan", plan).err
    monkeypatch.undo()
    assert texts(plan) == before
