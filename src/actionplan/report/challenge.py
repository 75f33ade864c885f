"""Questions about a plan, as text, as Markdown for papers, and as JSON."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from attrs import evolve

from actionplan.model.problem import Location
from actionplan.model.records import Plan
from actionplan.model.suggest import listed
from actionplan.report.status_json import envelope
from actionplan.report.words import as_markdown, count, date_text, day_text, one_line
from actionplan.report.writers.legacy import Screen, draw, flow, hanging, indented, styled
from actionplan.rules.questions import Challenge, is_agreed
from actionplan.rules.questions.context import Facts
from actionplan.rules.questions.registry import SERIOUSNESS, Seriousness
from actionplan.summary.effective import policy_as_at

_MOST_FACTS = 5
"""So many facts does the text tell of one question; Markdown and JSON tell all."""
_MOST_FILES = 8
"""Likewise of the files."""

_STYLES = {"critical": "bold red", "serious": "bold yellow", "routine": "bold"}


def challenge_text(
    asked: Sequence[Challenge], plans: Iterable[Plan], as_at: date, facts: Facts, screen: Screen, when: str = ""
) -> str:
    """Give questions as text: numbered, the facts under each, the files last.

    Args:
        asked: the questions, their places with lines.
        plans: the plans that were looked at.
        as_at: the day.
        facts: what was looked up outside the plans' files.
        screen: what the reader's screen can show.
        when: the day in words, as `as_at_words` gives it; empty for the day alone.
    """
    parts: list[Any] = []
    number = 0
    for plan in plans:
        found = [each for each in asked if each.plan == plan.id]
        parts += [
            styled(one_line(plan.title), "bold"),
            styled(f"As at {when or day_text(as_at)}: {_summary(found, plan, as_at)}."),
        ]
        folder = "this folder" if plan.root == os.curdir else f"the folder {one_line(plan.root)}"
        parts += [hanging(f"Files are named from {folder}.", 0, screen)] if found else []
        parts += [hanging(note, 0, screen) for note in _left_out(plan, as_at)]
        parts.append("")
        for level, each in _with_levels(found):
            if level is not None:
                parts += [hanging(f"{level.capitalize()}: {SERIOUSNESS[level]}", 0, screen), ""]
                parts[-2].stylize(_STYLES[level])
            number += 1
            parts += [*_asked(each, number, plan.root, screen), ""]
    if note := not_asked_text(facts):
        parts.append(hanging(note, 0, screen))
    return draw(parts, screen)


def _asked(each: Challenge, number: int, root: str, screen: Screen) -> Iterator[Any]:
    yield hanging(f"{number:>2}. {one_line(each.question)}", 4, screen)
    for why in each.why[:_MOST_FACTS]:
        yield hanging(f"    - {one_line(why)}", 6, screen)
    more = each.records[_MOST_FACTS:] if len(each.records) == len(each.why) else ()
    if len(each.why) > _MOST_FACTS:
        which = f": {', '.join(more)}" if more else ""
        yield hanging(f"    - and {len(each.why) - _MOST_FACTS} more{which}.", 6, screen)
    places = _places(each.rests_on, root)
    cut = [f"and {len(places) - _MOST_FILES} more"] if len(places) > _MOST_FILES else []
    files = [styled(text) for text in (*places[:_MOST_FILES], *cut)]
    narrow = evolve(screen, width=screen.width - 4)
    yield from (indented(line, 4) for line in flow([styled(f"{each.code} from {files[0]}"), *files[1:]], narrow))


def _places(places: Iterable[Location], root: str) -> list[str]:
    """Give each file once, from the plan's folder, with its lines: ``actions/1.1.toml:3 and :9``."""
    lines: dict[str, list[int]] = {}
    for where in places:
        known = lines.setdefault(os.path.relpath(where.path, root), [])
        if where.line is not None and where.line not in known:
            known.append(where.line)
    return [
        one_line(path)
        + "".join(f":{line}" if index == 0 else f" and :{line}" for index, line in enumerate(sorted(known)))
        for path, known in lines.items()
    ]


def _summary(found: Sequence[Challenge], plan: Plan, as_at: date) -> str:
    if plan.agreed is not None and not is_agreed(plan, as_at):
        return f"not asked, as the plan was not agreed until {date_text(plan.agreed)}"
    if not found:
        return "the record raises no question"
    levels = Counter(each.seriousness for each in found)
    parts = [f"{levels[level]} {level}" for level in SERIOUSNESS if levels[level]]
    return f"{count(len(found), 'question')}, {', '.join(parts)}"


def _with_levels(found: Iterable[Challenge]) -> Iterator[tuple[Seriousness | None, Challenge]]:
    """Give each question with its level where that is another than the one before."""
    level: Seriousness | None = None
    for each in found:
        yield (each.seriousness if each.seriousness != level else None), each
        level = each.seriousness


def _left_out(plan: Plan, as_at: date) -> list[str]:
    """Say which questions the plan has decided not to be asked, so that somebody can ask why."""
    ignored = policy_as_at(plan, as_at).challenge_ignore
    return [f"The plan's policy leaves out: {listed(map(one_line, ignored))}."] if ignored else []


def not_asked_text(facts: Facts) -> str:
    """Say how many web addresses nobody asks; empty where there are none."""
    number = len(facts.not_asked)
    if not number:
        return ""
    named = count(number, "web address", "web addresses")
    return f"Not asked, since they do not begin with https: {named} named as evidence."


def challenge_markdown(
    asked: Sequence[Challenge], plans: Iterable[Plan], as_at: date, facts: Facts, when: str = ""
) -> str:
    """Give questions as Markdown, with every fact; see `challenge_text`."""
    lines: list[str] = []
    number = 0
    for plan in plans:
        found = [each for each in asked if each.plan == plan.id]
        lines += [
            f"# Questions on {as_markdown(one_line(plan.title))}",
            "",
            f"As at {when or day_text(as_at)}: {_summary(found, plan, as_at)}.",
            "",
        ]
        lines += [line for note in _left_out(plan, as_at) for line in (as_markdown(note), "")]
        for level, each in _with_levels(found):
            if level is not None:
                lines += [f"## {level.capitalize()}: {SERIOUSNESS[level]}", ""]
            number += 1
            lines += [f"{number}. **{as_markdown(one_line(each.question))}**", ""]
            lines += [f"    - {as_markdown(one_line(why))}" for why in each.why]
            lines += [
                "",
                f"    {each.code}, from {', '.join(f'`{text}`' for text in _places(each.rests_on, plan.root))}",
                "",
            ]
    if note := not_asked_text(facts):
        lines.append(note)
    return "\n".join(lines).rstrip("\n") + "\n"


def challenge_json(asked: Iterable[Challenge], as_at: date, facts: Facts, *, partial: bool) -> dict[str, Any]:
    """Give questions as a JSON object."""
    return {
        **envelope("challenge", as_at, partial=partial),
        "challenges": [question_json(each) for each in asked],
        "not_asked": list(facts.not_asked),
    }


def question_json(each: Challenge) -> dict[str, Any]:
    """Give one question."""
    return {
        "code": each.code,
        "seriousness": each.seriousness,
        "question": each.question,
        "why": list(each.why),
        "rests_on": [{"path": where.path, "line": where.line} for where in each.rests_on],
        "plan": each.plan,
        "owner": each.owner,
        "records": list(each.records),
    }
