"""The same page in other forms: Word, PDF, a web page of one file, spreadsheets, Markdown, and its command's JSON."""

from typing import Final

from attrs import evolve
from flask import Response, abort

from actionplan.model.view import Portfolio
from actionplan.report.document import titled
from actionplan.report.made_from import made_from_lines
from actionplan.report.titles import title_block, title_words
from actionplan.report.writers.files import file_bytes
from actionplan.web.asked import Asked, with_query
from actionplan.web.page import Page

_WORDS: Final = {
    "html": "Web page of one file",
    "docx": "Word",
    "pdf": "PDF",
    "csv": "CSV, for spreadsheets",
    "xlsx": "Workbook of the plan",
    "md": "Markdown",
    "json": "JSON, for programs",
}
FORMS: Final = tuple(_WORDS)
"""The endings of the forms in which a page can be had."""

_TYPES: Final = {
    "html": "text/html",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "md": "text/markdown",
    "json": "application/json",
}


def forms_of(page: Page, asked: Asked) -> list[tuple[str, str]]:
    """Return the words and the address of each form in which a page can be had."""
    return [
        (words, with_query(asked.path, {**_limits(asked), "form": form}))
        for form, words in _WORDS.items()
        if _is_there(form, page)
    ]


def _is_there(form: str, page: Page) -> bool:
    """Return whether a page can be had in a form."""
    if form == "json":
        return page.json is not None
    return bool(page.table) if form in ("csv", "xlsx") else page.is_printed


def _limits(asked: Asked) -> dict[str, list[str]]:
    return {name: list(values) for name, values in asked.typed.items() if name != "form" and any(values)}


def in_form(form: str, page: Page, asked: Asked) -> Response:
    """Return a page in another form, as a file to keep.

    Raises:
        NotInstalled: a library for the form is not there.
    """
    if not _is_there(form, page):
        abort(404)
    name = "-".join(part for part in asked.path.split("/") if part) or "plans"
    some = "-filtered" if form == "csv" and page.form is not None and page.form.removable else ""
    headers = {"Content-Disposition": f'attachment; filename="{name}{some}-{asked.as_at.isoformat()}.{form}"'}
    return Response(_made(form, page, asked), mimetype=_TYPES[form], headers=headers)


def _made(form: str, page: Page, asked: Asked) -> str | bytes:
    if form == "json":
        assert page.json is not None
        return page.json()
    if form in ("csv", "xlsx"):
        return _sheets(form, page, asked)
    blocks = titled(page.document, "")
    return file_bytes(form, blocks, title_words(title_block(blocks)))


def _sheets(form: str, page: Page, asked: Asked) -> bytes:
    """Return the records of a page as CSV, or the whole plan as a workbook."""
    from actionplan.report.workbook.book import tables_of, workbook_of
    from actionplan.sheets.csv_writer import write_csv
    from actionplan.sheets.xlsx_writer import write_xlsx

    view = Portfolio(plans=(asked.plan,)).at(asked.as_at, asked.known_at)
    if form == "xlsx":
        return write_xlsx(workbook_of(view, made_from_lines(asked.record)))
    table = tables_of(view, [page.table])[page.table]
    rows = table.rows if page.ids is None else tuple(row for row in table.rows if row[0] in page.ids)
    return write_csv(evolve(table, rows=rows))
