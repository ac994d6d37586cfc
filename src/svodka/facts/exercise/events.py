"""The exercises of an article: which words speak of which, and what has been gathered about each."""

from __future__ import annotations

from dataclasses import dataclass, field

from svodka.facts.base.draft import value_of
from svodka.facts.exercise.words import course_words
from svodka.language import Sentence
from svodka.language.tree import children, is_predicate
from svodka.mentions import Mention, Reading
from svodka.mentions.exercises import base_name
from svodka.model import Modality, Value

_PARTS = frozenset({"стрельба"})  # 'Боевые стрельбы намечены на последние два дня': a part of the exercise


@dataclass(slots=True, kw_only=True)
class Event:
    """One exercise while its article is being read."""

    name: Value | None = None
    series: bool = False
    joint: bool = False  # 'совместные с США учения': the host takes part too
    titled: bool = False  # known from the headline only
    participants: list[Value] = field(default_factory=list)
    organisations: list[Value] = field(default_factory=list)
    place: list[Value] = field(default_factory=list)
    forces: list[Value] = field(default_factory=list)
    quantity: list[Value] = field(default_factory=list)
    start: Value | None = None
    end: Value | None = None
    whole: Value | None = None
    stage: str | None = None
    modality: Modality = "asserted"
    weight: int = 0  # how plainly the stage was said
    sentence: int = -1
    trigger: int = -1
    tokens: tuple[int, ...] = ()
    trail: tuple[str, ...] = ()

    @property
    def parties(self) -> frozenset[str]:
        """The codes and names of the participants known so far."""
        return frozenset(v.value for v in self.participants)


def add(values: list[Value], new: list[Value]) -> None:
    """Adds the values that are not there yet."""
    known = {v.value for v in values}
    for value in new:
        if value.value not in known:
            values.append(value)
            known.add(value.value)


def in_title(reading: Reading, sentence: Sentence) -> bool:
    """Whether the sentence stands in the headline."""
    return reading.analysis.paragraph_of(sentence).kind in ("title", "subtitle")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Words that speak of exercises: the noun, if there is one, and the names beside it."""

    noun: int | None
    names: tuple[Mention, ...]

    @property
    def token(self) -> int:
        """The token by which the words stand in the tree."""
        return self.noun if self.noun is not None else self.names[0].head


def references(reading: Reading, sentence: Sentence) -> list[Reference]:
    """The references to exercises in a sentence, left to right."""
    mentions = reading.within(sentence, "exercise")
    named = {m.head for m in mentions if m.role == "name"}
    nouns = [m.head for m in mentions if m.role == "class" and (m.value not in _PARTS or m.head in named)]
    found = [Reference(noun=n, names=tuple(m for m in mentions if m.role == "name" and m.head == n)) for n in nouns]
    found += [Reference(noun=None, names=(m,)) for m in mentions if m.role == "name" and m.head not in nouns]
    found += [Reference(noun=i, names=()) for i in elliptic(sentence)]
    return sorted(found, key=lambda r: r.token)


def gap_of(sentence: Sentence, token: int) -> range:
    """What stands between the comma and the dash before an adjective: ', в сентябре 2017-го - вторые'; else empty."""
    if token < 2 or sentence.tokens[token - 1].text not in "-–—":
        return range(0)
    start = next((t.index for t in reversed(sentence.tokens[: token - 1]) if t.text in (",", ";")), token)
    return range(start + 1, token - 1) if token - start < 10 else range(0)


def elliptic(sentence: Sentence) -> list[int]:
    """'следующее пройдет в Канзасе', 'прошлогодние отменены', '…, в сентябре - вторые': the adjective for the noun."""
    course, found = course_words(), list[int]()
    takes_place = course.begin | course.end | course.hold | course.cancel
    for token in sentence.tokens:
        if token.lemma.replace("ё", "е") not in course.another or token.pos not in ("ADJ", "NOUN") or token.head < 0:
            continue
        if token.feat("Number") != "Plur" and token.feat("Gender") == "Masc":
            continue  # 'первый пройдет': a stage, a day
        head = sentence.tokens[token.head]
        stands = token.rel.startswith("nsubj") and head.lemma.replace("ё", "е") in takes_place
        gapped = token.rel == "conj" and is_predicate(head) and bool(gap_of(sentence, token.index))
        own = children(sentence, token.index, "nmod", "amod")
        if token.feat("Case") == "Nom" and (gapped or (stands and not own)):
            found.append(token.index)
    return found


class Events:
    """All exercises of an article, found again by name or by being the last one spoken of."""

    def __init__(self) -> None:
        self.all: list[Event] = []
        self.current: list[Event] = []

    def resolve(self, reading: Reading, sentence: Sentence, reference: Reference, own: list[Value]) -> list[Event]:
        """The exercises that a reference means; `own` are the participants that its phrase names."""
        if reference.names:
            series = self._is_series(sentence, reference)
            self.current = [self._named(reading, m, series, own) for m in reference.names]
        elif not self.current or self._fresh(sentence, reference, own):
            self.current = [self._unnamed(reading, sentence, reference)]
        return self.current

    def _named(self, reading: Reading, mention: Mention, series: bool, own: list[Value]) -> Event:
        for event in self.all:
            if event.name is not None and event.series == series and _same(event.name.value, mention.value):
                if len(mention.value) > len(event.name.value):
                    event.name = value_of(reading, mention)
                return event
        for event in self.all[-1:]:
            # the headline's 'учения ОДКБ' get their name in the first paragraph
            fits = {v.value for v in own} >= event.parties or event.titled
            if event.name is None and fits and event.whole is None and event.titled:
                event.name, event.titled = value_of(reading, mention), False
                return event
        return self._new(Event(name=value_of(reading, mention), series=series))

    def _unnamed(self, reading: Reading, sentence: Sentence, reference: Reference) -> Event:
        event = Event(titled=in_title(reading, sentence))
        last = self.current[0] if self.current else None
        if last is not None and last.name is not None and self._another(sentence, reference):
            # 'Следующую тренировку проведут в Китае': of the same name and nations
            base = last.name.value[: len(base_name(last.name.value))]
            event.name = Value(value=base, text=last.name.text, start=last.name.start, end=last.name.end)
            event.participants = list(last.participants)
            if gap_of(sentence, reference.token):  # '…, в сентябре 2017-го - вторые, под Новороссийском'
                event.stage, event.weight = last.stage, 1
        return self._new(event)

    def moved(self) -> list[Event]:
        """The exercise spoken about; a new one where that is off: 'не состоится. Его перенесли на 2020 год'."""
        for event in self.current[:1]:
            if event.stage == "cancelled":
                again = Event(name=event.name, participants=list(event.participants))
                self.current = [self._new(again)]
        return self.current

    def another(self) -> list[Event]:
        """One more of the series spoken about: 'в 2020 году они были отменены'; none of an exercise of one year."""
        last = self.current[0] if self.current else None
        if last is None or last.name is None:
            return []
        base = last.name.value[: len(base_name(last.name.value))]
        name = Value(value=base, text=last.name.text, start=last.name.start, end=last.name.end)
        return [self._new(Event(name=name, participants=list(last.participants)))]

    def _new(self, event: Event) -> Event:
        self.all.append(event)
        return event

    def _fresh(self, sentence: Sentence, reference: Reference, own: list[Value]) -> bool:
        if self._another(sentence, reference):
            return True
        known = frozenset[str]().union(*(e.parties for e in self.current))
        told = {v.value for v in own}
        indefinite = sentence.tokens[reference.token].feat("Case") == "Acc" and bool(
            self._modifiers(sentence, reference) & {"совместный"}
        )
        return bool(told - known) or (indefinite and not told)

    def _another(self, sentence: Sentence, reference: Reference) -> bool:
        return bool(self._modifiers(sentence, reference) & course_words().another)

    @staticmethod
    def _modifiers(sentence: Sentence, reference: Reference) -> set[str]:
        own = sentence.tokens[reference.token].lemma  # 'следующее' without its noun
        return {own, *(c.lemma.replace("ё", "е") for c in children(sentence, reference.token, "amod", "det"))}

    @staticmethod
    def _is_series(sentence: Sentence, reference: Reference) -> bool:
        """'Учения серии "Рэпид Трайдент"' are no single exercise."""
        if reference.noun is None:
            return False
        between = sentence.tokens[reference.noun + 1 : reference.names[0].first]
        return any(t.lemma in ("серия", "цикл") for t in between)


def _same(known: str, new: str) -> bool:
    """The same base and, where both tell it, the same year."""
    if base_name(known) != base_name(new):
        return False
    years = {"".join(c for c in name if c.isdigit())[-2:] for name in (known, new)} - {""}
    return len(years) < 2
