"""Rules about personal data: a plan is public and keeps its history, so personal data must never get into it."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from actionplan.model.records import Plan, Record
from actionplan.rules.checks.advice import redacted
from actionplan.rules.checks.context import CheckContext
from actionplan.rules.checks.registry import RuleFault, fault, rule
from actionplan.rules.checks.text_index import plain, texts_of

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.\w[\w-]*(?:\.\w[\w-]*)*")
_PHONE = re.compile(r"(?<![\d/.-])(?:\+44\s?\(?0?\)?\s?|\(?0)(?:\d[\s()-]{0,2}){8,9}\d(?![\d/-])")
_NHS_NUMBER = re.compile(r"(?<![\d/.-])(\d{3})[ -]?(\d{3})[ -]?(\d{4})(?![\d/-])")
_MAIL, _CALL, _NHS = "an e-mail address", "a telephone number", "an NHS number"
_ADVICE = "leave it out: the file is public, and its history is kept"


@rule("W601")
def email_address(view: CheckContext) -> Iterator[RuleFault]:
    """No text contains what looks like an e-mail address. Name a role or a body instead."""
    suspects = [each.record for each in view.texts if "@" in each.joined]
    return _personal(suspects, _MAIL, _email)


@rule("W602")
def phone_number(view: CheckContext) -> Iterator[RuleFault]:
    """No text contains what looks like a telephone number: ten or eleven digits that begin with 0 or +44."""
    suspects = [each.record for each in view.texts if each.may_hold_number]
    return _personal(suspects, _CALL, _phone)


@rule("W603")
def nhs_number(view: CheckContext) -> Iterator[RuleFault]:
    """No text contains what looks like a patient's NHS number: ten digits of which the last is the check digit of the
    others (modulus 11, https://www.datadictionary.nhs.uk/attributes/nhs_number.html).
    """
    suspects = [each.record for each in view.texts if each.may_hold_number]
    return _personal(suspects, _NHS, _nhs_number)


def _personal(suspects: Iterable[Record | Plan], noun: str, find: Callable[[str], str]) -> Iterator[RuleFault]:
    """Examine each text of the few files that may contain a match."""
    for record in suspects:
        for keys, text in texts_of(record):
            if find(text):
                fix = redacted(_ADVICE, record, keys)
                yield fault(f"this looks like {noun}, which is personal data", record, *keys, fix=fix)


def _email(text: str) -> str:
    found = _EMAIL.search(text)
    return found[0] if found is not None else ""


def _phone(text: str) -> str:
    found = _PHONE.search(plain(text))
    return found[0] if found is not None else ""


def _nhs_number(text: str) -> str:
    for match in _NHS_NUMBER.finditer(plain(text)):
        digits = [int(digit) for digit in "".join(match.groups())]
        check = 11 - sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
        if check % 11 == digits[9]:
            return match[0]
    return ""


_FINDS: Final = {_MAIL: _email, _CALL: _phone, _NHS: _nhs_number}
"""Returns the words of a text that look like personal data, or an empty text, by what they look like."""


def personal_in(text: str) -> dict[str, str]:
    """Return what in a text looks like personal data: by what it looks like, such as an e-mail address, its words."""
    return {noun: found for noun, find in _FINDS.items() if (found := find(text))}
