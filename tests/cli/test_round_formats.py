"""The format of a round: recognised by its contents, read if it is clearly a table or TOML, and otherwise named."""

import io
import zipfile

import pytest

from conftest import ACTION

TABLE = "Ref\tComments\n1.1\tThe café has opened\n"
TOML = '# October\n\n[[update]]\naction = "1.1"\nnote = "The café has opened"\n'


@pytest.fixture
def update(actionplan, make_plan, tmp_path):
    plan = make_plan({"actions/1.1.toml": ACTION})

    def run(name, content, *options):
        path = tmp_path / name
        path.write_bytes(content)
        ran = actionplan("update", "--from", path, "--by", "icb", "--plan", plan, *options)
        return ran, (plan / "actions/1.1.toml").read_text(encoding="utf-8").partition("[[status]]")[2]

    return run


def zipped(*names):
    with io.BytesIO() as file:
        with zipfile.ZipFile(file, "w") as archive:
            for name in names:
                archive.writestr(name, "application/vnd.oasis.opendocument.text" if name == "mimetype" else "<x/>")
        return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("round.txt", TABLE.encode()),
        ("round.tsv", TABLE.encode()),
        ("round", TABLE.replace("\t", ";").encode()),
        ("round.toml", TABLE.replace("\t", ",").encode()),
        ("unicode-text.txt", TABLE.encode("utf-16")),
        ("no-mark.csv", TABLE.encode("utf-16-le")),
        ("other-bytes-first.csv", TABLE.encode("utf-16-be")),
        ("four-bytes.csv", TABLE.encode("utf-32")),
        ("old-mac.csv", TABLE.replace("\n", "\r").encode()),
        ("separator.csv", b"sep=|\r\n" + TABLE.replace("\t", "|").replace("\n", "\r\n").encode()),
        ("titled.csv", b"Updates for November\t\n\t\n" + TABLE.encode()),
        ("toml.txt", TOML.encode()),
        ("toml.csv", TOML.encode("utf-16")),
    ],
)
def test_the_wrong_file_format_is_no_matter_where_the_contents_are_clear(update, name, content):
    ran, history = update(name, content)
    assert (ran.code, ran.err) == (0, "")
    assert 'note = "The café has opened"' in history


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("a.csv", zipped("[Content_Types].xml", "xl/workbook.xml"), "a workbook"),
        ("a.docx", zipped("[Content_Types].xml", "word/document.xml"), "a Word document"),
        ("a.csv", zipped("mimetype"), "a text document of LibreOffice"),
        ("a.csv", zipped("photo.jpg"), "a ZIP file"),
        ("a.doc", b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"), "a Word document"),
        ("a.msg", b"\xd0\xcf\x11\xe0" + "__substg1.0_0037".encode("utf-16-le"), "an e-mail of Outlook"),
        ("a.html", b"<!DOCTYPE html>\n<table><tr><td>Ref</td></tr></table>", "a web page (HTML)"),
        ("a.xls", b"\n<table><tr><td>Ref</td></tr></table>", "a web page (HTML)"),
        ("a.csv", b'<?xml version="1.0"?>\n<Workbook>', "an XML file"),
        ("a.json", b'[{"action": "1.1"}]', "a JSON file"),
        ("a.csv", b'{"update": []}', "a JSON file"),
        ("a.ics", b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "a calendar file"),
        ("a.vcf", b"BEGIN:VCARD\r\n", "a file of contacts"),
        ("a.yaml", b"updates:\n  - action: 1.1\n", "a YAML file"),
        ("a.md", b"| Ref | Comments |\n|-----|----------|\n| 1.1 | x |\n", "a table in Markdown"),
        ("a.eml", b"From: a@icb.example\nTo: b@hcc.example\nSubject: October\n\nRef\n", "an e-mail"),
        ("a.pdf", b"%PDF-1.7\n\xff\xfe", "a PDF file"),
        ("a.rtf", b"{\\rtf1 Ref}", "a rich text document"),
        ("a.csv", b"\x89PNG\r\n", "a picture"),
        ("a.csv", b"Ref\x00\x01\x02,Comments\n" * 3, "not text"),
    ],
)
def test_another_format_is_named(update, name, content, what):
    ran, history = update(name, content)
    assert (ran.code, history) == (2, "")
    assert f"{name}:1:1: E130 this is {what}\n" in ran.err
    assert "expected: a table as text (.csv, .tsv, .txt), or TOML with [[update]] blocks" in " ".join(ran.err.split())


@pytest.mark.parametrize("text", ["Dear all,\n\nAction 1.1 goes well.\n", "Ref     Comments\n1.1     Begun\n"])
def test_a_text_without_columns_is_no_table(update, text):
    ran, _ = update("letter.txt", text.encode())
    assert ran.code == 1
    assert "E102 there is no column of the actions' ids: headings are expected in the first line" in ran.err


def test_a_table_of_too_many_columns_is_refused_at_once(update):
    ran, _ = update("wide.csv", b"Ref," + b"x," * 600 + b"y\n")
    assert (ran.code, "E001 there are 602 headings, and at most 500 are read" in ran.err) == (2, True)


def test_options_about_columns_are_for_tables(update, actionplan):
    ran, _ = update("a.toml", TOML.encode(), "--ignore-column", "Theme")
    assert (ran.code, "is TOML, which has no columns to name" in " ".join(ran.err.split())) == (2, True)
    ran = actionplan("update", "1.1", "--state", "complete", "--ignore-column", "Theme")
    assert (ran.code, "about the file of --from" in " ".join(ran.err.split())) == (2, True)


def test_an_apostrophe_that_keeps_a_text_from_being_a_formula_is_no_part_of_it(update):
    ran, history = update("round.csv", b"Ref,Comments\n1.1,'=1+1 is wrong\n")
    assert (ran.code, ran.err) == (0, "")
    assert 'note = "=1+1 is wrong"' in history
