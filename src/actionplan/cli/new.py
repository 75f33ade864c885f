"""``actionplan new action|area|resolution|measure|risk|review``."""

from typing import Any

import click

from actionplan.cli import confirm, console, loading
from actionplan.cli.dates import parse_day
from actionplan.cli.errors import FINE
from actionplan.cli.param_types import Figure, RecordId, Score, When
from actionplan.model.vocabulary import AreaKind, Direction, Every, Outcome, ReviewKind, words

_KINDS = f"What sort of review it is: {', '.join(words(ReviewKind))}."
_OUTCOMES = f"What became of it: {', '.join(words(Outcome))}."


@click.group("new")
def command() -> None:
    """Make a new action, area, resolution, measure, risk or review: one file, which you can then go on editing.

    \b
    Examples:
      actionplan new area PA1 --title "Share data" --kind priority-action
      actionplan new action 1.2 --title "Train SENCOs" --area PA1 --owner hcc
      actionplan new resolution 2025-12-09-b --title "Act faster" \\
        --body council --on 2025-12-09 --outcome carried --clause "Hurry up"
      actionplan new measure timely --title "Plans in time" --unit "per cent" \\
        --direction up --area PA1
      actionplan new risk R1 --title "Posts stay vacant" --residual 3x4
      actionplan new review 2025-visit --title "A visit" --kind monitoring
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
@confirm.saving_options
def action(**given: Any) -> int:
    """Make a new action, actions/ID.toml."""
    return _make("action", **given)


@command.command("area")
@click.argument("identifier", metavar="ID")
@click.option("--title", prompt=True, metavar="TEXT", help="What it is about.")
@click.option("--kind", type=click.Choice(words(AreaKind)), prompt=True, help="What the inspectors called it.")
@click.option("--owner", metavar="BODY", help="The body that answers for it.")
@click.option("--finding", "findings", multiple=True, metavar="TEXT", help="What inspectors found. Repeatable.")
@confirm.saving_options
def area(**given: Any) -> int:
    """Make a new area, areas/ID.toml."""
    return _make("area", **given)


@command.command("resolution")
@click.argument("identifier", metavar="ID")
@click.option("--title", prompt=True, metavar="TEXT", help="What it is about.")
@click.option("--body", prompt=True, metavar="BODY", help="The body to which it was put.")
@click.option("--on", prompt=True, type=When(), help="When that body dealt with it.")
@click.option("--outcome", type=click.Choice(words(Outcome)), metavar="OUTCOME", prompt=True, help=_OUTCOMES)
@click.option("--mover", metavar="NAME", help="The councillor who moved it.")
@click.option("--group", metavar="BODY", help="The political group that moved it.")
@click.option("--clause", "clauses", multiple=True, metavar="TEXT", help="One thing it resolves. Repeatable.")
@confirm.saving_options
def resolution(**given: Any) -> int:
    """Make a new resolution, resolutions/ID.toml. Then name the actions that carry out each clause in the file."""
    return _make("resolution", **given)


@command.command("measure")
@click.argument("identifier", metavar="ID")
@click.option("--title", prompt=True, metavar="TEXT", help="What is counted.")
@click.option("--unit", prompt=True, metavar="TEXT", help='In what: "per cent", "weeks", "children".')
@click.option("--direction", type=click.Choice(words(Direction)), prompt=True, help="Which way is better.")
@click.option("--area", "areas", multiple=True, type=RecordId("area"), help="An area that it is about. Repeatable.")
@click.option("--definition", metavar="TEXT", help="What exactly is counted, and what is not.")
@click.option("--owner", metavar="BODY", help="The body that answers for it.")
@click.option("--baseline", type=Figure(), metavar="VALUE", help="Where it stood before the plan.")
@click.option("--baseline-period", type=When(), metavar="PERIOD", help="The time that the baseline is about.")
@click.option("--tolerance", type=Figure(), metavar="VALUE", help="How far off its trajectory it may be.")
@click.option("--floor", type=Figure(), metavar="VALUE", help="The least that is to be accepted.")
@click.option("--every", "readings_every", type=click.Choice(words(Every)), help="How often it is to be read.")
@click.option("--source", multiple=True, metavar="URL", help="Where this was read. Repeatable.")
@confirm.saving_options
def measure(
    identifier: str,
    plan_path: str | None,
    areas: tuple[str, ...],
    baseline: Any,
    baseline_period: str | None,
    **given: Any,
) -> int:
    """Make a new measure, measures/ID.toml. Its areas name it, so what is to be added to theirs is said."""
    from actionplan.cli.resolve_id import one_root

    if (baseline is None) != (baseline_period is None):
        raise click.UsageError("a baseline has a value and a time: --baseline 38.5 --baseline-period 2024")
    root = one_root(plan_path)
    naming = _to_name_it(root, identifier, areas)
    if baseline is not None:
        given["baseline"] = {"value": baseline, "period": baseline_period}
    code = _make("measure", identifier, root, **given)
    if code == FINE:
        for line in naming:
            console.say(line)
    return code


@command.command("risk")
@click.argument("identifier", metavar="ID")
@click.option("--title", prompt=True, metavar="TEXT", help="The risk in a few words.")
@click.option("--cause", metavar="TEXT", help="What could bring it about.")
@click.option("--event", metavar="TEXT", help="What could happen.")
@click.option("--effect", metavar="TEXT", help="What that would mean.")
@click.option("--owner", metavar="BODY", help="The body that answers for it.")
@click.option("--lead", metavar="ROLE", help="The role that watches it, not a person.")
@click.option("--area", "areas", multiple=True, type=RecordId("area"), help="The areas it threatens. Repeatable.")
@click.option("--action", "actions", multiple=True, type=RecordId("action"), help="What lessens it. Repeatable.")
@click.option("--inherent", type=Score(), metavar="LxI", help="Likelihood x impact with nothing done: 4x4.")
@click.option("--residual", type=Score(), metavar="LxI", help="Likelihood x impact with what is done: 3x4.")
@click.option("--raised", type=When(), help="When it was first recorded. Default: today.")
@confirm.saving_options
def risk(raised: str | None, **given: Any) -> int:
    """Make a new risk, risks/ID.toml."""
    return _make("risk", raised=raised or console.today().isoformat(), **given)


@command.command("review")
@click.argument("identifier", metavar="ID")
@click.option("--title", prompt=True, metavar="TEXT", help="What it is called.")
@click.option("--kind", type=click.Choice(words(ReviewKind)), metavar="KIND", prompt=True, help=_KINDS)
@click.option("--reviewer", "by", multiple=True, metavar="BODY", help="Who reviews. Repeatable.")
@click.option("--announced", type=When(), help="When it was announced.")
@click.option("--held", type=When(), help="When they visited or met, or will.")
@click.option("--received", type=When(), help="When the area got the final report.")
@click.option("--published", type=When(), help="When the report or letter came out.")
@click.option("--plan-due", type=When(), help="By when the plan has to be handed in, as they said.")
@click.option("--outcome", metavar="TEXT", help="What they concluded, in a few words.")
@click.option("--finding", "findings", multiple=True, metavar="TEXT", help="What they found. Repeatable.")
@click.option("--ask", "asks", multiple=True, metavar="TEXT", help="What they ask for next. Repeatable.")
@confirm.saving_options
def review(**given: Any) -> int:
    """Make a new review, reviews/ID.toml. Then say in the file by when each thing asked for is due, and who answers."""
    return _make("review", **given)


def _to_name_it(root: str, identifier: str, areas: tuple[str, ...]) -> list[str]:
    """Return what is to be added to each area's file so that it names a measure: an agreed head is not for editing."""
    from actionplan.model.as_known import agreed_day
    from actionplan.model.dates import on_day
    from actionplan.model.entries import AreaEntry
    from actionplan.model.ids import Id
    from actionplan.model.kinds import record_path
    from actionplan.storage.load import load_plan
    from actionplan.storage.writer import entry_text, value_text
    from actionplan.summary.timeline import head_as_at, in_order

    plan, _, _ = load_plan(root)
    known = {area.id: area for area in plan.areas} if plan is not None else {}
    said = []
    for name in areas:
        loading.refuse_unknown("area", name, known)
        area, today = known[Id(name)], console.today()
        agreed = agreed_day(plan, area) if plan is not None else None
        named = (*head_as_at(area, in_order(area.status, agreed)).measures, Id(identifier))
        path = record_path(root, "area", name)
        if agreed is None or agreed > today:
            said.append(
                f"To have the area name it, add to the head of {path}:\n\n    measures = {value_text(list(named))}\n"
            )
            continue
        block = entry_text(AreaEntry(on=on_day(today), by=Id("BODY"), measures=named, reason="WHY"))
        lines = "".join(f"    {line}\n" for line in block.splitlines())
        said.append(f"The area is agreed, so an entry names it; add at the end of {path}:\n\n{lines}")
    return said


def _need_an_area(kind: str, head: dict[str, Any], root: str) -> None:
    """See to it that an action serves an area: ask on a terminal, else say how to name one."""
    from actionplan.model.suggest import listed
    from actionplan.storage.plan_folder import record_ids

    if kind != "action" or head["areas"]:
        return
    known = record_ids(root, "area")
    if not console.is_terminal():
        raise click.UsageError(f"say which area it serves: --area, one of {listed(known) or 'none yet'}")
    head["areas"] = (click.prompt(f"Area ({listed(known)})"),)


def _as_in_file(key: str, typed: Any) -> Any:
    """Return what was typed for a key of a head as the file has it."""
    if key in ("clauses", "findings", "asks", "milestones"):  # named a, b, c, as minutes do
        lettered = ((chr(ord("a") + index) if index < 26 else f"z{index}", text) for index, text in enumerate(typed))
        return [_milestone(*part) if key == "milestones" else {"id": part[0], "text": part[1]} for part in lettered]
    return list(typed) if isinstance(typed, tuple) else typed


def _milestone(letter: str, typed: str) -> dict[str, Any]:
    """Return a typed milestone as a table: what stands before a colon is its due date if it is a date."""
    from actionplan.model.dates import parse_date

    before, _, after = typed.partition(":")
    due: Any = parse_day(before)
    if due is None:
        try:
            due = parse_date(before.strip()).text
        except ValueError:
            return {"id": letter, "title": typed.strip()}
    return {"id": letter, "title": after.strip(), "due": due}


def _make(record_kind: str, identifier: str, plan_path: str | None, saving: confirm.Saving, **head: Any) -> int:
    from actionplan.cli.resolve_id import one_root
    from actionplan.edit.create import UNFINISHED, prepare_record
    from actionplan.edit.input import bodies_by_id
    from actionplan.edit.plan_edit import PlanEdit
    from actionplan.model.ids import ID_RULE, fault_in_id

    if fault := fault_in_id(identifier):
        raise click.UsageError(f"{fault}: an id is made of {ID_RULE}")
    root = one_root(plan_path)
    edit = PlanEdit(root)
    plan = edit.plan
    _need_an_area(record_kind, head, root)
    stated = {key: _as_in_file(key, typed) for key, typed in head.items() if typed not in (None, (), "")}
    stated = bodies_by_id(stated, plan)
    return confirm.apply(
        lambda edit: prepare_record(edit, record_kind, identifier, stated, console.today()),
        edit,
        plan,
        saving,
        message=f"{plan.id} {identifier}: new {record_kind}",
        # A new resolution's clauses name no action yet: the file is made, and the message says what is left to do.
        allowed=tuple(UNFINISHED),
    )
