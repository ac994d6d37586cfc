"""Questions to the register."""

from __future__ import annotations

import subprocess
import sys

import pytest

from svodka.model import Record
from svodka.query import NotFound, Query, RecordFilter
from svodka.register import Register
from tests.register import story
from tests.register.test_joining import filled
from tests.register.told import says, told

QUOTED = "Министр сказал: «Поставки истребителей идут по графику». Других новостей о самолётах он не привёл."


def quotation() -> Record:
    quote = "Поставки истребителей идут по графику"
    return told(QUOTED, says(QUOTED, "statement", {"speaker": "Министр", "quote": quote}), published="2020-05-05")


@pytest.mark.parametrize(("wanted", "titles"), [
    (RecordFilter(type="exercise", limit=1), ["Запад-2025 · BY + RU"]),
    (RecordFilter(type="transfer", countries=("Белоруссия",), stage="planned"), ["RU · BY · Су-30СМ2"]),
    (RecordFilter(party="Zapad-2025"), ["Запад-2025 · BY + RU"]),
    (RecordFilter(type="transfer", since="2024-09"), ["RU · BY · Су-30СМ2"]),
    (RecordFilter(until="2016"), ["RU · BY · Су-30СМ"]),
    (RecordFilter(type="transfer", countries=("FR",)), []),
])  # fmt: skip
def test_filters(register: Register, wanted: RecordFilter, titles: list[str]) -> None:
    assert [row.title for row in filled(register, story.ALL).records(wanted)] == titles


def test_a_country_that_is_none(register: Register) -> None:
    with pytest.raises(NotFound, match="Атлантида: no such country"):
        Query(register).records(RecordFilter(countries=("Атлантида",)))


@pytest.mark.parametrize("words", ["поставка истребителя", "поставок", "ИСТРЕБИТЕЛЬ график", "самолет новость"])
def test_search_finds_any_form(register: Register, words: str) -> None:
    register.add(quotation(), "1.0", lemmas={"поставки": "поставка", "поставок": "поставка", "самолетах": "самолет"})

    register.add(story.OTHERS[2], "1.0")
    found = next(each for each in Query(register).search(words) if each.published == "2020-05-05")
    assert bool(found.quotes) == ("самолет" not in words)


def test_search_by_a_lemma_that_the_text_does_not_hold(register: Register) -> None:
    register.add(quotation(), "1.0", lemmas={"идут": "идти", "привел": "привести"})
    query = Query(register)
    assert len(query.search("идти")) == len(query.search("привести")) == 1
    assert query.search("идти", as_of="2019") == query.search("ничего такого") == query.search("...") == []


def test_search_goes_on_until_enough_was_known(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest articles are ranked first, but a question about an earlier day is not answered by them."""
    monkeypatch.setattr("svodka.register.words.RANKED", 2)
    for year in range(2010, 2020):
        register.add(told(f"Новости {year}: поставка истребителей.", published=f"{year}-05-05"), "1.0")
    query = Query(register)
    assert [found.published for found in query.search("поставка", as_of="2011")] == ["2011-05-05", "2010-05-05"]
    assert len(query.search("поставки", limit=7)) == 7
    assert len(query.search("поставки")) == 10


def test_the_server_needs_no_language_models() -> None:
    code = "import sys, svodka.query; print([m for m in sys.modules if 'language' in m.split('.') or m == 'numpy'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
