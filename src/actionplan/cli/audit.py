"""``actionplan audit``."""

import click

from actionplan.cli import options
from actionplan.cli.errors import FINE, PROBLEMS


@click.command("audit")
@click.argument("plans", nargs=-1, metavar="[PLAN]...", type=click.Path())
@click.option("--base", metavar="REV", help="A commit or tag that must be part of the history: that of the minutes.")
@options.format_option
def command(plans: tuple[str, ...], base: str | None, output: str) -> int:
    """Look through git history for what was changed where it should only have been added to.

    Names every commit in which an entry was altered, removed or reordered, a head was changed after it was agreed, an
    entry says another day than the commit, an id was used again or a file was removed: who, when, what it was and
    became. With --base, also whether history was rewritten since.

    Ends with 1 where there are findings, with 2 where history cannot be read.

    \b
    Examples:
      actionplan audit
      actionplan audit plans/hertfordshire-send --base minutes-2024-07-02
      actionplan audit --format json
    """
    from actionplan.cli.output import print_json, show
    from actionplan.git.audit.audit import audit
    from actionplan.report.audit import audit_document
    from actionplan.report.report_type import RunResult
    from actionplan.report.writers.json import envelope
    from actionplan.storage.discovery import find_plans

    audits = tuple(audit(root, base) for root in find_plans(plans))
    if output == "json":
        print_json({**envelope("audit"), "plans": audits})
    else:
        made_from = RunResult(results=audits, roots=tuple(found.root for found in audits))
        show(audit_document(audits), "What the history of plans shows", output, made_from)
    return PROBLEMS if any(found.findings for found in audits) else FINE
