"""Is it Russian? Letters and small words settle nearly everything; a language identifier names the rest."""

from __future__ import annotations

import re
from functools import lru_cache

from py3langid.langid import LanguageIdentifier

_NAMES = {
    "en": "English", "uk": "Ukrainian", "be": "Belarusian", "bg": "Bulgarian", "sr": "Serbian", "mk": "Macedonian",
    "kk": "Kazakh", "ky": "Kyrgyz", "mn": "Mongolian", "tt": "Tatar", "de": "German", "fr": "French", "es": "Spanish",
    "it": "Italian", "pl": "Polish", "cs": "Czech", "tr": "Turkish", "zh": "Chinese", "ja": "Japanese",
    "ko": "Korean", "ar": "Arabic", "fa": "Persian", "he": "Hebrew", "hy": "Armenian", "ka": "Georgian",
    "az": "Azerbaijani", "ro": "Romanian", "lt": "Lithuanian", "lv": "Latvian", "et": "Estonian",
}  # fmt: skip
_LETTER = re.compile(r"[^\W\d_]")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_RUSSIAN = re.compile(r"[а-яёА-ЯЁ]")
_ONLY_RUSSIAN = re.compile(r"[ыэЫЭ]")  # Bulgarian, Serbian, Macedonian and Ukrainian have neither
_SMALL_WORDS = re.compile(r"(?<!\w)(?:и|в|на|с|по|что|не|из|о|к|для|от|за|его|при|как|это|был[аио]?)(?!\w)", re.I)
_BULGARIAN = re.compile(r"[а-я]ъ[бвгджзклмнпрстфхцчшщ]", re.I)  # 'министърът': in Russian ъ stands before vowels
_SHORT = 200  # Cyrillic letters: under this the identifier takes good Russian for Bulgarian
_FEW = 20  # letters: under this it knows nothing
_SAMPLE = 20_000


def foreign_language(text: str) -> str | None:
    """The English name of the language that `text` is taken for, or None when it is Russian.

    Russian with Latin names in it stays Russian, and a short text is foreign only when its letters say so.
    """
    sample = text[:_SAMPLE]
    letters = len(_LETTER.findall(sample))
    cyrillic = len(_CYRILLIC.findall(sample))
    if not cyrillic:
        return _identified(sample) if letters >= _FEW else "a language in other letters"
    alien = cyrillic - len(_RUSSIAN.findall(sample))
    if cyrillic < letters * 0.3:
        return _identified(sample)
    short = cyrillic < _SHORT and not _BULGARIAN.search(sample)
    if alien <= cyrillic * 0.005 and (short or _looks_russian(sample, cyrillic)):
        return None
    return _identified(sample)


def _looks_russian(text: str, cyrillic: int) -> bool:
    own = len(_ONLY_RUSSIAN.findall(text)) >= cyrillic * 0.005
    return own and len(_SMALL_WORDS.findall(text)) >= min(cyrillic // 200, 20)


def _identified(text: str) -> str | None:
    code, _ = _identifier().classify(text)
    return None if code == "ru" else _NAMES.get(code, f"the language '{code}'")


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    """py3langid (BSD, 4.5 MB, no download) takes half a second to load, so only doubtful texts load it."""
    return LanguageIdentifier.from_model_file("data/model.npz.xz")
