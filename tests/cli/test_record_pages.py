"""Risks, reviews, resources, what is due and presets as pages: in Markdown for papers, and in HTML for the web."""

from html.parser import HTMLParser

import pytest

from conftest import ACTION, PLAN, REPOSITORY, bare

SCALE = """
    [risk_scale]
    likelihood = ["rare", "likely"]
    impact = ["slight", "severe"]
    levels = [{ label = "High", at_least = 4, colour = "red" }, { label = "Low", at_least = 2 }]
"""
RISK = """
    title = "Posts stay vacant"
    cause = "Pay is *low*."
    event = "Nobody applies."
    effect = "Children wait."
    owner = "hcc"
    residual = { likelihood = 2, impact = 2 }
"""
REVIEW = """
    title = "Spring visit"
    kind = "monitoring"
    held = 2024-05-07
    [[findings]]
    id = "a"
    text = "Waits are long."
    area = "PA1"
    [[recommendations]]
    id = "b"
    text = "Cut the waits."
    due = 2026-11-23
"""
MONEY = """
    [[resources]]
    amount = 1_000
    unit = "GBP"
    funding = "A grant"
"""


@pytest.fixture
def page(actionplan, make_plan, monkeypatch):
    """Return a function that gives a report of a small plan as Markdown, without its first lines."""
    files = {
        "plan.toml": PLAN + SCALE,
        "actions/1.1.toml": f"{ACTION}{MONEY}",
        "risks/R1.toml": RISK,
        "risks/R2.toml": 'title = "Snow"\n',
        "reviews/V1.toml": REVIEW,
    }
    monkeypatch.chdir(make_plan(files))

    def below(start, *arguments):
        ran = actionplan(*arguments, "--format", "markdown")
        assert (ran.code, ran.err) == (0, "")
        return "".join(ran.out.partition(start)[1:])

    return below


def test_risks_on_a_page_have_what_is_behind_them_and_levels_as_words(page):
    assert (
        page("- **R1**", "risks")
        == """\
- **R1** Posts stay vacant
    - High 4: likely and severe (2 x 2); same as when first scored
    - Cause: Pay is \\*low\\*.
    - Event: Nobody applies.
    - Effect: Children wait.
    - County Council
    - No action mitigates it
    - Never updated

### Not scored

- **R2** Snow
    - No owner named
    - No action mitigates it
    - Never updated

### Open risks by residual score: likelihood down, impact across

| Likelihood | 1 slight | 2 severe |
| --- | --- | --- |
| 2 likely | Low | High: R1 |
| 1 rare | No level | Low |

High: 4 or more, Low: 2 or more
"""
    )


def test_a_review_on_a_page_is_a_section_with_what_was_found_and_asked(page):
    assert (
        page("### ", "reviews")
        == """\
### 7 May 2024 Spring visit (V1)

- Monitoring visit
- Held 7 May 2024
- Findings: 1
    - **a** Waits are long. (PA1 Data)
- Recommendations: 1, none carried out
    - **b** Cut the waits.
        - **due 23 Nov 2026; not known whether done; 1 day overdue**
"""
    )


def test_resources_on_a_page_have_under_each_sum_what_it_rests_on(page):
    assert (
        page("# Resources", "resources").partition("Not added together")[0]
        == """\
# Resources as at 24 Nov 2026

## A plan

- £1,000, from A grant
    - 1.1 Build the dashboard

### By main area

- PA1 Data
    - £1,000, from A grant (1.1 Build the dashboard)

### By owner

- County Council
    - £1,000, from A grant (1.1 Build the dashboard)

"""
    )


def test_what_is_due_is_a_table_for_each_body(page):
    assert (
        page("# ", "due", "--by", "county council")
        == """\
# Due and overdue as at 24 Nov 2026

**Only County Council; other bodies are not shown.**

A plan

## County Council: 1 action

| Action | Title | Due |
| --- | --- | --- |
| 1.1 | Build the dashboard | 785 days overdue; never updated |
"""
    )


def test_a_preset_on_a_page_has_its_ratings_as_words(page):
    assert "- Amber: One month behind\n- Red: Over one month behind\n" in page("## bromsgrove", "presets")


class Outline(HTMLParser):
    """What is in a web page: its headings' levels, its tables' parts, and whether each tag is closed."""

    def __init__(self, text):
        super().__init__()
        self.levels, self.found, self.open = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, *attrs))
        if tag[0] == "h" and tag[1:].isdigit():
            self.levels.append(int(tag[1:]))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.mark.parametrize("command", ["risks", "reviews", "resources", "due"])
def test_a_web_page_has_headings_in_order_and_tables_with_headings(actionplan, command):
    ran = actionplan(command, REPOSITORY / "examples/northshire-send", "--as-at", "2025-10-01", "--format", "html")
    assert (ran.code, ran.err) == (0, "")
    page = Outline(bare(ran.out))
    assert (page.open, page.levels.count(1), page.levels[0]) == ([], 1, 1)
    assert all(later <= level + 1 for level, later in zip(page.levels, page.levels[1:], strict=False))
    tables = page.found.count(("table",))
    assert tables == page.found.count(("caption",)) == {"risks": 1, "due": 8}.get(command, 0)
    assert all(("scope", "col") in tag or ("scope", "row") in tag for tag in page.found if tag[0] == "th")
    assert "<td></td>" not in ran.out.partition("<tbody>")[0]


def test_the_matrix_in_html_says_levels_in_words_and_names_rows(actionplan):
    ran = actionplan("risks", REPOSITORY / "examples/northshire-send", "--as-at", "2025-10-01", "--format", "html")
    assert '<tr><th scope="row">3 possible</th><td><span class="mark-green">Low</span></td>' in bare(ran.out)
    assert '<td><span class="mark-red">High</span>: R4</td>' in bare(ran.out)


def test_presets_in_html_are_a_page_with_a_title(actionplan):
    ran = actionplan("presets", "--format", "html")
    page = Outline(ran.out)
    assert (page.open, page.levels) == ([], [1, *[2] * 8])
    assert '<li><span class="colour-amber">Amber</span>: One month behind</li>' in bare(ran.out)
