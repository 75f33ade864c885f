"""What questions use: a plan on a day, and facts that are not in its files."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from attrs import field, frozen

from actionplan.model.as_known import agreed_day, in_plan
from actionplan.model.entries import Evidence
from actionplan.model.ids import Id, natural_order
from actionplan.model.kinds import FOLDERS, HEADS, PUBLISHED, entries_of, path_of, records_of, with_records
from actionplan.model.policy import Policy, Rating
from actionplan.model.problem import Location
from actionplan.model.records import Action, Area, Plan, Record
from actionplan.model.text import number_of
from actionplan.rules.checks.registry import place
from actionplan.summary.actions import ActionSummary, summarise_entries
from actionplan.summary.answering import answers, handover_due
from actionplan.summary.effective import policy_as_at, ratings_as_at
from actionplan.summary.measures.measure import MeasureSummary
from actionplan.summary.measures.measures import summarise_measures
from actionplan.summary.rating import rules_as_at
from actionplan.summary.replaced import origin_of
from actionplan.summary.resolutions.resolution import ResolutionSummary, summarise_resolutions
from actionplan.summary.standing import areas_stood_down, stood_down_by
from actionplan.summary.timeline import Placed, head_as_at, of_whole, saying_more, up_to
from actionplan.summary.updates import is_decision, is_update


@frozen(kw_only=True)
class EvidenceFacts:
    """What was found out about evidence outside the plan's own files.

    Attributes:
        missing: paths of files that are named as evidence and do not exist, as a user would type them.
        not_reached: web addresses named as evidence that could not be reached -> why, in a few words.
        not_asked: web addresses that are not checked: they do not begin with ``https:``.
    """

    missing: frozenset[str] = frozenset()
    not_reached: Mapping[str, str] = field(factory=dict)
    not_asked: tuple[str, ...] = ()


@frozen(kw_only=True)
class Standing:
    """One action on the day.

    Attributes:
        action: the action, its head as first agreed.
        head: the action with its values on the day.
        now: its summary.
        entries: the entries up to the day that are about the action as a whole.
        every: all entries up to the day, including those about its milestones.
    """

    action: Action
    head: Action
    now: ActionSummary
    entries: tuple[Placed, ...]
    every: tuple[Placed, ...]


@frozen(kw_only=True)
class QuestionContext:
    """A plan as at a day.

    Attributes:
        plan: the plan.
        as_at: the day.
        facts: what was found out outside the plan's files.
        policy: the plan's policy on that day.
        ratings: what its ratings mean on that day, best first.
        actions: its actions on that day.
        areas: its areas that are not stood down, each with its values on that day.
        measures: the summaries of its measures.
        heard: the day of the last entry by each body, in any file; under None, of the last entry without `by`. A
            handover does not count.
    """

    plan: Plan
    as_at: date
    facts: EvidenceFacts
    policy: Policy
    ratings: Mapping[Id, Rating]
    actions: tuple[Standing, ...]
    areas: tuple[Area, ...]
    measures: tuple[MeasureSummary, ...]
    heard: Mapping[Id | None, date]

    @cached_property
    def resolutions(self) -> tuple[ResolutionSummary, ...]:
        """The summaries of its resolutions, made once for all questions about them."""
        return summarise_resolutions(self.plan, (standing.now for standing in self.actions), self.as_at)


def context_of(plan: Plan, as_at: date, facts: EvidenceFacts) -> QuestionContext:
    """Return a plan on a day, with its records in natural order of their ids, so that the questions never depend on the
    order in which files were read.

    Args:
        plan: the plan.
        as_at: the day; nothing after it is used.
        facts: what was found out outside the plan's files.
    """
    plan = with_records(plan, {folder: tuple(sorted(getattr(plan, folder), key=_order)) for folder in FOLDERS.values()})
    return QuestionContext(
        plan=plan,
        as_at=as_at,
        facts=facts,
        policy=policy_as_at(plan, as_at),
        ratings=ratings_as_at(plan, as_at),
        actions=_standings(plan, as_at),
        areas=tuple(
            head_as_at(area, up_to(area.status, as_at, agreed_day(plan, area)))
            for area in plan.areas
            if in_plan(plan, area, as_at) and stood_down_by(plan, area, as_at) is None
        ),
        measures=summarise_measures(plan, as_at),
        heard=_heard(plan, as_at),
    )


def _order(record: Record) -> tuple[object, ...]:
    return natural_order(record.id), record.id


def _standings(plan: Plan, as_at: date) -> tuple[Standing, ...]:
    policy, rules = policy_as_at(plan, as_at), rules_as_at(plan, as_at)
    stood_down = areas_stood_down(plan, as_at)
    standings = []
    for action in plan.actions:
        if in_plan(plan, action, as_at):
            every = up_to(action.status, as_at, agreed_day(plan, action))
            entries, origin = of_whole(every), origin_of(plan, action)
            now = summarise_entries(action, every, as_at, policy, rules, plan.bodies, origin, stood_down)
            head = head_as_at(action, saying_more(action, entries))
            standings.append(Standing(action=action, head=head, now=now, entries=entries, every=every))
    return tuple(standings)


def _heard(plan: Plan, as_at: date) -> Mapping[Id | None, date]:
    last: dict[Id | None, date] = {}
    for record in records_of(plan):
        for entries in (record.status, *(getattr(record, tail, ()) for tail in PUBLISHED)):
            for entry in entries:
                day, by = entry.on.last, entry.by
                if day is not None and day <= as_at and not is_decision(entry) and (by not in last or day > last[by]):
                    last[by] = day
    return last


def is_green(view: QuestionContext, standing: Standing) -> bool:
    """Return whether an action is shown as going well: its rating is green or blue on that day.

    The rating is the declared one, or if there is none, the one that the plan's rules compute.
    """
    rating = view.ratings.get(_shown(standing) or Id(""))
    return rating is not None and rating.colour in ("green", "blue")


def rated(view: QuestionContext, standing: Standing) -> str:
    """Return the label of an action's rating, or the rating's id if it has no label; empty without a rating."""
    return label(view, _shown(standing))


def label(view: QuestionContext, rating: Id | None) -> str:
    """Return the word that readers see for a rating: its label, or its id if that is not declared."""
    return view.ratings[rating].label if rating is not None and rating in view.ratings else rating or ""


def _shown(standing: Standing) -> Id | None:
    return standing.now.rating or standing.now.rating_computed


def last_stating(standing: Standing, key: str) -> Placed | None:
    """Return the entry that states the current value of a key; None if the head states it, or nothing does."""
    placed: Placed
    for placed in reversed(standing.entries):
        if getattr(placed.entry, key) is not None and not (placed.early and key in HEADS[Action]):
            return placed
    return None


def stated_at(view: QuestionContext, standing: Standing, *keys: str) -> tuple[Location, ...]:
    """Return the places where the current values of some keys are stated; the file if they are stated nowhere."""
    places = []
    for key in keys:
        placed = last_stating(standing, key)
        if placed is not None:
            places.append(place(view.plan, standing.action, "status", placed.index, key))
        elif getattr(standing.action, key, None) is not None:
            places.append(place(view.plan, standing.action, key))
    return tuple(places) or (Location(path=path_of(view.plan, standing.action)),)


def progress_since(standing: Standing) -> date | None:
    """Return the day since which progress has been the same; None if none was ever reported."""
    since = None
    for placed in reversed(standing.entries):
        if placed.entry.progress not in (None, standing.now.progress):
            break
        since = placed.day if placed.entry.progress is not None else since
    return since


def what(standing: Standing) -> str:
    """Return an action as it is named in a question."""
    return called("action", standing.now)


def called(kind: str, record: Any) -> str:
    """Return a record as it is named in a question: ``action 1.1 ("Build the dashboard")``.

    Args:
        kind: its kind; empty if the question says it.
        record: the record, or a summary of it.
    """
    return " ".join(filter(None, (kind, number_of(record), f'("{record.title}")')))


def areas_of(standings: Iterable[Standing]) -> tuple[Id, ...]:
    """Return the areas that some actions serve, each once."""
    return tuple(dict.fromkeys(area for standing in standings for area in standing.now.areas))


def belongs_to(plan: Plan, name: Id) -> tuple[Id, ...]:
    """Return the bodies of which a body is part, the nearest first; a circle is followed once."""
    above: list[Id] = []
    current = plan.bodies.get(name)
    while current is not None and current.part_of is not None and current.part_of not in (name, *above):
        above.append(current.part_of)
        current = plan.bodies.get(current.part_of)
    return tuple(above)


def updates_in(entries: Iterable[Placed]) -> tuple[Placed, ...]:
    """Return the entries that report anything about an action; see `is_update`."""
    return tuple(placed for placed in entries if is_update(placed.entry))


def area_answers(view: QuestionContext, area: Area) -> Id | None:
    """Return the body that answers for an area on the day; see `answers_for`."""
    return answers(area.owner, handover_due(view.plan.bodies, area.owner, view.as_at))


def evidence_of(plan: Plan, record: Record, as_at: date) -> Iterator[tuple[Location, Evidence]]:
    """Yield the evidence that a record's entries up to a day name, each with its place."""
    for keys, entry in entries_of(record):
        if entry.on.last is not None and entry.on.last <= as_at:
            for number, evidence in enumerate(entry.evidence):
                yield place(plan, record, *keys, "evidence", number), evidence
