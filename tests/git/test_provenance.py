"""The commit that a report was made from."""

import shutil
from datetime import date

import pytest

from actionplan.git import provenance as module
from actionplan.git.provenance import Anchor, anchor, anchor_of, anchors
from actionplan.report import made_from
from actionplan.report.provenance import anchor_json, anchor_line
from actionplan.report.report_type import RunResult

SIGNED = (
    "object {0}\ntype commit\ntag {1}\ntagger Officer <officer@council.example> 1717400000 +0000\n\nMinutes\n"
    "-----BEGIN {2} SIGNATURE-----\n\nAAAA\n-----END {2} SIGNATURE-----\n"
)


def standing(repository):
    """Return the commit that is checked out."""
    made_from = anchor(str(repository.plan))
    assert made_from is not None
    return made_from


def sign(repository, name, kind):
    """Make a tag that has a signature by its form; no key is needed, since none is verified."""
    path = repository.root / ".git" / "tag"
    path.write_text(SIGNED.format(repository.git("rev-parse", "HEAD"), name, kind))
    repository.git("update-ref", f"refs/tags/{name}", repository.git("hash-object", "-t", "tag", "-w", str(path)))


def test_a_commit(repository):
    made_from = standing(repository)
    name = repository.git("rev-parse", "HEAD")
    short = name[:20]
    assert made_from == Anchor(commit=name, short=short, day=date(2024, 5, 7), tags=())
    assert anchor_line(made_from) == f"Made from commit {short} of 7 May 2024."


@pytest.mark.parametrize("kind", ["PGP", "SSH"])
def test_signed_tags_are_shown_as_such(repository, kind):
    sign(repository, "v1", kind)
    repository.git("tag", "plain")
    repository.git("tag", "--annotate", "noted", "--message", "Not signed")
    made_from = standing(repository)
    assert {tag.name: tag.is_signed for tag in made_from.tags} == {"v1": True, "plain": False, "noted": False}
    assert "signed tag v1" in anchor_line(made_from)
    assert "tag plain" in anchor_line(made_from)
    assert "signed tag plain" not in anchor_line(made_from)
    assert {"name": "v1", "signed": True} in (anchor_json(made_from) or {})["tags"]


def test_tags_of_other_commits_are_not_shown(repository):
    repository.git("tag", "old", "HEAD~1")
    assert standing(repository).tags == ()


@pytest.mark.parametrize("name", ["actions/1.1.toml", "actions/9.9.toml"])
def test_changes_not_committed(repository, name):
    repository.write({name: 'title = "New"\n'})
    made_from = standing(repository)
    assert made_from.is_changed
    assert ", with changes not committed:" in anchor_line(made_from)


def test_changes_outside_the_plan_do_not_matter(repository):
    (repository.root / "notes.txt").write_text("x")
    assert not standing(repository).is_changed


def test_outside_git_and_before_the_first_commit(empty, make_plan, tmp_path_factory):
    assert anchor(str(tmp_path_factory.mktemp("outside"))) is None
    assert anchor(str(empty.plan)) is None
    assert anchor_json(None) is None


def test_several_plans_of_one_commit_are_one_line(repository):
    repository.write({"../q/plan.toml": 'format = 1\nid = "q"\ntitle = "Q"\n'})
    roots = (str(repository.plan), str(repository.plan.parent / "q"))
    text = "\n".join(made_from.anchor_lines(RunResult(results=(), roots=roots)))
    assert text.count("Made from") == 1
    assert text.endswith("with changes not committed: 1 file new.")


def test_nothing_that_the_repository_configures_is_run(repository):
    """A plan may come from anywhere, with its configuration, and `status` reads it."""
    repository.git("config", "filter.odd.clean", "touch hacked; cat")
    repository.git("config", "filter.odd.required", "true")
    repository.git("config", "core.fsmonitor", "touch hacked; false")
    repository.write({"../../.git/info/attributes": "*.toml filter=odd\n"})
    repository.replace("progress = 10", "progress = 11")
    assert standing(repository).is_changed
    assert not list(repository.root.rglob("hacked"))


def test_plans_of_one_repository_are_asked_about_once(repository, monkeypatch):
    other = repository.root / "plans/east/q"
    shutil.copytree(repository.plan, other)
    name = repository.commit("2024-06-01")
    folders = [str(repository.plan), str(other), str(repository.root.parent)]
    asked = []

    def counting(*given):
        asked.append(given)
        return anchor_of(*given)

    monkeypatch.setattr(module, "anchor_of", counting)

    def made_from():
        [found] = anchors(folders)
        assert isinstance(found, Anchor)
        return found

    assert (made_from().short, made_from().is_changed, len(asked)) == (name, False, 2)

    (repository.root / "plans/README.md").write_text("Beside the plans", encoding="utf-8")
    assert not made_from().is_changed, "what is changed beside them is none of theirs"
    (other / "areas/PA2.toml").write_text('title = "T"\nkind = "other"\n', encoding="utf-8")
    assert made_from().is_changed
