"""Make plans of several sizes to measure with: the same ones each time, written by our own writer.

Run: ``python benchmarks/made_plans.py FOLDER [SIZE...]``.
"""

import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from attrs import evolve

from actionplan.model.bodies import Body, Meeting
from actionplan.model.dates import PlanDate, parse_date
from actionplan.model.entries import ActionEntry, Approval, AreaEntry, Evidence
from actionplan.model.ids import Id
from actionplan.model.kinds import plan_path, record_path
from actionplan.model.measures import Baseline, Measure, Reading, Target
from actionplan.model.policy import Rating
from actionplan.model.records import Action, Area, Finding, Milestone, Plan
from actionplan.model.resolutions import Clause, Resolution, ResolutionEntry
from actionplan.model.risks import Risk, RiskEntry, RiskLevel, RiskScale, RiskScore
from actionplan.storage.writer import plan_text, record_text


class Size(NamedTuple):
    """How large a folder of plans is."""

    plans: int
    actions: int
    entries: int


SIZES = {"S": Size(1, 60, 12), "M": Size(10, 100, 24), "Q": Size(38, 120, 24), "L": Size(153, 120, 24)}
"""S is one council's plan, M ten of them, Q a quarter of L, and L the 153 local areas of England."""

REGIONS = ("East", "East Midlands", "London", "North East", "North West", "South East", "South West", "West Midlands")
_AGREED = date(2024, 3, 28)
_BODIES = {
    "council": ("County Council", "council"),
    "icb": ("NHS Integrated Care Board", "icb"),
    "trust": ("Community Health NHS Trust", "provider"),
    "forum": ("Parent Carer Forum", "parent-carer-forum"),
    "board": ("SEND Improvement Board", "board"),
}
_RATINGS = {"green": "On course", "amber": "At risk", "red": "Off course", "blue": "Done"}
_DEEDS = (
    "Cut the wait for {} in {}",
    "Agree one way of working on {} across {}",
    "Publish figures on {} each month for {}",
    "Train every team that deals with {} in {}",
)
_SUBJECTS = ("speech therapy", "EHC plans", "autism assessments", "short breaks", "school places", "transitions")
_PLACES = ("the north", "the towns", "every district", "special schools", "the early years", "post-16 colleges")
_NOTES = (
    "{} of {} teams have sent their part; the next step is booked and its lead has confirmed the day.",
    "The group met twice. {} cases of {} were looked at by hand, and what was found went to every manager.",
    "Held up by a vacancy since filled: {} of {} places are covered, and families were told by letter.",
    "Parents said that {} of {} letters were clear; the wording of the others is being changed with the forum.",
)


def write_plans(folder: Path, size: Size) -> None:
    """Write plans of one size into a folder, as an officer's own would be.

    Args:
        folder: where; one folder for each region is made in it.
        size: how many, and how large each is.
    """
    for number in range(1, size.plans + 1):
        dice = random.Random(number)
        region = REGIONS[number % len(REGIONS)]
        root = folder / region.lower().replace(" ", "-") / f"area-{number:03}"
        _write_plan(root, region, size, dice)


def _write_plan(root: Path, region: str, size: Size, dice: random.Random) -> None:
    name = root.name
    plan = Plan(
        format=1,
        id=Id(name),
        title=f"Made-up plan of local area {name.removeprefix('area-')} in {region}",
        region=region,
        agreed=_on(_AGREED),
        kept_since=_on(_AGREED),
        bodies={
            Id(body): Body(name=f"{name.title()} {title}", kind=kind)  # type: ignore[arg-type]  # one of BodyKind
            for body, (title, kind) in _BODIES.items()
        },
        meetings=tuple(Meeting(body=Id("board"), on=_on(_day(month))) for month in range(1, 25)),
        ratings={
            Id(colour): (Rating(label=label, meaning=f"{label}, as the owner sees it", colour=colour),)  # type: ignore[arg-type]
            for colour, label in _RATINGS.items()
        },
        risk_scale=RiskScale(
            likelihood=("Rare", "Unlikely", "Possible", "Likely", "Almost certain"),
            impact=("Very low", "Low", "Medium", "High", "Very high"),
            levels=(RiskLevel(label="High", at_least=12, colour="red"), RiskLevel(label="Low", at_least=1)),
        ),
    )
    _save(Path(plan_path(str(root))), plan_text(plan))
    for number in range(1, 6):
        _save_record(root, "area", _area(number, size, dice))
    for number in range(size.actions):
        _save_record(root, "action", _action(number, size, dice))
    for number in range(1, 6):
        _save_record(root, "measure", _measure(number, size, dice))
    for number in range(1, 3):
        _save_record(root, "resolution", _resolution(number, size, dice))
        _save_record(root, "risk", _risk(number, size, dice))


def _area(number: int, size: Size, dice: random.Random) -> Area:
    return Area(
        id=Id(f"PA{number}"),
        title=f"{dice.choice(_SUBJECTS)} for {dice.choice(_PLACES)}".capitalize(),
        kind="priority-action",
        owner=Id("council"),
        measures=(Id(f"M{number}"),),
        findings=tuple(
            Finding(id=Id(letter), text=f"Too few {subject} are ready in time")
            for letter, subject in zip("abc", _SUBJECTS, strict=False)
        ),
        status=tuple(
            AreaEntry(on=_on(_day(month)), id=_id(dice), by=Id("council"), rating=Id(dice.choice(("green", "amber"))))
            for month in range(1, size.entries + 1, 6)
        ),
    )


def _action(number: int, size: Size, dice: random.Random) -> Action:
    area, place = number % 5 + 1, number // 5 + 1
    due = _AGREED + timedelta(days=dice.randrange(120, 900))
    return Action(
        id=Id(f"{area}.{place}"),
        title=dice.choice(_DEEDS).format(dice.choice(_SUBJECTS), dice.choice(_PLACES)),
        areas=(Id(f"PA{area}"),),
        owner=Id(dice.choice(("council", "council", "icb", "trust", "forum"))),
        partners=(Id("icb"), Id("trust")) if number % 3 == 0 else (),
        lead="Head of SEND",
        start=_on(_AGREED + timedelta(days=14)),
        due=_on(due),
        success=f"At least {dice.randrange(60, 99)} in 100 families have it when they need it.",
        after=(Id(f"{area}.{place - 1}"),) if place > 1 and number % 7 == 0 else (),
        findings=((f"PA{area}:{'abc'[place % 3]}"),),  # type: ignore[arg-type]  # a PartId
        measures=(Id(f"M{area}"),) if number % 4 == 0 else (),
        milestones=(Milestone(id=Id("a"), title="The first team works so", due=_on(due - timedelta(days=60))),)
        if number % 10 == 0
        else (),
        status=tuple(_entries(due, size.entries, dice, has_milestone=number % 10 == 0)),
    )


def _entries(due: date, count: int, dice: random.Random, *, has_milestone: bool) -> Iterator[ActionEntry]:
    """Make one entry a month: mostly progress; now and then a milestone, a revised date or verification."""
    finished_in = dice.choice((count - 1, count, count + 1, count + 1))
    is_redated = dice.random() < 0.3
    for month in range(1, count + 1):
        on = _day(month) + timedelta(days=dice.randrange(9))
        recorded = on + timedelta(days=dice.randrange(4))
        entry = ActionEntry(
            on=_on(on),
            id=_id(dice),
            recorded=recorded if recorded != on else None,
            by=Id("council"),
            note=dice.choice(_NOTES).format(dice.randrange(1, 20), dice.randrange(20, 40)),
        )
        shown = (Evidence(title="Report", link=f"https://reports.example/{dice.randrange(999)}"),)
        rating = Id(dice.choices(("green", "amber", "red"), (6, 3, 1))[0])
        if month > finished_in:
            yield evolve(entry, state="verified", by=Id("board"), evidence=shown)
        elif month == finished_in:
            yield evolve(entry, state="complete", rating=Id("blue"), progress=100, evidence=shown)
        elif month == 3 and has_milestone:
            yield evolve(entry, state="complete", milestone=Id("a"), evidence=shown)
        elif month == count // 2 and is_redated:
            minute = Approval(by=Id("board"), on=_on(on), ref=f"minute {dice.randrange(1, 30)}")
            later = _on(due + timedelta(days=dice.randrange(30, 200)))
            yield evolve(entry, due=later, reason="The contract was let later than was meant", approvals=(minute,))
        else:
            progress = min(95, month * 95 // count)
            yield evolve(entry, state="in-progress", rating=rating, progress=progress)


def _measure(number: int, size: Size, dice: random.Random) -> Measure:
    level = dice.randrange(30, 60)
    pace = Decimal(dice.choice(("0.2", "0.5", "0.8", "1.1")))
    return Measure(
        id=Id(f"M{number}"),
        title=f"{dice.choice(_SUBJECTS)} in time".capitalize(),
        unit="per cent",
        direction="up",
        definition="All that were finished in the month, and of them those that kept the statutory time.",
        owner=Id("council"),
        baseline=Baseline(period=parse_date("2023"), value=Decimal(level)),
        readings_every="month",
        targets=(
            Target(due=_on(date(2025, 3, 31)), value=Decimal(level + 10)),
            Target(due=_on(date(2026, 3, 31)), value=Decimal(level + 20)),
        ),
        readings=tuple(
            Reading(
                period=parse_date(f"{_day(month):%Y-%m}"),
                value=level + pace * month,
                id=_id(dice),
                on=_on(_day(month + 1)),
                by=Id("council"),
                source=(f"https://figures.example/{number}/{month}",),
            )
            for month in range(1, size.entries + 1)
        ),
    )


def _resolution(number: int, size: Size, dice: random.Random) -> Resolution:
    return Resolution(
        id=Id(f"2024-0{number + 4}-14-a"),
        title=f"A motion on {dice.choice(_SUBJECTS)}",
        body=Id("council"),
        on=_on(date(2024, number + 4, 14)),
        outcome="carried",
        clauses=(
            Clause(id=Id("a"), text="Bring the wait down", actions=(Id("1.1"), Id("2.1"))),
            Clause(id=Id("b"), text="Write to the minister", no_action_because="It is a letter"),
        ),
        report_every="quarter",
        status=tuple(
            ResolutionEntry(on=_on(_day(month)), id=_id(dice), by=Id("council"), reported_to=Id("council"))
            for month in range(6, size.entries + 1, 6)
        ),
    )


def _risk(number: int, size: Size, dice: random.Random) -> Risk:
    impact = dice.randrange(3, 6)
    return Risk(
        id=Id(f"R{number}"),
        title=f"Too few people for {dice.choice(_SUBJECTS)}",
        cause="Too few are trained, and neighbouring areas pay more.",
        event="Posts stay vacant for more than half a year.",
        effect="Children wait longer for what they were promised.",
        owner=Id("council"),
        lead="Head of SEND",
        areas=(Id(f"PA{number}"),),
        actions=(Id(f"{number}.1"), Id(f"{number}.2")),
        inherent=RiskScore(likelihood=5, impact=impact),
        residual=RiskScore(likelihood=4, impact=impact),
        raised=_on(_AGREED),
        status=tuple(
            RiskEntry(
                on=_on(_day(month)),
                id=_id(dice),
                by=Id("council"),
                residual=RiskScore(likelihood=dice.randrange(2, 5), impact=impact),
                reason="Looked at again when the posts were counted",
            )
            for month in range(3, size.entries + 1, 3)
        ),
    )


def _day(month: int) -> date:
    """Return the fifth of the month that is so many after the agreement."""
    months = _AGREED.month - 1 + month
    return date(_AGREED.year + months // 12, months % 12 + 1, 5)


def _on(day: date) -> PlanDate:
    return parse_date(day)


def _id(dice: random.Random) -> Id:
    return Id("".join(dice.choices("abcdefghijklmnopqrstuvwxyz234567", k=6)))


def _save_record(root: Path, kind: str, record: Action | Area | Measure | Resolution | Risk) -> None:
    _save(Path(record_path(str(root), kind, record.id)), record_text(record))


def _save(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    """Make the sizes that are named."""
    folder, *names = sys.argv[1:]
    for name in names or SIZES:
        write_plans(Path(folder) / name, SIZES[name])


if __name__ == "__main__":
    main()
