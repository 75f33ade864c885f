"""``actionplan new clause|amendment|finding|recommendation|...``: a part of a record that is there already."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs
import click

from actionplan.cli import confirm, console
from actionplan.cli.field_options import new_options
from actionplan.cli.names import with_ids_of_plan
from actionplan.cli.options import add_options
from actionplan.cli.param_types import RecordId
from actionplan.cli.pasted import cleaned_options
from actionplan.model.kinds import RECORD_TYPES, parts_of_kind
from actionplan.model.text import field_words, in_words, with_article

if TYPE_CHECKING:
    from actionplan.cli.resolve_id import RecordRef
    from actionplan.storage.save import Prepared


class _Part(NamedTuple):
    """A part that can be added: the kinds of record that have it, the first with the most keys, and an example."""

    kinds: tuple[str, ...]
    example: str

    def has_id(self, parts: str) -> bool:
        """Return whether the part has a name of its own in the record."""
        return "id" in attrs.fields_dict(parts_of_kind(RECORD_TYPES[self.kinds[0]])[parts])


_PARTS: Mapping[str, _Part] = {
    "clause": _Part(
        ("resolution",), '2025-12-09-b c --text "The cabinet reports back" \\\n    --addressee council --action 1.2'
    ),
    "amendment": _Part(
        ("resolution",), '2025-12-09-b a --text "Adds a date" --mover "Cllr A Example" \\\n    --outcome carried'
    ),
    "finding": _Part(("review", "area"), '2025-visit a --text "Plans are late" --area PA1'),
    "recommendation": _Part(
        ("review",),
        '2025-visit a --text "Recruit" --due 2026-03-31 \\\n    --response-by council --response-due 2026-01-31',
    ),
    "milestone": _Part(("action",), '1.2 b --title "Trainers found" --due 2027-03-31'),
    "area-outcome": _Part(("review",), '2025-visit --area PA1 --outcome "effective action"'),
    "resource": _Part(("action", "resolution"), "1.2 --amount 250000 --unit GBP --per year --period FY2025-26"),
}


def add_commands(group: click.Group) -> None:
    """Add the command of each part to ``actionplan new``."""
    for name, part in _PARTS.items():
        _add_command(group, name, part)


def _add_command(group: click.Group, name: str, part: _Part) -> None:
    parts = f"{name.replace('-', '_')}s"

    def make(record: str, plan_path: str | None, saving: confirm.Saving, **given: Any) -> int:
        from actionplan.cli.resolve_id import find_record

        return _add(find_record(record, plan_path, part.kinds), parts, saving, given)

    made = add_options(*new_options(parts_of_kind(RECORD_TYPES[part.kinds[0]])[parts]))(confirm.saving_options(make))
    if part.has_id(parts):
        made = click.argument("id", metavar="ID")(made)
    made = click.argument("record", metavar="|".join(part.kinds).upper(), type=RecordId(*part.kinds))(made)
    records = in_words(map(with_article, part.kinds), "or")
    what = with_article(name.replace("-", " "))
    its_id = "ID is its name in there. " if part.has_id(parts) else ""
    text = f"Add {what} to {records}.\n\n{its_id}Nothing else in the file changes.\n\n"
    group.command(name, help=f"{text}\b\nExample:\n  actionplan new {name} {part.example}\n")(made)


def _add(ref: "RecordRef", parts: str, saving: confirm.Saving, given: dict[str, Any]) -> int:
    from actionplan.edit.create import UNFINISHED
    from actionplan.edit.heads import prepare_part

    plan, name = ref.edit.plan, field_words(parts).removesuffix("s")
    stated = cleaned_options({key: list(typed) if isinstance(typed, tuple) else typed for key, typed in given.items()})
    stated = with_ids_of_plan({key: typed for key, typed in stated.items() if typed not in (None, [], "")}, ref.edit)
    known = attrs.fields_dict(parts_of_kind(RECORD_TYPES[ref.kind])[parts])
    if foreign := next((key for key in stated if key not in known), ""):
        raise click.UsageError(f"{with_article(name)} of {with_article(ref.kind)} has no --{foreign}")
    today = console.today()
    _refuse_settled(ref, parts, prepare_part(ref.edit, ref.kind, ref.id, parts, stated, today))
    return confirm.apply(
        lambda edit: prepare_part(edit, ref.kind, ref.id, parts, stated, today),
        ref.edit,
        plan,
        saving,
        message=f"{plan.id} {ref.id}: new {' '.join([name, *stated.get('id', '').split()])}",
        allowed=tuple(UNFINISHED),
        by_options=True,
    )


def _refuse_settled(ref: "RecordRef", parts: str, prepared: "Prepared") -> None:
    """Refuse a part that an audit would report: the record is committed, and does not say that it lacks one.

    Raises:
        click.UsageError: it would be reported; the message says how the record comes to say so.
    """
    from actionplan.edit.create import UNFINISHED
    from actionplan.git.audit.settled import keys_to_report

    if any(found.severity == "error" and found.code not in {"E270", *UNFINISHED} for found in prepared.problems):
        return  # it will not be written, and the message says why
    [change], name = prepared.changes, field_words(parts).removesuffix("s")
    if change.after is None or parts not in keys_to_report(ref.root, ref.path, change.after, console.today()):
        return
    record, _ = ref.edit.record(ref.kind, ref.id).readable()
    if not hasattr(record, f"{parts}_made"):
        raise click.UsageError(
            f"{ref.id} is agreed and committed, so it gets no other {name}: an audit would report it. What was agreed "
            "later is an action of its own: actionplan new action"
        )
    number = len(getattr(record, parts)) + 1
    raise click.UsageError(
        f"{ref.id} is committed, and does not say that it lacks {with_article(name)}: an audit would report one "
        f"that is added. If it was left out, say first how many there are in all, and why: "
        f'actionplan amend {ref.id} --{parts}-made {number} --reason "..."'
    )
