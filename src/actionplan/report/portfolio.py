"""Many plans on one screen: a table of groups with bars, the plans to look at first, and the same as JSON."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from actionplan.model.frozen import frozen
from actionplan.report.rollup.rollup import Figures, Group, PlanFigures, RollUp, same_name, worst_first
from actionplan.report.status_json import envelope, unread_json
from actionplan.report.words import count, one_line
from actionplan.report.writers.layout import Part, Table, Text
from actionplan.report.writers.legacy import Screen, hanging, signs_of, styled, table

GROUP_WORDS: Mapping[str, str] = {
    "region": "Region",
    "plan": "Plan",
    "owner": "Owner",
    "body": "Body",
    "code": "Question",
    "measure": "Measure",
    "rule": "Rule",
}
"""What the groups of a roll-up are called."""

NOBODY: Mapping[str, str] = {"region": "No region given", "owner": "No owner named"}
"""What is said in place of a name where there is none."""

_IN_ORDER = ("region", "plan")
_BAR = 8
_ONE_SCREEN = 20
"""A table of so many plans is seen at a glance; a longer one is shown if it is asked for."""


@frozen
class Column:
    """One column of a table of figures.

    Attributes:
        heading: what stands above it.
        width: how wide it is.
        cell: gives what stands in it.
        is_left: whether it is set to the left, as words are and numbers are not.
    """

    heading: str
    width: int
    cell: "Callable[[Figures], Text | str]"
    is_left: bool = False


def counted(heading: str, name: str, width: int = 6, style: str = "") -> Column:
    """Give a column of counts; where there are none, it says so in a word.

    Args:
        heading: what stands above it.
        name: what is counted.
        width: how wide it is.
        style: how numbers above 0 are shown.
    """
    return Column(heading, width, lambda figures: styled(number(figures[name], "none"), style * bool(figures[name])))


def days(heading: str, name: str) -> Column:
    """Give a column of days; blank where there are none."""
    return Column(heading, 10, lambda figures: f"{number(figures[name])} days" if figures[name] else "")


def share(heading: str, part: str, whole: str, screen: Screen) -> Column:
    """Give a column with a bar, and beside it the share in per cent and of how many it is.

    Args:
        heading: what stands above it.
        part: what is counted.
        whole: of what.
        screen: what the reader's screen can show.
    """
    return Column(heading, _BAR + 16, lambda figures: _share(figures[part], figures[whole], screen), True)


def number(counted: int, none: str = "0") -> str:
    """Give a count as people read it: ``18,360``.

    Args:
        counted: the count.
        none: what is said for 0.
    """
    return f"{counted:,}" if counted else none


def per_cent(part: int, whole: int) -> str:
    """Give a share in per cent, 100 only where nothing is missing and 0 only where nothing is there."""
    if not whole:
        return "-"
    return f"{min(max(round(100 * part / whole), int(part > 0)), 100 if part == whole else 99)}%"


def bar(part: int, whole: int, width: int, screen: Screen) -> Text:
    """Give a bar; it is full only where nothing is missing, and empty only where nothing is there."""
    signs = signs_of(screen)
    done = round(width * part / whole) if whole else 0
    done = min(max(done, int(part > 0)), width if part == whole else width - 1)
    drawn = styled(signs.bar[0] * done, "green")
    drawn.append(signs.bar[1] * (width - done))
    return drawn


def _share(part: int, whole: int, screen: Screen) -> Text:
    if not whole:
        return styled("none")
    drawn = bar(part, whole, _BAR, screen)
    drawn.append(f" {per_cent(part, whole):>4} of {number(whole):<7}")
    return drawn


def title_lines(roll_up: RollUp, when: str, screen: Screen) -> Iterator[Part]:
    """Say how many plans these are, as at when, and where they lie.

    Args:
        roll_up: the plans.
        when: the day in words.
        screen: what the reader's screen can show.
    """
    regions = {same_name(plan.region) for plan in roll_up.plans if plan.region}
    where = f" in {count(len(regions), 'region')}" if regions else ""
    yield styled(hanging(f"{count(len(roll_up.plans), 'plan')}{where}, as at {when}", 0, screen).plain, "bold")
    roots = [plan.root for plan in roll_up.plans]
    if folder := _common(roots):
        yield hanging(f"Paths are those below {one_line(folder)}", 2, screen)
    yield ""


def groups_table(
    roll_up: RollUp, columns: Sequence[Column], screen: Screen, worst: str = "", note: str = ""
) -> Iterator[Part]:
    """Give the groups of a roll-up as a table, and under it their sum.

    Regions and plans keep their order, so that they are found again next month; of bodies and the like, of which there
    can be hundreds, those come first that need attention.

    Args:
        roll_up: the plans.
        columns: the figures to show of each group.
        screen: what the reader's screen can show.
        worst: of what there is most in those that come first; empty for the order that they have.
        note: what the columns mean, where their headings leave doubt.
    """
    if _is_too_long(roll_up):
        said = (
            'No plan names a region (region = "North East" in its plan.toml), so there is no table of regions. '
            f"All {len(roll_up.plans)} plans: --by plan"
        )
        yield from (hanging(said, 0, screen), "")
        return
    groups = roll_up.groups
    if worst and roll_up.by not in _IN_ORDER:
        groups = tuple(sorted(groups, key=lambda group: -group.figures[worst]))
    shown = list(columns)
    if roll_up.by != "plan":
        shown.insert(0, Column("Plans", 5, lambda figures: number(figures.plans)))
    names = [_group_name(group, roll_up.by) for group in groups]
    rows = _rows(GROUP_WORDS[roll_up.by], names, shown, screen)
    for name, group in zip(names, groups, strict=True):
        rows.add_row(name, *(column.cell(group.figures) for column in shown))
    if len(roll_up.groups) > 1 and roll_up.by in _IN_ORDER:
        rows.add_row(styled("All", "bold"), *(column.cell(roll_up.total.figures) for column in shown))
    yield rows
    if note:
        yield styled(hanging(note, 0, screen).plain, "dim")
    yield ""


def pressing_list(
    roll_up: RollUp, names: Sequence[str], columns: Sequence[Column], by_what: str, screen: Screen
) -> Iterator[Part]:
    """Give the plans to look at first, where the table does not show every plan, or bodies and the like.

    Args:
        roll_up: all plans.
        names: of what they have most; see `pressing`.
        columns: the figures to show of each.
        by_what: the same in words.
        screen: what the reader's screen can show.
    """
    plans = worst_first(roll_up.plans, *names)
    if not plans or not (roll_up.by == "region" or _is_too_long(roll_up)):
        return
    folder = _common([plan.root for plan in roll_up.plans])
    yield styled(f"Look first at: {by_what}", "bold")
    paths = [_plan_name(plan, folder) for plan in plans]
    rows = _rows("Plan", paths, columns, screen)
    for path, plan in zip(paths, plans, strict=True):
        rows.add_row(path, *(column.cell(plan.figures) for column in columns))
    yield rows
    yield ""


def example(roll_up: RollUp) -> str:
    """Give the folder of one of the plans, to show how one is named; a word in its place where it is very long."""
    root = one_line(roll_up.plans[0].root) if roll_up.plans else ""
    return root if 0 < len(root) <= _WIDEST_EXAMPLE else "PATH"


def folder_of(roll_up: RollUp) -> str:
    """Give the folder in which all the plans are, as `example` gives one of them."""
    folder = one_line(_common([plan.root for plan in roll_up.plans]) or ".")
    return folder if len(folder) <= _WIDEST_EXAMPLE else "PATH"


_WIDEST_EXAMPLE = 36


def hints(*lines: tuple[str, str]) -> Part:
    """Give what to ask next: a few words and the command for it in each line."""
    width = max(len(words) for words, _ in lines)
    return styled("\n".join(f"{words:<{width}}  {command}" for words, command in lines), "dim")


def roll_up_json(
    roll_up: RollUp, kind: str, as_at: date | None, more: Mapping[str, Any], *, partial: bool
) -> dict[str, Any]:
    """Give a roll-up as a JSON object: the sum, its groups, and each plan.

    Args:
        roll_up: the plans.
        kind: the command.
        as_at: the day.
        more: what else belongs at the top, such as what was selected.
        partial: whether any figure misses a file that could not be read.
    """
    return {
        **envelope(f"{kind}-roll-up", as_at, partial=partial),
        **more,
        "by": roll_up.by,
        "totals": _figures_json(roll_up.total.figures),
        "groups": [
            {
                "name": group.name,
                "ids": list(group.ids),
                "partial_plans": group.partial,
                "totals": _figures_json(group.figures),
            }
            for group in roll_up.groups
        ],
        "plans": [
            {
                "id": plan.id,
                "title": plan.title,
                "path": plan.root,
                "region": plan.region,
                "totals": _figures_json(plan.figures),
                "unread": [unread_json(unread) for unread in plan.unread],
            }
            for plan in roll_up.plans
        ],
    }


def _figures_json(figures: Figures) -> dict[str, int]:
    return {"plans": figures.plans, **figures.counts, **figures.most}


def _group_name(group: Group, by: str) -> Text:
    name = styled(one_line(group.name) if group.name is not None else NOBODY.get(by, "None"))
    if group.partial and by in _IN_ORDER:
        name.append(f", {group.partial} partial" if by == "region" else ", partial", style="bold red")
    return name


def _is_too_long(roll_up: RollUp) -> bool:
    return roll_up.by == "plan" and not roll_up.is_asked and len(roll_up.plans) > _ONE_SCREEN


def _plan_name(plan: PlanFigures, folder: str) -> Text:
    path = one_line(os.path.relpath(plan.root, folder) if folder else plan.root)
    name = styled(path if os.path.basename(path) == plan.id else f"{path} ({plan.id})")
    if plan.unread:
        name.append(", partial", style="bold red")
    return name


def _rows(heading: str, names: Sequence[Text], columns: Sequence[Column], screen: Screen) -> Table:
    """Make a table whose first column is as wide as its names, as far as there is room."""
    room = screen.width - sum(column.width + 2 for column in columns) - 2
    wanted = max((name.cell_len for name in names), default=0)
    return table(
        heading,
        *(column.heading for column in columns),
        widths=[max(min(wanted, room), len(heading), 12), *(column.width for column in columns)],
        right=[place for place, column in enumerate(columns, start=1) if not column.is_left],
    )


def _common(roots: Iterable[str]) -> str:
    """Give the folder in which all plans lie; empty where that is the one we stand in, or there is none."""
    try:
        folder = os.path.commonpath([os.path.dirname(root) or "." for root in roots])
    except ValueError:  # no plan, or drives apart
        return ""
    return "" if folder in ("", os.curdir) else folder
