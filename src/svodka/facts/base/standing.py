"""How a matter stands: phase and modality, folded from its trigger up to the root of the clause.

'контракт на поставку' agreed, 'планирует заключить контракт на поставку' planned, 'не планирует' refused,
'готова рассмотреть заявку на поставку, если она поступит' considered and conditional.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from svodka.facts.base.conditions import under_condition
from svodka.facts.base.operators import Operator, Phase, operator_for
from svodka.language import Sentence, Token
from svodka.language.declension import parses
from svodka.language.tree import children, first_conjunct, is_predicate, negated, preposition
from svodka.model import FactType, Modality

_HEDGES = frozenset({"возможно", "вероятно", "видимо", "предположительно", "по-видимому", "наверное", "якобы"})
_NON_PAST = re.compile(r"(?:[еёи]т|[уюая]т)(?:ся)?$")
"""Endings that no past has; the models take a rare future such as 'перебросят' for one."""
_DENIALS = frozenset({"опровергнуть", "опровергать", "отрицать", "отвергнуть", "отвергать", "дезавуировать"})
_CALLING = frozenset({"назвать", "называть", "счесть", "признать"})
_UNTRUE = frozenset({
    "недостоверный", "ложный", "беспочвенный", "несостоятельный", "неправда", "домысел", "соответствовать",
    "подтвердиться", "выдумка", "ложь", "фейк", "вымысел", "слух", "вздор", "бред", "чушь", "абсурд",
    "безосновательный", "необоснованный", "дезинформация", "вброс", "инсинуация", "спекуляция", "клевета", "провокация",
    "утка", "надуманный", "голословный", "неверно", "неверный", "неправильно", "ложно",
    "преждевременный", "сплетня", "фальшивка", "ерунда", "глупость", "измышление", "фантазия", "ошибочный",
})  # fmt: skip
_REPORTS = frozenset({
    "слух", "сообщение", "публикация", "информация", "сведение", "утверждение", "обвинение", "предположение", "данные",
})  # fmt: skip
_NOT_ASKING = frozenset({"вряд", "едва", "то", "чуть"})
_PAST_ACTIVE = re.compile(r"вш(?:ий|ая|ее|ие|его|ей|их|им|ую|ими|ем|ему)(?:ся)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a matter stands. `chain` is the trigger and its governors, nearest first, within the clause."""

    phase: Phase | None
    modality: Modality
    chain: tuple[int, ...]
    trail: tuple[str, ...]

    @property
    def top(self) -> int:
        """The outermost token of the chain."""
        return self.chain[-1]


def past_active(token: Token) -> bool:
    """'обслуживший', 'поставивших': told by the ending, because the models misread rare participles."""
    return token.pos in ("VERB", "ADJ") and bool(_PAST_ACTIVE.search(token.text.lower()))


def tense_phase(token: Token) -> Phase | None:
    """What a verb's own form tells: past done, present started, future planned, infinitive open."""
    form, tense, aspect = token.feat("VerbForm"), token.feat("Tense"), token.feat("Aspect")
    if form == "Inf" or token.pos not in ("VERB", "AUX"):
        return None
    if form == "Part" or token.feat("Variant") == "Short":
        if past_active(token):
            return "done"
        over = token.feat("Voice") == "Pass" or aspect == "Perf"  # 'поставленный', 'поставивший'
        return "done" if over and tense != "Pres" else "started"
    if tense == "Past" and not _NON_PAST.search(token.text.lower()):
        return "done"
    # The perfective non-past is a future: 'поставит'. The models mark it Fut, at times Pres.
    return "planned" if tense == "Fut" or aspect == "Perf" or _perfective(token.lemma) else "started"


@lru_cache(maxsize=5_000)
def _perfective(lemma: str) -> bool:
    """'перелетят': the models take a rare future for a present; the dictionary knows the verb's aspect."""
    aspects = {p.tag.aspect for p in parses(lemma) if p.tag.POS == "INFN"}
    return aspects == {"perf"}


def standing(sentence: Sentence, trigger: int, fact_type: FactType, base: Phase | None = None) -> Standing:
    """The standing of the matter that `trigger` names, for a fact of the given type.

    `base` is the phase that a noun stands for by itself: 'контракт' agreed, 'заявка' requested.
    """
    token = sentence.tokens[trigger]
    phase = _auxiliary(sentence, token, tense_phase(token)) or base
    state = Standing(phase=phase, modality="asserted", chain=(trigger,), trail=(f"{token.text}: {phase or 'open'}",))
    if negated(sentence, trigger):
        state = _negate(state, token)
    at = trigger
    while (above := _governor(sentence, at)) is not None and above not in state.chain:
        state = _apply(sentence, state, at, above, fact_type)
        at = above
    if _asked(sentence, state.chain) or _nearly(sentence, state.chain):
        return replace(state, phase=None)
    state = _outer(sentence, _hedge(sentence, state))
    if state.modality == "denied" and state.phase is None and token.pos == "NOUN":
        return replace(state, phase="done")  # 'сообщения о поставке не соответствуют действительности'
    return state


def _auxiliary(sentence: Sentence, token: Token, phase: Phase | None) -> Phase | None:
    """'будет поставлен', 'будут поставлять': the auxiliary moves the matter into the future; 'быть' leaves it open."""
    if _to_be(sentence, token.index):
        return None
    open_root = token.rel == "root" and token.feat("VerbForm") == "Inf"
    if open_root and any(t.text.lower() in ("будет", "будут") for t in sentence.tokens[token.index : token.index + 8]):
        return "planned"  # 'Учить моряков будут на Гуаме': the tree hangs the auxiliary elsewhere
    for aux in children(sentence, token.index, "aux", "cop"):
        if aux.lemma == "быть" and aux.text.lower().startswith("буд"):  # the models mark 'будет' as present
            return "planned"
    return phase


def _to_be(sentence: Sentence, index: int) -> bool:
    """'может быть направлен', 'должны быть поставлены': a passive infinitive."""
    if sentence.tokens[index].feat("Variant") != "Short":
        return False
    return any(c.lemma == "быть" and c.feat("VerbForm") == "Inf" for c in children(sentence, index, "aux"))


def _governor(sentence: Sentence, at: int) -> int | None:
    """The next token up within the clause; None at the clause's own head."""
    token = sentence.tokens[first_conjunct(sentence, at)]
    if token.head < 0 or token.rel in ("root", "parataxis", "advcl", "ccomp"):
        return None
    form = sentence.tokens[at].feat("VerbForm")
    short = sentence.tokens[at].feat("Variant") == "Short" and not _to_be(sentence, at)
    if form == "Fin" or short:
        return None  # a finite verb heads its clause, whatever the tree hangs it on
    if token.rel.startswith("acl") and form != "Inf":
        return None  # 'поставленная техника' and 'который' clauses stand for themselves
    if token.rel in ("amod", "appos"):
        return None
    if any(t.text in (":", ";") for t in sentence.tokens[min(at, token.head) : max(at, token.head)]):
        return None  # 'самолётов страна не дождалась: контракт на одиннадцать машин заморожен'
    return token.head


def _link(sentence: Sentence, lower: int) -> str:
    token = sentence.tokens[lower]
    if token.feat("VerbForm") == "Inf" or _to_be(sentence, lower):
        return "inf"
    before = preposition(sentence, lower)
    if before:
        return before
    return "subj" if token.rel.startswith("nsubj") else "obj"


def _apply(sentence: Sentence, state: Standing, lower: int, above: int, fact_type: FactType) -> Standing:
    token = sentence.tokens[above]
    state = replace(state, chain=(*state.chain, above))
    if token.lemma in ("идти", "вестись") and any(c.lemma == "речь" for c in children(sentence, above)):
        # 'речь идёт о покупке', 'о покупке речи не идёт'
        return replace(state, phase="considered", modality="denied" if negated(sentence, above) else state.modality)
    if token.lemma in _DENIALS and sentence.tokens[lower].lemma in _REPORTS:
        return replace(state, modality="denied")  # 'отвергли слухи о поставке', but 'отвергли поставку'
    operator = operator_for(token.lemma, _link(sentence, lower), state.phase, fact_type)
    no = negated(sentence, above)
    if operator is None:
        return _negate(state, token) if no and is_predicate(token) else state
    before = state.phase
    state = _effect(sentence, state, token, operator, no)
    return replace(state, trail=(*state.trail, f"{token.text}: {before or 'open'} → {state.phase} {state.modality}"))


def _effect(sentence: Sentence, state: Standing, token: Token, operator: Operator, no: bool) -> Standing:
    tense = _auxiliary(sentence, token, tense_phase(token))
    if operator.effect == "modality" and operator.modality:
        # 'может поставить' is open, 'опроверг поставку' and 'подтвердил поставку' speak of one that was told of
        claimed: Phase = "planned" if operator.modality == "possible" else "done"
        return replace(state, modality=operator.modality, phase=state.phase or claimed)
    if no and operator.effect in ("complete", "begin") and not operator.negated:
        # 'поставка не завершена' is under way, 'поставки не начались' are still planned.
        state = replace(state, phase="started" if operator.effect == "complete" else "planned")
        return replace(state, modality="denied") if tense == "planned" else state  # 'поставка не начнётся в 2025 году'
    if no and operator.negated:
        return replace(state, phase=operator.negated)
    state = replace(state, phase=_phase(state.phase, operator, tense))
    return replace(state, modality="denied") if no else state


_TALK = frozenset({"considered", "requested", "offered", "negotiated"})


def _phase(below: Phase | None, operator: Operator, tense: Phase | None) -> Phase | None:
    if below in _TALK and (operator.effect in ("begin", "aspect", "complete") or operator.phase == "planned"):
        # 'переговоры о покупке продолжаются', 'рассмотрение завершено': no thing has moved yet; nor under
        # 'обещал рассмотреть передачу', 'намерен обсудить покупку'
        return below
    match operator.effect:
        case "set":
            return operator.phase
        case "aspect":
            return tense or below
        case "begin":
            return "planned" if tense == "planned" else "started"
        case "complete":
            return tense or "done"
        case "sign":
            return {"planned": "planned", "started": "negotiated"}.get(tense or "", "agreed")  # type: ignore[return-value]
        case _:
            return below


def _negate(state: Standing, token: Token) -> Standing:
    """'не поставит' is a refusal, 'не поставляла' denies that it did."""
    if tense_phase(token) == "planned":
        return replace(state, phase="refused")
    return replace(state, modality="denied")


def _hedge(sentence: Sentence, state: Standing) -> Standing:
    """'возможно', 'если', 'бы' beside any predicate of the chain."""
    if state.modality == "denied":
        return state
    if under_condition(sentence, state.chain):
        return replace(state, modality="conditional")
    if _alleged(sentence, state.top):
        return replace(state, modality="possible")
    for index in state.chain:
        for child in children(sentence, index):
            if child.lemma in _HEDGES or child.text.lower() in _HEDGES or _most_likely(sentence, child):
                return replace(state, modality="possible")
            wish = sentence.tokens[index].lemma in ("хотеть", "хотеться")  # 'хотел бы купить' is a plan politely told
            if child.lemma == "бы" and child.rel in ("aux", "advmod", "discourse") and not wish:
                return replace(state, modality="possible")
    return state


def _asked(sentence: Sentence, chain: tuple[int, ...]) -> bool:
    """'готова ли Литва принять': a question tells nothing; 'вряд ли', 'то ли' ask nothing."""
    for index in chain:
        for child in children(sentence, index):
            before = sentence.tokens[child.index - 1].text.lower() if child.index else ""
            if child.text.lower() == "ли" and before not in _NOT_ASKING:
                return True
    return False


def _nearly(sentence: Sentence, chain: tuple[int, ...]) -> bool:
    """'учения едва не сорвала река', 'чуть было не купили': it did not happen."""
    for index in chain:
        before = [t.text.lower() for t in sentence.tokens[max(0, index - 3) : index]]
        if before[-1:] == ["не"] and {"едва", "чуть"} & set(before[:-1]):
            return True
    return False


def _alleged(sentence: Sentence, top: int) -> bool:
    """'якобы' before the predicate of its clause: the trees hang it on whatever follows it."""
    for token in reversed(sentence.tokens[:top]):
        if token.text.lower() == "якобы":
            return True
        if token.feat("VerbForm") == "Fin" or token.lemma in ("который", "что") or token.text in (":", ";"):
            return False
    return False


def _most_likely(sentence: Sentence, token: Token) -> bool:
    """'скорее всего'."""
    following = sentence.tokens[token.index + 1 : token.index + 2]
    return token.text.lower() == "скорее" and bool(following) and following[0].text.lower() == "всего"


def _outer(sentence: Sentence, state: Standing) -> Standing:
    """A refutation of the whole clause: 'опроверг, что поставляет', 'сообщения о том, что …, не соответствуют'."""
    at = state.top
    if any(sentence.tokens[i].lemma in _REPORTS for i in state.chain) and _called_untrue(sentence, sentence.tokens[at]):
        return replace(state, modality="denied")  # 'назвали недостоверной информацию о переброске'
    for _ in range(4):
        token = sentence.tokens[at]
        if token.head < 0:
            return state
        above = sentence.tokens[token.head]
        if any(t.text == ":" for t in sentence.tokens[above.index : at]):
            return state  # 'это опроверг: по его словам, переговоры ещё идут'
        said_so = above.pos == "NOUN" or token.rel in ("ccomp", "csubj")  # 'неправда, что', 'неверно, что'
        untrue = above.lemma in _UNTRUE and (negated(sentence, above.index) or said_so)
        if above.lemma in _DENIALS or untrue or _called_untrue(sentence, above):
            return replace(state, modality="denied", trail=(*state.trail, f"{above.text}: denied"))
        if token.rel == "ccomp" and state.modality == "asserted" and _leaves_open(sentence, above):
            return replace(state, modality="possible", trail=(*state.trail, f"{above.text}: possible"))
        at = token.head
    return state


def _called_untrue(sentence: Sentence, verb: Token) -> bool:
    """'назвал это домыслами', 'счёл информацию недостоверной'."""
    return verb.lemma in _CALLING and any(c.lemma in _UNTRUE for c in children(sentence, verb.index))


_OPEN = frozenset({"допускать", "допустить", "предположить", "предполагать", "вероятно", "возможно", "похоже"})


def _leaves_open(sentence: Sentence, token: Token) -> bool:
    """'не исключил, что Египет приобретёт вертолёты', 'допускает, что', 'не исключено, что'."""
    if token.lemma in ("исключить", "исключать", "исключённый"):
        return negated(sentence, token.index)
    return token.lemma.replace("ё", "е") in _OPEN or token.text.lower() in _OPEN
