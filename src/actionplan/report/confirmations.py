"""What a command asks the user to confirm before it writes, as text: in the order of the codes."""

from collections.abc import Container, Iterable, Sequence
from itertools import groupby
from operator import attrgetter
from textwrap import fill

from actionplan.model.problem import Problem
from actionplan.model.text import count
from actionplan.report.words import one_line
from actionplan.rules.confirmations import personal

_MOST = 10
"""With more of one code than this, only the first are shown."""


def confirmations_text(asked: Iterable[Problem], own: Container[str] = ()) -> str:
    """Return what is asked, in the order of the codes, each on a line; of many with one code only the first.

    Args:
        asked: what is asked.
        own: the files that would change. Places in other files, such as a round of updates, are shown.
    """
    lines: list[str] = []
    for code, group in groupby(sorted(asked, key=attrgetter("code")), key=attrgetter("code")):
        every = list(group)
        lines += [_line(each, own) for each in every[:_MOST]]
        if len(every) > _MOST:
            lines.append(f"  {code}  and {count(len(every) - _MOST, 'more like this', 'more like these')}")
    return "\n".join(lines)


def _line(asked: Problem, own: Container[str]) -> str:
    where = "" if asked.where.path in own else f"{asked.where.path}:{asked.where.cell or asked.where.line or 1}: "
    fix = f" ({asked.fix})" if asked.fix else ""
    text = f"  {asked.code}  {one_line(f'{where}{asked.message}{fix}')}"
    return fill(text, 79, subsequent_indent=" " * 8, break_long_words=False, break_on_hyphens=False)


def how_to_confirm(asked: Sequence[Problem], *, yes: bool) -> str:
    """Return a sentence with the options that confirm what is asked.

    Args:
        asked: what is asked.
        yes: whether ``--yes`` was given, which does not confirm personal data.
    """
    codes = sorted({each.code for each in asked})
    accept = " ".join(f"--accept {code}" for code in codes)
    if yes:
        return f"--yes does not confirm personal data. If this is none, add: {accept}"
    all_but = ", except personal data" if personal(asked) else ""
    return f"If this is right, add: {accept}\n--yes confirms everything{all_but}. See also: actionplan check --list"
