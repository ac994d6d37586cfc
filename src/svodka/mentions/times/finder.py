"""Every expression of time in an article, as mentions whose value is EDTF."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from svodka.knowledge.folding import folder
from svodka.language import Analysis, Sentence
from svodka.mentions.mention import Mention
from svodka.mentions.times.doubts import is_time
from svodka.mentions.times.patterns import Hit, Prefix, grammar, prefix
from svodka.mentions.times.period import Period, Stretch
from svodka.mentions.times.resolve import Scene, resolve
from svodka.mentions.times.tense import head_of, tense_at

_folded = folder(
    {
        "ё": "е",
        "Ё": "е",
        **dict.fromkeys("\xa0\u202f\u2009", " "),
        **dict.fromkeys("‐‑‒–—−", "-"),
        **dict.fromkeys("«»“”„", '"'),
    }
)
_RANGE = re.compile(r"\s?-\s?|\s+(?:по|до)\s+(?:(?:начал[ао]|середин[ау]|конец|конца)\s+)?")
_LIST = re.compile(r",?\s+(?:и|или)\s+(?:в\s+)?|,\s+(?:в\s+)?")
_GOES_ON = re.compile(r"(?:(?<![\w-])(?:а|и|но|затем|потом)|-)\s+(?:(?:еще|уже|лишь|только|позже|потом)\s+)?$")
_SINCE = frozenset({"с", "со", "начиная с", "начиная со", "после"})
_INSTRUMENTAL = ("ом", "ем")  # 'по сравнению с 2021 годом' opens nothing
_UNTIL = frozenset({"до", "к", "ко", "по", "вплоть до"})
_YEARS = ("y", "ys")  # a year in figures; a year by an adjective, 'прошлого года'
_BOUNDS = frozenset({"day", "figures", "iso", "month", "season", "bound_season", "year", "open_year", "weekday",
                     "day_word", "year_shift", "month_shift"})  # fmt: skip
_UNSIDED = frozenset(
    {"days", "months", "years", "month_adjective", "apart", "same_day"}
)  # their preposition opens no end
_ROLES = {
    "iso": "date", "figures": "date", "day": "date", "month": "month", "month_adjective": "month",
    "month_shift": "month", "year": "year", "open_year": "year", "year_shift": "year", "edge": "year",
    "decade": "year", "winter": "season", "season": "season", "bound_season": "season",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """An expression in its place: offsets count within the folded sentence."""

    hit: Hit
    lead: Prefix
    words: str
    until: Hit | None = None  # the other end of 'с марта по июнь'

    @property
    def end(self) -> int:
        return (self.until or self.hit).end


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """A time already resolved, for 'того же года' and 'двумя годами позже'."""

    sentence: int
    paragraph: int
    period: Period


_FIRST_NEWSPAPER = 1605


def find_times(analysis: Analysis) -> list[Mention]:
    """The times an article names, in order; what nothing settles is left out, never guessed.

    Values are EDTF, anchored on the article's day of publication; without one, a month keeps an unknown year
    ('XXXX-10') and words such as 'вчера' give nothing. `role` is date, month, year, season, range, since, until or
    relative. The span leaves out 'в' and 'на' and takes in a preposition that opens an end ('с 1995 года').
    """
    anchor = _anchor(analysis.article.published)
    mentions: list[Mention] = []
    named: list[_Named] = []
    for sentence in analysis.sentences:
        folded = fold(analysis.article.text[sentence.start : sentence.end])
        for found in _expressions(folded):
            if is_time(analysis.article.text, folded, sentence, found.hit, found.lead):
                mention = _mention(sentence, folded, found, anchor, named)
                mentions += [mention] if mention else []
    return mentions


def fold(text: str) -> str:
    """Lower case, one kind of dash, quote, blank and е, every character in its place."""
    plain = _folded(text)
    lower = plain.lower()
    return lower if len(lower) == len(plain) else "".join(c.lower() if len(c.lower()) == 1 else c for c in plain)


def _anchor(published: str | None) -> date | None:
    """The day of publication; a day before newspapers is a slip, and no anchor to count from."""
    try:
        day = date.fromisoformat(published or "")
    except ValueError:
        return None
    return day if day.year >= _FIRST_NEWSPAPER else None


def _expressions(folded: str) -> Iterator[_Found]:
    """The expressions of a sentence, lists completed and the two ends of a range joined."""
    hits = _completed(folded, list(grammar().hits(folded)))
    floor, at = 0, 0
    while at < len(hits):
        hit = hits[at]
        found = _Found(hit=hit, lead=prefix(folded, floor, hit.start), words=folded[hit.start : hit.end])
        if at + 1 < len(hits) and _is_range(folded, found, hits[at + 1]):
            at += 1
            found = replace(found, until=hits[at])
        yield found
        floor, at = found.end, at + 1


def _completed(folded: str, hits: list[Hit]) -> list[Hit]:
    """'5 и 7 марта', 'в 2015 и 2017 годах', 'в марте и апреле 2022 года': the last member serves the others."""
    for at in range(len(hits) - 2, -1, -1):
        hit, after = hits[at], hits[at + 1]
        gap = folded[hit.end : after.start]
        if hit.rule == "listed_day" and after.rule == "day":
            hits[at] = replace(hit, rule="day", parts=hit.parts | _lent(after, "m", *_YEARS))
        elif hit.rule == "listed_year":
            hits[at] = replace(hit, rule="year")
        elif _lacks_year(hit) and hit.rule == after.rule and (_LIST.fullmatch(gap) or _RANGE.fullmatch(gap)):
            hits[at] = replace(hit, parts=hit.parts | _lent(after, *_YEARS))
    return [hit for hit in hits if hit.rule not in {"listed_day", "listed_year"}]


def _lent(hit: Hit, *names: str) -> dict[str, str]:
    return {name: part for name, part in hit.parts.items() if name in names}


def _lacks_year(hit: Hit) -> bool:
    return hit.rule in {"month", "day", "season"} and not _lent(hit, *_YEARS)


def _is_range(folded: str, found: _Found, after: Hit) -> bool:
    gap = folded[found.hit.end : after.start]
    if not {found.hit.rule, after.rule} <= _BOUNDS or not _RANGE.fullmatch(gap):
        return False
    return "-" in gap or found.lead.prep in {"с", "со", "от", "начиная с", "начиная со"}


def _mention(
    sentence: Sentence, folded: str, found: _Found, anchor: date | None, named: list[_Named]
) -> Mention | None:
    first, last = _tokens(sentence, found.hit.start, found.end)
    head = head_of(sentence, first, last)
    scene = _scene(sentence, folded, found, anchor, named, head)
    stretch = _stretch(found, scene)
    if stretch is None or not stretch.valid:
        return None
    sided, role = _sided(found, stretch, scene)
    reference = stretch.lo or stretch.hi
    if reference and role != "until":
        named.append(_Named(sentence=sentence.index, paragraph=sentence.paragraph, period=reference))
    start = found.lead.outer if role in {"since", "until"} or _opens_range(found) else found.lead.start
    first, last = _tokens(sentence, start, found.end)
    return Mention(kind="time", start=sentence.start + start, end=sentence.start + found.end, value=sided.edtf(),
                   sentence=sentence.index, first=first, last=last, head=head, role=role)  # fmt: skip


def _tokens(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """The first and last token that share a character with the stretch."""
    start, end = sentence.start + start, sentence.start + end
    inside = [t.index for t in sentence.tokens if t.start < end and start < t.end]
    return inside[0], inside[-1]


def _scene(
    sentence: Sentence, folded: str, found: _Found, anchor: date | None, named: list[_Named], head: int
) -> Scene:
    here = [n.period for n in named if n.sentence == sentence.index]
    past = [n.period for n in named if n.paragraph == sentence.paragraph and _not_after(n.period, anchor)]
    earlier = here or past
    joint = _GOES_ON.search(folded, 0, found.lead.outer)
    return Scene(
        anchor=anchor,
        tense=tense_at(sentence, head),
        prep=found.lead.prep,
        part=found.lead.part,
        here=here[-1] if here else None,
        before=earlier[-1] if earlier else None,
        goes_on=bool(joint) and bool(here),
    )


def _not_after(period: Period, anchor: date | None) -> bool:
    return anchor is None or period.year is None or period.first <= anchor


def _stretch(found: _Found, scene: Scene) -> Stretch | None:
    """The stretch of the expression; of a range, the later end is settled first."""
    if found.until is None:
        return resolve(found.hit, scene)
    hi = resolve(found.until, replace(scene, prep=""))
    if hi is None or hi.hi is None:
        return None
    lo = resolve(found.hit, replace(scene, prep=""))
    if lo is None or lo.lo is None:
        return None
    first, last = lo.lo, hi.hi
    if not _lent(found.hit, *_YEARS) and last.year and first.month:
        first = first.in_year(last.year)
    if first.year and last.year and first.first > last.last:
        explicit = _lent(found.hit, *_YEARS)
        first, last = (first, last.in_year(first.year)) if explicit else (first.in_year(last.year - 1), last)
    return Stretch(lo=first, hi=last)


def _opens_range(found: _Found) -> bool:
    ranged = found.until is not None or found.hit.rule in {"days", "months", "seasons", "years"}
    return ranged and found.lead.prep in {"с", "со", "от", "начиная с", "начиная со"}


def _sided(found: _Found, stretch: Stretch, scene: Scene) -> tuple[Stretch, str]:
    """What the preposition makes of the stretch, and the role."""
    prep, rule = scene.prep, found.hit.rule
    part = scene.part or found.hit.parts.get("part", "")
    if found.until or rule in _UNSIDED:
        return stretch, "relative" if rule in {"apart", "same_day"} else _role(found, stretch)
    if (prep in _SINCE and not found.words.endswith(_INSTRUMENTAL)) or prep.startswith(("не раньше", "не ранее")):
        lo = stretch.lo and replace(stretch.lo, about=part.startswith(("середин", "конц", "конец")))
        return Stretch(lo=lo, hi=None), "since"
    if _closes(found, prep):
        return Stretch(lo=None, hi=stretch.hi), "until"
    if prep.startswith(("примерно", "ориентировочно", "приблизительно", "предположительно", "около")):
        about = [p and replace(p, about=True) for p in (stretch.lo, stretch.hi)]
        return Stretch(lo=about[0], hi=about[1]), _role(found, stretch)
    return stretch, _role(found, stretch)


def _closes(found: _Found, prep: str) -> bool:
    if prep == "на":
        return found.hit.parts.get("w", "").startswith("сегодня")  # 'на сегодня поставлены шесть'
    if prep == "по" and found.hit.rule in {"month", "year", "year_shift"}:
        return not found.words.endswith(("ам", "е", "у", "ю"))  # 'по 2028 год', 'по июнь', but 'итоги по августу'
    return prep in _UNTIL or prep.startswith(("не позднее", "не позже"))


def _role(found: _Found, stretch: Stretch) -> str:
    if stretch.lo != stretch.hi:
        return "range"
    return _ROLES.get(found.hit.rule, "relative")
