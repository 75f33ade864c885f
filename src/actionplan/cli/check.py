"""``actionplan check``."""

import click

from actionplan.cli import loading, options
from actionplan.cli.errors import FINE, PROBLEMS, USAGE


@click.command("check")
@options.plans_argument
@click.option(
    "--select",
    multiple=True,
    metavar="CODE",
    help="Apply only this rule, or rules that begin with this: E2. Repeatable.",
)
@click.option(
    "--ignore", multiple=True, metavar="CODE", help="Leave out this rule, or rules that begin with this. Repeatable."
)
@click.option("--strict", is_flag=True, help="Exit with 1 for warnings too.")
@click.option("--list", "list_rules", is_flag=True, help="List all rules, and do nothing else.")
@options.by_option("region", "rule", "plan")
@options.rev_option
@options.format_option
def command(
    plans: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    strict: bool,
    list_rules: bool,
    by: str | None,
    rev: str | None,
    output: str,
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

        print_rules("check", (*READING, *RULES), output)
        return FINE
    from actionplan.report.check import CHECK, CheckSelection

    loading.refuse_unknown_codes((*select, *ignore), (*READING, *RULES), "check")
    wanted = partial(is_wanted, select=select, ignore=ignore)
    query = loading.find(plans, output, rev=rev)
    done = run(CHECK, query, output, selection=CheckSelection(select=select, ignore=ignore), by=by, wanted=wanted)
    failed = done.errors or (strict and done.warnings)
    return USAGE if done.unread else PROBLEMS if failed else FINE
