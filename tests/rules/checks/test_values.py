"""Single values: what their type allows and their meaning does not."""

import pytest


def entry(rest):
    return f'[[status]]\non = 2024-03-05\nby = "hcc"\n{rest}\n'


@pytest.mark.parametrize(("per_cent", "codes"), [(-1, ["E107"]), (0, []), (100, []), (101, ["E107"])])
def test_progress_runs_from_0_to_100(codes_of_action, per_cent, codes):
    assert codes_of_action(entry(f"progress = {per_cent}")) == codes


def test_0_per_cent_says_something(codes_of_action):
    assert codes_of_action(entry("progress = 0"), select="E112") == []


@pytest.mark.parametrize("side", ["for", "against", "abstained"])
@pytest.mark.parametrize(("count", "codes"), [(-1, ["E107"]), (0, [])])
def test_votes_are_counted_from_0(codes_of_resolution, side, count, codes):
    assert codes_of_resolution(f"votes = {{ {side} = {count} }}") == codes


@pytest.mark.parametrize("name", ["stale_after_days", "due_within_days", "finished_within_days"])
@pytest.mark.parametrize(("days", "codes"), [(0, ["E107"]), (1, [])])
def test_days_of_the_policy_are_counted_from_1(codes_of_plan, name, days, codes):
    assert codes_of_plan(f"[policy]\n{name} = {days}") == codes


def test_a_policy_of_not_committing_is_no_number_of_days(codes_of_plan):
    assert codes_of_plan("[policy]\ncommit = false") == []


@pytest.mark.parametrize(
    "line", ['note = ""', 'note = " \\t"', 'note = """\n"""', 'note = "x"\nsource = [""]', 'evidence = [{ link = "" }]']
)
def test_a_text_that_is_given_says_something(codes_of_action, line):
    assert "E109" in codes_of_action(entry(line))


def test_texts_of_plan_toml_say_something_too(codes_of_plan):
    assert codes_of_plan('[bodies.x]\nname = ""\nkind = "team"') == ["E109"]


def test_the_plans_own_fields_may_be_empty(codes_of_action):
    assert codes_of_action('[extra]\nremark = ""\nlist = [""]\n[extra.deeper]\nremark = ""') == []


@pytest.mark.parametrize("on", ['"ongoing"', '"unknown"'])
def test_an_entry_has_a_place_in_time(codes_of_action, on):
    assert codes_of_action(f'[[status]]\non = {on}\nby = "hcc"\nnote = "Some day."') == ["E110"]


@pytest.mark.parametrize("on", ['"2024-09"', '"2024-Q3"', '"2024"', '"FY2024-25"', '"autumn"'])
def test_a_coarse_place_in_time_will_do(codes_of_action, on):
    term = "[terms.autumn]\nfrom = 2024-09-02\nuntil = 2024-12-20"
    assert codes_of_action(f'[[status]]\non = {on}\nby = "hcc"\nnote = "Then."', plan=term) == []


@pytest.mark.parametrize(
    ("evidence", "codes"),
    [
        ('{ title = "Minutes" }', ["E111"]),
        ('{ link = "www.example.org" }', ["E111"]),
        ('{ link = "evidence/minutes.pdf" }', ["E111"]),
        ('{ link = "ftp://example.org/minutes" }', ["E111"]),
        ('{ link = "https://example.org/minutes" }', []),
        ('{ link = "HTTP://example.org/minutes" }', []),
        ('{ path = "evidence/minutes.pdf" }', []),
    ],
)
def test_evidence_is_a_web_address_or_a_file(codes_of_action, evidence, codes):
    assert codes_of_action(entry(f"evidence = [{evidence}]")) == codes


@pytest.mark.parametrize(
    "line", ["", 'id = "a"', "recorded = 2024-03-06", 'reason = "Why not?"', 'source = ["https://example.org"]']
)
def test_when_who_and_why_alone_say_nothing(codes_of_action, line):
    assert codes_of_action(entry(line)) == ["E112"]


@pytest.mark.parametrize(
    "line",
    ['note = "All is well."', 'state = "in-progress"', 'rating = "green"', 'evidence = [{ path = "minutes.pdf" }]'],
)
def test_a_note_a_state_a_rating_or_evidence_say_something(codes_of_action, line):
    assert codes_of_action(entry(line)) == []


def test_an_entry_about_a_clause_needs_more_than_the_clause(codes_of_resolution):
    clause = '[[clauses]]\nid = "a"\ntext = "Write"\nno_action_because = "It is a letter"\n'
    assert codes_of_resolution(clause + entry('clause = "a"')) == ["E112"]
    assert codes_of_resolution(clause + entry('clause = "a"\nstate = "complete"')) == []


CLAUSE = '[[clauses]]\nid = "a"\ntext = "Write"\nactions = ["1.1"]\n'


@pytest.mark.parametrize("line", ['state = "complete"', 'actions = ["1.1"]', 'no_action_because = "It is a letter"'])
def test_entries_about_a_clause_name_the_clause(codes_of_resolution, line):
    assert codes_of_resolution(CLAUSE + entry(line), select="E113") == ["E113"]
    assert codes_of_resolution(CLAUSE + entry(f'clause = "a"\n{line}'), select="E113") == []


@pytest.mark.parametrize("line", ['title = "Do well"', 'outcome = "lost"'])
def test_entries_about_the_resolution_name_no_clause(codes_of_resolution, line):
    assert codes_of_resolution(CLAUSE + entry(f'clause = "a"\n{line}'), select="E113") == ["E113"]
    assert codes_of_resolution(CLAUSE + entry(line), select="E113") == []


@pytest.mark.parametrize(("field", "codes"), [("due", []), ("owner", []), ("Due", ["E114"]), ("status", ["E114"])])
def test_a_rival_value_is_of_a_field_of_the_head(codes_of_action, field, codes):
    rival = f'[[stated]]\nfield = "{field}"\nvalue = "2024-12"\nsource = ["https://example.org/other"]\n'
    assert codes_of_action(rival) == codes


def test_a_rival_value_says_where_it_was_read(codes_of_action):
    assert codes_of_action('[[stated]]\nfield = "due"\nvalue = "2024-12"\nsource = []\n') == ["E114"]


STUB = 'redacted = { on = 2024-06-03, reason = "It named a child", authority = "DPO" }'


def test_a_redacted_entry_says_nothing_and_that_is_enough(codes_of_action):
    assert codes_of_action(entry(f'id = "a"\nrecorded = 2024-03-06\ncorrects = "b"\n{STUB}'), select=("E1", "E4")) == []


@pytest.mark.parametrize("line", ['note = "x"', "progress = 0", 'source = ["https://x"]', "extra = { a = 1 }"])
def test_a_redacted_entry_states_nothing_else(codes_of_action, line):
    assert codes_of_action(entry(f"{line}\n{STUB}")) == ["E115"]


@pytest.mark.parametrize(("day", "codes"), [("2024-03-04", ["E307"]), ("2024-03-05", []), ("2027-01-01", ["E307"])])
def test_a_redaction_comes_after_its_entry(codes_of_action, day, codes):
    assert codes_of_action(entry(STUB.replace("2024-06-03", day))) == codes


@pytest.mark.parametrize("key", ["reason", "authority"])
def test_a_redaction_says_why_and_who_decided(codes_of_action, key):
    text = STUB.replace("It named a child" if key == "reason" else "DPO", " ")
    assert codes_of_action(entry(text)) == ["E109"]


@pytest.mark.parametrize(
    ("path", "codes"),
    [
        ("see attached report", ["E111"]),
        ("Minutes of the board, 3 May", ["E111"]),
        ("sent by e-mail", ["E111"]),
        ("Final report.pdf", []),
        ("evidence/Final report", []),
        ("report", []),
    ],
)
def test_words_are_no_path_of_evidence(codes_of_action, path, codes):
    history = f'[[status]]\non = 2024-03-05\nby = "hcc"\nnote = "Done"\nevidence = [{{ path = "{path}" }}]'
    assert codes_of_action(history, select="E111") == codes
