"""``actionplan new action|area|resolution|measure|risk|review``."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from actionplan.cli import confirm, console, loading, new_parts, plan_parts
from actionplan.cli.errors import FINE
from actionplan.cli.field_options import new_options
from actionplan.cli.names import with_ids_of_plan
from actionplan.cli.options import Decorator, add_options
from actionplan.cli.param_types import Figure, RecordId, When
from actionplan.cli.pasted import cleaned_options
from actionplan.model.kinds import RECORD_KINDS, RECORD_TYPES, Kind, parts_of_kind
from actionplan.model.measures import Measure
from actionplan.model.text import restoring, with_article

if TYPE_CHECKING:
    from actionplan.model.records import Plan


@click.group("new")
def command() -> None:
    """Add an action, area, resolution, measure, risk or review, each in a file of its own, or a part of one. Add
    a body, meeting, rating, term or policy to plan.toml.

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
      actionplan new finding 2025-visit a --text "Plans are late" --area PA1
      actionplan new body icb --name "Anyshire ICB" --kind icb
      actionplan new meeting board 2026-09-15
    """


_NEXT = {
    "resolution": " Then link each clause with the actions that deliver it: actionplan link.",
    "measure": " Each area lists its measures, so the command shows how to link them.",
    "risk": " It counts as raised today unless you give --raised or --agreed.",
    "review": " To add recommendations with their due dates: actionplan new recommendation.",
}
"""The end of the first line of help, by the kind of record."""

_EXAMPLES = {
    "action": '''1.2 --title "Train SENCOs" --area PA1 --owner hcc \\
    --due 2027-07-31 --milestone "2027-03-31: Trainers found"''',
    "area": 'PA1 --title "Share data" --kind priority-action',
    "resolution": '''2025-12-09-b --title "Act faster" \\
    --body council --on 2025-12-09 --outcome carried --clause "Hurry up"''',
    "measure": """timely --title "Plans in time" --unit "per cent" \\
    --direction up --area PA1 --baseline 38.5 --baseline-period 2024""",
    "risk": 'R1 --title "Posts stay vacant" --residual 3x4 --area PA1',
    "review": '2025-visit --title "A visit" --kind monitoring',
}
"""An example of the id and options of a record of each kind."""

_BESIDE: Mapping[str, list[Decorator]] = {
    "measure": [
        click.option("--area", "areas", multiple=True, type=RecordId("area"), help="Its area. Repeatable."),
        click.option("--baseline", type=Figure(), metavar="VALUE", help="The value before the plan."),
        click.option("--baseline-period", type=When(), metavar="PERIOD", help="The period of the baseline."),
    ]
}
"""Options that are no field of the record, by its kind."""


def _add_command(kind: Kind) -> None:
    def make(**given: Any) -> int:
        return _measure(**given) if kind.record is Measure else _make(kind.name, **given)

    make = add_options(*new_options(kind.record), *_BESIDE.get(kind.name, []))(confirm.saving_options(make))
    text = f"Add {with_article(kind.name)}, {kind.folder}/ID.toml.{_NEXT.get(kind.name, '')}\n"
    if example := _EXAMPLES.get(kind.name):
        text += f"\n\b\nExample:\n  actionplan new {kind.name} {example}\n"
    command.command(kind.name, help=text)(click.argument("identifier", metavar="ID")(make))


def _measure(
    identifier: str, plan_path: str | None, areas: tuple[str, ...], baseline: Any, baseline_period: Any, **given: Any
) -> int:
    """Add a measure, and print how its areas come to list it."""
    from actionplan.cli.resolve_id import one_root
    from actionplan.edit.plan_edit import PlanEdit

    if (baseline is None) != (baseline_period is None):
        raise click.UsageError("a baseline has a value and a time: --baseline 38.5 --baseline-period 2024")
    root = one_root(plan_path)
    naming = _to_name_it(root, identifier, with_ids_of_plan({"areas": areas}, PlanEdit(root))["areas"])
    if baseline is not None:
        given["baseline"] = {"value": baseline, "period": baseline_period}
    code = _make("measure", identifier, root, **given)
    if code == FINE and naming:
        console.say(naming)
    return code


for _kind in RECORD_KINDS:
    _add_command(_kind)
new_parts.add_commands(command)
plan_parts.add_commands(command)


def _to_name_it(root: str, identifier: str, areas: tuple[str, ...]) -> str:
    """Return the commands by which areas come to list a measure; empty for none."""
    from actionplan.model.as_known import agreed_day
    from actionplan.storage.load import load_plan

    plan, _, _ = load_plan(root)
    known = {str(area.id): area for area in plan.areas} if plan is not None else {}
    lines = []
    for name in areas:
        loading.refuse_unknown("area", name, known)
        agreed = agreed_day(plan, known[name]) if plan is not None else None
        why = ' --reason "..."' if agreed is not None and agreed <= console.today() else ""
        lines.append(f"    actionplan link {name} --measure {identifier}{why}\n")
    return f"To list it in its {'areas' if len(areas) > 1 else 'area'}:\n\n{''.join(lines)}" if lines else ""


def _need_an_area(kind: str, head: dict[str, Any], root: str) -> None:
    """Ask for the area of an action if it has none; without a terminal, refuse."""
    from actionplan.model.suggest import listed
    from actionplan.report.visible import visible
    from actionplan.storage.plan_folder import record_ids

    if kind != "action" or head["areas"]:
        return
    known = record_ids(root, "area")
    if not console.is_terminal():
        raise click.UsageError(f"no area is named that it serves: add --area, one of {listed(known) or 'none yet'}")
    head["areas"] = (click.prompt(visible(f"Area ({listed(known)})")),)


def _as_in_file(key: str, typed: Any, plan: "Plan", *, is_part: bool) -> Any:
    """Return an option's value in the form of the file; a part of a record, such as a clause, is a table there."""
    if not is_part:
        return list(typed) if isinstance(typed, tuple) else typed
    if key == "area_outcomes":
        return [{"area": area, "outcome": outcome} for area, outcome in typed]
    lettered = [(chr(ord("a") + index) if index < 26 else f"z{index}", text) for index, text in enumerate(typed)]
    if key == "milestones":
        return [_milestone(letter, text, plan) for letter, text in lettered]
    return [{"id": letter, "text": text} for letter, text in lettered]  # named a, b, c, as minutes do


def _raised_today(plan: "Plan") -> str | None:
    """Return today for a risk without a day; None while older papers are being copied, since it is older then."""
    from actionplan.model.as_known import is_being_copied

    today = console.today()
    return None if is_being_copied(plan, today) else today.isoformat()


def _milestone(letter: str, typed: str, plan: "Plan") -> dict[str, Any]:
    """Return the table for ``[DATE:]TEXT``, a milestone with or without its due date.

    Raises:
        click.UsageError: the text before the colon looks like a date, but is none or is unclear.
    """
    from actionplan.input.dates import FORMS, looks_like_a_date, read_date
    from actionplan.input.unclear import Unclear, explained

    before, colon, after = typed.partition(":")
    if not colon:
        return {"id": letter, "title": typed}
    when = read_date(before, plan.calendar)
    if not isinstance(when, Unclear):
        return {"id": letter, "title": after, "due": when.text}
    if looks_like_a_date(before, when):
        what = f'--milestone "{typed}": {explained(when, FORMS)}'
        raise click.UsageError(f"{what}. If it belongs to the title, leave out the colon")
    return {"id": letter, "title": typed}


def _make(record_kind: str, identifier: str, plan_path: str | None, saving: confirm.Saving, **head: Any) -> int:
    from actionplan.cli.resolve_id import lost_path, one_root
    from actionplan.edit.create import UNFINISHED, prepare_record
    from actionplan.edit.plan_edit import PlanEdit
    from actionplan.model.ids import fault_in_id, id_expected

    if fault := fault_in_id(identifier):
        raise click.UsageError(f"{fault} (expected {id_expected(identifier)})")
    root = one_root(plan_path)
    if lost := lost_path(root, identifier):
        raise click.UsageError(
            f"the last commit has {lost}, and ids are used once: choose another, or put the file back, if it was not "
            f"renumbered: {restoring(lost)}"
        )
    edit = PlanEdit(root)
    plan = edit.plan
    _need_an_area(record_kind, head, root)
    if record_kind == "risk":
        head["raised"] = head["raised"] or head["agreed"] or _raised_today(plan)
    parts = parts_of_kind(RECORD_TYPES[record_kind])
    given = cleaned_options({key: typed for key, typed in head.items() if typed not in (None, (), "")})
    given |= with_ids_of_plan({key: typed for key, typed in given.items() if key not in parts}, edit)
    values = {key: _as_in_file(key, typed, plan, is_part=key in parts) for key, typed in given.items()}
    return confirm.apply(
        lambda edit: prepare_record(edit, record_kind, identifier, values, console.today()),
        edit,
        plan,
        saving,
        message=f"{plan.id} {identifier}: new {record_kind}",
        # The clauses of a new resolution name no action yet: the file is saved, and the message shows what to add.
        allowed=tuple(UNFINISHED),
        by_options=True,
    )
