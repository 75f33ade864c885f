"""The matrix of risks: likelihood down, impact across, in each field how many risks have that score, and which."""

from collections.abc import Iterator, Sequence

from actionplan.model.risks import RiskScale
from actionplan.report.words import COLOUR_STYLES, Signs, one_line
from actionplan.report.writers.layout import Part, Text
from actionplan.report.writers.legacy import Screen, flow, hanging, signs_of, styled, table
from actionplan.summary.risks import RiskSummary, level_of

_GAP = 2
_LEAST_WIDTH = 5


def matrix(scale: RiskScale, risks: Sequence[RiskSummary], screen: Screen) -> Iterator[Part]:
    """Draw the residual scores of risks, the most likely above. A sign in each field says the level of such a score.

    Args:
        scale: the plan's scale, whose words label both axes.
        risks: the risks, each with a residual score.
        screen: what the reader's screen can show.
    """
    placed: dict[tuple[int, int], list[str]] = {}
    for risk in risks:
        if risk.residual is not None:
            placed.setdefault((risk.residual.likelihood, risk.residual.impact), []).append(risk.id)
    if not placed or not scale.likelihood or not scale.impact:
        return
    yield styled("Open risks by residual score: likelihood down, impact across", "bold")
    signs = signs_of(screen)
    labels = [f"{number} {one_line(word)}" for number, word in enumerate(scale.likelihood, start=1)]
    first = min(max(map(len, labels)), screen.width // 4)
    width = max((screen.width - first) // len(scale.impact) - _GAP, _LEAST_WIDTH)
    headings = [f"{number} {one_line(word)}" for number, word in enumerate(scale.impact, start=1)]
    rows = table("", *headings, widths=[first, *([width] * len(headings))])
    for likelihood in range(len(labels), 0, -1):
        fields = [
            _field(scale, likelihood, impact, placed.pop((likelihood, impact), []), signs)
            for impact in range(1, len(headings) + 1)
        ]
        rows.add_row(labels[likelihood - 1], *fields)
    yield rows
    if placed:
        outside = ", ".join(name for names in placed.values() for name in names)
        yield hanging(f"Not on the scale: {outside}", 4, screen)
    yield from flow(_key(scale, signs), screen)
    yield ""


def _field(scale: RiskScale, likelihood: int, impact: int, names: list[str], signs: Signs) -> Text:
    level = level_of(scale, likelihood * impact)
    sign = signs.colours[level.colour] if level is not None else signs.colours[None]
    style = COLOUR_STYLES[level.colour] if level is not None else ""
    return styled(f"{sign} {len(names)}: {', '.join(names)}" if names else sign, style)


def _key(scale: RiskScale, signs: Signs) -> list[Text]:
    return [
        styled(
            f"{signs.colours[level.colour]} {one_line(level.label)}: {level.at_least} or more",
            COLOUR_STYLES[level.colour],
        )
        for level in scale.levels
    ]
