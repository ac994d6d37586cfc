"""Offices and ranks: what is one, what is not, and what the words around them say."""

import pytest

from svodka.knowledge import offices


@pytest.mark.parametrize("word", ["министр", "замглавы", "экс-президент", "главнокомандующий", "генсек", "посол"])
def test_offices(word: str) -> None:
    assert offices.is_office(word)


@pytest.mark.parametrize("word", ["министерство", "полковник", "журналист", "танк", "экс-танк", ""])
def test_no_offices(word: str) -> None:
    assert not offices.is_office(word)


def test_ranks_and_what_stands_beside_them() -> None:
    assert offices.is_rank("генерал-лейтенант") and not offices.is_rank("министр")
    assert offices.is_rank_adjective("старший", "полковник") and not offices.is_rank_adjective("новый", "полковник")
    assert offices.is_rank_tail("армия") and offices.is_rank_tail("1") and not offices.is_rank_tail("танк")


def test_stages() -> None:
    assert offices.stage_of_adjective("тогдашний") == "former"
    assert offices.stage_of_adjective("красный") is None
    assert offices.stage_of_verb("назначить") == "appointed"
    assert offices.stage_of_verb("уволить") == "dismissed"
    assert offices.stage_of_verb("сообщить") is None


def test_ministers() -> None:
    assert offices.minister_of("Министерство обороны") == "министр обороны"
    assert offices.minister_of("Рособоронэкспорт") is None
