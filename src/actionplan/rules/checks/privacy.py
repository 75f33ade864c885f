"""Rules about personal data: a plan is public and keeps its history, so personal data must never get into it."""

import re
from collections.abc import Callable, Iterable, Iterator

from actionplan.model.records import Plan, Record
from actionplan.rules.checks.advice import redacted
from actionplan.rules.checks.context import CheckContext
from actionplan.rules.checks.registry import RuleFault, fault, rule
from actionplan.rules.checks.text_index import plain, texts_of

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.\w")
_PHONE = re.compile(r"(?<![\d/.-])(?:\+44\s?\(?0?\)?\s?|\(?0)(?:\d[\s()-]{0,2}){8,9}\d(?![\d/-])")
_NHS_NUMBER = re.compile(r"(?<![\d/.-])(\d{3})[ -]?(\d{3})[ -]?(\d{4})(?![\d/-])")
_ADVICE = "leave it out: the file is public, and its history is kept"


@rule("W601")
def email_address(view: CheckContext) -> Iterator[RuleFault]:
    """No text contains what looks like an e-mail address. Name a role or a body instead."""
    suspects = [each.record for each in view.texts if "@" in each.joined]
    return _personal(suspects, "an e-mail address", lambda text: _EMAIL.search(text) is not None)


@rule("W602")
def phone_number(view: CheckContext) -> Iterator[RuleFault]:
    """No text contains what looks like a telephone number: ten or eleven digits that begin with 0 or +44."""
    suspects = [each.record for each in view.texts if each.may_hold_number]
    return _personal(suspects, "a telephone number", lambda text: _PHONE.search(plain(text)) is not None)


@rule("W603")
def nhs_number(view: CheckContext) -> Iterator[RuleFault]:
    """No text contains what looks like a patient's NHS number: ten digits of which the last is the check digit of the
    others (modulus 11, https://www.datadictionary.nhs.uk/attributes/nhs_number.html).
    """
    suspects = [each.record for each in view.texts if each.may_hold_number]
    return _personal(suspects, "an NHS number", _has_nhs_number)


def _personal(suspects: Iterable[Record | Plan], noun: str, matches: Callable[[str], bool]) -> Iterator[RuleFault]:
    """Examine each text of the few files that may contain a match."""
    for record in suspects:
        for keys, text in texts_of(record):
            if matches(text):
                fix = redacted(_ADVICE, record, keys)
                yield fault(f"this looks like {noun}, which is personal data", record, *keys, fix=fix)


def _has_nhs_number(text: str) -> bool:
    for match in _NHS_NUMBER.finditer(plain(text)):
        digits = [int(digit) for digit in "".join(match.groups())]
        check = 11 - sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
        if check % 11 == digits[9]:
            return True
    return False
