"""Changes to ``plan.toml``: a new body, meeting, term, rating or policy, and other values. No other byte changes."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from actionplan.edit.input import made_from, read_as_in_file
from actionplan.edit.plan_edit import PlanEdit, refuse_named
from actionplan.model.bodies import Meeting
from actionplan.model.fields import may_be_alone
from actionplan.model.kinds import PlanPart, plan_path
from actionplan.model.policy import Policy, Rating
from actionplan.model.problem import KeyPath, Problem, ProblemsFound
from actionplan.model.records import Plan
from actionplan.model.refused import Refused
from actionplan.model.text import with_article
from actionplan.rules.checks import check_plan
from actionplan.rules.confirmations import personal, to_confirm
from actionplan.rules.confirmations.registry import PlannedChange
from actionplan.storage.in_place import with_values, without_table
from actionplan.storage.keys import keys_of
from actionplan.storage.load import load_plan
from actionplan.storage.positions import locate, spans
from actionplan.storage.save import FileEdit, Prepared
from actionplan.storage.toml import Document
from actionplan.storage.writer import pairs_of, table_text, to_table


def prepare_new_part(
    edit: PlanEdit, part: PlanPart, identifier: str | None, stated: Mapping[str, Any], today: date
) -> Prepared:
    """Return ``plan.toml`` with another table, and the problems that it would bring, without writing anything.

    A rating or a policy that is there already gets another meaning from a day on. A policy begins with the values of
    the one before, and a rating keeps its colour.

    Args:
        edit: the plan.
        part: what is added; not the plan itself.
        identifier: its id; None for a meeting or a policy, which have none.
        stated: its values by their keys; None means not stated.
        today: today's date.

    Raises:
        ProblemsFound: ``plan.toml`` cannot be read, now or after the change.
        Refused: it is there already.
        SaveError: the file is written in a way that cannot be changed safely.
        WrongValue: a value is wrong.
    """
    document = edit.document(plan_path(edit.root))
    there = document.table.get(part.key)
    stated = {**_kept(there, part, identifier), **stated}
    made = made_from(stated, part.record, edit.plan)
    place: KeyPath = (part.key,) if identifier is None else (part.key, identifier)
    if part.record is Meeting:
        taken = next((at for at, each in enumerate(edit.plan.meetings) if _is_same(each, made)), None)
        place = (part.key, len(there or ()) if taken is None else taken)
    elif identifier is not None:
        place = (part.key, next((name for name in there or () if name.casefold() == identifier.casefold()), identifier))
    present = _at(document.table, place)
    if present is not None and getattr(made, "from_", None) is not None and part.record in (Rating, Policy):
        place = (*place, len(present) if isinstance(present, list) else 1)
    elif present is not None:
        raise Refused(_taken(document, part, place, made))
    table = to_table(made)
    return _prepared(edit, document, {place: table}, table_text(place, table), today)


def _kept(there: Any, part: PlanPart, identifier: str | None) -> dict[str, Any]:
    """Return what the meaning from a day on has of the one before: a policy all, a rating its colour."""
    last = _at(there, (identifier,)) if identifier is not None else there
    last = last[-1] if isinstance(last, list) else last
    keys = {Policy: keys_of(Policy).keys() - {"from"}, Rating: {"colour"}}.get(part.record, set())
    return {key: value for key, value in (last or {}).items() if key in keys}


def _is_same(one: Meeting, other: Meeting) -> bool:
    return (one.body, one.on) == (other.body, other.on)


def _taken(document: Document, part: PlanPart, place: KeyPath, made: Any) -> str:
    """Return that something is there already, where it is, and how to change it."""
    if part.record is Meeting:
        what, command = f"a meeting of {made.body} on {made.on}", f"meeting {made.body} {made.on}"
    elif place[1:]:
        what, command = f'{with_article(part.name)} "{place[1]}"', f"{part.name} {place[1]}"
    else:
        what, command = with_article(part.name), part.name
    where = f"{document.path}:{spans(document.text)[place].key[0]}"
    from_a_day = " For another one from a day on, add --from DAY." if part.record in (Rating, Policy) else ""
    return f"there is already {what} ({where}). To change it: actionplan set {command} ...{from_a_day}"


def prepare_set_part(
    edit: PlanEdit,
    part: PlanPart,
    names: KeyPath,
    stated: Mapping[str, Any],
    today: date,
    *,
    removed: Collection[str] = (),
) -> Prepared:
    """Return ``plan.toml`` with other values, and the problems that they would bring, without writing anything.

    Of a rating or a policy with several meanings the last is changed.

    Args:
        edit: the plan.
        part: what is changed.
        names: the id of the body, rating or term, or the number of the meeting in the file; none for other parts.
        stated: the new values by their keys; None means not stated.
        today: today's date.
        removed: keys that are taken out.

    Raises:
        ProblemsFound: ``plan.toml`` cannot be read, now or after the change.
        Refused: nothing would change.
        SaveError: the file is written in a way that cannot be changed safely.
        WrongValue: a value is wrong.
    """
    document = edit.document(plan_path(edit.root))
    place: KeyPath = (part.key, *names) if part.key else ()
    present = _at(document.table, place)
    if isinstance(present, list):
        place = (*place, len(present) - 1)
    now = _at(document.table, place) or {}
    types = {key: type_ for key, (_, type_) in keys_of(part.record).items()}
    read = read_as_in_file(stated, part.record, edit.plan)
    values = {
        key: read[key][0] if may_be_alone(types[key]) and len(read[key]) == 1 else read[key]
        for key in types
        if key in read
    }
    if part.record is not Plan:
        made_from(
            {key: value for key, value in {**now, **values}.items() if key not in removed}, part.record, edit.plan
        )
    changed = {key: value for key, value in values.items() if key not in now or now[key] != value}
    gone = [key for key in removed if key in now]
    if not changed and not gone:
        raise Refused(f"{' and '.join((*values, *removed))} would be as before, so nothing would change")
    changes = {(*place, key): value for key, value in changed.items()} | {(*place, key): None for key in gone}
    block = _changed_text(place, now, changed, gone)
    return _prepared(edit, document, changes if now or not place else {place: changed}, block, today)


def prepare_removal(edit: PlanEdit, part: PlanPart, names: KeyPath, today: date) -> Prepared:
    """Return ``plan.toml`` without a body, meeting, rating or term, without writing anything.

    Args:
        edit: the plan.
        part: the kind of what is removed.
        names: its id, or the number of the meeting in the file.
        today: today's date.

    Raises:
        ProblemsFound: ``plan.toml`` cannot be read, now or after the change.
        Refused: another file, or another part of this one, names it.
        SaveError: the file is written in a way that cannot be changed safely.
    """
    document = edit.document(plan_path(edit.root))
    place = (part.key, *names)
    present: Any = _at(document.table, place)
    data = without_table(document, place)
    prepared = _compared(edit, document, data, today, block=_removed_text(place, present))
    refuse_named(prepared.problems)
    return prepared


def _removed_text(place: KeyPath, present: Any) -> str:
    meanings = present if isinstance(present, list) else [present]
    numbers: list[tuple[int, ...]] = [(at,) for at in range(len(meanings))] if isinstance(present, list) else [()]
    return "\n".join(table_text((*place, *at), table) for at, table in zip(numbers, meanings, strict=True))


def _at(table: Any, place: KeyPath) -> Any:
    """Return the value at a place of a table; None where there is none."""
    for key in place:
        if isinstance(table, list) and isinstance(key, int) and key < len(table):
            table = table[key]
        else:
            table = table.get(key) if isinstance(table, Mapping) else None
    return table


def _changed_text(place: KeyPath, now: Mapping[str, Any], changed: Mapping[str, Any], gone: Collection[str]) -> str:
    """Return the lines that change, under the header of their table, with what says which one of several it is."""
    known = {key: now[key] for key in ("body", "on", "from") if key in now and isinstance(place[-1], int)}
    lines = table_text(place, {**known, **changed}) if place else "".join(pairs_of(changed))
    return lines + "".join(f"{line.rstrip()}  # taken out\n" for line in pairs_of({key: now[key] for key in gone}))


def _prepared(edit: PlanEdit, document: Document, values: Mapping[KeyPath, Any], block: str, today: date) -> Prepared:
    keys = list(keys_of(Plan))
    earlier = keys[: max(keys.index(str(path[0])) for path in values)]
    data = with_values(document, values, after=earlier)
    return _compared(
        edit, document, data, today, block=block, added=[path for path in values if values[path] is not None]
    )


def _compared(
    edit: PlanEdit, document: Document, data: bytes, today: date, *, block: str, added: Iterable[KeyPath] = ()
) -> Prepared:
    """Return a changed ``plan.toml`` with the problems that are new in the plan, and what must be confirmed.

    Args:
        edit: the plan.
        document: the file.
        data: its new bytes.
        today: today's date.
        block: what to show of the change.
        added: the paths of what is new.
    """
    before, known = edit.complete
    after, problems, _ = load_plan(edit.root, edit.files.with_file(document.path, data))
    if after is None:
        raise ProblemsFound(problems)
    old = {_described(found) for found in (*known, *check_plan(before, today))}
    new = [found for found in (*problems, *check_plan(after, today)) if _described(found) not in old]
    change = PlannedChange(after, after, tuple((path, _made(after, path)) for path in added), today)
    asked = to_confirm(change)
    texts = {document.path: data.decode("utf-8-sig")}
    return Prepared(
        root=edit.root,
        changes=(FileEdit(path=document.path, before=document.data, after=data),),
        blocks=(block,),
        problems=locate(new, texts),
        to_confirm=locate((*asked, *personal(new)), texts),
    )


def _made(plan: Plan, path: KeyPath) -> Any:
    """Return what a plan has at a path of its file, as records have it."""
    value: Any = plan
    for key in path:
        if isinstance(value, tuple) and isinstance(key, str):  # the only meaning of several that there may be
            value = value[-1]
        if isinstance(key, int) or isinstance(value, Mapping):
            value = value[key]
        else:
            value = getattr(value, keys_of(type(value))[key][0])
    return value


def _described(found: Problem) -> tuple[str, str, str, KeyPath]:
    """Return the parts of a problem that stay as they are if lines above it are added."""
    return found.code, found.message, found.where.path, found.where.keys
