"""Problems of a plan and their places: values that every package can make and only ``report`` shows."""

from attrs import frozen

from actionplan.model.errors import ActionPlanError
from actionplan.model.vocabulary import Severity

KeyPath = tuple[str | int, ...]
"""The way to a value inside a TOML file: ``("status", 2, "due")`` is the key ``due`` of the third ``[[status]]``."""


@frozen(kw_only=True)
class Location:
    """A place in a plan file.

    Attributes:
        path: the file, as the reader would type it.
        keys: the way to the value; empty for the file as a whole.
        on_key: whether it is the place of the key itself, not of its value.
        line: line number from 1; None until the store has looked it up.
        column: character in that line from 1; None where that is not known.
        text: the line itself, without its line end; None where that is not known.
        length: how many characters the caret underlines.
        cell: the cell of a file of tables, such as ``Actions!F12``, in place of line and column; empty for others.
    """

    path: str
    keys: KeyPath = ()
    on_key: bool = False
    line: int | None = None
    column: int | None = None
    text: str | None = None
    length: int = 1
    cell: str = ""


@frozen(kw_only=True)
class Problem:
    """One thing wrong with a plan.

    Attributes:
        code: the stable code of the rule, such as ``E201``; the first letter is E for an error, W for a warning, P for
            what a command asks the user to confirm before it writes.
        severity: ``error`` or ``warning``.
        message: one sentence: what is wrong.
        where: the place.
        expected: what would have been right; empty when the message says it all.
        fix: the most likely correction; empty when that is not known.
    """

    code: str
    severity: Severity
    message: str
    where: Location
    expected: str = ""
    fix: str = ""

    def __str__(self) -> str:
        where = ":".join(
            str(part) for part in (self.where.path, self.where.cell or self.where.line, self.where.column) if part
        )
        return f"{where}: {self.code} {self.message}"


def problem(code: str, message: str, where: Location, *, expected: str = "", fix: str = "") -> Problem:
    """Make a problem, its severity taken from the first letter of its code."""
    severity: Severity = "error" if code.startswith("E") else "warning"
    return Problem(code=code, severity=severity, message=message, where=where, expected=expected, fix=fix)


class ProblemsFound(ActionPlanError):
    """A plan has problems, and the caller wanted one without.

    Attributes:
        problems: what is wrong, with places.
    """

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        first = min(problems, key=lambda found: found.severity != "error")  # what stopped the caller is an error
        super().__init__(f"{first}{more}")
        self.problems = problems

    def __reduce__(self) -> tuple[type["ProblemsFound"], tuple[tuple[Problem, ...]]]:
        """Let the exception travel between processes."""
        return type(self), (self.problems,)
