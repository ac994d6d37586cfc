"""The literal patterns of the filter, made from the files of `svodka.knowledge` and from data/triggers.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from operator import attrgetter

from svodka.knowledge.countries import CountryForm, combining_forms, country_forms
from svodka.knowledge.equipment import Spelling, catalogue, class_terms
from svodka.knowledge.exercises import exercise_words
from svodka.knowledge.missions import missions
from svodka.knowledge.organisations import organisations
from svodka.knowledge.places import place_forms
from svodka.knowledge.sites import known_sites
from svodka.knowledge.tables import read_table
from svodka.relevance.folding import DIGITS, QUOTES, UPPER, bytes_to_text, fold_pattern, fold_text
from svodka.relevance.forms import first_kept, term_forms

CAPITAL, SHOUTED, QUOTED, NUMBER = 1, 2, 4, 8
"""What else has to hold where a pattern stands: a capital letter, two capitals, a quotation mark before it, no digit
after it."""

WEAKER = ("body", "venue")
"""The kinds of data/triggers.toml that take words of the knowledge files out of a stronger kind."""
_ABBREVIATION = ("", "а", "у", "ом", "е", "ы", "ов", "ам", "ами", "ах")
HOME = frozenset({"RU", "SU"})
"""The countries whose press is read: naming them tells nothing."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A folded literal, the kind of sign that it is, what it names (a country's code, else ''), and what it needs."""

    text: str
    kind: str
    code: str = ""
    needs: int = 0


@cache
def triggers() -> Mapping[str, tuple[str, ...]]:
    """The words of data/triggers.toml by kind."""
    text = (files("svodka.relevance") / "data" / "triggers.toml").read_text("utf-8")
    return {kind: tuple(words) for kind, words in tomllib.loads(text).items()}


def all_patterns() -> list[Pattern]:
    """Every pattern, without those that a shorter one of the same kind finds as well."""
    sources = (
        _countries, _places, _equipment, _designations, _organisations, _missions, _sites, _troops, _exercises,
        _triggers,
    )  # fmt: skip
    made = {pattern for source in sources for pattern in source()}
    return sorted(_without_longer(made), key=attrgetter("text", "kind", "code", "needs"))


def is_believed(needs: int, raw: bytes, start: int, end: int) -> bool:
    """Whether a pattern that stands at `start` to `end` of `Folded.raw` has what it needs."""
    if needs & CAPITAL and raw[start + 1] not in UPPER:
        return False
    if needs & SHOUTED and not (raw[start + 1] in UPPER and raw[start + 2] in UPPER):
        return False
    if needs & QUOTED and raw[start] not in QUOTES:
        return False
    return not needs & NUMBER or raw[end] not in DIGITS or raw[end - 1] not in DIGITS


def _without_longer(patterns: Iterable[Pattern]) -> Iterator[Pattern]:
    made = set(patterns)
    opened: dict[tuple[str, str], set[str]] = {}
    for p in made:
        if not p.needs and not p.text.endswith(" "):
            opened.setdefault((p.kind, p.code), set()).add(p.text)
    for p in made:
        shorter = opened.get((p.kind, p.code), set())
        if not any(p.text[:end] in shorter for end in range(3, len(p.text) if shorter else 0)):
            yield p


def _term(phrase: str, kind: str, needs: int = 0, code: str = "") -> Iterator[Pattern]:
    """A word, term or name in its forms; and as it stands, since marks in it leave gaps: 'Gerald R. Ford'."""
    words = tuple(fold_pattern(phrase).replace(" - ", "-").split())
    if needs & CAPITAL and fold_text(phrase.split()[first_kept(words)]).raw[1] not in UPPER:
        needs ^= CAPITAL
    forms = list(term_forms(words)) if not phrase.isupper() else _abbreviation(" ".join(words))
    for form, is_open in forms:
        text = form.replace("-", " - ")
        yield Pattern(f" {text}" if is_open else f" {text} ", kind, code, needs)
    yield Pattern(bytes_to_text(fold_text(phrase).words), kind, code, needs)


def _abbreviation(word: str) -> list[tuple[str, bool]]:
    """'БТР' in its forms, but 'ВС' and 'НАТО' as they are."""
    endings = _ABBREVIATION if len(word) > 2 and word[-1] not in "аеиоуыэюя" else ("",)
    return [(word + ending, False) for ending in endings]


def _countries() -> Iterator[Pattern]:
    forms = {form for found in country_forms().values() for form in found}
    for form in forms:
        yield _country(" " + fold_pattern(" ".join(form.words)) + " ", form.code, _needs(form))
    for half, code in combining_forms().items():
        yield _country(f" {fold_pattern(half)} - ", code, 0)


def _needs(form: CountryForm) -> int:
    if form.role == "abbreviation":
        return SHOUTED
    return CAPITAL if form.common and form.role != "adjective" else 0


def _country(text: str, code: str, needs: int) -> Pattern:
    home = code in HOME
    return Pattern(text, "home" if home else "foreign", "RU" if home else code, needs)


def _places() -> Iterator[Pattern]:
    for form in {form for found in place_forms().values() for form in found}:
        if form.place.kind != "capital" and form.place.country not in HOME:
            yield Pattern(" " + fold_pattern(" ".join(form.words)) + " ", "place", "", CAPITAL)


def _equipment() -> Iterator[Pattern]:
    for term in class_terms(catalogue().classes):
        known = term.meaning.equipment_class
        if not known.civil:
            kind = _weaker(term.phrase) or ("thing" if known.generic else "arms")
            yield from _term(term.phrase, kind, _shouted(term.phrase))


def _shouted(phrase: str) -> int:
    return SHOUTED if phrase.isupper() and len(phrase) <= 4 else 0


def _designations() -> Iterator[Pattern]:
    for designation in catalogue().designations:
        for spelling in designation.spellings:
            yield from _spelling(spelling)


def _spelling(spelling: Spelling) -> Iterator[Pattern]:
    if spelling.policy == "class":
        return
    name = fold_pattern(spelling.text)
    if any(map(str.isdigit, name)):
        joints = {name, name.replace(" - ", ""), name.replace(" - ", " ") if name.find(" - ") > 1 else name}
        needs = NUMBER | (CAPITAL if name[0].isalpha() and spelling.text[0].isupper() else 0)
        yield from (Pattern(" " + made, "arms", "", needs) for made in joints)
    else:
        yield from _term(spelling.text, "arms", CAPITAL | (QUOTED if spelling.policy == "quoted" else 0))


_KINDS = {
    "alliance": "alliance", "force": "military", "staff": "military", "district": "military", "exporter": "industry",
    "maker": "industry", "ministry": "state", "council": "state", "government": "state", "embassy": "state",
    "parliament": "state", "agency": "state", "body": "state",
}  # fmt: skip


def _organisations() -> Iterator[Pattern]:
    for organisation in organisations():
        kind = "military" if "оборон" in organisation.name.lower() else _KINDS.get(organisation.kind, "state")
        names = organisation.aliases if organisation.beside_country else (organisation.name, *organisation.aliases)
        for name in () if organisation.quoted else names:
            needs = _shouted(name) or (CAPITAL if name[0].isupper() and not organisation.generic else 0)
            yield from _term(name, kind, needs, code=organisation.name if kind == "alliance" else "")


def _missions() -> Iterator[Pattern]:
    for name, mission in missions().items():
        yield from _term(name, "alliance", code=mission.owner)


def _sites() -> Iterator[Pattern]:
    for phrase, _, needs in read_table("sites.tsv", 3):
        yield from _term(phrase, _weaker(phrase) or ("spot" if needs else "site"), _shouted(phrase))
    for site in known_sites().values():
        yield from _term(site.name, "spot" if site.beside else "site", CAPITAL)


def _weaker(phrase: str) -> str | None:
    """The kind of a word that the knowledge files list and that is too common to be what it is there."""
    return _weaker_words().get(fold_pattern(phrase))


@cache
def _weaker_words() -> Mapping[str, str]:
    return {fold_pattern(word): kind for kind in WEAKER for word in triggers()[kind]}


def _troops() -> Iterator[Pattern]:
    rows = [*read_table("troops.tsv", 2), *read_table("formations.tsv", 2), *read_table("ranks.tsv", 2)]
    for phrase, *_ in rows:
        yield from _term(phrase, _weaker(phrase) or "troops")


def _exercises() -> Iterator[Pattern]:
    words = exercise_words()
    for word in words.nouns:
        yield from _term(word, "drill" if word in words.weak else "exercise")


def _triggers() -> Iterator[Pattern]:
    for kind, words in triggers().items():
        for word in words if kind not in WEAKER else ():
            yield from _trigger(word, kind)


def _trigger(word: str, kind: str) -> Iterator[Pattern]:
    if word.endswith("*"):
        yield Pattern(" " + fold_pattern(word[:-1]), kind)
    elif word.startswith("="):
        yield Pattern(f" {fold_pattern(word[1:])} ", kind)
    else:
        yield from _term(word, kind)
