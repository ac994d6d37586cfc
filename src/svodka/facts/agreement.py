"""Agreements: contracts, treaties, protocols, memoranda, plans and oral arrangements, with who signed them."""

from __future__ import annotations

from collections.abc import Iterator

from svodka.facts.agreement_memory import Papers, completed, is_bare, merged
from svodka.facts.agreement_parties import Sides, sides_of
from svodka.facts.agreement_signing import signed_in_words
from svodka.facts.agreement_words import agreement_words, fold
from svodka.facts.draft import Draft, evidence_of, value_at, value_of
from svodka.facts.operators import Phase
from svodka.facts.service_grounds import country_of
from svodka.facts.standing import Standing, standing
from svodka.facts.timing import time_for
from svodka.language import Sentence, Token
from svodka.language.tree import children, clause, preposition, subtree
from svodka.mentions import Reading
from svodka.model import Value

_STAGES: dict[Phase, str] = {
    "considered": "proposed", "requested": "proposed", "offered": "proposed", "negotiated": "negotiated",
    "planned": "planned", "agreed": "signed", "done": "signed", "started": "negotiated", "suspended": "suspended",
    "cancelled": "terminated",
}  # fmt: skip


def read_agreements(reading: Reading) -> Iterator[Draft]:
    """A draft per agreement whose making, coming into force or end is told as an event."""
    papers = Papers()
    for sentence in reading.analysis.sentences:
        signed = signed_in_words(reading, sentence, papers)
        for token in sentence.tokens:
            if not (signed and is_bare(reading, sentence, token.index)):
                _at_token(reading, sentence, token, papers)
    yield from (draft for draft in papers.told if len(draft.slots["parties"]) > 1 and not _domestic(reading, draft))


def _domestic(reading: Reading, draft: Draft) -> bool:
    """'Минобороны России заключило с «Уралвагонзаводом» контракт': a state and its own company."""
    countries = {country_of(reading, party) for party in draft.slots["parties"]}
    return len(countries) == 1 and None not in countries


def _at_token(reading: Reading, sentence: Sentence, token: Token, papers: Papers) -> None:
    words, lemma = agreement_words(), fold(token.lemma)
    if token.pos == "NOUN" and lemma in words.forms:
        _paper(reading, sentence, token, words.forms[lemma], papers)
    elif (
        token.pos == "NOUN"
        and lemma == "письмо"
        and any(fold(t.lemma) == "намерение" for t in sentence.tokens[token.index :][:4])
    ):
        _paper(reading, sentence, token, "memorandum", papers)
    elif token.pos == "VERB" and words.verb(lemma) == "oral":
        _oral(reading, sentence, token, papers)
    elif token.pos == "PRON" and lemma in ("он", "оно", "она") and token.rel.startswith("nsubj") and token.head >= 0:
        _pronoun(reading, sentence, token, papers)


def _paper(reading: Reading, sentence: Sentence, noun: Token, form: str, papers: Papers) -> None:
    for verb in _events(sentence, noun):
        _event(reading, sentence, noun, verb, form, papers)


def _event(reading: Reading, sentence: Sentence, noun: Token, verb: int, form: str, papers: Papers) -> None:
    state = standing(sentence, noun.index, "agreement")
    stage = _stage(sentence, verb, state)
    subject = _subject(reading, sentence, noun)
    if stage is None or (stage in ("planned", "proposed", "negotiated") and form == "contract" and subject):
        return  # 'планирует заключить контракт на поставку' tells of a supply alone
    sides = sides_of(reading, sentence, noun, verb)
    bare = is_bare(reading, sentence, noun.index)
    last = papers.last(reading, sentence)
    fresh = _draft(reading, sentence, noun, verb, stage, state, form, sides, subject)
    if (
        bare
        and last is not None
        and not sides.parties
        and not sides.both
        and last.stage == stage
        and not (last.time and fresh.time)
    ):
        papers.replace_last(merged(last, fresh))  # 'Документ подписан в пятницу в Дубае'
        return
    sides.parties = completed(reading, sentence, noun.index, sides, papers, anaphoric=bare or stage != "planned")
    if sides.parties or stage == "signed":
        papers.told.append(_draft(reading, sentence, noun, verb, stage, state, form, sides, subject))


def _events(sentence: Sentence, noun: Token) -> list[int]:
    """The verbs that tell what became of the paper: the clauses that modify it and its governor.

    'подписали соглашение', 'контракт, который заключили', 'вступило в силу соглашение, подписанное в августе'.
    """
    words = agreement_words()
    told = ("sign", "agree", "terminate", "suspend", "force")
    own = [
        c.index
        for c in children(sentence, noun.index, "acl", "amod")
        if words.verb(c.lemma) in told and c.pos in ("VERB", "ADJ")
    ]
    above = _governing(sentence, noun)
    if not own and above is None:
        above = _following(sentence, noun)
    return own if above is None else [*own, above]


def _following(sentence: Sentence, noun: Token) -> int | None:
    """'контракт на 32 самолёта Минобороны Румынии и Пентагон подписали': the next verb, where the tree lost it."""
    for token in sentence.tokens[noun.index + 1 :]:
        if token.text in ",;:—–" or fold(token.lemma) in agreement_words().forms:
            return None
        if token.pos == "VERB":
            told = agreement_words().verb(token.lemma) in ("sign", "terminate") and token.feat("VerbForm") != "Part"
            return token.index if told and noun.feat("Case") in ("Nom", "Acc") else None
    return None


def _governing(sentence: Sentence, noun: Token) -> int | None:
    words, head, talks = agreement_words(), noun.head, False
    while head >= 0:
        token = sentence.tokens[head]
        kind = words.verb(token.lemma)
        talks = talks or token.lemma == "переговоры"
        if kind == "talk" and talks and fold(noun.lemma) != "контракт":
            return head
        if kind is not None and kind not in ("oral", "talk"):
            return head if kind != "force" or _in_force(sentence, token) else None
        if token.rel in ("root", "ccomp", "acl", "acl:relcl", "advcl", "parataxis"):
            return None
        head = token.head
    return None


def _in_force(sentence: Sentence, verb: Token) -> bool:
    """'вступил в силу', 'действует'; not 'вступил в должность'."""
    return fold(verb.lemma) == "действовать" or any(fold(c.lemma) == "сила" for c in children(sentence, verb.index))


def _stage(sentence: Sentence, verb: int, state: Standing) -> str | None:
    token = sentence.tokens[verb]
    kind = agreement_words().verb(token.lemma)
    if kind == "force":
        future = token.feat("Tense") == "Fut" or (
            fold(token.lemma) == "вступить" and token.feat("Tense") in ("Pres", "Fut")
        )
        return "planned" if future or token.feat("VerbForm") == "Inf" else "in_force"
    if kind in ("talk", "prepare"):
        return "negotiated" if kind == "talk" else "planned"
    if state.phase in ("planned", "considered", "offered", "negotiated") and verb in state.chain and state.phase:
        return _STAGES[state.phase]
    return {"terminate": "terminated", "suspend": "suspended", "agree": "agreed"}.get(kind or "", "signed")


def _oral(reading: Reading, sentence: Sentence, verb: Token, papers: Papers) -> None:
    """'Россия и Белоруссия договорились о создании центров'; 'договорились провести' is told by what they will do."""
    state = standing(sentence, verb.index, "agreement")
    if state.modality == "denied" or any(c.feat("VerbForm") == "Inf" for c in children(sentence, verb.index)):
        return
    sides = sides_of(reading, sentence, verb, verb.index)
    stage = "planned" if state.phase == "planned" else "agreed"
    if len(sides.parties) > 1:
        subject = _subject(reading, sentence, verb)
        papers.told.append(_draft(reading, sentence, verb, verb.index, stage, state, "", sides, subject))


def _pronoun(reading: Reading, sentence: Sentence, pronoun: Token, papers: Papers) -> None:
    """'…договор подписали в Минске, он действует с марта': the paper told of just before."""
    verb = sentence.tokens[pronoun.head]
    last = papers.last(reading, sentence)
    if agreement_words().verb(verb.lemma) != "force" or last is None or not _in_force(sentence, verb):
        return
    state = standing(sentence, verb.index, "agreement")
    stage = _stage(sentence, verb.index, state)
    if stage is None or len(last.slots["parties"]) < 2:
        return
    slots = {k: v for k, v in last.slots.items() if k in ("parties", "form")} | {
        "signatories": (),
        "place": (),
        "subject": (),
    }
    papers.told.append(Draft(
        type="agreement", stage=stage, modality=state.modality, slots=slots,
        time=time_for(reading, sentence, (verb.index,)), sentence=sentence.index, trigger=verb.index,
        rule="agreement.pronoun", trail=state.trail,
        evidence=evidence_of(reading, sentence, (pronoun.index, verb.index)),
    ))  # fmt: skip


def _draft(reading: Reading, sentence: Sentence, trigger: Token, verb: int, stage: str, state: Standing, form: str,
           sides: Sides, subject: list[Value]) -> Draft:  # fmt: skip
    place = _place(reading, sentence, verb)
    slots = {
        "parties": tuple(sides.parties), "signatories": tuple(sides.signatories), "place": tuple(place),
        "form": (value_at(reading, trigger.start, trigger.end, form),) if form else (), "subject": tuple(subject),
    }  # fmt: skip
    return Draft(
        type="agreement", stage=stage, modality=state.modality, slots=slots,
        time=_time(reading, sentence, trigger, verb, subject), sentence=sentence.index, trigger=trigger.index,
        rule="agreement.paper" if form else "agreement.made", trail=state.trail,
        evidence=evidence_of(reading, sentence, (trigger.index, verb), [*sides.parties, *place]),
    )  # fmt: skip


def _time(reading: Reading, sentence: Sentence, trigger: Token, verb: int, subject: list[Value]) -> tuple[Value, ...]:
    """When the event took place; 'план на 2024 год' and 'изменения в соглашение 1997 года' tell no time of signing."""
    found = time_for(reading, sentence, (verb,)) or time_for(reading, sentence, (verb, trigger.index))
    if any(s.start <= f.start and f.end <= s.end for f in found for s in subject):
        return ()
    below = set(subtree(sentence, trigger.index)) if verb != trigger.index else set()
    if verb in below:
        below -= set(subtree(sentence, verb))
    inside = [f for f in found for t in below if sentence.tokens[t].start <= f.start < sentence.tokens[t].end]
    spans = [m for m in reading.within(sentence, "time") for f in inside if m.start == f.start]
    return () if any(preposition(sentence, m.head) in ("на", "до") for m in spans) else found


def _place(reading: Reading, sentence: Sentence, verb: int) -> list[Value]:
    """'подписали в Минске': the first place in the event's clause told with 'в', 'на' or 'под'."""
    inside = set(clause(sentence, verb))
    for mention in reading.within(sentence, "place"):
        above = sentence.tokens[mention.head].head
        named = (
            sentence.tokens[mention.head].rel == "appos" and above >= 0 and preposition(sentence, above) in ("в", "на")
        )
        standing_in = preposition(sentence, mention.head) in ("в", "на", "под")
        located = standing_in and sentence.tokens[mention.head].feat("Case") in ("Loc", "Ins", "")
        if mention.head in inside and (named or located):
            return [value_of(reading, mention)]
    return []


def _subject(reading: Reading, sentence: Sentence, noun: Token) -> list[Value]:
    """What it is about, in the article's words: 'о порядке хранения …', 'на поставку …'."""
    for child in children(sentence, noun.index, "nmod", "obl"):
        if (
            preposition(sentence, child.index) in ("о", "на", "по")
            and child.index > noun.index
            and not _is_time(reading, sentence, child)
        ):
            inside = [t for t in subtree(sentence, child.index) if t >= child.index]
            last = child.index
            for index in inside:
                if (
                    index > last + 1
                    or sentence.tokens[index].text in ",;:—–-()"
                    or _dates_event(reading, sentence, index)
                ):
                    break
                last = index
            first, end = sentence.tokens[child.index], sentence.tokens[last]
            return [value_at(reading, first.start, end.end, reading.text[first.start : end.end])]
    return []


def _dates_event(reading: Reading, sentence: Sentence, index: int) -> bool:
    """'… о хранении 25 мая подписали': a time ends the subject; 'изменения в соглашение 1997 года' keeps its own."""
    of_paper = fold(sentence.tokens[index - 1].lemma) in agreement_words().forms
    return not of_paper and any(m.first == index for m in reading.within(sentence, "time"))


def _is_time(reading: Reading, sentence: Sentence, token: Token) -> bool:
    return bool(reading.at(sentence.index, token.index, ("time", "money")))
