"""Questions in SQL about the tables of an export, answered by DuckDB, which can open nothing else."""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from importlib.resources import files
from shlex import quote
from typing import TYPE_CHECKING, Any, Final, TypeVar

from attrs import frozen

from actionplan.model.ids import Id
from actionplan.model.refused import Refused, needed
from actionplan.storage.fingerprint import plan_digest, plan_stamp
from actionplan.tables.columns import ColumnType, DataTable
from actionplan.tables.export_folder import Export, is_whole, part_path, read_list, refuse_oddities
from actionplan.tables.registry import TABLES, shape

if TYPE_CHECKING:
    import duckdb
    import pyarrow

_TYPES: Final[dict[ColumnType, str]] = {
    "text": "VARCHAR",
    "texts": "VARCHAR[]",
    "whole": "INTEGER",
    "decimal": "DECIMAL(38, 12)",
    "day": "DATE",
    "truth": "BOOLEAN",
}

_CLOSED: Final = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "allow_persistent_secrets": False,
    "python_enable_replacements": False,  # else FROM would find the variables of this program
    "temp_directory": "",  # else what does not fit into memory would be written beside the reader's files
    "memory_limit": "2GB",  # else a question that joins everything with everything takes most of the machine with it
}
"""What the database may not do, beside opening files."""

_MACRO: Final = "actions_as_at"
_MACRO_READS: Final = frozenset({"actions", "status", "redatings", "origins", "policies", "bodies"})

_ROWS_AT_ONCE: Final = 1000

_LISTENING: Final = 0.1
"""Seconds from one moment at which a Ctrl-C is heard to the next, where the system does not wake us for it."""

Result = TypeVar("Result")


class WrongSql(Refused):
    """A question cannot be answered; ``args[0]`` says why, in DuckDB's words."""


@frozen(kw_only=True)
class Answer:
    """An answer.

    Attributes:
        columns: the columns' names, each once.
        rows: the rows, one by one, in the order of the answer.
    """

    columns: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]


def opened(folder: str) -> Export:
    """Return what an export holds, after making sure that it can be asked.

    Raises:
        Refused: there is none, it is not finished, or it was written by another version.
    """
    found = read_list(folder)
    again = f"  actionplan export parquet -o {quote(folder)}" if folder != "export" else "  actionplan export parquet"
    if found is None:
        raise Refused(f"there are no tables in {folder} yet; to make them:\n{again}")
    if not found.is_finished:
        raise Refused(f"an export to {folder} is under way, or was interrupted; to finish it:\n{again}")
    if found.shape != shape():
        raise Refused(
            f"the tables in {folder} were made by another version of actionplan; to make them again:\n{again}"
        )
    refuse_oddities(folder)
    for name, plan in found.plans.items():
        if not is_whole(folder, name, plan):
            raise Refused(f"tables of {name} are missing in {folder}, or were changed; to make them again:\n{again}")
    return found


def outdated(folder: str, export: Export) -> Id | None:
    """Return the first plan whose files have changed since they were exported; None where none has.

    Plans that are not where they were then are left out, since nothing is known of them.
    """
    for name, plan in export.plans.items():
        root = os.path.normpath(os.path.join(folder, plan.folder))
        if os.path.isdir(root) and plan_stamp(root) != plan.stamp and plan_digest(root) != plan.digest:
            return name
    return None


def connect(folder: str, export: Export, sql: str = "") -> "duckdb.DuckDBPyConnection":
    """Open the tables of an export, and nothing else.

    Args:
        folder: the export's folder.
        export: what it holds, as `opened` gives it.
        sql: the question, if only the tables that it names are needed; where it names none, all are there.

    Returns:
        A connection with a view for each table and the macro ``actions_as_at``. It can read the export's files, and
        open, write, load or set nothing.

    Raises:
        NotInstalled: DuckDB is not there.
    """
    connection = _opened_database()
    wanted = named_in(sql)
    paths = {
        table.name: [
            os.path.abspath(part_path(folder, table.name, name))
            for name, plan in export.plans.items()
            if table.name in plan.files
        ]
        for table in wanted
    }
    for table in wanted:
        connection.execute(_view(table, paths[table.name]))
    connection.execute(f"SET allowed_paths = {_list(path for some in paths.values() for path in some)}")
    _close(connection, {table.name for table in wanted})
    return connection


def answer_in_memory(sql: str, tables: "Mapping[str, pyarrow.Table]") -> "pyarrow.Table":
    """Return the answer to a question about tables in memory, as an Arrow table.

    Args:
        sql: the question: one statement that only reads.
        tables: the tables that it names, by name.

    Raises:
        WrongSql: it is no such statement, or cannot be answered.
        NotInstalled: DuckDB is not installed.
    """
    with _opened_database() as connection, _in_words():
        for name, table in tables.items():
            connection.register(name, table)
        _close(connection, set(tables))
        statement = _statement(connection, sql)
        answer: pyarrow.Table = _stoppable(connection, lambda: connection.sql(statement).to_arrow_table())
        return answer.rename_columns(list(_each_once(answer.column_names)))


def _opened_database() -> "duckdb.DuckDBPyConnection":
    connection: duckdb.DuckDBPyConnection = needed("duckdb").connect(":memory:", config=_CLOSED)
    connection.execute("SET enable_progress_bar = false")
    return connection


def _close(connection: "duckdb.DuckDBPyConnection", tables: set[str]) -> None:
    """Add ``actions_as_at`` if its tables are there, and allow nothing more to be opened or set."""
    if tables.issuperset(_MACRO_READS):
        connection.execute(files("actionplan.tables").joinpath(f"{_MACRO}.sql").read_text(encoding="utf-8"))
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


def named_in(sql: str) -> tuple[DataTable, ...]:
    """Return the tables that a question names, for each of them takes its time to open; all where it names none."""
    words = set(re.findall("[a-z_]+", sql.lower()))
    if _MACRO in words:
        words.update(_MACRO_READS)
    return tuple(table for table in TABLES if table.name in words) or TABLES


def _view(table: DataTable, paths: list[str]) -> str:
    """Return how a table is read; one that no plan has a row of is empty."""
    columns = [("plan", "VARCHAR"), *((column.name, _TYPES[column.type]) for column in table.columns)]
    if paths:
        named = ", ".join(f'"{name}"' for name, _ in columns)
        plan = "hive_partitioning = true, hive_types = {'plan': VARCHAR}"
        return f'CREATE VIEW "{table.name}" AS SELECT {named} FROM read_parquet({_list(paths)}, {plan})'  # noqa: S608
    nothing = ", ".join(f'CAST(NULL AS {kind}) AS "{name}"' for name, kind in columns)
    return f'CREATE VIEW "{table.name}" AS SELECT {nothing} WHERE false'  # names of ours alone


def _list(paths: "Iterator[str] | list[str]") -> str:
    return "[" + ", ".join("'" + path.replace("'", "''") + "'" for path in paths) + "]"


def ask(connection: "duckdb.DuckDBPyConnection", sql: str) -> Answer:
    """Answer one question.

    Args:
        connection: as `connect` gives it.
        sql: the question: one statement that only reads.

    Raises:
        WrongSql: it is none, or cannot be answered; also while rows are taken.
    """
    with _in_words():
        statement = _statement(connection, sql)
        _stoppable(connection, lambda: connection.execute(statement))
        columns = _each_once([name for name, *_ in connection.description or ()])
    return Answer(columns=columns, rows=_rows(connection))


def _statement(connection: "duckdb.DuckDBPyConnection", sql: str) -> "duckdb.Statement":
    """Return a question as one statement that only reads."""
    statements = connection.extract_statements(sql)
    if not statements:
        raise WrongSql('the query is empty: write it in quotes, such as "SELECT count(*) FROM actions"')
    if len(statements) != 1 or statements[0].type != needed("duckdb").StatementType.SELECT:
        raise WrongSql("one query at a time, and only queries that read: SELECT, WITH, FROM, DESCRIBE, SUMMARIZE")
    return statements[0]


def _rows(connection: "duckdb.DuckDBPyConnection") -> Iterator[tuple[Any, ...]]:
    with _in_words():
        while some := _stoppable(connection, lambda: connection.fetchmany(_ROWS_AT_ONCE)):
            yield from some


def _stoppable(connection: "duckdb.DuckDBPyConnection", task: Callable[[], Result]) -> Result:
    """Have DuckDB do something while we listen for a Ctrl-C, which it would hear only now and then."""
    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(task)
        try:
            while not done.done():
                wait([done], timeout=_LISTENING)
        except KeyboardInterrupt:
            while not done.done():  # asked before it has begun, it would go on
                connection.interrupt()
                wait([done], timeout=_LISTENING)
            raise
        return done.result()


@contextmanager
def _in_words() -> Iterator[None]:
    """Make of DuckDB's errors our own, and of a question that was stopped what Python makes of Ctrl-C."""
    duckdb = needed("duckdb")
    try:
        yield
    except duckdb.InterruptException as error:
        raise KeyboardInterrupt from error
    except duckdb.Error as error:
        raise _wrong(error) from error
    except RuntimeError as error:
        if "interrupted" in str(error):  # as DuckDB's Python says it while a question runs
            raise KeyboardInterrupt from error
        raise


def _wrong(error: Exception) -> WrongSql:
    """Return DuckDB's message without the name of its kind, which says nothing to people."""
    kind, colon, message = str(error).partition(" Error: ")
    return WrongSql((message if colon and "\n" not in kind else str(error)).strip())


def _each_once(names: list[str]) -> tuple[str, ...]:
    """Number names that occur more than once, so that each means one column."""
    made: dict[str, None] = {}
    for name in names:
        number, unlike = 1, name
        while unlike in made:
            number += 1
            unlike = f"{name}_{number}"
        made[unlike] = None
    return tuple(made)
