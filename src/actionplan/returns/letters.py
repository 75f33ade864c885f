"""Texts to send to owners, ready to paste or as files of e-mail. No address is made up: a draft has no recipient."""

from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import SMTP

from actionplan.model.problem import Problem
from actionplan.model.text import count, day_text, in_words
from actionplan.returns.chase import Owed
from actionplan.returns.prepared import cell_of


def reminder(owed: Owed, plan_title: str, contact: str = "") -> tuple[str, str]:
    """Return the subject and the text of a reminder.

    Args:
        owed: the return.
        plan_title: the title of the plan.
        contact: who answers questions; empty to name nobody.
    """
    wanted = day_text(owed.sent.wanted)
    is_late = owed.days_overdue > 0
    subject = f"{plan_title}: your return {'was wanted' if is_late else 'is wanted'} by {wanted}"
    back = f"It came back on {in_words(map(day_text, owed.received))}. " if owed.received else ""
    missing = len(owed.unanswered)
    what = f"{missing} of {count(owed.rows, 'row')} {'says' if missing == 1 else 'say'} nothing yet"
    lines = [
        f"To: {owed.name}",
        "",
        f"{plan_title}: on {day_text(owed.sent.made)} the workbook {owed.sent.file} was made for you to fill in.",
        f"It {'was' if is_late else 'is'} wanted back by {wanted}. {back}{what}:",
        "",
        *(f"- {title}" for title in owed.unanswered),
        "",
        "Please fill in these rows and send the workbook back. If nothing was done, please say so, and why.",
        f"Questions: {contact}." if contact else "If you have questions, answer this message.",
    ]
    return subject, "\n".join(lines) + "\n"


def for_the_owner(problems: Sequence[Problem]) -> str:
    """Return what must be corrected in a return, as a text to send back to its owner.

    Args:
        problems: the problems of its cells.
    """
    lines = []
    for found in problems:
        cell = cell_of(found)
        said = found.message.removeprefix(f"{cell}: ").rstrip(".")
        more = f" Expected: {found.expected}." if found.expected else ""
        lines.append(f"- {cell}: {said}.{more}" if cell else f"- {said}.{more}")
    return "\n".join(lines)


def draft(subject: str, text: str) -> bytes:
    """Return a message as a file of e-mail (.eml) without recipient, which mail programs open as a draft.

    Args:
        subject: its subject.
        text: its text.
    """
    message = EmailMessage(policy=SMTP)
    message["Subject"] = " ".join(subject.split())
    message["X-Unsent"] = "1"
    message.set_content(text)
    return message.as_bytes()
