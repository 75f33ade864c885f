"""Receive returns: read files, find what each of them answers, and take all of them in, or none."""

import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date

from actionplan.edit.plan_edit import PlanEdit, refuse_errors, whole_plan
from actionplan.model.errors import ActionPlanError
from actionplan.model.ids import Id
from actionplan.model.receipts import ReturnReceived, ReturnSent
from actionplan.model.records import Plan
from actionplan.returns.answers import Answers, answers_in
from actionplan.returns.prepared import prepare_returns
from actionplan.returns.received import Taken, taken
from actionplan.storage.receipts import read_receipts
from actionplan.storage.save import Prepared, locked_plan, save_locked


class NobodyReports(ActionPlanError, ValueError):
    """Neither a file nor the caller says which body a return is of; ``args[0]`` names the file."""


def read_return(source: str | bytes, plan: Plan, name: str | None = None) -> Answers:
    """Read a return.

    Args:
        source: the file's path, or its bytes: .xlsx, .ods or CSV.
        plan: the plan, for its terms.
        name: what to call the file; None for the name in its path.

    Raises:
        UnreadableFile: it is no table, or is not safe to read.
        NotInstalled: a library is needed that is not there.
        OSError: the file cannot be opened.

    Example:
        >>> plan = load("examples/northshire-send").plans[0]
        >>> [row] = read_return(b"Ref,Action,State,What was done\\n2.4,,In progress,Begun\\n", plan).rows
        >>> row.filled["state"].text
        'In progress'
    """
    from actionplan.sheets.reading import read

    path = source if isinstance(source, str) else name or "this file"
    return answers_in(read(source, name or os.path.basename(path)), path, plan.calendar)


def take_in(
    answers: Iterable[Answers],
    plan: Plan,
    today: date,
    *,
    by: Callable[[Answers], str | None] | None = None,
    on: date | None = None,
    left_out: Collection[str] = (),
) -> tuple[Taken, ...]:
    """Return what returns come to, each after those before it, without writing anything.

    Args:
        answers: the returns.
        plan: the plan as it is now.
        today: today's date.
        by: returns the id of the body that a return is of where no receipt and no file says it; None for none.
        on: the day of the answers of a return that says none; None for today.
        left_out: the cells that are not taken in, such as ``Actions!F12``.

    Raises:
        NobodyReports: it is not known which body a return is of.
        ProblemsFound: a receipt of the plan cannot be read.

    Example:
        >>> plan = load("examples/northshire-send").plans[0]
        >>> table = b"Ref,Action,State,What was done\\n2.4,,In progress,Begun\\n"
        >>> [taken] = take_in([read_return(table, plan)], plan, date(2026, 1, 15), by=lambda answers: "nicb")
        >>> [addition.id for addition in taken.additions]
        ['2.4']
    """
    sent = {each.name: each for each in read_receipts(plan.root, ReturnSent, calendar=plan.calendar)}
    before = list(read_receipts(plan.root, ReturnReceived, calendar=plan.calendar))
    found = []
    for one in answers:
        of = sent.get(one.name) if one.name is not None else None
        body = of.owner if of is not None else one.owner or (by(one) if by is not None else None)
        if body is None:
            raise NobodyReports(f"{one.file} does not say of which body it is")
        each = taken(one, plan, today, by=Id(body), on=on, sent=of, before=before, left_out=left_out)
        if each.receipt is not None:
            before.append(each.receipt)
        found.append(each)
    return tuple(found)


def receive_returns(
    root: str,
    sources: Sequence[str | bytes],
    *,
    today: date,
    by: str | None = None,
    on: date | None = None,
    left_out: Collection[str] = (),
    notes: Mapping[str, str] | None = None,
) -> tuple[tuple[Taken, ...], Prepared]:
    """Take returns into a plan and save it. From Python nothing is asked: ``to_confirm`` has what would have been.

    Args:
        root: the plan's folder.
        sources: the paths of the files, or their bytes.
        today: today's date.
        by: the id of the body that a return is of where neither a receipt nor the file says it; None for none.
        on: the day of the answers of a return that says none; None for today.
        left_out: the cells that are not taken in.
        notes: answers to what is asked, by cell, which the receipt keeps.

    Returns:
        What each return came to, and what was saved.

    Raises:
        ProblemsFound: a cell has to be corrected first, or a file of the plan; nothing was written.
        NobodyReports: it is not known which body a return is of.
        SaveError: the plan could not be saved.

    Example:
        >>> council = Body(name="HCC", kind="council")
        >>> made = write_plan(Plan(format=1, id=Id("p"), title="A plan", bodies={Id("hcc"): council}), folder)
        >>> action = Action(id=Id("1.1"), title="Cut the wait", areas=(), owner=Id("hcc"))
        >>> added = add_record(folder, action, today=date(2025, 10, 1))
        >>> table = b"Ref,Action,State,What was done\\n1.1,Cut the wait,In progress,Begun\\n"
        >>> [taken], prepared = receive_returns(folder, [table], today=date(2025, 10, 1), by="hcc")
        >>> [(each.place, each.fate) for each in taken.rows[0].fates]
        [('this file!C2', 'to record'), ('this file!D2', 'to record')]
    """
    with locked_plan(root):
        edit = PlanEdit(root)
        plan = whole_plan(edit)
        answers = [read_return(source, plan) for source in sources]
        returns = take_in(answers, plan, today, by=lambda _: by, on=on, left_out=left_out)
        prepared = prepare_returns(edit, returns, today, notes or {}, is_saved=True)
        refuse_errors(prepared)
        save_locked(root, prepared.changes)
    return returns, prepared
