"""The files of a paper: those that it is made with, and those that it is written to."""

import os
import re
from typing import TYPE_CHECKING

import click

from actionplan.cli import console

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from actionplan.report.paper_blocks import Logo

_ENDINGS = (".html", ".docx", ".pdf", ".md", ".json")

_LOGOS = {
    ".svg": ("image/svg+xml", "SVG", re.compile(rb"(?s).*?<(\w+:)?svg\b")),
    ".png": ("image/png", "PNG", re.compile(rb"\x89PNG\r\n\x1a\n")),
    ".jpg": ("image/jpeg", "JPEG", re.compile(rb"\xff\xd8\xff")),
    ".jpeg": ("image/jpeg", "JPEG", re.compile(rb"\xff\xd8\xff")),
}
"""For each ending of a logo its media type, the name of its form, and how its content begins."""


def ending_of(path: str) -> str:
    """Return the ending of a file's name, in small letters."""
    return os.path.splitext(path)[1].lower()


def refuse_outputs(files: "Sequence[str]") -> None:
    """Refuse files that cannot be written, before a paper is made.

    Raises:
        click.UsageError: an ending is no form that we have, or a folder is not there.
    """
    from actionplan.model.suggest import did_you_mean

    for path in files:
        if ending_of(path) not in _ENDINGS:
            near = did_you_mean(ending_of(path), _ENDINGS) if ending_of(path) else ""
            hint = near or f"end it in {', '.join(_ENDINGS)}"
            raise click.UsageError(f'"{path}" does not say which form it is to have: {hint}')
        folder = os.path.dirname(path) or "."
        if not os.path.isdir(folder):
            raise click.UsageError(f'there is no folder "{folder}" for {path}: make it first, or name another one')
        if os.path.isdir(path):
            raise click.UsageError(f'"{path}" is a folder: name a file in it')


def write_papers(written: "Mapping[str, bytes]", *made_with: str | None, yes: bool) -> bool:
    """Write papers, and return whether they are written: a Word file that differs is replaced only when confirmed.

    Other forms are not made to be edited, so they are replaced.

    Args:
        written: the bytes of each file.
        made_with: the files that they are made with, which are never replaced; None for none.
        yes: whether an option confirms it.

    Raises:
        click.UsageError: a paper would replace a file that it is made with.
    """
    from actionplan.cli.output import write_file

    for path in written:
        if any(each is not None and os.path.realpath(each) == os.path.realpath(path) for each in made_with):
            raise click.UsageError(f'"{path}" is what the paper is made with: write the paper to another file')
    others = [path for path, data in written.items() if ending_of(path) == ".docx" and _differs(path, data)]
    if others and not yes and not _may_replace(others):
        return False
    left = list(written)
    try:
        for path, data in written.items():
            write_file(path, data)
            left.remove(path)
    except KeyboardInterrupt:
        console.warn(f"\nNot written: {', '.join(left)}")
        raise
    return True


def _differs(path: str, data: bytes) -> bool:
    return os.path.lexists(path) and _read(path, "-o") != data


def _may_replace(paths: "Sequence[str]") -> bool:
    """Return whether the user confirms that Word files are replaced, which somebody may have finished by hand."""
    for path in paths:
        console.explain(f"{path} is there already. Whatever somebody wrote into it would be lost.", on_stderr=True)
    it = "it" if len(paths) == 1 else "them"
    if not console.is_terminal():
        text = f"Nothing was written. Name another file, or to replace {it}, add: --yes"
        console.explain(text, on_stderr=True)
        return False
    if not click.confirm(f"Replace {it}?", default=False):
        console.warn("Nothing was written.")
        return False
    return True


def template_of(path: str | None, files: "Sequence[str]") -> bytes | None:
    """Read a template, which is for Word files only.

    Args:
        path: the template; None for none.
        files: the files to write.

    Raises:
        click.UsageError: it cannot be read, or no file is for Word.
    """
    if path is None:
        return None
    if not any(ending_of(file) == ".docx" for file in files):
        raise click.UsageError("--template is for Word files: add -o FILE.docx")
    return _read(path, "--template")


def logo_of(path: str | None, alt: str | None) -> "Logo | None":
    """Read a logo. It needs words for people who do not see it.

    Args:
        path: the picture; None for none.
        alt: the words.

    Raises:
        click.UsageError: one is given without the other, or the file is no picture.
    """
    from actionplan.report.paper_blocks import Logo

    if path is None:
        if alt is not None:
            raise click.UsageError("--logo-alt describes a logo, and there is none: add --logo FILE")
        return None
    if ending_of(path) not in _LOGOS:
        raise click.UsageError(f'"{path}" is no logo: it must end in {", ".join(_LOGOS)}')
    if not alt:
        raise click.UsageError("a logo needs words for people who do not see it: add --logo-alt TEXT")
    media_type, form, begins = _LOGOS[ending_of(path)]
    data = _read(path, "--logo")
    if not begins.match(data):
        raise click.UsageError(f'"{path}" is no picture in {form}: save the logo as {form}, or name another file')
    return Logo(data, media_type, alt)


def _read(path: str, option: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError as error:
        raise click.UsageError(f'{option}: there is no file "{path}". Is it in another folder?') from error
    except OSError as error:
        raise click.UsageError(f'{option}: "{path}" cannot be read: {error.strerror or error}') from error
