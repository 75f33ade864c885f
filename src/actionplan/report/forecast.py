"""``actionplan forecast``: how likely dates will be kept; each chance with its range and number of cases."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from actionplan.model.dates import last_day
from actionplan.model.text import count, date_text, day_text, numbered_name, printed_id, some_of
from actionplan.report.action_words import due_text
from actionplan.report.document import GAP, Block, Column, Document, Heading, Item, Items, Paragraph, Table, spaced
from actionplan.report.provenance import plan_opening, when_words
from actionplan.report.report_type import Context, Report, RunResult
from actionplan.report.writers.json import shape
from actionplan.summary.forecast.forecast import (
    ActionForecast,
    Forecast,
    GroupForecast,
    NumberDone,
    PlanForecast,
    forecast_known,
)
from actionplan.summary.forecast.kaplan_meier import FEWEST_CASES, Chance, Withheld

if TYPE_CHECKING:
    from actionplan.report.inline import Inline

_REASONS: Mapping[str, str] = {
    "no-date": "there is no due date",
    "few-finished": f"fewer than {FEWEST_CASES} actions are finished",
    "few-cases": f"fewer than {FEWEST_CASES} comparable actions are on record",
    "beyond-record": "the record does not reach that far",
}

_QUARTER, _HALF = Decimal("0.25"), Decimal("0.5")

_CAVEAT = (
    "The record cannot show recent efforts to keep dates better. If actions do not delay each other, the ranges are "
    "right 19 times in 20 and the likely numbers 8 times in 10. Method: docs/forecast.md."
)


def forecast_document(run: RunResult, context: Context) -> Document:
    """Return how likely it is that open actions are finished by their dates, plan by plan."""
    for result in run.results:
        for plan in result.plans:
            by = f", for {day_text(result.by)}" if result.by is not None else ""
            yield from plan_opening(plan, context, f"Forecast as at {when_words(context)}{by}.")
            yield from _plan(plan, result, context)
            yield GAP


def _plan(plan: PlanForecast, forecast: Forecast, context: Context) -> Iterator[Block]:
    only = context.selection.action
    if not plan.actions:
        why = "could not be read" if only in {unread.id for unread in plan.unread} else "was not open on that day"
        none = "No action is open" if only is None else f"{only} {why}"
        yield Paragraph(f"{none}: there is nothing to forecast.")
    elif plan.basis.finished < FEWEST_CASES:
        yield Paragraph(_withheld(plan))
    else:
        yield from (Paragraph(_basis(plan)), GAP)
        yield from _whole(plan, forecast, context) if only is None else (_actions(plan.actions, forecast, 8), GAP)
        yield Paragraph(_CAVEAT)


def _withheld(plan: PlanForecast) -> str:
    """Return why a plan has no forecast, and how many finished actions one needs."""
    others = len(set(plan.basis.plans) - {plan.id})
    together = f" ({plan.basis.finished} together with {count(others, 'other plan')})" if others else ""
    finished, open_actions = count(plan.finished, "action"), count(plan.whole.open, "action")
    have = "has" if plan.finished == 1 else "have"
    return (
        f"No forecast: only {finished} of this plan with a due date {have} been finished{together}. "
        f"A forecast needs at least {FEWEST_CASES}. "
        f"{open_actions} {'is' if plan.whole.open == 1 else 'are'} open: see actionplan status."
    )


def _basis(plan: PlanForecast) -> str:
    basis, whose = plan.basis, "this plan"
    if basis.plans != (plan.id,):
        whose = f"{count(len(basis.plans), 'plan')} together, as this plan alone has too few finished actions"
    return (
        f"Based on the record of {whose}: {basis.finished} actions finished, {basis.on_time} of them by the date first "
        f"agreed, and {basis.open} not finished. The forecast assumes that this pattern continues."
    )


def _whole(plan: PlanForecast, forecast: Forecast, context: Context) -> Iterator[Block]:
    together = (Paragraph(text, hang=4) for area in plan.areas if (text := _all_done(area)))
    yield from spaced(_headline(plan.whole, forecast), [_areas(plan, forecast)], together)
    groups: dict[str, list[ActionForecast]] = {}
    for each in plan.actions:
        due = _due(each)
        is_passed = forecast.by is None and due is not None and due <= forecast.as_at
        withheld = each.by_due if isinstance(each.by_due, str) else "chance"
        groups.setdefault("passed" if is_passed else withheld, []).append(each)
    if chances := groups.pop("chance", []):
        if context.is_page:
            yield Heading("Open actions, the soonest due first", 3)
        if forecast.by is None:
            chances.sort(key=lambda each: _due(each) or date.max)
        yield from (_actions(chances, forecast), GAP)
    if passed := groups.pop("passed", []):
        yield Paragraph(f"Past their due date: {_some(passed)}. To forecast these, name a day with --by.", hang=4)
    for reason, actions in groups.items():
        yield Paragraph(f"No forecast, as {_REASONS[reason]}: {_some(actions)}.", hang=4)


def _headline(whole: GroupForecast, forecast: Forecast) -> Iterator[Block]:
    number = _number_of(whole, forecast)
    if number is not None:
        kind, day = (" not yet due", "the due date") if forecast.by is None else ("", day_text(forecast.by))
        likely = f"{_range(number.low, number.high)} likely to be finished by {day}."
        others = f" No forecast is possible for {number.left_out} more." if number.left_out else ""
        yield Paragraph(f"{count(number.actions, 'open action')}{kind}: {likely}{others}")
    if whole.passed and forecast.by is None:
        verb = "is past its due date" if whole.passed == 1 else "are past their due date"
        yield Paragraph(f"{count(whole.passed, 'open action')} {verb}.")
    if number is None and not whole.passed:
        yield Paragraph("No forecast is possible for any open action.")


def _number_of(group: GroupForecast, forecast: Forecast) -> NumberDone | None:
    return group.by_own_dates if forecast.by is None else group.by_last_due


def _range(low: int, high: int) -> str:
    return str(low) if low == high else f"{low} to {high}"


def _areas(plan: PlanForecast, forecast: Forecast) -> Table:
    counts = ("Open", "Past due", "No forecast") if forecast.by is None else ("Open", "No forecast")
    rows: list[tuple[Inline, ...]] = []
    for area in plan.areas:
        number = _number_of(area, forecast)
        likely = f"{_range(number.low, number.high)} of {number.actions}" if number is not None else ""
        passed = [area.passed] if forecast.by is None else []
        unknown = number.left_out if number is not None else area.open - sum(passed)
        rows.append((area.id or "", area.title, *map(str, (area.open, *passed, unknown)), likely))
    columns = (
        Column("Area", width=6),
        Column("Title", shows_heading=False),
        *(Column(name, is_number=True, width=len(name)) for name in counts),
        Column("Likely done", width=11),
    )
    return Table(columns, tuple(rows), "Open actions by area")


def _all_done(group: GroupForecast) -> str:
    """Return how likely it is that all actions are finished by the last date; empty where a chance is missing."""
    number = group.by_last_due
    if number is None or number.left_out or number.actions < 2 or group.last_due is None:
        return ""
    likely = likelihood(number.all_done, number.all_done_low, number.all_done_high)
    spread = _between(number.all_done_low, number.all_done_high)
    day = day_text(group.last_due)
    return f"{group.id or 'No area'}: all {number.actions} finished by {day}: {likely} ({spread})."


def _due(forecast: ActionForecast) -> date | None:
    return last_day(forecast.action.due)


def _some(actions: Sequence[ActionForecast]) -> str:
    """Return how many actions there are, and the first of them by their names."""
    return f"{count(len(actions), 'action')} ({some_of(numbered_name(one.action) for one in actions)})"


def _actions(actions: Iterable[ActionForecast], forecast: Forecast, width: int = 0) -> Items:
    items = []
    for one in actions:
        action = one.action
        under = [f"{day_text(forecast.by) if forecast.by is not None else due_text(action)}: {_chance(one.by_due)}"]
        if forecast.by is None and action.original_due is not None and action.original_due != action.due:
            under.append(f"first agreed for {date_text(action.original_due)}: {_chance(one.by_original)}")
        items.append(Item(action.title, printed_id(action), tuple(under)))
    return Items(tuple(items), width=width)


def _chance(chance: Chance | Withheld) -> str:
    if isinstance(chance, str):
        return f"no forecast, as {_REASONS[chance]}"
    if chance.worth is None:
        return _NOT_DONE
    spread = _between(chance.low, chance.high)
    return f"{likelihood(chance.value, chance.low, chance.high)} ({spread}, from {count(chance.cases, 'action')})"


_NOT_DONE = "not finished by then"


def likelihood(value: Fraction | Decimal, low: Decimal, high: Decimal) -> str:
    """Return a chance in words and as a fraction: ``likely, about 7 in 10``.

    The word is true of the whole range, and nothing is ever called certain.

    Args:
        value: the chance.
        low: the low end of its range.
        high: the high end.
    """
    tenths = int(Fraction(value) * 10 + Fraction(1, 2))
    if high < _HALF:
        word = "very unlikely" if high < _QUARTER else "unlikely"
    elif low > _HALF:
        word = "very likely" if low > 1 - _QUARTER else "likely"
    else:
        word = "could go either way"
    number = {0: "less than 1", 10: "more than 9"}.get(tenths, f"about {tenths}")
    return f"{word}, {number} in 10"


def _between(low: Decimal, high: Decimal) -> str:
    """Return a range in tenths, rounded outwards."""
    least = int((low * 10).to_integral_value(ROUND_FLOOR))
    most = int((high * 10).to_integral_value(ROUND_CEILING))
    if least == 0:
        return f"at most {most} in 10" if most < 10 else "anything is possible"
    return f"at least {least} in 10" if most == 10 else f"between {least} and {most} in 10"


FORECAST = Report(
    name="forecast",
    title=lambda context: f"Forecast as at {when_words(context)}",
    whole=lambda view, context: forecast_known(view, context.selection.by, context.selection.action),
    document=forecast_document,
    members=lambda plan: plan.result.plans if plan.result is not None else (),
    first_keys=lambda context: {"by": context.selection.by, "fewest_cases": FEWEST_CASES},
)


def _rounded(value: Fraction | Decimal | None) -> float | None:
    """Return a number with four significant digits, more than any of these figures justifies."""
    return float(f"{float(value):.4g}") if value is not None else None


def _chance_json(chance: Chance | Withheld) -> dict[str, Any]:
    if isinstance(chance, str):
        return {**dict.fromkeys(("chance", "low", "high", "cases", "worth", "words")), "withheld": chance}
    words = likelihood(chance.value, chance.low, chance.high) if chance.worth is not None else _NOT_DONE
    return {
        "chance": _rounded(chance.value),
        "low": _rounded(chance.low),
        "high": _rounded(chance.high),
        "cases": chance.cases,
        "worth": _rounded(chance.worth),
        "words": words,
        "withheld": None,
    }


shape(ActionForecast, values={"by_due": _chance_json, "by_original": _chance_json})
shape(GroupForecast, names={"last_due": "last_due_day"})
shape(NumberDone, values=dict.fromkeys(("expected", "all_done", "all_done_low", "all_done_high"), _rounded))
