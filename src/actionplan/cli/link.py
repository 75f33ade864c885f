"""``actionplan link``."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from actionplan.cli import confirm, console, form_run, write_entry
from actionplan.cli.errors import FINE
from actionplan.cli.field_options import label_of
from actionplan.cli.names import with_ids_of_plan
from actionplan.cli.param_types import FindingId, RecordId
from actionplan.model.kinds import HEADS, PARTS, RECORD_TYPES, parts_of_kind
from actionplan.model.text import in_words, with_article

if TYPE_CHECKING:
    from actionplan.cli.resolve_id import RecordRef
    from actionplan.model.problem import KeyPath
    from actionplan.model.records import Plan

_LISTS = {
    "findings": "finding",
    "measures": "measure",
    "actions": "action",
    "areas": "area",
    "resolutions": "resolution",
}
"""The lists in which a record or a part of one names others, each with what it names."""

_WHY = '--reason "..."'
"""The option that every link takes, and that a link of what is agreed needs."""


class _Linking(NamedTuple):
    """What is linked.

    Attributes:
        ref: the record.
        plan: its plan, with this record alone.
        key: the key by which an entry names the part, such as ``clause``; empty for the record as a whole.
        place: the place of the part in the record; empty for the record as a whole.
        now: the record or the part, as on this day.
        is_stated: names of lists that an entry states already.
    """

    ref: "RecordRef"
    plan: "Plan"
    key: str
    place: "KeyPath"
    now: Any
    is_stated: frozenset[str]

    @property
    def name(self) -> str:
        """The name of what is linked, in commands."""
        return f"{self.ref.id}:{self.now.id}" if self.key else self.ref.id


@click.command("link")
@click.argument("record", metavar="RECORD", type=RecordId())
@click.option(
    "--finding",
    "findings",
    multiple=True,
    type=FindingId(),
    metavar="AREA:ID",
    help="A finding that an action answers.",
)
@click.option(
    "--measure", "measures", multiple=True, type=RecordId("measure"), help="A measure of an action or an area."
)
@click.option("--action", "actions", multiple=True, type=RecordId("action"), help="An action that carries it out.")
@click.option(
    "--area", "areas", multiple=True, type=RecordId("area"), help="An area: of an action, a risk or a clause."
)
@click.option(
    "--resolution", "resolutions", multiple=True, type=RecordId("resolution"), help="What carries out a clause."
)
@click.option("--remove", is_flag=True, help="Remove these links.")
@click.option("--reason", metavar="TEXT", help="Why. Needed once the record is agreed and committed.")
@write_entry.approved_option
@write_entry.decision_options
def command(
    record: str, plan_path: str | None, saving: confirm.Saving, *, remove: bool, reason: str | None, **given: Any
) -> int:
    """Link an action, an area, a risk, a clause or a recommendation with others, which it then names.

    What it names already stays. Each option can be repeated. As long as the record is a draft, or is not committed
    yet, its head is completed. Later an entry states the whole list, with the reason.

    \b
    Examples:
      actionplan link 1.1 --finding PA1:a --measure timely
      actionplan link PA1 --measure timely --reason "As the board agreed"
      actionplan link 2025-12-09-b:a --action 1.2
      actionplan link 2024-inspection:b --action 1.1 --reason "It answers it"
      actionplan link 1.1 --measure timely --remove --reason "A mistake"
    """
    wanted = {key: list(given.pop(key)) for key in _LISTS}
    wanted = {key: names for key, names in wanted.items() if names}
    linking = _linking(record, plan_path)
    if not wanted:
        raise click.UsageError("name what it is linked with: --finding, --measure, --action, --area or --resolution")
    _refuse_foreign(linking, wanted)
    lists = _changed(linking, with_ids_of_plan(wanted, linking.ref.edit), remove=remove)
    if not lists:
        already = "does not name that" if remove else "is linked with that already"
        said = f"{linking.name} {already}, so nothing was written: {_names_now(linking, {})}."
        if form_run.current() is not None:
            raise click.UsageError(said)
        console.explain(said)
        return FINE
    code = _save(linking, lists, saving, {"reason": reason, **given}, "link removed" if remove else "linked")
    if code == FINE and not saving.dry_run:
        console.explain(f"Now {_names_now(linking, lists)}.")
    return code


def _linking(typed: str, plan_path: str | None) -> _Linking:
    from actionplan.cli.resolve_id import find_record
    from actionplan.model.lookup import id_meant
    from actionplan.model.suggest import hint
    from actionplan.summary.timeline import by_part, head_as_at, of_whole, part_as_at, up_to

    name, _, part = typed.rpartition(":") if ":" in typed else (typed, "", "")
    ref = find_record(name, plan_path)
    edited = ref.edit.record(ref.kind, ref.id)
    record: Any = edited.readable()[0]
    entries = up_to(record.status, console.today())

    def stated(about: Any) -> frozenset[str]:
        return frozenset(key for each in about for key in _LISTS if getattr(each.entry, key, None) is not None)

    if not part:
        return _Linking(ref, edited.plan, "", (), head_as_at(record, entries), stated(of_whole(entries)))
    known = [
        (key, parts, at, each) for key, parts in PARTS.items() for at, each in enumerate(getattr(record, parts, ()))
    ]
    meant = id_meant(part, [each for *_, each in known])
    for key, parts, at, each in known:
        if each.id == meant:
            own = by_part(entries).get(each.id, ())
            return _Linking(ref, edited.plan, key, (parts, at), part_as_at(each, own), stated(own))
    if any(each.id == part for each in getattr(record, "findings", ())):
        raise click.UsageError(
            f"a finding names nothing; actions name it: actionplan link ACTION --finding {typed} {_WHY}"
        )
    raise click.UsageError(f'{ref.id} has no part "{part}". {hint(part, [each.id for *_, each in known])}')


def _refuse_foreign(linking: _Linking, wanted: Mapping[str, list[str]]) -> None:
    """Refuse a list that this kind of record or part does not have, and say which record has the link.

    Raises:
        click.UsageError: there is one.
    """
    class_ = type(linking.now)
    known = [key for key in _LISTS if key in HEADS[class_]]
    foreign = next((key for key in wanted if key not in known), None)
    if foreign is None:
        return
    label, kind = label_of(class_), _LISTS[foreign]
    message = f"{with_article(label)} names no {foreign}"
    other = RECORD_TYPES.get(kind)
    if other is not None and f"{label}s" in HEADS[other]:
        back = f"actionplan link {wanted[foreign][0]} --{label} {linking.name} {_WHY}"
        raise click.UsageError(f"{message}; {with_article(kind)} names its {label}s: {back}")
    if part := next((key for key, parts in PARTS.items() if _of_part(linking, parts, foreign)), None):
        back = f"actionplan link {linking.ref.id}:{part.upper()} --{kind} {wanted[foreign][0]} {_WHY}"
        raise click.UsageError(f"{message}; {with_article(part)} of it does: {back}")
    flags = in_words((f"--{_LISTS[key]}" for key in known), "or")
    raise click.UsageError(f"{message}" + (f"; use {flags}" if known else ""))


def _of_part(linking: _Linking, parts: str, key: str) -> bool:
    """Return whether parts of a record, such as its clauses, have a list."""
    known: Mapping[str, Any] = parts_of_kind(RECORD_TYPES[linking.ref.kind])
    return not linking.key and parts in known and key in HEADS.get(known[parts], ())


def _changed(linking: _Linking, wanted: Mapping[str, list[str]], *, remove: bool) -> dict[str, list[str]]:
    """Return the whole new lists, of those that change."""
    from actionplan.summary.links import finding_meant

    areas = getattr(linking.now, "areas", ())

    def meant(key: str, name: Any) -> str:
        return finding_meant(name, areas) if key == "findings" else str(name)

    changed = {}
    for key, names in wanted.items():
        there = list(map(str, getattr(linking.now, key)))
        named = {meant(key, name) for name in names}
        known = {meant(key, name) for name in there}
        kept = [name for name in there if not (remove and meant(key, name) in named)]
        added = [] if remove else [name for name in dict.fromkeys(names) if meant(key, name) not in known]
        if [*kept, *added] != there:
            changed[key] = [*kept, *added]
    return changed


def _save(
    linking: _Linking, lists: Mapping[str, list[str]], saving: confirm.Saving, said: Mapping[str, Any], what: str
) -> int:
    """Write the lists into the head where an audit accepts that, and otherwise add an entry with the reason."""
    from actionplan.edit.heads import prepare_lists
    from actionplan.git.audit.settled import keys_to_report

    ref, today = linking.ref, console.today()
    about_an_entry = any(said[key] for key in ("reason", "note", "when", "approved"))
    is_overruled = linking.is_stated & lists.keys() or getattr(linking.now, "no_action_because", None)
    if not about_an_entry and not is_overruled:
        [change] = prepare_lists(ref.edit, ref.kind, ref.id, linking.place, lists, today).changes
        if change.after is not None and not keys_to_report(ref.root, ref.path, change.after, today):
            return confirm.apply(
                lambda edit: prepare_lists(edit, ref.kind, ref.id, linking.place, lists, today),
                ref.edit,
                linking.plan,
                saving,
                message=f"{linking.plan.id} {linking.name}: {what}",
                verbs=("Would change", "Changed"),
            )
    if not said["reason"]:
        raise click.UsageError(f"{linking.name} is agreed, so its links change only with a reason: add {_WHY}")
    stated: dict[str, Any] = {**said, **lists, **({linking.key: linking.now.id} if linking.key else {})}
    return write_entry.save_entry(ref, linking.plan, what, saving=saving, **stated)


def _names_now(linking: _Linking, lists: Mapping[str, list[str]]) -> str:
    """Return what the record or part names, as a sentence without its full stop."""
    known = [key for key in _LISTS if key in HEADS[type(linking.now)]]
    named = {key: lists.get(key, getattr(linking.now, key)) for key in known}
    texts = [f"the {key if len(names) > 1 else _LISTS[key]} {in_words(names)}" for key, names in named.items() if names]
    return f"{linking.name} names {in_words(texts) or 'none'}"
