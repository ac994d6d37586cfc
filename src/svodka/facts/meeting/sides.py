"""Who takes part in a meeting: persons where they are named, else the states and bodies they stand for."""

from __future__ import annotations

from dataclasses import dataclass, field

from svodka.facts.base.arguments import arguments, subject_of
from svodka.facts.base.draft import value_of
from svodka.facts.base.parties import parties_at
from svodka.facts.base.persons import Persons
from svodka.facts.meeting.words import meeting_words
from svodka.language import Sentence, Token
from svodka.language.tree import clause, clause_head, conjuncts, preposition
from svodka.mentions import Mention, Reading
from svodka.model import Value

_DELEGATES = frozenset({"делегация", "представитель", "переговорщик", "специалист", "эксперт", "депутат", "дипломат"})


@dataclass(slots=True)
class Sides:
    """Participants found so far. `people` says how many of them are persons, `bare` how many are mere countries."""

    values: list[Value] = field(default_factory=list)
    people: int = 0
    bare: int = 0

    def add(self, values: list[Value], *, people: bool = False, bare: bool = False) -> None:
        """Adds those that are not there yet."""
        for value in values:
            if value.value not in {v.value for v in self.values}:
                self.values.append(value)
                self.people += people
                self.bare += bare


class SideReader:
    """Finds the sides of the meetings of one reading."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.persons = Persons(reading)

    def of_noun(self, sentence: Sentence, noun: Token) -> Sides:
        """'встреча Путина с Лукашенко', 'переговоры между Россией и Ираном', 'визит министра'."""
        sides = Sides()
        for argument in arguments(sentence, (noun.index,)):
            if argument.function in ("genitive", "with", "between", "modifier"):
                self.add(sides, sentence, argument.token, modifier=argument.function == "modifier")
        return sides

    def with_whom(self, sides: Sides, sentence: Sentence, verb: int) -> None:
        """'встретился с министром', 'провёл с ним переговоры'."""
        for argument in arguments(sentence, (verb,)):
            lemma = sentence.tokens[argument.token].lemma
            if argument.function in ("with", "between") and lemma not in meeting_words().nouns:
                self.add(sides, sentence, argument.token)
        if sides.people == len(sides.values) == 1:
            self._deeper(sides, sentence, verb)

    def _deeper(self, sides: Sides, sentence: Sentence, verb: int) -> None:
        """'встретился на полях выставки с главой концерна': the tree hangs 'с главой' on the occasion."""
        for index in clause(sentence, verb):
            token = sentence.tokens[index]
            if index > verb and token.feat("Case") == "Ins" and preposition(sentence, index) == "с":
                people = self.persons.at(sentence, index)
                if people and token.head != verb:
                    sides.add(people, people=True)
                    return

    def subject(self, sides: Sides, sentence: Sentence, verb: int) -> None:
        """Who acts: the subject with all it is coordinated with."""
        before = len(sides.values)
        head = _subject(sentence, verb)
        tokens = [t for t in conjuncts(sentence, head) if t != verb] if head is not None else []
        for token in tokens:
            self.add(sides, sentence, token)
        if len(sides.values) == before and (head is None or sentence.tokens[head].pos not in ("PRON", "DET")):
            for mention in self._nominatives(sentence, verb):
                sides.add([value_of(self._reading, mention)], people=True)

    def visitors(self, sentence: Sentence, verb: int) -> Sides:
        """Who visits; 'Триполи посетил министр' may have the tree take the city for the one who acts."""
        sides = Sides()
        self.subject(sides, sentence, verb)
        if sides.people:
            return sides
        found = [value_of(self._reading, m) for m in self._nominatives(sentence, verb)]
        if not found:
            return sides
        sides = Sides()
        sides.add(found, people=True)
        return sides

    def sent(self, sentence: Sentence, verb: int) -> bool:
        """'делегация Минобороны Китая посетила': the subject stands for those who were sent."""
        head = subject_of(sentence, verb)
        return head is not None and sentence.tokens[head].lemma == "делегация"

    def add(self, sides: Sides, sentence: Sentence, token: int, *, modifier: bool = False) -> None:
        """Adds whom the noun phrase stands for: persons, else countries and organisations."""
        here = sentence.tokens[token]
        if here.lemma == "который":
            clause_of = sentence.tokens[clause_head(sentence, token)]
            if clause_of.rel.startswith("acl") and clause_of.head >= 0:
                self.add(sides, sentence, clause_of.head)
            return
        people = [] if modifier else self.persons.at(sentence, token)
        if people:
            sides.add(people, people=True)
        elif not modifier:
            found = parties_at(self._reading, sentence, token) or self._delegates(sentence, here)
            sides.add(found, bare=bool(self._reading.at(sentence.index, token, ("country",))))

    def _delegates(self, sentence: Sentence, here: Token) -> list[Value]:
        """'делегация Пентагона', 'с представителями ведомства': the organisation that sends them."""
        if here.lemma not in _DELEGATES:
            return []
        inside = [sentence.tokens[c] for c in sentence.children[here.index]]
        for child in inside:
            for mention in self._reading.at(sentence.index, child.index, ("organisation",)):
                return [value_of(self._reading, mention)]
        return []

    def _nominatives(self, sentence: Sentence, verb: int) -> list[Mention]:
        """Where the tree lost the subject: the people told in the nominative in the verb's clause."""
        inside = {*clause(sentence, verb), *_stretch_before(sentence, verb)}
        found = []
        for mention in self._reading.within(sentence, "person"):
            top = mention.head
            while sentence.tokens[top].rel in ("appos", "flat", "flat:name") and sentence.tokens[top].head in inside:
                above = sentence.tokens[sentence.tokens[top].head]
                if above.feat("Case") != "Nom" and sentence.tokens[top].feat("Case") == "Nom":
                    break  # 'О наращивании контингента Дуда и Трамп договорились': hung on the wrong noun
                top = above.index
            token = sentence.tokens[top]
            if mention.head in inside and token.feat("Case") == "Nom" and not preposition(sentence, top):
                found.append(mention)
        return found


def _subject(sentence: Sentence, verb: int) -> int | None:
    """The subject; that of the main clause for 'прилетит в Ханой, где встретится'; a misplaced one where the tree errs.

    'президент Франции и его коллега обсудили': the verb may hang as one more conjunct on its own subject.
    """
    head = subject_of(sentence, verb)
    token = sentence.tokens[verb]
    if head is not None or token.head < 0:
        return head
    above = sentence.tokens[token.head]
    if token.rel == "conj" and above.pos in ("NOUN", "PROPN") and above.feat("Case") == "Nom" and above.index < verb:
        return above.index
    if token.rel.startswith("acl") and any(sentence.tokens[c].lemma == "где" for c in sentence.children[verb]):
        return subject_of(sentence, clause_head(sentence, above.index))
    if token.rel == "ccomp" and token.feat("Person") in ("3", "") and above.pos == "VERB":
        return subject_of(sentence, above.index)  # 'Сунак заявил, что встретится с …'
    return None


def _stretch_before(sentence: Sentence, verb: int) -> list[int]:
    """The tokens before a verb back to another verb, a colon or a conjunction."""
    found = []
    for token in reversed(sentence.tokens[:verb]):
        if token.text in ":;" or token.pos == "SCONJ" or (token.pos == "VERB" and token.feat("VerbForm") == "Fin"):
            break
        found.append(token.index)
    return found
