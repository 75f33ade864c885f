"""Running git safely; naming a revision; reading the last commit, and making one."""

import os
import subprocess
from collections.abc import Mapping, Sequence

SAFE = (
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.quotePath=false",
    "--no-optional-locks",
    "-c",
    "advice.graftFileDeprecated=false",
)
"""A plan folder may come from anywhere, so nothing that its configuration names is run just to read it."""


class GitError(Exception):
    """Git could not do what was asked; ``args[0]`` says why, in git's words where it has any."""


def committed_bytes(path: str) -> bytes | None:
    """Give a file's bytes as the last commit has them.

    Returns:
        The bytes; None where there is no repository, no commit yet, or no such file in the last one.

    Raises:
        GitError: there is a repository, but git cannot tell: it is missing, refuses, or the repository is damaged.
    """
    folder, name = _split(path)
    if not _has_repository(folder):
        return None
    run_git(folder, "rev-parse", "--is-inside-work-tree")
    try:
        run_git(folder, "rev-parse", "--verify", "--quiet", "HEAD")
    except GitError:
        return None
    if not run_git(folder, "ls-tree", "-z", "HEAD", "--", f"./{name}"):
        return None
    return run_git(folder, "cat-file", "blob", f"HEAD:./{name}")


def under_way(folder: str) -> str | None:
    """Say what is under way in a repository, such as a merge; None where nothing is.

    Raises:
        GitError: the folder is in a repository, but git cannot tell.
    """
    if not _has_repository(os.path.realpath(folder)):
        return None
    for mark, what in _UNDER_WAY.items():
        path = os.fsdecode(run_git(folder, "rev-parse", "--git-path", mark).rstrip(b"\r\n"))
        if os.path.exists(os.path.join(folder, path)):
            return what
    return None


def _has_repository(folder: str) -> bool:
    """Say whether a repository is to be expected, without asking git: it may be what git refuses to look into."""
    return repository_of(folder) is not None


def repository_of(folder: str) -> str | None:
    """Give the folder at whose repository git would look, without asking git; None where there is none.

    Where the environment names a repository, that is it for every folder, and an empty text is given.
    """
    if os.environ.get("GIT_DIR"):
        return ""
    folder = os.path.realpath(folder)
    while not os.path.lexists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above
    return folder


_UNDER_WAY = {
    "MERGE_HEAD": "a merge",
    "CHERRY_PICK_HEAD": "a cherry-pick",
    "REVERT_HEAD": "a revert",
    "rebase-merge": "a rebase",
    "rebase-apply": "a rebase",
}
"""What git leaves in its folder while something is under way."""


def changed_paths(folder: str) -> list[str]:
    """Give the files below a folder that differ from the last commit, or that it does not have.

    Raises:
        GitError: the folder is not in a repository, or git is missing.
    """
    options = ("--porcelain", "-z", "--untracked-files=all", "--no-renames", "--ignore-submodules=dirty")
    listing = run_git(folder, "status", *options, "--", ".", settings=_no_filters(folder))
    top = os.fsdecode(run_git(folder, "rev-parse", "--show-toplevel").rstrip(b"\r\n"))
    return [os.path.join(top, os.fsdecode(entry[3:])) for entry in listing.split(b"\0") if entry]


def resolve_revision(folder: str, revision: str) -> str:
    """Give the full name of the commit that a revision means.

    Args:
        folder: a folder in the repository.
        revision: a commit, tag or branch, in any of git's forms but one: ``@{...}`` reads a log that each clone keeps
            of its own movements, so that the same words mean something else, or nothing, to the next reader.

    Raises:
        GitError: there is no such commit, the form is refused, or there is no repository.
    """
    if "@{" in revision:
        raise GitError(
            f'"{revision}" asks for what this one clone remembers of its own movements, and other clones remember '
            "something else: name a commit, a tag or a branch"
        )
    run_git(folder, "rev-parse", "--git-dir")
    try:
        name = run_git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except (GitError, ValueError) as error:
        unknown = f'git knows no commit "{revision}" here'
        if run_git(folder, "rev-parse", "--is-shallow-repository").strip() == b"true":
            unknown += (
                ", and this clone has only the last part of the history (it is shallow): fetch the rest with: "
                "git fetch --unshallow --tags"
            )
        raise GitError(unknown) from error
    return name.decode().strip()


def commit(paths: Sequence[str], message: str) -> str:
    """Commit files as they are now, and nothing else that may be staged.

    Args:
        paths: the files, all in one repository.
        message: the commit's message.

    Returns:
        The short name of the commit.

    Raises:
        GitError: git refused; the files are saved all the same.
    """
    absolute = [os.path.realpath(path) for path in paths]
    folder = os.path.dirname(absolute[0])
    run_git(folder, "add", "--intent-to-add", "--", *absolute)
    run_git(folder, "commit", "--quiet", "--only", "--message", message, "--", *absolute)
    return os.fsdecode(run_git(folder, "rev-parse", "--short", "HEAD").strip())


def _split(path: str) -> tuple[str, str]:
    real = os.path.realpath(path)
    return os.path.dirname(real), os.path.basename(real)


def _no_filters(folder: str) -> dict[str, str]:
    """Give settings that switch off the programs by which this repository's own configuration would filter files.

    Git runs them on files that may have changed. Those of the user's own configuration, such as git-lfs, are left on.
    """
    try:
        names = run_git(folder, "config", "--local", "--includes", "--name-only", "-z", "--get-regexp", r"^filter\.")
    except GitError:  # there are none
        return {}
    keys = [os.fsdecode(key) for key in names.split(b"\0") if key]
    return {key: "false" if key.endswith(".required") else "" for key in keys}


def run_git(
    folder: str, *arguments: str, given: bytes | None = None, settings: Mapping[str, str] | None = None
) -> bytes:
    """Run git so that nothing which a repository's configuration names is run, and give what it prints.

    Args:
        folder: where to run it.
        arguments: the git command and its arguments.
        given: what it reads; None for nothing.
        settings: configuration that holds for this run alone.

    Raises:
        GitError: git is missing, or ended with a fault.
    """
    try:
        done = subprocess.run(
            ["git", *SAFE, *arguments],
            cwd=folder,
            capture_output=True,
            check=False,
            input=given or b"",
            env={**git_environment(), **_as_environment(settings or {})},
        )
    except FileNotFoundError as error:
        raise GitError("git is not installed, or not on the PATH") from error
    except OSError as error:
        raise GitError(f"git could not be run: {error.strerror or error}") from error
    if done.returncode != 0:
        said = done.stderr.decode(errors="replace").strip() or done.stdout.decode(errors="replace").strip()
        raise GitError(said or f"git {arguments[0]} ended with {done.returncode}")
    return done.stdout


def git_environment() -> dict[str, str]:
    """Give the environment in which git asks nobody for a password, fetches nothing and believes no false parents."""
    return {**os.environ, "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_GRAFT_FILE": "/dev/null"}


def _as_environment(settings: Mapping[str, str]) -> dict[str, str]:
    pairs = list(enumerate(settings.items()))
    keys = {f"GIT_CONFIG_KEY_{number}": key for number, (key, _) in pairs}
    values = {f"GIT_CONFIG_VALUE_{number}": value for number, (_, value) in pairs}
    return {"GIT_CONFIG_COUNT": str(len(pairs)), **keys, **values} if pairs else {}
