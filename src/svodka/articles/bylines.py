"""Lines that say who wrote the article, where it appeared and when; and nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass

from svodka.articles.boilerplate import is_credit
from svodka.articles.dates import DayFound, days_in, weekdays_in
from svodka.articles.morphology import is_given_name
from svodka.knowledge.outlets import Outlet, find_outlet, outlets_in

_LONGEST = 140
_TIME = re.compile(r"(?<!\d)(?:[01]?\d|2[0-3])[:.][0-5]\d(?![\d.])(?:\s*(?:\(?(?:мск|msk|gmt|utc)[^\s)]*\)?))?", re.I)
_FILLERS = re.compile(
    r"(?<!\w)(?:опубликовано|обновлено|дата(?: публикации)?|время|от|в|г|год|года|№\s*\d+(?:\s*\(\d+\))?)(?!\w)", re.I
)
_EDGES = " \t\u00a0\r\n.,;:|/()[]—–-·•"
_NAME = re.compile(
    r"(?:[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?|[А-ЯЁ]\.(?:\s?[А-ЯЁ]\.)?)"
    r"(?:\s[А-ЯЁ]\.)?(?:\s(?:[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)){1,2}"
)
_PLACE = r"[А-ЯЁ][а-яё]+(?:[- ](?:на|[А-ЯЁ][а-яё]+)){0,2}"
_PLACES = re.compile(rf"{_PLACE}(?:\s*[-–—]\s*{_PLACE})*")
_MEDIUM = re.compile(r"^(?:газета|журнал|еженедельник|портал|издание|агентство|сайт)\s+(?=[«“„\"])", re.I)
_EDITION = re.compile(r"\s(?:на\s\w+|по-\w+)(?:\sязыке)?")
_RUBRIC = re.compile(r"(?:обзор|хроника|дайджест|итоги|календарь|сводка)(?:\s[а-яё]+){0,3}", re.I)  # 'Обзор за месяц'
_QUOTED = re.compile(r"[«“\"„]([^«»“”\"„]{2,40})[»”\"“]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """What a byline tells; all of it may be missing ('Фото: …')."""

    day: DayFound | None = None
    outlet: str | None = None
    author: str | None = None


def parse_byline(line: str) -> Byline | None:
    """The byline in `line`, or None where the line is part of the news.

    'Анна Левицкая', 'Иван Синицын, Жуковский — Москва', '«Коммерсантъ», понедельник, 19 сентября 2022 года',
    '(18.10.2016, 15:42)', 'Фото: пресс-служба'.
    """
    if len(line) > _LONGEST:
        return None
    day = next(days_in(line), None)
    rest = _without_date(line)
    if day is not None and (found := _who(rest)) is not None:
        return Byline(day=day, outlet=found.outlet, author=found.author)
    if is_credit(line):
        return Byline(author=_credited(line))
    if day is None and (authors := _authors(line)):
        return Byline(author=authors)
    return None


def _without_date(line: str) -> str:
    cut = [day.span for day in days_in(line)] + [span for span, _ in weekdays_in(line)]
    kept = "".join("," if any(s.start <= i < s.end for s in cut) else letter for i, letter in enumerate(line))
    return re.sub(r"[,\s]*,[,\s]*", ", ", _FILLERS.sub("", _TIME.sub("", kept))).strip(_EDGES)


def _who(rest: str) -> Byline | None:
    """The outlet and the author in what a dated line says besides; None where it says more than that."""
    outlet = author = None
    for part in filter(None, (piece.strip(_EDGES) for piece in re.split(r"[,|]|\s[-–—]\s|\.\s", rest))):
        part = _MEDIUM.sub("", part)
        if known := find_outlet(part) or _opening_outlet(part):
            outlet = outlet or known.name
        elif quoted := _QUOTED.fullmatch(part):
            outlet = outlet or quoted[1]
        elif _is_name(part):
            author = f"{author}, {part}" if author else part
        elif not (_PLACES.fullmatch(part) or _RUBRIC.fullmatch(part)):
            return None
    return Byline(outlet=outlet, author=author)


def _opening_outlet(part: str) -> Outlet | None:
    """'RFI на русском', 'Синьхуа по-русски': an outlet and in which language."""
    found = next(outlets_in(part), None)
    return found.outlet if found and found.span.start == 0 and _EDITION.fullmatch(part, found.span.end) else None


def _authors(line: str) -> str | None:
    """'Иван Соколов, Мария Дорохова', also with places behind; None where anything is not a name."""
    parts = [part for part in (piece.strip(_EDGES) for piece in re.split(r",|\sи\s", line)) if part]
    names = [part for part in parts if _is_name(part)]
    if not names or names[0] != parts[0] or not all(part in names or _PLACES.fullmatch(part) for part in parts):
        return None
    return ", ".join(names)


def _is_name(part: str) -> bool:
    """'Анна Левицкая', 'А. Петров'; but not the heading 'Закупки Казахстана'."""
    first = part.split()[0].split("-")[0] if part else ""
    return _NAME.fullmatch(part) is not None and (first.endswith(".") or is_given_name(first))


def _credited(line: str) -> str | None:
    """The author where the credit is for the text ('Автор: Анна Левицкая')."""
    match = re.match(r"\s*(?:автор|авторы|текст|корреспондент)\s*[:—–-]\s*(.+)", line, re.I)
    return _authors(match[1].strip(_EDGES)) if match else None
