"""What had no meaning may be fixed in its place, and is listed apart; all that the program could read is history."""

import pytest

from actionplan.git.audit.audit import audit

DAY = "2024-06-04"


def outcome(repository):
    """Return the kinds of the findings, and of what was fixed."""
    result = audit(repository.plan)
    return [found.kind for found in result.findings], [found.kind for found in result.fixed]


def with_error(repository, old, new):
    """Make a mistake in a record that was not in the plan before, and commit it."""
    text = repository.path().read_text().replace('title = "Build the dashboard"', 'title = "Train"')
    repository.write({"actions/2.1.toml": text[: text.index("[[status]]")].replace(old, new)})
    repository.commit(DAY)


@pytest.mark.parametrize(
    ("mistake", "correct"),
    [
        ('owner = "hccc"', 'owner = "hcc"'),
        ('onwer = "hcc"', 'owner = "hcc"'),
        ("owner = 5", 'owner = "hcc"'),
        ('owner = "hcc"\nafter = ["9.9"]', 'owner = "hcc"'),
        (
            'owner = "hcc"\nresources = [{ amount = 5, unit = "£" }]',
            'owner = "hcc"\nresources = [{ amount = 5, unit = "GBP" }]',
        ),
    ],
)
def test_a_value_without_meaning_is_fixed_without_a_finding(repository, mistake, correct):
    with_error(repository, 'owner = "hcc"', mistake)
    repository.replace(mistake, correct, "actions/2.1.toml")
    repository.commit(DAY)
    findings, fixed = outcome(repository)
    assert findings == []
    assert set(fixed) == {"error-fixed"}


def test_nothing_else_may_change_with_it(repository):
    with_error(repository, 'owner = "hcc"', 'owner = "hccc"')
    repository.replace('owner = "hccc"\ndue = 2024-09-30', 'owner = "hcc"\ndue = 2025-09-30', "actions/2.1.toml")
    repository.commit(DAY)
    assert outcome(repository) == (["head-changed"], ["error-fixed"])


def test_a_date_that_can_be_read_is_history_though_it_is_an_error(repository):
    with_error(repository, 'owner = "hcc"', 'owner = "hcc"\nstart = 2025-01-01')  # E301: due before it starts
    repository.replace("due = 2024-09-30", "due = 2025-09-30", "actions/2.1.toml")
    repository.commit(DAY)
    assert outcome(repository) == (["head-changed"], [])


def test_an_error_that_is_planted_in_the_same_place_frees_no_other_value(repository):
    with_error(repository, 'owner = "hcc"', 'owner = "hcc"\nonwer = "icb"')
    repository.replace('owner = "hcc"\nonwer = "icb"', 'owner = "icb"', "actions/2.1.toml")
    repository.commit(DAY)
    assert outcome(repository)[0] == ["head-changed"]


def test_a_copy_of_a_record_may_be_deleted(repository):
    copy = repository.path("actions/1.1-LAPTOP.toml")
    copy.write_bytes(repository.path().read_bytes())
    repository.commit(DAY)
    before = outcome(repository)
    copy.unlink()
    repository.commit(DAY)
    assert outcome(repository) == before


def test_a_copy_with_an_entry_of_its_own_may_not(repository):
    copy = repository.path("actions/1.1-LAPTOP.toml")
    copy.write_text(repository.path().read_text() + f'\n[[status]]\non = {DAY}\nby = "hcc"\nnote = "Only here"\n')
    repository.commit(DAY)
    copy.unlink()
    repository.commit(DAY)
    assert "file-removed" in outcome(repository)[0]
