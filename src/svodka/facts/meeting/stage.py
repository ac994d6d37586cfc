"""Whether a meeting is planned, held or called off."""

from __future__ import annotations

from dataclasses import replace

from svodka.facts.base.operators import Phase
from svodka.facts.base.standing import Standing, standing, tense_phase
from svodka.facts.meeting.words import meeting_words
from svodka.language import Sentence, Token
from svodka.language.tree import children, negated

_STAGES: dict[Phase, str] = {
    "planned": "planned", "agreed": "planned", "started": "held", "done": "held", "cancelled": "cancelled",
}  # fmt: skip


def stage_of(state: Standing) -> str | None:
    """The stage of a meeting; None where it is only wished for, refused or put off."""
    return _STAGES.get(state.phase) if state.phase is not None else None


def verb_standing(sentence: Sentence, verb: Token) -> Standing:
    """'встретился' held, 'встретится' and 'намерен встретиться' planned."""
    return standing(sentence, verb.index, "meeting")


def noun_standing(sentence: Sentence, noun: Token, verb: int, kind: str) -> Standing:
    """The standing of 'встреча', 'переговоры', 'визит' from their own modifiers, else from the verb above."""
    state = standing(sentence, noun.index, "meeting")
    if kind in ("occasion", "none"):
        # What is done at a meeting does not change it: 'на встрече отказался поставлять'.
        state = replace(state, phase=_tense(sentence, verb), modality="asserted", chain=(noun.index,))
    elif state.phase is None and kind == "subject":
        state = replace(state, phase=tense_phase(sentence.tokens[verb]))
    own = _own_phase(sentence, noun)
    if own is None or (kind in ("object", "subject") and state.phase in ("done", "cancelled")):
        return state
    return replace(state, phase=own)


def _own_phase(sentence: Sentence, noun: Token) -> Phase | None:
    """'предстоящая встреча', 'отменённый визит', 'прошлогодние переговоры'."""
    words = meeting_words()
    for child in children(sentence, noun.index, "amod", "acl"):
        lemma = child.lemma.replace("ё", "е")
        if child.rel.startswith("acl") and child.feat("VerbForm") not in ("Part", ""):
            continue
        if lemma in words.called_off:
            return "cancelled"
        if lemma in words.coming and not negated(sentence, child.index):
            return "planned"
        if lemma in ("пройти", "состояться") and child.feat("Tense") == "Past":
            return "done"
    return None


def _tense(sentence: Sentence, verb: int) -> Phase | None:
    """'на встрече обсудили' was held, 'на встрече обсудят' is planned; 'по итогам визита' alone was held."""
    token = sentence.tokens[verb]
    if token.feat("VerbForm") == "Inf":
        return "planned"
    if any(c.lemma == "быть" and c.feat("Tense") == "Fut" for c in children(sentence, verb, "aux", "cop")):
        return "planned"
    phase = tense_phase(token)
    return "planned" if phase == "planned" else "done"
