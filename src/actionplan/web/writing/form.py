"""What a form asks, described once: its pages, the words of its command and its tests are made from this."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal

from attrs import frozen

from actionplan.model.frozen_dict import EMPTY
from actionplan.model.ids import Id
from actionplan.report.pages.material import PageMaterial

Look = Literal["line", "short", "text", "lines", "radios", "menu", "boxes", "file"]
"""How a field is shown: a line, a short line, a text, a value on each line, choices of one or of several, a file."""


@frozen
class Choice:
    """One of the answers to a question.

    Attributes:
        value: what the command takes.
        words: what people read.
        hint: what it means, or what follows from it; empty for nothing.
    """

    value: str
    words: str
    hint: str = ""


Choices = Callable[[PageMaterial, Id], Sequence[Choice]]
"""Returns the choices of a field, for a plan and the record that the form is about."""

Values = Mapping[str, Sequence[str]]
"""What was entered into a form, by the names of its fields."""


@frozen(kw_only=True)
class Field:
    """One question of a form.

    Attributes:
        name: its name, which is the key of the format.
        label: the question.
        hint: what helps to answer it; empty for nothing.
        look: how it is shown.
        choices: the choices; None for a field that takes text.
        missing: the sentence if it is left empty; empty for a field that may be.
        option: the option of the command, ``--reason``; empty for the name of the field as an option.
        is_argument: whether the command takes it without an option.
        group: the name of the question that this is a part of; parts of one are shown together.
        text: returns what the command takes, from what was entered into several fields; None for what was entered into
            this one.
        now: returns what holds now, which is shown beside the hint; None where the question is not about a change.
        is_asked: whether the question makes sense for a record as it is now.
        fault: returns what is wrong with what was entered, as a sentence, or an empty text; None where only the command
            can say it.
        switches: the option for each choice, where the option of the command takes no value.
        is_rare: whether few need it, so that it is folded until it is asked for.
    """

    name: str
    label: str
    hint: str = ""
    look: Look = "line"
    choices: Choices | None = None
    missing: str = ""
    option: str = ""
    is_argument: bool = False
    group: str = ""
    text: Callable[[Values], str] | None = None
    now: Callable[[PageMaterial, Id], str] | None = None
    is_asked: Callable[[PageMaterial, Id], bool] = lambda _, __: True
    fault: Callable[[PageMaterial, Id, str], str] | None = None
    switches: Mapping[str, str] = EMPTY
    is_rare: bool = False

    @property
    def flag(self) -> str:
        """The option of the command."""
        return self.option or f"--{self.name.replace('_', '-')}"


def _always(_: PageMaterial, __: Id) -> bool:
    return True


@frozen(kw_only=True)
class EntryForm:
    """A form that adds to a plan.

    Attributes:
        name: the last part of its address, such as ``suspend``.
        command: the words of the command before its options, and the options that are the same each time.
        kinds: the kinds of record that it is for; empty for a form of the plan as a whole.
        title: what it does, as a link says it: ``Suspend it``.
        saved: what is saved, as the beginning of a sentence: ``The suspension is``.
        lead: a sentence about what happens.
        fields: its questions, in order.
        is_offered: whether it makes sense for a record as it is now.
        is_record_named: whether the command takes the record as an argument.
        options: options that the command always gets.
        can_undo: whether what was saved can be taken back.
        undone_by: the form that takes it back, on the page of what was saved.
        listed_on: for a form of the plan, the kind of page on which it is offered, such as ``risks``.
        is_gone: whether the page of the record is gone afterwards, so that one is led to the page above it.
        arguments: returns what names the record for the command; None for its id.
        is_more: whether it is seldom needed, so that a page offers it after the others.
        check_title: the title of the page on which it is checked.
        check_lead: what follows the lead there.
        button: the words of the button that does it.
        takes_back: whether it takes back the last entry, which must be the intended one.
        done: what a page says once it is done; empty to say that what is saved is on this computer.
    """

    name: str
    command: tuple[str, ...]
    kinds: tuple[str, ...] = ("action",)
    title: str
    saved: str = "This is"
    lead: str
    fields: tuple[Field, ...]
    is_offered: Callable[[PageMaterial, Id], bool] = _always
    is_record_named: bool = True
    options: tuple[str, ...] = ()
    can_undo: bool = True
    undone_by: str = "undo"
    listed_on: str = "home"
    is_gone: bool = False
    arguments: Callable[[PageMaterial, Id], Sequence[str]] | None = None
    is_more: bool = False
    check_title: str = "Check this before it is saved"
    check_lead: str = "It has not been saved yet."
    button: str = "Save this"
    done: str = ""
    takes_back: bool = False

    @property
    def said_when_saved(self) -> str:
        """What a page says once it is done, as a sentence."""
        return self.done or f"{self.saved} saved on this computer."


def as_entered(texts: Iterable[str]) -> list[str]:
    """Return texts that a browser sent, with the ends of lines that a person entered.

    A browser ends lines with both characters, in hidden fields once more each time.
    """
    return [re.sub("\r+\n?", "\n", text) for text in texts]


def entered(values: Values, name: str) -> str:
    """Return what was entered into a field that takes one value."""
    return "\n".join(values.get(name, ())).strip()


def command_words(form: EntryForm, record: str | Sequence[str], root: str, values: Values) -> list[str]:
    """Return the words of a form's command, as they could be entered after ``actionplan``.

    Args:
        form: the form.
        record: the id of the record that it is about, or the arguments that name it; empty for none.
        root: the folder of the plan.
        values: what was entered; empty fields are left out.
    """
    named = [record] if isinstance(record, str) else list(record)
    options, arguments = [f"--plan={root}", *form.options], named if form.is_record_named and record else []
    for field in form.fields:
        texts = _texts(field, values)
        if field.switches:
            options += [field.switches[text] for text in texts if text in field.switches]
        elif field.is_argument:
            arguments += texts
        else:
            options += [f"{field.flag}={text}" for text in texts]
    if approval := _approval(values):
        options.append(f"--approved={approval}")
    return [*form.command, *options, "--", *arguments]


APPROVAL = ("approvals.by", "approvals.on", "approvals.ref")
"""The fields of one approval, which a command takes as one text."""


def _texts(field: Field, values: Values) -> list[str]:
    if field.name in APPROVAL:
        return []
    if field.text is not None:
        return [text] if (text := field.text(values)) else []
    if field.look == "lines":
        return [line.strip() for line in entered(values, field.name).split("\n") if line.strip()]
    if field.look == "boxes":
        return [value for value in values.get(field.name, ()) if value]
    return [text] if (text := entered(values, field.name)) else []


def _approval(values: Values) -> str:
    by, on, ref = (entered(values, name) for name in APPROVAL)
    return ":".join(filter(None, (by, on, ref))) if by or on or ref else ""


def missing(form: EntryForm, values: Values) -> dict[str, str]:
    """Return the sentence for each field that is empty and may not be, by its name."""
    found = {each.name: each.missing for each in form.fields if each.missing and not entered(values, each.name)}
    by, on, ref = (entered(values, name) for name in APPROVAL)
    if (by or on or ref) and not by:
        found[APPROVAL[0]] = "Choose the body that agreed"
    if (by or ref) and not on:
        found[APPROVAL[1]] = "Enter the day on which it agreed"
    return found


def faults(form: EntryForm, values: Values, material: PageMaterial, record: Id) -> dict[str, str]:
    """Return the sentence for each field in which something is known to be wrong before the command is run.

    Args:
        form: the form.
        values: what was entered.
        material: what the pages of the plan are made from.
        record: the record that the form is about; empty for none.
    """
    asked = [(each, each.fault) for each in form.fields if each.fault is not None]
    if form.fields and not any(entered(values, each.name) for each in form.fields):
        return missing(form, values) or {"": "Nothing was entered yet: answer at least one of the questions"}
    said = {each.name: fault(material, record, entered(values, each.name)) for each, fault in asked}
    return {**missing(form, values), **{name: sentence for name, sentence in said.items() if sentence}}
