"""Who makes an agreement: the parties and those who sign for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from svodka.facts.agreement.words import agreement_words, fold
from svodka.facts.base.arguments import arguments, subject_of
from svodka.facts.base.draft import value_of
from svodka.facts.base.parties import organisation_as_party, parties_at
from svodka.language import Sentence, Token
from svodka.language.tree import children, clause, conjuncts, preposition, subtree
from svodka.mentions import Mention, Reading
from svodka.mentions.mention import MentionKind
from svodka.model import Value

_FUNCTIONS = frozenset({"subject", "agent", "with", "between"})


@dataclass(slots=True)
class Sides:
    """Parties and signatories in order of the text. `both` is set by 'стороны': two not named here."""

    parties: list[Value] = field(default_factory=list)
    signatories: list[Value] = field(default_factory=list)
    both: bool = False
    company: bool = False  # 'предприятие подписало договор'

    def add(self, parties: Iterable[Value]) -> None:
        """Adds parties, each once."""
        self.parties.extend(v for v in parties if v.value not in {p.value for p in self.parties})

    def sign(self, people: Iterable[Value]) -> None:
        """Adds signatories, each once."""
        self.signatories.extend(v for v in people if v.value not in {s.value for s in self.signatories})


def sides_of(reading: Reading, sentence: Sentence, noun: Token, verb: int) -> Sides:
    """The parties around a paper and its verb: by the tree, and by form where the tree names fewer than two."""
    sides = Sides()
    for head in _heads(sentence, noun, verb):
        _add(reading, sentence, head, sides)
    sides.add(_of_adjectives(reading, sentence, noun))
    if agreement_words().verb(sentence.tokens[verb].lemma) in ("ratify", "agree"):
        _add_parliament(reading, sentence, verb, sides)
    if len(sides.parties) < 2:
        for head in _by_form(reading, sentence, noun, verb):
            _add(reading, sentence, head, sides)
    return sides


def _heads(sentence: Sentence, noun: Token, verb: int) -> list[int]:
    offers = agreement_words().verb(sentence.tokens[verb].lemma) == "offer"
    heads = [
        a.token
        for a in arguments(sentence, (noun.index, verb))
        if a.function in _FUNCTIONS
        or (a.function == "genitive" and a.governor == noun.index)
        or (a.function == "dative" and offers)
    ]
    subject = subject_of(sentence, verb)
    if subject is not None and subject != noun.index:
        heads.extend(i for i in conjuncts(sentence, subject) if i not in heads)
    return [h for h in heads if h != noun.index]


def parties_of_paper(reading: Reading, sentence: Sentence, noun: Token) -> list[Value]:
    """Whose paper it is by its own words: 'соглашение с США', 'договор между X и Y', 'российско-индийский контракт'."""
    sides = Sides()
    for argument in arguments(sentence, (noun.index,)):
        if argument.function in ("with", "between", "genitive"):
            sides.add(parties_at(reading, sentence, argument.token))
    for index in subtree(sentence, noun.index):  # 'соглашение об обороне с Канадой': hung on the subject
        if preposition(sentence, index) in ("с", "между") and sentence.tokens[index].feat("Case") in ("Ins", ""):
            sides.add(parties_at(reading, sentence, index))
    sides.add(_of_adjectives(reading, sentence, noun))
    return sides.parties


def _of_adjectives(reading: Reading, sentence: Sentence, noun: Token) -> list[Value]:
    """'китайско-пакистанское соглашение': an adjective that names two."""
    for child in children(sentence, noun.index, "amod"):
        found = {m.value: m for m in reading.at(sentence.index, child.index, ("country",)) if m.role == "adjective"}
        if len(found) > 1:
            return [value_of(reading, m) for m in found.values()]
    return []


def _by_form(reading: Reading, sentence: Sentence, noun: Token, verb: int) -> list[int]:
    """Parties of the verb's clause by form alone, where the tree lost them: nominatives and 'с Россией'."""
    found: list[int] = []
    below = set(subtree(sentence, noun.index))
    for index in clause(sentence, verb):
        token = sentence.tokens[index]
        if token.pos not in ("NOUN", "PROPN") or index == noun.index:
            continue
        case, before = token.feat("Case"), preposition(sentence, index)
        if (case == "Nom" and not before and (index not in below or _named_alone(reading, sentence, index))) or (
            case == "Ins" and before in ("с", "между")
        ):
            found.extend(i for i in conjuncts(sentence, index) if i not in found)
    return found


def _add_parliament(reading: Reading, sentence: Sentence, verb: int, sides: Sides) -> None:
    """'парламент Казахстана ратифицировал', 'одобрил бундестаг': the country that the chamber binds."""
    inside = set(clause(sentence, verb))
    for mention in reading.within(sentence, "organisation"):
        acting = sentence.tokens[mention.head].feat("Case") in ("Nom", "Ins", "") and not preposition(
            sentence, mention.head
        )
        if mention.of == "parliament" and mention.country and mention.head in inside and acting:
            sides.add([value_of(reading, mention, mention.country)])


def _named_alone(reading: Reading, sentence: Sentence, index: int) -> bool:
    """'Соглашение о пребывании в республике Москва и Душанбе заключили': nominatives that are no part of the paper."""
    bracketed = any(t.text == "(" for t in sentence.tokens[:index]) and any(
        t.text == ")" for t in sentence.tokens[index:]
    )
    kinds: tuple[MentionKind, ...] = ("country", "person") if bracketed else ("country", "person", "organisation")
    named = [index, *(c.index for c in children(sentence, index, "appos"))]
    return any(m.head == i and m.role != "adjective" for i in named for m in reading.at(sentence.index, i, kinds))


def _add(reading: Reading, sentence: Sentence, head: int, sides: Sides) -> None:
    lemma = sentence.tokens[head].lemma
    people = people_at(reading, sentence, head)
    found = parties_at(reading, sentence, head) or [c for p in people for c in office_party(reading, p)]
    found = found or _company_meant(reading, sentence, head)
    sides.sign(value_of(reading, p) for p in people)
    if found and _backward(reading, sentence, head):
        sides.both = True
    sides.add(found)
    if not found and not people:
        sides.both = sides.both or agreement_words().is_bare("sides", lemma)
        sides.company = sides.company or agreement_words().is_bare("companies", lemma)


def _company_meant(reading: Reading, sentence: Sentence, head: int) -> list[Value]:
    """'корветы строит STM, соглашение с ней подписали': the company named before in the sentence."""
    token = sentence.tokens[head]
    if token.pos != "PRON" or fold(token.lemma) not in ("он", "она", "они") or preposition(sentence, head) != "с":
        return []
    before = [m for m in reading.within(sentence, "organisation") if m.last < head and m.of == "maker"]
    return [value_of(reading, before[-1])] if before else []


def _backward(reading: Reading, sentence: Sentence, head: int) -> bool:
    """'стороны', 'страны' resolved to what was named before."""
    return any(
        m.role == "anaphor" for m in reading.at(sentence.index, head, ("country",))
    ) and agreement_words().is_bare("sides", sentence.tokens[head].lemma)


def people_at(reading: Reading, sentence: Sentence, head: int) -> list[Mention]:
    """The people that the noun phrase names: 'министр обороны РФ Сергей Шойгу', 'премьер-министры … X и Y'."""
    inside = {head, *subtree(sentence, head)}
    return [
        m
        for m in reading.within(sentence, "person")
        if m.head == head or (m.head in inside and _named(sentence, head, m))
    ]


def _named(sentence: Sentence, head: int, person: Mention) -> bool:
    at = person.head
    while at != head and at >= 0:
        if sentence.tokens[at].rel.split(":")[0] not in ("appos", "flat", "nmod", "conj"):
            return False
        at = sentence.tokens[at].head
    return at == head


def office_party(reading: Reading, person: Mention) -> list[Value]:
    """For whom a signatory signs: the company that he heads, else the country of his office."""
    for position in reading.positions:
        if position.person.value != person.value:
            continue
        organisation = position.organisation
        if organisation is not None and organisation.of in ("maker", "exporter"):
            return [organisation_as_party(reading, organisation)]
        if position.country is not None:
            return [value_of(reading, position.country, position.country.country or position.country.value)]
    return []
