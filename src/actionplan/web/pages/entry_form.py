"""The page of a form with its questions, and the page with what was dropped."""

from collections.abc import Sequence

from attrs import evolve

from actionplan.model.text import day_text
from actionplan.report.document import Block, Document, Heading, Paragraph, Source
from actionplan.report.inline import Span
from actionplan.report.paper_blocks import Notice
from actionplan.web.asked import ViewLink, with_query
from actionplan.web.page import Page
from actionplan.web.pages.entry import Entering, first_sentence, head_of, said_before
from actionplan.web.writing.drafts import Draft
from actionplan.web.writing.form import entered
from actionplan.web.writing.outcome import Refusal
from actionplan.web.writing.shown import ShownForm, grouped, shown_fields, summary


def form_page(
    entering: Entering, refusals: Sequence[Refusal] = (), status: int = 200, *, draft: Draft | None = None
) -> Page:
    """Return the form, with what was entered and what is wrong with it.

    Args:
        entering: the form that is being filled in.
        refusals: what is wrong.
        status: the status of the answer.
        draft: what was entered before and not saved; None for nothing.
    """
    shown = evolve(shown_form(entering, refusals), leave=entering.back)
    return entering.page(_above(entering, draft), shown, beside=tuple(said_before(entering)), status=status)


def shown_form(entering: Entering, refusals: Sequence[Refusal] = (), *, prefix: str = "") -> ShownForm:
    """Return the questions of a form with what was entered and what is wrong with it, as a page shows them.

    Args:
        entering: the form that is being filled in.
        refusals: what is wrong.
        prefix: what the names of its elements begin with, on a page with several forms.
    """
    fields = shown_fields(entering.form.fields, entering.material, entering.name, entering.values, refusals)
    fields = [evolve(each, prefix=prefix) for each in fields]
    return ShownForm(
        address=entering.asked.path,
        groups=grouped([each for each in fields if not each.field.is_rare]),
        rare=grouped([each for each in fields if each.field.is_rare]),
        errors=tuple(summary(fields, refusals)),
        hidden=entering.hidden(entering.seen),
        buttons=_buttons(entering),
    )


def _buttons(entering: Entering) -> tuple[tuple[str, str], ...]:
    """Return the buttons of a form; one without questions has none where it is refused."""
    check = (("check", "Check this"),) if entering.form.fields else ()
    return (*check, ("keep", "Keep it for later")) if check and entering.is_in_round else check


def _above(entering: Entering, draft: Draft | None) -> Document:
    yield titled(entering, entering.form.title)
    if draft is not None:
        again = Span("Go on with it", link=ViewLink(with_query(entering.asked.path, {"draft": "1"})))
        said = f"You began this on {day_text(draft.day)} and did not save it."
        yield Notice(said, ("It is kept on this computer. ", again, ", or start again below."))
    yield from first_sentence(entering)
    yield Paragraph(entering.form.lead)


def titled(entering: Entering, title: str) -> Block:
    """Return the head of a page of the form, under which the record is named."""
    head = head_of(entering)
    return evolve(head, title=title, kicker=head.kicker if entering.name else "", facts=())


def dropped_page(entering: Entering) -> Page:
    """Return what was entered once more, to copy, since it is not kept."""

    def blocks() -> Document:
        yield titled(entering, "Not saved")
        yield Paragraph("What you wrote was dropped. It is shown once more, in case you want to copy it.")
        for each in entering.form.fields:
            if text := entered(entering.values, each.name):
                yield Heading(each.label, 2)
                yield Source(tuple(text.split("\n")))
        yield Paragraph(Span("Back to the page", link=entering.record))

    return entering.page(blocks(), None)


def another_day(entering: Entering) -> Page:
    """Return the page that says why nothing can be added on a page of another day."""

    def blocks() -> Document:
        yield titled(entering, entering.form.title)
        yield Paragraph("These pages show another day. To add to the plan, go back to today.")
        yield Paragraph(Span("Go to today", link=ViewLink(entering.asked.path)))

    return entering.page(blocks(), None)
