"""The order of the monthly round: an owner's open actions, what was reported of them, and which one is next."""

from collections.abc import Sequence
from datetime import date, timedelta

from actionplan.model.ids import Id
from actionplan.report.inline import PageLink
from actionplan.report.pages.material import PageMaterial
from actionplan.summary.actions import ActionSummary
from actionplan.summary.last_words import is_reported_since
from actionplan.summary.meetings import meetings_held
from actionplan.web.asked import with_query
from actionplan.web.pages.entry import Entering, round_anchor

_MONTH = timedelta(days=31)


def board_met(material: PageMaterial) -> date | None:
    """Return the last day before today on which the board met; None if that is more than a month ago, or not known."""
    paper = material.paper
    held = [day for day, _ in meetings_held(paper.plan, paper.board) if day < paper.as_at] if paper.board else []
    last = max(held, default=None)
    return last if last is not None and paper.as_at - last <= _MONTH else None


def begins(material: PageMaterial) -> date:
    """Return the day after which reports belong to the round: the last meeting of the board, or a month ago."""
    return board_met(material) or material.paper.as_at - _MONTH


def open_actions(material: PageMaterial, owner: str) -> list[ActionSummary]:
    """Return the open actions of an owner, the longest overdue first, then by their dates."""
    found = [each for each in material.actions.values() if each.owner == owner and each.open]
    return sorted(found, key=lambda each: (-each.days_overdue, (each.due and each.due.last) or date.max))


def reported(material: PageMaterial, actions: Sequence[ActionSummary]) -> set[Id]:
    """Return the ids of those of some actions about which something was reported in this round."""
    paper, day = material.paper, begins(material)
    return {each.id for each in actions if is_reported_since(paper.plan, paper.plan.action(each.id), paper.as_at, day)}


def after_saving(saved: Entering, entry: str) -> str:
    """Return the address to which a form of the round leads once it is saved: the next action without a report.

    Args:
        saved: the form.
        entry: the id of the entry that was saved; empty for none.
    """
    actions = open_actions(saved.material, saved.round.id)
    done = {*reported(saved.material, actions), saved.name}
    at = next((number for number, each in enumerate(actions) if each.id == saved.name), 0)
    following = next((each.id for each in (*actions[at:], *actions[:at]) if each.id not in done), "")
    which = {"saved": saved.form.name, "of": saved.name, **({"entry": entry} if entry else {})}
    if following:
        which["next"] = following
    address = with_query(saved.asked.to(PageLink("round", saved.round.id)), which)
    return f"{address}#{round_anchor(following)}" if following else address
