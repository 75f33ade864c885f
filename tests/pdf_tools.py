"""Read PDF files with other people's programs: those of Debian's packages poppler-utils and qpdf."""

import json
import re
import subprocess
from tempfile import NamedTemporaryFile
from typing import Any


def run(*command: str, given: bytes = b"") -> str:
    """Run a program, and return what it prints."""
    return subprocess.run(command, input=given, capture_output=True, check=True).stdout.decode("utf-8")


def text_of(pdf: bytes, page: int | None = None) -> str:
    """Return the words of a file, or of one page, in the order in which they are drawn."""
    pages = () if page is None else ("-f", str(page), "-l", str(page))
    return run("pdftotext", "-raw", "-nopgbrk", *pages, "-", "-", given=pdf)


def letters_of(text: str) -> str:
    """Return a text without blanks, and without the marks by which pdftotext says which way letters run."""
    return re.sub("[\\s\u202a-\u202e]", "", text)


def info_of(pdf: bytes, *options: str) -> str:
    """Return what pdfinfo says of a file."""
    return run("pdfinfo", *options, "-", given=pdf)


_TAG = re.compile(r'( *)([A-Z][A-Za-z0-9]*)(?: <\w+>)?(?: ".*")?(?: \((?:block|inline)\))?:?')


def tags_of(pdf: bytes) -> str:
    """Return the tags that a screen reader follows, each on a line with its words, and those within it indented.

    ``Div`` and ``Span`` say nothing of what is in them and are left out, as are attributes.
    """
    found: list[str] = []
    open_tags: list[tuple[int, int]] = []  # how far each is indented, and its place in what is found
    for line in info_of(pdf, "-struct-text").splitlines():
        if tag := _TAG.fullmatch(line):
            while open_tags and open_tags[-1][0] >= len(tag[1]):
                open_tags.pop()
            if tag[2] not in ("Div", "Span"):
                found.append("  " * len(open_tags) + tag[2])
                open_tags.append((len(tag[1]), len(found) - 1))
        elif words := re.fullmatch(r' *"(.*)"', line):
            found[open_tags[-1][1]] += f" {words[1]}"
    return "\n".join(re.sub(r"(?<=\S) +", " ", line).rstrip() for line in found)


def objects_of(pdf: bytes) -> list[dict[str, Any]]:
    """Return the dictionaries of a file, once qpdf has found no error in its syntax."""
    with NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        assert "No syntax or stream encoding errors found" in run("qpdf", "--check", file.name)
        parsed = json.loads(run("qpdf", "--json=2", "--json-key=qpdf", file.name))
    values = [each.get("value", {}) for each in parsed["qpdf"][1].values()]
    return [value for value in values if isinstance(value, dict)]


def alternatives_of(pdf: bytes) -> list[str]:
    """Return what each picture says to people who do not see it; small ones beside their words have no tag."""
    return [each.get("/Alt", "").removeprefix("u:") for each in objects_of(pdf) if each.get("/S") == "/Figure"]
