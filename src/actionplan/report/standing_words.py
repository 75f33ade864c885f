"""That an area is stood down, in words."""

from collections.abc import Iterator, Mapping

from actionplan.model.bodies import Body
from actionplan.model.ids import Id
from actionplan.model.text import at_text, body_name
from actionplan.report.document import Block, Paragraph
from actionplan.report.inline import Span
from actionplan.report.words import why_text
from actionplan.summary.standing import StoodDown


def stood_down_note(bodies: Mapping[Id, Body], down: StoodDown | None) -> Iterator[Block]:
    """Yield since when and why an area is stood down; nothing if it is in force."""
    if down is not None:
        by = f", reported by {body_name(bodies, down.by)}" if down.by is not None else ""
        text = f"Stood down {at_text(down.on)}{by}{why_text(down, bodies)}."
        yield Paragraph(Span(text, "strong"), hang=2)
