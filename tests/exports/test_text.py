"""Reports read well at a terminal and give a hostile text no power over it."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from svodka.exports.text import print_record, print_report, summary
from svodka.exports.wording import TITLES, word
from svodka.knowledge.countries import countries
from svodka.knowledge.english import english_country
from svodka.model import Fact, Record, Said
from tests.builders import article, evidence_in, fact, value

TEXT = "Россия поставит Белоруссии С-400."

WORDS = [
    (fact("transfer", {"supplier": ["RU"], "recipient": ["BY"], "item": ["С-400"]}, stage="considered",
          modality="conditional"), "Russia → Belarus: С-400", "considered (conditional)"),
    (fact("transfer", {"recipient": ["IN"], "item": ["Су-30СМ"], "quantity": ["12 самолёт"], "part": ["вторая партия"],
                       "price": ["USD 1000000000"]}, stage="in_delivery"),
     "to India: Су-30СМ (12 самолёт), вторая партия, price USD 1000000000", "in delivery"),
    (fact("transfer", {"supplier": ["KP"], "item": ["снаряд"]}, stage="delivered", modality="denied"),
     "from North Korea: снаряд", "delivered (denied)"),
    (fact("service", {"provider": ["Алмаз-Антей"], "customer": ["BY"], "item": ["Тор"], "kind": ["spare_parts"]},
          stage="offered"), "Алмаз-Антей → Belarus: spare parts of Тор", "offered"),
    (fact("service", {"kind": ["training"]}, stage="done"), "training", "done"),
    (fact("deployment", {"sender": ["RU"], "host": ["SY"], "what": ["Ка-52", "Ми-28Н"], "place": ["Хмеймим"],
                         "purpose": ["патрулирование"]}, stage="done"),
     "Russia → Syria: Ка-52, Ми-28Н, in Хмеймим, for патрулирование", "done"),
    (fact("agreement", {"parties": ["RU", "IR"], "form": ["treaty"], "subject": ["партнёрство"],
                        "signatories": ["Иванов"]}, stage="signed"),
     "Russia + Iran: treaty on партнёрство, signed by Иванов", "signed"),
    (fact("agreement", {}, stage="planned"), "agreement", "planned"),
    (fact("exercise", {"name": ["Запад-2021"], "participants": ["RU", "BY"], "forces": ["Ту-160"], "place": ["Брест"]},
          stage="held"), "Запад-2021: Russia + Belarus, forces Ту-160, in Брест", "held"),
    (fact("exercise", {"participants": ["SU"]}, stage="held"), "exercise: Soviet Union", "held"),
    (fact("facility", {"kind": ["service_centre"], "owner": ["RU"], "host": ["BY"], "part_of": ["СПРН"]},
          stage="operating"),
     "service centre of Russia in Belarus, part of СПРН", "operating"),
    (fact("formation", {"name": ["ЕРС ПВО"], "members": ["RU", "BY"], "components": ["1-я армия"]}, stage="operating"),
     "ЕРС ПВО of Russia + Belarus, with 1-я армия", "operating"),
    (fact("meeting", {"participants": ["Иванов", "Петров"], "form": ["talks"], "place": ["Минск"], "topics": ["ВТС"]},
          stage="held"), "Иванов, Петров: talks in Минск about ВТС", "held"),
    (fact("position", {"person": ["Иванов"], "office": ["министр обороны"], "country": ["BY"]}, stage="current"),
     "Иванов: министр обороны, Belarus", "current"),
    (fact("production", {"item": ["С-400"], "maker": ["Алмаз-Антей"]}), "С-400 made by Алмаз-Антей", ""),
    (fact("statement", {"speaker": ["Иванов"], "quote": ["Договор готов"]}), "Иванов: “Договор готов”", ""),
    (fact("statement", {"quote": ["Договор готов"]}), "“Договор готов”", ""),
]  # fmt: skip


@pytest.mark.parametrize(("read", "what", "status"), WORDS, ids=[what for _, what, _ in WORDS])
def test_facts_in_words(read: Fact, what: str, status: str) -> None:
    assert (word(read).what, word(read).status) == (what, status)


def test_details_tell_when_and_who() -> None:
    said = Said(by=(value("Игорь Голуб"),), on="2021-01-14", via=(value("БелТА"), value("Интерфакс")))
    read = fact("transfer", {"item": ["С-400"], "contract_time": ["2020"]}, stage="ordered", time="2022", said=said)
    assert word(read).details == ("2022", "contract 2020", "said by Игорь Голуб on 2021-01-14", "via БелТА, Интерфакс")


def test_every_country_has_an_english_name() -> None:
    assert [code for code in countries() if english_country(code) == code] == []


def test_every_type_of_fact_has_a_heading() -> None:
    assert {read.type for read, _, _ in WORDS} == TITLES.keys()


def _record(text: str = TEXT, **known: str | None) -> Record:
    evidence = (evidence_in(text, text),)
    slots = {"supplier": ["RU"], "recipient": ["BY"], "item": [text]}
    return Record(article=article(text, **known), entities=(), facts=(fact("transfer", slots, evidence=evidence),))


def _printed(record: Record, width: int, *, terminal: bool = False) -> str:
    file = io.StringIO()
    print_record(record, Console(file=file, width=width, force_terminal=terminal, highlight=False, markup=False))
    return file.getvalue()


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_too_wide_or_ends_in_blanks(width: int) -> None:
    lines = _printed(_record(TEXT * 9 + "ж" * 300), width).splitlines()
    assert max(map(len, lines)) <= width
    assert [line for line in lines if line != line.rstrip()] == []


@pytest.mark.parametrize(
    "hostile", ["\x1b[31mкрасный\x1b]0;имя\x07", "\u202eоборот", "[bold]жирный[/bold]", "a\rb\x00"]
)
@pytest.mark.parametrize("terminal", [False, True])
def test_hostile_text_is_shown_not_obeyed(hostile: str, terminal: bool) -> None:
    printed = _printed(_record(hostile, title=hostile, outlet=hostile), 100, terminal=terminal)
    assert not {"\u202e", "\x00", "\r", "\x07"} & set(printed)
    assert "\x1b]" not in printed and "\x1b[31mкрасный" not in printed
    if "bold" in hostile:
        assert "[bold]жирный[/bold]" in printed


def test_a_file_gets_no_colours_and_ends_with_the_summary() -> None:
    file = io.StringIO()
    print_report([_record()], file)
    assert "\x1b" not in file.getvalue()
    assert file.getvalue().rstrip().splitlines()[-1] == "1 fact: 1 transfer; 0 entities"


def test_the_trail_is_printed_on_request() -> None:
    file = io.StringIO()
    print_report([_record()], file, trail=True)
    assert "rule test, confidence 0.90" in file.getvalue()


def test_an_empty_record_says_so() -> None:
    record = Record(article=article(), entities=(), facts=())
    assert summary(record) == "No facts of military-technical cooperation; 0 entities"
