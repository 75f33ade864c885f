"""Texts that were pasted into options, without what nobody intends to paste."""

from collections.abc import Iterator, Mapping
from typing import Any

import click

from actionplan.cli import console

_OPEN = ("...", "\u2026")
"""What advice has in place of words that only the user can write."""


def cleaned_options(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return options with their texts cleaned, and a note on stderr about what was removed or replaced.

    Args:
        options: the options by their names; values that are not texts are kept.

    Raises:
        click.UsageError: a text is only "...", copied from advice.
    """
    from actionplan.input.text import removed

    for name, value in options.items():
        if any(text.strip() in _OPEN for text in _texts(value)):
            raise click.UsageError(f'{name.replace("_", " ")}: "..." stands for your own words: write them')
    if what := dict.fromkeys(words for text in _texts(options) for words in removed(text)):
        console.warn(f"Note: removed or replaced in the text: {', '.join(what)}.")
    return {name: _cleaned(value) for name, value in options.items()}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from _texts(list(value.values()))
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)


def _cleaned(value: Any) -> Any:
    from actionplan.input.text import cleaned

    if isinstance(value, str):
        return cleaned(value) or value  # that nothing is left is a mistake, which a rule names
    if isinstance(value, Mapping):
        return {name: _cleaned(each) for name, each in value.items()}
    return type(value)(map(_cleaned, value)) if isinstance(value, list | tuple) else value
