"""``actionplan check``."""

from typing import Any

import click

from actionplan.cli import loading, options
from actionplan.cli.errors import FINE, PROBLEMS, USAGE


@click.command("check")
@options.plans_argument
@options.code_option("--select", "Apply only this rule, or rules whose codes begin with this: E2.")
@options.code_option("--ignore", "Leave out this rule, or rules whose codes begin with this.")
@click.option("--strict", is_flag=True, help="Exit with 1 for warnings too.")
@click.option("--list", "list_rules", is_flag=True, help="List all rules, and what commands ask you to confirm.")
@options.by_option("region", "rule", "plan")
@options.rev_option
@options.format_option
def command(
    plans: tuple[str, ...], strict: bool, list_rules: bool, by: str | None, rev: str | None, output: str, **codes: Any
) -> int:
    """Find mistakes in plan files. Each problem comes with its file and line, what was expected and a likely fix.

    Exit codes: 0 no errors, 1 errors, 2 a file cannot be read.

    \b
    Examples:
      actionplan check
      actionplan check plans/hertfordshire-send --strict
      actionplan check --ignore W501 --format json
      actionplan check --rev minutes-2024-10-01
      actionplan check --list
    """
    from functools import partial

    from actionplan.cli.run_report import run
    from actionplan.rules.checks import RULES, is_wanted
    from actionplan.rules.checks.load_errors import READING

    if list_rules:
        from actionplan.cli.rules import print_rules
        from actionplan.rules.checks.round_errors import ROUNDS
        from actionplan.rules.confirmations import CONFIRMATIONS

        print_rules("check", (*READING, *ROUNDS, *RULES, *CONFIRMATIONS), output)
        return FINE
    from actionplan.report.check import CHECK, CheckSelection

    selection = CheckSelection(**codes)
    loading.refuse_unknown_codes((*selection.select, *selection.ignore), (*READING, *RULES), "check")
    wanted = partial(is_wanted, **codes)
    query = loading.find(plans, output, rev=rev)
    done = run(CHECK, query, output, selection=selection, by=by, wanted=wanted)
    failed = done.errors or (strict and done.warnings)
    return USAGE if done.unread else PROBLEMS if failed else FINE
