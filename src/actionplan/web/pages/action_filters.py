"""What limits the list of actions: each filter with its choices, and the actions that each choice keeps."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from actionplan.model.ids import natural_order
from actionplan.model.text import capitalised, printed_id
from actionplan.model.vocabulary import FINISHED
from actionplan.report.pages.material import PageMaterial
from actionplan.summary.actions import ActionSummary
from actionplan.web.asked import Asked
from actionplan.web.page import Option

NONE: Final = "-"
"""What the address says for actions without an owner, a state or a rating."""

Test = Callable[[ActionSummary], bool]


class ActionFilter(NamedTuple):
    """A filter of actions.

    Attributes:
        label: what its field is called.
        choices: returns the choices that a plan has.
        keeps: whether a choice keeps an action.
    """

    label: str
    choices: Callable[[PageMaterial], Iterator[Option]]
    keeps: Callable[[ActionSummary, str], bool]


_LATENESS: Final[Mapping[str, tuple[str, Test]]] = {
    "overdue": ("Overdue", lambda action: action.overdue),
    "open": ("Open, not overdue", lambda action: action.open and not action.overdue),
    "done": ("Finished", lambda action: action.state in FINISHED),
    "finished": ("No longer open", lambda action: not action.open),
    "moved": ("Date was moved", lambda action: action.times_redated > 0),
    "silent": ("Never reported on", lambda action: action.last_update is None),
}


def _lateness(_: PageMaterial) -> Iterator[Option]:
    yield from ((value, label) for value, (label, _) in _LATENESS.items())


def _owners(material: PageMaterial) -> Iterator[Option]:
    there = {each.owner for each in material.actions.values()}
    yield from ((key, body.name) for key, body in material.paper.plan.bodies.items() if key in there)
    if None in there:
        yield NONE, "No owner named"


def _areas(material: PageMaterial) -> Iterator[Option]:
    yield from ((key, f"{printed_id(area)} {area.title}") for key, area in material.areas.items())


def _states(material: PageMaterial) -> Iterator[Option]:
    there = dict.fromkeys(each.state for each in material.actions.values())
    yield from ((state, capitalised(state.replace("-", " "))) for state in there if state is not None)
    if None in there:
        yield NONE, "No state given"


def _ratings(material: PageMaterial) -> Iterator[Option]:
    there = {each.rating for each in material.actions.values()}
    yield from ((key, rating.label) for key, rating in material.paper.status.ratings.items() if key in there)
    if None in there:
        yield NONE, "Not rated"


FILTERS: Final[Mapping[str, ActionFilter]] = {
    "when": ActionFilter("Lateness", _lateness, lambda action, value: _LATENESS[value][1](action)),
    "owner": ActionFilter("Owner", _owners, lambda action, value: (action.owner or NONE) == value),
    "area": ActionFilter("Area", _areas, lambda action, value: value in action.areas),
    "state": ActionFilter("State", _states, lambda action, value: (action.state or NONE) == value),
    "rating": ActionFilter("Rating", _ratings, lambda action, value: (action.rating or NONE) == value),
}
"""Each filter, by its name in the address."""


def _number(action: ActionSummary) -> Any:
    return natural_order(printed_id(action))


def _due(action: ActionSummary) -> tuple[bool, str]:
    last = action.due.last if action.due is not None else None
    return (last is None, last.isoformat() if last is not None else "")


SORTS: Final[Mapping[str, tuple[str, Callable[[ActionSummary], Any]]]] = {
    "overdue": ("Longest overdue first", lambda action: (-action.days_overdue, _number(action))),
    "number": ("By number", _number),
    "due": ("By date, earliest first", _due),
    "moved": ("Most moved first", lambda action: (-action.times_redated, _number(action))),
    "title": ("By name", lambda action: action.title.casefold()),
}
"""The orders of the list, by their names in the address: the words, and what is compared."""


def tests(asked: Asked, material: PageMaterial) -> dict[str, Test]:
    """Return what each filter in the address keeps. Choices of one filter are alternatives; all filters must hold."""
    found: dict[str, Test] = {}
    if words := asked.one("text").casefold().split():
        found["text"] = lambda action: all(word in _searched(action, material) for word in words)
    for name, each in FILTERS.items():
        there = dict(each.choices(material))
        if chosen := [value for value in asked.typed.get(name, ()) if value in there]:
            found[name] = _any_of(each, chosen)
    return found


def _any_of(each: ActionFilter, chosen: list[str]) -> Test:
    return lambda action: any(each.keeps(action, value) for value in chosen)


def _searched(action: ActionSummary, material: PageMaterial) -> str:
    """Return the words of an action in which words are searched: its number, its names, and its last note."""
    note = material.paper.notes[action.id].text if action.id in material.paper.notes else ""
    return f"{action.id} {printed_id(action)} {action.title} {action.plain or ''} {note}".casefold()
