"""The records every room speaks in: frozen, slotted, keyword-only; standard library only."""

from svodka.model.article import Article, Dateline, Paragraph, ParagraphKind, PublishedBasis
from svodka.model.days import day_as_written
from svodka.model.errors import KnowledgeError, ModelsMissing, SvodkaError, UnreadableInput
from svodka.model.record import (
    Entity,
    EntityType,
    Evidence,
    Fact,
    FactType,
    Modality,
    Record,
    Said,
    SaidKind,
    Value,
)
from svodka.model.spans import Span

__all__ = [
    "Article", "Dateline", "Entity", "EntityType", "Evidence", "Fact", "FactType", "KnowledgeError",
    "Modality", "ModelsMissing", "Paragraph", "ParagraphKind", "PublishedBasis", "Record", "Said",
    "SaidKind", "Span", "SvodkaError", "UnreadableInput", "Value", "day_as_written",
]  # fmt: skip
