"""Offices in an article, and who holds them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from svodka.knowledge.offices import (
    is_honorific,
    is_plain_person,
    is_rank,
    is_rank_adjective,
    is_rank_tail,
    minister_of,
    stage_of_verb,
)
from svodka.language import Analysis, Sentence
from svodka.language.declension import cases_of
from svodka.mentions.mention import Mention
from svodka.mentions.office_changes import changed_person, governing_verb, stage_of_change
from svodka.mentions.office_phrases import OfficePhrase, OfficeReader

Stage = Literal["current", "former", "appointed", "dismissed"]

_OPENERS = frozenset({",", "(", "-", "–", "—"})
_QUOTES = frozenset('"«»“”„')
_BODY_KINDS = {
    "организация": ("alliance", "body"),
    "альянс": ("alliance",),
    "блок": ("alliance",),
    "ведомство": ("ministry", "agency"),
    "служба": ("agency",),
    "агентство": ("agency",),
    "штаб": ("staff",),
}
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
        return min(self.person.start, self.office.start) if self._together else self.office.start

    @property
    def end(self) -> int:
        """Where the words that state it end."""
        return max(self.person.end, self.office.end) if self._together else self.office.end

    @property
    def _together(self) -> bool:
        return self.person.sentence == self.office.sentence


def find_offices(
    analysis: Analysis, people: Sequence[Mention], organisations: Sequence[Mention], countries: Sequence[Mention]
) -> list[Mention]:
    """Mentions of kind 'office', held by a named person or not: `value` in the nominative without organisation and
    country, `country`, `of` = the organisation's canonical name, `role` = the stage."""
    reader = OfficeReader(analysis, organisations, countries, people)
    found = [_office(p, None) for sentence in analysis.sentences for p in reader.read(sentence) if not p.counterpart]
    return sorted(found, key=lambda m: (m.start, -m.end))


def find_positions(
    analysis: Analysis, people: Sequence[Mention], organisations: Sequence[Mention], countries: Sequence[Mention]
) -> list[Position]:
    """Who holds which office, in order of the text."""
    linker = _Linker(analysis, people, organisations, countries)
    found = [position for sentence in analysis.sentences for position in linker.link(sentence)]
    return sorted([*found, *linker.from_title(found)], key=lambda p: p.start)


def _office(phrase: OfficePhrase, country: str | None) -> Mention:
    tokens = phrase.sentence.tokens
    last = max(phrase.head, phrase.end - 1)
    body = phrase.organisation
    code = country or (phrase.countries[0].value if phrase.countries else None) or (body.country if body else None)
    return Mention(
        kind="office",
        start=tokens[phrase.first].start,
        end=tokens[last].end,
        value=phrase.value,
        sentence=phrase.sentence.index,
        first=phrase.first,
        last=last,
        head=phrase.head,
        country=code,
        role=phrase.stage,
        of=body.value if body else None,
    )


class _Linker:
    def __init__(
        self,
        analysis: Analysis,
        people: Sequence[Mention],
        organisations: Sequence[Mention],
        countries: Sequence[Mention],
    ) -> None:
        self._analysis = analysis
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
        yield from self._same_post(sentence)

    def _same_post(self, sentence: Sentence) -> Iterator[Position]:
        """'Иванов освобожден от этой должности': the office named last before."""
        for token in sentence.tokens:
            if token.lemma not in ("должность", "пост") or not any(
                sentence.tokens[i].lemma == "этот" for i in sentence.children[token.index]
            ):
                continue
            earlier = [o for o in self._offices if o.end <= token.start]
            verb = governing_verb(sentence, token.index)
            stage = stage_of_verb(verb.lemma) if verb else None
            person = changed_person(sentence, verb, self._first) if verb and stage else None
            if earlier and person is not None:
                office = replace(
                    earlier[-1],
                    start=token.start,
                    end=token.end,
                    sentence=sentence.index,
                    first=token.index,
                    last=token.index,
                    head=token.index,
                    role=stage,
                )
                body = next((o for o in self._organisations if o.value == office.of), None)
                yield Position(
                    person=person,
                    office=office,
                    organisation=body,
                    country=None,
                    country_code=office.country,
                    stage=_stage(stage),
                )

    def from_title(self, found: Sequence[Position]) -> Iterator[Position]:
        """The title names surnames, the lead their offices: 'Лукашенко и Патрушев обсудили …' over 'секретарь Совбеза'.

        Read only when one person of the title is without an office and the lead has one office without a holder.
        """
        paragraphs = self._analysis.article.paragraphs
        titled = {m.value: m for m in self._first.values() if self._kind(m) == "title"}
        opening = next((s.paragraph for s in self._analysis.sentences if paragraphs[s.paragraph].kind == "body"), -1)
        lead = [s for s in self._analysis.sentences if s.paragraph == opening]
        holders = {p.person.value for p in found}
        waiting = [m for value, m in titled.items() if value not in holders]
        inside = {m.value for m in self._first.values() if m.sentence in {s.index for s in lead}}
        if len(waiting) != 1 or waiting[0].value in inside:
            return
        taken = {(p.office.sentence, p.office.first) for p in found}
        free = [
            p
            for s in lead
            for p in self._reader.read(s)
            if (s.index, p.first) not in taken and p.token.feat("Case") == "Nom"
        ]
        if len(free) == 1 and free[0].token.feat("Number") == "Sing" and (free[0].countries or free[0].organisation):
            person = min((m for m in self._first.values() if m.value == waiting[0].value), key=lambda m: m.start)
            yield self._position(free[0], person, free[0].countries[0] if free[0].countries else None)

    def _kind(self, mention: Mention) -> str:
        return self._analysis.article.paragraphs[self._paragraph(mention.sentence)].kind

    def _paragraph(self, sentence: int) -> int:
        return self._analysis.sentences[sentence].paragraph

    def _positions(self, phrase: OfficePhrase, later: Sequence[OfficePhrase]) -> Iterator[Position]:
        held = self._behind(phrase, phrase.end)
        if len(held) > 1:
            countries = (
                phrase.countries if len({c.start for c in phrase.countries}) == len(held) else [None] * len(held)
            )
            # 'Премьер-министры Великобритании и Японии Риши Сунак и Фумио Кисида': to each his country
            for holder, country in zip(held, countries, strict=True):
                yield self._position(phrase, holder, country)
            return
        person = held[0] if held and _agree(phrase, held[0]) else None
        person = person or self._through(phrase, later) or self._before(phrase)
        verb = governing_verb(phrase.sentence, phrase.head)
        change = stage_of_change(phrase.sentence, phrase.head, verb)
        if change is not None and verb is not None:
            person = person or changed_person(phrase.sentence, verb, self._first)
            phrase.stage = change
        if person is not None:
            country = phrase.countries[0] if len(phrase.countries) == 1 else None
            yield self._position(phrase, person, country or self._joined_country(phrase, later))

    def _behind(self, phrase: OfficePhrase, at: int) -> list[Mention]:
        """The people named straight behind an office, ranks and 'господин' skipped; several for a plural office."""
        tokens, sentence = phrase.sentence.tokens, phrase.sentence.index
        while at < len(tokens) and (sentence, at) not in self._first:
            following = tokens[at + 1].lemma if at + 1 < len(tokens) else ""
            lemma = tokens[at].lemma
            announced = (
                is_rank(lemma) or is_plain_person(lemma) or is_honorific(lemma) or is_rank_adjective(lemma, following)
            )
            if not announced and not (is_rank_tail(lemma) and at > phrase.end):
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
        """'вице-премьер, министр обороны Польши Мариуш Блащак': the holder named behind the next office."""
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

    @staticmethod
    def _joined_country(phrase: OfficePhrase, later: Sequence[OfficePhrase]) -> Mention | None:
        """The country that a joined office gives: 'вице-премьер, министр обороны Польши'."""
        near = bool(later) and later[0].first == phrase.end + 1 and not phrase.countries and phrase.organisation is None
        return later[0].countries[0] if near and len(later[0].countries) == 1 else None

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
            phrase.value = self._same_office(phrase) or ""
            phrase.organisation = None
        elif phrase.body is not None and phrase.organisation is None:
            phrase.organisation = self._organisation(phrase, _BODY_KINDS.get(phrase.body, _COMPANY))
        elif phrase.possessive and phrase.organisation is None:
            self._settle_possessive(phrase)

    def _settle_possessive(self, phrase: OfficePhrase) -> None:
        """'его заместитель': of whoever was named last; 'его главы': of the organisation named last in the sentence."""
        here = [m for m in self._organisations if m.sentence == phrase.sentence.index and m.last < phrase.first]
        if (
            phrase.lemma
            in ("глава", "директор", "гендиректор", "руководитель", "президент", "председатель", "представитель")
            and here
        ):
            phrase.organisation = max(here, key=lambda m: (m.last, m.first))
        else:
            chief = self._held_by_last(phrase)
            if chief is not None and chief.country is not None and not phrase.countries:
                phrase.countries.append(chief.country)

    def _held_by_last(self, phrase: OfficePhrase) -> Position | None:
        """The position of the person named last before a phrase: 'Хренин и его российский коллега'."""
        last = max(
            (m for m in self._first.values() if m.end <= phrase.token.start), key=lambda m: m.start, default=None
        )
        return next((p for p in reversed(self._told) if last and p.person.value == last.value), None)

    def _same_office(self, phrase: OfficePhrase) -> str | None:
        """The office of whoever was spoken of last, by name or by office: for 'белорусский коллега'."""
        chief = self._held_by_last(phrase)
        office = self._offices[-1] if self._offices else None
        named = max((m.start for m in self._first.values() if m.end <= phrase.token.start), default=-1)
        if chief is not None and (office is None or named > office.start or office.start == chief.office.start):
            office = chief.office
        if office is None or not office.value:
            return None
        # 'глава Пентагона' and his 'польский коллега': the colleague is a minister of defence
        return minister_of(_ministry(office.of)) or minister_of((office.of or "").split(" ")[0]) or office.value

    def _organisation(self, phrase: OfficePhrase, kinds: Sequence[str]) -> Mention | None:
        start = phrase.token.start
        earlier = [m for m in self._organisations if m.end <= start and m.of in kinds]
        named = Counter(m.value for m in earlier)
        near = [m for m in earlier if self._paragraph(m.sentence) == self._paragraph(phrase.sentence.index)]
        if near:
            return max(near, key=lambda m: m.start)
        # of several companies 'компания' is the one that the article keeps naming, and of equals the one it began with
        return max(earlier, key=lambda m: (named[m.value], -m.start), default=None)

    def _position(self, phrase: OfficePhrase, person: Mention, country: Mention | None) -> Position:
        office = _office(phrase, country.value if country else None)
        if phrase.counterpart:
            office = replace(office, of=None)
        body = phrase.organisation
        code = country.value if country else (body.country if body else None)
        return Position(
            person=person,
            office=office,
            organisation=body,
            country=country,
            country_code=code,
            stage=_stage(phrase.stage),
        )


_GENITIVES = ("ича", "ова", "ева", "ина", "ского", "цкого")
"""Endings of surnames in the genitive that no surname has in the instrumental."""


def _ministry(name: str | None) -> str:
    """'Министерство обороны Вьетнама' → 'Министерство обороны'."""
    return " ".join((name or "").split(" ")[:2])


def _agree(phrase: OfficePhrase, person: Mention) -> bool:
    """Not 'сообщил президенту Иванов', 'заместителем Иванова назначен': two cases are two people."""
    case = phrase.token.feat("Case")
    last = phrase.sentence.tokens[person.last]
    split = case in ("Dat", "Ins") and last.feat("Case") == "Nom" and "Nom" not in cases_of(phrase.token.text)
    return not split and not (case == "Ins" and person.role == "surname" and last.text.lower().endswith(_GENITIVES))


def _stage(name: str | None) -> Stage:
    return next((stage for stage in get_args(Stage) if stage == name), "current")
