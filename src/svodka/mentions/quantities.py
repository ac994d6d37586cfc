"""How many: '12 истребителей', 'четыре батареи', 'около 1,5 тыс. военнослужащих', 'шесть из двенадцати'."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from svodka.knowledge.equipment import EquipmentClass, catalogue
from svodka.knowledge.phrases import plain, word_keys
from svodka.knowledge.units import Number, count_units, parse_number
from svodka.language import Analysis, Sentence, Token
from svodka.mentions.equipment_classes import OPENING, ClassHit, find_class_phrases
from svodka.mentions.mention import Mention
from svodka.mentions.money import SYMBOLS, find_money

_ABOUT = frozenset({
    "около", "до", "более", "больше", "свыше", "примерно", "почти", "порядка", "менее", "меньше", "приблизительно",
    "минимум",
})  # fmt: skip
_ANTECEDENT = frozenset({
    "еще", "остальные", "остальных", "остальным", "первые", "первых", "последние", "последних", "из", "пока",
    "дополнительные", "дополнительных", "следующие", "следующих", "оставшиеся", "оставшихся",
})  # fmt: skip
_SOME_OF = frozenset({"последних", "первых", "остальных", "дополнительных", "следующих", "оставшихся"})
_ONE = frozenset({"один", "одного", "одному", "одним", "одном", "одна", "одной", "одну", "одно"})
_DISTRIBUTIVE = frozenset({"по", "ни"})
_DASHES = frozenset("-–—")
_DEALS = frozenset({
    "контракт", "договор", "соглашение", "сделка", "заказ", "заявка", "опцион", "переговоры", "запрос", "тендер",
    "речь",
})  # fmt: skip
_AHEAD = 6  # words between a number and its noun: 'двенадцати заказанных у Baykar ударных беспилотников'


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unit:
    name: str
    head: int
    last: int
    of: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Count:
    """A number in a sentence with its unit, if it has one of its own."""

    sentence: Sentence
    at: int
    number: Number
    unit: _Unit | None


def number_of(mention: Mention) -> int:
    """The number of a quantity, the lower one of a range."""
    return int(mention.value.split(" ", 1)[0].split("-")[0])


def find_quantities(analysis: Analysis, equipment: Sequence[Mention]) -> list[Mention]:
    """Mentions of kind 'quantity': value '3 батальон', role 'exact' or 'approximate', `of` the class of equipment.

    Numbers without a noun take the unit of what was counted or named just before: 'еще шесть', 'первые два'.
    """
    finder = _Finder(analysis, equipment)
    return [mention for sentence in analysis.sentences for mention in finder.sentence(sentence)]


class _Finder:
    def __init__(self, analysis: Analysis, equipment: Sequence[Mention]) -> None:
        self._classes: Mapping[int, list[ClassHit]] = find_class_phrases(analysis)
        self._equipment: dict[int, list[Mention]] = {}
        for mention in equipment:
            self._equipment.setdefault(mention.sentence, []).append(mention)
        self._sums = {(m.sentence, i) for m in find_money(analysis) for i in range(m.first, m.last + 1)}
        self._latest: tuple[int, int, _Unit] | None = None  # sentence, paragraph, unit

    def sentence(self, sentence: Sentence) -> Iterator[Mention]:
        """The quantities of one sentence; what they count is kept for the next."""
        counts = list(self._counts(sentence))
        for i, count in enumerate(counts):
            unit = count.unit or self._inherited(count, counts[i + 1 :])
            if unit is None:
                continue
            self._latest = (sentence.index, sentence.paragraph, unit)
            yield _mention(count, unit)
        for mention in self._equipment.get(sentence.index, ())[-1:]:
            if self._latest is None or self._latest[0] != sentence.index:
                unit = self._holder(sentence, mention) or self._unit_of(sentence, mention)
                self._latest = (sentence.index, sentence.paragraph, unit)

    def _counts(self, sentence: Sentence) -> Iterator[_Count]:
        words = [t.text for t in sentence.tokens]
        taken = {i for m in self._equipment.get(sentence.index, ()) if m.role == "designation"
                 for i in range(m.first, m.last + 1)}  # fmt: skip
        at = 0
        while at < len(words):
            number = None if at in taken or (sentence.index, at) in self._sums else parse_number(words, at)
            if number is None or not _countable(sentence, at, number):
                at += 1
                continue
            unit = self._unit_after(sentence, at + number.length)
            out_of = [plain(w) for w in words[at + 1 : at + 2]] == ["из"]
            if unit or out_of or plain(words[at]) not in _ONE:
                yield _Count(sentence=sentence, at=at, number=number, unit=unit)
            at += number.length

    def _unit_after(self, sentence: Sentence, start: int) -> _Unit | None:
        """The noun counted: an equipment word, a unit of count or a designation, adjectives passed over."""
        tokens, participle = sentence.tokens, False
        for at in range(start, min(len(tokens), start + _AHEAD + 1)):
            unit = self._unit_at(sentence, at)
            if unit:
                return unit
            token = tokens[at]
            participle |= token.feat("VerbForm") == "Part"
            if token.pos == "PUNCT" and token.text not in OPENING - {"("}:
                return None
            if not participle and not _attribute(token):
                return None
            if participle and token.pos in {"VERB", "AUX", "CCONJ"} and token.feat("VerbForm") != "Part":
                return None
        return None

    def _unit_at(self, sentence: Sentence, at: int) -> _Unit | None:
        for mention in self._equipment.get(sentence.index, ()):
            if mention.role == "designation" and mention.first == at:
                return self._unit_of(sentence, mention)
        words = [word_keys(t.text, t.lemma) for t in sentence.tokens[at : at + 4]]
        term = count_units().match(words, 0)
        hits = self._classes[sentence.index]
        hit = next((h for h in hits if h.head - len(h.word.phrase.split()) < at <= h.head), None)
        if term and not (term.adjectival and _attributive(sentence.tokens, at + len(term.keys))):
            last = at + len(term.keys) - 1
            return _Unit(name=term.meaning.name, head=at + term.head, last=last, of=self._counted(sentence, last))
        return _unit_of_class(hit) if hit and hit.first <= at else None

    def _holder(self, sentence: Sentence, mention: Mention) -> _Unit | None:
        """The formation that the equipment makes up: 'поставил батарею ЗРК «Тор»; закупит еще две'."""
        for at in range(mention.first - 1, max(-1, mention.first - _AHEAD), -1):
            token = sentence.tokens[at]
            term = count_units().match([word_keys(token.text, token.lemma)], 0)
            if term and term.meaning.kind == "formation":
                return _Unit(name=term.meaning.name, head=at, last=at, of=mention.of)
            if token.pos not in {"ADJ", "NOUN", "PROPN", "X", "PUNCT"} or token.text == ",":
                return None
        return None

    def _counted(self, sentence: Sentence, last: int) -> str | None:
        """The class of what a unit holds: 'четыре батареи РСЗО «Пинака»', '200 единиц техники'."""
        near = [m for m in self._equipment.get(sentence.index, ()) if last < m.first <= last + _AHEAD]
        between = sentence.tokens[last + 1 : near[0].first] if near else ()
        apart = any(t.pos in {"VERB", "PUNCT", "CCONJ"} and t.text not in OPENING for t in between)
        return near[0].of if near and not apart else None

    def _unit_of(self, sentence: Sentence, mention: Mention) -> _Unit:
        kind = catalogue().classes[mention.of or ""]
        hits = [h for h in self._classes[sentence.index] if h.head == mention.head and mention.role == "class"]
        name = _class_unit(hits[0]) if hits else kind.unit
        return _Unit(name=name, head=mention.head, last=mention.last, of=mention.of)

    def _inherited(self, count: _Count, later: Sequence[_Count]) -> _Unit | None:
        """The unit of a bare number from 'шесть из двенадцати самолётов' or from what stands before."""
        sentence, end = count.sentence, count.at + count.number.length
        after = [plain(t.text) for t in sentence.tokens[end : end + 2]]
        if plain(sentence.tokens[count.at].text) in _ONE and not (later and later[0].at == end + 1):
            return None  # 'один из самых', 'одна из стран'
        if after[:1] == ["из"] and later and later[0].at == end + 1 and later[0].unit:
            return replace(later[0].unit, head=count.at, last=end - 1)
        if not _bare(sentence, count):
            return None
        unit = self._antecedent(sentence, count.at)
        handed = _handed_over(sentence, count)
        pointing = _pointing(sentence, count, after) or handed
        if unit is None and pointing and self._latest:
            index, paragraph, unit = self._latest
            if index < sentence.index - (3 if handed else 1) or paragraph != sentence.paragraph:
                return None
        if unit is None or not (pointing or _argument(sentence, count)):
            return None
        return replace(unit, head=count.at, last=end - 1)

    def _antecedent(self, sentence: Sentence, at: int) -> _Unit | None:
        """What the sentence counted or named before the number."""
        if self._latest and self._latest[0] == sentence.index:
            return self._latest[2]
        named = [m for m in self._equipment.get(sentence.index, ()) if m.last < at]
        return self._unit_of(sentence, named[-1]) if named else None


_HANDING = frozenset({
    "принять", "получить", "сдать", "передать", "поставить", "купить", "закупить", "заказать", "отправить", "прибыть",
    "приобрести", "подарить", "построить", "ждать", "поступить", "вернуть", "получать", "поставлять", "доставить",
    "взять", "брать", "запросить", "запрашивать", "обещать", "пообещать", "докупить", "продать", "обсуждать",
    "предложить", "прийти", "сесть", "приземлиться", "прибывать", "отгрузить", "выделить", "предоставить", "предлагать",
    "продавать", "передавать", "заказывать", "закупать", "покупать", "принимать", "сдавать", "арендовать", "уступить",
    "обсуждаться",
})  # fmt: skip
"""Verbs whose object, a bare number, counts what was last spoken of."""


def _countable(sentence: Sentence, at: int, number: Number) -> bool:
    tokens = sentence.tokens
    before, end = tokens[at - 1] if at else None, at + number.length
    if number.value != number.value.to_integral() or number.value > Decimal(10_000_000):
        return False
    if before and (before.text in SYMBOLS or before.text in {"№", "/", "+"} or plain(before.text) in _DISTRIBUTIVE):
        return False
    if number.vague and not (before and plain(before.text) in _ABOUT):
        return False
    glued = end < len(tokens) and tokens[end].start == tokens[end - 1].end
    return not (glued and tokens[end].text in {"%", "+", "/", ":"})


def _attribute(token: Token) -> bool:
    if token.text in OPENING - {"("}:
        return True
    return token.pos in {"ADJ", "DET"}


def _attributive(tokens: Sequence[Token], at: int) -> bool:
    """Whether the adjective before token `at` is no noun: 'двумя военными объектами', but 'сто военных республики'."""
    if at >= len(tokens) or tokens[at].pos not in {"NOUN", "ADJ"}:
        return False
    case = tokens[at - 1].feat("Case")
    return tokens[at - 1].pos == "ADJ" or (case != "Gen" and tokens[at].feat("Case") == case)


def _unit_of_class(hit: ClassHit) -> _Unit | None:
    if hit.equipment_class.civil:
        return None
    return _Unit(name=_class_unit(hit), head=hit.head, last=hit.last, of=hit.equipment_class.key)


def _class_unit(hit: ClassHit) -> str:
    """The unit as the article words it; 'боевой самолёт' and 'учебно-боевой' are counted as 'самолёт'."""
    kind: EquipmentClass = hit.equipment_class
    words = plain(hit.word.phrase).split()
    whole = plain(kind.unit)
    adjectival = hit.head == hit.last and words[-1].endswith(("ый", "ой", "ее", "ая"))
    return kind.unit if adjectival or words[hit.head - hit.last - 1] == whole else hit.word.phrase


def _bare(sentence: Sentence, count: _Count) -> bool:
    """Whether no noun follows, so that the number stands for things: '12 взяты', 'шесть из них', '24, заказанных'."""
    number, end = count.number, count.at + count.number.length
    if number.upper or (1900 <= number.value <= 2100 and sentence.tokens[count.at].text.isdigit()):
        return False
    rest = sentence.tokens[end:]
    while rest and rest[0].pos == "ADJ" and plain(rest[0].text) in _ANTECEDENT:
        rest = rest[1:]
    # 'из них 12,2 тыс. американских': the noun is left out behind its adjective
    if len(rest) > 1 and rest[0].pos == "ADJ" and rest[0].feat("Case") == "Gen" and rest[1].pos == "PUNCT":
        rest = rest[1:]
    if not rest:
        return True
    if rest[0].pos in {"PUNCT", "SYM"}:
        return rest[0].text not in "%:/°" and not (rest[0].text in "-–." and rest[0].start == rest[0].end)
    return rest[0].pos in {"ADP", "VERB", "AUX", "CCONJ", "ADV", "PART"}


def _pointing(sentence: Sentence, count: _Count, after: Sequence[str]) -> bool:
    """Whether a word points back: 'еще шесть', 'остальные 36', 'два последних', 'шесть из них'."""
    before = plain(sentence.tokens[count.at - 1].text) if count.at else ""
    if [plain(t.text) for t in sentence.tokens[max(0, count.at - 2) : count.at]] == ["из", "них"]:
        return True
    if count.at > 1 and _of_a_deal(sentence, count.at - 1) and not sentence.tokens[count.at].text.isdigit():
        return True
    return before in _ANTECEDENT or after == ["из", "них"] or bool(set(after[:1]) & _SOME_OF)


def _handed_over(sentence: Sentence, count: _Count) -> bool:
    """'Египет принял двадцать три' after 'заказал 24 истребителя': the number is what a verb of supply hands over."""
    opening = sentence.tokens[0]
    plural = opening.pos == "NOUN" and opening.feat("Number") == "Plur" and opening.feat("Case") != "Nom"
    if plural and opening.feat("Animacy") == "Anim" and opening.feat("Case") not in ("Dat", "Ins"):
        return False  # 'Лётчиков Дания обещает принять двадцать'
    for token in sentence.tokens[count.at : count.at + count.number.length]:
        above = sentence.tokens[token.head] if token.head >= 0 else None
        counts = token.rel in ("obj", "nsubj", "nsubj:pass", "advmod") or token.rel.startswith("nummod")
        if above is not None and counts and above.pos == "VERB":
            return plain(above.lemma) in _HANDING
    # 'взяла пять за 29 млн': the tree hangs the number on the sum
    return bool(count.at) and plain(sentence.tokens[count.at - 1].lemma) in _HANDING


def _argument(sentence: Sentence, count: _Count) -> bool:
    """Whether the bare number is what is given or taken: 'получил пока четыре', '12 - у Катара'."""
    end = count.at + count.number.length
    follows = [t.text for t in sentence.tokens[end : end + 1]]
    before = sentence.tokens[count.at - 1] if count.at else None
    if before and count.at > 1 and plain(before.text) in _ABOUT:
        before = sentence.tokens[count.at - 2]  # 'Норвегия – до десяти'
    if before and before.text in _DASHES and count.at > 1:
        return True  # 'Португалия заказала пять самолётов, Венгрия — два'
    if before and before.pos == "ADP":
        return _of_a_deal(sentence, count.at - 1)
    roles = {t.rel for t in sentence.tokens[count.at : end]}
    return bool(roles & {"nsubj", "nsubj:pass", "obj"}) or bool(_DASHES.intersection(follows))


def _of_a_deal(sentence: Sentence, at: int) -> bool:
    """Whether the preposition at `at` hangs on a word for a deal: 'опцион на шесть', 'переговоры о двух'."""
    before = sentence.tokens[at - 1] if at else None
    return before is not None and plain(before.lemma) in _DEALS and plain(sentence.tokens[at].text) in {"на", "о", "об"}


def _mention(count: _Count, unit: _Unit) -> Mention:
    tokens, last = count.sentence.tokens, max(unit.last, count.at + count.number.length - 1)
    low, high = int(count.number.value), count.number.upper
    before = {plain(t.text) for t in tokens[max(0, count.at - 2) : count.at] if t.pos != "PUNCT"}
    return Mention(
        kind="quantity", start=tokens[count.at].start, end=tokens[last].end,
        value=f"{low}-{int(high)} {unit.name}" if high else f"{low} {unit.name}",
        sentence=count.sentence.index, first=count.at, last=last, head=unit.head,
        role="approximate" if high or before & _ABOUT else "exact", of=unit.of,
    )  # fmt: skip
