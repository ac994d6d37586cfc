"""Agreements: contracts, treaties, protocols, memoranda, plans and oral arrangements, with who signed them."""

from __future__ import annotations

from collections.abc import Iterator

from svodka.facts.arguments import arguments, subject_of
from svodka.facts.draft import Draft, evidence_of, value_at, value_of
from svodka.facts.operators import Phase
from svodka.facts.parties import parties_at
from svodka.facts.standing import Standing, standing
from svodka.facts.timing import time_for
from svodka.language.tree import children, clause, conjuncts, preposition, subtree
from svodka.language import Sentence, Token
from svodka.mentions import Mention, Reading
from svodka.model import Value

_FORMS = {
    "контракт": "contract", "сделка": "contract", "договор": "treaty", "соглашение": "treaty", "протокол": "protocol",
    "меморандум": "memorandum", "план": "plan", "документ": "", "пакт": "treaty", "декларация": "", "договоренность": "oral",
}  # fmt: skip
"""The noun → the form of the agreement; '' where the word does not tell it."""

_SIGN = frozenset({"подписать", "подписывать", "заключить", "заключать", "завизировать", "парафировать", "ратифицировать",
                   "утвердить", "подписание", "заключение", "оформить"})  # fmt: skip
_AGREE = frozenset({"договориться", "условиться", "согласовать", "достигнуть", "достичь"})
_TERMINATE = frozenset({"расторгнуть", "расторгать", "разорвать", "аннулировать", "денонсировать", "расторжение"})
_SUSPEND = frozenset({"приостановить", "заморозить", "отложить", "приостановка"})
_STAGES: dict[Phase, str] = {
    "considered": "proposed", "requested": "proposed", "offered": "proposed", "negotiated": "negotiated",
    "planned": "planned", "agreed": "signed", "done": "signed", "started": "negotiated", "suspended": "suspended",
    "cancelled": "terminated",
}  # fmt: skip


def read_agreements(reading: Reading) -> Iterator[Draft]:
    """A draft per agreement whose making, coming into force or end is told as an event."""
    for sentence in reading.analysis.sentences:
        for token in sentence.tokens:
            lemma = token.lemma.replace("ё", "е")
            if lemma in _FORMS and token.pos == "NOUN":
                draft = _paper(reading, sentence, token, _FORMS[lemma])
            elif lemma == "договориться" and token.pos == "VERB":
                draft = _oral(reading, sentence, token)
            else:
                continue
            if draft is not None:
                yield draft


def _paper(reading: Reading, sentence: Sentence, noun: Token, form: str) -> Draft | None:
    verb = _event(sentence, noun)
    if verb is None:
        return None
    state = standing(sentence, noun.index, "agreement")
    stage = _stage(sentence, verb, state)
    if stage is None:
        return None
    parties, signatories, tokens = _sides(reading, sentence, noun, verb)
    if len({p.value for p in parties}) < 2:
        return None
    return _draft(reading, sentence, noun, stage, state, form, parties, signatories, (noun.index, verb, *tokens))


def _event(sentence: Sentence, noun: Token) -> int | None:
    """The verb that tells what became of the paper: its governor, or the clause that modifies it.

    'подписали соглашение', 'контракт, который заключили', 'договор действует', 'заключённый договор'.
    """
    known = _SIGN | _AGREE | _TERMINATE | _SUSPEND | {"вступить", "действовать"}
    for child in children(sentence, noun.index, "acl", "amod"):
        if child.lemma.replace("ё", "е") in known and child.feat("VerbForm") in ("Part", "Fin", ""):
            return child.index
    head = noun.head
    while head >= 0:
        lemma = sentence.tokens[head].lemma.replace("ё", "е")
        if lemma in known:
            return head
        if sentence.tokens[head].rel in ("root", "ccomp", "acl", "acl:relcl", "advcl", "parataxis"):
            return None
        head = sentence.tokens[head].head
    return None


def _stage(sentence: Sentence, verb: int, state: Standing) -> str | None:
    token = sentence.tokens[verb]
    lemma = token.lemma.replace("ё", "е")
    future = state.phase in ("planned", "considered", "offered", "negotiated")
    if lemma == "вступить":
        return "planned" if token.feat("Tense") == "Fut" else "in_force"
    if lemma == "действовать":
        return "in_force"
    if lemma in _TERMINATE:
        return "terminated"
    if lemma in _SUSPEND:
        return "suspended"
    if future and verb in state.chain and state.phase:
        return _STAGES[state.phase]
    return "agreed" if lemma in _AGREE else "signed"


def _sides(reading: Reading, sentence: Sentence, noun: Token, verb: int) -> tuple[list[Value], list[Value], list[int]]:
    """Parties, signatories and the tokens they hang on."""
    heads: list[int] = []
    for argument in arguments(sentence, (noun.index, verb)):
        if argument.function in ("subject", "agent", "with", "between") or (
            argument.function == "genitive" and argument.governor == noun.index
        ):
            heads.append(argument.token)
    subject = subject_of(sentence, verb)
    if subject is not None and subject != noun.index:
        heads.extend(i for i in conjuncts(sentence, subject) if i not in heads)
    heads.extend(i for i in _by_form(reading, sentence, verb) if i not in heads)
    parties: list[Value] = []
    signatories: list[Value] = []
    for head in heads:
        people = _people(reading, sentence, head)
        signatories.extend(value_of(reading, p) for p in people if p.value not in {s.value for s in signatories})
        found = parties_at(reading, sentence, head) or [c for p in people for c in _country_of(reading, p)]
        parties.extend(v for v in found if v.value not in {p.value for p in parties})
    return parties, signatories, heads


def _by_form(reading: Reading, sentence: Sentence, verb: int) -> list[int]:
    """Parties of the verb's clause by form alone, where the tree lost them: nominatives and 'с Россией'."""
    found = []
    for index in clause(sentence, verb):
        token = sentence.tokens[index]
        if token.pos not in ("NOUN", "PROPN"):
            continue
        case, before = token.feat("Case"), preposition(sentence, index)
        if (case == "Nom" and not before) or (case == "Ins" and before in ("с", "между")):
            if parties_at(reading, sentence, index) or _people(reading, sentence, index):
                found.append(index)
    return found


def _people(reading: Reading, sentence: Sentence, head: int) -> list[Mention]:
    """The people that the noun phrase names: 'министр обороны РФ Сергей Шойгу', 'премьер-министры … X и Y'."""
    inside = {head, *(t for t in subtree(sentence, head))}
    return [m for m in reading.within(sentence, "person") if m.head == head or (m.head in inside and _named(sentence, head, m))]


def _named(sentence: Sentence, head: int, person: Mention) -> bool:
    at = person.head
    while at != head and at >= 0:
        if sentence.tokens[at].rel.split(":")[0] not in ("appos", "flat", "nmod", "conj"):
            return False
        at = sentence.tokens[at].head
    return at == head


def _country_of(reading: Reading, person: Mention) -> list[Value]:
    """The country for which a signatory holds office, read from the office's own words."""
    for position in reading.positions:
        if position.person.value == person.value and position.country is not None:
            return [value_of(reading, position.country, position.country.country or position.country.value)]
    return []


def _oral(reading: Reading, sentence: Sentence, verb: Token) -> Draft | None:
    """'Россия и Белоруссия договорились о создании центров'."""
    state = standing(sentence, verb.index, "agreement")
    parties, signatories, tokens = _sides(reading, sentence, verb, verb.index)
    if len({p.value for p in parties}) < 2 or state.modality == "denied":
        return None
    stage = "planned" if state.phase == "planned" else "agreed"
    return _draft(reading, sentence, verb, stage, state, "", parties, signatories, (verb.index, *tokens))


def _draft(reading: Reading, sentence: Sentence, trigger: Token, stage: str, state: Standing, form: str,
           parties: list[Value], signatories: list[Value], tokens: tuple[int, ...]) -> Draft:  # fmt: skip
    place = _place(reading, sentence, tokens[:2])
    slots = {
        "parties": tuple(parties), "signatories": tuple(signatories), "place": tuple(place),
        "form": (value_at(reading, trigger.start, trigger.end, form),) if form else (),
        "subject": tuple(_subject(reading, sentence, trigger)),
    }  # fmt: skip
    return Draft(
        type="agreement", stage=stage, modality=state.modality, slots=slots, time=time_for(reading, sentence, tokens[:2]),
        sentence=sentence.index, trigger=trigger.index, rule="agreement.paper" if form else "agreement.made",
        trail=state.trail, evidence=evidence_of(reading, sentence, tokens[:2], [*parties, *place]),
    )  # fmt: skip


def _place(reading: Reading, sentence: Sentence, chain: tuple[int, ...]) -> list[Value]:
    """'подписали в Минске': the first place in the event's clause told with 'в', 'на' or 'под'."""
    inside = {i for t in chain for i in clause(sentence, t)}
    for mention in reading.within(sentence, "place"):
        if mention.head in inside and preposition(sentence, mention.head) in ("в", "на", "под"):
            if sentence.tokens[mention.head].feat("Case") in ("Loc", "Ins", ""):
                return [value_of(reading, mention)]
    return []


def _subject(reading: Reading, sentence: Sentence, noun: Token) -> list[Value]:
    """What it is about, in the article's words: 'о порядке хранения …', 'на поставку …'."""
    for child in children(sentence, noun.index, "nmod", "obl"):
        if preposition(sentence, child.index) in ("о", "на", "по") and child.index > noun.index:
            inside = [t for t in subtree(sentence, child.index) if t >= child.index]
            last = child.index
            for index in inside:
                if index > last + 1 or sentence.tokens[index].text in ",;:—–-":
                    break
                last = index
            first, end = sentence.tokens[child.index], sentence.tokens[last]
            return [value_at(reading, first.start, end.end, reading.text[first.start : end.end])]
    return []
