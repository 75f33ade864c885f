"""Changes to plan files: add an entry, create a record, redact, renumber, undo."""

from actionplan._exports import exported

__getattr__, __dir__ = exported(__name__)
