"""Finding designations in plain text: spelling variants, look-alike letters, inflected Russian names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from svodka.knowledge.equipment import Designation, Policy, Spelling, catalogue

_LOOKALIKES = str.maketrans("АВЕЁКМНОРСТУХІЅЈ", "ABEEKMHOPCTYXISJ")
_TO_CYRILLIC = str.maketrans("ABEKMHOPCTYX", "АВЕКМНОРСТУХ")
_TO_LATIN = str.maketrans("АВЕКМНОРСТУХ", "ABEKMHOPCTYX")
_HYPHENS = str.maketrans({**dict.fromkeys("‐‑‒–—−", "-"), "\u00a0": " ", "\u202f": " ", "’": "'"})
_ATOM = re.compile(r"[^\W\d_]+|\d+")
_CYRILLIC_WORD = re.compile(r"[А-ЯЁ]{3,}")
_GAP = re.compile(r"[-/.' ]?")
_EXTENSION = re.compile(
    r"(?:[A-ZА-ЯЁ][A-ZА-ЯЁ0-9]{0,4}[a-zа-я]?)?\+?(?:-(?:\d{1,2}|[A-ZА-ЯЁ]{1,4}\d?)|/[A-ZА-ЯЁ]{1,3}\d{0,2})*"
    r"(?: (?:Block (?:\d+\+?|[IVX]+)|Mk\.? ?(?:\d+[A-Z]?|[IVX]+)|SEP ?v\d))?(?![\w])"
)
_LATIN_VERSION = re.compile(
    r"(?:\+| (?:I{2,3}|IV|VI{0,3}|NG|ER|LR|SR|MR|Mk\.? ?(?:\d+[A-Z]?|[IVX]+)|Block (?:\d+\+?|[IVX]+)))(?!\w)"
)
_ENDINGS = {
    "Ь": "Ь Я Ю ЕМ Е И ЕЙ ЯМ ЯМИ ЯХ ЬЮ",
    "Й": "Й Я Ю ЕМ Е И ЕВ ЯМ ЯМИ ЯХ",
    "А": "А Ы И Е У ОЙ АМ АМИ АХ Ø",
    "Я": "Я И Е Ю ЕЙ Й Ь ЯМ ЯМИ ЯХ ИЙ",
}
_CONSONANT = "Ø А У ОМ Е Ы И ОВ ЕЙ АМ АМИ АХ"
_ADJECTIVE = {"ЫЙ": "ОГО ОМУ ЫМ ОМ ЫЕ ЫХ ЫМИ", "ИЙ": "ЕГО ЕМУ ИМ ЕМ ИЕ ИХ ИМИ", "АЯ": "ОЙ УЮ ЫЕ ЫХ ЫМИ"}


def skeleton(text: str) -> str:
    """Upper case, Cyrillic letters that look Latin made Latin, accents dropped; one character for one."""
    return "".join(map(_bone, text.translate(_HYPHENS)))


@cache
def _bone(char: str) -> str:
    upper = char.upper()
    if len(upper) != 1:
        return char
    if upper not in "ЙЁ":
        upper = unicodedata.normalize("NFD", upper)[0]
    return upper.translate(_LOOKALIKES)


def inflected(word: str) -> set[str]:
    """The forms of a Russian name in upper case by its ending: 'ПАНЦИРЬ' → 'ПАНЦИРЕЙ' … (too many rather than few)."""
    if not _CYRILLIC_WORD.fullmatch(word):
        return {word}
    for nominative, endings in _ADJECTIVE.items():
        if word.endswith(nominative) and len(word) > 4:
            return {word, *(word[:-2] + e for e in endings.split())}
    endings = _ENDINGS.get(word[-1], "" if word[-1] in "ОУЭЕИЫЮ" else _CONSONANT)
    stem = word[:-1] if word[-1] in _ENDINGS else word
    forms = {stem + e.replace("Ø", "") for e in endings.split()} | {word}
    if word[-2:] == "ЕЦ":  # 'Иноходец' → 'Иноходца'
        forms |= {word[:-2] + "Ц" + e for e in ("А", "У", "ЕМ", "Е", "Ы", "ЕВ", "АМ", "АМИ", "АХ")}
    return forms


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A spelling that a stretch of text may be, with its designation."""

    designation: Designation
    spelling: Spelling

    @property
    def policy(self) -> Policy:
        """When the spelling may be believed."""
        return self.spelling.policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A stretch of text that spells a designation; `suffix` is a version the catalogue does not know."""

    start: int
    end: int
    readings: tuple[Reading, ...]
    suffix: str

    def value(self, reading: Reading, text: str) -> str:
        """The designation as the article has it, its typography and inflection cleared, with its version."""
        name = reading.spelling.value
        cyrillic = [c for c in name if c.isalpha()][-1:] > ["Ͱ"]
        return name + self.suffix.translate(_TO_CYRILLIC if cyrillic else _TO_LATIN)


@dataclass(slots=True)
class _Node:
    next: dict[str, _Node] = field(default_factory=dict)
    readings: list[tuple[Reading, tuple[bool, ...]]] = field(default_factory=list)


class DesignationIndex:
    """A tree over runs of letters and digits; blanks, hyphens and slashes between them are all one."""

    def __init__(self, designations: Iterable[Designation]) -> None:
        self._root = _Node()
        for designation in designations:
            for spelling in designation.spellings:
                self._add(Reading(designation=designation, spelling=spelling))

    def _add(self, reading: Reading) -> None:
        text = reading.spelling.text.translate(_HYPHENS)
        atoms = list(_ATOM.finditer(text))
        blanks = tuple(text[a.end() : b.start()] == " " for a, b in pairwise(atoms))
        nodes = [self._root]
        for atom in atoms:
            forms = {skeleton(form) for form in inflected(atom[0].upper())}
            made: dict[int, _Node] = {}
            for node in nodes:
                shared = next((node.next[f] for f in (skeleton(atom[0]),) if f in node.next), None) or _Node()
                for form in forms:
                    child = node.next.setdefault(form, shared)
                    made[id(child)] = child
            nodes = list(made.values())
        for node in nodes:
            node.readings.append((reading, blanks))

    def find(self, text: str) -> Iterator[Hit]:
        """The hits of a text from left to right, the longest at each place, none overlapping."""
        folded, bones = text.translate(_HYPHENS), skeleton(text)
        atoms = list(_ATOM.finditer(bones))
        free_from = 0
        for i, atom in enumerate(atoms):
            if atom.start() < free_from or atom[0] not in self._root.next or not _opens(folded, atom.start()):
                continue
            hit = self._longest(folded, atoms, i)
            if hit:
                free_from = hit.end
                yield hit

    def _longest(self, text: str, atoms: list[re.Match[str]], first: int) -> Hit | None:
        node, best = self._root, None
        for i in range(first, len(atoms)):
            atom = atoms[i]
            if i > first and not _GAP.fullmatch(text, atoms[i - 1].end(), atom.start()):
                break
            step = node.next.get(atom[0])
            if step is None:
                break
            node = step
            run = atoms[first : i + 1]
            readings = [r for r, blanks in node.readings if _spelt(text, run, blanks, r.spelling.text)]
            if readings:
                best = self._hit(text, atom.end(), atoms[first].start(), readings) or best
        return best

    def _hit(self, text: str, end: int, start: int, readings: list[Reading]) -> Hit | None:
        numbered = any(c.isdigit() for c in text[start:end])
        extension = _EXTENSION.match(text, end) if numbered else None
        if extension is None and text[end : end + 1].isalnum():
            return None
        if not numbered and text[start:end].isascii():
            extension = _LATIN_VERSION.match(text, end)
        suffix = extension[0] if extension else ""
        written = text[start:end].casefold()
        ordered = sorted(dict.fromkeys(readings), key=lambda r: _rank(r, written))
        return Hit(start=start, end=end + len(suffix), readings=tuple(ordered), suffix=suffix)


def _rank(reading: Reading, written: str) -> tuple[bool, bool]:
    """The spelling that is written to the letter comes first ('Hurjet', not 'Hürjet'), then names before nicknames."""
    return reading.spelling.text.casefold() != written, reading.spelling.text != reading.designation.name


def _opens(text: str, start: int) -> bool:
    before = text[start - 1 : start]
    if before and (before.isalnum() or before in "_/.@#"):
        return False
    if before == "-" and text[start - 2 : start - 1].isalnum():
        return False
    return text[start].isupper() or text[start].isdigit() or text.startswith("проект", start)


def _spelt(text: str, atoms: list[re.Match[str]], blanks: tuple[bool, ...], spelling: str) -> bool:
    """Whether blanks stand where a name may have them: 'Су-30 СМ' and 'Су 30' may, 'С 400' may not."""
    if len(atoms) != len(blanks) + 1:
        return False
    if len(atoms) == 2 and "-" in spelling and atoms[1].end() - atoms[0].start() == 2:
        return False  # 'Rafale стандарта F4' is no F-4
    words = [atom[0] for atom in _ATOM.finditer(spelling)]
    pairs = zip(pairwise(atoms), blanks, words[1:], strict=True)
    return all(_joins(text, left, right, blank, word.islower()) for (left, right), blank, word in pairs)


def _joins(text: str, left: re.Match[str], right: re.Match[str], blank: bool, small: bool) -> bool:
    """Whether two runs stand as in the spelling; `small` marks a second word in lower case: 'Железный купол'."""
    gap, before, word = (text[slice(*span)] for span in ((left.end(), right.start()), left.span(), right.span()))
    if gap == "" and blank:
        return word.isdigit() != before.isdigit()
    if gap != " ":
        return True
    if blank:
        return small or not word.islower()
    if word.isdigit():
        return len(before) > 1 and not before.islower()
    return word.isupper()


@cache
def designation_index() -> DesignationIndex:
    """The index over the whole catalogue, made once."""
    return DesignationIndex(catalogue().designations)
