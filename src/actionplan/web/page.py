"""A page before it is written: its document, and the forms above it."""

from collections.abc import Callable, Collection, Sequence

from attrs import frozen

from actionplan.model.problem import Problem
from actionplan.report.document import Block, Document
from actionplan.report.inline import Inline
from actionplan.web.writing.shown import ShownForm

Option = tuple[str, str]
"""A choice in a form: what is sent, and what is shown."""


@frozen(kw_only=True)
class Question:
    """A field of a form that limits what a page shows.

    Attributes:
        name: its name in the address.
        label: what it asks.
        options: the choices; empty for a field that takes text.
        typed: what was chosen or typed.
        is_several: whether several may be chosen.
        hint: what to type; empty for nothing.
        error: what is wrong with what was entered; empty for nothing.
    """

    name: str
    label: str
    options: Sequence[Option] = ()
    typed: Sequence[str] = ()
    is_several: bool = False
    hint: str = ""
    error: str = ""


@frozen(kw_only=True)
class Filter:
    """A form that limits what a page shows.

    Attributes:
        questions: its fields.
        removable: what limits the page now, each with the address of the page without it.
        button: what its button says.
        summary: what opens it where the page is too narrow to show it beside the rest.
        action: the address that the form leads to; empty for the page itself.
    """

    questions: Sequence[Question]
    removable: Sequence[tuple[str, str]] = ()
    button: str = "Apply filters"
    summary: str = "Filter"
    action: str = ""


@frozen(kw_only=True)
class Part:
    """A part of a page with forms of its own.

    Attributes:
        id: the name of its element, to which links lead.
        blocks: what it shows.
        question: what the forms answer, as a heading; empty for none.
        forms: its forms, each with the words that open it; empty words for a form that is always open.
    """

    id: str
    blocks: Sequence[Block]
    question: str = ""
    forms: Sequence[tuple[str, ShownForm]] = ()


@frozen(kw_only=True)
class Unsaved:
    """What was entered into a form and is not saved yet.

    Attributes:
        title: what the form does, and to what.
        form: the address of the form.
        address: the address of the form with what was entered.
        begun: the day on which it was entered, in words.
    """

    title: str
    form: str
    address: str
    begun: str


@frozen(kw_only=True)
class Page:
    """A page.

    Attributes:
        document: what it shows.
        kind: the kind of page that is marked among the main ones.
        trail: what leads to the pages above it.
        form: the form that limits it; None for none.
        entry: the form that adds to the plan; None for none.
        parts: its parts that have forms of their own, after what it shows.
        beside: what is shown beside its forms.
        tasks: the forms that make sense for what the page is about: the words and the address of each.
        more_tasks: those of them that are seldom needed.
        record: the kind of record that it is about, or of which one was saved; empty for other pages.
        undo: the address where what was saved is taken back; empty for that of the page itself.
        lands_on: the part that shows what was saved, since one is led there; empty for the top of the page.
        done: what the user has just done, in words; empty for nothing.
        json: returns what the command for the same question prints as JSON; None where there is no such command.
        table: the name of the table that holds what it shows, for spreadsheets; empty for none.
        ids: the ids of the only records that it shows of that table; None for all.
        is_printed: whether it can be had as a document.
        status: the status of the answer.
        lists_unsaved: whether it lists what was entered into forms and is not saved yet.
        problems: the problems for which files of other plans than the page's own could not be read.
    """

    document: Document
    kind: str = ""
    trail: Sequence[Inline] = ()
    form: Filter | None = None
    entry: ShownForm | None = None
    parts: Sequence[Part] = ()
    beside: Sequence[Block] = ()
    tasks: Sequence[tuple[str, str]] = ()
    more_tasks: Sequence[tuple[str, str]] = ()
    record: str = ""
    undo: str = ""
    lands_on: str = ""
    done: str = ""
    json: Callable[[], str] | None = None
    table: str = ""
    ids: Collection[str] | None = None
    is_printed: bool = True
    status: int = 200
    lists_unsaved: bool = False
    problems: Sequence[Problem] = ()


@frozen(kw_only=True)
class Frame:
    """What is around a page.

    Attributes:
        name: what the view is called: the plan, or all plans.
        home: the address of its first page.
        ways: the main pages: the kind, the words and the address of each.
        position: the day that is shown, in words.
        other_day: the address of the form for another day.
        unreadable: the problems for which files could not be read, a line for each.
        problems: the address of the page with all problems.
        forms: other forms of the page: the words and the address of each.
        foot: the sentences of the foot.
        tasks: the forms that make sense for the record of the page: the words and the address of each.
        more_tasks: those of them that are seldom needed.
        saved: what has just been saved; empty for nothing.
        undo: the address where that can be taken back; empty if it cannot.
        unshared: what is saved on this computer only, in words; empty for nothing.
        sharing: the words and the address of the page where something can be done about it.
        writer: for which body the user writes; empty where it is not chosen.
        not_saved: what was entered into forms and is not saved yet.
        drop: where that is dropped.
        token: what proves that a form came from this page; empty where nothing is sent from it.
        writer_page: where that is chosen; empty where nothing can be written.
    """

    name: str
    home: str
    ways: Sequence[tuple[str, str, str]] = ()
    position: str = ""
    other_day: str = ""
    unreadable: Sequence[str] = ()
    problems: str = ""
    forms: Sequence[tuple[str, str]] = ()
    foot: Sequence[str] = ()
    tasks: Sequence[tuple[str, str]] = ()
    more_tasks: Sequence[tuple[str, str]] = ()
    saved: str = ""
    undo: str = ""
    unshared: str = ""
    sharing: tuple[str, str] = ("", "")
    writer: str = ""
    writer_page: str = ""
    not_saved: Sequence[Unsaved] = ()
    drop: str = ""
    token: str = ""
