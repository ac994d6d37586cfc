"""Production: which maker an article ties an item to."""

from __future__ import annotations

from collections.abc import Iterator

from svodka.facts.arguments import arguments
from svodka.facts.draft import Draft, evidence_of, value_of
from svodka.language.tree import children, conjuncts, subtree
from svodka.language import Sentence
from svodka.mentions import Mention, Reading

_MAKE = frozenset({"выпускать", "выпустить", "производить", "изготовить", "изготавливать", "строить", "построить",
                   "разработать", "разрабатывать", "собирать"})  # fmt: skip
_MAKERS = frozenset({"maker", "exporter", "company", "shipyard", "plant", "bureau", "holding"})


def read_production(reading: Reading) -> Iterator[Draft]:
    """A draft per item tied to its maker."""
    for sentence in reading.analysis.sentences:
        makers = [m for m in reading.within(sentence, "organisation") if m.of in _MAKERS or m.of is None]
        items = [m for m in reading.within(sentence, "equipment")]
        if not makers or not items:
            continue
        yield from _in_brackets(reading, sentence, items, makers)
        yield from _by_verb(reading, sentence, items, makers)
        yield from _by_noun(reading, sentence, items, makers)


def _in_brackets(reading: Reading, sentence: Sentence, items: list[Mention], makers: list[Mention]) -> Iterator[Draft]:
    """'С-400 "Триумф" (концерн "Алмаз-Антей")', '(производитель — комбинат …)', '(разработан КБ …, холдинг …)'."""
    for item in items:
        opening = _bracket_after(sentence, item)
        if opening is None:
            continue
        closing = next((t.index for t in sentence.tokens[opening:] if t.text == ")"), len(sentence.tokens))
        inside = [m for m in makers if opening < m.first < closing]
        words = {t.lemma for t in sentence.tokens[opening:closing]}
        if inside and not words & {"контракт", "заказчик", "по", "для"}:
            yield _draft(reading, sentence, item, inside, "production.brackets", holding=len(inside) > 1)


def _bracket_after(sentence: Sentence, item: Mention) -> int | None:
    for token in sentence.tokens[item.last + 1 : item.last + 3]:
        if token.text == "(":
            return token.index
        if token.text not in "»”\"":
            return None
    return None


def _by_verb(reading: Reading, sentence: Sentence, items: list[Mention], makers: list[Mention]) -> Iterator[Draft]:
    """'РСЗО "Полонез", которую выпускает завод', 'завод будет выпускать автоматы', 'построенный верфью'."""
    for token in sentence.tokens:
        if token.lemma.replace("ё", "е") not in _MAKE or token.pos != "VERB":
            continue
        found = arguments(sentence, (token.index,))
        doers = [a.token for a in found if a.function in ("subject", "agent")]
        things = [a.token for a in found if a.function in ("object", "patient")]
        if token.rel.startswith("acl") and token.head >= 0:
            things.append(token.head)
        made = [i for i in items if any(i.head in _phrase(sentence, t) for t in things)]
        by = [m for m in makers if any(m.head in _phrase(sentence, d) for d in doers)]
        for item in made:
            if by:
                yield _draft(reading, sentence, item, by, "production.verb")


def _by_noun(reading: Reading, sentence: Sentence, items: list[Mention], makers: list[Mention]) -> Iterator[Draft]:
    """'самолёты FA-50 производства KAI', 'производитель танков K2'."""
    for token in sentence.tokens:
        if token.lemma != "производство" or token.feat("Case") != "Gen":
            continue
        before = [i for i in items if 0 < token.index - i.last <= 2]
        after = [m for m in makers if 0 < m.first - token.index <= 3]
        if before and after:
            yield _draft(reading, sentence, before[-1], after[:1], "production.noun")


def _phrase(sentence: Sentence, head: int) -> set[int]:
    """The noun phrase with its conjuncts, relative clauses left out."""
    clauses = {t for c in children(sentence, head, "acl", "parataxis") for t in subtree(sentence, c.index)}
    return {t for h in conjuncts(sentence, head) for t in subtree(sentence, h)} - clauses


def _draft(reading: Reading, sentence: Sentence, item: Mention, makers: list[Mention], rule: str,
           holding: bool = False) -> Draft:  # fmt: skip
    held = makers[1:] if holding else []
    maker = makers[:1] if holding else makers
    slots = {
        "item": (value_of(reading, item),),
        "maker": tuple(value_of(reading, m) for m in maker),
        "holding": tuple(value_of(reading, m) for m in held[:1]),
    }
    tokens = [item.head, *(m.head for m in makers)]
    return Draft(type="production", stage=None, slots=slots, sentence=sentence.index, trigger=item.head, rule=rule,
                 evidence=evidence_of(reading, sentence, tokens, [v for vs in slots.values() for v in vs]))  # fmt: skip
