"""News of our own by the thousand: six topics that have nothing to do with arms, and a few articles that have."""

from __future__ import annotations

import json
import random
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ARMS = "arms"
_SLOT = re.compile(r"{(\w+)}")
_LENGTH = (900, 2200)  # characters: 1.5 to 4 KB in UTF-8
_OUTLETS = ("Вестник", "Утро", "Область сегодня", "Курьер")


@cache
def _data() -> dict[str, dict[str, dict[str, list[str]]]]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


def article(number: int, *, relevant: bool) -> tuple[str, str]:
    """Title and text, another one for every number and the same in every run."""
    dice = random.Random(number * 2 + relevant)
    topics = _data()["topics"]
    other = dice.choice(sorted(topics.keys() - {ARMS}))
    topic = topics[ARMS if relevant else other]
    wanted, length = dice.randint(*_LENGTH), 0
    paragraphs: list[str] = []
    while length < wanted:
        some = dice.sample(topic["sentences"], 3)
        paragraphs.append(" ".join(_filled(dice, sentence) for sentence in some))
        length += len(paragraphs[-1])
    return _filled(dice, dice.choice(topic["titles"])), "\n\n".join(paragraphs)


def _filled(dice: random.Random, pattern: str) -> str:
    words = _data()["words"]
    made = _SLOT.sub(lambda slot: str(dice.randint(2, 60) if slot[1] == "n" else dice.choice(words[slot[1]])), pattern)
    return made[:1].upper() + made[1:]


def rows(count: int, share: float) -> Iterator[dict[str, str]]:
    """Articles as a dump has them, `share` of them relevant, evenly spread."""
    every = round(1 / share)
    for number in range(count):
        title, text = article(number, relevant=number % every == every // 2)
        yield {
            "title": title, "text": text, "date": f"2021-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}",
            "url": f"https://news.example/{number}", "source": _OUTLETS[number % len(_OUTLETS)],
        }  # fmt: skip


def write_dump(path: Path, count: int, share: float) -> int:
    """A dump in JSON lines; gives its size in bytes."""
    with path.open("w", encoding="utf-8") as file:
        for row in rows(count, share):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path.stat().st_size
