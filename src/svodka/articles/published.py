"""When the article was published: as the source says, as it states, or as its words settle it; never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from svodka.articles.bylines import Byline
from svodka.articles.dateline import Opening
from svodka.articles.dates import DayFound, calendar_day, days_in, plain, weekdays_in
from svodka.articles.tense import is_reporting, sentence_around, verb_at
from svodka.articles.year_choice import choose_day, possible_years
from svodka.articles.years import YearEvidence, coming_event_years, event_years, year_evidence
from svodka.model import Paragraph, PublishedBasis, Span, UnreadableInput

_GIVEN = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:[T ].*)?")
_NEAR = 5  # years behind the latest one told as past in which a weekday on the very day rules out the day after
_MOST_PARAGRAPHS = 300  # what lies further on is no longer one article, and the search would take long
_LONGEST_PARAGRAPH = 10_000
_BEFORE = re.compile(r"(?P<also>также\s+)?(?<!\w)во?\s+$")
_DAY_BEHIND = re.compile(r"\s*,?\s*\(?\d{1,2}\s+[а-я]")
_NOW = re.compile(r"(?<!\w)сегодня(?!\w)")
_GOING_ON = re.compile(
    r"(?<!\w)(?:начал[аио]?с[ья]|стартовал[аио]?|открыл[аио]?с[ья]|проход[ия]т|продолжа[ею]тся|завершил[аио]?с[ья])(?!\w)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weekday:
    """A weekday on which the article says it reports."""

    number: int
    reported: bool  # 'сообщил во вторник' rather than 'подписали во вторник'
    past: bool


def settle_published(
    text: str,
    paragraphs: Sequence[Paragraph],
    opening: Opening | None,
    bylines: Sequence[Byline],
    given: str | None,
) -> tuple[str | None, PublishedBasis | None]:
    """The EDTF date and how it is known; (None, None) where nothing settles it.

    `given` is what the source says and wins. Raises UnreadableInput when it is no date.
    """
    if given is not None:
        return _given(given), "metadata"
    days = [opening.day] if opening and opening.day else []
    days += [byline.day for byline in bylines if byline.day]
    if stated := next((full for day in days if (full := day.edtf())), None):
        return stated, "stated"
    body = [p.span.of(text) for p in paragraphs if p.kind == "body"]
    if opening and body:
        body[0] = body[0][opening.dateline.span.end - opening.dateline.span.start :]
    body = [paragraph[:_LONGEST_PARAGRAPH] for paragraph in body[:_MOST_PARAGRAPHS]]
    read = [p.span.of(text) for p in paragraphs if p.kind in ("title", "subtitle", "subhead")][:_MOST_PARAGRAPHS]
    day = days[0] if days else _day_of_the_news(body)
    settled = _settle(day, body, read) if day else None
    return (settled.isoformat(), "inferred") if settled else (None, None)


def _given(given: str) -> str:
    match = _GIVEN.fullmatch(given.strip())
    parts = [int(part) for part in match[1].split("-")] if match else []
    if not match or not calendar_day(*(*parts, 1, 1)[:3]):
        raise UnreadableInput(f"publication date {given!r}: no such date; write it as 2021-06-29, 2021-06 or 2021")
    return match[1]


def _settle(day: DayFound, body: Sequence[str], headings: Sequence[str]) -> date | None:
    """The one year that everything the text says agrees on, or None."""
    evidence = year_evidence([*headings, *body])
    said = {year for paragraph in body for year in coming_event_years(paragraph, day.month)}
    said |= {evidence.written_in} if evidence.written_in else set()
    pairs = [pair for paragraph in body for pair in _dated_weekdays(paragraph)]
    weekday = _weekday_of_the_news(body)
    dated = filter(None, map(day.in_year, sorted({*possible_years(evidence), *said})))
    candidates = [found for found in dated if _fits(found, evidence, pairs)]
    if said:
        return _only([found for found in candidates if len(said) == 1 and found.year in said])
    if weekday:
        return _on_weekday(candidates, weekday, evidence)
    if pairs or (day.month, day.day) == (2, 29):
        return choose_day(candidates, evidence)
    under_way = _event_under_way(headings, body)
    return _only([found for found in candidates if found.year in under_way])


def _on_weekday(candidates: Sequence[date], weekday: _Weekday, evidence: YearEvidence) -> date | None:
    """The day of the weekday itself; that after it only for what happened then, and close to a year named as past."""
    same_day = [found for found in candidates if found.isoweekday() == weekday.number]
    if (settled := choose_day(same_day, evidence)) or not weekday.past or weekday.reported:
        return settled
    last = evidence.earliest.year if evidence.earliest else 0
    if any(found.year - last <= _NEAR for found in same_day):
        return None
    eve = [found for found in candidates if (found - timedelta(days=1)).isoweekday() == weekday.number]
    return _only([found for found in eve if found.year - last <= 1])


def _fits(day: date, evidence: YearEvidence, pairs: Sequence[tuple[int, DayFound]]) -> bool:
    return evidence.allows(day) and all(_nearest(found, day).isoweekday() == number for number, found in pairs)


def _only(found: Sequence[date]) -> date | None:
    return found[0] if len(found) == 1 else None


def _nearest(found: DayFound, day: date) -> date:
    """The occurrence of a yearless day that is nearest to `day`: '27 декабря' in a report of January is past."""
    around = [there for year in (day.year - 1, day.year, day.year + 1) if (there := found.in_year(year))]
    return min(around, key=lambda there: abs((there - day).days), default=date.min)


def _dated_weekdays(paragraph: str) -> Iterator[tuple[int, DayFound]]:
    """'в среду, 19 января', '19 января, в среду', '19 января (среда)': weekday and day, without a year."""
    days = [found for found in days_in(paragraph) if found.year is None]
    for span, number in weekdays_in(paragraph):
        for found in days:
            if span.end <= found.span.start:
                paired = re.fullmatch(r"\s*,?\s*\(?", paragraph[span.end : found.span.start])
            else:
                paired = re.fullmatch(r"\s*[,(]\s*(?:во?\s+)?", paragraph[found.span.end : span.start])
            if paired:
                yield number, found


def _day_of_the_news(body: Sequence[str]) -> DayFound | None:
    """Without a dateline: the day with its weekday on which the first paragraph's news happened."""
    for paragraph in body[:1]:
        for _, found in _dated_weekdays(paragraph):
            verb = verb_at(paragraph, found.span)
            if verb and verb.tense == "past":
                return found
    return None


def _weekday_of_the_news(body: Sequence[str]) -> _Weekday | None:
    """The bare weekday that means the day of the report, or None where there is none or more than one."""
    lead = list(_bare_weekdays(body[0])) if body else []
    if not lead:
        lead = [found for paragraph in body[1:2] for found in _bare_weekdays(paragraph) if found.reported]
    if not lead:  # 'Предполагается, что также во вторник он проведёт консультации'
        lead = [found for paragraph in body for found in _bare_weekdays(paragraph, also=True)]
    chosen = [found for found in lead if found.reported] or lead
    return chosen[0] if len({found.number for found in chosen}) == 1 else None


def _bare_weekdays(paragraph: str, *, also: bool = False) -> Iterator[_Weekday]:
    """'во вторник' with a past verb; not 'в минувшую пятницу', 'в пятницу, 19 сентября', 'в пятницу начнутся'."""
    folded = plain(paragraph)
    for span, number in weekdays_in(paragraph):
        before = _BEFORE.search(folded, 0, span.start)
        if not before or _DAY_BEHIND.match(folded, span.end) or bool(before["also"]) < also:
            continue
        if also:
            yield _Weekday(number=number, reported=True, past=False)
        elif (verb := verb_at(paragraph, span)) and verb.tense == "past":
            yield _Weekday(number=number, reported=is_reporting(verb.word), past=True)


def _event_under_way(headings: Sequence[str], body: Sequence[str]) -> frozenset[int]:
    """The year in the name of an event that the lead says is going on: '"Сокол - 2024" стартовала сегодня'."""
    lead = body[0] if body else ""
    first = sentence_around(lead, Span(start=0, end=min(1, len(lead)))).of(lead)
    if not (_NOW.search(plain(first)) or _GOING_ON.search(plain(first))):
        return frozenset()
    return frozenset(event_years(first))
