"""Each way of tampering is found once, at the commit that did it, and nothing else is."""

import pytest

import actionplan
from conftest import ACTION, dedented
from repositories import PLAN_FILE, SECOND, found, only


def test_an_honest_history(repository):
    audit = actionplan.audit(repository.plan)
    assert (audit.findings, audit.redacted, audit.unreadable) == ((), (), ())
    assert audit.commits == 4


# Entries


def test_an_entry_with_an_id_was_altered(repository):
    repository.replace("progress = 10", "progress = 20")
    name = repository.commit("2024-06-03", author="Someone Else")
    finding = only(repository)
    assert (finding.kind, finding.short, finding.path) == ("entry-altered", name, "actions/1.1.toml")
    assert (finding.author, str(finding.day)) == ("Someone Else", "2024-06-03")
    assert (finding.entry, finding.was, finding.became) == ("first1 of 2024-03-05", "progress = 10", "progress = 20")


def test_what_follows_does_not_report_it_again(repository):
    repository.replace("progress = 10", "progress = 20")
    name = repository.commit()
    repository.update("2024-06-10")
    repository.update("2024-06-17")
    assert [short for _, short, _, _ in found(repository)] == [name]


@pytest.mark.parametrize(
    ("old", "new", "entry"),
    [
        ('note = "Two schools of ten are connected"', 'note = "Nine schools"', "number 2 of 2024-04-09"),
        ("on = 2024-04-09", "on = 2024-04-02", "number 2 of 2024-04-09"),
        ("on = 2024-04-09", "on = 2024-04-09\nrecorded = 2024-04-12", "number 2 of 2024-04-09"),
        ('id = "third3"\n', "", "third3 of 2024-05-07"),
        ('id = "third3"\n', 'id = "other4"\n', "third3 of 2024-05-07"),
        ('id = "third3"\non = 2024-05-07', 'id = "third3"\non = 2024-05-06', "third3 of 2024-05-07"),
    ],
)
def test_any_key_of_an_entry_counts(repository, old, new, entry):
    repository.replace(old, new)
    name = repository.commit()
    assert found(repository) == [("entry-altered", name, "actions/1.1.toml", entry)]


@pytest.mark.parametrize(
    ("block", "entry"),
    [
        (SECOND, "number 2 of 2024-04-09"),
        ('\n[[status]]\nid = "third3"\non = 2024-05-07\nby = "hcc"\nrating = "red"\n', "third3 of 2024-05-07"),
    ],
)
def test_an_entry_was_removed(repository, block, entry):
    repository.replace(block, "")
    name = repository.commit()
    assert found(repository) == [("entry-removed", name, "actions/1.1.toml", entry)]


def test_a_removed_entry_that_comes_back_is_not_taken_for_a_new_one(repository):
    repository.replace(SECOND, "")
    name = repository.commit("2024-06-03")
    repository.replace('[[status]]\nid = "third3"', f'{SECOND}[[status]]\nid = "third3"')
    repository.commit("2024-06-20")
    assert [(kind, short) for kind, short, _, _ in found(repository)] == [("entry-removed", name)]


def test_entries_were_reordered(repository):
    text = repository.path().read_text()
    head, first, second, third = text.split("[[status]]\n")
    repository.write({"actions/1.1.toml": "[[status]]\n".join([head, third + "\n", first, second])})
    name = repository.commit()
    finding = only(repository)
    assert (finding.kind, finding.short) == ("entries-reordered", name)
    assert finding.was == "first1 of 2024-03-05, then third3 of 2024-05-07"
    assert finding.became == "third3 of 2024-05-07, then first1 of 2024-03-05"


def test_an_entry_may_be_inserted_anywhere(repository):
    new = '[[status]]\nid = "late9"\non = 2024-03-20\nrecorded = 2024-06-03\nnote = "It was said then"\n\n'
    repository.replace(SECOND, new + SECOND)
    repository.commit("2024-06-03")
    assert found(repository) == []


def test_an_entry_may_be_given_an_id_so_that_it_can_be_corrected(repository):
    repository.replace("on = 2024-04-09", 'id = "second2"\non = 2024-04-09')
    repository.append('on = 2024-06-03\ncorrects = "second2"\nprogress = 20\n')
    repository.commit("2024-06-03")
    assert found(repository) == []


def test_a_redaction_is_listed_apart(repository):
    stub = '[[status]]\non = 2024-04-09\nredacted = { on = 2024-06-03, reason = "A name", authority = "ICO" }\n\n'
    repository.replace(SECOND, stub)
    name = repository.commit()
    audit = actionplan.audit(repository.plan)
    assert audit.findings == ()
    assert [(item.kind, item.short, item.entry) for item in audit.redacted] == [
        ("entry-redacted", name, "number 2 of 2024-04-09")
    ]
    assert "Two schools" not in str(audit), "what was redacted is not shown again"


@pytest.mark.parametrize(
    "stub",
    [
        '[[status]]\non = 2024-04-09\nredacted = { on = 2024-06-03, reason = "A name" }\n\n',
        '[[status]]\non = 2024-04-09\nprogress = 90\nredacted = { on = 2024-06-03, reason = "A", authority = "B" }\n\n',
        '[[status]]\non = 2024-04-09\nby = "icb"\nredacted = { on = 2024-06-03, reason = "A", authority = "B" }\n\n',
    ],
)
def test_what_only_looks_like_a_redaction(repository, stub):
    repository.replace(SECOND, stub)
    name = repository.commit()
    assert found(repository) == [("entry-altered", name, "actions/1.1.toml", "number 2 of 2024-04-09")]


# Heads


@pytest.mark.parametrize(
    ("old", "new", "was", "became"),
    [
        ("due = 2024-09-30", "due = 2024-12-31", "due = 2024-09-30", "due = 2024-12-31"),
        ('owner = "hcc"\n', "", 'owner = "hcc"', None),
        ("due =", 'success = "It works"\ndue =', None, 'success = "It works"'),
    ],
)
def test_a_head_was_changed_after_it_was_agreed(repository, old, new, was, became):
    repository.replace(old, new)
    name = repository.commit()
    finding = only(repository)
    assert (finding.kind, finding.short, finding.path) == ("head-changed", name, "actions/1.1.toml")
    assert (finding.was, finding.became) == (was, became)
    assert "after it was agreed (2024-01-31)" in finding.sentence


def test_a_head_of_a_record_that_is_not_agreed_yet_is_free(repository):
    head = 'title = "T"\nareas = ["PA1"]\nagreed = 2024-07-01\n'
    repository.write({"actions/1.2.toml": head + "due = 2025-01-01\n"})
    repository.commit("2024-06-03")
    repository.write({"actions/1.2.toml": head + "due = 2025-02-01\n"})
    repository.commit("2024-06-28")
    assert found(repository) == []
    repository.write({"actions/1.2.toml": head + "due = 2025-03-01\n"})
    name = repository.commit("2024-07-01")
    assert found(repository) == [("head-changed", name, "actions/1.2.toml", None)]


@pytest.mark.parametrize(
    ("day", "kinds"),
    [("2024-01-15", []), ("2024-01-31", []), ("2024-02-01", ["head-changed"]), ('"ongoing"', ["head-changed"])],
)
def test_a_head_may_be_given_an_earlier_day_of_agreement_which_frees_nothing(repository, day, kinds):
    repository.replace("due = 2024-09-30", f"agreed = {day}\ndue = 2024-09-30")
    repository.commit()
    assert [finding.kind for finding in actionplan.audit(repository.plan).findings] == kinds


@pytest.mark.parametrize(("day", "kinds"), [("2024-06-20", []), ("2024-12-20", ["head-changed"])])
def test_an_amount_is_marked_as_counting_for_less_only_while_the_plan_is_new(empty, day, kinds):
    head = 'title = "T"\nareas = ["A"]\n\n[[resources]]\namount = 3_000_000\nunit = "£"\n'
    empty.write({"plan.toml": 'format = 1\nid = "p"\ntitle = "P"\nagreed = 2024-01-31\n', "actions/1.1.toml": head})
    empty.commit("2024-04-01")
    empty.write({"actions/1.1.toml": head + "mentioned = true\n"})
    empty.commit(day)
    assert [finding.kind for finding in actionplan.audit(empty.plan).findings] == kinds


def test_a_day_of_agreement_of_its_own_is_not_moved(repository):
    repository.replace("due = 2024-09-30", "agreed = 2024-01-15\ndue = 2024-09-30")
    repository.commit()
    repository.replace("agreed = 2024-01-15", "agreed = 2024-01-10", "actions/1.1.toml")
    repository.commit()
    assert only(repository).became == "agreed = 2024-01-10"


def test_a_draft_plan_is_free_until_the_day_of_agreement(empty):
    plan = 'format = 1\nid = "p"\ntitle = "P"\n'
    empty.write({"plan.toml": plan, "actions/1.1.toml": 'title = "T"\nareas = ["A"]\n'})
    empty.commit("2024-01-01")
    empty.write(
        {"actions/1.1.toml": 'title = "U"\nareas = ["A"]\n', "actions/1.2.toml": 'title = "V"\nareas = ["A"]\n'}
    )
    empty.commit("2024-01-02")
    empty.path("actions/1.2.toml").unlink()
    empty.commit("2024-01-03")
    empty.write({"actions/1.2.toml": 'title = "W"\nareas = ["A"]\n'})
    empty.write({"plan.toml": plan + "agreed = 2024-01-20\n"})
    empty.commit("2024-01-04")
    empty.write({"plan.toml": plan + "agreed = 2024-01-31\n", "actions/1.1.toml": 'title = "X"\nareas = ["A"]\n'})
    empty.commit("2024-01-05")
    assert found(empty) == []


@pytest.mark.parametrize("key", ["agreed", "kept_since"])
def test_the_day_of_agreement_was_moved_after_it(repository, key):
    repository.replace(f"{key} = 2024-01-31", f"{key} = 2024-05-31", "plan.toml")
    name = repository.commit()
    assert found(repository) == [("agreement-moved", name, "plan.toml", None)]


def test_comments_layout_and_the_free_parts_of_files(repository):
    repository.replace('title = "Build the dashboard"', '# the first\ntitle    =   "Build the dashboard"')
    repository.replace("due = 2024-09-30", 'due = 2024-09-30\nformerly = ["0.9"]\n[extra]\nline = "E1"\n')
    repository.replace("[bodies.icb]", '[bodies.new]\nname = "New"\nkind = "team"\n[bodies.icb]', "plan.toml")
    repository.commit()
    assert found(repository) == []


def test_sources_may_be_added_but_not_taken_away(repository):
    repository.replace("due = 2024-09-30", 'due = 2024-09-30\nsource = ["https://one.example"]')
    repository.commit("2024-06-03")
    repository.replace('["https://one.example"]', '["https://two.example", "https://one.example"]')
    repository.commit("2024-06-04")
    assert found(repository) == []
    repository.replace('"https://two.example", ', "")
    name = repository.commit("2024-06-05")
    assert found(repository) == [("head-changed", name, "actions/1.1.toml", None)]


def test_line_ends_may_change(repository):
    for _ in range(2):
        data = repository.path().read_bytes()
        swapped = data.replace(b"\r\n", b"\n") if b"\r\n" in data else data.replace(b"\n", b"\r\n")
        repository.path().write_bytes(swapped)
        repository.commit()
    repository.write({"../../.gitattributes": "*.toml text eol=crlf\n"})
    repository.git("add", "--renormalize", ".")
    repository.commit()
    assert found(repository) == []


# Days


@pytest.mark.parametrize(
    ("entry", "committed", "is_fine"),
    [
        ("on = 2024-06-03", "2024-06-03", True),
        ("on = 2024-06-03", "2024-06-04", True),
        ("on = 2024-06-03", "2024-06-02", True),
        ("on = 2024-06-03", "2024-06-05", False),
        ("on = 2024-05-01\nrecorded = 2024-06-03", "2024-06-03", True),
        ("on = 2024-05-01\nrecorded = 2024-06-03", "2024-06-20", False),
        ("on = 2024-05-01", "2024-06-03", False),
        ("on = 2023-05-01", "2024-06-03", True),
        ("on = 2023-05-01\nrecorded = 2023-05-02", "2024-06-03", True),
        ("on = 2023-05-01\nrecorded = 2024-05-02", "2024-06-03", False),
        ('on = "2024-05"', "2024-06-03", True),
        ('on = "2024-06"', "2024-06-03", True),
        ('on = "2024-07"', "2024-06-30", True),
        ('on = "2024-07"', "2024-06-03", False),
    ],
)
def test_the_day_of_an_entry_and_that_of_its_commit(repository, entry, committed, is_fine):
    repository.append(f'{entry}\nnote = "New"\n')
    name = repository.commit(committed)
    assert [(kind, short) for kind, short, _, _ in found(repository)] == (
        [] if is_fine else [("recorded-otherwise", name)]
    )


def test_the_day_is_that_of_the_authors_own_calendar(repository):
    repository.append('on = 2024-06-05\nnote = "New"\n')
    repository.commit("2024-06-06T00:30:00+1400")
    assert found(repository) == []
    repository.append('on = 2024-06-05\nnote = "Newer"\n')
    name = repository.commit("2024-06-07T00:30:00+1400")
    assert [short for _, short, _, _ in found(repository)] == [name]


def test_a_plan_that_came_to_say_later_since_when_it_is_kept(empty):
    plan = 'format = 1\nid = "p"\ntitle = "P"\n'
    empty.write({"plan.toml": plan, "areas/A.toml": 'title = "T"\n[[status]]\non = 2023-02-03\nnote = "Imported"\n'})
    empty.commit("2024-01-01")
    assert [kind for kind, _, _, _ in found(empty)] == ["recorded-otherwise"]
    empty.write({"plan.toml": plan + "kept_since = 2024-01-01\n"})
    empty.commit("2024-01-09")
    assert found(empty) == []


def test_corrections_while_older_papers_are_copied_are_no_finding(empty):
    """Heads may be corrected until the end of `kept_since`; from the day after they are what was agreed."""
    plan = PLAN_FILE.replace("kept_since = 2024-01-31", "kept_since = 2024-06-10")
    empty.write({"plan.toml": plan, "actions/1.1.toml": dedented(ACTION)})
    empty.commit("2024-06-04")
    empty.replace("due = 2024-09-30", "due = 2024-10-31")
    empty.commit("2024-06-10")
    assert found(empty) == []
    empty.replace("due = 2024-10-31", "due = 2024-11-30")
    empty.commit("2024-06-11")
    assert only(empty).kind == "head-changed"


# Saying the same in other words


def test_a_renumbering_changes_ids_and_nothing_else(repository, actionplan):
    """What was agreed, and what an entry says, names the action by its new id since: the file says which it had."""
    repository.write({"actions/1.2.toml": 'title = "T"\nareas = ["PA1"]\nowner = "hcc"\nafter = ["1.1"]\n'})
    repository.append('on = 2024-06-03\nby = "hcc"\nafter = ["1.1", "1.3"]\nreason = "x"\n', "actions/1.2.toml")
    repository.write({"actions/1.3.toml": 'title = "T"\nareas = ["PA1"]\nowner = "hcc"\n'})
    repository.commit("2024-06-03")
    assert actionplan("renumber", "1.1", "2.1", "--plan", repository.plan).code == 0
    assert 'after = ["2.1", "1.3"]' in repository.path("actions/1.2.toml").read_text()
    repository.commit("2024-06-04")
    assert found(repository) == []
    repository.replace('after = ["2.1", "1.3"]', 'after = ["1.3"]', "actions/1.2.toml")
    assert [kind for kind, *_ in found_after(repository)] == ["entry-altered"]


def test_a_clause_may_be_given_its_actions_but_no_other_text(repository):
    resolution = 'title = "Act"\nbody = "board"\non = 2024-06-03\noutcome = "carried"\n'
    resolution += '[[clauses]]\nid = "a"\ntext = "Do"\n'
    repository.write({"resolutions/R1.toml": resolution})
    repository.commit("2024-06-03")
    repository.write({"resolutions/R1.toml": resolution + 'actions = ["1.1"]\n'})
    repository.commit("2024-06-04")
    assert found(repository) == []
    repository.write({"resolutions/R1.toml": resolution + 'no_action_because = "x"\n'})
    assert [kind for kind, *_ in found_after(repository)] == ["head-changed"]


def found_after(repository):
    repository.commit("2024-06-05")
    return found(repository)
