"""Which countries and organisations a noun phrase stands for as a party to a deal, a treaty, a deployment."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from svodka.facts.base.draft import value_at, value_of
from svodka.language import Sentence, Token
from svodka.language.tree import children, clause_head, conjuncts, subtree
from svodka.mentions import Mention, Reading
from svodka.model import Value

STATE_ORGANS = frozenset({"ministry", "staff", "force", "agency", "government", "body", "press", "embassy", "district"})
"""Kinds of organisations that act for their country; makers, exporters and alliances act for themselves."""


@cache
def party_heads() -> frozenset[str]:
    """The nouns that stand for the party that their modifier names (data/parties.toml)."""
    return frozenset(tomllib.loads((files("svodka.facts") / "data" / "parties.toml").read_text("utf-8"))["heads"])


_BRANCHES = frozenset({"отделение", "филиал", "подразделение", "представительство", "офис", "дочка"})
_NO_PARTIES = frozenset({"parliament", "press", "outlet", "court", "party"})
_ORGANS = frozenset({"ведомство", "министерство", "флот", "армия", "минобороны"})


def parties_at(reading: Reading, sentence: Sentence, token: int) -> list[Value]:
    """The parties that the noun phrase headed by `token` stands for; empty when it stands for none.

    'Россия' → RU; 'Минобороны Польши' → PL; 'турецкая компания Baykar' → Baykar; 'российская сторона' → RU.
    """
    own = [m for m in reading.at(sentence.index, token) if m.head == token]
    countries = [m for m in own if m.kind == "country" and m.role not in ("adjective", "capital_place")]
    if countries:
        return [value_of(reading, m) for m in countries]
    organisation = next((m for m in own if m.kind == "organisation"), None)
    if organisation is not None and organisation.of in _NO_PARTIES:
        return []
    if organisation is not None:
        if organisation.of in STATE_ORGANS and not organisation.country:
            return _organ_again(reading, sentence, token)
        if organisation.of in STATE_ORGANS and sentence.tokens[token].feat("Number") == "Plur":
            return _organs(reading, sentence, organisation)
        return [organisation_as_party(reading, organisation)]
    person = next((m for m in own if m.kind == "person"), None)
    if person is not None:
        return _state_of(reading, person)
    return _by_modifier(reading, sentence, token)


def _organs(reading: Reading, sentence: Sentence, organisation: Mention) -> list[Value]:
    """'министерства обороны Узбекистана и Пакистана': one word for the organs of several countries."""
    within = reading.within(sentence, "country")
    named = [m for m in within if organisation.first <= m.head <= organisation.last]
    listed = conjuncts(sentence, named[0].head) if named else []
    values = [value_of(reading, m) for m in within if m.head in listed]
    return values if len(values) > 1 else [organisation_as_party(reading, organisation)]


def _state_of(reading: Reading, person: Mention) -> list[Value]:
    """'Шольц отправку исключил': who holds a state office acts for the state that the article gives with it."""
    for position in reading.positions:
        held = position.person.value == person.value and position.country_code and position.stage == "current"
        if held and (position.organisation is None or position.organisation.of in STATE_ORGANS):
            return [value_of(reading, person, position.country_code)]
    return []


def organisation_as_party(reading: Reading, mention: Mention) -> Value:
    """An organ of the state stands for its country, every other organisation for itself."""
    if mention.of in STATE_ORGANS and mention.country:
        return value_of(reading, mention, mention.country)
    return value_of(reading, mention)


def _by_modifier(reading: Reading, sentence: Sentence, token: int) -> list[Value]:
    """'турецкая компания Baykar', 'министр обороны Польши', 'российская сторона'; 'ведомство' alone."""
    lemma = sentence.tokens[token].lemma.replace("ё", "е")
    if lemma in ("страна", "государство", "член", "союзник"):
        # 'страны НАТО' act as the alliance
        allied = [m for m in reading.within(sentence, "organisation") if m.of == "alliance"]
        return [value_of(reading, m) for m in allied if sentence.tokens[m.head].head == token][:1]
    if lemma not in party_heads():
        return []
    for name in children(sentence, token, "appos", "flat", "nmod"):
        named = [m for m in reading.at(sentence.index, name.index, ("organisation",)) if m.of not in STATE_ORGANS]
        if named and (name.rel != "nmod" or lemma in _BRANCHES):  # 'у британского отделения MBDA'
            return [value_of(reading, named[0])]
        for person in reading.at(sentence.index, name.index, ("person",)):
            if state := _state_of(reading, person):  # 'кабинет Нетаньяху'
                return state
    inside = subtree(sentence, token)
    found = [m for m in reading.within(sentence, "country") if m.head in inside and m.role != "capital_place"]
    direct = [m for m in found if sentence.tokens[m.head].head == token]
    if found:
        chosen = direct or found
        listed = conjuncts(sentence, chosen[0].head)  # 'министры обороны Литвы, Польши и Украины'
        wanted = [m for m in found if m.head in listed] if len(listed) > 1 else chosen[:2]
        return [value_of(reading, m) for m in wanted]
    return _organ_again(reading, sentence, token) if sentence.tokens[token].lemma in _ORGANS else []


def _organ_again(reading: Reading, sentence: Sentence, token: int) -> list[Value]:
    """'ведомство рассчитывает принять', 'флот получит': the organ of state named before acts for its country."""
    here = sentence.tokens[token]
    if children(sentence, token, "nmod"):
        return []
    for index in range(sentence.index, max(-1, sentence.index - 4), -1):
        for mention in reversed(reading.within(index, "organisation")):
            if mention.end <= here.start and mention.of in STATE_ORGANS and mention.country:
                return [value_at(reading, here.start, here.end, mention.country)]
    return _actor_before(reading, sentence, here)


def _actor_before(reading: Reading, sentence: Sentence, here: Token) -> list[Value]:
    """'Малайзия меняет авиацию. 18 машин министерство заказало': the one country that acts in the paragraph."""
    acting = actors_before(reading, sentence, here)
    return [value_at(reading, here.start, here.end, code) for code in acting] if len(acting) == 1 else []


def actors_before(reading: Reading, sentence: Sentence, here: Token) -> dict[str, Value]:
    """The countries that act in the paragraph before a token, at most three sentences back, by code."""
    acting: dict[str, Value] = {}
    for index in range(sentence.index, max(-1, sentence.index - 4), -1):
        before = reading.analysis.sentences[index]
        if before.paragraph != sentence.paragraph:
            break
        for mention in reading.within(index, "country"):
            if mention.role in ("adjective", "national", "capital_place") or mention.end > here.start:
                continue
            acts = before.tokens[mention.head].rel.startswith("nsubj")
            if acts and clause_head(before, mention.head) != clause_head(sentence, here.index):
                acting.setdefault(mention.value, value_of(reading, mention))
    return acting
