"""Dates, counts, bodies and names of fields as people read them."""

import re
import shlex
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from actionplan.model.bodies import Body
from actionplan.model.dates import PlanDate, is_exact, is_month, is_quarter, is_range

MONTH_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
MONTHS = tuple(name[:3] for name in MONTH_NAMES)


def day_text(day: date) -> str:
    """Return a day as people read it: ``12 Dec 2023``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def date_text(when: PlanDate | None, *, none: str = "", short: bool = False) -> str:
    """Return a plan date as people read it, as exact as it is: ``Sep 2024``, ``July to September 2025``.

    Args:
        when: the date; None where there is none.
        none: what to say then.
        short: whether the months of a quarter are shortened, as in a table: ``Jul to Sep 2025``.
    """
    if when is None:
        return none
    if when.label is not None or when.first is None or when.last is None:
        return when.label or when.text
    if is_exact(when):
        return day_text(when.first)
    if is_month(when):
        return f"{MONTHS[when.first.month - 1]} {when.first.year}"
    is_named = not (is_quarter(when) or is_range(when))
    return _name_of_time(when.text) if is_named else months_text(when.first, when.last, short=short)


def _name_of_time(text: str) -> str:
    """Return a financial year or a term as people write it: ``2024/25``, ``autumn term 2024``; else the text."""
    if match := _TERM.fullmatch(text):
        year = match["year"] if len(match["year"]) == 4 else f"20{match['year']}"
        return f"{match['season'].lower()} term {year}" + (f"/{match['next']}" if match["next"] else "")
    return text[2:].replace("-", "/") if text.startswith("FY") else text


_TERM = re.compile(
    r"(?P<season>autumn|spring|summer|winter|christmas|easter|michaelmas|lent)(?:-term)?-(?P<year>(?:\d\d)?\d\d)(?:-(?P<next>\d\d))?",
    re.ASCII | re.IGNORECASE,
)
"""The id of a term that shows its name."""


def date_from_to(when: PlanDate | None, *, none: str = "") -> str:
    """Return a plan date between "from" and "to", where a quarter or a range, which has a "to" of its own, is named.

    Args:
        when: the date; None where there is none.
        none: what to say then.
    """
    word = ""
    if when is not None and when.label is None:
        word = "the quarter " if is_quarter(when) else "the months " if is_range(when) else ""
    return f"{word}{date_text(when, none=none, short=True)}"


def span_of_periods(first: PlanDate, last: PlanDate) -> str:
    """Return from when to when some periods are, in short: ``Apr 2024 to Mar 2025`` for four quarters."""
    if (
        not any(is_quarter(each) or is_range(each) for each in (first, last))
        or first.first is None
        or last.last is None
    ):
        return f"{date_text(first)} to {date_text(last)}"
    return f"{MONTHS[first.first.month - 1]} {first.first.year} to {MONTHS[last.last.month - 1]} {last.last.year}"


def months_text(first: date, last: date, *, short: bool = False) -> str:
    """Return several months as people read them: ``July to September 2025``, ``November 2024 to January 2025``.

    Args:
        first: a day of the first month.
        last: a day of the last month.
        short: whether months are named in short, as for a table.
    """
    names = MONTHS if short else MONTH_NAMES
    begins = f" {first.year}" if first.year != last.year else ""
    return f"{names[first.month - 1]}{begins} to {names[last.month - 1]} {last.year}"


def count(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: ``1 action``, ``2 actions``, ``1,078 actions``."""
    return f"{number} {one}" if number == 1 else f"{number:,} {many or one + 's'}"


_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def number_word(number: int) -> str:
    """Return a small number as a word, a larger one in digits: ``four``, ``28``."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def times_text(number: int) -> str:
    """Return how often something happened: ``once``, ``twice``, ``3 times``."""
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def days_text(days: int, after: str = "") -> str:
    """Return a number of days, from a year on in years too: ``1 day``, ``503 days (1 year 5 months)``.

    Where brackets or a narrow column leave no place for the years, use ``count(days, "day")``.

    Args:
        days: the number of days.
        after: a word to put before the brackets, with its space: `` ago``.
    """
    text = count(days, "day") + after
    if days < 365:
        return text
    # 1461 days are four years of 12 months each; adding half of it rounds to the nearest month.
    years, months = divmod((days * 48 + 730) // 1461, 12)
    return f"{text} ({count(years, 'year')}{' ' + count(months, 'month') if months else ''})"


def about_text(days: int, *dates: PlanDate | None) -> str:
    """Return a number of days between dates that are not all exact, with the precision that they allow.

    That is ``about 7 months``; empty if every date is exact, so that the days can be counted.

    Args:
        days: the number of days.
        dates: the dates; None is left out.
    """
    if all(when is None or is_exact(when) for when in dates):
        return ""
    months = round(days * 48 / 1461)
    years, rest = divmod(months, 12)
    if years:
        return f"about {count(years, 'year')}{' ' + count(rest, 'month') if rest else ''}"
    return f"about {count(months, 'month')}" if months else "less than a month"


def span_text(days: int, *dates: PlanDate | None, after: str = "") -> str:
    """Return a number of days between dates: as `days_text` does if they are exact, otherwise as `about_text` does.

    Args:
        days: the number of days.
        dates: the dates; None is left out.
        after: a word to put after the number, with its space: `` later``.
    """
    about = about_text(days, *dates)
    return f"{about}{after}" if about else days_text(days, after)


def at_text(when: PlanDate) -> str:
    """Return a plan date after its preposition: ``on 12 Dec 2023``, ``in Oct 2024``, ``on some day in 2024``."""
    text = date_text(when, short=True)
    return f"{'on' if is_exact(when) or text.startswith(SOME_DAY) else 'in'} {text}"


def since_text(when: PlanDate) -> str:
    """Return a plan date after "since": ``2 Oct 2024``; of several months ``2023 (between March and August)``."""
    text = date_text(when)
    is_vague = text.startswith(SOME_DAY) or is_quarter(when) or is_range(when)
    if not is_vague or when.first is None or when.last is None:
        return text
    first, last = MONTH_NAMES[when.first.month - 1], MONTH_NAMES[when.last.month - 1]
    if when.first.year != when.last.year:
        return f"a day between {first} {when.first.year} and {last} {when.last.year}"
    if first == last:
        return f"{first} {when.first.year}"
    is_year = (when.first.month, when.last.month) == (1, 12)
    return f"{when.first.year}" if is_year else f"{when.first.year} (between {first} and {last})"


SOME_DAY = "some day"
"""How the label of a term begins that is a time in which something happened on a day that is not known."""


def ago_text(days: int, when: PlanDate | None = None) -> str:
    """Return how long ago a day was: ``today``, ``1 day ago``, ``503 days ago (1 year 5 months)``.

    Args:
        days: the number of days, counted from the last day that the date can mean.
        when: the date; if it is not exact, the answer is ``about 5 months ago``. A date that can mean days more than a
            quarter apart gives both ends: ``about 5 months to about 1 year 5 months ago``. None for an exact day.
    """
    if when is not None and _longest_ago(days, when) - days > _LONGEST_QUARTER:
        most = about_text(_longest_ago(days, when), when)
        return f"at most {most} ago" if days < _SHORTEST_MONTH else f"{about_text(days, when)} to {most} ago"
    if about := about_text(days, when):
        return f"{about} ago"
    return days_text(days, " ago") if days else "today"


_LONGEST_QUARTER, _SHORTEST_MONTH = 92, 28


def _longest_ago(days: int, when: PlanDate) -> int:
    return days + (when.last - when.first).days if when.first is not None and when.last is not None else days


def outcome_words(outcome: str) -> str:
    """Return what became of a resolution, in words: ``carried as amended``, ``outcome not known``."""
    return "outcome not known" if outcome == "unknown" else outcome.replace("-", " ")


def capitalised(text: str) -> str:
    """Return a text with a capital at its beginning; the rest stays as it is."""
    return text[:1].upper() + text[1:]


def in_words(names: Iterable[str], last: str = "and") -> str:
    """Return names as a list in a sentence: ``A, B and C``; empty if there are none.

    Args:
        names: the names.
        last: the word before the last of them.
    """
    *others, final = (*names,) or ("",)
    return f"{', '.join(others)} {last} {final}" if others else final


def as_sentence(text: str) -> str:
    """Return a text with a full stop, unless it ends with a mark already or has no words."""
    return text if not text.strip() or text.rstrip("”\"')")[-1:] in (".", "!", "?", ":", ";", "…") else f"{text}."


def the_body(name: str) -> str:
    """Return the name of a body in a sentence: ``the Improvement Board``, but ``Ofsted``."""
    return f"the {name}" if _WITH_ARTICLE.search(name.partition("(")[0]) else name


_WITH_ARTICLE = re.compile(
    r"^(?!the\b).*\b(alliance|assembly|board|cabinet|commission|committee|department|executive|forum|full council|group"
    r"|meeting|ministry|panel|partnership|service|team|trust)s?\b",
    re.IGNORECASE,
)
"""Names of bodies that a sentence puts an article before."""


def with_article(noun: str) -> str:
    """Return a noun with its article: ``a risk``, ``an action``."""
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"


def short_name(record: Any) -> str:
    """Return the name of a record or a body for a table or a picture: its short name, or else its title or name."""
    title: str = getattr(record, "title", "") or getattr(record, "name", "")
    return getattr(record, "short", None) or title


def printed_id(record: Any) -> str:
    """Return what papers call a record, or a part of one: its printed reference, or else its id."""
    printed: str = getattr(record, "ref", None) or record.id
    return printed


def number_of(record: Any) -> str:
    """Return the number by which readers know a record or a part of one: the printed reference, or else the id.

    Empty where the id is made of words or begins with a month: it says nothing that the name does not say.
    """
    printed = printed_id(record)
    return printed if getattr(record, "ref", None) or not _WORDS.search(printed) else ""


def numbered_name(record: Any) -> str:
    """Return what a sentence calls a record: its number, if it has one, and its name: ``1.3 Match records``."""
    return f"{number_of(record)} {short_name(record)}".strip()


_WORDS = re.compile(r"[a-z]{3}|^\d{4}-\d\d")


def numbered_title(record: Any) -> str:
    """Return what a sentence that is about a record calls it: its number, if it has one, and its whole title."""
    return f"{number_of(record)} {record.title}".strip()


def some_of(names: Iterable[str], most: int = 3) -> str:
    """Return the first of some names as a list in a sentence, and how many others there are: ``A; B; C; 4 others``.

    Args:
        names: the names.
        most: how many are named, or one more where that is all.
    """
    every = list(names)
    if len(every) <= most + 1:
        return "; ".join(every)
    return f"{'; '.join(every[:most])}; {len(every) - most} others"


def body_name(bodies: Mapping[Any, Body], body: str | None, none: str = "", *, short: bool = False) -> str:
    """Return a body's name; its id where it is not declared.

    Args:
        bodies: the bodies of the plan, by id.
        body: the body's id; None where there is no body.
        none: what to say then.
        short: whether it is for a table, so that the short name is wanted.
    """
    if body is None:
        return none
    if body not in bodies:
        return body
    return short_name(bodies[body]) if short else bodies[body].name


def restoring(*paths: str) -> str:
    """Return the command that puts files back as they are in the last commit.

    Args:
        paths: the files.
    """
    return shlex.join(["git", "restore", "--source=HEAD", "--", *paths])


_FIELD_WORDS: Mapping[str, str] = {
    "after": "comes after",
    "due": "due date",
    "success": "success measure",
    "plain": "for families",
    "short": "short name",
    "ref": "printed as",
    "handover_from": "handed over from",
}


def field_words(field: str) -> str:
    """Return the name of a record's field in words: ``area_outcomes`` is ``area outcomes``.

    A field of a part comes after the part: ``clauses.a.no_action_because`` is ``clause a: no action because``.
    """
    parts, _, name = field.rpartition(".")
    key, _, part = parts.partition(".")
    about = f"{key.removesuffix('s')} {part}: " if part else f"{parts}." if parts else ""
    return about + _FIELD_WORDS.get(name, name.rstrip("_").replace("_", " "))
