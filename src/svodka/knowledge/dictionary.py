"""The dictionary of Russian word forms, loaded once for all who read it."""

from __future__ import annotations

from functools import cache

import pymorphy3


@cache
def word_forms() -> pymorphy3.MorphAnalyzer:
    """pymorphy3's analyser: a fifth of a second and some megabytes the first time."""
    return pymorphy3.MorphAnalyzer()
