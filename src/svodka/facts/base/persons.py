"""Which persons a noun phrase stands for: by name, by office ('глава французского государства'), by pronoun."""

from __future__ import annotations

from bisect import bisect_left

from svodka.facts.base.draft import value_at, value_of
from svodka.facts.base.titles import same_title
from svodka.knowledge.offices import minister_of
from svodka.language import Sentence, Token
from svodka.language.tree import children, subtree
from svodka.mentions import Mention, Reading
from svodka.mentions.offices import Position
from svodka.model import Value

_NEAR = 2  # sentences; farther back nobody is 'он' any more
_SAME_OFFICE = frozenset({"коллега", "визави"})
_RANKS = frozenset(
    {"генерал", "адмирал", "маршал", "полковник", "майор", "капитан", "подполковник", "вице-адмирал", "бригадир"}
)
_RANK_NEAR = 6  # sentences; a rank carries farther than a pronoun
_GENDERS = {"он": "Masc", "она": "Fem"}


class Persons:
    """Answers for the noun phrases of one reading."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._people = [m for m in reading.mentions if m.kind == "person"]
        self._starts = [m.start for m in self._people]

    def named(self, sentence: Sentence, token: int) -> list[Mention]:
        """The people named at the token or in its own apposition: 'глава "Ростеха" Сергей Чемезов'.

        A plural office holds several: 'премьер-министры Риши Сунак и Фумио Кисида'.
        """
        people = self._reading.within(sentence, "person")
        own = [m for m in people if m.first <= token <= m.last]
        if own or not people:
            return own
        return self._apposed(sentence, token, people) or self._behind(sentence, token, people)

    def at(self, sentence: Sentence, token: int) -> list[Value]:
        """The persons that the noun phrase headed by `token` stands for; empty when none or when unsettled."""
        named = self.named(sentence, token)
        if named:
            return [value_of(self._reading, m) for m in named]
        here = sentence.tokens[token]
        if here.pos == "PRON":
            return [self._value(here, m.value) for m in self._pronoun(sentence, here)]
        holder = self.holder(sentence, token)
        if holder is not None:
            return [self._value(here, holder.person.value)]
        again = self._ranked(sentence, here)
        return [self._value(here, again.value)] if again is not None else []

    def _ranked(self, sentence: Sentence, here: Token) -> Mention | None:
        """'накануне генерал обсудил': the person told before with that rank ('генерал армии', 'генерал-майор')."""
        if here.feat("Number") == "Plur" or here.lemma not in _RANKS or children(sentence, here.index, "nmod", "appos"):
            return None
        for mention in self.before(sentence, here.start, _RANK_NEAR):
            earlier = self._reading.analysis.sentences[mention.sentence].tokens[
                max(0, mention.first - 3) : mention.first
            ]
            if any(t.lemma == here.lemma or t.lemma.startswith(f"{here.lemma}-") for t in earlier):
                return mention
        return None

    def holder(self, sentence: Sentence, token: int) -> Position | None:
        """Who holds the office that the token heads, told before or after; None when nobody or not surely."""
        here = sentence.tokens[token]
        office = next((m for m in self._reading.at(sentence.index, token, ("office",)) if m.head == token), None)
        if office is None or here.feat("Number") == "Plur":
            return None
        fitting = [p for p in self._reading.positions if _fits(p, office)]
        before = [p for p in fitting if p.person.start < here.start]
        if len({p.person.value for p in fitting}) > 1 and not before:
            return None
        return before[-1] if before else next(iter(fitting), None)

    def before(self, sentence: Sentence, start: int, sentences: int = _NEAR) -> list[Mention]:
        """The people named before a place of the text, nearest first, at most some sentences back."""
        at = bisect_left(self._starts, start)
        return [m for m in reversed(self._people[:at]) if sentence.index - m.sentence <= sentences]

    def _value(self, token: Token, name: str) -> Value:
        return value_at(self._reading, token.start, token.end, name)

    @staticmethod
    def _apposed(sentence: Sentence, token: int, people: list[Mention]) -> list[Mention]:
        plural = sentence.tokens[token].feat("Number") == "Plur"
        inside = [token]
        for at in inside:
            links = ("appos", "flat", "conj") if plural and at != token else ("appos", "flat")
            inside.extend(c.index for c in children(sentence, at, *links) if c.index > token and c.index not in inside)
        found = [m for m in people if m.head in inside or m.first in inside]
        return found if plural else found[:1]

    def _behind(self, sentence: Sentence, token: int, people: list[Mention]) -> list[Mention]:
        """'заместитель командующего ВВС республики полковник Лобач': the tree may hang the name on any of its nouns."""
        here = [p for p in self._reading.positions if p.office.sentence == sentence.index]
        held = {p.person.start for p in here if p.office.head == token}
        told = [m for m in people if m.start in held]
        if told:
            return told
        inside = subtree(sentence, token)
        for mention in people:
            between = sentence.tokens[token + 1 : mention.first]
            if mention.first > token and mention.head in inside and len(between) <= 8 and _one_phrase(between):
                return [mention] if self._titled(sentence, token) else []
        return []

    def _titled(self, sentence: Sentence, token: int) -> bool:
        lemma = sentence.tokens[token].lemma
        return lemma in _SAME_OFFICE or bool(self._reading.at(sentence.index, token, ("office",)))

    def _pronoun(self, sentence: Sentence, here: Token) -> list[Mention]:
        earlier = self.before(sentence, here.start)
        if here.lemma in ("они", "он") and here.feat("Number") == "Plur":
            return _pair(earlier)
        gender = here.feat("Gender") or _GENDERS.get(here.lemma, "")
        fitting = [m for m in earlier if self._gender(m) in ("", gender)]
        return fitting[:1] if here.lemma in _GENDERS else []

    def _gender(self, mention: Mention) -> str:
        return self._reading.analysis.sentences[mention.sentence].tokens[mention.first].feat("Gender")


def _pair(earlier: list[Mention]) -> list[Mention]:
    """The two people named together last: 'подписали Шойгу и Хлайн, до церемонии они провели переговоры'."""
    if not earlier:
        return []
    same = [m for m in earlier if m.sentence == earlier[0].sentence]
    values = {m.value: m for m in reversed(same)}
    return list(values.values()) if len(values) == 2 else []


def _one_phrase(tokens: tuple[Token, ...]) -> bool:
    return not any(t.text in ",;:()" or (t.pos == "VERB" and t.feat("VerbForm") in ("Fin", "")) for t in tokens)


def _fits(position: Position, office: Mention) -> bool:
    held = _title(position.office.value, position.organisation.value if position.organisation else None)
    if position.stage == "dismissed" or not same_title(held, _title(office.value, office.of)):
        return False
    if office.country is not None and position.country_code is not None:
        return office.country == position.country_code
    return office.country is None or (office.of is not None and position.organisation is not None)


def _title(office: str, organisation: str | None) -> str:
    """'глава' of 'Министерство обороны Вьетнама' → 'министр обороны'."""
    if office not in ("глава", "руководитель", "шеф") or organisation is None:
        return office
    if organisation.startswith(("правительство", "кабинет")):
        return "глава правительства"
    words = organisation.split()
    found = (minister_of(" ".join(words[:n])) for n in range(len(words), 0, -1))
    return next((title for title in found if title), office)
