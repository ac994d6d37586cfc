"""What becomes of a paper: the verbs and nouns that tell of its making, its term and its end."""

from __future__ import annotations

from dataclasses import replace

from svodka.facts.agreement.words import VerbClass, agreement_words, fold
from svodka.facts.base.operators import Phase
from svodka.facts.base.standing import Standing, standing
from svodka.language import Sentence, Token
from svodka.language.tree import children, negated, preposition

_STAGES: dict[Phase, str] = {
    "considered": "proposed", "requested": "proposed", "offered": "proposed", "negotiated": "negotiated",
    "planned": "planned", "agreed": "signed", "done": "signed", "started": "negotiated", "suspended": "suspended",
    "cancelled": "terminated",
}  # fmt: skip
_BY_KIND: dict[VerbClass, str] = {
    "terminate": "terminated", "leave": "terminated", "expire": "terminated", "suspend": "suspended", "agree": "agreed",
    "extend": "in_force", "talk": "negotiated", "discuss": "negotiated", "prepare": "planned", "expect": "planned",
    "publish": "proposed", "offer": "proposed",
}  # fmt: skip
_COMING = ("signed", "agreed", "in_force")
"""Stages that a future tense leaves to come: 'подпишут', 'продлят'."""
_TOLD: tuple[VerbClass, ...] = ("sign", "ratify", "agree", "terminate", "suspend", "force", "extend")
_DRAFTS = frozenset(
    {"проект", "текст", "условие", "возможность", "вариант", "параметр", "деталь", "подписание", "заключение"}
)
_TERM = frozenset({"срок", "действие", "сила"})
_EXCHANGED = frozenset({"memorandum", "treaty", "contract", "protocol"})


def events_of(sentence: Sentence, noun: Token) -> list[int]:
    """The verbs that tell what became of the paper: the clauses that modify it and its governor.

    'подписали соглашение', 'контракт, который заключили', 'вступило в силу соглашение, подписанное в августе'.
    """
    words = agreement_words()
    own = [
        c.index
        for c in children(sentence, noun.index, "acl", "amod")
        if words.verb(c.lemma) in _TOLD and c.pos in ("VERB", "ADJ")
    ]
    above = _governing(sentence, noun)
    if not own and above is None:
        above = _having_signed(sentence, noun)
    if not own and above is None:
        above = _following(sentence, noun)
    return own if above is None else [*own, above]


def _having_signed(sentence: Sentence, noun: Token) -> int | None:
    """'Египет, подписавший с Сомали протокол в 2024 году, присылал': the tree may hang the paper on the main verb."""
    for token in reversed(sentence.tokens[: noun.index]):
        if token.text in ",;:—–":
            return None
        active = token.feat("VerbForm") == "Part" and token.feat("Voice") == "Act"
        if active and agreement_words().verb(token.lemma) == "sign" and noun.feat("Case") == "Acc":
            return token.index if not children(sentence, token.index, "obj") else None
    return None


def _following(sentence: Sentence, noun: Token) -> int | None:
    """'контракт на 32 самолёта Минобороны Румынии и Пентагон подписали': the next verb, where the tree lost it."""
    for token in sentence.tokens[noun.index + 1 :]:
        if token.text in ",;:—–" or fold(token.lemma) in agreement_words().forms:
            return None
        if token.pos == "VERB":
            kinds = ("sign", "terminate", "extend", "ratify")
            told = agreement_words().verb(token.lemma) in kinds and token.feat("VerbForm") != "Part"
            return token.index if told and noun.feat("Case") in ("Nom", "Acc") else None
    return None


def _governing(sentence: Sentence, noun: Token) -> int | None:
    """The verb over the paper that does something to it; what stands between them is the paper's own circumstance."""
    words, head, talks = agreement_words(), noun.head, False
    below: list[Token] = [noun]
    while head >= 0:
        token = sentence.tokens[head]
        kind = words.verb(token.lemma)
        talks = talks or token.lemma == "переговоры"
        if kind == "talk" and talks and fold(noun.lemma) != "контракт":
            return head
        if kind is not None and kind not in ("oral", "talk"):
            return head if _befits(sentence, token, kind, below) else None
        if token.rel in ("root", "ccomp", "acl", "acl:relcl", "advcl", "parataxis"):
            return None
        below.append(token)
        head = token.head
    return None


def _befits(sentence: Sentence, verb: Token, kind: VerbClass, below: list[Token]) -> bool:
    """Whether the verb, so used, tells something of the paper; `below` are the paper and what stands over it."""
    noun, between = below[0], {fold(t.lemma) for t in below[1:]}
    link = preposition(sentence, below[-1].index)
    match kind:
        case "force":
            return in_force(sentence, verb)
        case "leave":
            return link in ("из", "от") and len(below) == 1
        case "expire":
            return bool(between & _TERM) or any(fold(c.lemma) == "сила" for c in children(sentence, verb.index))
        case "discuss":
            return bool(between & _DRAFTS) or (verb.feat("Tense") == "Pres" and len(below) == 1)
        case "publish":
            return "проект" in between
        case "offer":
            return len(below) == 1 and not link and noun.feat("Case") in ("Acc", "Nom")
        case "expect":
            return len(below) == 1 and not link
        case "exchange":
            return agreement_words().forms.get(fold(noun.lemma), "memorandum") in _EXCHANGED
        case "join":
            return link == "к"
        case "extend":
            return agreement_words().forms.get(fold(noun.lemma)) != "oral"
        case _:
            return True


def in_force(sentence: Sentence, verb: Token) -> bool:
    """'вступил в силу', 'действует'; not 'вступил в должность'."""
    return fold(verb.lemma) == "действовать" or any(fold(c.lemma) == "сила" for c in children(sentence, verb.index))


def stage_of(sentence: Sentence, verb: int, state: Standing) -> str | None:
    """The stage that the verb brings the paper to; None where it tells of no event."""
    token = sentence.tokens[verb]
    kind = agreement_words().verb(token.lemma)
    if kind == "force":
        future = token.feat("Tense") == "Fut" or (
            fold(token.lemma) == "вступить" and token.feat("Tense") in ("Pres", "Fut")
        )
        return "planned" if future or token.feat("VerbForm") == "Inf" else "in_force"
    if kind == "expire":  # not 'срок договора истекает в марте'
        return "terminated" if token.feat("Tense") == "Past" else None
    if kind in ("extend", "force") and (state.phase == "refused" or negated(sentence, verb)):
        return "terminated"  # 'решили не продлевать'
    if kind in ("talk", "prepare", "expect", "discuss", "publish", "offer"):
        return _BY_KIND[kind]
    if state.phase in ("planned", "considered", "offered", "negotiated", "suspended") and verb in state.chain:
        return _STAGES[state.phase]
    stage = _BY_KIND.get(kind, "signed") if kind is not None else "signed"
    ahead = state.phase is None and standing(sentence, verb, "agreement").phase == "planned"
    return "planned" if ahead and stage in _COMING else stage  # 'подпишут в августе', 'будет подписан'


def standing_of(sentence: Sentence, verb: int, state: Standing, stage: str) -> tuple[str, Standing]:
    """Stage and standing where 'не' is spoken for: 'отказался подписывать' denies, 'не продлили' ends."""
    kind = agreement_words().verb(sentence.tokens[verb].lemma)
    if stage == "terminated" and kind in ("extend", "force"):
        return stage, replace(state, modality="asserted")
    declined = state.phase == "refused" and verb in state.chain and kind in ("sign", "ratify", "agree", "join")
    return ("signed", replace(state, modality="denied")) if declined else (stage, state)
