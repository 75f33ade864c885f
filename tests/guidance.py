"""The essential points of the government's checklist for spreadsheets, each checked in a finished workbook.

https://analysisfunction.civilservice.gov.uk/policy-store/making-spreadsheets-accessible-a-brief-checklist-of-the-basics/
"""

from typing import Any


def breaches(book: Any) -> list[str]:
    """Return every breach of the guidance in a workbook that openpyxl has read."""
    found = [f"{sheet.title}: {breach}" for sheet in book for breach in _of_sheet(sheet)]
    names, titles = [sheet.title.casefold() for sheet in book], [sheet["A1"].value for sheet in book]
    tables = [name for sheet in book for name in sheet.tables]
    found += ["two worksheets have one name"] if len({*names}) < len(names) else []
    found += ["two worksheets have one title"] if len({*titles}) < len(titles) else []
    found += ["two tables have one name"] if len({*tables}) < len(tables) else []
    found += ["it has no title or no language"] if not (book.properties.title and book.properties.language) else []
    found += ["it does not open at the first worksheet"] if book.active is not book.worksheets[0] else []
    found += [] if names[:3] == ["cover", "contents", "notes"] else ["it has no cover, contents or notes"]
    linked = {str(cell.value).casefold() for row in book["Contents"].iter_rows() for cell in row if cell.hyperlink}
    found += ["the contents do not lead to all worksheets"] if linked != {*names} - {"cover", "contents"} else []
    return found


def _of_sheet(sheet: Any) -> list[str]:
    cells = [cell for row in sheet.iter_rows() for cell in row]
    filled = [cell for cell in cells if cell.value is not None]
    points = {
        "no title in A1": not sheet["A1"].value or not sheet["A1"].font.b,
        "merged cells": bool(sheet.merged_cells.ranges),
        "a filter": bool(sheet.auto_filter.ref) or any(table.autoFilter for table in sheet.tables.values()),
        "frozen panes": sheet.freeze_panes is not None,
        "a hidden worksheet, row or column": sheet.sheet_state != "visible"
        or any(each.hidden for each in (*sheet.row_dimensions.values(), *sheet.column_dimensions.values())),
        "a picture or a chart": bool(sheet._images or sheet._charts),
        "a header or footer": any(
            part.text for part in (sheet.oddHeader.left, sheet.oddHeader.center, sheet.oddFooter.center)
        ),
        "a fill": any(cell.fill.fill_type for cell in cells),
        "small letters": any((cell.font.sz or 0) < 12 for cell in filled),
        "superscript": any(cell.font.vertAlign for cell in filled),
        "a formula": any(cell.data_type == "f" for cell in cells),
        "the cursor is not in A1": sheet.sheet_view.selection[0].activeCell != "A1",
        "more than one table": len(sheet.tables) > 1,
    }
    return [breach for breach, is_so in points.items() if is_so] + _of_table(sheet)


def _of_table(sheet: Any) -> list[str]:
    if not sheet.tables:
        return [] if sheet.max_column == 1 else ["a table that is not marked as one"]
    [table] = sheet.tables.values()
    first, *rows = sheet[table.ref]
    headings = [cell.value for cell in first]
    above = [cell.value for [cell] in sheet.iter_rows(max_row=first[0].row - 1, max_col=1)]
    inside = [cell for row in (first, *rows) for cell in row]
    points = {
        "a table that does not begin in column A": first[0].column != 1,
        "something beside or below the table": (rows[-1][-1].row, rows[-1][-1].column)
        != (sheet.max_row, sheet.max_column),
        "a blank row above the table": None in above,
        "headings that are empty or the same": len({*headings}) < len(headings) or None in headings,
        "an empty cell": any(cell.value in (None, "") for cell in inside),
        "text that is not wrapped": not all(cell.alignment.wrap_text for cell in inside),
    }
    return [breach for breach, is_so in points.items() if is_so]
