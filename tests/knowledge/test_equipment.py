"""The catalogue of equipment: the data's own rules, and spellings found in plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from pymorphy3 import MorphAnalyzer

from svodka.knowledge.designations import designation_index, inflected, skeleton
from svodka.knowledge.equipment import Designation, Spelling, catalogue, spelt_value
from svodka.knowledge.phrases import make_term
from svodka.knowledge.tables import read_table

DOMAINS = {"air", "missile", "land", "sensor", "sea", "arms", "other"}


def test_the_catalogue_is_large_and_wide() -> None:
    known = catalogue()
    countries = {code for d in known.designations for code in d.origin}
    assert len(known.designations) >= 450
    assert countries >= {"RU", "BY", "UA", "US", "TR", "KR", "CN", "IR", "IL", "IN", "PK", "JP", "FR", "DE", "BR", "ZA"}


def test_rows_are_sound() -> None:
    known = catalogue()
    seen = set()
    for designation in known.designations:
        key = (skeleton(designation.name), designation.equipment_class.key)
        assert key not in seen, f"{designation.name} is listed twice"
        seen.add(key)
        assert designation.origin, f"{designation.name} has no country of origin"
        assert all(re.fullmatch("[A-Z]{2}", code) for code in designation.origin), designation.name
        mixed = re.search(r"[A-Za-z][А-Яа-яЁё]|[А-Яа-яЁё][A-Za-z]", designation.name)
        assert not mixed, f"{designation.name} mixes two alphabets"


def test_classes_and_their_words() -> None:
    known = catalogue()
    words = read_table("equipment_words.tsv", 3)
    assert len({w[0] for w in words}) == len(words)
    assert {w[1] for w in words} == set(known.classes)
    assert {c.domain for c in known.classes.values()} == DOMAINS
    assert all(c.value and c.english and c.unit for c in known.classes.values())


def _spellings() -> Iterator[tuple[Designation, Spelling]]:
    return ((d, s) for d in catalogue().designations for s in d.spellings)


def test_no_spelling_names_two_things() -> None:
    """What is believed without a word of its class must not need one to be told from another thing."""
    believed: dict[tuple[str, ...], list[tuple[Designation, Spelling]]] = {}
    for designation, spelling in _spellings():
        if spelling.policy != "class":
            key = tuple(re.findall(r"[^\W\d_]+|\d+", skeleton(spelling.text)))
            believed.setdefault(key, []).append((designation, spelling))
    for key, found in believed.items():
        assert len({d.equipment_class.key for d, _ in found}) == 1, key
        assert len({d.name for d, s in found if s.text not in d.nicknames}) <= 1, key


def test_everyday_words_need_quotation_marks() -> None:
    """A Russian word of the dictionary names equipment by itself only where nothing else bears it in the press."""
    known, allowed = MorphAnalyzer().word_is_known, {"МиГ", "АКМ", "СВЧ", "Пэтриот", "Искандер", "Арджун", "Акаш",
                                                     "СКАЛЬП", "Скорпен"}  # fmt: skip
    free = {s.text for _, s in _spellings() if s.policy == "free" and re.fullmatch("[А-Яа-яЁё]+", s.text)}
    assert {text for text in free if known(text.lower())} <= allowed


def test_values_are_spellings_of_the_same_thing() -> None:
    for designation, spelling in _spellings():
        assert spelling.value in {spelling.text, designation.name}, spelling
        digits = [c for c in spelling.text if c.isdigit()]
        assert [c for c in spelling.value if c.isdigit()] == digits, f"{spelling.text} loses its version"


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("С-400", "C-400", "С-400"),
        ("Т-90", "Т90", "Т-90"),
        ("Leopard 2", "Леопард-2", "Leopard 2"),
        ("Abrams", "Абрамс", "Abrams"),
        ("Л-39", "L-39", "L-39"),
        ("F-16", "Ф-16", "Ф-16"),
        ("Восток-Д", "Восток-Э", "Восток-Э"),
        ("Spike", "Spike LR2", "Spike LR2"),
        ("Hürjet", "Hurjet", "Hurjet"),
        ("Пинака", "Pinaka", "Pinaka"),
    ],
)
def test_the_value_of_a_spelling(name: str, text: str, value: str) -> None:
    assert spelt_value(name, text) == value


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Су-30 СМ, Су‑30СМ, Су30СМ", ["Су-30СМ"] * 3),
        ("T-90, Т-90 С, Т-90СМ", ["Т-90", "Т-90С", "Т-90СМ"]),
        ("С-300ПМУ-2 и С-300 ПМУ2", ["С-300ПМУ-2", "С-300ПМУ-2"]),
        ("МиГ-29М/М2, F-35A, Ми-171А3", ["МиГ-29М/М2", "F-35A", "Ми-171А3"]),
        ("F-16 Block 72, Leopard 2A9", ["F-16 Block 72", "Leopard 2A9"]),
        ("С-400М латиницей C-400M", ["С-400М", "С-400М"]),
        ("Байрактаров, Панцирей-С1, МиГами", ["Bayraktar", "Панцирь-С1", "МиГ"]),
        ("С 400 рублей, су-30, XСу-30, Су-30ми", []),
    ],
)
def test_spellings(text: str, values: list[str]) -> None:
    hits = designation_index().find(text)
    assert [hit.value(hit.readings[0], text) for hit in hits] == values


def test_hits_point_at_the_original() -> None:
    text = "Купили «Мистрали» и Т‑90 С."
    assert [text[hit.start : hit.end] for hit in designation_index().find(text)] == ["Мистрали", "Т‑90 С"]


def test_inflection_and_terms() -> None:
    assert {"ПАНЦИРЕЙ", "ПАНЦИРЯМИ"} <= inflected("ПАНЦИРЬ")
    assert {"ПИНАКИ", "ПИНАК"} <= inflected("ПИНАКА")
    assert inflected("С") == {"С"}
    term = make_term("система противовоздушной обороны", None)
    assert (term.keys, term.head) == (("система", "=противовоздушной", "=обороны"), 0)
    assert make_term("зенитный ракетный комплекс", None).head == 2
