"""Gold sets and quality figures."""

from svodka.evaluation.causes import format_causes
from svodka.evaluation.gold import GoldArticle, GoldFact, load_gold
from svodka.evaluation.report import Evaluation, Score, Summary, evaluate, format_errors, format_evaluation

__all__ = [
    "Evaluation", "GoldArticle", "GoldFact", "Score", "Summary", "evaluate", "format_causes", "format_errors",
    "format_evaluation", "load_gold",
]  # fmt: skip
