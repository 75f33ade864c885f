"""The reports: each command's report as a page, with a form for what the command's options limit."""

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import Any, Final, NamedTuple

from flask import abort

from actionplan.model.ids import Id
from actionplan.report.document import Heading, Item, Items
from actionplan.report.inline import PageLink, Span
from actionplan.report.report_type import Report
from actionplan.summary.names import record_names
from actionplan.web.asked import Asked, Gathered
from actionplan.web.page import Filter, Option, Page, Question
from actionplan.web.pages import changes
from actionplan.web.run import json_of, page_of


class Asks(NamedTuple):
    """A report of the view.

    Attributes:
        words: what the list of reports says that it shows.
        report: the module and the name of its description.
        selection: the module and the name of the class of its limits; empty for none.
        limits: the limits that its form asks for, by the names of the command's options.
    """

    words: str
    report: tuple[str, str]
    selection: tuple[str, str] | tuple[()] = ()
    limits: tuple[str, ...] = ()


REPORTS: Final[Mapping[str, Asks]] = {
    "status": Asks(
        "Progress: what is done, what is overdue and whose, and what is due next",
        ("report.status", "STATUS"),
        ("summary.status", "Selection"),
        ("owner", "area", "overdue"),
    ),
    "due": Asks(
        "What each body must finish or report next", ("report.due", "DUE"), ("report.due", "DueSelection"), ("by",)
    ),
    "measures": Asks(
        "Whether measures improve and meet their targets",
        ("report.measures", "MEASURES"),
        ("summary.measures.measures", "MeasureSelection"),
        ("area", "missed", "overdue"),
    ),
    "risks": Asks(
        "The risks, highest first", ("report.risks", "RISKS"), ("summary.risks", "RiskSelection"), ("area", "closed")
    ),
    "resolutions": Asks(
        "What councils resolved, and what became of each clause",
        ("report.resolutions", "RESOLUTIONS"),
        ("summary.resolutions.resolutions", "ResolutionSelection"),
        ("body", "open", "overdue"),
    ),
    "reviews": Asks(
        "What inspectors and other reviewers found and asked for",
        ("report.reviews", "REVIEWS"),
        ("report.reviews", "ReviewSelection"),
    ),
    "dependencies": Asks(
        "Which actions hold up others",
        ("report.dependencies", "DEPENDENCIES"),
        ("summary.dependencies", "DependencySelection"),
        ("action",),
    ),
    "resources": Asks("Money, posts and places, added up", ("report.resources", "RESOURCES")),
    "forecast": Asks(
        "How likely it is that due dates will be met",
        ("report.forecast", "FORECAST"),
        ("summary.forecast.forecast", "ForecastSelection"),
        ("action",),
    ),
    "challenge": Asks(
        "The questions that a good committee would ask",
        ("report.challenge", "CHALLENGE"),
        ("report.challenge", "QuestionSelection"),
        ("owner", "area"),
    ),
    "check": Asks(
        "Mistakes in the plan's files, with a fix for each",
        ("report.check", "CHECK"),
        ("report.check", "CheckSelection"),
    ),
}
"""Each report by its command's name."""


def named(module: str, name: str) -> Any:
    """Return what a module of the library has under a name."""
    return getattr(import_module(f"actionplan.{module}"), name)


def reports(_: Asked, __: Gathered) -> Page:
    """Return the page that lists the reports."""
    words = {name: each.words for name, each in REPORTS.items()} | _OTHER_WORDS
    items = (Item(Span(each, link=PageLink("report", name))) for name, each in words.items())
    return Page(document=(Heading("Reports", 1), Items(tuple(items))), kind="reports", is_printed=False)


def report(asked: Asked, gathered: Gathered, name: str) -> Page:
    """Return the page of a report.

    Args:
        asked: the request.
        gathered: the results that pages are made from.
        name: the command that prints it.
    """
    if name in _OTHERS:
        return _OTHERS[name](asked, gathered)
    if name not in REPORTS:
        abort(404)
    found, selection = _found(asked, name)
    limits = REPORTS[name].limits
    form = (
        Filter(questions=tuple(_questions(asked, limits)), button="Show", summary="Choose what is shown")
        if limits
        else None
    )
    return page_of(asked, gathered, found, selection, form)


def report_json(asked: Asked, name: str) -> str:
    """Return a report as its command prints it as JSON."""
    return json_of(asked, *_found(asked, name))


_OTHERS: Final[Mapping[str, Callable[[Asked, Gathered], Page]]] = {"since": changes.since, "audit": changes.history}
_OTHER_WORDS: Final = {
    "since": "What changed since a meeting, or since a day",
    "audit": "Whether anyone changed or removed history",
}


def _found(asked: Asked, name: str) -> tuple[Report, Any]:
    """Return a report, and what of it the address asks for."""
    asks = REPORTS[name]
    selection = named(*asks.selection)(**dict(_selected(asked, asks.limits))) if asks.selection else None
    return named(*asks.report), selection


def _selected(asked: Asked, limits: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    """Yield the limits that the address names; what the plan does not have limits nothing."""
    for name in limits:
        typed = asked.one(name)
        if name in _FLAGS:
            yield name, bool(typed)
        elif typed and typed in dict(_options(asked, name)):
            yield name, Id(typed)


_FLAGS: Final = {
    "overdue": "Only what is overdue",
    "missed": "Only those that missed their latest target",
    "closed": "Closed ones too",
    "open": "Only open ones",
}
_LABELS: Final = {"owner": "Owner", "by": "Body", "body": "Who decided", "area": "Area", "action": "Action"}


def _questions(asked: Asked, limits: tuple[str, ...]) -> Iterator[Question]:
    for name in limits:
        if name in _FLAGS:
            options: list[Option] = [("yes", _FLAGS[name])]
            yield Question(name=name, label="Show", options=options, typed=asked.typed.get(name, ()), is_several=True)
        else:
            options = [("", "All"), *_options(asked, name)]
            yield Question(name=name, label=_LABELS[name], options=options, typed=(asked.one(name),))


def _options(asked: Asked, name: str) -> Iterator[Option]:
    plan = asked.plan
    if name in ("owner", "by", "body"):
        yield from ((key, body.name) for key, body in plan.bodies.items())
    else:
        names = record_names(plan, asked.as_at)
        yield from ((each.id, names[each.id]) for each in (plan.areas if name == "area" else plan.actions))
