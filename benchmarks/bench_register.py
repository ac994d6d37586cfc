"""Cost of the register, by its size. Run it with `make bench`.

Builds a register of synthetic articles (about ten claims each) as `svodka ingest` does it: every article stored in its
transaction, the records computed when all are in. A line of the table tells what an article cost since the size before
and in another day's news at that size, in milliseconds of the processor and as ratios to the smallest size, and how
long questions take at the median. No language models are needed.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from synthetic import BEGIN, CLAIMS, Told, article, articles

from svodka.evaluation.bcubed import bcubed
from svodka.query import Query, RecordFilter
from svodka.register import Register
from svodka.register.claims import record_claims

DAY = 250
"""Articles that another day brings."""

QUESTIONS = 40
SEARCHES = ("поставка истребителей", "поставки", "переговоры о ремонте техники", "местная газета", "зенитный комплекс")
"""Words that nearly every article holds: the worst there is."""


HEADS = ("articles", "stored", "computed", "ratio", "day stored", "computed", "ratio", "records", "of RU", "show",
         "search", "minutes")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Milliseconds of the processor an article, for storing it and for computing its records.

    The processor's time, for other programs on the machine disturb it least.
    """

    stored: float
    computed: float

    @property
    def whole(self) -> float:
        """Both together."""
        return self.stored + self.computed


def fill(register: Register, first: int, last: int) -> Cost:
    """What the articles from `first` up to `last` cost; making them is not counted."""
    stored = 0.0
    for told in articles(last - first, first):
        start = time.process_time()
        register.add(told.record, "1.0")
        stored += time.process_time() - start
    start = time.process_time()
    register.refresh()
    computed = time.process_time() - start
    return Cost(stored=stored / (last - first) * 1000, computed=computed / (last - first) * 1000)


def median(ask: Callable[[int], object], numbers: Sequence[int]) -> float:
    """Milliseconds that the middle one of the questions takes."""
    taken = []
    for number in numbers:
        start = time.perf_counter()
        ask(number)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken) * 1000


def questions(query: Query, size: int) -> list[float]:
    """The medians of `records`, of those of the country that sells most, `show` and `search`, about every age."""
    dice = random.Random(size)
    numbers = [dice.randrange(size) for _ in range(QUESTIONS)]
    asked = [article(number).record for number in numbers]
    parties = [[value.value for fact in record.facts for value in fact.slots.get("recipient", ())] for record in asked]
    keys = [record_claims(record)[0].key for record in asked]

    def records(code: str) -> object:
        return query.records(RecordFilter(type="transfer", countries=(code,)))

    every = range(QUESTIONS)
    return [
        median(lambda at: records((parties[at] or ["RU"])[0]), every), median(lambda _: records("RU"), every),
        median(lambda at: query.show(keys[at]), every),
        median(lambda at: query.search(SEARCHES[at % len(SEARCHES)]), every),
    ]  # fmt: skip


def truth(query: Query, told: Sequence[Told]) -> str:
    """How well the records are the matters that the generator told of."""
    right, made = {}, {}
    for each in told:
        for claim, matter in zip(record_claims(each.record), each.matters, strict=True):
            right[claim.key] = matter
    for key in right:
        if key not in made:
            state = query.show(key)
            made.update({evidence.claim: state.id for evidence in state.evidence if evidence.claim in right})
    found = bcubed(made, right)
    return f"joined: B-cubed precision {found.precision:.3f}, recall {found.recall:.3f}, F1 {found.f1:.3f}"


def measure(sizes: Sequence[int], url: str) -> None:
    """Builds one register up to the largest size and measures it at every size on the way."""
    began, held = time.perf_counter(), 0
    first: tuple[Cost, Cost] | None = None
    print("  ".join(f"{head:>10}" for head in HEADS))
    with Register.open(url) as register:
        query = Query(register)
        for size in sizes:
            cost, day = fill(register, held, size - DAY), fill(register, size - DAY, size)
            first, held = first or (cost, day), size
            cells = [f"{size:,}", *_cells(cost, first[0]), *_cells(day, first[1])]
            cells += [f"{value:.1f}" for value in (*questions(query, size), (time.perf_counter() - began) / 60)]
            print("  ".join(f"{cell:>10}" for cell in cells), flush=True)
        at = sizes[0] // 2
        print(truth(query, list(articles(min(DAY, at), at))))


def _cells(cost: Cost, first: Cost) -> list[str]:
    return [f"{cost.stored:.1f}", f"{cost.computed:.1f}", f"{cost.whole / first.whole:.2f}"]


def main() -> None:
    """Everything."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", default="1000,10000", help="numbers of articles, by commas")
    parser.add_argument("--register", metavar="URL", help="where to build it; a temporary file of SQLite by default")
    given = parser.parse_args()
    sizes = sorted(int(each) for each in given.sizes.split(","))
    if any(after - before < 2 * DAY for before, after in pairwise([0, *sizes])):
        sys.exit(f"sizes must be {2 * DAY} apart")
    print(f"a register of synthetic articles from {BEGIN.year} on, {CLAIMS} claims each")
    print(f"milliseconds an article, of which a day brings {DAY}; milliseconds a question")
    with tempfile.TemporaryDirectory(prefix="svodka-") as folder:
        measure(sizes, given.register or str(Path(folder) / "bench.db"))


if __name__ == "__main__":
    main()
