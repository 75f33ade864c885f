"""Files that are no tables, damaged or made to do harm: each is refused with what to do, or read without harm."""

import io
import random
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from actionplan.sheets import UnreadableFile, read
from actionplan.sheets.reading import read_here
from tables.sheets.documents import ACROSS_PAGES
from tables.sheets.systems import LETTERS
from tables.sheets.trackers import COLOUR_ONLY_RAG
from tables.sheets.word import document, p, tbl, tc, tr
from zip_files import changed, zipped

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def workbook(write: Any = None) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("Actions")
        sheet.write_string("A1", "Ref")
        if write:
            write(sheet)
    return file.getvalue()


def sheet_of(rows: str, after: str = "") -> bytes:
    """Return a workbook with the XML of the rows of its sheet."""
    xml = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'
    return changed(workbook(), xl__worksheets__sheet1_xml=xml)


def texts(data: bytes) -> dict[tuple[int, int], str]:
    return {(cell.row, cell.column): cell.text for cell in read_here(data, "f").sheets[0].cells}


ENTITIES = '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;&b;&b;">]>'


@pytest.mark.parametrize(
    ("data", "why", "fix"),
    [
        (b"", "it is empty", "not saved"),
        (b"\xef\xbb\xbf \r\n", "it is empty", "not saved"),
        (b"%PDF-1.7 ...", "it is a PDF file", "Ask for the Word or Excel file"),
        (b"\x89PNG\r\n\x1a\n...", "it is a picture", "copy its table"),
        (b"{\\rtf1 ...", "it is a rich text document", "File > Save As > Word Document"),
        (b"\x1f\x8b...", "it is packed (gzip)", "Unpack it"),
        (b"<html><table><tr><td>1.1</td></tr></table></html>", "it is a web page", "Save As > Excel Workbook"),
        (b'<?xml version="1.0"?><Workbook/>', "it is an XML file", "save as > Excel workbook"),
        (b"\x00\x01\x02" * 400, "it is no text", "Ask for the Excel or Word file"),
        (OLE, "it is a workbook of an old Excel (.xls)", "File > Save As > Excel Workbook"),
        (OLE + "WordDocument".encode("utf-16-le"), "it is a document of an old Word (.doc)", "Word Document (*.docx)"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "it has a password", "File > Info > Protect Workbook"),
        (zipped(plan_xlsx=b"PK"), "it is a ZIP file", "Unpack it"),
        (zipped(xl__workbook_bin=b"x"), "it is a binary workbook (.xlsb)", "Save As > Excel Workbook"),
        (zipped(Index__Document_iwa=b"x"), "it is a document of Numbers", "Export it to Excel"),
        (zipped(ppt__presentation_xml=b"<p/>"), "it is a presentation", "Ask for the Word or Excel file"),
        (workbook()[:-400], "it is damaged", "Ask for it again"),
        (workbook()[:900], "it is damaged", "Ask for it again"),
        (b"Ref,Title\n1.1,\"never closed\n1.2,b\n", "line 2 cannot be read", "Put the closing quote"),
        (b'Ref,Title\n1.1,"a" b\n', "line 2 cannot be read", "Write quotes within a text twice"),
        (document(p("")), "it has no table", "Convert Text to Table"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_named_with_what_to_do(data, why, fix):
    with pytest.raises(UnreadableFile) as refused:
        read_here(data, "f")
    assert str(refused.value).startswith(why)
    assert fix in str(refused.value)


@pytest.mark.parametrize(
    "data",
    [
        changed(workbook(), xl__sharedStrings_xml=f'<?xml version="1.0"?>{ENTITIES}<sst xmlns="{MAIN}"/>'),
        changed(ACROSS_PAGES.make(), word__document_xml=f"{ENTITIES}<document/>"),
        changed(LETTERS.make(), content_xml=f"{ENTITIES}<document/>"),
    ],
)
def test_entities_are_refused(data):
    with pytest.raises(UnreadableFile, match="declares entities"):
        read_here(data, "f")


@pytest.mark.parametrize(
    ("original", "part"),
    [
        (workbook(), "xl__sharedStrings_xml"),
        (ACROSS_PAGES.make(), "word__document_xml"),
        (LETTERS.make(), "content_xml"),
    ],
)
@pytest.mark.parametrize(
    "xml",
    [
        f"<!-- {'x' * 9_000} --><?x y?>{ENTITIES}<a>&c;</a>".encode(),
        f"<!-- {'x' * 90_000} -->{ENTITIES}<a>&c;</a>".encode(),
        f"{ENTITIES}<a>&c;</a>".encode("utf-16"),
        b'<?xml version="1.0" encoding="cp037"?>' + f"{ENTITIES}<a>&c;</a>".encode("cp037"),
    ],
)  # fmt: skip
def test_entities_are_refused_wherever_they_hide(original, part, xml):
    with pytest.raises(UnreadableFile, match="declares entities"):
        read_here(changed(original, **{part: xml}), "f")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (changed(workbook(), xl__media__bomb_xml=bytes(30_000_000)), "would unpack to 30 MB"),
        (zipped(**{f"part{number}": b"" for number in range(5_001)}), "5,001 files"),
        (b"Ref,Title\n" * 5_000_001, "it has 50 MB"),
    ],
)
def test_what_is_too_large_is_refused_before_it_is_in_memory(data, why):
    with pytest.raises(UnreadableFile, match=f"{why}.*Delete pictures"):
        read_here(data, "f")


def test_a_long_text_in_many_cells_is_refused():
    strings = f'<sst xmlns="{MAIN}"><si><t>{"x" * 30_000}</t></si></sst>'
    cells = '<row><c t="s"><v>0</v></c></row>' * 1_001
    with pytest.raises(UnreadableFile, match="more than 30 million characters"):
        read_here(changed(sheet_of(cells), xl__sharedStrings_xml=strings), "f")


WITHOUT_A_LIMIT = """
import sys
from pathlib import Path
from actionplan.sheets import UnreadableFile
from actionplan.sheets.reading import read_here

for path in map(Path, sys.argv[1:]):
    try:
        print(path.name, "was read:", len(read_here(path.read_bytes(), "f").sheets[0].cells), "cells")
    except UnreadableFile as error:
        print(path.name, error)
status = Path("/proc/self/status").read_text().split()
print(int(status[status.index("VmHWM:") + 1]) // 1024)
"""
"""Reads files in one process without a limit of memory, and prints what becomes of each, and the peak in MB."""


def ods_row(cells: str) -> bytes:
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    table = f'<table:table table:name="A"><table:table-row>{cells}</table:table-row></table:table>'
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    return changed(LETTERS.make(), content_xml=f"<office:document-content {names}>{body}</office:document-content>")


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells the peak in this way")
def test_memory_is_bounded_where_the_system_has_no_limit(tmp_path):
    """As on macOS and Windows: sizes are checked before, and counted while a file is read."""
    merged = "".join(f'<mergeCell ref="A{number}:C{number}"/>' for number in range(1, 220_000))
    long = "".join(f"<si><t>{number:x}{'y' * 90}</t></si>" for number in range(400_000))
    files = {
        "long row": (sheet_of(f'<row r="1">{"<c><v>1</v></c>" * 150_000}</row>'), "has too many parts"),
        "deep cell": (sheet_of(f'<row r="1"><c>{"<v>" * 220_000}{"</v>" * 220_000}</c></row>'), "has too many parts"),
        "merged": (sheet_of('<row r="1"/>', f"<mergeCells>{merged}</mergeCells>"), "has too many parts"),
        "ods row": (ods_row("<table:table-cell/>" * 250_000), "has too many parts"),
        "strings": (changed(workbook(), xl__sharedStrings_xml=f"<sst>{long}</sst>"), "at most 40 are read"),
        "lines": (b"Ref,Title\n" + b"\n" * 9_000_000, "more than 1,048,576 lines"),
    }
    for name, (data, _) in files.items():
        (tmp_path / name).write_bytes(data)
    ran = subprocess.run(
        [sys.executable, "-c", WITHOUT_A_LIMIT, *(str(tmp_path / name) for name in files)],
        check=True,
        capture_output=True,
        text=True,
    )
    *said, peak = ran.stdout.splitlines()
    assert [why in line for line, (_, why) in zip(said, files.values(), strict=True)] == [True] * len(files), said
    assert int(peak) < 500


def test_cells_far_apart_are_two_cells():
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    merged = '<mergeCells><mergeCell ref="A2:XFD1048575"/></mergeCells>'
    hidden = '<cols><col min="2" max="16383" hidden="1"/></cols>'
    assert texts(sheet_of(far, merged + hidden)) == {(1, 1): "1", (1_048_576, 16_384): "2"}


def test_empty_rows_are_no_cells():
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>' + "".join(
        f'<row r="{number}" ht="15" hidden="1"/>' for number in range(2, 1_048_577)
    )
    sheet = read_here(sheet_of(rows), "f").sheets[0]
    assert ([cell.text for cell in sheet.cells], sheet.hidden_rows) == (["1"], frozenset())


def test_macros_links_and_formulas_are_noted_and_never_run():
    data = changed(
        workbook(lambda sheet: sheet.write_formula("B2", "=[other.xlsx]A!A1", None, 7)),
        xl__vbaProject_bin=b"macro",
        xl__externalLinks__externalLink1_xml=b"<x/>",
    )
    book = read_here(data, "f")
    assert [(cell.text, cell.formula) for cell in book.sheets[0].cells] == [("Ref", False), ("7", True)]
    assert [note.split(",")[0] for note in book.notes] == [
        "Its macros were not run and not read.",
        "It has links to other files",
    ]


def test_a_formula_without_a_value_is_a_cell_with_a_note():
    book = read_here(sheet_of('<row r="3"><c r="B3"><f>1+1</f></c><c r="C3" t="str"><f>""</f><v></v></c></row>'), "f")
    assert [(cell.value, cell.formula) for cell in book.sheets[0].cells] == [(None, True), (None, True)]
    assert book.notes == ("Formulas without a value: Actions!B3. Open the file in Excel, save it, and use it then.",)


def test_words_under_merged_cells_are_noted():
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
    book = read_here(sheet_of(rows, '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'), "f")
    assert [cell.text for cell in book.sheets[0].cells] == ["1"]
    assert book.notes == ("Words under merged cells, which nobody sees, were left out: Actions!B1.",)


def test_an_encrypted_workbook_of_libreoffice_has_a_password():
    data = changed(LETTERS.make(), **{"META-INF__manifest_xml": "<manifest><encryption-data/></manifest>"})
    with pytest.raises(UnreadableFile, match=r"it has a password. Open it, and save it without"):
        read_here(data, "f")


def test_tables_within_tables_without_end_end_the_other_process_only():
    nested = tbl(tr("x"))
    for _ in range(3_000):
        nested = tbl(tr(tc(nested)))
    with pytest.raises(UnreadableFile, match=r"^f: it could not be read: it needs more memory"):
        read(document(nested), "f")


@pytest.mark.parametrize("layout", [COLOUR_ONLY_RAG, LETTERS, ACROSS_PAGES], ids=lambda layout: layout.name)
def test_damage_anywhere_is_refused_or_read_and_never_a_fault_of_ours(layout):
    """Bytes of the parts are changed, since the packing has a checksum that would find every change outside them."""
    original, chance = layout.make(), random.Random(7)
    with zipfile.ZipFile(io.BytesIO(original)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".rels"))}
    for _ in range(60):
        name = chance.choice(sorted(parts))
        part = bytearray(parts[name])
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(part))
            part[at : at + chance.randint(0, 9)] = chance.choice((b"", b"<", b'"', b"9", b"-1", b"\xff", b"/>"))
        try:
            read_here(changed(original, **{name.replace("/", "__"): bytes(part)}), "f")
        except UnreadableFile:
            continue
