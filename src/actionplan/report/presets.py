"""The presets as text and as JSON: whose they are, what each rating means, and where that is laid down."""

from typing import Any

from actionplan.model.presets import PRESETS
from actionplan.report.status_json import envelope
from actionplan.report.writers.legacy import Screen, draw, hanging, signs_of, styled


def presets_text(screen: Screen) -> str:
    """Give every preset as text."""
    signs = signs_of(screen)
    parts: list[Any] = []
    for name, preset in PRESETS.items():
        computed = "computed from dates and progress" if preset.rules else "for declaring only"
        computed = f'computed for measures, by measure_preset = "{name}"' if preset.of_measures else computed
        parts += [styled(hanging(f"{name}: {preset.council} ({computed})", 4, screen).plain, "bold")]
        for rating in preset.ratings.values():
            parts.append(hanging(f"    {signs.colours[rating.colour]} {rating.label}: {rating.meaning}", 6, screen))
        if preset.note:
            parts.append(hanging(f"    {preset.note}", 4, screen))
        parts += [hanging(f"    Source: {preset.source}", 4, screen), ""]
    return draw(parts, screen)


def presets_json() -> dict[str, Any]:
    """Give every preset as a JSON object."""
    return {
        **envelope("presets", None, partial=False),
        "presets": [
            {
                "id": name,
                "council": preset.council,
                "source": preset.source,
                "computed": bool(preset.rules),
                "computed_for_measures": preset.of_measures,
                "note": preset.note or None,
                "ratings": [
                    {"id": rating_id, "label": rating.label, "meaning": rating.meaning, "colour": rating.colour}
                    for rating_id, rating in preset.ratings.items()
                ],
            }
            for name, preset in PRESETS.items()
        ],
    }
