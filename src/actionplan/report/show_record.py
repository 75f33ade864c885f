"""The story of an area, a resolution, a measure, a risk or a review as text and as JSON."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import attrs

from actionplan.merge.matching import head_of
from actionplan.model.entries import Entry
from actionplan.model.ids import Id
from actionplan.model.kinds import KINDS, PARTS, TAILS
from actionplan.model.measures import Measure, Reading, Target
from actionplan.model.records import Rating
from actionplan.report.history import change_lines, changes_json, entry_lines, jsonable, value_text, wrapped
from actionplan.report.measure_words import by_text, figure, set_text
from actionplan.report.measures import measure_block
from actionplan.report.measures_json import measure_json
from actionplan.report.status_json import dated, envelope
from actionplan.report.words import date_text, one_line, visible
from actionplan.report.writers.legacy import Screen, draw, hanging, styled
from actionplan.storage.writer import to_table
from actionplan.summary.history import RecordStory
from actionplan.summary.measures.measure import MeasureSummary

_APART = {"id", "title", "stated", "extra", *TAILS}
_PARTS = {*PARTS.values(), "findings", "area_outcomes", "resources"}
"""Lists of tables in a head, each of which gets a line."""
_COMMON = {field.name for field in attrs.fields(Entry)}


def record_text(
    story: RecordStory,
    path: str,
    screen: Screen,
    measure: tuple[MeasureSummary, Mapping[Id, Rating]] | None = None,
    when: str = "",
) -> str:
    """Give a record's story as text.

    Args:
        story: the story.
        path: the record's file.
        screen: what the reader's screen can show.
        measure: where it stands and what its ratings mean, where it is a measure; None where it is not.
        when: the day in words, as `as_at_words` gives it; empty for today, which goes without saying.
    """
    record = story.record
    parts: list[Any] = []
    if measure is None:
        parts.append(styled(hanging(f"{record.id}  {one_line(story.now.title)}", 4, screen).plain, "bold"))
    else:
        parts += list(measure_block(*measure, screen))
    parts += [styled(visible(path)), *([hanging(f"As at {when}.", 0, screen)] if when else []), ""]
    if not story.is_in_plan:
        parts += [styled("Not in the plan on that day.", "bold"), ""]
    parts.append(styled(_heading(story), "bold"))
    parts += [wrapped(line, screen, 18) for line in _head(story)]
    if story.changes:
        parts += ["", styled("Changed since", "bold"), *(wrapped(line, screen) for line in change_lines(story.changes))]
    if isinstance(record, Measure):
        parts += list(_targets(story, record.unit, screen)) + list(_readings(story, record.unit, screen))
    parts += ["", styled("History" if story.entries else "History: no entry yet.", "bold")]
    for entry, is_early in story.entries:
        parts += list(entry_lines(entry, _facts(entry), is_early, screen))
    return draw(parts, screen)


def _heading(story: RecordStory) -> str:
    kind = KINDS[type(story.record)]
    if kind in ("resolution", "review"):
        return f"The {kind}"
    return "As agreed" if story.agreed else "As drafted"


def _head(story: RecordStory) -> Iterator[str]:
    record = story.record
    if record.title != story.now.title:
        yield f"  {'title':<16}{one_line(record.title)}"
    for field in attrs.fields(type(record)):
        value = getattr(record, field.name)
        name = field.name.rstrip("_").replace("_", " ")
        if field.name in _PARTS:
            for part in value:
                yield f"  {name.removesuffix('s'):<16}{_part(part)}"
        elif field.name == "agreed":
            yield from [f"  {'agreed':<16}{date_text(story.agreed)}"] if story.agreed else []
        elif field.name == "source":
            yield from (f"  {name:<16}{one_line(source)}" for source in value)
        elif field.name not in _APART and (text := value_text(value)):
            yield f"  {name:<16}{text}"
    for stated in record.stated:
        yield f"  also said       {stated.field}: {one_line(str(stated.value))} ({', '.join(stated.source)})"


def _part(part: Any) -> str:
    """Give a clause, a finding or the like: its id and text, then whatever else it says."""
    first = [str(getattr(part, name)) for name in ("id", "text", "title") if getattr(part, name, None)]
    rest = [
        f"{field.name.rstrip('_').replace('_', ' ')} {text}"
        for field in attrs.fields(type(part))
        if field.name not in ("id", "text", "title", "source") and (text := value_text(getattr(part, field.name)))
    ]
    said = one_line(" ".join(first))
    return "; ".join(filter(None, (said.rstrip(".") if rest else said, *rest)))


def _facts(entry: Entry) -> list[str]:
    """Give what an entry states beside what every entry has, in words."""
    said = [
        f"{field.name.rstrip('_').replace('_', ' ')} {value_text(value) or 'none'}"
        for field in attrs.fields(type(entry))
        if field.name not in _COMMON and (value := getattr(entry, field.name)) is not None
    ]
    return said + ([f"corrects {entry.corrects}"] if entry.corrects else [])


def _targets(story: RecordStory, unit: str, screen: Screen) -> Iterator[Any]:
    if story.targets:
        yield from ("", styled("Targets, as they were set", "bold"))
    for target in story.targets:
        yield wrapped(f"  {_target(target, unit)}", screen, 4)
        for source in target.source:
            yield wrapped(f"    Source: {one_line(source)}", screen, 4)


def _target(target: Target, unit: str) -> str:
    text = f"{figure(target.value, unit)} {by_text(target.due)}"
    text += f", in place of that by {date_text(target.replaces)}" if target.replaces is not None else ""
    is_first = target.on is None and target.reason is None
    text += ", set with the measure" if is_first else f", set{set_text(target, reason=False)}"
    return text + (f". {one_line(target.note)}" if target.note else "")


def _readings(story: RecordStory, unit: str, screen: Screen) -> Iterator[Any]:
    yield from ("", styled("Readings, as they were published" if story.readings else "Readings: none yet.", "bold"))
    for reading in story.readings:
        yield from entry_lines(reading, _reading(reading, unit), is_early=False, screen=screen)


def _reading(reading: Reading, unit: str) -> list[str]:
    value = f"{figure(reading.value, unit)} " if reading.value is not None else ""
    facts = [f"{value}for {date_text(reading.period)}"]
    return facts + ([f"corrects {reading.corrects}"] if reading.corrects else [])


def record_json(story: RecordStory, path: str, as_at: date, measure: MeasureSummary | None = None) -> dict[str, Any]:
    """Give a record's story as a JSON object; see `record_text`."""
    kind = KINDS[type(story.record)]
    return {
        **envelope("show", as_at, partial=False),
        "plan": story.plan,
        "path": path,
        "record": kind,
        **({"measure": measure_json(measure)} if measure is not None else {}),
        kind if measure is None else "in_force": jsonable(head_of(to_table(story.now))),
        **dated("agreed", story.agreed),
        "in_plan": story.is_in_plan,
        "as_agreed": jsonable(head_of(to_table(story.record))),
        "changes": changes_json(story.changes),
        "targets": [jsonable(to_table(target)) for target in story.targets],
        "readings": [jsonable(to_table(reading)) for reading in story.readings],
        "status": [jsonable(to_table(entry)) for entry, _ in story.entries],
    }
