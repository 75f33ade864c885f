"""Calculations and their results: where a plan is on a day. Nothing here reads a file or a clock.

The functions that take a view (`status`, `measures`, `since` ...) are in `actionplan` itself.
"""

from actionplan._exports import exported

__getattr__, __dir__ = exported(__name__)
