"""Production: which maker an article ties an item to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from svodka.facts.base.draft import Draft, evidence_of, value_of
from svodka.facts.production.words import is_word
from svodka.facts.service.grounds import joint
from svodka.facts.service.pointing import last_designation
from svodka.language import Sentence, Token
from svodka.language.tree import children, clause, clause_head, conjuncts, negated, preposition, subtree
from svodka.mentions import Mention, Reading
from svodka.model import Said, Value

_MAKERS = frozenset({"maker", "exporter", "company", "shipyard", "plant", "bureau", "holding"})
_QUOTES = frozenset('»”"“')


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scene:
    """A sentence with the things and the companies that it names."""

    reading: Reading
    sentence: Sentence
    items: tuple[Mention, ...]
    makers: tuple[Mention, ...]


def read_production(reading: Reading) -> Iterator[Draft]:
    """A draft per item tied to its maker."""
    for sentence in reading.analysis.sentences:
        makers = tuple(m for m in reading.within(sentence, "organisation") if m.of in _MAKERS)
        if not makers:
            continue
        items = tuple(m for m in reading.within(sentence, "equipment") if not _names_company(m, makers))
        scene = _Scene(reading=reading, sentence=sentence, items=items, makers=makers)
        yield from _in_brackets(scene)
        for token in sentence.tokens:
            if token.pos == "VERB" and is_word("verbs", token.lemma):
                yield from _by_verb(scene, token)
            elif token.lemma == "производство" and token.feat("Case") == "Gen":
                yield from _by_origin(scene, token)
            elif token.pos == "NOUN" and is_word("makers", token.lemma):
                yield from _by_maker_noun(scene, token)


def _names_company(item: Mention, makers: tuple[Mention, ...]) -> bool:
    """'BrahMos' in 'BrahMos Aerospace' is the company's name."""
    return any(m.first <= item.first and item.last <= m.last for m in makers)


# --- brackets ------------------------------------------------------------------------------------------------------
def _in_brackets(scene: _Scene) -> Iterator[Draft]:
    """'С-400 "Триумф" (концерн "Алмаз-Антей")', '(производитель — комбинат …)', '(разработан КБ …, холдинг …)'."""
    for item in scene.items:
        opening = _bracket_after(scene.sentence, item)
        if opening is None:
            continue
        tokens = scene.sentence.tokens
        closing = next((t.index for t in tokens[opening:] if t.text == ")"), len(tokens))
        inside = [m for m in scene.makers if opening < m.first and m.last < closing]
        if inside and _tells_maker(tokens[opening + 1 : closing]):
            held = [m for m in inside[1:] if _as_holding(scene.sentence, inside[0], m)]
            yield _draft(scene, [item], [m for m in inside if m not in held], "production.brackets", held[:1])


def _bracket_after(sentence: Sentence, item: Mention) -> int | None:
    for token in sentence.tokens[item.last + 1 : item.last + 3]:
        if token.text == "(":
            return token.index
        if token.text not in _QUOTES:
            return None
    return None


def _tells_maker(inside: list[Token] | tuple[Token, ...]) -> bool:
    """No verb but one of making, and nothing of contracts and customers."""
    verbs = [t for t in inside if t.pos == "VERB" and t.feat("VerbForm") in ("Fin", "Part", "")]
    return all(is_word("verbs", t.lemma) or is_word("holdings", t.lemma) for t in verbs) and not any(
        is_word("other", t.lemma) for t in inside
    )


def _as_holding(sentence: Sentence, maker: Mention, other: Mention) -> bool:
    """'КБ приборостроения, холдинг "Высокоточные комплексы"', 'завод, входит в концерн'."""
    between = sentence.tokens[maker.last + 1 : max(other.head, other.first) + 1]
    return any(t.text == "," for t in between) and any(is_word("holdings", t.lemma) for t in between)


# --- verbs ---------------------------------------------------------------------------------------------------------
def _by_verb(scene: _Scene, verb: Token) -> Iterator[Draft]:
    """'РСЗО "Полонез", которую выпускает завод', 'завод будет выпускать автоматы', 'построенный верфью'.

    A company makes and a thing is made: which of the two the tree takes for the subject does not matter.
    """
    sentence = scene.sentence
    if (
        negated(sentence, verb.index)
        or _undertaken(sentence, verb)
        or (joint(sentence, verb) and is_word("development", verb.lemma))
    ):
        return
    inside = _own_clause(sentence, verb)
    items = [m for m in scene.items if m.head in inside and _direct(sentence, m.head, verb.index)]
    makers = [m for m in scene.makers if m.head in inside and _direct(sentence, m.head, verb.index)]
    above = _antecedent(sentence, verb, inside)
    if above is not None:
        phrase = _phrase(sentence, above)
        items = items or [m for m in scene.items if m.head in phrase]
        makers = makers or [m for m in scene.makers if m.head in phrase]
    makers = makers or _consortium(scene, inside)
    if not makers or _passive_without_agent(sentence, verb, makers):
        return
    named = [i for i in items if not is_word("general", i.value) or last_designation(scene.reading, sentence, i.first)]
    if named:
        yield _draft(scene, named, makers, "production.verb")


def _undertaken(sentence: Sentence, verb: Token) -> bool:
    """'обязалась изготовить', 'хочет строить' tell of an order or a wish; 'начал выпускать' of a maker."""
    if verb.feat("VerbForm") != "Inf" or any(c.lemma == "быть" for c in children(sentence, verb.index, "aux", "cop")):
        return False
    return verb.head >= 0 and not is_word("begun", sentence.tokens[verb.head].lemma)


def _own_clause(sentence: Sentence, verb: Token) -> set[int]:
    """The clause of the verb; a participle's own dependents alone: 'построенный верфью фрегат'."""
    if verb.feat("VerbForm") == "Part" and verb.feat("Variant") != "Short":
        return set(subtree(sentence, verb.index))
    return set(clause(sentence, verb.index))


def _antecedent(sentence: Sentence, verb: Token, inside: set[int]) -> int | None:
    """The noun that a relative clause or a participle modifies."""
    if verb.feat("VerbForm") == "Part" and verb.feat("Variant") != "Short":
        return verb.head if verb.rel in ("acl", "amod") and verb.head >= 0 else None
    top = sentence.tokens[clause_head(sentence, verb.index)]
    relative = any(sentence.tokens[i].lemma == "который" and not preposition(sentence, i) for i in inside)
    return top.head if relative and top.rel.startswith("acl") and top.head >= 0 else None


def _direct(sentence: Sentence, token: int, verb: int) -> bool:
    """Whether no preposition stands on the way from the verb: not 'для верфи', 'по контракту концерна', 'с заводом'."""
    at = token
    while at not in (verb, -1):
        link = sentence.tokens[at]
        if preposition(sentence, at):
            return False
        if link.head >= 0 and link.rel == "nmod" and is_word("apart", sentence.tokens[link.head].lemma):
            return False  # 'разработала план поставок самолётов'
        at = link.head
    return True


def _passive_without_agent(sentence: Sentence, verb: Token, makers: list[Mention]) -> bool:
    """'разработан' and 'выпускается' want the maker in the instrumental."""
    passive = verb.feat("Voice") == "Pass" or verb.feat("Variant") == "Short" or verb.lemma.endswith("ся")
    if not passive:
        return False
    heads = [sentence.tokens[_top(sentence, m.head, verb.index)] for m in makers]
    return not any(h.feat("Case") in ("Ins", "") or h.rel == "obl:agent" for h in heads)


def _top(sentence: Sentence, token: int, verb: int) -> int:
    """The noun of the phrase that hangs on the verb: 'концерном' in 'концерном "Алмаз-Антей"'."""
    at = token
    while sentence.tokens[at].head not in (verb, -1):
        at = sentence.tokens[at].head
    return at


def _consortium(scene: _Scene, inside: set[int]) -> list[Mention]:
    """'выпускает консорциум, в который входят BAE Systems, Airbus и Leonardo'."""
    for index in sorted(inside):
        if is_word("consortia", scene.sentence.tokens[index].lemma):
            below = set(subtree(scene.sentence, index))
            return [m for m in scene.makers if m.head in below]
    return []


def _phrase(sentence: Sentence, head: int) -> set[int]:
    """The noun phrase with its conjuncts, relative clauses left out."""
    clauses = {t for c in children(sentence, head, "acl", "parataxis") for t in subtree(sentence, c.index)}
    return {t for h in conjuncts(sentence, head) for t in subtree(sentence, h)} - clauses


# --- nouns ---------------------------------------------------------------------------------------------------------
def _by_origin(scene: _Scene, noun: Token) -> Iterator[Draft]:
    """'самолёты FA-50 производства KAI', 'вертолёты (производства Airbus Helicopters)'."""
    before = [
        i for i in scene.items if 0 < noun.index - i.last <= 3 and not _stop_between(scene.sentence, i.last, noun.index)
    ]
    after = [
        m
        for m in scene.makers
        if 0 < m.first - noun.index <= 4 and not _stop_between(scene.sentence, noun.index, m.first)
    ]
    if before and after:
        listed = [m for m in scene.makers if m.head in conjuncts(scene.sentence, after[0].head)]
        yield _draft(scene, before[-1:], listed or after[:1], "production.origin")


def _stop_between(sentence: Sentence, first: int, last: int) -> bool:
    return any(t.text in ",;:.(" or t.pos == "VERB" for t in sentence.tokens[first + 1 : last])


def _by_maker_noun(scene: _Scene, noun: Token) -> Iterator[Draft]:
    """'Hyundai Rotem, которую знают как производителя танков K2', 'производитель Leopard 2 концерн KNDS'."""
    sentence = scene.sentence
    below = set(subtree(sentence, noun.index))
    items = [
        m for m in scene.items if m.head in below and m.first > noun.index and _direct(sentence, m.head, noun.index)
    ]
    if not items or _stop_between(sentence, noun.index, items[0].first):
        return
    last = items[-1].last
    named = [
        m
        for m in scene.makers
        if 0 < m.first - last <= 3 and (m.head in below or sentence.tokens[m.head].head == noun.index)
    ]
    maker = named[:1] or _bearer(scene, noun)
    if maker:
        yield _draft(scene, items, maker, "production.maker")


def _bearer(scene: _Scene, noun: Token) -> list[Mention]:
    """The company that is called a maker: the noun's own governor, the subject, what a relative clause modifies."""
    sentence = scene.sentence
    if noun.rel in ("appos", "conj", "parataxis") and noun.head >= 0:
        candidates = [noun.head]
    else:
        top = sentence.tokens[clause_head(sentence, noun.index)]
        candidates = [c.index for i in {noun.index, top.index} for c in children(sentence, i, "nsubj")]
        if top.rel.startswith("acl") and top.head >= 0:
            candidates.append(top.head)
    for index in candidates:
        found = [
            m
            for m in scene.makers
            if m.head == index or (sentence.tokens[m.head].head == index and sentence.tokens[m.head].rel == "appos")
        ]
        if found:
            return found[:1]
    return []


def _draft(
    scene: _Scene, items: list[Mention], makers: list[Mention], rule: str, held: list[Mention] | None = None
) -> Draft:
    reading, sentence = scene.reading, scene.sentence
    slots = {
        "item": tuple(_item(scene, item) for item in items),
        "maker": tuple(value_of(reading, m) for m in makers),
        "holding": tuple(value_of(reading, m) for m in held or []),
    }
    tokens = [m.head for m in (*items, *makers)]
    # Who makes a thing is the article's own word, whoever speaks: 'гаубицы K9 (компания Hanwha) купит …, рассказал'.
    return Draft(type="production", stage=None, slots=slots, sentence=sentence.index, trigger=items[0].head, rule=rule,
                 evidence=evidence_of(reading, sentence, tokens, [v for vs in slots.values() for v in vs]),
                 said=Said())  # fmt: skip


def _item(scene: _Scene, item: Mention) -> Value:
    """The thing; 'машины' takes the designation it stands for."""
    named = last_designation(scene.reading, scene.sentence, item.first) if is_word("general", item.value) else None
    return value_of(scene.reading, item, named.value if named else None)
