"""Whose troops they are, whose soil they stand on, and where on it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from svodka.facts.base.draft import value_at, value_of
from svodka.facts.base.parties import STATE_ORGANS, parties_at
from svodka.facts.base.places_of import is_goal, is_whereabouts, place_values, preposition_of
from svodka.facts.base.subjects import distinct, subjects_of
from svodka.facts.base.troops import Troop
from svodka.facts.deployment.words import Movement
from svodka.knowledge.missions import Mission, missions
from svodka.knowledge.phrases import plain
from svodka.language import Sentence, Token
from svodka.language.tree import (
    children,
    clause,
    clause_head,
    conjuncts,
    first_conjunct,
    is_predicate,
    subtree,
)
from svodka.mentions import Mention, Reading
from svodka.model import Value

_NAMED = ("name", "abbreviation", "anaphor", "pronoun", "capital")
_REGIONS = ("region", "city", "base", "place", "capital")

_SOIL = frozenset({
    "база", "авиабаза", "аэродром", "территория", "полигон", "аэропорт", "порт", "порту", "земля", "город", "остров",
    "провинция", "столица", "гавань",
})  # fmt: skip
"""What an adjective hangs on when it tells whose soil: 'с иранского аэродрома'. The models leave 'порту' as it is."""
_COURSE = frozenset({
    "начаться", "начинаться", "завершиться", "завершаться", "идти", "пройти", "проходить", "состояться", "продолжаться",
    "завершить", "закончиться", "стартовать", "начать", "закончить",
})  # fmt: skip
_FEWER = frozenset({
    "сократить", "сокращать", "сокращение", "уменьшить", "уменьшать", "уменьшение", "свернуть", "завершить",
    "закончить",
})  # fmt: skip
"""Words of leaving that stand with the place itself: 'сократит контингент в Ираке', 'завершил миссию в Мали'."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """The host countries and the places in them."""

    host: tuple[Value, ...] = ()
    place: tuple[Value, ...] = ()


def whereabouts(reading: Reading, sentence: Sentence, token: Token, movement: Movement, moved: list[Troop]) -> Where:
    """Countries and places that the clause names as goal, as whereabouts or as what is left."""
    where = _whereabouts(reading, sentence, token, movement, moved, _region(sentence, token))
    top = sentence.tokens[token.index].head
    if where == Where() and token.pos == "NOUN" and top >= 0 and sentence.tokens[top].lemma in _COURSE:
        inside = set(clause(sentence, top))  # 'В Приднестровье началась ротация миротворцев'
        places = [p for p in reading.within(sentence, "place", "country") if p.head in inside]
        told = [p for p in places if p.country and is_whereabouts(sentence, p) and p.role != "adjective"]
        return Where(
            host=tuple(distinct(value_of(reading, p, p.country) for p in told[:1])),
            place=place_values(reading, [p for p in told if p.kind == "place"]),
        )
    return where


def _whereabouts(
    reading: Reading, sentence: Sentence, token: Token, movement: Movement, moved: list[Troop], region: set[int]
) -> Where:
    site = _site_of_clause(reading, sentence, token, movement)
    countries = [
        c for c in reading.within(sentence, "country") if c.head in region and _tells(sentence, c, movement, token)
    ]
    places = [
        p
        for p in reading.within(sentence, "place")
        if p.head in region and _on_land(p, moved) and _tells_place(reading, sentence, p, movement, token)
    ]
    hosts = [value_of(reading, c) for c in countries if c.role in _NAMED]
    hosts = hosts or [value_of(reading, p, p.country) for p in places if p.country]
    hosts = hosts or [value_of(reading, c) for c in countries]
    if site is not None:
        hosts = hosts or ([value_of(reading, site, site.country)] if site.country else [])
        if not places and site.role == "name":
            return Where(
                host=tuple(distinct(hosts)), place=(value_of(reading, site), *_site_places(reading, sentence, site))
            )
    return Where(host=tuple(distinct(hosts)), place=place_values(reading, places))


def _on_land(place: Mention, moved: list[Troop]) -> bool:
    """Towns and bases; seas only for ships: 'направит в Ормузский пролив фрегат'; 'Восточная Европа' hosts too."""
    return place.of in (*_REGIONS, "area") or (place.of == "sea" and all(t.ship for t in moved))


def _site_places(reading: Reading, sentence: Sentence, site: Mention) -> tuple[Value, ...]:
    return tuple(
        value_of(reading, p)
        for p in reading.within(sentence, "place")
        if 0 < p.first - site.last <= 3 and is_whereabouts(sentence, p)
    )


def _region(sentence: Sentence, token: Token) -> set[int]:
    """The clause, and what hangs on a participle or a noun of movement."""
    moves = token.pos == "NOUN" and token.lemma != "путь"
    if moves or (token.feat("VerbForm") == "Part" and not is_predicate(token)):
        return set(subtree(sentence, token.index))
    below = {i for c in children(sentence, token.index, "obl", "obj", "nmod") for i in subtree(sentence, c.index)}
    for index in sorted(below):
        if sentence.tokens[index].rel.startswith("acl") and is_predicate(sentence.tokens[index]):
            below -= set(subtree(sentence, index))  # 'направила роту, которую переведут в Литву'
    return set(clause(sentence, token.index)) | below


def _site_of_clause(reading: Reading, sentence: Sentence, token: Token, movement: Movement) -> Mention | None:
    """The site in the clause, or the one that it describes: 'база, на которой размещены', 'Инджирлик, где …'."""
    if token.rel.startswith("acl") and token.head >= 0 and is_predicate(token):
        sites = [
            s
            for s in reading.within(sentence, "facility")
            if s.first <= token.head <= s.last or token.head in subtree(sentence, s.head)
        ]
        before = [s for s in sites if s.last < token.index]
        if before and _whose_site(sentence, token):
            return before[-1]
    region = _region(sentence, token)
    for site in reading.within(sentence, "facility"):
        if site.head in region and preposition_of(sentence, site) in (
            ("", "из") if movement in ("leave", "withdraw") else ("на", "в", "с")
        ):
            return site
    return None


def _whose_site(sentence: Sentence, token: Token) -> bool:
    """'где хранится', 'на которой размещены'."""
    below = subtree(sentence, token.index)
    return any(sentence.tokens[i].lemma in ("где", "который") and i <= token.index for i in below)


def _tells(sentence: Sentence, mention: Mention, movement: Movement, token: Token) -> bool:
    before = preposition_of(sentence, mention)
    if mention.role == "adjective":
        # 'перебросили на критскую базу', 'с иранского аэродрома'
        head = sentence.tokens[mention.head].head
        noun = sentence.tokens[head] if head >= 0 else None
        stands = _before_town(sentence, mention) and is_predicate(token) and movement not in ("leave", "withdraw")
        return stands or (noun is not None and noun.lemma in _SOIL)
    if mention.role in ("national", "capital_place"):
        return False
    if movement in ("leave", "withdraw"):
        left = before == "" and movement == "leave" and sentence.tokens[mention.head].rel == "obj"
        return before == "из" or left or (token.lemma in _FEWER and is_whereabouts(sentence, mention))
    if movement == "operate":
        return False  # 'наносили удары по целям в Сирии'
    if movement == "stay":
        return is_whereabouts(sentence, mention)
    return is_whereabouts(sentence, mention) or (is_goal(sentence, mention) and mention.role != "capital")


def _before_town(sentence: Sentence, mention: Mention) -> bool:
    """'в камбоджийском Реаме': the adjective tells the country of a town that the gazetteer may not know."""
    town = sentence.tokens[mention.last + 1 : mention.last + 2]
    named = bool(town) and town[0].pos == "PROPN" and town[0].text[0].isupper()
    return named and preposition_of(sentence, mention) in ("в", "на", "под")


def _tells_place(reading: Reading, sentence: Sentence, mention: Mention, movement: Movement, token: Token) -> bool:
    acting = any(c.role == "capital" for c in reading.at(sentence.index, mention.head, ("country",)))
    if acting:
        return False
    site = next(iter(reading.at(sentence.index, mention.head, ("facility",))), None)
    head = site.head if site is not None else mention.head
    before = preposition_of(sentence, replace(mention, head=head) if site is not None else mention)
    if movement in ("leave", "withdraw"):
        left = movement == "leave" and before == ""
        stood = token.lemma in _FEWER and is_whereabouts(sentence, mention)
        return before == "из" or stood or (site is not None and (before == "с" or left))
    if movement == "operate":
        return before == "с" and site is not None
    if site is not None:
        return before in ("на", "в")
    return is_whereabouts(sentence, mention) or (movement != "stay" and is_goal(sentence, mention))


def sender_of(
    reading: Reading, sentence: Sentence, chain: tuple[int, ...], movement: Movement, moved: list[Troop]
) -> list[Value]:
    """Whose troops: by adjective or genitive, else the subject that sends, else where they come from."""
    own = [v for t in moved for v in owner_of(reading, sentence, t)]
    if own:
        return _joined_owners(reading, distinct(own))
    if movement in ("station", "send", "withdraw") or sentence.tokens[chain[0]].lemma in ("продлить", "продлевать"):
        subject = subjects_of(reading, sentence, chain, {t.token for t in moved})
        subject = subject or _by_parliament(reading, sentence, chain) or _by_relative(reading, sentence, chain[-1])
        if subject:
            return subject
    manned = any(t.kind not in ("equipment", "ship") for t in moved)  # a ship out of a country may be a delivery
    if movement in ("come", "send", "station") and manned:
        return distinct([v for i in chain[:1] for v in _origin(reading, sentence, i)])[:1]
    return []


_LISTED = re.compile(r"(?:,\s*|\s+и\s+)")


def _joined_owners(reading: Reading, own: list[Value]) -> list[Value]:
    """Both of 'германо-французская бригада', all of 'военных из Австрии, Болгарии и Словакии'; else the first."""
    found = [own[0]]
    for value in own[1:]:
        between = reading.text[found[-1].end : value.start]
        if value.start == found[-1].start or _LISTED.fullmatch(between):
            found.append(value)
    return found


def _by_relative(reading: Reading, sentence: Sentence, top: int) -> list[Value]:
    """'немцы и норвежцы, которые перебросили туда батареи': the noun that 'которые' stands for."""
    token = sentence.tokens[top]
    if not token.rel.startswith("acl") or token.head < 0 or not is_predicate(token):
        return []
    acts = any(c.lemma == "который" and c.feat("Case") == "Nom" for c in children(sentence, top))
    listed = conjuncts(sentence, first_conjunct(sentence, token.head)) if acts else []
    return distinct([v for i in listed for v in parties_at(reading, sentence, i)])


def _by_parliament(reading: Reading, sentence: Sentence, chain: tuple[int, ...]) -> list[Value]:
    """'Турецкий парламент одобрил отправку войск', 'бундестаг продлил миссию'."""
    for index in chain:
        for child in children(sentence, index, "nsubj"):
            for mention in reading.at(sentence.index, child.index, ("organisation",)):
                if mention.of == "parliament" and mention.country:
                    return [value_of(reading, mention, mention.country)]
    return []


def owner_of(reading: Reading, sentence: Sentence, troop: Troop) -> list[Value]:
    """Whose troops their own phrase says they are: 'российские военные', 'солдат бундесвера', 'россиян'."""
    inside = set(subtree(sentence, troop.token))
    first = troop.first
    while first > 0 and (sentence.tokens[first - 1].pos == "ADJ" or sentence.tokens[first - 1].text in '«“„"'):
        first -= 1
    near = range(first, troop.token + 4)
    found: list[Value] = []
    for mention in reading.within(sentence, "country"):
        direct = sentence.tokens[mention.head].head == troop.token
        if (mention.role in ("adjective", "national") and mention.head in near and mention.head <= troop.token) or (
            mention.role in ("name", "abbreviation")
            and mention.head in inside
            and (direct or mention.head in near)
            and sentence.tokens[mention.head].feat("Case") in ("Gen", "")
            and not preposition_of(sentence, mention)
        ):
            found.append(value_of(reading, mention))
    for mention in reading.within(sentence, "organisation"):
        if (
            mention.head in inside
            and troop.token < mention.first <= troop.token + 4
            and not preposition_of(sentence, mention)
        ):
            if mention.of in STATE_ORGANS and mention.country:
                found.append(value_of(reading, mention, mention.country))
            elif mention.of == "alliance":
                found.append(value_of(reading, mention))
    return found or _belonging(reading, sentence, troop) or _of_mission(reading, sentence, troop)


def _of_mission(reading: Reading, sentence: Sentence, troop: Troop) -> list[Value]:
    """'миссия МИНУСМА' is one of the UN."""
    mission = mission_at(sentence, troop.token + 1) if troop.kind == "mission" else None
    if mission is None:
        return []
    token = sentence.tokens[troop.token + 1]
    return [value_at(reading, token.start, token.end, mission.owner)]


def mission_at(sentence: Sentence, at: int) -> Mission | None:
    """The mission that a token names."""
    return missions().get(plain(sentence.tokens[at].text)) if at < len(sentence.tokens) else None


def _belonging(reading: Reading, sentence: Sentence, troop: Troop) -> list[Value]:
    """'батареи, принадлежащие Германии', '200 военных из Дании'."""
    if any(c.lemma == "чей" for c in children(sentence, troop.token)):  # 'Россия, чьи десантники служили'
        top = sentence.tokens[clause_head(sentence, troop.token)]
        return parties_at(reading, sentence, top.head) if top.rel.startswith("acl") and top.head >= 0 else []
    for participle in children(sentence, troop.token, "acl"):
        if participle.lemma == "принадлежать":
            inside = set(subtree(sentence, participle.index))
            return [value_of(reading, c) for c in reading.within(sentence, "country") if c.head in inside][:1]
    direct = [
        c.head for c in reading.within(sentence, "country")
        if sentence.tokens[c.head].head == troop.token and c.head > troop.token and c.role in _NAMED
        and preposition_of(sentence, c) == "из"
    ]  # fmt: skip
    listed = {i for head in direct for i in conjuncts(sentence, head)}
    return [value_of(reading, c) for c in reading.within(sentence, "country") if c.head in listed and c.role in _NAMED]


def _origin(reading: Reading, sentence: Sentence, index: int) -> list[Value]:
    """'Из Белоруссии прибыла рота', 'из итальянской Виченцы' tells no nation."""
    region = set(clause(sentence, index))
    return [
        value_of(reading, c) for c in reading.within(sentence, "country")
        if c.head in region and c.role in _NAMED and preposition_of(sentence, c) == "из"
    ]  # fmt: skip


def hosts_of(
    reading: Reading, sentence: Sentence, chain: tuple[int, ...], movement: Movement, where: Where, sender: list[Value]
) -> Where:
    """The host that is the subject: 'отказались размещать у себя военных США', 'Польша разместит солдат США'."""
    if where.host or movement not in ("station", "send", "receive"):
        return where
    subject = [v for v in _hosts(reading, sentence, chain) if v.value not in {s.value for s in sender}]
    home = any(
        sentence.tokens[i].lemma in ("себя", "свой", "собственный") for at in chain for i in subtree(sentence, at)
    )
    return replace(where, host=tuple(subject)) if home or (subject and sender) else where


def _hosts(reading: Reading, sentence: Sentence, chain: tuple[int, ...]) -> list[Value]:
    found = subjects_of(reading, sentence, chain)
    if found:
        return found
    # 'Страны ОДКБ отказались'
    for index in chain:
        for child in children(sentence, index, "nsubj"):
            inside = subtree(sentence, child.index)
            return [
                value_of(reading, o)
                for o in reading.within(sentence, "organisation")
                if o.head in inside and o.of == "alliance"
            ]
    return []
