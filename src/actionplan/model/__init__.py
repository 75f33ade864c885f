"""Records in the words of the field: plans, actions, measures, dates, problems. No file or clock is read."""

from actionplan._exports import exported

__getattr__, __dir__ = exported(__name__)
