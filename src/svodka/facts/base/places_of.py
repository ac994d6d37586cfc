"""Where something happens: the places and countries that stand in a clause as whereabouts."""

from __future__ import annotations

from collections.abc import Iterable

from svodka.facts.base.draft import value_of
from svodka.language import Sentence
from svodka.language.tree import preposition
from svodka.mentions import Mention, Reading
from svodka.mentions.nominative import is_adjectival
from svodka.model import Value

_INSIDE = frozenset({"в", "на"})
_SOIL = frozenset({
    "территория", "полигон", "аэродром", "вода", "побережье", "земля", "берег", "акватория", "север", "юг", "восток",
    "запад", "граница", "авиабаза", "столица", "порт", "порту", "аэропорт", "гавань", "район", "провинция",
    "область", "город", "префектура", "штат", "окрестность", "пригород", "остров",
})  # fmt: skip
"""What a country's name or adjective hangs on when it tells where: 'на индийских полигонах', 'на территории ФРГ'."""
_NEAR = frozenset({"под", "близ", "у", "около", "возле", "вблизи", "недалеко", "неподалеку", "над"})

_POINTING = frozenset({"там", "туда", "здесь", "сюда", "оттуда"})
_BACK = 2
"""Sentences over which 'там' points back."""


def preposition_of(sentence: Sentence, mention: Mention) -> str:
    """The preposition before a mention, by the tree or by what stands right before it."""
    found = preposition(sentence, mention.head)
    if found:
        return found
    for token in reversed(sentence.tokens[max(0, mention.first - 3) : mention.first]):
        if token.pos == "ADP":
            return token.lemma.replace("во", "в") if token.lemma == "во" else token.lemma
        joined = token.pos in ("PROPN", "NOUN") and is_adjectival(token.text)  # 'в Брестской и Псковской областях'
        if (token.pos not in ("ADJ", "DET", "PUNCT", "NUM", "CCONJ") and not joined) or token.text in ",.;:":
            return ""
    return ""


def is_whereabouts(sentence: Sentence, mention: Mention) -> bool:
    """'в Минске', 'на Крите', 'под Брестом', 'на территории Польши'; not 'в Минск' nor 'из Минска'."""
    head = sentence.tokens[mention.head].head
    if head >= 0 and sentence.tokens[head].lemma in _SOIL and preposition(sentence, head) in _INSIDE:
        return sentence.tokens[head].feat("Case") == "Loc"
    before, case = preposition_of(sentence, mention), sentence.tokens[mention.head].feat("Case")
    if before in _INSIDE:
        return case in ("Loc", "", "Prep") or (case == "Nom" and mention.kind == "place")
    if before == "у" and mention.kind == "country":
        return False  # 'у России есть база'
    return before in _NEAR and (before != "под" or case != "Acc")


def is_goal(sentence: Sentence, mention: Mention) -> bool:
    """'в Минск', 'в республику', 'на Крит'."""
    head = sentence.tokens[mention.head].head
    if head >= 0 and sentence.tokens[head].lemma in _SOIL and preposition(sentence, head) in _INSIDE:
        return sentence.tokens[head].feat("Case") == "Acc"  # 'в порт Гаваны'
    before, case = preposition_of(sentence, mention), sentence.tokens[mention.head].feat("Case")
    return before in _INSIDE and case in ("Acc", "Nom")


def places_in(reading: Reading, sentence: Sentence, tokens: Iterable[int], *, goals: bool = False) -> list[Mention]:
    """Places, sites' names and countries that tell where, among the given tokens, in order of the text."""
    inside, found = set(tokens), []
    for mention in reading.within(sentence, "place", "country"):
        if (
            mention.head not in inside
            or mention.of == "area"
            or (mention.kind == "place" and mention.of == "capital" and _acts(reading, sentence, mention))
        ):
            continue
        if mention.role == "adjective" and not is_whereabouts(sentence, mention):
            continue
        if mention.kind == "country" and mention.role in ("capital", "seat", "national", "capital_place"):
            continue
        bracketed = mention.first > 0 and sentence.tokens[mention.first - 1].text == "(" and mention.kind == "place"
        fits = bracketed or is_whereabouts(sentence, mention) or (goals and is_goal(sentence, mention))
        if fits or (mention.kind == "place" and mention.of == "base" and _beside_site(reading, sentence, mention)):
            found.append(mention)
    return found


def pointed(reading: Reading, sentence: Sentence, tokens: Iterable[int]) -> list[Mention]:
    """What 'там', 'туда', 'здесь' among the tokens stand for: the last place told of before them."""
    pointing = [i for i in tokens if sentence.tokens[i].lemma in _POINTING]
    if not pointing:
        return []
    for index in range(sentence.index, max(-1, sentence.index - _BACK - 1), -1):
        other = reading.analysis.sentences[index]
        before = [t.index for t in other.tokens if index < sentence.index or t.index < pointing[0]]
        if found := places_in(reading, other, before, goals=True):
            last = found[-1]
            near = [m for m in found if m.country and m.country == last.country]
            return near or [last]
    return []


def _acts(reading: Reading, sentence: Sentence, mention: Mention) -> bool:
    """'Москва предлагала': the government, not the city."""
    return any(m.role == "capital" for m in reading.at(sentence.index, mention.head, ("country",)))


def _beside_site(reading: Reading, sentence: Sentence, mention: Mention) -> bool:
    """'на полигоне "Илийский"': the site's own name stands where its noun stands."""
    for site in reading.at(sentence.index, mention.head, ("facility",)):
        head = sentence.tokens[site.head]
        if preposition(sentence, site.head) in _INSIDE | _NEAR and head.feat("Case") in ("Loc", "Ins", "Gen"):
            return True
    return False


def place_values(reading: Reading, mentions: Iterable[Mention]) -> tuple[Value, ...]:
    """The places as values, one each."""
    found: dict[str, Value] = {}
    for mention in mentions:
        found.setdefault(mention.value, value_of(reading, mention))
    return tuple(found.values())
