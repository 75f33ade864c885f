"""The pages that a site has too: lists of records, and the page of each record, body and meeting."""

from flask import abort

from actionplan.model.ids import Id
from actionplan.report.inline import PageLink, kind_in_address
from actionplan.report.pages.registry import KIND_NAMED, above, document, trail
from actionplan.report.show import show_json
from actionplan.report.show_body import body_json
from actionplan.web.asked import Asked, Gathered
from actionplan.web.json import printed
from actionplan.web.page import Page
from actionplan.web.pages.reports import report_json
from actionplan.web.pages.tasks import tasks_on
from actionplan.web.writing.registry import forms_for

_TABLES = ("measures", "risks", "resolutions", "reviews", "meetings")
_WITHOUT_JSON = ("meeting", "meetings", "bodies", "about", "accessibility")
_REPORTS = {"measures": "measures", "risks": "risks", "resolutions": "resolutions", "reviews": "reviews"}


def page_of(asked: Asked, gathered: Gathered, kind: str, name: str = "") -> Page:
    """Return the page of a record, or a list of records.

    Args:
        asked: the request.
        gathered: the results that pages are made from.
        kind: the kind of page, as addresses have it: ``measures``, ``bodies``.
        name: the id of what it is about; empty for the list.
    """
    one = kind_in_address(kind) if name else kind
    known = KIND_NAMED.get(one)
    material = gathered.material(asked)
    if known is None or name not in known.about(material):
        abort(404)
    page = PageLink(one, name)
    offered = forms_for(material, one, Id(name)) if name else []
    return Page(
        document=document(material, page),
        kind=above(page),
        trail=trail(material, page),
        table=kind if kind in _TABLES and not name else "",
        tasks=[(each.title, f"{asked.path}/{each.name}") for each in offered if not each.is_more]
        if name
        else tasks_on(asked, material, one),
        more_tasks=[(each.title, f"{asked.path}/{each.name}") for each in offered if each.is_more],
        record=one if name else "",
        json=None if one in _WITHOUT_JSON else lambda: _json(asked, page),
    )


def _json(asked: Asked, page: PageLink) -> str:
    """Return what the command about the same records prints."""
    if page.kind in _REPORTS:
        return report_json(asked, page.kind)
    plan = asked.plan
    if page.kind == "body":
        return printed(asked, body_json(plan, Id(page.id), asked.as_at))
    return printed(asked, show_json(plan, getattr(plan, page.kind)(page.id), asked.as_at))
