"""The names that readings give: each has an id for ever, and a block in which the names of one entity meet."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from svodka.knowledge.transliteration import latin_key
from svodka.register.catalogue import institution, organisation_key
from svodka.register.keys import item_key, surname_key

PREFIX = "entity:"
PERSONS = f"{PREFIX}person:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name that can be decided on by itself. A person's is one article's, `scope` is that article's id; a thing's
    is everybody's, `scope` is the country of an institution whose name does not tell it, else ''."""

    type: str
    name: str
    scope: str = ""

    @property
    def id(self) -> str:
        """'E' and sixteen hexadecimal digits, the same for ever: 64 bits keep millions of names apart."""
        return f"E{hashlib.sha256(f'{self.type} {self.scope} {self.name}'.encode()).hexdigest()[:16]}"

    @property
    def block(self) -> str:
        """Where the name meets others that may be of the same entity."""
        return entity_block(self.type, self.name, "" if self.type == "person" else self.scope)


def thing_name(kind: str, name: str, country: str) -> Name:
    """The name of a thing beside which an article tells a country: only of an institution does that matter."""
    found = institution(name) if kind == "organisation" else None
    return Name(type=kind, name=name, scope=country if found and not found[1] else "")


def entity_block(kind: str, name: str, country: str) -> str:
    """The block of a name: its key by kind, for persons the surname in Latin letters.

    An institution every country has is told apart by the country: the article's where the name has none.
    """
    return f"{PREFIX}{kind}:{_key(kind, name, country)}"


def _key(kind: str, name: str, country: str) -> str:
    match kind:
        case "country":
            return name
        case "person":
            return surname_key(name)
        case "equipment":
            return item_key(name)
        case "organisation" if found := institution(name):
            return f"{latin_key(found[0])}@{found[1] or country}"
        case "organisation":
            return organisation_key(name)
    return latin_key(name)
