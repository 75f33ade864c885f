"""What tests in a browser look at: plans, each with a day, and where the Nu checker is."""

import sys
from pathlib import Path

PLANS = {
    "northshire": ("examples/northshire-send", "2026-01-15"),
    "hertfordshire": ("plans/hertfordshire-send", "2026-11-29"),
}
NU = Path(sys.prefix) / "vnu" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
"""The Nu checker, which ``make`` installs."""
