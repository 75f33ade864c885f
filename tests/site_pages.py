"""The parts of pages of a site, as tests of their figures read them."""

import posixpath
from collections.abc import Callable, Iterator
from typing import Any
from xml.etree.ElementTree import Element, fromstring

DAY = "2026-01-15"
PLANS = {"northshire-send": "examples/northshire-send", "hertfordshire-send": "plans/hertfordshire-send"}

Page = Callable[[str], "PageParts"]
Asked = Callable[..., Any]


class PageParts:
    """The main part of a page.

    Attributes:
        main: its element; links in it lead from the folder of the plan.
        words: all its words, with one space between any two.
    """

    def __init__(self, text: str, path: str) -> None:
        self.main: Element = fromstring(text[text.index("<main") : text.index("</main>") + 7].replace("<br>", "<br/>"))
        for link in self.main.iter("a"):
            link.set("href", posixpath.normpath(posixpath.join(posixpath.dirname(path), link.get("href", ""))))
        self.words = words_in(self.main)

    def facts(self) -> dict[str, str]:
        """Return the values of the list of facts by their names."""
        names, values = ([words_in(each) for each in self.main.iter(name)] for name in ("dt", "dd"))
        return dict(zip(names, values, strict=True))

    def rows(self, caption: str) -> list[str]:
        """Return the words of each row of the tables whose caption begins with some words."""
        tables = (each for each in self.main.iter("table") if words_in(each.find("caption")).startswith(caption))
        return [words_in(row) for table in tables for row in table.iterfind("tbody/tr")]

    def items(self, look: str) -> list[Element]:
        """Return the items of the lists of a look."""
        lists = (each for each in self.main.iter("ul") if each.get("class") == look)
        return [item for each in lists for item in each.iterfind("li")]

    def under(self, heading: str) -> list[Element]:
        """Return what follows headings that begin with some words, up to the next heading of the same level."""
        return [each for title, each in self._headed() if title.startswith(heading)]

    def headings(self) -> list[str]:
        """Return the headings of level 2."""
        return [words_in(each) for each in self.main.iter("h2")]

    def _headed(self) -> Iterator[tuple[str, Element]]:
        for parent in self.main.iter():
            title = ""
            for each in parent:
                title = words_in(each) if each.tag == "h2" else title
                if title and each.tag != "h2":
                    yield title, each


def words_in(element: Element | None) -> str:
    """Return the words of an element, with one space between any two."""
    return " ".join(" ".join(element.itertext()).split()) if element is not None else ""


def ids_linked(elements: Element | list[Element], kind: str) -> list[str]:
    """Return the ids to whose pages elements lead, in their order, each once.

    Args:
        elements: the elements.
        kind: the folder of their pages, such as ``actions``.
    """
    inside = elements if isinstance(elements, list) else [elements]
    paths = [link.get("href", "").partition("/") for each in inside for link in each.iter("a")]
    named = [name.removesuffix(".html") for folder, _, name in paths if folder == kind]
    return list(dict.fromkeys(named))
