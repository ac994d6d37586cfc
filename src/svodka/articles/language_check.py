"""Is it Russian? Letters and small words settle nearly everything; a language identifier names the rest."""

from __future__ import annotations

import re
from functools import lru_cache

from py3langid.langid import LanguageIdentifier

from svodka.model import UnreadableInput

_NAMES = {
    "en": "English", "uk": "Ukrainian", "be": "Belarusian", "bg": "Bulgarian", "sr": "Serbian", "mk": "Macedonian",
    "kk": "Kazakh", "ky": "Kyrgyz", "mn": "Mongolian", "tt": "Tatar", "de": "German", "fr": "French", "es": "Spanish",
    "it": "Italian", "pl": "Polish", "cs": "Czech", "tr": "Turkish", "zh": "Chinese", "ja": "Japanese",
    "ko": "Korean", "ar": "Arabic", "fa": "Persian", "he": "Hebrew", "hy": "Armenian", "ka": "Georgian",
    "az": "Azerbaijani", "ro": "Romanian", "lt": "Lithuanian", "lv": "Latvian", "et": "Estonian",
}  # fmt: skip
# The letters that tell a language among those in Cyrillic; where several have all that a text shows, the first does.
_LETTERS = {
    "Ukrainian": "іїєґ", "Belarusian": "іўыэ", "Serbian": "јљњџђћ", "Macedonian": "јљњџѓќѕ", "Mongolian": "өүыэ",
    "Kyrgyz": "өүңыэ", "Uzbek": "ўқғҳэ", "Tajik": "қғҳӣӯҷэ", "Tatar": "әөүҗңһыэ", "Bashkir": "әөүңһғҡҙҫыэ",
    "Kazakh": "іәғқңөұүһыэ", "Russian in the old spelling": "іѣѳъыэ",
}  # fmt: skip
_CODEC = "cp1251"  # one byte a letter: to translate and count bytes costs a fiftieth of a search for letters
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_RUSSIAN = re.compile(r"[а-яёА-ЯЁ]")
_LETTER = re.compile(r"[^\W\d_]")
_ALL_RUSSIAN = re.compile(r"[а-яё]+$")
_SMALL_WORDS = tuple(f" {word} " for word in ("и", "в", "на", "с", "по", "что", "не", "из", "о", "к", "за", "его"))
_BULGARIAN = re.compile(r"[а-я]ъ[бвгджзклмнпрстфхцчшщ]", re.I)  # 'министърът': in Russian ъ stands before vowels
_SMALL_LETTERS = re.compile(r"(?<!\w)[а-я\u0450-\u052f]{2,}(?!\w)")
_SHORT = 200  # Cyrillic letters: under this the identifier takes good Russian for Bulgarian
_FEW = 20  # letters: under this it knows nothing
_SAMPLE = 20_000
_ALIEN = 0.005  # of the Cyrillic letters: names and single words of a neighbour stay under it
_ALIEN_WORDS = 0.12  # of the words in small letters: of Ukrainian and Belarusian ones a third have letters of their own


class OtherLanguage(UnreadableInput):
    """A text in another language than Russian; `language` is its English name."""

    def __init__(self, message: str, language: str) -> None:
        super().__init__(message)
        self.language = language

    def __reduce__(self) -> tuple[type[OtherLanguage], tuple[str, str]]:
        return OtherLanguage, (str(self), self.language)


def foreign_language(text: str) -> str | None:
    """The English name of the language that `text` is taken for, or None when it is Russian.

    Russian with Latin names in it stays Russian, so does Russian with quotations from a neighbour's language; a short
    text is foreign only when its letters say so.
    """
    sample = text[:_SAMPLE]
    letters, cyrillic, alien, own = _counts(sample)
    if not cyrillic:
        return _identified(sample) if letters >= _FEW else "a language in other letters"
    if cyrillic < letters * 0.3:
        return _identified(sample)
    if alien > cyrillic * _ALIEN and (language := _by_letters(sample)):
        return language
    short = cyrillic < _SHORT and alien <= cyrillic * _ALIEN and not _BULGARIAN.search(sample)
    return None if short or _looks_russian(sample, cyrillic, own) else _identified(sample)


def _counts(text: str) -> tuple[int, int, int, int]:
    """Letters, Cyrillic letters, those of them that Russian has not, and those (ы, э) that its neighbours have not."""
    kinds = text.encode(_CODEC, "replace").translate(_KINDS)
    russian, own, alien, latin = (kinds.count(kind) for kind in (b"r", b"o", b"a", b"l"))
    if kinds.count(b"?") - text.count("?") > len(text) * _ALIEN:
        cyrillic = len(_CYRILLIC.findall(text))
        return len(_LETTER.findall(text)), cyrillic, cyrillic - len(_RUSSIAN.findall(text)), own
    cyrillic = russian + own + alien
    return cyrillic + latin, cyrillic, alien, own


def _kind(char: str) -> str:
    if char in "ыэЫЭ":
        return "o"
    if _RUSSIAN.match(char):
        return "r"
    if _CYRILLIC.match(char):
        return "a"
    return "l" if char.isalpha() else "?" if char == "?" else " "


_KINDS = "".join(_kind(bytes([byte]).decode(_CODEC, "replace")) for byte in range(256)).encode("ascii")


def _by_letters(text: str) -> str | None:
    """The language whose letters stand in many of the words; None where they stand in names and quotations only."""
    words = _SMALL_LETTERS.findall(text)
    alien = [word for word in words if not _ALL_RUSSIAN.match(word)]
    if len(alien) <= len(words) * _ALIEN_WORDS:
        return None
    letters = "".join(alien)
    found = {language: sum(map(letters.count, own)) for language, own in _LETTERS.items()}
    return max(found, key=lambda language: found[language])


def _looks_russian(text: str, cyrillic: int, own: int) -> bool:
    needed = min(max(cyrillic // 200, 1), 20)
    return own >= cyrillic * 0.005 and sum(map(text.count, _SMALL_WORDS)) >= needed


def _identified(text: str) -> str | None:
    code, _ = _identifier().classify(text)
    return None if code == "ru" else _NAMES.get(code, f"the language '{code}'")


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    """py3langid (BSD, 4.5 MB, no download) takes half a second to load, so only doubtful texts load it."""
    return LanguageIdentifier.from_model_file("data/model.npz.xz")
