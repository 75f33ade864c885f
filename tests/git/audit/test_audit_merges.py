"""Branches: what honest work with git looks like, and what is lost or slipped in where branches meet."""

import pytest

import actionplan

ENTRY = 'title = "{0}"\nareas = ["PA1"]\n'


def kinds(repository):
    return [(finding.kind, finding.short) for finding in actionplan.audit(repository.plan).findings]


def branches(repository, ours, theirs):
    """Do one thing on the branch main and another on the branch side; check out main afterwards."""
    repository.git("checkout", "--quiet", "-b", "side")
    theirs()
    repository.git("checkout", "--quiet", "main")
    ours()


def merge(repository, resolved=None, day="2024-06-20", other="side"):
    """Merge the branch side, with this text as action 1.1, and give the merge's name."""
    repository.git("merge", "--quiet", "--no-ff", "--no-commit", "-X", "ours", other, check=False)
    if resolved is not None:
        repository.write({"actions/1.1.toml": resolved})
    return repository.commit(day)


def both(repository, *blocks):
    """Return action 1.1 as it was at first, with more entries."""
    base = repository.git("show", "main~1:plans/p/actions/1.1.toml")
    return "\n".join([base, *(f"\n[[status]]\n{block}\n" for block in blocks)])


OURS = 'on = 2024-06-03\nby = "hcc"\nprogress = 50'
THEIRS = 'on = 2024-06-04\nby = "hcc"\nprogress = 60'


@pytest.fixture
def diverged(repository):
    branches(
        repository, lambda: repository.update("2024-06-03"), lambda: repository.update("2024-06-04", "progress = 60")
    )
    return repository


@pytest.mark.parametrize("blocks", [(OURS, THEIRS), (THEIRS, OURS)])
@pytest.mark.parametrize("from_side", [False, True])
def test_a_merge_that_keeps_the_entries_of_both(diverged, blocks, from_side):
    resolved = both(diverged, *blocks)
    if from_side:
        diverged.git("checkout", "--quiet", "side")
    merge(diverged, resolved, other="main" if from_side else "side")
    diverged.update("2024-06-24")
    assert kinds(diverged) == []


@pytest.mark.parametrize(("kept", "lost"), [(OURS, "60"), (THEIRS, "50")])
def test_a_merge_that_loses_the_entry_of_one_side(diverged, kept, lost):
    name = merge(diverged, both(diverged, kept))
    (finding,) = actionplan.audit(diverged.plan).findings
    assert (finding.kind, finding.short) == ("entry-removed", name)
    assert f"progress = {lost}" in (finding.was or "")


def test_a_merge_that_takes_one_side_whole(diverged):
    diverged.git("merge", "--quiet", "--strategy=ours", "side", day="2024-06-20")
    assert kinds(diverged) == [("entry-removed", diverged.git("rev-parse", "HEAD")[:20])]


def test_a_merge_that_loses_what_both_sides_had(diverged):
    resolved = both(diverged, OURS, THEIRS).replace("progress = 10\n", "progress = 11\n")
    name = merge(diverged, resolved)
    assert kinds(diverged) == [("entry-altered", name)]


def test_a_merge_that_adds_an_entry_with_another_day(diverged):
    name = merge(diverged, both(diverged, OURS, THEIRS, 'on = 2024-06-01\nby = "hcc"\nprogress = 70'))
    assert kinds(diverged) == [("recorded-otherwise", name)]


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("progress = 10", "progress = 20", "entry-altered"),
        ("due = 2024-09-30", "due = 2025-09-30", "head-changed"),
        ('[[status]]\nid = "third3"\non = 2024-05-07\nby = "hcc"\nrating = "red"\n', "", "entry-removed"),
    ],
)
@pytest.mark.parametrize("on_side", [False, True])
def test_a_tampering_is_not_reported_again_by_the_merge(repository, old, new, kind, on_side):
    names = []

    def tamper():
        repository.replace(old, new)
        names.append(repository.commit())

    def work():
        repository.write({"actions/1.2.toml": ENTRY.format("Another")})
        repository.commit()

    branches(repository, *((work, tamper) if on_side else (tamper, work)))
    merge(repository)
    assert kinds(repository) == [(kind, names[0])]


def test_a_merge_that_takes_an_old_entry_back(repository):
    """The branch that altered it lost: the merge puts the old text back, which is no other finding."""
    names = []

    def tamper():
        repository.replace("progress = 10", "progress = 20")
        names.append(repository.commit())

    branches(repository, tamper, lambda: repository.update("2024-06-04"))
    repository.git("merge", "--no-commit", "--no-ff", "side")
    repository.replace("progress = 20", "progress = 10")
    repository.commit("2024-06-20")
    assert kinds(repository) == [("entry-altered", names[0])]


def test_a_file_renamed_on_one_side_and_updated_on_the_other(repository):
    def rename():
        repository.path().rename(repository.path("actions/2.1.toml"))
        repository.replace("due =", 'formerly = ["1.1"]\ndue =', "actions/2.1.toml")
        repository.commit()

    branches(repository, rename, lambda: repository.update("2024-06-04"))
    merge(repository)
    assert kinds(repository) == []
    assert "progress = 50" in repository.path("actions/2.1.toml").read_text()


def test_a_merge_that_forgets_an_update_of_a_renamed_file(repository):
    def rename():
        repository.path().rename(repository.path("actions/2.1.toml"))
        repository.replace("due =", 'formerly = ["1.1"]\ndue =', "actions/2.1.toml")
        repository.commit()

    branches(repository, rename, lambda: repository.update("2024-06-04"))
    repository.git("merge", "--quiet", "--strategy=ours", "side", day="2024-06-20")
    assert [kind for kind, _ in kinds(repository)] == ["entry-removed"]


def test_two_new_files_of_one_name(repository):
    def make(title):
        repository.write({"actions/1.2.toml": ENTRY.format(title)})
        repository.commit()

    branches(repository, lambda: make("Ours"), lambda: make("Theirs"))
    name = merge(repository)
    assert kinds(repository) == [("head-changed", name)]


def test_two_new_files_of_one_name_of_which_one_gets_another_id(repository):
    """What `resolve --both` does: nobody could know of the other one, so neither changed and no id was used again."""

    def make(title, entry):
        text = f'{ENTRY.format(title)}\n[[status]]\non = 2024-06-03\nnote = "{entry}"\n'
        repository.write({"actions/1.2.toml": text})
        repository.commit("2024-06-03")
        return text

    texts = []
    branches(repository, lambda: make("Ours", "one"), lambda: texts.append(make("Theirs", "two")))
    repository.git("merge", "--quiet", "--no-commit", "-X", "ours", "side", check=False)
    ours = repository.git("show", "main:plans/p/actions/1.2.toml") + "\n"
    repository.write({"actions/1.2.toml": ours, "actions/1.3.toml": texts[0]})
    repository.commit("2024-06-20")
    assert kinds(repository) == []
    repository.git("reset", "--quiet", "--hard", "HEAD~1")
    repository.git("merge", "--quiet", "--no-commit", "-X", "ours", "side", check=False)
    repository.write({"actions/1.2.toml": ours, "actions/1.3.toml": texts[0].replace("two", "three")})
    name = repository.commit("2024-06-20")
    assert kinds(repository) == [("entry-altered", name)]


def test_a_draft_from_a_branch_does_not_overwrite_what_was_agreed(empty):
    plan = 'format = 1\nid = "p"\ntitle = "P"\n'
    empty.write({"plan.toml": plan, "actions/1.1.toml": ENTRY.format("First")})
    empty.commit("2024-01-01")

    def agree():
        empty.write({"plan.toml": plan + "agreed = 2024-01-02\n"})
        empty.commit("2024-01-02")

    def edit():
        empty.write({"actions/1.1.toml": ENTRY.format("Second")})
        empty.commit("2024-01-03")

    branches(empty, agree, edit)
    name = merge(empty, day="2024-01-04")
    assert kinds(empty) == [("head-changed", name)]


def test_a_redaction_on_one_side(repository):
    def redact():
        stub = 'redacted = { on = 2024-06-03, reason = "A name", authority = "ICO" }'
        repository.replace('progress = 30\nnote = "Two schools of ten are connected"', stub)
        repository.commit()

    branches(repository, redact, lambda: repository.update("2024-06-04"))
    merge(repository)
    audit = actionplan.audit(repository.plan)
    assert (audit.findings, len(audit.redacted)) == ((), 1)


def test_a_merge_that_brings_back_what_was_redacted(repository):
    def redact():
        stub = 'redacted = { on = 2024-06-03, reason = "A name", authority = "ICO" }'
        repository.replace('progress = 30\nnote = "Two schools of ten are connected"', stub)
        repository.commit()

    branches(repository, redact, lambda: repository.update("2024-06-04"))
    name = merge(repository, repository.git("show", "side:plans/p/actions/1.1.toml") + "\n")
    assert kinds(repository) == [("entry-altered", name)]


def test_one_entry_that_was_redacted_on_both_sides(repository):
    """Either redaction marker may stay; another one may not."""

    def redact(authority):
        stub = f'redacted = {{ on = 2024-06-03, reason = "A name", authority = "{authority}" }}'
        repository.replace('progress = 30\nnote = "Two schools of ten are connected"', stub)
        repository.commit()

    branches(repository, lambda: redact("ICO"), lambda: redact("Court"))
    merge(repository, repository.git("show", "side:plans/p/actions/1.1.toml") + "\n")
    assert kinds(repository) == []
    repository.git("reset", "--quiet", "--hard", "HEAD~1")
    name = merge(repository, repository.path().read_text().replace("ICO", "Nobody"))
    assert set(kinds(repository)) == {("entry-altered", name)}


def test_merges_back_and_forth(diverged):
    merge(diverged, both(diverged, OURS, THEIRS))
    diverged.git("checkout", "--quiet", "side")
    diverged.update("2024-06-21", name="areas/PA1.toml")
    diverged.git("merge", "--quiet", "--no-edit", "main", day="2024-06-22", check=False)
    diverged.git("checkout", "--quiet", "main")
    diverged.git("merge", "--quiet", "--no-ff", "--no-edit", "side", day="2024-06-23")
    assert kinds(diverged) == []


def test_three_branches_merged_at_once(repository):
    for number in (2, 3):
        repository.git("checkout", "--quiet", "-b", f"side{number}", "main")
        repository.write({f"actions/1.{number}.toml": ENTRY.format(number)})
        repository.commit()
    repository.git("checkout", "--quiet", "main")
    repository.update("2024-06-04")
    repository.git("merge", "--quiet", "--no-edit", "side2", "side3", day="2024-06-05")
    assert kinds(repository) == []


def test_histories_that_have_nothing_in_common(repository):
    repository.git("checkout", "--quiet", "--orphan", "other")
    repository.git("rm", "--quiet", "-r", "--force", ".")
    repository.write({"actions/1.9.toml": ENTRY.format("From elsewhere")})
    repository.commit()
    repository.git("checkout", "--quiet", "main")
    repository.git("merge", "--quiet", "--allow-unrelated-histories", "--no-edit", "other", day="2024-06-05")
    assert kinds(repository) == []


def test_work_that_was_rebased(diverged):
    diverged.write({"actions/1.1.toml": diverged.git("show", "main~1:plans/p/actions/1.1.toml") + "\n"})
    diverged.git("reset", "--quiet", "--hard", "main~1")
    diverged.update("2024-06-03", name="areas/PA1.toml")
    diverged.git("checkout", "--quiet", "side")
    diverged.git("rebase", "--quiet", "main", day="2024-07-30")
    assert kinds(diverged) == []


def test_a_commit_that_was_amended(repository):
    repository.append("on = 2024-06-03\nprogress = 50\n")
    repository.commit("2024-06-03")
    repository.replace("progress = 50", "progress = 55")
    repository.git("commit", "--quiet", "--all", "--amend", "--no-edit", day="2024-06-04")
    assert kinds(repository) == []


def test_an_entry_cherry_picked_to_a_branch_that_is_merged(repository):
    branches(repository, lambda: None, lambda: repository.update("2024-06-04"))
    repository.update("2024-06-03", name="areas/PA1.toml")
    repository.git("cherry-pick", "side", day="2024-06-30")
    merge(repository)
    assert kinds(repository) == []


def reordered(repository, ref="HEAD"):
    text = repository.git("show", f"{ref}:plans/p/actions/1.1.toml") + "\n"
    head, first, second, third, *more = text.split("[[status]]\n")
    return "[[status]]\n".join([head, third + "\n", first, second, *more])


@pytest.mark.parametrize("on_side", [False, True])
def test_another_order_is_not_reported_again_by_the_merge(repository, on_side):
    names = []

    def reorder():
        repository.write({"actions/1.1.toml": reordered(repository)})
        names.append(repository.commit())

    def work():
        repository.write({"actions/1.2.toml": ENTRY.format("Another")})
        repository.commit()

    branches(repository, *((work, reorder) if on_side else (reorder, work)))
    merge(repository)
    assert kinds(repository) == [("entries-reordered", names[0])]


def test_a_merge_that_puts_entries_into_another_order(diverged):
    resolved = both(diverged, OURS, THEIRS)
    head, first, second, *rest = resolved.split("[[status]]\n")
    name = merge(diverged, "[[status]]\n".join([head, second, first, *rest]))
    assert kinds(diverged) == [("entries-reordered", name)]


@pytest.mark.parametrize("on_side", [False, True])
def test_agreement_on_one_branch(empty, on_side):
    """The day of agreement may be set on a branch; moving it there is found once."""
    plan = 'format = 1\nid = "p"\ntitle = "P"\n'
    empty.write({"plan.toml": plan + "agreed = 2024-01-02\n"})
    empty.commit("2024-01-01")
    names = []

    def move():
        empty.write({"plan.toml": plan + "agreed = 2024-02-02\n"})
        names.append(empty.commit("2024-01-05"))

    def work():
        empty.write({"actions/1.2.toml": ENTRY.format("Another")})
        empty.commit("2024-01-05")

    branches(empty, *((work, move) if on_side else (move, work)))
    merge(empty, day="2024-01-06")
    assert kinds(empty) == [("agreement-moved", names[0])]


@pytest.mark.parametrize("name", ["plan.toml", "actions/1.1.toml"])
@pytest.mark.parametrize("on_side", [False, True])
def test_a_removed_file_is_not_reported_again_by_the_merge(repository, name, on_side):
    names = []

    def remove():
        repository.path(name).unlink()
        names.append(repository.commit())

    def work():
        repository.write({"actions/1.2.toml": ENTRY.format("Another")})
        repository.commit()

    branches(repository, *((work, remove) if on_side else (remove, work)))
    merge(repository)
    repository.write({"plan.toml": repository.git("show", "main~1:plans/p/plan.toml", check=False) or "format = 1\n"})
    assert kinds(repository) == [("file-removed", names[0])]
