"""Who owns what is late, as at a day.

Run: ``python examples/late_by_owner.py plans/hertfordshire-send 2025-10-01``
"""

import sys
from datetime import date

import actionplan


def main(path: str, as_at: date) -> None:
    """Print each owner that has late actions, and by how much each of them is late."""
    portfolio = actionplan.load(path)
    for problem in portfolio.problems:
        print(f"Not read: {problem.where.path}: {problem.message}", file=sys.stderr)
    for plan in actionplan.status(portfolio.at(as_at)).plans:
        for owner in plan.owners:
            late = [action for action in plan.actions if action.owner == owner.id and action.overdue]
            for action in sorted(late, key=lambda action: -(action.days_late or 0)):
                print(f"{owner.name}: {action.id} by {action.days_late} days, {action.days_late_original} at first")


if __name__ == "__main__":
    main(sys.argv[1], date.fromisoformat(sys.argv[2]))
