"""Which troops a word of movement is about: its subject, its object, or what a pronoun stands for."""

from __future__ import annotations

from svodka.facts.base.troops import Troop
from svodka.facts.deployment.words import Movement
from svodka.language import Sentence, Token
from svodka.language.tree import children, clause, clause_head, first_conjunct, is_predicate, preposition, subtree

_SIZES = frozenset({
    "численность", "число", "количество", "часть", "присутствие", "мандат", "миссия", "состав", "большинство",
})  # fmt: skip
"""What troops hang on as a mere measure: 'сократит численность войск', 'вывела часть контингента'."""


RELIEVING = frozenset({"сменить", "сменять"})
"""Who relieves comes, who is relieved goes: 'их сменит испанская батарея'."""
EXPECTING = frozenset({"ждать", "ожидать", "ожидаться"})
"""'Инструкторов ждут в октябре', 'ещё 150 военных ожидаются осенью'."""


def moved_troops(sentence: Sentence, token: Token, movement: Movement, troops: list[Troop]) -> list[Troop]:
    """The troops that the word is about: its subject or object, or the noun that the participle modifies."""
    if (
        token.feat("VerbForm") == "Part"
        and not is_predicate(token)
        and token.rel in ("acl", "amod")
        and token.head >= 0
    ):
        return [t for t in troops if t.token == token.head]
    if token.pos == "NOUN" and token.lemma != "путь":
        below = set(subtree(sentence, token.index))
        return [t for t in troops if t.token in below and _bare(sentence, t)]
    relative = _relative(sentence, token)
    if relative >= 0 and (movement not in ("station", "send") or any(t.token == relative for t in troops)):
        return [t for t in troops if t.token == relative]
    inside = region_of(sentence, token)
    found = [t for t in troops if t.token in inside and (_bare(sentence, t) or _share(sentence, t, movement))]
    if token.lemma in RELIEVING:
        return [t for t in found if sentence.tokens[t.token].rel.startswith("nsubj") and relieves(sentence, token)]
    if token.lemma in EXPECTING:
        return [t for t in found if sentence.tokens[t.token].head == token.index and t.kind in ("people", "unit")]
    if movement == "operate":
        return [t for t in found if sentence.tokens[t.token].rel.startswith("nsubj")]
    direct = [t for t in found if _hangs_on(sentence, t.token, token.index)]
    if len({first_conjunct(sentence, t.token) for t in direct}) > 1 or token.lemma == "путь":
        direct = [t for t in direct or found if not _comma_between(sentence, t.token, token.index)]
    return _main(sentence, direct or found)


def relieves(sentence: Sentence, token: Token) -> bool:
    """'их сменит рота', 'сменит предшественника', 'сменили итальянцев'; not 'рота сменит место службы'."""
    return any(
        c.pos == "PRON" or c.lemma in ("предшественник", "коллега") or c.feat("Animacy") == "Anim"
        for c in children(sentence, token.index, "obj", "iobj")
    )


def _relative(sentence: Sentence, token: Token) -> int:
    """'рота, которую переведут', 'военные, которые находятся': the noun of the clause; -1 when it is none of these."""
    top = clause_head(sentence, token.index)
    if not sentence.tokens[top].rel.startswith("acl") or sentence.tokens[top].feat("VerbForm") == "Part":
        return -1
    for index in clause(sentence, top):
        word = sentence.tokens[index]
        if word.lemma == "который" and not preposition(sentence, index) and word.feat("Case") in ("Nom", "Acc"):
            return sentence.tokens[top].head
    return -1


def recalled(sentence: Sentence, token: Token) -> int:
    """'её переведут в Ливан', 'они прибыли': the pronoun by which the troops told of stand here; -1 without one."""
    inside = region_of(sentence, token)
    for index in sorted(inside):
        word = sentence.tokens[index]
        if word.lemma not in ("он", "она", "они") or word.pos != "PRON" or preposition(sentence, index):
            continue
        if word.rel.startswith(("nsubj", "obj")) and word.feat("Case") in ("Nom", "Acc", "Gen"):
            return index
    return -1


def _comma_between(sentence: Sentence, one: int, other: int) -> bool:
    """'прибыла рота, контингент пока в пути': two clauses that the tree took for one."""
    low, high = sorted((one, other))
    return any(t.text in (",", ";") for t in sentence.tokens[low:high])


def _hangs_on(sentence: Sentence, troop: int, token: int) -> bool:
    """Whether the troops are subject or object of the word, not of one behind a comma: '…, контингент пока в пути'."""
    first = first_conjunct(sentence, troop)
    joined = first == troop or any(t.lemma in ("и", "или", "также") for t in sentence.tokens[first:troop])
    return joined and sentence.tokens[first].head == token


def _main(sentence: Sentence, found: list[Troop]) -> list[Troop]:
    """Without those that hang on others: 'рота 103-й бригады', 'десантники бригады', 'штаб батальона'."""
    tokens = {t.token for t in found}
    kept = []
    for troop in found:
        head = sentence.tokens[troop.token]
        hangs = (
            head.rel == "nmod"
            and head.feat("Case") == "Gen"
            and head.head >= 0
            and sentence.tokens[head.head].pos == "NOUN"
        )
        counted = any(c.rel.startswith("nummod") for c in children(sentence, troop.token)) or troop.quantity is not None
        measured = hangs and sentence.tokens[head.head].lemma in _SIZES and head.head not in tokens
        if not hangs or counted or measured or (head.head in tokens and head.rel == "conj"):
            kept.append(troop)
    return kept


def region_of(sentence: Sentence, token: Token) -> set[int]:
    """The clause of the word; of coordinated verbs only its own part, and the subject that they share."""
    whole = set(clause(sentence, token.index))
    if is_predicate(token) and token.feat("VerbForm") == "Inf":
        top = clause_head(sentence, token.index)
        return whole | {i for c in children(sentence, top, "nsubj") for i in subtree(sentence, c.index)}
    if not children(sentence, token.index, "nsubj") and token.rel == "conj":
        whole |= {i for c in children(sentence, token.head, "nsubj") for i in subtree(sentence, c.index)}
    return whole


def _share(sentence: Sentence, troop: Troop, movement: Movement) -> bool:
    """'прислали по две батареи Patriot': so many each; 'удары по войскам' are no share."""
    token = sentence.tokens[troop.token]
    counted = troop.quantity is not None or token.feat("Number") == "Sing"
    return movement in ("station", "send") and counted and preposition(sentence, troop.token) == "по"


def _bare(sentence: Sentence, troop: Troop) -> bool:
    """Not 'вместе с военными', 'для солдат', 'на танках'; 'до 9 тыс.' and 'около 300' are no prepositions of place."""
    before = preposition(sentence, troop.token)
    return before in ("", "до", "около", "свыше", "более", "порядка")
