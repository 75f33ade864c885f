"""The view in a browser, ours and Fava's, when it is measured: the first page, and one page more."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import data
import peers
from figures import Figure
from measuring import Work

FEW, MANY = 1, 11
"""How often a page is asked for in the two runs whose difference is what one page more costs."""

_SCRIPT = str(data.HERE / "view_pages.py")
_NORTH = data.PROJECT / "examples" / "northshire-send"
_PAGES = {
    "northshire": ("", "actions", "actions/1.3", "measures", "reports/status", "reports/challenge", "papers/board"),
    "S": ("", "actions"),
    "L": ("",),
}
"""The pages of our view that are measured, by what it shows."""

_FAVA = ("income_statement/", "journal/")
"""The pages of Fava's: each is a page and what it fetches. The journal has every entry, as our history has."""


def views() -> Iterator[Work]:
    """Yield the views of the invented plan, of one made-up plan and of 153, and Fava's of the same one as a ledger."""
    places = {
        "northshire": (_NORTH, "/northshire-send/"),
        "S": (data.plans("S"), "/area-001/"),
        "L": (data.plans("L"), "/"),
    }
    for subject, (path, home) in places.items():
        pages: dict[str, tuple[str, ...]] = {page: (f"{home}{page}",) for page in _PAGES[subject]}
        yield from _works(f"view {subject}", (sys.executable, _SCRIPT, "ours", str(path)), pages)
    [program] = [peers.program(peer) for peer in peers.PEERS if peer.name == "Fava"]
    if program is not None:
        words = (
            str(Path(program).with_name("python")),
            _SCRIPT,
            "fava",
            str(data.peer("beancount", "S") / "plan.beancount"),
        )
        pages = {page: (f"/beancount/{page}", f"/beancount/api/{page.rstrip('/')}") for page in _FAVA}
        yield from _works("fava S", words, pages)


def _works(name: str, words: tuple[str, ...], pages: Mapping[str, tuple[str, ...]]) -> Iterator[Work]:
    yield Work(f"{name}, first page", (*words, "0"), data.MADE)
    for page, addresses in pages.items():
        for times in (FEW, MANY):
            yield Work(_row(name, page, times), (*words, str(times), *addresses), data.MADE)


def _row(name: str, page: str, times: int) -> str:
    return f"{name}, {times} of /{page}"


def one_more(found: Mapping[str, Figure]) -> dict[str, Figure]:
    """Return the figures with, in place of the runs with few and many of a page, what one page more costs."""
    more = {row: figure for row, figure in found.items() if f", {FEW} of /" not in row and f", {MANY} of /" not in row}
    for row, many in found.items():
        name, between, page = row.partition(f", {MANY} of /")
        if between and (few := found.get(_row(name, page, FEW))) is not None:
            wall, cpu = (
                (after - before) / (MANY - FEW) for after, before in ((many.wall, few.wall), (many.cpu, few.cpu))
            )
            more[f"{name}, one page more: /{page}"] = Figure(wall, cpu, many.peak, many.runs)
    return more
