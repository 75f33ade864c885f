"""Who shared what is not here yet: the commits of others, with their authors and messages."""

import re
from datetime import date

from attrs import frozen

from actionplan.git.repository import day_of
from actionplan.git.run_git import NAME, Git

_ROW = re.compile(rf"commit {NAME}\n([^\0]*)\0([^\0]*)\0([^\0]*)\0\n".encode())


@frozen(kw_only=True)
class SharedBy:
    """A commit that somebody shared.

    Attributes:
        author: the author's name.
        day: its day; None where it has none that can be read.
        message: the first line of its message.
    """

    author: str
    day: date | None
    message: str


def shared_by(git: Git, known: str | None, commit: str) -> list[SharedBy]:
    """Return the commits that lead to one and that another does not know, without merges, the newest first.

    Args:
        git: git, in a folder of the repository.
        known: the commit that does not know them; None for none.
        commit: the commit to which they lead.

    Raises:
        GitError: git knows no such commits.
    """
    shown = ("--no-merges", "--encoding=UTF-8", "--format=%an%x00%as%x00%s%x00")
    rows = git.rows(_ROW, "rev-list", *shown, commit, *([f"^{known}"] if known else []), "--")
    texts = [[part.decode(errors="replace") for part in row.groups()] for row in rows]
    return [SharedBy(author=author, day=day_of(day), message=message) for author, day, message in texts]
