"""``actionplan resolutions`` of many plans."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from attrs import evolve

from actionplan.cli import console
from actionplan.cli.looking import Reach
from actionplan.cli.many import engine, telling

if TYPE_CHECKING:
    from actionplan.model.records import Plan
    from actionplan.report.rollup.rollup import PlanFigures
    from actionplan.summary.motions import MotionSelection


def resolutions(meant: Reach, selection: "MotionSelection", by: str | None, output: str) -> int:
    """Say where the motions of many plans stand; the selection's body is an id or a name, as it was typed."""
    engine.refuse_unknown("body", selection.body, meant)
    asked = {"body": selection.body, "open": selection.open, "overdue": selection.overdue}
    if output == "json" and by is None:
        seen = engine.look_through(meant, partial(pieces, as_at=meant.as_at, selection=selection))
        head = telling.head_json("resolutions", meant, asked)
        return telling.stream_json(meant, seen, head, "plans", _tail).exit_code
    make = partial(figures, as_at=meant.as_at, selection=selection)
    left = engine.gathered(engine.look_through(meant, make), meant)
    if output == "json":
        telling.say_roll_up("resolutions", meant, asked, left, by)
    else:
        from actionplan.report.portfolio_motions import portfolio_motions_text
        from actionplan.report.rollup.rollup import rolled_up

        text = portfolio_motions_text(rolled_up(left.made, by), selection, telling.when_words(meant), console.screen())
        telling.say_report(text, left, meant)
    return left.exit_code


def figures(plan: "Plan", *, as_at: date, selection: "MotionSelection") -> "PlanFigures | None":
    """Give a plan's figures; None where it does not know the body that was asked for."""
    from actionplan.report.rollup.resolutions import motion_figures

    body = engine.body_in(selection.body, plan)
    if selection.body is not None and body is None:
        return None
    return motion_figures(plan, as_at, evolve(selection, body=body))


def pieces(plan: "Plan", *, as_at: date, selection: "MotionSelection") -> telling.Pieces:
    """Give a plan's part of the JSON, and its share of the totals."""
    from actionplan.model.ids import Id
    from actionplan.model.records import Portfolio
    from actionplan.report.resolutions import plan_motions_json
    from actionplan.report.rollup.resolutions import motion_figures
    from actionplan.report.writers.json_stream import piece
    from actionplan.summary.motions import motions

    body = engine.body_in(selection.body, plan) or (Id(selection.body) if selection.body is not None else None)
    chosen = evolve(selection, body=body)
    [found] = motions(Portfolio(plans=(plan,)), as_at, chosen).plans
    return telling.Pieces(members=[piece(plan_motions_json(found))], kept=motion_figures(plan, as_at, chosen).figures)


def _tail(left: engine.Gathered) -> dict[str, Any]:
    from actionplan.report.rollup.rollup import added

    total = added(left.made)
    names = ("open", "done", "not_carried", "open_clauses", "overdue_actions", "overdue_reports", "due_at_next_meeting")
    return {
        "totals": {**{name: total[name] for name in names}, "oldest_days": total["oldest"] or None},
        "unread": telling.unread_json(left.lost),
    }
