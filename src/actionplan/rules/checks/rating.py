"""The rule about ratings that a plan computes: they are compared with the declared ratings."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from actionplan.model.as_known import agreed_day
from actionplan.model.text import count
from actionplan.model.vocabulary import CLOSED
from actionplan.rules.checks.context import CheckContext
from actionplan.rules.checks.registry import RuleFault, fault, rule
from actionplan.summary.effective import ratings_as_at
from actionplan.summary.rating import rules_as_at
from actionplan.summary.timeline import of_whole, up_to

if TYPE_CHECKING:
    from actionplan.summary.actions import ActionSummary


@rule("W413")
def rating_differs(view: CheckContext) -> Iterator[RuleFault]:
    """If a plan has rating rules, the rating that an owner declares is the one that the rules compute today. If they
    differ, ask which of them is right. Reports show both.
    """
    plan, today = view.plan, view.today
    if not rules_as_at(plan, today):
        return
    from actionplan.summary.actions import summarise_actions

    labels = {name: rating.label for name, rating in ratings_as_at(plan, today).items()}
    for now in summarise_actions(plan, today):
        if now.rating is None or now.rating_computed in (None, now.rating):
            continue
        action = plan.action(now.id)
        placed = of_whole(up_to(action.status, today, agreed_day(plan, action)))
        index = [each.index for each in placed if each.entry.rating is not None][-1]
        declared, computed = (labels.get(name, name) for name in (now.rating, now.rating_computed))
        message = f"declared {declared}, but the plan's rule gives {computed}: {_facts(now)}"
        fix = f"if the rule is right: actionplan update {now.id} --rating {now.rating_computed}"
        yield fault(message, action, "status", index, "rating", fix=fix)


def _facts(now: "ActionSummary") -> str:
    facts = [(now.state or "no state given").replace("-", " ")]
    facts += [f"{now.progress}% done"] if now.progress is not None else []
    if now.days_late and now.state not in CLOSED:
        facts.append(f"{count(now.days_late, 'day')} late")
    return ", ".join(facts)
