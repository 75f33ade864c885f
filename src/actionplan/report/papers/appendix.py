"""The appendices of a paper: every action, every risk, and which actions hold up others."""

from collections.abc import Iterator

from actionplan.model.text import count, in_words, printed_id
from actionplan.report.action_words import late_inline, progress_inline
from actionplan.report.document import Block, Cell, Column, Heading, Item, Items, Lines, Paragraph, Table, plain
from actionplan.report.papers.material import Material
from actionplan.report.papers.wording import late_span, rated, slip_lines, with_owner
from actionplan.report.tallies import risk_tally_text
from actionplan.summary.actions import ActionSummary


def all_actions(material: Material) -> Iterator[Block]:
    """Yield every action, in a table for each area."""
    titles: dict[str | None, str] = {area.id: area.title for area in material.status.areas}
    groups: dict[str | None, list[ActionSummary]] = {area.id: [] for area in material.status.areas}
    for action in material.status.actions:
        groups.setdefault(action.area, []).append(action)
    columns = tuple(map(Column, ("Action and owner", "State", "Rating", "First date and date now", "Lateness")))
    for area, actions in groups.items():
        if actions:
            rows = tuple(_row(material, each) for each in actions)
            title = titles.get(area, "No area")
            yield Table(columns, rows, title, note=count(len(actions), "action"))


def _row(material: Material, action: ActionSummary) -> tuple[Cell, ...]:
    late = late_span(action) if action.open else _finished(action)
    rating = rated(material, action.id)
    return with_owner(material, action), progress_inline(action), rating, Lines(slip_lines(action)), late


def _finished(action: ActionSummary) -> str:
    return plain(late_inline(action)) or ("in time" if action.finished is not None and action.due else "no due date")


def risks(material: Material) -> Iterator[Block]:
    """Yield how many risks are open, and the highest of them; nothing where none is on record."""
    tally = material.status.risks
    if not (tally.open or tally.happened or tally.closed):
        yield Paragraph("No risk is on record.")
        return
    yield Paragraph(risk_tally_text(tally))
    items = tuple(Item(each.title, printed_id(each)) for each in material.risks.risks)
    yield Items(items)


def dependencies(material: Material) -> Iterator[Block]:
    """Yield which overdue actions hold up others."""
    found = material.dependencies.held_up_by
    if not found:
        yield Paragraph("No overdue action holds up another.")
        return
    yield Heading("Overdue actions that hold up others", 3)
    yield Items(
        tuple(
            Item(f"{each.action.title} holds up {in_words(each.holds_up)}.", printed_id(each.action)) for each in found
        )
    )
