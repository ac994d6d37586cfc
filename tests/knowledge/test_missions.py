"""Missions of alliances abroad."""

from __future__ import annotations

import pytest

from svodka.knowledge.missions import missions


@pytest.mark.parametrize(("name", "owner"), [("minusma", "ООН"), ("kfor", "НАТО"), ("атмис", "Африканский союз")])
def test_a_mission_belongs_to_its_organisation(name: str, owner: str) -> None:
    assert missions()[name].owner == owner


def test_a_mission_keeps_the_letters_of_the_file() -> None:
    assert missions()["unifil"].name == "UNIFIL"


def test_what_is_no_mission_is_not_found() -> None:
    assert "нато" not in missions()
