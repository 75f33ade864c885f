"""Help, and the statement of accessibility."""

from typing import Final

from actionplan.model.text import capitalised
from actionplan.report.document import Document, Facts, Heading, Paragraph
from actionplan.web.asked import Asked, Gathered
from actionplan.web.page import Page

_HELP: Final = (
    ("Where am I?", "The view shows the plan's files on this computer. It reads them again whenever they change."),
    (
        "Which day is shown?",
        "Today, unless you choose another day in the grey line at the top. “As at” shows what was true on a day, from "
        "everything that is known now. “As known” leaves out what was recorded later, as in the papers of the time.",
    ),
    (
        "How do I put a page on an agenda?",
        "At the foot of each page are its other forms: Word, PDF, and a web page of one file.",
    ),
    (
        "Why does a page say that a file cannot be read?",
        "Somebody may be writing it, or it has a mistake. The report “Mistakes in the plan's files” names the line.",
    ),
    (
        "Who can see this?",
        "Only people at this computer. The view answers no other machine, and has no passwords for that reason.",
    ),
    ("How do I stop it?", "Press Ctrl and C in the window in which it was started, or close that window."),
)


TERMS: Final = {
    "state": "Where an action is in its life: `not-started`, `in-progress`, `suspended`, `complete`, `verified`, "
    "`cancelled` or `replaced`.",
    "verified": "Another body than the owner has checked that a complete action is done, with evidence.",
    "RAG rating": "A colour that an owner declares: how confident it is. Each plan defines its own ratings.",
    "overdue": "Not finished, and the last day of the due date has passed. Days late are calendar days, counted "
    "against both the current and the original due date.",
    "measure": "Something that is counted to see whether the plan makes a difference.",
    "duty": "What the law asks of a measure, whatever the plan's targets are.",
    "trajectory": "Straight lines from the baseline through the targets: where the measure should be on a day.",
    "as at": "The day that a report describes.",
    "known at": "The day on which entries were written down.",
}
"""Words of the pages, with their meanings in ``docs/glossary.md``."""


def _words() -> Document:
    yield Heading("What do the words mean?", 2)
    yield Facts(tuple((capitalised(word), meaning.replace("`", "")) for word, meaning in TERMS.items()))
    yield Paragraph("A plan may define ratings of its own; what they mean is below its papers and its progress report.")


def help_page(_: Asked, __: Gathered) -> Page:
    """Return the help."""

    def document() -> Document:
        yield Heading("Help", 1)
        for question, answer in _HELP:
            yield Heading(question, 2)
            yield Paragraph(answer)
        yield from _words()

    return Page(document=document(), is_printed=False)


_STATEMENT: Final = (
    "These pages are built to help meet the Web Content Accessibility Guidelines, version 2.2, at level AA.",
    "They work without a mouse, without JavaScript, at 320 pixels of width and 400 per cent, in light and dark, and in "
    "the colours that you choose. No sign says anything by colour alone.",
    "They are checked by axe-core and the Nu checker at every change of the program. Such checkers find only some "
    "faults: they do not say that the pages conform.",
    "Pictures have their figures in a table beside them, and a description.",
)


def accessibility(_: Asked, __: Gathered) -> Page:
    """Return what is known of the accessibility of the view."""

    def document() -> Document:
        yield Heading("Accessibility", 1)
        for text in _STATEMENT:
            yield Paragraph(text)

    return Page(document=document(), is_printed=False)
