"""All forms, by their names and by the kinds of record that they are for."""

from typing import Final

from actionplan.model.ids import Id
from actionplan.model.kinds import FOLDERS
from actionplan.report.pages.material import PageMaterial
from actionplan.report.pages.registry import KIND_NAMED
from actionplan.web.writing.action_forms import ACTION_FORMS
from actionplan.web.writing.amend_forms import AMEND_FORMS
from actionplan.web.writing.area_forms import AREA_FORMS
from actionplan.web.writing.body_forms import BODY_FORMS
from actionplan.web.writing.figure_forms import FIGURE_FORMS
from actionplan.web.writing.form import EntryForm
from actionplan.web.writing.history_forms import HISTORY_FORMS
from actionplan.web.writing.link_forms import LINK_FORMS
from actionplan.web.writing.measure_forms import MEASURE_FORMS
from actionplan.web.writing.new_forms import NEW_FORMS, REMOVE
from actionplan.web.writing.part_forms import PART_FORMS
from actionplan.web.writing.plan_forms import PLAN_FORMS, REMOVE_FORMS
from actionplan.web.writing.replacing_forms import REPLACING_FORMS
from actionplan.web.writing.resolution_forms import RESOLUTION_FORMS
from actionplan.web.writing.review_forms import REVIEW_FORMS
from actionplan.web.writing.risk_forms import RISK_FORMS
from actionplan.web.writing.round_forms import ROUND_FORMS

UNDO: Final = EntryForm(
    name="undo",
    command=("undo",),
    kinds=tuple(FOLDERS),
    title="Undo the last entry",
    lead="This entry is taken out of the plan. It was saved on this computer only.",
    check_title="Take this back?",
    check_lead="",
    button="Take it back",
    takes_back=True,
    done="It is taken back.",
    fields=(),
    is_offered=lambda _, __: False,  # it is offered after each save, and until git has recorded it
    can_undo=False,
)

FORMS: Final = (
    *ACTION_FORMS,
    *ROUND_FORMS,
    *AREA_FORMS,
    *MEASURE_FORMS,
    *FIGURE_FORMS,
    *RISK_FORMS,
    *RESOLUTION_FORMS,
    *REVIEW_FORMS,
    *NEW_FORMS,
    *PART_FORMS,
    *PLAN_FORMS,
    REMOVE,
    *REMOVE_FORMS,
    *BODY_FORMS,
    *LINK_FORMS,
    *AMEND_FORMS,
    *REPLACING_FORMS,
    *HISTORY_FORMS,
    UNDO,
)
"""Every form, in the order in which pages offer them."""


def form_named(name: str, kind: str) -> EntryForm | None:
    """Return the form of a name for a kind of record, or for the plan if the kind is empty; None if there is none."""
    return next((each for each in FORMS if each.name == name and _is_for(each, kind)), None)


def forms_for(material: PageMaterial, kind: str, record: Id) -> list[EntryForm]:
    """Return the forms that make sense for a record as it is now, or for the plan if the kind is empty."""
    return [each for each in FORMS if _is_for(each, kind) and each.is_offered(material, record)]


def forms_on(material: PageMaterial, page: str) -> list[EntryForm]:
    """Return the forms of the plan that a page offers.

    Args:
        material: what the pages of the plan are made from.
        page: the kind of the page, such as ``risks``; the first page of the plan, ``home``, also offers those whose own
            page there is not yet, since it would be empty.
    """
    of_plan = [each for each in FORMS if not each.kinds and each.is_offered(material, Id(""))]
    return [each for each in of_plan if page == page_of(material, each)]


def page_of(material: PageMaterial, form: EntryForm) -> str:
    """Return the kind of the page that offers a form of the plan, and to which it leads back."""
    return form.listed_on if list(KIND_NAMED[form.listed_on].about(material)) else "home"


def form_saved(name: str, kind: str) -> EntryForm | None:
    """Return the form that has just saved something, for the page to which it has led; None if there is none.

    Args:
        name: the name of the form.
        kind: the kind of record that the page is about; empty for a page about several.
    """
    gone = (each for each in FORMS if each.name == name and each.is_gone and not kind)
    return form_named(name, kind) or form_named(name, "") or next(gone, None)


def _is_for(form: EntryForm, kind: str) -> bool:
    return kind in form.kinds if kind else not form.kinds
