"""The matrix of risks: likelihood down, impact across, in each cell the risks with that score."""

from collections.abc import Iterable

from actionplan.model.risks import RiskScale
from actionplan.model.text import printed_id
from actionplan.report.document import GAP, Column, Document, Flow, Heading, Paragraph, Table
from actionplan.report.inline import Inline, Span
from actionplan.summary.risks import RiskSummary, level_of


def matrix(scale: RiskScale, risks: Iterable[RiskSummary], *, is_page: bool = False) -> Document:
    """Return a matrix of residual scores, the most likely on top; each cell has the level of its score.

    Args:
        scale: the plan's scale, with the words for both axes.
        risks: the risks.
        is_page: whether it is shown on a page, where cells have no counts.
    """
    placed: dict[tuple[int, int], list[str]] = {}
    for risk in risks:
        if risk.residual is not None:
            placed.setdefault((risk.residual.likelihood, risk.residual.impact), []).append(printed_id(risk))
    if not placed or not scale.likelihood or not scale.impact:
        return
    yield Heading("Open risks by residual score: likelihood down, impact across", 3)
    impacts = tuple(enumerate(scale.impact, start=1))
    columns = (Column("Likelihood", shows_heading=False), *(Column(f"{number} {word}") for number, word in impacts))
    rows: list[tuple[Inline, ...]] = []
    for number, word in reversed(tuple(enumerate(scale.likelihood, start=1))):
        cells = (_cell(scale, number * impact, placed.pop((number, impact), []), is_page) for impact, _ in impacts)
        rows.append((f"{number} {word}", *cells))
    caption = "The level of each score, likelihood times impact, and the open risks that have it"
    yield Table(columns, tuple(rows), caption, is_even=True)
    if placed:
        yield Paragraph(f"Not on the scale: {', '.join(name for names in placed.values() for name in names)}", hang=4)
    if scale.levels:
        levels = (
            Span(f"{each.label}: {each.at_least} or more", f"colour:{each.colour or ''}") for each in scale.levels
        )
        yield Flow(tuple(levels))
    yield GAP


def _cell(scale: RiskScale, score: int, names: list[str], is_page: bool) -> Inline:
    level = level_of(scale, score)
    label, colour = (level.label, level.colour or "") if level is not None else ("No level", "")
    counted = "" if is_page else f" {len(names)}"
    return (Span(label, f"mark:{colour}"), f"{counted}: {', '.join(names)}" if names else "")
