"""How far a speaker's word reaches: which tokens of the sentence tell what was said."""

from __future__ import annotations

from svodka.facts.said.relays import own_tokens
from svodka.facts.said.words import speech_words
from svodka.language import Sentence, Token
from svodka.language.tree import children, clause_head, preposition, subtree

_STOPS = frozenset({",", "-", "–", "—", ";", ":"})


def reach_of(sentence: Sentence, verb: Token, *, person: bool) -> list[int]:
    """The tokens whose content the speaker vouches for: the 'что' clause, 'о поставке', else the clause around."""
    if verb.lemma in speech_words().hopes:
        return subtree(sentence, verb.index)
    if verb.lemma in speech_words().acts:
        # 'Макрон пообещал бронемашины', 'Шольц отправку исключил': the word is the deed itself.
        return subtree(sentence, verb.index) if person else []
    clauses = [c for c in children(sentence, verb.index, "ccomp", "csubj") if c.index > verb.index]
    if clauses:
        return [t for c in clauses for t in range(min(subtree(sentence, c.index)), len(sentence.tokens))]
    marker = _marker(sentence, verb)
    if marker is not None:
        return list(range(marker, len(sentence.tokens)))
    return _objects(sentence, verb) or around(sentence, verb.index, own_tokens(sentence, verb.index, relatives=True))


def _marker(sentence: Sentence, verb: Token) -> int | None:
    """The 'что' that the tree did not hang on the verb; one behind another verb is that verb's."""
    for token in sentence.tokens[verb.index + 1 :]:
        if token.lemma in ("что", "будто", "как") and token.pos == "SCONJ":
            return token.index
        if token.pos == "VERB" and token.feat("VerbForm") == "Fin":
            return None
    return None


def _objects(sentence: Sentence, verb: Token) -> list[int]:
    """'объявил о закупке', 'опроверг сообщения о базе', 'объявил дворец: президенты обсудили'."""
    colon = next((t.index for t in sentence.tokens[verb.index + 1 :] if t.text == ":"), None)
    found = list(range(colon, len(sentence.tokens))) if colon is not None and verb.rel == "root" else []
    for child in children(sentence, verb.index, "obl", "nmod", "obj"):
        about = preposition(sentence, child.index) == "о"
        if about or (child.rel == "obj" and child.pos == "NOUN" and verb.rel in ("root", "conj")):
            found.extend(subtree(sentence, child.index))
    return found


def around(sentence: Sentence, token: int, own: list[int]) -> list[int]:
    """What a parenthesis is put into: the whole sentence at its edge, in the middle of a clause that clause.

    'а в сентябре, по словам Акара, была доставлена батарея': the clause before 'а' is not of Akar's saying.
    """
    mine = set(own)
    head = sentence.tokens[token].head
    behind = [t for t in sentence.tokens[max(mine) + 1 :] if t.pos != "PUNCT"]
    if head >= 0 and behind and min(mine) > _start(sentence, token):
        top = clause_head(sentence, head)
        if sentence.tokens[top].rel == "conj":
            return [t for t in subtree(sentence, top) if t not in mine]
    start = _clause_start(sentence, token) if head < 0 else 0
    return [t.index for t in sentence.tokens if t.index not in mine or t.index < start]


def _start(sentence: Sentence, token: int) -> int:
    """The first token of the clause that holds the parenthesis."""
    return min(subtree(sentence, clause_head(sentence, sentence.tokens[token].head)))


def _clause_start(sentence: Sentence, index: int) -> int:
    """Where the verb's own clause begins: after the nearest comma or dash to its left."""
    return next((t.index for t in reversed(sentence.tokens[:index]) if t.text in _STOPS), 0)
