"""``actionplan check``."""

import click

from actionplan.cli import common
from actionplan.cli.exits import FINE, PROBLEMS, USAGE


@click.command("check")
@click.argument("plans", nargs=-1, metavar="[PLAN]...", type=click.Path())
@click.option("--select", multiple=True, metavar="CODE", help="Only this rule, or rules that begin so: E2. Repeatable.")
@click.option("--ignore", multiple=True, metavar="CODE", help="Not this rule, or rules that begin so. Repeatable.")
@click.option("--strict", is_flag=True, help="Warnings fail too.")
@click.option("--list", "list_rules", is_flag=True, help="List the rules, and do nothing else.")
@common.format_option
def command(
    plans: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    strict: bool,
    list_rules: bool,
    output: str,
) -> int:
    """Check plans against the rules: every problem with its place, what was expected and how to mend it.

    Ends with 1 where there are errors, with 2 where a file could not be read.

    \b
    Examples:
      actionplan check
      actionplan check plans/hertfordshire-send --strict
      actionplan check --ignore W501 --format json
      actionplan check --list
    """
    from actionplan.checks import RULES, is_wanted
    from actionplan.checks.reading import READING

    if list_rules:
        from actionplan.render.rules import rules_text

        common.say(rules_text((*READING, *RULES)).rstrip("\n"))
        return FINE
    common.refuse_unknown_codes((*select, *ignore), (*READING, *RULES), "check")
    portfolio, found = common.load_plans(plans, output)
    problems = tuple(
        problem
        for problem in common.all_problems(portfolio, found, common.today())
        if problem.code.startswith("E0") or is_wanted(problem, select, ignore)
    )
    partial = common.is_partial(portfolio)
    if output == "json":
        from actionplan.render.problems import check_json

        common.say_json(check_json(portfolio, problems, partial=partial))
    else:
        from actionplan.render.problems import check_text

        roots = [plan.root for plan in portfolio.plans]
        common.say_report(check_text(portfolio, problems, partial=partial), roots)
    failed = any(problem.severity == "error" or strict for problem in problems)
    return USAGE if partial else PROBLEMS if failed else FINE
