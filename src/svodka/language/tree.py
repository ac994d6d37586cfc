"""Walking the dependency tree of a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from svodka.language.analysis import Sentence, Token

CLAUSE_LINKS = frozenset({"root", "ccomp", "advcl", "acl", "acl:relcl", "parataxis", "csubj"})


def is_predicate(token: Token) -> bool:
    """A finite verb, a short participle or adjective, or an infinitive: what a clause is built on."""
    if token.pos in ("VERB", "AUX"):
        return token.feat("VerbForm") in ("Fin", "Inf", "Conv", "") or token.feat("Variant") == "Short"
    return token.pos == "ADJ" and token.feat("Variant") == "Short"


def ancestors(sentence: Sentence, index: int) -> Iterator[int]:
    """The governors of a token, nearest first, up to the root."""
    seen = {index}
    head = sentence.tokens[index].head
    while head >= 0 and head not in seen:
        yield head
        seen.add(head)
        head = sentence.tokens[head].head


def subtree(sentence: Sentence, index: int) -> list[int]:
    """The token and everything that hangs on it, in order of the text."""
    found, stack = set(), [index]
    while stack:
        at = stack.pop()
        if at not in found:
            found.add(at)
            stack.extend(sentence.children[at])
    return sorted(found)


def children(sentence: Sentence, index: int, *rels: str) -> list[Token]:
    """The dependents of a token, those with the given relations (subtypes count) when any is named."""
    found = [sentence.tokens[c] for c in sentence.children[index]]
    return [t for t in found if t.rel in rels or t.rel.partition(":")[0] in rels] if rels else found


def conjuncts(sentence: Sentence, index: int) -> list[int]:
    """The token and what is coordinated with it: 'С-400 и "Панцирь-С"' → both."""
    found = [index]
    for at in found:
        found.extend(c.index for c in children(sentence, at, "conj") if c.index not in found)
    return found


def first_conjunct(sentence: Sentence, index: int) -> int:
    """The head of the coordination a token belongs to (itself when there is none)."""
    seen = set()
    while sentence.tokens[index].rel == "conj" and sentence.tokens[index].head >= 0 and index not in seen:
        seen.add(index)
        index = sentence.tokens[index].head
    return index


def preposition(sentence: Sentence, index: int) -> str:
    """The lemma of the preposition that governs a nominal, '' when there is none.

    A coordinated nominal without its own takes that of the first: 'в Нижегородской и Калининградской областях'.
    """
    for at in (index, first_conjunct(sentence, index)):
        for child in sentence.children[at]:
            token = sentence.tokens[child]
            if child < at and token.rel.partition(":")[0] == "case":
                return _PREPOSITION.get(token.lemma, token.lemma)
    return ""


_PREPOSITION = {"со": "с", "во": "в", "ко": "к", "об": "о", "обо": "о", "ото": "от", "изо": "из", "надо": "над"}


def negated(sentence: Sentence, index: int) -> bool:
    """Whether 'не' or 'ни' stands before the token as its particle ('не планирует', 'так и не появилась')."""
    return any(c.lemma in ("не", "нет") and c.index < index for c in children(sentence, index)) or (
        index > 0 and sentence.tokens[index - 1].lemma == "не"
    )


def clause_head(sentence: Sentence, index: int) -> int:
    """The predicate of the clause a token stands in: the nearest governor that heads a clause of its own.

    Infinitives belong to the clause of what governs them ('планирует заключить'); a coordinated verb opens a clause.
    """
    at = index
    for _ in sentence.tokens:  # counted, so that a broken tree ends too
        token = sentence.tokens[at]
        if _opens_clause(token):
            return at
        at = token.head
    return index


def _opens_clause(token: Token) -> bool:
    if token.head < 0 or token.rel in CLAUSE_LINKS:
        return True
    return token.rel == "conj" and is_predicate(token) and token.feat("VerbForm") != "Inf"


def clause(sentence: Sentence, index: int) -> list[int]:
    """The tokens of the clause a token stands in, subordinate clauses left out."""
    found, stack = set(), [clause_head(sentence, index)]
    while stack:
        at = stack.pop()
        if at not in found:
            found.add(at)
            stack.extend(c for c in sentence.children[at] if not _opens_clause(sentence.tokens[c]))
    return sorted(found)
