"""Dictionary forms: pymorphy3's parse that agrees best with the tag the model gave."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from svodka.knowledge.dictionary import word_forms

_POS = {
    "NOUN": {"NOUN"}, "PROPN": {"NOUN"}, "ADJ": {"ADJF", "ADJS", "COMP"},
    "VERB": {"VERB", "INFN", "PRTF", "PRTS", "GRND"},
    "AUX": {"VERB", "INFN"}, "DET": {"ADJF", "NPRO"}, "PRON": {"NPRO", "ADJF"}, "ADV": {"ADVB", "COMP", "PRED"},
    "NUM": {"NUMR", "ADJF", "NOUN"}, "ADP": {"PREP"}, "CCONJ": {"CONJ"}, "SCONJ": {"CONJ"}, "PART": {"PRCL"},
}  # fmt: skip
_CASE = {"Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct"}
_NUMBER = {"Sing": "sing", "Plur": "plur"}
_GENDER = {"Masc": "masc", "Fem": "femn", "Neut": "neut"}
_VERBFORM = {"Part": {"PRTF", "PRTS"}, "Conv": {"GRND"}, "Inf": {"INFN"}, "Fin": {"VERB"}}


class Lemmatiser:
    """Lemmas from pymorphy3, cached by word and tag."""

    def __init__(self) -> None:
        self._parses = lru_cache(maxsize=100_000)(word_forms().parse)
        self._lemma = lru_cache(maxsize=200_000)(self._choose)

    def lemma(self, word: str, pos: str, feats: Mapping[str, str]) -> str:
        """The dictionary form of `word` in lower case with ё folded to е.

        A participle gives its verb's infinitive ('поставленной' is 'поставить'), except where the dictionary also has
        an adjective and the model calls the word one ('вооруженных' of 'вооруженных сил').
        """
        return self._lemma(
            word.lower(), pos, feats.get("Case", ""), feats.get("Number", ""), feats.get("Gender", ""),
            feats.get("VerbForm", ""),
        )  # fmt: skip

    def _choose(self, word: str, pos: str, case: str, number: str, gender: str, form: str) -> str:
        best, score = None, -1
        for parse in self._parses(word):
            tag = parse.tag
            points = 8 * (tag.POS in _POS.get(pos, ())) + 2 * (tag.POS in _VERBFORM.get(form, ()))
            points += 3 * (tag.case == _CASE.get(case)) if case else 0
            points += 2 * (tag.number == _NUMBER.get(number)) if number else 0
            points += (tag.gender == _GENDER.get(gender)) if gender else 0
            if points > score:
                best, score = parse, points
        if best is None or _is_unknown_nominative(best, pos, case, number):
            return word.replace("ё", "е")
        lemma: str = best.normal_form
        return lemma.replace("ё", "е")


def _is_unknown_nominative(parse: Any, pos: str, case: str, number: str) -> bool:
    """'Равков заявил': the model sees a nominative where the dictionary guesses some plural of 'равок'."""
    named = pos == "PROPN" or (pos == "NOUN" and not parse.is_known)
    return named and case == "Nom" and number == "Sing" and parse.tag.case != "nomn"
