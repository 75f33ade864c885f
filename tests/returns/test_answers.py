"""Reading a return: rows are found by reference and columns by heading, whatever was done to the sheet."""

from datetime import datetime

from returned import PLAN_FILES, answers_of, as_csv, filled, opened, return_of, saved, sent, shuffled, workbook

CELLS = {"1.1": {"State": "Complete", "What was done": "All done"}}


def said(answers):
    """Return what was filled in: for each reference the text of each column."""
    return {row.ref: {key: each.text for key, each in row.filled.items()} for row in answers.rows if row.filled}


def test_cells_that_were_filled_in_and_where_they_are(make_plan):
    answers = answers_of(filled(workbook(make_plan(PLAN_FILES)), CELLS))
    assert said(answers) == {"1.1": {"state": "Complete", "note": "All done"}}
    assert [row.ref for row in answers.rows] == ["1.10", "1.1", "timely"]
    assert answers.rows[1].filled["note"].place == "Actions!H5"


def test_the_return_says_which_one_it_is_and_what_the_plan_had(make_plan):
    root = make_plan(PLAN_FILES)
    asked, answers = return_of(root), answers_of(workbook(root))
    assert (answers.name, answers.owner) == (asked.name, "hcc")
    assert list(answers.sent.values()) == [row.sent for row in asked.rows]


def test_a_sheet_that_was_sorted(make_plan):
    data = shuffled(filled(workbook(make_plan(PLAN_FILES)), CELLS), [1, 0])
    assert said(answers_of(data)) == {"1.1": {"state": "Complete", "note": "All done"}}


def test_columns_and_rows_that_were_added_are_named_and_not_taken_in(make_plan):
    book = opened(filled(workbook(make_plan(PLAN_FILES)), CELLS))
    sheet = book["Actions"]
    sheet.insert_rows(1)
    sheet["A1"] = "Back from the directorate"
    sheet["L4"], sheet["L5"] = "Our own notes", "Ask Sam"
    answers = answers_of(saved(book))
    assert said(answers) == {"1.1": {"state": "Complete", "note": "All done"}}
    assert answers.remarks == ('Actions: "Our own notes" is not a column of the return, and its 1 cell not read.',)


def test_a_column_that_was_moved_and_one_that_was_taken_out(make_plan):
    book = opened(filled(workbook(make_plan(PLAN_FILES)), CELLS))
    sheet = book["Actions"]
    sheet.delete_cols(9)  # Evidence
    for row in (3, 5):
        sheet.cell(row, 13).value = sheet.cell(row, 5).value
        sheet.cell(row, 5).value = None
    answers = answers_of(saved(book))
    assert said(answers) == {"1.1": {"state": "Complete", "note": "All done"}}
    assert "Actions: these columns of the return are no longer there: Evidence." in answers.remarks


def test_a_csv_file_still_says_which_return_it_is_by_its_title(make_plan):
    root = make_plan(PLAN_FILES)
    for delimiter in (",", ";"):
        answers = answers_of(as_csv(filled(workbook(root), CELLS), delimiter=delimiter), "back.csv")
        assert said(answers) == {"1.1": {"state": "Complete", "note": "All done"}}
        assert answers.name == return_of(root).name
        assert answers.sent == {}


def test_properties_that_were_lost_and_a_hidden_sheet_that_became_visible(make_plan):
    root = make_plan(PLAN_FILES)
    book = opened(filled(workbook(root), CELLS))
    for name in list(book.custom_doc_props.names):
        del book.custom_doc_props[name]
    book["Sent"].sheet_state = "visible"
    answers = answers_of(saved(book))
    assert answers.name == return_of(root).name
    assert len(answers.sent) == 3


def test_a_hidden_sheet_that_was_taken_out_leaves_the_fingerprints(make_plan):
    book = opened(workbook(make_plan(PLAN_FILES)))
    del book["Sent"]
    answers = answers_of(saved(book))
    assert answers.sent == {}
    assert len(answers.prints) == 3


def test_what_has_nothing_to_say_is_blank(make_plan):
    cells = {"1.1": {"What was done": " ", "Evidence": "-", "Reason": "n/a"}}
    assert said(answers_of(filled(workbook(make_plan(PLAN_FILES)), cells))) == {}


def test_an_apostrophe_that_keeps_a_text_from_being_run_goes(make_plan):
    cells = {"1.1": {"What was done": "'=1+1 is what the school wrote"}, "1.10": {"What was done": "'Twas done"}}
    notes = {
        ref: cells["note"] for ref, cells in said(answers_of(filled(workbook(make_plan(PLAN_FILES)), cells))).items()
    }
    assert notes == {"1.1": "=1+1 is what the school wrote", "1.10": "'Twas done"}


def test_comments_are_named_and_not_taken_in(make_plan):
    from openpyxl.comments import Comment

    book = opened(workbook(make_plan(PLAN_FILES)))
    book["Actions"]["H5"].comment = Comment("call me", "someone")
    assert 'The comment beside Actions!H5 is not taken in: "call me"' in answers_of(saved(book)).remarks


def test_the_day_of_the_answers(make_plan):
    book = opened(workbook(make_plan(PLAN_FILES)))
    sheet = book["Start here"]
    row = next(row[0].row for row in sheet.iter_rows() if row[0].value == "What you write is true as at")
    sheet.cell(row, 2).value = datetime(2026, 11, 20)
    true_on = answers_of(saved(book)).true_on
    assert true_on is not None
    assert true_on.place == f"Start here!B{row}"


def test_a_file_without_a_table_of_a_return_has_no_rows():
    assert answers_of(b"Ref,Cost\n1.1,20\n", "costs.csv").rows == ()


def test_the_receipt_of_what_was_sent_is_the_same_as_the_hidden_sheet(make_plan):
    from actionplan.model.receipts import ReturnSent
    from actionplan.storage.receipts import read_receipts

    root = make_plan(PLAN_FILES)
    answers = answers_of(sent(root))
    [receipt] = read_receipts(str(root), ReturnSent)
    assert (receipt.name, list(receipt.rows)) == (answers.name, list(answers.sent.values()))
