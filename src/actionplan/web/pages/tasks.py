"""The forms of the plan as a whole that a page offers."""

from actionplan.report.pages.material import PageMaterial
from actionplan.web.asked import Asked
from actionplan.web.writing.registry import forms_on


def tasks_on(asked: Asked, material: PageMaterial, page: str) -> list[tuple[str, str]]:
    """Return the words and the address of each form that a page offers.

    Args:
        asked: the request.
        material: what the pages of the plan are made from.
        page: the kind of the page, such as ``risks``.
    """
    return [(each.title, f"/{asked.plan.id}/new/{each.name}") for each in forms_on(material, page)]
