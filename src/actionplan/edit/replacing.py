"""Split an action into several, or join several into one: new files, and an entry of each action that is replaced."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from attrs import evolve, frozen

from actionplan.edit.append import Addition, prepare
from actionplan.edit.create import addition_of
from actionplan.edit.input import WrongValue, made_from
from actionplan.edit.plan_edit import PlanEdit
from actionplan.edit.renumber import refuse_used
from actionplan.edit.sharing import Share, brought_together, shared_out
from actionplan.model.as_known import agreed_day
from actionplan.model.dates import last_day
from actionplan.model.entries import ANSWERING, ActionEntry
from actionplan.model.ids import Id, natural_order
from actionplan.model.kinds import FOR_READERS, HEADS, record_path, with_records
from actionplan.model.records import Action, Milestone, Plan
from actionplan.model.text import in_words
from actionplan.model.vocabulary import CLOSED
from actionplan.rules.checks import check_plan
from actionplan.rules.confirmations import personal, to_confirm
from actionplan.storage.load import structure_text
from actionplan.storage.positions import locate
from actionplan.storage.save import FileEdit, Prepared, SaveError
from actionplan.storage.writer import record_text
from actionplan.summary.coming import lying_ahead
from actionplan.summary.links import finding_meant
from actionplan.summary.replaced import replaced_by
from actionplan.summary.timeline import by_part, head_as_at, last_stated, of_whole, part_as_at, up_to


@frozen(kw_only=True)
class PartPlanned:
    """A new action that is to replace others.

    Attributes:
        id: its id.
        head: values of its head that it does not take over, by key, in any form that people use.
        milestones: ids of the open milestones that it takes over.
        shares: how much it gets of what the original has.
    """

    id: str
    head: Mapping[str, Any]
    milestones: tuple[str, ...] = ()
    shares: tuple[Share, ...] = ()


class _Original(NamedTuple):
    """An action that is replaced, with its head and its milestones as on the day.

    Attributes:
        record: the action as in its file.
        now: its head as on the day.
        open: its open milestones as on the day.
    """

    record: Action
    now: Action
    open: tuple[Milestone, ...]


def prepare_split(
    edit: PlanEdit, original: str, parts: Sequence[PartPlanned], said: Mapping[str, Any], today: date
) -> Prepared:
    """Return the files of a plan in which an action is split, without writing anything.

    Each part takes over what the action has on the day: areas, owner, dates, findings, measures and the like.

    Args:
        edit: the plan.
        original: the action's id.
        parts: the parts, at least two.
        said: the values of the entry: ``on``, ``by``, ``reason`` and others.
        today: today's date.

    Raises:
        ProblemsFound: a file cannot be read.
        SaveError: an id is taken or not valid, the action is closed, or the shares do not add up.
        WrongValue: a value is wrong.
    """
    if len(parts) < 2:
        raise SaveError(f"name at least two parts of {original}")
    entry = _entry(edit, said, parts)
    found = _original(edit, original, entry)
    shared = shared_out(original, found.record.resources, {part.id: part.shares for part in parts})
    kept = _kept(found)
    heads = [{**kept, "milestones": _taken(found, part), "resources": shared[part.id], **part.head} for part in parts]
    return _prepared(edit, [found], dict(zip((part.id for part in parts), heads, strict=True)), entry, today)


def prepare_join(
    edit: PlanEdit, originals: Sequence[str], part: PartPlanned, said: Mapping[str, Any], today: date
) -> Prepared:
    """Return the files of a plan in which several actions are joined into one; see `prepare_split`.

    The new action takes over the areas, partners, findings, measures, open milestones and resources of all. What
    differs between them, such as the owner, must be given.

    Args:
        edit: the plan.
        originals: the actions' ids, at least two.
        part: the new action.
        said: the values of the entries.
        today: today's date.

    Raises:
        ProblemsFound: a file cannot be read.
        SaveError: an id is taken or not valid, an action is closed, or the actions differ in a value that is not given.
        WrongValue: a value is wrong.
    """
    if len(set(originals)) < 2:
        raise SaveError("name at least two actions to join")
    entry = _entry(edit, said, [part])
    found = [_original(edit, name, entry) for name in dict.fromkeys(originals)]
    head = {**_joined(found, part), **part.head}
    return _prepared(edit, found, {part.id: head}, entry, today)


def _entry(edit: PlanEdit, said: Mapping[str, Any], parts: Sequence[PartPlanned]) -> ActionEntry:
    names = [part.id for part in parts]
    if len({name.casefold() for name in names}) < len(names):
        raise SaveError(f"each new action has an id of its own: {', '.join(names)}")
    for name in names:
        refuse_used(edit, name)
    entry = made_from({**said, "state": "replaced", "replaced_by": names}, ActionEntry, edit.plan)
    if entry.on.last is None:
        raise SaveError(f'the day of a split or a join is not "{entry.on.text}": name the day from which it holds')
    return entry


def _original(edit: PlanEdit, name: str, entry: ActionEntry) -> _Original:
    """Return an action that will be replaced, as on the day; refuse one that is closed."""
    record, _ = edit.record("action", name).readable()
    assert isinstance(record, Action)
    assert entry.on.last is not None
    entries = up_to(record.status, entry.on.last, agreed_day(edit.plan, record))
    state = last_stated(of_whole(entries), "state")
    if state in CLOSED:
        hint = f'first: actionplan reopen {name} --reason "..."'
        if parts := replaced_by(of_whole(entries)):
            hint = f"{in_words(parts)} {'is' if len(parts) == 1 else 'are'} in its place"
        raise SaveError(f"{name} is {state}, so there is nothing to split or join; {hint}")
    own = by_part(entries)
    still = (each for each in record.milestones if last_stated(own.get(each.id, ()), "state") not in CLOSED)
    return _Original(
        record, head_as_at(record, entries), tuple(part_as_at(each, own.get(each.id, ())) for each in still)
    )


_TAKEN_OVER = tuple(name for name in HEADS[Action] if name != "title" and name not in FOR_READERS)
"""The fields of the head that a new action takes over."""

_TOGETHER = frozenset({"areas", "partners", "findings", "measures", "after", "joint_leads", "waiting_on"})
"""Those of them that a joined action has of all that it joins."""


def _kept(original: _Original) -> dict[str, Any]:
    """Return what each part of an action takes over from it, by key."""
    return {name: getattr(original.now, name) for name in _TAKEN_OVER} | {"extra": original.record.extra}


def _joined(originals: Sequence[_Original], part: PartPlanned) -> dict[str, Any]:
    """Return what an action takes over from those that it joins; refuse where they differ in what is not given."""
    head: dict[str, Any] = {}
    for name in _TAKEN_OVER:
        values = [_whole(original.now) if name == "findings" else getattr(original.now, name) for original in originals]
        if name in _TOGETHER:
            head[name] = tuple(dict.fromkeys(value for each in values for value in each))
        elif all(value == values[0] for value in values) or name in part.head:
            head[name] = values[0]
        else:
            names = " and ".join(original.record.id for original in originals)
            flag = f"--{name.replace('_', '-')}"
            raise SaveError(f"{names} differ in {name.replace('_', ' ')}: say what holds for {part.id}, {flag}")
    ids = {original.record.id for original in originals}
    owner = part.head.get("owner", head["owner"])
    head["after"] = tuple(name for name in head["after"] if name not in ids)
    head["partners"] = tuple(name for name in head["partners"] if name != owner)
    head["milestones"] = _without_clashes([each for original in originals for each in original.open])
    head["resources"] = brought_together((each for original in originals for each in original.record.resources), ids)
    return head


def _whole(action: Action) -> tuple[str, ...]:
    """Return the findings that an action answers, each with its area."""
    return tuple(finding_meant(name, action.areas) for name in action.findings)


def _without_clashes(milestones: Iterable[Milestone]) -> tuple[Milestone, ...]:
    """Return milestones of several actions; of one whose id is taken, the id gets a number."""
    kept: dict[Id, Milestone] = {}
    for each in milestones:
        ids = (Id(f"{each.id}{f'-{number}' if number > 1 else ''}") for number in range(1, len(kept) + 2))
        free = next(name for name in ids if name not in kept)
        kept[free] = evolve(each, id=free)
    return tuple(kept.values())


def _taken(original: _Original, part: PartPlanned) -> tuple[Milestone, ...]:
    known = {each.id: each for each in original.open}
    for name in part.milestones:
        if name not in known:
            names = ", ".join(known) or "none"
            raise SaveError(f'{original.record.id} has no open milestone "{name}" (open: {names})')
    return tuple(known[Id(name)] for name in part.milestones)


def _prepared(
    edit: PlanEdit,
    originals: Sequence[_Original],
    heads: Mapping[str, Mapping[str, Any]],
    entry: ActionEntry,
    today: date,
) -> Prepared:
    """Return the new files and the entries of the actions that are replaced, and the problems that these bring."""
    plan, _ = edit.complete
    replaced = [original.record.id for original in originals]
    entries = prepare(edit, [Addition(kind="action", id=name, entry=entry) for name in replaced], today)
    texts = {change.path: (change.after or b"").decode("utf-8-sig") for change in entries.changes}
    changed = {record_path(edit.root, "action", name): name for name in replaced}
    records = [_structured(plan, path, texts[path], name) for path, name in changed.items()]
    new_heads = {name: {**head, "replaces": replaced, "agreed": entry.on} for name, head in heads.items()}
    made = [_with_what_is_ahead(plan, _made(plan, name, head), originals, entry) for name, head in new_heads.items()]
    new = {record_path(edit.root, "action", record.id): record_text(record) for record in made}
    after = _with_actions(plan, [*records, *made])
    found = _new_problems(plan, after, today)
    asked = [each for record in made for each in to_confirm(addition_of(after, record, today))]
    return Prepared(
        root=edit.root,
        changes=(
            *entries.changes,
            *(FileEdit(path=path, before=None, after=text.encode()) for path, text in new.items()),
        ),
        blocks=(*entries.blocks, *new.values()),
        problems=locate(found, texts | new),
        to_confirm=locate((*entries.to_confirm, *asked, *personal(found)), texts | new),
    )


def _with_what_is_ahead(plan: Plan, part: Action, originals: Iterable[_Original], split: ActionEntry) -> Action:
    """Return a new action with what was decided ahead of those that it replaces, as far as it has what that changes."""
    now = part
    taken: list[ActionEntry] = []
    for original in originals:
        before = original.now
        for placed in lying_ahead(plan, original.record, last_day(split.on) or date.max):
            entry, was, before = placed.entry, before, head_as_at(before, [placed])
            stated = {key: value for key in ANSWERING if (value := getattr(entry, key, None)) is not None}
            if "partners" in stated:
                stated["partners"] = _partners(now, was, entry)
            fits = all(getattr(now, key) == getattr(was, key) for key in stated if key not in _OTHERWISE)
            fits &= entry.handover_from in (None, now.owner, *now.partners)
            if fits and not any(each.on == entry.on and each.owner == entry.owner is not None for each in taken):
                entry = evolve(entry, corrects=None, recorded=split.recorded or last_day(split.on), **stated)
                taken.append(entry)
                now = head_as_at(now, [placed._replace(entry=entry)])
    return evolve(part, status=tuple(taken))


_OTHERWISE = frozenset({"partners", "handover_from"})
"""What a new action may have more of than each of those that it replaces, and what no head has."""


def _partners(part: Action, before: Action, entry: ActionEntry) -> tuple[Id, ...]:
    """Return the partners of a new action after an entry that changed the partners of one that it replaces."""
    names = entry.partners or ()
    gone = {name for name in before.partners if name not in names}
    kept = (name for name in part.partners if name not in gone)
    return tuple(dict.fromkeys((*kept, *(name for name in names if name not in before.partners))))


def _made(plan: Plan, name: str, head: Mapping[str, Any]) -> Action:
    """Return a new action, from values of another's head and from what people entered."""
    typed = {key: value for key, value in head.items() if isinstance(value, str | list)}
    record = made_from({"id": name, "areas": [], **typed}, Action, plan)
    kept = {key: value for key, value in head.items() if key not in typed and value not in (None, ())}
    if not record.title.strip():
        raise WrongValue(("title: it is empty",))
    return evolve(record, **kept)


def _structured(plan: Plan, path: str, text: str, name: str) -> Action:
    alone, _ = structure_text(plan, path, text, "action", name)
    return alone.actions[0]


def _with_actions(plan: Plan, changed: Iterable[Action]) -> Plan:
    by_id = {action.id: action for action in plan.actions} | {action.id: action for action in changed}
    return with_records(plan, {"actions": tuple(sorted(by_id.values(), key=lambda action: natural_order(action.id)))})


def _new_problems(plan: Plan, after: Plan, today: date) -> tuple[Any, ...]:
    known = set(check_plan(plan, today))
    return tuple(problem for problem in check_plan(after, today) if problem not in known)
