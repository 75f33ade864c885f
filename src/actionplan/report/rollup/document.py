"""Many plans as one: a table of groups with bars, the plans that need attention first, and the same as JSON."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from shlex import quote
from typing import Any

from attrs import frozen

from actionplan.model.text import count
from actionplan.report.document import GAP, Bar, Block, Column, Commands, Heading, Item, Items, Paragraph, Table
from actionplan.report.figures import Figures, Group, PlanFigures, RollUp, same_name, worst_first
from actionplan.report.inline import Inline, Span
from actionplan.report.provenance import when_words
from actionplan.report.report_type import Context
from actionplan.report.words import one_line
from actionplan.report.writers.json import shape

GROUP_WORDS: Mapping[str, str] = {
    "region": "Region",
    "plan": "Plan",
    "owner": "Owner",
    "body": "Body",
    "code": "Question",
    "measure": "Measure",
    "rule": "Rule",
}
"""The word for each kind of group."""

NOBODY: Mapping[str, str] = {"region": "No region given", "owner": "No owner named"}
"""The text of a group without a name."""

_IN_ORDER = ("region", "plan")
_BAR = 8
_ONE_SCREEN = 20
"""The longest table of plans that is shown if the user did not ask for it."""
_IN_A_COMMIT = re.compile(r"([0-9a-f]{7,64}):")

_WIDEST_EXAMPLE = 36


@frozen
class FigureColumn:
    """One column of a table of figures.

    Attributes:
        heading: the heading.
        width: its width on a screen.
        cell: returns the cell of some figures.
        is_number: whether it is aligned to the right.
    """

    heading: str
    width: int
    cell: "Callable[[Figures], Inline | Bar]"
    is_number: bool = True


def counted(heading: str, name: str, width: int = 6, role: str = "", of: str = "") -> FigureColumn:
    """Return a column of counts, in which 0 is "none".

    Args:
        heading: the heading.
        name: the name of the count.
        width: its width on a screen.
        role: the role of numbers above 0.
        of: the name of the count of those that could be counted at all; where there are none of these, "none" would
            claim too much, and the cell has a hyphen. Empty if everything can be counted.
    """

    def cell(figures: Figures) -> Inline:
        none = "none" if not of or figures[of] else "-"
        return Span(number(figures[name], none), role * bool(figures[name]))

    return FigureColumn(heading, width, cell)


def days(heading: str, name: str) -> FigureColumn:
    """Return a column of days; blank where there are none."""
    return FigureColumn(heading, 10, lambda figures: f"{number(figures[name])} days" if figures[name] else "")


def share(heading: str, part: str, whole: str) -> FigureColumn:
    """Return a column with a bar, the share in per cent and the whole; two numbers where a record is incomplete.

    Args:
        heading: the heading.
        part: the name of the count of the part.
        whole: the name of the count of the whole.
    """

    def cell(figures: Figures) -> Inline | Bar:
        if figures.incomplete_plans and figures[whole]:
            return f"{number(figures[part])} of {number(figures[whole])}"
        caption = f"{per_cent(figures[part], figures[whole]):>4} of {number(figures[whole]):<7}"
        return Bar(figures[part], figures[whole], caption if figures[whole] else "none", _BAR)

    return FigureColumn(heading, _BAR + 16, cell, is_number=False)


def share_block(figures: Figures, part: str, whole: str, text: str) -> Bar | Paragraph:
    """Return a share as a bar with words and a per cent; only the words where a record is incomplete.

    Args:
        figures: the figures.
        part: the name of the count of the part.
        whole: the name of the count of the whole.
        text: the share in words, without the per cent.
    """
    if figures.incomplete_plans:
        return Paragraph(text)
    share_of = f" ({per_cent(figures[part], figures[whole])})" if figures[whole] else ""
    return Bar(figures[part], figures[whole], f"{text}{share_of}")


def number(counted: int, none: str = "0") -> str:
    """Return a count as people read it: ``18,360``.

    Args:
        counted: the count.
        none: the text for 0.
    """
    return f"{counted:,}" if counted else none


def per_cent(part: int, whole: int) -> str:
    """Return a share in per cent, 100 only where nothing is missing and 0 only where nothing is there."""
    if not whole:
        return "-"
    return f"{min(max(round(100 * part / whole), int(part > 0)), 100 if part == whole else 99)}%"


def amounts(figures: Figures, words: Mapping[str, str]) -> tuple[str, ...]:
    """Return each count above 0 with its words: ``3 due soon``.

    Args:
        figures: the figures.
        words: the words for each count, by its name.
    """
    return tuple(f"{number(figures[name])} {what}" for name, what in words.items() if figures[name])


def title_lines(roll_up: RollUp, when: str) -> Iterator[Block]:
    """Yield the number of plans, the day, and the folder of the plans.

    Args:
        roll_up: the plans.
        when: the day in words.
    """
    regions = {same_name(plan.region) for plan in roll_up.plans if plan.region}
    where = f" in {count(len(regions), 'region')}" if regions else ""
    yield Heading(f"{count(len(roll_up.plans), 'plan')}{where}, as at {when}")
    if folder := _common(plan.root for plan in roll_up.plans):
        yield Paragraph(("Paths are relative to ", Span(folder, "code")), hang=2)


def groups_table(roll_up: RollUp, columns: Sequence[FigureColumn], worst: str = "", note: str = "") -> Iterator[Block]:
    """Yield the groups of a roll-up as a table, and under it their sum.

    Regions and plans keep their order, so that readers find them again next month; of bodies and other parts, of which
    there can be hundreds, those that need attention come first.

    Args:
        roll_up: the plans.
        columns: the figures to show of each group.
        worst: the name of the count by which parts are sorted, the highest first; empty for their present order.
        note: the meaning of the columns, if the headings alone are not clear.
    """
    if _is_too_long(roll_up):
        text = (
            "No plan names a region, so there is no table of regions. To name one: actionplan set plan --region "
            f'"North East". All {len(roll_up.plans)} plans: --by plan'
        )
        yield from (Paragraph(text), GAP)
        return
    groups, by, is_in_order = list(roll_up.groups), roll_up.by, roll_up.by in _IN_ORDER
    if worst and not is_in_order:
        groups.sort(key=lambda group: -group.figures[worst])
    plans = FigureColumn("Plans", 5, lambda figures: number(figures.plans))
    rows = [(_group_name(group, by), group.figures) for group in groups]
    if len(groups) > 1 and is_in_order:
        rows.append((Span("All", "strong"), roll_up.total.figures))
    yield _table(GROUP_WORDS[by], rows, columns if by == "plan" else [plans, *columns], f"By {GROUP_WORDS[by].lower()}")
    if note:
        yield Paragraph(Span(note, "quiet"))
    yield GAP


def worst_list(roll_up: RollUp, names: Sequence[str], columns: Sequence[FigureColumn], by_what: str) -> Iterator[Block]:
    """Yield the plans that need attention first; nothing if the table of groups shows every plan.

    Args:
        roll_up: all plans.
        names: the names of the counts by which they are chosen; see `worst_first`.
        columns: the figures to show of each.
        by_what: the order in words.
    """
    plans = worst_first(roll_up.plans, *names)
    if not plans or not (roll_up.by == "region" or _is_too_long(roll_up)):
        return
    folder = _common(plan.root for plan in roll_up.plans)
    title = f"Need attention first: {by_what}"
    yield Heading(title, 3)
    yield _table("Plan", [(_plan_name(plan, folder), plan.figures) for plan in plans], columns, title)
    yield GAP


def example(roll_up: RollUp) -> str:
    """Return the folder of one of the plans, for a command; ``PATH`` if it is very long."""
    return _typed(roll_up.plans[0].root if roll_up.plans else "")


def folder_of(roll_up: RollUp) -> str:
    """Return the folder that contains all plans, for a command; ``PATH`` if it is very long."""
    return _typed(_common(plan.root for plan in roll_up.plans) or ".")


def _typed(path: str) -> str:
    """Return a path for a command; one in a commit needs the option that names the commit."""
    if match := _IN_A_COMMIT.match(path):
        return f"PATH --rev {match[1]}"
    text = quote(one_line(path))
    return text if len(path) > 0 and len(text) <= _WIDEST_EXAMPLE else "PATH"


def roll_up_blocks(
    roll_up: RollUp,
    context: Context,
    *,
    only: str,
    totals: Iterable[Block],
    table: Iterable[Block],
    details: Iterable[Block],
    commands: tuple[tuple[str, str], ...],
) -> Iterator[Block]:
    """Yield a roll-up: title, totals, a table of groups, and the selected records or the plans that need attention.

    Args:
        roll_up: the plans.
        context: the day of the report.
        only: what the report is limited to; empty for no limit.
        totals: the sums.
        table: the table, as `groups_table` returns it.
        details: a list of records, or the plans that need attention first.
        commands: commands that show more, each after a few words.
    """
    yield from title_lines(roll_up, when_words(context))
    if only:
        yield Paragraph(Span(only, "strong"))
    yield GAP
    yield from totals
    yield GAP
    yield from table
    yield from details
    yield Commands(commands)


def listed_blocks(title: str, items: Iterable[Item]) -> Iterator[Block]:
    """Yield records of several plans under a heading."""
    yield from (Heading(title, 3), Items(tuple(items), indent=2, width=None, hang=4, under=4), GAP)


def roll_up_json(roll_up: RollUp) -> dict[str, Any]:
    """Return a roll-up as keys of a JSON object: the sum, its groups, and each plan."""
    return {"by": roll_up.by, "totals": roll_up.total.figures, "groups": roll_up.groups, "plans": roll_up.plans}


def _group_name(group: Group, by: str) -> Inline:
    name = group.name if group.name is not None else NOBODY.get(by, "None")
    if by not in _IN_ORDER:
        return name
    of = {"partial": group.partial, "incomplete": group.figures.incomplete_plans}
    notes = [f"{plans} {what}" if by == "region" else what for what, plans in of.items() if plans]
    return (name, *(Span(f", {note}", "alert") for note in notes)) if notes else name


def _is_too_long(roll_up: RollUp) -> bool:
    return roll_up.by == "plan" and not roll_up.is_asked and len(roll_up.plans) > _ONE_SCREEN


def _plan_name(plan: PlanFigures, folder: str) -> Inline:
    path = os.path.relpath(plan.root, folder) if folder else plan.root
    name = path if os.path.basename(path) == plan.id else f"{path} ({plan.id})"
    return (name, Span(", partial", "alert")) if plan.unread else name


def _table(
    heading: str, rows: Iterable[tuple[Inline, Figures]], columns: Sequence[FigureColumn], caption: str
) -> Table:
    others = (Column(column.heading, is_number=column.is_number, width=column.width) for column in columns)
    cells = ((name, *(column.cell(figures) for column in columns)) for name, figures in rows)
    return Table((Column(heading, least=12), *others), tuple(cells), caption)


def _common(roots: Iterable[str]) -> str:
    """Return the folder that contains all plans; empty if that is the current one, or there is none."""
    try:
        folder = os.path.commonpath([os.path.dirname(root) or "." for root in roots])
    except ValueError:  # no plan, or drives apart
        return ""
    return "" if folder in ("", os.curdir) else folder


shape(Figures, omit=("counts", "most"), more=lambda figures: {**figures.counts, **figures.most})
shape(Group, names={"partial": "partial_plans", "figures": "totals"})
shape(PlanFigures, omit=("parts", "listed"), names={"figures": "totals"})
