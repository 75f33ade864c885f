"""Write a table as CSV."""

import csv
from io import StringIO

from actionplan.sheets.cell_text import neutral
from actionplan.sheets.workbook import Table, cell_text


def write_csv(table: Table) -> bytes:
    """Return a table as the bytes of a CSV file, with its headings in the first row.

    It begins with a byte order mark, without which Excel would take letters beyond ASCII for others.

    Args:
        table: the table.
    """
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(neutral(column.heading) for column in table.columns)
    for row in table.rows:
        writer.writerow(neutral(value) if isinstance(value, str) else cell_text(value) for value in row)
    return text.getvalue().encode("utf-8-sig")
