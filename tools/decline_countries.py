"""Decline the names of countries and places by rule and ship the forms as data.

Reads `countries.tsv` and `places.tsv`, writes `countries_forms.tsv` and `places_forms.tsv` beside them, so that
the knowledge itself never needs a morphological analyser. Run after every change: python tools/decline_countries.py
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pymorphy3

DATA = Path(__file__).resolve().parent.parent / "src" / "svodka" / "knowledge" / "data"
CASES = {"nomn": "Nom", "gent": "Gen", "datv": "Dat", "accs": "Acc", "ablt": "Ins", "loct": "Loc", "loc2": "Loc"}
ORDER = ("Nom", "Gen", "Dat", "Acc", "Ins", "Loc")
ROLES = {
    "names": "name", "abbreviations": "abbreviation", "adjectives": "adjective",
    "capitals": "capital", "nationals": "national", "seats": "seat",
}  # fmt: skip
PLURAL_ENDINGS = ("ичи", "чи", "щи", "цы", "ки", "сы", "ны", "лы", "вы", "мы", "ры", "бы", "ды", "ты", "зы", "вцы")
POSSESSIVE = ("овы", "евы")
HARD = "бвгджзйклмнпрстфхцчшщ"

Table = dict[str, tuple[str, ...]]  # case → its forms

_morph = pymorphy3.MorphAnalyzer()


def fold(word: str) -> str:
    """Lower case, ё as е: the shape in which forms are shipped and matched."""
    return word.lower().replace("ё", "е").replace("’", "'").replace("—", "-")


def adjective(word: str) -> Table:
    """'новая' → its forms of the same gender and number; the ending says which."""
    stem, end = word[:-2], word[-2:]
    if word.endswith(POSSESSIVE):  # Маршалловы Острова
        return _table(word, word + "х", word + "м", word, word + "ми", word + "х")
    soft = end in ("яя", "ее", "ие") or (end == "ий" and not word.endswith(("кий", "гий", "хий", "чий", "щий")))
    vowel = "и" if soft or stem[-1] in "кгхчщжш" else "ы"
    o, u = ("е", "ю") if soft else ("о", "у")
    if end in ("ая", "яя"):
        return _table(word, *[stem + o + "й"] * 2, stem + u + "ю", stem + o + "й", stem + o + "й")
    if end in ("ые", "ие"):
        return _table(word, stem + vowel + "х", stem + vowel + "м", word, stem + vowel + "ми", stem + vowel + "х")
    return _table(word, stem + o + "го", stem + o + "му", word, stem + vowel + "м", stem + o + "м")


def _table(*forms: str) -> Table:
    return {case: (form,) for case, form in zip(ORDER, forms, strict=True)}


def all_adjective_forms(word: str) -> list[str]:
    """Every form of an adjective given in the masculine nominative."""
    stem = word[:-2]
    vowel = "и" if stem[-1] in "кгх" else "ы"
    shapes = (word, stem + "ая", stem + "ое", stem + vowel + "е")
    return list(dict.fromkeys(form for shape in shapes for forms in adjective(shape).values() for form in forms))


def noun(word: str) -> Table:
    """A single noun: the dictionary's paradigm where it has one, otherwise by its ending."""
    known = _dictionary(word)
    return known if known else _by_ending(word)


def _dictionary(word: str) -> Table | None:
    parses = [p for p in _morph.parse(word) if p.is_known and p.tag.POS == "NOUN" and p.tag.case == "nomn"]
    # 'Суда' on Crete is no plural of 'судно', 'острова' are islands
    parses = [p for p in parses if "Geox" in p.tag or p.tag.number == "sing" or word[-1] in "ыи" or word == "острова"]
    parses.sort(key=lambda p: ("Geox" not in p.tag, p.tag.number != "sing"))
    if not parses:
        return None
    best = parses[0]
    table: dict[str, tuple[str, ...]] = {}
    for form in best.lexeme:
        case = CASES.get(form.tag.case or "")
        if case and form.tag.number == best.tag.number:
            table[case] = tuple(dict.fromkeys((*table.get(case, ()), form.word)))
    return table if len(table) == len(ORDER) else None


def _by_ending(word: str) -> Table:
    """'Ганцевичи' plural, 'Осло' fixed, 'Корва' feminine, 'Нардарань' feminine, 'Баграм' masculine."""
    stem, last = word[:-1], word[-1]
    if word.endswith(PLURAL_ENDINGS):
        hard = last == "ы"
        a = "а" if hard or stem[-1] in "кгхчщжш" else "я"
        genitive = stem if not word.endswith("ичи") else stem + "ей"
        genitive = stem[:-1] + "цев" if word.endswith("цы") else genitive
        return _table(word, genitive, stem + a + "м", word, stem + a + "ми", stem + a + "х")
    if word.endswith("ия"):
        return _table(word, stem + "и", stem + "и", stem + "ю", stem + "ей", stem + "и")
    if last == "а" and stem[-1] not in "аеиоуыэюя":  # Гоа and Апиа keep their shape
        i = "и" if stem[-1] in "кгхчщжш" else "ы"
        o = "ей" if stem[-1] in "цчщжш" else "ой"
        return _table(word, stem + i, stem + "е", stem + "у", stem + o, stem + "е")
    if last == "я":
        return _table(word, stem + "и", stem + "е", stem + "ю", stem + "ей", stem + "е")
    if last == "ь":
        return _table(word, stem + "я", stem + "ю", word, stem + "ем", stem + "е")
    if last == "й":
        return _table(word, stem + "я", stem + "ю", word, stem + "ем", stem + "е")
    if last in HARD:
        e = "ем" if last in "жчшщ" or last == "ц" else "ом"
        return _table(word, word + "а", word + "у", word, word + e, word + "е")
    return _table(*[word] * 6)


def _is_adjective(word: str) -> bool:
    if word.endswith(POSSESSIVE) and _dictionary(word) is None:
        return True
    if not word.endswith(("ий", "ый", "ой", "ая", "яя", "ое", "ее", "ие", "ые")):
        return False
    if word.endswith(("ские", "цкие", "ская", "цкая", "ский", "цкий", "ское", "цкое")):
        return True
    return any(p.is_known and p.tag.POS in ("ADJF", "PRTF") and p.tag.case == "nomn" for p in _morph.parse(word))


def decline_word(word: str) -> Table:
    """One word, hyphens allowed: 'Алма-Ата' → 'Алма-Ате', 'Ростов-на-Дону' → 'Ростове-на-Дону'."""
    for middle in ("-на-", "-над-", "-об-", "-де-", "-ин-"):
        if middle in word:
            head, tail = word.split(middle, 1)
            fixed = middle not in ("-на-", "-над-")
            return _table(*[word] * 6) if fixed else _join(noun(head), middle + tail)
    if "-" in word and _dictionary(word) is None:
        head, tail = word.rsplit("-", 1)
        if _is_adjective(tail) and not _is_adjective(head) and head[-1] in HARD:
            return _pair(decline_word(head), adjective(tail), "-")  # Миньск-Мазовецкий
        if _is_adjective(head) and not _is_adjective(tail):
            return _pair(adjective(head), decline_word(tail), "-")  # Конго-Браззавиль keeps its first half
        rest = adjective(tail) if _is_adjective(tail) else noun(tail)
        return {case: tuple(f"{head}-{form}" for form in forms) for case, forms in rest.items()}
    if _is_adjective(word) and _dictionary(word) is None:
        return adjective(word)
    return noun(word)


def _join(table: Table, tail: str) -> Table:
    return {case: tuple(form + tail for form in forms) for case, forms in table.items()}


def _pair(left: Table, right: Table, glue: str) -> Table:
    return {c: tuple(f"{a}{glue}{b}" for a in left[c] for b in right[c]) for c in ORDER}


def decline(name: str) -> Table:
    """A whole name: adjectives and the first noun change, what follows is fixed.

    '!' before a word keeps it, '+' makes it change, '~' allows both ('Республике Беларусь', 'Республике Беларуси').
    """
    table: Table = dict.fromkeys(ORDER, ("",))
    done = False
    for raw in fold(name).split():
        mark, word = (raw[0], raw[1:]) if raw[0] in "!+~" else ("", raw)
        fixed = _table(*[word] * 6)
        moving = fixed if mark == "!" or (done and mark not in ("+", "~")) else _moving(word, alone=" " not in name)
        if mark == "~":
            moving = {case: tuple(dict.fromkeys((word, *moving[case]))) for case in ORDER}
        done = done or not (_is_adjective(word) or word in ("народно", "-"))
        glue = " " if table["Nom"][0] else ""
        table = _pair(table, moving, glue)
    return table


def _moving(word: str, *, alone: bool) -> Table:
    if alone and "-" in word:  # the town Миньск-Мазовецкий declines both halves, Иссык-Кульская область one
        return decline_word(word)
    return adjective(word) if _is_adjective(word) and _dictionary_place(word) is None else decline_word(word)


def _dictionary_place(word: str) -> Table | None:
    return _dictionary(word) if any("Geox" in p.tag and p.is_known for p in _morph.parse(word)) else None


def forms_of(table: Table) -> Iterator[tuple[str, str]]:
    """(form, cases) once per form: 'белоруссии', 'Gen Dat Loc'."""
    cases: dict[str, list[str]] = {}
    for case in ORDER:
        for form in table[case]:
            cases.setdefault(form, []).append(case)
    for form, found in cases.items():
        yield form, " ".join(found)


def is_common(form: str) -> bool:
    """Whether the form is an ordinary word too ('чад', 'мали', 'куба'): those need more than a capital letter."""
    if " " in form or "-" in form:
        return False
    proper = {"Geox", "Name", "Surn", "Patr", "Abbr", "Orgn"}
    return any(p.is_known and not (proper & p.tag.grammemes) for p in _morph.parse(form))


def national_forms(word: str) -> Iterator[tuple[str, str]]:
    """Singular and plural of a national: 'россиянин', 'россияне', 'россиян'."""
    parse = next((p for p in _morph.parse(fold(word)) if p.tag.POS == "NOUN" and p.normal_form == fold(word)), None)
    if parse is None:
        raise SystemExit(f"{word}: no paradigm; remove the national or give it another form")
    cases: dict[str, list[str]] = {}
    for form in parse.lexeme:
        case = CASES.get(form.tag.case or "")
        if case and case not in cases.setdefault(fold(form.word), []):
            cases[fold(form.word)].append(case)
    for form, found in cases.items():
        yield form, " ".join(found)


def country_rows(rows: Iterable[dict[str, str]]) -> Iterator[list[str]]:
    """form, code, role, cases, common (1 or nothing), lexeme."""
    for row in rows:
        for column, role in ROLES.items():
            for lexeme in filter(None, (part.strip() for part in row[column].split(";"))):
                plain = lexeme.translate(str.maketrans("", "", "!+~"))
                for form, cases in _forms(lexeme, role):
                    common = "1" if role in ("name", "capital") and is_common(form) else ""
                    yield [form, row["code"], role, cases, common, plain]


def _forms(lexeme: str, role: str) -> Iterable[tuple[str, str]]:
    if role == "adjective":
        return [(form, "") for form in all_adjective_forms(fold(lexeme))]
    if role == "abbreviation":
        return [(fold(lexeme), " ".join(ORDER))]
    if role == "national":
        return national_forms(lexeme)
    return forms_of(decline(lexeme))


def place_rows(rows: Iterable[dict[str, str]]) -> Iterator[list[str]]:
    """form, canonical name, cases, common."""
    for row in rows:
        for form, cases in forms_of(decline(row["name"])):
            yield [form, row["canonical"], cases, "1" if is_common(form) else ""]


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a tab-separated file with a header."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def render(header: str, rows: Iterable[list[str]]) -> str:
    """The text of a forms file, each row once."""
    lines = dict.fromkeys("\t".join(row) for row in rows)
    return "\n".join([header.replace(" ", "\t"), *lines]) + "\n"


def main() -> None:
    """Write both files of forms."""
    countries = render("form code role cases common lexeme", country_rows(read(DATA / "countries.tsv")))
    (DATA / "countries_forms.tsv").write_text(countries, encoding="utf-8")
    places = render("form canonical cases common", place_rows(read(DATA / "places.tsv")))
    (DATA / "places_forms.tsv").write_text(places, encoding="utf-8")
    sys.stderr.write(f"{countries.count(chr(10))} and {places.count(chr(10))} lines\n")


if __name__ == "__main__":
    main()
