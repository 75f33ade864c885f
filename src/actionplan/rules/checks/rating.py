"""Rules about ratings that a plan computes: where they differ from what is declared."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from actionplan.model.as_known import agreed_day
from actionplan.model.records import Action, Plan
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
    """Where a plan says how its ratings are computed, what an owner declares is what the rule gives today. Where they
    differ, one of the two deserves a question. Views show both.
    """
    plan, today = view.plan, view.today
    if not rules_as_at(plan, today):
        return
    from actionplan.summary.actions import summarise_actions

    actions = {action.id: action for action in plan.actions}
    labels = {name: rating.label for name, rating in ratings_as_at(plan, today).items()}
    for now in summarise_actions(plan, today):
        if now.rating is None or now.rating_computed in (None, now.rating):
            continue
        index = _declared_at(plan, actions[now.id], today)
        declared, computed = (labels.get(name, name) for name in (now.rating, now.rating_computed))
        message = f"declared {declared}, but the plan's rule gives {computed}: {_facts(now)}"
        fix = "declare what the rule gives, or say in a note why not"
        yield fault(message, actions[now.id], "status", index, "rating", fix=fix)


def _declared_at(plan: Plan, action: Action, today: date) -> int:
    placed = of_whole(up_to(action.status, today, agreed_day(plan, action)))
    declaring = [each.index for each in placed if each.entry.rating is not None]
    return declaring[-1]


def _facts(now: "ActionSummary") -> str:
    facts = [(now.state or "not reported").replace("-", " ")]
    facts += [f"{now.progress}% done"] if now.progress is not None else []
    if now.days_late and now.state not in CLOSED:
        facts.append(f"{now.days_late} {'day' if now.days_late == 1 else 'days'} late")
    return ", ".join(facts)
