"""Text to sentences and tokens. Spans always refer to the text as written.

Tokens are what stands between blanks, less the punctuation at its edges; one designation is one token: 'Су-30СМ',
'Ми‑35М' (whatever hyphen), 'CS/VN3', '4+', '2023-го'. A sentence ends at a full stop, an exclamation or question
mark or an ellipsis, unless one of the rules below says that it goes on.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Literal, NamedTuple

HYPHENS = "-‐‑‒–−"
_DASHES = HYPHENS + "—―"
_QUOTES = "\"'«»“”„‘’‹›"
_IGNORED = "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # soft hyphen, zero-width blanks, byte order mark
_LETTERS = rf"(?:\w[\u0300-\u036f{_IGNORED}]*)"  # with the accents of 'за́мок'

_TOKEN = re.compile(
    rf"""
    \d+(?:[.,]\d+)+                                          # 1,5  29.06.2021
  | \d+[/\\]\d+(?!\w)                                        # 5/7  2023/24
  | \d+(?=[а-яё]+\b(?![{_DASHES}]))                          # 130|мм: a number and its unit
  | \d+\+{{1,2}}(?!\w)                                       # 4+  4++
  | [A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*\.[A-Za-z]{{2,4}}(?![\w])       # INTERFAX.RU  24.kg
  | (?:[A-Z]{{1,3}}|[А-Я])/[A-ZА-Я]+-?\d[\w-]*               # AN/TPY-2  CS/VN3  F/A-18
  | {_LETTERS}+(?:[{_DASHES}_]{_LETTERS}+)+/[A-ZА-Я]{{1,3}}\d*(?![\w-])   # МиГ‑29М/М2
  | {_LETTERS}+(?:(?:[{_DASHES}_]|(?<=[^\W\d])['’ʼ](?=[^\W\d])){_LETTERS}+)*  # Су-30СМ  2023-го  Кот-д'Ивуар
    (?:-(?=\s+(?:и|или)\s))?                                 # учебно- и военно-технический
  | \.{{2,}} | [.?!…]{{2,}} | -- | \*\*+
  | [^\s{_IGNORED}]
    """,
    re.VERBOSE,
)

_FOLD = str.maketrans(
    {
        **dict.fromkeys("‐‑‒−", "-"), **dict.fromkeys("“”„", '"'), **dict.fromkeys("‘’ʼ", "'"),
        **dict.fromkeys(map(chr, range(0x300, 0x370))), **dict.fromkeys(_IGNORED),
    }
)  # fmt: skip


class Piece(NamedTuple):
    """A stretch of the text: `text == source[start:end]`. (A tuple, for there are very many.)"""

    start: int
    end: int
    text: str


def look_up_form(word: str) -> str:
    """The word as the models know it: plain hyphens and quotation marks, no accents, no soft hyphens."""
    return word if word.isascii() else word.translate(_FOLD) or word


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Piece]:
    """The tokens of text[start:end]."""
    found = _TOKEN.finditer(text, start, len(text) if end is None else end)
    return [Piece(start=m.start(), end=m.end(), text=m.group()) for m in found]


# --- sentences -------------------------------------------------------------------------------------------------

_OPENING = "\"'«“„‘(["
_BOUNDARY = re.compile(
    rf"""
    (?P<mark>[.?!…]+) (?P<closing>[»”’"')\]]*) (?=\s)
  | (?<=[а-яё]{{3}}) (?P<glued>\.) (?=[{re.escape(_OPENING)}]?[А-ЯЁ][а-яё])   # 'республики.Белоруссия'
    """,
    re.VERBOSE,
)
_WORD_BEFORE = re.compile(r"(?:[^\W_]+(?:[.\-‑][^\W_]+)*)$")
_BEFORE_WINDOW, _AFTER_WINDOW, _NAME_LIMIT, _BRACKET_LIMIT = 40, 60, 30, 250
# Endings of finite verbs and short participles; rough, and used only where a full stop is ambiguous.
_VERB = re.compile(
    r"\b(?:[а-яё]{2,}(?:[аеёиоуыюя]л[аио]?(?:с[ья])?|[аеёиуюя]т(?:ся)?|[аеёьия]н[аыо]|[ет]ся)|есть|нет|был[аио]?"
    r"|(?:под|за|по|пере|вы|от|на|при|про|из|раз|рас)[а-яё]{2,}[аеё]н)\b",
    re.IGNORECASE,
)
_CLASSES = re.compile(r"\b(?:класс|категори|групп|тип|верси|модификаци|вариант|сери|пункт|витамин)\w*$", re.I)
_ALL_CAPS = re.compile(r"[A-ZА-ЯЁ]{2}|\d")

Verdict = Literal["join", "split"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Boundary:
    """A place where a sentence may end: what stands before the mark, and after it."""

    text: str
    begin: int  # where the sentence so far begins
    limit: int  # where the paragraph ends
    at: int  # the mark
    mark: str
    closing: str
    end: int  # after the mark and what closes behind it
    after: str  # the next characters, blanks stripped

    @property
    def sentence(self) -> str:
        return self.text[self.begin : self.at]

    @property
    def word(self) -> str:
        found = _WORD_BEFORE.search(self.text, max(self.begin, self.at - _BEFORE_WINDOW), self.at)
        return found.group() if found else ""

    @property
    def lead(self) -> str:
        """What follows, without opening quotation marks, brackets and dashes."""
        return self.after.lstrip(_OPENING + _DASHES + " \u00a0")


@lru_cache(maxsize=1)
def abbreviations() -> tuple[frozenset[str], frozenset[str]]:
    """The abbreviations after which a sentence never ends, and those after which it may."""
    data = tomllib.loads(resources.files(__package__).joinpath("abbreviations.toml").read_text("utf-8"))
    return frozenset(data["never_final"]), frozenset(data["maybe_final"])


def _abbreviation(boundary: _Boundary) -> str:
    """The abbreviation before the stop, spaced pairs closed up: 'т. д' gives 'т.д'; 'СМ' of 'Су-30 СМ' is none."""
    before = boundary.text[max(boundary.begin, boundary.at - _BEFORE_WINDOW) : boundary.at]
    pair = re.search(r"(?<!\w)(\w{1,2})\.\s?(\w{1,3})$", before)
    if pair and f"{pair[1]}.{pair[2]}".lower() in abbreviations()[0] | abbreviations()[1]:
        return f"{pair[1]}.{pair[2]}".lower()
    return "" if boundary.word.isupper() and len(boundary.word) > 1 else boundary.word.lower()


def lower_case_follows(boundary: _Boundary) -> Verdict | None:
    """'1,5 тыс. военнослужащих', '"Когда?" - спросил он': a small letter continues the sentence."""
    lead = boundary.lead
    return "join" if not lead or lead[0].islower() or boundary.after[0] in ",;:.!?…»”)]" else None


def attribution_follows(boundary: _Boundary) -> Verdict | None:
    """'"Мы готовы!" - Шойгу': a dash behind a closed quotation leads to its speaker."""
    quoted = any(c in boundary.closing for c in "»”\"'")
    return "join" if quoted and boundary.after[0] in _DASHES else None


def list_number(boundary: _Boundary) -> Verdict | None:
    """'1. Россия поставит …': a number alone opens the sentence."""
    return "join" if re.fullmatch(r"\s*[(]?(?:\d{1,2}|[IVX]+)", boundary.sentence) else None


def initials(boundary: _Boundary) -> Verdict | None:
    """'С. Шойгу', 'А.С. Пушкин', 'U.S. Army'; not 'истребители класса А. Новая …' or 'Т-90 С. Вьетнам'."""
    word = boundary.word
    if boundary.mark != "." or not re.fullmatch(r"(?:[A-ZА-ЯЁ]\.)*[A-ZА-ЯЁ]", word):
        return None
    before = boundary.text[boundary.begin : boundary.at - len(word)].rstrip()
    return "split" if _CLASSES.search(before) or re.search(r"\w-?\d+$", before) else "join"


def never_final(boundary: _Boundary) -> Verdict | None:
    """'КБ приборостроения им. Шипунова', 'г. Минск' (no year before it), 'т. е. Россия'."""
    short = _abbreviation(boundary)
    if boundary.mark != "." or boundary.closing or not short:
        return None
    if short in abbreviations()[0]:
        return "join"
    number_before = re.search(r"\d\s*(?:-\S+\s*)?$", boundary.sentence[: -len(short)])
    return "join" if short in {"г", "с", "д", "р", "о", "х"} and not number_before else None


def maybe_final(boundary: _Boundary) -> Verdict | None:
    """'В 2021 г. Белоруссия получила': ends the sentence only if both sides have a verb."""
    if boundary.mark != "." or boundary.closing or _abbreviation(boundary) not in abbreviations()[1]:
        return None
    if boundary.word.lower() in {"тыс", "млн", "млрд", "трлн"} and _ALL_CAPS.match(boundary.lead):
        return "join"  # '2 тыс. БМП'
    rest = boundary.text[boundary.end : boundary.limit]
    following = re.split(r"[.?!…]\s", rest, maxsplit=1)[0]
    return "split" if _VERB.search(boundary.sentence) and _VERB.search(following) else "join"


def inside_brackets(boundary: _Boundary) -> Verdict | None:
    """'(Контракт подписан. Срок - два года.)': brackets are not torn apart."""
    before = boundary.text[boundary.begin : boundary.end]
    if before.count("(") <= before.count(")"):
        return None
    closing = boundary.text.find(")", boundary.end, min(boundary.limit, boundary.end + _BRACKET_LIMIT))
    return "join" if closing >= 0 else None


def inside_quoted_name(boundary: _Boundary) -> Verdict | None:
    """'программа "Что? Где? Когда?"': a short name is one thing; long quotations do fall into sentences."""
    before = boundary.sentence
    quote = '"' if before.count('"') % 2 else "«"
    opened = boundary.text.rfind(quote, boundary.begin, boundary.at)
    if boundary.mark == "." or boundary.closing or opened <= boundary.begin:
        return None
    closed = boundary.text.find("»" if quote == "«" else quote, opened + 1, opened + _NAME_LIMIT)
    return "join" if closed > boundary.at else None


SENTENCE_RULES: tuple[Callable[[_Boundary], Verdict | None], ...] = (
    lower_case_follows, attribution_follows, list_number, initials, never_final, maybe_final, inside_brackets,
    inside_quoted_name,
)  # fmt: skip


def _verdict(boundary: _Boundary) -> Verdict:
    for rule in SENTENCE_RULES:
        verdict = rule(boundary)
        if verdict:
            return verdict
    return "split"


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[Piece]:
    """The sentences of text[start:end], blanks at their edges left out."""
    limit = len(text) if end is None else end
    begin = start
    for match in _BOUNDARY.finditer(text, start, limit):
        boundary = _Boundary(
            text=text, begin=begin, limit=limit, at=match.start(), mark=match["mark"] or match["glued"],
            closing=match["closing"] or "", end=match.end(),
            after=text[match.end() : min(limit, match.end() + _AFTER_WINDOW)].strip() or ".",
        )  # fmt: skip
        if _verdict(boundary) == "split":
            yield from _trimmed(text, begin, match.end())
            begin = match.end()
    yield from _trimmed(text, begin, limit)


def _trimmed(text: str, start: int, end: int) -> Iterator[Piece]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    if piece.strip():
        yield Piece(start=start + left, end=start + len(piece.rstrip()), text=piece.strip())
