"""Rules about risks: scores are on the plan's scale, the scale is clear, and each risk has an owner."""

from collections.abc import Iterable, Iterator
from itertools import islice, pairwise

from actionplan.model.problem import KeyPath
from actionplan.model.records import Plan
from actionplan.model.risks import Risk, RiskScore
from actionplan.rules.checks.advice import amended, corrected
from actionplan.rules.checks.context import CheckContext, items_of
from actionplan.rules.checks.registry import RuleFault, fault, rule
from actionplan.summary.timeline import last_stated


@rule("E118")
def score_off_the_scale(view: CheckContext) -> Iterator[RuleFault]:
    """The likelihood and the impact of a risk are from 1 to the number of words that `[risk_scale]` has for them."""
    for risk in view.plan.risks:
        for keys, score in _scores(risk):
            for name in ("likelihood", "impact"):
                number, words = getattr(score, name), getattr(view.plan.risk_scale, name, ())
                if number < 1 or (words and number > len(words)):  # a scale without words is E119
                    expected = f"1 to {len(words)}" if words else "1 or more"
                    message = f"the {name} {number} is not on the scale"
                    yield fault(message, risk, *keys, name, expected=expected, fix=_rescored(view, risk, keys))


def _rescored(view: CheckContext, risk: Risk, keys: KeyPath) -> str:
    """Return how a risk gets a score on the scale; what is off it states nothing, so it may be changed in its place."""
    if keys[0] == "status":
        return corrected("change the score in this line", risk, int(keys[1]), options=f"--{keys[-1]} 2x3")
    again = "" if risk.status or view.is_agreed(risk) else f", or enter the risk again: actionplan remove {risk.id}"
    return f"change the score in this line{again}"


@rule("E119")
def unclear_risk_scale(view: CheckContext) -> Iterator[RuleFault]:
    """A `[risk_scale]` has words for likelihood and for impact, no word and no label is used twice, and its levels are
    in order, the highest first.
    """
    plan, scale = view.plan, view.plan.risk_scale
    if scale is None:
        return
    for name in ("likelihood", "impact"):
        if not getattr(scale, name):
            expected = "a word for 1, for 2 and so on"
            yield fault(f"the scale has no word for {name}", plan, "risk_scale", name, expected=expected)
        yield from _twice(plan, [((name, index), word) for index, word in enumerate(getattr(scale, name))])
    yield from _twice(plan, [(("levels", index, "label"), level.label) for index, level in enumerate(scale.levels)])
    for index, (above, below) in enumerate(pairwise(scale.levels), start=1):
        if below.at_least >= above.at_least:
            message = f"{below.label} begins at {below.at_least}, but {above.label} above it at {above.at_least}"
            fix = "put the levels in order, the highest first"
            yield fault(message, plan, "risk_scale", "levels", index, "at_least", fix=fix)


def _twice(plan: Plan, words: Iterable[tuple[KeyPath, str]]) -> Iterator[RuleFault]:
    seen: set[str] = set()
    for keys, word in words:
        if word.casefold() in seen:
            yield fault(f'"{word}" is used twice, so it is ambiguous', plan, "risk_scale", *keys)
        seen.add(word.casefold())


@rule("W514", fix='actionplan set risk-scale --likelihood "..." --impact "...", with one of each for each number')
def score_without_scale(view: CheckContext) -> Iterator[RuleFault]:
    """If a risk has a score, `[risk_scale]` in `plan.toml` states what the numbers mean."""
    for risk in view.plan.risks if view.plan.risk_scale is None else ():
        for keys, _ in islice(_scores(risk), 1):
            yield fault("the plan has no scale for this risk's scores", risk, *keys)


@rule("W515")
def risk_without_owner(view: CheckContext) -> Iterator[RuleFault]:
    """A risk has an `owner`, unless it is closed."""
    for history in view.of_kind(Risk):
        if history.now.owner is None and last_stated(history.entries, "state") != "closed":
            fix = amended(view, history.record, 'add a line: owner = "..."', "--owner BODY")
            yield fault("no owner is named for this risk", history.record, fix=fix)


def _scores(risk: Risk) -> Iterator[tuple[KeyPath, RiskScore]]:
    """Yield every score in a risk's file, with its place."""
    for _, keys, table in ((risk, (), risk), *items_of([risk], "status")):
        for name in ("inherent", "residual"):
            if (score := getattr(table, name)) is not None:
                yield (*keys, name), score
