"""The pages on which a plan is shared with others, by the last part of their addresses."""

from collections.abc import Callable, Mapping
from typing import Final

from flask import Response

from actionplan.web.asked import Asked, Gathered
from actionplan.web.page import Page
from actionplan.web.pages.conflicts import conflicts_page
from actionplan.web.pages.share import sharing_page
from actionplan.web.pages.updates import updates_page
from actionplan.web.writing.writer import Writer

SHARING_PAGES: Final[Mapping[str, Callable[[Asked, Gathered, Writer], Page | Response]]] = {
    "share": sharing_page,
    "updates": updates_page,
    "conflicts": conflicts_page,
}
