"""What on a news page is not the article: subscriptions, links to other articles, disclaimers, credits."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

from svodka.articles.dates import plain

_LONGEST = 300  # characters; a disclaimer is longer than a link, a paragraph of the news longer than both
_CREDIT_LONGEST = 150
_EDGES = " \t\u00a0.:!…—–-→»>*•|"
LISTS = ("whole", "opens", "announces", "credits")
"""The lists of `data/boilerplate.toml`."""


@lru_cache(maxsize=1)
def phrases() -> Mapping[str, tuple[str, ...]]:
    """The lists of `data/boilerplate.toml` by name."""
    text = (resources.files("svodka.articles") / "data" / "boilerplate.toml").read_text(encoding="utf-8")
    return {name: tuple(words) for name, words in tomllib.loads(text).items()}


def is_boilerplate(line: str) -> bool:
    """Whether the line is none of the article: 'Новости партнеров', 'Подписывайтесь на нас в Telegram'."""
    folded = _folded(line)
    if len(folded) > _LONGEST:
        return False
    return folded.strip(_EDGES) in phrases()["whole"] or folded.startswith(phrases()["opens"])


def announces_links(line: str) -> bool:
    """Whether the line offers other articles, with their titles in it or after it: 'Читайте также: …'."""
    return len(line) <= _LONGEST and _announcement().match(_folded(line)) is not None


def awaits_links(line: str) -> bool:
    """Whether the titles that the line announces stand in the lines that follow."""
    match = _announcement().match(_folded(line))
    return match is not None and not _folded(line)[match.end() :].strip(_EDGES)


def is_credit(line: str) -> bool:
    """Whether the line says who made a picture or the text: 'Фото: Минобороны Беларуси', 'Автор - …'."""
    return len(line) <= _CREDIT_LONGEST and _credit().match(_folded(line)) is not None


def _folded(line: str) -> str:
    return " ".join(plain(line).split()).lstrip(_EDGES)


@lru_cache(maxsize=1)
def _announcement() -> re.Pattern[str]:
    """'По теме: …', 'Читайте также' alone; but 'По теме переговоров он не высказался' is news."""
    return re.compile(rf"(?:{_either('announces')})(?:\s*[:|—–]|\s*[.…>→]*$)")


@lru_cache(maxsize=1)
def _credit() -> re.Pattern[str]:
    return re.compile(rf"\(?(?:{_either('credits')})\s*(?::|/|©|\s[-–—]\s)")


def _either(name: str) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(phrases()[name], key=len, reverse=True))
