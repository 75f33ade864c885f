"""``actionplan check``."""

import click

from actionplan.cli import common, looking, options
from actionplan.cli.errors import FINE, PROBLEMS, USAGE


@click.command("check")
@click.argument("plans", nargs=-1, metavar="[PLAN]...", type=click.Path())
@click.option("--select", multiple=True, metavar="CODE", help="Only this rule, or rules that begin so: E2. Repeatable.")
@click.option("--ignore", multiple=True, metavar="CODE", help="Not this rule, or rules that begin so. Repeatable.")
@click.option("--strict", is_flag=True, help="Warnings fail too.")
@click.option("--list", "list_rules", is_flag=True, help="List the rules, and do nothing else.")
@looking.by_option("region", "rule", "plan")
@looking.rev_option
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
    from actionplan.rules.checks import RULES, is_wanted
    from actionplan.rules.checks.load_errors import READING

    if list_rules:
        from actionplan.cli.rules import print_rules

        print_rules("check", (*READING, *RULES), output)
        return FINE
    common.refuse_unknown_codes((*select, *ignore), (*READING, *RULES), "check")
    meant = looking.reach(plans, output, rev=rev)
    if looking.are_many(meant, by):
        from actionplan.cli.many.check import check as check_many

        return check_many(meant, select, ignore, by, output, strict=strict)
    looked = looking.read(meant, output)
    problems = tuple(
        problem
        for problem in looking.all_problems(looked)
        if problem.code.startswith("E0") or is_wanted(problem, select, ignore)
    )
    if output == "json":
        from actionplan.report.problems import check_json

        looking.say_json(check_json(looked.read, problems, partial=looked.partial), looked)
    else:
        from actionplan.report.problems import check_text

        text = check_text(looked.read, problems, partial=looked.partial)
        of_commit = _of_commit(looked) if looked.commit is not None else ""
        common.say_report(text + of_commit, [plan.root for plan in looked.read.plans], looked.commit)
    failed = any(problem.severity == "error" or strict for problem in problems)
    return USAGE if looked.partial else PROBLEMS if failed else FINE


def _of_commit(looked: looking.Looked) -> str:
    from actionplan.report.provenance import as_at_words

    return f"\nChecked as at {as_at_words(looked.as_at, None, looked.commit)}."
