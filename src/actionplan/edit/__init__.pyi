"""Changes to plan files: add an entry, create a record, redact, renumber, undo."""

from actionplan.edit.append import Addition as Addition
from actionplan.edit.append import append_status as append_status
from actionplan.edit.create import add_record as add_record
from actionplan.edit.create import write_plan as write_plan
from actionplan.edit.imports.prepare import import_plan as import_plan
from actionplan.edit.redact import redact_entry as redact_entry
