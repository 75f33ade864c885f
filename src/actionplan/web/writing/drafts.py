"""What was entered into a form and not saved yet, kept in the user's own folder and never in the plan."""

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from hashlib import sha256
from pathlib import Path

from attrs import frozen

from actionplan.web.writing.form import Values


@frozen(kw_only=True)
class Draft:
    """What was entered into a form.

    Attributes:
        root: the folder of the plan.
        address: the address of the form.
        title: what the form does, and to what.
        day: the day on which it was entered.
        values: what was entered.
    """

    root: str
    address: str
    title: str
    day: date
    values: Values


class Drafts:
    """The drafts in a folder, one for each form of each record. A folder that cannot be written keeps none."""

    def __init__(self, folder: str) -> None:
        """Take the folder, which need not exist yet."""
        self._folder = Path(folder)

    def keep(self, draft: Draft) -> None:
        """Keep a draft in place of an earlier one of the same form; without anything entered there is none to keep."""
        if not any(text.strip() for values in draft.values.values() for text in values):
            return
        path = self._path(draft.root, draft.address)
        table = {**{name: getattr(draft, name) for name in ("root", "address", "title")}, "day": draft.day.isoformat()}
        table["values"] = {name: list(values) for name, values in draft.values.items()}
        temporary = path.with_suffix(f".{os.getpid()}.tmp")
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(table, file)
            temporary.replace(path)

    def drop(self, root: str, address: str) -> None:
        """Remove the draft of a form, if there is one."""
        with suppress(OSError):
            self._path(root, address).unlink()

    def of(self, root: str, address: str) -> Draft | None:
        """Return the draft of a form; None if there is none."""
        return _read(self._path(root, address))

    def of_plan(self, root: str) -> Sequence[Draft]:
        """Return the drafts of a plan."""
        with suppress(OSError):
            found = [_read(path) for path in sorted(self._folder.glob("*.json"))]
            return [each for each in found if each is not None and each.root == root]
        return []

    def _path(self, root: str, address: str) -> Path:
        name = sha256("\0".join((root, address)).encode()).hexdigest()[:24]
        return self._folder / f"{name}.json"


def _read(path: Path) -> Draft | None:
    try:
        table = json.loads(path.read_text("utf-8"))
        values = {str(name): [str(text) for text in texts] for name, texts in table["values"].items()}
        return Draft(
            root=str(table["root"]),
            address=str(table["address"]),
            title=str(table["title"]),
            day=date.fromisoformat(table["day"]),
            values=values,
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
