"""Read Word files without the library that writes them: what they say, in order, and what their parts are."""

import io
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from xml.etree import ElementTree
from zipfile import ZIP_DEFLATED, ZipFile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
P = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_SVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the parts of a file by their names."""
    with ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def changed(data: bytes, changes: Mapping[str, Callable[[bytes], bytes]]) -> bytes:
    """Return a file with other bytes in place of some, or with further parts."""
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as file:
        for name, content in (dict.fromkeys(changes, b"") | parts_of(data)).items():
            file.writestr(name, changes[name](content) if name in changes else content)
    return stream.getvalue()


def part(data: bytes, name: str = "word/document.xml") -> Any:
    """Return a part of a file as XML."""
    return ElementTree.fromstring(parts_of(data)[name])


def words(element: Any) -> str:
    """Return the words of an element as they are read aloud, with what its pictures show."""
    found = []
    for each in element.iter():
        if each.tag == f"{W}t":
            found.append(each.text or "")
        elif each.tag == f"{P}docPr":
            found.append(each.get("descr"))
        elif each.tag in {f"{W}tab", f"{W}br"}:
            found.append(" ")
    return " ".join("".join(found).split())


def paragraphs(data: bytes) -> list[tuple[str, str]]:
    """Return the name of the style and the words of each paragraph, in order."""
    styles = part(data, "word/styles.xml").iter(f"{W}style")
    names = {each.get(f"{W}styleId"): each.find(f"{W}name").get(f"{W}val") for each in styles}
    return [(names[each.find(f"{W}pPr/{W}pStyle").get(f"{W}val")], words(each)) for each in part(data).iter(f"{W}p")]


def said(data: bytes) -> list[str]:
    """Return the words of each paragraph that has any."""
    return [text for _, text in paragraphs(data) if text]


def tags(data: bytes) -> list[str]:
    """Return the elements of the text, in order: what it is made of, whatever it says."""
    return [each.tag for each in part(data).iter()]


class Shown(NamedTuple):
    """A picture: what it shows in words, whether readers may pass over it, its size in pixels, and its two forms."""

    alt: str
    is_decorative: bool
    width: int
    height: int
    png: bytes
    svg: bytes | None


def pictures(data: bytes) -> list[Shown]:
    """Return the pictures of a file, in order."""
    parts = parts_of(data)
    relations = ElementTree.fromstring(parts["word/_rels/document.xml.rels"]).iter(_RELATION)
    targets = {each.get("Id"): f"word/{each.get('Target')}" for each in relations}

    def file_of(element: Any) -> bytes:
        return parts[targets[element.get(f"{_R}embed")]]

    found = []
    for each in part(data).iter(f"{P}inline"):
        extent, svg = each.find(f"{P}extent"), each.find(f".//{_SVG}")
        found.append(
            Shown(
                alt=each.find(f"{P}docPr").get("descr"),
                is_decorative=each.find(f"{P}docPr//{_DECORATIVE}") is not None,
                width=round(int(extent.get("cx")) / 9525),
                height=round(int(extent.get("cy")) / 9525),
                png=file_of(each.find(f".//{A}blip")),
                svg=file_of(svg) if svg is not None else None,
            )
        )
    return found
