"""What git gives no driver: one side removed a file, both made one of a name, or a hosting site left markers."""

import os

import click
import pytest

from actionplan import audit
from actionplan.cli import console
from two_branches import BASE, EDITS, entry, notes

PATH = "plans/p/actions/1.1.toml"
OTHER = BASE.replace("Build the dashboard", "Train the staff").replace("one", "uno")


def words(ran):
    """Return what a command printed, on one line."""
    return " ".join(ran.out.split())


def merge(shared_plan, *options):
    return shared_plan.git("merge", "--no-edit", *options, "theirs", check=False)


def finish(shared_plan):
    assert shared_plan.git("ls-files", "--unmerged").stdout == ""
    shared_plan.git("commit", "--quiet", "-m", "merged")


@pytest.fixture
def two_of_a_name(set_up):
    set_up.commit(BASE)
    set_up.git("branch", "theirs")
    set_up.commit(BASE, name="2.1")
    set_up.git("checkout", "--quiet", "theirs")
    set_up.commit(OTHER, name="2.1")
    set_up.git("checkout", "--quiet", "main")
    assert merge(set_up).returncode == 1
    return set_up


@pytest.fixture
def removed_here_changed_there(set_up):
    set_up.commit(BASE)
    set_up.git("branch", "theirs")
    set_up.git("rm", "--quiet", PATH)
    set_up.git("commit", "--quiet", "-m", "removed")
    set_up.git("checkout", "--quiet", "theirs")
    set_up.commit(EDITS["append"])
    set_up.git("checkout", "--quiet", "main")
    assert merge(set_up).returncode == 1
    return set_up


# Every change of a file's name against every change of what is in it, and against the same again


def done(repository, actionplan, change, number):
    """Do to the action what a table below names; the second time with other ids and words."""
    if change == "renamed":
        repository.git("mv", PATH, PATH.replace("1.1", f"3.{number}"))
    elif change == "removed":
        repository.git("rm", "--quiet", PATH)
    elif change == "renumbered":
        assert actionplan("renumber", "1.1", f"3.{number}").code == 0
    elif change == "new file":
        repository.action.with_name("2.1.toml").write_text(BASE if number == 1 else OTHER)
    else:
        repository.action.write_text(EDITS[change])
    repository.save(change)


ONE_TWO: dict[str, str] = {"3.1": "change"}
OPEN: dict[tuple[str, str], tuple[dict[str, str], dict[str, list[str]]]] = {
    ("renamed", "append"): ({}, {"3.1": ["May"]}),
    ("renamed", "amend"): ({}, {"3.1": ["owner"]}),
    ("renamed", "again"): (ONE_TWO, {"3.1": []}),
    ("removed", "append"): ({"1.1": "other"}, {"1.1": ["May"]}),
    ("removed", "amend"): ({"1.1": "other"}, {"1.1": ["owner"]}),
    ("removed", "again"): ({}, {}),
    ("renumbered", "append"): ({}, {"3.1": ["May"]}),
    ("renumbered", "amend"): ({}, {"3.1": ["owner"]}),
    ("renumbered", "again"): (ONE_TWO, {"3.1": []}),
    ("new file", "append"): ({}, {"1.1": ["May"], "2.1": []}),
    ("new file", "amend"): ({}, {"1.1": ["owner"], "2.1": []}),
    ("new file", "again"): ({"2.1": "both"}, {"1.1": [], "2.1": [], "2.2": []}),
}
"""Two changes -> whose side holds in which file, and which files there are at the end with which new entries."""


@pytest.mark.parametrize("into", ["change", "other"])
@pytest.mark.parametrize(("change", "other"), OPEN)
def test_every_pair_is_settled(set_up, actionplan, monkeypatch, change, other, into):
    answers, files = OPEN[change, other]
    set_up.commit(BASE)
    set_up.git("branch", "theirs")
    mine, other_one = (1, 2) if into == "change" else (2, 1)
    for branch, number in (("main", mine), ("theirs", other_one)):
        set_up.git("checkout", "--quiet", branch)
        done(set_up, actionplan, change if number == 1 or other == "again" else other, number)
    set_up.git("checkout", "--quiet", "main")
    assert merge(set_up).returncode == bool(answers)
    words = {"change": "ours", "other": "theirs"} if into == "change" else {"change": "theirs", "other": "ours"}
    given = iter(
        [word for answer in answers.values() for word in ([words.get(answer, answer)] + ["2.2"] * (answer == "both"))]
    )
    if other == "again":  # as flags, and the rest as answers on a terminal
        for name, answer in answers.items():
            flag = ("--both", "2.2") if answer == "both" else (f"--{words[answer]}",)
            assert "Resolved" in actionplan("resolve", PATH.replace("1.1", name), *flag).out
    monkeypatch.setattr(console, "is_terminal", lambda: True)
    monkeypatch.setattr(click, "prompt", lambda *_arguments, **_options: next(given))
    assert actionplan("resolve").code == 0
    set_up.git("commit", "--quiet", "--allow-empty", "-m", "merged")
    assert set_up.git("status", "--porcelain", "--untracked-files=no").stdout == ""
    assert sorted(path.stem for path in set_up.action.parent.glob("*.toml")) == sorted(files)
    for name, new in files.items():
        said = [note.replace("uno", "one") for note in notes(set_up.table(name))]
        assert sorted(said) == sorted(["one", "two", "three", *new])
    assert actionplan("check").code == 0


def test_nothing_is_open(set_up, actionplan):
    assert actionplan("resolve").out == "There are no conflicts.\n"


@pytest.mark.parametrize(("answer", "stays"), [("--ours", False), ("--theirs", True), ("--keep", True)])
def test_removed_on_one_side_and_changed_on_the_other(removed_here_changed_there, actionplan, answer, stays):
    asked = actionplan("resolve")
    assert asked.code == 1
    assert f"{PATH}: ours removed the file and theirs changed it: should it be kept?" in words(asked)
    assert f"Not resolved yet: {PATH}" in " ".join(asked.err.split())
    assert actionplan("resolve", PATH, answer).code == 0
    finish(removed_here_changed_there)
    assert removed_here_changed_there.action.exists() == stays


def test_two_new_files_of_one_name(two_of_a_name, actionplan):
    asked = actionplan("resolve")
    assert asked.code == 1
    assert "both sides made a new file of this name: which version should be kept?" in words(asked)
    assert "theirs: Train the staff" in words(asked)
    path = PATH.replace("1.1", "2.1")
    assert "used once" in actionplan("resolve", path, "--both", "1.1").err
    assert actionplan("resolve", path, "--both", "2.2").code == 0
    finish(two_of_a_name)
    titles = [two_of_a_name.table(name)["title"] for name in ("2.1", "2.2")]
    assert titles == ["Build the dashboard", "Train the staff"]


def test_a_problem_in_the_second_of_two_records_is_reported_and_keeps_no_conflict_open(set_up, actionplan):
    set_up.commit(BASE)
    set_up.git("branch", "theirs")
    set_up.commit(BASE, name="2.1")
    set_up.git("checkout", "--quiet", "theirs")
    set_up.commit(OTHER.replace('areas = ["', 'areas = ["gone", "'), name="2.1")
    set_up.git("checkout", "--quiet", "main")
    assert merge(set_up).returncode == 1
    ran = actionplan("resolve", PATH.replace("1.1", "2.1"), "--both", "2.2")
    assert ran.code == 1
    assert "Resolved: " in ran.out
    assert 'E202 there is no area "gone"' in ran.err
    assert "No conflicts are left, but fix this" in ran.err
    finish(set_up)


@pytest.mark.parametrize(("answer", "title"), [("--ours", "Build the dashboard"), ("--theirs", "Train the staff")])
def test_one_of_two_new_files_while_the_plan_is_a_draft(two_of_a_name, actionplan, answer, title):
    plan = two_of_a_name.action.parent.parent / "plan.toml"
    plan.write_text(plan.read_text().replace("agreed = 2024-01-31\n", ""))
    assert actionplan("resolve", PATH.replace("1.1", "2.1"), answer).code == 0
    finish(two_of_a_name)
    assert two_of_a_name.table("2.1")["title"] == title


@pytest.mark.parametrize("answer", ["--ours", "--theirs"])
def test_neither_of_two_agreed_records_may_go(two_of_a_name, actionplan, answer):
    ran = actionplan("resolve", "2.1", answer)
    assert ran.code == 1
    assert "both were agreed, so neither may go" in words(ran)
    assert "actionplan resolve plans/p/actions/2.1.toml --both NEW-ID\n" in ran.out


def test_on_a_terminal_it_asks(two_of_a_name, actionplan, monkeypatch):
    answers = iter(["later", "both", "2.2"])
    monkeypatch.setattr(console, "is_terminal", lambda: True)
    monkeypatch.setattr(click, "prompt", lambda *_arguments, **_options: next(answers))
    assert actionplan("resolve").code == 1
    assert actionplan("resolve").code == 0
    finish(two_of_a_name)


@pytest.mark.parametrize("into", ["main", "theirs"])
def test_a_renumbered_file_takes_the_updates_of_its_old_id_where_git_sees_nothing(set_up, actionplan, into):
    renumbered_here_changed_there(set_up, actionplan, into, EDITS["append"])
    assert f"{PATH} is now {PATH.replace('1.1', '3.1')}" in words(actionplan("resolve"))
    finish(set_up)
    table = set_up.table("3.1")
    assert (notes(table), table["formerly"]) == (["May", "one", "three", "two"], ["1.1"])
    assert not set_up.action.exists()


@pytest.mark.parametrize(("into", "answer"), [("main", "--theirs"), ("theirs", "--ours")])
def test_a_clash_between_a_renumbered_file_and_its_old_one(set_up, actionplan, into, answer):
    theirs = EDITS["append"].replace("2024-09-30", "2025-01-31")
    renumbered_here_changed_there(set_up, actionplan, into, theirs, "2024-10-31")
    asked = actionplan("resolve")
    assert asked.code == 1
    assert "both sides changed due: ours says 202" in words(asked)
    assert actionplan("resolve", PATH, answer).code == 0
    finish(set_up)
    assert set_up.table("3.1")["due"].isoformat() == "2025-01-31"
    assert notes(set_up.table("3.1")) == ["May", "one", "three", "two"]


def renumbered_here_changed_there(set_up, actionplan, into, theirs, due="2024-09-30"):
    set_up.commit(BASE)
    set_up.git("branch", "theirs")
    assert actionplan("renumber", "1.1", "3.1").code == 0
    new = set_up.action.with_name("3.1.toml")
    new.write_text(new.read_text().replace("2024-09-30", due))
    set_up.save("renumbered")
    set_up.git("checkout", "--quiet", "theirs")
    set_up.commit(theirs)
    set_up.git("checkout", "--quiet", into)
    other = "theirs" if into == "main" else "main"
    assert set_up.git("merge", "-X", "find-renames=100%", other, check=False).returncode == 1


@pytest.fixture
def renumbered_twice(set_up, actionplan):
    """Each side gave the action an id and an update, and an action that waits for it."""
    set_up.commit(BASE)
    set_up.git("branch", "theirs")
    for branch, number, text in (("theirs", 2, EDITS["append"]), ("main", 1, EDITS["append same day"])):
        set_up.git("checkout", "--quiet", branch)
        set_up.commit(text)
        done(set_up, actionplan, "renumbered", number)
        waits = f'title = "Waits {number}"\nareas = ["PA1"]\nowner = "hcc"\nafter = ["3.{number}"]\n'
        set_up.commit(waits, name=f"5.{number}")
    set_up.git("checkout", "--quiet", "main")
    assert merge(set_up).returncode == 1
    return set_up


@pytest.mark.parametrize(("answer", "stays", "goes"), [("--ours", "3.1", "3.2"), ("--theirs", "3.2", "3.1")])
def test_renumbered_on_both_sides_it_gets_one_id_and_every_entry(renumbered_twice, actionplan, answer, stays, goes):
    asked = actionplan("resolve")
    assert "both sides renumbered one record: should its id be 3.1 (ours) or 3.2 (theirs)?" in words(asked)
    assert f"Not resolved yet: {PATH} plans/p/actions/3.1.toml plans/p/actions/3.2.toml" in " ".join(asked.err.split())
    ran = actionplan("resolve", PATH.replace("1.1", "3.2"), answer)
    assert (ran.code, ran.err) == (0, "")
    finish(renumbered_twice)
    table = renumbered_twice.table(stays)
    assert (notes(table), sorted(table["formerly"])) == (["June", "May", "one", "three", "two"], ["1.1", goes])
    assert not renumbered_twice.action.with_name(f"{goes}.toml").exists()
    assert [renumbered_twice.table(name)["after"] for name in ("5.1", "5.2")] == [[stays], [stays]]
    assert [found.kind for found in audit("plans/p").findings if found.kind != "recorded-otherwise"] == []


def test_renumbered_and_changed_on_both_sides(set_up, actionplan):
    set_up.commit(BASE)
    set_up.git("branch", "theirs")
    for branch, number in (("theirs", 2), ("main", 1)):
        set_up.git("checkout", "--quiet", branch)
        set_up.commit(BASE.replace("2024-09-30", f"2024-12-0{number}"))
        done(set_up, actionplan, "renumbered", number)
    merge(set_up)
    assert actionplan("resolve").code == 1
    assert actionplan("resolve", PATH.replace("1.1", "3.1"), "--theirs").code == 0
    assert set_up.table("3.2")["due"].isoformat() == "2024-12-02"
    assert notes(set_up.table("3.2")) == ["one", "three", "two"]


def test_two_records_that_git_takes_for_one_are_kept_as_they_were_committed(set_up, actionplan):
    """Git merges a new action of ours with one that they renumbered, since both are most like one that is gone."""
    committed = {"5.1": BASE.replace("Build", "Draw"), "3.2": 'formerly = ["1.1"]\n' + BASE.replace("Build", "Make")}
    set_up.commit(BASE)
    set_up.git("branch", "theirs")
    for branch, name in (("theirs", "3.2"), ("main", "5.1")):
        set_up.git("checkout", "--quiet", branch)
        set_up.git("mv", PATH, PATH.replace("1.1", name))
        set_up.commit(committed[name], name=name)
    set_up.git("checkout", "--quiet", "main")
    assert merge(set_up).returncode == 1
    for name, answer in (("5.1", "--ours"), ("3.2", "--theirs")):
        assert "<<<<<<<" in set_up.action.with_name(f"{name}.toml").read_text()
        assert f"Resolved: plans/p/actions/{name}.toml" in actionplan("resolve", name, answer).out
        assert set_up.action.with_name(f"{name}.toml").read_text() == committed[name]
    assert actionplan("resolve").code == 0
    finish(set_up)


MUCH = "".join(entry(f"2024-05-{day:02}", f"a long story that is told on day {day}") for day in range(10, 26))
"""So much that git does not see any more that the file is the one it was."""


@pytest.fixture(params=[(True, True), (True, False), (False, True)], ids=["both updated", "ours did", "theirs did"])
def renumbered_unseen(request, set_up, actionplan):
    """Each side renumbered the action, and one or both updated it so much that git sees no renaming."""
    set_up.commit(BASE)
    set_up.git("branch", "theirs")
    for branch, number, updated in (("theirs", 2, request.param[1]), ("main", 1, request.param[0])):
        set_up.git("checkout", "--quiet", branch)
        done(set_up, actionplan, "renumbered", number)
        if updated:
            path = set_up.action.with_name(f"3.{number}.toml")
            set_up.commit(path.read_text() + MUCH.replace("story", branch), name=f"3.{number}")
    set_up.git("checkout", "--quiet", "main")
    assert merge(set_up).returncode == (0 if all(request.param) else 1)
    set_up.expected = ["one", "three", "two"] + [
        f"a long {branch} that is told on day {day}"
        for branch, updated in zip(("main", "theirs"), request.param, strict=True)
        for day in range(10, 26)
        if updated
    ]
    return set_up


@pytest.mark.parametrize(("answer", "stays", "goes"), [("--ours", "3.1", "3.2"), ("--theirs", "3.2", "3.1")])
def test_renumbered_on_both_sides_where_git_does_not_see_it(renumbered_unseen, actionplan, answer, stays, goes):
    told = actionplan("check")
    assert "fix: these two are one record: actionplan resolve" in told.out + told.err
    asked = actionplan("resolve")
    assert asked.code == 1
    assert "both sides renumbered one record: should its id be 3.1 (ours) or 3.2 (theirs)?" in words(asked)
    ran = actionplan("resolve", PATH.replace("1.1", "3.2"), answer)
    assert (ran.code, ran.err) == (0, "")
    renumbered_unseen.save("one record")
    table = renumbered_unseen.table(stays)
    assert (notes(table), sorted(table["formerly"])) == (sorted(renumbered_unseen.expected), ["1.1", goes])
    assert not renumbered_unseen.action.with_name(f"{goes}.toml").exists()
    assert actionplan("resolve").out == "There are no conflicts.\n"
    assert [found.kind for found in audit("plans/p").findings if found.kind != "recorded-otherwise"] == []


# Work that went on under an id which is another record's by now


@pytest.mark.parametrize("base", [OTHER, OTHER[: OTHER.index("\n# on")]], ids=["with a history", "without"])
@pytest.mark.parametrize("into", ["main", "theirs"])
def test_work_goes_on_under_an_id_that_the_other_side_gave_away(set_up, actionplan, into, base):
    set_up.commit(BASE)
    set_up.git("branch", "theirs")
    mine = BASE.replace("Build the dashboard", "Map the gaps")
    set_up.commit(mine, name="2.1")
    set_up.git("checkout", "--quiet", "theirs")
    set_up.commit(base, name="2.1")
    set_up.git("checkout", "--quiet", "main")
    path = PATH.replace("1.1", "2.1")
    merge(set_up)
    assert actionplan("resolve", path, "--both", "2.2").code == 0
    set_up.save("merged")
    set_up.git("checkout", "--quiet", "theirs")
    set_up.commit(base + entry("2024-08-01", "later"), name="2.1")
    set_up.git("checkout", "--quiet", into)
    other = "theirs" if into == "main" else "main"
    said = set_up.git("merge", "--no-edit", other, check=False)
    assert said.returncode == 1
    assert f"{path}: two records have this id now; `actionplan resolve` moves each" in said.stderr + said.stdout
    ran = actionplan("resolve")
    assert ran.code == 0, ran.err
    assert f"{path} is now another record, and this one is plans/p/actions/2.2.toml" in " ".join(ran.out.split())
    finish(set_up)
    assert set_up.action.with_name("2.1.toml").read_text() == mine
    assert set_up.table("2.2")["title"] == "Train the staff"
    assert "later" in notes(set_up.table("2.2"))
    assert [found.kind for found in audit("plans/p").findings if found.kind != "recorded-otherwise"] == []


def test_where_it_may_be_two_records_it_is_asked(set_up, actionplan):
    set_up.commit(BASE)
    set_up.commit('title = "Build the dashboard"\nareas = ["PA1"]\nowner = "icb"\n', name="1.2")
    retitled = BASE.replace("Build the dashboard", "Build it")
    set_up.branches(retitled, BASE + entry("2024-08-01", "later"))
    assert merge(set_up).returncode == 1
    asked = actionplan("resolve")
    assert "these may be two records, because plans/p/actions/1.2.toml has the title of one" in words(asked)
    assert actionplan("resolve", PATH, "--ours").code == 0
    assert set_up.action.read_text() == retitled + entry("2024-08-01", "later")


# Markers


def clash(shared_plan):
    theirs = EDITS["append"].replace("2024-09-30", "2025-01-31")
    shared_plan.branches(EDITS["append same day"].replace("2024-09-30", "2024-10-31"), theirs)
    assert merge(shared_plan).returncode == 1


def test_what_was_merged_by_lines_is_merged_by_meaning(shared_plan, actionplan):
    shared_plan.branches(EDITS["append"], EDITS["redate"])
    assert merge(shared_plan).returncode == 1
    assert "<<<<<<<" in shared_plan.action.read_text()
    ran = actionplan("resolve")
    assert (ran.code, ran.err) == (0, "")
    finish(shared_plan)
    assert notes(shared_plan.table()) == ["May", "moved", "one", "three", "two"]


def test_a_clash_is_a_question(set_up, actionplan):
    clash(set_up)
    asked = actionplan("resolve")
    assert asked.code == 1
    assert "both sides changed due: ours says 2024-10-31, theirs says 2025-01-31" in words(asked)
    assert actionplan("resolve", PATH, "--theirs").code == 0
    finish(set_up)
    assert set_up.table()["due"].isoformat() == "2025-01-31"
    assert notes(set_up.table()) == ["June", "May", "one", "three", "two"]


def test_a_file_corrected_by_hand_is_kept(set_up, actionplan):
    clash(set_up)
    mended = EDITS["append"].replace("2024-09-30", "2024-11-30") + entry("2024-06-01", "June")
    set_up.action.write_text(mended)
    assert "has no conflict markers any more" in words(actionplan("resolve"))
    finish(set_up)
    assert set_up.action.read_text() == mended


def test_a_file_counts_as_done_when_check_finds_nothing_wrong(set_up, actionplan):
    clash(set_up)
    kept = actionplan("resolve", PATH, "--keep")
    assert kept.code == 1
    assert "E001" in kept.err
    assert set_up.git("ls-files", "--unmerged").stdout


def test_markers_that_a_site_committed(shared_plan, actionplan):
    shared_plan.branches(EDITS["append"], EDITS["append same day"])
    merge(shared_plan)
    shared_plan.git("add", "-A")
    shared_plan.git("commit", "--quiet", "-m", "with markers")
    assert actionplan("resolve").code == 0
    assert notes(shared_plan.table()) == ["June", "May", "one", "three", "two"]


def test_markers_in_a_head_that_a_site_committed(shared_plan, actionplan):
    text = BASE.replace("due = 2024-09-30", "<<<<<<< HEAD\ndue = 2024-10-31\n=======\ndue = 2024-12-31\n>>>>>>> x")
    shared_plan.action.write_text(text)
    asked = actionplan("resolve")
    assert asked.code == 1
    assert "the sides differ in due: ours says 2024-10-31, theirs says 2024-12-31" in words(asked)
    assert "the sides differ in the fields named above: which version is right, ours or theirs?" in words(asked)
    assert actionplan("resolve", PATH, "--ours").code == 0
    assert shared_plan.action.read_text() == BASE.replace("2024-09-30", "2024-10-31")


def test_markers_round_what_cannot_be_read(shared_plan, actionplan):
    shared_plan.action.write_text(BASE + "<<<<<<< HEAD\nx = \n=======\n>>>>>>> x\n")
    assert "not TOML" in words(actionplan("resolve"))
    assert actionplan("resolve", PATH, "--theirs").code == 0
    assert shared_plan.action.read_text() == BASE


def test_two_new_files_between_markers_that_somebody_committed(shared_plan, actionplan):
    shared_plan.commit(f"<<<<<<< HEAD\n{BASE}=======\n{OTHER}>>>>>>> x\n")
    asked = words(actionplan("resolve"))
    assert 'the sides differ in title: ours says "Build the dashboard", theirs says "Train the staff"' in asked
    assert "actionplan resolve plans/p/actions/1.1.toml --ours | --theirs | --both NEW-ID" in asked
    told = actionplan("resolve", "1.1", "--both", "2.4")
    assert "their record is now plans/p/actions/2.4.toml. Check files that refer to 1.1" in words(told)
    assert (shared_plan.action.read_text(), shared_plan.action.with_name("2.4.toml").read_text()) == (BASE, OTHER)


@pytest.mark.parametrize("typed", [PATH, "actions/1.1.toml", "1.1"])
def test_a_file_is_named_from_here_or_from_its_plan_or_by_its_id(set_up, actionplan, typed):
    clash(set_up)
    assert actionplan("resolve", typed, "--theirs").code == 0


def test_keep_is_offered_only_for_a_file_without_markers(set_up, actionplan):
    clash(set_up)
    assert "--ours | --theirs\n" in actionplan("resolve").out


def test_a_taken_id_is_asked_for_again(two_of_a_name, actionplan, monkeypatch):
    answers = iter(["both", "1.1", "2.2"])
    monkeypatch.setattr(console, "is_terminal", lambda: True)
    monkeypatch.setattr(click, "prompt", lambda *_arguments, **_options: next(answers))
    ran = actionplan("resolve")
    assert (ran.code, "ids are used once" in ran.err) == (0, True)
    assert two_of_a_name.table("2.2")["title"] == "Train the staff"


def test_files_resolved_before_an_interruption_are_reported(two_of_a_name, actionplan, monkeypatch):
    marked = BASE.replace("due = 2024-09-30", "<<<<<<< HEAD\ndue = 2024-10-31\n=======\n>>>>>>> x")
    two_of_a_name.action.with_name("4.1.toml").write_text(marked)
    answers = iter(["both", "2.2"])

    def stopped(*_arguments, **_options):
        if answer := next(answers, None):
            return answer
        raise click.Abort

    monkeypatch.setattr(console, "is_terminal", lambda: True)
    monkeypatch.setattr(click, "prompt", stopped)
    ran = actionplan("resolve")
    assert ran.code == 130
    assert "Stopped. Resolved before that: plans/p/actions/2.1.toml" in " ".join(ran.err.split())
    assert "Not resolved yet: plans/p/actions/4.1.toml" in " ".join(ran.err.split())
    assert "nothing was written" not in ran.err


def test_problems_in_other_files_are_reported_at_the_end(set_up, actionplan):
    set_up.commit(BASE.replace('owner = "hcc"', 'owner = "nobody"'), name="1.2")
    clash(set_up)
    ran = actionplan("resolve", PATH, "--theirs")
    assert ran.code == 1
    assert "Resolved" in words(ran)
    assert 'there is no body "nobody"' in ran.err
    assert "No conflicts are left, but fix this before you finish" in ran.err


def test_an_id_that_was_used_before_is_none_for_the_other_file(two_of_a_name, actionplan):
    two_of_a_name.action.write_text('formerly = ["9.9"]\n' + BASE)
    refused = actionplan("resolve", PATH.replace("1.1", "2.1"), "--both", "9.9")
    assert '"9.9" was once the id of 1.1: ids are never used again' in refused.err


def test_wrong_usage(set_up, actionplan):
    clash(set_up)
    assert "name the files that this is for" in actionplan("resolve", "--ours").err
    assert "give either --both or one of" in actionplan("resolve", PATH, "--ours", "--both", "9").err
    refused = " ".join(actionplan("resolve", PATH, "plans/p/plan.toml", "--ours").err.split())
    assert f"no conflict in plans/p/plan.toml. Files with conflicts: {PATH}" in refused
    assert "for two new files with the same name" in actionplan("resolve", PATH, "--both", "9").err
    assert not set_up.action.with_name("9.toml").exists()
    set_up.git("merge", "--abort")
    assert os.path.exists(PATH)
