"""The page about several plans: a row for each, with what can be compared."""

from collections.abc import Sequence
from datetime import date

from attrs import frozen

from actionplan.model.dates import PlanDate
from actionplan.model.ids import Id
from actionplan.model.text import count, date_text, day_text, days_text
from actionplan.report.document import Cell, Column, Document, Table
from actionplan.report.inline import PageLink, Span
from actionplan.report.pages.material import PageMaterial
from actionplan.report.paper_blocks import Headline, TitleBlock
from actionplan.summary.status import Tally


@frozen(kw_only=True)
class PlanRow:
    """What the page about several plans says of one.

    Attributes:
        id, title: which plan.
        region: where; None if it names no region.
        tally: counts over its actions.
        is_incomplete: whether its record is incomplete, so that its counts are no totals.
        reported: when an owner last reported; None if none ever has.
        unread: how many of its files could not be read.
    """

    id: Id
    title: str
    region: str | None
    tally: Tally
    is_incomplete: bool
    reported: PlanDate | None
    unread: int


def plan_row(material: PageMaterial) -> PlanRow:
    """Return what the page about several plans says of one."""
    plan, status = material.paper.plan, material.paper.status
    return PlanRow(
        id=plan.id,
        title=plan.title,
        region=plan.region,
        tally=status.tally,
        is_incomplete=status.coverage == "incomplete",
        reported=material.paper.last_report,
        unread=len(plan.unread),
    )


def portfolio(rows: Sequence[PlanRow], as_at: date) -> Document:
    """Return the page about several plans."""
    yield TitleBlock(count(len(rows), "plan").capitalize(), f"As at {day_text(as_at)}")
    finished, actions = (sum(getattr(row.tally, name) for row in rows) for name in ("finished", "actions"))
    overdue = sum(row.tally.overdue for row in rows)
    yield Headline(f"{finished} of {count(actions, 'action')} are finished, and {overdue or 'none'} are overdue.")
    columns = tuple(map(Column, ("Plan", "Finished", "Overdue", "Owners last reported")))
    yield Table(columns, tuple(map(_row, rows)), "The plans", note="")


def _row(row: PlanRow) -> tuple[Cell, ...]:
    tally = row.tally
    late = f"{tally.overdue}, by up to {days_text(tally.longest_overdue)}"
    return (
        Span(row.title, "strong", link=PageLink("home", plan=row.id)),
        f"{tally.finished} of {tally.actions}" + (", on an incomplete record" if row.is_incomplete else ""),
        Span(late, "late") if tally.overdue else "none",
        date_text(row.reported, none="never"),
    )
