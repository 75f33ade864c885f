"""The list of meetings, and the page of a meeting: what has changed since the one before it."""

from datetime import date

from actionplan.model.bodies import Meeting
from actionplan.model.dates import last_day
from actionplan.model.ids import Id
from actionplan.model.text import body_name, count, date_text, day_text
from actionplan.report.document import Column, Document, Heading, Item, Items, Lines, Table
from actionplan.report.inline import Inline, joined
from actionplan.report.pages import links
from actionplan.report.pages.material import PageMaterial
from actionplan.report.paper_blocks import Headline, TitleBlock
from actionplan.report.papers.changes import changes_list
from actionplan.summary.changes.since import changes_between


def meetings(material: PageMaterial, _: str = "") -> Document:
    """Return the page with the meetings of a plan, the latest first."""
    plan = material.paper.plan
    yield TitleBlock("What has changed, meeting by meeting", f"As at {day_text(material.paper.as_at)}")
    rows = tuple(_row(material, each) for each in list(material.meetings.values())[::-1])
    if rows:
        yield Table((Column("Meeting"), Column("Body"), Column("About it")), rows, "Meetings", note="the latest first")
    put_off = [each for each in plan.meetings if each.held is False]
    if put_off:
        yield Heading("Not held", 2)
        items = (
            Item(joined((f"{date_text(each.on)}:", links.body(material, each.body), each.note or ""), " "))
            for each in put_off
        )
        yield Items(tuple(items))


def _row(material: PageMaterial, each: Meeting) -> tuple[Inline | Lines, ...]:
    day = each.on.last
    held = "to come" if day is not None and day > material.paper.as_at else "held"
    return (
        links.meeting(each),
        links.body(material, each.body, short=True),
        ", ".join(filter(None, (held, each.title, each.note))),
    )


def meeting(material: PageMaterial, name: Id) -> Document:
    """Return the page of a meeting."""
    now, paper = material.meetings[name], material.paper
    yield TitleBlock(now.title or f"Meeting of {date_text(now.on)}", body_name(paper.plan.bodies, now.body))
    before = [each for each in material.meetings.values() if each.body == now.body and _day(each) < _day(now)]
    since_when = f"since the meeting of {date_text(before[-1].on)}" if before else "since the plan was agreed"
    start = _day(before[-1]) if before else last_day(paper.plan.agreed)
    until = min(_day(now), paper.as_at)
    if start is None or start >= until:
        yield Headline(f"Nothing can be on record yet {since_when}." if before else "There is no meeting before it.")
        return
    found = changes_between(material.known_on(start), material.known_on(until))
    told = count(len(found), "change") if found else "Nothing"
    yield Headline(f"{told} {'is' if len(found) < 2 else 'are'} on record {since_when}, up to {day_text(until)}.")
    yield from changes_list(found, paper.plan, 2)


def _day(meeting: Meeting) -> date:
    return meeting.on.last or date.min
