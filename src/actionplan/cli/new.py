"""``actionplan new action|area|resolution``."""

from typing import Any

import click

from actionplan.cli import common, saving
from actionplan.cli.records import one_root
from actionplan.cli.types import RecordId, When, parse_day
from actionplan.model.vocabulary import AreaKind, Outcome, words

_OUTCOMES = f"What became of it: {', '.join(words(Outcome))}."


@click.group("new")
def command() -> None:
    """Make a new action, area or resolution: one file, which you can then go on editing.

    \b
    Examples:
      actionplan new area PA1 --title "Share data" --kind priority-action
      actionplan new action 1.2 --title "Train SENCOs" --area PA1 --owner hcc
      actionplan new resolution 2025-12-09-b --title "Act faster" \\
        --body council --on 2025-12-09 --outcome carried --clause "Hurry up"
    """


@command.command("action")
@click.argument("identifier", metavar="ID")
@click.option("--title", prompt=True, metavar="TEXT", help="What is to be done.")
@click.option("--area", "areas", multiple=True, type=RecordId("area"), help="The areas it serves. Repeatable.")
@click.option("--owner", metavar="BODY", help="The body that answers for it.")
@click.option("--partner", "partners", multiple=True, metavar="BODY", help="Who helps. Repeatable.")
@click.option("--lead", metavar="ROLE", help="The role that leads the work, not a person.")
@click.option("--start", type=When(), help="When work is to begin.")
@click.option("--due", type=When(), help="When it is to be finished.")
@click.option("--success", metavar="TEXT", help="How anyone will know that it worked.")
@click.option("--after", multiple=True, type=RecordId("action"), help="Actions that must finish first. Repeatable.")
@click.option(
    "--milestone",
    "milestones",
    multiple=True,
    metavar="[DATE:]TEXT",
    help='A step on the way, with its due date if it has one: "2026-06-30: Agreement signed". Repeatable.',
)
@click.option("--agreed", type=When(), help="When it joined a plan that had been agreed before.")
@saving.saving_options
def action(
    identifier: str,
    plan_path: str | None,
    dry_run: bool,
    commit: bool | None,
    yes: bool,
    milestones: tuple[str, ...],
    **head: Any,
) -> int:
    """Make a new action, actions/ID.toml."""
    head = {**head, "milestones": [_milestone(step) for step in _lettered(milestones)] or None}
    return _make("action", identifier, head, plan_path=plan_path, dry_run=dry_run, commit=commit, yes=yes)


@command.command("area")
@click.argument("identifier", metavar="ID")
@click.option("--title", prompt=True, metavar="TEXT", help="What it is about.")
@click.option("--kind", type=click.Choice(words(AreaKind)), prompt=True, help="What the inspectors called it.")
@click.option("--owner", metavar="BODY", help="The body that answers for it.")
@click.option("--finding", "findings", multiple=True, metavar="TEXT", help="What inspectors found. Repeatable.")
@saving.saving_options
def area(
    identifier: str,
    plan_path: str | None,
    dry_run: bool,
    commit: bool | None,
    yes: bool,
    findings: tuple[str, ...],
    **head: Any,
) -> int:
    """Make a new area, areas/ID.toml."""
    head = {**head, "findings": _lettered(findings)}
    return _make("area", identifier, head, plan_path=plan_path, dry_run=dry_run, commit=commit, yes=yes)


@command.command("resolution")
@click.argument("identifier", metavar="ID")
@click.option("--title", prompt=True, metavar="TEXT", help="What it is about.")
@click.option("--body", prompt=True, metavar="BODY", help="The body to which it was put.")
@click.option("--on", prompt=True, type=When(), help="When that body dealt with it.")
@click.option("--outcome", type=click.Choice(words(Outcome)), metavar="OUTCOME", prompt=True, help=_OUTCOMES)
@click.option("--mover", metavar="NAME", help="The councillor who moved it.")
@click.option("--group", metavar="BODY", help="The political group that moved it.")
@click.option("--clause", "clauses", multiple=True, metavar="TEXT", help="One thing it resolves. Repeatable.")
@saving.saving_options
def resolution(
    identifier: str,
    plan_path: str | None,
    dry_run: bool,
    commit: bool | None,
    yes: bool,
    clauses: tuple[str, ...],
    **head: Any,
) -> int:
    """Make a new resolution, resolutions/ID.toml. Then name the actions that carry out each clause in the file."""
    head = {**head, "clauses": _lettered(clauses)}
    return _make("resolution", identifier, head, plan_path=plan_path, dry_run=dry_run, commit=commit, yes=yes)


def _need_an_area(kind: str, head: dict[str, Any], root: str) -> None:
    """See to it that an action serves an area: ask on a terminal, else say how to name one."""
    from actionplan.model.suggest import listed
    from actionplan.store.listing import record_ids

    if kind != "action" or head["areas"]:
        return
    known = record_ids(root, "area")
    if not common.is_terminal():
        raise click.UsageError(f"say which area it serves: --area, one of {listed(known) or 'none yet'}")
    head["areas"] = (click.prompt(f"Area ({listed(known)})"),)


def _milestone(step: dict[str, str]) -> dict[str, Any]:
    """Give a typed milestone as a table: what stands before a colon is its due date if it is a date."""
    from actionplan.model.dates import parse_date

    before, _, after = step["text"].partition(":")
    due: Any = parse_day(before)
    if due is None:
        try:
            due = parse_date(before.strip()).text
        except ValueError:
            return {"id": step["id"], "title": step["text"].strip()}
    return {"id": step["id"], "title": after.strip(), "due": due}


def _lettered(texts: tuple[str, ...]) -> list[dict[str, str]]:
    """Name clauses, findings and milestones a, b, c, as minutes do."""
    return [
        {"id": chr(ord("a") + index) if index < 26 else f"z{index}", "text": text} for index, text in enumerate(texts)
    ]


def _make(
    kind: str,
    identifier: str,
    head: dict[str, Any],
    *,
    plan_path: str | None,
    dry_run: bool,
    commit: bool | None,
    yes: bool,
) -> int:
    from actionplan.model.ids import ID_RULE, fault_in_id
    from actionplan.store.create import prepare_record
    from actionplan.store.load import load_plan_file
    from actionplan.store.typed import body_meant
    from actionplan.summary.meanings import policy_as_at

    if fault := fault_in_id(identifier):
        raise click.UsageError(f"{fault}: an id is made of {ID_RULE}")
    root = one_root(plan_path)
    plan = load_plan_file(root)
    _need_an_area(kind, head, root)
    for key in ("owner", "body", "group"):
        head[key] = body_meant(head[key], plan) if head.get(key) else None
    head["partners"] = [body_meant(name, plan) for name in head.get("partners", ())] or None
    stated = {
        key: list(value) if isinstance(value, tuple) else value for key, value in head.items() if value is not None
    }
    return saving.apply(
        lambda: prepare_record(root, kind, identifier, stated, common.today()),
        message=f"{plan.id} {identifier}: new {kind}",
        dry_run=dry_run,
        commit=policy_as_at(plan, common.today()).commit if commit is None else commit,
        yes=yes,
        # A new resolution's clauses name no action yet: the file is made, and the message says what is left to do.
        allowed=("E504",),
    )
