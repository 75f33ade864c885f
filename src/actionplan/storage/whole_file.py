"""Write a whole file that is not part of a plan: the old one stays until the new one is complete."""

import os
import tempfile


def write_whole(path: str, data: bytes, *, is_safe: bool = True) -> None:
    """Write a file, or leave what is there if it cannot be written whole.

    Args:
        path: the file; its folder must exist.
        data: all its bytes.
        is_safe: whether to wait until the disk has it, to survive a power cut; False if it can be made again.

    Raises:
        OSError: it cannot be written; nothing is left behind.
    """
    folder, name = os.path.split(os.path.realpath(path))
    number, temporary = tempfile.mkstemp(prefix=f".{name}.", dir=folder)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(data)
            file.flush()
            if is_safe:
                os.fsync(file.fileno())
        os.chmod(temporary, _mode(path))
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def _mode(path: str) -> int:
    """Return the mode of the file that is replaced, or that of a new file."""
    try:
        return os.stat(path).st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
