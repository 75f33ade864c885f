"""The page docs/api.md: every public name with its signature and docstring, from the program: ``make docs``."""

import inspect
import re
import textwrap
from collections.abc import Iterator
from importlib import import_module
from typing import Any

PACKAGES = ("", "model", "summary", "rules", "edit", "git", "tables", "storage", "sheets", "report", "returns")
"""The public modules, without ``actionplan.``; the first is the package itself."""

_SECTION = re.compile(r"^(Args|Attributes|Returns|Yields|Raises|Example):$")
_MODULE = re.compile(r"\b(?:actionplan|datetime|decimal|collections\.abc|typing|os)\.(?:[a-z_]+\.)*(?=[A-Za-z])")
_ADDRESS = re.compile(r"<[^<>]* at 0x[0-9a-f]+>|<factory>|NOTHING")
_LONG = 100
"""A signature that is longer has a line for each argument."""


def module(package: str) -> Any:
    """Return a public module."""
    return import_module(f"actionplan.{package}".rstrip("."))


def public_names(package: str) -> dict[str, Any]:
    """Return the functions, classes and values that a public module exports, by name."""
    names = {name: getattr(module(package), name) for name in module(package).__all__}
    return {name: value for name, value in names.items() if not inspect.ismodule(value)}


def api_reference() -> str:
    """Return the part of the page that the docstrings give."""
    return "\n".join(line for package in PACKAGES for line in _package(package))


def _package(package: str) -> Iterator[str]:
    name = f"actionplan.{package}".rstrip(".")
    yield f"## {name}\n"
    yield f"{_prose(inspect.getdoc(module(package)) or '')}\n" if package else ""
    names = public_names(package)
    functions = {name: value for name, value in names.items() if inspect.isfunction(value)}
    classes = {name: value for name, value in names.items() if inspect.isclass(value)}
    for title, group in (("Functions", functions), ("Classes", classes)):
        if group:
            yield f"### {title} of {name}\n"
        for each in sorted(group):
            yield from _entry(each, group[each], is_called=title == "Functions" or package in ("", "model"))
    if values := sorted(names.keys() - functions.keys() - classes.keys()):
        yield f"### Values and types of {name}\n"
        yield f"{', '.join(f'`{each}`' for each in values)}.\n"


def _entry(name: str, value: Any, *, is_called: bool) -> Iterator[str]:
    """Yield what the page has on one name; results are not made by calling their class, so have no signature."""
    yield f"#### {name}\n"
    if is_called and not (inspect.isclass(value) and issubclass(value, BaseException)):
        yield f"```python\n{signature(name, value)}\n```\n"
    yield from _markdown(inspect.getdoc(value) or "")
    if inspect.isclass(value):
        for member, function in sorted(vars(value).items()):
            if not member.startswith("_") and isinstance(function, property | staticmethod | classmethod) | (
                inspect.isfunction(function)
            ):
                yield from _member(value, member)


def _member(owner: type, name: str) -> Iterator[str]:
    value = inspect.getattr_static(owner, name)
    text = inspect.getdoc(value.fget if isinstance(value, property) else getattr(owner, name)) or ""
    shown = name if isinstance(value, property) else signature(name, getattr(owner, name))
    yield f"- `{_one_line(shown)}`: {_prose(text.partition(chr(10) * 2)[0])}\n"


def signature(name: str, value: Any) -> str:
    """Return how a function or class is called, as Python, without the names of modules."""
    try:
        made = inspect.signature(value)
    except ValueError:
        return name
    text = _plain(f"{name}{made}")
    text = text.removesuffix(" -> None") if inspect.isclass(value) else text
    if len(text) <= _LONG:
        return text
    arguments = [_plain(str(each)) for each in _with_star(made)]
    end = text[text.rindex(") -> ") :] if ") -> " in text else ")"
    return "\n".join((f"{name}(", *(f"    {argument}," for argument in arguments), end))


def _plain(text: str) -> str:
    """Return a signature without the names of modules, and without quotes around types."""
    text = _ADDRESS.sub("...", _MODULE.sub("", text).replace("NoneType", "None"))
    return re.sub(r"(: |-> )'([^']+)'", r"\1\2", text)


def _with_star(made: inspect.Signature) -> Iterator[object]:
    """Yield the parameters, with ``*`` before those that have to be named."""
    starred = False
    for parameter in made.parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY and not starred:
            starred = True
            yield "*"
        yield parameter


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _prose(text: str) -> str:
    """Return paragraphs with each on one line, in Markdown; ``code`` of reStructuredText becomes `code`."""
    paragraphs = [_one_line(part) for part in text.replace("``", "`").split("\n\n")]
    return "\n\n".join(textwrap.fill(part, 120, break_on_hyphens=False, break_long_words=False) for part in paragraphs)


def _markdown(docstring: str) -> Iterator[str]:
    """Yield a docstring as Markdown: its sections are lists, and its example is a block of code."""
    section, lines = "", []
    for line in [*docstring.splitlines(), "Example:"]:
        found = _SECTION.match(line)
        if found is None:
            lines.append(line)
            continue
        yield from _section(section, textwrap.dedent("\n".join(lines)).strip("\n"))
        section, lines = found[1], []
    if lines:
        yield from _section("Example", textwrap.dedent("\n".join(lines)).strip("\n"))


def _section(name: str, text: str) -> Iterator[str]:
    if not text.strip():
        return
    if not name:
        yield f"{_prose(text)}\n"
    elif name == "Example":
        yield f"```python\n{text}\n```\n"
    elif name in ("Returns", "Yields"):
        yield f"{name}: {_prose(text)}\n"
    else:
        items = re.split(r"\n(?=\S)", text)
        yield "\n".join(
            (f"{name}:\n", *(textwrap.fill(_item(each), 120, subsequent_indent="  ") for each in items), "")
        )


def _item(text: str) -> str:
    names, colon, meaning = _one_line(text).partition(": ")
    return f"- `{names}`: {meaning.replace('``', '`')}" if colon else f"- {names.replace('``', '`')}"
