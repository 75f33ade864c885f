"""Forecasts as text and as JSON: a chance never stands without its range and the number of cases behind it."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction
from typing import Any

from actionplan.model.ids import Id
from actionplan.report.status_json import action_json, envelope
from actionplan.report.words import count, date_text, day_text, one_line
from actionplan.report.writers.layout import Part
from actionplan.report.writers.legacy import Screen, draw, hanging, styled, table
from actionplan.summary.forecast.forecast import ActionForecast, Forecast, GroupForecast, NumberDone, PlanForecast
from actionplan.summary.forecast.kaplan_meier import FEWEST_CASES, Chance, Withheld

_REASONS: Mapping[Withheld, str] = {
    "no-date": "there is no date to count from",
    "few-finished": f"fewer than {FEWEST_CASES} actions are finished",
    "few-cases": f"fewer than {FEWEST_CASES} actions tell of it",
    "beyond-record": "the record does not reach that far",
}

_QUARTER, _HALF = Decimal("0.25"), Decimal("0.5")


def forecast_text(found: Forecast, screen: Screen, only: Id | None = None, when: str = "") -> str:
    """Give forecasts as text.

    Args:
        found: the forecasts.
        screen: what the reader's screen can show.
        only: the id of the one action to tell of; None for all.
        when: the day in words, as `as_at_words` gives it; empty for the day alone.
    """
    parts: list[Part] = []
    for plan in found.plans:
        by = f", by {day_text(found.by)}" if found.by is not None else ""
        parts += [styled(one_line(plan.title), "bold")]
        parts += [styled(f"Forecast as at {when or day_text(found.as_at)}{by}. {one_line(plan.root)}"), ""]
        if only is not None:
            parts += _one(plan, found, only, screen)
        elif not plan.actions:
            parts += [styled("No action is open: there is nothing to forecast."), ""]
        elif plan.basis.finished < FEWEST_CASES:
            parts += [hanging(_withheld(plan), 0, screen), ""]
        else:
            parts += _plan(plan, found, screen)
    return draw(parts, screen)


def _one(plan: PlanForecast, found: Forecast, only: Id, screen: Screen) -> Iterator[Part]:
    chosen = [one for one in plan.actions if one.action.id == only]
    if not chosen:
        yield styled(f"{only} was not open on that day: there is nothing to forecast.")
    elif plan.basis.finished < FEWEST_CASES:
        yield hanging(_withheld(plan), 0, screen)
    else:
        yield hanging(_basis(plan), 0, screen)
        yield ""
        yield from _action(chosen[0], found, screen, 8)
        yield ""
        yield _caveat(screen)
    yield ""


def _withheld(plan: PlanForecast) -> str:
    """Say why a plan has no forecast, and what it would take."""
    others = len(set(plan.basis.plans) - {plan.id})
    finished = count(plan.finished, "action")
    together = f", and {plan.basis.finished} together with {count(others, 'other plan')}" if others else ""
    return (
        f"No forecast: {finished} of this plan that had a date {'has' if plan.finished == 1 else 'have'} been finished"
        f"{together}. Below {FEWEST_CASES} a record says too little of how dates are kept to. "
        f"{count(len(plan.actions), 'action')} {'is' if len(plan.actions) == 1 else 'are'} open; "
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


def _plan(plan: PlanForecast, found: Forecast, screen: Screen) -> Iterator[Part]:
    yield hanging(_basis(plan), 0, screen)
    yield ""
    yield from _headline(plan.whole, found, screen)
    yield ""
    yield from _areas(plan, found, screen)
    told, passed, withheld = _sorted(plan, found)
    for one in told:
        yield from _action(one, found, screen, max(len(one.action.id) for one in told) + 2)
    if told:
        yield ""
    if passed:
        yield hanging(f"Past their date: {_ids(passed)}. Name a day with --by to ask about them.", 4, screen)
    for reason, actions in withheld.items():
        yield hanging(f"No chance given, as {_REASONS[reason]}: {_ids(actions)}.", 4, screen)
    yield _caveat(screen)
    yield ""


def _headline(whole: GroupForecast, found: Forecast, screen: Screen) -> Iterator[Part]:
    number = _number_of(whole, found)
    if number is not None:
        which, day = ("with their date ahead", "it") if found.by is None else ("", day_text(found.by))
        actions = " ".join(filter(None, (count(number.actions, "open action"), which)))
        text = f"Of {actions}, {_range(number.low, number.high)} are likely to be done by {day}.{_left_out(number)}"
        yield hanging(text, 0, screen)
    if whole.passed and found.by is None:
        verb = "is past its date" if whole.passed == 1 else "are past their date"
        yield styled(f"{count(whole.passed, 'open action')} {verb}.")
    if number is None and not whole.passed:
        yield styled("Of none of the open actions can a chance be given.")


def _left_out(number: NumberDone) -> str:
    return f" Nothing can be said of {number.left_out} more." if number.left_out else ""


def _number_of(group: GroupForecast, found: Forecast) -> NumberDone | None:
    return group.by_own_dates if found.by is None else group.by_last_due


def _range(low: int, high: int) -> str:
    return str(low) if low == high else f"{low} to {high}"


def _areas(plan: PlanForecast, found: Forecast, screen: Screen) -> Iterator[Part]:
    counts = ["Open", "Past", "Not known"] if found.by is None else ["Open", "Not known"]
    widths = [6, None, *map(len, counts), 11]
    rows = table("Area", "", *counts, "Likely done", widths=widths, right=range(2, 2 + len(counts)))
    for area in plan.areas:
        number = _number_of(area, found)
        likely = f"{_range(number.low, number.high)} of {number.actions}" if number is not None else ""
        passed = [area.passed] if found.by is None else []
        unknown = number.left_out if number is not None else area.open - sum(passed)
        rows.add_row(area.id or "", one_line(area.title), *map(str, (area.open, *passed, unknown)), likely)
    yield rows
    yield ""
    every = [text for area in plan.areas if (text := _all_done(area))]
    for text in every:
        yield hanging(text, 4, screen)
    if every:
        yield ""


def _all_done(group: GroupForecast) -> str:
    """Say how likely it is that everything is done by the last date; nothing where a chance is missing."""
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
    told, passed = [], []
    withheld: dict[Withheld, list[ActionForecast]] = {}
    for one in plan.actions:
        due = one.action.due.last if one.action.due is not None else None
        if found.by is None and due is not None and due <= found.as_at:
            passed.append(one)
        elif isinstance(one.by_due, Chance):
            told.append((found.by or due, one))
        else:
            withheld.setdefault(one.by_due, []).append(one)
    told.sort(key=lambda pair: str(pair[0]))
    return [one for _, one in told], passed, withheld


def _ids(actions: Iterable[ActionForecast]) -> str:
    return ", ".join(one.action.id for one in actions)


def _action(one: ActionForecast, found: Forecast, screen: Screen, indent: int) -> Iterator[Part]:
    action = one.action
    yield hanging(f"{action.id:<{indent}}{one_line(action.title)}", indent, screen)
    due = f"due {date_text(action.due)}" if action.due is not None else "no due date"
    day = day_text(found.by) if found.by is not None else due
    yield hanging(f"{'':{indent}}{day}: {_chance(one.by_due)}", indent, screen)
    if found.by is None and action.original_due is not None and action.original_due != action.due:
        first = date_text(action.original_due)
        yield hanging(f"{'':{indent}}first agreed for {first}: {_chance(one.by_original)}", indent, screen)


def _chance(chance: Chance | Withheld) -> str:
    if isinstance(chance, str):
        return f"no chance given, as {_REASONS[chance]}"
    if chance.worth is None:
        return "not done by then"
    spread = _between(chance.low, chance.high)
    return f"{likelihood(chance.value, chance.low, chance.high)} ({spread}, from {count(chance.cases, 'action')})"


def likelihood(value: Fraction | Decimal, low: Decimal, high: Decimal) -> str:
    """Give a chance in words and as a fraction: ``likely, about 7 in 10``.

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
    """Give a range in tenths, rounded so that it holds all of the exact one."""
    least = int((low * 10).to_integral_value(ROUND_FLOOR))
    most = int((high * 10).to_integral_value(ROUND_CEILING))
    if least == 0:
        return f"at most {most} in 10" if most < 10 else "anything is possible"
    return f"at least {least} in 10" if most == 10 else f"between {least} and {most} in 10"


def _caveat(screen: Screen) -> Part:
    return hanging(
        "What was done since to keep dates better is not in the record. Ranges hold 19 times in 20, likely numbers 8 "
        "times in 10, if actions do not hold each other up. docs/forecast.md says how it is worked out.",
        0,
        screen,
    )


def forecast_json(found: Forecast, only: Id | None = None) -> dict[str, Any]:
    """Give forecasts as a JSON object; chances are numbers from 0 to 1.

    Args:
        found: the forecasts.
        only: the id of the one action to tell of; None for all.
    """
    return {
        **envelope("forecast", found.as_at, partial=found.partial),
        "by": found.by.isoformat() if found.by is not None else None,
        "fewest_cases": FEWEST_CASES,
        "plans": [_plan_json(plan, only) for plan in found.plans],
    }


def _plan_json(plan: PlanForecast, only: Id | None) -> dict[str, Any]:
    basis = plan.basis
    return {
        "id": plan.id,
        "title": plan.title,
        "path": plan.root,
        "finished": plan.finished,
        "basis": {
            "plans": list(basis.plans),
            "finished": basis.finished,
            "open": basis.open,
            "on_time": basis.on_time,
        },
        "whole": _group_json(plan.whole),
        "areas": [_group_json(area) for area in plan.areas],
        "actions": [
            {
                "action": action_json(one.action),
                "by_due": _chance_json(one.by_due),
                "by_original": _chance_json(one.by_original),
            }
            for one in plan.actions
            if only in (None, one.action.id)
        ],
        "unread": [{"path": unread.path, "id": unread.id} for unread in plan.unread],
    }


def _group_json(group: GroupForecast) -> dict[str, Any]:
    return {
        "id": group.id,
        "title": group.title,
        "open": group.open,
        "passed": group.passed,
        "by_own_dates": _number_json(group.by_own_dates),
        "last_due_day": group.last_due.isoformat() if group.last_due is not None else None,
        "by_last_due": _number_json(group.by_last_due),
    }


def _number_json(number: NumberDone | None) -> dict[str, Any] | None:
    if number is None:
        return None
    return {
        "actions": number.actions,
        "left_out": number.left_out,
        "expected": _rounded(number.expected),
        "low": number.low,
        "high": number.high,
        "all_done": _rounded(number.all_done),
        "all_done_low": _rounded(number.all_done_low),
        "all_done_high": _rounded(number.all_done_high),
    }


def _chance_json(chance: Chance | Withheld) -> dict[str, Any]:
    if isinstance(chance, str):
        return {
            "chance": None,
            "low": None,
            "high": None,
            "cases": None,
            "worth": None,
            "words": None,
            "withheld": chance,
        }
    return {
        "chance": _rounded(chance.value),
        "low": _rounded(chance.low),
        "high": _rounded(chance.high),
        "cases": chance.cases,
        "worth": _rounded(chance.worth) if chance.worth is not None else None,
        "words": likelihood(chance.value, chance.low, chance.high) if chance.worth is not None else "not done by then",
        "withheld": None,
    }


def _rounded(value: Fraction | Decimal) -> float:
    """Give a number with four digits that count, more than any of these can bear."""
    return float(f"{float(value):.4g}")
