"""A plan's repository that names a program wherever git lets it, and a plan to put into it."""

import os
import re
import shutil
import subprocess
from bisect import bisect_left
from collections.abc import Iterable
from pathlib import Path

from repositories import Repository, made_honest, repository_at

ACTION = """
    title = "Recruit two therapists"
    areas = ["PA1"]
    owner = "icb"
    due = 2024-12-31

    [[status]]
    id = "q7m2ka"
    on = 2024-06-04
    by = "icb"
    state = "in-progress"
    progress = 20
"""

SWITCHES = (
    "commit.gpgSign",
    "tag.gpgSign",
    "log.showSignature",
    "merge.verifySignatures",
    "filter.trip.required",
    "maintenance.auto",
    "remote.origin.promisor",
)
"""Settings that are switched on, since they have git start what another one names."""

PLACES = re.compile(r"core\.(bare|worktree|repositoryFormatVersion)|extensions\..*|include.*|index\..*")
"""Settings that say where things are, or how they are kept: with a program in their place git does nothing at all."""

MORE = """
    core.alternateRefsCommand credential.https://example.org.helper diff.trip.command diff.trip.textconv
    filter.trip.clean filter.trip.process filter.trip.smudge gpg.openpgp.program gpg.ssh.program gpg.x509.program
    hook.trip.command hook.trip.event lfs.extension.trip.clean merge.actionplan.driver merge.trip.driver
    pager.log pager.status remote.origin.receivepack remote.origin.uploadpack remote.origin.vcs sendemail.tocmd
    submodule.trip.update trailer.trip.cmd trailer.trip.command uploadpack.packObjectsHook
""".split()  # noqa: SIM905  # one name after another is easier to read
"""Settings that `git help --config` leaves out, some since they are of a git to come, or of what goes with it."""

HOOKS = """
    applypatch-msg commit-msg fsmonitor-watchman post-applypatch post-checkout post-commit post-index-change post-merge
    post-receive post-rewrite post-update pre-applypatch pre-auto-gc pre-commit pre-merge-commit pre-push pre-rebase
    pre-receive prepare-commit-msg proc-receive push-to-checkout reference-transaction sendemail-validate update
""".split()  # noqa: SIM905  # one name after another is easier to read

SCOPES = ("local", "worktree", "include", "includeIf")


class Tripwire:
    """Programs that leave a mark when they are started, one for each place that names one."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.marks = folder, folder / "marks"
        self.marks.mkdir(parents=True)

    def program(self, place: str) -> Path:
        path = self.folder / place
        path.write_text(f'#!/bin/sh\necho "$0 $*" >> "{self.marks}/{place}"\n')
        path.chmod(0o755)
        return path

    def started(self) -> dict[str, str]:
        return {path.name: path.read_text() for path in sorted(self.marks.iterdir())}

    def forget(self) -> None:
        for path in self.marks.iterdir():
            path.unlink()


def made(root: Path) -> Repository:
    """Make a repository with two actions, a tag, and a branch that cannot be merged by lines."""
    repository = made_honest(root)
    repository.write({"actions/1.2.toml": ACTION})
    repository.commit("2024-06-04")
    repository.git("tag", "minutes")
    repository.git("branch", "theirs")
    repository.update("2024-06-05", "progress = 55")
    repository.git("checkout", "--quiet", "theirs")
    repository.update("2024-06-06", "progress = 70")
    repository.git("checkout", "--quiet", "main")
    return repository


def signed(repository: Repository) -> None:
    """Replace the last commit by one with a signature by its form."""
    head, _, message = repository.git("cat-file", "commit", "HEAD").partition("\n\n")
    signature = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n AAAA\n -----END PGP SIGNATURE-----"
    (repository.root / ".git/commit").write_text(f"{head}\n{signature}\n\n{message}\n")
    name = repository.git("hash-object", "-t", "commit", "-w", str(repository.root / ".git/commit"))
    repository.git("reset", "--quiet", "--soft", name)


def settings() -> list[str]:
    """Return every setting that git knows, with names in place of what is left open."""
    said = subprocess.run(["git", "help", "--config"], capture_output=True, text=True, check=True).stdout
    keys = [
        line for line in said.splitlines() if re.fullmatch(r"[A-Za-z0-9]+\.(\S+\.)?[A-Za-z0-9-]+|\S+\.[<*]\S*", line)
    ]
    assert len(keys) > 500
    named = {re.sub(r"<[^>]*>|\*", name, key) for key in keys for name in ("trip", "origin", "main")}
    return sorted(key for key in {*named, *MORE} if not PLACES.fullmatch(key))


def text_of(keys: Iterable[str], value: str) -> str:
    """Return a file of settings that all have one value."""
    text = ""
    for key in keys:
        section, *middle, name = key.split(".")
        text += f'[{section} "{".".join(middle)}"]' if middle else f"[{section}]"
        text += f"\n\t{name} = {value}\n"
    return text


def that_take_a_program(repository: Repository, trip: Tripwire) -> list[str]:
    """Return the settings that can have a program as their value, as far as git does not refuse to work with it."""
    left = {key.lower(): key for key in settings()}
    scratch = repository_at(trip.folder / "scratch")
    shutil.copytree(repository.root, scratch.root)
    was, program = (scratch.root / ".git/config").read_text(), str(trip.program("probe"))

    def complaint(command: list[str], keys: Iterable[str]) -> str:
        (scratch.root / ".git/config").write_text(was + text_of(keys, program))
        environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull}
        ran = subprocess.run(
            ["git", *command], cwd=scratch.root, capture_output=True, text=True, check=False, env=environment
        )
        return f"{ran.stderr.lower()} " if ran.returncode > 1 else ""

    for command in (["log", "-1"], ["status"], ["commit", "--allow-empty", "--message", "x"], ["diff"], ["grep", "x"]):
        while said := complaint(command, left.values()):
            wrong = [key for key in re.findall(r"[\w-]+\.(?:[\w/.-]+\.)?[\w-]+", said) if key in left]
            if not wrong:
                keys = list(left)
                first = bisect_left(range(len(keys)), True, key=lambda n: bool(complaint(command, keys[: n + 1])))
                wrong = [keys[first]]
            left = {key: setting for key, setting in left.items() if key not in wrong}
    trip.forget()
    return list(left.values())


def poison(repository: Repository, trip: Tripwire, keys: Iterable[str], scopes: Iterable[str] = SCOPES) -> None:
    """Have a repository name programs: in settings, in the scopes given, and as hooks, for every file."""
    store = repository.root / ".git"
    files = {scope: store / {"local": "config", "worktree": "config.worktree"}.get(scope, scope) for scope in scopes}
    for scope, path in files.items():
        before = path.read_text() if path.exists() else ""
        program = trip.program(scope)
        hooks = text_of(["core.hooksPath"], str(all_hooks(trip.folder / f"hooks-{scope}", program)))
        path.write_text(f"{before}{text_of(keys, str(program))}{hooks}{text_of(SWITCHES, 'true')}")
    with (store / "config").open("a") as file:
        file.write("[extensions]\n\tworktreeConfig = true\n")
        if "include" in files:
            file.write(f"[include]\n\tpath = {files['include'].name}\n")
        if "includeIf" in files:
            file.write(f'[includeIf "gitdir:**"]\n\tpath = {files["includeIf"].name}\n')
    all_hooks(store / "hooks", trip.program("hook"))
    for path in (repository.root / ".gitattributes", repository.plan / ".gitattributes", store / "info/attributes"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"* filter=trip diff=trip{' merge=trip' if path.parent == repository.root else ''}\n")


def all_hooks(folder: Path, program: Path) -> Path:
    folder.mkdir(exist_ok=True)
    for name in HOOKS:
        shutil.copy(program, folder / name)
    return folder
