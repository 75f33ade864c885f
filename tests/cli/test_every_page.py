"""Every command that shows something shows it as text, Markdown, a page and JSON; pages are valid and accessible."""

import json
from itertools import pairwise
from xml.etree.ElementTree import Element

import html5lib
import pytest
from markdown_it import MarkdownIt

from conftest import REPOSITORY, Runner

NORTHSHIRE = str(REPOSITORY / "examples" / "northshire-send")
HERTFORDSHIRE = str(REPOSITORY / "plans" / "hertfordshire-send")
DAY = ("--as-at", "2025-10-01")

COMMANDS = {
    "status": (NORTHSHIRE, *DAY),
    "status --overdue": (NORTHSHIRE, *DAY),
    "status --by owner": (NORTHSHIRE, HERTFORDSHIRE, *DAY),
    "show 1.3": ("--plan", NORTHSHIRE, *DAY),
    "show PA1": ("--plan", NORTHSHIRE, *DAY),
    "show plans-in-20-weeks": ("--plan", NORTHSHIRE, *DAY),
    "show R1": ("--plan", NORTHSHIRE, *DAY),
    "show 2024-05-16-a": ("--plan", NORTHSHIRE, *DAY),
    "measures": (NORTHSHIRE, *DAY),
    "measures --by plan": (NORTHSHIRE, HERTFORDSHIRE, *DAY),
    "due": (NORTHSHIRE, *DAY),
    "risks": (NORTHSHIRE, *DAY),
    "reviews": (HERTFORDSHIRE, *DAY),
    "dependencies": (NORTHSHIRE, *DAY),
    "dependencies --action 1.13": (NORTHSHIRE, *DAY),
    "resources": (NORTHSHIRE, HERTFORDSHIRE, *DAY),
    "resolutions": (NORTHSHIRE, *DAY),
    "resolutions --by body": (NORTHSHIRE, HERTFORDSHIRE, *DAY),
    "trace 3.1": ("--plan", NORTHSHIRE, *DAY),
    "since 2025-06-01": (NORTHSHIRE, "--until", "2025-10-01"),
    "since 2025-06-01 --by plan": (NORTHSHIRE, HERTFORDSHIRE, "--until", "2025-10-01"),
    "forecast": (NORTHSHIRE, *DAY),
    "challenge": (NORTHSHIRE, HERTFORDSHIRE, *DAY),
    "challenge --by code": (NORTHSHIRE, HERTFORDSHIRE, *DAY),
    "challenge --list": (),
    "check": (HERTFORDSHIRE,),
    "check --by rule": (NORTHSHIRE, HERTFORDSHIRE),
    "check --list": (),
    "audit": (HERTFORDSHIRE,),
    "presets": (),
}


@pytest.fixture(params=COMMANDS)
def arguments(request: pytest.FixtureRequest) -> tuple[str, ...]:
    return (*request.param.split(), *COMMANDS[request.param])


def level(element: Element) -> int:
    return int(element.tag[1])


def test_a_page_is_valid_and_says_what_it_is_made_of(actionplan: Runner, arguments: tuple[str, ...]) -> None:
    written = actionplan(*arguments, "--format", "html").out
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(written)
    assert tree.get("lang") == "en-GB"
    headings = [each for each in tree.iter() if each.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}]
    assert [level(each) for each in headings].count(1) == 1
    assert level(headings[0]) == 1
    for one, other in pairwise(headings):
        assert level(other) <= level(one) + 1, f"a level is left out before {''.join(other.itertext())!r}"
    assert all("".join(each.itertext()).strip() for each in headings)
    for table in tree.iter("table"):
        columns = [each for each in table.find("thead").iter() if each.tag in {"th", "td"}]
        assert all(each.tag == "th" and each.get("scope") == "col" and each.text for each in columns)
        assert all(row[0].get("scope") in {"row", None} for row in table.find("tbody"))
    assert not [each for name in ("script", "link", "img") for each in tree.iter(name)]
    assert "url(" not in "".join(tree.find("head/style").itertext())
    assert not any(each.get("src") or (each.get("style") and each.tag != "col") for each in tree.iter())


def test_markdown_begins_with_a_heading(actionplan: Runner, arguments: tuple[str, ...]) -> None:
    written = actionplan(*arguments, "--format", "markdown").out
    tokens = MarkdownIt("commonmark").enable("table").parse(written)
    assert (tokens[0].type, tokens[0].tag) == ("heading_open", "h1")
    assert all(token.type not in {"html_block", "html_inline"} for token in tokens)


def test_json_has_the_version_of_its_schema(actionplan: Runner, arguments: tuple[str, ...]) -> None:
    answer = json.loads(actionplan(*arguments, "--format", "json").out)
    assert (answer["schema_version"], "kind" in answer) == (1, True)
