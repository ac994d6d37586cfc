"""The vocabularies of speech, meetings and titles hold together."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from svodka.facts.base.titles import same_title, title_groups
from svodka.facts.meeting.words import meeting_words
from svodka.facts.said.words import speech_words

FORMS = {"meeting", "talks", "consultations", "call", "visit", "session"}
FRAMES = {"receive", "discuss", "gather"}


def test_meeting_forms_are_those_of_the_schema() -> None:
    assert set(meeting_words().nouns.values()) <= FORMS
    assert set(meeting_words().verbs.values()) <= FORMS | FRAMES


def test_narrower_lists_of_verbs_are_verbs_of_speech() -> None:
    words = speech_words()
    assert words.acts <= words.verbs
    assert words.naming <= words.verbs
    assert words.citing <= words.passing
    assert words.impersonal <= words.verbs


@pytest.mark.parametrize("name", ["speech.toml", "meetings.toml", "titles.toml"])
def test_words_stand_in_one_spelling_and_once_a_list(name: str) -> None:
    def lists(node: object) -> list[list[str]]:
        if isinstance(node, dict):
            return [found for value in node.values() for found in lists(value)]
        if isinstance(node, list) and node and isinstance(node[0], dict):
            return [found for value in node for found in lists(value)]
        return [node] if isinstance(node, list) else []

    text = (files("svodka.facts") / "data" / name).read_text("utf-8")
    for words in lists(tomllib.loads(text)):
        assert "ё" not in "".join(words)
        assert len(set(words)) == len(words), [w for w in words if words.count(w) > 1]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("президент", "глава государства", True),
        ("министр обороны", "министр", True),
        ("премьер-министр", "канцлер", True),
        ("министр обороны", "министр иностранных дел", False),
        ("президент", "премьер-министр", False),
        ("посол", "командующий", False),
    ],
)
def test_same_title(one: str, other: str, same: bool) -> None:
    assert same_title(one, other) is same
    assert same_title(other, one) is same


def test_every_title_is_in_a_group() -> None:
    assert all(title_groups().values())
