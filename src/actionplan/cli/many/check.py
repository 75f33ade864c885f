"""``actionplan check`` of many plans."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from attrs import evolve

from actionplan.cli import common, console
from actionplan.cli.errors import FINE, PROBLEMS, USAGE
from actionplan.cli.looking import Reach
from actionplan.cli.many import engine, telling
from actionplan.model.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from actionplan.model.problem import Problem
    from actionplan.model.records import Plan
    from actionplan.report.rollup.rollup import PlanFigures


@frozen(kw_only=True)
class _Told:
    """What is told of one plan: its problems as text, and how many files were checked."""

    text: str
    files: int


def check(
    meant: Reach, select: tuple[str, ...], ignore: tuple[str, ...], by: str | None, output: str, *, strict: bool
) -> int:
    """Hold many plans to the rules, one after another, and tell the problems of each as soon as it is read."""
    wanted = partial(_is_wanted, select=select, ignore=ignore)
    on = engine.check_day(meant)
    if by is not None:
        left = _by(meant, wanted, on, by, output)
    elif output == "json":
        left = _json(meant, wanted, on)
    else:
        left = _text(meant, wanted, on)
    failed = left.errors or (strict and left.warnings)
    return USAGE if left.unread else PROBLEMS if failed else FINE


def _text(meant: Reach, wanted: Any, on: date) -> engine.Gathered:
    from actionplan.report.problems import problems_text
    from actionplan.report.words import count

    seen = engine.look_through(meant, _number_of_files, check_on=on, tell=True, wanted=wanted, then=_told)
    left = engine.gathered(_said(seen), meant, wanted)
    if left.same:
        console.say(problems_text(left.same) + "\n")
    files = sum(made.files for made in left.made)
    checked = f"{count(len(left.roots), 'plan')}, {count(files, 'file')}"
    if left.unread:
        checked += "; rules that look at a file that could not be read were left out"
    found = telling.counts_words(left)
    text = f"{found} in {checked}." if found else f"Nothing wrong in {checked}."
    if meant.committed is not None:
        text += f"\nChecked as at {telling.when_words(meant)}."
    common.say_report(text, left.roots, meant.committed.anchor if meant.committed is not None else None)
    return left


def _said(seen: "Iterator[engine.Seen]") -> "Iterator[engine.Seen]":
    """Say the problems of each plan as it comes."""
    for each in seen:
        if each.made.text:
            console.say(each.made.text + "\n")
        yield evolve(each, made=_Told(text="", files=each.made.files))


def _told(seen: engine.Seen) -> engine.Seen:
    from actionplan.report.problems import problems_text

    text = problems_text(seen.problems) if seen.problems else ""
    return evolve(seen, made=_Told(text=text, files=seen.made or 0), problems=())


def _json(meant: Reach, wanted: Any, on: date) -> engine.Gathered:
    seen = engine.look_through(meant, _as_named, check_on=on, tell=True, wanted=wanted, then=_pieces)
    head = {"schema_version": 1, "kind": "check"}
    return telling.stream_json(
        meant, seen, head, "problems", lambda left: {"plans": list(left.made)}, late=partial(_same, wanted=wanted)
    )


def _same(left: engine.Gathered, *, wanted: Any) -> list[str]:
    from actionplan.report.problems import problem_json
    from actionplan.report.writers.json_stream import piece

    return [piece(problem_json(found)) for found in left.same if wanted(found)]


def _pieces(seen: engine.Seen) -> engine.Seen:
    from actionplan.report.problems import problem_json
    from actionplan.report.writers.json_stream import piece

    members = [piece(problem_json(found)) for found in seen.problems]
    unread = {unread.path for unread in seen.unread}
    named = tuple(found for found in seen.problems if found.where.path in unread and found.severity == "error")
    return evolve(seen, made=telling.Pieces(members=members, kept=seen.made), problems=named)


def _by(meant: Reach, wanted: Any, on: date, by: str, output: str) -> engine.Gathered:
    from actionplan.report.rollup.rollup import rolled_up

    seen = engine.look_through(meant, _names_only, check_on=on, tell=True, wanted=wanted, then=_counted)
    left = engine.gathered(seen, meant, wanted)
    if output == "json":
        telling.say_roll_up("check", meant, {}, left, by)
    else:
        from actionplan.report.portfolio_check import portfolio_check_text

        text = portfolio_check_text(
            rolled_up(left.made, by), telling.when_words(meant), telling.counts_words(left), console.screen()
        )
        telling.say_report(text, left, meant)
    return left


def _counted(seen: engine.Seen) -> engine.Seen:
    """Give a plan's figures in place of its problems."""
    from actionplan.model.records import Portfolio
    from actionplan.report.problems import reading_problems
    from actionplan.report.rollup.problems import problem_figures

    named = tuple(reading_problems(Portfolio(unread=seen.unread), seen.problems))
    made = problem_figures(seen.made, seen.problems) if seen.made is not None else None
    return evolve(seen, made=made, problems=named)


def _number_of_files(plan: "Plan") -> int:
    from actionplan.model.kinds import records_of

    return 1 + len(records_of(plan))


def _as_named(plan: "Plan") -> dict[str, str]:
    return {"id": plan.id, "title": plan.title, "path": plan.root}


def _names_only(plan: "Plan") -> "PlanFigures":
    from actionplan.report.rollup.rollup import Figures, plan_figures

    return plan_figures(plan, Figures())


def _is_wanted(found: "Problem", *, select: tuple[str, ...], ignore: tuple[str, ...]) -> bool:
    from actionplan.rules.checks import is_wanted

    return is_wanted(found, select, ignore)
