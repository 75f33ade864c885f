"""Ways to change what was agreed by a detour: by another file, a term, a date, or an object that only one clone has."""

import re
import zlib

import pytest

import actionplan
from actionplan.git.repository import GitError
from conftest import dedented
from repositories import ACTION, PLAN_FILE, SECOND, found, only, repository_at

AREA = 'title = "Data"\nkind = "priority-action"\n'
ANOTHER = 'title = "Another"\nareas = ["PA1"]\n'
TERM = "\n[terms.autumn-2024]\nfrom = 2024-09-01\nuntil = 2024-12-20\n"


def kinds(repository):
    return [kind for kind, *_ in found(repository)]


# An agreed record vanishes


def claimed_by(repository, path, text):
    """Remove action 1.1, and list its id in the head of another file."""
    repository.path().unlink()
    repository.write({path: f'formerly = ["1.1"]\n{text}'})


def moved_to(repository, path, text=""):
    """Move the file of action 1.1, with something above its first line."""
    old = repository.path().read_text()
    repository.path().unlink()
    repository.write({path: text + old})


def removed_with_its_entries_in_another(repository):
    repository.path().unlink()
    head, *entries = dedented(ACTION).split("\n[[status]]\n")
    assert head
    repository.write({"actions/1.2.toml": "\n[[status]]\n".join([f'formerly = ["1.1"]\n{ANOTHER}', *entries])})


def linked(repository):
    repository.path().rename(repository.root / "outside.toml")
    repository.path().symlink_to("../../../outside.toml")


VANISHED = {
    "the id is put into an area": lambda it: claimed_by(it, "areas/PA1.toml", AREA),
    "the id is put into a new risk": lambda it: claimed_by(it, "risks/R1.toml", 'title = "A risk"\n'),
    "the entries are put into another action": removed_with_its_entries_in_another,
    "the file becomes a risk of the same id": lambda it: moved_to(it, "risks/1.1.toml"),
    "the file becomes a risk that lists the id": lambda it: moved_to(it, "risks/R1.toml", 'formerly = ["1.1"]\n'),
    "the file moves into a folder that nobody reads": lambda it: moved_to(it, "archive/1.1.toml"),
    "the file loses the end of its name": lambda it: moved_to(it, "actions/1.1.txt"),
    "the file becomes a link": linked,
}


@pytest.mark.parametrize("way", VANISHED)
def test_an_agreed_action_vanishes(repository, way):
    repository.write({"actions/1.2.toml": ANOTHER})
    repository.commit()
    VANISHED[way](repository)
    name = repository.commit()
    assert found(repository) == [("file-removed", name, "actions/1.1.toml", None)]


def test_an_action_without_entries_vanishes_in_another(repository):
    repository.write({"actions/1.2.toml": ANOTHER, "actions/1.3.toml": ANOTHER.replace("Another", "A third")})
    repository.commit()
    repository.path("actions/1.3.toml").unlink()
    repository.write({"actions/1.2.toml": f'formerly = ["1.3"]\n{ANOTHER}'})
    repository.commit()
    assert only(repository).sentence == (
        "The file was removed; actions/1.2.toml lists its id under formerly, but is another record."
    )


def test_two_files_of_one_record_may_be_made_into_one(repository):
    """What was agreed is in both, so it does not vanish with one of them."""
    repository.write({"actions/1.2.toml": ANOTHER, "actions/1.3.toml": ANOTHER})
    repository.commit()
    repository.path("actions/1.3.toml").unlink()
    repository.write({"actions/1.2.toml": f'formerly = ["1.3"]\n{ANOTHER}'})
    repository.commit()
    assert found(repository) == []


@pytest.mark.parametrize("name", ["actions/1.2.toml", "actions", "plan.toml"])
def test_a_file_or_folder_that_is_a_link_is_named(repository, name):
    """What a link leads to can be changed without a trace, even where the link was there from the beginning."""
    target = repository.plan / "elsewhere"
    if name != "plan.toml":
        repository.path("plan.toml").write_text(repository.path("plan.toml").read_text() + "\n")
    repository.path(name).rename(target) if repository.path(name).exists() else target.write_text(ANOTHER)
    repository.path(name).symlink_to(f"{'../' * name.count('/')}elsewhere")
    repository.commit()
    unread = actionplan.audit(repository.plan).unreadable
    assert [(version.path, version.why) for version in unread] == [
        (name, "it is a link, and an audit does not follow links")
    ]


# What was agreed moves by way of plan.toml

BY_TERM = {"actions/1.2.toml": ANOTHER + 'due = "autumn-2024"\n'}
BY_ENTRY = {
    "actions/1.2.toml": ANOTHER + '[[status]]\non = 2024-06-03\nby = "hcc"\ndue = "autumn-2024"\nreason = "Late"\n'
}
BY_TARGET = {"measures/M1.toml": 'title = "M"\nunit = "%"\n[[targets]]\ndue = "autumn-2024"\nvalue = 60\n'}
BY_AGREEMENT = {"actions/1.2.toml": ANOTHER + 'agreed = "autumn-2024"\n'}


@pytest.mark.parametrize(
    ("files", "day"),
    [
        (BY_TERM, "2024-07-01"),
        (BY_ENTRY, "2024-07-01"),
        (BY_TARGET, "2024-07-01"),
        (BY_AGREEMENT, "2024-12-20"),
    ],
    ids=["a due date", "a revised date", "a target", "the day of agreement"],
)
@pytest.mark.parametrize("became", ["until = 2025-12-20", "until = 2024-12-19", ""], ids=["later", "earlier", "gone"])
def test_a_promise_moves_by_way_of_a_term(repository, files, day, became):
    plan = repository.path("plan.toml").read_text()
    repository.write({"plan.toml": plan + TERM, **files})
    repository.commit()
    moved = TERM.replace("until = 2024-12-20", became) if became else "\n"
    repository.write({"plan.toml": plan + moved})
    name = repository.commit(day)
    assert found(repository) == [("dates-moved", name, "plan.toml", None)]
    assert only(repository).was == "autumn-2024 = 2024-09-01 to 2024-12-20"


def test_a_promise_moves_by_way_of_a_new_term_with_the_name_of_a_quarter(repository):
    repository.write({"actions/1.2.toml": ANOTHER + 'due = "2024-Q3"\n'})
    repository.commit()
    repository.append('[terms."2024-Q3"]\nfrom = 2024-07-01\nuntil = 2026-09-30\n', "plan.toml")
    repository.replace("[[status]]\n", "", "plan.toml")
    name = repository.commit()
    assert found(repository) == [("dates-moved", name, "plan.toml", None)]


@pytest.mark.parametrize("due", ["FY2024-25", "FY2024-25-Q3"])
@pytest.mark.parametrize("start", ["", 'year_starts = "04-01"\n'])
def test_a_promise_moves_by_way_of_the_start_of_the_year(repository, due, start):
    plan = repository.path("plan.toml").read_text()
    repository.write({"plan.toml": start + plan, "actions/1.2.toml": f'{ANOTHER}due = "{due}"\n'})
    repository.commit()
    repository.write({"plan.toml": f'year_starts = "09-01"\n{plan}'})
    name = repository.commit()
    assert found(repository) == [("dates-moved", name, "plan.toml", None)]


def test_a_term_that_nothing_names_is_free(repository):
    plan = repository.path("plan.toml").read_text()
    repository.write(
        {"plan.toml": plan + TERM, "actions/1.2.toml": ANOTHER + 'agreed = 2030-01-01\ndue = "autumn-2024"\n'}
    )
    repository.commit()
    repository.write({"plan.toml": plan + TERM.replace("12-20", "12-19")})
    repository.commit()
    assert found(repository) == [], "the action that names it is a draft"


@pytest.mark.parametrize("on_side", [False, True])
def test_a_term_that_moves_on_one_branch_is_found_once(repository, on_side):
    plan = repository.path("plan.toml").read_text()
    repository.write({"plan.toml": plan + TERM, **BY_TERM})
    repository.commit()
    repository.git("checkout", "--quiet", "-b", "side")
    names = []
    for branch in ("side", "main"):
        repository.git("checkout", "--quiet", branch)
        if (branch == "side") == on_side:
            repository.write({"plan.toml": plan + TERM.replace("12-20", "12-19")})
        else:
            repository.write({"actions/1.3.toml": ANOTHER})
        names.append(repository.commit())
    repository.git("merge", "--quiet", "--no-ff", "--no-edit", "side")
    assert found(repository) == [("dates-moved", names[not on_side], "plan.toml", None)]


def test_a_merge_moves_what_only_one_side_agreed(repository):
    """Each side did nothing wrong; together they move a promise, and somebody must know."""
    plan = repository.path("plan.toml").read_text()
    repository.write({"plan.toml": plan + TERM})
    repository.commit()
    repository.git("checkout", "--quiet", "-b", "side")
    repository.write({"plan.toml": plan + TERM.replace("2024-12-20", "2025-12-20")})
    repository.commit()
    repository.git("checkout", "--quiet", "main")
    repository.write(BY_TERM)
    repository.commit()
    repository.git("merge", "--quiet", "--no-ff", "--no-edit", "side")
    assert kinds(repository) == ["dates-moved"]


# An author's date does not decide what was agreed


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (lambda it: it.replace("due = 2024-09-30", "due = 2025-09-30"), "head-changed"),
        (lambda it: it.path("actions/1.2.toml").unlink(), "file-removed"),
        (lambda it: it.replace("agreed = 2024-01-31", "agreed = 2025-01-31", "plan.toml"), "agreement-moved"),
        (lambda it: it.replace("value = 60", "value = 50", "measures/M1.toml"), "entry-altered"),
    ],
    ids=["a head", "a file without entries", "the agreement", "a target"],
)
def test_a_commit_dated_before_the_agreement_frees_nothing(repository, change, kind):
    target = 'title = "M"\nunit = "%"\n[[targets]]\ndue = 2024-09-30\nvalue = 60\n'
    repository.write({"actions/1.2.toml": ANOTHER, "measures/M1.toml": target})
    repository.commit()
    change(repository)
    name = repository.commit("2024-01-01")
    assert [(each, short) for each, short, *_ in found(repository)] == [(kind, name)]


@pytest.mark.parametrize("agreed", ['"unknown"', '"ongoing"'])
def test_a_day_of_agreement_that_is_no_day_frees_nothing(repository, agreed):
    """Reports count such an action, so it was agreed with the plan."""
    repository.write({"actions/1.2.toml": f"{ANOTHER}due = 2024-12-31\nagreed = {agreed}\n"})
    repository.commit()
    repository.replace("due = 2024-12-31", "due = 2027-12-31", "actions/1.2.toml")
    repository.commit()
    assert kinds(repository) == ["head-changed"]


def test_a_commit_elsewhere_in_the_repository_shows_how_late_it_is(repository):
    plan = PLAN_FILE.replace("agreed = 2024-01-31", "agreed = 2024-06-01").replace("[bodies.hcc]", "[bodies.hcc]", 1)
    repository.write({"../q/plan.toml": plan, "../q/actions/1.1.toml": ANOTHER})
    repository.commit("2024-05-10")
    repository.update("2024-06-10")
    repository.write({"../q/actions/1.1.toml": ANOTHER.replace("Another", "Something else")})
    repository.commit("2024-05-20")
    audit = actionplan.audit(repository.root / "plans" / "q")
    assert [finding.kind for finding in audit.findings] == ["head-changed"]


# What could be read once cannot lose its meaning, and so be "fixed"


@pytest.mark.parametrize(
    ("taken_out", "old", "new", "kind"),
    [
        ('[bodies.hcc]\nname = "County Council"\nkind = "council"\n', 'owner = "hcc"', 'owner = "icb"', "head-changed"),
        (
            '[ratings.red]\nlabel = "Red"\nmeaning = "late"\ncolour = "red"\n',
            'rating = "red"',
            'rating = "green"',
            "entry-altered",
        ),
    ],
    ids=["an owner", "a rating"],
)
@pytest.mark.parametrize("step", ["at once", "after another entry"])
def test_a_name_is_taken_out_so_that_it_can_be_replaced(repository, taken_out, old, new, kind, step):
    repository.replace(taken_out, "", "plan.toml")
    repository.commit("2024-06-03")
    if step == "after another entry":
        repository.update("2024-06-04", 'note = "Another"')
    repository.replace(old, new)
    name = repository.commit("2024-06-05")
    assert [(each, short) for each, short, *_ in found(repository)] == [(kind, name)]


def test_a_commit_is_dated_before_an_entry_so_that_its_day_seems_wrong(repository):
    repository.replace("on = 2024-05-07", "on = 2024-01-15")
    name = repository.commit("2024-01-15")
    assert [(each, short) for each, short, *_ in found(repository)] == [("entry-altered", name)]


# kept_since frees only what was copied


def with_kept_since(repository, day):
    agreed = "agreed = 2024-01-31"
    text = dedented(PLAN_FILE).replace("\nkept_since = 2024-01-31", "")
    return text.replace(agreed, f"{agreed}\nkept_since = {day}" if day else agreed)


@pytest.mark.parametrize("day", ["2024-03-02", "2030-01-01", '"2024"'])
def test_kept_since_is_added_so_that_it_frees_something(empty, day):
    empty.write({"plan.toml": with_kept_since(empty, None), "actions/1.1.toml": ANOTHER})
    empty.commit("2024-03-01")
    empty.write({"plan.toml": with_kept_since(empty, day)})
    name = empty.commit("2024-03-05")
    assert found(empty) == [("agreement-moved", name, "plan.toml", None)]


@pytest.mark.parametrize("day", ["2024-03-01", "2023-09-01"])
def test_kept_since_is_added_with_the_day_on_which_the_folder_was_begun(empty, day):
    empty.write({"plan.toml": with_kept_since(empty, None), "actions/1.1.toml": ANOTHER})
    empty.commit("2024-03-01")
    empty.write({"plan.toml": with_kept_since(empty, day)})
    empty.commit("2024-03-05")
    assert found(empty) == []


@pytest.mark.parametrize(
    ("was", "became", "kind"),
    [
        ("due = 2024-09-30", "due = 2025-09-30", "head-changed"),
        ("value = 60", "value = 50", "entry-altered"),
        (
            'note = "Old"',
            'note = "Old"\n\n[[status]]\non = 2025-01-10\nby = "hcc"\nnote = "Older"',
            "recorded-otherwise",
        ),
    ],
    ids=["a head", "a target", "an entry dated back"],
)
def test_kept_since_in_the_future_frees_nothing_for_long(empty, was, became, kind):
    """Older papers may be copied for three months after the first commit, whatever kept_since says."""
    path = "measures/M1.toml" if "value" in was else "actions/1.1.toml"
    target = 'title = "M"\nunit = "%"\n[[targets]]\ndue = 2024-09-30\nvalue = 60\n'
    action = ANOTHER + 'due = 2024-09-30\n\n[[status]]\non = 2023-05-01\nby = "hcc"\nnote = "Old"\n'
    plan = with_kept_since(empty, "2030-01-01")
    empty.write({"plan.toml": plan, "actions/1.1.toml": action, "measures/M1.toml": target})
    empty.commit("2024-03-01")
    empty.replace(was, became, path)
    name = empty.commit("2025-06-02")
    assert [(each, short) for each, short, *_ in found(empty)] == [(kind, name)]


# Files of git that only one clone has


def stored(repository, name):
    return repository.root / ".git" / "objects" / name[:2] / name[2:]


def forge(repository, name, change):
    """Store other bytes under the name that git gave an object."""
    file = stored(repository, name)
    kind, _, body = zlib.decompress(file.read_bytes()).partition(b"\0")
    body = change(body)
    file.chmod(0o644)
    file.write_bytes(zlib.compress(b"%s %d\0%s" % (kind.split()[0], len(body), body)))


def forged_content(repository):
    for name in {repository.git("rev-parse", f"HEAD~{n}:plans/p/actions/1.1.toml") for n in (1, 2, 3, 4)}:
        forge(repository, name, lambda data: data.replace(b"2024-09-30", b"2025-09-30"))


def forged_tree(repository):
    new = repository.git("rev-parse", "HEAD:plans/p/actions")
    body = zlib.decompress(stored(repository, new).read_bytes()).partition(b"\0")[2]
    for number in (1, 2, 3, 4):
        forge(repository, repository.git("rev-parse", f"HEAD~{number}:plans/p/actions"), lambda _: body)


def forged_commit(repository):
    repository.update("2024-06-10")
    forge(repository, repository.git("rev-parse", "HEAD~1"), lambda data: re.sub(rb"parent \w+\n", b"", data))


FORGED = {"a content": forged_content, "a tree": forged_tree, "a commit": forged_commit}


@pytest.mark.parametrize("what", FORGED)
def test_an_object_that_does_not_have_the_bytes_of_its_name_is_refused(repository, what):
    """Git itself believes what a clone has stored under a name."""
    repository.replace("due = 2024-09-30", "due = 2025-09-30")
    repository.commit()
    FORGED[what](repository)
    with pytest.raises(GitError, match="does not have the bytes that git's name for it stands for"):
        actionplan.audit(repository.plan)


def with_a_commit_graph(repository):
    """Write a summary of the commits, and let it say that the last one is the child of the first."""
    repository.git("commit-graph", "write", "--reachable", "--changed-paths")
    file = repository.root / ".git" / "objects" / "info" / "commit-graph"
    data = file.read_bytes()
    tree = bytes.fromhex(repository.git("rev-parse", "HEAD^{tree}"))
    at = data.index(tree) + 20
    file.chmod(0o644)
    file.write_bytes(data[:at] + bytes(4) + data[at + 4 :])


def with_a_graft(repository):
    first = repository.git("rev-list", "--max-parents=0", "HEAD")
    (repository.root / ".git" / "info").mkdir(exist_ok=True)
    (repository.root / ".git" / "info" / "grafts").write_text(f"{repository.git('rev-parse', 'HEAD')} {first}\n")


def with_a_replaced_commit(repository):
    made = repository.git("commit-tree", "HEAD^{tree}", "-m", "The first")
    repository.git("replace", "HEAD", made)


def with_objects_elsewhere(repository):
    """Keep the objects in another folder, which git allows; they are the same."""
    folder = repository.root / "elsewhere"
    (repository.root / ".git" / "objects").rename(folder)
    info = repository.root / ".git" / "objects" / "info"
    info.mkdir(parents=True)
    (info / "alternates").write_text(f"{folder}\n")


LOCAL = {
    "a commit graph": with_a_commit_graph,
    "a graft": with_a_graft,
    "a replaced commit": with_a_replaced_commit,
    "objects elsewhere": with_objects_elsewhere,
}


@pytest.mark.parametrize("what", LOCAL)
def test_a_file_that_only_this_clone_has_hides_nothing(repository, what):
    repository.replace("progress = 10", "progress = 20")
    name = repository.commit()
    repository.update("2024-06-10")
    LOCAL[what](repository)
    assert [short for _, short, _, _ in found(repository)] == [name]


# Redactions


@pytest.mark.parametrize(
    ("on", "is_fine"),
    [("2024-06-03", True), ("2024-06-02", True), ("2024-06-04", True), ("2024-06-01", False), ("2023-06-03", False)],
)
def test_the_day_of_a_redaction_is_that_of_its_commit(repository, on, is_fine):
    stub = f'[[status]]\non = 2024-04-09\nredacted = {{ on = {on}, reason = "A name", authority = "ICO" }}\n\n'
    repository.replace(SECOND, stub)
    name = repository.commit("2024-06-03")
    finding = ("recorded-otherwise", name, "actions/1.1.toml", "number 2 of 2024-04-09")
    assert found(repository) == ([] if is_fine else [finding])
    assert len(actionplan.audit(repository.plan).redacted) == 1


MARKER = 'on = {}\nredacted = {{ on = 2024-06-03, reason = "A name", authority = "ICO" }}\n'


@pytest.mark.parametrize(("name", "head"), [("actions/1.1.toml", ""), ("actions/1.4.toml", ANOTHER)])
def test_a_redaction_marker_that_replaces_nothing_is_listed(repository, name, head):
    """`redact` makes such a marker of an entry that was not committed yet, so it is no finding."""
    if head:
        repository.write({name: head})
    repository.append(MARKER.format("2024-06-03"), name)
    made = repository.commit("2024-06-03")
    assert found(repository) == []
    (listed,) = actionplan.audit(repository.plan).redacted
    assert (listed.short, listed.path) == (made, name)
    assert listed.sentence.endswith("was redacted before it was committed: no commit has its text.")


def test_a_new_redaction_marker_that_is_dated_back(repository):
    repository.append(MARKER.format("2024-06-10"))
    name = repository.commit("2024-06-10")
    assert [(kind, short) for kind, short, *_ in found(repository)] == [("recorded-otherwise", name)]


def test_a_redaction_marker_from_older_papers(repository):
    repository.append(MARKER.format("2023-04-09"))
    repository.commit("2024-06-03")
    assert found(repository) == []
    assert actionplan.audit(repository.plan).redacted == ()


def test_a_redaction_that_is_cherry_picked_before_its_entry(repository):
    """Git then brings the marker along; the entry is on the branch that it came from."""
    repository.git("checkout", "--quiet", "-b", "side")
    repository.update("2024-06-03", 'note = "A name"')
    repository.replace('note = "A name"', 'redacted = { on = 2024-06-04, reason = "A name", authority = "ICO" }')
    repository.replace('by = "hcc"\nredacted', "redacted")
    repository.commit("2024-06-04")
    text = repository.path().read_text()
    repository.git("checkout", "--quiet", "main")
    repository.write({"actions/1.1.toml": text})
    repository.commit("2024-06-04")
    repository.git("merge", "--quiet", "--no-edit", "side")
    assert found(repository) == []
    assert len(actionplan.audit(repository.plan).redacted) == 1


# Two ways to write one value


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("progress = 10", "progress = 10.0"),
        ("progress = 10", "progress = 1e1"),
        ("progress = 10", "progress = 0xA"),
        ("progress = 10", "progress = +10"),
        ('note = "Two schools of ten are connected"', "note = '''\nTwo schools of ten are connected'''"),
    ],
)
def test_one_value_written_in_another_way_is_not_altered(repository, old, new):
    repository.replace(old, new)
    repository.commit()
    assert found(repository) == []


# What an audit cannot find, as docs/threats.md says


def test_an_entry_and_its_commit_dated_back_together_are_not_found(repository):
    """A rebase gives commits such days too, so they are no proof of anything."""
    repository.update("2024-04-20")
    assert found(repository) == []


def test_an_entry_from_before_the_plan_was_kept_is_taken_for_copied(repository):
    repository.update("2023-05-01")
    repository.append('on = 2023-06-01\nby = "hcc"\nnote = "From old minutes"\n')
    repository.commit("2026-06-03")
    assert found(repository) == []


def test_another_name_for_a_body_is_no_finding_but_since_lists_it(repository, actionplan, monkeypatch):
    repository.replace('name = "County Council"', 'name = "Somebody else"', "plan.toml")
    repository.commit()
    assert found(repository) == []
    monkeypatch.chdir(repository.root)
    assert "Somebody else" in actionplan("since", "HEAD~1", "plans/p", "--until", "HEAD").out


def test_a_repository_with_longer_names(tmp_path):
    """Git's names of 64 digits are calculated in the same way, from SHA-256."""
    made = repository_at(tmp_path)
    made.git("init", "--quiet", "--template=", "--object-format=sha256")
    made.plan.mkdir(parents=True)
    made.write({"plan.toml": PLAN_FILE, "actions/1.1.toml": ACTION})
    made.commit("2024-06-03")
    made.replace("progress = 10", "progress = 20")
    name = made.commit("2024-06-04")
    assert [(kind, short) for kind, short, *_ in found(made)][-1] == ("entry-altered", name)
