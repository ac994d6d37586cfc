"""Cost of the register, by its size. Run it with `make bench`.

Builds a register of synthetic articles (about ten claims each) as `svodka ingest` does it: every article stored in its
transaction, the records computed when all are in. At every size prints what an article cost since the size before, as
milliseconds and as a ratio to the smallest size; what it costs when another day's articles come; and how long
`records`, `show` and `search` take at the median. No language models are needed.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
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


def fill(register: Register, first: int, last: int) -> tuple[float, str]:
    """Milliseconds of the processor an article, and what for; making the articles is not counted.

    The ratio is the processor's, for other programs on the machine disturb it least; the whole time is printed beside.
    """
    stored, waited = 0.0, 0.0
    for told in articles(last - first, first):
        start, began = time.process_time(), time.perf_counter()
        register.add(told.record, "1.0")
        stored, waited = stored + time.process_time() - start, waited + time.perf_counter() - began
    start, began = time.process_time(), time.perf_counter()
    register.refresh()
    computed, waited = time.process_time() - start, waited + time.perf_counter() - began
    stored, computed, waited = (seconds / (last - first) * 1000 for seconds in (stored, computed, waited))
    cost = stored + computed
    return cost, f"{cost:.1f} ms an article ({stored:.1f} stored, {computed:.1f} computed; {waited:.1f} by the clock)"


def median(ask: Callable[[int], object], numbers: Sequence[int]) -> float:
    """Milliseconds that the middle one of the questions takes."""
    taken = []
    for number in numbers:
        start = time.perf_counter()
        ask(number)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken) * 1000


def questions(query: Query, size: int) -> str:
    """The medians of the three questions about articles and records of every age."""
    dice = random.Random(size)
    numbers = [dice.randrange(size) for _ in range(QUESTIONS)]
    asked = [article(number).record for number in numbers]
    parties = [[value.value for fact in record.facts for value in fact.slots.get("recipient", ())] for record in asked]
    keys = [record_claims(record)[0].key for record in asked]

    def records(code: str) -> object:
        return query.records(RecordFilter(type="transfer", countries=(code,)))

    every = range(QUESTIONS)
    taken = {
        "records": median(lambda at: records((parties[at] or ["RU"])[0]), every),
        "records of RU": median(lambda _: records("RU"), every),
        "show": median(lambda at: query.show(keys[at]), every),
        "search": median(lambda at: query.search(SEARCHES[at % len(SEARCHES)]), every),
    }
    return ", ".join(f"{name} {value:.1f}" for name, value in taken.items())


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
    first, held = 0.0, 0
    with Register.open(url) as register:
        query = Query(register)
        for size in sizes:
            cost, told = fill(register, held, size - DAY)
            first = first or cost
            print(f"{size:>7,} articles: {told}, {cost / first:.2f} times the first", flush=True)
            _, told = fill(register, size - DAY, size)
            held = size
            print(f"         another day: {told}", flush=True)
            print(f"         medians in ms: {questions(query, size)}", flush=True)
            if size == sizes[0]:
                print(f"         {truth(query, list(articles(DAY, size // 2)))}", flush=True)


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
    with tempfile.TemporaryDirectory(prefix="svodka-") as folder:
        measure(sizes, given.register or str(Path(folder) / "bench.db"))


if __name__ == "__main__":
    main()
