"""What of a plan is shared, as the grey line of every page says it."""

from typing import Final

from attrs import frozen

from actionplan.git.run_git import GitError, answers_within
from actionplan.git.unshared import Sharing, git_stamp, has_new_entry, sharing_of
from actionplan.model.text import count
from actionplan.web.asked import Asked
from actionplan.web.patience import Late
from actionplan.web.writing.writer import Writer

_LIMIT: Final = 10.0
"""The seconds after which a git that nobody waits for any more is ended."""


def sharing_known(writer: Writer, asked: Asked) -> Sharing | None:
    """Return what of the plan of a page is shared; None outside git.

    Args:
        writer: what the view writes with.
        asked: the request.

    Raises:
        GitError: git failed.
        Late: git does not answer for now.
    """
    assert asked.kept is not None
    root = asked.root
    stamp = (tuple(asked.kept.seen.items()), git_stamp(root))

    def ask() -> Sharing | None:
        with answers_within(_LIMIT):
            return sharing_of(root)

    return writer.sharing.get(root, stamp, ask)


def is_undone_here(writer: Writer, asked: Asked, path: str) -> bool:
    """Return whether the last entry of a record can be taken back: it is new, and git has not recorded it.

    Args:
        writer: what the view writes with.
        asked: the request.
        path: the record's file.
    """
    try:
        sharing = sharing_known(writer, asked)
    except (GitError, Late):
        return False
    return sharing is not None and any(each.path == path and has_new_entry(each) for each in sharing.files)


@frozen
class StateLine:
    """What the grey line says about sharing.

    Attributes:
        words: what is saved on this computer only.
        link: the words of the link to what can be done.
        address: where it leads.
    """

    words: str
    link: str
    address: str


def state_line(writer: Writer, asked: Asked) -> StateLine:
    """Return what the grey line of a page says about sharing.

    Args:
        writer: what the view writes with.
        asked: the request.
    """
    try:
        words, link, page = _words(sharing_known(writer, asked))
    except (GitError, Late):
        words, link, page = "It is not known what is shared, because git does not answer.", "See what to do", "share"
    return StateLine(words, link, f"/{asked.plan.id}/{page}")


_ONLY_HERE: Final = ("What you save is on this computer only.", "How to share it", "share")


def _words(sharing: Sharing | None) -> tuple[str, str, str]:
    """Return the words, those of the link, and the page that it leads to."""
    if sharing is None:
        return _ONLY_HERE
    if sharing.under_way == "a merge":
        return "What others have shared and what is saved here must be put together.", "Decide now", "conflicts"
    saved = f"{count(sharing.entries, 'update')} saved on this computer, not yet"
    if sharing.upstream is None:
        return (f"{saved} recorded in git.", "See and record them", "share") if sharing.entries else _ONLY_HERE
    if sharing.entries or sharing.ahead:
        what = f"{saved} shared." if sharing.entries else "What was put together here is not yet shared."
        return what, "See and share them" if sharing.entries else "Share it", "share"
    if sharing.behind:
        return "Others have shared updates that are not here yet.", "See them", "updates"
    return "All that is saved here is shared.", "See what others have shared", "updates"
