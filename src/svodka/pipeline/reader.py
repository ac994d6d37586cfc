"""The whole way of an article to its record, for many articles at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from svodka.facts import read_facts
from svodka.language import Analysis, LanguageModels
from svodka.mentions.annotate import annotate
from svodka.mentions.entities import collect
from svodka.model import Article, Record


class Analyser(Protocol):
    """What the reader needs of the language models."""

    def analyse(self, articles: Sequence[Article]) -> list[Analysis]:
        """The analyses of the articles, in their order."""


class Reader:
    """Reads articles into records. Build one with `load` and keep it: the models take seconds to load."""

    def __init__(self, models: Analyser) -> None:
        self._models = models

    @classmethod
    def load(cls) -> Reader:
        """A reader with the language models in memory; ModelsMissing when they are not installed."""
        return cls(LanguageModels())

    def read(self, articles: Sequence[Article]) -> list[Record]:
        """The records of the articles, in their order; all sentences go through the models in one batch."""
        return [_record(analysis) for analysis in self._models.analyse(articles)]


def _record(analysis: Analysis) -> Record:
    reading = annotate(analysis)
    return Record(article=analysis.article, entities=collect(reading), facts=read_facts(reading))
