"""Where each page of a site is. An address contains nothing but ids, so it stays as long as the record keeps its id."""

import posixpath
from collections.abc import Collection

from actionplan.report.inline import PageLink, in_address
from actionplan.report.writers.html_texts import Address

STYLE = "style.css"
"""The style sheet of all pages."""

SCRIPT = "filter.js"
"""The script that narrows the rows of tables."""

FEED = "feed.xml"
"""The feed of each plan, in its folder."""

SITEMAP = "sitemap.xml"
"""The list of all pages, for search engines."""

ALL_PLANS = PageLink("plans")
"""What leads to the page about all plans."""

FIRST = "index.html"
"""The first page of the site, and that of each plan in its folder."""


def path_of(page: PageLink) -> str:
    """Return the path of a page from the folder of the site, with ``/`` between its parts.

    Args:
        page: the page, with its plan; without one it is a page about all plans.
    """
    if page.kind == "home":
        name = FIRST
    elif page.id:
        name = f"{in_address(page.kind)}/{page.id}.html"
    else:
        name = f"{page.kind}.html"
    return posixpath.join(page.plan, name)


def between(path: str, other: str) -> str:
    """Return the address of a file from a page: relative, so that the site works in any folder, and from a disk.

    Args:
        path: the path of the page.
        other: the path of the file.
    """
    here, there = path.split("/")[:-1], other.split("/")
    shared = len(posixpath.commonprefix([here, there[:-1]]))
    return "/".join([".."] * (len(here) - shared) + there[shared:])


def addresses(about: PageLink, there: Collection[str]) -> Address:
    """Return what gives the address of a page from one page.

    Args:
        about: the page that leads there, with its plan.
        there: the paths of all pages; what leads to any other leads nowhere.
    """
    path = path_of(about)

    def address(page: PageLink) -> str:
        if page == ALL_PLANS:
            return between(path, FIRST)
        other = path_of(page if page.plan else PageLink(page.kind, page.id, about.plan))
        return between(path, other) if other in there else ""

    return address
