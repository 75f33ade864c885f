"""Questions about owners: those who report nothing, and those who are accountable but own no action."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta

from actionplan.model.bodies import Body
from actionplan.model.dates import PlanDate, last_day
from actionplan.model.ids import Id
from actionplan.model.kinds import records_of
from actionplan.model.text import (
    at_text,
    body_name,
    count,
    date_text,
    days_text,
    in_words,
    numbered_name,
    numbered_title,
    some_of,
    span_text,
)
from actionplan.model.vocabulary import DROPPED
from actionplan.rules.checks.registry import place
from actionplan.rules.questions.context import (
    QuestionContext,
    Standing,
    area_answers,
    areas_of,
    belongs_to,
    called,
    stated_at,
    updates_in,
)
from actionplan.rules.questions.registry import QuestionCase, challenge_rule, for_several
from actionplan.summary.answering import (
    answers,
    answers_for,
    concerned,
    has_ended,
)
from actionplan.summary.ending import Ending, ending
from actionplan.summary.owned import Owned, owned_text, tasks_text, to_hand_over
from actionplan.summary.timeline import up_to

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
        owned = [standing for standing in view.actions if answers_for(standing.now) == owner and standing.now.open]
        since, last = _last_word(view, owned, heard)
        from_papers = kept is not None and since < kept and (view.as_at - kept).days <= limit
        if is_taken_over != (from_papers or view.plan.coverage == "incomplete"):
            continue
        why = f"{last}; still open: {some_of(numbered_name(standing.now) for standing in owned)}"
        places = tuple(where for standing in owned for where in stated_at(view, standing, "owner"))
        name, days = _answering_name(view, owner, owned), (view.as_at - since).days
        many = f"the {len(owned)} open actions" if len(owned) > 1 else "the only open action"
        words = {"name": name, "weeks": count(days // 7, "week"), "actions": many}
        note = ", and ".join(filter(None, (kept_note(view, since), coverage_note(view))))
        yield QuestionCase(owner, owner, areas_of(owned), name, why, places, days, words, note)


def _answering_name(view: QuestionContext, owner: Id, owned: Iterable[Standing]) -> str:
    """Return the name of the body that answers for some actions, with those that it has still to take over."""
    name = body_name(view.plan.bodies, owner)
    ended = {each.now.owner: each.now.handover.ended for each in owned if each.now.handover is not None}
    before = (f"{body_name(view.plan.bodies, body)}, which ended {at_text(on)}" for body, on in ended.items())
    return f"{name}, to be taken over from {' and '.join(before)}," if ended else name


def silent_owners(view: QuestionContext) -> Mapping[Id, date]:
    """Return the bodies that answer for open actions and have had no entry for too long, with the day of the last one.

    For those who never had an entry, that is the day on which the plan was agreed; in a draft they are left out.
    """
    limit = view.policy.challenge_weeks_silent * 7
    agreed = last_day(view.plan.agreed)
    said: dict[Id, list[date]] = {}
    for standing in view.actions:
        owner = answers_for(standing.now)
        if owner is not None and standing.now.open:
            own = said.setdefault(owner, [view.heard[owner]] if owner in view.heard else [])
            own += [placed.day for placed in updates_in(standing.every)[-1:]]  # the last is that of the last day
            own += [day for day, _ in _before_the_split(view, standing)]
    last = {owner: max(days, default=agreed) for owner, days in said.items()}
    return {owner: day for owner, day in last.items() if day is not None and (view.as_at - day).days > limit}


def _last_word(view: QuestionContext, owned: Iterable[Standing], heard: date) -> tuple[date, str]:
    """Return the day of the last update of some actions, and a sentence with its date.

    Their owner's entries about anything else do not count as updates of them.
    """
    owned = tuple(owned)
    said = [(placed.day, placed.entry.on) for standing in owned for placed in updates_in(standing.every)]
    said += [update for standing in owned for update in _before_the_split(view, standing)]
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


def _before_the_split(view: QuestionContext, standing: Standing) -> Iterator[tuple[date, PlanDate]]:
    """Yield the day and date of the last update of an action in the place of others, which may be one of theirs."""
    now = standing.now
    if now.replaces and now.last_update is not None and now.days_since_update is not None:
        yield view.as_at - timedelta(days=now.days_since_update), now.last_update


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
    """A council, an integrated care board or a provider is one of the plan's bodies, and neither it nor a part of
    it owns an action. If it helps as a partner, the actions are named, since help is not ownership. A provider that
    is not a partner in any action is not asked, nor is a part of another such body, such as the full council, nor a
    body that did not exist on that day, nor one that decides: it passed a resolution, hears reports or approved
    something. If the plan has been kept in these files only since a later day, that is stated.
    """
    note = kept_note(view, max(view.heard.values(), default=None))
    owners = {owner for standing in view.actions for owner in concerned(standing.now)} - {None}
    owning = owners | {above for owner in owners if owner is not None for above in belongs_to(view.plan, owner)}
    deciding = set(_deciding(view))
    for body_id, body in view.plan.bodies.items():
        helps = [standing.now for standing in view.actions if body_id in standing.now.partners]
        is_expected = body.kind in LEADING_KINDS or (body.kind in OWNING_KINDS and bool(helps))
        if is_expected and body_id not in owning | deciding and _is_independent(view, body_id, body):
            named = some_of(map(numbered_name, helps))
            why = (
                f"it is a partner in {count(len(helps), 'action')}: {named}"
                if helps
                else "it is a partner in none either"
            )
            places = (place(view.plan, view.plan, "bodies", body_id),)
            yield QuestionCase(body_id, body_id, (), body.name, why, places, 0, {"name": body.name}, note)


def _deciding(view: QuestionContext) -> Iterator[Id | None]:
    """Yield the bodies that passed a resolution, hear reports of one, or approved something, up to the day."""
    for resolution in view.plan.resolutions:
        if resolution.on <= view.as_at:
            yield from (resolution.body, resolution.report_to)
    for record in records_of(view.plan):
        for placed in up_to(record.status, view.as_at):
            yield from (getattr(placed.entry, key, None) for key in ("reported_to", "report_to"))
            yield from (approval.by for approval in placed.entry.approvals)


def _is_independent(view: QuestionContext, body_id: Id, body: Body) -> bool:
    """Return whether a body exists on the day and is not a part of another that should own actions."""
    has_begun = body.from_ is None or body.from_ <= view.as_at or body.from_.last is None
    above = [view.plan.bodies[other].kind for other in belongs_to(view.plan, body_id) if other in view.plan.bodies]
    return has_begun and not has_ended(body, view.as_at) and not OWNING_KINDS.intersection(above)


@for_several("How do the bodies that answer for {count} areas do so, when they own no action in them?", together="plan")
@challenge_rule("C303", "serious", "How does {name} answer for area {area}, in which it owns no action?")
def area_owner_without_action(view: QuestionContext) -> Iterator[QuestionCase]:
    """A body is the `owner` of an area, and neither it nor a part of it owns an action in that area, apart from
    those cancelled, split or joined. It is then accountable for work that it does not control.
    """
    for area in view.areas:
        answering = area_answers(view, area)
        if answering is None:
            continue
        here = [each.now for each in view.actions if area.id in each.now.areas and each.now.state not in DROPPED]
        owners = {owner for each in here for owner in concerned(each) if owner is not None}
        if not any(answering in (owner, *belongs_to(view.plan, owner)) for owner in owners):
            name = body_name(view.plan.bodies, answering)
            others = ", ".join(sorted(body_name(view.plan.bodies, owner) for owner in owners))
            doing = f"its actions are owned by {others}" if others else "it has no action with an owner"
            why = f"{name} answers for it; {doing}"
            words = {"name": name, "area": called("", area)}
            places = (place(view.plan, area, "owner"),)
            yield QuestionCase(area.id, answering, (area.id,), numbered_title(area), why, places, 0, words)


@challenge_rule("C320", "serious", "Which of {heirs} takes over {owned} of {name}, which ended {ended}?")
def several_successors(view: QuestionContext) -> Iterator[QuestionCase]:
    """A body has ended by its `until` and still owns what is open, and it has several successors. None of them answers
    until somebody decides which.
    """
    yield from _to_hand_over(view, lambda successors: len(successors) > 1)


@challenge_rule("C321", "serious", "When does {heirs} take over {owned} of {name}, which ended {ended}?")
def not_handed_over(view: QuestionContext) -> Iterator[QuestionCase]:
    """A body has ended by its `until` and still owns what is open. It has one successor, who is asked: until a handover
    is on record, nobody has said that they answer for it.
    """
    yield from _to_hand_over(view, lambda successors: len(successors) == 1)


@challenge_rule("C322", "serious", "Who takes over {owned} of {name}, which ended {ended}?")
def no_successor(view: QuestionContext) -> Iterator[QuestionCase]:
    """A body has ended by its `until` and still owns what is open, and the plan names no successor."""
    yield from _to_hand_over(view, lambda successors: not successors)


def _to_hand_over(view: QuestionContext, applies: Callable[[tuple[Id, ...]], bool]) -> Iterator[QuestionCase]:
    """Yield the bodies that have ended and own what is open, if a condition holds of their successors."""
    for owner in to_hand_over(view.plan, view.as_at):
        handover = owner.handover
        if not applies(handover.successors):
            continue
        heirs = in_words(body_name(view.plan.bodies, heir) for heir in handover.successors)
        text = tasks_text(owner)
        words = {"name": owner.name, "ended": at_text(handover.ended), "heirs": heirs, "owned": text}
        areas = tuple(dict.fromkeys(area for each in (*owner.owned, *owner.partner_in) for area in each.areas))
        days = (view.as_at - (handover.ended.last or view.as_at)).days
        why = f"it ended {count(days, 'day')} ago, and no handover is on record"
        places = (place(view.plan, view.plan, "bodies", owner.body, "until"),)
        also = (owner.body, *handover.successors)
        answering = answers(owner.body, handover)
        yield QuestionCase(owner.body, answering, areas, owner.name, why, places, days, words, also=also)


@challenge_rule("C323", "serious", "What is decided about {owned} of {name}, which is to end {ended}?")
def ends_before_a_handover(view: QuestionContext) -> Iterator[QuestionCase]:
    """A body is to end, by its `until`, within the policy's `handover_within_months` (6 by default), and some of what
    it owns is not handed over ahead.
    """
    for each in ending(view.plan, view.as_at):
        if each.is_soon:
            why = "; ".join(_end_of(view, each))
            yield _about_ending(view, each, (*each.owned, *each.partner_in), tasks_text(each), why)


def _end_of(view: QuestionContext, ending: Ending) -> Iterator[str]:
    """Yield when a body ends, who is to succeed it, and what is handed over ahead or due later."""
    heirs = in_words((body_name(view.plan.bodies, heir) for heir in ending.successors), "or")
    yield f"it ends in {days_text(ending.days)}" if ending.days else "it ends on this day"
    yield f"{heirs} is to succeed it" if heirs else "no successor is on record"
    more = count(ending.handed_over, "other record is", "other records are")
    yield f"{more} handed over ahead" if ending.handed_over else "no handover is on record"
    if later := len(ending.due_later):
        yield f"{later if len(ending.owned) > 1 else 'it'} {'is' if later == 1 else 'are'} due after that"


@challenge_rule("C324", "routine", "Who is to finish {owned} of {name}, due after it ends {ended}?")
def due_after_the_owner_ends(view: QuestionContext) -> Iterator[QuestionCase]:
    """An action is due after the end of the body that owns it, by its `until`, and is not handed over by then. Once the
    body ends within the policy's `handover_within_months` (6 by default), C323 asks about all that it owns.
    """
    for each in ending(view.plan, view.as_at):
        if each.due_later and not each.is_soon:
            why = (
                f"it is to end in {span_text(each.days)}, and no handover is on record that is in force by the due date"
            )
            yield _about_ending(view, each, each.due_later, owned_text(each.due_later), why)


def _about_ending(view: QuestionContext, ending: Ending, owned: tuple[Owned, ...], text: str, why: str) -> QuestionCase:
    words = {"name": ending.name, "ended": at_text(ending.until), "owned": text}
    areas = tuple(dict.fromkeys(area for each in owned for area in each.areas))
    places = (place(view.plan, view.plan, "bodies", ending.body, "until"),)
    also = ending.successors
    return QuestionCase(ending.body, ending.body, areas, ending.name, why, places, len(owned), words, also=also)
