"""The text of a file of updates, whatever its encoding; files of other formats are recognised by their contents."""

import re

from attrs import evolve

from actionplan.model.problem import Location, problem
from actionplan.sheets.csv_text import encoding_of
from actionplan.storage.toml import Unreadable, decode, read_bytes

EXCEL_MENU = "Save as, CSV UTF-8 (Comma delimited)"
"""The menu entry in Excel."""

_SAVE_AS_CSV = f"save it as CSV UTF-8 ({EXCEL_MENU})"
_COPY_TABLE = f"copy its table into a spreadsheet, and save that as CSV UTF-8 ({EXCEL_MENU})"
_WRITE_UPDATES = "write each update as a row of a table, or as an [[update]] block of TOML"
_EXPECTED = "a table as text (.csv, .tsv, .txt), or TOML with [[update]] blocks"

_WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".numbers")
_WORKBOOK = "a workbook", _SAVE_AS_CSV
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
"""The first bytes of new office documents, which are ZIP files, and of old ones."""

_INSIDE_OFFICE_FILES = {
    b"xl/": _WORKBOOK,
    b"opendocument.spreadsheet": _WORKBOOK,
    b"word/": ("a Word document", _COPY_TABLE),
    b"ppt/": ("a presentation", _COPY_TABLE),
    b"opendocument.text": ("a text document of LibreOffice", _COPY_TABLE),
    "WordDocument".encode("utf-16-le"): ("a Word document", _COPY_TABLE),
    "__substg1.0".encode("utf-16-le"): ("an e-mail of Outlook", _COPY_TABLE),
}
"""What only one kind of office document contains. Names of the files in a ZIP file are not compressed."""

_FIRST_BYTES = {
    b"%PDF": ("a PDF file", _COPY_TABLE),
    b"{\\rtf": ("a rich text document", _COPY_TABLE),
    b"\x89PNG": ("a picture", ""),
    b"\xff\xd8\xff": ("a picture", ""),
}
_FIRST_WORDS = tuple(
    (re.compile(pattern, re.IGNORECASE), name_and_fix)
    for pattern, name_and_fix in {
        r"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype html|html|table|head|body|meta|div|p)\b": (
            "a web page (HTML)",
            _COPY_TABLE,
        ),
        r"<\?xml|<\w+[ >]": ("an XML file", _SAVE_AS_CSV),
        r"\{|\[\s*\{": ("a JSON file", _WRITE_UPDATES),
        r"BEGIN:VCALENDAR": ("a calendar file", _WRITE_UPDATES),
        r"BEGIN:VCARD": ("a file of contacts", _WRITE_UPDATES),
        r"---[ \t]*\n|- \w+:|\w+:[ \t]*\n[ \t]*- ": ("a YAML file", _WRITE_UPDATES),
        r"\|.*\|[ \t]*\n[ \t]*\|[-:| ]+\|": ("a table in Markdown", _COPY_TABLE),
        r"(?:(?:from|to|subject|date|received|return-path|delivered-to|mime-version|x-[\w-]+): .*\n){2}": (
            "an e-mail",
            _COPY_TABLE,
        ),
    }.items()
)
"""The beginnings of text files of other formats."""

_BEGINNING = 4000
"""How many characters of a file show its format."""

_TOML = re.compile(r"\s*\[\[\s*update\s*\]\]")


def text_of_round(path: str) -> str:
    """Return the text of a file of updates: in UTF-8, or in UTF-16 with or without a byte-order mark.

    Raises:
        Unreadable: the file cannot be read, or it is of a format that is not read; the message names it.
    """
    data = read_bytes(path)
    if name_and_fix := _format_of_bytes(path, data):
        raise _refused(path, *name_and_fix)
    text = _decoded(path, data)
    if "\0" in text:
        raise _refused(path, "not text", "")
    beginning = text[:_BEGINNING].lstrip()
    for first_words, name_and_fix in _FIRST_WORDS:
        if first_words.match(beginning):
            raise _refused(path, *name_and_fix)
    return text


def is_toml(path: str, text: str) -> bool:
    """Return whether a text is TOML rather than a table: its contents decide, and only then the file's name."""
    lines = (line for line in text.splitlines() if line.strip())
    first = next((line for line in lines if not line.lstrip().startswith("#")), "")
    if _TOML.match(first):
        return True
    is_table = re.search("[,;\t]", first) and not re.search(r"[=\[#]", first)
    return path.lower().endswith(".toml") and not is_table


def _format_of_bytes(path: str, data: bytes) -> tuple[str, str] | None:
    """Return what a file of another format is called and what to do; None if it may be text."""
    is_workbook = path.lower().endswith(_WORKBOOKS)
    if data.startswith((_ZIP, _OLE)):
        known = (name_and_fix for inside, name_and_fix in _INSIDE_OFFICE_FILES.items() if inside in data)
        return next(known, _WORKBOOK if is_workbook or data.startswith(_OLE) else ("a ZIP file", "unpack it first"))
    if is_workbook and not data[:1].isspace() and not data.startswith(b"<"):
        return _WORKBOOK
    return next((name_and_fix for beginning, name_and_fix in _FIRST_BYTES.items() if data.startswith(beginning)), None)


def _refused(path: str, name: str, fix: str) -> Unreadable:
    return Unreadable(problem("E130", f"this is {name}", Location(path=path), expected=_EXPECTED, fix=fix))


def _decoded(path: str, data: bytes) -> str:
    if encoding := encoding_of(data):
        try:
            return data.decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError:
            pass  # `decode` says what is wrong
    try:
        return decode(path, data)
    except Unreadable as error:
        raise Unreadable(evolve(error.problem, fix=f"in Excel: {EXCEL_MENU}")) from error
