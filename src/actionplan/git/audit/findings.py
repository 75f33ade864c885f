"""What an audit found, as values and in plain sentences."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from attrs import field, frozen

from actionplan.git.audit.compare import Placed
from actionplan.git.log import Commit
from actionplan.git.provenance import Anchor
from actionplan.model.matching import Table

Kind = Literal[
    "entry-altered",
    "entry-removed",
    "entries-reordered",
    "entry-redacted",
    "head-changed",
    "agreement-moved",
    "recorded-otherwise",
    "id-used-again",
    "file-removed",
    "history-rewritten",
]


@frozen(kw_only=True)
class AuditFinding:
    """One thing in the history that is not as it should be, or that was redacted.

    Attributes:
        kind: what sort of thing.
        commit: the full name of the commit that did it.
        short: its short name.
        author: who made the commit.
        day: when, by the author's calendar; None where the commit does not say.
        path: the file, from the plan's folder; empty where the whole history is meant.
        entry: which entry: its id, or its day and number; None where no single entry is meant.
        sentence: what happened.
        was: what stood there before; None where nothing did.
        became: what stands there since; None where nothing does.
        lost: what is missing since history was rewritten.
        changed: what is different since then, in heads that were agreed, in the order of entries and in ``plan.toml``.
    """

    kind: Kind
    commit: str
    short: str
    author: str
    day: date | None
    path: str
    entry: str | None = None
    sentence: str
    was: str | None = None
    became: str | None = None
    lost: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


@frozen(kw_only=True)
class UnreadableVersion:
    """A file that could not be read in some commit.

    Attributes:
        commit: the commit's full name.
        short: its short name.
        path: the file, from the plan's folder.
        why: what was wrong with it.
    """

    commit: str
    short: str
    path: str
    why: str


@frozen(kw_only=True)
class Audit:
    """What the history of one plan shows.

    Attributes:
        root: the plan's folder, as the reader typed it.
        commits: how many commits changed the plan, and were looked at.
        anchor: the commit up to which history was looked at.
        findings: what is not as it should be, oldest first; a rewritten history comes before all.
        redacted: entries in whose place a stub with a reason and an authority was put. They are no fault.
        unreadable: versions of files that could not be read; what came next was compared with the last readable one.
    """

    root: str
    commits: int
    anchor: Anchor | None
    findings: tuple[AuditFinding, ...]
    redacted: tuple[AuditFinding, ...] = ()
    unreadable: tuple[UnreadableVersion, ...] = ()


@frozen
class Findings:
    """Findings as they are met. Of those that are the same, such as one seen from two parents, one is kept."""

    kept: dict[tuple[str, ...], AuditFinding] = field(factory=dict)

    def add(self, commit: Commit, kind: Kind, path: str, sentence: str, *key: str, **told: Any) -> None:
        """Keep a finding.

        Args:
            commit: the commit that did it.
            kind: what sort of thing.
            path: the file, from the plan's folder.
            sentence: what happened.
            key: what tells it from others of its kind in the same file and commit.
            told: more of its attributes.
        """
        finding = AuditFinding(kind=kind, path=path, sentence=sentence, **who(commit), **told)
        self.kept.setdefault((commit.name, kind, path, *key), finding)


def who(commit: Commit) -> dict[str, Any]:
    """Return the attributes of a finding that tell whose commit it was, and when."""
    return {"commit": commit.name, "short": commit.short, "author": commit.author, "day": commit.day}


_CALLED = {
    "status": ("Entry", "Entries"),
    "readings": ("Reading", "Readings"),
    "targets": ("Target", "Targets"),
}
"""What one entry of a tail is called, and what several are."""


def called(placed: Placed) -> str:
    """Return an entry's kind and name, to begin a sentence: ``Reading number 2 of 2024-Q3``."""
    return f"{_CALLED[placed.tail][0]} {label(placed)}"


def called_all(tail: str) -> str:
    """Return what the entries of a tail are called, to begin a sentence."""
    return _CALLED[tail][1]


def label(placed: Placed) -> str:
    """Return what an entry is called: its id, or its number in its tail; and its day, or what it has in place of
    one.
    """
    identifier = placed.entry.get("id")
    name = identifier if isinstance(identifier, str) else f"number {placed.index + 1}"
    return name if placed.when is None else f"{name} of {shown(placed.when, quoted=False)}"


def pairs_text(table: Table, keys: Any = None) -> str:
    """Return keys and values as a file has them, one a line.

    Args:
        table: the table.
        keys: the keys that are meant, in this order; None for all.
    """
    return "\n".join(f"{key} = {shown(table[key])}" for key in (table if keys is None else keys) if key in table)


def differing(was: Table, became: Table) -> list[str]:
    """Return the keys at which two tables differ."""
    return [key for key in dict.fromkeys((*was, *became)) if repr(was.get(key)) != repr(became.get(key))]


def shown(value: Any, *, quoted: bool = True) -> str:
    """Return a value as a file has it, on one line.

    Args:
        value: the value.
        quoted: whether a text that stands alone has quotes.
    """
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f'"{value}"' if quoted else value
        case list():
            return "[" + ", ".join(shown(element) for element in value) + "]"
        case Mapping():
            return "{ " + ", ".join(f"{key} = {shown(element)}" for key, element in value.items()) + " }"
        case _:
            return str(value)
