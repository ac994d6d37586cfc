"""What the article has told of agreements: 'он действует', 'документ подписан в Дубае', 'стороны расторгли договор'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from svodka.facts.agreement.parties import Sides, parties_of_paper
from svodka.facts.agreement.words import agreement_words, fold
from svodka.facts.base.draft import Draft, value_of
from svodka.facts.base.parties import parties_at
from svodka.language import Sentence, Token
from svodka.language.tree import preposition
from svodka.mentions import Reading
from svodka.model import Value

_REACH = 2  # sentences that a bare 'документ' looks back
_LEAD = 2  # title and first sentence: what the article is about


@dataclass(slots=True)
class Papers:
    """The agreements told so far, in order of the text; those with fewer than two parties wait to be completed."""

    told: list[Draft] = field(default_factory=list)
    heard: tuple[int, list[Value]] = (-9, [])  # sentence and parties of the paper named last, told of or not

    def hear(self, reading: Reading, sentence: Sentence, noun: Token) -> None:
        """Notes whose paper a noun names: 'депутаты взялись за соглашение с США'."""
        own = parties_of_paper(reading, sentence, noun)
        if own:
            self.heard = (sentence.index, own)

    def last(self, reading: Reading, sentence: Sentence) -> Draft | None:
        """The agreement told last, no more than two sentences and one paragraph back."""
        if not self.told:
            return None
        draft = self.told[-1]
        earlier = reading.analysis.sentences[draft.sentence]
        near = sentence.index - draft.sentence <= _REACH
        return draft if near and sentence.paragraph - earlier.paragraph <= 1 else None

    def replace_last(self, draft: Draft) -> None:
        """Puts a completed agreement in the place of the last one."""
        self.told[-1] = draft


def completed(
    reading: Reading, sentence: Sentence, at: int, sides: Sides, papers: Papers, anaphoric: bool
) -> list[Value]:
    """The parties, those that the clause leaves out taken from what stands before it; `at` is the paper's token."""
    last = papers.last(reading, sentence)
    known = sides.parties = settled(reading, sides)
    again = (sides.both and anaphoric) or (not known and (sides.both or anaphoric))
    if again and last is not None and len(last.slots["parties"]) > 1:
        return list(last.slots["parties"])
    if len(known) > 1:
        return known
    if sides.company:
        return [*known, *_company_before(reading, sentence, known)]
    if len(known) == 1:
        return [*known, *_other(reading, sentence, known, papers, at)]
    return (
        _pair_before(reading, sentence, at)
        or _pair_of_deal(reading, sentence, at)
        or (_pair_of_lead(reading) if sides.both or anaphoric else [])
    )


def settled(reading: Reading, sides: Sides) -> list[Value]:
    """'Китай и Турция поставят ракеты. Стороны договорились …': in an article about two others, those are 'стороны'."""
    pair = _pair_of_lead(reading) if sides.both and len(sides.parties) == 2 else []
    apart = {v.value for v in pair}.isdisjoint({v.value for v in sides.parties})
    return pair if pair and apart else sides.parties


def _other(reading: Reading, sentence: Sentence, known: list[Value], papers: Papers, at: int) -> list[Value]:
    """The second party, where the clause names one."""
    told = (
        _heard(reading, sentence, known, papers, at)
        or _explained(reading, sentence, known, at)
        or _topic(reading, sentence, known)
    )
    if told or _mere_plan(sentence, at):
        return told
    return _only_other(reading, sentence, known) or _partner_of_lead(reading, known)


def _mere_plan(sentence: Sentence, at: int) -> bool:
    """'Нигерия отказалась от плана': nobody else need be bound by it."""
    return fold(sentence.tokens[at].lemma) in ("план", "программа")


def _only_other(reading: Reading, sentence: Sentence, known: list[Value]) -> list[Value]:
    """'Ирак ищет зенитные системы. … был подписан с LIG Nex1': the one other country of the sentence and the last."""
    previous = _previous(reading, sentence)
    found: dict[str, Value] = {}
    for one in (previous, sentence) if previous is not None else (sentence,):
        for mention in reading.within(one, "country"):
            if mention.role in ("name", "abbreviation", "capital", "anaphor", "pronoun"):
                found.setdefault(mention.value, value_of(reading, mention))
    return _strangers(reading, known, list(found.values()))


def _partner_of_lead(reading: Reading, known: list[Value]) -> list[Value]:
    """The other of the two countries that the article is about."""
    pair = _pair_of_lead(reading)
    left = _strangers(reading, known, pair)
    return left if len(pair) == 2 else []


def _strangers(reading: Reading, known: list[Value], found: list[Value]) -> list[Value]:
    """The one country that is neither known nor a known company's own; none where there are several."""
    taken = {v.value for v in known}
    left = [v for v in found if v.value not in taken and not _own_country(reading, known[0], v.value)]
    return left if len(left) == 1 else []


def _explained(reading: Reading, sentence: Sentence, known: list[Value], at: int) -> list[Value]:
    """'Аргентина подписала контракт на 24 F-16: Дания уступает их': the subject of the clause behind the colon."""
    colon = next((t.index for t in sentence.tokens[at:] if t.text == ":"), len(sentence.tokens))
    subjects = [t for t in sentence.tokens[colon:] if t.rel.startswith("nsubj") and t.feat("Case") in ("Nom", "")]
    found = [v for t in subjects[:1] for v in parties_at(reading, sentence, t.index)]
    fresh = [v for v in found if v.value not in {k.value for k in known}]
    return [v for v in fresh if not _own_country(reading, known[0], v.value)]


def _heard(reading: Reading, sentence: Sentence, known: list[Value], papers: Papers, at: int) -> list[Value]:
    """'… соглашение с США. Документ, который подписал министр обороны Финляндии': the other side of the same paper."""
    index, parties = papers.heard
    if not is_bare(reading, sentence, at) or not 0 < sentence.index - index <= 1:
        return []
    return [
        v for v in parties if v.value not in {k.value for k in known} and not _own_country(reading, known[0], v.value)
    ]


def _pair_of_deal(reading: Reading, sentence: Sentence, at: int) -> list[Value]:
    """'Ирак заказал у LIG Nex1 восемь батарей. Контракт был подписан в Багдаде': the parties of the deal before."""
    previous = _previous(reading, sentence)
    if previous is None or not is_bare(reading, sentence, at):
        return []
    return _pair(reading, previous, previous.tokens)


def _company_before(reading: Reading, sentence: Sentence, known: list[Value]) -> list[Value]:
    """'Договор предприятие подписало 25 июня': the company named in the sentence before."""
    previous = _previous(reading, sentence)
    if previous is None:
        return []
    taken = {v.value for v in known}
    makers = {
        m.value: m
        for m in reading.within(previous, "organisation")
        if m.of in ("maker", "exporter") and m.value not in taken
    }
    return [value_of(reading, next(iter(makers.values())))] if len(makers) == 1 else []


def _topic(reading: Reading, sentence: Sentence, known: list[Value]) -> list[Value]:
    """'В Белграде был подписан контракт с компанией Dassault': the subject of the sentence before is the other side."""
    previous = _previous(reading, sentence)
    if previous is None:
        return []
    subjects = [t.index for t in previous.tokens if t.rel.startswith("nsubj") and t.feat("Case") in ("Nom", "")]
    taken = {v.value for v in known}
    for index in subjects[:1]:
        found = [v for v in parties_at(reading, previous, index) if v.value not in taken]
        if len(found) == 1 and not any(_own_country(reading, k, found[0].value) for k in known):
            return found
    return []


def _own_country(reading: Reading, party: Value, country: str) -> bool:
    return any(m.kind == "organisation" and m.value == party.value and m.country == country for m in reading.mentions)


def _previous(reading: Reading, sentence: Sentence) -> Sentence | None:
    """The sentence before in the same paragraph."""
    if sentence.index == 0:
        return None
    previous = reading.analysis.sentences[sentence.index - 1]
    return previous if previous.paragraph == sentence.paragraph else None


def _pair_before(reading: Reading, sentence: Sentence, at: int) -> list[Value]:
    """'Каир купил у России Су-35, контракт вступил в силу': exactly two parties stand before in the sentence."""
    return _pair(reading, sentence, sentence.tokens[:at])


def _pair(reading: Reading, sentence: Sentence, tokens: Sequence[Token]) -> list[Value]:
    """The parties among the tokens by their form, where they are two: who acts, and 'у', 'от', 'с' whom."""
    found: dict[str, Value] = {}
    for token in tokens:
        if token.pos not in ("NOUN", "PROPN"):
            continue
        before, case = preposition(sentence, token.index), token.feat("Case")
        if before in ("у", "от", "с") or (not before and case in ("Nom", "Dat")):
            for value in parties_at(reading, sentence, token.index):
                found.setdefault(value.value, value)
    return list(found.values()) if len(found) == 2 else []


def _pair_of_lead(reading: Reading) -> list[Value]:
    """'Контракт стороны подписали в 2007 году': the two countries that the article is about.

    An adjective counts where the names alone make no pair: 'Баку получил первые пакистанские истребители'.
    """
    for left_out in (("capital_place", "adjective", "anaphor"), ("capital_place", "anaphor")):
        found: dict[str, Value] = {}
        for sentence in reading.analysis.sentences[:_LEAD]:
            for mention in reading.within(sentence, "country"):
                if mention.role not in left_out:
                    found.setdefault(mention.value, value_of(reading, mention))
        if len(found) == 2:
            return list(found.values())
    return []


def is_bare(reading: Reading, sentence: Sentence, index: int) -> bool:
    """'документ', 'контракт' that says nothing of its own: it goes back to the paper just told of."""
    if not agreement_words().is_bare("papers", sentence.tokens[index].lemma):
        return False
    own = [sentence.tokens[c] for c in sentence.children[index]]
    return not any(
        c.rel.split(":")[0] in ("nmod", "amod", "acl", "nummod")
        and fold(c.lemma) not in ("этот", "сам", "данный", "тот", "сумма", "стоимость")
        and not (c.rel.startswith("acl") and c.feat("VerbForm") == "Fin")  # 'документ, который подписал министр'
        and not _priced(reading, sentence, c)
        for c in own
    )


def _priced(reading: Reading, sentence: Sentence, token: Token) -> bool:
    """'контракт на 3,71 трлн вон' says nothing of what it is about."""
    return any(m.first <= token.index <= m.last for m in reading.within(sentence, "money"))


def merged(last: Draft, draft: Draft) -> Draft:
    """The agreement told before with what the next sentence adds: where, when and by whom it was signed."""
    slots = {name: last.slots.get(name) or values for name, values in draft.slots.items()}
    return replace(last, slots=slots, time=last.time or draft.time)
