"""Which articles deserve deep reading, judged by words alone, before any model."""

from svodka.relevance.filter import Judgement, Reason, Relevance

__all__ = ["Judgement", "Reason", "Relevance"]
