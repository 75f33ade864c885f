"""What surrounds the text of a Word file: header and footer of its pages, language, and properties."""

from copy import deepcopy
from html import escape
from typing import Any

from actionplan.model.refused import needed
from actionplan.report.words import part_of_line
from actionplan.report.writers.word.parts import Parts, paragraph, run
from actionplan.report.writers.word.xml import NAMESPACES, RELATION, children, w


def emptied(word: Any) -> Any:
    """Take the text out of a file, and return the section that is left: its page, header and footer.

    A section without a header or footer of its own has that of the section before it.
    """
    body = word.element.body
    sections = list(body.iter(w("sectPr")))
    section = sections[-1]
    found: dict[Any, Any] = {}
    for each in sections:
        found |= {(mark.tag, mark.get(w("type"))): mark for name in _FRAMES for mark in children(each, name)}
    for mark in (*children(section, "headerReference"), *children(section, "footerReference")):
        section.remove(mark)
    for mark in reversed(found.values()):
        section.insert(0, mark)
    for columns in children(section, "cols"):
        section.remove(columns)
    for each in list(body):
        body.remove(each)
    body.append(section)
    return section


_FRAMES = ("headerReference", "footerReference")


def text_width(section: Any) -> int:
    """Return the width of the text of a section, in twentieths of a point; that of A4 where it does not say."""
    size, margin = section.find(w("pgSz")), section.find(w("pgMar"))
    if size is None or margin is None:
        return 10206
    return int(size.get(w("w"))) - int(margin.get(w("left"))) - int(margin.get(w("right")))


def divide(word: Any, section: Any) -> None:
    """Set page, header and footer of the sections within the text as in the last one; none begins a page."""
    inner = [each for each in word.element.body.iter(w("sectPr")) if each is not section]
    for each in inner:
        columns = list(each)
        each.extend(deepcopy(list(section)))
        for mark in columns:
            _put(each, mark, before=_AFTER_COLUMNS)
    for each in (*inner, section)[1:]:
        for kind in children(each, "type"):
            each.remove(kind)
        _put(each, parsed('<w:type w:val="continuous"/>')[0], before=_AFTER_TYPE)


_AFTER_COLUMNS = frozenset(
    {
        *("formProt", "vAlign", "noEndnote", "titlePg", "textDirection", "bidi", "rtlGutter"),
        "docGrid",
        "printerSettings",
    }
)
_AFTER_TYPE = frozenset(
    {*("pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType", "pgNumType", "cols"), *_AFTER_COLUMNS}
)
"""What comes after the columns of a section, and after its kind: Word wants them in this order."""


def _put(section: Any, mark: Any, before: frozenset[str]) -> None:
    """Put an element into a section, before the first of some others."""
    found = next((at for at, each in enumerate(section) if each.tag.rpartition("}")[2] in before), len(section))
    section.insert(found, mark)


def surround(word: Any, section: Any, parts: Parts, *, foot: str, marking: str) -> None:
    """Add a footer to the pages of a file that has none, and a protective marking to every header.

    Args:
        word: the file.
        section: its section.
        parts: what its text refers to.
        foot: the words at the left of the footer.
        marking: the marking; empty for none.
    """
    kinds = ["default"]
    kinds += ["first"] * bool(children(section, "titlePg"))
    kinds += ["even"] * (word.settings.element.find(w("evenAndOddHeaders")) is not None)
    for kind in kinds:
        if marking:
            _mark(word, section, kind, paragraph(parts, "Marking", run(parts, part_of_line(marking))))
        if _reference(section, "footerReference", kind) is None:
            _added(word, section, "footer", kind, _footer(parts, foot))


def _footer(parts: Parts, foot: str) -> str:
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{parts.width}"/></w:tabs>'
    page = run(parts, "Page ") + _field("PAGE") + run(parts, " of ") + _field("NUMPAGES")
    left = run(parts, part_of_line(foot)) if foot else ""
    return paragraph(parts, "footer", f"{left}<w:r><w:tab/></w:r>{page}", tabs)


def _field(name: str) -> str:
    return f'<w:fldSimple w:instr="{name}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def _mark(word: Any, section: Any, kind: str, content: str) -> None:
    reference = _reference(section, "headerReference", kind)
    if reference is None:
        _added(word, section, "header", kind, content)
    else:
        header = word.part.related_parts[reference.get(f"{{{RELATION}}}id")].element
        for each in reversed(parsed(content)):
            header.insert(0, each)


def _reference(section: Any, name: str, kind: str) -> Any:
    return next((each for each in children(section, name) if each.get(w("type")) == kind), None)


_NEAREST = 400
"""How near to the edge of the paper a header or footer of ours may be, in twentieths of a point."""


def _added(word: Any, section: Any, name: str, kind: str, content: str) -> None:
    """Add a header or footer to a file, and to its section."""
    part, relation = word.part.add_header_part() if name == "header" else word.part.add_footer_part()
    margin = section.find(w("pgMar"))
    if margin is not None and int(margin.get(w(name), 0)) < _NEAREST:
        margin.set(w(name), str(_NEAREST))
    for each in list(part.element):
        part.element.remove(each)
    part.element.extend(parsed(content))
    mark = parsed(f'<w:{name}Reference w:type="{kind}" r:id="{relation}"/>')[0]
    section.insert(0, mark)


def parsed(content: str) -> list[Any]:
    """Return WordprocessingML as elements."""
    return list(needed("docx.oxml.parser").parse_xml(f"<w:body {NAMESPACES}>{content}</w:body>"))


def in_british_english(word: Any) -> None:
    """Set the language of a file to British English, whatever its styles say."""
    for element in (word.styles.element, word.settings.element):
        for each in (*element.iter(w("lang")), *element.iter(w("themeFontLang"))):
            each.set(w("val"), "en-GB")


_KEPT = frozenset(
    {
        *(
            "officeDocument",
            "custom-properties",
            "styles",
            "settings",
            "webSettings",
            "fontTable",
            "theme",
            "numbering",
        ),
        *("header", "footer", "footnotes", "endnotes", "customXml", "image"),
    }
)
"""What a template may bring along; the rest, such as comments, its authors and its own place, stays behind."""


def leave_behind(word: Any, used: frozenset[str]) -> None:
    """Take out of a file what belongs to the text, authors and thumbnail of its template.

    Args:
        word: the file.
        used: the relationships that its new text uses.
    """
    for owner in (word.part.package, word.part):
        for name, each in list(owner.rels.items()):
            kind = each.reltype.rpartition("/")[2]
            if kind not in _KEPT or (kind in {"image", "header", "footer"} and name not in used):
                del owner.rels[name]
    settings = word.part.part_related_by(needed("docx.opc.constants").RELATIONSHIP_TYPE.SETTINGS)
    for each in (*children(settings.element, "attachedTemplate"), *children(settings.element, "mailMerge")):
        settings.element.remove(each)
    settings.rels.clear()


def give_title(word: Any, title: str) -> None:
    """Set the properties of a file: its title and language, and no others."""
    opc = needed("docx.opc.constants")
    data = _PROPERTIES.format(title=escape(part_of_line(title))).encode()
    name = needed("docx.opc.packuri").PackURI("/docProps/core.xml")
    package = word.part.package
    part = needed("docx.opc.part").Part(name, opc.CONTENT_TYPE.OPC_CORE_PROPERTIES, data, package)
    package.relate_to(part, opc.RELATIONSHIP_TYPE.CORE_PROPERTIES)


_PROPERTIES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" \
xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title><dc:language>en-GB</dc:language>\
</cp:coreProperties>
"""
