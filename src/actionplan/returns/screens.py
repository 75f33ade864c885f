"""What the commands about returns say: what was made, the receipt of what came back, and who has not answered."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from actionplan.model.bodies import Body
from actionplan.model.ids import Id
from actionplan.model.records import Plan
from actionplan.model.suggest import listed
from actionplan.model.text import body_name, count, day_text, days_text, in_words, numbered_title
from actionplan.report.document import GAP, Document, Heading, Item, Items, Paragraph
from actionplan.returns.cells import short_text
from actionplan.returns.chase import Owed
from actionplan.returns.columns import TABLES, RowKind
from actionplan.returns.compared import CellFate
from actionplan.returns.contents import nobody_asked
from actionplan.returns.instructions import rows_text
from actionplan.returns.received import RowTaken, Taken
from actionplan.returns.send import MadeReturn

_HEADINGS = {(kind, column.key): column.heading for kind, columns in TABLES.items() for column in columns}


def sent_document(made: Sequence[MadeReturn], plan: Plan, folder: str, day: date) -> Document:
    """Return what was made, and about which open actions nobody is asked.

    Args:
        made: the returns.
        plan: the plan.
        folder: the folder of the workbooks; empty where they are not in one that the user chose.
        day: the day that they show.
    """
    if not made:
        yield Paragraph("No open action and no measure has this owner, so no workbook was made.")
    else:
        wanted = day_text(made[0].asked.wanted)
        where = f" in {folder}" if folder else ""
        yield Paragraph(f"{count(len(made), 'workbook')}{where}, wanted back by {wanted}:")
        yield Items(
            tuple(
                Item(f"{each.receipt.file}: {each.asked.owner_name}, {_rows(each)} (return {each.asked.name})")
                for each in made
            ),
            indent=2,
            hang=2,
        )
    if alone := nobody_asked(plan, day):
        names = listed((numbered_title(each) for each in alone), most=5)
        yield Paragraph(f"Nobody is asked about {count(len(alone), 'open action')} without an owner: {names}.")


def _rows(made: MadeReturn) -> str:
    lead = f"{made.asked.lead}, " if made.asked.lead else ""
    return lead + rows_text([row.sent for row in made.asked.rows])


def receipt_document(returns: Sequence[Taken], plan: Plan) -> Document:
    """Return what becomes of each cell that was filled in, as sent, as returned and as the plan is now.

    Args:
        returns: the returns.
        plan: the plan.
    """
    for one in returns:
        yield Heading(f"{one.answers.file}: {_of(one, plan.bodies)}", 2)
        yield Paragraph(f"{_numbers(one)} Answers are as at {day_text(one.on)}.")
        yield from (_row(row) for row in one.rows)
        if one.absent:
            absent = listed(one.absent, most=5)
            yield Paragraph(
                f"Sent and not in this file, so nothing is recorded for {count(len(one.absent), 'row')}: {absent}."
            )
        yield from (Paragraph(remark) for remark in one.answers.remarks)
        if one.receipt is not None:
            yield from (Paragraph(f"Left out: {each.cell}: {each.why}") for each in one.receipt.left_out)
        yield GAP


def _of(one: Taken, bodies: Mapping[Id, Body]) -> str:
    name = f"return {one.answers.name}" if one.answers.name else "a return without a name"
    return f"{name} of {body_name(bodies, one.by)}"


def _numbers(one: Taken) -> str:
    fates = Counter(cell.fate for row in one.rows for cell in row.fates)
    said = "; ".join(f"{number} {fate}" for fate, number in fates.items())
    filled = f"{count(fates.total(), 'cell')} in {count(len(one.rows), 'row')} filled in, {one.blank} blank"
    return f"{filled}: {said}." if said else f"{filled}."


def _row(row: RowTaken) -> Items:
    since = (f"{row.since}.",) if row.since else ()
    under = (*since, *(_cell(row.kind, cell) for cell in row.fates))
    return Items((Item(row.title, under=under),), indent=2, hang=2, under=2, under_hang=2)


def _cell(kind: RowKind, cell: CellFate) -> str:
    if cell.sent is not None and cell.sent != cell.now:
        record = f" (when sent {cell.sent}, now {cell.now})"
    else:
        record = f" (on record {cell.now})" if cell.now else ""
    return f"{cell.place} {_HEADINGS[kind, cell.field]}: “{short_text(cell.returned)}”{record}: {cell.fate}"


def chase_document(owed: Sequence[Owed], today: date) -> Document:
    """Return who has not answered, and who has.

    Args:
        owed: the last return of each owner.
        today: today's date.
    """
    if not owed:
        yield Paragraph("No return is on record: actionplan returns send makes them.")
        return
    silent = [each for each in owed if each.unanswered]
    done = [each for each in owed if not each.unanswered]
    yield Paragraph(f"{len(silent)} of {count(len(owed), 'return')} still to be answered as at {day_text(today)}.")
    for each in silent:
        yield Items(
            (Item(f"{each.name}: {_wanted(each)}; {_back(each)}", under=each.unanswered),),
            indent=2,
            hang=2,
            under=2,
            under_hang=2,
        )
    if done:
        yield Paragraph(f"Answered in full: {in_words(each.name for each in done)}.")


def _wanted(owed: Owed) -> str:
    wanted = f"wanted by {day_text(owed.sent.wanted)}"
    return f"{wanted}, overdue by {days_text(owed.days_overdue)}" if owed.days_overdue else wanted


def _back(owed: Owed) -> str:
    if not owed.received:
        return f"nothing has come back, {count(owed.rows, 'row')} asked"
    missing = f"{len(owed.unanswered)} of {count(owed.rows, 'row')} without a word"
    return f"came back on {in_words(map(day_text, owed.received))}, {missing}"
