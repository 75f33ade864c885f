"""The forms that correct a published figure of a measure: a new figure is added that names the wrong one."""

from functools import partial
from typing import Final

from attrs import evolve

from actionplan.model.ids import Id
from actionplan.model.text import capitalised, date_text
from actionplan.report.pages.material import PageMaterial
from actionplan.report.show_record import reading_facts
from actionplan.web.writing.form import Choice, EntryForm, Field
from actionplan.web.writing.measure_forms import BREAK, OF, PERIOD, PUBLISHED, VALUE
from actionplan.web.writing.record_fields import record_of
from actionplan.web.writing.usual_fields import BY, NOTE, SOURCE, reason

_AGAIN: Final = "Enter it again, also if it was right."


def _figures(table: str, material: PageMaterial, name: Id) -> list[Choice]:
    """Return the figures of a measure that another one can correct, as choices, the newest first."""
    found = getattr(record_of(material, "measure", name), table)
    corrected = {each.corrects for each in found}
    unit = material.measures[name].unit
    return [
        Choice(each.id, f"{capitalised(reading_facts(each, unit)[0])}, published {date_text(each.on)}")
        for each in reversed(found)
        if each.id is not None and each.id not in corrected and each.redacted is None
    ]


def _has_figures(table: str, material: PageMaterial, name: Id) -> bool:
    return bool(_figures(table, material, name))


def _again(field: Field) -> Field:
    return evolve(field, hint=f"{_AGAIN} {field.hint}".strip())


def _correct(name: str, command: str, table: str, title: str, *asked: Field) -> EntryForm:
    return EntryForm(
        name=name,
        command=("measure", command),
        kinds=("measure",),
        title=title,
        saved="The correction is",
        lead="The right figure is added, and counts in place of the wrong one. The wrong one stays in the history, and "
        "says that it was corrected.",
        fields=(
            Field(
                name="corrects",
                label="Which figure was wrong?",
                look="radios",
                choices=partial(_figures, table),
                missing="Choose the figure",
            ),
            evolve(VALUE, label="What is the right value?", missing="Enter the right value"),
            *map(_again, asked),
            reason("What was wrong?"),
            _again(SOURCE),
            PUBLISHED,
            *((BREAK,) if table == "readings" else ()),
            NOTE,
            BY,
        ),
        is_offered=partial(_has_figures, table),
        is_more=True,
    )


FIGURE_FORMS: Final = (
    _correct("correct-figure", "record", "readings", "Correct a figure", PERIOD),
    _correct("correct-benchmark", "benchmark", "benchmarks", "Correct a figure of others", OF, PERIOD),
)
"""The forms that correct the figures of a measure; a target is replaced by another one."""
