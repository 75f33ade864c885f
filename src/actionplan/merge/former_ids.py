"""The ids that a record had before, in the head of its file; a merge keeps those of both sides."""

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from actionplan.storage.in_place import with_values
from actionplan.storage.save import SaveError
from actionplan.storage.toml import Unreadable, decode, document_of, parse


def former_ids(table: Mapping[str, Any]) -> list[str]:
    """Return the former ids of a record from its table."""
    former = table.get("formerly")
    return [str(name) for name in former] if isinstance(former, list) else []


def with_former_ids(path: str, data: bytes, ids: Sequence[str]) -> bytes:
    """Return a record's file with other former ids; no other byte changes.

    Args:
        path: the file, for messages.
        data: its bytes.
        ids: every id that the record had before.

    Raises:
        Unreadable: it is not TOML.
    """
    return with_values(document_of(path, data), {("formerly",): list(ids)})


def with_all_former_ids(path: str, versions: Sequence[bytes]) -> Sequence[bytes]:
    """Return versions of a record's file, each with the former ids of all; unchanged if they agree or cannot be read.

    Former ids are never lost in a merge, even if its base, which git made of several, has those of one side.

    Args:
        path: the file. Its name is the record's id, which is no former one; but where both sides renamed the file, git
            gives us its old name.
        versions: base, ours and theirs; one that is empty stays so.
    """
    name = os.path.basename(path).removesuffix(".toml")
    with suppress(Unreadable, SaveError):
        listed = [former_ids(parse(path, decode(path, data))) for data in versions if data.strip()]
        sides = listed[-2:]
        every = list(dict.fromkeys(each for ids in listed for each in ids))
        if not all(name in ids for ids in sides):
            every = [each for each in every if each != name]
        if any(ids != every for ids in sides):
            return [with_former_ids(path, data, every) if data.strip() else data for data in versions]
    return versions
