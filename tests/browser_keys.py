"""Use a page by keyboard alone."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

FOCUSED = """() => {
    const at = document.activeElement, look = getComputedStyle(at), box = at.getBoundingClientRect();
    const inside = box.height > 0 && box.bottom > 0 && box.top < innerHeight;
    const label = at.labels && at.labels.length ? at.labels[0].innerText : at.innerText;
    return [label.trim(), look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2, inside, at.tagName];
}"""
"""The words of what has the focus, whether an outline shows that, whether it is in the window, and its element."""


def tab_to(page: "Page", words: str) -> None:
    """Press Tab until something has the focus; on the way each thing must show that it has it."""
    for _ in range(250):
        page.keyboard.press("Tab")
        found, has_outline, is_inside, tag = page.evaluate(FOCUSED)
        if tag != "BODY":
            assert has_outline, found
            assert is_inside, found
        if re.fullmatch(words, found, re.DOTALL):
            return
    raise AssertionError(f"nothing says {words}")
