"""When a service is one between states: a second country, a licence, a partner."""

from __future__ import annotations

from svodka.facts.base.draft import Draft, value_of
from svodka.facts.service.items import ServiceItem
from svodka.facts.service.places import ServicePlace
from svodka.facts.service.words import ServiceWord, fold
from svodka.language import Sentence, Token
from svodka.language.tree import children, clause, preposition, subtree
from svodka.mentions import Reading
from svodka.model import Value

_TOGETHER = frozenset({"совместный", "совместно", "вместе", "сообща", "содействие", "участие", "кооперация"})
_LICENSED = frozenset(
    {"лицензионный", "лицензия", "совместный", "машинокомплект", "сборочный", "отверточный", "технология"}
)
_ALONE = frozenset({"самостоятельно", "собственный", "свой", "сам"})  # 'своими силами'
_DEVELOPMENT = frozenset(
    {"разработка", "разрабатывать", "разработать", "проектирование"}
)  # 'создание' may found a force
_LEAD = 3  # sentences that tell what the article is about


def joint(sentence: Sentence, trigger: Token) -> bool:
    """'совместная разработка', 'создана совместно с', 'при участии'."""
    return any(fold(sentence.tokens[i].lemma) in _TOGETHER for i in _about(sentence, trigger))


def _about(sentence: Sentence, trigger: Token) -> list[int]:
    """The trigger's own dependents and theirs, clauses left out."""
    clauses = ("acl", "advcl", "parataxis", "conj", "ccomp")
    own = [c for c in children(sentence, trigger.index) if c.rel.split(":")[0] not in clauses or c.pos == "ADJ"]
    return [i for c in own for i in (c.index, *(g.index for g in children(sentence, c.index)))]


def licensed(sentence: Sentence, trigger: Token) -> bool:
    """'лицензионный выпуск', 'собирает по лицензии', 'лицензия на производство', 'совместное производство'."""
    words = {fold(sentence.tokens[i].lemma) for i in _about(sentence, trigger)}
    above = fold(sentence.tokens[trigger.head].lemma) if trigger.head >= 0 else ""
    return bool(words & _LICENSED) or above in ("лицензия", "локализация", "технология")


def licensor(reading: Reading, sentence: Sentence, trigger: Token) -> Value | None:
    """'по российской лицензии', 'по лицензии HD Hyundai': who gave it."""
    for index in clause(sentence, trigger.index):
        if fold(sentence.tokens[index].lemma) != "лицензия":
            continue
        inside = set(subtree(sentence, index))
        for mention in reading.within(sentence, "organisation", "country"):
            near = abs(mention.head - index) <= 2 and not preposition(sentence, mention.head)
            if mention.head in inside or (near and mention.first == index + 1):
                return value_of(reading, mention)
    return None


def country_of(reading: Reading, value: Value) -> str | None:
    """The country of a party: itself, or that of the organisation."""
    if len(value.value) == 2 and value.value.isupper():
        return value.value
    return next(
        (m.country for m in reading.mentions if m.kind == "organisation" and m.value == value.value and m.country), None
    )


def topics(reading: Reading) -> frozenset[str]:
    """The countries that the title and the first sentences name."""
    return frozenset(
        m.country or m.value
        for s in reading.analysis.sentences[:_LEAD]
        for m in reading.within(s, "country", "organisation")
        if (m.kind == "country" and m.role != "capital_place") or m.country is not None
    )


def nearby(reading: Reading, sentence: Sentence) -> frozenset[str]:
    """The countries that the sentence and the two before it in the paragraph name as such."""
    before = reading.analysis.sentences[max(0, sentence.index - 2) : sentence.index + 1]
    return frozenset(
        m.country or m.value
        for s in before if s.paragraph == sentence.paragraph
        for m in reading.within(s, "country") if m.role != "capital_place"
    )  # fmt: skip


def vouched(reading: Reading, word: ServiceWord, trigger: Token, sentence: Sentence, draft: Draft, item: ServiceItem,
            place: ServicePlace, home: frozenset[str]) -> bool:  # fmt: skip
    """Whether the text names enough to make it a service between two countries."""
    given = {country_of(reading, v) for v in draft.slots["provider"]}
    taken = {country_of(reading, v) for v in draft.slots["customer"]}
    match word.frame:
        case "develop":
            sides = len(draft.slots["provider"]) + len(draft.slots["customer"])
            if joint(sentence, trigger):
                return sides > 1 or (
                    bool(draft.slots["provider"]) and trigger.feat("Variant") == "Short"
                )  # 'создана совместно с'
            return sides > 1 and fold(trigger.lemma) in _DEVELOPMENT
        case "make":
            return _made_abroad(sentence, trigger, word, given, taken, item, place)
        case "work":
            near = nearby(reading, sentence)
            talked = draft.stage in ("negotiated", "ordered", "requested", "offered") and bool(taken - {None})
            if talked and not given - {None} and near - taken - {item.origin}:
                return True  # 'обсудили ремонт монгольских МиГ-29': those who talk of it stand beside
            return _worked_abroad(sentence, trigger, draft, given, taken, item, place, home, near)
        case _:
            return _taught_abroad(sentence, draft, given, taken, item, place, home | nearby(reading, sentence))


def _made_abroad(sentence: Sentence, trigger: Token, word: ServiceWord, given: set[str | None], taken: set[str | None],
                 item: ServiceItem, place: ServicePlace) -> bool:  # fmt: skip
    if licensed(sentence, trigger) or word.needs != "licence":
        return bool(given | taken) or place.country is not None or item.origin is not None
    host = place.host.value if place.host is not None else place.country
    builders = taken - {None, item.origin}
    if host is None and item.origin and builders and at_home(sentence, trigger):
        return True  # 'Таджикистан собирает у себя Ababil-2'
    return host is not None and (bool(given - {host, None}) or item.origin not in (host, None))


def at_home(sentence: Sentence, trigger: Token) -> bool:
    """'собирает у себя', 'построят дома', 'строят на месте'."""
    words = [sentence.tokens[i].lemma for i in clause(sentence, trigger.index)]
    return "дома" in words or any(
        sentence.tokens[i].lemma in ("себя", "место") and preposition(sentence, i) in ("у", "на")
        for i in clause(sentence, trigger.index)
    )


def _alone(sentence: Sentence, trigger: Token) -> bool:
    """'самостоятельно модернизирует', 'отремонтировала свои танки', 'собственными силами'."""
    return any(fold(sentence.tokens[i].lemma) in _ALONE for i in clause(sentence, trigger.index))


def _nobody(sentence: Sentence, trigger: Token) -> bool:
    """'танки чинят в Чехии': a plural verb without a subject."""
    form = trigger.feat("Number") == "Plur" or trigger.feat("VerbForm") == "Inf"
    return form and not children(sentence, trigger.index, "nsubj")


def _worked_abroad(sentence: Sentence, trigger: Token, draft: Draft, given: set[str | None], taken: set[str | None],
                   item: ServiceItem, place: ServicePlace, home: frozenset[str],
                   near: frozenset[str]) -> bool:  # fmt: skip
    if not given and not taken:
        others = (home | near) - {place.country, item.origin}  # 'первую будут ремонтировать в Вишакхапатнаме'
        return trigger.pos == "VERB" and place.country is not None and bool(others) and _nobody(sentence, trigger)
    if not draft.slots["customer"] and place.country in given | {None} and _alone(sentence, trigger):
        return False
    involved = given | taken | {place.country, item.origin}
    companies = [v for v in draft.slots["provider"] if len(v.value) > 2]
    unknown = None in given or (companies and item.origin is None) or place.host is not None
    if unknown and home - {item.origin} - given:
        return True
    if companies and home and given.isdisjoint(home):
        return True  # a company from a country that the article is not about
    if not given and draft.stage not in ("requested", "ordered", "negotiated", "cancelled", "refused"):
        return len((taken | {place.country}) - {None}) > 1
    return len(involved - {None}) > 1


def _taught_abroad(sentence: Sentence, draft: Draft, given: set[str | None], taken: set[str | None],
                   item: ServiceItem, place: ServicePlace, home: frozenset[str]) -> bool:  # fmt: skip
    known, here = (given | {place.country}) - {None}, taken - {None}
    if here:
        return bool(known - here) or (draft.stage == "requested" and not known)
    if given - {None}:
        own = any(fold(c.lemma) in ("они", "он", "она", "их", "его", "ее") for c in children(sentence, item.token))
        return draft.stage == "offered" or own or bool(home - given)
    return bool(known) and bool(home - known)
