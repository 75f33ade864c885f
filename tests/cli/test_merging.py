"""Two branches of a plan in a real shared_plan: git merges them by meaning, and where we fail it merges by lines."""

import os
import shlex
import shutil
import sys
from itertools import combinations_with_replacement

import pytest
import tomli

from actionplan.git.merge_driver import driver_command
from actionplan.merge.merge import merge
from actionplan.model.kinds import FOLDERS
from two_branches import BASE, EDITS, entry, notes, program

MERGE = ("merge", "--quiet", "--no-edit")
REBASE = ("rebase", "--quiet")
PICK = ("cherry-pick", "--allow-empty", "--keep-redundant-commits")
PATH = "plans/p/actions/1.1.toml"


def together(one, other):
    return merge(BASE.encode(), EDITS[one].encode(), EDITS[other].encode(), PATH).data


# What git does with it is what the library does, of which tests/merge/test_merge.py has every pair both ways


def brought_together(repository, command, one, other):
    repository.git("checkout", "--quiet", f"ours/{one.replace(' ', '-')}")
    repository.git(*command, f"theirs/{other.replace(' ', '-')}")
    assert repository.git("status", "--porcelain").stdout == ""
    return repository.action.read_bytes()


@pytest.mark.parametrize(("one", "other"), list(combinations_with_replacement(EDITS, 2)))
def test_every_pair_of_changes_is_merged(branched, one, other):
    assert brought_together(branched, MERGE, one, other) == together(one, other)


@pytest.mark.parametrize("command", [REBASE, PICK], ids=["rebase", "cherry-pick"])
@pytest.mark.parametrize(("one", "other"), [("append", "redate"), ("amend", "append same day"), ("redact", "append")])
def test_rebase_and_cherry_pick_do_the_same(branched, command, one, other):
    assert brought_together(branched, command, one, other) == together(one, other)


@pytest.mark.parametrize("command", [MERGE, REBASE, PICK], ids=["merge", "rebase", "cherry-pick"])
def test_a_conflict_has_markers_and_a_sentence(set_up, command):
    theirs = EDITS["append"].replace("due = 2024-09-30", "due = 2025-01-31")
    set_up.branches(EDITS["redate"].replace("due = 2024-09-30", "due = 2024-10-31"), theirs)
    ran = set_up.git(*command, "theirs", check=False)
    assert ran.returncode == 1
    assert f"{PATH}: both sides changed due: ours says 20" in ran.stderr
    text = set_up.action.read_text()
    assert "<<<<<<< ours\ndue = 202" in text
    assert text.count("[[status]]") == 5
    assert text.count("<<<<<<<") == text.count(">>>>>>>") == 1


def test_pull_with_rebase(branched):
    branched.git("checkout", "--quiet", "ours/append")
    branched.git("pull", "--quiet", "--rebase", ".", "theirs/redate")
    assert branched.action.read_bytes() == together("append", "redate")


def test_stash_pop(branched):
    branched.git("checkout", "--quiet", "main")
    branched.action.write_text(EDITS["append"])
    branched.git("stash", "--quiet")
    branched.git(*MERGE, "theirs/redate")
    branched.git("stash", "pop", "--quiet")
    assert branched.action.read_bytes() == together("append", "redate")


def test_in_another_work_tree(branched):
    branched.git("worktree", "add", "--quiet", "../other", "ours/append")
    branched.git("-C", "../other", *MERGE, "theirs/redate")
    assert (branched.folder.parent / "other" / PATH).read_bytes() == together("append", "redate")


def test_three_branches_in_any_order(branched):
    results = set()
    for first, *others in (("append", "redate", "amend"), ("amend", "append", "redate"), ("redate", "amend", "append")):
        branched.git("checkout", "--quiet", "--detach", f"theirs/{first}")
        for other in others:
            branched.git(*MERGE, f"theirs/{other}")
        results.add(branched.action.read_bytes())
    assert len(results) == 1
    assert notes(tomli.loads(results.pop().decode())) == ["May", "moved", "one", "owner", "three", "two"]


def test_several_branches_at_once_are_refused_and_nothing_is_lost(branched):
    branched.git("checkout", "--quiet", "ours/append")
    ran = branched.git(*MERGE, "theirs/redate", "theirs/amend", check=False)
    assert ran.returncode == 2
    assert "Should not be doing an octopus" in ran.stdout + ran.stderr
    branched.git("reset", "--quiet", "--merge")
    assert branched.action.read_text() == EDITS["append"]


@pytest.mark.parametrize("is_clash", [False, True], ids=["no clash before", "a clash before"])
def test_branches_that_were_merged_both_ways_before(branched, is_clash):
    """Git then merges what both come from first, and leaves markers in that where it clashes."""
    days = ("2024-10-31", "2024-11-30") if is_clash else ("2024-09-30", "2024-09-30")
    for branch, day, name in zip(("ours/append", "theirs/redate"), days, ("append", "redate"), strict=True):
        branched.git("checkout", "--quiet", branch)
        branched.action.write_text(
            EDITS[name].replace("due = 2024-09-30 ", f"due = {day} ").replace("2024-09-30\n", f"{day}\n")
        )
        branched.save()
    branched.git("branch", "first")
    for branch, other in (("theirs/redate", "ours/append"), ("ours/append", "first")):
        branched.git("checkout", "--quiet", branch)
        ran = branched.git(*MERGE, other, check=False)
        assert ran.returncode == is_clash
        if is_clash:
            branched.action.write_bytes(together("append", "redate").replace(b"2024-09-30", b"2024-12-01"))
            branched.save()
    branched.git("checkout", "--quiet", "theirs/redate")
    branched.action.write_text(branched.action.read_text() + entry("2024-08-01", "August"))
    branched.save()
    branched.git("checkout", "--quiet", "ours/append")
    branched.action.write_text(branched.action.read_text() + entry("2024-07-01", "July"))
    branched.save()
    branched.git(*MERGE, "theirs/redate")
    assert notes(branched.table()) == ["August", "July", "May", "moved", "one", "three", "two"]


# Files and folders as they come


@pytest.mark.parametrize("change", ["byte-order mark", "no end", "CRLF here alone"])
def test_files_of_other_editors(set_up, change):
    base, ours, theirs = (text.encode() for text in (BASE, EDITS["append"], EDITS["redate"]))
    if change == "byte-order mark":
        base, ours, theirs = (b"\xef\xbb\xbf" + data for data in (base, ours, theirs))
    if change == "no end":
        base, ours, theirs = (data.rstrip(b"\n") for data in (base, ours, theirs))
    if change == "CRLF here alone":
        ours = ours.replace(b"\n", b"\r\n")
    set_up.branches("", "")
    for branch, data in (("main~1", base), ("main", ours), ("theirs", theirs)):
        set_up.git("checkout", "--quiet", "--detach" if branch == "main~1" else branch)
        if branch != "main~1":
            set_up.git("reset", "--quiet", "--hard", "base")
        set_up.action.write_bytes(data)
        set_up.save()
        if branch == "main~1":
            set_up.git("branch", "base")
    set_up.git("checkout", "--quiet", "main")
    set_up.git(*MERGE, "theirs")
    data = set_up.action.read_bytes()
    assert notes(set_up.table()) == ["May", "moved", "one", "three", "two"]
    assert data.startswith(b"\xef\xbb\xbf") == (change == "byte-order mark")
    assert data.count(b"\r\n") == (data.count(b"\n") if change == "CRLF here alone" else 0)


@pytest.mark.parametrize("folder", [".", "deep/er/p", 'plans/it\'s "ours" [1]/Äö', "-p"])
def test_a_plan_may_be_in_any_folder(branched, actionplan, folder):
    for command in ("ours/append", "theirs/redate"):
        branched.git("checkout", "--quiet", command)
        place = branched.folder / folder
        place.mkdir(parents=True, exist_ok=True)
        for part in list((branched.folder / "plans" / "p").iterdir()):
            shutil.move(part, place / part.name)
        branched.save()
    (branched.folder / ".gitattributes").unlink()
    assert actionplan("git", "setup", "--plan", branched.folder / folder).code == 0
    branched.save()
    branched.git(*MERGE, "ours/append")
    assert (branched.folder / folder / "actions" / "1.1.toml").read_bytes() == together("redate", "append")


def test_a_side_that_is_not_toml_is_merged_by_lines(set_up):
    set_up.branches(EDITS["append"], BASE + "\n[[status]\n")
    ran = set_up.git(*MERGE, "theirs", check=False)
    assert ran.returncode == 1
    assert f"{PATH} is merged line by line: not TOML" in ran.stderr
    text = set_up.action.read_text()
    assert "<<<<<<< ours" in text
    assert '"May"' in text
    assert "[[status]\n" in text


# Never silence

KILLED = (
    "import os, sys, actionplan.merge.merge as merging, actionplan.cli.merge_driver as driver\n"
    "def kill(*_arguments): os.kill(os.getpid(), 9)\n"
    "{}\n"
    "from actionplan.cli.main import run; code = run(sys.argv[1:]); kill(); sys.exit(code)"
)


def by_python(script):
    return f'exec {shlex.quote(sys.executable)} -c {shlex.quote(script)} "$@"'


FAILURES = {
    "not installed": None,
    "killed at once": "kill -9 $$",
    "killed while it merges": by_python(KILLED.format("merging.is_merge = kill")),
    "killed while it writes": 'head -c 200 "$4" > "$6"; kill -9 $$',
    "killed when it has written": by_python(KILLED.format("")),
    "a fault": "exit 3",
    "raising": "exit 1",
    "cannot be imported": by_python("import no_such_module"),
    "an older version": "exit 2",
    "writing nothing": "exit 0",
    "a 1 without markers": 'cp "$4" "$6"; exit 1',
}


@pytest.mark.parametrize("failure", FAILURES)
def test_where_we_fail_git_merges_by_lines_with_markers(branched, tmp_path, failure):
    script = FAILURES[failure]
    if script is None:
        (tmp_path / "bin" / "actionplan").unlink()
    else:
        program(tmp_path / "bin", script)
    branched.git("checkout", "--quiet", "ours/append")
    ran = branched.git(*MERGE, "theirs/append-same-day", check=False)
    assert ran.returncode == 1
    text = branched.action.read_text()
    assert text.count("<<<<<<< ours") == 1
    assert text.count('"May"') == text.count('"June"') == 1
    assert branched.git("status", "--porcelain").stdout == f"UU {PATH}\n"


def test_where_we_fail_git_still_merges_what_it_can(branched, tmp_path):
    program(tmp_path / "bin", "exit 3")
    assert brought_together(branched, MERGE, "append", "edit the head") == together("append", "edit the head")


def test_a_reader_of_our_words_who_has_gone_changes_nothing(set_up, tmp_path):
    set_up.branches(EDITS["append"].replace("2024-09-30", "2024-10-31"), EDITS["append"].replace("2024-09-30", "2025"))
    program(tmp_path / "bin", f'exec {shlex.quote(sys.executable)} -m actionplan "$@" 2>&-')
    assert set_up.git("merge", "theirs", check=False).returncode == 1
    assert "<<<<<<< ours" in set_up.action.read_text()


# Setting it up


def test_setup_names_the_files_and_the_command(set_up, actionplan):
    lines = (set_up.folder / ".gitattributes").read_text().splitlines()
    assert lines[1:] == [
        f"/plans/*/{name} merge=actionplan"
        for name in ("plan.toml", *(f"{folder}/*.toml" for folder in FOLDERS.values()))
    ]
    assert set_up.git("config", "merge.actionplan.driver").stdout.strip() == driver_command("actionplan")
    assert actionplan("git", "setup").code == 0
    assert (set_up.folder / ".gitattributes").read_text().splitlines() == lines


def test_setup_is_taken_back_and_other_lines_stay(shared_plan, actionplan):
    attributes = shared_plan.folder / ".gitattributes"
    attributes.write_text("*.png binary")
    actionplan("git", "setup")
    assert attributes.read_text().startswith("*.png binary\n# Plan files")
    assert actionplan("git", "setup", "--remove").code == 0
    assert attributes.read_text() == "*.png binary\n"
    assert shared_plan.git("config", "merge.actionplan.driver", check=False).returncode == 1
    attributes.write_text("")
    assert actionplan("git", "setup", "--remove").code == 0


def test_a_plan_whose_folder_has_an_odd_name(shared_plan, actionplan, make_plan):
    make_plan(name="our plans/odd [a] b/c")
    assert actionplan("git", "setup", "--plan", "odd [a] b/c").code == 0
    shown = shared_plan.git("check-attr", "merge", "odd [a] b/c/actions/1.1.toml").stdout
    assert shown.strip().endswith("merge: actionplan")
    assert shared_plan.git("check-attr", "merge", "odd a b/c/actions/1.1.toml").stdout.strip().endswith("unspecified")


def test_without_a_name_on_the_path_we_are_called_by_python(monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert driver_command().startswith(f"{sys.executable} -P -m actionplan merge-driver -- %O")


def test_other_lines_that_say_how_to_merge_do_not_hold(shared_plan, actionplan):
    attributes = shared_plan.folder / ".gitattributes"
    actionplan("git", "setup")
    attributes.write_text(attributes.read_text() + "*.toml merge=union\n")
    assert actionplan("git", "setup").code == 0
    assert attributes.read_text().startswith("*.toml merge=union\n# Plan files")
    assert shared_plan.git("check-attr", "merge", PATH).stdout.strip().endswith("merge: actionplan")


def test_no_sentence_of_setup_is_wider_than_80_columns(shared_plan, actionplan, make_plan):
    (shared_plan.folder / "plans" / ".gitattributes").write_text("actions/*.toml merge=union\np/** merge=union\n")
    for name in ("inclusion-and-attendance", "special-educational-needs"):
        make_plan(name=f"our plans/{name}")
    for options in ((), ("--remove",)):
        ran = actionplan("git", "setup", *options, "--plan", ".")
        lines = (ran.out + ran.err).splitlines()
        assert lines
        assert [line for line in lines if len(line) >= 80] == []


def test_lines_that_still_apply_are_reported(shared_plan, actionplan):
    (shared_plan.folder / "plans" / ".gitattributes").write_text("actions/*.toml merge=union\np/** merge=union\n")
    ran = actionplan("git", "setup")
    assert ran.code == 1
    assert ran.err.startswith("But another line still sets how to merge plans/p.\n")


def test_the_driver_leaves_a_file_alone_that_it_cannot_merge(actionplan, tmp_path):
    for name, text in (("base", "a = 1"), ("ours", "a = "), ("theirs", "a = 2")):
        (tmp_path / name).write_text(text)
    files = [tmp_path / name for name in ("base", "ours", "theirs", "result")]
    ran = actionplan("merge-driver", *files, "7", "x.toml")
    assert ran.code == 2
    assert ran.err.startswith("x.toml is merged line by line: not TOML")
    assert not files[3].exists()
    ran = actionplan("merge-driver", tmp_path / "no", *files[1:])
    assert (ran.code, ran.err) == (2, "this file is merged line by line: there is no such file\n")


def test_the_driver_writes_what_it_made_of_two_versions(actionplan, tmp_path):
    files = [tmp_path / name for name in ("base", "ours", "theirs", "result")]
    for file, text in zip(files, (BASE, EDITS["append"], EDITS["redate"]), strict=False):
        file.write_text(text)
    assert actionplan("merge-driver", *files, "7", PATH).code == 0
    assert files[3].read_bytes() == together("append", "redate")
    files[2].write_text(EDITS["append"].replace('"May"', '"in May"'))
    ran = actionplan("merge-driver", *files, "9", PATH)
    assert (ran.code, ran.err) == (
        1,
        f"{PATH}: both sides added entry may1, each a different one: ids must be unique\n",
    )
    assert b"<<<<<<<<< ours\n" in files[3].read_bytes()


@pytest.mark.skipif(os.name != "posix", reason="links and pipes need POSIX")
@pytest.mark.parametrize("what", ["a link outward", "a pipe", "read-only"])
def test_the_attributes_of_git_are_not_written_through_what_the_repository_put_there(
    shared_plan, actionplan, tmp_path, what
):
    attributes, outside = shared_plan.folder / ".gitattributes", tmp_path / "profile"
    outside.write_text("mine\n")
    if what == "a link outward":
        attributes.symlink_to(outside)
    elif what == "a pipe":
        os.mkfifo(attributes)
    else:
        attributes.write_text("*.md text\n")
        attributes.chmod(0o444)
    for option in ([], ["--remove"]):
        ran = actionplan("git", "setup", *option)
        assert "fault in actionplan" not in ran.err
        assert ran.code == (0 if what == "read-only" and option else 2)
    assert outside.read_text() == "mine\n"
