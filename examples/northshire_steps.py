"""The milestones that ten of Northshire's actions have, and the money, posts and places that six of them do."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from attrs import field, frozen

from actionplan.model.entries import ActionEntry
from actionplan.model.ids import Id
from actionplan.model.records import Milestone
from actionplan.model.resources import Resource
from northshire_plan import when


@frozen
class Step:
    """One milestone, and what became of it.

    Attributes:
        id: its id within the action.
        due: the date first agreed, as written in the file.
        title: what will have been done.
        done: the day on which it was; empty while it is not.
        moved: on which day its date was moved, to which, and why; empty where it never was.
        begun: the day on which it was reported as begun; empty where it never was.
    """

    id: str
    due: str
    title: str
    done: str = field(default="", kw_only=True)
    moved: tuple[str, str, str] | None = field(default=None, kw_only=True)
    begun: str = field(default="", kw_only=True)


STEPS: Mapping[str, tuple[Step, ...]] = {
    "1.1": (
        Step("a", "2024-06-28", "Partners agree which figures the dashboard shows", done="2024-06-21"),
        Step("b", "2024-08-30", "Four of five partners send figures every month", done="2024-09-13"),
        Step("c", "2024-09-30", "The board takes a decision from the dashboard", done="2024-11-14"),
    ),
    "1.3": (
        Step("a", "2024-08-30", "Security review of the matching tool passed", done="2025-04-24"),
        Step("b", "2024-11-29", "Council and hospital records matched", begun="2025-05-12"),
        Step(
            "c",
            "2024-12-20",
            "Community trust records matched",
            moved=("2025-08-14", "2025-11-28", "The supplier's release comes only in the autumn."),
        ),
    ),
    "2.3": (
        Step("a", "2024-09-30", "Draft strategy out for consultation", done="2024-10-10"),
        Step("b", "2024-11-29", "Answers published with what was changed", done="2025-03-27"),
        Step("c", "2024-12-20", "Adopted by cabinet and the integrated care board", done="2025-07-03"),
    ),
    "2.4": (
        Step("a", "2024-12", "One specification agreed by all three providers", done="2025-02-06"),
        Step("b", "2025-02", "Contracts out to tender"),
        Step(
            "c",
            "2025-03-31",
            "New contracts signed",
            moved=("2025-03-13", "2025-09-12", "Present contracts run to late September."),
        ),
    ),
    "3.1": (
        Step("a", "2024-06-28", "Every new request has a named officer within five days", done="2024-06-27"),
        Step("b", "2024-09-30", "Four in ten new plans issued within twenty weeks", done="2024-12-05"),
        Step("c", "2024-10-31", "Five in ten new plans issued within twenty weeks", done="2025-05-08"),
        Step(
            "d",
            "2024-12-13",
            "Six in ten, in one month",
            moved=("2025-05-08", "2025-10-31", "Requests rose by a fifth, and two psychologists' posts are empty."),
        ),
    ),
    "3.13": (
        Step("a", "2024-10-31", "Supplier chosen", done="2024-10-24"),
        Step("b", "2025-04-30", "First hundred cases worked in the new system", done="2025-07-10"),
        Step("c", "2025-10-24", "Parents of new cases can log in", begun="2025-08-07"),
    ),
    "4.1": (
        Step("a", "2024-07-31", "Every child on the list has been called", done="2024-08-01"),
        Step("b", "2024-11-29", "Nobody waits more than thirty weeks", begun="2024-09-05"),
        Step("c", "2025-02-28", "Nobody waits more than twenty-four weeks"),
    ),
    "4.2": (
        Step("a", "2024-09-30", "Schools and doctors agree one referral form", done="2025-07-17"),
        Step("b", "2024-12-31", "The front door opens in the first district"),
    ),
    "5.1": (
        Step("a", "2024-07-31", "Sites chosen for all 120 places", done="2024-07-18"),
        Step("b", "2024-12-20", "Building has begun at six sites", done="2025-01-16"),
        Step("c", "2025-09-01", "The first 84 places are open", done="2025-09-04"),
    ),
    "5.8": (
        Step("a", "2025-01", "Young people have said what they want of it", done="2025-01-30"),
        Step("b", "2025-10-17", "Draft pathway tried with two schools", begun="2025-09-11"),
    ),
}
"""The milestones of each action that has any."""

RESOURCES: Mapping[str, tuple[Resource, ...]] = {
    "3.3": (
        Resource(amount=Decimal(1_130_000), unit="GBP", per="year", period=when("FY2024-25"), funding="Council budget"),
        Resource(amount=Decimal(24), unit="posts", note="Case officers."),
    ),
    "3.5": (
        Resource(amount=Decimal(310_000), unit="GBP", per="year", period=when("FY2024-25"), funding="Council budget"),
        Resource(amount=Decimal("5.5"), unit="posts", note="Psychologists."),
    ),
    "3.13": (Resource(amount=Decimal(1_250_000), unit="GBP", funding="Transformation reserve"),),
    "4.1": (
        Resource(amount=Decimal(640_000), unit="GBP", per="year", funding="Integrated care board"),
        Resource(amount=Decimal(11), unit="posts", note="Therapists and assistants."),
    ),
    "5.1": (
        Resource(amount=Decimal(18_500_000), unit="GBP", funding="High needs capital"),
        Resource(amount=Decimal(120), unit="places", period=when("2025-09")),
    ),
    "5.7": (Resource(amount=Decimal(85_000), unit="GBP", funding="Travel grant", note="Not renewed."),),
}
"""What each action has that a source puts a figure on."""


def milestones(action: str) -> tuple[Milestone, ...]:
    """Return the milestones of an action's head, as first agreed."""
    return tuple(Milestone(id=Id(step.id), title=step.title, due=when(step.due)) for step in STEPS.get(action, ()))


def told_of_steps(action: str, by: Id) -> Iterator[ActionEntry]:
    """Yield the entries about an action's milestones.

    Args:
        action: the action's id.
        by: the body that reports.
    """
    for step in STEPS.get(action, ()):
        about: dict[str, Any] = {"by": by, "milestone": Id(step.id)}
        if step.begun:
            yield ActionEntry(id=Id(f"b{step.id}1"), on=when(step.begun), state="in-progress", **about)
        if step.moved:
            on, due, reason = step.moved
            yield ActionEntry(id=Id(f"m{step.id}1"), on=when(on), due=when(due), reason=reason, **about)
        if step.done:
            yield ActionEntry(id=Id(f"d{step.id}1"), on=when(step.done), state="complete", **about)
