"""What is asked for and cannot be done, and libraries that only some people need, imported when they are used."""

from importlib import import_module
from typing import Any, Final

from actionplan.model.errors import ActionPlanError


class Refused(ActionPlanError):
    """Something cannot be done, and nothing was; ``args[0]`` says why, and what to do."""


class NotInstalled(Refused):
    """A library is needed that is not there; ``args[0]`` names it, and says how to install it."""


_INSTALL: Final = {
    "pyarrow": 'pip install "actionplan[data]"',
    "duckdb": 'pip install "actionplan[data]"',
    "docx": 'pip install "actionplan[report]"',
    "resvg_py": 'pip install "actionplan[report]"',
    "xlsxwriter": 'pip install "actionplan[sheets]"',
    "typst": 'pip install "actionplan[pdf]"',
    "flask": 'pip install "actionplan[web]"',
    "platformdirs": 'pip install "actionplan[web]"',
    "waitress": 'pip install "actionplan[web]"',
    **dict.fromkeys(("defusedxml", "openpyxl", "xlsxwriter"), 'pip install "actionplan[sheets]"'),
    "pandas": "pip install pandas",
    "polars": "pip install polars",
}


def needed(name: str) -> Any:
    """Import a library that is not installed with every `actionplan`.

    Args:
        name: its name, or that of a module in it.

    Raises:
        NotInstalled: it is not there.
    """
    library = name.partition(".")[0]
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != library:
            raise
        raise NotInstalled(
            f"this needs {library}, which is not installed; to install it:\n  {_INSTALL[library]}"
        ) from error
