"""Files that were removed, renamed or restored; versions that cannot be read; incomplete histories."""

import subprocess

import pytest

import actionplan
from actionplan.git.repository import GitError
from actionplan.report.audit import audit_document
from actionplan.report.writers import terminal
from repositories import SECOND, found, only

# Files and ids


def test_a_file_was_removed(repository):
    repository.path().unlink()
    name = repository.commit()
    finding = only(repository)
    assert (finding.kind, finding.short, finding.path) == ("file-removed", name, "actions/1.1.toml")
    assert (
        finding.sentence
        == "The file was removed with its 3 entries; no other file of its kind lists its id under formerly."
    )
    assert finding.was == 'title = "Build the dashboard"\nowner = "hcc"\ndue = 2024-09-30'


def test_the_plan_file_was_removed(repository):
    plan = repository.path("plan.toml").read_text()
    repository.path("plan.toml").unlink()
    name = repository.commit()
    repository.write({"plan.toml": plan})
    repository.commit()
    assert found(repository) == [("file-removed", name, "plan.toml", None)]


def test_a_removed_file_that_comes_back_as_it_was(repository):
    text = repository.path().read_text()
    repository.path().unlink()
    name = repository.commit()
    repository.write({"actions/1.1.toml": text})
    repository.commit()
    assert found(repository) == [("file-removed", name, "actions/1.1.toml", None)]


def test_a_removed_file_that_comes_back_with_less(repository):
    text = repository.path().read_text()
    repository.path().unlink()
    repository.commit()
    repository.write({"actions/1.1.toml": text.replace(SECOND, "")})
    repository.commit()
    assert [kind for kind, _, _, _ in found(repository)] == ["file-removed", "entry-removed"]


def test_an_old_id_was_used_again(repository):
    repository.path().unlink()
    repository.commit()
    repository.write({"actions/1.1.toml": 'title = "Something else"\nareas = ["PA1"]\n'})
    name = repository.commit()
    assert [(kind, path) for kind, _, path, _ in found(repository)] == [
        ("file-removed", "actions/1.1.toml"),
        ("id-used-again", "actions/1.1.toml"),
    ]
    finding = actionplan.audit(repository.plan).findings[-1]
    assert (finding.short, finding.was) == (name, 'title = "Build the dashboard"')
    assert finding.became == 'title = "Something else"'


def rename(repository, old, new, formerly):
    repository.path(f"actions/{old}.toml").rename(repository.path(f"actions/{new}.toml"))
    repository.replace("due = 2024-09-30", f"due = 2024-09-30\nformerly = {formerly}", f"actions/{new}.toml")


def test_a_renamed_file_is_followed(repository):
    rename(repository, "1.1", "2.1", '["1.1"]')
    repository.commit()
    repository.update("2024-06-10", name="actions/2.1.toml")
    assert found(repository) == []
    repository.replace("progress = 10", "progress = 20", "actions/2.1.toml")
    name = repository.commit()
    assert found(repository) == [("entry-altered", name, "actions/2.1.toml", "first1 of 2024-03-05")]


def test_a_renumbering_changes_nothing_that_was_agreed_or_said(repository, actionplan):
    """Files name the record by its new id; that is no change of what they say."""
    approved = 'on = 2024-06-03\nreason = "Late"\nafter = ["1.2"]\n'
    repository.write({"actions/1.2.toml": 'title = "Another"\nareas = ["PA1"]\nowner = "hcc"\n'})
    repository.append(f'by = "hcc"\n{approved}')
    repository.commit("2024-06-03")
    for old, new in (("PA1", "A1"), ("1.2", "2.2"), ("A1", "A2")):
        ran = actionplan("renumber", old, new, "--plan", repository.plan)
        assert ran.code == 0, ran.err
        repository.commit("2024-06-20")
    assert 'areas = ["A2"]' in repository.path().read_text()
    assert 'after = ["2.2"]' in repository.path().read_text()
    assert found(repository) == []
    repository.replace('areas = ["A2"]', 'areas = ["PA9"]')
    name = repository.commit("2024-06-21")
    assert found(repository) == [("head-changed", name, "actions/1.1.toml", None)]


def test_a_rename_hides_nothing(repository):
    rename(repository, "1.1", "2.1", '["1.1"]')
    repository.replace(SECOND, "", "actions/2.1.toml")
    name = repository.commit()
    assert found(repository) == [("entry-removed", name, "actions/2.1.toml", "number 2 of 2024-04-09")]


def test_a_rename_that_changes_the_head(repository):
    rename(repository, "1.1", "2.1", '["1.1"]')
    repository.replace("due = 2024-09-30", "due = 2025-09-30", "actions/2.1.toml")
    name = repository.commit()
    assert found(repository) == [("head-changed", name, "actions/2.1.toml", None)]


def test_capitals_make_no_other_id(repository):
    repository.git("mv", "plans/p/areas/PA1.toml", "plans/p/areas/x.toml")
    repository.git("mv", "plans/p/areas/x.toml", "plans/p/areas/pa1.toml")
    repository.commit()
    assert found(repository) == []


def test_a_file_renamed_without_saying_so(repository):
    repository.path().rename(repository.path("actions/2.1.toml"))
    name = repository.commit()
    assert ("file-removed", name, "actions/1.1.toml", None) in found(repository)


def test_a_former_id_was_used_for_a_file(repository):
    rename(repository, "1.1", "2.1", '["1.1"]')
    repository.commit()
    repository.write({"actions/1.1.toml": 'title = "Another"\nareas = ["PA1"]\n'})
    name = repository.commit()
    repository.update("2024-06-10", name="actions/2.1.toml")
    assert found(repository) == [("id-used-again", name, "actions/1.1.toml", None)]


def test_a_record_that_claims_the_id_of_another_one(repository):
    repository.write({"actions/1.2.toml": 'title = "Another"\nareas = ["PA1"]\n'})
    repository.commit()
    repository.write({"actions/1.2.toml": 'title = "Another"\nareas = ["PA1"]\nformerly = ["1.1"]\n'})
    name = repository.commit()
    assert found(repository) == [("id-used-again", name, "actions/1.1.toml", None)]


def test_two_records_made_into_one(repository):
    """The entries are there, but what was agreed of one record is not."""
    two = 'title = "Another"\nareas = ["PA1"]\n[[status]]\non = 2024-06-03\nnote = "Its own"\n'
    repository.write({"actions/1.2.toml": two})
    repository.commit("2024-06-03")
    repository.path("actions/1.2.toml").unlink()
    repository.replace("due = 2024-09-30", 'due = 2024-09-30\nformerly = ["1.2"]')
    repository.append('on = 2024-06-03\nnote = "Its own"\n')
    name = repository.commit("2024-07-03")
    assert found(repository) == [("file-removed", name, "actions/1.2.toml", None)]


def test_renamed_there_and_back(repository):
    rename(repository, "1.1", "2.1", '["1.1"]')
    repository.commit()
    repository.path("actions/2.1.toml").rename(repository.path())
    repository.replace('formerly = ["1.1"]', 'formerly = ["1.1", "2.1"]')
    repository.commit()
    assert found(repository) == []


def test_a_record_that_left_to_one_that_already_had_its_id(repository):
    two = 'title = "Another"\nareas = ["PA1"]\n'
    repository.write({"actions/1.2.toml": two + 'formerly = ["1.3"]\n', "actions/1.3.toml": two})
    claimed = repository.commit()
    repository.path("actions/1.3.toml").unlink()
    repository.commit()
    assert found(repository) == [("id-used-again", claimed, "actions/1.3.toml", None)]


# What cannot be read


def test_a_plan_file_that_cannot_be_read_leaves_the_agreement_as_it_was(repository):
    good = repository.path("plan.toml").read_text()
    repository.write({"plan.toml": good + "=======\n"})
    repository.commit()
    repository.replace("due = 2024-09-30", "due = 2025-09-30")
    name = repository.commit()
    repository.write({"plan.toml": good + "still broken\n"})
    repository.commit()
    repository.write({"plan.toml": good})
    repository.commit()
    assert found(repository) == [("head-changed", name, "actions/1.1.toml", None)]


def test_terms_and_shapes_that_the_format_does_not_have(repository):
    repository.append("[terms.autumn]\nfrom = 2024-09-01\nuntil = 2024-12-20\n[terms.odd]\nfrom = 1\n", "plan.toml")
    repository.write({"plan.toml": repository.path("plan.toml").read_text().replace("[[status]]\n", "")})
    odd = 'title = "T"\nformerly = "1.1"\nagreed = "autumn"\nstatus = "x"\n'
    repository.write({"areas/X.toml": odd})
    repository.commit("2024-06-03")
    repository.write({"areas/X.toml": odd.replace('"T"', '"U"').replace('"x"', "[1]")})
    repository.commit("2024-12-19")
    assert found(repository) == []
    repository.write({"areas/X.toml": odd.replace('"T"', '"V"')})
    name = repository.commit("2024-12-21")
    assert found(repository) == [("head-changed", name, "areas/X.toml", None)]


def test_a_version_that_cannot_be_read_is_named_and_stepped_over(repository):
    good = repository.path().read_text()
    repository.write({"actions/1.1.toml": good + "<<<<<<< ours\n"})
    name = repository.commit()
    repository.write({"actions/1.1.toml": good.replace("progress = 10", "progress = 11")})
    mended = repository.commit()
    audit = actionplan.audit(repository.plan)
    assert [(version.short, version.path) for version in audit.unreadable] == [(name, "actions/1.1.toml")]
    assert audit.unreadable[0].why.startswith("not TOML")
    assert found(repository) == [("entry-altered", mended, "actions/1.1.toml", "first1 of 2024-03-05")]


def test_a_file_that_could_never_be_read_before(repository):
    repository.write({"actions/1.2.toml": b"\xff", "actions/1.3.toml": b"#" * (4 * 1024 * 1024 + 1)})
    repository.commit()
    repository.write({"actions/1.2.toml": 'title = "T"\nareas = ["PA1"]\n'})
    repository.commit()
    audit = actionplan.audit(repository.plan)
    assert audit.findings == ()
    assert [version.why for version in audit.unreadable] == ["this is not UTF-8 text", "it is too large"]


# Where there is no history to check


def test_outside_git(make_plan):
    with pytest.raises(GitError, match="is not in a git repository"):
        actionplan.audit(make_plan())


def test_nothing_committed(repository, make_plan):
    make_plan(name="plans/other")
    with pytest.raises(GitError, match="git has no commit of"):
        actionplan.audit(repository.root / "plans" / "other")


def test_no_commit_at_all(empty):
    empty.write({"plan.toml": 'format = 1\nid = "p"\ntitle = "P"\n'})
    with pytest.raises(GitError, match="git has no commit of"):
        actionplan.audit(empty.plan)


def test_a_content_that_this_clone_lacks(repository):
    name = repository.git("rev-parse", "HEAD~1:plans/p/actions/1.1.toml")
    (repository.root / ".git" / "objects" / name[:2] / name[2:]).unlink()
    with pytest.raises(GitError, match="made without the content of some files"):
        actionplan.audit(repository.plan)


def test_no_git(repository, monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(GitError, match="git is not installed"):
        actionplan.audit(repository.plan)


def test_a_shallow_clone(repository, tmp_path):
    subprocess.run(
        ["git", "clone", "-q", "--depth=1", f"file://{repository.root}", "shallow"], cwd=tmp_path, check=True
    )
    with pytest.raises(GitError, match=r"shallow clone.*git fetch --unshallow"):
        actionplan.audit(tmp_path / "shallow" / "plans" / "p")


def test_several_plans(repository):
    repository.write({"../q/plan.toml": 'format = 1\nid = "q"\ntitle = "Q"\n'})
    with pytest.raises(actionplan.NoPlan, match="holds several plans"):
        actionplan.audit(repository.root)


# Rewritten history


def test_a_base_that_is_part_of_history(repository):
    base = repository.git("rev-parse", "HEAD~1")
    assert found(repository, base=base) == []


def test_history_was_rewritten(repository):
    base = repository.git("rev-parse", "HEAD")[:20]
    repository.git("reset", "--quiet", "--hard", "HEAD~1")
    assert found(repository) == [], "without the base nothing can be seen"
    finding = only(repository, base=base)
    assert (finding.kind, finding.short, finding.author) == ("history-rewritten", base, "Officer")
    assert finding.lost == ("actions/1.1.toml: entry third3 of 2024-05-07",)


def test_history_was_rewritten_and_a_file_is_missing(repository):
    repository.write({"actions/1.2.toml": 'title = "T"\nareas = ["PA1"]\n'})
    repository.commit()
    repository.git("tag", "minutes")
    repository.git("reset", "--quiet", "--hard", "HEAD~2")
    lost = ("actions/1.1.toml: entry third3 of 2024-05-07", "actions/1.2.toml: the whole file")
    assert only(repository, base="minutes").lost == lost


def test_history_was_rewritten_with_another_due_date(repository):
    base = repository.git("rev-parse", "HEAD")
    repository.replace("due = 2024-09-30", 'due = "2024-12"')
    repository.git("commit", "--quiet", "--all", "--amend", "--message", "Another past")
    finding = actionplan.audit(repository.plan, base=base).findings[0]
    assert (finding.kind, finding.lost) == ("history-rewritten", ())
    assert finding.changed == ('actions/1.1.toml: due was 2024-09-30, is "2024-12"',)


def test_history_was_rewritten_without_an_agreement(repository):
    base = repository.git("rev-parse", "HEAD")
    repository.replace("agreed = 2024-01-31\n", "", "plan.toml")
    repository.git("commit", "--quiet", "--all", "--amend", "--message", "Never agreed")
    finding = actionplan.audit(repository.plan, base=base).findings[0]
    assert finding.changed == ("plan.toml: agreed was 2024-01-31, is gone",)


def test_history_was_rewritten_and_nothing_is_different(repository):
    base = repository.git("rev-parse", "HEAD")
    repository.git("commit", "--quiet", "--amend", "--message", "In other words", day="2024-05-07")
    finding = only(repository, base=base)
    assert (finding.lost, finding.changed) == ((), ())
    said = terminal.write(audit_document([actionplan.audit(repository.plan, base=base)]))
    assert "    missing or different since: no entries or baseline fields\n" in said


def test_a_history_that_only_this_clone_replaces(repository):
    repository.replace("progress = 10", "progress = 20")
    name = repository.commit()
    repository.git("replace", "HEAD", "HEAD~1")
    assert [short for _, short, _, _ in found(repository)] == [name]
