"""Every row of every exported table says what the records say, and every column has something to say."""

import re
from itertools import chain

import pytest

import actionplan
from actionplan.model.records import Plan
from actionplan.tables.arrow import arrow_table
from actionplan.tables.registry import TABLES
from conftest import write_plan
from expected_rows import ROWS, cell
from exports import HERTFORDSHIRE, NORTHSHIRE
from full_plan import FILES


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> tuple[Plan, ...]:
    full = write_plan(tmp_path_factory.mktemp("full"), FILES)
    portfolio = actionplan.load(HERTFORDSHIRE, NORTHSHIRE, full)
    problems = portfolio.problems
    assert [problem.code for problem in problems] == ["E002"]
    return portfolio.plans


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_row_is_what_the_records_say(table, plans):
    columns = [column.name for column in table.columns]
    expected = [[{name: cell(row, name) for name in columns} for row in ROWS[table.name](plan)] for plan in plans]
    assert any(expected)
    assert [arrow_table(table, plan).to_pylist() for plan in plans] == expected


def test_every_column_has_a_meaning():
    meanings = {f"{table.name}.{column.name}": column.meaning for table in TABLES for column in table.columns}
    assert [name for name, meaning in meanings.items() if re.search(r"^$|^,|: $|: ;", meaning)] == []


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_has_something_to_say(table, plans):
    rows = list(chain.from_iterable(arrow_table(table, plan).to_pylist() for plan in plans))
    assert [column.name for column in table.columns if not any(row[column.name] for row in rows)] == []
