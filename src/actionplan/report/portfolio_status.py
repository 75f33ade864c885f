"""The screen of ``actionplan status`` for many plans: totals, groups, what to look at first, or one body's actions."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from actionplan.model.dates import PlanDate
from actionplan.report.portfolio import (
    Column,
    bar,
    counted,
    days,
    example,
    folder_of,
    groups_table,
    hints,
    number,
    per_cent,
    pressing_list,
    share,
    title_lines,
)
from actionplan.report.rollup.rollup import Figures, RollUp
from actionplan.report.rollup.status import ListedAction, latest_first
from actionplan.report.words import count, date_text, days_text, one_line
from actionplan.report.writers.layout import Part
from actionplan.report.writers.terminal import Screen, as_it_is, draw, flow, hanging, signs_of, styled
from actionplan.summary.status import EVERYTHING, Selection

_MOST_NAMES = 5
_COLOURS = ("red", "amber", "green", "blue", "grey")
_NO_COLOUR = (("other", "of no colour"), ("not-rated", "not rated"))


def portfolio_status_text(
    roll_up: RollUp, selection: Selection, when: str, checked: str, screen: Screen, *, of: int = 0
) -> str:
    """Give where many plans stand as text for a screen.

    Args:
        roll_up: the plans' figures.
        selection: which actions are counted; its owner as it was typed.
        when: the day in words.
        checked: how many errors and warnings there are, in words; empty where there are none.
        screen: what the reader's screen can show.
        of: among how many plans those were looked for that have the body or area asked for; 0 where none was.
    """
    parts: list[Any] = [*title_lines(roll_up, when, screen)]
    if selection != EVERYTHING:
        parts[-1:] = [*_selected(roll_up, selection, of, screen), ""]
    parts += [*_totals(roll_up.total.figures, selection, screen), ""]
    parts += groups_table(
        roll_up, columns_of(roll_up.by, selection, screen), screen, "overdue", _note(roll_up.by, selection)
    )
    if listed := [action for plan in roll_up.plans for action in plan.listed]:
        parts += _actions(listed, screen, owner=selection.owner is None)
    else:
        columns = columns_of("plan", selection, screen)
        parts += pressing_list(roll_up, ("overdue", "longest_overdue"), columns, "most actions late", screen)
    parts.append(
        hints(
            ("One plan in full:", f"actionplan status {example(roll_up)}"),
            ("Other tables:", "--by region, --by owner, --by plan"),
            ("One body's actions:", "--owner BODY"),
        )
    )
    parts.append("")
    where = f"To see them: actionplan check {folder_of(roll_up) if of in (0, len(roll_up.plans)) else 'PATH'}"
    parts.append(styled(f"Check: {checked}. {where}" if checked else "Check: nothing wrong."))
    return draw(parts, screen)


def columns_of(by: str, selection: Selection, screen: Screen) -> list[Column]:
    """Give the columns that fit beside what is grouped by: measures are not a body's, nor part of a selection."""
    columns = [
        share("Finished of all", "finished", "actions", screen),
        counted("Late", "overdue", style="bold red"),
        days("Longest", "longest_overdue"),
    ]
    if by in ("region", "plan") and selection == EVERYTHING:
        columns += [counted("Missed", "measures_missed")]
    return columns


def _note(by: str, selection: Selection) -> str:
    late = "Late: open, and past the day by which they were due."
    is_of_plans = by in ("region", "plan") and selection == EVERYTHING
    return f"{late} Missed: measures that missed their last target." if is_of_plans else late


def _selected(roll_up: RollUp, selection: Selection, of: int, screen: Screen) -> Iterator[Part]:
    names = list(dict.fromkeys(part.name for plan in roll_up.plans for part in plan.parts.get("owner", ())))
    conditions = [
        f"owned by {names[0] if len(names) == 1 else selection.owner}" if selection.owner is not None else "",
        f"serving the area {selection.area}" if selection.area is not None else "",
        "overdue" if selection.overdue else "",
    ]
    others = of - len(roll_up.plans)
    fewer = f", in {len(roll_up.plans)} of {of} plans: the others do not know it" if others else ""
    text = f"Only actions {' and '.join(filter(None, conditions))}{fewer}."
    yield styled(hanging(one_line(text), 0, screen).plain, "bold")
    if selection.owner is not None and len(names) > 1:
        some = ", ".join(f'"{one_line(name)}"' for name in names[:_MOST_NAMES])
        more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
        text = f"These are {len(names)} bodies: {some}{more}. To see one of them, give its name to --owner."
        yield hanging(text, 0, screen)


def _totals(figures: Figures, selection: Selection, screen: Screen) -> Iterator[Part]:
    total = figures["actions"]
    yield styled(f"{count(total, 'action') if total == 1 else f'{number(total)} actions'}", "bold")
    if not total:
        return
    line = bar(figures["finished"], total, 40, screen)
    line.append(f" {number(figures['finished'])} finished ({per_cent(figures['finished'], total)})")
    yield line
    late = f"Late: {number(figures['overdue'], 'none')} of {number(figures['open'])} open"
    late += f", by up to {number(figures['longest_overdue'])} days" if figures["overdue"] else ""
    yield styled(f"{late}; {number(figures['overdue_original'])} by the dates first agreed", "bold")
    facts = [
        (figures["due_soon"], "due soon"),
        (figures["stale"], "without a recent update"),
        (figures["never_updated"], "never updated"),
        (figures["redated"], "moved to another date"),
    ]
    yield from _facts(facts, screen)
    if selection != EVERYTHING:
        return
    if measures := figures["measures"]:
        missed = [
            (figures["measures_missed"], "missed their last target"),
            (figures["measures_behind"], "behind their trajectory"),
            (figures["measures_overdue"], "with a reading overdue"),
        ]
        words = [f"{number(many)} {what}" for many, what in missed if many] or ["none missed, behind or overdue"]
        yield hanging(f"{count(measures, 'measure')}: {', '.join(words)}", 2, screen)
    if rated := [(colour, figures[f"area:{colour}"]) for colour in _COLOURS if figures[f"area:{colour}"]]:
        signs = signs_of(screen).colours
        said = [f"{signs[colour]} {number(many)} {colour}" for colour, many in rated]
        said += [f"{number(figures[f'area:{rest}'])} {words}" for rest, words in _NO_COLOUR if figures[f"area:{rest}"]]
        yield hanging(f"Areas, as their plans rate them: {', '.join(said)}", 2, screen)
    outside = [
        (figures["resolutions_open"], "open motions"),
        (figures["risks_open"], "open risks"),
        (figures["asks_overdue"], "overdue asks of reviews"),
    ]
    yield from _facts(outside, screen)


def _facts(facts: Iterable[tuple[int, str]], screen: Screen) -> Iterator[Part]:
    said = [styled(f"{number(many)} {what}") for many, what in facts if many]
    if said:
        yield from flow(said, screen)


def _actions(listed: Sequence[ListedAction], screen: Screen, *, owner: bool) -> Iterator[Part]:
    """List open actions, those that are late first."""
    actions = latest_first(listed)
    late = [action for action in actions if action.days_overdue]
    later = actions[len(late) :]
    if late:
        yield styled(f"Late: {number(len(late))}, the latest first", "bold")
        yield as_it_is(_rows(late, screen, owner=owner))
        yield ""
    if later:
        yield styled(f"Open and not late: {number(len(later))}, what is due next first", "bold")
        yield as_it_is(_rows(later, screen, owner=owner))
        yield ""
    if not actions:
        yield styled("None of these actions is open.")
        yield ""


def _rows(actions: Iterable[ListedAction], screen: Screen, *, owner: bool) -> Iterator[str]:
    for action in actions:
        late = days_text(action.days_overdue) + " late" if action.days_overdue else ""
        due = _due(action.due)
        who = f" ({one_line(action.owner or 'no owner')})" if owner else ""
        yield hanging(f"  {action.plan}  {action.id}  {one_line(action.title)}{who}", 6, screen).plain
        yield "      " + ", ".join(filter(None, (late, due)))


def _due(due: PlanDate | None) -> str:
    return f"due {date_text(due)}" if due is not None else "no due date"
