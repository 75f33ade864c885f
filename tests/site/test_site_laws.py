"""Laws of a site: whatever is in a plan, its pages are valid, hold nothing that acts, and lead only to each other."""

from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import urlsplit

import html5lib
from hypothesis import HealthCheck, example, given, settings

from actionplan.model.bodies import Body
from actionplan.model.dates import PlanDate
from actionplan.model.entries import ActionEntry, Evidence
from actionplan.model.ids import Id
from actionplan.model.records import Action, Area, Plan
from actionplan.report.pages.material import page_material
from actionplan.report.report_type import Context
from actionplan.site.addresses import SCRIPT, STYLE, path_of
from actionplan.site.site import plan_pages
from conftest import TODAY
from every_block import ANY
from strategies import plans

QUIET = settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
MARKUP = {"script", "img", "iframe", "object", "embed", "form", "style", "base"}


def is_ours(script: Any, path: str) -> bool:
    """Return whether a script is the one that narrows lists, and nothing else."""
    address = normpath(join(dirname(path), script.get("src", "")))
    return address == SCRIPT and not script.text and set(script.attrib) == {"src", "defer"}


def assert_safe(plan: Plan) -> None:
    material = page_material(plan, Context(as_at=TODAY))
    made = {path_of(about): data for about, data in plan_pages(material)}
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    for path, data in made.items():
        tree = parser.parse(data.decode())
        assert len(tree.findall(".//h1")) == 1
        for each in tree.iter():
            assert each.tag not in MARKUP or (each.tag == "script" and is_ours(each, path))
            assert not [key for key in each.attrib if key.startswith("on") or key == "style"]
            parts = urlsplit(each.get("href") or "")
            assert parts.scheme in {"", "http", "https"}
            if not parts.scheme and parts.path:
                assert normpath(join(dirname(path), parts.path)) in {*made, STYLE}


@QUIET
@given(plan=plans())
def test_any_plan_has_pages_that_are_valid_and_lead_to_each_other(plan: Plan) -> None:
    assert_safe(plan)


@settings(QUIET, max_examples=15)
@example(text='javascript:alert(1)//"><script>alert(1)</script>')
@example(text="https://example.org/\"onmouseover='x'")
@given(text=ANY)
def test_a_text_in_any_field_acts_nowhere(text: str) -> None:
    words = text or "x"
    on = PlanDate.parse("2024-05-01")
    entry = ActionEntry(
        on=on, note=words, reason=words, source=(words,), evidence=(Evidence(title=words, link=words, path=words),)
    )
    about: Any = {"title": words, "plain": words, "short": words, "ref": words, "source": (words,)}
    action = Action(id=Id("1.1"), areas=(Id("A1"),), owner=Id("b"), lead=words, success=words, status=(entry,), **about)
    area = Area(id=Id("A1"), kind="priority-action", senior_responsible=words, **about)
    body = Body(name=words, kind="council", short=words)
    plan = Plan(
        format=1, id=Id("p"), title=words, description=words, bodies={Id("b"): body}, areas=(area,), actions=(action,)
    )
    assert_safe(plan)
