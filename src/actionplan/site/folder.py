"""The folder of a site: which files in it are ours, and nothing else is touched."""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final

from attrs import frozen

from actionplan.model.refused import Refused
from actionplan.report.inline import PageLink
from actionplan.storage.whole_file import write_whole

LIST: Final = "site.json"
"""The list of our files, which makes a folder the folder of a site."""

_MADE_BY: Final = "site"

MARK: Final = b"made by actionplan"
"""What each file of ours has in it, so that one is known that an interrupted run wrote and did not list."""


@frozen(kw_only=True)
class Folder:
    """The folder of a site, with what is in it before it is made again.

    Attributes:
        root: the folder.
        files: our files by their paths from there, with ``/`` between their parts; each with what its page is about, or
            None for a file that is no page.
        is_internal: whether its pages show what is not for the public.
    """

    root: str
    files: Mapping[str, PageLink | None]
    is_internal: bool = False

    @property
    def plans(self) -> set[str]:
        """The ids of the plans that it has pages about."""
        return {about.plan for about in self.files.values() if about is not None and about.plan}


def open_folder(root: str, *, is_internal: bool = False) -> Folder:
    """Return the folder of a site; one that is empty or not there becomes one.

    Args:
        root: the folder.
        is_internal: whether its pages will show what is not for the public.

    Raises:
        Refused: it has files and is no site, its list cannot be read, or it is a site for other readers.
        OSError: it cannot be written to.
    """
    path = os.path.join(root, LIST)
    try:
        with open(path, encoding="utf-8") as file:
            folder = _folder(root, json.load(file))
    except FileNotFoundError:
        if os.path.isdir(root) and os.listdir(root):
            raise Refused(
                f"{root} has files that are no site of ours, and none of them may be lost: name another folder, or an "
                "empty one, with -o"
            ) from None
        folder = Folder(root=root, files={}, is_internal=is_internal)
        os.makedirs(root, exist_ok=True)
        write_list(folder, folder.files)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise Refused(f"{path} is no list of ours: name another folder with -o") from error
    if folder.is_internal != is_internal:
        has = "also shows what is not for the public" if folder.is_internal else "is for the public"
        raise Refused(f"the site in {root} {has}, and the two may not be mixed: name another folder with -o")
    return folder


def _folder(root: str, found: dict[str, Any]) -> Folder:
    if found["made_by"] != _MADE_BY:
        raise ValueError(found["made_by"])
    files = {str(path): _page(about) for path, about in found["files"].items() if _is_inside(path)}
    return Folder(root=root, files=files, is_internal=found.get("internal") is True)


def _page(about: Mapping[str, str] | None) -> PageLink | None:
    return None if about is None else PageLink(str(about["kind"]), str(about["id"]), str(about["plan"]))


def _is_inside(path: str) -> bool:
    """Return whether a path of a list leads nowhere out of the folder."""
    return not {"", ".", ".."} & set(path.split("/")) and not set(path) & set("\\:\0")


def write_list(folder: Folder, files: Mapping[str, PageLink | None]) -> None:
    """Write the list of our files.

    Args:
        folder: the folder.
        files: the files that it has now; see `Folder`.
    """
    about = {path: page and {"plan": page.plan, "kind": page.kind, "id": page.id} for path, page in files.items()}
    listed = {"made_by": _MADE_BY, "internal": folder.is_internal, "files": dict(sorted(about.items()))}
    write_whole(os.path.join(folder.root, LIST), (json.dumps(listed, indent=1) + "\n").encode())


def write_changed(folder: Folder, path: str, data: bytes) -> bool:
    """Write a file of the site, unless it has these bytes already; return whether it was written.

    Args:
        folder: the folder.
        path: the path of the file from there.
        data: its bytes.

    Raises:
        Refused: there is a file that we did not write.
        OSError: it cannot be written.
    """
    whole = _whole(folder, path)
    try:
        with open(whole, "rb") as file:
            found = file.read()
    except FileNotFoundError:
        os.makedirs(os.path.dirname(whole), exist_ok=True)
    else:
        if found == data:
            return False
        if path not in folder.files and MARK not in found:
            raise Refused(f"{whole} is in the way, and it is no file of ours: move it, or name another folder with -o")
    write_whole(whole, data, is_safe=False)
    return True


def remove(folder: Folder, path: str) -> None:
    """Remove a file of the site, and the folders that are empty then."""
    with suppress(OSError):
        os.unlink(_whole(folder, path))
    with suppress(OSError):
        os.removedirs(os.path.dirname(_whole(folder, path)))


def _whole(folder: Folder, path: str) -> str:
    return os.path.join(folder.root, *path.split("/"))
