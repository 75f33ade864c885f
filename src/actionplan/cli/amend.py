"""``actionplan amend``."""

from shlex import quote
from typing import TYPE_CHECKING, Any

import click

from actionplan.cli import write_entry
from actionplan.cli.confirm import Saving
from actionplan.cli.field_options import entry_options, part_option, refuse_foreign
from actionplan.cli.options import add_options
from actionplan.cli.param_types import RecordId, When
from actionplan.model.kinds import FOR_READERS, PARTS

if TYPE_CHECKING:
    from actionplan.model.records import Plan


_REASON = "The reason for the change. Reports show it. Needed for all but --plain, --short and --ref."
_REPORTED = ("due", "response")
"""Fields without an option here: `redate` moves the due date of an action, and `update` reports an answer."""


@click.command("amend")
@click.argument("record", type=RecordId())
@add_options(*entry_options(apart=_REPORTED), *(part_option(key, apart=_REPORTED) for key in PARTS))
@click.option("--due", type=When(), metavar="DATE", help="For a clause or a recommendation: when it is due.")
@click.option("--reason", metavar="TEXT", help=_REASON)
@write_entry.approved_option
@write_entry.decision_options
def command(
    record: str, plan_path: str | None, due: str | None, when: str | None, by: str | None, saving: Saving, **given: Any
) -> int:
    """Change an agreed detail of any record, such as its owner or title, with a reason.

    To revise a due date, use `actionplan redate`. To close a risk, use `actionplan update`.

    \b
    Examples:
      actionplan amend 1.1 --owner hwe-icb --reason "Health leads from now on"
      actionplan amend 1.1 --success "All schools use it" --reason "As asked"
      actionplan amend R1 --residual 2x3 --reason "Two posts are filled"
      actionplan amend 1.1 --short "One dashboard"
      actionplan amend 2023-12-12-b --clause a --due 2024-Q2 --reason "Deferred"
      actionplan amend timely --tolerance 2.5 --reason "As the board agreed"
    """
    ref, plan = write_entry.find(record, plan_path)
    if due and ref.kind == "action":
        about = write_entry.part_words(given)
        raise click.UsageError(f'to revise a due date: actionplan redate {ref.id} {quote(due)}{about} --reason "..."')
    stated: dict[str, Any] = {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in {**given, "due": due}.items()
        if value not in (None, "", ())
    }
    beside = {"reason", "note", "approved", *PARTS}
    if not stated.keys() - beside:
        raise click.UsageError("name what changes: --title, --owner, --success, --area, --residual or another option")
    refuse_foreign([key for key in stated if key != "approved"], ref.kind)
    if not stated.keys() - beside <= FOR_READERS and "reason" not in stated:
        raise click.UsageError("Missing option '--reason': what was agreed changes only with a reason")
    part = next((given[key] for key in PARTS if given[key]), None)
    write_entry.refuse_unchanged(ref, plan, {key: stated[key] for key in stated.keys() - beside}, part)
    _refuse_unread(ref.id, plan, given.get("preferred_source"))
    what = ", ".join(sorted(stated.keys() - beside))
    return write_entry.save_entry(ref, plan, f"{what} amended", when=when, by=by, saving=saving, **stated)


def _refuse_unread(measure: str, plan: "Plan", preferred: str | None) -> None:
    """Refuse a preferred source that none of a measure's readings names, since it would choose none of them."""
    from actionplan.model.suggest import hint

    readings = plan.measures[0].readings if preferred and plan.measures else ()
    known = list(dict.fromkeys(source for reading in readings for source in reading.source))
    if preferred and readings and preferred not in known:
        which = hint(preferred, known) if known else "None of them has a source"
        raise click.UsageError(f'no reading of {measure} has the source "{preferred}". {which}')
