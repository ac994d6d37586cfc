"""What the years that an article names say about the year in which it was written."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from svodka.articles.dates import calendar_day, plain
from svodka.articles.tense import Tense, sentence_around, tense_at
from svodka.knowledge.calendar import MONTHS
from svodka.model import Span

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR = r"(?:19|20)\d\d"
_HYPHEN = "[-‐‑‒–—−]"
_PHRASE = re.compile(
    r"(?<![\w-])(?:(?P<link>начиная с|не раньше|не ранее|не позднее|не позже|до|к|по|с|со|на|от|в|во)\s+)?"
    r"(?:(?P<part>начал[аеоу]|середин[аеу]|конц[аеу]|весн[аойеу]+|лет[аоме]+|осен[иьюь]+|зим[аоейу]+)\s+)?"
    rf"(?:(?:(?P<day>\d{{1,2}})(?:[-–]\d{{1,2}})?\s+)?(?P<month>{_MONTH})\s+)?"
    rf"(?P<year>{_YEAR})(?P<word>\s*(?:год[а-я]*|г\.|гг\.)|{_HYPHEN}(?:й|го|м|му)(?!\w))?(?![\d\w]|[-‑]\d)"
)
_RANGE = re.compile(rf"(?<!\d)(?P<first>{_YEAR})\s*(?:{_HYPHEN}|и|по|или)\s*(?P<last>{_YEAR})\s*(?:год|гг)")
_EVENT = re.compile(
    rf"(?:[А-ЯЁA-Z]\w*[»\"”]?\s?{_HYPHEN}\s?|[A-Z][a-z]+\s)(?P<year>{_YEAR})(?![\d\w-]|\s*год)"
    rf"|\w\s?{_HYPHEN}\s?(?P<quoted>{_YEAR})(?=[»\"”])"
)
_RELATIVE = re.compile(
    r"(?<!\w)(?:(?P<last>прошл|минувш|прошедш|истекш|предыдущ)|(?P<next>будущ|следующ|грядущ|наступающ)"
    r"|(?P<this>эт|нынешн|текущ|наступивш))[а-я]+,?\s"
    rf"(?P<year>{_YEAR})[-\s](?:год|м|го)"
)
_COUNTS = {"": 1, "два": 2, "три": 3, "четыре": 4, "пять": 5, "шесть": 6, "семь": 7, "восемь": 8, "десять": 10}
_AGO = re.compile(
    rf"(?<!\w)(?:(?P<count>{'|'.join(filter(None, _COUNTS))})\s)?(?:год|года|лет)\sназад(?:,|\s[-–—]|\s\()\s*"
    rf"(?:в|во)\s(?P<year>{_YEAR})(?:{_HYPHEN}м|\sгоду)"
)
_BARE_MONTH = re.compile(rf"(?:\d\s+|(?<!\w)в\s+)(?P<month>{_MONTH})(?!\w|\s+{_YEAR})")
_PART_STARTS = {"середин": 5, "конц": 10, "весн": 3, "лет": 6, "осен": 9}
_RESULTS = re.compile(r"(?:итог(?:и|ам|ами|ов)|результат(?:ы|ам|ов)|(?<!\w)за)\s+$")  # 'по итогам 2023 года'
_PAPER = re.compile(r"(?<!\w)(?:контракт(?!н)|сделк|тендер|заказ(?!чик)|закупк|поставк)[а-я]{0,3}\s+$")
_OLD_PAPER = re.compile(
    r"(?<!\w)(?:договор(?!и|е)|соглашени|протокол|меморандум|конвенци|устав|деклараци|закон|указ|резолюци|войн|конфликт"
    r"|революци|переворот|выпуск|образц|постройк)[а-я]{0,3}\s+(?:от\s+)?$"
)
_LONG_TERM = re.compile(r"(?<!\w)(?:стратеги|программ|концепци|план(?!ир)|аренд|срок|проект|продл)[а-я]*")
_PLANE_NAMES = frozenset({2000})  # 'Мираж-2000' is an aircraft


Weight = Literal["close", "loose", "none"]
"""How near to a year the writer tends to stand: 'в 2024 году', 'до 2027 года', 'действует с 2009 года'."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearNamed:
    """A year in the text: the days it can mean, and whether they lie behind the writer or ahead."""

    year: int
    first: date
    last: date
    tense: Tense
    weight: Weight = "close"


@dataclass(frozen=True, slots=True, kw_only=True)
class YearEvidence:
    """All that the years of a text say: it was written on or after `earliest`, on or before `latest`.

    `named` are the years with their tenses, `written_in` is one said in so many words ('в прошлом, 2022 году'),
    `events` are years in names: 'Запад-2021'.
    """

    earliest: date | None
    latest: date | None
    named: tuple[YearNamed, ...]
    written_in: int | None
    events: frozenset[int]

    def allows(self, day: date) -> bool:
        """Whether the article may have been written on `day`."""
        return (not self.earliest or self.earliest <= day) and (not self.latest or day <= self.latest)


def year_evidence(texts: list[str]) -> YearEvidence:
    """What the paragraphs `texts` say together."""
    named = [year for text in texts for year in (*years_named(text), *_events_named(text))]
    earliest = max((year.first for year in named if year.tense == "past"), default=None)
    latest = min((year.last for year in named if year.tense == "future"), default=None)
    said = {year for text in texts for year in _relative_years(text)}
    return YearEvidence(
        earliest=earliest,
        latest=latest if not (earliest and latest and latest < earliest) else None,
        named=tuple(named),
        written_in=said.pop() if len(said) == 1 else None,
        events=frozenset(year for text in texts for year in event_years(text)),
    )


def _events_named(text: str) -> Iterator[YearNamed]:
    """'В июле состоялось учение Eagle Partner 2024': the name's year is that of the event."""
    for match in _EVENT.finditer(text):
        year = int(match["year"] or match["quoted"])
        if year not in _PLANE_NAMES:
            tense = tense_at(text, Span(start=match.start(), end=match.end()))
            yield _named(year, tense if tense in ("past", "future") else "open")


def event_years(text: str) -> Iterator[int]:
    """The years in the names of events: '"Запад-2021"', 'Атакующий сокол - 2024', 'Defender Europe 2020'."""
    for match in _EVENT.finditer(text):
        year = int(match["year"] or match["quoted"])
        if year not in _PLANE_NAMES:
            yield year


def coming_event_years(text: str, written_month: int) -> Iterator[int]:
    """The year of writing told by an event ahead: '"Щит-2023" пройдёт в сентябре' was written in the year before.

    A bare month ahead is the next one of its name, and the event's name gives that month's year.
    """
    for match in _EVENT.finditer(text):
        span = Span(start=match.start(), end=match.end())
        sentence = sentence_around(text, span).of(text)
        months = {MONTHS[found["month"]] for found in _BARE_MONTH.finditer(plain(sentence))}
        distinct = len(months) == 1 and len(set(event_years(sentence))) == 1
        if distinct and "через" not in sentence and tense_at(text, span) == "future":
            yield int(match["year"] or match["quoted"]) - (months.pop() < written_month)


def years_named(text: str) -> Iterator[YearNamed]:
    """The years that `text` names as such, with the tense in which it speaks of them."""
    folded = plain(text)
    ranges = [match.span() for match in _RANGE.finditer(folded)]
    for match in _RANGE.finditer(folded):
        yield from _range(text, folded, match)
    for match in _PHRASE.finditer(folded):
        inside = any(start <= match.start("year") < end for start, end in ranges)
        if not inside and (match["word"] or match["month"]):
            yield _phrase(text, folded, match)


def _range(text: str, folded: str, match: re.Match[str]) -> Iterator[YearNamed]:
    """'план на 2018-2020 годы' is signed when it begins; 'передадут с 2027 по 2031 год' may be said long before."""
    tense = tense_at(text, Span(start=match.start(), end=match.end()))
    before = folded[: match.start()]
    if before.endswith("на "):
        yield _named(int(match["first"]), "open")
    elif tense == "past" and before.endswith(("в ", "за ")):
        yield from (_named(int(match[end]), "past") for end in ("first", "last"))
    else:
        yield _named(int(match["first"]), "future" if tense == "future" else "open", weight="none")


def _relative_years(text: str) -> Iterator[int]:
    folded = plain(text)
    for match in _RELATIVE.finditer(folded):
        yield int(match["year"]) + (match["last"] is not None) - (match["next"] is not None)
    for match in _AGO.finditer(folded):
        yield int(match["year"]) + _COUNTS[match["count"] or ""]


def _phrase(text: str, folded: str, match: re.Match[str]) -> YearNamed:
    year, month = int(match["year"]), MONTHS[match["month"]] if match["month"] else None
    tense, weight = _tense(text, folded, match), _weight(text, folded, match)
    if month is None:
        start = next((number for part, number in _PART_STARTS.items() if (match["part"] or "").startswith(part)), 1)
        return _named(year, tense, start, weight)
    day = calendar_day(year, month, int(match["day"])) if match["day"] else None
    last = date(year, month, monthrange(year, month)[1])
    return YearNamed(year=year, first=day or date(year, month, 1), last=day or last, tense=tense, weight=weight)


def _named(year: int, tense: Tense, month: int = 1, weight: Weight = "close") -> YearNamed:
    return YearNamed(year=year, first=date(year, month, 1), last=date(year, 12, 31), tense=tense, weight=weight)


def _tense(text: str, folded: str, match: re.Match[str]) -> Tense:
    """Behind or ahead. Only what the link between the verb and the year bears is believed."""
    link, before = match["link"] or "", folded[: match.start()]
    if link == "от":  # 'по договору от 16 марта 1995 года'
        return "past"
    tense = tense_at(text, Span(start=match.start(), end=match.end()))
    if not link and (_PAPER.search(before) or _OLD_PAPER.search(before) or _RESULTS.search(before)):
        return "open" if tense == "future" and not _OLD_PAPER.search(before) else "past"  # 'по контракту 2024 года'
    if tense == "future" and _ONCE_PLANNED.search(before):
        sentence = sentence_around(text, Span(start=match.start(), end=match.end())).of(folded)
        return "open" if _PUT_OFF.search(sentence) else "future"
    adverbial = link in ("в", "во", "с", "со") or match["day"] or (match["part"] and not link)
    if tense == "future" and (adverbial or link):
        return "future"
    if tense == "past" and adverbial and link not in _OPEN_LINKS:
        return "past"
    if tense == "present" and link in ("с", "со"):  # 'действует с 2009 года'
        return "past"
    return "open"


def _weight(text: str, folded: str, match: re.Match[str]) -> Weight:
    """Old treaties, long terms and round years say nothing of how near the writer stands."""
    link = match["link"] or ""
    if not link and _OLD_PAPER.search(folded[: match.start()]):
        return "none"
    if link in ("с", "со", "начиная с", "от") and not match["part"]:  # 'действует с 2009 года'
        return "none"
    if link in _OPEN_LINKS:
        sentence = sentence_around(text, Span(start=match.start(), end=match.end())).of(folded)
        return "none" if int(match["year"]) % 5 == 0 and _LONG_TERM.search(sentence) else "loose"
    return "close"


_ONCE_PLANNED = re.compile(r"(?:намеченн|запланированн|назначенн|планировавш|ожидавш|обещанн)[а-я]+\s+(?:\w+\s+)?$")
_PUT_OFF = re.compile(r"перенес|перенос|отлож|отмен|сорва|сдвинул|затянул|не состоял")
"""'ввод, намеченный на 2012 год, перенесли': such a plan may lie behind."""
_OPEN_LINKS = frozenset({"до", "к", "по", "на", "начиная с", "не раньше", "не ранее", "не позднее", "не позже"})
