"""``actionplan measures`` of many plans."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from actionplan.cli import console
from actionplan.cli.looking import Reach
from actionplan.cli.many import engine, telling

if TYPE_CHECKING:
    from actionplan.model.records import Plan
    from actionplan.report.rollup.rollup import PlanFigures
    from actionplan.summary.measures.measures import MeasureSelection


def measures(meant: Reach, selection: "MeasureSelection", by: str | None, output: str) -> int:
    """Say where the measures of many plans stand."""
    engine.refuse_unknown("area", selection.area, meant)
    asked = {"area": selection.area, "missed": selection.missed, "overdue": selection.overdue}
    if output == "json" and by is None:
        seen = engine.look_through(meant, partial(pieces, as_at=meant.as_at, selection=selection))
        head = telling.head_json("measures", meant, asked)
        return telling.stream_json(meant, seen, head, "plans", _tail).exit_code
    make = partial(figures, as_at=meant.as_at, selection=selection)
    left = engine.gathered(engine.look_through(meant, make), meant)
    if output == "json":
        telling.say_roll_up("measures", meant, asked, left, by)
    else:
        from actionplan.report.portfolio_measures import portfolio_measures_text
        from actionplan.report.rollup.rollup import rolled_up

        text = portfolio_measures_text(rolled_up(left.made, by), selection, telling.when_words(meant), console.screen())
        telling.say_report(text, left, meant)
    return left.exit_code


def figures(plan: "Plan", *, as_at: date, selection: "MeasureSelection") -> "PlanFigures | None":
    """Give a plan's figures; None where it does not know the area that was asked for."""
    from actionplan.report.rollup.measures import measure_figures

    return measure_figures(plan, as_at, selection) if engine.has_area(selection.area, plan) else None


def pieces(plan: "Plan", *, as_at: date, selection: "MeasureSelection") -> telling.Pieces:
    """Give a plan's part of the JSON."""
    from actionplan.model.records import Portfolio
    from actionplan.report.measures_json import plan_measures_json
    from actionplan.report.writers.json_stream import piece
    from actionplan.summary.measures import measures as summary

    [found] = summary.measures(Portfolio(plans=(plan,)), as_at, selection).plans
    return telling.Pieces(members=[piece(plan_measures_json(found))])


def _tail(left: engine.Gathered) -> dict[str, Any]:
    return {"unread": telling.unread_json(left.lost)}
