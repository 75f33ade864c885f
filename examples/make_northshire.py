"""Make the example plan of full size, ``examples/northshire-send``: 64 actions and eighteen months of reports.

Run it from anywhere, with actionplan installed:

    python examples/make_northshire.py [FOLDER]

The plan's files in FOLDER (by default ``northshire-send`` beside this script) are written again, and files of records
that are no longer made are removed. Two runs give the same bytes: every action draws from a seed of its own, so that
a change to one of them leaves the others' files alone.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path
from random import Random
from typing import Any

from attrs import define, evolve, field

from actionplan.model.dates import on_day
from actionplan.model.entries import ActionEntry, Approval, Evidence
from actionplan.model.ids import Id, PartId
from actionplan.model.records import Action, Record
from actionplan.storage.writer import plan_text, record_text
from northshire_actions import CHANGES, ROWS, Change, Row
from northshire_findings import FINDINGS
from northshire_measures import MEASURES, MOVED_BY
from northshire_names import SHORT
from northshire_plan import AREAS, PLAN, RESOLUTIONS, SITE, board_day, when
from northshire_risks import REVIEWS, RISK_SCALE, RISKS
from northshire_steps import RESOURCES, milestones, told_of_steps
from northshire_texts import DISTRICTS, GROUPS, RATED, STAGES, THEMES

SEED = 20240328
LAST_DAY = date(2025, 9, 30)
"""Nothing is dated or written down after this day."""

RATINGS = {"g": "green", "a": "amber", "r": "red"}
PACE = {"g": 3, "a": 2, "r": 0.5}
"""How far a month brings an action on, by the rating it reports."""


def made_action(row: Row) -> Action:
    """Make an action from its row, with the history of its life."""
    return Action(
        id=Id(row.id),
        title=row.title,
        areas=(_home(row.id), *_ids(row.also)),
        owner=Id(row.owner) if row.owner else None,
        partners=_ids(row.partners),
        lead=row.lead or None,
        start=when(row.start),
        due=when(row.due),
        success=row.success,
        after=_ids(row.after),
        measures=MOVED_BY.get(row.id, ()),
        milestones=milestones(row.id),
        resources=RESOURCES.get(row.id, ()),
        findings=tuple(PartId(name) for name in FINDINGS.get(row.id, "").split()),
        agreed=when(row.agreed) if row.agreed else None,
        formerly=_ids(row.formerly),
        status=_by_day([*told(row), *told_of_steps(row.id, Id(row.owner))]),
    )


def _by_day(entries: list[ActionEntry]) -> tuple[ActionEntry, ...]:
    return tuple(sorted(entries, key=lambda entry: entry.on.last or LAST_DAY))


def _home(identifier: str) -> Id:
    """Return the area whose number an action's id begins with."""
    return AREAS[int(identifier.partition(".")[0]) - 1].id


def _named(record: Any) -> Any:
    """Return an area, an action or a measure with its short name, if its title is long."""
    return evolve(record, short=SHORT.get(record.id))


def _ids(words: str) -> tuple[Id, ...]:
    return tuple(Id(word) for word in words.split())


@define
class Teller:
    """The state of one action's life from month to month.

    Attributes:
        row: the action's row.
        rng: the only source of chance.
        pools: what there is to say at each stage, shuffled, and from the start again once it is used up.
        changes: what the letters for changes say, in order.
        owner: the body that reports; a partner where there is no owner.
        total: how many units of work there are.
        weeks: the longest wait at the beginning.
        pace: per cent by which one month at full speed brings the work on.
        progress: per cent done so far.
        taken: ids already given to entries.
        last: the id of the entry before.
    """

    row: Row
    rng: Random
    pools: Mapping[str, Iterator[str]]
    changes: Iterator[Change]
    owner: Id
    total: int
    weeks: int
    pace: float
    progress: float = 0
    taken: set[str] = field(factory=set)
    last: Id | None = None


def told(row: Row) -> Iterator[ActionEntry]:
    """Yield an action's dated entries, one for each letter that has one."""
    teller = _teller(row)
    for month, letter in enumerate(row.life):
        if letter != "-":
            entry = _TELL[letter](teller, letter, month)
            teller.last = entry.id
            yield entry


def _teller(row: Row) -> Teller:
    rng = Random(f"{SEED}/{row.id}")
    theme = THEMES[row.theme]
    first_part = row.life.split("c")[0].split("C")[0]
    reached = 95 if first_part != row.life else rng.randrange(50, 85)
    steps = sum(PACE.get(letter, 0) for letter in first_part)
    texts = {**STAGES, **RATED, "report": theme.notes, "evidence": theme.evidence}
    return Teller(
        row=row,
        rng=rng,
        pools={name: cycle(rng.sample(pool, len(pool))) for name, pool in texts.items()},
        changes=iter(CHANGES.get(row.id, ())),
        owner=Id(row.owner or row.partners.split()[0]),
        total=rng.randint(*theme.size),
        weeks=rng.randint(38, 64),
        pace=reached / steps if steps else 0,
    )


def _start(teller: Teller, letter: str, month: int) -> ActionEntry:
    if letter == "n":
        return _report(teller, month, state="not-started", note=_say(teller, "not-started", month))
    return _report(teller, month, state="in-progress", rating=Id("green"), note=_say(teller, "begun", month))


def _progress(teller: Teller, letter: str, month: int) -> ActionEntry:
    teller.progress = min(95, teller.progress + teller.pace * PACE[letter])
    rating = RATINGS[letter]
    note = _say(teller, "report", month)
    if letter != "g" or teller.rng.random() < 0.4:
        note = f"{note} {_say(teller, rating, month)}"
    shown = _evidence(teller, "Progress report") if teller.rng.random() < 0.08 else ()
    progress = _rounded(teller.progress)
    return _report(teller, month, state="in-progress", rating=Id(rating), progress=progress, note=note, evidence=shown)


def _correction(teller: Teller, _letter: str, month: int) -> ActionEntry:
    teller.progress = max(5, teller.progress - 15)
    reason = _say(teller, "corrected", month)
    return _report(teller, month, corrects=teller.last, progress=_rounded(teller.progress), reason=reason)


def _completion(teller: Teller, letter: str, month: int) -> ActionEntry:
    teller.progress = 100
    note = _say(teller, "complete", month)
    evidence = _evidence(teller, next(teller.pools["evidence"])) if letter == "c" else ()
    return _report(teller, month, state="complete", rating=Id("blue"), progress=100, note=note, evidence=evidence)


def _verification(teller: Teller, _letter: str, month: int) -> ActionEntry:
    """Return the entry of a team that had no part in the work."""
    note = _say(teller, "verified", month)
    shown = _evidence(teller, "Assurance note")
    return _made(teller, board_day(month), Id("assurance"), state="verified", note=note, evidence=shown)


def _turn(teller: Teller, letter: str, month: int) -> ActionEntry:
    """Return the entry with which an action is suspended, resumed, cancelled or opened again, at the board's
    meeting.
    """
    stage = {"s": "suspended", "u": "resumed", "x": "cancelled", "o": "reopened"}[letter]
    state = stage if stage in ("suspended", "cancelled") else "in-progress"
    note = _say(teller, stage, month)
    fields: dict[str, Any] = {"state": state, "reason": next(teller.changes).reason, "note": note}
    if stage == "reopened":
        teller.progress, teller.pace = 75, 2
        fields |= {"progress": 75, "rating": Id("amber")}
    return _made(teller, board_day(month), teller.owner, **fields, approvals=_approvals(teller, month))


def _head_change(teller: Teller, _letter: str, month: int) -> ActionEntry:
    """Return the entry that changes the head. The board agrees to new dates and owners; a wording is the owner's
    own.
    """
    change = next(teller.changes)
    fields: dict[str, Any] = {"reason": change.reason, "title": change.title, "success": change.success}
    if change.due is not None or change.owner is not None:
        fields["approvals"] = _approvals(teller, month)
    if change.due is not None:
        fields |= {"due": when(change.due), "note": _say(teller, "changed", month)}
    if change.owner is not None:
        teller.owner = fields["owner"] = Id(change.owner)
    return _made(teller, board_day(month), teller.owner, **fields)


_TELL: Mapping[str, Callable[[Teller, str, int], ActionEntry]] = {
    **dict.fromkeys("nb", _start),
    **dict.fromkeys("gar", _progress),
    "k": _correction,
    **dict.fromkeys("cC", _completion),
    "v": _verification,
    **dict.fromkeys("suxo", _turn),
    "!": _head_change,
}
"""The function for each letter of a life."""


def _approvals(teller: Teller, month: int) -> tuple[Approval, ...]:
    return (Approval(by=Id("board"), on=on_day(board_day(month)), ref=f"minute {teller.rng.randint(4, 15)}"),)


def _evidence(teller: Teller, title: str) -> tuple[Evidence, ...]:
    slug = "".join(character if character.isalnum() else "-" for character in title.lower().replace(",", ""))
    return (Evidence(title=title, link=f"{SITE}/evidence/{teller.row.id}/{slug}"),)


def _report(teller: Teller, month: int, **fields: Any) -> ActionEntry:
    """Return an entry of the owner's report, made on a working day in the week before the board meets."""
    day = board_day(month) - timedelta(days=teller.rng.choice((1, 2, 3, 6, 7, 8)))
    return _made(teller, day, teller.owner, **fields)


def _made(teller: Teller, day: date, by: Id, **fields: Any) -> ActionEntry:
    """Return an entry of a day. Two in five are written down later, and one in ten more than ten days later."""
    chance = teller.rng.random()
    delay = teller.rng.randint(11, 19) if chance < 0.1 else teller.rng.randint(1, 4) if chance < 0.4 else 0
    recorded = min(day + timedelta(days=delay), LAST_DAY)
    return ActionEntry(
        id=_fresh_id(teller), on=on_day(day), recorded=recorded if recorded != day else None, by=by, **fields
    )


def _fresh_id(teller: Teller) -> Id:
    """Return an id such as ``k3f9`` that no other entry of the action has."""
    while True:
        letters, digits = teller.rng.choices("abcdefghjkmnpqrstuvwxyz", k=2), teller.rng.choices("23456789", k=2)
        made = f"{letters[0]}{digits[0]}{letters[1]}{digits[1]}"
        if made not in teller.taken:
            teller.taken.add(made)
            return Id(made)


def _say(teller: Teller, pool: str, month: int) -> str:
    """Return the pool's next sentence, its gaps filled with figures that fit how far the work has come."""
    done = max(1, round(teller.total * teller.progress / 100))
    group = teller.rng.choice(GROUPS)
    return next(teller.pools[pool]).format(
        done=done,
        total=teller.total,
        left=max(2, teller.total - done),
        unit=THEMES[teller.row.theme].unit,
        percent=round(50 + teller.progress * 0.45),
        weeks=round(teller.weeks - teller.progress * 0.3),
        n=teller.rng.randint(4, 12),
        few=teller.rng.choice(("two", "three")),
        district=teller.rng.choice(DISTRICTS),
        group=group,
        group_=group[0].upper() + group[1:],
        month=f"{board_day(month + 1):%B}",
    )


def _rounded(progress: float) -> int:
    return 5 * round(progress / 5)


def files() -> dict[str, str]:
    """Return the text of every file of the plan, by its path from the plan's folder."""
    actions = [made_action(row) for row in ROWS]
    folders: Mapping[str, Iterable[Record]] = {
        "areas": map(_named, AREAS),
        "actions": map(_named, actions),
        "resolutions": RESOLUTIONS,
        "measures": map(_named, MEASURES),
        "risks": RISKS,
        "reviews": REVIEWS,
    }
    bodies = {name: evolve(body, short=SHORT.get(name)) for name, body in PLAN.bodies.items()}
    texts = {"plan.toml": plan_text(evolve(PLAN, bodies=bodies, risk_scale=RISK_SCALE))}
    for folder, records in folders.items():
        texts |= {f"{folder}/{record.id}.toml": record_text(record) for record in records}
    return texts


def main(folder: Path) -> None:
    """Write the plan's files, and remove those of records that are no longer made; another plan is left alone."""
    texts = files()
    plan_file = folder / "plan.toml"
    if plan_file.exists():
        if f'\nid = "{PLAN.id}"\n' not in plan_file.read_text(encoding="utf-8"):
            sys.exit(f"{folder} holds another plan, which is left as it is")
        for path in folder.glob("*/*.toml"):
            if path.relative_to(folder).as_posix() not in texts:
                path.unlink()
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("northshire-send"))
