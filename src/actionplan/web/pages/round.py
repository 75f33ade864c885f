"""The monthly round: which owners have to report, and all open actions of one owner, to be answered one by one."""

from collections.abc import Iterator, Mapping
from functools import partial

from attrs import evolve
from flask import abort

from actionplan.model.ids import Id
from actionplan.model.text import at_text, body_name, count, date_text, day_text, days_text, times_text
from actionplan.report.action_words import late_span, progress_inline, rating_inline
from actionplan.report.document import Block, Document, Heading, Item, Items, Lines, Paragraph
from actionplan.report.inline import Inline, PageLink, Span, joined
from actionplan.report.pages import links
from actionplan.report.pages.material import PageMaterial
from actionplan.report.paper_blocks import Count, Counts, Notice, TitleBlock
from actionplan.report.papers.wording import quoted
from actionplan.summary.actions import ActionSummary
from actionplan.summary.history import action_story
from actionplan.summary.last_words import last_note
from actionplan.summary.owned import owned_by
from actionplan.web.asked import Asked, Gathered, ViewLink, with_query
from actionplan.web.page import Page, Part
from actionplan.web.pages.entry import Entering, round_anchor
from actionplan.web.pages.entry_form import shown_form
from actionplan.web.pages.round_order import begins, board_met, open_actions, reported
from actionplan.web.writing.drafts import Draft
from actionplan.web.writing.round_forms import ANSWERS
from actionplan.web.writing.shown import ShownForm
from actionplan.web.writing.writer import Writer


def owners(asked: Asked, gathered: Gathered, _: Writer) -> Page:
    """Return the page with the owners, how many open actions each has, and how many of these were reported on."""
    return Page(document=list(_owners(gathered.material(asked))), kind="round", is_printed=False)


def _owners(material: PageMaterial) -> Document:
    yield TitleBlock("This month's round", _before(material))
    yield Paragraph(
        "Each owner says once a month where its open actions are. Choose an owner: its actions are on one page, and "
        "each answer is saved separately."
    )
    by_workbook = Span("Send workbooks, and take in what came back", link=PageLink("returns"))
    yield Paragraph(("Some owners fill in a workbook instead. ", by_workbook))
    found = [each for each in material.paper.status.owners if each.tally.open and each.id is not None]
    if not found:
        yield Paragraph("No open action has an owner.")
    found.sort(key=lambda owner: -owner.tally.longest_overdue)
    yield Items(tuple(_owner(material, Id(each.id or ""), each.name) for each in found), look="records")
    if alone := [each for each in material.actions.values() if each.open and each.owner is None]:
        yield Heading("Without an owner", 2)
        yield Paragraph("Nobody is asked about these.")
        yield Items(tuple(Item(links.numbered(each, "action")) for each in alone))


def _before(material: PageMaterial) -> str:
    meets = material.paper.meets
    return f"Before the board meets {at_text(meets)}" if meets is not None else ""


def _owner(material: PageMaterial, name: Id, words: str) -> Item:
    actions = open_actions(material, name)
    done = len(reported(material, actions))
    late = sum(each.overdue for each in actions)
    under = joined(
        (
            count(len(actions), "open action"),
            Span(f"{late} overdue", "late") if late else "none overdue",
            f"{done or 'none'} reported on since {_since(material)}",
        )
    )
    return Item(Span(words, link=PageLink("round", name)), under=(under,))


def _since(material: PageMaterial) -> str:
    met = board_met(material)
    return f"the board met on {day_text(met)}" if met is not None else day_text(begins(material))


def owner(asked: Asked, gathered: Gathered, writer: Writer, body: str) -> Page:
    """Return the page with all open actions of an owner, each with its question and the three answers.

    Args:
        asked: the request.
        gathered: the results that pages are made from.
        writer: what the view writes with.
        body: the id of the owner.
    """
    material = gathered.material(asked)
    if body not in material.paper.plan.bodies:
        abort(404)
    actions = open_actions(material, body)
    done = reported(material, actions)
    drafts = {each.address: each for each in writer.drafts.of_plan(asked.root)}
    forms = partial(_forms, asked, gathered, writer, drafts)
    saved = asked.one("of") if asked.one("of") in material.actions else ""
    return Page(
        document=[*_head(material, body, actions, len(done)), *_other_day(asked)],
        kind="round",
        trail=[Span("This month's round", link=PageLink("round"))],
        parts=[]
        if asked.is_dated
        else [_part(material, writer, each, forms, is_done=each.id in done) for each in actions],
        beside=tuple(_beside(material, Id(body))),
        record="action" if saved else "",
        undo=with_query(asked.to(PageLink("action", f"{saved}/undo")), {"round": "1", "entry": asked.one("entry")})
        if saved
        else "",
        lands_on=next((round_anchor(each.id) for each in actions if saved and each.id == asked.one("next")), ""),
        is_printed=False,
    )


def _other_day(asked: Asked) -> Iterator[Block]:
    if asked.is_dated:
        to_today = Span("Go to today", link=ViewLink(asked.path))
        yield Notice("These pages show another day.", ("To report something, go back to today. ", to_today))


def _head(material: PageMaterial, body: str, actions: list[ActionSummary], done: int) -> Document:
    name = body_name(material.paper.plan.bodies, body)
    if not actions:
        yield TitleBlock(name, _before(material))
        yield Paragraph("It has no open action to report on.")
        return
    whole = len(actions)
    yield TitleBlock(f"{name}: report on {count(whole, 'open action')}", _before(material))
    if done == whole:
        yield Paragraph(f"All of them were reported on since {_since(material)}. You can add to that below.")
    yield Paragraph(
        "You can stop at any time. Each answer is saved separately, once you have checked it. To go on later with one "
        "that is not finished, choose “Keep it for later”."
    )
    late = [each.days_overdue for each in actions if each.overdue]
    steps = sum(step.overdue for each in actions for step in each.milestones)
    yield Counts(
        (
            Count(str(done), f"reported on since {_since(material)}", f"of {whole}"),
            Count(str(len(late)), f"overdue, by up to {days_text(max(late))}" if late else "overdue"),
            Count(str(steps), "milestone overdue" if steps == 1 else "milestones overdue"),
        )
    )


def _part(material: PageMaterial, writer: Writer, action: ActionSummary, forms: "_Forms", *, is_done: bool) -> Part:
    return Part(
        id=round_anchor(action.id),
        blocks=tuple(_where(material, writer, action, is_done=is_done)),
        question="What else is there to report?" if is_done else "What is there to report?",
        forms=forms(action),
    )


def _where(material: PageMaterial, writer: Writer, action: ActionSummary, *, is_done: bool) -> Iterator[Block]:
    """Yield where an action is, what waits for it, and its owner's last words."""
    paper = material.paper
    yield Heading(links.numbered(action, "action", whole=True), 2)
    rating = rating_inline(paper.status.ratings, action.rating)
    yield Paragraph(joined((progress_inline(action), rating, late_span(action)), " · "))
    about = [*_waiting(material, action), *_dates(action)]
    if about:
        yield Paragraph(joined(about, " "))
    note = last_note(paper.plan, paper.plan.action(action.id), paper.as_at, by=action.owner)
    if note is None:
        yield Paragraph("Nothing in words is on record from its owner.")
        return
    who = "You" if writer.by == action.owner else body_name(paper.plan.bodies, action.owner)
    said = Span(f"{who} said {at_text(note.on)}:", "strong")
    new = [Span("Reported on in this round.", "strong")] if is_done else []
    yield Items((Item((said, f" {quoted(note.text)}"), under=(Lines(tuple(new)),) if new else ()),))


def _waiting(material: PageMaterial, action: ActionSummary) -> Iterator[Inline]:
    paper = material.paper
    story = action_story(paper.plan, paper.plan.action(action.id), paper.as_at, paper.standing)
    waiting = [links.record(material, "action", each) for each in story.after]
    if waiting:
        yield links.said("What waits for it: ", joined(waiting, "; "), ".")
    if action.after:
        yield links.said(
            "It waits for: ", joined((links.record(material, "action", each) for each in action.after), "; "), "."
        )


def _dates(action: ActionSummary) -> Iterator[Inline]:
    if action.times_redated and action.original_due is not None:
        yield f"First promised for {date_text(action.original_due)}, moved {times_text(action.times_redated)}."
    late = [f"{each.title}, by {days_text(each.days_overdue)}" for each in action.milestones if each.overdue]
    if late:
        yield f"Milestones overdue: {'; '.join(late)}."


_Forms = partial[list[tuple[str, ShownForm]]]


def _forms(
    asked: Asked, gathered: Gathered, writer: Writer, drafts: Mapping[str, Draft], action: ActionSummary
) -> list[tuple[str, ShownForm]]:
    """Return the three answers about an action, each a form of its own, with what was begun and not saved."""
    shown = []
    for form, words, hint in ANSWERS:
        address = f"{asked.to(PageLink('action', action.id))}/{form.name}"
        draft = drafts.get(address)
        entering = Entering(
            asked=evolve(asked, path=address, typed={}),
            gathered=gathered,
            writer=writer,
            form=form,
            record=PageLink("action", action.id),
            values=draft.values if draft is not None else {"by": [action.owner or writer.by]},
            is_in_round=True,
        )
        made = shown_form(
            evolve(entering, seen=entering.digest_now()), prefix=f"{round_anchor(action.id)}-{form.name}-"
        )
        begun = f"You began this on {day_text(draft.day)}, and it is not saved yet." if draft is not None else hint
        shown.append((f"{words}. {begun}", evolve(made, is_open=draft is not None)))
    return shown


def _beside(material: PageMaterial, body: Id) -> Iterator[Block]:
    paper = material.paper
    others = [each for each in owned_by(paper.plan, body, paper.as_at) if each.kind != "action"]
    if others:
        yield Heading("It also answers for", 2)
        yield Items(tuple(Item(links.numbered(each, each.kind)) for each in others))
    yield Heading("Why nothing is filled in", 2)
    yield Paragraph("The last words are shown and never copied: an answer is always new.")
    yield Heading("If a date has to move", 2)
    yield Paragraph("That is a decision with a reason, and has its own form on the page of the action.")
