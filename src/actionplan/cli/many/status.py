"""``actionplan status`` of many plans."""

from functools import partial
from typing import TYPE_CHECKING, Any

from attrs import evolve

from actionplan.cli.looking import Reach
from actionplan.cli.many import engine

if TYPE_CHECKING:
    from actionplan.model.records import Plan
    from actionplan.summary.portfolio import PlanFigures
    from actionplan.summary.status import Selection


def status(meant: Reach, selection: "Selection", by: str | None, output: str) -> int:
    """Say where many plans stand; the selection's owner is a body's id or name, as it was typed."""
    engine.refuse_unknown("body", selection.owner, meant)
    engine.refuse_unknown("area", selection.area, meant)
    on = engine.check_day(meant)
    if output == "json" and by is None:
        return _stream(meant, selection)
    make = partial(figures, as_at=meant.as_at, selection=selection)
    left = engine.gathered(engine.look_through(meant, make, check_on=on), meant)
    from actionplan.summary.portfolio import rolled_up

    roll_up = rolled_up(left.made, by)
    if output == "json":
        from actionplan.render.portfolio import roll_up_json

        more = {"known_at": _iso(meant.known_at), "selection": _selection_json(selection)}
        answer = roll_up_json(roll_up, "status", meant.as_at, more, partial=bool(left.unread))
        engine.say_json(answer, left, meant)
    else:
        from actionplan.cli import common
        from actionplan.render.portfolio_status import portfolio_status_text

        when, of = engine.when_words(meant), len(left.roots)
        text = portfolio_status_text(roll_up, selection, when, engine.counts_words(left), common.screen(), of=of)
        engine.say_report(text, left, meant)
    return left.exit_code


def figures(plan: "Plan", *, as_at: Any, selection: "Selection") -> "PlanFigures | None":
    """Give a plan's figures; None where it does not know the body or area that was asked for."""
    from actionplan.summary.portfolio_status import status_figures

    owner = engine.body_in(selection.owner, plan)
    if selection.owner is not None and owner is None:
        return None
    if selection.area is not None and selection.area not in {area.id for area in plan.areas}:
        return None
    return status_figures(plan, as_at, evolve(selection, owner=owner))


def _stream(meant: Reach, selection: "Selection") -> int:
    from actionplan.render.problems import problem_json
    from actionplan.render.status_json import unread_json

    make = partial(piece_of, as_at=meant.as_at, selection=selection)
    head = {
        "schema_version": 1,
        "kind": "status",
        "as_at": meant.as_at.isoformat(),
        "known_at": _iso(meant.known_at),
        "selection": _selection_json(selection),
    }
    seen = engine.look_through(meant, make, check_on=engine.check_day(meant), tell=True)
    left = engine.stream_json(
        meant,
        seen,
        head,
        "plans",
        lambda left: {
            "unread": [unread_json(unread) for unread in left.lost],
            "problems": [problem_json(found) for found in left.problems],
        },
    )
    return left.exit_code


def piece_of(plan: "Plan", *, as_at: Any, selection: "Selection") -> list[str]:
    """Give a plan's part of the JSON."""
    from actionplan.model.ids import Id
    from actionplan.render.json_pieces import piece
    from actionplan.render.status_json import plan_json
    from actionplan.summary.status import summarise_plan

    owner = engine.body_in(selection.owner, plan) or (Id(selection.owner) if selection.owner is not None else None)
    return [piece(plan_json(summarise_plan(plan, as_at, evolve(selection, owner=owner))))]


def _selection_json(selection: "Selection") -> dict[str, Any]:
    return {"owner": selection.owner, "area": selection.area, "overdue": selection.overdue}


def _iso(day: Any) -> str | None:
    return day.isoformat() if day is not None else None
