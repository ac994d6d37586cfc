"""The vocabularies of exercises, sites, formations and troops are sound and told apart."""

from __future__ import annotations

import re

from svodka.facts.deployment.words import movements
from svodka.facts.exercise.words import course_words
from svodka.facts.facility.words import site_course
from svodka.facts.formation.words import formation_course
from svodka.knowledge.countries import country_name
from svodka.knowledge.exercises import exercise_words
from svodka.knowledge.formations import formation_adjectives, formation_words
from svodka.knowledge.phrases import word_keys
from svodka.knowledge.sites import known_sites, site_words
from svodka.knowledge.troops import troop_words


def _keys(phrase: str) -> list[frozenset[str]]:
    return [word_keys(word, word) for word in phrase.split()]


def test_known_sites_have_countries() -> None:
    assert len(known_sites()) > 60
    assert all(country_name(site.country) != site.country for site in known_sites().values())


def test_longest_term_wins() -> None:
    site = site_words().match(_keys("центр сервисного обслуживания"), 0)
    assert site is not None and site.meaning.kind == "service_centre"
    formation = formation_words().match(_keys("система предупреждения о ракетном нападении"), 0)
    assert formation is not None and formation.meaning == "warning_system"
    troop = troop_words().match(_keys("батальонная тактическая группа"), 0)
    assert troop is not None and troop.meaning == "unit"
    assert site_words().match(_keys("министерство обороны"), 0) is None


def test_lists_are_lemmas() -> None:
    course, words = course_words(), exercise_words()
    lists = [
        course.begin,
        course.end,
        course.hold,
        course.cancel,
        course.take_part,
        words.nouns,
        words.weak,
        words.others,
    ]
    lists += [
        site_course().exist,
        site_course().make,
        site_course().close,
        formation_course().make,
        frozenset(movements()),
    ]
    assert all(re.fullmatch(r"[а-я-]+", word) for group in lists for word in group)
    assert all(stem.endswith("*") or stem.isalpha() for stem in formation_adjectives())


def test_verbs_tell_one_thing() -> None:
    course = course_words()
    assert not course.begin & course.end and not course.cancel & (course.hold | course.begin)
    assert site_course().group("строительство") == "build" and site_course().group("закрыть") == "close"
    assert formation_course().group("создать") == "make" and formation_course().group("стол") is None
