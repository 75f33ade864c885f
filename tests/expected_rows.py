"""What each exported table is to say, written down from the records alone."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain
from typing import Any

import attrs

from actionplan.model.as_known import agreed_day
from actionplan.model.dates import PlanDate
from actionplan.model.kinds import HEADS, PARTS
from actionplan.model.policy import Policy
from actionplan.model.presets import PRESETS
from actionplan.model.records import Action, Plan
from actionplan.model.risks import RiskScore
from actionplan.model.vocabulary import FINISHED
from actionplan.summary.lateness import due_steps
from actionplan.summary.links import links
from actionplan.summary.measures.readings import readings_as_at
from actionplan.summary.measures.targets import targets_as_at
from actionplan.summary.requests import requests_of
from actionplan.summary.timeline import as_corrected, in_order

ALL_OF_TIME = date.max

Said = dict[str, Any]


def fields(record: Any, /, **others: Any) -> Said:
    """Return the fields of a record by the format's names, and other values beside or instead of them."""
    names = [field.name for field in attrs.fields(type(record))]
    return {name.rstrip("_"): getattr(record, name) for name in names} | others


def cell(row: Said, name: str) -> Any:
    """Return the value that a table has for what a record says: three columns for a date, JSON for free fields."""
    if name not in row:
        of_date, _, end = name.rpartition("_")
        assert end in {"first", "last"}
        return getattr(row[of_date], end) if row[of_date] is not None else None
    match row[name]:
        case PlanDate() as when:
            return when.text
        case tuple() as names:
            return list(names)
        case Mapping() as free:
            return as_json(free) if free else None
        case value:
            return value


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def numbered(records: Iterable[Any], /, **others: Any) -> list[Said]:
    return [fields(record, position=position, **others) for position, record in enumerate(records)]


def agreed(plan: Plan, records: Iterable[Any]) -> list[Said]:
    replacing = {
        part: entry.on for action in plan.actions for entry in action.status for part in entry.replaced_by or ()
    }
    return [row | {"agreed": replacing.get(row["id"]) or row["agreed"] or plan.agreed} for row in numbered(records)]


def owned(records: Iterable[Any], parts: str, owner: str) -> list[Said]:
    """Return the parts of records, each with the id of its record under the name of that record's kind."""
    return [row for record in records for row in numbered(getattr(record, parts), **{owner: record.id})]


def records(plan: Plan) -> Iterator[tuple[Any, Said]]:
    every: tuple[Any, ...] = (plan.areas, plan.actions, plan.resolutions, plan.measures, plan.risks, plan.reviews)
    for record in chain.from_iterable(every):
        yield record, {"kind": type(record).__name__.lower(), "record": record.id}


def recorded(entry: Any) -> date | None:
    return entry.recorded or (entry.on.last if entry.on is not None else None)


def of_part(entry: Any) -> str | None:
    return next((getattr(entry, key) for key in PARTS if getattr(entry, key, None)), None)


# plan.toml


def plan_rows(plan: Plan) -> Iterator[Said]:
    inspection = {f"inspection_{name}": None for name in ("by", "held", "published", "outcome")}
    if plan.inspection is not None:
        inspection = {f"inspection_{name}": value for name, value in fields(plan.inspection).items()}
    yield fields(plan, **inspection, unread=len(plan.unread))


def policy_rows(plan: Plan) -> list[Said]:
    from_start = any(policy.from_ is None for policy in plan.policy)
    return numbered(plan.policy if from_start else (Policy(), *plan.policy))


def body_rows(plan: Plan) -> list[Said]:
    return [fields(body, id=identifier) for identifier, body in plan.bodies.items()]


def rating_rows(plan: Plan) -> list[Said]:
    preset = PRESETS[plan.rating_preset].ratings if plan.rating_preset else {}
    meanings = {**{name: (rating,) for name, rating in preset.items()}, **plan.ratings}
    rows = [fields(rating, id=name) for name, ratings in meanings.items() for rating in ratings]
    return [row | {"position": position} for position, row in enumerate(rows)]


# Heads


def measure_rows(plan: Plan) -> Iterator[Said]:
    for row, measure in zip(agreed(plan, plan.measures), plan.measures, strict=True):
        start, duty = measure.baseline, measure.duty
        yield row | {
            "baseline_value": start.value if start else None,
            "baseline_period": start.period if start else None,
            **{f"duty_{name}": getattr(duty, name, None) for name in ("value", "text", "since")},
        }


def resolution_rows(plan: Plan) -> Iterator[Said]:
    return with_votes(numbered(plan.resolutions))


def with_votes(rows: Iterable[Said]) -> Iterator[Said]:
    for row in rows:
        votes = row["votes"]
        yield row | {
            "votes_for": votes and votes.for_,
            "votes_against": votes and votes.against,
            "votes_abstained": votes and votes.abstained,
        }


def risk_rows(plan: Plan) -> Iterator[Said]:
    for row in agreed(plan, plan.risks):
        for which in ("inherent", "residual"):
            row[f"{which}_likelihood"] = row[which] and row[which].likelihood
            row[f"{which}_impact"] = row[which] and row[which].impact
        yield row


def resource_rows(plan: Plan) -> Iterator[Said]:
    for record, of_record in records(plan):
        yield from numbered(getattr(record, "resources", ()), **of_record)


def stated_rows(plan: Plan) -> Iterator[Said]:
    for record, of_record in records(plan):
        for stated in record.stated:
            yield fields(stated, value=as_json(stated.value), **of_record)


def stance_rows(plan: Plan) -> Iterator[Said]:
    for resolution in plan.resolutions:
        for group, stance in resolution.stances.items():
            yield {"resolution": resolution.id, "group": group, "stance": stance}


def standing(plan: Plan, name: str) -> list[str]:
    """Return the actions in the place of one that an entry may have replaced."""
    replaced = [entry.replaced_by for each in plan.actions if each.id == name for entry in each.status]
    parts = next((parts for parts in reversed(replaced) if parts), None)
    return [name] if parts is None else [own for part in parts for own in standing(plan, part)]


def clause_action_rows(plan: Plan) -> Iterator[Said]:
    for resolution in plan.resolutions:
        for clause in resolution.clauses:
            lists = [each.entry.actions for each in in_order(resolution.status) if each.entry.clause == clause.id]
            named = [clause.actions, *(actions for actions in lists if actions is not None)][-1]
            now = [part for name in named for part in standing(plan, name)]
            for action in dict.fromkeys((*clause.actions, *now)):
                yield {
                    "resolution": resolution.id,
                    "clause": clause.id,
                    "action": action,
                    "as_passed": action in clause.actions,
                    "current": action in now,
                }


# Entries

OF_REQUESTS = ("request_due", "request_state", "requested_of", "decides", "decision")
OF_STATE = ("state", "replaced_by", "rating", "progress", "reported_to", "handover_from")
ONLY_SOME_STATE = dict.fromkeys((*OF_STATE, *OF_REQUESTS, *HEADS[Action]))


def places(entries: Iterable[Any], agreed: date | None = None) -> dict[int, Said]:
    """Return when and in which order entries count, by their position in the file."""
    return {
        placed.index: {"in_force": placed.day, "place": place, "early": placed.early, "root": placed.root}
        for place, placed in enumerate(in_order(entries, agreed))
    }


def only_for_readers(entry: Any) -> bool:
    """Return whether an entry states nothing but what helps readers, such as a short name."""
    stated = {name for name, value in fields(entry).items() if value not in (None, (), {})}
    said = stated - {"on", "id", "recorded", "by", "reason", "source", *PARTS}
    return bool(said) and said <= {"plain", "short", "ref"}


def only_decides(entry: Any) -> bool:
    return any(getattr(entry, name, None) is not None for name in ("handover_from", "replaced_by", "decides"))


NOT_PLACED = {"in_force": None, "place": None, "early": False, "root": None}
NOT_FINISHED = {"finished": None, "finished_in_force": None, "finished_due_last": None}


def status_rows(plan: Plan) -> Iterator[Said]:
    for record, of_record in records(plan):
        placed = places(record.status, agreed_day(plan, record))
        finishes = dict(finished(plan, record)) if isinstance(record, Action) else {}
        for position, entry in enumerate(record.status):
            began = finishes.get(placed.get(position, NOT_PLACED)["root"])
            done = began if began and entry.state in FINISHED else NOT_FINISHED
            yield {
                **ONLY_SOME_STATE,
                **fields(entry, recorded=recorded(entry), position=position),
                **of_record,
                **placed.get(position, NOT_PLACED),
                **done,
                "evidence": len(entry.evidence),
                "approvals": len(entry.approvals),
                "part": of_part(entry),
                "update": entry.corrects is None and not only_for_readers(entry) and not only_decides(entry),
                "redacted": entry.redacted is not None,
            }


def dues(action: Action) -> dict[str | None, PlanDate | None]:
    """Return the due dates first agreed: that of the action under None, those of its milestones under their ids."""
    return {None: action.due, **{milestone.id: milestone.due for milestone in action.milestones}}


def finished(plan: Plan, action: Action) -> Iterator[tuple[int, Said]]:
    """Yield, for each entry that says complete or verified, its position and when that completion began."""
    entries = as_corrected(action.status, agreed_day(plan, action))
    for name, original in dues(action).items():
        due, began = original, None
        for placed in (each for each in entries if each.entry.milestone == name):
            if placed.entry.state in FINISHED:
                last = due.last if due else None
                now = {"finished": placed.entry.on, "finished_in_force": placed.day, "finished_due_last": last}
                began = began or now
                yield placed.root, began
            elif placed.entry.state is not None:
                began = None
            if placed.entry.due is not None and not placed.early:
                due = placed.entry.due


def change_rows(plan: Plan) -> Iterator[Said]:
    for record, of_record in records(plan):
        for placed in as_corrected(record.status, agreed_day(plan, record)):
            entry = placed.entry
            parts = [part for key in PARTS.values() for part in getattr(record, key, ()) if part.id == of_part(entry)]
            of_entry = fields(entry, position=placed.index, part=of_part(entry)) | of_record
            of_entry |= {"in_force": placed.day, "early": placed.early}
            for name in HEADS[type(parts[0] if parts else record)]:
                if (value := getattr(entry, name)) is not None:
                    yield of_entry | {"field": name, "value": as_text(value)}


def as_text(value: Any) -> str:
    match value:
        case PlanDate():
            return value.text
        case RiskScore():
            return f"{value.likelihood}x{value.impact}"
        case tuple():
            return as_json(value)
        case _:
            return str(value)


def redating_rows(plan: Plan) -> Iterator[Said]:
    for action in plan.actions:
        entries = as_corrected(action.status, agreed_day(plan, action))
        for name, original in dues(action).items():
            due = original
            for step in due_steps(original, [each for each in entries if each.entry.milestone == name]):
                entry = step.placed.entry
                days = (entry.due.last - due.last).days if due and due.last and entry.due.last else None
                yield fields(
                    entry,
                    action=action.id,
                    milestone=name,
                    position=step.placed.index,
                    entry=entry.id,
                    **{"from": due, "to": entry.due},
                    days=days,
                    move=step.move,
                    in_force=step.placed.day,
                    recorded=recorded(entry),
                    approved_by=[approval.by for approval in entry.approvals],
                )
                due = entry.due


def request_rows(plan: Plan) -> Iterator[Said]:
    for action in plan.actions:
        for request in requests_of(as_corrected(action.status, agreed_day(plan, action))):
            yield fields(request, action=action.id)


def origin_rows(plan: Plan) -> Iterator[Said]:
    """Return what the part of the full plan keeps: a date that moved once before and once by the split, an update."""
    if plan.id == "full":
        yield {
            "action": "1.5",
            "first_due": PlanDate.parse(date(2024, 6, 30)),
            "moves": 2,
            "state": "in-progress",
            "progress": 30,
            "updates": 1,
            "last_update": PlanDate.parse("2024-04"),
            "last_update_day": date(2024, 4, 30),
        }
        yield {
            "action": "1.6",
            "first_due": PlanDate.parse(date(2024, 6, 30)),
            "moves": 1,
            "state": "in-progress",
            "progress": 30,
            "updates": 1,
            "last_update": PlanDate.parse("2024-04"),
            "last_update_day": date(2024, 4, 30),
        }


def reading_rows(plan: Plan) -> Iterator[Said]:
    for measure in plan.measures:
        sources = [measure.preferred_source, *(entry.preferred_source for entry in measure.status)]
        now = attrs.evolve(measure, preferred_source=next((source for source in reversed(sources) if source), None))
        taken = [period.taken for period in readings_as_at(now, ALL_OF_TIME)]
        last = {each.index for each in as_corrected(measure.readings) if each.entry in taken}
        placed = places(measure.readings)
        for position, reading in enumerate(measure.readings):
            yield {
                **fields(reading, recorded=recorded(reading), position=position, measure=measure.id),
                **placed.get(position, NOT_PLACED),
                "taken": position in last,
                "redacted": reading.redacted is not None,
            }


def benchmark_rows(plan: Plan) -> Iterator[Said]:
    for measure in plan.measures:
        placed = places(measure.benchmarks)
        for position, benchmark in enumerate(measure.benchmarks):
            yield {
                **fields(benchmark, recorded=recorded(benchmark), position=position, measure=measure.id),
                **placed.get(position, NOT_PLACED),
                "redacted": benchmark.redacted is not None,
            }


def target_rows(plan: Plan) -> Iterator[Said]:
    for measure in plan.measures:
        targets = targets_as_at(measure, ALL_OF_TIME, ())
        for row, target in zip(numbered(measure.targets), measure.targets, strict=True):
            yield row | {
                "measure": measure.id,
                "recorded": recorded(target),
                "original": any(target is each.original for each in targets),
                "current": any(target is each.current for each in targets),
            }


def listed_rows(plan: Plan, name: str) -> Iterator[Said]:
    """Return the evidence or the approvals that entries and targets list."""
    for record, of_record in records(plan):
        for tail in ("targets", "readings", "benchmarks", "status"):
            for position, entry in enumerate(getattr(record, tail, ())):
                for number, part in enumerate(getattr(entry, name, ())):
                    yield fields(part, tail=tail, position=position, number=number, **of_record)


def link_rows(plan: Plan) -> Iterator[Said]:
    for link in links(plan, ALL_OF_TIME):
        ends = {"from_kind": link.source.kind, "from_id": link.source.id}
        yield {"type": link.type, **ends, "to_kind": link.target.kind, "to_id": link.target.id}


ROWS = {
    "plans": plan_rows,
    "policies": policy_rows,
    "bodies": body_rows,
    "meetings": lambda plan: numbered(plan.meetings),
    "ratings": rating_rows,
    "areas": lambda plan: agreed(plan, plan.areas),
    "findings": lambda plan: owned(plan.areas, "findings", "area"),
    "actions": lambda plan: agreed(plan, plan.actions),
    "milestones": lambda plan: owned(plan.actions, "milestones", "action"),
    "status": status_rows,
    "requests": request_rows,
    "redatings": redating_rows,
    "origins": origin_rows,
    "changes": change_rows,
    "measures": measure_rows,
    "readings": reading_rows,
    "benchmarks": benchmark_rows,
    "targets": target_rows,
    "resolutions": resolution_rows,
    "stances": stance_rows,
    "amendments": lambda plan: with_votes(owned(plan.resolutions, "amendments", "resolution")),
    "clauses": lambda plan: owned(plan.resolutions, "clauses", "resolution"),
    "clause_actions": clause_action_rows,
    "risks": risk_rows,
    "reviews": lambda plan: numbered(plan.reviews),
    "area_outcomes": lambda plan: owned(plan.reviews, "area_outcomes", "review"),
    "review_findings": lambda plan: owned(plan.reviews, "findings", "review"),
    "recommendations": lambda plan: owned(plan.reviews, "recommendations", "review"),
    "resources": resource_rows,
    "stated": stated_rows,
    "evidence": lambda plan: listed_rows(plan, "evidence"),
    "approvals": lambda plan: listed_rows(plan, "approvals"),
    "links": link_rows,
}
