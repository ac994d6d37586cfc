"""Where a service is given: a named place, a country, or a site told by its country ('в российских вузах')."""

from __future__ import annotations

from dataclasses import dataclass

from svodka.facts.base.draft import value_of
from svodka.facts.base.places_of import pointed
from svodka.facts.base.standing import Standing
from svodka.facts.service.words import service_words
from svodka.language import Sentence
from svodka.language.tree import ancestors, clause, preposition, subtree
from svodka.mentions import Mention, Reading
from svodka.model import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicePlace:
    """The place as the slot wants it, its country, and the country of the site's owner where an adjective tells it."""

    values: tuple[Value, ...] = ()
    country: str | None = None
    host: Value | None = None


def place_of(reading: Reading, sentence: Sentence, state: Standing) -> ServicePlace:
    """The place in the clause of the trigger that stands nearest to it."""
    trigger = state.chain[0]
    inside = set(clause(sentence, trigger))
    if any(service_words().has("papers", sentence.tokens[t].lemma) for t in state.chain[1:]):
        inside &= set(subtree(sentence, trigger))  # 'подписал в Каире контракт на ремонт': that is where it was signed
    sent = preposition(sentence, trigger) == "на"
    host = _site_owner(reading, sentence, trigger, inside)
    places = [m for m in reading.within(sentence, "place") if m.head in inside and _locative(reading, sentence, m)]
    if places:
        best = min(places, key=lambda m: (m.first < trigger, abs(m.first - trigger)))
        return ServicePlace(values=(value_of(reading, best),), country=best.country, host=host)
    for mention in reading.within(sentence, "country"):
        if (
            mention.head in inside
            and mention.role in ("name", "abbreviation", "anaphor")
            and _stands_in(sentence, mention.head, sent)
        ):
            return ServicePlace(values=(value_of(reading, mention),), country=mention.value, host=host)
    told = [m for m in pointed(reading, sentence, inside) if m.country] if host is None else []
    if told:  # 'собирать там', 'выпускать здесь'
        best = next((m for m in told if m.kind == "place"), told[-1])
        return ServicePlace(values=(value_of(reading, best),), country=best.country)
    return ServicePlace(values=(host,) if host else (), country=host.value if host else None, host=host)


def _locative(reading: Reading, sentence: Sentence, mention: Mention) -> bool:
    """'в Торжке', 'на полигоне Бовингтон'; not the seat of a government ('Москва предлагает')."""
    above = next(ancestors(sentence, mention.head), -1)
    if above >= 0 and preposition(sentence, above) in ("в", "на", "под"):
        site = service_words().has("sites", sentence.tokens[above].lemma)  # 'в академиях Анкары'
        if sentence.tokens[mention.head].rel == "appos" or (site and _stands_in(sentence, above)):
            return True
    if any(m.role == "capital" for m in reading.at(sentence.index, mention.head, ("country",))):
        return False
    if preposition(sentence, mention.head) in ("в", "на", "под", "близ", "у"):
        return sentence.tokens[mention.head].feat("Case") != "Acc" or mention.of in ("base", "range")
    return False


def _stands_in(sentence: Sentence, token: int, sent: bool = False) -> bool:
    cases = ("Loc", "", "Acc") if sent else ("Loc", "")  # 'на обучение во Францию'
    return preposition(sentence, token) in ("в", "на") and sentence.tokens[token].feat("Case") in cases


def _site_owner(reading: Reading, sentence: Sentence, trigger: int, inside: set[int]) -> Value | None:
    """'на иранских заводах', 'в военных вузах Турции', 'на мощностях польского холдинга'."""
    for mention in reading.within(sentence, "country"):
        if mention.head not in inside or mention.role in ("capital", "capital_place"):
            continue
        at = mention.head
        for above in ancestors(sentence, mention.head):
            if not service_words().has("sites", sentence.tokens[above].lemma):
                break
            at = above
        if at != mention.head and _stands_in(sentence, at):
            return value_of(reading, mention)
    return None
