"""The file that a paper is written into: our own styles, or a council's house style with ours where it lacks one."""

import zlib
from copy import deepcopy
from importlib.resources import files
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from actionplan.model.refused import Refused, needed
from actionplan.report.writers.word.xml import children, the_name, value, w

_MOST_BYTES = 100_000_000
"""The most that a template may hold when it is unpacked."""

_TEMPLATE = b"wordprocessingml.template.main+xml"
_DOCUMENT = b"wordprocessingml.document.main+xml"

_OWN = {
    "document": "wordprocessingml.document.main",
    "styles": "wordprocessingml.styles",
    "numbering": "wordprocessingml.numbering",
    "settings": "wordprocessingml.settings",
    "fontTable": "wordprocessingml.fontTable",
    "theme": "theme",
}
_TYPES = "".join(
    f'<Override PartName="/word/{name}.xml" ContentType="application/vnd.openxmlformats-officedocument.{kind}+xml"/>'
    for name, kind in _OWN.items()
)
"""The parts of our own template and their types; each is a file beside this one."""
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def opened(template: bytes | None) -> Any:
    """Return the file that a paper is written into, as python-docx has it, with an empty body.

    Args:
        template: a Word file with a house style; None for our own.

    Raises:
        Refused: the template is no Word file that can be used.
    """
    document = needed("docx").Document
    own = document(BytesIO(_own_template()))
    if template is None:
        return own
    try:
        house = document(BytesIO(_as_document(template)))
        _add_lists_and_styles(house.part, own.part)
    except Refused:
        raise
    except _DAMAGED as error:
        raise Refused("the template is no Word file, or damaged: choose one that ends in .docx or .dotx") from error
    return house


_DAMAGED = (
    BadZipFile,
    zlib.error,
    LookupError,
    ValueError,
    SyntaxError,
    EOFError,
    RuntimeError,
    AttributeError,
    TypeError,
)
"""What is raised where something is no Word file, or where parts of one are missing or broken."""


def _own_template() -> bytes:
    types = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.'
        f'openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f"{_TYPES}</Types>"
    )
    made = BytesIO()
    with ZipFile(made, "w") as file:
        file.writestr("[Content_Types].xml", types)
        file.writestr("_rels/.rels", _relations({"word/document.xml": "officeDocument"}))
        file.writestr("word/_rels/document.xml.rels", _relations({f"{name}.xml": name for name in [*_OWN][1:]}))
        for name in _OWN:
            file.writestr(f"word/{name}.xml", files(__package__).joinpath(f"{name}.xml").read_bytes())
    return made.getvalue()


def _relations(targets: dict[str, str]) -> str:
    named = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for number, (target, kind) in enumerate(targets.items(), 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{named}</Relationships>'


def _as_document(template: bytes) -> bytes:
    """Return a template as a file of the kind that a document has."""
    made = BytesIO()
    with ZipFile(BytesIO(template)) as file, ZipFile(made, "w") as copied:
        if sum(each.file_size for each in file.infolist()) > _MOST_BYTES:
            raise Refused("the template is too large: more than 100 MB when it is unpacked")
        if any(name.lower().endswith("vbaproject.bin") for name in file.namelist()):
            raise Refused("the template has macros, which papers must not have: save it in Word as .dotx")
        for name in file.namelist():
            data = file.read(name)
            copied.writestr(name, data.replace(_TEMPLATE, _DOCUMENT) if name == "[Content_Types].xml" else data)
    return made.getvalue()


def _add_lists_and_styles(house: Any, own: Any) -> None:
    """Add our styles to a template where it has none of the name, with the lists that they use."""
    lists = _added_lists(house, own)
    theirs = {the_name(style): style.get(w("styleId")) for style in children(house.styles.element, "style")}
    ours = {style.get(w("styleId")): the_name(style) for style in children(own.styles.element, "style")}
    taken = set(theirs.values())
    missing = [style for style in children(own.styles.element, "style") if the_name(style) not in theirs]
    for style in missing:
        name = the_name(style)
        theirs[name] = style.get(w("styleId"))
        while theirs[name] in taken:
            theirs[name] += "-paper"
    for style in missing:
        copied = deepcopy(style)
        copied.set(w("styleId"), theirs[the_name(style)])
        copied.attrib.pop(w("default"), None)
        for link in (*children(copied, "basedOn"), *children(copied, "next")):
            link.set(w("val"), theirs[ours[value(link)]])
        for number in copied.iter(w("numId")):
            number.set(w("val"), lists[value(number)])
        house.styles.element.append(copied)


def _added_lists(house: Any, own: Any) -> dict[str, str]:
    """Add our lists to those of a template; return the new number of each."""
    numbering = _numbering(house, own)
    if numbering is own.numbering_part.element:
        return {"1": "1", "2": "2"}
    abstract = max((int(each.get(w("abstractNumId"))) for each in children(numbering, "abstractNum")), default=0)
    number = max((int(each.get(w("numId"))) for each in children(numbering, "num")), default=0)
    begin = next(iter(children(numbering, "num")), None)
    for each in children(own.numbering_part.element, "abstractNum"):
        copied = deepcopy(each)
        copied.set(w("abstractNumId"), str(abstract + int(each.get(w("abstractNumId")))))
        if begin is None:
            numbering.append(copied)
        else:
            begin.addprevious(copied)
    last = children(numbering, "num")
    for each in children(own.numbering_part.element, "num"):
        copied = deepcopy(each)
        copied.set(w("numId"), str(number + int(each.get(w("numId")))))
        link = copied.find(w("abstractNumId"))
        link.set(w("val"), str(abstract + int(value(link))))
        (last[-1].addnext if last else numbering.append)(copied)
        last = children(numbering, "num")
    return {"1": str(number + 1), "2": str(number + 2)}


def _numbering(house: Any, own: Any) -> Any:
    """Return the lists of a template; ours if it has none."""
    kinds = needed("docx.opc.constants").RELATIONSHIP_TYPE
    if all(each.reltype != kinds.NUMBERING for each in house.rels.values()):
        house.relate_to(own.numbering_part, kinds.NUMBERING)
        return own.numbering_part.element
    return house.numbering_part.element
