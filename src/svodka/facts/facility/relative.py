"""Sites told by a clause with 'который' as its object: 'на базе в Могадишо, которую Турция открыла в 2017 году'."""

from __future__ import annotations

from svodka.facts.facility.words import site_course
from svodka.language import Sentence, Token
from svodka.language.tree import children, clause_head, preposition
from svodka.mentions import Mention

_NEAR = 6
"""Tokens from the site to 'который': its place and a comma may stand between."""


def told_in_relative(sentence: Sentence, mention: Mention) -> tuple[int, str] | None:
    """The verb of making, use or closing whose object 'который' is, and what it tells; None without one."""
    for token in sentence.tokens[mention.last + 1 : mention.last + 1 + _NEAR]:
        if token.lemma != "который":
            continue
        if not _agrees(sentence, token, mention) or preposition(sentence, token.index):
            return None
        verb = sentence.tokens[clause_head(sentence, token.index)]
        subjects = [c for c in children(sentence, verb.index, "nsubj") if c.index != token.index]
        group = site_course().group(verb.lemma.replace("ё", "е"))
        if verb.index < token.index or group not in ("make", "build", "use", "close") or not subjects:
            return None
        return verb.index, group
    return None


def _agrees(sentence: Sentence, token: Token, mention: Mention) -> bool:
    head = sentence.tokens[mention.head]
    before = sentence.tokens[token.index - 1].text
    same = all(not token.feat(f) or token.feat(f) == head.feat(f) for f in ("Gender", "Number"))
    return before == "," and same and token.feat("Case") in ("Acc", "Nom")
