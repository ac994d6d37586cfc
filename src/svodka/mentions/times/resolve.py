"""From a recognised expression to the stretch of the calendar it means, seen from the day of the report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from svodka.knowledge.calendar import MONTHS, WEEKDAYS
from svodka.mentions.times.lexicon import by_stem, lexicon
from svodka.mentions.times.patterns import Hit
from svodka.mentions.times.period import Period, Stretch, day_of, plus_months, point
from svodka.mentions.times.tense import Tense

Direction = Literal["past", "future", "near"]
_NARRATIVE = timedelta(days=240)  # how far a story goes on: 'в декабре 2018 года …, а в марте …'
_AHEAD = frozenset({"на", "до", "к", "ко", "по", "вплоть до"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What an expression is read against."""

    anchor: date | None  # the day of the report
    tense: Tense
    prep: str
    part: str
    here: Period | None  # the last time named before in the sentence
    before: Period | None  # the same, or else in the paragraph, never after the report
    goes_on: bool  # ', а в сентябре': the expression carries on from `here`

    @property
    def direction(self) -> Direction:
        """Which of the possible years, weeks … is meant."""
        if self.prep.startswith("не "):
            return "future"  # 'начнутся не раньше марта'
        if self.prep in {"с", "со", "начиная с", "начиная со"} and self.tense != "future":
            return "past"
        if self.prep in _AHEAD and self.tense != "past":
            return "future"  # 'назначил заседание на 14 февраля', but 'по состоянию на 1 июля поставлены'
        if self.tense == "intended":
            return "past"
        return self.tense if self.tense in {"past", "future"} else "near"


def resolve(hit: Hit, scene: Scene) -> Stretch | None:
    """The stretch an expression stands for, without what its preposition adds; None when nothing settles it."""
    found = _RESOLVERS[hit.rule](hit, scene)
    return found if found and found.valid else None


def shift_of(words: str) -> int | None:
    """'прошлого' → -1, 'этого' → 0; None for 'того же'."""
    if words.endswith("же"):
        return None
    return 0 if words.startswith("эт") else by_stem(words, lexicon().shift)


def _anchored_shift(words: str, scene: Scene) -> tuple[Period | None, int]:
    """What a shifting adjective counts from, and how far.

    'того же' takes up the time named before; so does 'следующий' in a story: 'в декабре 2018 года предложили, но
    следующим летом отозвали'.
    """
    shift = shift_of(words)
    if shift is None:
        return scene.before, 0
    if words.startswith("следующ") and scene.tense == "past":
        return scene.before, shift
    return (day_of(scene.anchor) if scene.anchor else None), shift


def _year(hit: Hit, scene: Scene) -> tuple[bool, int | None]:
    """Whether the expression names its year, and which; (True, None) when it does but nothing settles it."""
    if named := hit.number("y"):
        return True, named
    if words := hit.parts.get("ys"):
        base, shift = _anchored_shift(words, scene)
        return True, base.year + shift if base and base.year else None
    return False, None


def _placed(hit: Hit, scene: Scene, make: Callable[[int | None], Stretch]) -> Stretch | None:
    """The stretch in the year that it names, or else in the nearest that fits."""
    named, year = _year(hit, scene)
    if named:
        return make(year) if year else None
    return _nearest(scene, make)


def _nearest(scene: Scene, make: Callable[[int | None], Stretch]) -> Stretch | None:
    anchor = scene.anchor
    if scene.goes_on and scene.direction != "future" and (told := _told_on(scene, make)):
        return told
    if anchor is None:
        floating = make(None)
        return floating if _months_only(floating) else None
    options = [s for y in range(anchor.year - 4, anchor.year + 5) if (s := make(y)).valid]
    if scene.direction == "past":
        return max((s for s in options if _first(s) <= anchor), key=_first, default=None)
    if scene.direction == "future":
        ahead = max(anchor, scene.here.first) if scene.here and scene.here.year else anchor
        return min((s for s in options if _last(s) >= ahead), key=_first, default=None)
    return min(options, key=lambda s: (_distance(s, anchor), _first(s)), default=None)


def _months_only(stretch: Stretch) -> bool:
    """Whether EDTF can write it without its year: 'XXXX-10', but no season of an unknown year."""
    return all(p is None or (p.month or 0) <= 12 for p in (stretch.lo, stretch.hi))


def _told_on(scene: Scene, make: Callable[[int | None], Stretch]) -> Stretch | None:
    """'12 июля 2019 года приземлился первый, а в сентябре была доставлена вторая' - September 2019."""
    here = scene.here
    if here is None or here.year is None or here.month is None:
        return None
    for stretch in (make(here.year), make(here.year + 1)):
        if stretch.valid and _first(stretch) > here.last:
            near = _first(stretch) - here.last <= _NARRATIVE
            return stretch if near and (scene.anchor is None or _first(stretch) <= scene.anchor) else None
    return None


def _first(stretch: Stretch) -> date:
    return stretch.lo.first if stretch.lo else date.min


def _last(stretch: Stretch) -> date:
    return stretch.hi.last if stretch.hi else date.max


def _distance(stretch: Stretch, anchor: date) -> int:
    return max((_first(stretch) - anchor).days, (anchor - _last(stretch)).days, 0)


def _figures(hit: Hit, scene: Scene) -> Stretch | None:
    month = hit.number("mn") or 0
    return point(Period(year=hit.number("y"), month=month, day=hit.number("d"))) if 1 <= month <= 12 else None


def _day(hit: Hit, scene: Scene) -> Stretch | None:
    month = MONTHS[hit.parts["m"]]
    words = " ".join(hit.parts.get("dw", "").split())
    day = hit.number("d") or lexicon().ordinal_days.get(words)
    found = _placed(hit, scene, lambda year: point(Period(year=year, month=month, day=day)))
    weekday = WEEKDAYS.get(hit.parts.get("wd", ""))
    if not weekday or not scene.anchor or _year(hit, scene)[0]:
        return found
    # 'в понедельник, 27 октября': the weekday says which year
    near = (Period(year=scene.anchor.year + n, month=month, day=day) for n in (0, -1, 1))
    return next((point(p) for p in near if p.valid and p.first.isoweekday() == weekday), found)


def _days(hit: Hit, scene: Scene) -> Stretch | None:
    month, first, last = MONTHS[hit.parts["m"]], hit.number("d"), hit.number("d2")

    def make(year: int | None) -> Stretch:
        return Stretch(lo=Period(year=year, month=month, day=first), hi=Period(year=year, month=month, day=last))

    return _placed(hit, scene, make)


def _months(hit: Hit, scene: Scene) -> Stretch | None:
    return _between(hit, scene, MONTHS[hit.parts["m"]], MONTHS[hit.parts["m2"]])


def _seasons(hit: Hit, scene: Scene) -> Stretch | None:
    codes = lexicon().free_seasons
    return _between(hit, scene, codes[hit.parts["s"]], codes[hit.parts["s2"]])


def _between(hit: Hit, scene: Scene, first: int, last: int) -> Stretch | None:
    def make(year: int | None) -> Stretch:
        before = year - 1 if year and first > last else year  # 'в декабре-январе'
        return Stretch(lo=Period(year=before, month=first), hi=Period(year=year, month=last))

    return _placed(hit, scene, make)


def _month(hit: Hit, scene: Scene) -> Stretch | None:
    month = MONTHS[hit.parts["m"]]
    return _placed(hit, scene, lambda year: point(Period(year=year, month=month)))


def _month_adjective(hit: Hit, scene: Scene) -> Stretch | None:
    month = lexicon().month_adjectives[hit.parts["ma"]]
    return _placed(hit, scene, lambda year: point(Period(year=year, month=month)))


def _season(hit: Hit, scene: Scene) -> Stretch | None:
    words = lexicon()
    code = {**words.free_seasons, **words.bound_seasons}[hit.parts["s"]]

    def make(year: int | None) -> Stretch:
        return point(Period(year=year, month=code))

    adjective = hit.parts.get("ss")
    if not adjective:
        return _placed(hit, scene, make)
    base, shift = _anchored_shift(adjective, scene)
    if base is None or base.year is None:
        return None
    if shift > 0:
        return next((s for y in (base.year, base.year + 1, base.year + 2) if _first(s := make(y)) > base.last), None)
    # 'прошлой зимой' in spring is the winter that has just ended
    year = base.year + shift + (1 if code == 24 and shift == -1 and (base.month or 1) > 2 else 0)
    return make(year)


def _spread(hit: Hit, scene: Scene, length: int, limit: int) -> Stretch | None:
    """The n-th quarter or half of a year as an interval of months."""
    counts = lexicon().counts
    n = counts.get(hit.parts["q"]) or by_stem(hit.parts["q"], counts) or 0
    if not 1 <= n <= limit:
        return None

    def make(year: int | None) -> Stretch:
        return Stretch(lo=Period(year=year, month=(n - 1) * length + 1), hi=Period(year=year, month=n * length))

    return _placed(hit, scene, make)


def _half(hit: Hit, scene: Scene) -> Stretch | None:
    names = {"hy": "y", "hs": "ys"}
    return _spread(replace(hit, parts={names.get(k, k): v for k, v in hit.parts.items()}), scene, 6, 2)


def _decade(hit: Hit, scene: Scene) -> Stretch:
    year = hit.number("dec") or 1900 + (hit.number("dec2") or 0)
    return point(Period(year=year, decade=True))


def _years(hit: Hit, scene: Scene) -> Stretch:
    return Stretch(lo=Period(year=hit.number("y")), hi=Period(year=hit.number("y2")))


def _plain_year(hit: Hit, scene: Scene) -> Stretch | None:
    year = _year(hit, scene)[1]
    return point(Period(year=year)) if year else None


def _weekday(hit: Hit, scene: Scene) -> Stretch | None:
    anchor, wanted, words = scene.anchor, WEEKDAYS[hit.parts["wd"]], hit.parts.get("wds")
    if anchor is None:
        return None
    shift = shift_of(words) if words else 0
    back = timedelta(days=(anchor.isoweekday() - wanted) % 7)
    ahead = timedelta(days=(wanted - anchor.isoweekday()) % 7)
    week = timedelta(days=7)
    if shift is None or shift < 0:  # 'в тот же понедельник', 'в минувшую пятницу'
        return point(day_of(anchor - (back or (timedelta() if shift is None else week))))
    if shift > 0:
        return point(day_of(anchor + (ahead or week)))
    forward = scene.direction == "future" or (scene.tense == "present" and scene.direction == "near")
    return point(day_of(anchor + ahead if forward else anchor - back))


def _span_of_days(start: date, days: int) -> Stretch:
    return Stretch(lo=day_of(start), hi=day_of(start + timedelta(days=days - 1)))


def _week(hit: Hit, scene: Scene) -> Stretch | None:
    base, shift = _anchored_shift(hit.parts["ws"], scene)
    if base is None or base.day is None or base.year is None:
        return None
    monday = base.first - timedelta(days=base.first.isoweekday() - 1)
    return _span_of_days(monday + timedelta(days=7 * shift), 7)


def _weekend(hit: Hit, scene: Scene) -> Stretch | None:
    shift = shift_of(hit.parts["es"])
    if scene.anchor is None or shift is None:
        return None
    saturday = scene.anchor - timedelta(days=(scene.anchor.isoweekday() - 6) % 7)  # the last one, today included
    running = scene.anchor.isoweekday() >= 6
    if shift < 0 and running:
        saturday -= timedelta(days=7)
    elif shift > 0 or (shift == 0 and not running and scene.direction == "future"):
        saturday += timedelta(days=7)
    return _span_of_days(saturday, 2)


def _month_shift(hit: Hit, scene: Scene) -> Stretch | None:
    base, shift = _anchored_shift(hit.parts["ms"], scene)
    if base is None or base.year is None or base.month is None or base.month > 12:
        return None
    return point(plus_months(base.year, base.month, shift))


def _same_day(hit: Hit, scene: Scene) -> Stretch | None:
    base = scene.before
    if base is None or base.day is None or base.year is None:
        return None
    return point(day_of(base.first + timedelta(days=hit.parts["sd"].startswith("следующ"))))


def _day_word(hit: Hit, scene: Scene) -> Stretch | None:
    days = by_stem(hit.parts["w"], lexicon().day)
    if scene.anchor is None or days is None:
        return None
    return point(day_of(scene.anchor + timedelta(days=days)))


def _edge(hit: Hit, scene: Scene) -> Stretch | None:
    """'до конца года', 'в начале недели'."""
    anchor = scene.anchor
    if anchor is None:
        return None
    if hit.parts["u"] == "месяца":
        return point(Period(year=anchor.year, month=anchor.month))
    if hit.parts["u"] == "недели":
        return _span_of_days(anchor - timedelta(days=anchor.isoweekday() - 1), 7)
    part, late = hit.parts["part"], anchor.month > 6
    if part.startswith("кон") and scene.direction == "past" and not late:
        return point(Period(year=anchor.year - 1))
    if part.startswith("нач") and scene.direction == "future" and late:
        return point(Period(year=anchor.year + 1))
    return point(Period(year=anchor.year))


_ONE = frozenset({"год", "годом", "месяц", "месяцем", "неделю", "неделей", "день", "днем", "сутки", "полгода"})


def _apart(hit: Hit, scene: Scene) -> Stretch | None:
    """'три года назад', 'двумя годами позже', 'через два месяца'."""
    unit, relation = hit.parts["u"], hit.parts["rel"]
    count = _count(hit.parts.get("n"), unit)
    base = _apart_base(relation, scene)
    if not count or base is None or base.year is None:
        return None
    sign = 1 if relation in {"спустя", "через", "позже", "позднее"} else -1
    if unit == "полгода":
        unit, count = "месяц", 6
    return _moved(base, unit, sign * count)


def _count(words: str | None, unit: str) -> int | None:
    if words is None:
        return 1 if unit in _ONE else None
    return int(words) if words.isdigit() else lexicon().numbers[words]


def _apart_base(relation: str, scene: Scene) -> Period | None:
    today = day_of(scene.anchor) if scene.anchor else None
    if relation.endswith("назад"):
        return today
    if relation == "через" and scene.tense != "past":
        return today
    if relation in {"ранее", "раньше"}:
        return scene.before or today
    return scene.before


def _moved(base: Period, unit: str, count: int) -> Stretch | None:
    assert base.year is not None
    if unit.startswith(("год", "лет")):
        return point(Period(year=base.year + count))
    if unit.startswith("месяц"):
        return point(plus_months(base.year, base.month, count)) if base.month and base.month <= 12 else None
    if base.day is None:
        return None
    weeks = unit.startswith("недел")
    day = day_of(base.first + timedelta(days=count * (7 if weeks else 1)))
    return point(replace(day, about=weeks))


_RESOLVERS: Mapping[str, Callable[[Hit, Scene], Stretch | None]] = {
    "iso": _figures,
    "figures": _figures,
    "day": _day,
    "days": _days,
    "month": _month,
    "months": _months,
    "month_adjective": _month_adjective,
    "quarter": lambda hit, scene: _spread(hit, scene, 3, 4),
    "half": _half,
    "decade": _decade,
    "years": _years,
    "year": _plain_year,
    "open_year": _plain_year,
    "year_shift": _plain_year,
    "season": _season,
    "seasons": _seasons,
    "winter": _season,
    "bound_season": _season,
    "weekday": _weekday,
    "week": _week,
    "weekend": _weekend,
    "month_shift": _month_shift,
    "same_day": _same_day,
    "apart": _apart,
    "edge": _edge,
    "day_word": _day_word,
}
