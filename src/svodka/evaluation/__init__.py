"""Gold sets and quality figures."""

from svodka.evaluation.gold import GoldArticle, GoldFact, load_gold
from svodka.evaluation.relevance import Lost, RelevanceLoss, is_cooperation, measure_loss
from svodka.evaluation.report import Evaluation, Score, Summary, evaluate, format_errors, format_evaluation

__all__ = [
    "Evaluation", "GoldArticle", "GoldFact", "Lost", "RelevanceLoss", "Score", "Summary", "evaluate", "format_errors",
    "format_evaluation", "is_cooperation", "load_gold", "measure_loss",
]  # fmt: skip
