"""Share a plan: record what was chosen, put it together with what others have shared, and send it.

Whatever fails is a sentence with the next step. Files are recorded before anything else, so nothing that was saved is
lost.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Final, Literal

from actionplan.git import network
from actionplan.git.home import git_to_write
from actionplan.git.put_together import LIMIT, SomethingElse, Taken, finish, leave, take_in
from actionplan.git.repository import commit, last_commit
from actionplan.git.run_git import GitError, TooLate, git_in
from actionplan.git.unshared import upstream_of
from actionplan.model.errors import ActionPlanError

Result = Literal["shared", "exchanged", "recorded", "undecided"]
"""What became of sharing: it is shared; it is shared, and what others have shared was taken in; it is recorded here,
since it is shared nowhere; conflicts wait.
"""

_TRIES: Final = 3
"""How often it is tried to send, when others share at the same moment."""

_AUTHOR: Final = re.compile(rb"([^\n]*<[^\n>]*>)[^\n]*\n")


class NotShared(ActionPlanError):
    """Sharing was not completed; ``args[0]`` says why and what to do, and ``said`` has git's own words."""

    def __init__(self, message: str, said: str = "") -> None:
        """Keep the message, and what git said."""
        super().__init__(message)
        self.said = said


def author(top: str) -> str | None:
    """Return the author that git would name, with the address; None where it does not know.

    Args:
        top: the repository's folder.

    Raises:
        TooLate: git does not answer.
    """
    try:
        return git_in(top).row(_AUTHOR, "var", "GIT_AUTHOR_IDENT")[1].decode(errors="replace")
    except TooLate:
        raise
    except GitError:
        return None


def set_author(top: str, name: str, email: str) -> None:
    """Have git name somebody as the author of what is recorded in this clone from now on.

    Args:
        top: the repository's folder.
        name: the name.
        email: the address.

    Raises:
        NotShared: git refused.
    """
    with _in_words():
        git = git_to_write(top)
        git.run("config", "--local", "user.name", name)
        git.run("config", "--local", "user.email", email)


def share(top: str, root: str, paths: Sequence[str], message: str, today: date) -> Result:
    """Record files, take in what others have shared, and send the result.

    Args:
        top: the repository's folder.
        root: the plan's folder.
        paths: the files to record; none to send only what is recorded already.
        message: a sentence about them.
        today: today, for the rules.

    Raises:
        NotShared: it failed. What is recorded stays so.
    """
    with _in_words():
        if paths:
            commit(paths, message, is_asked=True, limit=LIMIT)
        if upstream_of(git_in(top)) is None:
            return "recorded"
    has_taken = False
    for attempt in range(_TRIES):
        taken = update(top, root, today)
        if taken == "undecided":
            return "undecided"
        has_taken |= taken == "all"
        try:
            _send(top)
        except GitError as error:
            if not _OVERTAKEN.search(str(error)) or attempt == _TRIES - 1:
                raise _failed(error) from error
        else:
            break
    return "exchanged" if has_taken else "shared"


def _send(top: str) -> None:
    head = last_commit(git_in(top))
    assert head is not None
    network.send(top, head)


def look(top: str) -> None:
    """Fetch what others have shared; the plan's files stay as they are.

    Args:
        top: the repository's folder.

    Raises:
        NotShared: it failed.
    """
    with _in_words():
        network.fetch(top)


def update(top: str, root: str, today: date) -> Taken:
    """Fetch what others have shared, and take it in.

    Args:
        top: the repository's folder.
        root: the plan's folder.
        today: today, for the rules.

    Raises:
        NotShared: it failed, and the plan's files are as before.
    """
    with _in_words():
        network.fetch(top)
        return take_in(top, root, today)


def end(top: str, root: str, today: date) -> bool:
    """Record what was put together if no conflict is left, and return whether that is so.

    Args:
        top: the repository's folder.
        root: the plan's folder.
        today: today, for the rules.

    Raises:
        NotShared: git refused.
    """
    with _in_words():
        return finish(top, root, today)


def go_back(top: str) -> None:
    """Go back to what was recorded here before others' changes were taken in.

    Raises:
        NotShared: git refused.
    """
    with _in_words():
        leave(top)


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except (ActionPlanError, OSError) as error:
        raise _failed(error) from error


_OVERTAKEN: Final = re.compile(r"fetch first|non-fast-forward|stale info|cannot lock ref|failed to update ref")

_KEEPER: Final = "ask whoever looks after git for you"
_REASONS: Final = (
    (
        r"(?:index|HEAD|config|packed-refs|refs/\S+)\.lock",
        "Another program is using git for this folder. Wait a moment, and try again. If it goes on, restart the "
        "computer.",
    ),
    (
        r"[Aa]uthentication failed|could not read (?:Username|Password)|terminal prompts disabled|Permission denied "
        r"\(|error: 40[13]|Host key verification|Invalid username",
        "The place where the plan is shared did not accept who you are. "
        "Show this page to whoever looks after git for you: this computer needs access to it.",
    ),
    (
        r"not found|does not appear to be a git repository|does not exist|couldn't find remote ref",
        "There is no plan any more at the place where it was shared, or you have no access to it. "
        "Show this page to whoever looks after git for you.",
    ),
    (
        r"resolve host|unreachable|timed out|refused|unable to access|[Cc]onnection|hung up|remote end|early EOF",
        "The place where the plan is shared cannot be reached. Check that this computer is connected, and try again.",
    ),
    (
        r"remote rejected|declined|protected branch|denied to",
        "The place where the plan is shared did not take it, by a rule of its own. "
        "Show this page to whoever looks after git for you.",
    ),
    (_OVERTAKEN.pattern, "Others are sharing at the same moment. Try again."),
    (
        r"would be overwritten|not uptodate|local changes",
        "Others have changed something that is also changed here and not recorded yet. Share that too: tick all of it, "
        "and try again.",
    ),
    (r"[Nn]o space left|Disk quota", "The disk is full. Remove something from it, and try again."),
    (
        r"identity unknown|empty ident|auto-detect email",
        "Git does not know who you are. Enter your name and address, and try again.",
    ),
    (
        r"transport .* not allowed",
        f"The address of the place where it is shared is of a kind that is not used: {_KEEPER}.",
    ),
)


def _failed(error: Exception) -> NotShared:
    """Return why sharing failed, with the next step."""
    said = str(error)
    match error:
        case network.NoPlace():
            return NotShared(f"There is nowhere to share it to: {_KEEPER} for a place.")
        case SomethingElse():
            return NotShared(
                f"Somebody has begun {said} with git in this folder and not ended it. It must be ended first, with git "
                f"itself: {_KEEPER}."
            )
        case TooLate():
            return NotShared("It took too long, and was stopped. Try again later.", said)
    for pattern, sentence in _REASONS:
        if re.search(pattern, said):
            return NotShared(sentence, said)
    return NotShared("Git refused. Show this page to whoever looks after git for you.", said)
