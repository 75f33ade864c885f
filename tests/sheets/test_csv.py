"""Tables as text, in the encodings and with the separators of spreadsheets in any country."""

import pytest

from actionplan.sheets.reading import read_here

ROWS = 'Ref,Title,Cost\n1.1,"Hire, then\ntrain",£5\n\n1.2,"say ""hi"""\n'
CELLS = {
    (1, 1): "Ref",
    (1, 2): "Title",
    (1, 3): "Cost",
    (2, 1): "1.1",
    (2, 2): "Hire, then\ntrain",
    (2, 3): "£5",
    (4, 1): "1.2",
    (4, 2): 'say "hi"',
}


def cells(data):
    [sheet] = read_here(data, "plan.csv").sheets
    return {(cell.row, cell.column): cell.text for cell in sheet.cells}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_usual_encoding_and_line_end(encoding, end):
    assert cells(ROWS.replace("\n", end).encode(encoding)) == CELLS


def test_a_guessed_encoding_is_noted():
    [note] = read_here(ROWS.encode("cp1252"), "plan.csv").notes
    assert "Windows-1252" in note
    assert read_here(ROWS.encode(), "plan.csv").notes == ()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_usual_separator_with_titles_above(delimiter):
    rows = [["Plan, for the board; final", "", ""], [], ["Ref", "Title", "Due"], ["1.1", "a", "b"], ["1.2", "c", "d"]]
    text = "\n".join(delimiter.join(f'"{cell}"' if "," in cell else cell for cell in row) for row in rows)
    assert cells(text.encode())[4, 3] == "b"
    assert cells(text.encode())[1, 1] == "Plan, for the board; final"


def test_the_separator_may_be_stated_in_a_line_that_excel_does_not_show():
    assert cells(b"sep=|\nRef|Title\n1.1|a\n") == {(1, 1): "Ref", (1, 2): "Title", (2, 1): "1.1", (2, 2): "a"}


def test_rows_may_have_different_lengths():
    assert cells(b"a,b\n1\n2,3,4,,\n") == {(1, 1): "a", (1, 2): "b", (2, 1): "1", (3, 1): "2", (3, 2): "3", (3, 3): "4"}
