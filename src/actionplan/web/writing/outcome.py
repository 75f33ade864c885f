"""What a form asks of a command, and what the command answers."""

from collections.abc import Callable, Collection, Mapping, Sequence
from hashlib import sha256

from attrs import field, frozen

from actionplan.model.problem import Problem
from actionplan.report.document import Block
from actionplan.storage.save import Prepared


@frozen(kw_only=True)
class Request:
    """What a form asks of a command.

    Attributes:
        words: the words of the command, as they could be entered after ``actionplan``.
        is_saving: whether to save the change; otherwise it is only prepared.
        confirmed: the keys of what the user has confirmed, from `confirmation_key`.
        seen: the digests of the files that the form showed, by path: what has changed since is not written to.
    """

    words: Sequence[str]
    is_saving: bool = False
    confirmed: Collection[str] = ()
    seen: Mapping[str, str] = field(factory=dict)


@frozen
class Refusal:
    """A sentence that says why a command was refused.

    Attributes:
        message: what is wrong, and what to do.
        field: the field of the form that it is about; empty for the whole.
    """

    message: str
    field: str = ""


@frozen(kw_only=True)
class Outcome:
    """What a command answers.

    Attributes:
        refusals: why it cannot be done; empty if it can.
        prepared: the change; None where the command did not come so far, or changes the plan in another way.
        asked: what must be confirmed before it is saved.
        said: what the command printed.
        documents: the reports that it printed, as they were made.
        is_stale: whether a file is no longer as the form showed it.
        is_saved: whether the change is saved.
    """

    refusals: tuple[Refusal, ...] = ()
    prepared: Prepared | None = None
    asked: tuple[Problem, ...] = ()
    said: str = ""
    documents: tuple[Block, ...] = ()
    is_stale: bool = False
    is_saved: bool = False


Run = Callable[[Request], Outcome]
"""Runs a command for a form."""


def confirmation_key(asked: Problem) -> str:
    """Return a short text that is the same as long as the same is asked."""
    return f"{asked.code}-{sha256(asked.message.encode()).hexdigest()[:12]}"


def digest(data: bytes | None) -> str:
    """Return the digest of a file's bytes; empty where there is no file."""
    return sha256(data).hexdigest() if data is not None else ""
