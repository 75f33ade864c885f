"""The documents say what the code does: examples are run, tables are compared, links are followed."""

import re
import shlex
import textwrap
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import tomli
from attrs import NOTHING, fields

from actionplan import load, status
from actionplan.cli.main import COMMANDS
from actionplan.edit.bulk.rounds import read_round
from actionplan.input.headings import FIELDS, fields_of
from actionplan.model import (
    bodies,
    entries,
    measures,
    on_day,
    publish,
    receipts,
    records,
    resources,
    reviews,
    risks,
    vocabulary,
)
from actionplan.model import policy as policy_module
from actionplan.model import resolutions as resolution_module
from actionplan.model.dates import Term, parse_date
from actionplan.model.ids import Id
from actionplan.model.kinds import FROM_FOLDER
from actionplan.rules.checks import RULES, check
from actionplan.rules.checks.load_errors import READING, ReadingRule
from actionplan.rules.checks.registry import Rule
from actionplan.rules.checks.round_errors import ROUNDS
from actionplan.rules.questions import CHALLENGE_RULES
from conftest import REPOSITORY, TODAY, Runner, of_today
from make_checks import pages

NO_PLAN = records.Plan(format=1, id=Id("p"), title="A plan")
"""A plan without terms and ratings."""

DOCUMENTS = sorted([*REPOSITORY.glob("*.md"), *REPOSITORY.glob("docs/**/*.md"), *REPOSITORY.glob("examples/*.md")])
FORMAT_PAGES = ("format.md", "measures.md", "risks-and-reviews.md")
FORMAT = "\n".join((REPOSITORY / "docs" / name).read_text(encoding="utf-8") for name in FORMAT_PAGES)
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")

EVERY_RULE: tuple[ReadingRule | Rule, ...] = (*READING, *ROUNDS, *RULES)

COMMON = {field.name for field in fields(entries.Entry)}
"""Fields that every entry has, which have a table of their own."""

KEY_TABLES: dict[str, tuple[type, set[str]]] = {
    "The top of the plan file": (records.Plan, set(FROM_FOLDER)),
    "Inspection": (records.Inspection, set()),
    "Bodies": (bodies.Body, set()),
    "Meetings": (bodies.Meeting, set()),
    "Ratings": (policy_module.Rating, set()),
    "Rating rules": (policy_module.RatingRule, set()),
    "Terms": (Term, set()),
    "Policy": (policy_module.Policy, set()),
    "Areas": (records.Area, {"id"}),
    "Findings": (records.Finding, set()),
    "Actions": (records.Action, {"id"}),
    "Resolutions": (resolution_module.Resolution, {"id"}),
    "Votes": (resolution_module.Votes, set()),
    "Clauses": (resolution_module.Clause, set()),
    "Amendments": (resolution_module.Amendment, set()),
    "Keys of every entry": (entries.Entry, set()),
    "Keys of an action's entry": (entries.ActionEntry, COMMON),
    "Keys of an area's entry": (entries.AreaEntry, COMMON),
    "Keys of a resolution's entry": (resolution_module.ResolutionEntry, COMMON),
    "Evidence": (entries.Evidence, set()),
    "Approvals": (entries.Approval, set()),
    "Redactions": (entries.Redaction, set()),
    "Rival published values": (entries.Stated, set()),
    "Milestones": (records.Milestone, set()),
    "Resources": (resources.Resource, set()),
    "Measures": (measures.Measure, {"id"}),
    "Baseline": (measures.Baseline, set()),
    "Duty": (measures.Duty, set()),
    "Benchmarks": (measures.Benchmark, COMMON),
    "Targets": (measures.Target, set()),
    "Readings": (measures.Reading, COMMON),
    "Keys of a measure's entry": (measures.MeasureEntry, COMMON),
    "Risks": (risks.Risk, {"id"}),
    "Risk scores": (risks.RiskScore, set()),
    "Keys of a risk's entry": (risks.RiskEntry, COMMON),
    "Risk scale": (risks.RiskScale, set()),
    "What is published": (publish.Publish, set()),
    "Risk levels": (risks.RiskLevel, set()),
    "Reviews": (reviews.Review, {"id"}),
    "Outcomes of areas": (reviews.AreaOutcome, set()),
    "Findings of a review": (reviews.ReviewFinding, set()),
    "Recommendations": (reviews.Recommendation, set()),
    "Keys of a review's entry": (reviews.ReviewEntry, COMMON),
    "Returns that were sent": (receipts.ReturnSent, set()),
    "Rows that were sent": (receipts.SentRow, set()),
    "Returns that were received": (receipts.ReturnReceived, set()),
}
"""The section of docs/format.md that has the table of each record's keys, and the fields that are not in it."""

NO_FILE_OF_THEIRS = {"LeftOut", "Portfolio", "Unread"}
"""Records that no file holds."""

WORD_TABLES = {
    "States": vocabulary.ActionState,
    "States of areas": vocabulary.AreaState,
    "States asked for": vocabulary.RequestedState,
    "Decisions": vocabulary.Decision,
    "Coverage": vocabulary.Coverage,
    "Kinds of area": vocabulary.AreaKind,
    "Kinds of body": vocabulary.BodyKind,
    "Outcomes": vocabulary.Outcome,
    "Stances": vocabulary.Stance,
    "States of rating rules": vocabulary.RuleState,
    "Presets": vocabulary.RatingPreset,
    "Late against": vocabulary.LateAgainst,
    "Colours": vocabulary.Colour,
    "Ratings by rule": vocabulary.MeasurePreset,
    "Directions": vocabulary.Direction,
    "How often": vocabulary.Every,
    "Once or every year": vocabulary.Per,
    "States of a risk": vocabulary.RiskState,
    "Kinds of review": vocabulary.ReviewKind,
    "Strength": vocabulary.Strength,
    "Responses": vocabulary.Response,
    "What it was closed as": vocabulary.Closing,
    "Checks after the end": vocabulary.Recheck,
}
"""The section of docs/format.md that has the words of each vocabulary."""


class Block(NamedTuple):
    """A fenced block of a document: its language, and its text."""

    language: str
    text: str


def blocks(markdown: str) -> list[Block]:
    return [Block(*found) for found in re.findall(r"^```(\w*)\n(.*?)^```$", markdown, re.MULTILINE | re.DOTALL)]


def without_blocks(markdown: str) -> str:
    return re.sub(r"^```\w*\n.*?^```$", "", markdown, flags=re.MULTILINE | re.DOTALL)


def headings(markdown: str) -> list[str]:
    return re.findall(r"^#+ (.+)$", without_blocks(markdown), re.MULTILINE)


def section(title: str) -> str:
    """Return the text under a heading of docs/format.md, down to the next heading of any level."""
    found = re.search(rf"^#+ {re.escape(title)}\n(.*?)(?=^#+ |\Z)", without_blocks(FORMAT), re.MULTILINE | re.DOTALL)
    assert found, f"docs/format.md has no section {title!r}"
    return found[1]


def rows(title: str, heading: str) -> list[list[str]]:
    """Return the cells of the table, in a section, whose first column has that heading."""
    lines = section(title).splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith(f"| {heading} |"))
    table = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        table.append([cell.strip() for cell in line.strip("|").split(" | ")])
    return table


def code(cell: str) -> str:
    assert re.fullmatch(r"`[^`]+`", cell), cell
    return cell.strip("`")


@pytest.fixture
def anyshire(tmp_path: Path) -> Path:
    """The plan that the examples of docs/format.md make up, in their order."""
    root = tmp_path / "anyshire-send"
    for block in blocks(FORMAT):
        first = block.text.partition("\n")[0]
        if named := re.fullmatch(r"# (added to )?((?:\w+/)?[\w.-]+\.toml)", first):
            path = root / named[2]
            path.parent.mkdir(parents=True, exist_ok=True)
            assert path.exists() == bool(named[1])
            with path.open("a", encoding="utf-8") as file:
                file.write(f"\n{block.text}")
    return root


# The file format


def test_every_toml_block_is_toml() -> None:
    for document in DOCUMENTS:
        for block in blocks(document.read_text(encoding="utf-8")):
            if block.language == "toml":
                tomli.loads(block.text)


def test_the_examples_make_up_a_plan_with_nothing_wrong(anyshire: Path) -> None:
    portfolio = load(anyshire)
    problems = portfolio.problems
    assert [*problems, *check(portfolio.at(TODAY))] == []
    (plan,) = portfolio.plans
    assert (len(plan.areas), len(plan.actions), len(plan.resolutions)) == (1, 2, 1)


@pytest.mark.parametrize("title", KEY_TABLES)
def test_the_table_of_keys_is_that_of_the_record(title: str) -> None:
    record, outside = KEY_TABLES[title]
    table = rows(title, "Key")
    keys = {field.name.rstrip("_"): field for field in fields(record) if field.name not in outside}
    assert sorted(code(row[0]) for row in table) == sorted(keys)
    for key, needed, meaning, _ in table:
        assert needed.startswith("yes") == (keys[code(key)].default is NOTHING), key
        assert meaning.endswith("."), key


@pytest.mark.parametrize("title", KEY_TABLES)
def test_the_example_of_a_key_is_of_that_key(title: str) -> None:
    for key, _, _, example in rows(title, "Key"):
        assert list(tomli.loads(code(example))) == [code(key)]


def test_the_defaults_of_the_policy_are_documented() -> None:
    told = {code(row[0]): row[1].removeprefix("no: ") for row in rows("Policy", "Key") if ":" in row[1]}
    policy = policy_module.Policy()
    assert told == {
        field.name: str(getattr(policy, field.name)).lower()
        for field in fields(policy_module.Policy)
        if told.get(field.name)
    }
    assert set(told) == {
        field.name for field in fields(policy_module.Policy) if getattr(policy, field.name) not in ((), None)
    }


def test_every_record_has_a_table() -> None:
    in_files = {
        kind
        for module in (
            records,
            resolution_module,
            bodies,
            policy_module,
            publish,
            entries,
            resources,
            measures,
            risks,
            reviews,
        )
        for name, kind in vars(module).items()
        if hasattr(kind, "__attrs_attrs__") and kind.__module__ == module.__name__ and name not in NO_FILE_OF_THEIRS
    }
    described = {record for record, _ in KEY_TABLES.values() if record.__module__ != receipts.__name__}
    assert in_files | {Term} == described  # receipts are written by commands, and their lists are described in a line


@pytest.mark.parametrize("title", WORD_TABLES)
def test_the_table_of_words_is_that_of_the_vocabulary(title: str) -> None:
    assert tuple(code(row[0]) for row in rows(title, "Word")) == vocabulary.words(WORD_TABLES[title])


def test_every_vocabulary_has_a_table() -> None:
    vocabularies = {name for name, value in vars(vocabulary).items() if name != "Literal" and vocabulary.words(value)}
    told = {name for name in vocabularies if getattr(vocabulary, name) in WORD_TABLES.values()}
    # The row of its key describes YearStart; State has the words of ActionState but one, and ShownState is in no file.
    assert vocabularies - told == {"Severity", "ShownState", "State", "YearStart"}


def test_plan_dates_are_read_as_documented(anyshire: Path) -> None:
    calendar = load(anyshire).plans[0].calendar
    for written, _, last in rows("Plan dates", "Written"):
        value = tomli.loads(f"x = {code(written)}")["x"]
        day = parse_date(value, calendar).last
        assert (day.isoformat() if day else "none") == last


def test_lateness_is_counted_as_documented(anyshire: Path) -> None:
    portfolio = load(anyshire)
    table = rows("Lateness", "As at")
    assert table
    for as_at, state, late, late_original in table:
        (plan,) = status(portfolio.at(date.fromisoformat(as_at))).plans
        action = next(action for action in plan.actions if action.id == "1.1")
        assert (action.state, str(action.days_late), str(action.days_late_original)) == (state, late, late_original)


def test_milestones_are_late_as_documented(anyshire: Path) -> None:
    (plan,) = status(load(anyshire).at(date(2025, 12, 1))).plans
    first, second = next(action for action in plan.actions if action.id == "1.1").milestones
    assert (first.days_late, second.days_late, second.days_late_original) == (11, 0, 41)


def test_corrections_and_changes_apply_as_documented(anyshire: Path) -> None:
    portfolio = load(anyshire)

    def action_on(day: date) -> Any:
        return next(action for action in status(portfolio.at(day)).plans[0].actions if action.id == "1.1")

    assert action_on(date(2025, 5, 30)).progress == 40
    assert action_on(date(2025, 6, 30)).due == on_day(date(2025, 9, 30))
    assert action_on(date(2025, 7, 31)).due == on_day(date(2025, 12, 31))


# A round of updates


def rounds() -> Iterator[tuple[str, str]]:
    for block in blocks(FORMAT):
        if block.language == "csv":
            yield "october.csv", block.text
        elif block.text.startswith("# round: "):
            yield "october.toml", block.text


@pytest.mark.parametrize(("name", "text"), list(rounds()))
def test_the_rounds_can_be_added_to_the_plan(
    name: str, text: str, anyshire: Path, tmp_path: Path, actionplan: Runner
) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    saving = ("--plan", anyshire, "--accept", "P104")  # the plan has later entries
    ran = actionplan("update", "--from", path, "--by", "icb", "--on", "2025-10-31", *saving)
    assert (ran.code, ran.err) == (0, "")
    portfolio = load(anyshire)
    problems = portfolio.problems
    assert [*problems, *check(portfolio.at(TODAY))] == []
    updated = {action.id: action.status[-1].progress for action in portfolio.plans[0].actions}
    assert updated == {"1.1": 80, "1.2": 30}


def test_the_columns_of_a_round_are_documented() -> None:
    table = rows("From a spreadsheet", "What it is")
    assert [code(row[0]) for row in table] == list(FIELDS)
    headings = [(code(row[0]), heading) for row in table for heading in re.findall("`([^`]+)`", row[1])]
    assert [found for field, found in headings if field not in fields_of(found)] == []


def test_the_dates_of_a_round_are_read_as_documented(tmp_path: Path) -> None:
    path = tmp_path / "dates.csv"
    table = rows("From a spreadsheet", "In the cell")
    cells = [code(row[0]) for row in table]
    path.write_text("action,on,note\n" + "".join(f"1.{n},{cell},x\n" for n, cell in enumerate(cells)), encoding="utf-8")
    read = read_round(str(path), NO_PLAN, on=TODAY, today=TODAY)
    assert {found.code for found in read.problems} == {"E203"}
    assert [entry.on.text for _, entry in read.entries] == [row[1] for row in table]


# The rules


@pytest.mark.parametrize(("name", "page"), pages().items())
def test_each_page_made_from_the_program_is_up_to_date(name: str, page: str) -> None:
    assert (REPOSITORY / "docs" / name).read_text(encoding="utf-8") == page, "run: make docs"


def test_every_code_in_the_source_is_documented_once() -> None:
    told = [rule.code for rule in EVERY_RULE]
    used = {
        found
        for path in (REPOSITORY / "src").rglob("*.py")
        if path.name != "reading.py"
        for found in re.findall(r'"([EW]\d{3})"', path.read_text(encoding="utf-8"))
    }
    assert sorted(told) == sorted(used)


def test_list_begins_with_reading(actionplan: Runner) -> None:
    ran = actionplan("check", "--list")
    listed = re.findall(r"^([EW]\d{3}) ", ran.out, re.MULTILINE)
    assert (ran.code, listed) == (0, [rule.code for rule in EVERY_RULE])


def test_list_shows_every_question(actionplan: Runner) -> None:
    ran = actionplan("challenge", "--list")
    listed = re.findall(r"^(C\d{3}) ", ran.out, re.MULTILINE)
    assert (ran.code, listed) == (0, sorted(rule.code for rule in CHALLENGE_RULES))


# The command line, and links


FIRST_PLAN = (REPOSITORY / "docs" / "first-plan.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_named_for_newcomers(command: str) -> None:
    assert re.search(rf"`{command}`", README)
    assert re.search(rf"\bactionplan {command}\b", FIRST_PLAN)


def test_the_readme_is_short() -> None:
    assert len(README.splitlines()) < 150


@pytest.mark.parametrize(
    ("page", "begin", "end"),
    [(README, "## Install", "## When a file"), (FIRST_PLAN, "## Make a plan", "## Put it in git")],
)
def test_the_first_commands_of_a_page_work(
    page: str, begin: str, end: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, actionplan: Runner
) -> None:
    monkeypatch.chdir(tmp_path)
    part = begin + page.partition(begin)[2].partition(end)[0]
    lines = re.findall(r"^    actionplan (.+)$", part.replace("\\\n       ", ""), re.MULTILINE)
    assert len(lines) > 3
    for line in lines:
        once = line.replace("serve --open", "serve --get /")  # which would go on until it is stopped
        ran = actionplan(*shlex.split(of_today(once), comments=True))
        assert ran.code == 0, f"{line}\n{ran.err}"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_helps_with_an_example(command: str, actionplan: Runner) -> None:
    ran = actionplan(command, "--help")
    assert ran.code == 0
    assert re.search(rf"Examples?:\n +actionplan {command}\b", ran.out)


def test_the_readme_shows_a_real_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, actionplan: Runner) -> None:
    monkeypatch.chdir(tmp_path)
    actionplan("init", "plans/our-plan")
    actionplan("new", "area", "A2", "--title", "Waits for therapy", "--kind", "priority-action")
    made = actionplan("new", "action", "2.1", "--title", "Halve the wait", "--area", "A2", "--owner", "icb")
    assert made.code == 0
    path = tmp_path / "plans" / "our-plan" / "actions" / "2.1.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('"icb"', '"icbb"'), encoding="utf-8")
    shown = actionplan("check").out.partition("\n\n")[0]
    assert textwrap.indent(shown, "    ") in README


def test_links_lead_somewhere() -> None:
    astray = [
        f"{document.relative_to(REPOSITORY)}: {link}"
        for document in DOCUMENTS
        for link in links(document.read_text(encoding="utf-8"))
        if not leads_somewhere(document, link)
    ]
    assert astray == []


def links(markdown: str) -> list[str]:
    found = re.findall(r"\[[^\]]*\]\(([^)\s]+)\)", without_blocks(markdown))
    return [link for link in found if "://" not in link]


def leads_somewhere(document: Path, link: str) -> bool:
    name, _, anchor = link.partition("#")
    target = document.parent / name if name else document
    if not target.exists():
        return False
    return not anchor or anchor in {slug(heading) for heading in headings(target.read_text(encoding="utf-8"))}


def slug(heading: str) -> str:
    """Return the anchor that hosting sites make of a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("page", ["docs/architecture.md", "CONTRIBUTING.md"])
def test_every_module_that_is_named_is_there(page: str) -> None:
    """``report/status.py`` and `report.status` name modules or packages of ours, which may not have gone."""
    text = (REPOSITORY / page).read_text(encoding="utf-8")
    source = REPOSITORY / "src" / "actionplan"
    packages = "|".join(path.name for path in source.iterdir() if path.is_dir())
    paths = set(re.findall(rf"`(?:src/actionplan/)?((?:{packages})/[\w/]*\w\.py)`", text.replace("NAME.py", "")))
    names = set(re.findall(rf"`((?:{packages})(?:\.\w+)+)(?:\(\))?`", re.sub(r"\w+\.(?:py|json)`", "`", text)))
    assert paths | names
    assert {path for path in paths if not (source / path).is_file()} == set()
    assert {name for name in names if not _is_known(name, source)} == set()


def _is_known(name: str, source: Path) -> bool:
    """Return whether a dotted name is that of a module, or of something in one."""
    parts = name.split(".")
    module = source.joinpath(*parts)
    if module.is_dir() or module.with_suffix(".py").is_file():
        return True
    holder = source.joinpath(*parts[:-1])
    files = (holder.with_suffix(".py"), holder / "__init__.py")
    return any(file.is_file() and parts[-1] in file.read_text(encoding="utf-8") for file in files)
