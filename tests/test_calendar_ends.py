"""Days at both ends of the calendar, wherever a day may be written: nothing fails because the calendar ends there.

Kind of fault: dates at the ends of the calendar.
"""

import re
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import date
from itertools import cycle, permutations
from pathlib import Path

import pytest

import actionplan as library
from conftest import REPOSITORY, Runner

FIRST, LAST = "0001-01-01", "9999-12-31"
NORTHSHIRE = REPOSITORY / "examples" / "northshire-send"
SOME = ("plan.toml", "actions/1.3*", "actions/4.1*", "actions/5.6*", "areas/*", "measures/*", "risks/*", "reviews/*")
"""Files of Northshire with a date of every sort; enough of them, since each is read many times."""


def moved(text: str, days: Iterator[str]) -> str:
    """Return a file with each day, month, quarter and year in it replaced by one at an end of the calendar."""
    text = re.sub(r'(?<== )"\d{4}(-\d\d|-Q\d)?"', lambda match: f'"{next(days)[:4]}{match[1] or ""}"', text)
    text = re.sub(r'"FY\d{4}-\d\d"', '"FY9998-99"', text)
    text = re.sub(r"\b(\w+_(days|weeks_\w+)) = \d+", rf"\1 = {10**12}", text)
    return re.sub(r"\d{4}-\d\d-\d\d(?!-[a-z])", lambda _: next(days), text)


@pytest.fixture(params=["as published", "days at both ends"], scope="module")
def root(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root, days = tmp_path_factory.mktemp("p"), cycle([FIRST, LAST, "2025-01-01"])
    for path in sorted(path for pattern in (*SOME, "resolutions/*") for path in NORTHSHIRE.glob(pattern)):
        text = path.read_text(encoding="utf-8")
        (root / path.relative_to(NORTHSHIRE)).parent.mkdir(exist_ok=True)
        written = text if request.param == "as published" else moved(text, days)
        (root / path.relative_to(NORTHSHIRE)).write_text(written, encoding="utf-8")
    return root


@pytest.mark.parametrize("day", [FIRST, LAST])
@pytest.mark.parametrize(
    "command",
    [
        *("status", "due", "measures", "resolutions", "risks", "reviews", "forecast", "dependencies", "resources"),
        *("challenge", f"forecast --by {LAST}", "show 1.3", "show R1", "trace 1.3"),
        *("show plans-in-20-weeks", "show 2023-inspection", "show 2024-05-16-a"),
    ],
)
def test_a_report_as_at_an_end(root: Path, command: str, day: str, actionplan: Runner) -> None:
    name, *more = command.split()
    plan = ("--plan", root) if name in ("show", "trace") else (root,)
    ran = actionplan(name, *more, *plan, "--as-at", day)
    assert ran.code in (0, 1, 2), ran.err
    assert "No such option" not in ran.err


@pytest.mark.parametrize("day", [FIRST, LAST])
@pytest.mark.parametrize(
    "command",
    [
        "update 1.3 --note x --on DAY",
        "redate 1.3 DAY --reason x",
        "measure plans-in-20-weeks 5 --period MONTH",
        "measure plans-in-20-weeks 5 --period YEAR",
        "amend 1.3 --start DAY --reason x",
        "suspend 1.3 --reason x --on DAY",
        "new action 9.9 --title T --due DAY",
        "since DAY --until 9999-12-31",
        "since as-at:0001-01-01 --until as-at:DAY",
    ],
)
def test_a_day_in_an_option(root: Path, command: str, day: str, actionplan: Runner) -> None:
    words = command.replace("DAY", day).replace("MONTH", day[:7]).replace("YEAR", day[:4]).split()
    more = (root,) if words[0] == "since" else ("--plan", root, "--by", "ncc", "--dry-run")
    assert actionplan(*words, *more).code in (0, 1, 2)


def test_calculations_of_the_library(root: Path) -> None:
    portfolio = library.load(root)
    ends = [date.min, date.max, date(2025, 1, 1)]
    views = [portfolio.at(day) for day in ends] + [portfolio.at(date.max, date.min), portfolio.at(date.min, date.max)]
    for view in views:
        for calculation in (
            *(library.status, library.measures, library.resolutions, library.due, library.risks, library.reviews),
            *(library.dependencies, library.resources, library.forecast, library.challenge, library.check),
        ):
            calculation(view)
        for day in ends:
            library.forecast(view, by=day)
    for before, after in permutations(views[:3], 2):
        library.since(before, after)


def test_tables(root: Path) -> None:
    """A number of days that no column can hold is refused by name, as a figure with too many digits is."""
    portfolio = library.load(root)
    library.frames(portfolio, tables=["status", "changes", "redatings", "readings", "targets"])
    is_large = portfolio.plans[0].policy[0].due_within_days == 10**12
    refused = pytest.raises(library.ActionPlanError, match=r"1000000000000 .* is too large for the table policies")
    for day in (FIRST, LAST):
        with refused if is_large else nullcontext():
            library.query(f"FROM actions_as_at('{day}')", portfolio)
