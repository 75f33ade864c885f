"""The root of every error that this library raises, and errors about arguments."""

from collections.abc import Iterable


class ActionPlanError(Exception):
    """Anything that actionplan raises about a plan, a file or an argument."""


class WrongArgument(ActionPlanError, TypeError):
    """An argument has the wrong type; the message names the argument and what it should be.

    Args:
        name: the argument.
        expected: what it should be, as words.
        value: what was passed.
    """

    def __init__(self, name: str, expected: str, value: object) -> None:
        hint = "; use .date() of it" if type(value).__name__ == "datetime" else ""
        super().__init__(f"{name} must be {expected}, not {type(value).__name__} {value!r:.60}{hint}")


class UnknownName(ActionPlanError, KeyError, ValueError):
    """A name is not among those that exist; the message names the nearest one.

    Args:
        kind: what was named, such as ``owner``.
        name: the name.
        known: the names that exist.
    """

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        from actionplan.model.suggest import hint

        super().__init__(f'there is no {kind} "{name}". {hint(str(name), sorted(set(known)))}')

    def __str__(self) -> str:  # a KeyError would print its message in quotes
        return str(self.args[0])
