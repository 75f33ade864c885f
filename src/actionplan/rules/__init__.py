"""Rules about plans: checks find problems, questions are those of a committee, confirmations those before writing."""

from actionplan._exports import exported

__getattr__, __dir__ = exported(__name__)
