"""What is derived from the classes of records: what an entry may change, parts, names and links."""

import pytest
from attrs import fields_dict

from actionplan.model.fields import links_of, meanings_of, names_of
from actionplan.model.kinds import ENTRY_TYPES, FOLDERS, HEADS, PARTS, RECORD_KINDS, naming
from actionplan.model.records import Action, Plan
from actionplan.model.resolutions import Clause, Resolution


def test_an_entry_may_change_the_fields_that_its_class_and_the_record_have():
    names = "title outcome mover seconder group votes stances notes believes portfolio_holder report_every"
    names += " clauses_made report_to ref"
    assert set(HEADS[Resolution]) == set(names.split())
    names = "addressee due actions areas whole_plan resolutions no_action_because ref"
    assert set(HEADS[Clause]) == set(names.split())
    assert "id" not in HEADS[Action]
    assert "state" not in HEADS[Action]


def test_an_entry_names_a_part_by_the_name_of_its_list():
    assert PARTS == {"milestone": "milestones", "clause": "clauses", "recommendation": "recommendations"}


def test_the_type_of_a_field_says_what_it_names():
    assert names_of(Resolution) == {"body": "body", "group": "body", "stances": "body", "report_to": "body"}
    assert naming("action") == {"actions", "after", "within", "replaced_by", "replaces"}
    assert naming("resolution") == {"resolution", "resolutions"}
    assert "owner" in naming("body")
    assert links_of(Action)["areas"] == ("served-by", True)
    assert links_of(Clause)["actions"] == ("carried-out-by", False)


@pytest.mark.parametrize("kind", RECORD_KINDS, ids=lambda kind: kind.name)
def test_a_kind_has_a_folder_a_field_of_plan_and_entries(kind):
    assert FOLDERS[kind.name] in fields_dict(Plan)
    assert ENTRY_TYPES[kind.name] is kind.entry
    assert set(kind.begins) <= set(fields_dict(kind.record))


@pytest.mark.parametrize("kind", RECORD_KINDS, ids=lambda kind: kind.name)
def test_every_field_has_a_meaning(kind):
    for record in (kind.record, kind.entry):
        assert set(fields_dict(record)) <= set(meanings_of(record))
