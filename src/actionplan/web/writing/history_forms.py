"""The forms about an entry that is there already: to correct it, and to remove its words."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Final

from attrs import evolve

from actionplan.model.entries import Entry
from actionplan.model.ids import Id
from actionplan.model.kinds import FOLDERS, PUBLISHED, entries_of
from actionplan.model.measures import Benchmark, Reading
from actionplan.model.text import body_name, capitalised, date_text
from actionplan.report.pages.material import PageMaterial
from actionplan.report.show_record import entry_facts, reading_facts
from actionplan.web.writing.form import Choice, EntryForm, Field
from actionplan.web.writing.record_fields import entry_fields, record_of
from actionplan.web.writing.usual_fields import A_DATE, APPROVAL, BY, on, reason

_OF_EVERY: Final = ("on", "id", "recorded", "by", "source", "reason", "approvals", "corrects", "redacted", "extra")
_OF_OTHERS: Final = ("milestone", "clause", "recommendation", "decides", "handover_from", "replaced_by")
"""Fields of entries that a correction does not change."""

_LONGEST: Final = 160
"""The most characters of a note by which an entry is recognised."""


def _entries(kind: str, tails: Sequence[str], material: PageMaterial, name: Id) -> list[Choice]:
    """Return the entries of a record as choices, the newest first: their days, bodies and words."""
    every = [entry for (tail, _), entry in entries_of(record_of(material, kind, name)) if tail in tails]
    named = ((entry, _name(every, place)) for place, entry in enumerate(every) if entry.redacted is None)
    found = [Choice(f"{name}:{called}", _words(entry, kind, material, name)) for entry, called in named if called]
    return found[::-1]


def _with_ids(kind: str, material: PageMaterial, name: Id) -> list[Choice]:
    """Return the entries that another entry can name, as choices."""
    ids = {f"{name}:{entry.id}" for entry in record_of(material, kind, name).status if entry.id is not None}
    return [each for each in _entries(kind, ("status",), material, name) if each.value in ids]


def _name(entries: Sequence[Entry], place: int) -> str:
    """Return by what a command knows an entry: its id, or its day and its place among those of the day."""
    entry = entries[place]
    return entry.id or f"{entry.on.text}#{1 + sum(each.on.text == entry.on.text for each in entries[:place])}"


def _words(entry: Entry, kind: str, material: PageMaterial, name: Id) -> str:
    by = body_name(material.paper.plan.bodies, entry.by)
    facts = capitalised(", ".join(_facts(entry, kind, material, name)))
    note = " ".join((entry.note or entry.reason or "").split())
    note = f"{note[:_LONGEST]}..." if len(note) > _LONGEST else note
    return ". ".join(filter(None, (", ".join(filter(None, (capitalised(date_text(entry.on)), by))), facts, note)))


def _facts(entry: Entry, kind: str, material: PageMaterial, name: Id) -> Iterable[str]:
    if isinstance(entry, Reading | Benchmark):
        return reading_facts(entry, record_of(material, kind, name).unit)
    return entry_facts(entry, material.names)


def _correct(kind: str) -> EntryForm:
    fields = entry_fields(kind, (*_OF_EVERY, *_OF_OTHERS))
    # the command uses the option of that name for the record
    fields = tuple(evolve(each, option="--actions") if each.name == "actions" else each for each in fields)
    return EntryForm(
        name="correct",
        command=("correct",),
        kinds=(kind,),
        title="Correct an entry",
        saved="The correction is",
        lead="Fill in only what was wrong, as it should have been. The entry stays, and says that it was corrected.",
        fields=(
            Field(
                name="entry",
                label="Which entry was wrong?",
                look="radios",
                choices=partial(_with_ids, kind),
                is_argument=True,
                missing="Choose the entry",
            ),
            *fields,
            reason("What was wrong?"),
            *APPROVAL,
            BY,
        ),
        is_offered=lambda material, name: bool(_with_ids(kind, material, name)),
        is_record_named=False,
        is_more=True,
    )


def _redact(kind: str) -> EntryForm:
    otherwise = "correct the figure or replace the target" if kind == "measure" else "correct the entry"
    tails = ("status", *PUBLISHED)
    return EntryForm(
        name="redact",
        command=("redact",),
        kinds=(kind,),
        title="Remove the words of an entry",
        saved="The words are gone from the page, and this is",
        lead="Only for words that nobody may see, such as the details of a child; for an ordinary mistake, "
        f"{otherwise}. The day, the body and why it was removed stay. This cannot be undone here. Copies that were "
        "shared, backups and what git has recorded still have the words: ask who looks after the files to remove them "
        "there.",
        fields=(
            Field(
                name="entry",
                label="Which entry?",
                look="radios",
                choices=partial(_entries, kind, tails),
                is_argument=True,
                missing="Choose the entry",
            ),
            reason("Why are its words removed?", "Do not repeat them."),
            Field(
                name="authority",
                label="Who decided it?",
                hint="For example, a court, or the data protection officer.",
                missing="Say who decided it",
            ),
            on("On which day?", f"Leave it empty for today. {A_DATE}"),
            evolve(BY, missing="", hint="The body that removes them."),
        ),
        is_offered=lambda material, name: bool(_entries(kind, tails, material, name)),
        is_record_named=False,
        is_more=True,
        can_undo=False,
    )


def _forms() -> Iterator[EntryForm]:
    for kind in FOLDERS:
        yield _correct(kind)
        yield _redact(kind)


HISTORY_FORMS: Final = tuple(_forms())
"""The forms about an entry of a record of each kind."""
