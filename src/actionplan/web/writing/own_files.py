"""Files in the user's own folder: those that were sent and are not taken in yet, and workbooks that were made."""

import os
import re
import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from typing import Final

from actionplan.storage.whole_file import write_whole

_DAYS: Final = 60
"""After so many days a file that was sent and never taken in is removed."""

_LONGEST: Final = 100
_UNFIT: Final = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')


class OwnFiles:
    """Files in a folder. Those that were sent are named by the digest of their contents; nobody chooses a path."""

    def __init__(self, folder: str) -> None:
        """Take the folder, which need not exist yet."""
        self._folder = Path(folder)

    def keep(self, name: str, data: bytes) -> str:
        """Keep a file that was sent, and return the digest by which it is found again.

        Args:
            name: what the sender called it; only its last part counts.
            data: its bytes.

        Raises:
            OSError: it cannot be written.
        """
        self._forget_old()
        digest = sha256(data).hexdigest()
        folder = self._sent / digest
        with suppress(FileNotFoundError):
            rmtree(folder)
        folder.mkdir(parents=True, mode=0o700)
        write_whole(str(folder / _file_name(name)), data)
        return digest

    def path(self, digest: str) -> str | None:
        """Return the path of a file that was sent; None if it is not there.

        Args:
            digest: what `keep` returned.
        """
        if re.fullmatch("[0-9a-f]{64}", digest) is None:
            return None
        with suppress(OSError):
            return next((str(path) for path in sorted((self._sent / digest).iterdir())), None)
        return None

    def drop(self, digest: str) -> None:
        """Remove a file that was sent, if it is there."""
        if self.path(digest) is not None:
            rmtree(self._sent / digest, ignore_errors=True)

    def made(self, root: str) -> str:
        """Return the folder for the workbooks that are made for a plan. It need not exist.

        Args:
            root: the plan's folder.
        """
        name = sha256(os.path.realpath(root).encode()).hexdigest()[:24]
        return str(self._folder / "made" / name)

    def workbook(self, root: str, name: str, digest: str) -> bytes | None:
        """Return the bytes of a workbook that was made for a plan; None if it is not there as it was made.

        Args:
            root: the plan's folder.
            name: the file's name.
            digest: the digest of its bytes.
        """
        if name != os.path.basename(name):
            return None
        with suppress(OSError, ValueError):
            data = Path(self.made(root), name).read_bytes()
            return data if sha256(data).hexdigest() == digest else None
        return None

    @property
    def _sent(self) -> Path:
        return self._folder / "sent"

    def _forget_old(self) -> None:
        with suppress(OSError):
            for each in self._sent.iterdir():
                if time.time() - each.stat().st_mtime > _DAYS * 86_400:
                    rmtree(each, ignore_errors=True)


def _file_name(name: str) -> str:
    """Return the last part of a name, without what no file may be called."""
    last = _UNFIT.sub("-", re.split(r"[/\\]", name)[-1]).strip(" .")
    stem, dot, ending = last.rpartition(".")
    return f"{(stem if dot else last)[:_LONGEST] or 'file'}{dot}{ending[:8] if dot else ''}"
