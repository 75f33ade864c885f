"""All that the pages of a plan are made from, each result worked out once, when the first page needs it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache, cached_property
from typing import Any, TypeVar

from attrs import frozen

from actionplan.model.as_known import plan_known_at
from actionplan.model.bodies import Meeting
from actionplan.model.ids import Id
from actionplan.model.lookup import HasId
from actionplan.model.outlines import STATEMENT, Outline
from actionplan.model.records import Plan, Record
from actionplan.report.papers.material import Material, PaperSelection
from actionplan.report.papers.outlines import outline_of
from actionplan.report.report_type import Context
from actionplan.report.values import Names, names_of
from actionplan.storage.filesystem import DISK
from actionplan.summary.actions import ActionSummary
from actionplan.summary.changes.since import Side
from actionplan.summary.measures.measure import MeasureSummary
from actionplan.summary.meetings import meetings_held
from actionplan.summary.owned import open_with_owner
from actionplan.summary.resolutions.resolution import ResolutionSummary
from actionplan.summary.reviews import ReviewSummary
from actionplan.summary.risks import PlanRisks, RiskSelection, RiskSummary, plan_risks
from actionplan.summary.status import AreaSummary

Summary = TypeVar("Summary", bound=HasId)


@frozen(kw_only=True)
class PageMaterial:
    """What papers about a plan are made from, and the records that are there on the day by their ids.

    Attributes:
        paper: what papers are made from.
        statement: the outline of the accessibility statement.
    """

    paper: Material
    statement: Outline

    @cached_property
    def names(self) -> Names:
        """What sentences call the plan's bodies and records."""
        return names_of(self.paper.plan, self.paper.as_at)

    @cached_property
    def areas(self) -> Mapping[Id, AreaSummary]:
        """The areas by their ids."""
        return _by_id(self.paper.status.areas)

    @cached_property
    def actions(self) -> Mapping[Id, ActionSummary]:
        """The actions by their ids."""
        return _by_id(self.paper.status.actions)

    @cached_property
    def measures(self) -> Mapping[Id, MeasureSummary]:
        """The measures by their ids."""
        return _by_id(self.paper.measures.measures)

    @cached_property
    def all_risks(self) -> PlanRisks:
        """The risks with the closed ones, which papers leave out."""
        return plan_risks(self.paper.plan, self.paper.as_at, RiskSelection(closed=True))

    @cached_property
    def risks(self) -> Mapping[Id, RiskSummary]:
        """The risks by their ids, with the closed ones."""
        return _by_id(self.all_risks.risks)

    @cached_property
    def resolutions(self) -> Mapping[Id, ResolutionSummary]:
        """The resolutions by their ids."""
        return _by_id(self.paper.status.resolutions)

    @cached_property
    def reviews(self) -> Mapping[Id, ReviewSummary]:
        """The reviews by their ids."""
        return _by_id(self.paper.reviews.reviews)

    @cached_property
    def owned(self) -> tuple[tuple[Record, Any], ...]:
        """Every open record that can have an owner, each with its head as at the day."""
        return tuple(open_with_owner(self.paper.plan, self.paper.as_at))

    @cached_property
    def meetings(self) -> Mapping[str, Meeting]:
        """The meetings that were or will be held, the first one first, each by the name of its page."""
        held = sorted(meetings_held(self.paper.plan), key=lambda pair: pair[0])
        return {meeting_page(meeting): meeting for _, meeting in held}

    @cached_property
    def known_on(self) -> Callable[[date], Side]:
        """Returns what was on record on a day; the same again to whoever asks again, as meeting after meeting does."""
        plan = self.paper.plan
        return cache(lambda day: Side(plan=plan_known_at(plan, day), day=day))


def page_material(plan: Plan, context: Context, made_from: str = "") -> PageMaterial:
    """Return what the pages of a plan are made from.

    Args:
        plan: the plan, with only what may be shown and what had been recorded by the known-at day, if there is one.
        context: the day; its selection is of no account.
        made_from: the version of the plan's record, in words; empty outside git.

    Raises:
        Unreadable, ProblemsFound: the plan's outline of the accessibility statement cannot be read.
    """
    paper = Material(
        plan=plan,
        as_at=context.as_at,
        known_at=context.known_at,
        selection=PaperSelection(kind="site"),
        made_from=made_from,
    )
    return PageMaterial(paper=paper, statement=outline_of(plan, STATEMENT, context.files or DISK) or Outline())


def _by_id(records: Iterable[Summary]) -> Mapping[Id, Summary]:
    return {Id(record.id): record for record in records}


def meeting_page(meeting: Meeting) -> str:
    """Return the name of the page of a meeting: its body and its day."""
    return f"{meeting.body}-{meeting.on.text}"


def serving(material: PageMaterial, area: Id) -> list[ActionSummary]:
    """Return the actions that serve an area, those of which it is not the primary area last."""
    found = [each for each in material.actions.values() if area in each.areas]
    return sorted(found, key=lambda action: action.area != area)
