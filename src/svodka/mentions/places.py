"""Places: the gazetteer, regions by their pattern, sites with their names, and what the name model marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

from svodka.knowledge.countries import country_of, fold, word_list
from svodka.knowledge.places import PlaceForm, country_of_place, place_forms, places
from svodka.language import Analysis, Name, Sentence, Token
from svodka.language.declension import parses
from svodka.mentions.countries import find_countries, head_of, inside_name, is_proper, matches, opens, people_in
from svodka.mentions.mention import Mention
from svodka.mentions.nominative import adjective_base, is_adjectival, name_in_nominative

_REGION_NOUNS: Mapping[str, tuple[str, str]] = MappingProxyType({
    "область": ("Fem", "region"), "край": ("Masc", "region"), "район": ("Masc", "region"),
    "воеводство": ("Neut", "region"), "провинция": ("Fem", "region"), "округ": ("Masc", "region"),
    "губерния": ("Fem", "region"), "уезд": ("Masc", "region"), "графство": ("Neut", "region"),
    "губернаторство": ("Neut", "region"), "автономия": ("Fem", "region"), "республика": ("Fem", "region"),
    "долина": ("Fem", "region"), "ущелье": ("Neut", "region"), "остров": ("Masc", "region"),
    "полуостров": ("Masc", "region"), "море": ("Neut", "sea"), "океан": ("Masc", "sea"), "залив": ("Masc", "sea"),
    "пролив": ("Masc", "sea"), "озеро": ("Neut", "sea"), "регион": ("Masc", "area"), "полигон": ("Masc", "base"),
    "космодром": ("Masc", "base"), "аэродром": ("Masc", "base"), "перевал": ("Masc", "region"),
})  # fmt: skip
_LINK = re.compile(r"\s*\(?\s*(?:(?:в|во|на|под|близ|около|возле|неподалеку от|недалеко от)\s+)?")
"""Between a place and what tells its country: 'Орыш в Польше', 'Весола под Варшавой', 'Моронг (Польша)'."""
_LOCATED = ("name", "abbreviation")


@dataclass(frozen=True, slots=True)
class _Found:
    first: int
    last: int
    name: str
    country: str | None
    kind: str


@dataclass(frozen=True, slots=True)
class _Context:
    """What the search needs of the article."""

    analysis: Analysis
    people: frozenset[tuple[int, int]]
    nominatives: frozenset[str]
    taken: frozenset[tuple[int, int]]  # (sentence, token) of countries
    located: frozenset[tuple[int, int]]  # (sentence, token) of what the name model takes for a place
    organised: frozenset[tuple[int, int]]  # … for an organisation

    @property
    def closed(self) -> frozenset[tuple[int, int]]:
        """Tokens that belong to people or countries."""
        return self.people | self.taken


def find_places(analysis: Analysis, countries: Sequence[Mention] | None = None) -> list[Mention]:
    """The places of the article in order of the text; `value` is the nominative, `of` the kind of place.

    Kinds: region, city, base, sea, area, capital, or 'place' where nothing tells. `country` comes from the
    gazetteer or from the words beside the name ('итальянская Виченца', 'Моронг в Польше'). `countries` are those of
    `find_countries`, where they are at hand.
    """
    countries = find_countries(analysis) if countries is None else countries
    context = _Context(
        analysis, people_in(analysis), _nominatives(analysis),
        frozenset((m.sentence, i) for m in countries if not m.role or not m.role.startswith("capital")
                  for i in range(m.first, m.last + 1)),
        *(frozenset((n.sentence, i) for n in analysis.names if n.kind == kind for i in range(n.first, n.last + 1))
          for kind in ("LOC", "ORG")),
    )  # fmt: skip
    by_sentence: dict[int, list[Mention]] = {}
    for mention in countries:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    names: dict[int, list[Name]] = {}
    for name in analysis.names:
        names.setdefault(name.sentence, []).append(name)
    found: list[Mention] = []
    for sentence in analysis.sentences:
        here = _in_sentence(context, sentence, names.get(sentence.index, []))
        found.extend(_with_country(analysis.article.text, here, by_sentence.get(sentence.index, []), sentence))
    return found


def _nominatives(analysis: Analysis) -> frozenset[str]:
    """Names that the article writes in the nominative, and those of the gazetteer."""
    own = (t.text for t in analysis.tokens() if t.pos == "PROPN" and t.feat("Case") == "Nom")
    return frozenset(own) | _gazetteer_names()


@cache
def _gazetteer_names() -> frozenset[str]:
    return frozenset(place.name for place in places().values())


def _in_sentence(context: _Context, sentence: Sentence, names: Sequence[Name]) -> list[Mention]:
    found: list[_Found] = []
    for step in (_regions, _gazetteer, _sites):
        found.extend(new for new in step(context, sentence) if not _overlaps(found, new.first, new.last))
    for name in names:
        found.extend(_named(context, sentence, name, found))
    found.extend(new for new in _beside_adjective(context, sentence) if not _overlaps(found, new.first, new.last))
    return [_mention(sentence, place) for place in sorted(found, key=lambda f: f.first)]


def _overlaps(found: Sequence[_Found], first: int, last: int) -> bool:
    return any(place.first <= last and first <= place.last for place in found)


def _mention(sentence: Sentence, found: _Found) -> Mention:
    tokens = sentence.tokens[found.first : found.last + 1]
    return Mention(
        kind="place", start=tokens[0].start, end=tokens[-1].end, value=found.name, country=found.country,
        sentence=sentence.index, first=found.first, last=found.last, head=head_of(tokens), of=found.kind,
    )  # fmt: skip


def _regions(context: _Context, sentence: Sentence) -> Iterator[_Found]:
    """'Нижегородской и Калининградской областях' → two regions; 'Мургабском районе', 'Яворовском полигоне'."""
    for noun in sentence.tokens:
        if noun.lemma not in _REGION_NOUNS or noun.index == 0:
            continue
        inner = noun.index - 1
        while inner > 0 and sentence.tokens[inner].lemma in word_list("inner_adjectives"):
            inner -= 1
        for adjective in _adjectives(sentence, inner, plural=noun.feat("Number") == "Plur"):
            last = noun.index if adjective == inner else adjective
            found = _region(sentence, adjective, inner, noun, last)
            if found and not {(sentence.index, adjective), (sentence.index, noun.index)} & context.closed:
                yield found


def _adjectives(sentence: Sentence, index: int, *, plural: bool) -> Iterator[int]:
    """The adjectives that share the noun, from the right: 'Брестской, Гродненской и Минской областях'."""
    tokens = sentence.tokens
    while index >= 0 and _names_a_region(sentence, index):
        yield index
        if not plural or index < 2 or tokens[index - 1].text not in ("и", ",", "или"):
            return
        index -= 2


def _names_a_region(sentence: Sentence, index: int) -> bool:
    token = sentence.tokens[index]
    adjectival = token.text.lower()[-2:] in word_list("adjective_endings")
    return token.text[0].isupper() and token.pos in ("ADJ", "PROPN") and adjectival




def _region(sentence: Sentence, adjective: int, inner: int, noun: Token, last: int) -> _Found | None:
    token, (gender, kind) = sentence.tokens[adjective], _REGION_NOUNS[noun.lemma]
    parts = [adjective_base(token.text, gender, token.lemma)]
    parts += [adjective_base(t.text, gender, t.lemma) for t in sentence.tokens[inner + 1 : noun.index]]
    name = " ".join([*parts, noun.lemma])
    known = places().get(fold(name))
    if known:
        return _Found(adjective, last, known.name, known.country, known.kind)
    if country_of(token.text, "adjective") or not is_adjectival(token.text):
        return None
    if opens(sentence, adjective) and kind == "base":  # 'Учебный полигон', 'Городской аэродром' open a sentence
        return None
    return _Found(adjective, last, name, None, kind)


def _gazetteer(context: _Context, sentence: Sentence) -> Iterator[_Found]:
    words, forms, i = [fold(token.text) for token in sentence.tokens], place_forms(), 0
    while i < len(words):
        form = next((f for f in forms.get(words[i], ()) if _fits(context, sentence, words, i, f)), None)
        if form is None:
            i += 1
            continue
        last = i + len(form.words) - 1
        yield _Found(i, last, form.place.name, form.place.country, form.place.kind)
        i = last + 1


def _fits(context: _Context, sentence: Sentence, words: Sequence[str], i: int, form: PlaceForm) -> bool:
    token, last = sentence.tokens[i], i + len(form.words) - 1
    if not matches(words, i, form.words) or not token.text[0].isupper():
        return False
    if len(form.words) == 1 and form.words[0].isalpha() and form.place.name.isupper():
        return token.text.isupper()
    after = sentence.tokens[last + 1 : last + 2]
    if (sentence.index, i) in context.people or (token.pos == "ADJ" and after and after[0].pos in ("NOUN", "PROPN")):
        return len(form.words) > 1
    located = (sentence.index, i) in context.located
    if form.common and (not is_proper(sentence, i) or (opens(sentence, i) and not located)):
        return False  # 'Суда вышли в море'
    return (sentence.index, i) not in context.taken and not _quoted(context, sentence, i, last)


def _quoted(context: _Context, sentence: Sentence, first: int, last: int) -> bool:
    """'РЛС "Волга"', 'крейсер «Москва»': the name of a thing."""
    return inside_name(context.analysis.article.text, sentence, first, last)


def _sites(context: _Context, sentence: Sentence) -> Iterator[_Found]:
    """'на полигоне "Илийский"', 'авиабаза Бовингтон': a site's own name stands beside its noun, undeclined."""
    tokens = sentence.tokens
    for noun in tokens[:-1]:
        if noun.lemma not in word_list("sites"):
            continue
        at = noun.index + 1
        if tokens[at].text in "«“„\"":
            end = next((i for i in range(at + 1, min(at + 7, len(tokens))) if tokens[i].text in "»”“\""), None)
            if end is not None and end > at + 1:
                yield _site(context, tokens[at + 1 : end])
        elif tokens[at].text[0].isupper() and _is_own_name(tokens[at]) and (sentence.index, at) not in context.taken:
            yield _site(context, tokens[at : at + 1])


def _is_own_name(token: Token) -> bool:
    return token.pos == "PROPN" and not token.text.isascii()  # 'на базе SAMP/T' is no site


def _site(context: _Context, tokens: Sequence[Token]) -> _Found:
    name = context.analysis.article.text[tokens[0].start : tokens[-1].end]
    return _Found(tokens[0].index, tokens[-1].index, name, country_of_place(name), "base")


def _named(context: _Context, sentence: Sentence, name: Name, found: Sequence[_Found]) -> Iterator[_Found]:
    """What the name model marks as a place and nothing else has explained."""
    if name.kind != "LOC":
        return
    first, last = name.first, name.last
    while first < last and fold(sentence.tokens[first].lemma) in word_list("kinds_of_place"):
        first += 1
    tokens = sentence.tokens[first : last + 1]
    taken = any((sentence.index, token.index) in context.taken for token in tokens)
    if taken or _overlaps(found, first, last) or not _looks_like_a_place(sentence, tokens):
        return
    if _quoted(context, sentence, first, last) or country_of(tokens[0].text):
        return
    value = name_in_nominative(tokens, _case(sentence, tokens), context.nominatives)
    known = places().get(fold(value))
    yield _Found(first, last, known.name if known else value, known.country if known else None,
                 known.kind if known else "place")  # fmt: skip


def _beside_adjective(context: _Context, sentence: Sentence) -> Iterator[_Found]:
    """'в камбоджийском Реаме', 'в литовской Йонаве': a name that no dictionary knows, behind its country."""
    for token in sentence.tokens[2:]:
        before = sentence.tokens[token.index - 1]
        own = token.text[0].isupper() and token.text[1:].islower() and not token.text.isascii()
        if not own or token.pos != "PROPN" or (sentence.index, token.index) in context.closed | context.organised:
            continue
        if sentence.tokens[token.index - 2].text.lower() not in _GOVERNED or before.text[0].isupper():
            continue
        if country_of(before.text, "adjective") and not any(p.is_known for p in parses(token.text)):
            yield _Found(token.index, token.index, name_in_nominative(
                [token], _case(sentence, [before, token]), context.nominatives), None, "place")  # fmt: skip


def _case(sentence: Sentence, tokens: Sequence[Token]) -> str:
    """The case of a name; a preposition corrects the tag that an unknown word got."""
    case = next((t.feat("Case") for t in tokens if t.feat("Case") not in ("", "Nom")), "Nom")
    before = sentence.tokens[tokens[0].index - 1].text.lower() if tokens[0].index else ""
    possible = _GOVERNED.get(before)
    return case if possible is None or case in possible else possible[0]


_GOVERNED: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "в": ("Loc", "Acc"), "во": ("Loc", "Acc"), "на": ("Loc", "Acc"), "под": ("Ins", "Acc"), "над": ("Ins",),
    "из": ("Gen",), "до": ("Gen",), "от": ("Gen",), "у": ("Gen",), "около": ("Gen",), "возле": ("Gen",),
    "близ": ("Gen",), "к": ("Dat",), "ко": ("Dat",), "через": ("Acc",),
})  # fmt: skip


def _looks_like_a_place(sentence: Sentence, tokens: Sequence[Token]) -> bool:
    """Not 'Западного военного округа', 'Союзного государства', 'Запад', 'Корр.', nor a heading in capitals."""
    first, after = tokens[0], sentence.tokens[tokens[-1].index + 1 : tokens[-1].index + 2]
    alone = len(tokens) == 1 and (first.lemma in word_list("quarters") or first.pos == "ADJ")
    if not first.text[0].isupper() or alone:
        return False
    if any(t.text.islower() and t.lemma not in _REGION_NOUNS and t.pos in ("NOUN", "ADJ") for t in tokens):
        return False
    heading = all(not t.text.isalpha() or t.text.isupper() for t in sentence.tokens)
    shortened = bool(after) and after[0].text == "." and after[0].index < len(sentence.tokens) - 1
    return not heading and not shortened and first.text.isascii() is False




def _with_country(
    text: str, found: Sequence[Mention], countries: Sequence[Mention], sentence: Sentence
) -> list[Mention]:
    """The places with the country that the words beside them name; from the right, so that chains resolve."""
    done: list[Mention] = []
    for place in reversed(found):
        if place.country is None and place.of not in ("sea", "area"):
            neighbours = [*(c for c in countries if c.role in _LOCATED), *done]
            told = _after(text, place, neighbours, sentence) or _before(place, countries, sentence)
            place = replace(place, country=told)
        done.append(place)
    return done[::-1]


def _after(text: str, place: Mention, neighbours: Sequence[Mention], sentence: Sentence) -> str | None:
    for other in neighbours:
        link = text[place.end : other.start].lstrip("»\"”") if other.start > place.end else None
        if link is not None and other.country and _LINK.fullmatch(link) and _holds(link, other, sentence):
            return other.country
    return None


def _holds(link: str, other: Mention, sentence: Sentence) -> bool:
    """'из Хельвана в Барановичи' is a way, 'Лидзбарк в Польше', 'Орыш в Мазурах' a whereabouts."""
    if link.strip(" (") not in ("в", "во", "на"):
        return True
    return sentence.tokens[other.last].feat("Case") == "Loc" and other.of in (None, "region")


def _before(place: Mention, countries: Sequence[Mention], sentence: Sentence) -> str | None:
    """'итальянской Виченцы', 'на таджикском полигоне Харб-Майдон'."""
    for country in countries:
        between = sentence.tokens[country.last + 1 : place.first]
        beside = len(between) <= 2 and all(t.lemma in word_list("kinds_of_place") or t.text in "«\"“„" for t in between)
        if country.role == "adjective" and country.last < place.first and beside:
            return country.country
    return None
