"""Money, posts and places: added up only where that says something, exactly, with what each sum rests on."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import actionplan
from actionplan.model.ids import Id
from actionplan.model.records import Action, Plan
from actionplan.model.view import Portfolio
from actionplan.report.resources import amount_span
from conftest import ACTION, PLAN

AS_AT = date(2025, 1, 1)


def money(amount, *lines):
    return "\n".join(["[[resources]]", f"amount = {amount}", 'unit = "GBP"', *lines, ""])


RESOLUTION = 'title = "Do better"\nbody = "hcc"\non = 2024-07-16\noutcome = "carried"\n'


@pytest.fixture
def found_in(make_plan):
    """Return a function that adds up the resources of a plan with these files."""

    def found(files, as_at=AS_AT):
        return actionplan.resources(actionplan.load_strict(make_plan(files)).at(as_at))

    return found


def sums(lines):
    return [(line.amount, line.unit, line.per, line.funding) for line in lines]


def test_once_and_every_year_are_never_added(found_in):
    text = ACTION + money(100) + money("20.5") + money(7, 'per = "year"')
    found = found_in({"actions/1.1.toml": text})
    assert sums(found.lines) == [(Decimal("120.5"), "GBP", "once", None), (7, "GBP", "year", None)]


def test_units_and_funding_are_kept_apart(found_in):
    posts = '[[resources]]\namount = 80\nunit = "posts"\n'
    found = found_in({"actions/1.1.toml": ACTION + posts + money(100, 'funding = "A grant"') + money(5)})
    assert sums(found.lines) == [
        (100, "GBP", "once", "A grant"),
        (5, "GBP", "once", None),
        (80, "posts", "once", None),
    ]


def test_a_resolution_that_names_the_same_money_is_listed_too(found_in):
    files = {"actions/1.1.toml": ACTION + money(100), "resolutions/r.toml": RESOLUTION + money(100)}
    found = found_in(files)
    assert [(line.kind, line.amount, line.items[0].id) for line in found.lines] == [
        ("action", 100, "1.1"),
        ("resolution", 100, "r"),
    ]
    assert [(group.kind, group.id) for group in found.plans[0].areas] == [("area", "PA1"), ("resolutions", None)]
    assert [(group.kind, group.id) for group in found.plans[0].owners] == [("owner", "hcc"), ("resolutions", None)]


def test_what_was_not_carried_or_not_yet_grants_nothing(found_in):
    assert found_in({"resolutions/r.toml": RESOLUTION.replace("carried", "lost") + money(100)}).lines == ()
    assert found_in({"resolutions/r.toml": RESOLUTION + money(100)}, date(2024, 7, 15)).lines == ()


def test_the_owner_and_area_are_those_of_the_day(found_in):
    change = '[[status]]\non = 2024-10-01\nowner = "icb"\nreason = "Health leads"\n'
    files = {"actions/1.1.toml": ACTION + money(100) + change}
    assert [group.id for group in found_in(files, date(2024, 9, 30)).plans[0].owners] == ["hcc"]
    assert [group.id for group in found_in(files).plans[0].owners] == ["icb"]


def test_without_owner(found_in):
    found = found_in({"actions/1.1.toml": ACTION.replace('owner = "hcc"', "") + money(100)})
    assert [(group.id, group.name) for group in found.plans[0].owners] == [(None, "No owner named")]


resources = st.builds(
    actionplan.model.Resource,
    amount=st.decimals(min_value=Decimal("0.01"), max_value=Decimal(10) ** 40, places=2),
    unit=st.sampled_from(["GBP", "EUR", "posts"]),
    per=st.sampled_from(["once", "year"]),
    funding=st.sampled_from([None, "A grant"]),
)
actions = st.builds(
    lambda owner, area, resources: {"owner": owner, "areas": area, "resources": tuple(resources)},
    owner=st.sampled_from([None, Id("hcc"), Id("icb")]),
    area=st.sampled_from([(), (Id("PA1"),), (Id("PA2"), Id("PA1"))]),
    resources=st.lists(resources, max_size=3),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(actions, max_size=5))
def test_sums_are_exact_and_every_item_is_in_one(made):
    plan = Plan(
        format=1,
        id=Id("p"),
        title="P",
        actions=tuple(Action(id=Id(str(number)), title="T", **fields) for number, fields in enumerate(made)),
    )
    found = actionplan.resources(Portfolio(plans=(plan,)).at(AS_AT))
    everything = [resource for fields in made for resource in fields["resources"]]
    groups = (found.lines, *([line for group in by for line in group.lines] for by in (plan_by(found))))
    for lines in groups:
        assert sum(len(line.items) for line in lines) == len(everything)
        for line in lines:
            mine = [item.resource for item in line.items]
            assert {(one.unit, one.per, one.funding) for one in mine} == {(line.unit, line.per, line.funding)}
            assert Fraction(line.amount) == sum(Fraction(one.amount) for one in mine)
    keys = [(line.unit, line.per, line.funding) for line in found.lines]
    assert len(keys) == len(set(keys))


def plan_by(found):
    return found.plans[0].areas, found.plans[0].owners


@pytest.mark.parametrize(
    ("amount", "unit", "per", "text"),
    [
        ("5000000", "GBP", "year", "£5,000,000 a year"),
        ("5E+6", "GBP", "once", "£5,000,000"),
        ("12.5", "GBP", "once", "£12.50"),
        ("12.0", "EUR", "once", "€12"),
        ("250000", "USD", "once", "250,000 USD"),
        ("80", "posts", "once", "80 posts"),
        ("5.5", "posts", "year", "5.5 posts a year"),
        ("188", "places", "once", "188 places"),
        ("-40000", "GBP", "once", "-£40,000"),
    ],
)
def test_amounts_are_shown_in_full(amount, unit, per, text):
    assert amount_span(Decimal(amount), unit, per).text == text


@pytest.mark.parametrize(("amount", "text"), [("5000", "5,000 GBP"), ("-12.50", "-12.5 GBP")])
def test_a_screen_without_signs_shows_the_code(amount, text):
    assert amount_span(Decimal(amount), "GBP", "once").ascii == text


PLACES = '[[resources]]\namount = {}\nunit = "places"\n{}\n'


@pytest.mark.parametrize(
    ("rest", "within", "mentioned"),
    [
        ('within = "1.1"', "1.1", False),
        ("mentioned = true", None, True),
        ('within = "1.1"\nmentioned = true', "1.1", True),
    ],
)
def test_an_amount_within_another_or_only_mentioned_is_never_added(found_in, rest, within, mentioned):
    """Kind: sums that the record does not hold."""
    places = {
        "actions/1.1.toml": ACTION + PLACES.format(1000, ""),
        "actions/1.2.toml": ACTION + PLACES.format(188, rest),
    }
    lines = found_in(places).lines
    assert [(line.amount, line.within, line.mentioned) for line in lines] == [
        (1000, None, False),
        (188, within, mentioned),
    ]


def test_amounts_within_the_same_one_are_added_in_their_plan(make_plan):
    part = PLACES.format(20, 'within = "1.1"')
    files = {"actions/1.1.toml": ACTION + PLACES.format(1000, ""), "actions/1.2.toml": ACTION + part + part}
    other = {**files, "plan.toml": PLAN.replace('"p"', '"q"')}
    plans = actionplan.load_strict(make_plan(files), make_plan(other, name="q"))
    found = actionplan.resources(plans.at(AS_AT))
    assert [(int(line.amount), str(line.within)) for line in found.lines] == [(2000, "None"), (40, "1.1"), (40, "1.1")]


def test_money_that_a_resolution_only_mentions_is_not_shown_as_granted(make_plan, actionplan):
    """Kind: sums that the record does not hold."""
    files = {"actions/1.1.toml": ACTION, "resolutions/r.toml": RESOLUTION + money(100, "mentioned = true") + money(50)}
    out = actionplan("resources", make_plan(files)).out
    assert "  £50, named in resolutions" in out
    assert "  £100, only mentioned, not granted, named in resolutions" in out
