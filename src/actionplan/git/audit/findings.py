"""The results of an audit: findings with their sentences, redactions and unreadable versions."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import PurePosixPath
from typing import Any, Literal

from attrs import field, frozen

from actionplan.git.audit.compare import PlacedTable
from actionplan.git.log import Commit
from actionplan.git.provenance import Anchor
from actionplan.model.matching import Table, content

Kind = Literal[
    "entry-altered",
    "entry-removed",
    "entries-reordered",
    "entry-redacted",
    "error-fixed",
    "head-changed",
    "agreement-moved",
    "dates-moved",
    "recorded-otherwise",
    "id-used-again",
    "file-removed",
    "history-rewritten",
]


ADVICE: Mapping[Kind, str] = {
    "entry-altered": "Put the old text of the entry back. To say what it should have stated: actionplan correct. Its "
    "day cannot be corrected: add an entry with the right day.",
    "entry-removed": "Put the entry back in its place: it cannot be withdrawn. If it is wrong, say what was true on "
    "its day: actionplan correct. If its day or its record is wrong, add an entry where it belongs, too.",
    "entries-reordered": "Leave the new order of the entries: another change would be another finding.",
    "head-changed": "Put the old value back into the head. To change what was agreed, add an entry: actionplan redate "
    "or amend.",
    "agreement-moved": "Put the old day back into plan.toml.",
    "dates-moved": "Put the old days back into plan.toml. Give the new days to another term, and name that in: "
    "actionplan redate.",
    "recorded-otherwise": "Leave the entry as it is, and say in another one when it was written down: {update}",
    "id-used-again": "Take the id out of formerly in the record that had it before: actionplan resolve.",
    "file-removed": "Put the file back as it was, and take its id out of formerly elsewhere. To end an action, add an "
    "entry: actionplan cancel.",
    "history-rewritten": "Ask for a clone that still has the commit, and go on from that.",
}
"""What to do about each kind of finding. The finding stays, but following its advice brings no other. ``{update}`` is a
command that adds an entry to the record of the finding."""


@frozen(kw_only=True)
class AuditFinding:
    """A change to history that should not have been made, or a redaction.

    Attributes:
        kind: the kind of change.
        commit: the full name of the commit that made it.
        short: its short name.
        author: the author of the commit.
        day: its day, by the author's calendar; None where the commit has none.
        path: the file, from the plan's folder; empty for the whole history.
        entry: the entry: its id, or its number and day; None where it is not about one entry.
        sentence: a description of the change.
        was: the text before the change; None where there was none.
        became: the text after the change; None where there is none.
        lost: entries and files that are missing since history was rewritten.
        changed: differences since then in agreed heads, in the order of entries and in ``plan.toml``.
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


def advice_on(kind: Kind, paths: Iterable[str]) -> str:
    """Return what to do about the findings of one kind.

    Args:
        kind: the kind.
        paths: their files, from the plan's folder. The advice has a command for the first, and names the other records.
    """
    first, *others = dict.fromkeys(PurePosixPath(path).stem for path in paths)
    update = f'actionplan update {first} --note "..." --by BODY'
    same = f" (the same for {', '.join(others)})" if others else ""
    return ADVICE[kind].format(update=f"{update}{same}")


@frozen(kw_only=True)
class UnreadableVersion:
    """A file that could not be read in some commit.

    Attributes:
        commit: the commit's full name.
        short: its short name.
        path: the file, from the plan's folder.
        why: the reason.
    """

    commit: str
    short: str
    path: str
    why: str


@frozen(kw_only=True)
class Audit:
    """The result of auditing one plan.

    Attributes:
        root: the plan's folder, as the user gave it.
        commits: the number of commits that changed the plan.
        anchor: the last commit of the history.
        base: the commit that had to be part of it; None where none was named.
        findings: changes that should not have been made, oldest first; a rewritten history comes first.
        redacted: entries that were replaced by a redaction marker with a reason and an authority; they are allowed.
        fixed: values without meaning that were fixed in their place, such as an unknown key; they are allowed.
        unreadable: versions of files that could not be read; the next was compared with the last readable one.
    """

    root: str
    commits: int
    anchor: Anchor | None
    findings: tuple[AuditFinding, ...]
    base: Anchor | None = None
    redacted: tuple[AuditFinding, ...] = ()
    fixed: tuple[AuditFinding, ...] = ()
    unreadable: tuple[UnreadableVersion, ...] = ()


@frozen
class Findings:
    """Collected findings. A finding against several parents of a merge is kept once.

    Attributes:
        kept: the findings.
        agreed: what was there before a change was found, by the place and the text that took its place.
    """

    kept: dict[tuple[str, ...], AuditFinding] = field(factory=dict)
    agreed: dict[tuple[str, ...], str] = field(factory=dict)

    def is_put_back(self, path: str, key: str, was: Any, became: Any) -> bool:
        """Return whether a change puts back what an earlier one took away, which is no finding; else remember it.

        Args:
            path: the file, from the plan's folder.
            key: the place in it.
            was: the value before the change.
            became: the value after it.
        """
        agreed = self.agreed.get((path, key, content(was)))
        if agreed == content(became):
            return True
        self.agreed[path, key, content(became)] = agreed or content(was)
        return False

    def add(
        self,
        commit: Commit,
        kind: Kind,
        path: str,
        sentence: str,
        *key: str,
        entry: PlacedTable | None = None,
        was: str = "",
        became: str = "",
    ) -> None:
        """Keep a finding.

        Args:
            commit: the commit that made the change.
            kind: the kind of change.
            path: the file, from the plan's folder.
            sentence: a description of the change.
            key: distinguishes it from others of its kind in the same file and commit; by default the entry does.
            entry: the entry; None where it is not about one entry.
            was: the text before the change; empty for none.
            became: the text after the change; empty for none.
        """
        if entry is not None and not key:
            key = (entry.part, content(entry.entry))
        finding = AuditFinding(
            kind=kind,
            path=path,
            entry=label(entry) if entry is not None else None,
            sentence=sentence,
            was=was or None,
            became=became or None,
            **commit_facts(commit),
        )
        self.kept.setdefault((commit.name, kind, path, *key), finding)


def commit_facts(commit: Commit) -> dict[str, Any]:
    """Return the attributes of a finding that describe its commit."""
    return {"commit": commit.name, "short": commit.short, "author": commit.author, "day": commit.day}


_NOUNS = {
    "status": ("Entry", "Entries"),
    "readings": ("Reading", "Readings"),
    "targets": ("Target", "Targets"),
    "benchmarks": ("Benchmark", "Benchmarks"),
}
"""The singular and the plural for the entries of each part of a history."""


def title(entry: PlacedTable) -> str:
    """Return an entry's noun and label, to begin a sentence: ``Reading number 2 of 2024-Q3``."""
    return f"{_NOUNS[entry.part][0]} {label(entry)}"


def plural(part: str) -> str:
    """Return the plural noun for the entries of a part of a history, to begin a sentence."""
    return _NOUNS[part][1]


def label(entry: PlacedTable) -> str:
    """Return an entry's id, or its number in its part of the history, with its time if it has one."""
    identifier = entry.entry.get("id")
    name = identifier if isinstance(identifier, str) else f"number {entry.index + 1}"
    return name if entry.when is None else f"{name} of {shown(entry.when, quoted=False)}"


def pairs_text(table: Table, keys: Any = None) -> str:
    """Return keys and values as a file has them, one a line.

    Args:
        table: the table.
        keys: the keys to include, in this order; None for all.
    """
    return "\n".join(f"{key} = {shown(table[key])}" for key in (table if keys is None else keys) if key in table)


def differing(was: Table, became: Table) -> list[str]:
    """Return the keys at which two tables differ."""
    return [key for key in dict.fromkeys((*was, *became)) if content(was.get(key)) != content(became.get(key))]


def shown(value: Any, *, quoted: bool = True) -> str:
    """Return a value as a file has it, on one line.

    Args:
        value: the value.
        quoted: whether a text has quotes, if it is the whole value.
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
