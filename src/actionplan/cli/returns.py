"""``actionplan returns``: workbooks for owners to fill in, and what comes back."""

import os
from datetime import date
from typing import TYPE_CHECKING

import click

from actionplan.cli import answers as cell_answers
from actionplan.cli import author, confirm, console, form_run
from actionplan.cli.errors import FINE, PROBLEMS
from actionplan.cli.names import body_in
from actionplan.cli.param_types import Day

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from actionplan.edit.plan_edit import PlanEdit
    from actionplan.model.ids import Id
    from actionplan.model.problem import Problem
    from actionplan.model.records import Plan
    from actionplan.returns.answers import Answers
    from actionplan.returns.received import Taken
    from actionplan.storage.save import Prepared

_plan_argument = click.argument("plan_named", metavar="[PLAN]", required=False, type=click.Path())
_CONTACT = "Who answers questions: a role, with a telephone number or an address."
_contact = click.option("--contact", metavar="TEXT", default="", help=_CONTACT)


@click.group("returns")
def command() -> None:
    """Ask owners for their updates by workbook, and take in what comes back.

    A month's round: send the workbooks, receive what comes back, chase the rest.

    \b
    Examples:
      actionplan returns send --due 2026-09-12 -o september
      actionplan returns receive september-back/*.xlsx --dry-run
      actionplan returns receive september-back/*.xlsx
      actionplan returns chase -o reminders
    """


@command.command("send")
@_plan_argument
@click.option("--owner", metavar="BODY", help="Only this body: its id or name. Default: every owner.")
@click.option("--by-lead", is_flag=True, help="One workbook for each action lead.")
@click.option("--due", "wanted", required=True, type=Day(), help="The day by which they are wanted back.")
@click.option("-o", "--output", "folder", required=True, metavar="DIR", type=click.Path(), help="Where to write them.")
@_contact
@click.option("--by", metavar="BODY", help="The body that asks. Default: the body that you configured, or none.")
@confirm.saving_options
def send(
    plan_named: str | None,
    plan_path: str | None,
    owner: str | None,
    by_lead: bool,
    wanted: date,
    folder: str,
    contact: str,
    by: str | None,
    saving: confirm.Saving,
) -> int:
    """Write a workbook for each owner: its open actions and measures, with white cells to fill in.

    Nothing in those cells is filled in beforehand. What was made is kept in the plan's folder "receipts", by which
    answers are compared with what the owner saw. Sending the workbooks is up to you.

    \b
    Examples:
      actionplan returns send --due 2026-09-12 -o september
      actionplan returns send --owner icb --due 2026-09-12 -o september \\
          --contact "SEND team, 01234 567890"
      actionplan returns send --by-lead --due 2026-09-12 -o september
    """
    from actionplan.cli.output import print_document
    from actionplan.model.text import body_name
    from actionplan.returns.contents import returns_of
    from actionplan.returns.screens import sent_document
    from actionplan.returns.send import made_return, prepare_sent, write_workbooks

    edit, plan = _plan(plan_named or plan_path)
    today = console.today()
    if wanted < today:
        raise click.UsageError(f"--due {wanted} has passed: give the day by which you want the workbooks back")
    asking = _body(by, plan) or author.configured("by")
    asked = returns_of(
        plan,
        today,
        wanted,
        owner=_body(owner, plan),
        by_lead=by_lead,
        asked_by=body_name(plan.bodies, asking),
        contact=contact,
    )
    made = [made_return(each) for each in asked]
    form = form_run.current()
    if made and not saving.dry_run and (form is None or form.request.is_saving):
        write_workbooks(folder, made)
    shown = folder if form is None else ""  # a form offers them as downloads
    print_document(sent_document(made, plan, shown, today), "Returns", "text")
    if not made:
        return FINE
    message = f"{plan.id}: {len(made)} returns wanted by {wanted.isoformat()}"
    return confirm.apply(lambda edit: prepare_sent(edit.root, made), edit, plan, saving, message=message, quiet=True)


@command.command("receive")
@click.argument("files", metavar="FILE... [PLAN]", nargs=-1, required=True, type=click.Path())
@click.option("--on", "on", type=Day(), help="The day of answers that say none. Default: today.")
@cell_answers.option
@click.option("--leave-out", multiple=True, metavar="CELL", help="Do not take in this cell, such as Actions!F12.")
@author.by_option
@confirm.saving_options
def receive(
    files: tuple[str, ...],
    plan_path: str | None,
    on: date | None,
    answers: tuple[str, ...],
    leave_out: tuple[str, ...],
    by: str | None,
    saving: confirm.Saving,
) -> int:
    """Take in workbooks that came back: .xlsx, .ods or CSV, sorted, filtered or with columns added.

    Only cells that were filled in are recorded, and each once, however often its file is received. A new date is
    recorded with its reason, or asked of the body that must agree. Errors must be corrected, or their cells left out.
    What else is asked can be answered with a note, which the receipt keeps. All files are taken in, or none.

    \b
    Examples:
      actionplan returns receive back/icb.xlsx --dry-run
      actionplan returns receive back/*.xlsx
      actionplan returns receive back/icb.xlsx --leave-out Actions!J5 \\
          --answer "Actions!E7=Confirmed by telephone"
    """
    from actionplan.edit.plan_edit import whole_plan
    from actionplan.returns.prepared import cell_of, prepare_returns
    from actionplan.returns.receive import read_return, take_in

    paths, folder = _files_and_plan(files, plan_path)
    edit, plan = _plan(folder)
    notes = cell_answers.notes_of(answers)
    read = [read_return(path, plan) for path in paths]
    filled = (each.place for one in read for row in one.rows for each in row.filled.values())
    cell_answers.refuse_unknown((*notes, *leave_out), filled, "was filled in")
    today = console.today()

    def takes(edit: "PlanEdit") -> "tuple[Taken, ...]":
        return take_in(read, whole_plan(edit), today, by=_says(by, plan), on=on, left_out=leave_out)

    def prepare(edit: "PlanEdit") -> "Prepared":
        return prepare_returns(edit, takes(edit), today, notes, is_saved=not saving.dry_run)

    returns = takes(edit)
    _show(returns, plan)
    if problems := [found for found in prepare(edit).problems if found.severity == "error"]:
        return _refuse(problems, returns, plan)
    entries = sum(len(each.additions) for each in returns)
    message = f"{plan.id}: {entries} entries of {len(returns)} returns"
    code = confirm.apply(prepare, edit, plan, saving, message=message, quiet=True)
    if code == PROBLEMS:
        cell_answers.explain(map(cell_of, prepare(edit).to_confirm))
    return code


@command.command("chase")
@_plan_argument
@click.option("-o", "--output", "folder", metavar="DIR", type=click.Path(), help="Where to write drafts of e-mail.")
@_contact
@click.option("--plan", "plan_path", metavar="PLAN", help="The plan, by its folder or id. Needed if there are several.")
def chase(plan_named: str | None, plan_path: str | None, folder: str | None, contact: str) -> int:
    """List who has not answered, with a text to paste for each, or with -o drafts of e-mail (.eml).

    A row is answered once something is reported about it, by whatever way. A draft has no recipient, since the plan
    has no addresses.

    \b
    Examples:
      actionplan returns chase
      actionplan returns chase -o reminders --contact "SEND team, 01234 567890"
    """
    from actionplan.cli.output import print_document
    from actionplan.model.receipts import ReturnReceived, ReturnSent
    from actionplan.returns.chase import owed_returns
    from actionplan.returns.letters import draft, reminder
    from actionplan.returns.screens import chase_document
    from actionplan.storage.receipts import read_receipts
    from actionplan.storage.whole_file import write_whole

    edit, plan = _plan(plan_named or plan_path)
    sent = read_receipts(edit.root, ReturnSent, calendar=plan.calendar)
    received = read_receipts(edit.root, ReturnReceived, calendar=plan.calendar)
    owed = owed_returns(plan, sent, received, console.today())
    print_document(chase_document(owed, console.today()), "Returns", "text")
    for each in (each for each in owed if each.unanswered):
        subject, text = reminder(each, plan.title, contact)
        if folder is None:
            console.say(f"\n{'-' * 79}\nSubject: {subject}\n{text}".rstrip("\n"))
        else:
            os.makedirs(folder, exist_ok=True)
            path = os.path.join(folder, f"{os.path.splitext(each.sent.file)[0]}.eml")
            write_whole(path, draft(subject, text))
            console.say(f"Wrote {path}")
    return FINE


def _plan(folder: str | None) -> "tuple[PlanEdit, Plan]":
    """Return an edit of the plan, and the plan; raises ProblemsFound if a file of it cannot be read."""
    from actionplan.cli.resolve_id import one_root
    from actionplan.edit.plan_edit import PlanEdit, whole_plan

    edit = PlanEdit(one_root(folder))
    return edit, whole_plan(edit)


def _files_and_plan(files: tuple[str, ...], plan_path: str | None) -> tuple[tuple[str, ...], str | None]:
    """Return the files, and the plan, which may be a folder after them."""
    if plan_path is None and len(files) > 1 and os.path.isdir(files[-1]):
        return files[:-1], files[-1]
    return files, plan_path


def _body(typed: str | None, plan: "Plan") -> "Id | None":
    return body_in(plan, typed) if typed is not None else None


def _says(by: str | None, plan: "Plan") -> "Callable[[Answers], str | None]":
    """Return a function that says of which body a return is that does not say it itself."""
    return lambda _: author.says_so(by, plan)


def _show(returns: "Sequence[Taken]", plan: "Plan") -> None:
    from actionplan.cli.output import print_document
    from actionplan.returns.screens import receipt_document

    print_document(receipt_document(returns, plan), "Returns", "text")


def _refuse(problems: "Sequence[Problem]", returns: "Sequence[Taken]", plan: "Plan") -> int:
    """Show what has to be corrected, and the text to send back to each owner; return the exit code."""
    from actionplan.model.text import body_name
    from actionplan.report.problems import problems_document
    from actionplan.returns.letters import for_the_owner
    from actionplan.returns.prepared import cell_of

    if (form := form_run.current()) is not None:
        form.refused = tuple(problems)
        return PROBLEMS
    console.warn_of(problems_document(problems))
    console.warn("\nNothing was written.")
    for one in returns:
        own = [found for found in problems if found.where.path == one.answers.path]
        if own:
            console.warn(f"\nTo send back to {body_name(plan.bodies, one.by)}, about {one.answers.file}:\n")
            console.warn(for_the_owner(own))
    if cells := dict.fromkeys(filter(None, map(cell_of, problems))):
        leave_out = " ".join(f"--leave-out {cell}" for cell in cells)
        console.explain(f"\nTo go on without these cells, add: {leave_out}", on_stderr=True)
    return PROBLEMS
