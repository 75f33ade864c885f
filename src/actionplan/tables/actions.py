"""Tables of areas and actions, as they were agreed."""

from actionplan.model.records import Action, Area
from actionplan.tables.rows import part_table, record_table

TABLES = (
    record_table(Area, "An area in which inspectors want action."),
    part_table(Area, "findings", "One thing that inspectors found in an area.", "id text ref source"),
    record_table(Action, "An action as first agreed; for its state on a day, ask `actions_as_at`."),
    part_table(Action, "milestones", "A step on the way, as first agreed.", "id position title due source"),
)
