"""Taking in a return: what each cell becomes, three ways, and what is asked or refused."""

from datetime import date, datetime
from pathlib import Path

import pytest

from actionplan.model.problem import ProblemsFound
from actionplan.model.receipts import ReturnReceived
from actionplan.storage.receipts import read_receipts
from conftest import PLAN, dedented
from returned import PLAN_FILES, answered, as_csv, filled, opened, received, saved, sent, taken_in, workbook

APPROVAL = dedented(PLAN) + '[policy]\nredate_approvals = ["board"]\n'


def entries(root, path="actions/1.1.toml"):
    """Return the text of the entries after those that the plan had."""
    before = dedented(PLAN_FILES[path])
    return (Path(root) / path).read_text().removeprefix(before).strip()


def fates(root, *files, **given):
    """Return what becomes of each cell of the last file: sent, returned, now, and its fate."""
    last = received(root, *files, **given)[-1]
    return {cell.place: (cell.sent, cell.returned, cell.now, cell.fate) for row in last.rows for cell in row.fates}


def problems(root, *files, **given):
    return [found.message for one in received(root, *files, **given) for found in one.problems]


def queries(root, *files, **given):
    return [f"{found.code} {found.message}" for one in received(root, *files, **given) for found in one.queries]


def test_only_what_was_filled_in_becomes_an_entry(make_plan):
    root = make_plan(PLAN_FILES)
    data = answered(sent(root), {"1.1": {"% done": 60, "Rating": "Green", "What was done": "Half of it runs"}})
    taken_in(root, data)
    assert (
        entries(root)
        == dedented("""
            [[status]]
            id = "dqdno4"
            on = 2026-11-24
            by = "hcc"
            rating = "green"
            progress = 60
            note = "Half of it runs"
            """).strip()
    )
    assert entries(root, "actions/1.10.toml") == ""


def test_each_cell_three_ways(make_plan):
    root = make_plan(PLAN_FILES)
    data = answered(sent(root), {"1.1": {"State": "Complete", "% done": 100}})
    assert fates(root, data) == {
        "Actions!E5": ("in progress", "Complete", "in progress", "to record"),
        "Actions!F5": ("40%", "100", "40%", "to record"),
    }


def test_the_same_file_again_adds_nothing(make_plan):
    root = make_plan(PLAN_FILES)
    figure = {"New figure": 55, "For which time": "Oct 2026"}
    data = answered(sent(root), {"1.1": {"What was done": "Half of it runs"}, "timely": figure})
    taken_in(root, data)
    before = entries(root), entries(root, "measures/timely.toml")
    again = taken_in(root, data)
    assert again.changes == ()
    assert (entries(root), entries(root, "measures/timely.toml")) == before
    assert {fate for *_, fate in fates(root, data).values()} == {"received before"}


def test_the_same_answers_in_another_format_add_nothing(make_plan):
    root = make_plan(PLAN_FILES)
    cells = {"1.1": {"New date wanted": datetime(2027, 3, 31), "Reason": "The supplier is late"}}
    data = sent(root)
    taken_in(root, answered(data, cells))
    assert {fate for *_, fate in fates(root, as_csv(filled(data, cells))).values()} == {"received before"}


def test_a_corrected_file_adds_what_is_new_in_it(make_plan):
    root = make_plan(PLAN_FILES)
    data, first = sent(root), {"What was done": "Half of it runs"}
    taken_in(root, answered(data, {"1.1": first}))
    taken_in(root, answered(data, {"1.1": {**first, "Evidence": "https://example.org/a"}}))
    assert entries(root).count("[[status]]") == 2
    assert entries(root).count("Half of it runs") == 1


def test_two_files_at_once_and_the_second_repeats_the_first(make_plan):
    root = make_plan(PLAN_FILES)
    data = filled(sent(root), {"1.1": {"What was done": "Half of it runs"}})
    taken_in(root, answered(data, {}), as_csv(data))
    assert entries(root).count("[[status]]") == 1


def test_a_row_that_is_missing_takes_nothing_away_and_is_named(make_plan):
    root = make_plan(PLAN_FILES)
    book = opened(filled(sent(root), {"1.1": {"What was done": "Half of it runs"}}))
    book["Actions"].delete_rows(4)
    [one] = received(root, answered(saved(book), {}))
    assert one.absent == ("1.10 Train the staff",)
    assert [addition.id for addition in one.additions] == ["1.1"]


def test_a_new_date_with_its_reason_moves_the_date(make_plan):
    root = make_plan(PLAN_FILES)
    data = answered(sent(root), {"1.1": {"New date wanted": datetime(2027, 3, 31), "Reason": "The supplier is late"}})
    taken_in(root, data)
    assert 'due = 2027-03-31\nreason = "The supplier is late"' in entries(root)


def test_a_new_date_is_asked_of_the_body_that_must_agree(make_plan):
    root = make_plan({**PLAN_FILES, "plan.toml": APPROVAL})
    cells = {"New date wanted": datetime(2027, 3, 31), "Reason": "The supplier is late", "What was done": "A delay"}
    data = answered(sent(root), {"1.1": cells})
    assert fates(root, data)["Actions!J5"][3] == "to ask of Improvement Board"
    taken_in(root, data)
    assert "request_due = 2027-03-31\n" in entries(root)
    assert 'requested_of = "board"\nreason = "The supplier is late"' in entries(root)
    assert "\ndue = " not in entries(root)


def test_a_date_that_is_asked_for_already_is_not_asked_again(make_plan):
    root = make_plan({**PLAN_FILES, "plan.toml": APPROVAL})
    cells = {"New date wanted": datetime(2027, 3, 31), "Reason": "The supplier is late"}
    taken_in(root, answered(sent(root), {"1.1": cells}))
    another = answered(sent(root, "hcc"), {"1.1": {**cells, "Reason": "As before"}})
    assert fates(root, another)["Actions!J5"][3] == "asked for already, and not decided"


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (
            {"New date wanted": datetime(2027, 3, 31)},
            "31 Mar 2027 is wanted for 1.1 Build the dashboard, and there is no reason: please say why, in the column "
            "Reason",
        ),
        (
            {"New date wanted": datetime(2026, 11, 1), "Reason": "Late"},
            "1 Nov 2026 is wanted for 1.1 Build the dashboard, and that day has passed: please give a day to come",
        ),
        (
            {"New date wanted": datetime(2027, 3, 31), "Reason": "Late", "State": "Complete"},
            "31 Mar 2027 is wanted for 1.1 Build the dashboard, which is complete: it has no date to move",
        ),
        ({"New date wanted": "soon"}, '"soon" is not a date'),
        ({"New date wanted": "ongoing"}, '"ongoing" is not a day by which anything is finished'),
    ],
)
def test_a_new_date_that_is_refused_says_why(make_plan, cells, said):
    root = make_plan(PLAN_FILES)
    assert problems(root, answered(sent(root), {"1.1": cells})) == [f"Actions!J5: {said}"]


def test_problems_come_all_at_once_by_cell_and_nothing_is_written(make_plan):
    root = make_plan(PLAN_FILES)
    data = answered(
        sent(root),
        {
            "1.1": {"State": "soon", "% done": 140, "What was done": "All the same"},
            "1.10": {"Rating": "Purple", "Evidence": "see the folder", "Reason": "=1+1"},
            "timely": {"New figure": "half", "For which time": "lately"},
        },
    )
    with pytest.raises(ProblemsFound) as found:
        taken_in(root, data)
    places = sorted(each.message.partition(": ")[0] for each in found.value.problems)
    assert places == [
        "Actions!E5",
        "Actions!F5",
        "Actions!G4",
        "Actions!I4",
        "Actions!K4",
        "Measures!E4",
        "Measures!F4",
    ]
    assert entries(root) == ""
    assert read_receipts(str(root), ReturnReceived) == ()


def test_a_cell_that_is_left_out_is_named_in_the_receipt_with_its_fault(make_plan):
    root = make_plan(PLAN_FILES)
    data = answered(sent(root), {"1.1": {"State": "soon", "What was done": "All the same"}})
    taken_in(root, data, left_out=("Actions!E5",))
    assert 'note = "All the same"' in entries(root)
    [receipt] = read_receipts(str(root), ReturnReceived)
    assert [(each.cell, each.why) for each in receipt.left_out] == [("Actions!E5", 'there is no state "soon"')]


def test_what_the_rules_find_comes_at_the_cell_that_brings_it(make_plan):
    root = make_plan(PLAN_FILES)
    data = answered(sent(root), {"1.1": {"State": "Verified"}})
    with pytest.raises(ProblemsFound) as found:
        taken_in(root, data)
    said = {each.code: (each.message, each.fix) for each in found.value.problems}
    assert said["E403"] == (
        "Actions!E5: verified, but without evidence",
        'put a web address or the path of a file into a column "Evidence"',
    )


def test_what_is_asked_is_kept_with_its_answer(make_plan):
    root = make_plan(PLAN_FILES)
    data = answered(sent(root), {"1.1": {"% done": 10}})
    prepared = taken_in(root, data, notes={"Actions!F5": "Counted anew, confirmed by telephone"})
    assert prepared.to_confirm == ()
    [receipt] = read_receipts(str(root), ReturnReceived)
    [asked] = receipt.queried
    assert asked.question == "1.1: progress falls from 40% (1 Oct 2026) to 10%"
    assert asked.note == "Counted anew, confirmed by telephone"


MEANWHILE = """
    [[status]]
    on = 2026-11-24
    by = "board"
    """


def moved_on(root, text, path="actions/1.1.toml"):
    file = Path(root) / path
    file.write_text(file.read_text() + dedented(MEANWHILE) + dedented(text))


def test_an_answer_that_contradicts_what_changed_meanwhile_is_asked_about(make_plan):
    root = make_plan(PLAN_FILES)
    data = answered(sent(root), {"1.1": {"State": "In progress"}})
    moved_on(root, 'state = "complete"\n')
    assert fates(root, data)["Actions!E5"] == ("in progress", "In progress", "complete", "to record")
    assert queries(root, data) == [
        "P161 Actions!E5: 1.1 Build the dashboard: the state was in progress when this was sent and is complete now, "
        "and in progress came back"
    ]


def test_an_answer_that_the_plan_has_meanwhile_adds_nothing(make_plan):
    root = make_plan(PLAN_FILES)
    data = answered(sent(root), {"1.1": {"State": "Complete"}})
    moved_on(root, 'state = "complete"\n')
    [one] = received(root, data)
    assert (one.additions, one.queries) == ((), ())
    assert fates(root, data)["Actions!E5"] == ("in progress", "Complete", "complete", "on record already")


def test_a_date_that_moved_meanwhile_is_asked_about_with_the_move(make_plan):
    root = make_plan(PLAN_FILES)
    data = answered(sent(root), {"1.1": {"New date wanted": datetime(2027, 6, 30), "Reason": "The supplier is late"}})
    moved_on(root, 'due = 2027-03-31\nreason = "The board gave three months"\n')
    assert queries(root, data) == [
        "P161 Actions!J5: 1.1 Build the dashboard: the due date was 31 Dec 2026 when this was sent and is 31 Mar 2027 "
        'now (on 24 Nov 2026 by Improvement Board: "The board gave three months"), and 30 Jun 2027 is wanted'
    ]


def test_a_date_that_was_moved_to_the_one_wanted_adds_nothing(make_plan):
    root = make_plan(PLAN_FILES)
    data = answered(sent(root), {"1.1": {"New date wanted": datetime(2027, 3, 31), "Reason": "The supplier is late"}})
    moved_on(root, 'due = 2027-03-31\nreason = "The board gave three months"\n')
    [one] = received(root, data)
    assert (one.additions, one.queries, one.problems) == ((), (), ())


def test_a_report_about_what_was_finished_meanwhile_is_asked_about(make_plan):
    root = make_plan(PLAN_FILES)
    data = answered(sent(root), {"1.1": {"What was done": "Nearly there"}})
    moved_on(root, 'state = "complete"\n')
    assert queries(root, data) == [
        "P161 Actions!H5: 1.1 Build the dashboard: the state was in progress when this was sent and is complete now"
    ]


def test_what_moved_on_otherwise_is_named(make_plan):
    root = make_plan(PLAN_FILES)
    data = answered(sent(root), {"1.1": {"What was done": "Nearly there"}})
    moved_on(root, 'note = "Seen by the board"\n')
    [one] = received(root, data)
    assert one.queries == ()
    assert [row.since for row in one.rows] == ["More was reported since this was sent"]


def test_without_the_hidden_sheet_the_receipt_says_what_was_sent(make_plan):
    root = make_plan(PLAN_FILES)
    data = as_csv(filled(sent(root), {"1.1": {"State": "In progress"}}))
    moved_on(root, 'state = "complete"\n')
    assert len(queries(root, data)) == 1


def test_without_the_receipt_the_hidden_sheet_says_what_was_sent(make_plan):
    root = make_plan(PLAN_FILES)
    data = answered(workbook(root), {"1.1": {"State": "In progress"}})
    moved_on(root, 'state = "complete"\n')
    assert len(queries(root, data)) == 1


def test_a_row_of_another_owner_is_asked_about(make_plan):
    root = make_plan(PLAN_FILES)
    book = opened(sent(root))
    sheet = book["Actions"]
    sheet["A6"], sheet["B6"], sheet["H6"] = "1.2", "Write the protocol", "We did this for them"
    assert queries(root, answered(saved(book), {})) == [
        "P162 Actions!H6: 1.2 Write the protocol: this return did not ask about it"
    ]


def test_a_reason_without_a_date_is_asked_about_and_becomes_a_note(make_plan):
    root = make_plan(PLAN_FILES)
    data = answered(sent(root), {"1.1": {"Reason": "The supplier is late"}})
    assert [each.partition(" ")[0] for each in queries(root, data)] == ["P163"]
    taken_in(root, data)
    assert 'note = "The supplier is late"' in entries(root)


def test_a_reference_that_a_spreadsheet_shortened_is_known_by_its_title(make_plan):
    root = make_plan(PLAN_FILES)
    data = as_csv(filled(sent(root), {"1.10": {"What was done": "Begun"}})).replace(b"1.10,", b"1.1,")
    assert [addition.id for addition in received(root, data)[0].additions] == ["1.10"]


def test_a_reference_with_another_title_is_refused(make_plan):
    root = make_plan(PLAN_FILES)
    data = as_csv(filled(sent(root), {"1.10": {"What was done": "Begun"}}))
    data = data.replace(b"Train the staff", b"Build the dashboard")
    [said] = problems(root, data)
    assert said.endswith(
        '1.10 is not "Build the dashboard": a spreadsheet may have changed the reference, or the title'
    )


def test_a_title_that_was_amended_since_still_fits(make_plan):
    root = make_plan(PLAN_FILES)
    data = answered(sent(root), {"1.1": {"What was done": "Nearly there"}})
    moved_on(root, 'title = "Build one dashboard"\nreason = "Clearer"\n')
    assert problems(root, data) == []


def test_an_action_in_two_rows_and_a_row_that_names_none(make_plan):
    root = make_plan(PLAN_FILES)
    book = opened(filled(sent(root), {"1.1": {"What was done": "Nearly there"}}))
    sheet = book["Actions"]
    sheet["A6"], sheet["B6"], sheet["H6"] = "1.1", "Build the dashboard", "And more"
    sheet["H7"] = "Who is this?"
    said = problems(root, answered(saved(book), {}))
    assert said == [
        "Actions!A6: 1.1 was filled in twice",
        "Actions!A7: this row was filled in, and its Ref is empty",
    ]


def test_a_cell_that_a_formula_works_out_is_refused(make_plan):
    root = make_plan(PLAN_FILES)
    assert problems(root, answered(sent(root), {"1.1": {"Reason": "=TODAY()"}}))[0].startswith("Actions!K5: ")


def test_a_figure_and_the_time_that_it_is_about(make_plan):
    root = make_plan(PLAN_FILES)
    cells = {"New figure": 61.5, "For which time": "Oct 2026", "Source": "https://example.org/f", "Note": "Provisional"}
    taken_in(root, answered(sent(root), {"timely": cells}))
    assert (
        entries(root, "measures/timely.toml").partition("on = ")[2]
        == dedented("""
            2026-11-24
            by = "hcc"
            period = "2026-10"
            value = 61.5
            note = "Provisional"
            source = ["https://example.org/f"]
            """).strip()
    )


def test_a_month_that_a_spreadsheet_made_a_date_of(make_plan):
    root = make_plan(PLAN_FILES)
    cells = {"New figure": 61.5, "For which time": datetime(2026, 10, 1)}
    taken_in(root, answered(sent(root), {"timely": cells}))
    assert 'period = "2026-10"' in entries(root, "measures/timely.toml")


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"New figure": 61}, "Measures!E4: the time that the figure is about is missing"),
        ({"For which time": "Oct 2026"}, "Measures!F4: there is no figure beside it"),
    ],
)
def test_a_figure_that_is_not_complete(make_plan, cells, said):
    root = make_plan(PLAN_FILES)
    assert problems(root, answered(sent(root), {"timely": cells})) == [said]


def test_a_figure_for_a_time_that_has_another_is_asked_about(make_plan):
    root = make_plan(PLAN_FILES)
    data = answered(sent(root), {"timely": {"New figure": 61, "For which time": "Aug 2026"}})
    assert queries(root, data) == ["P164 Measures!E4: Plans in time: 54% is on record for Aug 2026, and 61% came back"]


def test_a_day_of_the_answers_that_is_still_to_come_is_refused(make_plan):
    root = make_plan(PLAN_FILES)
    book = opened(filled(sent(root), {"1.1": {"What was done": "Nearly there"}}))
    sheet = book["Start here"]
    row = next(row[0].row for row in sheet.iter_rows() if row[0].value == "What you write is true as at")
    sheet.cell(row, 2).value = datetime(2026, 11, 20)
    [one] = received(root, answered(saved(book), {}))
    assert one.on == date(2026, 11, 20)
    assert one.additions[0].entry.recorded == date(2026, 11, 24)
    sheet.cell(row, 2).value = datetime(2026, 12, 20)
    assert problems(root, answered(saved(book), {})) == [
        f"Start here!B{row}: 20 Dec 2026 is still to come, and nobody can know what is true then"
    ]


def test_dates_of_two_meanings_where_another_shows_that_the_month_comes_first(make_plan):
    root = make_plan(PLAN_FILES)
    cells = {
        "1.1": {"New date wanted": "03/31/2027", "Reason": "Late"},
        "1.10": {"New date wanted": "03/04/2027", "Reason": "Late"},
    }
    data = answered(sent(root), cells)
    assert problems(root, data) == ["Actions!J4: 03/04/2027 can have the day or the month first"]


def test_answers_whose_entries_were_undone_are_new_again(make_plan):
    root = make_plan(PLAN_FILES)
    data = answered(sent(root), {"1.1": {"What was done": "Half of it runs"}})
    taken_in(root, data)
    recorded = (root / "actions/1.1.toml").read_text()
    (root / "actions/1.1.toml").write_text(dedented(PLAN_FILES["actions/1.1.toml"]))
    taken_in(root, data)
    assert (root / "actions/1.1.toml").read_text() == recorded


def test_answers_that_were_redacted_do_not_come_back(make_plan):
    root = make_plan(PLAN_FILES)
    data = answered(sent(root), {"1.1": {"What was done": "Sam Smith did it"}})
    taken_in(root, data)
    file = root / "actions/1.1.toml"
    marker = 'redacted = { on = 2026-11-24, reason = "names a child", authority = "DPO" }'
    file.write_text(file.read_text().replace('note = "Sam Smith did it"', marker))
    assert {fate for *_, fate in fates(root, data).values()} == {"received before"}
    assert "Sam" not in "".join(path.read_text() for path in (root / "receipts").iterdir())


def test_an_action_that_was_renumbered_meanwhile(make_plan):
    root = make_plan(PLAN_FILES)
    data = answered(sent(root), {"1.1": {"State": "In progress"}})
    file = root / "actions/1.1.toml"
    file.rename(root / "actions/7.1.toml")
    text = (root / "actions/7.1.toml").read_text()
    (root / "actions/7.1.toml").write_text(text.replace("due = ", 'formerly = ["1.1"]\ndue = ', 1))
    [one] = received(root, data)
    assert (one.queries, [each.id for each in one.additions]) == ((), ["7.1"])
    taken_in(root, data)
    assert {fate for *_, fate in fates(root, data).values()} == {"received before"}


def test_a_grey_cell_that_was_changed_is_asked_about_even_in_a_blank_row(make_plan):
    root = make_plan(PLAN_FILES)
    book = opened(sent(root))
    book["Actions"]["D5"] = "31 Mar 2027 please"
    assert queries(root, answered(saved(book), {})) == [
        "P165 Actions!D5: 1.1 Build the dashboard: this cell says what is on record, and was changed to "
        '"31 Mar 2027 please": is there something to record in a white cell?'
    ]
