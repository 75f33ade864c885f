"""``actionplan export parquet`` and ``actionplan query``."""

import csv
import json
import sys
from datetime import date, datetime
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest

from actionplan.report.query import answer_csv, answer_document, answer_json
from actionplan.report.writers import markdown, terminal
from actionplan.tables.query import Answer
from conftest import PLAN, PlanMaker, Runner, bare

NOTED = 'title = "T"\nareas = ["PA1"]\n[[status]]\non = 2024-02-01\nnote = "a\\u001b[2Jb, \\"c\\""\n'


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


# Export


def test_the_exported_plans_are_reported(make_plan: PlanMaker, actionplan: Runner) -> None:
    one, other = make_plan(name="one"), make_plan({"plan.toml": PLAN.replace('"p"', '"q"')}, name="other")
    assert actionplan("export", "parquet", one, other) == (0, "Wrote the tables of 2 plans to export: 14 files.\n", "")
    ran = actionplan("export", "parquet", one, other)
    assert ran == (0, "No table was written: 2 plans in export, and none has changed.\n", "")
    assert actionplan("export", "parquet", one).out == (
        "1 plan has not changed.\nRemoved the tables of plans that were not exported: q.\n"
    )


def test_a_file_that_cannot_be_read_is_named_first(make_plan: PlanMaker, actionplan: Runner) -> None:
    root = make_plan()
    (root / "actions" / "1.2.toml").write_text("title =")
    ran = actionplan("export", "parquet", "-o", "tables", root)
    assert ran.code == 2
    assert ran.out.startswith("PARTIAL: 1 file could not be read and is missing from all figures below.\n")
    assert ran.out.endswith("to tables: 7 files.\n")
    asked = actionplan("query", "--data", "tables", "SELECT unread FROM plans")
    assert (asked.code, asked.out) == (2, "unread\n     1\n\n1 row.\n")
    assert asked.err.startswith("PARTIAL: 1 file could not be read when these tables were made:\n  ")
    assert json.loads(actionplan("query", "--data", "tables", "SELECT 1", "--format", "json").out)["partial"] is True


def test_a_folder_of_something_else_is_refused_in_a_sentence(make_plan: PlanMaker, actionplan: Runner) -> None:
    Path("mine").mkdir()
    Path("mine/thesis.txt").touch()
    ran = actionplan("export", "parquet", "-o", "mine", make_plan())
    assert (ran.code, ran.out) == (2, "")
    assert "mine holds something else" in ran.err


def test_a_folder_that_cannot_be_made_is_reported(make_plan: PlanMaker, actionplan: Runner) -> None:
    Path("file").touch()
    ran = actionplan("export", "parquet", "-o", "file/inside", make_plan())
    assert (ran.code, ran.out) == (2, "")
    assert "Traceback" not in ran.err


def test_a_missing_library_is_named(make_plan: PlanMaker, actionplan: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "pyarrow.parquet", raising=False)
    ran = actionplan("export", "parquet", make_plan())
    assert ran.code == 2
    assert 'pip install "actionplan[data]"' in ran.err


# Query


def test_an_answer_is_a_table(make_plan: PlanMaker, actionplan: Runner) -> None:
    actionplan("export", "parquet", make_plan())
    ran = actionplan("query", "SELECT id, due, days_late FROM actions_as_at('2024-10-10')")
    assert ran == (0, "id   due         days_late\n1.1  2024-09-30         10\n\n1 row.\n", "")


def test_a_question_can_come_from_a_file(
    make_plan: PlanMaker, actionplan: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    actionplan("export", "parquet", make_plan())
    monkeypatch.setattr(sys, "stdin", StringIO("-- what is promised\nSELECT id\nFROM actions;\n"))
    assert actionplan("query", "-").out == "id\n1.1\n\n1 row.\n"


def test_an_empty_result_is_reported(make_plan: PlanMaker, actionplan: Runner) -> None:
    actionplan("export", "parquet", make_plan())
    assert actionplan("query", "FROM risks") == (0, "No rows.\n", "")


def test_csv_and_json(make_plan: PlanMaker, actionplan: Runner) -> None:
    other = 'title = "é"\nareas = []\n'
    actionplan("export", "parquet", make_plan({"actions/1.1.toml": NOTED, "actions/1.2.toml": other}))
    sql = """
        SELECT action.id, action.title, action.areas, note, action.due_last AS due
        FROM actions AS action LEFT JOIN status ON record = action.id ORDER BY 1
    """
    rows = list(csv.reader(StringIO(actionplan("query", sql, "--format", "csv").out)))
    assert rows == [
        ["id", "title", "areas", "note", "due"],
        ["1.1", "T", "PA1", 'a<U+001B>[2Jb, "c"', ""],
        ["1.2", "é", "", "", ""],
    ]
    answer = json.loads(actionplan("query", sql, "--format", "json").out)
    assert {key: answer[key] for key in ("schema_version", "kind", "partial", "columns")} == {
        "schema_version": 1,
        "kind": "query",
        "partial": False,
        "columns": ["id", "title", "areas", "note", "due"],
    }
    assert answer["rows"][0] == {
        "id": "1.1",
        "title": "T",
        "areas": ["PA1"],
        "note": 'a\x1b[2Jb, "c"',
        "due": None,
    }


def test_what_would_steer_a_terminal_is_shown(make_plan: PlanMaker, actionplan: Runner) -> None:
    actionplan("export", "parquet", make_plan({"actions/1.1.toml": NOTED}))
    assert "a<U+001B>[2Jb" in actionplan("query", "SELECT note, '\x1b[2J' AS \"\x1b[1m\" FROM status").out
    assert "\x1b" not in actionplan("query", "SELECT '\x1b' FROM nowhere").err


@pytest.mark.parametrize("output", ["text", "markdown", "html", "csv", "json"])
@pytest.mark.parametrize("is_terminal", [False, True])
def test_no_format_lets_an_escape_through(
    output: str, is_terminal: bool, make_plan: PlanMaker, actionplan: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    actionplan("export", "parquet", make_plan({"actions/1.1.toml": NOTED}))
    monkeypatch.setattr("sys.stdout.isatty", lambda: is_terminal)
    monkeypatch.setenv("NO_COLOR", "1")
    ran = actionplan("query", "SELECT note, '\x1b[2J' AS \"\x1b[1m\" FROM status", "--format", output)
    assert ran.code == 0
    assert "\x1b" not in ran.out


def test_a_terminal_shows_what_reorders_a_line_of_csv(
    make_plan: PlanMaker, actionplan: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    actionplan("export", "parquet", make_plan())
    sql = "SELECT '\u202eab' AS a"
    assert actionplan("query", sql, "--format", "csv").out == "a\n\u202eab\n"
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert actionplan("query", sql, "--format", "csv").out == "a\n<U+202E>ab\n"


def test_a_page_begins_with_the_question_and_what_the_tables_miss(make_plan: PlanMaker, actionplan: Runner) -> None:
    root = make_plan()
    (root / "actions" / "1.2.toml").write_text("title =")
    actionplan("export", "parquet", root)
    ran = actionplan("query", "SELECT id, 1 AS one\nFROM actions", "--format", "markdown")
    assert ran.code == 2
    page, path = ran.out, root / "actions" / "1.2.toml"
    assert page == (
        "# Answer\n\n"
        "    SELECT id, 1 AS one\n"
        "    FROM actions\n\n"
        "**PARTIAL: 1 file could not be read when these tables were made:**\n\n"
        f"    {path}\n\n"
        "| id | one |\n"
        "| --- | ---: |\n"
        "| 1.1 | 1 |\n\n"
        "1 row.\n"
    )
    page = bare(actionplan("query", "SELECT id, '<b>' AS b FROM actions", "--format", "html").out)
    assert "<h1>Answer</h1>\n<pre>SELECT id, &#x27;&lt;b&gt;&#x27; AS b FROM actions</pre>\n" in page
    assert (
        '<caption>The answer</caption>\n<thead><tr><th scope="col">id</th><th scope="col">b</th></tr></thead>' in page
    )
    assert "<tr><td>1.1</td><td>&lt;b&gt;</td></tr>" in page


def test_plans_that_changed_since_are_reported(make_plan: PlanMaker, actionplan: Runner) -> None:
    root = make_plan()
    actionplan("export", "parquet", "-o", "tables", root)
    (root / "actions" / "1.1.toml").write_text(NOTED)
    ran = actionplan("query", "--data", "tables", "SELECT id FROM actions")
    assert (ran.code, ran.out) == (0, "id\n1.1\n\n1 row.\n")
    assert ran.err == (
        "These tables are older than the plans: p has changed since. To update them:\n"
        "  actionplan export parquet -o tables\n"
    )


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("SELEC 1", "syntax error"),
        ("FROM nowhere", "Table with name nowhere does not exist!"),
        ("SELECT 1 / 'x' FROM plans", "Could not convert string 'x'"),
        ("SELECT error('mine') FROM plans", "mine"),
        ("COPY plans TO 'x'", "only queries that read"),
        ("SELECT 1; SELECT 2", "one query at a time"),
        ("", "the query is empty"),
    ],
)
def test_an_invalid_query_is_reported(sql: str, said: str, make_plan: PlanMaker, actionplan: Runner) -> None:
    actionplan("export", "parquet", make_plan())
    ran = actionplan("query", sql)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("Error: ")
    assert said in ran.err


def test_tables_that_are_not_there_are_made_first(actionplan: Runner) -> None:
    ran = actionplan("query", "SELECT 1")
    assert ran == (2, "", "Error: there are no tables in export yet; to make them:\n  actionplan export parquet\n")


def test_an_export_that_was_cut_off_is_finished_first(make_plan: PlanMaker, actionplan: Runner) -> None:
    actionplan("export", "parquet", make_plan())
    path = Path("export/export.json")
    path.write_text(path.read_text().replace('"is_finished": true', '"is_finished": false'))
    assert "was interrupted" in actionplan("query", "SELECT 1").err
    path.write_text(path.read_text().replace('"shape": "', '"shape": "0').replace("false", "true"))
    assert "by another version" in actionplan("query", "SELECT 1").err


# How answers look


def answer(*rows: tuple[object, ...], columns: tuple[str, ...] = ("a",)) -> Answer:
    return Answer(columns=columns, rows=iter(rows))


def answer_text(answer: Answer) -> str:
    return terminal.write(answer_document(answer))


def csv_cells(*values: object) -> list[str]:
    """Return the cells that a spreadsheet reads in a row of these values."""
    lines = "".join(answer_csv(answer(values, columns=tuple("abcdefgh"[: len(values)]))))
    return list(csv.reader(StringIO(lines)))[1]


def test_many_rows_are_counted() -> None:
    text = answer_text(answer(*((n,) for n in range(1200))))
    assert text.endswith("\n99\n\n100 of 1,200 rows are shown; --format csv gives all of them.\n")


def test_a_page_shows_more_rows_than_a_screen() -> None:
    page = markdown.write(answer_document(answer(*((n,) for n in range(1200))), most=1000))
    assert page.endswith("\n| 999 |\n\n1,000 of 1,200 rows are shown; --format csv gives all of them.\n")


def test_a_line_end_in_the_name_of_a_column_does_not_break_its_heading() -> None:
    assert answer_text(answer(("x",), columns=("a\nb",))) == "a b\nx\n\n1 row.\n"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\n=1"])
def test_no_text_in_csv_is_taken_for_a_formula(text: str) -> None:
    assert csv_cells(text) == [f"'{text}"]
    assert csv_cells([text, "b"]) == [f"'{text}; b"]
    assert next(answer_csv(answer((1,), columns=(text,)))).startswith(("'", "\"'"))


def test_numbers_in_csv_stay_numbers_and_other_texts_as_they_are() -> None:
    assert csv_cells(-1, Decimal("-1.50"), -2.5, "a=1", "'a", "\r=1") == [
        "-1",
        "-1.5",
        "-2.5",
        "a=1",
        "'a",
        "<U+000D>=1",
    ]


def test_many_columns_are_shown_under_each_other() -> None:
    columns = tuple(f"column_{n}" for n in range(9))
    text = answer_text(answer(tuple("a fairly long text" for _ in columns), (None,) * 9, columns=columns))
    lines = text.splitlines()
    assert lines[:2] == ["Row 1", "  column_0  a fairly long text"]
    assert lines[10:13] == ["", "Row 2", "  column_0"]


def test_no_line_is_wider_than_the_screen() -> None:
    text = answer_text(answer(("word " * 60, 1), columns=("long", "short")))
    assert max(map(len, text.splitlines())) <= 80


def test_values_of_every_kind() -> None:
    values: tuple[object, ...] = (True, None, Decimal("56.300"), Decimal("1E+3"), 1.5, float("nan"), [1, None])
    values = (*values, {"b": date(2024, 1, 2)}, datetime(2024, 1, 2, 3, 4))
    columns = tuple("abcdefghi")
    line = list(answer_csv(answer(values, columns=columns)))[1]
    assert line == 'true,,56.3,1000,1.5,nan,1; ,"{""b"": ""2024-01-02""}",2024-01-02T03:04:00\n'
    made = json.loads("".join(answer_json(answer(values, columns=columns), partial=False)))
    assert list(made["rows"][0].values()) == [
        True,
        None,
        56.3,
        1000,
        1.5,
        None,
        [1, None],
        {"b": "2024-01-02"},
        "2024-01-02T03:04:00",
    ]
    empty = json.loads("".join(answer_json(answer(), partial=False)))
    assert empty["rows"] == []
