"""What is answered to a form: the form, what would be written, or the record once it is saved."""

from collections.abc import Mapping, Sequence
from typing import Final

from attrs import evolve
from flask import Response, abort, request

from actionplan.model.kinds import dated_of
from actionplan.report.inline import PageLink, kind_in_address
from actionplan.report.pages.registry import KIND_NAMED
from actionplan.web.asked import Asked, Gathered, with_query
from actionplan.web.page import Page
from actionplan.web.pages.entry import Entering, head_of, sent_values
from actionplan.web.pages.entry_check import check_page, conflict_page
from actionplan.web.pages.entry_form import another_day, dropped_page, form_page
from actionplan.web.pages.round_order import after_saving
from actionplan.web.writing.drafts import Draft
from actionplan.web.writing.form import Field, faults
from actionplan.web.writing.made import entry_in, made_page
from actionplan.web.writing.outcome import Outcome, Refusal
from actionplan.web.writing.registry import form_named, page_of
from actionplan.web.writing.shown import errors_of
from actionplan.web.writing.writer import Writer

_LATE: Final = (
    "This page was opened before the program was started again. Nothing was saved. Check what you wrote, and send it "
    "once more."
)
_SINCE: Final = (
    "Nothing was taken back. Somebody has added an entry since: undo that first, or correct yours with “Correct an "
    "entry”"
)
_GONE: Final = "This entry is not in the plan any more. Nothing else was taken back"
_UNCONFIRMED: Final = "Nothing was saved yet. Confirm each sentence below, or change what you wrote."


def entering(
    asked: Asked, gathered: Gathered, writer: Writer, kind: str = "", name: str = "", form: str = ""
) -> Page | Response:
    """Return a page of a form, or lead to the record once it is saved.

    Args:
        asked: the request.
        gathered: the results that pages are made from.
        writer: what the view writes with.
        kind: the kind of record, as addresses have it: ``actions``; empty for a form of the plan.
        name: the id of the record; empty for a form of the plan.
        form: the name of the form.
    """
    one = kind_in_address(kind)
    known, asks = KIND_NAMED.get(one), form_named(form, one)
    if asks is None or (kind and (known is None or name not in known.about(gathered.material(asked)))):
        abort(404)
    record = PageLink(one, name) if kind else PageLink(page_of(gathered.material(asked), asks))
    begun = Entering(
        asked=asked,
        gathered=gathered,
        writer=writer,
        form=asks,
        record=record,
        values={},
        is_in_round=one == "action" and bool(request.values.get("round")),
        entry=request.values.get("entry", "") if asks.takes_back else "",
    )
    if asked.is_dated:
        return another_day(begun)
    if request.method == "GET":
        return _begun(begun)
    sent = evolve(begun, values=sent_values(asks), seen=request.form.get("seen", ""))
    if not writer.knows(request.form):
        _keep(sent)
        return form_page(sent, (Refusal(_LATE),), 403)
    return _answered(sent)


def _begun(begun: Entering) -> Page | Response:
    """Return the empty form; with ``draft`` in the address, with what was entered before.

    A form without questions shows at once what it would do.
    """
    is_signed = any(each.name == "by" and each.look == "menu" for each in begun.form.fields)
    values = {"by": [begun.writer.by]} if begun.writer.by and is_signed else {}
    if not begun.form.fields:
        return _checked(evolve(begun, seen=begun.digest_now()))
    draft = begun.writer.drafts.of(begun.asked.root, begun.asked.path)
    if draft is not None and begun.asked.one("draft"):
        return form_page(evolve(begun, values=draft.values, seen=begun.digest_now()))
    return form_page(evolve(begun, values=values, seen=begun.digest_now()), draft=draft)


def _answered(sent: Entering) -> Page | Response:
    """Do what the button asks that was pressed."""
    step = request.form.get("step", "")
    if step == "answer":
        step = request.form.get("answer", "")
        if not step:
            return conflict_page(sent, "Choose what to do with what you wrote")
    match step:
        case "change":
            return form_page(evolve(sent, seen=sent.digest_now()))
        case "keep":
            _keep(sent)
            return _led_to(sent.back)
        case "drop":
            sent.writer.drafts.drop(sent.asked.root, sent.asked.path)
            return dropped_page(sent)
        case "after":
            return _checked(evolve(sent, seen=sent.digest_now()))
    return _checked(sent, is_saving=step == "save")


def _checked(sent: Entering, *, is_saving: bool = False) -> Page | Response:
    """Return what would be written, or what is wrong with it; or save it."""
    _keep(sent)
    empty = faults(sent.form, sent.values, sent.material, sent.name)
    outcome = (
        None
        if empty
        else sent.run(is_saving=is_saving and not sent.form.takes_back, confirmed=request.form.getlist("confirmed"))
    )
    if outcome is None or outcome.refusals:
        return form_page(sent, _every_refusal(sent, empty, outcome.refusals if outcome is not None else ()), 400)
    if sent.form.takes_back:
        taken = _taken_back(sent, outcome, is_saving=is_saving)
        if not isinstance(taken, Outcome):
            return taken
        outcome = taken
    if outcome.is_stale:
        return conflict_page(sent)
    if not outcome.is_saved:
        return check_page(sent, outcome, _UNCONFIRMED if is_saving else "")
    sent.writer.drafts.drop(sent.asked.root, sent.asked.path)
    page = _page_after(sent, outcome)
    entry = entry_in(outcome.prepared, page) if outcome.prepared is not None and not sent.form.takes_back else ""
    if sent.is_in_round:
        return _led_to(after_saving(sent, entry))
    return _led_to(with_query(sent.asked.to(page), {"saved": sent.form.name, **({"entry": entry} if entry else {})}))


def _taken_back(sent: Entering, outcome: Outcome, *, is_saving: bool) -> Page | Outcome:
    """Take the last entry back if it is the intended one, or return the page that asks for it or refuses it.

    Args:
        sent: the form; its address or the page that was confirmed names the entry.
        outcome: what would be taken back.
        is_saving: whether to do it.
    """
    last = entry_in(outcome.prepared, sent.record) if outcome.prepared is not None else ""
    if sent.entry and sent.entry != last:
        record = getattr(sent.asked.plan, sent.record.kind)(sent.name)
        is_there = any(each.id == sent.entry for _, each in dated_of(record))
        return form_page(sent, (Refusal(_SINCE if is_there else _GONE),), 409)
    if is_saving and not outcome.is_stale:
        outcome = sent.run(is_saving=True, confirmed=request.form.getlist("confirmed"))
    if outcome.is_saved:
        return outcome
    shown = evolve(sent, entry=last, seen=sent.digest_now() if outcome.is_stale else sent.seen)
    return check_page(shown, outcome, _UNCONFIRMED if is_saving and outcome.asked else "")


def _led_to(address: str) -> Response:
    return Response(status=303, headers={"Location": address})


def _page_after(sent: Entering, outcome: Outcome) -> PageLink:
    """Return the page to which one is led when it is saved: of what was added, or else of the record."""
    if sent.form.is_gone:
        return PageLink(KIND_NAMED[sent.record.kind].above)
    made = made_page(outcome.prepared) if outcome.prepared is not None and not sent.form.kinds else None
    return made or sent.record


def _every_refusal(sent: Entering, empty: Mapping[str, str], first: Sequence[Refusal]) -> list[Refusal]:
    """Return what is wrong with every field, while the command ends at the first kind of fault.

    It is tried again with something else in the fields that are known to be wrong, until it finds nothing new in
    another field.
    """
    found = [*(Refusal(said, name) for name, said in empty.items()), *first]
    wrong = set(errors_of(sent.form.fields, found))
    while wrong:
        values = {each.name: _stand_in(sent, each) for each in sent.form.fields if each.name in wrong}
        refusals = evolve(sent, values={**sent.values, **values}).run(is_saving=False).refusals
        new = errors_of(sent.form.fields, refusals).keys() - wrong
        if not new:
            break
        found += [each for each in refusals if errors_of(sent.form.fields, (each,)).keys() & new]
        wrong |= new
    return found


def _stand_in(sent: Entering, field: Field) -> Sequence[str]:
    """Return something that a field may hold; nothing for one that may be empty."""
    if not field.missing:
        return ()
    if field.choices is not None:
        return [next((each.value for each in field.choices(sent.material, sent.name) if each.value), "")]
    return [sent.asked.today.isoformat() if field.look == "short" else "-"]


def _keep(sent: Entering) -> None:
    """Keep what was entered until it is saved or dropped."""
    asked = sent.asked
    about = f"{sent.form.title}: {head_of(sent).title}" if sent.name else sent.form.title
    draft = Draft(root=asked.root, address=asked.path, title=about, day=asked.today, values=sent.values)
    sent.writer.drafts.keep(draft)
