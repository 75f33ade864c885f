"""What the lists of a page can be narrowed by: the owner, area and state of actions."""

from collections.abc import Sequence

from actionplan.model.text import body_name, numbered_name
from actionplan.report.document import Filter
from actionplan.report.pages.material import PageMaterial
from actionplan.report.words import STATE_WORDS
from actionplan.summary.actions import ActionSummary, shown_state


def action_filters(material: PageMaterial, actions: Sequence[ActionSummary]) -> tuple[Filter, ...]:
    """Return what a list of actions can be narrowed by.

    Args:
        material: what the page is made from.
        actions: the actions, in the order of the rows.
    """
    columns = {
        "Owner": lambda action: (body_name(material.paper.plan.bodies, action.owner, "no owner named"),),
        "Area": lambda action: _areas(material, action) or ("no area",),
        "State": lambda action: (STATE_WORDS[shown_state(action)],),
        "Lateness": lambda action: ("overdue" if action.overdue else "not overdue",),
    }
    return tuple(Filter(title, tuple(map(values, actions))) for title, values in columns.items())


def _areas(material: PageMaterial, action: ActionSummary) -> tuple[str, ...]:
    known = material.areas
    return tuple(numbered_name(known[each]) if each in known else each for each in action.areas)
