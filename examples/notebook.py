"""What an analyst does in a notebook: each part after ``# %%`` is a cell. It needs ``actionplan[data]`` and polars.

Run: ``python examples/notebook.py examples/northshire-send new-plan``
"""

import sys
from datetime import date
from pathlib import Path

import polars as pl

import actionplan as ap

folder, new_folder = sys.argv[1], Path(sys.argv[2])

# %% Load
portfolio = ap.load(folder)

# %% A panel of months by actions, each month as it was known on its day
months = [date(2025, month, 1) for month in range(4, 11)]
panel = pl.concat(ap.actions_frame(portfolio.at(day, known_at=day), "polars") for day in months)
print(panel.pivot(on="as_at", index=["plan", "id"], values="days_late"))

# %% A plot of how far due dates have slipped, a sign for each four weeks
slipped = panel.filter(as_at=months[-1]).filter(pl.col("days_slipped") > 0).sort("days_slipped", descending=True)
for name, days in slipped.select("id", "days_slipped").iter_rows():
    print(f"{name:>5} {'#' * round(days / 28)} {days} days")

# %% A question in SQL
print(ap.query("SELECT reason, days FROM redatings WHERE move ORDER BY days DESC LIMIT 3", portfolio, "polars"))

# %% Build a new plan, and write it
council = ap.Id("council")
action = ap.Action(id=ap.Id("1.1"), title="Clear the waiting list", areas=(), due=ap.PlanDate.parse("2026-12-31"))
plan = ap.Plan(
    format=1, id=ap.Id("new"), title="A new plan", bodies={council: ap.Body(name="A council", kind="council")}
)
ap.write_plan(plan, new_folder)
ap.add_record(new_folder, action, today=date(2025, 10, 1))

# %% A broken file is named, and everything else is there
(new_folder / "actions" / "1.2.toml").write_text("title = ")
for problem in ap.check(ap.load(new_folder).at(date(2025, 10, 1)), ignore="W"):
    print(problem)
