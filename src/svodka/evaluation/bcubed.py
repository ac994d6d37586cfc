"""How well claims were joined into records, seen from each claim."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from typing import NamedTuple, TypeVar

ClaimT = TypeVar("ClaimT", bound=Hashable)


class BCubed(NamedTuple):
    """Shares from 0 to 1."""

    precision: float
    recall: float
    f1: float


def bcubed(predicted: Mapping[ClaimT, Hashable], gold: Mapping[ClaimT, Hashable]) -> BCubed:
    """B-cubed precision, recall and F1 of records against the records that are right.

    Each claim asks: of the claims that share its record, how many belong with it (precision); of those that belong
    with it, how many share its record (recall)? The figures are the means over all claims, each weighing the same, as
    in A. Bagga and B. Baldwin, 'Entity-Based Cross-Document Coreferencing Using the Vector Space Model', COLING-ACL
    1998; F1 is their harmonic mean. No claims at all are joined without a fault. Raises ValueError when the two do not
    speak of the same claims.
    """
    if predicted.keys() != gold.keys():
        stray = sorted(map(repr, predicted.keys() ^ gold.keys()))[:3]
        raise ValueError(f"claims in only one of the two: {', '.join(stray)}; compare the claims that both have")
    if not gold:
        return BCubed(1.0, 1.0, 1.0)
    made, right = Counter(predicted.values()), Counter(gold.values())
    both = Counter((predicted[claim], gold[claim]) for claim in gold)
    precision = sum(count * count / made[record] for (record, _), count in both.items()) / len(gold)
    recall = sum(count * count / right[label] for (_, label), count in both.items()) / len(gold)
    return BCubed(precision, recall, 2 * precision * recall / (precision + recall))
