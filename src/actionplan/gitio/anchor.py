"""The commit that a report is made from, so that a report in the minutes says which files it was made of."""

from datetime import date

from attrs import frozen

from actionplan.gitio.repository import GitError, changed_paths, run_git


@frozen(kw_only=True)
class Tag:
    """A tag that points at a commit.

    Attributes:
        name: what it is called.
        is_signed: whether it carries a signature. Whether that holds, and whose it is, ``git tag --verify`` says.
    """

    name: str
    is_signed: bool


@frozen(kw_only=True)
class Anchor:
    """The commit at which a folder stands.

    Attributes:
        commit: its full name.
        short: its short name.
        day: the day that its author's calendar showed; None where the commit gives none.
        tags: the tags that point at it.
        is_changed: whether files of the folder differ from it, or are not in it.
    """

    commit: str
    short: str
    day: date | None
    tags: tuple[Tag, ...]
    is_changed: bool


def anchor(folder: str) -> Anchor | None:
    """Give the commit at which a folder stands; None outside git, and before the first commit.

    Args:
        folder: a plan's folder.
    """
    try:
        said = run_git(folder, "log", "-1", "--no-show-signature", "--format=%H%x00%h%x00%as", "HEAD", "--")
        commit, short, day = said.decode().rstrip("\n").split("\0")
        return Anchor(
            commit=commit, short=short, day=_day(day), tags=_tags(folder), is_changed=bool(changed_paths(folder))
        )
    except GitError:
        return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _tags(folder: str) -> tuple[Tag, ...]:
    shown = "%(if)%(contents:signature)%(then)signed%(end)%00%(refname:strip=2)"
    listing = run_git(folder, "for-each-ref", "--points-at=HEAD", f"--format={shown}", "refs/tags")
    lines = [line.partition("\0") for line in listing.decode(errors="replace").splitlines()]
    return tuple(Tag(name=name, is_signed=signed == "signed") for signed, _, name in lines)
