"""The patterns know what the knowledge files and the readers of facts know."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from svodka.knowledge.countries import country_forms
from svodka.knowledge.equipment import catalogue
from svodka.knowledge.organisations import organisations
from svodka.knowledge.tables import read_table
from svodka.relevance import Relevance
from svodka.relevance.folding import fold_pattern, fold_text
from svodka.relevance.forms import term_forms
from svodka.relevance.patterns import WEAKER, Pattern, all_patterns, is_believed, triggers
from svodka.relevance.rules import PAIR, load_rules, rules_text

ROOT = Path(__file__).parents[2]
FACTS = ROOT / "src" / "svodka" / "facts" / "data"
CASES = ROOT / "tests" / "facts" / "data"
EVENTS = (
    "agreement", "deployment", "exercise", "facility", "formation", "meeting", "production", "service", "transfer",
)  # fmt: skip
TOO_COMMON = {
    "план", "программа", "документ", "декларация", "увидеться", "свидеться", "собраться", "собираться", "сессия",
}  # fmt: skip
FORMS = [
    ("танк", "танк танка танками танков"),
    ("пушка", "пушка пушек пушку пушками"),
    ("орудие", "орудие орудий орудиями"),
    ("боец", "боец бойца бойцов"),
    ("пехотинец", "пехотинцами пехотинцев"),
    ("мотострелок", "мотострелков мотострелками"),
    ("подводная лодка", "подводные лодки|подводную лодку|подводных лодок"),
    ("зенитный ракетный комплекс", "зенитных ракетных комплексов|зенитному ракетному комплексу"),
    ("система залпового огня", "системы залпового огня|системами залпового огня"),
    ("министр обороны", "министром обороны"),
    ("летняя школа", "летней школы|летние школы"),
]


@pytest.fixture(scope="module")
def patterns() -> list[Pattern]:
    return all_patterns()


@pytest.fixture(scope="module")
def texts(patterns: list[Pattern]) -> dict[str, list[Pattern]]:
    found: dict[str, list[Pattern]] = {}
    for pattern in patterns:
        found.setdefault(pattern.text, []).append(pattern)
    return found


def known(name: str, texts: dict[str, list[Pattern]]) -> bool:
    """Whether a pattern stands in the name, written as the name writes it."""
    folded = fold_text(name)
    raw, words = folded.raw + b" ", folded.words.decode("cp1251")
    starts = [at for at, letter in enumerate(words) if letter == " "]
    spans = [(start, end) for start in starts for end in range(start + 3, len(words) + 1)]
    return any(is_believed(p.needs, raw, start, end) for start, end in spans for p in texts.get(words[start:end], ()))


@pytest.mark.parametrize(("term", "forms"), FORMS)
def test_the_forms_of_a_term(term: str, forms: str) -> None:
    made = list(term_forms(tuple(fold_pattern(term).split())))
    wanted = forms.split("|") if "|" in forms or " " in term else forms.split()
    missing = [w for w in wanted if not any(w == form or (is_open and w.startswith(form)) for form, is_open in made)]
    assert missing == []


def test_a_short_word_does_not_stand_for_longer_ones() -> None:
    made = [form for word in ("мина", "танк", "рота") for form in term_forms((word,))]
    assert not {"министр", "танкер", "ротор"} & {form for form, _ in made}
    assert not any(is_open for _, is_open in made)


def test_every_row_of_knowledge_is_known(texts: dict[str, list[Pattern]]) -> None:
    words = [phrase for phrase, key, _ in read_table("equipment_words.tsv", 3) if not catalogue().classes[key].civil]
    spellings = [s.text for d in catalogue().designations for s in d.spellings if s.policy == "free"]
    bodies = [o.name for o in organisations() if not o.quoted and not o.beside_country]
    troops = [row[0] for name in ("troops.tsv", "formations.tsv", "ranks.tsv") for row in read_table(name, 2)]
    sites = [row[0] for row in read_table("sites.tsv", 3)]
    rows = [*words, *spellings, *bodies, *troops, *sites]
    assert [row for row in rows if not known(row, texts)] == []


def test_quoted_names_are_known_in_quotation_marks_only(texts: dict[str, list[Pattern]]) -> None:
    quoted = [s.text for d in catalogue().designations for s in d.spellings if s.policy == "quoted"]
    loose = [name for name in quoted if not any(map(str.isdigit, name))]
    assert [name for name in loose if not known(f"«{name}»", texts)] == []


def test_every_form_of_every_country_is_known(texts: dict[str, list[Pattern]]) -> None:
    forms = {" ".join(form.words) for found in country_forms().values() for form in found}
    assert [form for form in forms if f" {fold_pattern(form)} " not in texts] == []


def test_weaker_words_are_words_of_the_knowledge_files() -> None:
    rows = [row for name in ("equipment_words.tsv", "sites.tsv") for row in read_table(name, 3)]
    rows += [row for name in ("troops.tsv", "formations.tsv", "ranks.tsv") for row in read_table(name, 2)]
    listed = {fold_pattern(row[0]) for row in rows}
    assert [word for kind in WEAKER for word in triggers()[kind] if fold_pattern(word) not in listed] == []


def test_triggers_are_sound() -> None:
    for kind, words in triggers().items():
        assert len(words) == len(set(words)), kind
        assert [word for word in words if len(word.strip("*=")) < 3 or "ё" in word or word != word.lower()] == [], kind


def test_every_kind_of_trigger_serves_a_rule(patterns: list[Pattern]) -> None:
    rows = tomllib.loads(rules_text())["rule"]
    groups = [group for row in rows for part in row.values() if isinstance(part, list) for group in part]
    asked = {kind for group in groups for kind in group.split()}
    assert triggers().keys() - asked == set()
    assert asked - {pattern.kind for pattern in patterns} == {PAIR}
    assert len({row["name"] for row in rows}) == len(load_rules({p.kind for p in patterns}).rules) == len(rows)


def lemmas(value: Any) -> Iterator[str]:
    """The words of a table of the readers, however deep."""
    if isinstance(value, str):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from lemmas(part)


@pytest.mark.parametrize(("name", "keys", "kinds"), [
    ("meetings", ("nouns", "verbs"), {"meeting", "visit", "receive", "met"}),
    ("agreement", ("forms",), {"paper", "contract"}),
], ids=["meetings", "agreement"])  # fmt: skip
def test_the_words_that_tell_a_fact_are_known(
    name: str, keys: tuple[str, ...], kinds: set[str], texts: dict[str, list[Pattern]]
) -> None:
    table = tomllib.loads((FACTS / f"{name}.toml").read_text("utf-8"))
    words = [word for key in keys for word in (table[key] if key == "forms" else lemmas(table[key]))]
    own = {text: [p for p in found if p.kind in kinds] for text, found in texts.items()}
    assert [word for word in words if word not in TOO_COMMON and not known(word, own)] == []


def test_the_sentences_by_which_the_readers_are_tested_pass(relevance: Relevance) -> None:
    rows = [row for kind in EVENTS for row in tomllib.loads((CASES / f"{kind}.toml").read_text("utf-8"))["case"]]
    told = [row["text"] for row in rows if row.get("facts")]
    missed = [text for text in told if not relevance.judge(text).relevant]
    assert len(missed) <= len(told) * 0.04, "\n".join(missed)
