"""Receipts: what a plan keeps of the files that it sent and of those that came in. They hold digests, never the texts
of a file, so that what has to be redacted is in one place.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, Literal

from attrs import frozen

from actionplan.model.checked import checked
from actionplan.model.dates import PlanDate
from actionplan.model.fields import BodyId
from actionplan.model.frozen_dict import EMPTY
from actionplan.model.ids import Id
from actionplan.model.vocabulary import ActionState

RECEIPTS: Final = "receipts"
"""The folder of a plan's receipts, beside those of its records."""


@checked
@frozen(kw_only=True, repr=False)
class SentRow:
    """One row of a return: an action or a measure as it was when the return was made.

    Attributes:
        kind: the kind of record.
        id: its id.
        made_from: a digest of the record.
        updates: how many updates an action had, or readings a measure.
        state: the state of an action; None if none was reported.
        rating: the id of its rating; None if none was declared.
        progress: per cent done; None if none was reported.
        due: its due date; None for none.
    """

    kind: Literal["action", "measure"]
    id: Id
    made_from: str
    updates: int = 0
    state: ActionState | None = None
    rating: Id | None = None
    progress: int | None = None
    due: PlanDate | None = None


@checked
@frozen(kw_only=True, repr=False)
class ReturnSent:
    """A workbook that was made for one owner or action lead to fill in.

    Attributes:
        name: the name by which the workbook refers to it.
        made: the day on which it was made, and which it shows.
        wanted: the day by which it is wanted back.
        owner: the id of the body that is asked.
        lead: the role that is asked; None for the whole body.
        file: the name of the workbook.
        digest: the SHA-256 of its bytes.
        rows: what it asks about.
    """

    name: Id
    made: date
    wanted: date
    owner: BodyId
    lead: str | None = None
    file: str
    digest: str
    rows: tuple[SentRow, ...] = ()


@checked
@frozen(kw_only=True, repr=False)
class ReceivedRow:
    """One row of a return that was filled in.

    Attributes:
        kind: the kind of record.
        id: its id.
        cells: for each cell that was filled in, by the name of its column, a digest of what it said. By these the same
            answers are known if they come again.
        entries: the ids of the entries that were made of it. Once none of them is there any more, since they were
            undone, the answers are new again.
    """

    kind: Literal["action", "measure"]
    id: Id
    cells: Mapping[str, str] = EMPTY
    entries: tuple[Id, ...] = ()


@checked
@frozen(kw_only=True, repr=False)
class Queried:
    """A cell that was asked about before a file was taken in.

    Attributes:
        cell: the cell, such as ``Actions!F12``.
        question: what was asked.
        note: the answer; None if it was only confirmed.
    """

    cell: str
    question: str
    note: str | None = None


@checked
@frozen(kw_only=True, repr=False)
class CellLeftOut:
    """A cell that was not taken in.

    Attributes:
        cell: the cell.
        why: what was wrong with it.
    """

    cell: str
    why: str


@checked
@frozen(kw_only=True, repr=False)
class ReturnReceived:
    """A return that came back.

    Attributes:
        name: the name of the return; None if that is not known.
        received: the day on which it was taken in.
        by: the id of the body that it reports for.
        commit: the full name of the commit that was checked out then; None outside git.
        file: the name of the file.
        digest: the SHA-256 of its bytes.
        rows: the rows that were filled in.
        queried: the cells that were asked about.
        left_out: the cells that were not taken in.
    """

    name: Id | None = None
    received: date
    by: BodyId
    commit: str | None = None
    file: str
    digest: str
    rows: tuple[ReceivedRow, ...] = ()
    queried: tuple[Queried, ...] = ()
    left_out: tuple[CellLeftOut, ...] = ()


@checked
@frozen(kw_only=True, repr=False)
class ImportedFile:
    """A file from which a plan was taken over.

    Attributes:
        name: its name.
        digest: the SHA-256 of its bytes.
    """

    name: str
    digest: str


@checked
@frozen(kw_only=True, repr=False)
class ImportedRow:
    """The rows of one action in a file.

    Attributes:
        id: the id of the action.
        cell: the cell of its reference or its title, such as ``Actions!A5``.
        digests: a digest of what it says in each column, with which a later version is compared:
            ``title=23dd7ebb due=8a51c04e``; the name is that of the field, or of the key under ``extra``.
        kept: whether the file no longer had it, and somebody answered that it stays in the plan.
    """

    id: Id
    cell: str
    digests: str
    kept: bool = False


@checked
@frozen(kw_only=True, repr=False)
class MadeFile:
    """A file of the plan that was made.

    Attributes:
        path: its path in the plan's folder.
        digest: the SHA-256 of its bytes, by which it is seen whether somebody has changed it since.
    """

    path: str
    digest: str


@checked
@frozen(kw_only=True, repr=False)
class AddedEntry:
    """An entry that was added to an action.

    Attributes:
        action: the id of the action.
        entry: the id of the entry.
        digest: a digest of the entry, by which it is seen whether somebody has changed it since.
    """

    action: Id
    entry: Id
    digest: str


@checked
@frozen(kw_only=True, repr=False)
class Imported:
    """Files of tables from which a plan was built, or brought up to date.

    Attributes:
        imported: the day on which they were taken in.
        by: the id of the body that reports what they say; None for none.
        commit: the full name of the commit that was checked out then; None outside git.
        sheet_date: the day that they describe.
        headings: how many cells were headings.
        placed: how many cells have a field in the plan.
        extra: how many cells went to fields of the plan's own.
        empty: how many cells say nothing.
        not_read: how many cells of our own export are not read back: other records, and what is worked out.
        number: which import into the plan it is, from 1.
        files: the files.
        mapping: how they were read, with the keys of a mapping file.
        queried: the cells that were asked about, and the actions that were no longer in the file.
        left_out: the cells that were not taken in.
        made: the files that were made.
        added: the entries that were added.
        rows: their rows, by action.
    """

    imported: date
    by: BodyId | None = None
    commit: str | None = None
    sheet_date: date
    headings: int
    placed: int
    extra: int
    empty: int
    not_read: int = 0
    number: int = 1
    files: tuple[ImportedFile, ...]
    mapping: Mapping[str, Any] = EMPTY
    queried: tuple[Queried, ...] = ()
    left_out: tuple[CellLeftOut, ...] = ()
    made: tuple[MadeFile, ...] = ()
    added: tuple[AddedEntry, ...] = ()
    rows: tuple[ImportedRow, ...] = ()


RECEIPT_KINDS: Final[Mapping[str, Any]] = {
    "return-sent": ReturnSent,
    "return-received": ReturnReceived,
    "import": Imported,
}
"""The class of each kind of receipt, by the word with which its file begins."""
