"""A form as a page shows it: its fields with what was entered, and what is wrong with it."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from attrs import evolve, frozen

from actionplan.model.ids import Id
from actionplan.report.pages.material import PageMaterial
from actionplan.web.writing.form import Choice, Field, Values
from actionplan.web.writing.outcome import Refusal
from actionplan.web.writing.usual_fields import with_terms


@frozen(kw_only=True)
class ShownField:
    """A field as a page shows it.

    Attributes:
        field: the field.
        choices: its choices; empty for one that takes text.
        entered: what was entered.
        error: what is wrong with it; empty for nothing.
        prefix: what its element's name begins with, on a page with several forms.
    """

    field: Field
    choices: Sequence[Choice] = ()
    entered: Sequence[str] = ()
    error: str = ""
    prefix: str = ""

    @property
    def id(self) -> str:
        """The name of its element on the page."""
        return f"{self.prefix}{self.field.name.replace('.', '-')}"

    @property
    def is_optional(self) -> bool:
        """Whether it may be left empty, and says so; of choices the reader sees that none need be taken."""
        return not self.field.missing and self.field.look not in ("radios", "boxes")

    @property
    def text(self) -> str:
        """What was entered, as one text."""
        return "\n".join(self.entered)

    @property
    def anchor(self) -> str:
        """The element that a link to the field leads to: its first choice, if it has several elements."""
        return f"{self.id}-1" if self.field.look in ("radios", "boxes") else self.id


@frozen(kw_only=True)
class ShownForm:
    """A form as a page shows it.

    Attributes:
        address: where it is sent.
        groups: its fields; those that are parts of one question come together, under its words.
        rare: the same of the fields that few need, which are folded.
        errors: what is wrong: the element that a link leads to, and the sentence.
        hidden: what is sent with it.
        buttons: the value and the words of each button, the main one first.
        leave: the address to which one goes without saving; empty for none.
        exact: the path of each file that would change, and the lines that would be added.
        is_open: whether it is shown at once, where it is one of several that are folded away.
    """

    address: str
    groups: Sequence[tuple[str, Sequence[ShownField]]] = ()
    rare: Sequence[tuple[str, Sequence[ShownField]]] = ()
    errors: Sequence[tuple[str, str]] = ()
    hidden: Sequence[tuple[str, str]] = ()
    buttons: Sequence[tuple[str, str]] = ()
    leave: str = ""
    exact: Sequence[tuple[str, str]] = ()
    is_open: bool = False

    @property
    def is_rare_open(self) -> bool:
        """Whether something was entered into a folded field, or is wrong with it."""
        return any(each.error or any(each.entered) for _, fields in self.rare for each in fields)

    @property
    def sends_file(self) -> bool:
        """Whether one of its fields is a file."""
        return any(each.field.look == "file" for _, fields in self.groups for each in fields)


def shown_fields(
    fields: Sequence[Field], material: PageMaterial, record: Id, values: Values, refusals: Sequence[Refusal] = ()
) -> list[ShownField]:
    """Return fields as a page shows them; a question without choices in this plan is left out.

    Args:
        fields: the fields.
        material: what the pages of the plan are made from.
        record: the record that the form is about; empty for none.
        values: what was entered.
        refusals: what is wrong.
    """
    wrong = errors_of(fields, refusals)
    made = []
    for field in fields:
        if not field.is_asked(material, record):
            continue
        choices = field.choices(material, record) if field.choices is not None else ()
        if field.choices is None or choices:
            entered, known = tuple(values.get(field.name, ())), _with_now(field, material, record)
            made.append(ShownField(field=known, choices=choices, entered=entered, error=wrong.get(field.name, "")))
    return made


def _with_now(field: Field, material: PageMaterial, record: Id) -> Field:
    now = field.now(material, record) if field.now is not None else ""
    return evolve(field, hint=f"{with_terms(field.hint, material)} {now}".strip())


def grouped(fields: Sequence[ShownField]) -> list[tuple[str, Sequence[ShownField]]]:
    """Return fields with those together that are parts of one question."""
    return [(group, tuple(members)) for group, members in groupby(fields, key=lambda each: each.field.group)]


def errors_of(fields: Sequence[Field], refusals: Sequence[Refusal]) -> Mapping[str, str]:
    """Return the sentence for each field with which something is wrong, by its name.

    A refusal names a key of the entry or an option of the command; a field may be called after either.
    """
    names = {**{_bare(each.flag): each.name for each in fields}, **{each.name: each.name for each in fields}}
    names |= {"approvals": "approvals.by", "approved": "approvals.by", "when": "on"}
    found: dict[str, str] = {}
    for refusal in refusals:
        name = names.get(refusal.field, "")
        if name and any(each.name == name for each in fields):
            found.setdefault(name, refusal.message)
    return found


def _bare(flag: str) -> str:
    return flag.lstrip("-").replace("-", "_")


def summary(fields: Sequence[ShownField], refusals: Sequence[Refusal]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a form, in the order of its fields: the element to go to, and the sentence."""
    said = set()
    for each in fields:
        if each.error:
            said.add(each.error)
            yield each.anchor, each.error
    for refusal in refusals:
        if refusal.message not in said:
            said.add(refusal.message)
            yield "", refusal.message
