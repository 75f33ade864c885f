"""Drawings read back from their SVG: where each word, point and box is."""

import re
from typing import NamedTuple
from xml.etree import ElementTree

from actionplan.report.pictures.shapes import SIZE, Word, box_of, inside, overlap
from actionplan.report.pictures.shapes import Box as Part
from actionplan.report.writers.svg import NARROW, WIDE


class Shape(NamedTuple):
    """One element of a drawing.

    Attributes:
        tag: its name.
        looks: its classes.
        points: the corners of a path, the corners of a box, or the middle of a circle.
        text: the words.
        word: the words with their place; None for other elements.
    """

    tag: str
    looks: frozenset[str]
    points: list[tuple[float, float]]
    text: str = ""
    word: Word | None = None


def sizes(drawing):
    """Return the shapes of a drawing with its width and its height, for a page and for a telephone."""
    return [(drawing.wide, WIDE, drawing.wide_height), (drawing.narrow, NARROW, drawing.narrow_height)]


def shapes(text):
    """Return the elements of a drawing, in order; raise if it is no XML."""
    return list(_inside(ElementTree.fromstring(f"<svg>{text}</svg>"), 0, 0, 1))


def _inside(element, dx, dy, scale):
    for each in element:
        if each.tag == "g":
            x, y, by = map(float, re.findall(r"-?[\d.]+", each.get("transform")))
            yield from _inside(each, dx + scale * x, dy + scale * y, scale * by)
            continue
        looks = frozenset((each.get("class") or "").split())
        points = [(dx + scale * x, dy + scale * y) for x, y in _points(each)]
        word = None
        if each.tag == "text":
            size = int(each.get("font-size", SIZE))
            word = Word(x=points[0][0], y=points[0][1], text=each.text or "", look=" ".join(looks), size=size)
        yield Shape(each.tag, looks, points, each.text or "", word)


def _points(element):
    names = {"text": ("x", "y"), "circle": ("cx", "cy")}
    if element.tag in names:
        return [tuple(float(element.get(name)) for name in names[element.tag])]
    if element.tag == "rect":
        x, y, width, height = (float(element.get(name)) for name in ("x", "y", "width", "height"))
        return [(x, y), (x + width, y + height)]
    return list(_corners(element.get("d")))


def _corners(line):
    """Yield the corners of a path."""
    x = y = 0.0
    for command, numbers in re.findall(r"([MLHVlhvcz])([^MLHVlhvcz]*)", line):
        values = [float(each) for each in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", numbers)]
        match command:
            case "M" | "L":
                pairs = list(zip(values[::2], values[1::2], strict=True))
            case "l":
                pairs = []
                for dx, dy in zip(values[::2], values[1::2], strict=True):
                    before = pairs[-1] if pairs else (x, y)
                    pairs.append((before[0] + dx, before[1] + dy))
            case "H":
                pairs = [(values[-1], y)]
            case "V":
                pairs = [(x, values[-1])]
            case "h":
                pairs = [(x + sum(values), y)]
            case "v":
                pairs = [(x, y + sum(values))]
            case _:
                pairs = []
        for x, y in pairs:
            yield x, y


def words(text):
    """Return the words of a drawing, in order."""
    return [shape.text for shape in shapes(text) if shape.tag == "text"]


def assert_readable(picture):
    """Check at both widths that all is inside the picture, and that no words cover others."""
    for text, width, height in sizes(picture.drawing):
        found = shapes(text)
        frame = Part(-0.5, -0.5, width + 0.5, height + 0.5)
        for shape in found:
            for x, y in shape.points:
                assert inside(Part(x, y, x, y), frame), (shape, width, height)
        boxes = [(shape.text, box_of(shape.word)) for shape in found if shape.word is not None]
        for at, (words_here, box) in enumerate(boxes):
            assert inside(box, frame), (words_here, box, width, height)
            for other, place in boxes[at + 1 :]:
                assert not overlap(box, place), (words_here, other, box, place)
