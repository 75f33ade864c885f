"""``actionplan challenge``."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from actionplan.cli import common, console, looking
from actionplan.cli.errors import FINE, USAGE
from actionplan.cli.param_types import RecordId

if TYPE_CHECKING:
    from actionplan.model.records import Portfolio
    from actionplan.rules.questions.context import Facts


@click.command("challenge")
@click.argument("plans", nargs=-1, metavar="[PLAN]...", type=click.Path())
@looking.when_options
@click.option("--owner", metavar="BODY", help="Only what this body would answer.")
@click.option("--area", metavar="AREA", type=RecordId("area"), help="Only what concerns this area.")
@click.option("--select", multiple=True, metavar="CODE", help="Only this question, or those that begin so. Repeatable.")
@click.option("--ignore", multiple=True, metavar="CODE", help="Not this question, or those that begin so. Repeatable.")
@click.option("--online", is_flag=True, help="Ask whether web addresses named as evidence can be reached.")
@looking.by_option("region", "code", "owner", "plan")
@click.option("--list", "list_rules", is_flag=True, help="List the kinds of question, and do nothing else.")
@click.option(
    "--format", "output", type=click.Choice(["text", "markdown", "json"]), default="text", help="How to say it."
)
def command(
    plans: tuple[str, ...],
    as_at: date | None,
    known_at: date | None,
    rev: str | None,
    owner: str | None,
    area: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    online: bool,
    by: str | None,
    list_rules: bool,
    output: str,
) -> int:
    """Say what a good committee would ask: where claims and the record part, each with the files it rests on.

    Ends with 0 even where there is much to ask, since a question is not a fault; with 2 where a file could not be read.

    \b
    Examples:
      actionplan challenge
      actionplan challenge --owner icb --as-at 2024-10-01
      actionplan challenge --format markdown > questions.md
      actionplan challenge --online --select C1
      actionplan challenge --list
    """
    from attrs import evolve

    from actionplan.report import challenge as render
    from actionplan.rules.questions import CHALLENGE_RULES, challenge
    from actionplan.rules.questions.context import Facts
    from actionplan.storage.positions import locate_places

    if list_rules:
        from actionplan.cli.rules import print_rules

        print_rules("challenge", CHALLENGE_RULES, output)
        return FINE
    common.refuse_unknown_codes((*select, *ignore), CHALLENGE_RULES, "challenge")
    meant = looking.reach(plans, output, as_at=as_at, known_at=known_at, rev=rev)
    if looking.are_many(meant, by, output):
        from actionplan.cli.many.challenge import Asking
        from actionplan.cli.many.challenge import challenge as challenge_many

        asking = Asking(select=select, ignore=ignore, owner=owner, area=area, online=online)
        return challenge_many(meant, asking, by, output)
    looked = looking.read(meant, output)
    portfolio = looked.read
    common.refuse_unknown("body", owner, {name for plan in portfolio.plans for name in plan.bodies})
    common.refuse_unknown("area", area, {known.id for plan in portfolio.plans for known in plan.areas})
    looked_at, day = looked.portfolio, looked.as_at
    # Evidence lies beside the files as they are now, and not in a commit.
    facts = _looked_for(looked_at, day, online=online) if looked.commit is None else Facts()
    selection: dict[str, Any] = {"select": select, "ignore": ignore, "owner": owner, "area": area}
    asked = challenge(looked_at, day, facts, **selection)
    asked = tuple(evolve(each, rests_on=locate_places(each.rests_on, looked.files)) for each in asked)
    partial = looked.partial
    if output == "json":
        looking.say_json(render.challenge_json(asked, day, facts, partial=partial), looked)
    else:
        when = looking.when_words(looked)
        text = (
            render.challenge_markdown(asked, looked_at.plans, day, facts, when)
            if output == "markdown"
            else render.challenge_text(asked, looked_at.plans, day, facts, console.screen(), when)
        )
        looking.say_report(text, looked)
    return USAGE if partial else FINE


def _looked_for(portfolio: "Portfolio", day: date, *, online: bool) -> "Facts":
    """Look for evidence; say so first where that can take time."""
    from actionplan.report.words import count
    from actionplan.rules.evidence import look_for_evidence, web_addresses

    number = len(web_addresses(portfolio, day)) if online else 0
    if number:
        console.warn(f"Asking {count(number, 'web address', 'web addresses')}; that can take some minutes.")
    facts = look_for_evidence(portfolio, day, online=online)
    if number and len(facts.not_reached) == number:
        console.warn("None was reached. Is this computer online, without a proxy? Proxies are not used.")
    return facts
