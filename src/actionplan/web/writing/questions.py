"""What a form asks for each key of the format, where the meaning of the key is no question to a reader."""

from collections.abc import Mapping
from typing import Final

from attrs import frozen

from actionplan.web.writing.form import Look
from actionplan.web.writing.usual_fields import A_DATE, A_TIME, EVIDENCE, NOT_PUBLIC


@frozen
class Question:
    """The question about a key.

    Attributes:
        label: the question.
        hint: what helps to answer it; empty for nothing.
        missing: the sentence if it is left empty, where it may not be.
        look: how the field is shown; None for what follows from the type of its values.
    """

    label: str
    hint: str = ""
    missing: str = "This is needed"
    look: Look | None = None


_TITLE: Final = "A few words, as readers will see them."
_ONE_A_LINE: Final = "One on each line."
_NAME: Final = "A councillor or member in a public role."

QUESTIONS: Final[Mapping[str, Question]] = {
    "title": Question("What is it called?", _TITLE, "Enter what it is called"),
    "action.title": Question("What will be done?", f"In one line. {NOT_PUBLIC}", "Say what will be done"),
    "area.title": Question("What is the area about?", _TITLE, "Say what the area is about"),
    "measure.title": Question("What is measured?", _TITLE, "Say what is measured"),
    "risk.title": Question("What may go wrong?", f"In a few words. {NOT_PUBLIC}", "Say what may go wrong"),
    "resolution.title": Question("What is it about?", _TITLE, "Say what it is about"),
    "milestone.title": Question("What will have been done?", NOT_PUBLIC, "Say what will have been done"),
    "meeting.title": Question("What is the meeting called?", "Only if it has a name of its own."),
    "owner": Question("Which body answers for it?"),
    "areas": Question(
        "Which areas does it serve?", "Totals count it in the first of them.", "Choose at least one area"
    ),
    "risk.areas": Question("Which areas does it threaten?"),
    "clause.areas": Question("Which areas carry it out together?"),
    "risk.actions": Question("Which actions make it less likely, or less bad?"),
    "clause.actions": Question("Which actions carry it out?"),
    "recommendation.actions": Question("Which actions carry it out?"),
    "kind": Question("What kind is it?", missing="Choose what kind it is"),
    "area.kind": Question("What did the inspectors call it?", missing="Choose what the inspectors called it"),
    "due": Question("When must it be finished?", A_TIME),
    "start": Question("When does work begin?", A_TIME),
    "lead": Question("Which role leads the work?", "A post, not a person's name."),
    "risk.lead": Question("Which role watches it?", "A post, not a person's name."),
    "success": Question("How will anyone know that it has worked?", NOT_PUBLIC, look="text"),
    "plain": Question("What does it mean for families?", "In plain words. It is shown to the public.", look="text"),
    "milestones": Question(
        "Which steps are on the way?",
        f"{_ONE_A_LINE} If a step has a date, put it first: 31 March 2027: Trainers found",
    ),
    "partners": Question("Which bodies help?"),
    "senior_responsible": Question("Which role answers for it?", "A post of the body, not a person's name."),
    "joint_leads": Question("Which roles lead it together?", f"{_ONE_A_LINE} Posts, not names."),
    "short": Question("A short name for tables and pictures", "At most 32 characters."),
    "ref": Question("Which number do printed papers give it?", "Only if it is another one than above."),
    "after": Question("Which actions must finish first?"),
    "waiting_on": Question("For which bodies does it wait?", f"{_ONE_A_LINE} A body of the plan, or another name."),
    "action.findings": Question("Which findings does it answer?"),
    "area.findings": Question("What did the inspectors find?", f"{_ONE_A_LINE} {NOT_PUBLIC}"),
    "review.findings": Question("What was found?", f"{_ONE_A_LINE} {NOT_PUBLIC}"),
    "findings_made": Question("How many findings are there in all?", "If not all of them are above."),
    "clauses_made": Question("How many clauses are there in all?", "If not all of them are above."),
    "recommendations_made": Question("How many recommendations are there in all?", "If not all of them are above."),
    "action.measures": Question("Which measures should it improve?"),
    "area.measures": Question("Which measures show whether it gets better?"),
    "agreed": Question("When was it agreed?", f"Leave it empty for today, or if it was agreed with the plan. {A_DATE}"),
    "source": Question("Where was this read?", f"A web address. {_ONE_A_LINE}"),
    "unit": Question(
        "In what is it counted?", "For example, per cent, children or weeks.", "Say in what it is counted"
    ),
    "resource.unit": Question("Of what?", "For example, GBP, posts or places.", "Say of what"),
    "direction": Question("Which way is better?", missing="Choose which way is better"),
    "definition": Question("What exactly is counted, and what is not?", look="text"),
    "tolerance": Question("How far may it fall short and still count as met?", "In the same unit."),
    "floor": Question("What is the worst value that is acceptable?"),
    "readings_every": Question("How often is there a new figure?"),
    "preferred_source": Question("Which source counts, if several publish a figure?", "Its web address."),
    "cause": Question("What could bring it about?", NOT_PUBLIC, look="text"),
    "event": Question("What could happen?", NOT_PUBLIC, look="text"),
    "effect": Question("What would that mean for families, or for the plan?", NOT_PUBLIC, look="text"),
    "inherent": Question("If nothing is done about it"),
    "residual": Question("With what is done about it"),
    "raised": Question("When was it first recorded?", f"Leave it empty for today. {A_DATE}"),
    "resolution.body": Question("Which body debated it?", missing="Choose the body that debated it"),
    "on": Question("On which day?", A_DATE, "Enter the day"),
    "outcome": Question("What became of it?", missing="Choose what became of it"),
    "review.outcome": Question("What was concluded?", "In a few words."),
    "area-outcome.outcome": Question("What was concluded of it?", "In a few words.", "Say what was concluded"),
    "mover": Question("Who moved it?", _NAME),
    "seconder": Question("Who seconded it?", _NAME),
    "group": Question("Which group moved it?"),
    "portfolio_holder": Question("Who answers for it in the cabinet?", "A role, or a published name and office."),
    "votes": Question("How many voted?", "Leave empty what was not published."),
    "stances": Question("How did each group vote?", "Only where no count is published."),
    "notes": Question("What does the body note in it?", _ONE_A_LINE),
    "believes": Question("What does the body say that it believes?", _ONE_A_LINE),
    "clauses": Question("What does it resolve?", f"{_ONE_A_LINE} Each becomes a clause."),
    "resolution.amendments": Question("Which amendments were moved?", _ONE_A_LINE),
    "report_every": Question("How often is progress reported back?"),
    "report_to": Question("Which body hears these reports?", "If it is not the one that debated it."),
    "review.by": Question("Which bodies carried it out?"),
    "replaces": Question("Which earlier notices does it replace?"),
    "expected": Question("When is it expected?", f"If nobody has announced it yet. {A_TIME}"),
    "announced": Question("When was it announced?", A_TIME),
    "review.held": Question("When did it take place?", A_TIME),
    "received": Question("When did the final report arrive?", A_DATE),
    "published": Question("When was the report published?", A_DATE),
    "plan_due": Question("By which day must a plan be submitted?", A_DATE),
    "assurance": Question("Which level of assurance is given?", "As it is printed."),
    "recommendations": Question("What is required or recommended?", _ONE_A_LINE),
    "clause.text": Question("What was resolved?", "In short, in the words of the resolution.", "Say what was resolved"),
    "amendment.text": Question("What does it change?", "In short.", "Say what it changes"),
    "finding.text": Question("What was found?", f"In short. {NOT_PUBLIC}", "Say what was found"),
    "recommendation.text": Question("What is recommended?", "In short.", "Say what is recommended"),
    "finding.area": Question("Which area is it about?"),
    "area-outcome.area": Question("Which area is it about?", missing="Choose the area"),
    "addressee": Question("Who must do it?", "A body of the plan, or others in words."),
    "clause.due": Question("By when?", A_TIME),
    "whole_plan": Question("Is it carried out by the plan as a whole?"),
    "clause.resolutions": Question("Which other resolutions carry it out?"),
    "no_action_because": Question("Why does no action carry it out?", "If none does, and none should.", look="text"),
    "strength": Question("Must it be done, or should it?"),
    "grade": Question("Which grade does it have?", "As it is printed."),
    "recommendation.due": Question("By when must it be carried out?", A_TIME),
    "response_due": Question("By when must it be answered?", A_TIME),
    "response": Question("What is the answer?", "If it was printed with the recommendation."),
    "response_by": Question("Which body answers it?"),
    "response_on": Question("When was it answered?", A_DATE),
    "amount": Question("How much is it?", "A number.", "Enter how much it is"),
    "per": Question("Once, or every year?"),
    "period": Question("For which time is it?", A_TIME),
    "funding": Question("From what is it paid?", "For example, a grant."),
    "within": Question("Is it part of the money of another action?"),
    "mentioned": Question("Was it given before?"),
    "state": Question("What was its state?"),
    "rating": Question("How was it rated?"),
    "progress": Question("How much was done?", "Per cent, from 0 to 100."),
    "evidence": Question("What shows it?", EVIDENCE.hint),
    "requested_of": Question("Which body is asked to decide?"),
    "request_due": Question("Which date is asked for?", A_TIME),
    "reported_to": Question("Which body heard the report?"),
    "rechecked": Question("What did a later check find?"),
    "note": Question("Anything else that readers should know?", NOT_PUBLIC, look="text"),
    "body.name": Question("What is its full name?", "An organisation, board, team or group.", "Enter its name"),
    "aliases": Question("What else do papers call it?", _ONE_A_LINE),
    "part_of": Question("To which body does it belong?"),
    "from_": Question("Since when does it exist?", A_TIME),
    "body.until": Question("When did it end, or when will it?", A_TIME),
    "successor": Question("Which bodies take over its work?"),
    "meeting.held": Question("Did it take place?"),
    "meeting.note": Question("Why not, or when instead?", NOT_PUBLIC, look="text"),
}
"""The questions by their keys, as ``kind.key`` where a kind of record or part has a question of its own."""

WORDS: Final[Mapping[str, str]] = {
    "icb": "Integrated care board",
    "up": "A higher figure is better",
    "down": "A lower figure is better",
    "improvement": "Area for improvement",
    "weakness": "Weakness (of an older written statement of action)",
    "week": "Every week",
    "month": "Every month",
    "quarter": "Every quarter",
    "half-year": "Every half-year",
    "year": "Every year",
    "monitoring": "Monitoring visit",
    "must": "It must be done",
    "should": "It should be done",
    "unknown": "Not known",
    "other": "Something else",
}
"""What choices call a word of the format, where its own letters would not say it."""
