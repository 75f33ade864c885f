"""Rules about risks: scores lie on the plan's scale, the scale is clear, and somebody answers for each risk."""

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from actionplan.model.problem import KeyPath
from actionplan.model.records import Plan
from actionplan.model.risks import Risk, RiskScale, RiskScore
from actionplan.rules.checks.context import CheckContext
from actionplan.rules.checks.registry import RuleFault, fault, rule
from actionplan.summary.timeline import last_stated

_SCORES = ("inherent", "residual")


@rule("E118")
def score_off_the_scale(view: CheckContext) -> Iterator[RuleFault]:
    """The likelihood and impact of a risk are counted from 1, and go as far as the words of `[risk_scale]` do."""
    for risk in view.plan.risks:
        for keys, score in _scores(risk):
            for name in ("likelihood", "impact"):
                number, words = getattr(score, name), getattr(view.plan.risk_scale, name, ())
                if number < 1 or (words and number > len(words)):  # a scale without words is E119
                    expected = f"1 to {len(words)}" if words else "1 or more"
                    yield fault(f"the {name} {number} is not on the scale", risk, *keys, name, expected=expected)


@rule("E119")
def unclear_risk_scale(view: CheckContext) -> Iterator[RuleFault]:
    """A `[risk_scale]` says one thing: it has words for likelihood and for impact, no word and no label stands twice,
    and its levels stand in order, the highest first.
    """
    plan = view.plan
    if plan.risk_scale is None:
        return
    scale = plan.risk_scale
    for name in ("likelihood", "impact"):
        words: Sequence[str] = getattr(scale, name)
        if not words:
            message = f"the scale has no word for {name}"
            yield fault(message, plan, "risk_scale", name, expected="a word for 1, for 2 and so on")
        yield from _twice(plan, [((name, index), word) for index, word in enumerate(words)])
    labels: list[tuple[KeyPath, str]] = [
        (("levels", index, "label"), level.label) for index, level in enumerate(scale.levels)
    ]
    yield from _twice(plan, labels)
    yield from _out_of_order(plan, scale)


def _twice(plan: Plan, named: Sequence[tuple[KeyPath, str]]) -> Iterator[RuleFault]:
    seen: set[str] = set()
    for keys, word in named:
        if word.casefold() in seen:
            yield fault(f'"{word}" stands twice, so nobody can tell which is meant', plan, "risk_scale", *keys)
        seen.add(word.casefold())


def _out_of_order(plan: Plan, scale: RiskScale) -> Iterator[RuleFault]:
    for index, (above, below) in enumerate(pairwise(scale.levels), start=1):
        if below.at_least >= above.at_least:
            message = f"{below.label} begins at {below.at_least}, but {above.label} above it at {above.at_least}"
            fix = "put the levels in order, the highest first"
            yield fault(message, plan, "risk_scale", "levels", index, "at_least", fix=fix)


@rule("W514")
def score_without_scale(view: CheckContext) -> Iterator[RuleFault]:
    """A score says little as long as `plan.toml` does not say under `[risk_scale]` what its numbers mean."""
    if view.plan.risk_scale is not None:
        return
    for risk in view.plan.risks:
        for keys, _ in islice(_scores(risk), 1):
            fix = "add [risk_scale] to plan.toml, with the words for likelihood and impact"
            yield fault("nobody can tell what this risk's scores mean", risk, *keys, fix=fix)


@rule("W515")
def risk_without_owner(view: CheckContext) -> Iterator[RuleFault]:
    """A risk without `owner` is watched by nobody. One that is closed needs none."""
    for history in view.of_kind(Risk):
        if history.now.owner is None and last_stated(history.entries, "state") != "closed":
            yield fault("nobody answers for this risk", history.record, fix='add a line: owner = "..."')


def _scores(risk: Risk) -> Iterator[tuple[KeyPath, RiskScore]]:
    """Yield every score that a risk's file states, with its place."""
    whole: KeyPath = ()
    for keys, stating in ((whole, risk), *((("status", index), entry) for index, entry in enumerate(risk.status))):
        for name in _SCORES:
            if (score := getattr(stating, name)) is not None:
                yield (*keys, name), score
