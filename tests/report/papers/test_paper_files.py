"""What ``actionplan report`` reads and writes besides a plan, and what it says of a plan while it makes a paper."""

import pytest

from actionplan.cli import console
from actionplan.report import made_from
from conftest import ACTION, AREA, PLAN, dedented
from repositories import made_empty

unpatched = made_from.record_words
MEETING = '[[meetings]]\nbody = "board"\non = 2024-11-07\n'


@pytest.fixture
def plan(make_plan, monkeypatch):
    root = make_plan({"actions/1.1.toml": ACTION})
    monkeypatch.chdir(root)
    return root


def words(text):
    return " ".join(text.split())


def test_a_word_file_that_is_there_is_replaced_only_if_that_is_confirmed(actionplan, plan):
    file = plan / "pack.docx"
    file.write_bytes(b"finished by hand")
    ran = actionplan("report", "highlight", "-o", "pack.docx", "-o", "pack.md")
    assert (ran.code, ran.out) == (1, "")
    assert "pack.docx is there already. Whatever somebody wrote into it would be lost." in words(ran.err)
    assert "Nothing was written. Name another file, or to replace it, add: --yes" in words(ran.err)
    assert (file.read_bytes(), (plan / "pack.md").exists()) == (b"finished by hand", False)
    assert actionplan("report", "highlight", "-o", "pack.docx", "--yes").code == 0
    assert file.read_bytes().startswith(b"PK")
    assert actionplan("report", "highlight", "-o", "pack.docx").code == 0  # it is what is written now


@pytest.mark.parametrize("is_replaced", [True, False])
def test_on_a_terminal_it_is_asked(actionplan, plan, monkeypatch, is_replaced):
    (plan / "pack.docx").write_bytes(b"finished by hand")
    monkeypatch.setattr(console, "is_terminal", lambda: True)
    monkeypatch.setattr("click.confirm", lambda text, default: is_replaced if text == "Replace it?" else default)
    assert actionplan("report", "highlight", "-o", "pack.docx").code == (0 if is_replaced else 1)
    assert ((plan / "pack.docx").read_bytes() != b"finished by hand") == is_replaced


def test_other_forms_are_replaced(actionplan, plan):
    (plan / "page.md").write_text("old", encoding="utf-8")
    assert actionplan("report", "highlight", "-o", "page.md").code == 0
    assert (plan / "page.md").read_text(encoding="utf-8") != "old"


def test_a_paper_never_replaces_its_template(actionplan, plan):
    assert actionplan("report", "highlight", "-o", "house.docx").code == 0
    before = (plan / "house.docx").read_bytes()
    ran = actionplan("report", "board", "--template", "house.docx", "-o", "./house.docx", "--yes")
    assert (ran.code, '"./house.docx" is what the paper is made with' in words(ran.err)) == (2, True)
    assert (plan / "house.docx").read_bytes() == before


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("-o", "h.doc"), '"h.doc" does not say which form it is to have: did you mean ".docx"?'),
        (("-o", "a.md", "-o", "no/h.md"), 'there is no folder "no" for no/h.md: make it first'),
        (("--logo-alt", "A crest"), "--logo-alt describes a logo, and there is none: add --logo FILE"),
        (("--logo", "no.png", "--logo-alt", "A crest"), '--logo: there is no file "no.png"'),
        (("--template", "no.dotx", "-o", "a.docx"), '--template: there is no file "no.dotx"'),
        (("--since", "2025-02-01", "--as-at", "2025-01-01"), "--since 1 Feb 2025 is after 1 Jan 2025"),
        (("--since", "2025-02-01", "--last", "board"), "--since and --last both say"),
        (("--for", "cabinet"), "To add a body: actionplan new body ID"),
    ],
)
def test_what_cannot_be_done_is_found_before_anything_is_written(actionplan, plan, typed, said):
    ran = actionplan("report", "highlight", *typed)
    assert (ran.code, list(plan.glob("*.md"))) == (2, [])
    assert said in words(ran.err)


@pytest.mark.parametrize("name", ["crest.svg", "crest.png", "crest.jpg"])
@pytest.mark.parametrize("ending", ["html", "docx", "pdf"])
def test_a_text_is_no_logo_whatever_its_name(actionplan, plan, name, ending):
    (plan / name).write_text("County Council", encoding="utf-8")
    ran = actionplan("report", "highlight", "--logo", name, "--logo-alt", "A crest", "-o", f"paper.{ending}")
    assert (ran.code, f'"{name}" is no picture in ' in words(ran.err)) == (2, True)


def test_who_stops_it_between_two_files_reads_which_are_not_written(actionplan, plan, monkeypatch):
    from actionplan.cli import output

    write = output.write_file

    def until_the_second(path: str, data: bytes) -> None:
        if path == "b.md":
            raise KeyboardInterrupt
        write(path, data)

    monkeypatch.setattr(output, "write_file", until_the_second)
    ran = actionplan("report", "highlight", "-o", "a.md", "-o", "b.md", "-o", "c.md")
    assert "Written: a.md" in ran.out
    assert "Not written: b.md, c.md" in ran.err


def test_errors_of_the_plan_are_counted_on_the_screen_and_in_the_paper(actionplan, make_plan):
    plan = make_plan({"actions/1.1.toml": ACTION.replace("hcc", "nobody")})
    ran = actionplan("report", "highlight", plan)
    assert (ran.code, words(ran.err)) == (0, f"1 error in the plan: actionplan check {plan}")
    assert "The plan has errors. A check of the plan finds 1 error; what rests on" in words(ran.out)


def test_a_plan_without_errors_is_silent(actionplan, plan):
    ran = actionplan("report", "highlight")
    assert (ran.err, "has errors" in ran.out) == ("", False)


def test_a_body_that_has_not_met_is_named(actionplan, make_plan):
    plan = make_plan({"plan.toml": dedented(PLAN) + MEETING})
    ran = actionplan("report", "highlight", plan, "--last", "hcc")
    assert "before" in words(ran.err)
    assert "is on record, so changes are listed since the plan was agreed" in words(ran.err)
    assert actionplan("report", "highlight", plan, "--last", "board").err == ""


def test_outlines_that_are_not_committed_are_no_part_of_the_commit(actionplan, tmp_path, monkeypatch):
    monkeypatch.setattr(made_from, "record_words", unpatched)
    (tmp_path / "repository").mkdir()
    repository = made_empty(tmp_path / "repository")
    repository.write({"plan.toml": PLAN, "areas/PA1.toml": AREA, "actions/1.1.toml": ACTION})
    repository.commit()

    def said(kind: str) -> str:
        return words(actionplan("report", kind, repository.plan).out)

    assert "changed since" not in said("paper")
    repository.write({"reports/paper.toml": 'name = "Our paper"\n'})
    assert "with 1 file changed since" in said("paper")
    repository.write({"reports/board.toml": 'name = "Our pack"\n'})  # the paper's appendix
    assert "with 2 files changed since" in said("paper")
    assert "changed since" not in said("highlight")
