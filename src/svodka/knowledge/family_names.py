"""Family names of the Far East, which stand first: 'Дун Цзюнь', 'Ким Чен Ын', 'Фан Ван Зянг'."""

from __future__ import annotations

from functools import lru_cache

from svodka.knowledge.names import fold
from svodka.knowledge.tables import read_table


def is_family_name_first(word: str) -> bool:
    """Whether a name that opens with `word` can be a Chinese, Korean or Vietnamese one."""
    return fold(word) in _family_names()


@lru_cache(maxsize=1)
def _family_names() -> frozenset[str]:
    return frozenset(fold(name) for name, _ in read_table("family_names.tsv", 2))
