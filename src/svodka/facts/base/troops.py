"""Troops in a sentence: who is sent, who takes part, and how many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from svodka.facts.base.draft import value_at, value_of
from svodka.knowledge.phrases import Term, adjective_stem, word_keys
from svodka.knowledge.troops import TroopKind, troop_words
from svodka.language import Sentence, Token
from svodka.language.declension import nominative
from svodka.mentions import Mention, Reading
from svodka.mentions.phrase import ORDINAL
from svodka.mentions.quoted import quoted_at
from svodka.model import Value

# Adjectives that are no part of a unit's name: 'российский сводный батальон' is a 'сводный батальон'.
_LEFT_OUT = frozenset({
    "весь", "первый", "последний", "новый", "другой", "дополнительный", "еще", "очередной", "оставшийся", "основной",
    "целый", "американский", "некоторый", "отдельный", "небольшой", "крупный", "ограниченный", "свой", "этот",
})  # fmt: skip

_GROWING = frozenset({
    "увеличить", "увеличивать", "нарастить", "довести", "сократить", "сокращать", "усилить", "уменьшить",
})  # fmt: skip
VESSELS = frozenset({
    "submarine", "frigate", "corvette", "destroyer", "cruiser", "carrier", "helicopter_carrier", "landing_ship",
    "missile_ship", "missile_boat", "patrol_ship", "patrol_boat", "minesweeper", "boat", "warship", "ship",
})  # fmt: skip
"""Classes of equipment that sail, as the catalogue names them."""
_VAGUE = frozenset({"группа", "звено"})  # 'группа десантников', 'звено истребителей', but not 'группа компаний'


@dataclass(frozen=True, slots=True, kw_only=True)
class Troop:
    """Troops or weapons: the token of their noun, what they are, how many, and whose where the phrase tells."""

    token: int
    first: int
    value: Value
    quantity: Value | None
    kind: TroopKind | str  # 'equipment' for weapons
    ship: bool = False


def find_troops(reading: Reading, sentence: Sentence, *, weapons: bool = True) -> list[Troop]:
    """The troops of a sentence in order, and its weapons; a body of men stands for those that it is made of."""
    found = {t.token: t for t in _joined(sentence, _people(reading, sentence))}
    for troop in _counted(reading, sentence):
        found.setdefault(troop.token, troop)
    for troop in _weapons(reading, sentence) if weapons else ():
        unit = found.get(troop.token)
        # 'батарея Patriot', 'дивизион С-400': the weapon, counted in batteries
        found[troop.token] = (
            troop if unit is None else replace(troop, first=unit.first, quantity=unit.quantity or troop.quantity)
        )
    listed = sorted(found.values(), key=lambda t: t.token)
    return [_christened(reading, sentence, t) for t in _sized(reading, sentence, listed)]


def _sized(reading: Reading, sentence: Sentence, troops: list[Troop]) -> Iterator[Troop]:
    """'батальон численностью 600 человек', 'рота из 120 солдат', 'увеличит контингент до 2 тыс. военных': one body."""
    counts = {t.token: (t.quantity, t.first) for t in troops if t.kind == "people" and t.quantity is not None}
    heads = [m for m in reading.within(sentence, "quantity") if m.value.endswith(" человек")]
    counts |= {m.head: (value_of(reading, m), m.first) for m in heads}
    swallowed: set[int] = set()
    for troop in troops:
        if troop.token in swallowed:
            continue
        sizes = (i for i, (_, first) in counts.items() if troop.kind == "unit" and _is_size(sentence, troop, i, first))
        size = next(sizes, None)
        if size is not None and (troop.quantity is None or "-" not in sentence.tokens[size - 1].text):
            swallowed.add(size)
            troop = replace(troop, quantity=counts[size][0])
        yield troop


def _is_size(sentence: Sentence, unit: Troop, people: int, first: int) -> bool:
    return _in_brackets(sentence, unit.token, people, first) or _tells_size(sentence, unit.token, people)


_DASHES = ("-", "–", "—")
_ABOUT = frozenset({"около", "более", "свыше", "до", "примерно", "порядка", "почти", "приблизительно"})


def _in_brackets(sentence: Sentence, unit: int, people: int, first: int) -> bool:
    """'контингент, около двух тысяч человек, вывезен', 'рота - 120 человек -', 'отряд (170 военных)'."""
    while first > unit + 1 and sentence.tokens[first - 1].lemma in _ABOUT:
        first -= 1
    between = sentence.tokens[unit + 1 : first]
    if not between or between[-1].text not in (",", "(", *_DASHES):
        return False
    closing = [t for t in sentence.tokens[people + 1 :] if t.pos == "PUNCT"][:1]
    named = all(t.text in '«»"' or t.pos == "PROPN" for t in between[:-1])
    near = bool(closing) and closing[0].index - people <= 2
    return named and len(between) <= 5 and near and closing[0].text in (",", ")", ";", ".", *_DASHES)


def _tells_size(sentence: Sentence, unit: int, people: int) -> bool:
    between = sentence.tokens[unit + 1 : people]
    if not between or len(between) > 10 or any(t.text in ",;:" for t in between):
        return False
    marks = {t.lemma.replace("ё", "е") for t in between}
    if marks & {"численность", "состав"} or (between[0].lemma == "из" and len(between) < 6):
        return True
    grown = sentence.tokens[unit].head
    return "до" in marks and grown >= 0 and sentence.tokens[grown].lemma in _GROWING


def _christened(reading: Reading, sentence: Sentence, troop: Troop) -> Troop:
    """'сторожевик «Трент»': a ship goes by its own name."""
    inside = quoted_at(sentence, troop.token + 1) if troop.ship or troop.kind == "ship" else None
    if inside is None:
        return troop if troop.kind != "ship" else replace(troop, ship=True)
    start, end = sentence.tokens[inside[0]].start, sentence.tokens[inside[1]].end
    return replace(troop, value=value_at(reading, start, end, reading.text[start:end]), ship=True)


def _counted(reading: Reading, sentence: Sentence) -> Iterator[Troop]:
    """'6,4 тысячи вернутся, 5,6 тысячи переведут': men told by their number alone."""
    for mention in reading.within(sentence, "quantity"):
        unit = mention.value.split(" ", 1)[1]
        bare = (
            sentence.tokens[mention.head].pos in ("NUM", "NOUN")
            and unit not in reading.text[mention.start : mention.end].lower()
        )
        term = troop_words().match([word_keys(w, w) for w in unit.split()], 0)
        stems = unit[:5] in reading.text[mention.start : mention.end].lower()
        if term is not None and term.meaning == "people" and bare and not stems:
            yield Troop(token=mention.head, first=mention.first, value=value_of(reading, mention, unit),
                        quantity=value_of(reading, mention), kind="people")  # fmt: skip


def _people(reading: Reading, sentence: Sentence) -> Iterator[Troop]:
    words = [word_keys(t.text, t.lemma) for t in sentence.tokens]
    at = 0
    while at < len(words):
        term = troop_words().match(words, at)
        if term is None or not _stands(sentence, at, term) or (term.phrase in _VAGUE and not _of_men(words, at)):
            at += 1
            continue
        yield _troop(reading, sentence, at, term)
        at += len(term.keys)


def _of_men(words: Sequence[frozenset[str]], at: int) -> bool:
    """Whether men stand right behind: 'группу водолазов', 'группа российских военных'."""
    near = [troop_words().match(words, i) for i in (at + 1, at + 2) if i < len(words)]
    return any(term is not None and term.meaning == "people" for term in near)


def _joined(sentence: Sentence, troops: Iterator[Troop]) -> Iterator[Troop]:
    """'три батальона десантников': the men, counted in battalions."""
    before: Troop | None = None
    for troop in troops:
        if before is not None and before.kind == "unit" and troop.kind == "people" and _beside(sentence, before, troop):
            troop = replace(troop, first=before.first, token=before.token, quantity=before.quantity, kind="unit")
        elif before is not None:
            yield before
        before = troop
    if before is not None:
        yield before


def _beside(sentence: Sentence, unit: Troop, men: Troop) -> bool:
    """'батальон десантников', 'группа российских военных'."""
    between = sentence.tokens[unit.token + 1 : men.first]
    return len(between) < 2 and all(t.pos == "ADJ" for t in between) and men.token > unit.token


def _stands(sentence: Sentence, at: int, term: Term[TroopKind]) -> bool:
    """'американские военные', but not 'военные расходы'; 'сила' only in the plural; no 'Силы обороны' of a name."""
    head = sentence.tokens[at + term.head]
    following = sentence.tokens[at + len(term.keys) : at + len(term.keys) + 1]
    if term.adjectival:
        if head.pos == "ADJ" and head.rel == "amod" and head.head > head.index:
            return False
        noun_follows = (
            bool(following) and following[0].pos in ("NOUN", "ADJ") and following[0].feat("Case") == head.feat("Case")
        )
        return not (noun_follows and following[0].feat("Number") == head.feat("Number"))
    if head.lemma in ("сила", "войско"):
        own = sentence.tokens[at - 1].text[0].isupper() if at > 1 else False  # 'Миротворческими силами'
        return head.feat("Number") == "Plur" and head.text.islower() and not own
    return head.pos in ("NOUN", "PROPN", "ADJ") and (
        head.text.islower() or head.index == 0 or ORDINAL.match(sentence.tokens[head.index - 1].text) is not None
    )


def _troop(reading: Reading, sentence: Sentence, at: int, term: Term[TroopKind]) -> Troop:
    head = sentence.tokens[at + term.head]
    last = at + len(term.keys) - 1
    first = at if term.meaning in ("people", "mass") else _name_start(reading, sentence, at)
    value = _value(reading, sentence, term, first, last)
    return Troop(
        token=head.index,
        first=first,
        value=value,
        quantity=_quantity(reading, sentence, first, head.index),
        kind=term.meaning,
    )


def _name_start(reading: Reading, sentence: Sentence, at: int) -> int:
    """'103-й воздушно-десантной бригады', 'десантно-штурмовой батальон'."""
    first = at
    while first > 0 and _belongs(reading, sentence, sentence.tokens[first - 1]):
        first -= 1
    return first


def _belongs(reading: Reading, sentence: Sentence, token: Token) -> bool:
    if ORDINAL.match(token.text) and "-" in token.text:
        return True
    if token.pos != "ADJ" or token.text.isdigit() or token.lemma in _LEFT_OUT:
        return False
    return not reading.at(sentence.index, token.index, ("country", "quantity", "place"))


def _value(reading: Reading, sentence: Sentence, term: Term[TroopKind], first: int, last: int) -> Value:
    tokens = sentence.tokens
    start, end = tokens[first].start, tokens[last].end
    head = tokens[last - len(term.keys) + 1 + term.head]
    if term.meaning in ("people", "mass") or head.feat("Number") == "Plur":
        plural = term.phrase in ("войско", "сила", "сухопутное войско")
        return value_at(
            reading,
            start,
            end,
            {"войско": "войска", "сила": "силы"}.get(term.phrase, term.phrase) if plural else term.phrase,
        )
    name = nominative(tokens[first : last + 1], reading.text)
    return value_at(reading, start, end, name if ORDINAL.match(tokens[first].text) else name[:1].lower() + name[1:])


def _quantity(reading: Reading, sentence: Sentence, first: int, head: int) -> Value | None:
    for mention in reading.within(sentence, "quantity"):
        if mention.first <= head <= mention.last or mention.head == head or mention.last == first - 1:
            return value_of(reading, mention)
    return None


def _weapons(reading: Reading, sentence: Sentence) -> Iterator[Troop]:
    held: list[Mention] = reading.within(sentence, "equipment")
    for mention in held:
        if mention.role == "class" and (mention.of == "part" or adjective_stem(mention.value) == mention.value):
            continue
        token = _governing(sentence, mention)
        first = min(token, mention.first)
        while first > 0 and sentence.tokens[first - 1].pos == "ADJ":
            first -= 1
        yield Troop(token=token, first=first, value=value_of(reading, mention), kind="equipment",
                    quantity=_weapon_quantity(reading, sentence, mention), ship=mention.of in VESSELS)  # fmt: skip


def _governing(sentence: Sentence, mention: Mention) -> int:
    """The class word by which a designation stands in the tree: 'российские бомбардировщики Ту-22М3'."""
    token = sentence.tokens[mention.head]
    head = sentence.tokens[token.head] if token.head >= 0 else token
    beside = (
        0 < mention.first - head.index <= 4
        and head.pos == "NOUN"
        and token.rel in ("appos", "nmod", "flat", "flat:name", "flat:foreign")
    )
    return head.index if mention.role == "designation" and beside else mention.head


def _weapon_quantity(reading: Reading, sentence: Sentence, mention: Mention) -> Value | None:
    """'четыре истребителя Су-30СМ': the number stands before the class word or the designation."""
    for quantity in reading.within(sentence, "quantity"):
        inside = quantity.first <= mention.head <= quantity.last
        beside = 0 <= mention.first - quantity.last <= 3 and not any(
            t.text in ",;" or t.lemma == "и" for t in sentence.tokens[quantity.last + 1 : mention.first]
        )
        if inside or (beside and quantity.of is not None):
            return value_of(reading, quantity)
    return None
