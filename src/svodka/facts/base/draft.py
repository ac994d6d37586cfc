"""A fact in the making, and the small conversions that every fact reader needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from svodka.language import Sentence
from svodka.mentions import Mention, Reading
from svodka.model import Evidence, FactType, Modality, Said, Value

Slots = Mapping[str, tuple[Value, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What one rule read at one trigger. Who said it is added afterwards, unless `said` is given."""

    type: FactType
    stage: str | None
    modality: Modality = "asserted"
    slots: Slots = field(default_factory=dict)
    time: tuple[Value, ...] = ()
    sentence: int  # where the trigger stands
    trigger: int
    evidence: Evidence
    rule: str  # 'transfer.noun', 'meeting.talks' …
    trail: tuple[str, ...] = ()
    confidence: float = 0.8
    said: Said | None = None


def value_of(reading: Reading, mention: Mention, value: str | None = None) -> Value:
    """The mention as a slot's value; `value` replaces its canonical form."""
    return Value(
        value=mention.value if value is None else value,
        text=reading.text[mention.start : mention.end],
        start=mention.start,
        end=mention.end,
    )


def value_at(reading: Reading, start: int, end: int, value: str) -> Value:
    """A canonical value read from the given characters."""
    return Value(value=value, text=reading.text[start:end], start=start, end=end)


def value_of_tokens(reading: Reading, sentence: Sentence, first: int, last: int, value: str) -> Value:
    """A canonical value read from tokens `first` to `last` (inclusive)."""
    return value_at(reading, sentence.tokens[first].start, sentence.tokens[last].end, value)


def evidence_of(reading: Reading, sentence: Sentence, tokens: Iterable[int], values: Iterable[Value] = ()) -> Evidence:
    """The shortest stretch of the sentence that holds the tokens and those of the values that stand in it."""
    held = [sentence.tokens[t] for t in tokens]
    inside = [v for v in values if sentence.start <= v.start and v.end <= sentence.end]
    start = min([t.start for t in held] + [v.start for v in inside])
    end = max([t.end for t in held] + [v.end for v in inside])
    start, end = _whole_quotes(reading.text, start, end)
    return Evidence(start=start, end=end, text=reading.text[start:end])


def _whole_quotes(text: str, start: int, end: int) -> tuple[int, int]:
    """Takes in the quotation mark that a name at the edge has lost: 'комплексов "Тор' → 'комплексов "Тор"'."""
    stretch = text[start:end]
    for opening, closing in (('"', '"'), ("«", "»"), ("“", "”")):
        unbalanced = stretch.count('"') % 2 if opening == closing else stretch.count(opening) - stretch.count(closing)
        if unbalanced > 0 and text[end : end + 1] == closing:
            return start, end + 1
        if unbalanced and text[max(0, start - 1) : start] == opening:
            return start - 1, end
    return start, end


def all_values(slots: Slots) -> list[Value]:
    """Every value of every slot."""
    return [value for values in slots.values() for value in values]
