"""``actionplan forecast``: a chance is never shown without its range and the number of cases behind it."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction
from typing import Any

from actionplan.model.text import count, date_text, day_text
from actionplan.model.view import View
from actionplan.report.action_words import due_text
from actionplan.report.document import (
    GAP,
    Block,
    Column,
    Document,
    Heading,
    Inline,
    Item,
    Items,
    Paragraph,
    Span,
    Table,
)
from actionplan.report.provenance import when_words
from actionplan.report.report_type import Context, PlanResult, Report, RunResult
from actionplan.report.writers.json import shape
from actionplan.summary.forecast.forecast import (
    ActionForecast,
    Forecast,
    ForecastSelection,
    GroupForecast,
    NumberDone,
    PlanForecast,
    forecast_known,
)
from actionplan.summary.forecast.kaplan_meier import FEWEST_CASES, Chance, Withheld

_REASONS: Mapping[Withheld, str] = {
    "no-date": "there is no date to count from",
    "few-finished": f"fewer than {FEWEST_CASES} actions are finished",
    "few-cases": f"fewer than {FEWEST_CASES} actions tell of it",
    "beyond-record": "the record does not reach that far",
}

_QUARTER, _HALF = Decimal("0.25"), Decimal("0.5")

_CAVEAT = (
    "What was done since to keep dates better is not in the record. Ranges hold 19 times in 20, likely numbers 8 times "
    "in 10, if actions do not hold each other up. docs/forecast.md says how it is worked out."
)


def forecast_document(run: RunResult, context: Context) -> Document:
    """Return how likely it is that open actions are done by their dates, plan by plan."""
    for found in run.results:
        for plan in found.plans:
            by = f", by {day_text(found.by)}" if found.by is not None else ""
            yield Heading(plan.title)
            yield Paragraph((f"Forecast as at {when_words(context)}{by}. ", Span(plan.root, "code")))
            yield GAP
            yield from _plan(plan, found, context)
            yield GAP


def _plan(plan: PlanForecast, found: Forecast, context: Context) -> Iterator[Block]:
    only = context.selection.action
    if only is not None and not plan.actions:
        is_unread = only in {unread.id for unread in plan.unread}
        why = "could not be read" if is_unread else "was not open on that day"
        yield Paragraph(f"{only} {why}: there is nothing to forecast.")
        return
    if not plan.actions:
        yield Paragraph("No action is open: there is nothing to forecast.")
        return
    if plan.basis.finished < FEWEST_CASES:
        yield Paragraph(_withheld(plan))
        return
    yield from (Paragraph(_basis(plan)), GAP)
    if only is None:
        yield from _whole(plan, found, context)
    else:
        yield from (_actions(plan.actions, found, 8), GAP)
    yield Paragraph(_CAVEAT)


def _withheld(plan: PlanForecast) -> str:
    """Return why a plan has no forecast, and what it would take."""
    others = len(set(plan.basis.plans) - {plan.id})
    finished = count(plan.finished, "action")
    together = f", and {plan.basis.finished} together with {count(others, 'other plan')}" if others else ""
    return (
        f"No forecast: {finished} of this plan that had a date {'has' if plan.finished == 1 else 'have'} been finished"
        f"{together}. Below {FEWEST_CASES} a record says too little of how dates are kept to. "
        f"{count(plan.whole.open, 'action')} {'is' if plan.whole.open == 1 else 'are'} open; "
        "actionplan status shows how they stand."
    )


def _basis(plan: PlanForecast) -> str:
    basis = plan.basis
    if basis.plans == (plan.id,):
        whose = "this plan"
    else:
        whose = f"{count(len(basis.plans), 'plan')} together, as this one alone has too few finished actions"
    return (
        f"If things go on as in the record of {whose}: {basis.finished} actions finished, {basis.on_time} of them by "
        f"the date first agreed, and {basis.open} not finished."
    )


def _whole(plan: PlanForecast, found: Forecast, context: Context) -> Iterator[Block]:
    yield from _headline(plan.whole, found)
    yield GAP
    yield _areas(plan, found)
    yield GAP
    every = [Paragraph(text, hang=4) for area in plan.areas if (text := _all_done(area))]
    yield from every
    if every:
        yield GAP
    given, passed, withheld = _sorted(plan, found)
    if given:
        if context.is_page:
            yield Heading("Open actions, the soonest due first", 3)
        yield from (_actions(given, found), GAP)
    if passed:
        yield Paragraph(f"Past their date: {_ids(passed)}. Name a day with --by to ask about them.", hang=4)
    for reason, actions in withheld.items():
        yield Paragraph(f"No chance given, as {_REASONS[reason]}: {_ids(actions)}.", hang=4)


def _headline(whole: GroupForecast, found: Forecast) -> Iterator[Block]:
    number = _number_of(whole, found)
    if number is not None:
        which, day = (" with their date ahead", "it") if found.by is None else ("", day_text(found.by))
        done = f"{_range(number.low, number.high)} are likely to be done by {day}."
        others = f" Nothing can be said of {number.left_out} more." if number.left_out else ""
        yield Paragraph(f"Of {count(number.actions, 'open action')}{which}, {done}{others}")
    if whole.passed and found.by is None:
        verb = "is past its date" if whole.passed == 1 else "are past their date"
        yield Paragraph(f"{count(whole.passed, 'open action')} {verb}.")
    if number is None and not whole.passed:
        yield Paragraph("Of none of the open actions can a chance be given.")


def _number_of(group: GroupForecast, found: Forecast) -> NumberDone | None:
    return group.by_own_dates if found.by is None else group.by_last_due


def _range(low: int, high: int) -> str:
    return str(low) if low == high else f"{low} to {high}"


def _areas(plan: PlanForecast, found: Forecast) -> Table:
    counts = ("Open", "Past", "Not known") if found.by is None else ("Open", "Not known")
    rows: list[tuple[Inline, ...]] = []
    for area in plan.areas:
        number = _number_of(area, found)
        likely = f"{_range(number.low, number.high)} of {number.actions}" if number is not None else ""
        passed = [area.passed] if found.by is None else []
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
    """Return how likely it is that everything is done by the last date; empty where a chance is missing."""
    number = group.by_last_due
    if number is None or number.left_out or number.actions < 2 or group.last_due is None:
        return ""
    likely = likelihood(number.all_done, number.all_done_low, number.all_done_high)
    spread = _between(number.all_done_low, number.all_done_high)
    day = day_text(group.last_due)
    return f"{group.id or 'No area'}: all {number.actions} done by {day}: {likely} ({spread})."


def _sorted(
    plan: PlanForecast, found: Forecast
) -> tuple[list[ActionForecast], list[ActionForecast], dict[Withheld, list[ActionForecast]]]:
    """Part actions of which a chance is given, the soonest first, from those past their date and those without one."""
    given, passed = [], []
    withheld: dict[Withheld, list[ActionForecast]] = {}
    for one in plan.actions:
        due = one.action.due.last if one.action.due is not None else None
        if found.by is None and due is not None and due <= found.as_at:
            passed.append(one)
        elif isinstance(one.by_due, Chance):
            given.append((found.by or due, one))
        else:
            withheld.setdefault(one.by_due, []).append(one)
    given.sort(key=lambda pair: str(pair[0]))
    return [one for _, one in given], passed, withheld


def _ids(actions: Iterable[ActionForecast]) -> str:
    return ", ".join(one.action.id for one in actions)


def _actions(actions: Iterable[ActionForecast], found: Forecast, width: int = 0) -> Items:
    items = []
    for one in actions:
        action = one.action
        under = [f"{day_text(found.by) if found.by is not None else due_text(action)}: {_chance(one.by_due)}"]
        if found.by is None and action.original_due is not None and action.original_due != action.due:
            under.append(f"first agreed for {date_text(action.original_due)}: {_chance(one.by_original)}")
        items.append(Item(action.title, action.id, tuple(under)))
    return Items(tuple(items), width=width)


def _chance(chance: Chance | Withheld) -> str:
    if isinstance(chance, str):
        return f"no chance given, as {_REASONS[chance]}"
    if chance.worth is None:
        return _NOT_DONE
    spread = _between(chance.low, chance.high)
    return f"{likelihood(chance.value, chance.low, chance.high)} ({spread}, from {count(chance.cases, 'action')})"


_NOT_DONE = "not done by then"


def likelihood(value: Fraction | Decimal, low: Decimal, high: Decimal) -> str:
    """Return a chance in words and as a fraction: ``likely, about 7 in 10``.

    The word is what the whole range bears out, and nothing is ever called certain.

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
    if tenths == 0:
        return f"{word}, less than 1 in 10"
    return f"{word}, more than 9 in 10" if tenths == 10 else f"{word}, about {tenths} in 10"


def _between(low: Decimal, high: Decimal) -> str:
    """Return a range in tenths, rounded so that it holds all of the exact one."""
    least = int((low * 10).to_integral_value(ROUND_FLOOR))
    most = int((high * 10).to_integral_value(ROUND_CEILING))
    if least == 0:
        return f"at most {most} in 10" if most < 10 else "anything is possible"
    return f"at least {least} in 10" if most == 10 else f"between {least} and {most} in 10"


def _whole_result(view: View, context: Context) -> Forecast:
    selection: ForecastSelection = context.selection
    return forecast_known(view, selection.by, selection.action)


def _members(found: PlanResult) -> Iterable[PlanForecast]:
    return () if found.result is None else found.result.plans


def _head(context: Context) -> Mapping[str, Any]:
    return {"by": context.selection.by, "fewest_cases": FEWEST_CASES}


FORECAST = Report(
    name="forecast",
    title=lambda context: f"Forecast as at {when_words(context)}",
    whole=_whole_result,
    document=forecast_document,
    members=_members,
    head=_head,
)


def _rounded(value: Fraction | Decimal | None) -> float | None:
    """Return a number with four digits that count, more than any of these can bear."""
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
