"""Where a site stands, whose soil that is, and who holds it."""

from __future__ import annotations

from svodka.facts.base.draft import value_of
from svodka.facts.base.parties import parties_at
from svodka.facts.base.places_of import is_whereabouts, preposition_of
from svodka.facts.base.subjects import distinct
from svodka.knowledge.phrases import plain
from svodka.language import Sentence
from svodka.language.tree import children, clause, conjuncts, subtree
from svodka.mentions import Mention, Reading
from svodka.model import Value

_MEETING = frozenset({
    "подписать", "подписывать", "подписание", "заключить", "обсудить", "обсуждать", "переговоры", "встреча", "визит",
    "согласовать", "заявить", "сообщить", "рассказать", "сказать", "встретиться", "саммит", "заседание", "выставка",
    "форум", "конференция",
})  # fmt: skip
"""What takes place where people meet, and not where the site stands."""

_AND = frozenset({"и", "а", "также"})
_STANDS = ("name", "abbreviation", "anaphor", "pronoun")


def places_of(reading: Reading, sentence: Sentence, mention: Mention, chain: tuple[int, ...]) -> list[Value]:
    """The town or region of a site: beside its name, else in the clause that tells of it."""
    own = set(subtree(sentence, mention.head))
    near = [p for p in _located(reading, sentence, mention) if p.head in own or 0 < p.first - mention.last <= 4]
    if not near and chain:
        inside = {t for i in chain for t in _region(sentence, i)}
        near = [p for p in _located(reading, sentence, mention) if p.head in inside]
    listed = sentence.tokens[mention.head].feat("Number") == "Plur"
    for place in _located(reading, sentence, mention) if listed and near else ():
        between = sentence.tokens[near[-1].last + 1 : place.first]
        if place.first > near[-1].last and all(t.text in (",", "в", "на") or t.lemma in _AND for t in between):
            near.append(place)
    after = [p for p in near if p.first > mention.last]
    found: dict[str, Value] = {}
    for place in after if listed and after else near:
        found.setdefault(place.value, value_of(reading, place))
    return list(found.values())


def _houses(sentence: Sentence, outer: Mention, mention: Mention) -> bool:
    """'На базе Фетешти работает центр подготовки пилотов': one site within another."""
    grounds = ("base", "range")
    before = preposition_of(sentence, outer)
    return outer.of in grounds and mention.of not in grounds and before in ("на", "в")


def _meeting_place(sentence: Sentence, place: Mention) -> bool:
    """'соглашение о создании базы подписали в Бишкеке'."""
    head = sentence.tokens[place.head].head
    return head >= 0 and sentence.tokens[head].lemma in _MEETING


def _region(sentence: Sentence, index: int) -> set[int]:
    """The clause of a word; with what hangs on it, unless it is a finite verb, on which other clauses hang too."""
    finite = sentence.tokens[index].feat("VerbForm") == "Fin" or sentence.tokens[index].pos == "ADJ"
    return set(clause(sentence, index)) | (set() if finite else set(subtree(sentence, index)))


def _located(reading: Reading, sentence: Sentence, mention: Mention) -> list[Mention]:
    """Places in the sentence that are whereabouts, without the site's own name, seas and capitals that act."""
    found = []
    other = [
        f for f in reading.within(sentence, "facility") if f is not mention and sentence.tokens[f.head].lemma != "штаб"
    ]
    for place in reading.within(sentence, "place"):
        if place.of in ("area", "sea") or mention.first <= place.head <= mention.last:
            continue
        if plain(place.value) == plain(mention.value) or any(
            o.first <= place.head <= o.last and not _houses(sentence, o, mention) for o in other
        ):
            continue
        if any(o.head < place.first and mention.head < o.head for o in other):
            continue  # it stands beside another site of the list
        if _meeting_place(sentence, place):
            continue
        in_list = place.first and sentence.tokens[place.first - 1].text in ("(", "также")
        # 'вывод базы из Гюмри'
        out_of = preposition_of(sentence, place) == "из" and 0 < place.first - mention.last <= 3
        if in_list or out_of or is_whereabouts(sentence, place):
            found.append(place)
    return found


def homes(
    reading: Reading, sentence: Sentence, mention: Mention, lead: range | None, trigger: int | None
) -> list[Value]:
    """The country on whose soil the site stands."""
    own = set(subtree(sentence, mention.head)) | set(range(mention.last + 1, mention.last + 4))
    inside = set(clause(sentence, mention.head))
    for index in (lead[-1] if lead else None, trigger):
        if index is not None:
            inside |= _region(sentence, index)
    for region in (own, inside):
        found = _countries_in(reading, sentence, mention, region)
        if found:
            return found
    if mention.country:
        return [value_of(reading, mention, mention.country)]
    own_place = next(
        (p for p in reading.within(sentence, "place") if mention.first <= p.head <= mention.last and p.country), None
    )
    return [value_of(reading, own_place, own_place.country)] if own_place and own_place.of != "sea" else []


def _countries_in(reading: Reading, sentence: Sentence, mention: Mention, region: set[int]) -> list[Value]:
    for country in reading.within(sentence, "country"):
        if country.head in region and country.role in _STANDS and is_whereabouts(sentence, country):
            return [value_of(reading, country)]
    for country in reading.within(sentence, "country"):
        # 'на ее территории', 'на территории республики'
        head = sentence.tokens[country.head].head
        if country.head in region and head >= 0 and sentence.tokens[head].lemma == "территория":
            return [value_of(reading, country)]
    for country in reading.within(sentence, "country"):
        # 'в таджикской столице', 'в оманском порту'
        own = mention.first <= country.head <= mention.last
        if country.head in region and country.role == "adjective" and not own and is_whereabouts(sentence, country):
            return [value_of(reading, country)]
    for place in reading.within(sentence, "place"):
        own = mention.first <= place.head <= mention.last
        if _meeting_place(sentence, place):
            continue
        if place.head in region and not own and place.country and place.of != "sea" and is_whereabouts(sentence, place):
            return [value_of(reading, place, place.country)]
    return []


def owners(
    reading: Reading,
    sentence: Sentence,
    mention: Mention,
    lead: range | None,
    chain: tuple[int, ...],
    host: list[Value],
) -> list[Value]:
    """Who holds the site: 'российская база', 'узел связи ВМФ России', 'Россия арендует полигон'."""
    found: list[Value] = []
    for inside in (range(mention.first, mention.last + 1), lead):
        if inside is None:
            continue
        follows = range(inside[-1] + 1, inside[-1] + 3)
        for country in reading.within(sentence, "country"):
            adjective = country.head in inside and country.role == "adjective"
            genitive = country.head in inside or (
                country.head in follows and sentence.tokens[country.head].feat("Case") == "Gen"
            )
            if adjective or (genitive and country.role != "adjective" and not preposition_of(sentence, country)):
                found.append(value_of(reading, country))
    if not found:
        found = _users(reading, sentence, chain)
    return distinct(found)


def each_owner(reading: Reading, sentence: Sentence, mention: Mention) -> list[Value]:
    """'американская, французская и китайская базы': one base each; empty where they are not told one by one."""
    head = sentence.tokens[mention.head]
    if head.feat("Number") != "Plur":
        return []
    found: list[Value] = []
    for country in reading.within(sentence, "country"):
        between = sentence.tokens[country.head : mention.head]
        listed = all(t.pos in ("ADJ", "NUM", "CCONJ") or t.text == "," for t in between)
        single = sentence.tokens[country.head].feat("Number") == "Sing"
        if country.role == "adjective" and country.head < mention.head and listed and single:
            found.append(value_of(reading, country))
    return found if len(found) > 1 else []


def each_home(reading: Reading, sentence: Sentence, mention: Mention, host: list[Value]) -> list[Value]:
    """'в Армении и Киргизии расположены базы': the countries beside the host, where there are several sites."""
    if sentence.tokens[mention.head].feat("Number") != "Plur" or not host:
        return host
    countries = [c for c in reading.within(sentence, "country") if c.role in _STANDS]
    first = next((c for c in countries if c.start == host[0].start), None)
    if first is None:
        return host
    joined = set(conjuncts(sentence, first.head))
    return [value_of(reading, c) for c in countries if c.head in joined]


def _users(reading: Reading, sentence: Sentence, chain: tuple[int, ...]) -> list[Value]:
    """The subject of 'арендует', 'построит', 'намерена открыть'; 'у России есть база'."""
    found: list[Value] = []
    for index in chain:
        if sentence.tokens[index].lemma == "принадлежать":  # 'авиабаза принадлежит России'
            held = [c for c in children(sentence, index) if c.feat("Case") == "Dat"]
            return [v for c in held for v in parties_at(reading, sentence, c.index)]
        for child in children(sentence, index, "nsubj", "obl"):
            agent = child.rel == "obl:agent" or any(c.lemma == "у" for c in children(sentence, child.index, "case"))
            if child.rel != "nsubj" and not agent:
                continue
            for one in conjuncts(sentence, child.index):
                found.extend(parties_at(reading, sentence, one))
    return found


def part_of(reading: Reading, sentence: Sentence, mention: Mention) -> tuple[Value, ...]:
    """'входит в российскую систему предупреждения', 'работающая в составе …', 'в нее входят'."""
    for clause_head in children(sentence, mention.head, "acl", "parataxis"):
        inside = set(subtree(sentence, clause_head.index))
        if not any(sentence.tokens[i].lemma in ("входить", "состав", "часть", "элемент", "звено") for i in inside):
            continue
        for whole in reading.within(sentence, "formation", "facility"):
            between = [
                f for f in reading.within(sentence, "facility") if mention.last < f.first and f.last < whole.first
            ]
            if whole.head in inside and whole is not mention and whole.head != mention.head and not between:
                return (value_of(reading, whole),)
    return _by_distance(reading, sentence, mention)


def _by_distance(reading: Reading, sentence: Sentence, mention: Mention) -> tuple[Value, ...]:
    """Where the tree hung the clause on another word: 'РЛС "Волга" под Ганцевичами, которая входит в …'."""
    after = [t for t in sentence.tokens[mention.last + 1 : mention.last + 9] if t.lemma in ("входить", "состав")]
    others = [f.first for f in reading.within(sentence, "facility") if f.first > mention.last]
    if not after or (others and others[0] < after[0].index):
        return ()
    wholes = [f for f in reading.within(sentence, "formation") if 0 < f.first - after[0].index <= 3]
    return (value_of(reading, wholes[0]),) if wholes else ()
