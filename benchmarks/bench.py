"""Measure `actionplan` and its peers, whole processes, in turns, on equal work; write ``docs/performance.md``.

Run: ``make bench``, or a part: ``make bench SIZES="S M" ROWS="status check bean-check" ROUNDS=5``. A part is only
printed; the page is written when everything was run.
"""

import argparse
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import data
import page
import peers
import views
import works
from figures import Figure, figures, growth
from measuring import Patience, Work, rounds, surroundings
from targets import GROWING, PER_COMMIT, judged, per_commit


def _asked(sizes: list[str], chosen: list[str], installed: list[peers.Peer]) -> Iterator[Work]:
    """Yield everything that is measured; what no chosen row needs is not even made."""

    def wanted(group: str) -> bool:
        return not chosen or any(word.startswith(group) or group.startswith(word) for word in chosen)

    yield from works.starting()
    if wanted("check"):
        yield from works.large_files()
    for size in sizes:
        yield from works.reading(size)
        if wanted("update"):
            yield from works.updating(size)
        if works.has_exports() and (wanted("export") or wanted("query")):
            yield from works.exporting(size)
        # Growth is a question to our commands alone, so peers do without the size in between
        for peer in installed if size != "Q" else ():
            if wanted(peer.program):
                yield from peers.loads(peer, size)
                yield from peers.updates(peer, size)
    of_one_size = {
        ("audit",): works.auditing,
        ("report",): works.papers,
        ("site",): works.sites,
        ("view", "fava"): views.views,
        ("sheets.read", "import"): works.sheets,
        ("returns",): works.returns,
    }
    for groups, each in of_one_size.items():
        if any(map(wanted, groups)):
            yield from each()


def _derived(found: dict[str, Figure], sizes: list[str]) -> dict[str, Figure]:
    """Return figures that follow from others, or are counted rather than timed."""
    more = {
        PER_COMMIT.format(actions): figure
        for actions in data.HISTORY_ACTIONS
        if (figure := per_commit(found, actions, *data.HISTORY_COMMITS)) is not None
    }
    if "L" in sizes and works.has_exports():
        written = works.tables_written_again("L")
        if written is not None:
            more["tables written by exporting L unchanged"] = Figure(written, written, 0, 1)
    return more


def _is_chosen(name: str, chosen: list[str]) -> bool:
    return not chosen or name in {"pass", "--version"} or any(name.startswith(word) for word in chosen)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--sizes", default="", help="of " + " ".join(data.ENTRIES))
    parser.add_argument("--rows", default="", help="beginnings of rows, such as: status bean-check")
    parser.add_argument("--rounds", default="", help="runs of each command at most; 9 if not said")
    parser.add_argument("--seconds", default="", help="a command is not run again after so many; 30 if not said")
    parser.add_argument("--limit", default="", help="a run is stopped after so many seconds; 170 if not said")
    return parser.parse_args()


def main() -> int:
    """Measure, print the tables, and write the page if everything was measured."""
    asked = _options()
    sizes = asked.sizes.split() or list(data.ENTRIES)
    chosen = asked.rows.split()
    installed = [peer for peer in peers.PEERS if peers.program(peer)]
    missing = [peer.name for peer in peers.PEERS if peer not in installed]
    if missing:
        print(f"not installed, so left out: {', '.join(missing)} (benchmarks/install_peers.sh)", file=sys.stderr)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    patience = Patience(int(asked.rounds or 9), float(asked.seconds or 30), float(asked.limit or 170))
    scratch = data.MADE / "scratch"
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    todo = [work for work in _asked(sizes, chosen, installed) if _is_chosen(work.name, chosen)]
    found = figures(rounds(todo, surroundings(scratch, data.HERE), scratch, patience))
    found = views.one_more(found) | _derived(found, sizes)
    counted = {size: data.ENTRIES[size] for size in data.ENTRIES if size in sizes}
    grown = {command: grows for command in GROWING if (grows := growth(found, command, counted)) is not None}
    text = page.results(found, list(judged(found, grown)), grown, [work.name for work in todo], installed, missing)
    print(text)
    if not chosen and sizes == list(data.ENTRIES):
        page.write(Path(data.PROJECT / "docs" / "performance.md"), text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
