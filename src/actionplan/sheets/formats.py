"""Which format a file of tables has, by its contents and not by its name, and why others are not read."""

import io
import re
import zipfile
import zlib
from typing import Final

from actionplan.sheets.unreadable import UnreadableFile

MOST_BYTES: Final = 50_000_000
"""The size of the largest file that is read."""

_MOST_UNPACKED: Final = 400_000_000
_MOST_PARTS: Final = 5_000
_MOST_RATIO: Final = 200
"""How many times larger than its packed bytes a part may be, once it is larger than `_SMALL`."""

_SMALL: Final = 20_000_000
_MOST_WHOLE: Final = 40_000_000
"""The size of the largest part of XML that is read as a whole, which takes some ten times as much memory."""

_ROW_BY_ROW: Final = re.compile(r"xl/worksheets/[^/]+\.xml|content\.xml")
"""The parts that are read row by row, so that they may be larger."""

_SAVE_AS_XLSX: Final = "Open it in Excel, choose File > Save As > Excel Workbook (*.xlsx), and use the new file"
_SAVE_AS_DOCX: Final = "Open it in Word, choose File > Save As > Word Document (*.docx), and use the new file"
_COPY: Final = (
    "Ask for the Word or Excel file that it was made from, or copy its table into a spreadsheet and save that"
)
_DAMAGED: Final = (
    "it is damaged or was not downloaded completely. Ask for it again, or open it in Excel and save it again"
)

_PROTECTED: Final = (
    "it has a password. Open it in Excel, choose File > Info > Protect Workbook > Encrypt with Password, remove the "
    "password, and save it; in Word it is Protect Document"
)
_PROLOGUE: Final = 65_536
"""Bytes of a part in which its first element begins."""

_PLAIN_START: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*+"
    rb"(?:<\?xml\s(?:(?!encoding)[^>])*+(?:encoding\s*=\s*[\"'](?i:utf-8|us-ascii|iso-8859-1)[\"'][^>]*+)?>)?"
    rb"(?>\s|<!--.*?-->|<\?.*?\?>)*+<[A-Za-z_]",
    re.DOTALL,
)
"""The start of a part in a usual encoding: its declaration, comments, and the first element."""


HARMFUL: Final = (
    "it declares entities or a rare encoding, which no office program does: it may be made to do harm. Do not open it, "
    "and ask its sender about it"
)
_OLE: Final = b"\xd0\xcf\x11\xe0"
_OLD: Final = {
    "EncryptedPackage": _PROTECTED,
    "WordDocument": f"it is a document of an old Word (.doc). {_SAVE_AS_DOCX}",
    "__substg1.0": f"it is an e-mail of Outlook. {_COPY}",
    "PowerPoint Document": f"it is a presentation. {_COPY}",
    "": f"it is a workbook of an old Excel (.xls). {_SAVE_AS_XLSX}",
}
"""What files of the format OLE contain, and why each is not read; the last is true of any other."""

_PARTS: Final = {"xlsx": re.compile(r"xl/workbook\d*\.xml"), "docx": re.compile(r"word/document\d*\.xml")}
_MIMETYPE: Final = "application/vnd.oasis.opendocument.spreadsheet"
_OTHER_PARTS: Final = {
    "xl/workbook.bin": f"it is a binary workbook (.xlsb). {_SAVE_AS_XLSX}",
    "ppt/": f"it is a presentation. {_COPY}",
    "Index/": "it is a document of Numbers or Pages. Export it to Excel (File > Export To), and use that file",
    "content.xml": "it is a document of LibreOffice that is no spreadsheet. Save it as Word Document (.docx)",
    "": "it is a ZIP file, or no workbook that is known. Unpack it, and use the file in it",
}

_FIRST_BYTES: Final = {
    b"%PDF": f"it is a PDF file. {_COPY}",
    b"{\\rtf": f"it is a rich text document. {_SAVE_AS_DOCX}",
    b"\x89PNG": f"it is a picture. {_COPY}",
    b"\xff\xd8\xff": f"it is a picture. {_COPY}",
    b"\x1f\x8b": "it is packed (gzip). Unpack it, and use the file in it",
}
_WEB_PAGE: Final = re.compile(
    rb"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype html|html|table|head|body|meta|div|p)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML: Final = re.compile(rb"<\?xml|<\w+[ :>]")


def format_of(data: bytes) -> str:
    """Return the format of a file: "xlsx", "ods", "docx" or "csv".

    Raises:
        UnreadableFile: it is of another format, has a password, is damaged, or is too large to be read.
    """
    start = data[:4000].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start and not data[4000:].strip():
        raise UnreadableFile("it is empty. Perhaps it was not saved, or not downloaded completely")
    if len(data) > MOST_BYTES:
        raise UnreadableFile(too_large(f"it has {len(data) / 1e6:.0f} MB, and at most {MOST_BYTES // 10**6} are read"))
    if data.startswith(_OLE):
        raise UnreadableFile(next(why for inside, why in _OLD.items() if inside.encode("utf-16-le") in data))
    if data.startswith(b"PK"):
        return _packed(data)
    for beginning, why in _FIRST_BYTES.items():
        if data.startswith(beginning):
            raise UnreadableFile(why)
    if _WEB_PAGE.match(start):
        raise UnreadableFile(f"it is a web page (HTML), whatever its name says. {_SAVE_AS_XLSX}")
    if _XML.match(start):
        raise UnreadableFile(f"it is an XML file. If Excel opens it: {_SAVE_AS_XLSX.lower().replace('excel', 'Excel')}")
    return "csv"


def too_large(why: str) -> str:
    """Return why a file is not read, with what to do about its size."""
    return (
        f"{why}. Delete pictures, and the empty rows and columns after the table (select them, and choose Delete), or "
        "copy the table into a new workbook"
    )


def _packed(data: bytes) -> str:
    """Return the format of a ZIP file, after checks of what it would unpack to."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            _check_sizes(parts)
            names = [part.filename for part in parts]
            if any(part.flag_bits & 1 for part in parts):
                raise UnreadableFile("it is a ZIP file with a password. Unpack it, and use the file in it")
            _check_entities(archive, parts)
            if "mimetype" in names and archive.read("mimetype").decode("ascii", "replace").strip() == _MIMETYPE:
                if b"encryption-data" in archive.read("META-INF/manifest.xml"):
                    raise UnreadableFile(_PROTECTED.partition(".")[0] + ". Open it, and save it without the password")
                return "ods"
            for found, main_part in _PARTS.items():
                if any(map(main_part.fullmatch, names)):
                    return found
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, RuntimeError, ValueError) as error:
        raise UnreadableFile(_DAMAGED) from error
    raise UnreadableFile(
        next(why for part, why in _OTHER_PARTS.items() if any(each.startswith(part) for each in names))
    )


def _check_sizes(parts: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > _MOST_PARTS:
        raise UnreadableFile(too_large(f"it is made of {len(parts):,} files, and at most {_MOST_PARTS:,} are read"))
    if unpacked > _MOST_UNPACKED or any(
        part.file_size > max(_SMALL, _MOST_RATIO * part.compress_size) for part in parts
    ):
        raise UnreadableFile(too_large(f"it would unpack to {unpacked / 1e6:,.0f} MB, out of proportion to its size"))
    for part in parts:
        is_whole = part.filename.endswith((".xml", ".rels")) and not _ROW_BY_ROW.fullmatch(part.filename)
        if is_whole and part.file_size > _MOST_WHOLE:
            size = f"{part.file_size / 1e6:,.0f} MB, and at most {_MOST_WHOLE // 10**6} are read"
            raise UnreadableFile(too_large(f"its part {part.filename} would unpack to {size}"))


def _check_entities(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """Refuse parts that declare entities, as traps do and office programs never, or that could hide such declarations.

    Declarations come before the first element, and could be hidden by an encoding that has other bytes for them.
    """
    for part in parts:
        if part.filename.endswith((".xml", ".rels")) and not part.filename.startswith("customXml/"):
            with archive.open(part) as file:
                start = file.read(_PROLOGUE)
            if start.strip() and not _PLAIN_START.match(start):
                raise UnreadableFile(HARMFUL)
