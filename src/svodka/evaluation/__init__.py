"""Gold sets and quality figures."""

from svodka.evaluation.causes import format_causes
from svodka.evaluation.gold import GoldArticle, GoldFact, load_gold
from svodka.evaluation.relevance import Lost, RelevanceLoss, is_cooperation, measure_loss
from svodka.evaluation.report import Evaluation, Score, Summary, evaluate, format_errors, format_evaluation
from svodka.evaluation.validate import faults

__all__ = [
    "Evaluation", "GoldArticle", "GoldFact", "Lost", "RelevanceLoss", "Score", "Summary", "evaluate", "faults",
    "format_causes", "format_errors", "format_evaluation", "is_cooperation", "load_gold", "measure_loss",
]  # fmt: skip
