"""Overlapping highlights: whatever the spans, no character is lost or doubled and every key finds its words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from svodka.exports.stretches import Marks, Stretch, cut
from svodka.model import Span

TEXT = "Россия поставит Белоруссии С-400 и «Панцирь-С»."
WHOLE = Span(start=0, end=len(TEXT))
at = st.integers(0, len(TEXT))
spans = st.tuples(at, at).map(lambda pair: Span(start=min(pair), end=max(pair)))
marks = st.dictionaries(st.sampled_from("abcd"), st.lists(spans, max_size=3))


def told(stretches: list[Stretch]) -> str:
    return "".join(words.text for stretch in stretches for words in stretch.words)


@given(marks, marks, spans)
def test_the_words_stay_whole(evidence: Marks, values: Marks, within: Span) -> None:
    assert told(cut(TEXT, within, evidence, values)) == within.of(TEXT)


@given(marks)
def test_every_key_lights_exactly_its_characters(evidence: Marks) -> None:
    lit: dict[str, set[int]] = {key: set() for key in evidence}
    place = 0
    for stretch in cut(TEXT, WHOLE, evidence, {}):
        length = sum(len(words.text) for words in stretch.words)
        for key in stretch.evidence:
            lit[key] |= set(range(place, place + length))
        place += length
    assert lit == {key: {i for s in found for i in range(s.start, s.end)} for key, found in evidence.items()}


def test_neighbours_with_the_same_keys_are_one_stretch() -> None:
    evidence = {"a": [Span(start=0, end=15)], "b": [Span(start=7, end=26)]}
    values = {"a": [Span(start=0, end=6)]}
    found = [(s.evidence, [(w.text, w.values) for w in s.words]) for s in cut(TEXT, WHOLE, evidence, values)]
    assert found == [
        (("a",), [("Россия", ("a",)), (" ", ())]),
        (("a", "b"), [("поставит", ())]),
        (("b",), [(" Белоруссии", ())]),
        ((), [(" С-400 и «Панцирь-С».", ())]),
    ]
