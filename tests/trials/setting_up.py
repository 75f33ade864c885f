"""What the scripts of this folder share: the modules of the tests, and a number and a seed from the command line."""

import sys
from pathlib import Path

TESTS = Path(__file__).parent.parent
PROJECT = TESTS.parent
sys.path.insert(0, str(TESTS))


def number_and_seed(usual: int) -> tuple[int, int]:
    """Return how often to try, and the seed of the random choices."""
    numbers = [int(word) for word in sys.argv[1:3]]
    return (numbers or [usual])[0], numbers[1] if len(numbers) > 1 else 1
