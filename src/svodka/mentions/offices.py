"""Offices in an article, and who holds them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from svodka.knowledge.offices import is_plain_person, is_rank, is_rank_adjective, minister_of
from svodka.language import Analysis, Sentence
from svodka.language.declension import cases_of
from svodka.mentions.mention import Mention
from svodka.mentions.office_phrases import OfficePhrase, OfficeReader

Stage = Literal["current", "former", "appointed", "dismissed"]

_OPENERS = frozenset({",", "(", "-", "–", "—"})
_QUOTES = frozenset("\"«»“”„")
_BODY_KINDS = {
    "организация": ("alliance", "body"), "альянс": ("alliance",), "блок": ("alliance",), "ведомство": ("ministry", "agency"),
    "служба": ("agency",), "агентство": ("agency",), "штаб": ("staff",),
}  # fmt: skip
_COMPANY = ("maker", "exporter", "other")


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A person in an office; organisation and country where the words give them."""

    person: Mention
    office: Mention
    organisation: Mention | None
    country: Mention | None
    country_code: str | None  # of the country named, else of the organisation
    stage: Stage

    @property
    def start(self) -> int:
        """Where the words that state it begin."""
        return min(self.person.start, self.office.start)

    @property
    def end(self) -> int:
        """Where the words that state it end."""
        return max(self.person.end, self.office.end)


def find_offices(analysis: Analysis, people: Sequence[Mention], organisations: Sequence[Mention],
                 countries: Sequence[Mention]) -> list[Mention]:  # fmt: skip
    """Mentions of kind 'office', held by a named person or not: `value` in the nominative without organisation and
    country, `country`, `of` = the organisation's canonical name, `role` = the stage."""
    reader = OfficeReader(analysis, organisations, countries, people)
    found = [_office(p, None) for sentence in analysis.sentences for p in reader.read(sentence) if not p.counterpart]
    return sorted(found, key=lambda m: (m.start, -m.end))


def find_positions(analysis: Analysis, people: Sequence[Mention], organisations: Sequence[Mention],
                   countries: Sequence[Mention]) -> list[Position]:  # fmt: skip
    """Who holds which office, in order of the text."""
    linker = _Linker(analysis, people, organisations, countries)
    return [position for sentence in analysis.sentences for position in linker.link(sentence)]


def _office(phrase: OfficePhrase, country: str | None) -> Mention:
    tokens = phrase.sentence.tokens
    last = max(phrase.head, phrase.end - 1)
    body = phrase.organisation
    code = country or (phrase.countries[0].value if phrase.countries else None) or (body.country if body else None)
    return Mention(
        kind="office", start=tokens[phrase.first].start, end=tokens[last].end, value=phrase.value,
        sentence=phrase.sentence.index, first=phrase.first, last=last, head=phrase.head, country=code, role=phrase.stage,
        of=body.value if body else None,
    )  # fmt: skip


class _Linker:
    def __init__(self, analysis: Analysis, people: Sequence[Mention], organisations: Sequence[Mention],
                 countries: Sequence[Mention]) -> None:  # fmt: skip
        self._reader = OfficeReader(analysis, organisations, countries, people)
        self._first = {(m.sentence, m.first): m for m in people}
        self._last = {(m.sentence, m.last): m for m in people}
        self._organisations = organisations
        self._told: list[Position] = []
        self._offices: list[Mention] = []

    def link(self, sentence: Sentence) -> Iterator[Position]:
        """The positions that a sentence states."""
        phrases = self._reader.read(sentence)
        for at, phrase in enumerate(phrases):
            self._settle(phrase)
            for position in self._positions(phrase, phrases[at + 1 :]):
                self._told.append(position)
                yield position
            self._offices.append(_office(phrase, None))

    def _positions(self, phrase: OfficePhrase, later: Sequence[OfficePhrase]) -> Iterator[Position]:
        held = self._behind(phrase, phrase.end)
        if len(held) > 1 and len(held) == len(phrase.countries):
            # 'Премьер-министры Великобритании и Японии Риши Сунак и Фумио Кисида': to each his country
            for holder, country in zip(held, phrase.countries, strict=True):
                yield self._position(phrase, holder, country)
            return
        person = held[0] if held and _agree(phrase, held[0]) else None
        person = person or self._through(phrase, later) or self._before(phrase)
        if person is not None:
            yield self._position(phrase, person, phrase.countries[0] if len(phrase.countries) == 1 else None)

    def _behind(self, phrase: OfficePhrase, at: int) -> list[Mention]:
        """The people named straight behind an office, ranks and 'господин' skipped; several for a plural office."""
        tokens, sentence = phrase.sentence.tokens, phrase.sentence.index
        while at < len(tokens) and (sentence, at) not in self._first:
            following = tokens[at + 1].lemma if at + 1 < len(tokens) else ""
            if not (is_rank(tokens[at].lemma) or is_plain_person(tokens[at].lemma) or is_rank_adjective(tokens[at].lemma, following)):
                return []
            at += 1
        found = []
        while (sentence, at) in self._first:
            found.append(self._first[sentence, at])
            at = found[-1].last + 1
            if phrase.token.feat("Number") != "Plur" or at >= len(tokens) or tokens[at].lemma not in ("и", ","):
                break
            at += 1
        return found

    def _through(self, phrase: OfficePhrase, later: Sequence[OfficePhrase]) -> Mention | None:
        """'вице-премьер, министр обороны Польши Мариуш Блащак': an office joined to the next one, which names its holder."""
        if not later or phrase.token.feat("Number") == "Plur":
            return None
        tokens, after = phrase.sentence.tokens, later[0]
        joint = tokens[phrase.end].lemma if phrase.end < len(tokens) else ""
        bare = not phrase.countries and phrase.organisation is None
        same = after.token.feat("Case") == phrase.token.feat("Case")
        if joint not in ((",", "и", "-", "—", "–") if bare else (",",)) or after.first != phrase.end + 1 or not same:
            return None
        held = self._behind(after, after.end)
        return held[0] if held else self._through(after, later[1:])

    def _before(self, phrase: OfficePhrase) -> Mention | None:
        """'Иван Иванов, глава …,' and 'Иванов (министр обороны)'."""
        tokens, at = phrase.sentence.tokens, phrase.first - 1
        if at < 1 or tokens[at].text not in _OPENERS or phrase.possessive:
            return None
        person = self._last.get((phrase.sentence.index, at - 1))
        behind = tokens[phrase.end].text if phrase.end < len(tokens) else "."
        if person is None or behind not in (",", ")", ".", ";", "-", "–", "—", ":"):
            return None
        same = tokens[person.last].feat("Case") in ("", phrase.token.feat("Case"))
        return person if same else None

    def _settle(self, phrase: OfficePhrase) -> None:
        """What the words leave to what was said before: 'его глава', 'коллега', 'генеральный секретарь организации'."""
        if phrase.counterpart:
            phrase.value = self._same_office() or ""
            phrase.organisation = None
        elif phrase.body is not None and phrase.organisation is None:
            phrase.organisation = self._organisation(phrase, _BODY_KINDS.get(phrase.body, _COMPANY))
        elif phrase.possessive and phrase.organisation is None:
            self._settle_possessive(phrase)

    def _settle_possessive(self, phrase: OfficePhrase) -> None:
        """'его заместитель': of whoever was named last; 'его главы': of the organisation named last in the sentence."""
        here = [m for m in self._organisations if m.sentence == phrase.sentence.index and m.last < phrase.first]
        if phrase.lemma in ("глава", "директор", "гендиректор", "руководитель", "президент", "председатель", "представитель") and here:
            phrase.organisation = max(here, key=lambda m: (m.last, m.first))
        elif self._told and not phrase.countries and self._told[-1].country is not None:
            phrase.countries.append(self._told[-1].country)

    def _same_office(self) -> str | None:
        """The office of whoever was spoken of last: for 'белорусский коллега'."""
        if not self._offices and not self._told:
            return None
        last = self._offices[-1] if self._offices else None
        if last is not None and last.value:
            return minister_of((last.of or "").split(" ")[0]) or minister_of(_ministry(last.of)) or last.value
        return self._told[-1].office.value if self._told else None

    def _organisation(self, phrase: OfficePhrase, kinds: Sequence[str]) -> Mention | None:
        start = phrase.token.start
        earlier = [m for m in self._organisations if m.end <= start and m.of in kinds]
        return max(earlier, key=lambda m: m.start, default=None)

    def _position(self, phrase: OfficePhrase, person: Mention, country: Mention | None) -> Position:
        office = _office(phrase, country.value if country else None)
        if phrase.counterpart:
            office = replace(office, of=None)
        body = phrase.organisation
        code = country.value if country else (body.country if body else None)
        return Position(person=person, office=office, organisation=body, country=country, country_code=code,
                        stage=phrase.stage)  # type: ignore[arg-type]  # fmt: skip


def _ministry(name: str | None) -> str:
    """'Министерство обороны Вьетнама' → 'Министерство обороны'."""
    return " ".join((name or "").split(" ")[:2])


def _agree(phrase: OfficePhrase, person: Mention) -> bool:
    """Not 'сообщил президенту Иванов': an office in the dative or instrumental and a name in the nominative are two."""
    case = phrase.token.feat("Case")
    last = phrase.sentence.tokens[person.last]
    split = case in ("Dat", "Ins") and last.feat("Case") == "Nom" and "Nom" not in cases_of(phrase.token.text)
    return not split
