"""Names and texts of entries, ratings and scores in the sentences about changes."""

from collections.abc import Mapping

from actionplan.model.entries import Entry
from actionplan.model.ids import Id
from actionplan.model.kinds import WHEN, tail_of
from actionplan.model.measures import Target
from actionplan.model.policy import Rating
from actionplan.model.records import Plan
from actionplan.model.text import body_name, date_text, field_words
from actionplan.report.values import Names, value_text
from actionplan.storage.writer import to_table
from actionplan.summary.risks import level_of


def rating_label(ratings: Mapping[Id, Rating], rating: Id | None) -> str:
    """Return the label of a rating; its id where it is not among the ratings, and "none" where there is none."""
    return ratings[rating].label if rating is not None and rating in ratings else rating or "none"


def score_text(plan: Plan, score: int | None) -> str:
    """Return a risk's score with the label of its level; "none" where it has no score."""
    level = level_of(plan.risk_scale, score) if score is not None else None
    return "none" if score is None else f"{score} ({level.label})" if level is not None else str(score)


def entry_name(entry: Entry | Target) -> str:
    """Return a name for an entry: by its day; for a reading by its period, and for a target by its due date."""
    kind = tail_of(entry)
    word = {"readings": "reading for", "targets": "target for", "benchmarks": "benchmark for"}.get(kind, "entry of")
    return f"{word} {date_text(getattr(entry, WHEN[kind]))}"


def entry_text(entry: Entry | Target, names: Names) -> str:
    """Return everything in an entry but its day."""
    values = {key: value for key, value in to_table(entry).items() if key not in ("on", "by", "id")}
    by = [body_name(names.bodies, entry.by)] if entry.by else []
    texts = (f"{field_words(key)} {value_text(value, names, quotes=True)}" for key, value in values.items())
    return "; ".join([*by, *texts]) or "it was empty"
