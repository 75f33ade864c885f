"""Questions about owners: those who say nothing, and those who answer for something and do none of it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from actionplan.model.bodies import Body
from actionplan.model.ids import Id
from actionplan.model.text import body_name, count, date_text
from actionplan.rules.checks.registry import place
from actionplan.rules.questions.context import QuestionContext, Standing, belongs_to, stated_at
from actionplan.rules.questions.registry import QuestionCase, challenge_rule

OWNING_KINDS = frozenset({"council", "icb", "provider"})
"""The kinds of body that have staff and money to do what a plan promises."""

LEADING_KINDS = frozenset({"council", "icb"})
"""Those that answer for a plan by law, whether or not an action names them."""


@challenge_rule(
    "C301",
    "serious",
    one="Why has nothing been recorded of {actions} of {name} for {weeks}?",
)
def owner_silent(view: QuestionContext) -> Iterator[QuestionCase]:
    """A body owns open actions, and for longer than the policy's `challenge_weeks_silent` (6 weeks without it) nobody
    has added anything to them, nor has the body said anything anywhere else in the plan. The weeks count from the last
    update of those actions; where none was ever given, from the day on which the plan was agreed. If the plan has
    been kept in these files only since a later day, a note says so: its sources may have been silent.
    """
    for owner, heard in silent_owners(view).items():
        owned, name = _open(view, owner), body_name(view.plan.bodies, owner)
        many = f"the {len(owned)} open actions" if len(owned) > 1 else "the only open action"
        since, last = _last_word(view, owned, heard)
        ids = ", ".join(standing.now.id for standing in owned)
        days = (view.as_at - since).days
        yield QuestionCase(
            record=owner,
            owner=owner,
            areas=tuple(dict.fromkeys(area for standing in owned for area in standing.now.areas)),
            name=name,
            why=f"{last}; still open: {ids}",
            weight=days,
            places=tuple(where for standing in owned for where in stated_at(view, standing, "owner")),
            words={"name": name, "weeks": count(days // 7, "week"), "actions": many},
            note=kept_note(view, since),
        )


def silent_owners(view: QuestionContext) -> Mapping[Id, date]:
    """Return the owners of open actions without an update for too long, with the day of the last one.

    Of those who never said anything that is the day on which the plan was agreed; in a draft they are left out.
    """
    limit = timedelta(weeks=view.policy.challenge_weeks_silent)
    agreed = view.plan.agreed.last if view.plan.agreed is not None else None
    said: dict[Id, list[date]] = {}
    for standing in view.actions:
        owner = standing.now.owner
        if owner is not None and standing.now.open:
            own = said.setdefault(owner, [view.heard[owner]] if owner in view.heard else [])
            own += [placed.day for placed in standing.every[-1:]]  # the last of them in force is that of the last day
    last = {owner: max(days, default=agreed) for owner, days in said.items()}
    return {owner: day for owner, day in last.items() if day is not None and view.as_at - day > limit}


def _open(view: QuestionContext, owner: Id) -> list[Standing]:
    return [standing for standing in view.actions if standing.now.owner == owner and standing.now.open]


def _last_word(view: QuestionContext, owned: Iterable[Standing], heard: date) -> tuple[date, str]:
    """Return the day of the last update of some actions, and say so with the date as it is written.

    A word of their owner's about anything else is no update of them.
    """
    said = [(placed.day, standing.action.status[placed.root].on) for standing in owned for placed in standing.every]
    if said:
        day, written = max(said, key=lambda pair: pair[0])
        return day, f"the last update is of {date_text(written)}"
    agreed = view.plan.agreed
    if agreed is None or agreed.last is None:
        return heard, "no update was ever given"
    return agreed.last, f"no update since {date_text(agreed)}, when the plan was agreed"


def kept_note(view: QuestionContext, last: date | None) -> str:
    """Return a note that a plan was copied from other papers after its last known entry; empty where it was not.

    Args:
        view: the plan.
        last: the day of the last update; None where there is none.
    """
    kept = view.plan.kept_since
    if kept is None or kept.last is None or (last is not None and kept.last <= last):
        return ""
    return (
        f"this plan has been kept in these files since {date_text(kept)}; what came before is what was found in sources"
    )


@challenge_rule(
    "C302",
    "routine",
    one="What is {name} to do under this plan, in which it owns no action?",
    many="What are {count} bodies to do under this plan, in which they own no action?",
    together="plan",
)
def body_without_action(view: QuestionContext) -> Iterator[QuestionCase]:
    """A council, an integrated care board or a provider is among the plan's bodies, and neither it nor a part of it
    owns an action. Bodies that are partners are named, since help is not ownership. A provider that is no partner
    in any action is not asked, since a plan may name it for something else. A part of another such body, such as the
    full council, is not asked, nor is one that did not exist on that day. If the plan has been kept in these files
    only since a day after its last known entry, a note says so.
    """
    note = kept_note(view, max(view.heard.values(), default=None))
    owners = {standing.now.owner for standing in view.actions} - {None}
    owning = owners | {above for owner in owners if owner is not None for above in belongs_to(view.plan, owner)}
    for name, found in view.plan.bodies.items():
        if found.kind in OWNING_KINDS and name not in owning and _answers_for_itself(view, name, found):
            helps = [standing.now.id for standing in view.actions if name in standing.now.partners]
            if not helps and found.kind not in LEADING_KINDS:
                continue
            partner = f" (a partner in {', '.join(helps)})" if helps else ""
            yield QuestionCase(
                record=name,
                owner=name,
                areas=(),
                name=found.name,
                why=f"it owns no action{partner}",
                places=(place(view.plan, view.plan, "bodies", name),),
                words={"name": found.name},
                note=note,
            )


def _answers_for_itself(view: QuestionContext, name: Id, found: Body) -> bool:
    begun = found.from_ is None or found.from_.last is None or found.from_.last <= view.as_at
    ended = found.until is not None and found.until.last is not None and found.until.last < view.as_at
    above = [view.plan.bodies[other].kind for other in belongs_to(view.plan, name) if other in view.plan.bodies]
    return begun and not ended and not OWNING_KINDS.intersection(above)


@challenge_rule(
    "C303",
    "serious",
    one="How does {name} answer for area {area}, in which it owns no action?",
    many="How do the bodies that answer for {count} areas do so, when they own no action in them?",
    together="plan",
)
def area_owner_without_action(view: QuestionContext) -> Iterator[QuestionCase]:
    """A body answers for an area as its `owner`, and neither it nor a part of it owns an action in that area that has
    not been cancelled. It then answers for what it cannot order.
    """
    for area in view.areas:
        if area.owner is None:
            continue
        owners = {
            standing.now.owner
            for standing in view.actions
            if area.id in standing.now.areas and standing.now.state != "cancelled" and standing.now.owner is not None
        }
        if not any(area.owner in (owner, *belongs_to(view.plan, owner)) for owner in owners):
            name = body_name(view.plan.bodies, area.owner)
            others = ", ".join(sorted(body_name(view.plan.bodies, owner) for owner in owners))
            doing = f"its actions are owned by {others}" if others else "it has no action with an owner"
            yield QuestionCase(
                record=area.id,
                owner=area.owner,
                areas=(area.id,),
                name=f"{area.id} {area.title}",
                why=f"{name} answers for it; {doing}",
                places=(place(view.plan, area, "owner"),),
                words={"name": name, "area": f'{area.id} ("{area.title}")'},
            )
