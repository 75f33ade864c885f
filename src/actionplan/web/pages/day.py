"""The form for another day, on which the same pages show what was then on record."""

from actionplan.report.document import Document, Heading, Paragraph
from actionplan.web.asked import Asked, Gathered, Mistyped
from actionplan.web.page import Filter, Page, Question

_AS_AT = "Show what was true on this day, from everything that is known now. Leave it empty for today."
_KNOWN_AT = "Use only what had been recorded by this day, as in the papers of the time. Leave it empty for all."


def other_day(asked: Asked, _: Gathered) -> Page:
    """Return the form for another day; what is entered there is understood by the page it leads to."""
    return _form(asked, _page(asked), {})


def mistyped(asked: Asked, error: Mistyped) -> Page:
    """Return the form again, with what was entered and what is wrong with it."""
    return _form(asked, asked.path if not asked.path.endswith("/day") else _page(asked), {error.field: str(error)}, 400)


def _page(asked: Asked) -> str:
    """Return the page to go back to: only one of this plan."""
    page = asked.one("page")
    return (
        page
        if page.startswith(f"/{asked.plan.id}/") and "//" not in page and "\\" not in page
        else f"/{asked.plan.id}/"
    )


def _form(asked: Asked, action: str, errors: dict[str, str], status: int = 200) -> Page:
    fields = (("as_at", "As at which day?", _AS_AT), ("known_at", "As known on which day?", _KNOWN_AT))
    questions = tuple(
        Question(
            name=name,
            label=label,
            hint=f"{hint} For example, 15 January 2026.",
            typed=(asked.one(name),),
            error=errors.get(name, ""),
        )
        for name, label, hint in fields
    )

    def document() -> Document:
        yield Heading("Choose another day", 1)
        yield Paragraph("Every page can be shown as at any day. The day stays in the address, so that it can be kept.")

    form = Filter(questions=questions, button="Show this day", action=action)
    return Page(document=document(), form=form, is_printed=False, status=status)
