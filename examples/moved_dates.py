"""Every move of a due date, as CSV: what it was, what it became, and why.

Run: ``python examples/moved_dates.py examples/northshire-send > moved.csv``
"""

import csv
import sys

import actionplan


def main(path: str) -> None:
    """Write a row for each entry that moved a due date. A plan with any problem is refused."""
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["plan", "action", "on", "from", "to", "reason", "approved_by"])
    for plan in actionplan.load_strict(path).plans:
        for action in plan.actions:
            due = action.due
            for entry in action.status:
                if entry.due is not None and entry.due != due:
                    approved = " ".join(approval.by for approval in entry.approvals)
                    before = due.text if due else ""
                    out.writerow([plan.id, action.id, entry.on.text, before, entry.due.text, entry.reason, approved])
                    due = entry.due


if __name__ == "__main__":
    main(sys.argv[1])
