"""Names: what an id refers to exists, and is one thing."""

import pytest

import actionplan
from conftest import ACTION, AREA, PLAN, TODAY

RESOLUTION = 'title = "T"\nbody = "hcc"\non = 2024-07-16\noutcome = "carried"\n'


def entry(rest, on="2024-03-05"):
    return f'[[status]]\non = {on}\nnote = "So it is"\nreason = "It had to be"\n{rest}\n'


@pytest.mark.parametrize(
    "line",
    [
        'by = "{}"',
        'owner = "{}"',
        'partners = ["icb", "{}"]',
        'approvals = [{{ by = "{}", on = 2024-03-01 }}]',
    ],
)
def test_who_acts_in_an_entry_is_a_body_of_the_plan(codes_of_action, line):
    assert codes_of_action(entry(line.format("x"))) == ["E201"]
    assert codes_of_action(entry(line.format("board"))) == []


@pytest.mark.parametrize("line", ['group = "{}"', 'stances = {{ {} = "for" }}'])
def test_who_moves_and_votes_is_a_body_of_the_plan(codes_of_resolution, line):
    assert codes_of_resolution(line.format("x")) == ["E201"]
    assert codes_of_resolution(line.format("board")) == []


@pytest.mark.parametrize(
    "rest",
    [
        '[inspection]\nby = ["{}"]',
        '[[meetings]]\nbody = "{}"\non = 2027-01-12',
        '[bodies.y]\nname = "Y"\nkind = "team"\npart_of = "{}"',
        '[bodies.y]\nname = "Y"\nkind = "team"\nsuccessor = "{}"',
        '[bodies.y]\nname = "Y"\nkind = "team"\nsuccessor = ["hcc", "{}"]',
    ],
)
def test_who_inspects_meets_and_follows_is_a_body_of_the_plan(codes_of_plan, rest):
    assert codes_of_plan(rest.format("x")) == ["E201"]
    assert codes_of_plan(rest.format("board")) == []


def test_a_lead_is_a_role_and_need_not_be_a_body(codes_of_action):
    assert codes_of_action(head=ACTION + 'lead = "Head of data"') == []


def fix_of(plan):
    portfolio = actionplan.load(plan)
    [found] = actionplan.check(portfolio.at(TODAY))
    return found.fix


@pytest.mark.parametrize(
    ("owner", "fix"),
    [
        ("hc", 'did you mean "hcc"?'),
        ("Council-1", 'that is a name of the body "hcc": write its id'),
        ("treasury", 'actionplan new body treasury --name "..." --kind KIND'),
    ],
)
def test_the_fix_for_an_unknown_body_depends_on_its_text(make_plan, owner, fix):
    plan = PLAN.replace('name = "County Council"', 'name = "County Council"\naliases = ["council-1"]')
    action = f'title = "T"\nareas = ["PA1"]\nowner = "{owner}"'
    assert fix_of(make_plan({"plan.toml": plan, "actions/1.1.toml": action})) == fix


def test_areas_are_those_of_the_plan_in_head_and_entries(codes_of_action):
    assert codes_of_action(head=ACTION.replace('["PA1"]', '["PA1", "PA9"]')) == ["E202"]
    assert codes_of_action(entry('areas = ["PA1", "PA9"]')) == ["E202"]


def test_a_case_of_letters_is_not_forgiven(codes_of_action):
    assert codes_of_action(head=ACTION.replace('["PA1"]', '["PA1", "pa1"]')) == ["E202"]


def test_an_action_comes_after_actions_of_the_plan(codes_of_action):
    assert codes_of_action(head=ACTION + 'after = ["1.2"]') == ["E203"]
    assert codes_of_action(entry('after = ["1.2"]')) == ["E203"]


def test_a_clause_is_carried_out_by_actions_of_the_plan(codes_of_resolution):
    clause = '[[clauses]]\nid = "a"\ntext = "T"\nactions = ["{}"]\n'
    assert codes_of_resolution(clause.format("9.9")) == ["E203"]
    assert codes_of_resolution(clause.format("1.1")) == []
    assert codes_of_resolution(clause.format("1.1") + entry('clause = "a"\nactions = ["9.9"]')) == ["E203"]


def test_a_file_that_cannot_be_read_is_not_called_missing(make_plan):
    plan = make_plan({"actions/1.1.toml": ACTION + 'after = ["1.2"]', "actions/1.2.toml": "title = broken"})
    portfolio = actionplan.load(plan)
    assert [found.code for found in portfolio.problems] == ["E001"]
    assert actionplan.check(portfolio.at(TODAY)) == portfolio.problems


def test_nor_is_anything_in_a_folder_that_cannot_be_read(make_plan):
    plan = make_plan({"actions/1.1.toml": ACTION})
    (plan / "areas/PA1.toml").unlink()
    (plan / "areas").rmdir()
    (plan / "areas").write_text("a file")
    portfolio = actionplan.load(plan)
    assert [found.code for found in portfolio.problems] == ["E004"]
    assert actionplan.check(portfolio.at(TODAY)) == portfolio.problems


@pytest.mark.parametrize(("rating", "codes"), [("green", []), ("Green", ["E204"]), ("amber", ["E204"])])
def test_a_rating_is_one_that_the_plan_declares(codes_of_action, codes_of, rating, codes):
    assert codes_of_action(entry(f'rating = "{rating}"')) == codes
    assert codes_of({"areas/PA1.toml": AREA + entry(f'rating = "{rating}"')}) == codes


def test_an_entry_is_about_a_clause_of_its_own_resolution(codes_of_resolution):
    clause = '[[clauses]]\nid = "a"\ntext = "T"\nactions = ["1.1"]\n'
    assert codes_of_resolution(clause + entry('clause = "a"')) == []
    assert codes_of_resolution(clause + entry('clause = "b"')) == ["E205"]


def test_a_correction_names_another_entry_of_the_same_file(codes_of_action):
    first = entry('id = "k1"')
    assert codes_of_action(first + entry('corrects = "k1"')) == []
    assert codes_of_action(entry('corrects = "k1"') + first) == []
    assert codes_of_action(first + entry('corrects = "k2"')) == ["E206"]
    assert codes_of_action(first + entry('id = "k2"\ncorrects = "k2"')) == ["E206"]
    assert codes_of_action(entry('corrects = "k1"')) == ["E206"]


def test_an_approval_names_a_resolution_of_the_plan(codes_of):
    approval = entry('approvals = [{ by = "hcc", on = 2024-03-01, resolution = "2024-03-01-a" }]')
    files = {"actions/1.1.toml": ACTION + approval}
    assert codes_of(files) == ["E207"]
    assert codes_of({**files, "resolutions/2024-03-01-a.toml": RESOLUTION}) == []


def test_an_id_means_one_thing_whatever_its_kind(codes_of):
    assert codes_of({"areas/PA1.toml": AREA, "resolutions/PA1.toml": RESOLUTION}) == ["E208"]
    assert codes_of({"areas/PA1.toml": AREA, "resolutions/pa1.toml": RESOLUTION}) == ["E208"]


def test_an_id_is_not_used_again(codes_of):
    former = ACTION + 'formerly = ["{}"]'
    both = {"actions/1.1.toml": ACTION, "actions/1.2.toml": former.format("1.1")}
    assert codes_of(both) == ["E208"]
    assert codes_of({**both, "actions/1.2.toml": former.format("9.9")}) == []
    twice = {"actions/1.1.toml": former.format("9.9"), "actions/1.2.toml": former.format("9.9")}
    assert codes_of(twice) == ["E208"]


def test_a_plan_and_its_records_may_share_an_id(codes_of):
    assert codes_of({"plan.toml": PLAN.replace('id = "p"', 'id = "PA1"')}) == []


def test_ids_within_a_file_are_unique(codes_of_action, codes_of_resolution, codes_of):
    assert codes_of_action(entry('id = "k1"') + entry('id = "k1"')) == ["E209"]
    assert codes_of_action(entry("") + entry("")) == []
    finding = '[[findings]]\nid = "a"\ntext = "T"\n'
    assert codes_of({"areas/PA1.toml": AREA + finding + finding}, select="E") == ["E209"]
    clause = '[[clauses]]\nid = "a"\ntext = "T"\nactions = ["1.1"]\n'
    assert codes_of_resolution(clause + clause) == ["E209"]


def test_a_clause_and_an_entry_may_have_the_same_id(codes_of_resolution):
    clause = '[[clauses]]\nid = "a"\ntext = "T"\nactions = ["1.1"]\n'
    assert codes_of_resolution(clause + entry('id = "a"\nclause = "a"')) == []


@pytest.mark.parametrize(
    ("name", "aliases", "codes"),
    [
        ("county council", [], ["E210"]),
        ("HCC", [], ["E210"]),
        ("Y", ["Integrated Care Board"], ["E210"]),
        ("Y", ["The Y", "the y"], []),
        ("Y", ["Y"], []),
    ],
)
def test_a_name_or_alias_belongs_to_one_body(codes_of_plan, name, aliases, codes):
    assert codes_of_plan(f'[bodies.y]\nname = "{name}"\nkind = "team"\naliases = {aliases}') == codes


def test_no_action_may_follow_its_own_end(codes_of_action):
    assert codes_of_action(head=ACTION + 'after = ["1.1"]') == ["E211"]


def test_nor_by_way_of_others(codes_of):
    actions = {f"actions/1.{n}.toml": ACTION + f'after = ["1.{n % 3 + 1}"]\n' for n in (1, 2, 3)}
    assert codes_of(actions) == ["E211"]
    assert codes_of({**actions, "actions/1.3.toml": ACTION}) == []


def test_a_circle_is_reported_only_while_it_exists(codes_of):
    actions = {f"actions/1.{n}.toml": ACTION + f'after = ["1.{3 - n}"]\n' for n in (1, 2)}
    opened = actions["actions/1.1.toml"] + entry('by = "hcc"\nafter = []')
    assert codes_of({**actions, "actions/1.1.toml": opened}) == []


@pytest.mark.parametrize("key", ["part_of", "successor"])
def test_bodies_do_not_lead_round_in_a_circle(codes_of_plan, key):
    bodies = '[bodies.x]\nname = "X"\nkind = "team"\n{0} = "y"\n[bodies.y]\nname = "Y"\nkind = "team"\n{0} = "{1}"\n'
    assert codes_of_plan(bodies.format(key, "x")) == ["E211"]
    assert codes_of_plan(bodies.format(key, "hcc")) == []
