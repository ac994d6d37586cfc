"""Read-only questions to the register, with typed answers; no language models needed."""

from svodka.query.answers import ArticleFound, Doubt, EntityFound, EntityState, NotFound, OpenName, RecordFound
from svodka.query.questions import Query, RecordFilter
from svodka.register.preference import Contradiction, Option
from svodka.register.reviews import Review
from svodka.register.state import Evidence, RecordState, Step

__all__ = [
    "ArticleFound", "Contradiction", "Doubt", "EntityFound", "EntityState", "Evidence", "NotFound", "OpenName",
    "Option", "Query", "RecordFilter", "RecordFound", "RecordState", "Review", "Step",
]  # fmt: skip
