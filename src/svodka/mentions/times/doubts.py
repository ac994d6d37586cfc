"""Expressions that look like a time and are none."""

from __future__ import annotations

import re
from collections.abc import Callable

from svodka.language import Sentence
from svodka.mentions.times.lexicon import lexicon
from svodka.mentions.times.patterns import Hit, Prefix

_NAMES = frozenset({"day", "days", "month", "months", "month_adjective", "season", "bound_season", "weekday"})
_LAST_WORD = re.compile(r"(\w+)\W*$")
_NEXT_WORD = re.compile(r"\s+(\w+)")
_OPENING = re.compile(r"[\s\"'(-]*$")


def is_time(text: str, folded: str, sentence: Sentence, hit: Hit, lead: Prefix) -> bool:
    """Whether none of the doubts applies to an expression."""
    whole = text[sentence.start : sentence.end]
    return not any(doubt(whole, folded, sentence, hit, lead) for doubt in _DOUBTS)


def _is_name(whole: str, folded: str, sentence: Sentence, hit: Hit, lead: Prefix) -> bool:
    """'улица 8 Марта', 'Октябрьский район': a capital where the sentence gives no cause for one."""
    if hit.rule not in _NAMES or whole.isupper():
        return False
    start = hit.start if hit.rule not in {"day", "days"} else folded.index(hit.parts["m"], hit.start)
    return whole[start].isupper() and not _OPENING.fullmatch(folded, 0, start)


def _is_mark(whole: str, folded: str, sentence: Sentence, hit: Hit, lead: Prefix) -> bool:
    """'1975 года рождения', 'образца 1943 года'."""
    if hit.rule != "year":
        return False
    after, before = _NEXT_WORD.match(folded, hit.end), _LAST_WORD.search(folded, 0, hit.start)
    words = lexicon()
    return (after is not None and after[1] in words.unless_after) or (
        before is not None and before[1] in words.unless_before
    )


def _is_vague(whole: str, folded: str, sentence: Sentence, hit: Hit, lead: Prefix) -> bool:
    """'более двух лет назад'; 'двадцать два года назад', of which only 'два года' would be read."""
    before = _LAST_WORD.search(folded, 0, hit.start)
    if hit.rule != "apart" or before is None:
        return False
    return before[1] in lexicon().vague or before[1] in lexicon().numbers or before[1].isdigit()


def _is_unbound(whole: str, folded: str, sentence: Sentence, hit: Hit, lead: Prefix) -> bool:
    """'праздник весны', 'окружающая среда': words that name a time only behind a preposition or with more words."""
    if hit.rule == "bound_season":
        return not (lead.prep or lead.part or {"ss", "y", "ys"} & hit.parts.keys())
    if hit.rule == "weekday" and "wds" not in hit.parts:
        return not lead.prep or (hit.parts["wd"] == "среде" and lead.prep not in {"к", "по"})
    return False


def _is_preposition(whole: str, folded: str, sentence: Sentence, hit: Hit, lead: Prefix) -> bool:
    """'накануне саммита' names no day."""
    if hit.parts.get("w") != "накануне":
        return False
    after = next((t for t in sentence.tokens if t.start >= sentence.start + hit.end), None)
    own = next((t for t in sentence.tokens if t.end == sentence.start + hit.end), None)
    governs = after is not None and after.pos in {"NOUN", "PROPN", "ADJ", "DET", "PRON", "NUM"}
    return (own is not None and own.pos == "ADP") or (governs and after is not None and after.feat("Case") == "Gen")


_DOUBTS: tuple[Callable[[str, str, Sentence, Hit, Prefix], bool], ...] = (
    _is_name,
    _is_mark,
    _is_vague,
    _is_unbound,
    _is_preposition,
)
