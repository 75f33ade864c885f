"""Three years of Northshire's plan as a list of events: who did what, on which day and on which branch.

The fourteen actions are those of ``examples/northshire_actions.py``, their lives longer. Four branches keep the plan:
the council's, the integrated care board's (for the two trusts too), the parents' forum's, and that of the board's
secretary, which puts the others together before each meeting and records what the board decided. What is in this list
is all that happens, so that any figure of a report can be worked out from it by hand.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Literal

from attrs import evolve, frozen

from actionplan.model.bodies import Meeting
from actionplan.model.dates import on_day
from actionplan.model.ids import Id
from actionplan.model.policy import Policy
from actionplan.model.records import Action, Plan, Record
from actionplan.storage.writer import plan_text, record_text
from make_northshire import made_action
from northshire_actions import ROWS
from northshire_plan import AREAS, PLAN, SITE, board_day
from northshire_texts import RATED, THEMES

Branch = Literal["council", "icb", "forum", "secretary"]
FIRST = date(2024, 3, 28)
"""The day on which the plan was agreed, and brought here."""
MONTHS = 36

AUTHORS: Mapping[str, str] = {
    "council": "Improvement officer of the council",
    "icb": "Programme manager of the ICB",
    "forum": "Participation lead of the forum",
    "secretary": "Secretary of the board",
}


@frozen
class Event:
    """One thing that happened.

    Attributes:
        day: when.
        branch: whose branch it happened on.
        verb: ``run`` a command and commit, ``edit`` a file as with an editor and commit, ``merge`` a branch, ``tag``.
        words: the command's arguments; the file, the text before and after; the branch, and the
            commands that end the merge; the tag.
    """

    day: date
    branch: Branch
    verb: Literal["run", "edit", "merge", "tag"]
    words: tuple[str, ...]


LIVES: Mapping[str, tuple[str, str]] = {
    "1.1": ("ncc", "bggaagggc-----------------agaac-----"),
    "1.3": ("nicb", "-nbgaaarraaraaaraaraaggc------------"),
    "1.5": ("ncc", "bgggggc-----------------------------"),
    "1.6": ("nch", "-bgaaraaaagg------------------------"),
    "1.8": ("ncc", "---bgarr-----ragagac----------------"),
    "1.9": ("ncc", "-----bgaaagc--aac-------------------"),
    "1.11": ("npcf", "-bg-g-gg-g-g-a-g-g-g-g-g-g-a-a-g-g-g"),
    "2.3": ("nicb", "-bga--aaraaaaaagc-------------------"),
    "3.1": ("ncc", "baaaaarraaaagaaraaaaragaaagac-------"),
    "3.13": ("ncc", "---bga---aagagaagggc----------------"),
    "4.1": ("nch", "bgaaagraararaaaraaaaaraagaaggc------"),
    "4.2": ("nmh", "-baaarrarrararrarrararrarrrar-------"),
    "4.3": ("nch", "-bgagaaaggggac----------------------"),
    "4.12": ("", "------------------------------------"),
}
"""Who reports on each action as it begins, and a letter for each month: begun, green, amber, red, complete, or none."""

_RATING = {"b": "green", "g": "green", "a": "amber", "r": "red", "c": "blue"}
_BEFORE_BOARD: Mapping[Branch, int] = {"council": 3, "icb": 2, "forum": 1}
"""How many days before the board each reports: Monday, Tuesday and Wednesday, for the board meets on Thursdays."""

_LATE_BACK = {("council", 10): date(2025, 2, 20)}
"""Merges that came later than the day after the board."""


def branch_of(body: str) -> Branch:
    """Return the branch that writes for a body."""
    return "council" if body == "ncc" else "forum" if body == "npcf" else "icb"


def _run(day: str | date, branch: Branch, *words: str) -> Event:
    return Event(date.fromisoformat(str(day)), branch, "run", words)


def _board(month: int, *words: str) -> Event:
    """Return a decision of the board, written down by its secretary on the day; ``AGREED`` stands for its approval."""
    day = board_day(month)
    said = [word.replace("AGREED", f"board:{day}:minute {month + 3}") for word in words]
    return _run(day, "secretary", *said)


def reports() -> Iterator[Event]:
    """Yield the owners' monthly reports."""
    for name, (owner, life) in LIVES.items():
        theme = THEMES[next(row.theme for row in ROWS if row.id == name)]
        steps = [month for month, letter in enumerate(life) if letter != "-"]
        for month, letter in enumerate(life):
            if letter == "-":
                continue
            body = "nicb" if name == "1.6" and month >= 9 else owner
            branch = branch_of(body)
            done = steps.index(month) + 1
            progress = 100 if letter == "c" else min(95, 5 * round(18 * done / len(steps)))
            pool = RATED["red"] if letter == "r" else theme.notes
            note = "Done, and shown to the board" if letter == "c" else _filled(pool[done % len(pool)], done, month)
            words = ["--state", "complete" if letter == "c" else "in-progress", "--rating", _RATING.get(letter, "")]
            words += ["--progress", str(progress), "--note", note]
            if letter == "n":
                words = ["--state", "not-started", "--note", "Waits for the agreement on sharing"]
            if letter == "c":
                words += ["--evidence", f"{SITE}/evidence/{name}/done"]
            day = board_day(month) - timedelta(days=_BEFORE_BOARD[branch])
            yield _run(day, branch, "update", "2.14" if name == "1.5" and month > 10 else name, *words, "--by", body)


def _filled(text: str, done: int, month: int) -> str:
    gaps = {"done": 2 * done, "total": 60, "left": 60 - 2 * done, "n": 5, "few": "two", "unit": "tasks"}
    fixed = {"district": "Ashdale", "group": "headteachers", "group_": "Headteachers"}
    return text.format(**gaps, **fixed, percent=50 + done, weeks=60 - done, month=f"{board_day(min(month + 1, 35)):%B}")


DECISIONS: tuple[Event, ...] = (
    # Dates that the board let move; 1.3 three times
    _board(5, "redate", "1.1", "2024-11-29", "--reason", "Two trusts send their figures by hand", "--approved",
           "AGREED", "--by", "ncc"),
    _board(8, "redate", "1.3", "2025-06-30", "--reason", "The supplier of the matching service withdrew", "--approved",
           "AGREED", "--by", "nicb"),
    _board(14, "redate", "1.3", "2025-12-31", "--reason", "The second tender took a quarter", "--approved", "AGREED",
           "--by", "nicb"),
    _board(20, "redate", "1.3", "2026-03-31", "--reason", "One trust changes its system in January", "--approved",
           "AGREED", "--by", "nicb"),
    _board(11, "redate", "3.1", "2025-09-30", "--reason", "Requests rose by a fifth", "--approved", "AGREED",
           "--by", "ncc"),
    _board(21, "redate", "3.1", "2026-07-31", "--reason", "Twelve case officers left", "--approved", "AGREED",
           "--by", "ncc"),
    _board(12, "redate", "4.1", "2025-12-31", "--reason", "Six posts could not be filled", "--approved", "AGREED",
           "--by", "nch"),
    _board(21, "redate", "4.1", "2026-09-30", "--reason", "The new clinic opens in the summer", "--approved", "AGREED",
           "--by", "nch"),
    # Work that stopped, ended and came back
    _board(6, "suspend", "3.13", "--reason", "The supplier went into administration", "--approved", "AGREED",
           "--by", "ncc"),
    _run("2025-01-07", "council", "update", "3.13", "--state", "in-progress", "--note", "A new supplier has begun",
         "--by", "ncc"),
    _board(9, "cancel", "1.8", "--reason", "Action 1.3 was thought to do it", "--approved", "AGREED", "--by", "ncc"),
    _run("2025-05-02", "council", "reopen", "1.8", "--reason", "Action 1.3 does not reach families who move in",
         "--by", "ncc"),
    _run("2025-06-02", "council", "reopen", "1.9", "--reason", "Nine schools had been left out", "--by", "ncc",
         "--accept", "P105"),
    _run("2026-06-01", "council", "reopen", "1.1", "--reason", "One trust has stopped sending", "--by", "ncc",
         "--accept", "P105"),
    # Others who looked whether it was done
    _board(10, "verify", "1.1", "--evidence", f"{SITE}/assurance/1.1", "--by", "assurance"),
    _board(15, "verify", "4.3", "--evidence", f"{SITE}/assurance/4.3", "--by", "assurance"),
    _board(25, "verify", "1.3", "--evidence", f"{SITE}/assurance/1.3", "--by", "assurance"),
    # Owners and wordings
    _board(9, "amend", "1.6", "--owner", "nicb", "--reason", "The board wants one answer for all trusts",
           "--by", "nch"),
    _board(7, "amend", "4.3", "--success", "Nine in ten families are offered help within four weeks", "--reason",
           "The forum asked for a figure", "--by", "nch"),
    _board(19, "amend", "4.12", "--owner", "nch", "--reason", "Nobody had answered for it", "--by", "board"),
    _run("2026-01-06", "icb", "update", "4.12", "--state", "in-progress", "--rating", "red", "--progress", "5",
         "--note", "A nurse is named to lead the review", "--by", "nch"),
    _run("2026-12-08", "icb", "update", "4.12", "--state", "complete", "--rating", "blue", "--progress", "100",
         "--note", "The review is published", "--evidence", f"{SITE}/evidence/4.12/review", "--by", "nch"),
    # What others say of it: on the day on which the owner reports, in the same file, on another branch
    _run("2024-06-10", "icb", "update", "1.1", "--note", "The trusts' figures come a week late", "--by", "nicb"),
    _run("2024-11-12", "forum", "update", "4.3", "--note", "Parents say that nobody rings back", "--by", "npcf"),
    _run("2025-10-06", "icb", "update", "3.1", "--note", "Health advice is on time in four cases of five",
         "--by", "nch"),
    _run("2026-03-11", "forum", "update", "4.1", "--note", "Families wait for fifty weeks in two districts",
         "--by", "npcf"),
    # True on 2 September, written down on 1 October: the board met between the two
    _run("2024-10-01", "icb", "update", "2.3", "--on", "2024-09-02", "--rating", "red", "--note",
         "Cabinet has put the strategy off", "--by", "nicb"),
    # Two districts have few such families: the entry is redacted after it had gone to every branch
    _run("2026-03-16", "secretary", "redact", "4.1:2026-03-11", "--reason", "Families could be recognised",
         "--authority", "Data protection officer", "--yes"),
    # A mistake, and its correction
    _run("2024-08-19", "council", "correct", "3.1:2024-08-05", "--progress", "10", "--reason",
         "Plans were counted twice", "--by", "ncc"),
    # An action that joined later; both sides worked on its draft, and gave it two dates
    _run("2025-01-13", "council", "new", "action", "1.13", "--title",
         "Feed short-break data into the joint view of need", "--area", "PA1", "--owner", "ncc", "--start",
         "2025-03-03", "--due", "2025-11-28", "--agreed", "2025-02-13"),
    Event(date(2025, 1, 14), "secretary", "merge", ("council",)),
    Event(date(2025, 1, 15), "icb", "merge", ("secretary",)),
    Event(date(2025, 1, 27), "icb", "edit", ("actions/1.13.toml", "due = 2025-11-28", "due = 2025-10-31")),
    Event(date(2025, 1, 28), "council", "edit", ("actions/1.13.toml", "due = 2025-11-28", "due = 2026-01-30")),
    _run("2025-10-27", "council", "update", "1.13", "--state", "complete", "--rating", "blue", "--progress", "100",
         "--note", "In the joint view since Monday", "--evidence", f"{SITE}/evidence/1.13/view", "--by", "ncc"),
    # Renumbered by the secretary; the council, who had not heard of it, updates the old file
    _run("2025-02-13", "secretary", "renumber", "1.5", "2.14"),
    _run("2025-02-17", "council", "update", "1.5", "--note", "The monthly check goes on", "--by", "ncc"),
    # Two new actions of one number
    _run("2025-09-29", "council", "new", "action", "4.13", "--title", "Tell schools about every clinic that opens",
         "--area", "AI1", "--owner", "ncc", "--due", "2026-06-30", "--agreed", "2025-10-09"),
    _run("2025-09-30", "icb", "new", "action", "4.13", "--title", "Open a clinic in the two districts without one",
         "--area", "AI1", "--owner", "nch", "--due", "2026-09-30", "--agreed", "2025-10-09"),
    _run("2026-06-09", "icb", "update", "4.14", "--state", "complete", "--rating", "blue", "--progress", "100",
         "--note", "Both clinics are open", "--evidence", f"{SITE}/evidence/4.14/opening", "--by", "nch"),
    # What full council resolved; the secretary names the actions in the file, as the command asks for
    _run("2024-05-16", "secretary", "new", "resolution", "2024-05-16-a", "--title", "Act on the inspection", "--body",
         "full-council", "--on", "2024-05-16", "--outcome", "carried", "--clause", "Parents are asked twice a year",
         "--clause", "Plans come within twenty weeks"),
    Event(date(2024, 5, 16), "secretary", "edit", (
        "resolutions/2024-05-16-a.toml",
        'text = "Parents are asked twice a year"\n',
        'text = "Parents are asked twice a year"\nactions = ["1.11"]\n',
    )),
    Event(date(2024, 5, 16), "secretary", "edit", (
        "resolutions/2024-05-16-a.toml",
        'text = "Plans come within twenty weeks"\n',
        'text = "Plans come within twenty weeks"\nactions = ["3.1"]\n',
    )),
    _run("2025-05-15", "secretary", "update", "2024-05-16-a", "--clause", "a", "--state", "complete", "--note",
         "Asked in May and November", "--by", "npcf", "--accept", "P106"),
    # From 2026 on amber and the policy mean something else
    Event(date(2025, 12, 15), "secretary", "edit", (
        "plan.toml",
        '[ratings.amber]\nlabel = "At risk"\nmeaning = "The due date can be kept only with a change."\n'
        'colour = "amber"\n',
        '[[ratings.amber]]\nlabel = "At risk"\nmeaning = "The due date can be kept only with a change."\n'
        'colour = "amber"\n\n[[ratings.amber]]\nfrom = 2026-01-01\nlabel = "Behind"\n'
        'meaning = "Up to a month behind."\ncolour = "amber"\n',
    )),
    Event(date(2025, 12, 16), "secretary", "edit", (
        "plan.toml",
        '[policy]\ndue_within_days = 45\nredate_approvals = ["board"]\n',
        '[[policy]]\ndue_within_days = 45\nredate_approvals = ["board"]\n\n[[policy]]\nfrom = 2026-01-01\n'
        'stale_after_days = 60\ndue_within_days = 45\nredate_approvals = ["board"]\nredate_limit = 2\n'
        'redate_board = "board"\n',
    )),
)  # fmt: skip
"""What happened beside the monthly reports, by subject."""

_ENDED_BY_HAND: Mapping[tuple[date, str], tuple[str, ...]] = {
    (date(2025, 2, 12), "icb"): ("resolve plans/northshire-send/actions/1.13.toml --theirs",),
    (date(2025, 10, 8), "icb"): ("resolve plans/northshire-send/actions/4.13.toml --both 4.14",),
}
"""Merges that clashed, by day and branch, and the commands that ended them."""


def meetings() -> Iterator[Event]:
    """Yield what belongs to each meeting of the board: merges before it, a tag, merges after it."""
    for month in range(MONTHS):
        day = board_day(month)
        eve = day - timedelta(days=1)
        for branch in ("council", "icb", "forum"):
            yield Event(eve, "secretary", "merge", (branch, *_ENDED_BY_HAND.get((eve, branch), ())))
        yield Event(day, "secretary", "tag", (f"board-{day}",))
        back: dict[Branch, int] = {"council": 1, "icb": 3, "forum": 2}
        for to, every in back.items():
            if month % every == every - 1:
                yield Event(_LATE_BACK.get((to, month), day + timedelta(days=1)), to, "merge", ("secretary",))


def events() -> list[Event]:
    """Return all that happened, in order: on one day reports before merges, and the meeting's tag last."""
    order = {"run": 0, "edit": 0, "merge": 1, "tag": 2}
    return sorted((*reports(), *DECISIONS, *meetings()), key=lambda event: (event.day, order[event.verb]))


def first_files() -> dict[str, str]:
    """Return the files of the plan as it was agreed: heads alone."""
    policy = (Policy(due_within_days=45, redate_approvals=(Id("board"),)),)
    days = {board_day(month) for month in range(MONTHS)}
    known = [meeting for meeting in PLAN.meetings if meeting.on.last not in days]
    board = [Meeting(body=Id("board"), on=on_day(day)) for day in sorted(days)]
    plan: Plan = evolve(PLAN, kept_since=on_day(FIRST), meetings=(*known, *board), policy=policy, description=None)
    areas = [evolve(area, measures=(), status=()) for area in AREAS if area.id in ("PA1", "PA2", "PA3", "AI1")]
    records: Iterable[Record] = (*areas, *(_head(name) for name in LIVES))
    folders = {"Area": "areas", "Action": "actions"}
    return {"plan.toml": plan_text(plan)} | {
        f"{folders[type(record).__name__]}/{record.id}.toml": record_text(record) for record in records
    }


def _head(name: str) -> Action:
    action = made_action(next(row for row in ROWS if row.id == name))
    later: dict[str, Any] = dict.fromkeys(("findings", "measures", "milestones", "resources", "formerly", "status"), ())
    return evolve(action, after=tuple(other for other in action.after if other in LIVES), **later)
