"""For each rule, a plan that leads to its message, and how the advice in the message is followed.

A plan is a case of ``plans/invalid`` or ``invalid_plans.py``. Where the advice names a value or a command, it is taken
out of the message itself. Elsewhere a row repeats the advice, so that nobody changes its words without following them.
"""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

BASE = Path(__file__).parent / "plans/base"


class Typed(NamedTuple):
    """Advice with a command, a line to add or a value to write: enter it as the message has it.

    Attributes:
        filled: what to enter for a placeholder such as ``BODY``, or for ``...``, each in its order.
        answered: options that stand for the answer to a question that the command asks.
    """

    filled: tuple[tuple[str, str], ...] = ()
    answered: tuple[str, ...] = ()


class Edit(NamedTuple):
    """Advice in words, and the edit of the file that follows it.

    Attributes:
        advice: the advice, word for word.
        old: the text in the file of the message, which it has once.
        new: the text in its place.
        file: another file, from the plan's folder.
    """

    advice: str
    old: str
    new: str
    file: str = ""


class Done(NamedTuple):
    """Advice in words, and what is done to the plan's folder."""

    advice: str
    do: Callable[[Path], object]


Row = Typed | Edit | Done


def typed(*filled: tuple[str, str], answered: tuple[str, ...] = ()) -> Typed:
    return Typed(filled, answered)


def moved(old: str, new: str) -> Callable[[Path], object]:
    return lambda plan: (plan / old).rename(plan / new)


def removed(name: str) -> Callable[[Path], object]:
    return lambda plan: (plan / name).unlink()


def as_utf_8(plan: Path) -> None:
    path = plan / "actions/1.2.toml"
    path.write_bytes(path.read_bytes().decode("cp1252").encode())


def with_the_file(plan: Path) -> None:
    (plan / "actions/1.2.toml").unlink()
    shutil.copy(BASE / "actions/1.2.toml", plan / "actions")


def with_the_entries_of_the_copy(plan: Path) -> None:
    copy, original = plan / "actions/1.2-LAPTOP.toml", plan / "actions/1.2.toml"
    original.write_text(copy.read_text("utf-8"), "utf-8")
    copy.unlink()


WHY = ("...", "It was forgotten")
REDACTED = typed(WHY, ("...", "Data protection officer"), answered=("--yes",))
INLINE = 'status = [{ on = 2025-05-05, by = "icb", state = "not-started" }]\n'
BLOCK = '\n[[status]]\non = 2025-05-05\nby = "icb"\nstate = "not-started"\n'
SCALE_OF_FIVE = tuple(word for number in "2345" for name in ("--likelihood", "--impact") for word in (name, number))

ROWS: Mapping[str, Row] = {
    "E001-colon-for-equals": typed(),
    "E001-first-header-of-one-bracket": Edit(
        "each block of this sort has two brackets: [[status]]", "\n[status]\n", "\n[[status]]\n"
    ),
    "E002-windows-1252": Done('save the file as "UTF-8" in your editor', as_utf_8),
    "E003-larger-than-is-read": Done(
        "keep evidence in files of its own, and name them here",
        lambda plan: (plan / "actions/1.2.toml").write_text('title = "T"\nareas = ["PA1"]\nowner = "icb"\n'),
    ),
    "E005-link-to-a-file-that-has-gone": Done("remove the link, or put the file in its place", with_the_file),
    "E007-no-plan-file": Done(
        "make one: see docs/format.md",
        lambda plan: shutil.copy(BASE / "plan.toml", plan),
    ),
    "E008-older-format": typed(),
    "E009-ending-after-toml": Done('rename it to "1.3.toml"', moved("actions/1.3.toml.txt", "actions/1.3.toml")),
    "E009-folder-mistyped": Done('did you mean "actions"?', moved("action/1.3.toml", "actions/1.3.toml")),
    "E010-copy-of-the-same-content": Done("delete this file", removed("actions/1.2-LAPTOP.toml")),
    "E010-copy-with-an-entry-of-its-own": Done(
        "add what only this file has to 1.2.toml, as entries; then delete this file", with_the_entries_of_the_copy
    ),
    "W001-file-without-toml": Done(
        "rename it so that it ends in .toml, or move it out of this folder",
        moved("actions/1.3.txt", "actions/1.3.toml"),
    ),
    "W002-backup-beside-a-record": Done(
        "if you miss anything of it, put that into 1.2.toml; then delete this file", removed("actions/1.2.toml.bak")
    ),
    "E101-mistyped-owner": typed(),
    "E101-own-field": Edit("fields of your own go under [extra]", "budget = 12000\n", ""),
    "E101-in-an-entry": typed(),
    "E102-no-title": typed(("...", '"Train everyone to read it"')),
    "E102-entry-without-on": typed(("...", "2025-05-05")),
    "E103-text-as-list": typed(),
    "E103-duty-as-a-number": typed(("...", "Every plan in time")),
    "E103-baseline-as-a-number": typed(("...", "2023")),
    "E104-state": typed(),
    "E105-british-order-in-quotes": typed(),
    "E106-space-at-end-of-id": typed(),
    "E106-file-name-with-space": Done("rename the file", moved("actions/1.3 draft.toml", "actions/1.3.toml")),
    "E108-history-in-brackets": Edit("write each entry as a block of its own under a line [[status]]", INLINE, BLOCK),
    "E109-blank-note": Edit("write the text, or remove the line", 'note = "  "\n', ""),
    "E111-link-without-https": typed(),
    "E112-entry-says-nothing": Edit(
        "add a note or a state", 'on = 2025-05-05\nby = "icb"\n', 'on = 2025-05-05\nby = "icb"\nnote = "Begun"\n'
    ),
    "E113-state-of-no-clause": Edit(
        'name it: clause = "a"',
        'by = "board"\nstate = "complete"\n',
        'by = "board"\nclause = "b"\nstate = "complete"\n',
    ),
    "E114-rival-value-of-no-field": typed(),
    "E115-redacted-with-a-note": Edit(
        "remove it; put what may be shown into a new entry", 'note = "Something is left."\n', ""
    ),
    "E120-verified-milestone": typed(),
    "E121-pound-sign-as-unit": typed(),
    "E125-reading-without-value": typed(("...", "54")),
    "E201-owner": typed(),
    "E201-by": typed(("...", "The chair"), ("KIND", "board")),
    "E202-area": typed(),
    "E203-after": Edit("", 'after = ["1.3"]', 'after = ["1.1"]'),
    "E204-rating": typed(),
    "E206-corrects": typed(),
    "E207-resolution": typed(),
    "E209-entry-id-twice": Edit(
        "give it another", 'id = "first"\non = 2025-04-01\n', 'id = "other"\non = 2025-04-01\n'
    ),
    "E210-alias-twice": Edit("remove it here, or choose another name", ', "integrated care board"', ""),
    "E211-action-after-itself": Edit('take one of them out of "after": "1.2"', 'after = ["1.2"]\n', ""),
    "E212-measure": typed(),
    "E213-finding": typed(),
    "E214-area-concluded-twice": Edit(
        "keep one of them", '\n[[area_outcomes]]\narea = "PA1"\noutcome = "improvement"\n', ""
    ),
    "E230-handed-over-by-another": typed(WHY),
    "E230-partner-that-stays": typed(WHY),
    "E230-handover-without-owner": typed(("BODY", "hcc"), WHY),
    "E240-replaced-by-nothing": typed(WHY),
    "E241-part-without-replaces": typed(WHY),
    "E261-notice": typed(),
    "E262-later-notice": Edit("take it out", 'replaces = ["2025-notice"]\n', ""),
    "E270-more-recommendations-than-made": typed(WHY),
    "E270-more-clauses-than-made": typed(WHY),
    "E270-more-findings-than-made": typed(WHY),
    "E271-more-areas-than-named": typed(("N", "1")),
    "E301-due-before-start": typed(("DAY", "2028-06-30"), WHY),
    "E302-entry-after-today": Edit("check the year", "on = 2052-03-20\n", "on = 2025-03-20\n"),
    "E303-recorded-before-it-was-true": Edit("check both days", "recorded = 2024-07-01\n", "recorded = 2024-07-09\n"),
    "E127-label-that-is-a-year": Edit(
        "give it a label of its own, such as the season and the year",
        'label = "2025"\n',
        'label = "Spring term 2025"\n',
    ),
    "E304-term": Edit("check the year", "until = 2024-04-04\n", "until = 2025-04-04\n"),
    "E306-policy-without-day": Edit(
        "add a line: from = ...",
        "[[policy]]\nstale_after_days = 30\n",
        "[[policy]]\nfrom = 2025-01-01\nstale_after_days = 30\n",
    ),
    "E307-redacted-before-its-entry": Edit("check both days", "on = 2025-03-01,", "on = 2025-05-01,"),
    "E308-no-target-of-that-day": Edit(
        "remove the line if this target replaces no other", "replaces = 2025-12-31\n", ""
    ),
    "E309-held-before-announced": typed(("DAY", "2023-10-01"), WHY),
    "E310-milestone-due-before-start": typed(("DAY", "2025-12-31"), WHY),
    "E311-published-before-its-period": Edit("check the year", 'period = "2026"\n', 'period = "2024"\n'),
    "E260-entry-under-two-names": Edit(
        'write "recommendation" for both', 'recommendation = "a"\nask = "a"\n', 'recommendation = "a"\n'
    ),
    "E345-held-ahead": Edit("remove the line until the meeting has been held", "held = true\n", ""),
    "E401-verified-before-complete": typed(("DAY", "2025-05-04")),
    "E402-verified-by-nobody": typed(("BODY", "board"), WHY),
    "E403-verified-without-evidence": typed(("LINK", "https://example.org/minutes")),
    "E404-reopened-without-reason": typed(WHY),
    "E405-progress-after-cancelled": typed(("DAY", "2025-05-20"), WHY),
    "E406-not-started-again": typed(WHY),
    "E407-due-moved-without-reason": typed(WHY),
    "E407-risk-moved-without-reason": typed(WHY),
    "E408-complete-at-90": typed(WHY),
    "E409-moved-without-approval": typed(("DATE", "2024-07-02"), WHY),
    "E412-corrected-without-reason": typed(("...", "Half of them use it"), WHY),
    "E413-target-lowered-without-reason": typed(WHY),
    "E414-due-moved-after-it-was-cancelled": typed(("DAY", "2025-05-01"), WHY),
    "E440-later-by-a-split": typed(("DATE", "2026-03-31"), ("...", "The board agreed"), WHY),
    "E441-replaced-without-reason": typed(("...", "Two bodies do it"), WHY),
    "E442-complete-after-it-was-split": typed(WHY),
    "E504-clause-without-action": typed(("ACTION", "1.1")),
    "E505-clause-with-actions-and-none": Edit(
        "remove this line, or else the actions", 'no_action_because = "It needs none."\n', ""
    ),
    "W305-due-before-agreed": typed(("DAY", "2027-03-31"), WHY),
    "W310-published-before-received": typed(("DAY", "2023-12-01"), WHY),
    "W311-milestone-due-after-action": typed(("DAY", "2026-12-31"), WHY),
    "W313-part-larger-than-the-whole": Edit(
        "name the action whose amount includes it, or remove the line", '\nwithin = "1.1"', ""
    ),
    "W410-moved-too-often": typed(WHY),
    "W411-suspended-without-reason": typed(WHY),
    "W411-stood-down-without-reason": typed(WHY),
    "W413-declared-and-computed-differ": typed(),
    "E470-request-of-nobody": typed(("BODY", "board"), WHY),
    "E470-request-without-reason": typed(WHY),
    "E470-body-asked-for-nothing": typed(("DATE", "2027-06-30"), WHY),
    "E471-decision-without-request": typed(("REQUEST", "more"), WHY),
    "E471-request-without-decision": typed(WHY),
    "E272-unknown-request": typed(("REQUEST", "more"), WHY),
    "W572-request-not-decided": typed(("DATE", "2024-07-02"), WHY),
    "E273-plan-that-follows-itself": Edit(
        "name the plan that follows it", 'successor_plan = "base"', 'successor_plan = "reform"'
    ),
    "W573-evidence-that-ran-out": typed(("LINK", "https://example.org/minutes")),
    "W570-incomplete-without-reason": typed(("...", "The plan is not public")),
    "W571-reason-without-coverage": typed(),
    "E263-clause-carried-out-by-itself": typed(("RESOLUTION", "2024-07-09-a"), WHY),
    "E461-fulfilled-and-cancelled": typed(WHY),
    "E461-overtaken-and-complete": typed(WHY),
    "W561-closed-without-decision": typed(("BODY", "board"), ("DAY", "2024-07-10"), WHY),
    "W561-closed-without-decision-or-reason": typed(("BODY", "board"), ("DAY", "2024-07-10"), WHY),
    "W561-recommendation-closed-without-reason": typed(WHY),
    "W560-answer-overdue": typed(("BODY", "hcc"), ("DAY", "2024-01-20")),
    "W501-complete-without-evidence": typed(("LINK", "https://example.org/minutes")),
    "W502-no-owner": typed(("BODY", "icb"), WHY),
    "W503-area-without-action": typed(("ID", "2.1"), ("...", "Begin"), ("BODY", "icb"), ("MEASURE", "timely")),
    "W506-no-areas": typed(("AREA", "PA1"), WHY),
    "W507-complete-with-open-milestone": typed(),
    "W510-two-values-for-one-year": typed(("URL", "https://example.org/national"), WHY),
    "W530-said-after-its-end": typed(("DAY", "2026-04-30")),
    "W531-partner-that-has-ended": typed(("BODY", "board"), WHY),
    "W532-owner-that-has-ended": typed(("DAY", "2026-01-01"), ("BODY", "board")),
    "W533-ends-before-a-handover": typed(("BODY", "board")),
    "W534-due-after-its-owner-ends": typed(("BODY", "board")),
    "W535-given-to-another-before-a-handover": typed(WHY),
    "W514-score-without-scale": typed(("...", "1"), ("...", "1"), answered=SCALE_OF_FIVE),
    "W515-risk-without-owner": typed(("BODY", "icb"), WHY),
    "W516-two-due-dates-of-one-day": typed(WHY),
    "W520-area-without-measure": typed(("MEASURE", "timely"), WHY),
    "W521-action-without-reason": typed(("AREA:FINDING", "PA1:a"), WHY),
    "W522-measure-without-reading": typed(("VALUE", "54"), ("PERIOD", "2025")),
    "W523-measure-without-target": typed(("VALUE", "60"), ("DAY", "2027-12-31")),
    "W524-finding-without-action": typed(("ACTION", "1.2"), WHY),
    "W525-risk-without-action": typed(("ACTION", "1.2"), WHY),
    "W526-recommendation-without-answer": typed(("ACTION", "1.2"), WHY),
    "W527-never-reported-back": typed(("DAY", "2026-11-24")),
    "W528-neither-measures-nor-risks": Edit(
        'if there are any: actionplan new measure ID --unit "..." --direction up --title "..."; if there is none: '
        "actionplan set policy --ignore W528",
        "[policy]\n",
        '[policy]\nignore = ["W528"] # we keep them elsewhere\n',
    ),
    "W601-email": REDACTED,
    "W602-phone": REDACTED,
    "W603-nhs-number": REDACTED,
}

NONE: Mapping[str, str] = {
    "E004": "what hides the file has to go, and only those who put it there know how",
    "E006": "no plan needs such a file",
    "E107": "the message names the range",
    "E110": "the message shows what a day may be",
    "E118": "the message names the range",
    "E119": "the message names the word or the level",
    "E124": "the message shows what a period may be",
    "E126": "it is about two plans, of which one may be the copy",
    "E274": "it is about several plans, and only their authors know in which order they came",
    "W546": "the message names the nearest id; which record is meant, only its authors know",
    "W574": "the other plan may be anywhere, and only its authors know its id",
    "W575": "it is about two plans, and only their authors know which of them came first",
    "E205": "the message lists the parts that there are",
    "E215": "the message names the nearest word; which records are not for the public, only their authors know",
    "E245": "only their authors know which of the bodies answers for it",
    "E246": "only its authors know a shorter name",
    "E208": "of two records with one id, only their authors know which has to change",
    "E370": "only those who have the evidence know which of its days is wrong",
    "W545": "only their authors know which of the two has the printed reference",
    "W511": "that a target was changed after its day stays true, and is for readers",
}
"""Why the message of a rule is not followed here."""
