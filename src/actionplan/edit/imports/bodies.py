"""Who is named in a column of owners: organisations, which become bodies of the plan, and roles and persons."""

import re
from collections.abc import Mapping
from typing import Any

from attrs import evolve, frozen

from actionplan.input.names import read_body
from actionplan.input.text import one_line, plain
from actionplan.input.unclear import Unclear
from actionplan.model.bodies import Body
from actionplan.model.ids import Id, fault_in_id
from actionplan.model.vocabulary import BodyKind
from actionplan.rules.confirmations.people import is_person

_KINDS: tuple[tuple[BodyKind, str], ...] = (
    ("parent-carer-forum", r"parent.{0,3}carer|\bpcf\b|\bparents?.{0,12}forum"),
    ("icb", r"\bicb\b|integrated care board|\bccg\b|clinical commissioning group"),
    ("provider", r"\bnhs\b.*\btrust\b|\bfoundation trust\b|\bhospital"),
    ("inspector", r"\bofsted\b|\bcqc\b|care quality commission"),
    ("government", r"\bdfe\b|department (?:for|of)\b|\bnhs ?england\b|\bnhse\b"),
    ("board", r"\b(?:board|committee|panel|partnership)\b"),
    ("team", r"\b(?:team|service|services|unit)\b"),
    ("school", r"\b(?:school|schools|academy|college|nursery)\b"),
    ("council", r"\b(?:council|local authority|city of|borough|county)\b|\bla\b|\b[a-z]?cc\b|\b[a-z]?mbc\b"),
)
"""What shows of which kind a body is, the first that fits."""

_ROLE = re.compile(
    r"\b(?:heads?|director|manager|lead|leads|officers?|co-?ordinator|principal|chair|commissioner|senco|adviser|advisor"
    r"|executive|dcs|dco|dsco|consultant|headteachers?|nurse|therapist|psychologist|analyst|assistant|deputy|member|ad)\b",
    re.IGNORECASE,
)
"""A word of a role, which a person has within a body."""

_BETWEEN = re.compile(r"\s*[;\n]\s*|\s+/\s+|\s*,\s+|\s+(?:and|with|&)\s+(?=[A-Z])|/(?=[A-Z]{2,})|\s*\+\s*")
"""What is between several names in one cell."""


_BEFORE = re.compile(r"(?:lead|owner|support|supported by|supporting|partners?|with)\s*:\s*", re.IGNORECASE)
"""Words before a name in a cell that has several: ``Support: ICB``."""


@frozen(kw_only=True)
class Named:
    """The names in one cell of a column of owners.

    Attributes:
        bodies: ids of bodies, in the order of the cell.
        roles: what is no body: roles, and what seems to be a person's name.
    """

    bodies: tuple[Id, ...] = ()
    roles: tuple[str, ...] = ()


def kind_of_body(name: str) -> BodyKind:
    """Return of which kind a body is by its name; ``other`` unless that is certain."""
    wanted = plain(name)
    return next((kind for kind, pattern in _KINDS if re.search(pattern, wanted)), "other")


def is_role(text: str) -> bool:
    """Return whether a text names a role, such as ``Head of SEND``, rather than a body."""
    wanted = re.sub(r"\b(?:executive|lead) (?:board|committee|group)\b", "", text, flags=re.IGNORECASE)
    return _ROLE.search(wanted) is not None


def names_a_body(text: str) -> bool:
    """Return whether a text names an organisation for certain, beside any roles."""
    parts = (one_line(part) for part in _BETWEEN.split(text))
    return any(kind_of_body(part) not in ("other", "team") and not is_role(part) for part in parts if part)


class BodiesFound:
    """The bodies of a plan while it is being built: each name that is new becomes one.

    Attributes:
        bodies: the bodies by id, those that were known from the start first.
        made: the ids of those that were made here.
    """

    def __init__(self, known: Mapping[Id, Body]) -> None:
        """Begin with the bodies that are known."""
        self.bodies: dict[Id, Body] = dict(known)
        self.made: list[Id] = []
        self._read: dict[str, Named] = {}

    def named_in(self, text: str) -> Named:
        """Return the bodies and roles that a cell names; new bodies are made."""
        if text not in self._read:
            whole = read_body(one_line(text), self.bodies)
            if not isinstance(whole, Unclear):
                self._read[text] = Named(bodies=(Id(whole),))
            else:
                parts = [one_line(part) for part in _BETWEEN.split(text)]
                names: list[Id] = []
                roles: list[str] = []
                for part in filter(None, parts):
                    self._add(part, names, roles)
                self._read[text] = Named(bodies=tuple(dict.fromkeys(names)), roles=tuple(dict.fromkeys(roles)))
        return self._read[text]

    def _add(self, part: str, names: list[Id], roles: list[str]) -> None:
        part = _BEFORE.sub("", part)
        known = read_body(part, self.bodies)
        inner = re.fullmatch(r"(.+?)\s*[(,\u2013-]\s*([^()]+)\)?", part)
        if not isinstance(known, Unclear):
            names.append(Id(known))
        elif inner and (is_role(inner[1]) or is_person(inner[1])) and not is_role(inner[2]):
            roles.append(inner[1].strip())
            self._add(inner[2].strip(), names, roles)
        elif is_role(part) or is_person(part):
            roles.append(part)
        else:
            names.append(self.body(part))

    def body(self, name: str) -> Id:
        """Return the id of the body of a name; it is made where there is none."""
        known = read_body(name, self.bodies)
        if not isinstance(known, Unclear):
            return Id(known)
        short = re.fullmatch(r"(.+?)\s*\(([A-Za-z]{2,8})\)", name)
        made = _slug(short[2] if short else name)
        number = 2
        while made in self.bodies or fault_in_id(made):
            made, number = f"{_slug(name)}-{number}", number + 1
        full = Body(name=short[1] if short else name, kind=kind_of_body(name))
        self.bodies[Id(made)] = evolve(full, aliases=(short[2],)) if short and plain(short[2]) != made else full
        self.made.append(Id(made))
        return Id(made)


def _slug(name: str) -> str:
    words: list[Any] = re.findall(r"[a-z0-9]+", plain(name).replace("'", ""))
    slug = "-".join(words)[:40].strip("-")
    return slug or "body"
