"""``actionplan undo``."""

import os

import click

from actionplan.cli import common
from actionplan.cli.exits import FINE
from actionplan.cli.records import Meant, find_record, plan_roots
from actionplan.cli.types import RecordId


@click.command("undo")
@click.argument("record", metavar="[ACTION]", required=False, type=RecordId("action", "area", "resolution"))
@click.option("--dry-run", is_flag=True, help="Show what would be taken back, and write nothing.")
@common.plan_option
def command(record: str | None, dry_run: bool, plan_path: str | None) -> int:
    """Take back the last entry of a file, as long as git has not recorded it.

    Without ACTION it takes back the only entry that git does not have; where there are several, it lists them. What is
    committed stays: history is only ever added to.

    \b
    Examples:
      actionplan undo 1.1
      actionplan undo --dry-run
    """
    from actionplan.gitio.repository import committed_bytes
    from actionplan.model.layout import record_path
    from actionplan.render.words import visible
    from actionplan.store.save import save
    from actionplan.store.undo import prepare_undo

    meant = find_record(record, plan_path) if record is not None else _only_unrecorded(plan_roots(plan_path))
    path = record_path(meant.root, meant.kind, meant.id)
    prepared = prepare_undo(meant.root, meant.kind, meant.id, committed_bytes(path))
    if prepared is None:
        raise click.UsageError(f"every entry of {meant.id} is in git, or it has none: there is nothing to take back")
    change, text = prepared
    if not dry_run:
        save(meant.root, [change])
    common.say(f"{'Would take back' if dry_run else 'Taken back'} from {path}:\n")
    common.say("".join(f"    {visible(line)}\n" for line in text.splitlines()))
    return FINE


def _only_unrecorded(roots: list[str]) -> Meant:
    from actionplan.gitio.repository import GitError, changed_paths, committed_bytes
    from actionplan.model.layout import FOLDERS, record_path
    from actionplan.model.problem import ProblemsFound
    from actionplan.store.listing import record_ids
    from actionplan.store.undo import prepare_undo

    found: list[Meant] = []
    for root in roots:
        try:
            changed = {os.path.realpath(path) for path in changed_paths(root)}
        except GitError:
            raise click.UsageError("without git there is no telling which entry is new: say which action") from None
        for kind in FOLDERS:
            for name in record_ids(root, kind):
                path = record_path(root, kind, name)
                if os.path.realpath(path) not in changed:
                    continue
                try:
                    if prepare_undo(root, kind, name, committed_bytes(path)) is not None:
                        found.append(Meant(root=root, kind=kind, id=name))
                except ProblemsFound:
                    continue
    if len(found) == 1:
        return found[0]
    if not found:
        raise click.UsageError("every entry is in git: there is nothing to take back")
    ids = ", ".join(meant.id for meant in found)
    raise click.UsageError(f"several files have entries that git does not have, so say which: {ids}")
