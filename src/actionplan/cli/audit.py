"""``actionplan audit``."""

import click

from actionplan.cli import options
from actionplan.cli.errors import FINE, PROBLEMS


@click.command("audit")
@options.plans_argument
@click.option(
    "--base",
    metavar="REV",
    help="A commit (20 digits or more) or tag that must be in the history, such as the one in the minutes.",
)
@options.format_option
def command(plans: tuple[str, ...], base: str | None, output: str) -> int:
    """Check in git history that entries were only ever added.

    Lists each commit that changed, removed or reordered an entry, changed what was agreed, dated an entry wrongly, used
    an id again or removed a file. For each it shows who did it, when, and the text before and after. With --base it
    also shows whether the history was rewritten.

    Exit codes: 0 no findings, 1 findings, 2 the history cannot be read.

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
