"""Owners' returns: a workbook for each owner, made from the plan, filled in, and read back into it."""

from actionplan._exports import exported

__getattr__, __dir__ = exported(__name__)
