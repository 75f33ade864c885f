"""Loose ends: what was found or resolved leads to work, and work to what shows whether it helped."""

import pytest

from conftest import ACTION, AREA, PLAN

FINDING = '[[findings]]\nid = "a"\ntext = "Families wait"\n'
MEASURE = 'title = "Waits"\nunit = "weeks"\ndirection = "down"\n'
TARGET = "[[targets]]\ndue = 2026-12-31\nvalue = 18\n"
READING = '[[readings]]\non = 2026-01-31\nperiod = "2025"\nvalue = 30\n'
CANCELLED = '[[status]]\non = 2024-05-01\nby = "hcc"\nstate = "cancelled"\nreason = "Not needed"\n'
MEASURED = MEASURE + TARGET + READING


@pytest.fixture
def chain_codes(codes_of):
    """Return a function that gives the codes of loose ends in a plan with these files."""

    def codes(**files):
        whole = {"areas/PA1.toml": AREA, "actions/1.1.toml": ACTION}
        return codes_of(whole | {f"{path.replace('__', '/')}.toml": text for path, text in files.items()}, select="W52")

    return codes


def test_a_plan_that_has_only_begun_is_asked_for_nothing(chain_codes):
    assert chain_codes() == []


def test_an_area_has_a_measure(chain_codes):
    assert chain_codes(measures__m=MEASURED) == ["W520"]
    assert chain_codes(measures__m=MEASURED, areas__PA1=AREA + 'measures = ["m"]\n') == []


def test_an_area_has_a_measure_by_way_of_an_action(chain_codes):
    assert chain_codes(measures__m=MEASURED, actions__1=ACTION + 'measures = ["m"]\n') == ["W521"]
    both = {"actions__1": ACTION + 'measures = ["m"]\n', "areas__PA2": AREA}
    assert "W520" in chain_codes(measures__m=MEASURED, **both)


def test_an_action_has_a_reason_once_any_says_so(chain_codes):
    area = AREA + FINDING
    answering = ACTION + 'findings = ["PA1:a"]\n'
    cancelled = ACTION + CANCELLED
    assert chain_codes(areas__PA1=area, actions__2=answering) == ["W521"]
    assert chain_codes(areas__PA1=area, **{"actions__1.1": answering}) == []
    assert chain_codes(areas__PA1=area, actions__2=answering, **{"actions__1.1": cancelled}) == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("risks__R1", 'title = "Posts stay vacant"\nactions = ["1.1"]\n'),
        ("reviews__v", 'title = "V"\nkind = "other"\n[[recommendations]]\nid = "a"\ntext = "T"\nactions = ["1.1"]\n'),
        (
            "resolutions__r",
            'title = "R"\nbody = "hcc"\non = 2024-05-01\noutcome = "carried"\n'
            '[[clauses]]\nid = "a"\ntext = "T"\nactions = ["1.1"]\n',
        ),
    ],
)
def test_a_clause_an_ask_and_a_risk_are_reasons_too(chain_codes, path, text):
    answering = ACTION + 'findings = ["PA1:a"]\n'
    assert chain_codes(areas__PA1=AREA + FINDING, actions__2=answering, **{path: text}) == []


def test_a_measure_has_a_reading_and_a_target(chain_codes):
    area = AREA + 'measures = ["m"]\n'
    assert chain_codes(areas__PA1=area, measures__m=MEASURE + TARGET) == ["W522"]
    assert chain_codes(areas__PA1=area, measures__m=MEASURE + READING) == ["W523"]


def test_a_finding_is_answered(chain_codes):
    second = FINDING.replace('"a"', '"b"')
    answering = {"actions__1.1": ACTION + 'findings = ["a"]\n'}
    assert chain_codes(areas__PA1=AREA + FINDING, **answering) == []
    assert chain_codes(areas__PA1=AREA + FINDING + second, **answering) == ["W524"]


def test_what_was_cancelled_answers_nothing_any_more(chain_codes):
    answering = {"actions__1.1": ACTION + 'findings = ["a"]\n' + CANCELLED}
    assert chain_codes(areas__PA1=AREA + FINDING, **answering) == ["W524"]
    risk = 'title = "Posts stay vacant"\nactions = ["1.1"]\n'
    assert chain_codes(risks__R1=risk, **{"actions__1.1": ACTION + CANCELLED}) == ["W525"]


def test_if_no_finding_is_answered_the_plan_is_reported_once(chain_codes):
    assert chain_codes(areas__PA1=AREA + FINDING + FINDING.replace('"a"', '"b"'), areas__PA2=AREA + FINDING) == ["W524"]


def test_something_lessens_a_risk(chain_codes):
    risk = 'title = "Posts stay vacant"\n'
    assert chain_codes(risks__R1=risk) == ["W525"]
    assert chain_codes(risks__R1=risk + 'actions = ["1.1"]\n') == []
    assert chain_codes(risks__R1=risk + '[[status]]\non = 2024-05-01\nstate = "closed"\n') == []


def test_what_a_review_asks_for_is_answered(chain_codes):
    review = 'title = "V"\nkind = "other"\n[[recommendations]]\nid = "a"\ntext = "T"\n'
    assert chain_codes(reviews__v=review) == ["W526"]
    assert chain_codes(reviews__v=review + 'actions = ["1.1"]\n') == []
    assert (
        chain_codes(reviews__v=review + '[[status]]\non = 2024-05-01\nrecommendation = "a"\nstate = "complete"\n') == []
    )


RESOLUTION = """
title = "Do better"
body = "hcc"
on = 2026-05-20
outcome = "carried"
report_every = "half-year"

[[clauses]]
id = "a"
text = "Do it"
actions = ["1.1"]
"""
REPORTED = '[[status]]\non = 2026-09-01\nby = "hcc"\nreported_to = "hcc"\n'


def test_a_resolution_is_reported_back_in_time(chain_codes):
    assert chain_codes(resolutions__r=RESOLUTION) == ["W527"]
    assert chain_codes(resolutions__r=RESOLUTION + REPORTED) == []
    assert chain_codes(resolutions__r=RESOLUTION.replace("2026-05-20", "2026-05-24")) == [], "due today"
    assert chain_codes(resolutions__r=RESOLUTION.replace('"carried"', '"lost"')) == []


def test_a_report_to_somebody_else_is_none_to_the_body_that_carried_it(chain_codes):
    assert chain_codes(
        resolutions__r=RESOLUTION + REPORTED.replace('reported_to = "hcc"', 'reported_to = "board"')
    ) == ["W527"]


def test_a_delivered_resolution_needs_no_report(chain_codes):
    done = ACTION + '[[status]]\non = 2026-06-01\nby = "hcc"\nstate = "complete"\n'
    assert chain_codes(resolutions__r=RESOLUTION, **{"actions__1.1": done}) == []


def test_a_plan_of_some_size_has_measures_and_risks(chain_codes):
    actions = {f"actions__2.{number}": ACTION for number in range(9)}
    risk = {"risks__R1": 'title = "Posts stay vacant"\nactions = ["1.1"]\n'}
    assert chain_codes(**actions) == ["W528"]
    assert chain_codes(**actions, **risk) == ["W528"]
    assert chain_codes(**actions, **risk, measures__m=MEASURED, areas__PA1=AREA + 'measures = ["m"]\n') == []
    del actions["actions__2.0"]
    assert chain_codes(**actions) == []


def test_nothing_is_called_missing_beside_a_file_that_cannot_be_read(make_plan, actionplan):
    broken = {"actions/1.2.toml": "title =", "areas/PA1.toml": AREA + FINDING, "risks/R1.toml": 'title = "R"\n'}
    plan = make_plan({"plan.toml": PLAN, "actions/1.1.toml": ACTION, **broken})
    assert "W52" not in actionplan("check", plan).out
