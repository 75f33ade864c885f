"""Whole papers in Word: every text and figure of the JSON is in the file, and LibreOffice shows them with tags."""

import json
import re
import shutil
import subprocess

import pytest

from conftest import REPOSITORY
from word_files import W, paragraphs, part, pictures, words

DAY = ("--as-at", "2026-01-15")


@pytest.fixture
def northshire(tmp_path):
    shutil.copytree(REPOSITORY / "examples" / "northshire-send", tmp_path / "northshire")
    return str(tmp_path / "northshire")


def texts_in(value):
    """Yield every text of a paper's JSON in order, but names of blocks, and numbers of lists, which Word writes."""
    if isinstance(value, str):
        yield value
    names = {"block", "label"} if isinstance(value, dict) and value.get("block") == "item" else {"block"}
    parts = [part for name, part in value.items() if name not in names] if isinstance(value, dict) else value
    for each in parts if isinstance(parts, list) else ():
        yield from texts_in(each)


def without_blanks(text):
    return "".join(text.split())


def made(actionplan, kind, plan, folder, *more):
    """Return the bytes of a paper in Word, and its blocks in JSON."""
    names = [part for ending in ("docx", "json") for part in ("-o", str(folder / f"paper.{ending}"))]
    assert actionplan("report", kind, plan, *DAY, *names, *more, "--yes").code == 0
    blocks = json.loads((folder / "paper.json").read_text(encoding="utf-8"))["blocks"]
    return (folder / "paper.docx").read_bytes(), blocks


@pytest.mark.parametrize("kind", ["highlight", "board", "scrutiny", "stocktake", "public", "paper"])
def test_every_text_and_figure_of_its_json_is_in_the_file(actionplan, northshire, tmp_path, kind):
    data, blocks = made(actionplan, kind, northshire, tmp_path)
    whole = without_blanks(words(part(data)))
    captions = {each.get(f"{W}val") for each in part(data).iter(f"{W}tblCaption")}
    missing = [text for text in texts_in(blocks) if without_blanks(text) not in whole and text not in captions]
    assert missing == []


def test_headings_are_in_the_order_of_the_paper_under_one_title(actionplan, northshire, tmp_path):
    data, blocks = made(actionplan, "board", northshire, tmp_path)
    headings = [(name, text) for name, text in paragraphs(data) if name.startswith("heading")]
    expected = [("heading 1", blocks[0]["title"])] + [
        (f"heading {each['level']}", f"{each['label']} {each['text']}".strip())
        for each in blocks
        if each["block"] == "heading"
    ]
    assert headings == expected
    assert len(headings) > 8


def test_every_table_has_a_head_and_every_sign_a_word(actionplan, northshire, tmp_path):
    data, blocks = made(actionplan, "board", northshire, tmp_path)
    tables = list(part(data).iter(f"{W}tbl"))
    assert all(each.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None for each in tables)
    assert all(each.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val") for each in tables)
    assert len(tables) > 8
    described = [block["alt"] for block in blocks if block["block"] == "picture"]
    assert [each.alt for each in pictures(data) if not each.is_decorative] == described
    assert len(described) > 5
    signed = [each for each in part(data).iter(f"{W}tc") if each.find(f".//{W}drawing") is not None]
    assert len(signed) > 100
    assert all(words(each) for each in signed)


def test_a_marking_is_in_the_header_and_one_run_gives_the_same_bytes_again(actionplan, northshire, tmp_path):
    data, _ = made(actionplan, "highlight", northshire, tmp_path, "--marking", "OFFICIAL")
    assert "".join(part(data, "word/header1.xml").itertext()) == "OFFICIAL"
    assert made(actionplan, "highlight", northshire, tmp_path, "--marking", "OFFICIAL")[0] == data


def test_a_house_style_is_taken_from_a_file(actionplan, northshire, tmp_path):
    own, _ = made(actionplan, "highlight", northshire, tmp_path)
    (tmp_path / "house.docx").write_bytes(own)
    again, _ = made(actionplan, "highlight", northshire, tmp_path, "--template", str(tmp_path / "house.docx"))
    assert paragraphs(again) == paragraphs(own)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("-o", "x.docx", "--template", "none.docx"), "none.docx"),
        (("-o", "x.docx", "--template", "plan.toml"), "the template is no Word file, or damaged: choose one that ends"),
        (("-o", "x.html", "--template", "plan.toml"), "--template is for Word files: add -o FILE.docx"),
        (("--template", "plan.toml"), "--template is for Word files: add -o FILE.docx"),
    ],
)
def test_a_template_that_cannot_be_used_is_named_and_nothing_is_written(
    actionplan, make_plan, monkeypatch, typed, said
):
    folder = make_plan()
    monkeypatch.chdir(folder)
    ran = actionplan("report", "highlight", "-o", "paper.md", *typed)
    assert ran.code == 2
    assert said in " ".join(ran.err.split())
    assert not (folder / "paper.md").exists()


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout


def test_libreoffice_shows_the_board_pack_with_its_headings_figures_and_tags(actionplan, northshire, tmp_path):
    _, blocks = made(actionplan, "board", northshire, tmp_path)
    form = 'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"}}'
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    run("soffice", "--headless", profile, "--convert-to", form, "--outdir", str(tmp_path), f"{tmp_path}/paper.docx")
    shown = without_blanks(run("pdftotext", "-layout", f"{tmp_path}/paper.pdf", "-"))
    for each in blocks:
        if each["block"] in {"title_block", "heading"}:
            assert without_blanks(each.get("title") or f"{each['label']}{each['text']}") in shown
    figures = [
        f"{each['number']}{each['of']}" for block in blocks if block["block"] == "counts" for each in block["counts"]
    ]
    assert all(without_blanks(figure) in shown for figure in figures)
    assert len(figures) == 4
    tree = run("pdfinfo", "-struct", f"{tmp_path}/paper.pdf")
    assert len(re.findall(r"^ *H1\b", tree, re.MULTILINE)) == 1
    assert len(re.findall(r"^ *TH\b", tree, re.MULTILINE)) > 20
    about = dict(line.split(":", 1) for line in run("pdfinfo", f"{tmp_path}/paper.pdf").splitlines())
    title = f"{blocks[0]['title']}: {blocks[0]['kicker']}"
    assert [about[name].strip() for name in ("Title", "Tagged")] == [title, "yes"]
    assert about["Page size"].endswith("(A4)")


def test_a_highlight_report_is_one_page_of_word_and_pdf_on_any_day_with_some_of_it_free(actionplan, tmp_path):
    """On days with much to say it has fewer rows, and says how many it leaves out."""
    for plan in ("examples/northshire-send", "plans/hertfordshire-send"):
        for day in ("2024-04-15", "2025-05-15", "2025-09-15", "2026-01-15", "2026-11-29"):
            stem = tmp_path / f"{plan.rpartition('/')[2]}-{day}"
            files = [part for ending in ("docx", "pdf", "md") for part in ("-o", f"{stem}.{ending}")]
            assert actionplan("report", "highlight", REPOSITORY / plan, "--as-at", day, *files).code == 0
    made = sorted(tmp_path.glob("*.docx"))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    run("soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path / "word"), *map(str, made))
    shown = [*tmp_path.glob("*.pdf"), *(tmp_path / "word").glob("*.pdf")]
    assert len(shown) == 20
    for file in shown:
        assert "Pages:           1\n" in run("pdfinfo", str(file)), file
        lows = map(float, re.findall(r'yMax="([0-9.]+)"', run("pdftotext", "-bbox", str(file), "-")))
        assert max(low for low in lows if low < FOOT) < 0.94 * 842, file
    busy = (tmp_path / "northshire-send-2026-01-15.md").read_text(encoding="utf-8")
    assert "3 of 6; the rest are in the board pack" in busy


FOOT = 800.0
"""Where the line at the foot of a page begins, in points from its top."""
