"""Which entities a name that is asked for may mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from svodka.knowledge.transliteration import person_key
from svodka.register.keys import country_code
from svodka.register.who.names import entity_block

KINDS = ("person", "organisation", "country", "place", "equipment", "facility", "formation", "exercise")


def entity_keys(kind: str | None, name: str) -> Sequence[str]:
    """The blocks in which an entity of this name may be; a person's surname may come first or last."""
    kinds = [kind] if kind else KINDS
    keys = [entity_block(each, name, "") for each in kinds if each != "country"]
    if "person" in kinds and len(name.split()) > 1:
        keys.append(entity_block("person", name.split()[0], ""))
    code = country_code(name) if "country" in kinds else None
    return [*keys, entity_block("country", code, "")] if code else keys


def may_be_called(row: Mapping[str, Any], name: str) -> bool:
    """Whether a person who goes by the names of the row may be who is asked for: given names begin alike, and one
    who is known by the surname alone may be anybody of it."""
    asked = person_key(name).split()
    if row["type"] != "person" or len(asked) < 2:
        return True
    known = [person_key(each).split() for each in (row["name"], *row["aliases"])]
    whole = [words for words in known if len(words) > 1]
    return not whole or any(_alike(asked, words) for words in whole)


def _alike(asked: Sequence[str], words: Sequence[str]) -> bool:
    for surname, given in ((asked[-1], asked[0]), (asked[0], asked[-1])):
        if words[-1] == surname and words[0][0] == given[0]:
            return True
    return False
