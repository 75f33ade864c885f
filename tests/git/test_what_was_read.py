"""A report says "with changes" unless what was read for it is what the commit has, whatever git believes."""

import os
import shutil
import subprocess
import zlib

import pytest

import actionplan
from actionplan.cli import console
from actionplan.cli.main import run
from actionplan.git import tree as module
from actionplan.git.objects import object_name
from actionplan.git.provenance import anchor
from actionplan.git.repository import GitError
from actionplan.storage import iter_plans
from conftest import TODAY, write_plan
from repositories import made_empty

NAME = "plans/p/actions/1.1.toml"


@pytest.fixture
def said(repository, monkeypatch, capsys):
    """Return a function that runs a command in a repository, and gives the last paragraph of what it says."""
    monkeypatch.setattr(console, "today", lambda: TODAY)
    monkeypatch.chdir(repository.root)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Officer")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "officer@council.example")

    def run_here(*line, whole=False):
        capsys.readouterr()
        run(list(line))
        ran = capsys.readouterr()
        text = ran.err + ran.out
        return " ".join((text if whole else text.strip().rpartition("\n\n")[2]).split())

    return run_here


def flagged(mark):
    def flag(repository):
        repository.git("update-index", f"--{mark}", NAME)
        repository.replace("progress = 10", "progress = 11")

    return flag


def ignored(place):
    def ignore(repository):
        path = repository.root / place
        path.parent.mkdir(exist_ok=True)
        path.write_text("*.toml\n*.gitignore\n")
        repository.write({"actions/1.9.toml": 'title = "New"\nareas = ["PA1"]\n'})

    return ignore


def ignored_by_settings(repository):
    (repository.root / ".git/ignored").write_text("*.toml\n")
    repository.git("config", "core.excludesFile", str(repository.root / ".git/ignored"))
    repository.write({"actions/1.9.toml": 'title = "New"\nareas = ["PA1"]\n'})


def sparse(repository):
    repository.git("status")
    repository.git("sparse-checkout", "set", "--no-cone", "/*", f"!/{NAME}")


def removed(repository):
    repository.path().unlink()


def not_checked_out(repository):
    """Remove a file from the folder and from the index."""
    repository.git("rm", "--quiet", NAME)


def staged(repository):
    """Change a file, and put the old one back in the folder's place for git only."""
    repository.replace("progress = 10", "progress = 11")
    repository.git("add", NAME)


def filtered(repository):
    """Let git see the old text of a changed file."""
    was = repository.path().read_text()
    (repository.root / ".git/was").write_text(was)
    repository.git("config", "filter.was.clean", f"cat {repository.root}/.git/was")
    repository.write({"../../.gitattributes": "*.toml filter=was\n"})
    repository.replace("progress = 10", "progress = 11")


def same_size_and_time(repository):
    """Change a file so that git's index takes it for unchanged."""
    path = repository.path()
    repository.git("config", "core.trustctime", "false")
    repository.git("config", "core.checkStat", "minimal")
    repository.git("status")
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b"progress = 10", b"progress = 99"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def linked(repository):
    """Put a link to another file of the plan in a file's place, and commit the link."""
    repository.path().rename(repository.path("kept.toml"))
    repository.path().symlink_to("../kept.toml")
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "--message", "A link")


def replaced(repository):
    """Let git take another commit for the one that is checked out."""
    was = repository.git("rev-parse", "HEAD")
    repository.replace("progress = 10", "progress = 11")
    repository.commit()
    repository.git("replace", was, "HEAD")
    repository.git("reset", "--quiet", "--soft", was)


def other_index(repository):
    repository.replace("progress = 10", "progress = 11")
    repository.git("add", "--all")
    (repository.root / ".git/index").rename(repository.root / ".git/other")


CHANGES = {
    "marked as skip-worktree": (flagged("skip-worktree"), "1 file changed"),
    "marked as assume-unchanged": (flagged("assume-unchanged"), "1 file changed"),
    "ignored by .gitignore": (ignored(".gitignore"), "1 file new"),
    "ignored by info/exclude": (ignored(".git/info/exclude"), "1 file new"),
    "ignored by a setting": (ignored_by_settings, "1 file new"),
    "left out of a sparse checkout": (sparse, "1 file missing"),
    "removed": (removed, "1 file missing"),
    "removed from the index too": (not_checked_out, "1 file missing"),
    "staged": (staged, "1 file changed"),
    "filtered": (filtered, "1 file changed"),
    "of the same size and time": (same_size_and_time, "1 file changed"),
    "a link in the commit": (linked, "1 file changed"),
    "of a commit that is replaced": (replaced, "1 file changed"),
    "without an index": (other_index, "1 file changed"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_read_is_not_what_the_commit_has(repository, said, change):
    make, counted = CHANGES[change]
    make(repository)
    name = repository.git("--no-replace-objects", "rev-parse", "HEAD")[:20]
    words = said("status")
    assert words.startswith(f"Made from commit {name} of ")
    assert f"with changes not committed: {counted}." in words
    if "missing" not in counted:
        assert words.endswith(f"{counted}.")


@pytest.mark.parametrize("change", [removed, not_checked_out])
def test_a_missing_file_is_named_and_the_advice_brings_it_back(repository, said, change):
    """By a report, by the command that shows it, and by the one that would take its id."""
    before = repository.path().read_bytes()
    for line in (("check",), ("show", "1.1"), ("new", "action", "1.1", "--title", "T", "--area", "PA1")):
        change(repository)
        words = said(*line, whole=True)
        command = f"git restore --source=HEAD -- {NAME}"
        assert command in words
        assert not repository.path().exists()
        repository.git(*command.split()[1:])
        assert repository.path().read_bytes() == before
        repository.git("reset", "--quiet")


@pytest.mark.parametrize(
    "line",
    ["status", "show PA1", "trace 1.1", "check", "since 2024-04-01", "since HEAD~1", "challenge", "forecast", "audit"],
)
def test_every_report_compares_what_it_read(repository, said, line):
    assert "with changes" not in said(*line.split())
    flagged("skip-worktree")(repository)
    assert said(*line.split()).endswith("with changes not committed: 1 file changed.")


def test_a_plan_that_is_ignored_is_in_no_commit(repository, said):
    shutil.copytree(repository.plan, repository.root / "plans/q")
    (repository.root / "plans/q/plan.toml").write_text(
        (repository.plan / "plan.toml").read_text().replace('"p"', '"q"')
    )
    (repository.root / ".gitignore").write_text("plans/q\n")
    repository.git("add", ".gitignore")
    repository.git("commit", "--quiet", "--message", "Ignored")
    assert said("status", "plans/q").endswith("with changes not committed: 3 files new.")
    assert said("status", "plans/p").endswith(" of 3 Jun 2024.")
    assert said("status").endswith("with changes not committed: 3 files new.")


def test_a_plan_inside_a_submodule_is_named_by_the_submodules_commit(repository, said, tmp_path_factory):
    """The outer repository only names a commit of the inner one."""
    outer = made_empty(tmp_path_factory.mktemp("outer"))
    outer.commit()
    allowed = ("-c", "protocol.file.allow=always")
    outer.git(*allowed, "submodule", "--quiet", "add", str(repository.root), "inner")
    outer.commit()
    name = repository.git("rev-parse", "HEAD")[:20]
    inner = outer.root / "inner/plans/p"
    assert said("status", str(inner)) == f"Made from commit {name} of 7 May 2024."
    (inner / "actions/1.1.toml").unlink()
    assert "1 file missing." in said("status", str(inner))


def test_what_is_compared_is_what_was_read_and_not_what_is_there_afterwards(repository, said, monkeypatch):
    """Somebody saves a file and puts it back while the report is made."""
    was = repository.path().read_bytes()
    repository.replace("progress = 10", "progress = 11")
    real = iter_plans.load_plan

    def restoring(*arguments):
        loaded = real(*arguments)
        repository.path().write_bytes(was)
        return loaded

    monkeypatch.setattr(iter_plans, "load_plan", restoring)
    assert said("status").endswith("with changes not committed: 1 file changed.")
    assert said("status").endswith(" of 7 May 2024.")


def test_what_other_processes_read_counts_too(repository, said, monkeypatch):
    for number in range(3):
        root = write_plan(
            repository.root / f"plans/q{number}", {"plan.toml": f'format = 1\nid = "q{number}"\ntitle = "Q"\n'}
        )
        (root / "plan.toml").write_text(f'format = 1\nid = "q{number}"\ntitle = "Q"\n')
    repository.commit("2024-06-01")
    monkeypatch.setattr(iter_plans, "_FEW_FILES", 0)
    monkeypatch.setenv("ACTIONPLAN_WORKERS", "2")
    assert said("status").endswith(" of 1 Jun 2024.")
    (repository.root / "plans/q2/plan.toml").write_text('format = 1\nid = "q2"\ntitle = "Other"\n')
    assert said("status").endswith("1 file changed.")


@pytest.mark.parametrize("ends", [b"\r\n", b"\n"])
def test_line_ends_alone_are_no_change(repository, said, capsys, ends):
    """Git writes other ones into folders on Windows; the bytes that it keeps are those of the commit."""
    repository.git("config", "core.autocrlf", "true")
    for path in repository.plan.rglob("*.toml"):
        path.write_bytes(path.read_bytes().replace(b"\n", ends))
    assert said("status").endswith(" of 7 May 2024.")
    run(["update", "1.1", "--progress", "60", "--by", "hcc", "--commit"])
    ran = capsys.readouterr()
    assert ("Committed as " in ran.out, ran.err) == (True, "")
    assert "with changes" not in said("status")


def test_files_that_nothing_reads_are_no_change(repository, said):
    """Of the plan's folder itself, and of what editors leave."""
    repository.write({"notes.txt": "x", "actions/.1.1.toml.swp": "x", "actions/1.1.toml~": "x", "old/1.toml": ""})
    assert said("status").endswith(" of 7 May 2024.")


def test_json_names_the_files(repository):
    repository.replace("progress = 10", "progress = 11")
    repository.path("areas/PA1.toml").unlink()
    repository.write({"actions/1.2.toml": 'title = "T"\n'})
    made_from = anchor(str(repository.plan))
    assert made_from is not None
    paths = [str(repository.path(name)) for name in ("actions/1.1.toml", "actions/1.2.toml", "areas/PA1.toml")]
    assert [*made_from.changed, *made_from.new, *made_from.missing] == paths


@pytest.mark.parametrize("kind", ["commit", "tree"])
def test_an_object_whose_bytes_are_not_those_of_its_name_is_believed_by_no_report(repository, said, kind):
    """Git itself does not compare them."""
    name = repository.git("rev-parse", "HEAD" if kind == "commit" else "HEAD:plans/p/actions")
    other = repository.git("rev-parse", "HEAD~1" if kind == "commit" else "HEAD~1:plans/p/actions")
    store = repository.root / ".git/objects"
    path = store / name[:2] / name[2:]
    path.chmod(0o644)
    shutil.copy(store / other[:2] / other[2:], path)
    assert "Made from" not in said("status")
    with pytest.raises(GitError, match=r"bytes that git's name for it stands for|git knows no commit"):
        actionplan.load_rev("HEAD", repository.plan)


def stored(repository, kind, data):
    """Put an object into a repository, and return its name."""
    name = object_name(kind, data, 40)
    path = repository.root / ".git/objects" / name[:2] / name[2:]
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(zlib.compress(b"%b %d\0" % (kind, len(data)) + data))
    return name


@pytest.mark.parametrize("levels", [12, 1_100])
def test_a_commit_with_more_files_than_can_be_listed(repository, monkeypatch, levels):
    """Ten folders that each contain the next ten times are a few hundred bytes, and ten billion files."""
    tree = repository.git("rev-parse", "HEAD:plans/p/actions")
    for _ in range(levels):
        raw = b"".join(b"40000 %d\0" % n + bytes.fromhex(tree) for n in range(10 if levels < 100 else 1))
        tree = stored(repository, b"tree", raw)
    commit = repository.git("commit-tree", "-m", "Many", tree)
    monkeypatch.setattr(module, "_MOST", 20_000)
    with pytest.raises((GitError, actionplan.NoPlan)) as refused:
        actionplan.load_rev(commit, repository.plan)
    assert levels > 100 or "more than 20,000 files" in str(refused.value)


def test_a_tree_that_is_none(repository):
    tree, who = stored(repository, b"tree", b"nonsense"), "O <o@c.example> 1717400000 +0000"
    name = stored(repository, b"commit", f"tree {tree}\nauthor {who}\ncommitter {who}\n\nx\n".encode())
    with pytest.raises(GitError):
        actionplan.load_rev(name, repository.plan)
    repository.git("update-ref", "HEAD", name)
    with pytest.raises(GitError):
        actionplan.audit(repository.plan)


# What a name proves


def test_a_report_names_a_commit_in_twenty_digits(repository, said):
    name = repository.git("rev-parse", "HEAD")
    repository.git("config", "core.abbrev", "4")
    for line in (("status",), ("status", "--rev", "HEAD"), ("since", "HEAD~1"), ("audit",)):
        assert f"commit {name[:20]} of 7 May 2024" in said(*line) or f"commit {name[:20]}" in said(*line), line
        assert f"{name[:4]} " not in said(*line)


@pytest.mark.parametrize("form", ["{}", "{}~0", "v1-3-g{}", "{}^{{commit}}"])
def test_a_short_name_is_no_proof(repository, form):
    name = repository.git("rev-parse", "HEAD")
    for digits in (7, 19):
        with pytest.raises(GitError, match=rf"too short(.|\n)* {digits} digits(.|\n)*{name}"):
            actionplan.audit(repository.plan, form.format(name[:digits]))


def test_twenty_digits_are_enough(repository):
    name = repository.git("rev-parse", "HEAD")
    for enough in (name[:20], name.upper()[:20], name, f"{name[:20]}~0"):
        assert not actionplan.audit(repository.plan, enough).findings


def test_an_audit_names_the_commit_that_a_tag_stood_for(repository, said):
    """A tag can be moved; the name of a commit cannot."""
    repository.git("tag", "minutes", "HEAD~1")
    name = repository.git("rev-parse", "HEAD~1")
    audit = actionplan.audit(repository.plan, "minutes")
    assert audit.base is not None
    assert audit.base.commit == name
    assert f"commit {name[:20]} of 9 Apr 2024, which" in said("audit", "--base", "minutes", whole=True)


def test_a_tag_that_looks_like_a_short_name_is_a_tag(repository):
    repository.git("tag", "20240507")
    assert not actionplan.audit(repository.plan, "20240507").findings


def test_a_branch_with_the_name_of_a_commit_is_refused(repository):
    """Git prefers the branch, as long as the name is not complete."""
    name, other = repository.git("rev-parse", "HEAD"), repository.git("rev-parse", "HEAD~1")
    repository.git("update-ref", f"refs/heads/{name[:20]}", other)
    for use in (actionplan.audit, lambda plan, rev: actionplan.load_rev(rev, plan)):
        with pytest.raises(GitError, match="a tag or a branch here has the name of a commit"):
            use(repository.plan, name[:20])


def test_lines_of_provenance_fit_the_screen(repository, said, capsys):
    repository.replace("progress = 10", "progress = 11")
    for number in range(8):
        repository.git("tag", f"minutes-of-the-improvement-board-2024-07-0{number}")
    run(["status"])
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 80
    assert "tag minutes-of-the-improvement-board-2024-07-07, with changes" in " ".join(lines)


# Where git does not say


def test_a_repository_of_another_user_is_named(repository, said, monkeypatch, tmp_path):
    """Git refuses it; nothing is left out silently, and what the message advises works."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root can give files to another user")
    os.chown(repository.root, 12345, 12345)
    os.chown(repository.root / ".git", 12345, 12345)
    words = said("status")
    advice = f"git config --global --add safe.directory {repository.root}"
    assert words.startswith("The commit of these files is not known: the repository in ")
    assert words.endswith(f"If you trust that user: {advice}")
    with pytest.raises(GitError, match="belongs to another user of this computer"):
        actionplan.audit(repository.plan)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    subprocess.run(advice.split(), check=True)
    assert said("status").startswith("Made from commit ")


def test_a_repository_that_git_cannot_read_is_named(repository, said):
    (repository.root / ".git/HEAD").unlink()
    assert said("status").startswith("The commit of these files is not known: ")


def test_a_clone_without_contents_says_how_to_fetch_them(repository, tmp_path_factory):
    clone = tmp_path_factory.mktemp("clone") / "c"
    repository.git("config", "uploadpack.allowFilter", "true")
    options = ("--quiet", "--filter=blob:none", "--no-checkout")
    repository.git("clone", *options, f"file://{repository.root}", str(clone))
    for use in (actionplan.audit, lambda plan: actionplan.load_rev("HEAD", plan)):
        (clone / "plans/p").mkdir(parents=True, exist_ok=True)
        (clone / "plans/p/plan.toml").write_bytes(repository.path("plan.toml").read_bytes())
        with pytest.raises(GitError, match="made without the content of some files") as refused:
            use(clone / "plans/p")
    command = str(refused.value).rpartition("\n")[2].split()
    subprocess.run(command, cwd=clone, check=True, capture_output=True)
    assert not actionplan.audit(clone / "plans/p").findings
    assert actionplan.load_rev("HEAD", clone / "plans/p").portfolio.plans
