"""Who speaks: the person, organisation or unnamed source behind the subject of a verb of speech."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from svodka.facts.base.draft import value_at, value_of
from svodka.facts.base.persons import Persons
from svodka.facts.said.words import speech_words
from svodka.language import Sentence, Token
from svodka.language.tree import children, subtree
from svodka.mentions import Reading
from svodka.model import Value

_FAR = 4  # sentences; farther back nobody is 'он' any more
_PRONOUNS = {"он": "Masc", "она": "Fem", "его": "Masc", "ее": "Fem"}
_POSSESSIVES = frozenset({"его", "ее", "свой"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Focus:
    """Somebody whom 'он' may stand for: a speaker, or the subject of a clause."""

    value: str
    start: int
    sentence: int
    gender: str


class Speakers:
    """Remembers who spoke and resolves the next subject of a verb of speech."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._persons = Persons(reading)
        self._names = {m.value for m in reading.mentions if m.kind == "person"}
        self._subjects = self._subject_people()
        self._starts = [f.start for f in self._subjects]
        self._spoken: list[_Focus] = []
        self._sentences = [s.start for s in reading.analysis.sentences]
        self._organisations: list[Value] = []
        self._unnamed: list[Value] = []

    def is_person(self, value: str) -> bool:
        """Whether a speaker is a person named in the article."""
        return value in self._names

    def spoke(self, by: tuple[Value, ...]) -> None:
        """Keeps the speakers of the latest act of speech."""
        for value in by:
            unnamed = value.value.split()[0] in speech_words().unnamed
            if self.is_person(value.value) or unnamed:
                known = next((f.gender for f in self._subjects if f.value == value.value and f.gender), "")
                self._spoken.append(_Focus(value=value.value, start=value.start, sentence=self._sentence(value.start),
                                           gender="Masc" if unnamed else known))  # fmt: skip
            if unnamed:
                self._unnamed.append(value)
            elif not self.is_person(value.value):
                self._organisations.append(value)

    def at(self, sentence: Sentence, token: int) -> tuple[Value, ...]:
        """Who the noun phrase headed by `token` is; empty when nobody that can vouch."""
        named = self._persons.named(sentence, token)
        if named:
            return (value_of(self._reading, named[0]),)
        here = sentence.tokens[token]
        lemma = here.lemma.replace("ё", "е")
        if lemma in speech_words().unnamed or lemma == "один":
            return self._source(sentence, here)
        organisation = self.organisation_at(sentence, token)
        if organisation:
            return organisation
        if lemma in _PRONOUNS or here.text.lower() in _POSSESSIVES:
            return self._one(here, self._again(sentence, here, self._gender(here)))
        if self._nameless(sentence, here):
            return self._source(sentence, here)
        if lemma in speech_words().person_again or self._reading.at(sentence.index, token, ("office",)):
            return self._one(here, self._holder(sentence, here)) or self._sender(sentence, here)
        return ()

    @staticmethod
    def _nameless(sentence: Sentence, here: Token) -> bool:
        """'федеральный чиновник', 'высокопоставленный дипломат': somebody new whom nobody names."""
        told = [c for c in children(sentence, here.index, "amod") if c.lemma not in ("этот", "тот", "последний")]
        return bool(told) and here.lemma in ("чиновник", "дипломат", "военный", "офицер", "военачальник")

    def _sender(self, sentence: Sentence, here: Token) -> tuple[Value, ...]:
        """'представитель британского Минобороны', whom nobody names: the organisation speaks."""
        if here.lemma not in speech_words().envoys:
            return ()
        for mention in self._reading.within(sentence, "organisation"):
            if here.index < mention.first <= here.index + 3 and mention.head in subtree(sentence, here.index):
                return (value_of(self._reading, mention),)
        return ()

    def organisation_at(self, sentence: Sentence, token: int) -> tuple[Value, ...]:
        """The organisation, or the 'ведомство' that stands for one, at the noun phrase."""
        for mention in self._reading.at(sentence.index, token, ("organisation",)):
            return (value_of(self._reading, mention),)
        for name in children(sentence, token, "appos"):
            for mention in self._reading.at(sentence.index, name.index, ("organisation",)):
                return (value_of(self._reading, mention),)  # 'компания Katmerciler'
        here = sentence.tokens[token]
        if here.lemma.replace("ё", "е") in speech_words().organisation_again and self._organisations:
            return self._one(here, self._organisations[-1].value)
        return ()

    def _holder(self, sentence: Sentence, here: Token) -> str | None:
        """'министр', 'президент Франции', 'генерал': the holder of the office told, else whoever is spoken of."""
        position = self._persons.holder(sentence, here.index)
        if position is not None:
            return position.person.value
        for office in self._reading.at(sentence.index, here.index, ("office",)):
            if office.country is not None or office.of is not None:
                return None  # an office of somewhere, held by nobody the article names
        return self._again(sentence, here, "")

    def _again(self, sentence: Sentence, here: Token, gender: str) -> str | None:
        """Whoever spoke last, or who was the subject since."""
        at = bisect_left(self._starts, here.start)
        earlier = [f for f in (*self._subjects[max(0, at - 3) : at], *self._spoken[-3:]) if f.start < here.start]
        fitting = [f for f in earlier if not gender or f.gender in ("", gender)]
        near = [f for f in fitting if sentence.index - f.sentence <= _FAR]
        # In one sentence the speaker goes on speaking: 'По словам Акара, Эрдоган прибудет, добавил он'.
        spoken = [f for f in self._spoken if f.sentence == sentence.index and f in near]
        chosen = max(spoken or near, key=lambda f: f.start, default=None)
        return chosen.value if chosen is not None else None

    def _source(self, sentence: Sentence, here: Token) -> tuple[Value, ...]:
        """'источник в системе военно-технического сотрудничества', as the article words it."""
        if here.lemma == "один" or (here.lemma == "собеседник" and self._unnamed):
            return self._one(here, self._unnamed[-1].value) if self._unnamed else ()
        told = [c.index for c in children(sentence, here.index, "amod") if c.index < here.index]
        inside = [t for t in subtree(sentence, here.index) if t >= here.index]
        follows = sentence.tokens[here.index + 1 : here.index + 2]
        if len(inside) == 1 and follows and follows[0].pos == "ADP":  # the tree may hang 'в штабе' on the verb
            inside += subtree(sentence, follows[0].head)
        last = here.index
        for index in inside[1:]:
            token = sentence.tokens[index]
            if index != last + 1 or token.text in ",;—–-" or token.pos == "VERB":
                break
            last = index
        words = self._reading.text[here.end : sentence.tokens[last].end]
        first = min([here.index, *told])
        adjectives = "".join(f"{sentence.tokens[t].lemma} " for t in told)
        value = adjectives + here.lemma + words
        return (value_at(self._reading, sentence.tokens[first].start, sentence.tokens[last].end, value),)

    def _one(self, here: Token, value: str | None) -> tuple[Value, ...]:
        return (value_at(self._reading, here.start, here.end, value),) if value else ()

    @staticmethod
    def _gender(here: Token) -> str:
        """'ее' tells a woman; the model's own lemma of 'её' is 'он'."""
        return _PRONOUNS.get(here.text.lower().replace("ё", "е"), here.feat("Gender") or "")

    def _sentence(self, start: int) -> int:
        return max(0, bisect_left(self._sentences, start + 1) - 1)

    def _subject_people(self) -> list[_Focus]:
        found = []
        for mention in self._reading.mentions:
            if mention.kind != "person":
                continue
            sentence = self._reading.analysis.sentences[mention.sentence]
            top = mention.head
            while sentence.tokens[top].rel.split(":")[0] in ("appos", "flat") and sentence.tokens[top].head >= 0:
                top = sentence.tokens[top].head
            if sentence.tokens[top].rel == "nsubj":
                gender = sentence.tokens[mention.first].feat("Gender")
                found.append(_Focus(value=mention.value, start=mention.start, sentence=mention.sentence, gender=gender))
        return found
