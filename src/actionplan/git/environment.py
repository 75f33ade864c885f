"""The environment in which git runs: its variables, and the repository that they may lead to."""

import os
import re
from collections.abc import Sequence

_OURS = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}
"""Git fetches nothing, asks for no password, takes no locks to read, and uses no grafts or replaced commits."""

_PASSED_ON = re.compile(
    r"GIT_((AUTHOR|COMMITTER)_(NAME|EMAIL|DATE)|CONFIG_(GLOBAL|SYSTEM|NOSYSTEM)|CEILING_DIRECTORIES"
    r"|DISCOVERY_ACROSS_FILESYSTEM|EXEC_PATH)"
)
"""The variables that are passed on to git. Others lead to another repository, as in a hook, or change its output."""

_COMMAND_LINE = re.compile(r"GIT_CONFIG_(COUNT|KEY_\d+|VALUE_\d+|PARAMETERS)")


def environment_for(folder: str, *, is_asked: bool) -> dict[str, str]:
    """Return the environment in which git runs, without its settings.

    Args:
        folder: the folder in which it runs.
        is_asked: whether the user requested the operation. Otherwise git's messages are in English, as we expect.
    """
    passed_on = {
        name: value for name, value in os.environ.items() if not name.startswith("GIT_") or _PASSED_ON.fullmatch(name)
    }
    language = {} if is_asked else {"LC_ALL": "C.UTF-8", "LANGUAGE": ""}
    path = {"PATH": whole_path(os.environ.get("PATH", os.defpath))}
    return {**passed_on, **language, **path, **_OURS, **_named_in_environment(folder)}


def settings_of_the_command_line() -> dict[str, str]:
    """Return the variables with the settings that the user gave git on a command line, also in its hooks."""
    return {name: value for name, value in os.environ.items() if _COMMAND_LINE.fullmatch(name)}


def as_variables(settings: Sequence[tuple[str, str]], first: int = 0) -> dict[str, str]:
    """Return the variables that pass settings to git.

    Args:
        settings: the settings.
        first: how many others come before them.
    """
    given = {"GIT_CONFIG_COUNT": str(first + len(settings))}
    for number, (key, value) in enumerate(settings, first):
        given |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    return given


def whole_path(path: str) -> str:
    """Return a search path without relative folders, because the current folder may be a plan's."""
    return os.pathsep.join(folder for folder in path.split(os.pathsep) if os.path.isabs(folder))


def repository_of(folder: str) -> str | None:
    """Return the top of the repository that git would find for a folder, without running git; None for none."""
    return _nearest(folder) or _named_in_environment(folder).get("GIT_WORK_TREE")


def _nearest(folder: str) -> str | None:
    above = os.path.realpath(folder)
    while not os.path.lexists(os.path.join(above, ".git")):
        if above == os.path.dirname(above):
            return None
        above = os.path.dirname(above)
    return above


def _named_in_environment(folder: str) -> dict[str, str]:
    """Return the variables that name the repository, if the folder is in that repository and in no other.

    Git sets them for its hooks, and a hook may start a command for a plan in another place.
    """
    if not os.environ.get("GIT_DIR") or _nearest(folder):
        return {}
    top = os.path.realpath(os.environ.get("GIT_WORK_TREE") or ".")
    is_inside = os.path.join(os.path.realpath(folder), "").startswith(os.path.join(top, ""))
    return {"GIT_DIR": os.path.abspath(os.environ["GIT_DIR"]), "GIT_WORK_TREE": top} if is_inside else {}
