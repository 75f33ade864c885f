"""Build the commands that record the facts of a redacted entry again, without its text."""

import shlex
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from actionplan.model.entries import Entry
    from actionplan.model.ids import Id
    from actionplan.model.records import Plan, Record


_CORRECTABLE = ("state", "rating", "progress", "owner", "start", "due")
"""Keys without text for which commands have an option of the same name."""


def stated_after(record: "Record", entry: "Entry") -> frozenset[str]:
    """Return the keys of an entry that later entries of the same day state too.

    An entry that is added again comes last in the file, so it would replace what these later entries state. A
    correction would replace only later corrections of the same entry.

    Args:
        record: the record, with the entry in full.
        entry: the entry.
    """
    from actionplan.edit.redact import counted_keys
    from actionplan.summary.timeline import in_order, part_named

    placed = in_order(record.status)
    mine = next((number for number, each in enumerate(placed) if each.entry is entry or each.entry == entry), None)
    if mine is None:
        return frozenset()
    own = placed[mine]
    later = [
        each.entry
        for each in placed[mine + 1 :]
        if each.day == own.day
        and (entry.corrects is None or each.root == own.root)
        and part_named(each.entry) == part_named(entry)
    ]
    return frozenset(key for each in later for key in counted_keys(each))


def commands_for(record: "Id | str", entry: "Entry", plan: "Plan", without: frozenset[str] = frozenset()) -> list[str]:
    """Return the commands that record an entry again without its text: states, numbers, days and declared ids.

    No free text is repeated, since only a person can judge whether it is harmless. A reason must be written again.

    Args:
        record: the record's id.
        entry: the entry in full.
        plan: the plan, which declares the ids.
        without: keys to leave out, from `stated_after`.
    """
    by = ["--by", str(entry.by)] if entry.by in plan.bodies else []
    approved = _approved(entry, plan)
    options = {key: words for key, words in _options(entry, plan) if key not in without}
    if entry.corrects is not None:
        stated = [part for key in _CORRECTABLE for part in options.get(key, ())]
        words = ["correct", f"{record}:{entry.corrects}", *stated, *approved, *by]
        return [_line(words, reason=True)] if stated else []
    when = ["--on", entry.on.text, *by]
    return [_line([*words, *when], reason=reason) for words, reason in _commands(str(record), entry, options, approved)]


def _options(entry: "Entry", plan: "Plan") -> Iterator[tuple[str, list[str]]]:
    """Yield the command-line options for the facts of an entry, with the key of each."""
    from actionplan.model.ratings import ratings_known
    from actionplan.storage.writer import to_table

    table = to_table(entry)
    known = {"rating": ratings_known(plan), "owner": plan.bodies}
    for key in _CORRECTABLE:
        if key in table and (key not in known or table[key] in known[key]):
            yield key, [f"--{key}", str(table[key])]
    partners = table.get("partners", [])
    if partners and all(body in plan.bodies for body in partners):
        yield "partners", [part for body in partners for part in ("--partner", body)]


def _commands(
    record: str, entry: "Entry", options: dict[str, list[str]], approved: list[str]
) -> Iterator[tuple[list[str], bool]]:
    """Yield the words of each command, and whether it needs a reason."""
    from actionplan.model.entries import ActionEntry
    from actionplan.model.resolutions import ResolutionEntry

    state = getattr(entry, "state", None)
    clause = ["--clause", entry.clause] if isinstance(entry, ResolutionEntry) and entry.clause else []
    verb = {"cancelled": "cancel", "suspended": "suspend", "verified": "verify"}.get(state or "")
    if verb and "state" in options and isinstance(entry, ActionEntry):
        yield [verb, record, *(["--evidence", "..."] if verb == "verify" else approved)], verb != "verify"
        options.pop("state", None)
    said = [part for key in ("state", "rating", "progress") for part in options.get(key, ())]
    if said:
        yield ["update", record, *clause, *said], bool(entry.reason) and "state" in options
    if not isinstance(entry, ActionEntry):
        return
    if "due" in options:
        yield ["redate", record, options["due"][1], *approved], True
    changed = [part for key in ("owner", "partners", "start") for part in options.get(key, ())]
    if changed:
        yield ["amend", record, *changed], True


def _approved(entry: "Entry", plan: "Plan") -> list[str]:
    """Return the options for approvals: the body and the day. The reference is free text, so it is left out."""
    known = [f"{approval.by}:{approval.on.text}" for approval in entry.approvals if approval.by in plan.bodies]
    return [part for approval in known for part in ("--approved", approval)]


def _line(words: list[str], *, reason: bool) -> str:
    line = shlex.join(["actionplan", *words])
    return line + (' --reason "..."' if reason else "")
