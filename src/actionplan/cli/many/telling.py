"""What is told of many plans: a report, a roll-up as JSON, or all of them as JSON, written as they are read."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

from actionplan.cli import common, console
from actionplan.cli.looking import Reach
from actionplan.cli.many.engine import Gathered, Seen, gathered
from actionplan.model.frozen import frozen

if TYPE_CHECKING:
    from actionplan.model.problem import Problem
    from actionplan.model.records import Unread


@frozen(kw_only=True)
class Pieces:
    """What is made of a plan where a JSON document is written plan after plan.

    Attributes:
        members: members of the document's long list, as texts.
        kept: what must be told at the end; None for nothing.
    """

    members: Sequence[str]
    kept: Any = None


def counts_words(left: Gathered) -> str:
    """Give how many errors and warnings there are, in words; empty where there are none."""
    from actionplan.report.words import count

    if not (left.errors or left.warnings):
        return ""
    return f"{count(left.errors, 'error')}, {count(left.warnings, 'warning')}"


def when_words(meant: Reach) -> str:
    """Give the day of a report in words; see `looking.when_words`."""
    from actionplan.report.provenance import as_at_words

    commit = meant.committed.anchor if meant.committed is not None else None
    return as_at_words(meant.as_at, meant.known_at, commit)


def say_report(text: str, left: Gathered, meant: Reach) -> None:
    """Print a report, above it which files it misses, and under it the commit that it was made from."""
    from actionplan.model.records import Portfolio

    common.say_partial(Portfolio(unread=left.unread), left.problems)
    if left.same:
        from actionplan.report.problems import twice_text

        console.say(twice_text(left.same))
    common.say_report(text, left.roots, meant.committed.anchor if meant.committed is not None else None)


def rev_json(meant: Reach) -> dict[str, Any] | None:
    """Give the commit that was asked for as JSON; None where none was."""
    from actionplan.report.provenance import anchor_json

    return anchor_json(meant.committed.anchor) if meant.committed is not None else None


def name_unread(problems: "Sequence[Problem]", unread: "Sequence[Unread]") -> None:
    """Name files that could not be read on stderr."""
    from actionplan.model.records import Portfolio

    common.name_unread(Portfolio(unread=tuple(unread)), tuple(problems), "json")


def head_json(kind: str, meant: Reach, selection: dict[str, Any]) -> dict[str, Any]:
    """Give the keys with which JSON begins that is written plan after plan."""
    from actionplan.report.status_json import SCHEMA_VERSION

    return {
        "schema_version": SCHEMA_VERSION,
        "kind": kind,
        "as_at": meant.as_at.isoformat(),
        **asked_json(meant, selection),
    }


def asked_json(meant: Reach, selection: dict[str, Any]) -> dict[str, Any]:
    """Give by the record of which day plans were looked at, and what was selected."""
    known_at = meant.known_at.isoformat() if meant.known_at is not None else None
    return {"known_at": known_at, "selection": selection}


def unread_json(unread: "Iterable[Unread]") -> list[dict[str, str]]:
    """Give files that could not be read."""
    from actionplan.report.status_json import unread_json as one

    return [one(each) for each in unread]


def say_roll_up(kind: str, meant: Reach, selection: dict[str, Any], left: Gathered, by: str | None) -> None:
    """Print many plans as one as JSON."""
    from actionplan.report.portfolio import roll_up_json
    from actionplan.report.rollup.rollup import rolled_up

    name_unread(left.problems, left.unread)
    answer = roll_up_json(
        rolled_up(left.made, by), kind, meant.as_at, asked_json(meant, selection), partial=bool(left.unread)
    )
    more = {"errors": left.errors, "warnings": left.warnings, "unread": unread_json(left.unread)}
    common.say_json({**answer, **more, "rev": rev_json(meant)})


def stream_json(
    meant: Reach,
    seen: Iterable[Seen],
    head: dict[str, Any],
    array: str,
    tail: Callable[[Gathered], dict[str, Any]],
    *,
    late: Callable[[Gathered], Iterable[str]] | None = None,
    rev: bool = True,
) -> Gathered:
    """Print one JSON document as plans are read: of each, only what must be told at the end is kept.

    Args:
        meant: the plans.
        seen: each plan; what was made of it is `Pieces`.
        head: what stands before the array.
        array: its name.
        tail: gives what stands after it: what is known only when all have been read.
        late: gives members of the array that are known only then; None for none.
        rev: whether the commit that was asked for stands at the end.
    """
    from attrs import evolve

    from actionplan.report.writers.json_stream import closing, member, opening

    click.echo(opening(head, array), nl=False)
    kept: list[Seen] = []
    written = 0
    for each in seen:
        for text in each.made.members if each.made is not None else ():
            click.echo(member(text, is_first=not written), nl=False)
            written += 1
        kept.append(evolve(each, made=each.made.kept if each.made is not None else None))
    left = gathered(kept, meant)
    for text in late(left) if late is not None else ():
        click.echo(member(text, is_first=not written), nl=False)
        written += 1
    name_unread(left.problems, left.unread)
    after = {**tail(left), "partial": bool(left.unread), **({"rev": rev_json(meant)} if rev else {})}
    click.echo(closing(after, is_empty=not written))
    return left
