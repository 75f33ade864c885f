"""``actionplan status`` of many plans."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from attrs import evolve

from actionplan.cli import common
from actionplan.cli.looking import Reach
from actionplan.cli.many import engine, telling

if TYPE_CHECKING:
    from actionplan.model.records import Plan
    from actionplan.report.rollup.rollup import PlanFigures
    from actionplan.summary.status import Selection


def status(meant: Reach, selection: "Selection", by: str | None, output: str) -> int:
    """Say where many plans stand; the selection's owner is a body's id or name, as it was typed."""
    engine.refuse_unknown("body", selection.owner, meant)
    engine.refuse_unknown("area", selection.area, meant)
    if output == "json" and by is None:
        return _stream(meant, selection)
    make = partial(figures, as_at=meant.as_at, selection=selection)
    left = engine.gathered(engine.look_through(meant, make, check_on=engine.check_day(meant)), meant)
    if output == "json":
        telling.say_roll_up("status", meant, _json(selection), left, by)
    else:
        from actionplan.report.portfolio_status import portfolio_status_text
        from actionplan.report.rollup.rollup import rolled_up

        when, checked = telling.when_words(meant), telling.counts_words(left)
        text = portfolio_status_text(
            rolled_up(left.made, by), selection, when, checked, common.screen(), of=len(left.roots)
        )
        telling.say_report(text, left, meant)
    return left.exit_code


def figures(plan: "Plan", *, as_at: date, selection: "Selection") -> "PlanFigures | None":
    """Give a plan's figures; None where it does not know the body or area that was asked for."""
    from actionplan.report.rollup.status import status_figures

    owner = engine.body_in(selection.owner, plan)
    if (selection.owner is not None and owner is None) or not engine.has_area(selection.area, plan):
        return None
    return status_figures(plan, as_at, evolve(selection, owner=owner))


def _stream(meant: Reach, selection: "Selection") -> int:
    from actionplan.report.problems import problem_json

    make = partial(pieces, as_at=meant.as_at, selection=selection)
    seen = engine.look_through(meant, make, check_on=engine.check_day(meant), tell=True)
    left = telling.stream_json(
        meant,
        seen,
        telling.head_json("status", meant, _json(selection)),
        "plans",
        lambda left: {
            "unread": telling.unread_json(left.lost),
            "problems": [problem_json(found) for found in left.problems],
        },
    )
    return left.exit_code


def pieces(plan: "Plan", *, as_at: date, selection: "Selection") -> telling.Pieces:
    """Give a plan's part of the JSON."""
    from actionplan.model.ids import Id
    from actionplan.report.status_json import plan_json
    from actionplan.report.writers.json_stream import piece
    from actionplan.summary.status import summarise_plan

    owner = engine.body_in(selection.owner, plan) or (Id(selection.owner) if selection.owner is not None else None)
    return telling.Pieces(members=[piece(plan_json(summarise_plan(plan, as_at, evolve(selection, owner=owner))))])


def _json(selection: "Selection") -> dict[str, Any]:
    return {"owner": selection.owner, "area": selection.area, "overdue": selection.overdue}
