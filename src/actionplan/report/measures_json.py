"""The JSON of a measure, for `show`."""

from typing import Any

import actionplan.report.shapes  # noqa: F401  # it registers what JSON does otherwise than the results
from actionplan.report.writers.json import as_json
from actionplan.summary.measures.measure import MeasureSummary


def measure_json(measure: MeasureSummary) -> dict[str, Any]:
    """Return where one measure stands as JSON."""
    answer: dict[str, Any] = as_json(measure)
    return answer
