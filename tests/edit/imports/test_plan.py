"""From rows to a plan: what each kind of cell becomes, and how what a sheet does not know is recorded."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from actionplan.edit.create import save_plan
from actionplan.edit.imports.counts import total
from actionplan.edit.imports.mapping import NOTHING_MAPPED, Mapped
from actionplan.edit.imports.prepare import PreparedImport, prepare_import
from actionplan.model.bodies import Body
from actionplan.model.ids import Id
from actionplan.model.problem import ProblemsFound
from actionplan.model.receipts import Imported
from actionplan.model.records import Action
from actionplan.storage.receipts import read_receipts
from actionplan.storage.writer import record_text
from conftest import TODAY, dedented
from sheet_books import book_of, sheet_of

SHEET_DAY = date(2024, 5, 12)


def imported(*rows: Sequence[Any], mapped: Mapped = NOTHING_MAPPED, **options: Any) -> PreparedImport:
    """Return the import of a sheet whose first row has the headings."""
    options = {"sheet_day": SHEET_DAY, **options}
    return prepare_import([book_of(list(rows))], "p", today=TODAY, mapped=mapped, **options)


def action(*rows: Sequence[Any], mapped: Mapped = NOTHING_MAPPED, **options: Any) -> Action:
    """Return the only action of a sheet."""
    ready = imported(*rows, mapped=mapped, **options)
    assert [str(found) for found in ready.prepared.problems if found.severity == "error"] == []
    [only] = ready.built.plan.actions
    return only


def text(*rows: Sequence[Any], **options: Any) -> str:
    return record_text(action(*rows, **options))


def test_a_row_becomes_an_action_with_its_head_and_what_the_sheet_says_as_at_its_day():
    assert text(
        ["Ref", "Action", "Owner", "Lead", "Start", "Due", "Status", "RAG", "%", "Comments", "Outcome", "Cost"],
        ["1.1", "Share data", "HCC; ICB", "Data lead", "Sept 23", "31/3/2025", "Begun", "A", "40%", "Go", "All", "£5k"],
        by="HCC",
    ) == dedented("""
        title = "Share data"
        areas = ["A1"]
        owner = "hcc"
        partners = ["icb"]
        lead = "Data lead"
        start = "2023-09"
        due = 2025-03-31
        success = "All"

        [extra]
        cost = "£5k"

        [[status]]
        on = 2024-05-12
        by = "hcc"
        state = "in-progress"
        rating = "amber"
        progress = 40
        note = "Go"
    """)  # fmt: skip


def test_a_revised_date_is_a_re_dating_that_says_what_the_sheet_does_not_know():
    [entry] = action(["Ref", "Action", "Due date", "Revised date"], ["1.1", "Share data", "Dec 23", "Mar 24"]).status
    assert (str(entry.on), str(entry.due), entry.reason) == ("2024-05-12", "2024-03", "No reason in the source")
    assert entry.by is None
    assert entry.note == "The source does not give the day of this change: it is dated to the sheet."


def test_a_reason_and_a_day_that_the_sheet_gives_are_kept():
    headings = ["Ref", "Action", "Due date", "Revised date", "Reason for change", "Last updated"]
    [entry] = action(headings, ["1.1", "Share data", "Dec 23", "Mar 24", "Two posts are vacant", "3/2/2024"]).status
    assert (str(entry.on), entry.reason, entry.note) == ("2024-02-03", "Two posts are vacant", None)


def test_a_struck_date_was_agreed_first():
    made = action(["Ref", "Action", "Due"], ["1.1", "Share", {"text": "30/6/24", "struck": "31/3/24"}])
    assert (str(made.due), str(made.status[0].due)) == ("2024-03-31", "2024-06-30")


def test_dated_paragraphs_become_entries_of_their_days():
    made = action(["Ref", "Action", "Progress update", "RAG"], ["1.1", "Share", "12/3/24: One\n10/4/24: Two", "Red"])
    assert [(str(each.on), each.note, each.rating) for each in made.status] == [
        ("2024-03-12", "One", None), ("2024-04-10", "Two", None), ("2024-05-12", None, "red"),
    ]  # fmt: skip


def test_a_finished_action_is_complete_on_the_day_on_which_it_was_finished():
    made = action(["Ref", "Action", "Status", "Date achieved", "RAG"], ["1", "Share", "Done", "1/2/24", "B"])
    assert [(str(each.on), each.state, each.rating) for each in made.status] == [
        ("2024-02-01", "complete", None), ("2024-05-12", None, "blue"),
    ]  # fmt: skip


def test_blue_is_a_rating_and_no_state():
    assert action(["Ref", "Action", "RAG"], ["1", "Share", "Blue"]).status[0].state is None


def test_colours_are_kept_and_rated_only_if_somebody_says_so():
    rows = ["Ref", "Action", "RAG"], ["1", "Share", {"text": "", "fill": "#00B050"}]
    assert dict(action(*rows).extra) == {"rag_colour": "#00b050"}
    assert action(*rows, mapped=Mapped(usual_colours=True)).status[0].rating == "green"
    assert action(*rows, mapped=Mapped(colours={"#00b050": "On track"})).status[0].rating == "on-track"


@pytest.mark.parametrize(("cells", "progress"), [((0.4, 1), [40, 100]), ((40, 0.5), None), (("40%", 1), [40, 1])])
def test_progress_in_parts_of_one(cells, progress):
    ready = imported(["Ref", "Action", "% complete"], ["1", "Share", cells[0]], ["2", "Publish", cells[1]])
    errors = [str(found) for found in ready.prepared.problems if found.severity == "error"]
    if progress is None:
        assert errors == ["tracker.xlsx:Actions!C3: E103 % complete: progress is in whole numbers of per cent, not 0.5"]
    else:
        assert [each.status[0].progress for each in ready.built.plan.actions] == progress


def test_cells_merged_downwards_and_rows_without_a_reference_of_their_own():
    rows: list[list[Any]] = [
        ["Ref", "Benchmark", "Action", "Owner", "Comments"],
        ["1", "Best in region", "Share data", "HCC", "First"],
        [None, None, None, None, "and more"],
        [None, None, "Publish data", "ICB", None],
    ]
    book = book_of(sheet_of(rows, merged=["A2:A4", "B2:B4"]))
    plan = prepare_import([book], "p", today=TODAY, sheet_day=SHEET_DAY).built.plan
    assert [(each.id, each.title, each.owner) for each in plan.actions] == [
        ("1", "Share data", "hcc"), ("1-a", "Publish data", "icb"),
    ]  # fmt: skip
    assert plan.actions[0].status[0].note == "First\nand more"
    assert [each.extra["benchmark"] for each in plan.actions] == ["Best in region", "Best in region"]


def test_areas_come_from_a_column_that_is_filled_in_once():
    rows: list[list[Any]] = [["1", "Data", "Share"], ["2", None, "Publish"], ["3", "Waits", "Cut"]]
    plan = imported(["Ref", "Priority", "Action"], *rows).built.plan
    assert [(each.id, each.title) for each in plan.areas] == [("A1", "Data"), ("A2", "Waits")]
    assert [each.areas for each in plan.actions] == [("A1",), ("A1",), ("A2",)]


def test_one_sheet_an_area():
    rows = [["Ref", "Action", "Due"], ["1.1", "Share", "2025"]]
    sheets = [sheet_of(rows, "Leadership"), sheet_of([rows[0], ["2.1", "Cut", "2025"]], "Therapy waits")]
    plan = prepare_import([book_of(*sheets)], "p", today=TODAY).built.plan
    assert [each.title for each in plan.areas] == ["Leadership", "Therapy waits"]


def test_nothing_is_dropped():
    row: list[Any] = ["1.1", {"text": "Share", "comment": "Ask Jo", "struck": "Buy"}, "2025", "North"]
    rows = [["Our plan"], ["Draft for comment"], ["Ref", "Action", "Due", "Locality"], row, [], ["R is late"]]
    notes = sheet_of([["Glossary", "ICB"]], "Notes")
    ready = prepare_import([book_of(sheet_of(rows), notes)], "p", today=TODAY, sheet_day=SHEET_DAY)
    plan = ready.built.plan
    assert (plan.title, dict(plan.extra)) == (
        "Our plan",
        {
            "above_the_table": ("Actions!A2: Draft for comment",),
            "below_the_table": ("Actions!A6: R is late",),
            "other_sheets": ("Notes!A1: Glossary", "Notes!B1: ICB"),
        },
    )
    assert plan.actions[0].extra == {"action_comment": "Ask Jo", "action_struck_out": "Buy", "locality": "North"}
    assert total(ready.counts) == {"placed": 4, "extra": 5, "headings": 4}


def test_hidden_rows_are_kept_and_reported():
    hidden = sheet_of([["Ref", "Action", "Due"], ["1", "Share", "2025"]], hidden_rows=frozenset({2}))
    ready = prepare_import([book_of(hidden)], "p", today=TODAY)
    assert ready.built.plan.actions[0].extra == {"hidden_in_source": True}
    assert ready.built.remarks == ("Actions, row 2: the row of 1 is hidden.",)


def test_what_cannot_be_read_is_reported_by_its_cell_all_at_once():
    ready = imported(["Ref", "Action", "Due", "Status"], ["1", "Share", "soon", "Stuck"], ["2", "Cut", "2025", "Done"])
    errors = [found for found in ready.prepared.problems if found.severity == "error"]
    assert list(map(str, errors)) == [
        'tracker.xlsx:Actions!C2: E105 Due: "soon" is not a date',
        'tracker.xlsx:Actions!D2: E104 Status: there is no state "Stuck"',
    ]
    assert "a date such as 31/10/2026" in errors[0].expected


def test_a_rule_that_a_cell_breaks_is_reported_by_its_cell():
    ready = imported(["Ref", "Action", "Start", "Due"], ["1", "Share", "2025", "2024"])
    assert [str(found) for found in ready.prepared.problems if found.severity == "error"] == [
        "tracker.xlsx:Actions!D2: E301 due 2024, before it starts (2025)"
    ]


def test_bad_cells_can_be_left_out_and_are_listed():
    rows = ["Ref", "Action", "Start", "Due", "State"], ["1", "Share", "2025", "2024", "Stuck"]
    ready = imported(*rows, leave_out_bad=True)
    assert not [found for found in ready.prepared.problems if found.severity == "error"]
    assert [each.cell for each in ready.left_out] == ["Actions!D2", "Actions!E2"]
    plan = ready.built.plan
    assert plan.actions[0].extra == {"due_left_out": "2024", "state_left_out": "Stuck"}
    assert plan.extra["left_out"][1] == 'Actions!E2: State: there is no state "Stuck"'
    assert plan.coverage == "incomplete"
    assert total(ready.counts)["left out"] == 2


def test_a_mapping_gives_words_bodies_and_the_plan():
    council = Body(name="H Council", kind="council", aliases=("LA",))
    mapped = Mapped(title="Our plan", words={"Stuck": "suspended"}, bodies={Id("hcc"): council})
    ready = imported(["Ref", "Action", "Owner", "Status"], ["1", "Share", "LA", "stuck"], mapped=mapped)
    [made] = ready.built.plan.actions
    assert (ready.built.plan.title, made.owner, made.status[0].state) == ("Our plan", "hcc", "suspended")
    assert ready.built.made_bodies == ()


def test_names_of_persons_and_personal_data_are_listed():
    rows = ["Ref", "Action", "Lead", "Comments"], ["1", "Share", "Jane Smith", "Write to jo@x.example about it"]
    assert [str(found) for found in imported(*rows).prepared.to_confirm] == [
        "tracker.xlsx:Actions!D2: W601 this looks like an e-mail address, which is personal data",
        'tracker.xlsx:Actions!C2: P131 1: the lead "Jane Smith" seems to be a person\'s name',
    ]


def test_the_day_is_that_of_the_titles_or_today():
    rows = [["Plan, version 3, updated 12 May 2024"], ["Ref", "Action", "RAG"], ["1", "Share", "Red"]]
    assert imported(*rows, sheet_day=None).receipt.sheet_date == SHEET_DAY
    assert imported(*rows[1:], sheet_day=None).receipt.sheet_date == TODAY


def test_the_plan_is_kept_in_its_files_from_today():
    ready = imported(["Ref", "Action", "RAG"], ["1", "Share", "Red"])
    assert ready.built.plan.kept_since == TODAY
    assert ready.built.plan.actions[0].status[0].recorded is None


def test_a_file_without_a_table_of_actions():
    with pytest.raises(ProblemsFound, match=r"notes.csv: E102 there is no table of actions in this file"):
        prepare_import([book_of([["Hello"]], name="notes.csv")], "p", today=TODAY)


def test_the_receipt_has_digests_and_no_texts_and_is_read_back(tmp_path):
    book = book_of([["Ref", "Action", "Comments"], ["1", "Share", "A secret remark"]])
    ready = prepare_import([book], str(tmp_path / "p"), today=TODAY)
    save_plan(ready.prepared)
    [receipt] = read_receipts(str(tmp_path / "p"), Imported)
    assert receipt == ready.receipt
    assert (receipt.placed, receipt.headings, receipt.files[0].digest) == (3, 3, book.digest)
    [path] = (tmp_path / "p" / "receipts").iterdir()
    assert "secret" not in path.read_text()


def test_an_apostrophe_that_keeps_a_text_from_being_a_formula_is_no_part_of_it():
    assert action(["Ref", "Action"], ["1.1", "'=Build it"]).title == "=Build it"
    assert action(["Ref", "Action"], ["1.1", "'tis the plan"]).title == "'tis the plan"


def test_progress_in_a_column_for_each_month_is_an_entry_for_each():
    only = action(
        ["Ref", "Action", "Due", "Sept 24 update", "Progress Oct 2024", "Nov 24 update"],
        ["1.1", "Share data", "31/3/2025", "Begun.", "", "Half."],
    )
    assert [(str(each.on), each.note) for each in only.status] == [("2024-09", "Begun."), ("2024-11", "Half.")]


def test_an_owner_and_who_supports_in_one_cell():
    only = action(["Ref", "Action", "Lead / Support"], ["1.1", "Share data", "Lead: Our Council\nSupport: ICB\nPCF"])
    assert (only.owner, only.partners) == ("our-council", ("icb", "pcf"))


def test_two_tables_side_by_side_are_named():
    ready = imported(
        ["Ref", "What we will do", "By when", "", "Ref", "What we will do", "By when"],
        ["1a", "Share data", "31/3/2025", "", "2a", "Train staff", "31/3/2025"],
    )
    assert "column F: What we will do comes twice" in ready.built.remarks[0]


def test_verified_without_a_body_or_evidence_is_complete_and_named():
    ready = imported(["Ref", "Action", "Due", "Status"], ["1.1", "Share data", "31/3/2025", "Verified"])
    assert [each.state for each in ready.built.plan.actions[0].status] == ["complete"]
    assert "is verified in the source" in ready.built.remarks[0]
