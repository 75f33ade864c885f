"""The list of actions, which a form limits and sorts; everything that limits it is in the address."""

from collections.abc import Iterator, Mapping, Sequence

from actionplan.model.text import count, printed_id
from actionplan.report.document import Document, Paragraph
from actionplan.report.inline import Span
from actionplan.report.pages.material import PageMaterial
from actionplan.report.paper_blocks import TitleBlock
from actionplan.report.papers.appendix import action_table
from actionplan.summary.actions import ActionSummary
from actionplan.web.asked import Asked, Gathered, with_query
from actionplan.web.page import Filter, Page, Question
from actionplan.web.pages.action_filters import FILTERS, SORTS, Test, tests
from actionplan.web.pages.reports import report_json
from actionplan.web.pages.tasks import tasks_on


def actions(asked: Asked, gathered: Gathered) -> Page:
    """Return the list of actions."""
    material = gathered.material(asked)
    sort = asked.one("sort") if asked.one("sort") in SORTS else "overdue"
    kept = tests(asked, material)
    found = [each for each in material.actions.values() if all(test(each) for test in kept.values())]
    found.sort(key=SORTS[sort][1])
    questions = tuple(_questions(asked, material, kept, sort))
    return Page(
        document=_document(material, found, sort),
        kind="actions",
        tasks=tasks_on(asked, material, "actions"),
        form=Filter(questions=questions, removable=tuple(_removable(asked, material))),
        json=lambda: report_json(asked, "status"),
        table="actions",
        ids={printed_id(each) for each in found} | {each.id for each in found},
    )


def _document(material: PageMaterial, found: Sequence[ActionSummary], sort: str) -> Document:
    yield TitleBlock("Actions", material.paper.plan.title)
    number = len(material.actions)
    if not found:
        none = "No action is on record." if not number else "No action fits these filters. Take a filter off."
        yield Paragraph(none)
        return
    some = f"{len(found)} of {count(number, 'action')}" if len(found) < number else f"All {count(number, 'action')}"
    yield Paragraph((Span(some, "strong"), f". {SORTS[sort][0]}."))
    yield action_table(material.paper, some, found, "")


def _questions(asked: Asked, material: PageMaterial, kept: Mapping[str, Test], sort: str) -> Iterator[Question]:
    """Yield the fields of the form; each choice says how many actions it has within the other filters."""
    yield Question(name="text", label="Number or words", typed=(asked.one("text"),))
    for name, each in FILTERS.items():
        others = [test for other, test in kept.items() if other != name]
        within = [action for action in material.actions.values() if all(test(action) for test in others)]
        options = [
            (value, f"{label} ({sum(each.keeps(action, value) for action in within)})")
            for value, label in each.choices(material)
        ]
        typed = asked.typed.get(name, ())
        serves_two = name == "area" and any(len(action.areas) > 1 for action in material.actions.values())
        hint = "An action that serves two areas counts in both." if serves_two else ""
        yield Question(name=name, label=each.label, options=options, typed=typed, is_several=True, hint=hint)
    orders = [(name, words) for name, (words, _) in SORTS.items()]
    yield Question(name="sort", label="Sort by", options=orders, typed=(sort,))


def _removable(asked: Asked, material: PageMaterial) -> Iterator[tuple[str, str]]:
    """Yield each filter in use, with the address of the page without it."""
    typed = {name: [value for value in values if value] for name, values in asked.typed.items()}
    for name, values in typed.items():
        labels = dict(FILTERS[name].choices(material)) if name in FILTERS else {}
        for value in values:
            if name == "text" or value in labels:
                rest = typed | {name: [each for each in values if each != value]}
                address = with_query(asked.path, {key: each for key, each in rest.items() if each})
                yield labels.get(value, f'"{value}"'), address
