"""Nothing that a plan's repository names is started, since it may have come from anywhere, settings and all."""

import os
import re
import shlex
import shutil

import pytest

from actionplan.cli import console
from actionplan.cli.main import run
from actionplan.git.run_git import git_in
from actionplan.git.sharing import share
from conftest import TODAY
from hostile import SCOPES, Tripwire, all_hooks, made, poison, signed, text_of, that_take_a_program
from repositories import repository_at

AT_REST = [
    "status",
    "status --as-at 2024-04-10",
    "status --format json",
    "status --rev minutes",
    "show 1.1",
    "show 1.1 --rev HEAD~1",
    "measures",
    "due",
    "risks",
    "reviews",
    "dependencies",
    "resources",
    "resolutions",
    "trace 1.1",
    "since 2024-04-01",
    "since minutes --until HEAD",
    "forecast",
    "challenge",
    "check",
    "check --rev minutes",
    "audit",
    "audit --base minutes",
    "export parquet -o out",
    'update 1.1 --progress 60 --by hcc --note "All schools"',
    "update 1.1 --progress 60 --by hcc --commit",
    'amend 1.1 --owner icb --reason "Health leads" --by hcc --commit',
    'redate 1.1 2025-03-31 --reason "The supplier is late" --by hcc --approved board:2024-07-01 --commit --yes',
    'suspend 1.2 --reason "Guidance is awaited" --by icb --commit',
    'cancel 1.2 --reason "Not needed" --by icb --approved board:2024-07-01 --commit --yes',
    'correct 1.2:q7m2ka --progress 40 --reason "A slip" --by icb --commit',
    'redact 1.2:q7m2ka --reason "A name" --authority "An officer" --yes --commit',
    "new action 1.3 --title Three --area PA1 --owner hcc --due 2025-01-31 --commit",
    "new area PA2 --title Health --kind priority-action --commit",
    "renumber 1.2 1.4",
    "git setup",
    "git setup --remove",
    "init plans/new --title New",
    "resolve",
]
"""What is tried in a repository in which nothing is under way."""

CHANGED = ["status", "check", "undo 1.1", "undo", "update 1.1 --progress 61 --by hcc --commit"]
"""What is tried where an entry is not committed yet."""

MERGED = "merge-driver -- base ours theirs out 7 plans/p/actions/1.3.toml"

IN_A_MERGE = ["status", "check", "resolve", "resolve 1.1 --ours", "resolve 1.1 --theirs", "undo 1.1", MERGED]
"""What is tried in one in which a merge left a file open."""


@pytest.fixture(scope="session")
def prepared(tmp_path_factory):
    """Return the folder of an honest repository, and of one in a merge."""
    folder = tmp_path_factory.mktemp("honest")
    (folder / "rest").mkdir()
    repository = made(folder / "rest")
    signed(repository)
    for state in ("merge", "changed"):
        shutil.copytree(folder / "rest", folder / state)
    repository_at(folder / "changed").append('on = 2024-06-10\nby = "hcc"\nprogress = 58\n')
    merge = repository_at(folder / "merge")
    merge.git("merge", "theirs", check=False)
    for name, text in (("base", ""), ("ours", 'title = "Three"\n'), ("theirs", 'title = "Build the dashboard"\n')):
        (merge.root / name).write_text(text)
    return folder


@pytest.fixture(scope="session")
def trip(tmp_path_factory):
    return Tripwire(tmp_path_factory.mktemp("trip") / "wire")


@pytest.fixture(scope="session")
def keys(prepared, trip):
    """Return every setting of this git that can name a program."""
    found = that_take_a_program(repository_at(prepared / "rest"), trip)
    assert len(found) > 300
    return found


@pytest.fixture
def ran(tmp_path, monkeypatch, capsys):
    """Return a function that runs a command line in a repository, and gives how it ended and what it said."""
    monkeypatch.setattr(console, "today", lambda: TODAY)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Officer")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "officer@council.example")
        monkeypatch.setenv(f"GIT_{who}_DATE", "2026-11-24T12:00:00+0000")

    def run_in(folder, line):
        monkeypatch.chdir(folder)
        capsys.readouterr()
        code = run(shlex.split(line))
        said = capsys.readouterr()
        return code, said.out, said.err

    return run_in


@pytest.mark.parametrize(
    ("state", "line"),
    [
        (state, line)
        for state, lines in (("rest", AT_REST), ("changed", CHANGED), ("merge", IN_A_MERGE))
        for line in lines
    ],
)
def test_no_command_starts_what_the_repository_names(prepared, trip, keys, ran, tmp_path, state, line):
    """And every command says what it says in a repository without all that."""
    trip.forget()
    folder = tmp_path / "here"
    answers = []
    for is_hostile in (False, True):
        shutil.copytree(prepared / state, folder)
        if is_hostile:
            poison(repository_at(folder), trip, keys)
        answers.append(ran(folder, line))
        shutil.rmtree(folder)
    assert trip.started() == {}
    assert answers[0] == answers[1], answers[1][2]
    assert answers[0][0] in ((0, 1) if state != "merge" else (0, 1, 2))


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize("line", ["status", "audit", "update 1.1 --progress 60 --by hcc --commit"])
def test_no_scope_is_missed(prepared, trip, keys, ran, tmp_path, scope, line):
    """Where several name a program, git would take the last, and the others would not show."""
    trip.forget()
    shutil.copytree(prepared / "rest", tmp_path / "here")
    poison(repository_at(tmp_path / "here"), trip, keys, [scope])
    assert ran(tmp_path / "here", line)[0] in (0, 1)
    assert trip.started() == {}


@pytest.mark.parametrize("line", ["status", "audit", "check --rev minutes", "since minutes", "undo 1.1 --yes"])
def test_what_a_partial_clone_lacks_is_not_fetched(prepared, trip, ran, tmp_path, line):
    """Git would ask the program that an address names."""
    trip.forget()
    shutil.copytree(prepared / "rest", tmp_path / "here")
    repository = repository_at(tmp_path / "here")
    gone = repository.git("rev-parse", "minutes:plans/p/actions/1.1.toml")
    (repository.root / ".git/objects" / gone[:2] / gone[2:]).unlink()
    settings = {
        "extensions.partialClone": "origin",
        "protocol.allow": "always",
        "protocol.ext.allow": "always",
        "remote.origin.promisor": "true",
        "remote.origin.url": f"ext::{trip.program('fetch')} now",
    }
    for key, value in settings.items():
        repository.git("config", key, value)
    assert ran(repository.root, line)[0] in (0, 1, 2)
    assert trip.started() == {}


def test_a_plan_that_looks_like_a_repository(prepared, trip, ran, tmp_path):
    """Such files can be pushed like any others, and git would take their settings for those of a repository."""
    trip.forget()
    shutil.copytree(prepared / "rest", tmp_path / "here")
    repository = repository_at(tmp_path / "here")
    inner = (f"--git-dir={repository.plan}", f"--work-tree={repository.plan}")
    repository.git("init", "--quiet", "--bare", "--template=", str(repository.plan))
    repository.git(*inner, "add", str(repository.plan / "actions"), str(repository.plan / "plan.toml"))
    repository.git(*inner, "commit", "--quiet", "--message", "Inner")
    program = trip.program("inner")
    (repository.plan / "config").write_text(
        "[core]\n\trepositoryFormatVersion = 0\n\tworktree = .\n[extensions]\n\tworktreeConfig = true\n"
    )
    (repository.plan / "config.worktree").write_text(f'[filter "trip"]\n\tclean = {program}\n')
    (repository.plan / ".gitattributes").write_text("* filter=trip\n")
    shutil.copytree(repository.root, tmp_path / "copy")
    repository = repository_at(tmp_path / "copy")
    assert ran(repository.plan, "status")[0] == 0
    assert ran(repository.plan, "update 1.1 --progress 60 --by hcc --commit")[0] == 2
    assert trip.started() == {}


@pytest.mark.parametrize("path", ["", ".", "bin"])
def test_git_is_not_looked_for_in_the_plan(prepared, trip, ran, tmp_path, monkeypatch, path):
    trip.forget()
    shutil.copytree(prepared / "rest", tmp_path / "here")
    plan = tmp_path / "here/plans/p"
    (plan / "bin").mkdir()
    for folder in (plan, plan / "bin"):
        shutil.copy(trip.program("git"), folder / "git")
    monkeypatch.setenv("PATH", f"{path}{os.pathsep}{os.environ['PATH']}")
    assert "Made from commit" in ran(plan, "status")[1]
    assert trip.started() == {}


OWN = """
    [core]
        hooksPath = {hooks}
    [commit]
        gpgSign = true
    [gpg]
        program = {program}
    [filter "trip"]
        clean = cat
"""


@pytest.fixture
def own(prepared, trip, tmp_path, monkeypatch, ran):
    """Return a hostile repository whose user has hooks and signs commits."""
    trip.forget()
    shutil.copytree(prepared / "rest", tmp_path / "here")
    repository = repository_at(tmp_path / "here")
    poison(repository, trip, ["filter.trip.clean", "gpg.program"])
    hooks = all_hooks(tmp_path / "own hooks", trip.program("own-hook"))
    text = OWN.format(hooks=hooks, program=trip.program("own-signing"))
    (tmp_path / "gitconfig").write_text(text)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    return repository


@pytest.mark.parametrize(("option", "configured"), [(" --commit", ""), ("", "commit = true\n")])
def test_a_commit_that_the_user_asks_for_has_the_users_hooks_and_signature(
    own, trip, ran, option, configured, tmp_path
):
    (tmp_path / "config/actionplan").mkdir(parents=True)
    (tmp_path / "config/actionplan/config.toml").write_text(configured)
    code, _, said = ran(own.root, f"update 1.1 --progress 60 --by hcc{option}")
    assert set(trip.started()) == {"own-hook", "own-signing"}
    assert (code, "gpg failed to sign" in said) == (2, True), said


def test_a_plans_policy_alone_starts_neither(own, trip, ran):
    text = own.path("plan.toml").read_text(encoding="utf-8")
    own.path("plan.toml").write_text(f"{text}\n[policy]\ncommit = true\n", encoding="utf-8")
    code, said, _ = ran(own.root, "update 1.1 --progress 60 --by hcc")
    assert (code, "Committed as" in said) == (0, True)
    assert trip.started() == {}


def test_the_users_own_filter_is_not_lost(own, trip, ran):
    """Where the user has a program of a name that the repository has, too, it is the user's that counts."""
    git = git_in(str(own.root), is_asked=True)
    assert git.run("config", "--get", "filter.trip.clean") == b"cat\n"
    assert git.run("config", "--get", "gpg.program").strip().endswith(b"own-signing")


BETWEEN = re.compile(
    r"url\.|color\.|protocol\.|branch\.|http\.|remote\.origin\.(url|pushurl|fetch|mirror)$|(checkout|pack|stash|fetch|push|submodule|transfer|receive|merge)\.(?!.*\.)",
    re.IGNORECASE,
)
"""Settings that say where and how much is shared: with a program in their place nothing is shared at all."""


@pytest.mark.parametrize("is_merged", [False, True])
def test_sharing_starts_nothing_that_either_repository_names(prepared, trip, keys, tmp_path, monkeypatch, is_merged):
    """Neither the plan's own, nor one in a folder that may have come with it."""
    trip.forget()
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    shutil.copytree(prepared / "rest", tmp_path / "here")
    repository = repository_at(tmp_path / "here")
    repository.git("clone", "--quiet", "--bare", ".", str(tmp_path / "place"))
    place = repository_at(tmp_path / "place")
    if is_merged:
        place.git("branch", "--force", "main", "theirs")
    for key, value in (("user.name", "Officer"), ("user.email", "officer@council.example")):
        repository.git("config", key, value)
    repository.git("remote", "add", "origin", str(place.root))
    repository.git("fetch", "--quiet")
    repository.git("branch", "--quiet", "--set-upstream-to=origin/main", "main")
    repository.append('on = 2024-06-10\nby = "hcc"\nprogress = 58\n')
    poison(repository, trip, [key for key in keys if not BETWEEN.match(key)], ["local"])
    all_hooks(place.root / "hooks", trip.program("hook-there"))
    (place.root / "config").write_text(
        f"{(place.root / 'config').read_text()}{text_of(PROGRAMS_THERE, trip.program('there'))}"
    )
    path = str(repository.plan / "actions/1.1.toml")
    assert share(str(repository.root), str(repository.plan), [path], "The numbers", TODAY) in {"shared", "exchanged"}
    assert "progress = 58" in place.git("show", "main:plans/p/actions/1.1.toml")
    assert trip.started() == {}


PROGRAMS_THERE = ("core.alternateRefsCommand", "uploadpack.packObjectsHook", "core.fsmonitor", "core.pager")
