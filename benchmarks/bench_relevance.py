"""What the relevance filter costs and what it loses, beside deep reading of the same articles. `make bench` runs it.

Prints megabytes of UTF-8 a second on one core for the filter, its bare scan and the check of the language, for deep
reading in the same run, and for every set of articles: how many pass, and which share of the facts that deep reading of
everything finds stands in articles that do not. The sets beside the checkout (../shared) are measured where there are
any; the general news is shown in two halves, of which the filter was made looking at the first only. The last
lines show what reading only the telling sentences of the relevant articles would lose.
"""

from __future__ import annotations

import argparse
import hashlib
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

from svodka.articles import article_from_text, read_article
from svodka.articles.language_check import foreign_language
from svodka.evaluation import Lost, measure_loss
from svodka.model import Article, Fact, Record, SvodkaError
from svodka.pipeline import Reader
from svodka.relevance import Judgement, Relevance
from svodka.relevance.folding import fold_text, text_to_bytes
from svodka.relevance.patterns import all_patterns

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
SETS = {
    "examples": ROOT / "examples", "examples/held-back": ROOT / "examples" / "held-back",
    "examples/matters": ROOT / "examples" / "matters", "gold/dev": SHARED / "gold" / "dev",
}  # fmt: skip
GROUPS = (("irrelevant articles", (False,)), ("relevant articles", (True,)), ("all of them", (False, True)))
NEWS = SHARED / "benchmarks"
Read = list[tuple[Article, Record, Judgement]]


def articles(paths: Sequence[Path]) -> Iterator[Article]:
    """The articles of some files; what is no readable article is left out."""
    for path in paths:
        try:
            yield read_article(path.read_bytes(), path.name)
        except SvodkaError as error:
            print(f"left out: {error}")


def is_held_out(path: Path) -> bool:
    """Whether a file of the general news belongs to the half that nobody looked at."""
    return bool(hashlib.sha256(path.name.encode()).digest()[0] & 1)


def records(reader: Reader, given: Sequence[Article]) -> list[Record]:
    """The records of deep reading, in batches."""
    return [record for at in range(0, len(given), 16) for record in reader.read(given[at : at + 16])]


def rate(work: Callable[[str], object], texts: Sequence[str], times: int = 5) -> float:
    """Megabytes of UTF-8 a second of processor time, the best of some runs."""
    best = min(_seconds(work, texts) for _ in range(times))
    return sum(len(text.encode()) for text in texts) / 1e6 / best


def _seconds(work: Callable[[str], object], texts: Sequence[str]) -> float:
    start = time.process_time()
    for text in texts:
        work(text)
    return time.process_time() - start


def speed(relevance: Relevance, sets: dict[str, Read], deep: float) -> None:
    """The speeds of the filter and of its parts on articles that tell and on others."""
    patterns = [text_to_bytes(pattern.text) for pattern in all_patterns()]
    scan = BytesAhoCorasick(patterns, MatchKind.Standard, Implementation.ContiguousNFA)
    everything = [row for rows in sets.values() for row in rows]
    print(f"{len(patterns):,} patterns; MB of UTF-8 a second on one core:")
    for name, wanted in GROUPS:
        texts = [article.text for article, _, judgement in everything if judgement.relevant in wanted]
        texts *= max(1, 200 // max(1, len(texts)))
        whole = rate(relevance.judge, texts)
        bare = rate(lambda text: scan.find_matches_as_indexes(fold_text(text).words, overlapping=True), texts)
        language = rate(foreign_language, texts)
        print(f"  {name:20} judge {whole:6.1f}   fold and scan alone {bare:6.1f}   language {language:6.1f}")
    print(f"  deep reading of all {deep:6.3f}")


def losses(name: str, rows: Read) -> None:
    """One line of the table: who passes and what is lost."""
    loss = measure_loss((record, judgement.relevant) for _, record, judgement in rows)
    shown = (f"{_share(lost):>20}" for lost in (loss.cooperation, loss.beside, loss.events, loss.facts))
    print(f"{name:24}{loss.articles:6}{loss.passed:6} {loss.passed / loss.articles:5.0%}", *shown)


def _share(lost: Lost) -> str:
    return f"{lost.lost}/{lost.found} {lost.share:6.2%}"


def sentences(reader: Reader, rows: Read) -> None:
    """What reading only the telling sentences would save and lose."""
    relevant = [row for row in rows if row[2].relevant]
    kept = ["\n".join(span.of(article.text) for span in judgement.spans) for article, _, judgement in relevant]
    cut = [article_from_text(text, published=row[0].published) for text, row in zip(kept, relevant, strict=True)]
    pairs = list(zip((record for _, record, _ in relevant), records(reader, cut), strict=True))
    letters = sum(map(len, kept)) / sum(len(article.text) for article, _, _ in relevant)
    found = sum(len(record.facts) for _, record, _ in relevant)
    same = sum((facts(whole) & facts(short)).total() for whole, short in pairs)
    print(f"telling sentences: {letters:.0%} of the relevant articles' letters; reading them alone loses "
          f"{found - same}/{found} facts, {1 - same / found:.0%}")  # fmt: skip


def facts(record: Record) -> Counter[tuple[str, ...]]:
    """The facts with their stages and values, to be compared."""
    return Counter(map(_fact, record.facts))


def _fact(fact: Fact) -> tuple[str, ...]:
    values = sorted(f"{slot}={value.value}" for slot, found in fact.slots.items() for value in found)
    return (fact.type, fact.stage or "", fact.modality, *values)


def main() -> None:
    """Everything."""
    argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None).parse_args()
    start = time.perf_counter()
    relevance = Relevance.load()
    print(f"filter {relevance.version} loaded in {time.perf_counter() - start:.1f} s")
    news = sorted(NEWS.rglob("*.txt"))
    files = {name: sorted(path.glob("*.txt")) for name, path in SETS.items()}
    files["news, looked at"] = [path for path in news if not is_held_out(path)]
    files["news, held out"] = [path for path in news if is_held_out(path)]
    reader, seconds, size = Reader.load(), 0.0, 0
    sets: dict[str, Read] = {}
    for name, paths in files.items():
        given = list(articles(paths))
        start = time.process_time()
        read = records(reader, given)
        seconds, size = seconds + time.process_time() - start, size + sum(len(a.text.encode()) for a in given)
        if given:
            sets[name] = [(a, record, relevance.judge(a.text)) for a, record in zip(given, read, strict=True)]
    speed(relevance, sets, size / 1e6 / seconds)
    heads = (f"{head:>20}" for head in ("of cooperation", "beside events", "events", "all facts"))
    print(f"{'':24}{'read':>6}{'pass':>12}", *heads)
    mixed = [row for name, rows in sets.items() if name.startswith(("news", "gold")) for row in rows]
    for name, rows in {**sets, **({"gold/dev and news mixed": mixed} if mixed else {})}.items():
        losses(name, rows)
    sentences(reader, [row for name, rows in sets.items() if not name.startswith("news") for row in rows])


if __name__ == "__main__":
    main()
