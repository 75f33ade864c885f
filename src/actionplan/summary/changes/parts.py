"""Changes of the clauses of resolutions and of the recommendations of reviews that have headings of their own."""

from collections.abc import Iterator

from actionplan.model.resolutions import ResolutionEntry
from actionplan.model.reviews import ReviewEntry
from actionplan.summary.changes.records import Change, Heading, News, RecordPair
from actionplan.summary.timeline import part_named

_HEADINGS: tuple[tuple[str, Heading], ...] = (
    ("response", "recommendation-answered"),
    ("closed_as", "part-closed"),
    ("rechecked", "rechecked"),
)
"""Each field of an entry whose value is news of its own, and the heading of that news."""


def resolution_changes(pair: RecordPair, found: News) -> Iterator[Change]:
    """Yield the changes that only resolutions have: clauses that were closed."""
    if pair.old is None:
        yield pair.change("new")
    yield from part_changes(pair, found)


def part_changes(pair: RecordPair, found: News) -> Iterator[Change]:
    """Yield a change for each new entry that answers, closes or checks again a clause or a recommendation."""
    for entry in (*found.of(ResolutionEntry), *found.of(ReviewEntry)):
        for field, heading in _HEADINGS:
            value = getattr(entry, field, None)
            if value is not None:
                yield pair.change(heading, entry, field=part_named(entry), after=value)
