"""Whom the subject of a verb of speech stands for: a name, an office, a pronoun, an unnamed source."""

from __future__ import annotations

from svodka.facts.draft import value_at, value_of
from svodka.facts.speech_words import speech_words
from svodka.language.tree import children, subtree
from svodka.language import Sentence
from svodka.mentions import Mention, Reading
from svodka.model import Value

_FAR = 4  # sentences; farther back nobody is 'он' any more


class Speakers:
    """Remembers who spoke and resolves the next subject of a verb of speech."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._people: list[Value] = []
        self._organisations: list[Value] = []
        self._unnamed: list[Value] = []

    def spoke(self, by: tuple[Value, ...]) -> None:
        """Keeps the speakers of the latest act of speech."""
        people = {m.value for m in self._reading.mentions if m.kind == "person"}
        for value in by:
            if value.value in people:
                self._people.append(value)
            elif value.value.split()[0] in speech_words().unnamed:
                self._unnamed.append(value)
            else:
                self._organisations.append(value)

    def at(self, sentence: Sentence, token: int) -> tuple[Value, ...]:
        """Who the noun phrase headed by `token` is; empty when nobody that can vouch."""
        person = self._named(sentence, token)
        if person is not None:
            return (value_of(self._reading, person),)
        lemma = sentence.tokens[token].lemma.replace("ё", "е")
        if lemma in speech_words().unnamed:
            return self._source(sentence, token)
        organisation = self.organisation_at(sentence, token)
        if organisation:
            return organisation
        if lemma in speech_words().person_again:
            found = self._again(sentence, token, lemma)
            return (found,) if found else ()
        return ()

    def organisation_at(self, sentence: Sentence, token: int) -> tuple[Value, ...]:
        """The organisation, country or 'ведомство' that the noun phrase stands for."""
        for mention in self._reading.at(sentence.index, token, ("organisation",)):
            if mention.head == token or mention.first <= token <= mention.last:
                return (value_of(self._reading, mention),)
        lemma = sentence.tokens[token].lemma.replace("ё", "е")
        if lemma in speech_words().organisation_again and self._organisations:
            here = sentence.tokens[token]
            return (value_at(self._reading, here.start, here.end, self._organisations[-1].value),)
        return ()

    def _named(self, sentence: Sentence, token: int) -> Mention | None:
        """The person at the token or in its own apposition: 'глава "Ростеха" Сергей Чемезов'."""
        people = self._reading.within(sentence, "person")
        for mention in people:
            if mention.first <= token <= mention.last:
                return mention
        stack = [token]
        while stack:
            at = stack.pop(0)
            for child in children(sentence, at, "appos", "flat", "nmod"):
                for mention in people:
                    if mention.first <= child.index <= mention.last and child.rel != "nmod":
                        return mention
                stack.append(child.index)
        return self._following(sentence, token, people)

    def _following(self, sentence: Sentence, token: int, people: list[Mention]) -> Mention | None:
        """'заместитель командующего ВВС и войсками ПВО республики полковник Лобач', however the tree hangs it."""
        if sentence.tokens[token].lemma.replace("ё", "е") not in speech_words().person_again:
            return None
        for mention in people:
            between = sentence.tokens[token + 1 : mention.first]
            if 0 < mention.first - token <= 14 and not any(t.pos == "VERB" and t.feat("VerbForm") == "Fin" for t in between):
                held = {p.person.start for p in self._reading.positions}
                return mention if mention.start in held or len(between) <= 3 else None
        return None

    def _source(self, sentence: Sentence, token: int) -> tuple[Value, ...]:
        """'источник в системе военно-технического сотрудничества', as the article words it."""
        here = sentence.tokens[token]
        if here.lemma == "собеседник" and self._unnamed:
            return (value_at(self._reading, here.start, here.end, self._unnamed[-1].value),)
        inside = [t for t in subtree(sentence, token) if t >= token]
        last = token
        for index in inside:
            if index != last + 1 and index != token:
                break
            if sentence.tokens[index].text in ",;—–-" or sentence.tokens[index].pos == "VERB":
                break
            last = index
        text = " ".join([here.lemma, *(t.text for t in sentence.tokens[token + 1 : last + 1])])
        return (value_at(self._reading, here.start, sentence.tokens[last].end, text),)

    def _again(self, sentence: Sentence, token: int, lemma: str) -> Value | None:
        """'министр', 'он': the holder of the office named before, else whoever spoke last."""
        here = sentence.tokens[token]
        for position in reversed(self._reading.positions):
            before = position.person.end <= here.start
            if before and lemma in position.office.value.lower().split():
                return value_at(self._reading, here.start, here.end, position.person.value)
        if self._people:
            return value_at(self._reading, here.start, here.end, self._people[-1].value)
        last = [m for m in self._reading.mentions if m.kind == "person" and m.end <= here.start]
        near = [m for m in last if sentence.index - m.sentence <= _FAR]
        return value_at(self._reading, here.start, here.end, near[-1].value) if near else None
