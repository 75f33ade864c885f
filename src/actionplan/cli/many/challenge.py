"""``actionplan challenge`` of many plans."""

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from attrs import evolve

from actionplan.cli import console
from actionplan.cli.looking import Reach
from actionplan.cli.many import engine, telling
from actionplan.model.frozen import frozen

if TYPE_CHECKING:
    from actionplan.model.records import Plan
    from actionplan.rules.questions import Challenge
    from actionplan.rules.questions.context import Facts
    from actionplan.storage.filesystem import Files


@frozen(kw_only=True)
class Asking:
    """What questions are wanted, as they were typed.

    Attributes:
        select, ignore, owner, area: as for `challenge`; the owner is a body's id or name.
        online: whether web addresses are asked.
    """

    select: tuple[str, ...]
    ignore: tuple[str, ...]
    owner: str | None
    area: str | None
    online: bool


def challenge(meant: Reach, asking: Asking, by: str | None, output: str) -> int:
    """Say what a good committee would ask of many plans."""
    engine.refuse_unknown("body", asking.owner, meant)
    engine.refuse_unknown("area", asking.area, meant)
    if asking.online:
        console.warn("Asking web addresses plan by plan; that can take a long time.")
    files = meant.committed.files if meant.committed is not None else None
    if output == "json" and by is None:
        make = partial(pieces, as_at=meant.as_at, asking=asking, files=files)
        head = {key: value for key, value in telling.head_json("challenge", meant, {}).items() if key in _HEAD}
        return telling.stream_json(meant, engine.look_through(meant, make), head, "challenges", _tail).exit_code
    make_figures = partial(figures, as_at=meant.as_at, asking=asking, files=files)
    left = engine.gathered(engine.look_through(meant, make_figures), meant)
    not_asked = _not_asked(left.made)
    left = evolve(left, made=tuple(made for made, _ in left.made))
    if output == "json":
        selection = {"owner": asking.owner, "area": asking.area, "select": asking.select, "ignore": asking.ignore}
        telling.say_roll_up("challenge", meant, selection, left, by)
    else:
        from actionplan.report.challenge import not_asked_text
        from actionplan.report.portfolio_challenge import portfolio_challenge_text
        from actionplan.report.rollup.rollup import rolled_up
        from actionplan.rules.questions.context import Facts

        roll_up, note = rolled_up(left.made, by), not_asked_text(Facts(not_asked=not_asked))
        text = portfolio_challenge_text(roll_up, telling.when_words(meant), note, console.screen())
        telling.say_report(text, left, meant)
    return left.exit_code


_HEAD = ("schema_version", "kind", "as_at")


def figures(plan: "Plan", *, as_at: date, asking: Asking, files: "Files | None") -> Any:
    """Give a plan's figures, and the web addresses that nobody asks; None where it does not know what was asked for."""
    from actionplan.report.rollup.questions import question_figures

    if asking.owner is not None and engine.body_in(asking.owner, plan) is None:
        return None
    if not engine.has_area(asking.area, plan):
        return None
    asked, facts = _asked(plan, as_at, asking, files)
    return question_figures(plan, asked), facts.not_asked


def pieces(plan: "Plan", *, as_at: date, asking: Asking, files: "Files | None") -> telling.Pieces:
    """Give a plan's questions as JSON."""
    from actionplan.report.challenge import question_json
    from actionplan.report.writers.json_stream import piece
    from actionplan.storage.filesystem import DISK
    from actionplan.storage.positions import locate_places

    asked, facts = _asked(plan, as_at, asking, files)
    located = (evolve(each, rests_on=locate_places(each.rests_on, files or DISK)) for each in asked)
    return telling.Pieces(members=[piece(question_json(each)) for each in located], kept=(None, facts.not_asked))


def _asked(plan: "Plan", as_at: date, asking: Asking, files: "Files | None") -> "tuple[tuple[Challenge, ...], Facts]":
    from actionplan.model.ids import Id
    from actionplan.model.records import Portfolio
    from actionplan.rules import questions
    from actionplan.rules.evidence import look_for_evidence
    from actionplan.rules.questions.context import Facts

    portfolio = Portfolio(plans=(plan,))
    # Evidence lies beside the files as they are now, and not in a commit.
    facts = look_for_evidence(portfolio, as_at, online=asking.online) if files is None else Facts()
    owner = engine.body_in(asking.owner, plan) or asking.owner
    asked = questions.challenge(
        portfolio,
        as_at,
        facts,
        select=asking.select,
        ignore=asking.ignore,
        owner=Id(owner) if owner is not None else None,
        area=Id(asking.area) if asking.area is not None else None,
    )
    return asked, facts


def _not_asked(made: Iterable[Any]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(address for _, addresses in made for address in addresses))


def _tail(left: engine.Gathered) -> dict[str, Any]:
    return {"not_asked": list(_not_asked(left.made))}
