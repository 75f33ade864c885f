"""What `actionplan` is asked to do when it is measured, beside the least that any program of its kind could do."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import data
import peer_files
from large_files import SHAPES
from measuring import Work
from targets import LARGE

DAY = "2026-05-01"
MONTH_BEFORE = "2026-04-01"
BIN = Path(sys.executable).parent
OURS = str(BIN / "actionplan")
ONE_PROCESS = {"ACTIONPLAN_WORKERS": "1"}
READING = ("status", "check", "since", "challenge", "measures", "resolutions")
"""The commands that read every plan, each measured at every size in one process."""

QUESTIONS = data.PROJECT / "docs" / "analysts.md"
"""The page whose questions in SQL are asked of what was exported."""

ANY_ANSWER = frozenset({0, 1, 2})
"""The exit codes of a command that answers, whatever it found."""

_NOTE = "Two more teams have sent their part; the last one has named a day."
_RAW = """
import glob, sys, tomllib
entries = 0
for path in glob.iglob(sys.argv[1] + "/**/*.toml", recursive=True):
    with open(path, "rb") as file:
        read = tomllib.load(file)
    if "/actions/" in path:
        entries += len(read["status"])
print(entries, "entries")
"""
_READ_SHEET = """
import sys
from actionplan import sheets
book = sheets.read(sys.argv[1])
print(len({cell.row for cell in book.sheets[0].cells if cell.column == 2}), "rows")
"""


def starting() -> Iterator[Work]:
    """Yield what starts and does nothing else."""
    yield Work("pass", (sys.executable, "-c", "pass"), data.MADE)
    yield Work("--version", (OURS, "--version"), data.MADE)
    yield Work("--help", (OURS, "--help"), data.MADE)


def reading(size: str) -> Iterator[Work]:
    """Yield every command that reads all plans of a size, and the loop that only parses the same files."""
    made = data.plans(size)
    entries = data.ENTRIES[size]
    yield Work(
        f"tomllib loop {size}", (sys.executable, "-c", _RAW, str(made)), data.MADE, says=(f"{entries} entries", 1)
    )
    for command in READING:
        yield Work(f"{command} {size}", _words(command, made), data.MADE, ONE_PROCESS)
    if size in {"Q", "L"}:
        for command in ("status", "check", "challenge"):
            yield Work(f"{command} {size}, all cores", _words(command, made), data.MADE)


def large_files() -> Iterator[Work]:
    """Yield `check` of plans of which one file has 200 kB and an odd shape."""
    for shape in SHAPES:
        yield Work(LARGE.format(shape), (OURS, "check", str(data.large_file(shape))), data.MADE, codes=ANY_ANSWER)


def papers() -> Iterator[Work]:
    """Yield the board pack of the invented plan of full size, in one form and in four at once."""
    plan = str(data.PROJECT / "examples" / "northshire-send")
    made = data.MADE / "papers"
    made.mkdir(parents=True, exist_ok=True)
    for name, endings in {"html": ("html",), "four forms": ("html", "docx", "pdf", "md")}.items():
        files = [part for ending in endings for part in ("-o", str(made / f"pack.{ending}"))]
        yield Work(f"report board, {name}", (OURS, "report", "board", plan, "--as-at", DAY, *files), data.MADE)


def sheets() -> Iterator[Work]:
    """Yield the reading of a table of 2,000 actions in each form, and the import of a plan from one."""
    for ending in ("xlsx", "ods", "csv"):
        file = str(data.sheet(ending))
        yield Work(
            f"sheets.read, .{ending}", (sys.executable, "-c", _READ_SHEET, file), data.MADE, says=("2001 rows", 1)
        )
    plan = data.MADE / "sheets" / "plan"
    words = (OURS, "import", str(data.sheet("xlsx")), "-o", str(plan), "--sheet-date", DAY, "--yes")
    yield Work("import, .xlsx", words, data.MADE, removed=(plan,), says=("2000", 1))


def returns() -> Iterator[Work]:
    """Yield the sending of returns about a plan of 60 actions, and the receiving of a note for each of them."""
    plan, files = Path(data.returned(), "plan"), sorted(Path(data.returned(), "back").glob("*.xlsx"))
    out = data.MADE / "returns" / "out"
    sending = (OURS, "returns", "send", str(plan), "--due", "2099-12-31", "-o", str(out), "--no-commit")
    yield Work("returns send", sending, data.MADE, removed=(out,), says=(".xlsx", 2))
    receiving = (OURS, "returns", "receive", *map(str, files), "--plan", str(plan), "--dry-run", "--yes")
    yield Work("returns receive", receiving, data.MADE, says=("to record", 40))


def sites() -> Iterator[Work]:
    """Yield sites of two sizes, and the same again when nothing has changed, which must write nothing."""
    for size in ("S", "M"):
        folder = data.MADE / "sites" / size
        words = (OURS, "site", *_named(data.plans(size)), "--as-at", DAY, "-o", str(folder))
        yield Work(f"site {size}", words, data.MADE, removed=(folder,))
        yield Work(f"site {size}, unchanged", words, data.MADE, says=("none of them new or changed", 1))


def _words(command: str, made: Path) -> tuple[str, ...]:
    plans = _named(made)
    if command == "since":
        return (OURS, "since", MONTH_BEFORE, *plans, "--until", DAY)
    return (OURS, command, *plans) if command == "check" else (OURS, command, *plans, "--as-at", DAY)


def _named(made: Path) -> list[str]:
    """Return what names all plans of a tree on the command line: the tree itself."""
    return [str(made)]


def updating(size: str) -> Iterator[Work]:
    """Yield the command that adds an entry with a note to one action of one plan among those of a size."""
    copy = data.copied(made := data.plans(size))
    plan = str(peer_files.plan_folders(copy)[0].relative_to(copy))
    file = Path(plan, "actions", "1.2.toml")
    words = (OURS, "update", "1.2", "--note", _NOTE, "--by", "council", "--plan", plan, "--yes", "--no-commit")
    yield Work(f"update {size}", words, copy, restored={copy / file: made / file}, says=("Two more teams", 1))


def auditing() -> Iterator[Work]:
    """Yield `audit` over a scripted life, and over plans of two sizes with few commits and with many."""
    yield Work("audit northshire", (OURS, "audit"), data.northshire(), codes=frozenset({0, 1}))
    for actions in data.HISTORY_ACTIONS:
        for commits in data.HISTORY_COMMITS:
            [plan] = peer_files.plan_folders(at := data.history(actions, commits))
            yield Work(f"audit {actions} actions, {commits} commits", (OURS, "audit", str(plan)), at)


@cache
def has_exports() -> bool:
    """Return whether this version can export tables and answer questions."""
    said = subprocess.run([OURS, "--help"], capture_output=True, text=True, check=True).stdout
    return bool(re.search(r"^ +export ", said, re.MULTILINE) and re.search(r"^ +query ", said, re.MULTILINE))


def questions() -> list[str]:
    """Return the questions in SQL that the page for analysts has, in its order."""
    text = QUESTIONS.read_text(encoding="utf-8") if QUESTIONS.exists() else ""
    return re.findall(r"^```sql\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def exporting(size: str) -> Iterator[Work]:
    """Yield the exports of a size, complete and unchanged, and the documented queries about them."""
    made = data.plans(size)
    new, kept = (data.MADE / "exports" / f"{size}-{name}" for name in ("new", "kept"))
    words = (OURS, "export", "parquet", *_named(made), "-o")
    yield Work(f"export {size}", (*words, str(new)), data.MADE, removed=(new,))
    yield Work(f"export {size}, unchanged", (*words, str(kept)), data.MADE)
    for number, question in enumerate(questions() if size != "Q" else (), 1):
        yield Work(f"query {number} {size}", (OURS, "query", question, "--data", str(kept)), data.MADE)


def tables_written_again(size: str) -> int | None:
    """Export once more what has not changed; give how many tables that wrote, None if it was never exported."""
    *_, again = (work for work in exporting(size) if work.name == f"export {size}, unchanged")
    folder = Path(again.words[-1])
    before = {path: path.stat().st_mtime_ns for path in folder.glob("**/*.parquet")}
    if not before:
        return None
    subprocess.run([*again.words], check=True, stdout=subprocess.DEVNULL, env={**os.environ})
    after = {path: path.stat().st_mtime_ns for path in folder.glob("**/*.parquet")}
    return sum(before.get(path) != moment for path, moment in after.items())
