"""Read-only questions to the register, with typed answers; no language models needed."""

from svodka.query.answers import (
    ArticleFound,
    Candidate,
    Doubt,
    EntityFound,
    EntityState,
    NamedIn,
    NameUsed,
    NotFound,
    OfficeHeld,
    OfficeTold,
    OpenName,
    Queued,
    RecordFound,
)
from svodka.query.questions import Query, RecordFilter
from svodka.register.preference import Contradiction, Option
from svodka.register.signed import Review
from svodka.register.state import Evidence, RecordState, Step

__all__ = [
    "ArticleFound", "Candidate", "Contradiction", "Doubt", "EntityFound", "EntityState", "Evidence", "NameUsed",
    "NamedIn", "NotFound", "OfficeHeld", "OfficeTold", "OpenName", "Option", "Query", "Queued", "RecordFilter",
    "RecordFound", "RecordState", "Review", "Step",
]  # fmt: skip
