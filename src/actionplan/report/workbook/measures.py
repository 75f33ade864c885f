"""The worksheets of measures, their readings and their targets, and of risks."""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from actionplan.model.measures import Reading
from actionplan.model.text import capitalised
from actionplan.report.words import RISK_STATE_WORDS
from actionplan.report.workbook.columns import OfDay, SheetColumn, SheetTable, Value, printed_as, shown, worked_out
from actionplan.sheets.workbook import CellData
from actionplan.summary.measures.measure import MeasureSummary
from actionplan.summary.measures.measures import summarise_measures
from actionplan.summary.measures.readings import PeriodReading
from actionplan.summary.measures.targets import TargetSummary
from actionplan.summary.risks import RiskSummary, summarise_risks


class _Of(NamedTuple):
    """A reading or a target, with its measure."""

    measure: MeasureSummary
    now: Any


def _measures(of: OfDay) -> tuple[MeasureSummary, ...]:
    return tuple(summarise_measures(of.plan, of.day))


def _readings(of: OfDay) -> Iterator[_Of]:
    return (_Of(measure, each) for measure in _measures(of) for each in measure.readings)


def _targets(of: OfDay) -> Iterator[_Of]:
    return (_Of(measure, each) for measure in _measures(of) for each in measure.targets)


def _at(path: str) -> Value:
    """Return what finds a value by its path; None where something on the way is None."""

    def value(row: Any, _: OfDay) -> Any:
        for name in path.split("."):
            row = getattr(row, name) if row is not None else None
        return row

    return value


def _judged(row: _Of, _: OfDay) -> CellData:
    if not row.now.passed:
        return "Not due yet"
    return {True: "Met", False: "Missed", None: "Not known"}[row.now.met]


def _last_judged(row: MeasureSummary, _: OfDay) -> CellData | None:
    return {True: "Met", False: "Missed", None: None}[row.last_judged.met] if row.last_judged is not None else None


def _risk_state(row: RiskSummary, _: OfDay) -> CellData:
    return capitalised(RISK_STATE_WORDS[row.state])


def _mitigating(row: RiskSummary, _: OfDay) -> CellData | None:
    return "; ".join(action.id for action in row.actions) or None


def _of_measure() -> tuple[SheetColumn, ...]:
    return (
        *shown(MeasureSummary, "id", "Measure", 18, at="measure", meaning="The name of the measure in the plan"),
        *shown(MeasureSummary, "title", "Measure, in words", 40, at="measure", meaning="What is measured"),
        *shown(MeasureSummary, "unit", at="measure", width=12, meaning="What its figures count"),
    )


_BREAK: Final = "How what is counted was changed, so that earlier figures are not compared with it"
_PERIOD: Final = "The time that it is about"

MEASURES: Final = SheetTable(
    "Measures",
    "a measure",
    (
        *shown(MeasureSummary, "id", "Measure", 18, meaning="Its name in the plan"),
        *printed_as(MeasureSummary),
        *shown(MeasureSummary, "title", width=40, meaning="What is measured"),
        *shown(MeasureSummary, "definition", width=40),
        *shown(MeasureSummary, "unit", width=12, meaning="What its figures count"),
        *shown(MeasureSummary, "direction", "Better when it goes", 10, meaning="Whether more or less is better"),
        *shown(MeasureSummary, "owner", width=24),
        *worked_out("Baseline", "Its value before the plan", _at("baseline.value"), of="baseline"),
        *worked_out("Latest figure", "The latest published figure", _at("latest.value")),
        *worked_out("Latest figure for the time to", "The end of its time", _at("latest.period.last"), 13),
        *worked_out("Better or worse than before", "Compared with the figure before", _at("travel")),
        *worked_out("Next target", "The first target still to come", _at("next_target.value"), blank="[z]"),
        *worked_out("Next target due", "When it must be reached", _at("next_target.due.last"), 13, blank="[z]"),
        *worked_out("Last target judged", "Of those whose day has passed", _last_judged, blank="[z]"),
        *shown(MeasureSummary, "days_overdue", "Days the next figure is overdue", 12, meaning="0 if it is not overdue"),
    ),
    _measures,
)

READINGS: Final = SheetTable(
    "Readings",
    "a published figure of a measure",
    (
        *_of_measure(),
        *shown(PeriodReading, "period", "For the time to", at="now", meaning=_PERIOD, in_words=True),
        *shown(PeriodReading, "value", "Figure", at="now", meaning="The published figure"),
        *shown(Reading, "on", "Published", at="now.taken", meaning="When it was published"),
        *shown(Reading, "by", "Published by", 24, at="now.taken", meaning="Who published it"),
        *shown(PeriodReading, "break_in_series", width=40, at="now", blank="[z]", meaning=_BREAK),
        *shown(Reading, "note", width=60, at="now.taken", meaning="The note with it"),
        *shown(Reading, "source", width=40, at="now.taken", meaning="Where it was read"),
    ),
    _readings,
)

TARGETS: Final = SheetTable(
    "Targets",
    "a target of a measure",
    (
        *_of_measure(),
        *shown(TargetSummary, "due", at="now", in_words=True, meaning="By when"),
        *shown(TargetSummary, "value", "Target", at="now", meaning="The figure to reach"),
        *worked_out("Target as first set", "The figure to reach, as first set", _at("now.original.value")),
        *worked_out("Target met", "Whether it was met, once its day has passed", _judged),
    ),
    _targets,
)

RISKS: Final = SheetTable(
    "Risks",
    "a risk",
    (
        *shown(RiskSummary, "id", "Risk", meaning="Its number in the plan"),
        *printed_as(RiskSummary),
        *shown(RiskSummary, "title", width=40, meaning="What could happen, in short"),
        *shown(RiskSummary, "cause", width=40, meaning="Why it could happen"),
        *shown(RiskSummary, "event", width=40, meaning="What could happen"),
        *shown(RiskSummary, "effect", width=40, meaning="What would follow"),
        *worked_out("State", "Whether it is open, has happened or is closed", _risk_state, 14),
        *shown(RiskSummary, "owner", width=24),
        *shown(RiskSummary, "lead"),
        *worked_out("Inherent score", "Likelihood times impact before any action", _at("inherent.score"), 10),
        *worked_out("Score now", "Likelihood times impact after the actions taken", _at("residual.score"), 10),
        *worked_out("Level now", "The plan's word for that score", _at("residual.level.label"), 12),
        *worked_out("Score when first scored", "The same when it was first scored", _at("first_residual.score"), 10),
        *worked_out("Actions that lessen it", "Their numbers", _mitigating, 16),
        *shown(RiskSummary, "raised", meaning="When it was first recorded"),
        *shown(RiskSummary, "last_update", meaning="When it was last reported on"),
    ),
    lambda of: summarise_risks(of.plan, of.actions, of.day),
)
