"""Find words of this project's old private dialect in what people read: ``make lint`` runs this.

It reads docstrings, comments, texts that the program shows, names of tests, and the Markdown pages. Phrases that are
plain English where they are used are listed in ``tools/english_allowed.txt``.
"""

import ast
import io
import re
import sys
import tokenize
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

REPOSITORY = Path(__file__).parent.parent
ALLOWED = Path(__file__).with_name("english_allowed.txt")
SOURCES = ("src", "docs", "tools", "examples", "benchmarks", "tests")
DATA = ("tests/", "examples/northshire", "benchmarks/made_plans")
"""Where texts are those of plans made up for tests and examples, not of the program."""

PRIVATE_WORDS = {
    r"tells?|telling|told": "report, show, include, explain",
    r"(?:hold|holds|held|holding)(?: \w+){0,4} against(?: each other)?": "compare with",
    r"stands?(?! for\b|[-\s]+down\b)|stood(?! for\b|[-\s]+down\b)|standing": "is, applies, is in",
    r"lies": "is in",
    r"meant": "target, intended",
    r"typed (?:by hand|in|wrong)|(?:was|is|are|were|as) typed|what \w+ typed": "entered, input",
    r"mend|mends|mended|mending": "fix, correct",
    r"puts?(?: \w+){0,3} right|set right": "correct",
    r"likewise": "the same (repeat the noun)",
    r"anew": "again",
    r"(?:by|for|of) (?:it|him|her|them)sel(?:f|ves)": "separately, automatically, on its own",
    r"tails?": "history",
    r"stubs?": "redaction marker",
    r"rooms?": "package",
    r"a page of our own|page of (?:our|its) own": "our own module",
    r"slips?": "typo, mistake (for dates: is moved back)",
    r"officers?": "user (in code)",
    r"(?:is|are|was|were) to be": "must be, will be",
    r"look(?:s|ed|ing)? (?:at|through|into)": "read, check",
    r"let(?:s|ting)? go of": "release, drop",
    r"whereof|thereof|wherein": "of it, in it",
    r"come(?:s)? to nothing": "has no effect",
    r"(?:bear|bears|bore) the (?:id|name)": "has the id",
    r"gone through|go(?:es)? through": "read, process",
    r"motions?": "resolution",
    r"(?:is|are|was|were) said": "stated, recorded, shown",
    r"whom|whosoever": "(name the person or record)",
}
"""Each private word, as a pattern, with what to write in its place."""

FIRST_WORDS = {r"Gives?\b|Tells?\b|Says?\b": "Return ..., Yield ..."}
"""Words that a docstring does not begin with."""

WORDS = re.compile("|".join(rf"(\b(?:{word})\b)" for word in PRIVATE_WORDS), re.IGNORECASE)
OPENINGS = re.compile("|".join(rf"({word})" for word in FIRST_WORDS))
ADVICE = tuple(PRIVATE_WORDS.values())


class Text(NamedTuple):
    """A piece of text that people read: its line, its kind and its words."""

    line: int
    kind: str
    words: str


class Problem(NamedTuple):
    """A private word: where it is, and what to write in its place."""

    path: str
    line: int
    kind: str
    word: str
    advice: str
    context: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.kind}: {self.word!r}, write: {self.advice}  | {self.context}"


def python_texts(source: str) -> Iterator[Text]:
    """Yield the docstrings, texts and comments of a module, and the names of its tests."""
    tree = ast.parse(source)
    docstrings = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            docstrings.add(node.value)
            yield from _lines(node.value.lineno, "docstring", node.value.value)
        elif isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            yield Text(node.lineno, "test name", node.name.removeprefix("test_").replace("_", " "))
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and node not in docstrings
            and " " in node.value
        ):
            yield from _lines(node.lineno, "text", node.value)
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield Text(token.start[0], "comment", token.string)


def markdown_texts(source: str) -> Iterator[Text]:
    """Yield the lines of a Markdown page, without code."""
    fenced = False
    for number, line in enumerate(source.splitlines(), 1):
        if line.startswith("```"):
            fenced = not fenced
        elif not fenced and not line.startswith("    "):
            yield Text(number, "page", re.sub(r"`[^`]*`|\]\([^)]*\)", "``", line))


def _lines(first: int, kind: str, text: str) -> Iterator[Text]:
    """Yield the lines of a text, the first of a docstring as such."""
    for offset, line in enumerate(text.split("\n")):
        yield Text(first + offset, f"{kind}, first line" if kind == "docstring" and not offset else kind, line)


def problems_of(path: Path, allowed: re.Pattern[str]) -> Iterator[Problem]:
    """Yield each private word of a file that no allowed phrase covers."""
    source = path.read_text(encoding="utf-8")
    texts = python_texts(source) if path.suffix == ".py" else markdown_texts(source)
    return problems_in(path.relative_to(REPOSITORY).as_posix(), texts, allowed)


def problems_in(name: str, texts: Iterable[Text], allowed: re.Pattern[str]) -> Iterator[Problem]:
    """Yield each private word of some texts that no allowed phrase covers.

    Arguments:
        name: the file's path in the repository.
        texts: its texts.
        allowed: the allowed phrases.
    """
    for line, kind, text in texts:
        if kind == "text" and name.startswith(DATA):
            continue
        context = text.strip()[:110]
        checked = allowed.sub("", text)
        for match in WORDS.finditer(checked):
            if match[0].lower().startswith("officer") and (kind in {"text", "page"} or not name.startswith("src/")):
                continue
            yield Problem(name, line, kind, match[0], ADVICE[(match.lastindex or 1) - 1], context)
        if kind == "docstring, first line" and (opening := OPENINGS.match(checked)):
            yield Problem(name, line, kind, opening[0], "Return ..., Yield ...", context)


def listed(path: Path) -> list[str]:
    """Return the lines of a list, without comments and empty lines."""
    if not path.is_file():
        return []
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def files() -> list[Path]:
    """Return every file that the check reads."""
    sources = [path for folder in SOURCES for path in (REPOSITORY / folder).rglob("*.py")]
    pages = [*(REPOSITORY / "docs").rglob("*.md"), *(REPOSITORY / "docs").rglob("*.md.in"), *REPOSITORY.glob("*.md")]
    return sorted({*sources, *pages} - {Path(__file__)})


def main() -> int:
    """Print each private word with its place; return 1 if there is any, else 0."""
    allowed = re.compile("|".join(map(re.escape, listed(ALLOWED))) or r"(?!)", re.IGNORECASE)
    problems = [problem for path in files() for problem in problems_of(path, allowed)]
    print("\n".join(map(str, problems)))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
