"""``actionplan check``."""

import click

from actionplan.cli import loading, options
from actionplan.cli.errors import FINE, PROBLEMS, USAGE


@click.command("check")
@click.argument("plans", nargs=-1, metavar="[PLAN]...", type=click.Path())
@click.option("--select", multiple=True, metavar="CODE", help="Only this rule, or rules that begin so: E2. Repeatable.")
@click.option("--ignore", multiple=True, metavar="CODE", help="Not this rule, or rules that begin so. Repeatable.")
@click.option("--strict", is_flag=True, help="Warnings fail too.")
@click.option("--list", "list_rules", is_flag=True, help="List the rules, and do nothing else.")
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
    """Check plans against the rules: every problem with its place, what was expected and how to mend it.

    Ends with 1 where there are errors, with 2 where a file could not be read.

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
