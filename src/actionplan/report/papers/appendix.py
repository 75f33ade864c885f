"""The appendices of a paper: every action, every risk, and which actions hold up others."""

from collections.abc import Iterable, Iterator, Sequence

from actionplan.model.text import count, printed_id, short_name, some_of
from actionplan.model.vocabulary import FINISHED
from actionplan.report.action_words import finished_text, late_span, progress_inline, replaced_text
from actionplan.report.document import Block, Cell, Column, Heading, Item, Items, Lines, Paragraph, Table
from actionplan.report.inline import Inline, PageLink, Span
from actionplan.report.papers.material import Material, in_cell
from actionplan.report.papers.wording import body_link, rated, slip_lines, with_owner
from actionplan.report.pictures.timeline import timeline
from actionplan.report.risks import score_span
from actionplan.report.tallies import risk_tally_text
from actionplan.report.words import RISK_STATE_WORDS
from actionplan.summary.actions import ActionSummary
from actionplan.summary.dependencies import Dependencies
from actionplan.summary.risks import RiskSummary


def all_actions(material: Material) -> Iterator[Block]:
    """Yield every action, in a table for each area."""
    for title, actions in _by_area(material):
        yield action_table(material, title, actions)


def timelines(material: Material) -> Iterator[Block]:
    """Yield every action, in a table for each area; above it the area's timeline, if it has one."""
    for title, actions in _by_area(material):
        table = action_table(material, title, actions)
        yield timeline(title, actions, table, material.as_at) or table


def _by_area(material: Material) -> Iterator[tuple[str, list[ActionSummary]]]:
    """Yield the title of each area with its actions; last those without an area."""
    titles: dict[str | None, str] = {area.id: short_name(area) for area in material.status.areas}
    groups: dict[str | None, list[ActionSummary]] = {area.id: [] for area in material.status.areas}
    for action in material.status.actions:
        groups.setdefault(action.area, []).append(action)
    yield from ((titles.get(area, "No area"), actions) for area, actions in groups.items() if actions)


def action_table(material: Material, title: str, actions: Sequence[ActionSummary], order: str = "") -> Table:
    """Return a table of actions.

    Args:
        material: what the paper is made from.
        title: its caption.
        actions: the actions, in the order of its rows.
        order: which order that is, in words; empty for that of their numbers.
    """
    columns = tuple(map(Column, ("Action and owner", "State", "Rating", "First date and date now", "Lateness")))
    rows = tuple(_row(material, each) for each in actions)
    return Table(columns, rows, title, note=", ".join(filter(None, (_counted(actions), order))))


def _counted(actions: Sequence[ActionSummary]) -> str:
    """Return how many actions count, and apart from these how many were split or joined."""
    counted = sum(not each.replaced_by for each in actions)
    replaced = len(actions) - counted
    return count(counted, "action") + (
        f", and {replaced} that {'was' if replaced == 1 else 'were'} split or joined" if replaced else ""
    )


def _row(material: Material, action: ActionSummary) -> tuple[Cell, ...]:
    state = replaced_text(action) or progress_inline(action)
    return with_owner(material, action), state, rated(material, action.id), Lines(slip_lines(action)), lateness(action)


def lateness(action: ActionSummary) -> Inline:
    """Return by how many days an action is overdue, or after its date it was finished, or why it is not awaited."""
    if action.open:
        return late_span(action)
    if action.replaced_by:
        return "counted there"
    return finished_text(action) if action.state in FINISHED else "no longer awaited"


def risks(material: Material) -> Iterator[Block]:
    """Yield how many risks are open, and the highest of them; nothing where none is on record."""
    tally = material.status.risks
    if not (tally.open or tally.happened or tally.closed):
        yield Paragraph("No risk is on record.")
        return
    yield Paragraph(risk_tally_text(tally))
    yield risk_table(material, material.risks.risks)


def risk_table(material: Material, risks: Iterable[RiskSummary]) -> Table:
    """Return a table of risks, in their order."""
    columns = tuple(map(Column, ("Risk", "Score and level", "Owner")))
    return Table(columns, tuple(_risk(material, each) for each in risks), "Risks, the highest score first", note="")


def _risk(material: Material, risk: RiskSummary) -> tuple[Cell, ...]:
    name = (Span(printed_id(risk), "ref"), " ", Span(risk.title, "strong", link=PageLink("risk", risk.id)))
    score = score_span(risk.residual) if risk.residual is not None else "not scored"
    state = [] if risk.state == "open" else [RISK_STATE_WORDS[risk.state]]
    return name, Lines((score, *state)), Span(in_cell(material, risk.owner), link=body_link(risk.owner))


def dependencies(material: Material) -> Iterator[Block]:
    """Yield which overdue actions hold up others."""
    found = material.dependencies.held_up_by
    if not found:
        yield Paragraph("No overdue action holds up another.")
        return
    yield Heading("Overdue actions that hold up others", 3)
    yield Items(tuple(Item(_held_up(material, each), printed_id(each.action)) for each in found))


def _held_up(material: Material, each: Dependencies) -> str:
    return f"{each.action.title} holds up {some_of(material.status.names.get(name, name) for name in each.holds_up)}."
