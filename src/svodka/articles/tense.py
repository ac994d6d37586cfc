"""Whether a moment named in a sentence lies behind the writer or ahead, told by the nearest verb."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from svodka.articles.morphology import likeliest_tag
from svodka.model import Span

Tense = Literal["past", "present", "future", "open"]

_WORD = re.compile(r"[А-Яа-яЁё-]+")
_SENTENCE_END = re.compile(r"[.!?…;][\"»”)]*\s+(?=[А-ЯЁA-Z\"«“(])|\n")
_TO_BE = re.compile(r"(?<!\w)буд(?:ет|ут)\s+(?:\w+\s+)?$")
_COMMA_COST = 10  # words: a verb beyond a comma is in another clause as a rule
_REPORTING = re.compile(
    r"(?:сообщ|заяв|сказа|рассказ|объяв|передае|отме[тч]|уточн|поясн|добав|подчеркн|подтверд|опроверг|говор|пис[ал]|счита)"
)
_PLANNING = re.compile(
    r"(?:планир|намер|ожида|рассчитыва|предполага|собира|предсто|долж|намеч|заплан|может|могут|готов(?!ят|ит|ил)|предстан|обеща)"
)
_MATTER = re.compile(  # 'договорились о поставке в 2025 году': the year belongs to the supply, not to the agreement
    r"(?:^|\s)(?:о|об|на|для|к)\s+(?:[а-яё-]+\s+){0,3}?[а-яё]+(?:к[уеи]|ках|ни[еию]|ниях|ч[уе]|чах|ств[оеу])(?!\w)"
)
_COMMITTED = re.compile(  # 'предусматривал поставку в 2026 году', 'обязался': the act is past, the year may be ahead
    r"(?:планир|запланир|намер|намеч|ожида|рассчитыва|рассчита|предполага|собира|предсто|должен|должн|обеща|пообеща|обяза"
    r"|предусм|предусматрив|предлага|предлож|проси|попроси|реши|гарантир|назнач|перенес|отложи)"
)
_WOULD, _WOULD_BEFORE = re.compile(r"\s+бы(?!\w)"), re.compile(r"(?<!\w)(?:что)?бы\s+(?:\w+\s+){0,2}$", re.I)
_WAS = re.compile(r"\s+был[аои]?(?!\w)")  # 'должен был войти в строй в 2020 году' was written before 2020 or after
_NOUN_BEFORE = re.compile(r"(?<!\w)(?:с|до|от|из|после|около|в|к|раньше|позднее)\s+$")  # 'до начала', 'из стали'


@dataclass(frozen=True, slots=True, kw_only=True)
class _Verb:
    span: Span
    word: str
    tense: Tense
    kind: str  # pymorphy3's part of speech


def sentence_around(text: str, span: Span) -> Span:
    """The sentence (roughly cut) in which `span` stands."""
    start, end = 0, len(text)
    for match in _SENTENCE_END.finditer(text):
        if match.end() <= span.start:
            start = match.end()
        elif match.start() >= span.end:
            end = match.start() + 1
            break
    return Span(start=start, end=end)


def is_reporting(word: str) -> bool:
    """Whether a verb tells that something was told: 'сообщило', 'заявил', 'передаёт'."""
    return _REPORTING.match(word) is not None


def tense_at(text: str, span: Span) -> Tense:
    """The tense of the verb that `span` (an expression of time) goes with; 'open' where nothing is sure."""
    verb = verb_at(text, span)
    if verb is None or (verb.tense == "past" and _COMMITTED.match(verb.word)):
        return "open"
    if verb.tense == "future" and verb.kind in ("ADJS", "PRED", "PRTS", "PRTF") and _WAS.match(text, verb.span.end):
        return "open"
    return verb.tense


def verb_at(text: str, span: Span) -> _Verb | None:
    """The verb nearest to `span` in its sentence: its own clause comes first, and words of telling last."""
    sentence = sentence_around(text, span)
    verbs = list(_verbs(text, sentence))
    reachable = [
        (distance, verb) for verb in verbs
        if (distance := _distance(text, verb, span)) < _COMMA_COST or not is_reporting(verb.word)
    ]  # fmt: skip
    if not reachable:
        return None
    _, nearest = min(reachable, key=lambda pair: pair[0])
    if _WOULD.match(text, nearest.span.end) or _WOULD_BEFORE.search(text, sentence.start, nearest.span.start):
        return None
    between = text[nearest.span.end : span.start].lower() if nearest.span.end <= span.start else ""
    if _MATTER.search(between):
        return None
    return _governed(text, nearest, verbs) if nearest.kind == "INFN" else nearest


def _governed(text: str, infinitive: _Verb, verbs: list[_Verb]) -> _Verb | None:
    """The verb over an infinitive, if it looks ahead: 'рассчитывает получить'; 'обещал поставить' tells nothing."""
    near = [verb for verb in verbs if verb.kind != "INFN" and _distance(text, verb, infinitive.span) < _COMMA_COST]
    over = min(near, key=lambda verb: _distance(text, verb, infinitive.span), default=None)
    return over if over and over.tense == "future" else None


def _distance(text: str, verb: _Verb, span: Span) -> int:
    between = text[verb.span.end : span.start] if verb.span.end <= span.start else text[span.end : verb.span.start]
    breaks = len(re.findall(r"[,;:()]|\s[-–—]\s", between))
    return len(between.split()) + _COMMA_COST * breaks


def _verbs(text: str, sentence: Span) -> Iterator[_Verb]:
    for match in _WORD.finditer(text, sentence.start, sentence.end):
        word = match.group().lower()
        before = text[max(sentence.start, match.start() - 12) : match.start()].lower()
        reading = None if _NOUN_BEFORE.search(before) else _reading(word)
        if reading:
            tense, kind = reading
            if kind == "PRTS" and _TO_BE.search(text, sentence.start, match.start()):
                tense = "future"
            yield _Verb(span=Span(start=match.start(), end=match.end()), word=word, tense=tense, kind=kind)


@lru_cache(maxsize=20_000)
def _reading(word: str) -> tuple[Tense, str] | None:
    """Tense and part of speech of a verb form; None for any other word."""
    tag = likeliest_tag(word)
    kind = str(tag.POS)
    if kind not in ("VERB", "INFN", "PRTS", "PRTF", "ADJS", "PRED"):
        return None
    if kind == "INFN":
        return "open", kind
    if _PLANNING.match(word) and tag.tense != "past":
        return "future", kind
    if _PLANNING.match(word) and kind in ("PRTS", "PRTF"):  # 'намечено на осень'
        return "future", kind
    if kind in ("ADJS", "PRED"):
        return None
    tenses: dict[str, Tense] = {"past": "past", "pres": "present", "futr": "future"}
    return (tenses[tag.tense], kind) if tag.tense in tenses else None
