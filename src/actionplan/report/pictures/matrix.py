"""The matrix of risks: likelihood upwards, impact to the right; in each cell its score, its level and the risks."""

from collections.abc import Iterator, Mapping, Sequence

from actionplan.model.risks import RiskScale
from actionplan.model.text import capitalised, count, in_words, printed_id
from actionplan.report.document import Cell, Column, Picture, Sign, Table
from actionplan.report.inline import Span
from actionplan.report.pictures import marks
from actionplan.report.pictures.rating_cells import Look, looks, shape_at
from actionplan.report.pictures.shapes import SMALL, Box, Word, drawn, lines_of, rect
from actionplan.report.writers.svg import WIDE
from actionplan.summary.risks import PlanRisks, RiskSummary, level_of

_NAMES, _NARROW_NAMES, _RIGHT, _HIGH, _LINE, _GAP = 108, 22, 564, 46, 16, 2
_MOST = 10
"""The most words on a scale of which a picture has place for the cells."""


def matrix_picture(plan: PlanRisks) -> Picture | None:
    """Return the matrix of the residual scores of open risks; None without a scale, or if none of them is on it.

    Args:
        plan: the risks of a plan.
    """
    scale = plan.scale
    if scale is None or not (0 < len(scale.likelihood) <= _MOST and 0 < len(scale.impact) <= _MOST):
        return None
    placed = [each for each in plan.risks if each.state == "open" and _is_on(scale, each)]
    if not placed:
        return None
    found = looks({level.label: level for level in scale.levels}, [level.label for level in scale.levels])
    cells: dict[tuple[int, int], list[str]] = {}
    for risk in placed:
        assert risk.residual is not None
        cells.setdefault((risk.residual.likelihood, risk.residual.impact), []).append(printed_id(risk))
    return Picture(
        caption=_caption(plan, placed),
        note=_note(scale),
        alt=_alt(placed),
        drawing=marks.drawing(lambda width: _draw(scale, cells, found, width)),
        table=_table(placed),
        key=tuple(Sign(shape_at(look, 11, 7), look.word) for look in found.values()),
    )


def _is_on(scale: RiskScale, risk: RiskSummary) -> bool:
    score = risk.residual
    return (
        score is not None and 1 <= score.likelihood <= len(scale.likelihood) and 1 <= score.impact <= len(scale.impact)
    )


def _caption(plan: PlanRisks, placed: Sequence[RiskSummary]) -> str:
    scale = plan.scale
    top = scale.levels[0].label if scale is not None and scale.levels else None
    scored = count(len(placed), "open risk")
    if top is None:
        text = f"{scored} with a score"
    else:
        high = sum(_level(each) == top for each in placed)
        verb = "is" if high <= 1 else "are"
        text = f"{high or 'None'} of {scored} with a score {verb} {top}"
    happened = [printed_id(each) for each in plan.risks if each.state == "happened"]
    unscored = plan.tally.open - len(placed)
    more = [f"{count(unscored, 'more')} {'has' if unscored == 1 else 'have'} none"] if unscored else []
    if happened:
        more.append(f"{in_words(happened)} {'has' if len(happened) == 1 else 'have'} happened")
    return "; ".join((text, *more)).replace(" mores ", " more ")


def _level(risk: RiskSummary) -> str:
    return risk.residual.level.label if risk.residual is not None and risk.residual.level is not None else "no level"


def _note(scale: RiskScale) -> str:
    ends = [
        f"{name} from 1 ({words[0]}) to {len(words)} ({words[-1]})"
        for name, words in (("likelihood", scale.likelihood), ("impact", scale.impact))
    ]
    levels = in_words(f"{level.label} {level.at_least} or more" for level in scale.levels)
    text = f"Score with what is done now: likelihood times impact; {in_words(ends)}."
    return f"{text} {capitalised(levels)}." if levels else text


def _alt(placed: Sequence[RiskSummary]) -> str:
    highest = max(placed, key=lambda each: each.residual.score if each.residual is not None else 0)
    score = highest.residual.score if highest.residual is not None else 0
    return f"Matrix of {count(len(placed), 'open risk')}. The highest score is {score}, of {printed_id(highest)}."


def _table(placed: Sequence[RiskSummary]) -> Table:
    columns = tuple(map(Column, ("Risk", "Likelihood", "Impact", "Score", "Level")))
    rows: list[tuple[Cell, ...]] = []
    for risk in placed:
        score = risk.residual
        assert score is not None
        name = (Span(printed_id(risk), "ref"), " ", Span(risk.title, "strong"))
        words = (score.likelihood, score.likelihood_word), (score.impact, score.impact_word)
        level = score.level
        shown = Span(level.label, f"colour:{level.colour or ''}") if level is not None else "no level"
        rows.append((name, *(f"{number} {word or ''}".strip() for number, word in words), str(score.score), shown))
    return Table(columns, tuple(rows), "Open risks with their scores", note="")


def _draw(
    scale: RiskScale, cells: Mapping[tuple[int, int], Sequence[str]], found: Mapping[str, Look], width: int
) -> tuple[str, float]:
    is_wide = width == WIDE
    left, right = (_NAMES, _RIGHT) if is_wide else (_NARROW_NAMES, width)
    step = (right - left) / len(scale.impact)
    shapes: list[str] = []
    y = 2.0
    for likelihood in range(len(scale.likelihood), 0, -1):
        lines = {
            impact: lines_of(", ".join(cells.get((likelihood, impact), ())), step - 8, bold=True)
            for impact in range(1, len(scale.impact) + 1)
        }
        word = scale.likelihood[likelihood - 1] if is_wide else str(likelihood)
        named = lines_of(capitalised(word), left - 10)
        high = max(_HIGH, 24 + _LINE * max(map(len, lines.values())), 15 * len(named) + 4)
        for impact, names in lines.items():
            box = Box(left + (impact - 1) * step + _GAP, y + _GAP, left + impact * step, y + high)
            shapes += _cell(scale, likelihood * impact, names, found, box)
        shapes += _likelihood(named, left, y + high / 2)
        y += high
    heads = scale.impact if is_wide else tuple(str(at) for at in range(1, len(scale.impact) + 1))
    below = [lines_of(capitalised(word), step - 4) for word in heads]
    for at, lines_below in enumerate(below):
        x = left + (at + 0.5) * step
        words = enumerate(lines_below)
        shapes += (drawn(Word(x=x, y=y + 16 + 15 * line, text=text, look="middle")) for line, text in words)
    y += 16 + 15 * max(map(len, below))
    shapes.append(drawn(Word(x=left, y=y + 4, text="Likelihood upwards, impact to the right", look="f-ink2")))
    return "".join(shapes), y + 12


def _likelihood(lines: Sequence[str], left: float, middle: float) -> Iterator[str]:
    for at, line in enumerate(lines):
        yield drawn(Word(x=left - 8, y=middle + 5 + 15 * (at - (len(lines) - 1) / 2), text=line, look="end"))


def _cell(scale: RiskScale, score: int, names: Sequence[str], found: Mapping[str, Look], box: Box) -> Iterator[str]:
    level = level_of(scale, score)
    look = found[level.label] if level is not None else None
    yield rect(box, f"f-{look.colour}-cell s-rule" if look is not None and look.colour else "f-wash s-rule")
    if look is not None:
        yield shape_at(look, box.left + 9, box.top + 9, size=10)
    yield drawn(Word(x=box.right - 5, y=box.top + 13, text=str(score), look="end f-ink2", size=SMALL))
    for at, name in enumerate(names):
        y = box.top + 34 + _LINE * at
        yield drawn(Word(x=(box.left + box.right) / 2, y=y, text=name, look="bold middle"))
