"""Every move of a due date, as CSV: of which action or milestone, from what, to what, and why.

A date that was corrected counts as it is now. It needs the extra: ``pip install "actionplan[data]"``.

Run: ``python examples/moved_dates.py examples/northshire-send > moved.csv``
"""

import csv
import sys

import actionplan

COLUMNS = ("plan", "action", "milestone", "on", "from", "to", "days", "reason", "approved_by")


def main(path: str) -> None:
    """Print a row for each move, in the order in which they came into force. A plan with an error is refused."""
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(COLUMNS)
    moves = actionplan.query("FROM redatings WHERE move ORDER BY plan, action, in_force, position", path)
    for move in moves.to_pylist():
        row = {**move, "approved_by": " ".join(move["approved_by"])}
        out.writerow([row[name] for name in COLUMNS])


if __name__ == "__main__":
    main(sys.argv[1])
