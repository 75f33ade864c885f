"""``actionplan since`` of many plans."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from actionplan.cli import console
from actionplan.cli.looking import Reach
from actionplan.cli.many import engine, telling

if TYPE_CHECKING:
    from collections.abc import Iterable

    from actionplan.model.records import Plan, Portfolio
    from actionplan.report.rollup.rollup import PlanFigures
    from actionplan.summary.changes.records import Change
    from actionplan.summary.changes.since import View


class When(NamedTuple):
    """One side of a comparison: a day, and whether it is looked at by all that is known now."""

    day: date
    is_true: bool


class Compared(NamedTuple):
    """What is compared, in words.

    Attributes:
        title: as a line.
        start, until: as JSON has them.
        typed: how the beginning was typed, for the command that shows one plan.
    """

    title: str
    start: str
    until: str
    typed: str


def since(meant: Reach, start: When, until: When, compared: Compared, by: str | None, output: str) -> int:
    """Say how much changed in many plans between two days; as JSON, what changed."""
    if output == "json" and by is None:
        head = {
            **{key: value for key, value in telling.head_json("since", meant, {}).items() if key in _HEAD},
            "since": compared.start,
            "until": compared.until,
        }
        seen = engine.look_through(meant, partial(pieces, start=start, until=until))
        revs: dict[str, Any] = {"since_rev": None, "until_rev": None}
        return telling.stream_json(meant, seen, head, "changes", lambda _: revs, rev=False).exit_code
    left = engine.gathered(engine.look_through(meant, partial(figures, start=start, until=until)), meant)
    if output == "json":
        telling.say_roll_up("since", meant, {"since": compared.start, "until": compared.until}, left, by)
    else:
        telling.say_report(text_of(left.made, compared, telling.when_words(meant), by), left, meant)
    return left.exit_code


_HEAD = ("schema_version", "kind", "as_at")


def figures_of(portfolio: "Portfolio", changes: "Iterable[Change]") -> "tuple[PlanFigures, ...]":
    """Give how much changed in each of many plans that are read already, such as those of two commits.

    Args:
        portfolio: the plans of the later view.
        changes: what changed.
    """
    from actionplan.report.rollup.since import change_figures

    of_plan: dict[str, list[Change]] = {}
    for change in changes:
        of_plan.setdefault(change.plan, []).append(change)
    return tuple(change_figures(plan, of_plan.get(plan.id, ())) for plan in portfolio.plans)


def figures(plan: "Plan", *, start: When, until: When) -> "PlanFigures":
    """Give how much changed in a plan."""
    from actionplan.report.rollup.since import change_figures

    return change_figures(plan, _changes(plan, start, until))


def pieces(plan: "Plan", *, start: When, until: When) -> telling.Pieces:
    """Give what changed in a plan as JSON."""
    from actionplan.report.since import change_json
    from actionplan.report.writers.json_stream import piece

    return telling.Pieces(members=[piece(change_json(change)) for change in _changes(plan, start, until)])


def _changes(plan: "Plan", start: When, until: When) -> "tuple[Change, ...]":
    from actionplan.model.records import Portfolio
    from actionplan.summary.changes.since import difference

    portfolio = Portfolio(plans=(plan,))
    return difference(_view(portfolio, start), _view(portfolio, until))


def _view(portfolio: "Portfolio", when: When) -> "View":
    from actionplan.summary.changes.since import true_view, view_at

    return (true_view if when.is_true else view_at)(portfolio, when.day)


def text_of(made: "tuple[PlanFigures, ...]", compared: Compared, when: str, by: str | None) -> str:
    """Give how much changed in many plans as text.

    Args:
        made: the figures of each.
        compared: what is compared.
        when: the later day in words.
        by: what the plans are grouped by; None for regions.
    """
    from actionplan.report.portfolio_since import portfolio_since_text
    from actionplan.report.rollup.rollup import rolled_up

    return portfolio_since_text(rolled_up(made, by), compared.title, when, compared.typed, console.screen())
