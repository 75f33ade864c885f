"""The plans whose papers tests show in a browser, each with a day, and the place of the Nu checker."""

import sys
from pathlib import Path

PLANS = {
    "northshire": ("examples/northshire-send", "2026-01-15"),
    "hertfordshire": ("plans/hertfordshire-send", "2026-11-29"),
}
NU = Path(sys.prefix) / "nu" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
"""The Nu checker, which ``make`` installs."""
