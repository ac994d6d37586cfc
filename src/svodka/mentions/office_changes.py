"""Appointments and dismissals: 'назначил Иванова министром', 'освобожден от должности министра'."""

from __future__ import annotations

from collections.abc import Mapping

from svodka.knowledge.offices import is_rank, stage_of_verb
from svodka.language import Sentence, Token
from svodka.mentions.mention import Mention

_POSTS = frozenset({"должность", "пост", "отставка"})
_ONLY_WITH_POST = frozenset({"отправить", "уйти", "покинуть", "занять", "снять"})
_CHANGED = ("obj", "nsubj:pass", "nsubj", "iobj")


def governing_verb(sentence: Sentence, token: int) -> Token | None:
    """The verb that a word depends on, through nouns such as 'должность'; None when another noun comes between."""
    at = sentence.tokens[token].head
    while at >= 0:
        found = sentence.tokens[at]
        if found.pos == "VERB":
            return found
        if found.lemma not in _POSTS:
            return None
        at = found.head
    return None


def stage_of_change(sentence: Sentence, token: int, verb: Token | None) -> str | None:
    """'appointed' or 'dismissed' when the verb gives or takes the office that `token` heads, else None."""
    stage = stage_of_verb(verb.lemma) if verb else None
    if verb is None or stage is None:
        return None
    post = any(sentence.tokens[i].lemma in _POSTS for i in sentence.children[verb.index])
    if verb.lemma in _ONLY_WITH_POST and not post:
        return None
    case = sentence.tokens[token].feat("Case")
    fits = case == "Ins" or post if stage == "appointed" else case in ("Gen", "Acc")
    return stage if fits else None


def _announced(sentence: Sentence, head: int) -> Token:
    """The rank that a name stands beside, else the name: 'назначен литовский полковник Витаутас Грикшас'."""
    token = sentence.tokens[head]
    above = sentence.tokens[token.head] if token.rel == "appos" and token.head >= 0 else token
    return above if is_rank(above.lemma) else token


def changed_person(sentence: Sentence, verb: Token, people: Mapping[tuple[int, int], Mention]) -> Mention | None:
    """Whom the verb appoints or dismisses: its object, or the subject of a passive or intransitive one."""
    held = [m for (s, _), m in people.items() if s == sentence.index]
    ranked = sorted(
        (
            (_CHANGED.index(rel), m.start, m)
            for m in held
            if (top := _announced(sentence, m.head)).head == verb.index and (rel := top.rel) in _CHANGED
        ),
        key=lambda row: row[:2],
    )
    active_only = (
        len(ranked) == 1 and ranked[0][0] == 2 and verb.feat("Voice") != "Pass" and verb.lemma not in _ONLY_WITH_POST
    )
    return ranked[0][2] if ranked and not active_only else None
