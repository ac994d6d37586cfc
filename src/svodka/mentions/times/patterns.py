"""What an expression of time looks like: rules in their order, tried together in one pass over a sentence.

All patterns read folded text: lower case, е for ё, '-' for every dash, a plain blank for every blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from svodka.knowledge.calendar import MONTHS, WEEKDAYS
from svodka.mentions.times.lexicon import lexicon, one_of

_B, _E = r"(?<![\w-])", r"(?![\w-])"
_YEAR = r"(?:1[89]|20)\d\d"
_SHORT = r"\s?-\s?(?:го|м|му|й)"
_NAMED_YEAR = rf"(?:\s*(?:год[ау]|годом|годе|год|годах|годов|годы|г\.|г){_E}|{_SHORT}{_E}(?:\s+год[ау]{_E})?)"
_BARE_YEAR_ENDS = r"(?=\s*(?:[,.;:()»\"/]|$)|\s+(?:в|во|на|по|под|между|у)\s)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A stretch of the folded sentence that one rule recognised, with the rule's named parts."""

    rule: str
    start: int
    end: int
    parts: dict[str, str]

    def number(self, name: str) -> int | None:
        """A part in figures, None when absent."""
        digits = self.parts.get(name)
        return int(digits) if digits else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """The rules, each a name and a pattern, and the one pattern that finds where any of them applies."""

    anywhere: re.Pattern[str]
    rules: tuple[tuple[str, str], ...]

    def hits(self, text: str) -> Iterator[Hit]:
        """The expressions of a folded sentence, left to right, not overlapping."""
        for found in self.anywhere.finditer(text):
            name, pattern = self.rules[int((found.lastgroup or "r0")[1:])]
            match = _compiled(pattern).match(text, found.start())
            assert match is not None
            parts = {key: value for key, value in match.groupdict().items() if value}
            yield Hit(rule=name, start=match.start(), end=match.end(), parts=parts)


@lru_cache(maxsize=1)
def grammar() -> Grammar:
    """The rules, made once."""
    sources = list(_rules())
    anonymous = [re.sub(r"\(\?P<\w+>", "(?:", source) for _, source in sources]
    anywhere = "|".join(f"(?P<r{i}>{source})" for i, source in enumerate(anonymous))
    rules = tuple((name, _B + source) for name, source in sources)
    return Grammar(anywhere=re.compile(f"{_B}(?:{anywhere})"), rules=rules)


@lru_cache(maxsize=100)
def _compiled(pattern: str) -> re.Pattern[str]:
    """The pattern of a rule, compiled when the rule first applies: all of them at once take a fifth of a second."""
    return re.compile(pattern)


def _shift(*, locative: bool = True) -> str:
    """Adjectives that place a year, month …; 'этом' goes with those, not with a season: 'при этом осенью'."""
    stems = one_of(lexicon().shift)
    soft = "его|ему|ее|ей|ем|ие|их|ими|им|юю|яя|ий"
    hard = "ого|ому|ое|ой|ом|ые|ых|ыми|ым|ую|ая|ый"
    this = "от|ого|ому|им|ой|у|и|их" + ("|ом" if locative else "")
    same = "от|ого|ому|ом|ой|у|е|ех|ем|о"
    return rf"(?:{stems}(?:{soft}|{hard})|эт(?:{this})(?:\s+же)?|т(?:{same})\s+же)"


def _rules() -> Iterator[tuple[str, str]]:
    """Name and pattern of each rule; an earlier rule wins where two begin at one place."""
    words, shift = lexicon(), _shift()
    year = rf"(?:\s+(?P<y>{_YEAR})(?:{_NAMED_YEAR}|{_BARE_YEAR_ENDS})|,?\s+(?P<ys>{shift})\s+года{_E})?"
    month = rf"(?P<m>{one_of(MONTHS)}){_E}"
    weekday = rf"(?:(?P<wds>{_shift(locative=False)})\s+)?(?P<wd>{one_of(WEEKDAYS)}){_E}"
    day = r"(?P<d>\d{1,2})(?:-?го|-е)?"
    number = rf"(?P<n>\d{{1,2}}|{one_of(words.numbers)})"
    yield "iso", rf"(?P<y>{_YEAR})-(?P<mn>\d\d)-(?P<d>\d\d){_E}"
    yield "figures", rf"(?P<d>\d{{1,2}})\.(?P<mn>\d\d)\.(?P<y>{_YEAR})(?:\s+г(?:ода|\.))?{_E}"
    yield "days", rf"{day}(?:\s?-\s?|\s+(?:по|до)\s+)(?P<d2>\d{{1,2}})(?:-?го|-е)?\s+{month}{year}"
    yield "day", rf"(?:{weekday},?\s+)?(?:{day}|(?P<dw>{one_of(words.ordinal_days)}))\s+{month}{year}"
    yield "listed_day", rf"{day}(?=(?:,\s+\d{{1,2}})*\s+и\s+\d{{1,2}}\s+{one_of(MONTHS)}{_E})"
    yield "months", rf"(?P<m>{one_of(MONTHS)})\s?-\s?(?P<m2>{one_of(MONTHS)}){_E}{year}"
    yield "month", month + year
    yield "month_adjective", rf"(?P<ma>{one_of(words.month_adjectives)})(?:ий|ого|ому|им|ом|ая|ую|ой|ое|ие|их|ими){_E}"
    quarter = r"(?:[1-4]|iv|i{1,3}|(?:перв|втор|трет|четверт)[а-я]+)"
    half = r"(?:[12]|i{1,2}|(?:перв|втор)[а-я]+)"
    half_year = rf"\s+(?P<hy>{_YEAR}){_NAMED_YEAR}|\s+(?:(?P<hs>{shift})\s+)?года{_E}"
    yield "quarter", rf"(?P<q>{quarter})(?:-?[а-я]{{1,2}})?\s+квартал[а-я]*{_E}{year}"
    yield "half", rf"(?P<q>{half})(?:-?[а-я]{{1,2}})?\s+(?:полугоди[а-я]+{_E}{year}|половин[а-я]+(?:{half_year}))"
    yield "decade", rf"(?P<dec>(?:1[89]|20)\d0)\s?-\s?(?:е|х|ые)(?:\s+(?:годы|годов|годах|гг\.?))?{_E}"
    yield "decade", rf"(?P<dec2>[3-9]0)\s?-\s?(?:е|х|ые)\s+(?:годы|годов|годах|гг\.?){_E}"
    yield "years", rf"(?P<y>{_YEAR})(?:\s?-\s?|\s+(?:по|до)\s+)(?P<y2>{_YEAR})" \
                   rf"(?:\s*(?:годы|годов|годами|годах|годам|год[ау]?|гг\.?){_E}|{_SHORT}{_E})"  # fmt: skip
    yield "listed_year", rf"(?P<y>{_YEAR})(?:{_SHORT})?(?=(?:,\s+{_YEAR})*(?:,|\s+(?:и|или))\s+{_YEAR}\s+год)"
    yield "year", rf"(?P<y>{_YEAR}){_NAMED_YEAR}"
    yield "open_year", rf"(?P<y>{_YEAR})(?=\s+(?:по|до)\s+{_YEAR}(?:\s*год|{_SHORT}{_E}))"
    yield "year_shift", rf"(?P<ys>{shift})\s+(?:год[ау]?|годом){_E}"
    free = one_of(words.free_seasons)
    yield "winter", rf"(?P<s>зимо[йю])\s+{_YEAR}\s?[-/]\s?(?P<y>{_YEAR})\s*(?:годов|года|гг\.?){_E}"
    yield "seasons", rf"(?P<s>{free})\s?-\s?(?P<s2>{free}){_E}{year}"
    yield "season", rf"(?:(?P<ss>{_shift(locative=False)})\s+)?(?P<s>{free}){_E}{year}"
    yield "bound_season", rf"(?:(?P<ss>{_shift(locative=False)})\s+)?(?P<s>{one_of(words.bound_seasons)}){_E}{year}"
    yield "weekday", weekday
    yield "week", rf"(?P<ws>{shift})\s+недел[еиюя]{_E}"
    yield "month_shift", rf"(?P<ms>{shift})\s+месяц[ае]?{_E}"
    yield "weekend", rf"(?P<es>{shift})\s+выходны(?:е|х){_E}"
    yield "same_day", rf"(?P<sd>следующий|тот\s+же|этот\s+же)\s+день{_E}"
    months, weeks = r"месяц(?:ами|ем|ев|а)?", r"недел(?:ями|ей|ю|и|ь)"
    unit = rf"(?P<u>год(?:ами?|ом|а)?|лет|полгода|{months}|{weeks}|дн(?:ями|ем|я|ей)|день|сутки)"
    yield "apart", rf"(?:{number}\s+)?{unit}\s+(?P<rel>(?:тому\s+)?назад|спустя|ранее|раньше|позже|позднее){_E}"
    yield "apart", rf"(?P<rel>через|спустя)\s+(?:{number}\s+)?{unit}{_E}"
    yield "edge", rf"(?P<part>начал[аеоу]|середин[аеыу]|конц[ауе]м?|конец)\s+(?P<u>года|месяца|недели){_E}"
    yield "day_word", rf"(?P<w>(?:вчерашн|сегодняшн|завтрашн)[а-я]{{2,3}}|{one_of(words.day)}){_E}"


_PREFIX = re.compile(
    _B + r"(?:(?P<prep>не\s+(?:раньше|ранее|позднее|позже)(?:,?\s+чем)?(?:\s+(?:в|во|с|до))?|"
    r"начиная\s+со?|вплоть\s+до|"
    r"(?:примерно|ориентировочно|приблизительно|предположительно|около)(?:\s+(?:в|во|к|с|до))?|"
    r"с|со|до|к|ко|по|после|в|во|на|за|от|между)\s+)?"
    r"(?:(?P<part>(?:сам(?:ом|ого|ому|ый)\s+)?(?:начал[аеоу]|середин[аеыу]|конц[ауе]|конец)|"
    r"(?:перв|последн)\w+\s+числ\w+|(?:перв|втор)\w+\s+половин\w+)\s+)?$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prefix:
    """The words in front of an expression that decide how it is meant."""

    prep: str  # folded, single blanks; '' when there is none
    part: str  # начало, середина, конец …
    start: int  # where the part begins, or else the expression
    outer: int  # where the preposition begins, or else `start`


def prefix(text: str, floor: int, start: int) -> Prefix:
    """Preposition and part before `start`, looked for no further back than `floor`."""
    floor = max(floor, start - 60)
    found = _PREFIX.search(text, floor, start)
    if found is None:
        return Prefix(prep="", part="", start=start, outer=start)
    prep, part = found["prep"] or "", found["part"] or ""
    inner = found.start("part") if part else start
    return Prefix(prep=" ".join(prep.split()), part=part, start=inner, outer=found.start() if prep else inner)
