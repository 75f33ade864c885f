"""``actionplan report``: papers about a plan, whole ones as golden files, and what each of their sentences rests on."""

import json
import os
import re
import shutil
import sys
import textwrap
from html import escape

import html5lib
import pytest

from conftest import ACTION, AREA, PLAN, REPOSITORY
from pdf_tools import info_of, letters_of, run, text_of

KINDS = ("highlight", "board", "scrutiny", "stocktake", "public", "paper")
DAY = ("--as-at", "2026-01-15")
MEETINGS = '[[meetings]]\nbody = "board"\non = 2024-11-07\n[[meetings]]\nbody = "board"\non = 2024-12-05\n'
CLAUSE = '[[clauses]]\nid = "a"\ntext = "Act"\n'
SPLIT = 'title = "Act"\nareas = ["PA1"]\nowner = "hcc"\ndue = 2025-06-30\n'


@pytest.fixture
def northshire(tmp_path):
    shutil.copytree(REPOSITORY / "examples" / "northshire-send", tmp_path / "northshire")
    return str(tmp_path / "northshire")


@pytest.mark.parametrize("kind", KINDS)
def test_whole_papers(actionplan, golden, northshire, tmp_path, kind):
    file = tmp_path / "paper.md"
    ran = actionplan("report", kind, northshire, *DAY, "-o", str(file))
    assert (ran.code, ran.out.splitlines()[0]) == (0, f"Written: {file}")
    golden(f"report-{kind}-northshire.md", file.read_text(encoding="utf-8"))


def test_without_a_file_it_is_shown(actionplan, golden, northshire):
    golden("report-highlight-northshire.txt", actionplan("report", "highlight", northshire, *DAY).out)


def test_one_run_writes_several_forms_and_the_same_bytes_again(actionplan, northshire, tmp_path):
    files = [tmp_path / f"paper{ending}" for ending in (".html", ".pdf", ".md", ".json")]
    names = [part for file in files for part in ("-o", str(file))]
    assert actionplan("report", "board", northshire, *DAY, *names).code == 0
    first = [file.read_bytes() for file in files]
    assert actionplan("report", "board", northshire, *DAY, *names).code == 0
    assert [file.read_bytes() for file in files] == first
    assert sorted(os.listdir(tmp_path)) == ["northshire", "paper.html", "paper.json", "paper.md", "paper.pdf"]


def words_of_page(file):
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return "".join(parser.parse(file.read_text(encoding="utf-8")).find("body/main").itertext())


def words_of_pdf(file):
    """Return the words on the pages of a file, without the line at the foot of each."""
    written = file.read_bytes()
    pages = int(re.findall(r"Pages: +(\d+)", info_of(written))[0])
    return "".join(text_of(written, page).rstrip().rpartition("\n")[0] for page in range(1, pages + 1))


def texts_in(value):
    """Yield every text of a paper's JSON that can be seen: no names of blocks, numbers of lists, hidden captions."""
    if isinstance(value, str):
        yield value
    parts = value
    if isinstance(value, dict):
        hidden = {"block", "label", "alt"} | ({"caption"} if value.get("note", "") is None else set())
        parts = [part for name, part in value.items() if name not in hidden]
    for each in parts if isinstance(parts, list) else ():
        yield from texts_in(each)


@pytest.mark.parametrize("kind", KINDS)
def test_every_text_of_its_json_is_on_the_page_and_on_paper(actionplan, northshire, tmp_path, kind):
    names = [part for ending in ("html", "pdf", "json") for part in ("-o", str(tmp_path / f"paper.{ending}"))]
    actionplan("report", kind, northshire, *DAY, *names)
    page, paper = words_of_page(tmp_path / "paper.html"), words_of_pdf(tmp_path / "paper.pdf")
    blocks = json.loads((tmp_path / "paper.json").read_text(encoding="utf-8"))["blocks"]
    for text in texts_in(blocks):
        assert letters_of(text) in letters_of(page)
        assert letters_of(text) in letters_of(paper)
    pictures = [block for block in blocks if block["block"] == "picture"]
    shown = (tmp_path / "paper.html").read_text(encoding="utf-8")
    assert (kind in {"board", "stocktake", "scrutiny", "public"}) == bool(pictures)
    for picture in pictures:
        assert f'role="img" aria-label="{escape(picture["alt"])}"' in shown


def test_the_head_names_the_board_its_meetings_and_the_marking(actionplan, make_plan):
    plan = make_plan({"plan.toml": textwrap.dedent(PLAN) + MEETINGS})
    shown = actionplan("report", "highlight", plan, "--as-at", "2024-12-01", "--marking", "OFFICIAL").out
    assert shown.startswith("OFFICIAL\nHighlight report for the Improvement Board, 5 Dec 2024\nA plan\n")
    assert "Last meeting    7 Nov 2024" in shown
    said = " ".join(shown.split())
    assert "0 of 1 action is finished, the only one still open is overdue, and no owner has reported." in said
    early = actionplan("report", "highlight", plan, "--as-at", "2024-06-01").out
    assert "0 of 1 action is finished and the only one still open is not overdue." in " ".join(early.split())
    assert "| No owner has ever reported. What follows is the plan as agreed, not its progress." in said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("report", "higlight"), 'there is no kind of report "higlight": did you mean "highlight"?'),
        (("report", "board", "-o", "pack.xyz"), '"pack.xyz" does not say which form it is to have: end it in .html'),
        (("report", "board", "--logo", "crest.gif"), '"crest.gif" is no logo'),
        (("report", "board", "--logo", "crest.png"), "a logo needs words for people who do not see it"),
    ],
)
def test_what_cannot_be_understood_is_explained(actionplan, make_plan, monkeypatch, typed, said):
    monkeypatch.chdir(make_plan({"areas/PA1.toml": AREA}))
    ran = actionplan(*typed)
    assert ran.code == 2
    assert said in " ".join(ran.err.split())


def test_a_file_that_cannot_be_written_is_named_and_the_old_one_stays(actionplan, make_plan, tmp_path):
    ran = actionplan(
        "report", "board", make_plan({"actions/1.1.toml": ACTION}), "-o", str(tmp_path / "no" / "pack.html")
    )
    assert (ran.code, "pack.html" in ran.err) == (2, True)


def test_an_unreadable_file_is_named_and_the_paper_says_that_it_is_partial(actionplan, make_plan, tmp_path):
    plan = make_plan({"actions/1.1.toml": ACTION, "actions/1.2.toml": "title = "})
    ran = actionplan("report", "highlight", plan, "-o", str(tmp_path / "paper.html"))
    assert (ran.code, "1.2.toml" in ran.err) == (2, True)
    assert "could not be read" in (tmp_path / "paper.html").read_text(encoding="utf-8")


def test_a_sheet_about_one_action(actionplan, golden, northshire, tmp_path):
    file = tmp_path / "action.md"
    assert actionplan("report", "action", "1.3", northshire, *DAY, "-o", str(file)).code == 0
    golden("report-action-northshire.md", file.read_text(encoding="utf-8"))


def test_a_sheet_needs_an_action(actionplan, make_plan):
    ran = actionplan("report", "action")
    needed = "a sheet about one action needs its id: actionplan report action ID"
    assert (ran.code, needed in " ".join(ran.err.split())) == (2, True)
    ran = actionplan("report", "action", "1.11", make_plan())
    assert (ran.code, '"1.11"' in ran.err) == (2, True)


def test_a_committee_paper_has_its_appendices_in_files_beside_it(actionplan, make_plan, tmp_path):
    actionplan("report", "paper", make_plan(), "-o", str(tmp_path / "paper.md"))
    said = (tmp_path / "paper.md").read_text(encoding="utf-8")
    assert "- **Appendix A** The full pack, with all actions" in said
    assert "Appendix A: Board pack" in (tmp_path / "paper-appendix-a.md").read_text(encoding="utf-8")


def test_a_paper_is_about_one_plan(actionplan, make_plan, tmp_path):
    make_plan(name="one")
    make_plan(name="two")
    ran = actionplan("report", "board", tmp_path)
    assert (ran.code, "a paper is about one plan, and here are several" in " ".join(ran.err.split())) == (2, True)


def test_a_correction_is_above_what_it_corrects_in_a_sheet(actionplan, make_plan):
    history = '[[status]]\non = 2024-06-01\nid = "aa"\nby = "hcc"\nprogress = 90\nnote = "Nearly done"\n'
    history += '[[status]]\non = 2024-06-03\nid = "bb"\nby = "hcc"\ncorrects = "aa"\nprogress = 9\nreason = "A slip"\n'
    shown = actionplan("report", "action", "1.1", make_plan({"actions/1.1.toml": ACTION + history})).out
    assert "corrected above" in " ".join(shown.split())
    assert shown.index("A slip") < shown.index("Nearly done")
    assert "entry aa" not in shown


def test_the_findings_of_an_area_are_its_own(actionplan, make_plan):
    """Areas are listed by kind, and not in the order of their files."""
    files = {
        "areas/A1.toml": 'title = "Waits"\nkind = "improvement"\n[[findings]]\nid = "a"\ntext = "Long waits"\n',
        "areas/B1.toml": 'title = "Data"\nkind = "priority-action"\n[[findings]]\nid = "a"\ntext = "No data"\n',
    }
    shown = actionplan("report", "public", make_plan(files)).out
    assert shown.index("B1  Data") < shown.index("Inspectors found: No data") < shown.index("A1  Waits")
    assert shown.index("A1  Waits") < shown.index("Inspectors found: Long waits")


def test_all_findings_of_an_area_are_listed(actionplan, make_plan):
    findings = '[[findings]]\nid = "a"\ntext = "Long waits"\n[[findings]]\nid = "b"\ntext = "No data"\n'
    files = {"areas/A1.toml": 'title = "Waits"\nkind = "improvement"\n' + findings}
    assert "Inspectors found:\n- Long waits\n- No data\n" in actionplan("report", "public", make_plan(files)).out


@pytest.mark.parametrize(
    ("due", "said"),
    [
        ("due = 2025-09-01", "Due next Act. (due 1 Sep 2025, no owner named)"),
        ("", "What is next No open action has a due date on record."),
        ('[[status]]\non = 2024-05-01\nstate = "complete"', "What is next No action is open on 1 Jun 2024."),
    ],
)
def test_what_is_next_is_next_by_date_however_far(actionplan, make_plan, due, said):
    plan = make_plan({"actions/1.1.toml": f'title = "Act"\nareas = ["PA1"]\n{due}\n'})
    assert said in " ".join(actionplan("report", "public", plan, "--as-at", "2024-06-01").out.split())


def test_families_read_of_carried_resolutions_only(actionplan, make_plan):
    motion = 'title = "{0}"\nbody = "hcc"\non = 2024-05-01\noutcome = "{1}"\nreport_every = "month"\n' + CLAUSE
    files = {f"resolutions/{name}.toml": motion.format(name, name) for name in ("carried", "lost")}
    said = " ".join(actionplan("report", "public", make_plan(files), "--as-at", "2024-07-01").out.split())
    told = said.partition("What councillors voted for ")[2]
    assert told.startswith("carried. Carried on 1 May 2024. 1 clause: 1 without an action on record. A report on its")
    assert "was due on 1 Jun 2024 and is 30 days late." in told
    assert "lost" not in told


def test_what_was_split_is_named_apart_from_the_count(actionplan, make_plan):
    plan = make_plan({"actions/1.1.toml": SPLIT})
    split = ("split", "1.1", "1.1a=One", "1.1b=Two", "--by", "hcc", "--on", "2024-05-01")
    assert actionplan(*split, "--reason", "Two do it", "--yes", "--plan", plan).code == 0
    said = " ".join(actionplan("report", "paper", plan, "--as-at", "2024-06-01").out.split())
    assert "0 of 2 actions are finished" in said
    assert "It has 2 actions. 1 more was split or joined; what is in its place is counted." in said
    said = " ".join(actionplan("report", "board", plan, "--as-at", "2024-06-01").out.split())
    assert "2 actions, and 1 that was split or joined" in said


def test_a_committee_paper_marks_what_only_its_author_knows(actionplan, make_plan, tmp_path):
    actionplan("report", "paper", make_plan(), "-o", str(tmp_path / "paper.md"))
    said = (tmp_path / "paper.md").read_text(encoding="utf-8")
    for gap in ("Wards affected", "the options, with doing nothing", "unpublished papers that this one relies on"):
        assert f"> **To be written by the author:** {gap}" in said
    assert r"| Equalities | \[to be written by the author\] | \[name of the office, and date\] |" in said


def test_without_the_library_of_one_form_no_file_is_written(actionplan, make_plan, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    names = [part for ending in ("html", "pdf") for part in ("-o", str(tmp_path / f"paper.{ending}"))]
    ran = actionplan("report", "board", make_plan({"actions/1.1.toml": ACTION}), *names)
    assert (ran.code, 'pip install "actionplan[pdf]"' in ran.err) == (2, True)
    assert not list(tmp_path.glob("paper.*"))


def test_a_logo_that_is_no_picture_is_refused(actionplan, make_plan, tmp_path):
    (tmp_path / "crest.png").write_bytes(b"\x89PNG\r\n\x1a\nGIF89a")
    typed = ("--logo", str(tmp_path / "crest.png"), "--logo-alt", "Crest", "-o", str(tmp_path / "paper.pdf"))
    ran = actionplan("report", "board", make_plan({"actions/1.1.toml": ACTION}), *typed)
    assert ran.code == 2
    said = " ".join(ran.err.split())
    assert said.startswith("Error: the PDF cannot be made: failed to decode image")
    assert said.endswith("; give a logo that other programs can open")


def test_the_highlight_report_of_the_example_is_one_page_with_some_of_it_free(actionplan, northshire, tmp_path):
    actionplan("report", "highlight", northshire, *DAY, "-o", str(tmp_path / "paper.pdf"))
    written = (tmp_path / "paper.pdf").read_bytes()
    assert "Pages:           1" in info_of(written)
    words = re.findall(r'yMax="([0-9.]+)">([^<]+)<', run("pdftotext", "-bbox", "-", "-", given=written))
    foot = ["Position", "as", "at", "15", "Jan", "2026", "Page", "1", "of", "1"]
    assert sorted(word for low, word in words if float(low) > 0.92 * 842) == sorted(foot)


@pytest.mark.parametrize(
    ("history", "said"),
    [
        ([("2024-06-05", "complete")], "Finished on 5 Jun 2024, 5 days after its date."),
        ([("2024-05-31", "complete")], "Finished on 31 May 2024, in time."),
        (
            [("2024-06-05", "complete"), ("2024-06-10", "verified")],
            "Finished on 5 Jun 2024, 5 days after its date, verified on 10 Jun 2024.",
        ),
        ([("2024-05-02", "cancelled")], "Cancelled."),
    ],
)
def test_a_sheet_says_when_its_action_was_finished_and_when_verified(history, said, make_plan, actionplan):
    entries = "".join(f'\n[[status]]\non = {day}\nby = "hcc"\nstate = "{state}"\n' for day, state in history)
    action = f'title = "Recruit"\nareas = ["PA1"]\nowner = "hcc"\ndue = 2024-05-31\n{entries}'
    shown = actionplan("report", "action", "1.1", make_plan({"actions/1.1.toml": action})).out
    assert said in " ".join(shown.split())


def test_a_sheet_counts_from_the_date_first_promised_too(make_plan, actionplan):
    moved = '\n[[status]]\non = 2024-05-01\nby = "hcc"\ndue = 2024-07-31\nreason = "No staff"\n'
    done = '\n[[status]]\non = 2024-08-05\nby = "hcc"\nstate = "complete"\n'
    action = f'title = "Recruit"\nareas = ["PA1"]\nowner = "hcc"\ndue = 2024-05-31\n{moved}{done}'
    plan = make_plan({"actions/1.1.toml": action})
    shown = " ".join(actionplan("report", "action", "1.1", plan).out.split())
    assert "Finished on 5 Aug 2024, 5 days after its date, 66 days after 31 May 2024, the date first promised." in shown


def test_a_paper_of_a_plan_without_a_board_is_for_a_meeting(actionplan, make_plan):
    shown = actionplan("report", "highlight", make_plan()).out
    assert "The meeting is asked to\n" in shown
    assert "The board" not in shown


def test_what_is_overdue_in_an_area_is_of_those_with_a_date(actionplan, make_plan, tmp_path):
    undated = ACTION.replace("    due = 2024-09-30\n", "")
    plan = make_plan({"actions/1.1.toml": ACTION, "actions/1.2.toml": undated, "areas/PA1.toml": AREA})
    actionplan("report", "highlight", plan, "--as-at", "2024-09-01", "-o", str(tmp_path / "paper.md"))
    assert "| Not rated | 0 of 2 | none of 1 with a date |" in (tmp_path / "paper.md").read_text(encoding="utf-8")
