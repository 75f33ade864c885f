"""Problems of a plan in the words of a spreadsheet, where a row of one would bring them."""

import re
from collections.abc import Mapping

from attrs import evolve

from actionplan.model.problem import Location, Problem
from actionplan.rules.checks.advice import COMMITTED

_REASON = 'write why into a column "Reason"'
_WORDS = tuple(
    (re.compile(lines_of_toml), words)
    for lines_of_toml, words in (
        (r"reopen it in this entry: state = .* and reason = .*", f'write "In progress" as its state, and {_REASON}'),
        (r'say why in the same entry: reason = "\.\.\."', _REASON),
        (r"actionplan update \S+ --evidence LINK", 'put a web address or the path of a file into a column "Evidence"'),
        (r"add a line: by = .*", 'write the body that checked it into a column "Reported by"'),
        (r"add to the entry: approvals = .*", "empty the cell, and record the date with: actionplan redate"),
        (r"report no state:", "empty the cell:"),
        (r"no progress line", "an empty cell"),
    )
)
"""Lines of TOML that rules advise to write, and what to do in a spreadsheet."""


def in_cells(found: Problem, row: Location, cells: Mapping[str, Location], *, is_written: bool = False) -> Problem:
    """Return a problem of an entry at its place in a spreadsheet, with a fix that can be followed there.

    Args:
        found: the problem, placed in the file of the action.
        row: the place of the row.
        cells: the places of the row's cells, by field.
        is_written: whether the entry is written all the same, so that a column would come too late.
    """
    field = next((str(key) for key in found.where.keys if key in cells), "")
    command = found.fix if found.fix.startswith("actionplan ") else found.fix.partition(COMMITTED)[2]
    later = command if is_written else ""
    fix = later or _in_words(found.fix)
    if found.code == "E407":  # the sheet may only have an older value
        fix += "; if the plan is right, empty the cell, or leave the column out with --ignore-column"
    return evolve(
        found,
        where=cells.get(field, row),
        expected=_in_words(found.expected),
        fix="" if " = " in fix else fix,
    )


def _in_words(text: str) -> str:
    text = text.partition(COMMITTED)[0]
    for lines_of_toml, words in _WORDS:
        text = lines_of_toml.sub(words, text)
    return text
