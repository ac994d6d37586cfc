"""Why facts are missed or wrong: the first thing that went wrong with each, counted over a gold set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from svodka.evaluation.gold import flatten
from svodka.evaluation.match import Row

_STANDING = ("stage", "modality")


def cause_of(row: Row, others: Sequence[Row]) -> str:
    """The cause of a row that is not exact; `others` are the rows of the same article.

    'nothing read', 'read as meeting', 'wrong stage', 'wrong supplier', 'no recipient', 'made up', 'told twice'.
    """
    if row.gold is None:
        return "told twice" if any(_same_place(row, other) for other in others) else "made up"
    if row.seen is None:
        words = row.gold.evidence
        near = [o.seen for o in others if o.seen is not None and any(_overlap(e.text, words) for e in o.seen.evidence)]
        return f"read as {near[0].type}" if near and near[0].type != row.type else "nothing read"
    wrong = [slot for slot, tally in row.slots.items() if not tally.clean]
    slot = next((slot for slot in _STANDING if slot in wrong), wrong[0] if wrong else "")
    return f"{'wrong' if flatten(row.seen).get(slot) else 'no'} {slot}"


def causes(rows: Iterable[tuple[str, Row]]) -> Mapping[str, Counter[str]]:
    """Cause → fact type → how many, the commonest cause first."""
    by_article: dict[str, list[Row]] = {}
    for name, row in rows:
        by_article.setdefault(name, []).append(row)
    found: dict[str, Counter[str]] = {}
    for article in by_article.values():
        for row in article:
            if not row.exact:
                found.setdefault(cause_of(row, article), Counter())[row.type] += 1
    return dict(sorted(found.items(), key=lambda each: (-each[1].total(), each[0])))


def format_causes(rows: Iterable[tuple[str, Row]]) -> str:
    """A line a cause: how often, and in which fact types."""
    return "\n".join(
        f"{counted.total():>5}  {cause:<22} " + ", ".join(f"{kind} {n}" for kind, n in counted.most_common())
        for cause, counted in causes(rows).items()
    )


def _overlap(one: str, other: str) -> bool:
    return bool(one) and bool(other) and (one in other or other in one)


def _same_place(row: Row, other: Row) -> bool:
    if row.seen is None or other.seen is None or other.gold is None or other.type != row.type:
        return False
    return any(a.start < b.end and b.start < a.end for a in row.seen.evidence for b in other.seen.evidence)
