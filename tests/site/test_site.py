"""``actionplan site``: a folder of pages whose links lead somewhere, whose addresses stay, and that keeps to itself."""

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import html5lib
import pytest

from actionplan.storage import iter_plans
from conftest import ACTION, PLAN, REPOSITORY, PlanMaker, Runner
from split_plans import FILES, JOIN, SPLIT

NORTHSHIRE = REPOSITORY / "examples" / "northshire-send"
HERTFORDSHIRE = REPOSITORY / "plans" / "hertfordshire-send"


def tree_of(page: Path) -> Element:
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree: Element = parser.parse(page.read_text(encoding="utf-8"))
    return tree


def words_of(page: Path) -> str:
    body = tree_of(page).find("body")
    assert body is not None
    return " ".join("".join(body.itertext()).split())


def pages_in(folder: Path) -> Iterator[Path]:
    yield from sorted(folder.rglob("*.html"))


def broken_links(folder: Path) -> Iterator[str]:
    """Yield every address in a page that leads to no file of the site, or to no place in that file."""
    trees = {page.resolve(): tree_of(page) for page in pages_in(folder)}
    places = {page: {each.get("id") for each in tree.iter() if each.get("id")} for page, tree in trees.items()}
    for page, tree in trees.items():
        for each in tree.iter():
            for address in filter(None, (each.get("href"), each.get("src"))):
                parts = urlsplit(address)
                if parts.scheme in {"http", "https"}:
                    continue
                target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
                if not target.is_file() or (parts.fragment and parts.fragment not in places[target]):
                    yield f"{page.relative_to(folder.resolve())}: {address}"


def state_of(folder: Path) -> Mapping[str, tuple[bytes, int]]:
    """Return the bytes of each file, and when it was written."""
    return {
        str(each.relative_to(folder)): (each.read_bytes(), each.stat().st_mtime_ns)
        for each in folder.rglob("*")
        if each.is_file() and each.name != "site.json"
    }


def test_every_link_of_both_plans_leads_somewhere(actionplan: Runner, tmp_path: Path) -> None:
    ran = actionplan("site", NORTHSHIRE, HERTFORDSHIRE, "-o", tmp_path / "site", "--as-at", "2026-01-15")
    assert ran.code == 0
    assert not list(broken_links(tmp_path / "site"))
    assert (tmp_path / "site/northshire-send/actions/1.3.html").is_file()
    assert (tmp_path / "site/hertfordshire-send/index.html").is_file()


def test_a_site_made_again_writes_nothing(actionplan: Runner, make_plan: PlanMaker, tmp_path: Path) -> None:
    plan, folder = make_plan(), tmp_path / "site"
    actionplan("site", plan, "-o", folder)
    before = state_of(folder)
    assert "none of them new or changed" in actionplan("site", plan, "-o", folder).out
    assert state_of(folder) == before


def test_only_pages_that_changed_are_written(actionplan: Runner, make_plan: PlanMaker, tmp_path: Path) -> None:
    plan = make_plan({"actions/1.1.toml": ACTION, "actions/1.2.toml": ACTION.replace("Build", "Close")})
    folder = tmp_path / "site"
    actionplan("site", plan, "-o", folder)
    before = state_of(folder)
    with (plan / "actions/1.1.toml").open("a") as file:
        file.write('\n[[status]]\non = 2024-05-01\nby = "hcc"\nnote = "Begun"\n')
    actionplan("site", plan, "-o", folder)
    changed = {path for path, state in state_of(folder).items() if before.get(path) != state}
    assert "p/actions/1.1.html" in changed
    assert "p/actions/1.2.html" not in changed


@pytest.fixture
def three_plans(make_plan: PlanMaker, tmp_path: Path) -> Path:
    for name in ("a", "b", "c"):
        make_plan({"plan.toml": PLAN.replace('id = "p"', f'id = "{name}"')}, f"tree/{name}")
    return tmp_path / "tree"


def test_several_processes_make_the_same_site(
    actionplan: Runner, three_plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(iter_plans, "_most_workers", lambda: 1)
    alone = actionplan("site", three_plans, "-o", tmp_path / "alone")
    monkeypatch.setattr(iter_plans, "_most_workers", lambda: 2)
    shared = actionplan("site", three_plans, "-o", tmp_path / "shared")
    assert shared.out == alone.out.replace("alone", "shared")
    both = [{path: data for path, (data, _) in state_of(tmp_path / name).items()} for name in ("alone", "shared")]
    assert both[0] == both[1]


def test_what_another_process_refuses_is_shown(
    actionplan: Runner, three_plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(iter_plans, "_most_workers", lambda: 2)
    actionplan("site", three_plans, "-o", tmp_path / "site")
    (tmp_path / "site/c/actions/1.9.html").write_text("mine")
    (three_plans / "c/actions/1.9.toml").write_text((three_plans / "c/actions/1.1.toml").read_text())
    ran = actionplan("site", three_plans, "-o", tmp_path / "site")
    assert ran.code == 2
    assert "1.9.html is in the way" in " ".join(ran.err.split())


def test_the_old_page_of_a_renumbered_action_says_where_it_is(
    actionplan: Runner, make_plan: PlanMaker, tmp_path: Path
) -> None:
    plan, folder = make_plan(), tmp_path / "site"
    actionplan("site", plan, "-o", folder)
    assert actionplan("renumber", "1.1", "2.7", "--plan", plan).code == 0
    actionplan("site", plan, "-o", folder)
    old = folder / "p/actions/1.1.html"
    assert "Action 1.1 has another number now" in words_of(old)
    assert "2.7.html" in {each.get("href") for each in tree_of(old).iter("a")}
    assert "Build the dashboard" in words_of(folder / "p/actions/2.7.html")
    assert not list(broken_links(folder))


def test_the_old_page_needs_no_earlier_site(actionplan: Runner, make_plan: PlanMaker, tmp_path: Path) -> None:
    plan = make_plan()
    actionplan("renumber", "1.1", "2.7", "--plan", plan)
    actionplan("site", plan, "-o", tmp_path / "site")
    assert "another number now" in words_of(tmp_path / "site/p/actions/1.1.html")


def links_of(page: Path) -> Mapping[str, str]:
    """Return what links in the main part of a page are called, by their addresses."""
    main = tree_of(page).find(".//main")
    assert main is not None
    return {each.get("href", ""): "".join(each.itertext()) for each in main.iter("a")}


def test_an_action_that_was_handed_over_keeps_its_address(
    actionplan: Runner, make_plan: PlanMaker, tmp_path: Path
) -> None:
    plan, folder = make_plan(FILES), tmp_path / "site"
    actionplan("site", plan, "-o", folder)
    before = {each.relative_to(folder) for each in pages_in(folder)}
    over = ("handover", "hcc", "--to", "icb", "--on", "2026-06-01", "--by", "board", "--reason", "It moved")
    assert actionplan(*over, "--yes", "--plan", plan).code == 0
    actionplan("site", plan, "-o", folder)
    assert {each.relative_to(folder) for each in pages_in(folder)} == before
    told = words_of(folder / "p/actions/2.html")
    assert "It moved" in told
    assert links_of(folder / "p/actions/2.html")["../bodies/icb.html"] == "Integrated Care Board"
    assert "../actions/2.html" not in links_of(folder / "p/bodies/hcc.html")
    assert "../actions/2.html" in links_of(folder / "p/bodies/icb.html")


def test_the_page_of_an_action_that_was_split_leads_to_its_parts(
    actionplan: Runner, make_plan: PlanMaker, tmp_path: Path
) -> None:
    plan, folder = make_plan(FILES), tmp_path / "site"
    actionplan("site", plan, "-o", folder)
    assert actionplan(*SPLIT, "--yes", "--plan", plan).code == 0
    actionplan("site", plan, "-o", folder)
    old = folder / "p/actions/2.html"
    told = words_of(old)
    assert "Split into 2.1 and 2.2." in told
    assert "Replaced, split into 2.1 Assess in time and 2.2 Treat in time" in told  # in its history, which stays
    assert "Two posts are vacant" in told
    assert {"2.1.html", "2.2.html"} <= links_of(old).keys()
    assert links_of(folder / "p/actions/2.1.html")["2.html"] == "Cut the waits"
    assert not list(broken_links(folder))


def test_the_pages_of_actions_that_were_joined_lead_to_the_new_one(
    actionplan: Runner, make_plan: PlanMaker, tmp_path: Path
) -> None:
    plan, folder = make_plan(FILES), tmp_path / "site"
    assert actionplan(*JOIN, "--owner", "icb", "--due", "2027-03-31", "--yes", "--plan", plan).code == 0
    actionplan("site", plan, "-o", folder)
    for name in ("2", "3"):
        assert "Replaced, joined into 4 All of it" in words_of(folder / f"p/actions/{name}.html")
        assert links_of(folder / f"p/actions/{name}.html")["4.html"] == "All of it"
    new = links_of(folder / "p/actions/4.html")
    assert (new["2.html"], new["3.html"]) == ("Cut the waits", "Tell families")


def test_what_is_no_longer_in_the_plan_keeps_its_address_and_loses_its_words(
    actionplan: Runner, make_plan: PlanMaker, tmp_path: Path
) -> None:
    plan = make_plan({"actions/1.1.toml": ACTION, "actions/1.2.toml": ACTION.replace("Build", "Secretly close")})
    folder = tmp_path / "site"
    actionplan("site", plan, "-o", folder)
    (plan / "actions/1.2.toml").unlink()
    actionplan("site", plan, "-o", folder)
    assert "Action 1.2 is not on these pages any more" in words_of(folder / "p/actions/1.2.html")
    assert not [each for each in folder.rglob("*") if each.is_file() and b"Secretly" in each.read_bytes()]
    assert not list(broken_links(folder))
    before = state_of(folder)
    actionplan("site", plan, "-o", folder)
    assert state_of(folder) == before


def test_a_folder_with_other_files_is_refused(actionplan: Runner, make_plan: PlanMaker, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/letter.txt").write_text("mine")
    ran = actionplan("site", make_plan(), "-o", tmp_path / "mine")
    assert ran.code == 2
    assert "has files that are no site of ours" in " ".join(ran.err.split())
    assert os.listdir(tmp_path / "mine") == ["letter.txt"]


def test_files_of_others_stay(actionplan: Runner, make_plan: PlanMaker, tmp_path: Path) -> None:
    plan, folder = make_plan(), tmp_path / "site"
    actionplan("site", plan, "-o", folder)
    (folder / "p/actions/mine.txt").write_text("mine")
    (folder / "p/actions/1.9.html").write_text("mine too")
    actionplan("site", plan, "-o", folder)
    assert (folder / "p/actions/mine.txt").read_text() == "mine"
    (plan / "actions/1.9.toml").write_text((plan / "actions/1.1.toml").read_text())
    ran = actionplan("site", plan, "-o", folder)
    assert ran.code == 2
    assert "1.9.html is in the way" in " ".join(ran.err.split())
    assert (folder / "p/actions/1.9.html").read_text() == "mine too"


def test_a_run_that_was_interrupted_is_followed_by_a_whole_one(
    actionplan: Runner, make_plan: PlanMaker, tmp_path: Path
) -> None:
    plan, folder = make_plan(), tmp_path / "site"
    actionplan("site", plan, "-o", folder)
    (folder / "site.json").write_text(json.dumps({"made_by": "site", "files": {}}))
    with (plan / "actions/1.1.toml").open("a") as file:
        file.write('\n[[status]]\non = 2024-05-01\nby = "hcc"\nnote = "Begun"\n')
    assert actionplan("site", plan, "-o", folder).code == 0
    assert "Begun" in words_of(folder / "p/actions/1.1.html")


def test_a_list_that_leads_out_of_the_folder_removes_nothing(
    actionplan: Runner, make_plan: PlanMaker, tmp_path: Path
) -> None:
    folder, outside = tmp_path / "site", tmp_path / "letter.txt"
    outside.write_text("mine")
    folder.mkdir()
    listed = {"made_by": "site", "files": {"../letter.txt": None, "old.css": None}}
    (folder / "site.json").write_text(json.dumps(listed))
    (folder / "old.css").write_text("")
    assert actionplan("site", make_plan(), "-o", folder).code == 0
    assert outside.read_text() == "mine"
    assert not (folder / "old.css").exists()


def test_nothing_is_published_of_a_plan_with_an_unreadable_file(
    actionplan: Runner, make_plan: PlanMaker, tmp_path: Path
) -> None:
    plan, folder = make_plan({"actions/1.1.toml": ACTION, "actions/1.2.toml": b"\xff"}), tmp_path / "site"
    ran = actionplan("site", plan, "-o", folder)
    assert (ran.code, ran.out) == (2, "")
    assert "E002" in ran.err
    assert "Nothing was published" in ran.err
    assert not folder.exists()
    assert actionplan("site", plan, "-o", folder, "--partial").code == 2
    for page in pages_in(folder / "p"):
        assert words_of(page).removeprefix("Skip to the content ").startswith("1 file of this plan could not be read")


def test_the_page_about_all_plans_says_what_is_missing(actionplan: Runner, three_plans: Path, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    (three_plans / "a/actions/1.2.toml").write_bytes(b"\xff")
    (three_plans / "b/plan.toml").write_bytes(b"\xff")
    assert actionplan("site", three_plans, "-o", folder, "--partial").code == 2
    told = words_of(folder / "index.html")
    assert "1 plan could not be read, and is not on these pages." in told
    assert "1 file of these plans could not be read, and nothing in it is on these pages." in told


def test_every_page_of_several_plans_leads_to_the_page_about_all(
    actionplan: Runner, three_plans: Path, tmp_path: Path
) -> None:
    actionplan("site", three_plans, "-o", tmp_path / "site")
    for page in pages_in(tmp_path / "site/a"):
        ways = {each.get("href"): "".join(each.itertext()) for each in tree_of(page).iter("a")}
        assert ways[os.path.relpath(tmp_path / "site/index.html", page.parent)] == "All plans"


def test_the_statement_is_the_councils_own(actionplan: Runner, make_plan: PlanMaker, tmp_path: Path) -> None:
    plan, page = make_plan(), tmp_path / "site/p/accessibility.html"
    actionplan("site", plan, "-o", tmp_path / "site")
    assert "This statement is not complete yet." in words_of(page)
    (plan / "reports").mkdir()
    (plan / "reports/accessibility.toml").write_text('[[sections]]\nsection = "text"\ntext = "Write to us."\n')
    actionplan("site", plan, "-o", tmp_path / "site")
    assert "Write to us." in words_of(page)
    assert "not complete" not in words_of(page)


def test_the_statement_has_the_parts_of_the_model_in_order_and_marks_what_is_missing(
    actionplan: Runner, make_plan: PlanMaker, tmp_path: Path
) -> None:
    actionplan("site", make_plan(), "-o", tmp_path / "site")
    words = words_of(tmp_path / "site/p/accessibility.html")
    parts = [
        "This accessibility statement applies to",
        "How accessible this website is",
        "Feedback and contact information",
        "Reporting accessibility problems with this website",
        "Enforcement procedure The Equality and Human Rights Commission (EHRC) is responsible for enforcing the Public "
        "Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018",
        "Technical information about this website's accessibility",
        "Compliance status",
        "Non-accessible content",
        "Disproportionate burden",
        "Content that is not within the scope of the accessibility regulations",
        "Preparation of this accessibility statement",
    ]
    places = [words.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)
    assert words.count("To be written by the author:") == 9
    assert "https://www.equalityadvisoryservice.com/" in links_of(tmp_path / "site/p/accessibility.html")


@pytest.mark.parametrize("day", ["2024-10-01", "2023-01-01"])
def test_an_earlier_day_has_pages_of_that_day(actionplan: Runner, tmp_path: Path, day: str) -> None:
    assert actionplan("site", NORTHSHIRE, "-o", tmp_path / "site", "--as-at", day).code == 0
    assert not list(broken_links(tmp_path / "site"))


def test_pages_that_are_not_for_the_public_say_so_and_have_a_folder_of_their_own(
    actionplan: Runner, make_plan: PlanMaker, tmp_path: Path
) -> None:
    plan, public, internal = make_plan(), tmp_path / "public", tmp_path / "internal"
    assert actionplan("site", plan, "-o", public).code == 0
    assert actionplan("site", plan, "--internal", "-o", internal).code == 0
    for page in pages_in(internal / "p"):
        assert words_of(page).startswith("Skip to the content Not for the public:")
        assert '<meta name="robots" content="noindex">' in page.read_text(encoding="utf-8")
    assert not any("noindex" in page.read_text(encoding="utf-8") for page in pages_in(public))
    before = state_of(public), state_of(internal)
    refused = actionplan("site", plan, "--internal", "-o", public)
    assert refused.code == 2
    assert "is for the public" in " ".join(refused.err.split())
    assert actionplan("site", plan, "-o", internal).code == 2
    assert (state_of(public), state_of(internal)) == before


def test_plans_that_are_not_named_again_are_asked_about(
    actionplan: Runner, make_plan: PlanMaker, tmp_path: Path
) -> None:
    first, site = make_plan(), tmp_path / "site"
    second = make_plan({"plan.toml": PLAN.replace('id = "p"', 'id = "q"')}, "q")
    assert actionplan("site", first, "-o", site).code == 0
    before = state_of(site)
    refused = actionplan("site", second, "-o", site)
    assert refused.code == 2
    assert "also has pages about p." in " ".join(refused.err.split())
    assert state_of(site) == before
    assert actionplan("site", second, "-o", site, "--yes").code == 0
    assert "not on these pages any more" in words_of(site / "p/actions/1.1.html")


def test_the_page_of_an_unreadable_record_says_that_it_is_not_gone(
    actionplan: Runner, make_plan: PlanMaker, tmp_path: Path
) -> None:
    plan, site = make_plan(), tmp_path / "site"
    assert actionplan("site", plan, "-o", site).code == 0
    (plan / "actions/1.1.toml").write_text('title = "half', encoding="utf-8")
    assert actionplan("site", plan, "-o", site, "--partial").code == 2
    said = words_of(site / "p/actions/1.1.html")
    assert "1 file of this plan could not be read, and nothing in it is on these pages." in said
    assert "Action 1.1 cannot be shown now" in said
