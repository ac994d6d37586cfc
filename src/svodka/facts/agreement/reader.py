"""Agreements: contracts, treaties, protocols, memoranda, plans and oral arrangements, with who signed them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from svodka.facts.agreement.events import events_of, in_force, stage_of, standing_of
from svodka.facts.agreement.memory import Papers, completed, is_bare, merged, settled
from svodka.facts.agreement.parties import Sides, sides_of
from svodka.facts.agreement.signing import signed_in_words
from svodka.facts.agreement.words import agreement_words, fold
from svodka.facts.base.draft import Draft, evidence_of, value_at, value_of
from svodka.facts.base.standing import Standing, standing
from svodka.facts.base.timing import time_for
from svodka.facts.service.grounds import country_of
from svodka.language import Sentence, Token
from svodka.language.tree import children, clause, preposition, subtree
from svodka.mentions import Reading
from svodka.model import Value

_MADE = ("signed", "agreed", "suspended", "terminated")
"""Stages of papers that are spoken of again without their parties; one that is planned names them."""


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
    form = _form(sentence, token)
    if form is not None:
        _paper(reading, sentence, token, form, papers)
    elif token.pos == "VERB" and words.verb(lemma) == "oral":
        _oral(reading, sentence, token, papers)
    elif token.pos == "PRON" and lemma in ("он", "оно", "она") and token.rel.startswith("nsubj") and token.head >= 0:
        _pronoun(reading, sentence, token, papers)


def _form(sentence: Sentence, token: Token) -> str | None:
    """The form of the paper that a noun names: 'договор', 'письмо о намерениях', 'дорожная карта'."""
    words, lemma = agreement_words(), fold(token.lemma)
    if token.pos not in ("NOUN", "PROPN"):  # the models take a 'Соглашение' that opens a sentence for a name
        return None
    if lemma == "письмо":
        intent = any(fold(t.lemma) == "намерение" for t in sentence.tokens[token.index :][:4])
        return "memorandum" if intent else None
    if lemma == "карта":
        return "plan" if any(fold(c.lemma) == "дорожный" for c in children(sentence, token.index, "amod")) else None
    return words.forms.get(lemma)


def _paper(reading: Reading, sentence: Sentence, noun: Token, form: str, papers: Papers) -> None:
    for verb in events_of(sentence, noun):
        _event(reading, sentence, noun, verb, form, papers)
    papers.hear(reading, sentence, noun)


def _event(reading: Reading, sentence: Sentence, noun: Token, verb: int, form: str, papers: Papers) -> None:
    state = standing(sentence, noun.index, "agreement")
    stage = stage_of(sentence, verb, state)
    subject = _subject(reading, sentence, noun)
    if stage is None or (_supply_alone(reading, sentence, noun, verb, stage, form, subject)):
        return
    stage, state = standing_of(sentence, verb, state, stage)
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
    sides.parties = completed(reading, sentence, noun.index, sides, papers, anaphoric=bare or stage in _MADE)
    if sides.parties or stage == "signed":
        papers.told.append(_draft(reading, sentence, noun, verb, stage, state, form, sides, subject))


def _supply_alone(reading: Reading, sentence: Sentence, noun: Token, verb: int, stage: str, form: str,
                  subject: list[Value]) -> bool:  # fmt: skip
    """'планирует заключить контракт на поставку' tells of a supply alone, unless it says when it will be signed."""
    if form != "contract" or not subject or stage not in ("planned", "proposed", "negotiated"):
        return False
    return stage != "planned" or not _time(reading, sentence, noun, verb, subject)


def _oral(reading: Reading, sentence: Sentence, verb: Token, papers: Papers) -> None:
    """'Россия и Белоруссия договорились о создании центров'; 'договорились провести' is told by what they will do."""
    state = standing(sentence, verb.index, "agreement")
    if state.modality == "denied" or any(c.feat("VerbForm") == "Inf" for c in children(sentence, verb.index)):
        return
    sides = sides_of(reading, sentence, verb, verb.index)
    sides.parties = settled(reading, sides)
    stage = "planned" if state.phase == "planned" else "agreed"
    if len(sides.parties) > 1:
        subject = _subject(reading, sentence, verb)
        papers.told.append(_draft(reading, sentence, verb, verb.index, stage, state, "", sides, subject))


def _pronoun(reading: Reading, sentence: Sentence, pronoun: Token, papers: Papers) -> None:
    """'…договор подписали в Минске, он действует с марта': the paper told of just before."""
    verb = sentence.tokens[pronoun.head]
    last = papers.last(reading, sentence)
    if agreement_words().verb(verb.lemma) != "force" or last is None or not in_force(sentence, verb):
        return
    state = standing(sentence, verb.index, "agreement")
    stage = stage_of(sentence, verb.index, state)
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
    found = found or _same_day(reading, sentence, verb)
    inside = [f for f in found for t in below if sentence.tokens[t].start <= f.start < sentence.tokens[t].end]
    spans = [m for m in reading.within(sentence, "time") for f in inside if m.start == f.start]
    bound = [m for m in spans if not any(t.pos == "VERB" for t in sentence.tokens[trigger.index : m.first])]
    return () if any(preposition(sentence, m.head) in ("на", "до") for m in bound) else found


def _same_day(reading: Reading, sentence: Sentence, verb: int) -> tuple[Value, ...]:
    """'По итогам подписан меморандум', 'в тот же день подписали протокол': the day told just before."""
    lemmas = [fold(sentence.tokens[t].lemma) for t in clause(sentence, verb)]
    same = any(pair in (("тот", "же"), ("тогда", "же")) for pair in pairwise(lemmas))
    if not same and not {"итог", "результат"} & set(lemmas):
        return ()
    before = reading.analysis.sentences[max(0, sentence.index - 2) : sentence.index + 1]
    days = [
        m for s in before for m in reading.within(s, "time")
        if len(m.value) == 10 and m.end <= sentence.tokens[verb].start
    ]  # fmt: skip
    return (value_of(reading, days[-1]),) if days else ()


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
