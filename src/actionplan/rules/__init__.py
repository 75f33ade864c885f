"""Rules about plans: checks, which find problems, and questions, which a committee would ask."""

from actionplan._exports import exported

__getattr__, __dir__ = exported(__name__)
