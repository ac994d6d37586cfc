"""What a run came to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from svodka.model import Record
from svodka.register import Added

Outcome: TypeAlias = Literal[
    "new", "again", "copy", "appearance", "held", "irrelevant", "other language", "failed", "refused"
]
"""What became of a document.

It was read for the first time, or again by a newer reader; it tells nothing that its original does not tell, or is an
article that is there already; it was seen by an earlier run; or why it was not read.
"""

NOT_READ = ("failed", "refused")
"""Outcomes that stand for something wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    """What came of one document: what it brought to the register, or why it brought nothing.

    `done` tells how much of its source lies behind it, in the source's unit; `count` is of how many documents this
    tells, for those that an earlier run went through are told together.
    """

    name: str
    outcome: Outcome
    added: Added | None = None
    record: Record | None = None
    reason: str = ""
    language: str = ""
    source: str = ""
    done: int = 0
    count: int = 1


@dataclass(slots=True)
class Report:
    """Counts of a run, brought up to date with every document."""

    outcomes: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    facts: Counter[str] = field(default_factory=Counter)
    claims: int = 0
    gone: int = 0

    def count(self, found: Ingested) -> None:
        """Adds a document."""
        self.outcomes[found.outcome] += found.count
        if found.language:
            self.languages[found.language] += found.count
        if found.added:
            self.claims += len(found.added.claims)
            self.gone += len(found.added.gone)
        if found.record:
            self.facts.update(fact.type for fact in found.record.facts)

    @property
    def set_aside(self) -> int:
        """Documents that are on the set-aside list now."""
        return self.failed + self.outcomes["other language"]

    @property
    def failed(self) -> int:
        """Documents that could not be read or had."""
        return sum(self.outcomes[outcome] for outcome in NOT_READ)

    @property
    def documents(self) -> int:
        """Everything that the sources gave in this run."""
        return self.outcomes.total() - self.outcomes["held"]

    def as_dict(self) -> Mapping[str, Any]:
        """The report as JSON has it."""
        kinds = self.outcomes
        return {
            "read": self.documents, "new": kinds["new"], "read again": kinds["again"],
            "duplicate": kinds["copy"] + kinds["appearance"], "held already": kinds["held"],
            "irrelevant": kinds["irrelevant"], "other language": dict(sorted(self.languages.items())),
            "failed": self.failed, "facts": dict(sorted(self.facts.items())), "claims": self.claims,
            "claims no longer made": self.gone,
        }  # fmt: skip
