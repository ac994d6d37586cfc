"""What a clause about troops leaves to its context: the place that it describes, the troops told of only by nation."""

from __future__ import annotations

from collections.abc import Iterator

from svodka.facts.base.draft import Draft, value_of
from svodka.facts.base.places_of import place_values
from svodka.facts.base.troops import Troop
from svodka.facts.deployment.roles import Where
from svodka.language import Sentence, Token
from svodka.language.tree import clause
from svodka.mentions import Mention, Reading

_WHERE = frozenset({"где", "куда", "откуда"})
_NEXT_TO = 3
"""Tokens between a place and the 'где' of the clause that describes it: a comma and a closing quotation mark."""
_BY_NATION = frozenset({
    "служить", "оставаться", "остаться", "находиться", "размещаться", "разместить", "базироваться", "стоять",
    "дислоцировать", "дислоцироваться", "нести", "расквартировать", "насчитывать",
})  # fmt: skip
_NEAR_SITE = 2


def described(reading: Reading, sentence: Sentence, token: Token) -> Where | None:
    """'в Жешуве, где развернули две батареи', 'в Афганистан, куда отправила роту': what 'где' goes back to."""
    inside = [i for i in clause(sentence, token.index) if i <= token.index]
    pointing = next((i for i in inside if sentence.tokens[i].lemma in _WHERE), None)
    if pointing is None:
        return None
    before = [m for m in reading.within(sentence, "place", "country") if _leads_to(sentence, m, pointing)]
    places = [m for m in before if m.kind == "place" and m.of not in ("area", "sea")]
    countries = [m for m in before if m.kind == "country" and m.role in ("name", "abbreviation", "anaphor")]
    named = next((m for m in reversed(before) if m.country), None)
    if named is None:
        return None
    hosts = (value_of(reading, countries[-1] if countries else named, named.country),)
    return Where(host=hosts, place=place_values(reading, places))


def _leads_to(sentence: Sentence, mention: Mention, pointing: int) -> bool:
    """Whether the mention stands right before 'где', or is what such a place belongs to: 'на базе в Польше, где'."""
    gap = sentence.tokens[mention.last + 1 : pointing]
    return 0 < len(gap) <= _NEXT_TO and all(t.pos == "PUNCT" for t in gap)


def by_nation(reading: Reading, sentence: Sentence, sites: list[Draft]) -> Iterator[Troop]:
    """'на базе служат 6,5 тыс. россиян', 'там остаются 1200 американцев': men told by their nation and number.

    Only where somebody serves, or a site of the article is near: '1200 американцев остались' may be tourists.
    """
    stays = {t.lemma for t in sentence.tokens if t.lemma in _BY_NATION}
    near = any(0 <= sentence.index - d.sentence <= _NEAR_SITE for d in sites)
    if not stays or not (stays & {"служить", "нести"} or near or reading.within(sentence, "facility")):
        return
    for mention in reading.within(sentence, "country"):
        if mention.role != "national" or not mention.of:
            continue
        for quantity in reading.within(sentence, "quantity"):
            if quantity.first <= mention.head <= quantity.last and quantity.value.endswith(f" {mention.of}"):
                yield Troop(token=mention.head, first=quantity.first, value=value_of(reading, mention, mention.of),
                            quantity=value_of(reading, quantity), kind="people")  # fmt: skip


def each_sends(sentence: Sentence, moved: list[Troop]) -> bool:
    """'Германия и США прислали по две батареи': everyone sends as many."""
    return any(t.lemma == "по" for troop in moved for t in sentence.tokens[max(0, troop.first - 2) : troop.token])
