"""Milestones as text: a line of ``status``, a section of ``show``."""

from collections.abc import Iterator

from actionplan.report.status_lists import late_text, moved_text
from actionplan.report.words import Signs, date_text, days_text, one_line, state_words
from actionplan.report.writers.layout import Part
from actionplan.report.writers.legacy import Screen, hanging, signs_of, styled
from actionplan.summary.actions import ActionSummary
from actionplan.summary.milestones import MilestoneSummary, milestones_done, next_milestone


def milestones_section(action: ActionSummary, screen: Screen) -> Iterator[Part]:
    """Give an action's milestones, each with its state and dates, under a line that sums them up."""
    if not action.milestones:
        return
    signs = signs_of(screen)
    yield ""
    yield styled(hanging(f"Milestones: {progress_text(action)}", 4, screen).plain, "bold")
    indent = max(len(part.id) for part in action.milestones) + 4
    for part in action.milestones:
        yield hanging(f"  {part.id:<{indent - 2}}{one_line(part.title)}", indent, screen)
        for line in _lines(part, signs):
            yield hanging(" " * indent + line, indent, screen)


def progress_text(action: ActionSummary) -> str:
    """Say how many milestones of an action are done, and which comes next."""
    done, counted = milestones_done(action.milestones)
    coming = next_milestone(action.milestones)
    text = f"{done} of {counted} done"
    if coming is None:
        return text
    return f"{text}, next: {coming.id}, {_due_text(coming)}"


def _due_text(milestone: MilestoneSummary) -> str:
    return f"due {date_text(milestone.due)}" if milestone.due else "no due date"


def _lines(milestone: MilestoneSummary, signs: Signs) -> Iterator[str]:
    facts = [state_words(milestone.state, signs)]
    if milestone.is_done:
        late = milestone.days_late
        facts[0] += f" {date_text(milestone.finished)}"
        facts += [] if late is None else [f"{days_text(late)} late" if late else "on time"]
    facts.append(_due_text(milestone))
    if milestone.is_open and (late_words := late_text(milestone)):
        facts.append(f"{signs.late} {late_words}")
    yield ", ".join(facts)
    if moved := moved_text(milestone):
        yield moved
