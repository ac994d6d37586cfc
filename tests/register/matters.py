"""The articles about matters, and what was read of the claims that their gold file names."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from svodka.articles import read_article
from svodka.model import Article, Fact, Record
from svodka.register.claims import record_claims

FOLDER = Path(__file__).parents[2] / "examples" / "matters"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldClaim:
    """A claim that a reader of the article must find, the stretches that state it, and the label of its record."""

    article: str
    type: str
    evidence: tuple[str, ...]
    label: str
    who: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was read of the gold claims: the key of each claim that was found, and those that were not."""

    keys: Mapping[GoldClaim, str]
    missed: Sequence[GoldClaim]

    @property
    def share(self) -> float:
        """How many of the gold claims were found, from 0 to 1."""
        return len(self.keys) / (len(self.keys) + len(self.missed))


def gold_claims() -> list[GoldClaim]:
    """The gold file's claims, in its order."""
    records = tomllib.loads((FOLDER / "gold.toml").read_text("utf-8"))["record"]
    return [
        GoldClaim(article=name, type=each["type"], evidence=tuple(words), label=each["label"], who=each.get("who", ""))
        for each in records for name, *words in each["claims"]
    ]  # fmt: skip


def articles() -> dict[str, Article]:
    """The articles by name."""
    return {path.stem: read_article(path.read_bytes(), path.name) for path in sorted(FOLDER.glob("*.txt"))}


def find_claims(golds: Iterable[GoldClaim], records: Mapping[str, Record]) -> Found:
    """The claims that were read at the gold claims' words: of the right type, each for one gold claim.

    What was read of a gold claim's first stretch goes before the others, what fits it closest before what fits it less.
    """
    wanted = list(dict.fromkeys(golds))
    fitting = sorted(
        (stretch, -share, gold.article, at, number) for number, gold in enumerate(wanted)
        for stretch, share, at in _fitting(gold, records[gold.article])
    )  # fmt: skip
    keys: dict[GoldClaim, str] = {}
    taken: set[tuple[str, int]] = set()
    for _, _, name, at, number in fitting:
        if wanted[number] not in keys and (name, at) not in taken:
            keys[wanted[number]] = record_claims(records[name])[at].key
            taken.add((name, at))
    return Found(keys=keys, missed=[gold for gold in wanted if gold not in keys])


def _fitting(gold: GoldClaim, record: Record) -> Iterator[tuple[int, float, int]]:
    """Stretches of the claim, the share of letters that a fact of its type has in common with them, and the fact."""
    stretches = [_letters(record.article.text.index(words), len(words)) for words in gold.evidence]
    for at, fact in enumerate(record.facts):
        if fact.type != gold.type or not _tells_of(fact, gold.who):
            continue
        read = {place for stretch in fact.evidence for place in range(stretch.start, stretch.end)}
        for number, stretch in enumerate(stretches):
            if stretch & read:
                yield number, len(stretch & read) / len(stretch | read), at


def _letters(start: int, length: int) -> frozenset[int]:
    return frozenset(range(start, start + length))


def _tells_of(fact: Fact, who: str) -> bool:
    return not who or any(value.value.endswith(who) for values in fact.slots.values() for value in values)
