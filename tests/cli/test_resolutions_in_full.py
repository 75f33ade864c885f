"""Resolutions as councils print them: notes, votes and amendments, and clauses that others carry out."""

import json

import pytest

PLAN = """
    format = 1
    id = "p"
    title = "P"
    agreed = 2023-12-01

    [bodies.council]
    name = "Full council"
    kind = "council"

    [bodies.exec]
    name = "Executive"
    kind = "board"

    [bodies.scrutiny]
    name = "Scrutiny Committee"
    kind = "board"

    [bodies.rose]
    name = "Rose group"
    kind = "political-group"

    [bodies.oak]
    name = "Oak group"
    kind = "political-group"

    [bodies.elm]
    name = "Elm group"
    kind = "political-group"
"""

HEAD = """
    title = "Answer the inspection"
    body = "council"
    on = 2023-12-12
    outcome = "carried"
    mover = "Cllr A"
    seconder = "Cllr B"
    group = "rose"
"""

CLAUSE = """
    [[clauses]]
    id = "a"
    text = "Write to the minister."
"""

SAID = """
    stances = { rose = "for", oak = "abstained", elm = "abstained" }
    notes = ["Inspectors found failings."]
    believes = ["Families come first."]

    [[amendments]]
    id = "a"
    text = "Adds an apology."
    mover = "Cllr C"
    group = "oak"
    outcome = "lost"
    votes = { for = 20, against = 41 }
"""


def action(state, area="A1"):
    done = 'evidence = [{ link = "https://example.org/a" }]\n' if state == "complete" else ""
    return (
        f'title = "T"\nareas = ["{area}"]\nowner = "exec"\n\n[[status]]\non = 2024-01-10\nby = "exec"\n'
        f'state = "{state}"\n{done}'
    )


@pytest.fixture
def said(actionplan, make_plan):
    """Return a function that lists resolutions, on one line."""

    def run(text, *options, day="2024-06-12", **files):
        there = {f"{name.replace('__', '/')}.toml": content for name, content in files.items()}
        root = make_plan({"plan.toml": PLAN, "resolutions/m.toml": text, **there})
        return " ".join(actionplan("resolutions", root, "--as-at", day, *options).out.split())

    return run


def test_how_the_groups_voted_is_printed(said):
    out = said(HEAD + SAID + CLAUSE)
    assert "moved by Cllr A (Rose group), seconded by Cllr B" in out
    assert "Rose group for; Oak group and Elm group abstained; no count published" in out


def test_a_count_is_printed_with_them(said):
    counted = 'votes = { for = 41, against = 7 }\nstances = { rose = "split" }\n'
    assert "Rose group split; votes: 41 for, 7 against" in said(HEAD + counted + CLAUSE)
    assert "how the groups voted is not on record" in said(HEAD + CLAUSE)
    assert "voted" not in said((HEAD + CLAUSE).replace('"carried"', '"not-reached"'))


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_what_it_notes_and_believes_and_its_amendments_are_printed(said, form):
    out = said(HEAD + SAID + CLAUSE, "--format", form)
    assert "notes: Inspectors found failings." in out
    assert "believes: Families come first." in out
    assert "amendment a: Adds an apology; moved by Cllr C (Oak group); lost; votes: 20 for, 41 against" in out


def test_all_of_it_is_shown_and_in_json(actionplan, make_plan):
    root = make_plan({"plan.toml": PLAN, "resolutions/m.toml": HEAD + SAID + CLAUSE})
    shown = " ".join(actionplan("show", "m", "--plan", root).out.split())
    for text in (
        "seconder Cllr B",
        "Oak group abstained",
        "Inspectors found failings",
        "Families come first",
        "Adds an",
    ):
        assert text in shown
    [plan] = json.loads(actionplan("resolutions", root, "--format", "json").out)["plans"]
    [found] = plan["open"]
    assert found["stances"] == {"rose": "for", "oak": "abstained", "elm": "abstained"}
    assert (found["notes"], found["seconder"]) == (["Inspectors found failings."], "Cllr B")
    assert found["amendments"][0]["votes"]["against"] == 41


def test_a_clause_of_the_whole_plan_counts_its_actions(said):
    files = {"areas__A1": 'title = "A"\nkind = "priority-action"\n', "areas__A2": 'title = "B"\nkind = "improvement"\n'}
    files |= {"actions__1": action("complete"), "actions__2": action("in-progress", "A2")}
    whole = said(HEAD + CLAUSE + "whole_plan = true\n", **files)
    assert "under way through the whole plan: 1 of 2 finished" in whole
    area = said(HEAD + CLAUSE + 'areas = ["A1"]\n', **files)
    assert "delivered through the actions of A1: 1 of 1 finished" in area
    assert "1 is fulfilled" in area


def test_a_clause_has_its_own_addressee_and_due_date(said):
    text = HEAD + CLAUSE + 'addressee = "a minister"\ndue = 2024-03-31\n'
    assert "for a minister; due 31 Mar 2024; 73 days overdue" in said(text)
    assert "1 with a clause or an action overdue" in said(text)
    assert "for Executive; due 31 Mar 2024" in said(text.replace("a minister", "exec"), day="2024-03-31")
    put_off = '\n[[status]]\non = 2024-03-01\nby = "exec"\nclause = "a"\ndue = "unknown"\nreason = "Restructured"\n'
    out = said(text + put_off)
    assert "no due date any more, first 31 Mar 2024" in out
    assert "overdue" not in out


def closing(word, decided='approvals = [{ by = "exec", on = 2025-06-16, ref = "minute 4" }]'):
    lines = ["[[status]]", "on = 2025-06-16", 'by = "exec"', 'clause = "a"', f'closed_as = "{word}"']
    return "\n".join(["", *lines, 'reason = "A new law"', decided, ""])


def test_a_clause_is_closed_by_a_decision(said):
    out = said(HEAD + CLAUSE + closing("overtaken"), day="2025-07-01")
    assert "Closed, and not fulfilled in full: 1" in out
    assert "closed as overtaken by events, decided by Executive on 16 Jun 2025 (minute 4): A new law" in out
    assert "None is fulfilled; 1 is closed without being fulfilled in full." in out
    assert "Fulfilled: 1" in said(HEAD + CLAUSE + closing("done-otherwise"), day="2025-07-01")
    assert "Open: 1" in said(HEAD + CLAUSE + closing("overtaken"), day="2025-06-15")
    unknown = said(HEAD + CLAUSE + closing("not-viable", ""), day="2025-07-01")
    assert "closed as not viable on 16 Jun 2025; who decided it is not on record: A new law" in unknown


def test_the_resolution_that_carries_a_clause_out_is_named(said, make_plan, actionplan):
    other = 'title = "Adopt the model"\nbody = "exec"\non = 2024-01-24\noutcome = "carried"\n'
    files = {"resolutions__d": other + '\n[[clauses]]\nid = "a"\ntext = "Adopt it."\nno_action_because = "Done"\n'}
    out = said(HEAD + CLAUSE + 'resolutions = ["d"]\n', **files)
    assert 'carried out by the resolution "Adopt the model" of 24 Jan 2024' in out
    root = make_plan(
        {
            "plan.toml": PLAN,
            "resolutions/m.toml": HEAD + CLAUSE + 'resolutions = ["d"]\n',
            "resolutions/d.toml": files["resolutions__d"],
        }
    )
    assert "carried out by resolution d: Adopt the model" in " ".join(
        actionplan("trace", "m:a", "--plan", root).out.split()
    )


def test_a_report_is_due_to_the_body_that_hears_it(said):
    every = 'report_every = "half-year"\n'
    report = '\n[[status]]\non = 2024-04-02\nby = "exec"\nreported_to = "scrutiny"\nnote = "Item 5"\n'
    heard = said(HEAD + every + 'report_to = "scrutiny"\n' + CLAUSE + report, day="2024-09-30")
    assert "a report back is due twice a year, to Scrutiny Committee; last reported on 2 Apr 2024" in heard
    assert "report due 2 Oct 2024" in heard
    assert "overdue" not in heard
    unheard = said(HEAD + every + CLAUSE + report, day="2024-09-30")
    assert "report due 12 Jun 2024, ! 110 days overdue" in unheard


def test_what_is_noted_of_a_clause_without_action_is_its_history(said):
    notes = "".join(
        f'\n[[status]]\non = {day}\nclause = "a"\nnote = "{note}"\n'
        for day, note in (("2024-01-01", "Drafted"), ("2024-02-01", "Not sent yet"))
    )
    text = HEAD + CLAUSE + 'no_action_because = "A letter"\n' + notes
    expected = "not known whether done; the plan's reason for having no action: A letter"
    assert f"{expected} 1 Jan 2024: Drafted 1 Feb 2024: Not sent yet" in said(text)


def test_a_resolution_is_made_and_amended_by_commands(make_plan, actionplan):
    root = make_plan({"plan.toml": PLAN})
    new = ["--title", "T", "--body", "council", "--on", "2026-01-20", "--outcome", "carried", "--report-to", "scrutiny"]
    said = [
        "--notes",
        "One",
        "--notes",
        "Two",
        "--believes",
        "Three",
        "--amendment",
        "Adds a date",
        "--clause",
        "Write",
    ]
    assert actionplan("new", "resolution", "m", *new, *said, "--plan", root).code == 0
    reason = ["--reason", "As decided", "--by", "exec", "--plan", root]
    amended = ["--addressee", "exec", "--due", "2027-01-31", "--whole-plan"]
    assert actionplan("amend", "m", "--clause", "a", *amended, *reason).code == 0
    assert actionplan("amend", "m", "--seconder", "Cllr D", *reason).code == 0
    out = " ".join(actionplan("resolutions", root).out.split())
    assert "seconded by Cllr D" in out
    assert "notes: One notes: Two believes: Three amendment a: Adds a date; outcome not known" in out
    assert "for Executive; due 31 Jan 2027, first" not in out
    assert "for Executive; due 31 Jan 2027" in out
    assert "through the whole plan: 0 of 1 finished" in out


class TestEntered:
    """A vote and what the groups did are entered by options, at once or when the minutes are out."""

    NEW = ("new", "resolution", "m", "--title", "T", "--body", "council", "--on", "2026-11-10", "--outcome", "carried")

    @pytest.fixture(autouse=True)
    def inside(self, make_plan, monkeypatch):
        monkeypatch.chdir(make_plan({"plan.toml": PLAN}))

    def test_with_a_new_resolution(self, actionplan):
        groups = ("--stance", "Rose group=for", "--stance", "oak=Abstained")
        ran = actionplan(
            *self.NEW, "--votes", "41:7", *groups, "--notes", "Waits are long", "--believes", "Children wait"
        )
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.endswith(
            '    notes = ["Waits are long"]\n    believes = ["Children wait"]\n\n'
            '    [votes]\n    for = 41\n    against = 7\n\n    [stances]\n    rose = "for"\n    oak = "abstained"\n\n'
        )

    def test_once_the_minutes_are_out(self, actionplan):
        actionplan(*self.NEW)
        typed = ("--votes", "41::3", "--stance", "elm=split", "--group", "Oak group", "--notes", "Waits are long")
        ran = actionplan("amend", "m", *typed, "--reason", "The minutes are out", "--by", "council")
        assert (ran.code, ran.err) == (0, "")
        out = " ".join(actionplan("resolutions").out.split())
        for text in ("moved by Oak group", "Elm group split; votes: 41 for, 3 abstained", "notes: Waits are long"):
            assert text in out
        said = " ".join(actionplan("since", "2026-11-01").out.split())
        assert "votes was none, now for 41, abstained 3" in said
        assert "stances was none, now Elm group split on" in said
        [plan] = json.loads(actionplan("resolutions", "--format", "json").out)["plans"]
        assert plan["open"][0]["votes"] == {"for": 41, "against": None, "abstained": 3}

    def test_with_an_amendment(self, actionplan):
        actionplan(*self.NEW)
        ran = actionplan(
            "new", "amendment", "m", "a", "--text", "Adds a date", "--votes", "20:41:0", "--stance", "oak=for"
        )
        assert ran.code == 0
        assert 'votes = { for = 20, against = 41, abstained = 0 }\n    stances = { oak = "for" }' in ran.out

    @pytest.mark.parametrize(
        ("typed", "code", "said"),
        [
            (("--votes", "41-7"), 2, '"41-7": write FOR:AGAINST:ABSTAINED, such as 41:7:3, or 41:7'),
            (("--votes", "41:-7"), 2, '"41:-7": write'),
            (("--votes", "41"), 2, '"41": write'),
            (("--stance", "oak"), 2, '"oak": write GROUP=STANCE'),
            (("--stance", "oak=yes"), 2, "'yes' is not one of 'for', 'against', 'abstained', 'split', 'unknown'"),
            (("--stance", "ask=for"), 1, 'E201 there is no body "ask"'),
        ],
    )
    def test_what_is_not_understood(self, actionplan, typed, code, said):
        ran = actionplan(*self.NEW, *typed)
        assert (ran.code, said in " ".join(ran.err.split())) == (code, True), ran.err


def test_what_a_review_concluded_of_each_area(actionplan, make_plan, monkeypatch):
    monkeypatch.chdir(make_plan())
    typed = (
        "--title",
        "Visit",
        "--kind",
        "monitoring",
        "--held",
        "2026-11-10",
        "--area-outcome",
        "PA1=effective action",
    )
    ran = actionplan("new", "review", "v", *typed)
    assert ran.out.endswith('    [[area_outcomes]]\n    area = "PA1"\n    outcome = "effective action"\n\n')
    assert "E202" in actionplan("new", "review", "w", *typed[:-1], "PA9=weak").err
