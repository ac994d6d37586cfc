"""The figures of an evaluation: precision, recall and F1 of facts and of their values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from svodka.evaluation.gold import GoldArticle, flatten
from svodka.evaluation.match import Row, Tally, match
from svodka.model import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Precision, recall and F1, rounded to four places, and the number of expected things."""

    precision: float
    recall: float
    f1: float
    expected: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """`found`: key slots right; `slots`: every value; `exact`: every slot right; `ground`: evidence overlaps."""

    found: Score
    slots: Score
    exact: Score
    ground: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """All rows with the article they belong to, and how many publication dates are right."""

    rows: tuple[tuple[str, Row], ...]
    dates_right: int
    dates_asked: int

    @property
    def all(self) -> Summary:
        """The figures over every fact type."""
        return summarise(row for _, row in self.rows)

    def by_type(self) -> dict[str, Summary]:
        """The figures of every fact type that occurs."""
        types = sorted({row.type for _, row in self.rows})
        return {kind: summarise(row for _, row in self.rows if row.type == kind) for kind in types}


def evaluate(articles: Iterable[tuple[GoldArticle, Record | None]]) -> Evaluation:
    """Gold against what was read; an article without a record misses everything."""
    rows: list[tuple[str, Row]] = []
    right = asked = 0
    for gold, record in articles:
        rows += [(gold.name, row) for row in match(gold, record)]
        asked += bool(gold.published)
        right += record is not None and record.article.published in gold.published
    return Evaluation(rows=tuple(rows), dates_right=right, dates_asked=asked)


def summarise(rows: Iterable[Row]) -> Summary:
    """The figures of some rows."""
    rows = list(rows)
    expected = sum(row.gold is not None for row in rows)
    predicted = sum(row.seen is not None for row in rows)
    found = [row for row in rows if row.found]
    values = sum((row.total for row in rows), Tally())
    return Summary(
        found=_score(len(found), predicted, expected),
        slots=_score(values.hit, values.hit + values.wrong, values.hit + values.missed),
        exact=_score(sum(row.exact for row in rows), predicted, expected),
        ground=round(sum(row.grounded for row in found) / len(found), 4) if found else 0.0,
    )


def format_evaluation(evaluation: Evaluation) -> str:
    """One line a fact type, one for all, one for the publication dates."""
    lines = [_line(kind, summary) for kind, summary in [*evaluation.by_type().items(), ("all", evaluation.all)]]
    return "\n".join([*lines, f"publication date right: {evaluation.dates_right} of {evaluation.dates_asked}"])


def format_errors(rows: Sequence[tuple[str, Row]]) -> str:
    """Everything that is not exact: gold, what was read, and the slots in which they differ."""
    return "\n".join(line for name, row in rows if not row.exact for line in _error(name, row))


def _error(name: str, row: Row) -> list[str]:
    mark = "missed" if not row.seen else "extra" if not row.gold else "differs" if row.found else "not found"
    lines = [f"{name}  {row.type}  {mark}" + (f"  (rule {row.seen.rule})" if row.seen else "")]
    gold = row.gold.values if row.gold else {}
    seen = flatten(row.seen) if row.seen else {}
    for slot, tally in row.slots.items():
        sign = " " if tally.clean else "!"
        sides = [("gold", gold.get(slot)), ("read", seen.get(slot))]
        lines.append(f"  {sign} {slot}: " + "  ".join(f"{side} {' + '.join(v) if v else '-'}" for side, v in sides))
    evidence = row.gold.evidence if row.gold else " … ".join(e.text for e in row.seen.evidence) if row.seen else ""
    return [*lines, f"    ┆ {' '.join(evidence.split())[:200]}"]


def _score(hit: int, predicted: int, expected: int) -> Score:
    precision = hit / predicted if predicted else 0.0
    recall = hit / expected if expected else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Score(precision=round(precision, 4), recall=round(recall, 4), f1=round(f1, 4), expected=expected)


def _line(name: str, summary: Summary) -> str:
    scores = {"found": summary.found, "slots": summary.slots, "exact": summary.exact}
    cells = [f"{key} {s.precision:.3f}/{s.recall:.3f}/{s.f1:.3f}" for key, s in scores.items()]
    return f"{name:<22} {'  '.join(cells)}  ground {summary.ground:.3f}  n={summary.found.expected}"
