"""Words for troops sent abroad (data/deployment.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal, cast, get_args

from svodka.model import KnowledgeError

Movement = Literal["station", "send", "come", "stay", "receive", "operate", "leave", "withdraw"]


@cache
def movements() -> Mapping[str, Movement]:
    """Lemma (ё written as е) → what it tells. Raises KnowledgeError for an unknown list or a word in two of them."""
    text = (files("svodka.facts") / "data" / "deployment.toml").read_text("utf-8")
    found: dict[str, Movement] = {}
    for name, words in tomllib.loads(text).items():
        for word in words:
            if name not in get_args(Movement) or word in found:
                raise KnowledgeError(f"deployment.toml: '{word}' stands in the unknown list '{name}' or in two lists")
            found[word] = cast(Movement, name)
    return found
