"""Which countries and organisations are the subject or the agent of a matter."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from svodka.facts.base.parties import parties_at
from svodka.language import Sentence
from svodka.language.tree import ancestors, children, conjuncts
from svodka.mentions import Reading
from svodka.model import Value


def subjects_of(
    reading: Reading, sentence: Sentence, chain: tuple[int, ...], moved: Collection[int] = ()
) -> list[Value]:
    """The parties that are subject or agent of the chain; the troops themselves send nobody."""
    for index in chain:
        for child in children(sentence, index, "nsubj"):
            if child.index in moved:
                continue
            found = [v for i in conjuncts(sentence, child.index) for v in parties_at(reading, sentence, i)]
            if found:
                return distinct(found)
        for child in children(sentence, index, "obl"):
            if child.feat("Case") == "Ins":
                found = parties_at(reading, sentence, child.index)
                if found:
                    return found
    for index in ancestors(sentence, chain[-1]):
        if sentence.tokens[chain[-1]].rel != "conj":
            break
        for child in children(sentence, index, "nsubj"):
            return distinct([v for i in conjuncts(sentence, child.index) for v in parties_at(reading, sentence, i)])
    return []


def distinct(values: Iterable[Value]) -> list[Value]:
    """The values, each canonical form once, in order."""
    found: dict[str, Value] = {}
    for value in values:
        found.setdefault(value.value, value)
    return list(found.values())
