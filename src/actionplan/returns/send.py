"""Make the workbooks of returns, and the receipts by which a plan knows what it sent."""

import os
import re
from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from actionplan.edit.plan_edit import PlanEdit, whole_plan
from actionplan.input.text import plain
from actionplan.model.receipts import ReturnSent
from actionplan.returns.contents import Return, returns_of
from actionplan.returns.workbook import workbook_bytes
from actionplan.storage.receipts import new_receipt, read_receipts
from actionplan.storage.save import Prepared, save
from actionplan.storage.whole_file import write_whole


class MadeReturn(NamedTuple):
    """A return with its workbook and its receipt.

    Attributes:
        asked: what it asks.
        data: the bytes of the workbook.
        receipt: what the plan keeps of it.
    """

    asked: Return
    data: bytes
    receipt: ReturnSent


def send_returns(
    root: str,
    folder: str,
    *,
    today: date,
    wanted: date,
    owner: str | None = None,
    by_lead: bool = False,
    asked_by: str = "",
    contact: str = "",
) -> tuple[MadeReturn, ...]:
    """Write the workbooks of a plan's returns into a folder, and their receipts into the plan. Nothing is sent.

    Args:
        root: the plan's folder.
        folder: the folder of the workbooks, which is made if it is not there.
        today: the day that they show.
        wanted: the day by which they are wanted back.
        owner: the id of the only body; None for all.
        by_lead: whether each action lead is asked alone.
        asked_by: who asks; empty to name nobody.
        contact: who answers questions; empty to name nobody.

    Raises:
        UnknownName: the plan has no such body.
        ProblemsFound: the plan or a receipt cannot be read.
        NotInstalled: XlsxWriter is not there.
        SaveError: a receipt could not be saved.

    Example:
        >>> council = Body(name="HCC", kind="council")
        >>> made = write_plan(Plan(format=1, id=Id("p"), title="A plan", bodies={Id("hcc"): council}), folder)
        >>> action = Action(id=Id("1.1"), title="Cut the wait", areas=(), owner=Id("hcc"))
        >>> added = add_record(folder, action, today=date(2025, 10, 1))
        >>> sent = send_returns(folder, folder + "/out", today=date(2025, 10, 1), wanted=date(2025, 10, 10))
        >>> [each.receipt.file for each in sent]
        ['p-hcc-2025-10-10.xlsx']
    """
    plan = whole_plan(PlanEdit(root))
    asked = returns_of(plan, today, wanted, owner=owner, by_lead=by_lead, asked_by=asked_by, contact=contact)
    made = tuple(made_return(each) for each in asked)
    write_workbooks(folder, made)
    save(root, prepare_sent(root, made).changes)
    return made


def write_workbooks(folder: str, made: Iterable[MadeReturn]) -> None:
    """Write workbooks into a folder, which is made if it is not there.

    Args:
        folder: the folder.
        made: the returns.

    Raises:
        OSError: one cannot be written.
    """
    os.makedirs(folder, exist_ok=True)
    for each in made:
        write_whole(os.path.join(folder, each.receipt.file), each.data)


def made_return(asked: Return) -> MadeReturn:
    """Return a return with its workbook.

    Args:
        asked: the return.

    Raises:
        NotInstalled: XlsxWriter is not there.

    Example:
        >>> plan = load("examples/northshire-send").plans[0]
        >>> [asked] = returns_of(plan, date(2026, 1, 15), date(2026, 1, 29), owner="nicb")
        >>> made_return(asked).data[:2]
        b'PK'
    """
    data = workbook_bytes(asked)
    receipt = ReturnSent(
        name=asked.name,
        made=asked.made,
        wanted=asked.wanted,
        owner=asked.owner,
        lead=asked.lead,
        file=file_name(asked),
        digest=sha256(data).hexdigest(),
        rows=tuple(row.sent for row in asked.rows),
    )
    return MadeReturn(asked, data, receipt)


def file_name(asked: Return) -> str:
    """Return the name of a workbook: its plan, who is asked, and until when."""
    lead = re.sub("[^a-z0-9]+", "-", plain(asked.lead or "")).strip("-")
    return "-".join(filter(None, (asked.plan, asked.owner, lead, asked.wanted.isoformat()))) + ".xlsx"


def prepare_sent(root: str, made: Iterable[MadeReturn]) -> Prepared:
    """Return the change that adds the receipts of returns to a plan; those that it has already are left out.

    Args:
        root: the plan's folder.
        made: the returns.

    Raises:
        ProblemsFound: a receipt of the plan cannot be read.
    """
    known = {each.name for each in read_receipts(root, ReturnSent)}
    changes = tuple(new_receipt(root, each.receipt) for each in made if each.receipt.name not in known)
    blocks = tuple((change.after or b"").decode() for change in changes)
    return Prepared(root=root, changes=changes, blocks=blocks, problems=())
