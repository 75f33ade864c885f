"""Plans as folders of TOML files: load them, check them, calculate where they stand on a day, add to their history.

    >>> import actionplan
    >>> portfolio = actionplan.load("plans/hertfordshire-send")
    >>> summary = actionplan.status(portfolio.at(date(2024, 10, 1)))

Nothing here reads a clock: the day is always an argument. ``docs/api.md`` describes every public name. Those of this
module are for everyday use; the packages `model`, `summary`, `rules`, `edit`, `git`, `tables`, `storage` and `report`
have the rest.
"""

from actionplan._exports import exported

__version__ = "0.1.0"

__getattr__, __dir__ = exported(__name__)
