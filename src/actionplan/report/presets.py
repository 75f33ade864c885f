"""``actionplan presets``: the council of each preset, the meaning of its ratings, and its source."""

from typing import Any

from actionplan.model.presets import PRESETS, Preset
from actionplan.report.document import GAP, Document, Heading, Item, Items, Paragraph
from actionplan.report.inline import Span
from actionplan.report.writers.json import as_json, envelope, shape


def presets_document() -> Document:
    """Return every preset."""
    for name, preset in PRESETS.items():
        computed = "computed from dates and progress" if preset.rules else "declared by owners, not computed"
        computed = f'computed for measures, by measure_preset = "{name}"' if preset.of_measures else computed
        yield Heading(f"{name}: {preset.council} ({computed})", hang=4)
        ratings = preset.ratings.values()
        meanings = ((Span(each.label, f"colour:{each.colour or ''}"), f": {each.meaning}") for each in ratings)
        yield Items(tuple(map(Item, meanings)), indent=4, hang=2)
        if preset.note:
            yield Paragraph(preset.note, indent=4)
        yield from (Paragraph(f"Source: {preset.source}", indent=4), GAP)


def presets_json() -> dict[str, Any]:
    """Return every preset as a JSON object."""
    presets = [{"id": name, **as_json(preset)} for name, preset in PRESETS.items()]
    return {**envelope("presets"), "presets": presets, "partial": False}


shape(
    Preset,
    omit=("rules",),
    names={"of_measures": "computed_for_measures"},
    values={
        "note": lambda note: note or None,
        "ratings": lambda ratings: [{"id": name, **as_json(rating)} for name, rating in ratings.items()],
    },
    more=lambda preset: {"computed": bool(preset.rules)},
)
