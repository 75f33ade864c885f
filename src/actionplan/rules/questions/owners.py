"""Questions about owners: those who report nothing, and those who are accountable but own no action."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from actionplan.model.bodies import Body
from actionplan.model.dates import last_day
from actionplan.model.ids import Id
from actionplan.model.text import body_name, count, date_text
from actionplan.rules.checks.registry import place
from actionplan.rules.questions.context import QuestionContext, Standing, areas_of, belongs_to, stated_at
from actionplan.rules.questions.registry import QuestionCase, challenge_rule, for_several

OWNING_KINDS = frozenset({"council", "icb", "provider"})
"""The kinds of body that have staff and money to carry out a plan."""

LEADING_KINDS = frozenset({"council", "icb"})
"""Those that are accountable for a plan by law, whether or not an action names them."""


@challenge_rule("C301", "serious", "Why has nothing been recorded about {actions} of {name} for {weeks}?")
def owner_silent(view: QuestionContext) -> Iterator[QuestionCase]:
    """A body owns open actions, and for longer than the policy's `challenge_weeks_silent` (6 weeks by default) nobody
    has added an entry to them, and the body has no entry anywhere else in the plan. The weeks count from the last
    update of those actions; if there was none, from the day on which the plan was agreed. If the plan has been kept in
    these files only since a later day, that is stated: perhaps only its sources are silent. As long as it has not been
    kept here for that many weeks, C207 asks instead.
    """
    yield from _silence(view, is_taken_over=False)


@challenge_rule("C207", "routine", "What has happened with {actions} of {name} in the last {weeks}?")
def nothing_newer_in_the_sources(view: QuestionContext) -> Iterator[QuestionCase]:
    """As C301, but the plan has been kept in these files for less than the policy's `challenge_weeks_silent`, and its
    earlier entries were taken from its sources, or its `coverage` is incomplete: those who keep it are not those who do
    the work. That nothing is recorded then says nothing about the owner: perhaps reports exist that nobody has entered
    or published.
    """
    yield from _silence(view, is_taken_over=True)


def _silence(view: QuestionContext, *, is_taken_over: bool) -> Iterator[QuestionCase]:
    """Yield the owners without entries: of a plan that was only just taken over from its sources, or of any other."""
    kept, limit = last_day(view.plan.kept_since), view.policy.challenge_weeks_silent * 7
    for owner, heard in silent_owners(view).items():
        owned = [standing for standing in view.actions if standing.now.owner == owner and standing.now.open]
        since, last = _last_word(view, owned, heard)
        from_papers = kept is not None and since < kept and (view.as_at - kept).days <= limit
        if is_taken_over != (from_papers or view.plan.coverage == "incomplete"):
            continue
        why = f"{last}; still open: {', '.join(standing.now.id for standing in owned)}"
        places = tuple(where for standing in owned for where in stated_at(view, standing, "owner"))
        name, days = body_name(view.plan.bodies, owner), (view.as_at - since).days
        many = f"the {len(owned)} open actions" if len(owned) > 1 else "the only open action"
        words = {"name": name, "weeks": count(days // 7, "week"), "actions": many}
        note = ", and ".join(filter(None, (kept_note(view, since), coverage_note(view))))
        yield QuestionCase(owner, owner, areas_of(owned), name, why, places, days, words, note)


def silent_owners(view: QuestionContext) -> Mapping[Id, date]:
    """Return the owners of open actions who have had no entry for too long, with the day of their last one.

    For owners who never had an entry, that is the day on which the plan was agreed; in a draft they are left out.
    """
    limit = view.policy.challenge_weeks_silent * 7
    agreed = last_day(view.plan.agreed)
    said: dict[Id, list[date]] = {}
    for standing in view.actions:
        owner = standing.now.owner
        if owner is not None and standing.now.open:
            own = said.setdefault(owner, [view.heard[owner]] if owner in view.heard else [])
            own += [placed.day for placed in standing.every[-1:]]  # the last of them in force is that of the last day
    last = {owner: max(days, default=agreed) for owner, days in said.items()}
    return {owner: day for owner, day in last.items() if day is not None and (view.as_at - day).days > limit}


def _last_word(view: QuestionContext, owned: Iterable[Standing], heard: date) -> tuple[date, str]:
    """Return the day of the last update of some actions, and a sentence with its date.

    Their owner's entries about anything else do not count as updates of them.
    """
    said = [(placed.day, placed.entry.on) for standing in owned for placed in standing.every]
    if said:
        day, written = max(said, key=lambda pair: pair[0])
        return day, f"the last update is dated {date_text(written)}"
    agreed = view.plan.agreed
    if agreed is None or agreed.last is None:
        return heard, "no update was ever given"
    return agreed.last, f"no update since {date_text(agreed)}, when the plan was agreed"


def coverage_note(view: QuestionContext) -> str:
    """Return the note that a plan is kept by others than those who do the work; empty if it is not."""
    return "no newer source was found for it" if view.plan.coverage == "incomplete" else ""


def kept_note(view: QuestionContext, last: date | None) -> str:
    """Return the note that a plan was imported after a day; empty if it was not.

    Args:
        view: the plan.
        last: the day of the last update; None if there is none.
    """
    kept = view.plan.kept_since
    if kept is None or kept.last is None or (last is not None and kept.last <= last):
        return ""
    return (
        f"this plan has been kept in these files since {date_text(kept)}; earlier entries were taken from its sources"
    )


@for_several("What do {count} bodies do under this plan, in which they own no action?", together="plan")
@challenge_rule("C302", "routine", "What does {name} do under this plan, in which it owns no action?")
def body_without_action(view: QuestionContext) -> Iterator[QuestionCase]:
    """A council, an integrated care board or a provider is one of the plan's bodies, and neither it nor a part of it
    owns an action. If it helps as a partner, the actions are named, since help is not ownership. A provider that is not
    a partner in any action is not asked, nor is a part of another such body, such as the full council, nor a body that
    did not exist on that day. If the plan has been kept in these files only since a later day, that is stated.
    """
    note = kept_note(view, max(view.heard.values(), default=None))
    owners = {standing.now.owner for standing in view.actions} - {None}
    owning = owners | {above for owner in owners if owner is not None for above in belongs_to(view.plan, owner)}
    for body_id, body in view.plan.bodies.items():
        helps = [standing.now.id for standing in view.actions if body_id in standing.now.partners]
        is_expected = body.kind in LEADING_KINDS or (body.kind in OWNING_KINDS and bool(helps))
        if is_expected and body_id not in owning and _is_independent(view, body_id, body):
            why = "it owns no action" + (f" (a partner in {', '.join(helps)})" if helps else "")
            places = (place(view.plan, view.plan, "bodies", body_id),)
            yield QuestionCase(body_id, body_id, (), body.name, why, places, 0, {"name": body.name}, note)


def _is_independent(view: QuestionContext, body_id: Id, body: Body) -> bool:
    """Return whether a body exists on the day and is not a part of another that should own actions."""
    has_begun = body.from_ is None or body.from_ <= view.as_at or body.from_.last is None
    has_ended = body.until is not None and body.until < view.as_at
    above = [view.plan.bodies[other].kind for other in belongs_to(view.plan, body_id) if other in view.plan.bodies]
    return has_begun and not has_ended and not OWNING_KINDS.intersection(above)


@for_several("How do the bodies that answer for {count} areas do so, when they own no action in them?", together="plan")
@challenge_rule("C303", "serious", "How does {name} answer for area {area}, in which it owns no action?")
def area_owner_without_action(view: QuestionContext) -> Iterator[QuestionCase]:
    """A body is the `owner` of an area, and neither it nor a part of it owns an action in that area, cancelled ones
    excepted. It is then accountable for work that it does not control.
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
            why = f"{name} answers for it; {doing}"
            words = {"name": name, "area": f'{area.id} ("{area.title}")'}
            places = (place(view.plan, area, "owner"),)
            yield QuestionCase(area.id, area.owner, (area.id,), f"{area.id} {area.title}", why, places, 0, words)
