"""What hangs on a trigger and its governors: subject, object, 'у России', 'Белоруссии', 'в Минске' …"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from svodka.language import Sentence, Token
from svodka.language.tree import children, conjuncts, is_predicate, preposition

Function = Literal[
    "subject",  # 'Россия поставила'
    "patient",  # 'танки поставлены', 'поставленные танки'
    "agent",  # 'поставлены Россией'
    "object",  # 'поставила танки'
    "dative",  # 'поставила Индии'
    "genitive",  # 'поставка танков'
    "instrument",  # 'обменялись письмами'
    "modifier",  # 'российские поставки'
    "name",  # apposition: 'учение "Запад-2021"'
    "clause",  # a dependent clause
    "with", "from", "to", "in", "for", "about", "between", "against", "by_word_of", "other",
]  # fmt: skip

# Preposition and case → function. 'с' with the genitive is time or place ('с 1995 года', 'с аэродрома').
_PREPOSITIONAL: dict[tuple[str, str], Function] = {
    ("с", "Ins"): "with", ("совместно с", "Ins"): "with", ("вместе с", "Ins"): "with",
    ("у", "Gen"): "from", ("от", "Gen"): "from", ("из", "Gen"): "from", ("с", "Gen"): "from",
    ("в", "Acc"): "to", ("на", "Acc"): "to", ("к", "Dat"): "to",
    ("в", "Loc"): "in", ("на", "Loc"): "in", ("под", "Ins"): "in", ("при", "Loc"): "in", ("близ", "Gen"): "in",
    ("для", "Gen"): "for", ("о", "Loc"): "about", ("по", "Dat"): "about", ("между", "Ins"): "between",
    ("против", "Gen"): "against",
}  # fmt: skip
_BY_PREPOSITION: dict[str, Function] = {
    "с": "with", "у": "from", "от": "from", "из": "from", "в": "in", "на": "to", "для": "for", "о": "about",
    "между": "between", "против": "against", "к": "to",
}  # fmt: skip
_BY_CASE: dict[str, Function] = {"Acc": "object", "Dat": "dative", "Gen": "genitive", "Ins": "instrument"}
_CLAUSES = frozenset({"acl", "advcl", "ccomp", "xcomp", "csubj", "parataxis"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """A dependent of a token on the trigger's way up, coordination unfolded."""

    function: Function
    token: int  # the argument's own head token
    governor: int  # the token it hangs on
    depth: int  # 0 on the trigger itself, 1 on its governor …
    preposition: str


def arguments(sentence: Sentence, chain: tuple[int, ...]) -> list[Argument]:
    """The arguments of every token of `chain` (a trigger and its governors, nearest first), chain members left out."""
    inside = set(chain)
    return [
        argument
        for depth, at in enumerate(chain)
        for argument in _of_token(sentence, at, depth)
        if argument.token not in inside
    ]


def _of_token(sentence: Sentence, at: int, depth: int) -> Iterator[Argument]:
    governor = sentence.tokens[at]
    for child in children(sentence, at):
        role = function_of(sentence, governor, child)
        if role is None:
            continue
        for index in conjuncts(sentence, child.index):
            yield Argument(function=role, token=index, governor=at, depth=depth,
                           preposition=preposition(sentence, child.index))  # fmt: skip
    noun = _modified_noun(sentence, governor)
    if noun is not None:
        # 'концерн, предлагавший корабли' acts, 'поставленная техника' is acted upon
        function: Function = "subject" if governor.feat("Voice") == "Act" else "patient"
        yield Argument(function=function, token=noun, governor=at, depth=depth, preposition="")


def _modified_noun(sentence: Sentence, token: Token) -> int | None:
    """The noun that a participle modifies."""
    if token.feat("VerbForm") == "Part" and token.rel in ("acl", "amod") and token.head >= 0:
        return token.head
    return None


def function_of(sentence: Sentence, governor: Token, child: Token) -> Function | None:
    """How `child` depends on `governor`; None for what is no argument (punctuation, particles, conjuncts)."""
    rel = child.rel.split(":")[0]
    if rel in ("punct", "case", "cc", "mark", "conj", "advmod", "aux", "cop", "fixed", "flat", "discourse"):
        return None
    if rel in _CLAUSES:
        return "clause"
    if child.rel == "obl:agent":
        return "agent"
    if rel == "nsubj":
        return _subject(sentence, governor, child)
    before = preposition(sentence, child.index)
    if before:
        case = child.feat("Case")
        return _PREPOSITIONAL.get((before, case)) or _BY_PREPOSITION.get(before, "other")
    return _bare(governor, child, rel)


# Reflexive verbs whose subject acts: 'стороны договорились', 'Минск отказался'; of the others it is acted upon.
_ACTIVE_REFLEXIVES = frozenset({
    "договариваться", "отказываться", "готовиться", "собираться", "обращаться", "соглашаться", "обязываться",
    "находиться", "встречаться", "стремиться", "интересоваться", "надеяться", "пытаться", "опасаться", "заниматься",
    "пользоваться",
})  # fmt: skip


def _subject(sentence: Sentence, governor: Token, child: Token) -> Function:
    if child.feat("Case") == "Dat":
        return "dative"  # 'Перуанцам предлагают Gripen': the tree wants a subject, the case knows better
    if child.rel == "nsubj:pass" or governor.feat("Voice") == "Pass":
        return "patient"
    imperfective = governor.lemma.endswith("ся") and governor.feat("Aspect") == "Imp"
    if imperfective and governor.lemma not in _ACTIVE_REFLEXIVES:
        return "patient"
    # 'поставлены танки': a short participle without the Voice feature.
    return "patient" if governor.feat("Variant") == "Short" and governor.pos == "VERB" else "subject"


def _bare(governor: Token, child: Token, rel: str) -> Function:
    if rel == "appos":
        return "name"
    said = child.feat("Case")
    case = "Dat" if said == "Loc" else said  # no locative stands without its preposition: 'Украине'
    if rel in ("amod", "det", "nummod") and case == said:
        return "modifier"
    if governor.pos in ("NOUN", "PROPN"):
        return {"Dat": "dative", "Ins": "agent"}.get(case, "genitive")  # type: ignore[return-value]
    if rel == "iobj" and case != "Acc":
        # 'поставляет Baykar двигатели': a foreign name shows no case
        return "dative" if case in ("Dat", "Nom", "") else _BY_CASE.get(case, "other")
    if case == "Ins" and governor.feat("Voice") == "Pass":
        return "agent"
    if rel == "obj":
        return "object"
    return _BY_CASE.get(case, "other")


def _agree(one: Token, other: Token) -> bool:
    """Two verbs of one subject have its number, and in the past its gender."""
    shared = ((one.feat(name), other.feat(name)) for name in ("Number", "Gender", "Person"))
    return all(not a or not b or a == b for a, b in shared)


def subject_of(sentence: Sentence, index: int) -> int | None:
    """The subject of a verb, taken from the first conjunct or the controlling verb when it has none of its own."""
    seen: set[int] = set()
    at = index
    while at >= 0 and at not in seen:
        seen.add(at)
        for child in children(sentence, at, "nsubj"):
            return child.index
        token = sentence.tokens[at]
        if token.rel not in ("conj", "xcomp", "ccomp") or not is_predicate(sentence.tokens[token.head]):
            return None
        if token.rel == "ccomp" and not _agree(token, sentence.tokens[token.head]):
            return None  # 'источник сообщил, что поставят': others will
        at = token.head
    return None
