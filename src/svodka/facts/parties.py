"""Which countries and organisations a noun phrase stands for as a party to a deal, a treaty, a deployment."""

from __future__ import annotations

from svodka.facts.draft import value_of
from svodka.language.tree import children, subtree
from svodka.language import Sentence
from svodka.mentions import Mention, Reading
from svodka.model import Value

STATE_ORGANS = frozenset({"ministry", "staff", "force", "agency", "government", "body", "press", "embassy", "district"})
"""Kinds of organisations that act for their country; makers, exporters and alliances act for themselves."""

_PARTY_HEADS = frozenset({
    "сторона", "правительство", "власть", "армия", "флот", "авиация", "военный", "военнослужащий", "компания",
    "корпорация", "концерн", "фирма", "завод", "предприятие", "верфь", "производитель", "ведомство", "министерство",
    "руководство", "столица", "заказчик", "поставщик", "партнер", "промышленность", "делегация", "президент", "премьер",
    "премьер-министр", "министр", "глава", "лидер", "представитель", "силы", "сила", "войско", "минобороны", "посол",
})  # fmt: skip


def parties_at(reading: Reading, sentence: Sentence, token: int) -> list[Value]:
    """The parties that the noun phrase headed by `token` stands for; empty when it stands for none.

    'Россия' → RU; 'Минобороны Польши' → PL; 'турецкая компания Baykar' → Baykar; 'российская сторона' → RU.
    """
    own = [m for m in reading.at(sentence.index, token) if m.head == token]
    countries = [m for m in own if m.kind == "country" and m.role not in ("adjective", "capital_place")]
    if countries:
        return [value_of(reading, m) for m in countries]
    organisation = next((m for m in own if m.kind == "organisation"), None)
    if organisation is not None:
        return [organisation_as_party(reading, organisation)]
    return _by_modifier(reading, sentence, token)


def organisation_as_party(reading: Reading, mention: Mention) -> Value:
    """An organ of the state stands for its country, every other organisation for itself."""
    if mention.of in STATE_ORGANS and mention.country:
        return value_of(reading, mention, mention.country)
    return value_of(reading, mention)


def _by_modifier(reading: Reading, sentence: Sentence, token: int) -> list[Value]:
    """'турецкая компания Baykar', 'министр обороны Польши', 'ВВС республики', 'российская сторона'."""
    if sentence.tokens[token].lemma.replace("ё", "е") not in _PARTY_HEADS:
        return []
    for name in children(sentence, token, "appos", "flat", "nmod"):
        named = [m for m in reading.at(sentence.index, name.index, ("organisation",)) if m.of not in STATE_ORGANS]
        if named and name.rel != "nmod":
            return [value_of(reading, named[0])]
    inside = subtree(sentence, token)
    found = [m for m in reading.within(sentence, "country") if m.head in inside and m.role != "capital_place"]
    direct = [m for m in found if sentence.tokens[m.head].head == token]
    return [value_of(reading, m) for m in (direct or found)[:2]] if found else []
