"""Trainings told with the verb left out: 'немцы учат танкистов в Мюнстере, поляки — в Свентошуве'."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from svodka.facts.base.draft import Draft, evidence_of, value_of
from svodka.facts.base.parties import parties_at
from svodka.facts.base.places_of import is_whereabouts
from svodka.language import Sentence, Token
from svodka.mentions import Mention, Reading

_DASHES = ("-", "–", "—")
_ENDS = (",", ";", ".", ":")


def gapped(reading: Reading, sentence: Sentence, trigger: Token, draft: Draft) -> Iterator[Draft]:
    """A training for every '… — в Свентошуве' behind the verb: elsewhere, by whoever stands before the dash."""
    for dash in sentence.tokens[trigger.index + 1 :]:
        subject = _before(sentence, trigger, dash)
        places = _behind(reading, sentence, dash) if subject is not None else []
        if subject is None or not places:
            continue
        given = parties_at(reading, sentence, subject.index)
        countries = [m for m in places if m.kind == "country"]
        given = given or [value_of(reading, m) for m in countries[:1]]
        if not given and subject.pos != "NUM":
            continue
        slots = {**draft.slots, "provider": tuple(given), "place": (value_of(reading, places[0]),)}
        evidence = evidence_of(reading, sentence, (subject.index,), slots["place"])
        yield replace(draft, slots=slots, evidence=evidence, trigger=subject.index, rule="service.gap")


def _before(sentence: Sentence, trigger: Token, dash: Token) -> Token | None:
    """The subject between the comma and the dash: a nation, or as many more of those told of."""
    if dash.text not in _DASHES or dash.index < trigger.index + 3:
        return None
    subject, comma = sentence.tokens[dash.index - 1], sentence.tokens[dash.index - 2]
    alone = comma.text in (",", ";") and (subject.pos == "NUM" or subject.feat("Case") == "Nom")
    return subject if alone else None


def _behind(reading: Reading, sentence: Sentence, dash: Token) -> list[Mention]:
    stop = next((t.index for t in sentence.tokens[dash.index + 1 :] if t.text in _ENDS), len(sentence.tokens))
    found = [m for m in reading.within(sentence, "place", "country") if dash.index < m.head < stop]
    stand = [m for m in found if m.role not in ("adjective", "capital_place") and is_whereabouts(sentence, m)]
    return sorted(stand, key=lambda m: m.kind == "country")
