"""``actionplan show`` of an area, a resolution, a measure, a risk or a review."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import attrs

from actionplan.merge.matching import head_of
from actionplan.model.bodies import Body
from actionplan.model.entries import AreaEntry, Entry
from actionplan.model.figures import figure
from actionplan.model.ids import Id
from actionplan.model.kinds import KINDS, path_of
from actionplan.model.measures import Benchmark, Measure, Reading, Target
from actionplan.model.records import Area, Plan, Record
from actionplan.model.reviews import Review
from actionplan.model.text import body_name, capitalised, date_text, printed_id
from actionplan.report.document import GAP, Block, Document, Facts, Heading, Item, Items, Paragraph
from actionplan.report.handovers import handover_text
from actionplan.report.history import (
    changes_list,
    coming_list,
    corrected_ids,
    entries_list,
    entry_item,
    entry_tables,
    head_facts,
    head_rows,
    no_history,
    path_lines,
)
from actionplan.report.inline import Span
from actionplan.report.measure_words import by_text, set_text
from actionplan.report.measures import measure_blocks
from actionplan.report.report_type import Context
from actionplan.report.reviews import replaced_texts
from actionplan.report.standing_words import stood_down_note
from actionplan.report.values import Names, names_of
from actionplan.report.words import AREA_STATE_WORDS
from actionplan.report.writers.json import dated
from actionplan.storage.writer import to_table
from actionplan.summary.answering import handover_due
from actionplan.summary.coming import coming
from actionplan.summary.history import RecordStory, record_story
from actionplan.summary.measures.measures import measure_in_plan, measure_ratings
from actionplan.summary.reviews import replaced_notices
from actionplan.summary.standing import stood_down_by

_COMMON = {field.name for field in attrs.fields(Entry)}


def record_document(plan: Plan, record: Record, context: Context) -> Document:
    """Return a record of a plan with its history; not for an action."""
    story, bodies = record_story(plan, record, context.as_at), plan.bodies
    names = names_of(plan, context.as_at, with_ids=True)
    if isinstance(record, Measure):
        measure = measure_in_plan(plan, record, context.as_at)
        known = measure_ratings(plan), bodies, names.records
        yield from measure_blocks(measure, *known, level=1, is_page=context.is_page)
    else:
        yield Heading(story.now.title, 1, label=printed_id(story.now), hang=4)
    yield from path_lines(path_of(plan, record), context)
    for notes in _notes(plan, record, story, context.as_at):
        yield from (*notes, GAP)
    kind = KINDS[type(record)]
    is_agreed = "As agreed" if story.agreed else "As drafted"
    yield Heading(f"The {kind}" if not hasattr(record, "agreed") else is_agreed)
    yield Facts(tuple(head_rows(story.record, story.now.title, story.agreed, names)), width=16)
    yield from changes_list(story.changes, names, is_agreed=not hasattr(record, "agreed") or bool(story.agreed))
    ahead = coming(plan, record, context.as_at)
    yield from coming_list(ahead, names)
    if isinstance(record, Measure):
        yield from _figures(story, record.unit, bodies)
    wrong = corrected_ids(entry for entry, _ in story.entries)
    items = (entry_item(entry, entry_facts(entry, names), bodies, wrong, early=early) for entry, early in story.entries)
    yield from entries_list("History", no_history(ahead), items)


def _notes(plan: Plan, record: Record, story: RecordStory, as_at: date) -> Iterator[Document]:
    """Yield what readers have to know first: that a record is not in force, or that nobody answers for it."""
    bodies, owner = plan.bodies, getattr(story.now, "owner", None)
    if not story.is_in_plan:
        yield (Paragraph(Span("Not in the plan on that day.", "strong")),)
    if isinstance(record, Review):
        titles = {each.id: each.title for each in plan.reviews}
        for text in replaced_texts((), replaced_notices(plan, as_at).get(record.id, ()), titles):
            yield (Paragraph(f"{capitalised(text)}."),)
    if isinstance(record, Area) and (down := stood_down_by(plan, record, as_at)) is not None:
        yield stood_down_note(bodies, down)
    elif (handover := handover_due(bodies, owner, as_at)) is not None and _is_open(story):
        yield (Paragraph(f"{body_name(bodies, owner)} {handover_text(bodies, handover)}."),)
    if plain := getattr(story.now, "plain", None):
        yield (Paragraph(f"For families: {plain}"),)


def _figures(story: RecordStory, unit: str, bodies: Mapping[Id, Body]) -> Iterator[Block]:
    """Yield the targets, the readings and the benchmarks of a measure."""
    yield from _targets(story, unit, bodies)
    wrong = corrected_ids(story.readings)
    readings = (entry_item(reading, reading_facts(reading, unit), bodies, wrong) for reading in story.readings)
    yield from entries_list("Readings, as they were published", "Readings: none yet.", readings)
    if story.benchmarks:
        wrong = corrected_ids(story.benchmarks)
        others = (entry_item(each, reading_facts(each, unit), bodies, wrong) for each in story.benchmarks)
        yield from entries_list("Benchmarks, as they were published", "", others)


def _is_open(story: RecordStory) -> bool:
    """Return whether a record is not closed, as a risk may be."""
    states = [state for entry, _ in story.entries if (state := getattr(entry, "state", None)) is not None]
    return not states or states[-1] != "closed"


def entry_facts(entry: Entry, names: Names) -> list[str]:
    """Return the values that an entry states, but for the fields of every entry, in words."""
    fields = [name for name in attrs.fields_dict(type(entry)) if name not in _COMMON]
    facts = [AREA_STATE_WORDS[entry.state]] if isinstance(entry, AreaEntry) and entry.state else []
    facts += head_facts(entry, fields if not facts else [name for name in fields if name != "state"], names)
    return facts + ([f"corrects {entry.corrects}"] if entry.corrects else [])


def _targets(story: RecordStory, unit: str, bodies: Mapping[Id, Body]) -> Iterator[Block]:
    if story.targets:
        yield from (GAP, Heading("Targets, as they were set"))
        items = (
            Item(_target(each, unit, bodies), under=tuple(f"Source: {source}" for source in each.source))
            for each in story.targets
        )
        yield Items(tuple(items), indent=2, hang=2, under=2)


def _target(target: Target, unit: str, bodies: Mapping[Id, Body]) -> str:
    text = f"{figure(target.value, unit)} {by_text(target.due)}"
    text += f", replaces the target for {date_text(target.replaces)}" if target.replaces is not None else ""
    is_first = target.on is None and target.reason is None
    text += ", set with the measure" if is_first else f", set{set_text(target, bodies, reason=False)}"
    return text + (f". {target.note}" if target.note else "")


def reading_facts(reading: Reading | Benchmark, unit: str) -> list[str]:
    """Return the value and the period of a reading or a benchmark, in words."""
    of = f"{reading.of}: " if isinstance(reading, Benchmark) else ""
    value = f"{figure(reading.value, unit)} " if reading.value is not None else ""
    facts = [f"{of}{value}for {date_text(reading.period)}"]
    if isinstance(reading, Reading) and reading.break_in_series is not None:
        facts.append(f"break in series: {reading.break_in_series.rstrip('.')}")
    return facts + ([f"corrects {reading.corrects}"] if reading.corrects else [])


def record_json(plan: Plan, record: Record, as_at: date) -> Mapping[str, Any]:
    """Return the JSON keys of a record other than an action; see `show_json`."""
    story, kind = record_story(plan, record, as_at), KINDS[type(record)]
    now = head_of(to_table(story.now))
    where: dict[str, Any] = {kind: now}
    if isinstance(record, Measure):
        where = {"measure": measure_in_plan(plan, record, as_at), "in_force": now}
    if isinstance(record, Review):
        where["replaced_by"] = replaced_notices(plan, as_at).get(record.id, ())
    return {
        "record": kind,
        **where,
        **dated("agreed", story.agreed),
        "in_plan": story.is_in_plan,
        "as_agreed": head_of(to_table(story.record)),
        "changes": story.changes,
        "coming": coming(plan, record, as_at),
        "targets": [to_table(target) for target in story.targets],
        "readings": entry_tables(story.readings),
        "benchmarks": entry_tables(story.benchmarks),
        "status": entry_tables(entry for entry, _ in story.entries),
    }
