"""``actionplan challenge``."""

from typing import TYPE_CHECKING, Any

import click

from actionplan.cli import console, loading, options
from actionplan.cli.param_types import RecordId

if TYPE_CHECKING:
    from actionplan.model.records import Plan
    from actionplan.report.challenge import PlanQuestions
    from actionplan.report.report_type import Context


@click.command("challenge")
@options.plans_argument
@options.when_options
@click.option("--owner", metavar="BODY", help="Only questions for this body: its id or name.")
@click.option("--area", metavar="AREA", type=RecordId("area"), help="Only questions about this area.")
@options.code_option("--select", "Only this kind of question, or kinds whose codes begin with this: C1.")
@options.code_option("--ignore", "Leave out this kind, or kinds whose codes begin with this.")
@click.option("--online", is_flag=True, help="Also try to reach the web addresses given as evidence.")
@options.by_option("region", "code", "owner", "plan")
@click.option("--list", "list_rules", is_flag=True, help="List all kinds of question, and do nothing else.")
@options.format_option
def command(plans: tuple[str, ...], by: str | None, list_rules: bool, output: str, **asked: Any) -> int:
    """List the questions that a good committee would ask, such as why an overdue action is rated "on course".

    Use it to prepare a chair, or the people who will answer. Each question names the files that it comes from. It may
    have a good answer.

    Exit codes: 0 even if there are questions, 2 a file cannot be read.

    \b
    Examples:
      actionplan challenge
      actionplan challenge --owner icb --as-at 2024-10-01
      actionplan challenge --format markdown > questions.md
      actionplan challenge --online --select C1
      actionplan challenge --list
    """
    from attrs import evolve

    from actionplan.cli.errors import FINE
    from actionplan.cli.output import exit_code
    from actionplan.cli.run_report import run
    from actionplan.report.challenge import CHALLENGE, QuestionSelection
    from actionplan.rules.questions import CHALLENGE_RULES

    if list_rules:
        from actionplan.cli.rules import print_rules

        print_rules("challenge", CHALLENGE_RULES, output)
        return FINE
    when = {name: asked.pop(name) for name in ("as_at", "known_at", "rev")}
    selection = QuestionSelection(**asked)
    loading.refuse_unknown_codes((*selection.select, *selection.ignore), CHALLENGE_RULES, "challenge")
    query = loading.find(plans, output, **when)
    report = CHALLENGE
    asks_the_web = selection.online and query.committed is None
    if asks_the_web and (by is not None or len(query.roots) > options.MANY):
        console.warn("Trying the web addresses of each plan. This can take a long time.")
    elif asks_the_web:
        report = evolve(CHALLENGE, result=_online)
    return exit_code(run(report, query, output, selection=selection, by=by))


def _online(plan: "Plan", context: "Context") -> "PlanQuestions":
    """Return the questions that a plan raises; warn before web addresses are tried, and if none answers."""
    from actionplan.model.text import count
    from actionplan.model.view import Portfolio
    from actionplan.report.challenge import plan_questions
    from actionplan.rules.evidence import web_addresses

    number = len(web_addresses(Portfolio(plans=(plan,)).at(context.as_at)))
    if number:
        console.warn(f"Trying {count(number, 'web address', 'web addresses')}. This can take some minutes.")
    questions = plan_questions(plan, context)
    if number and len(questions.facts.not_reached) == number:
        console.warn("None was reached. Is this computer online? Proxies are not used.")
    return questions
