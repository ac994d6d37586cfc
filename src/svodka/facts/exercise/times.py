"""When an exercise is held: its first day, its last day, or the whole of it."""

from __future__ import annotations

from collections.abc import Iterable

from svodka.facts.base.draft import value_of
from svodka.facts.base.timing import SPEECH_LEMMAS, governor_of
from svodka.facts.exercise.events import Event, elliptic, gap_of
from svodka.facts.exercise.words import course_words
from svodka.language import Sentence, Token
from svodka.language.tree import clause_head, subtree
from svodka.mentions import Mention, Reading
from svodka.model import Value


def gather_time(reading: Reading, sentence: Sentence, event: Event, verbs: Iterable[Token], token: int) -> None:
    """Puts the times of the clauses that tell of the exercise where they belong."""
    heads = {clause_head(sentence, v.index): v for v in reversed(list(verbs))}
    own = {*subtree(sentence, token), *gap_of(sentence, token)}
    others: set[int] = set()
    for other in elliptic(sentence):
        others |= set() if other == token else {*subtree(sentence, other), *gap_of(sentence, other)}
    for mention in reading.within(sentence, "time"):
        governor = governor_of(sentence, mention)
        if mention.head in others:
            continue
        if gap_of(sentence, token) and mention.head not in own:
            continue
        if governor >= 0 and sentence.tokens[governor].lemma in SPEECH_LEMMAS:
            continue
        verb = heads.get(clause_head(sentence, mention.head))
        direct = sentence.tokens[governor] if governor >= 0 else None
        if direct is not None and any(v.index == direct.index for v in heads.values()):
            verb = direct
        if verb is not None:
            _place(reading, event, mention, verb.lemma.replace("ё", "е"))
        elif mention.head in own:
            _place(reading, event, mention, "")


def _place(reading: Reading, event: Event, mention: Mention, lemma: str) -> None:
    words, value = course_words(), value_of(reading, mention)
    if "/" in value.value and ".." not in value.value:
        event.whole = event.whole or value
    elif value.value.startswith("../") or lemma in words.end:
        event.end = event.end or value
    elif lemma in words.begin:
        event.start = event.start or value
    else:
        event.whole = event.whole or value


def period(event: Event) -> tuple[Value, ...]:
    """The time of the exercise: the whole, or its first and last day joined; an end alone tells no time."""
    if event.start is not None and event.end is not None:
        first, last = event.start, event.end
        end = last.value.removeprefix("../")
        if "/" not in first.value and "/" not in end and first.value < end:
            joined = Value(value=f"{first.value}/{end}", text=first.text, start=first.start, end=first.end)
            return (joined,)
    if event.whole is not None:
        return (event.whole,)
    return (event.start,) if event.start is not None else ()
