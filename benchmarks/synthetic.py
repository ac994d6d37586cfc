"""Synthetic news with known truth: matters that begin, go on and end, told by outlets as records without a reader.

Matter number N is the same in every run. Article number A tells of matters around A / 2, so that matters come and go
as the register grows, each told about twenty times; a twentieth of the deals are about a few famous things.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from svodka.knowledge.countries import countries
from svodka.model import Article, Entity, Evidence, Fact, Paragraph, Record, Said, Span, Value

CLAIMS = 10
A_DAY = 25
BEGIN = date(2008, 1, 1)
SPREAD = 40
"""Matters that an article may tell of: so many before and after its own."""

_SYLLABLES = ("ба", "ве", "го", "ди", "жа", "зе", "ка", "лу", "мо", "не", "пи", "ро", "се", "та", "фи", "ху", "це")
_OUTLETS = tuple(f"Агентство {number}" for number in range(1, 41))
_FAMOUS = ("С-400", "Су-30", "Ми-17", "Т-72", "МиГ-29", "Панцирь-С1")
_STAGES = ("considered", "negotiated", "planned", "ordered", "in_delivery", "delivered")
_VERBS = ("обсуждает поставку", "готовит поставку", "намерена поставить", "продала", "поставляет", "поставила")
_FILLER = (
    "Эксперты отмечают, что сотрудничество двух стран в этой области продолжается много лет.",
    "Подробности в ведомстве не уточнили, сославшись на условия соглашения.",
    "Ранее о подготовке документа писали местные газеты.",
    "На встрече обсуждались также вопросы подготовки специалистов и ремонта техники.",
    "Поставки истребителей и зенитных комплексов идут по графику, сообщил представитель штаба.",
)  # fmt: skip

Slots = Mapping[str, Sequence[tuple[str, str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A record, and the number of the matter behind each of its facts."""

    record: Record
    matters: tuple[int, ...]


@dataclass(slots=True)
class _Draft:
    parts: list[str] = field(default_factory=list)
    length: int = 0
    facts: list[Fact] = field(default_factory=list)
    entities: dict[tuple[str, str], list[Evidence]] = field(default_factory=dict)

    def add(self, words: str) -> Evidence:
        """Appends words, and says where they stand."""
        stretch = Evidence(start=self.length, end=self.length + len(words), text=words)
        self.parts.append(words)
        self.length += len(words)
        return stretch

    def value(self, words: str, value: str, kind: str = "") -> Value:
        """Appends a value, and names the entity when it is one."""
        there = self.add(words)
        if kind:
            self.entities.setdefault((kind, value), []).append(there)
        return Value(value=value, text=words, start=there.start, end=there.end)


@lru_cache(maxsize=1)
def _codes() -> tuple[str, ...]:
    return tuple(sorted(countries()))


def _word(number: int, syllables: int) -> str:
    """The word of a number, another one for every number."""
    letters = []
    for _ in range(syllables):
        number, at = divmod(number, len(_SYLLABLES))
        letters.append(_SYLLABLES[at])
    return "".join(letters)


def _item(dice: random.Random, matter: int) -> str:
    """A few famous things are sold for ever; others are sold a few times in their years."""
    if dice.random() < 0.05:
        return dice.choice(_FAMOUS)
    family = matter // 3
    return f"{_word(family % 5000, 3).capitalize()}-{100 + family // 5000}"


def _date(article: int) -> date:
    return BEGIN + timedelta(days=article // A_DAY)


def article(number: int) -> Told:
    """The article with this number."""
    dice, draft = random.Random(number), _Draft()
    published, matters = _date(number), []
    draft.add(f"Новости дня {number}. ")
    while len(draft.facts) < CLAIMS:
        matter = max(0, number // 2 + dice.randint(-SPREAD, SPREAD))
        share = (number / 2 - matter + SPREAD) / (2 * SPREAD)
        start = draft.length
        _KINDS[matter % len(_KINDS)](draft, matter, share, published)
        draft.facts[-1] = _with_evidence(draft, start, len(draft.facts))
        matters.append(matter)
        draft.add(f" {dice.choice(_FILLER)} ")
    return Told(record=_record(draft, dice, published), matters=tuple(matters))


def articles(count: int, first: int = 0) -> Iterator[Told]:
    """The articles from number `first` on."""
    return map(article, range(first, first + count))


def _with_evidence(draft: _Draft, start: int, number: int) -> Fact:
    words = "".join(draft.parts)[start:]
    fact = draft.facts[-1]
    return Fact(
        id=f"{fact.type}-{number}", type=fact.type, stage=fact.stage, modality=fact.modality, slots=fact.slots,
        time=fact.time, said=fact.said, evidence=(Evidence(start=start, end=draft.length, text=words),),
        confidence=fact.confidence, rule=fact.rule,
    )  # fmt: skip


def _record(draft: _Draft, dice: random.Random, published: date) -> Record:
    text = "".join(draft.parts)
    entities = tuple(
        Entity(type=kind, name=name, country=name if kind == "country" else None, mentions=tuple(found))  # type: ignore[arg-type]
        for (kind, name), found in draft.entities.items()
    )
    made = Article(
        id=hashlib.sha256(text.encode()).hexdigest(), text=text, title=text.partition(".")[0], url=None,
        outlet=dice.choice(_OUTLETS), author=None, published=published.isoformat(), published_basis="metadata",
        place=None, language="ru", dateline=None,
        paragraphs=(Paragraph(span=Span(start=0, end=len(text)), kind="body"),),
    )  # fmt: skip
    return Record(article=made, entities=entities, facts=tuple(draft.facts))


def _fact(draft: _Draft, kind: str, stage: str | None, slots: Mapping[str, list[Value]], **more: object) -> None:
    draft.facts.append(Fact(
        id="", type=kind, stage=stage, modality="asserted", time=more.get("time", ()), said=more.get("said", Said()),  # type: ignore[arg-type]
        slots={slot: tuple(values) for slot, values in slots.items()}, evidence=(), confidence=0.9, rule="synthetic",
    ))  # fmt: skip


def _pair(matter: int) -> tuple[str, str]:
    """Seller and buyer; a third of all sellers is one country."""
    dice, codes = random.Random(-matter), _codes()
    one = "RU" if dice.random() < 0.33 else dice.choice(codes)
    return one, dice.choice([code for code in codes if code != one])


def _country(draft: _Draft, code: str) -> Value:
    return draft.value(countries()[code].name, code, "country")


def _transfer(draft: _Draft, matter: int, share: float, _: date) -> None:
    dice, (seller, buyer) = random.Random(matter), _pair(matter)
    at = min(len(_STAGES) - 1, int(share * len(_STAGES)))
    supplier = _country(draft, seller)
    draft.add(f" {_VERBS[at]} ")
    quantity = dice.randint(2, 60)
    count = draft.value(f"{quantity} единиц", f"{quantity} единица")
    draft.add(" ")
    name = _item(dice, matter)
    item = draft.value(name, name, "equipment")
    draft.add(" стране ")
    recipient = _country(draft, buyer)
    draft.add(".")
    slots = {"supplier": [supplier], "recipient": [recipient], "item": [item], "quantity": [count]}
    _fact(draft, "transfer", _STAGES[at], slots)


def _exercise(draft: _Draft, matter: int, share: float, _: date) -> None:
    one, other = _pair(matter)
    year = BEGIN.year + 2 * matter // A_DAY // 365
    draft.add("Учение ")
    name = f"{_word(matter // 40, 4).capitalize()}-{year}"
    named = draft.value(name, name, "exercise")
    draft.add(", участники: ")
    parties = [_country(draft, one)]
    draft.add(" и ")
    parties.append(_country(draft, other))
    draft.add(".")
    _fact(draft, "exercise", "planned" if share < 0.6 else "held", {"name": [named], "participants": parties})


def _agreement(draft: _Draft, matter: int, share: float, _: date) -> None:
    one, other = _pair(matter)
    parties = [_country(draft, one)]
    draft.add(" и ")
    parties.append(_country(draft, other))
    draft.add(" договорились: ")
    form = draft.value("соглашение", "соглашение")
    draft.add(" ")
    about = f"о разработке {_word(matter, 5)} {_word(matter * 7, 5)}"
    subject = draft.value(about, about)
    draft.add(".")
    slots = {"parties": parties, "form": [form], "subject": [subject]}
    _fact(draft, "agreement", "negotiated" if share < 0.5 else "signed", slots)


def _meeting(draft: _Draft, matter: int, share: float, published: date) -> None:
    day = (_date(2 * matter)).isoformat()
    one, other = _pair(matter)
    participants = [_country(draft, one)]
    draft.add(" и ")
    participants.append(_country(draft, other))
    draft.add(" провели ")
    form = draft.value("переговоры", "переговоры")
    draft.add(" ")
    when = draft.value(day, day)
    draft.add(".")
    slots = {"participants": participants, "form": [form]}
    _fact(draft, "meeting", "held", slots, time=(when,))


def _position(draft: _Draft, matter: int, share: float, _: date) -> None:
    code, _other = _pair(matter)
    surname = _word(matter % 3000, 4).capitalize() + "ов"
    given = ("Иван", "Петр", "Олег", "Нурлан", "Хасан")[matter // 3000 % 5]
    draft.add("Министр обороны ")
    country = _country(draft, code)
    draft.add(" ")
    name = f"{given} {surname}" if share < 0.7 else surname
    person = draft.value(name, name, "person")
    draft.add(" выступил.")
    office = Value(value="министр обороны", text="", start=draft.length, end=draft.length)
    _fact(draft, "position", "current", {"person": [person], "office": [office], "country": [country]})


def _statement(draft: _Draft, matter: int, share: float, _: date) -> None:
    surname = _word(matter % 3000, 4).capitalize() + "ов"
    speaker = draft.value(surname, surname, "person")
    draft.add(": ")
    words = f"Мы {_word(matter, 5)} и {_word(matter * 3 + 1, 5)} поставки {_word(matter * 5 + 2, 5)}"
    quote = draft.value(words, words)
    draft.add(".")
    _fact(draft, "statement", None, {"speaker": [speaker], "quote": [quote]}, said=Said(by=(speaker,), kind="quote"))


_KINDS = (_transfer, _exercise, _transfer, _agreement, _transfer, _meeting, _position, _transfer, _statement)
"""What kind of matter a number is, in turn."""
