"""How fast mixed news goes into the register. Run it with `make bench`.

Makes a dump of synthetic news, two in a hundred about arms, and ingests it into a new register of SQLite with two
processes, as `svodka ingest` does; beside it a sample that is read deeply without the filter, what the parts of the way
cost on one core, and the same news as web pages in a WARC file.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from pathlib import Path

from news import rows, write_dump
from warcs import pack, page, record

from svodka.pipeline.batches import Reader
from svodka.pipeline.documents import ReadOptions, article_of_draft, draft_of
from svodka.pipeline.report import Report
from svodka.pipeline.stepping import IngestOptions
from svodka.pipeline.streaming import ingest_sources
from svodka.pipeline.words import lemmas_of
from svodka.register import Register
from svodka.register.sketch import sketch
from svodka.relevance import Relevance
from svodka.sources import Document, Source
from svodka.sources.finding import find_sources

SHARE = 0.02
JOBS = 2
WANTED = 150.0
"""Articles a second that the mix has to reach."""


def measure(name: str, source: Source, folder: Path, *, everything: bool = False) -> float:
    """Ingests a source into a register of its own; prints and gives the rate from the first article stored on."""
    report, times, used = Report(), [time.perf_counter()], processor()
    with Register.open(str(folder / f"{name.replace(' ', '-')}.db")) as register:
        for done in ingest_sources([source], register, IngestOptions(everything=everything), jobs=JOBS):
            report.count(done)
            times.append(time.perf_counter())
        register.refresh()
    whole, count = time.perf_counter() - times[0], len(times) - 1
    first = sum(moment <= times[1] + 0.05 for moment in times[1:])  # they come in groups
    steady = (count - first) / max(time.perf_counter() - times[1], 1e-9)
    told, used = report.as_dict(), (processor() - used) / count
    print(
        f"{name:24} {steady:7.1f} articles/s ({count / whole:.1f} with the start of {times[1] - times[0]:.1f} s; "
        f"{used * 1000:.1f} ms of the processor each, {JOBS / used:.0f}/s on {JOBS} free cores); "
        f"{count} articles: {told['new']} read, {told['irrelevant']} irrelevant, {told['duplicate']} duplicate, "
        f"{told['failed']} failed, {told['claims']} claims",
        flush=True,
    )
    return steady


def processor() -> float:
    """Seconds of the processor, this process and its workers that have ended, their start included."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def parts(source: Source) -> None:
    """What the stages cost on one core, in milliseconds an article at the median."""
    documents = [found for found in islice(source.found(), 300) if isinstance(found, Document)]
    options, relevance, reader = ReadOptions(), Relevance.load(), Reader.load()
    drafts = [draft_of(document, options) for document in documents]
    relevant = [draft for draft in drafts if relevance.judge(draft.text).relevant]
    articles = [article_of_draft(draft) for draft in relevant]
    reader.read(articles[:2])
    start = time.perf_counter()
    for _ in source.found():
        pass
    count = sum(1 for _ in source.found())
    cost = {
        "from the dump": (time.perf_counter() - start) / 2 / count * 1000,
        "decode, language": each(lambda document: draft_of(document, options), documents),
        "filter": each(lambda draft: relevance.judge(draft.text), drafts),
        "parts marked": each(article_of_draft, relevant), "sketch": each(lambda made: sketch(made.text), articles),
        "lemmas": each(lambda made: lemmas_of(made.text), articles),
        "deep reading": each(lambda made: reader.read([made]), articles),
    }  # fmt: skip
    print("  ms an article: " + ", ".join(f"{name} {value:.2f}" for name, value in cost.items()))


def each(work: Callable[..., object], given: Iterable[object]) -> float:
    """Milliseconds at the median."""
    taken = []
    for one in given:
        start = time.perf_counter()
        work(one)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken) * 1000 if taken else 0.0


def write_warc(path: Path, count: int) -> None:
    """The mix as pages in a WARC file with gzip."""
    with path.open("wb") as file:
        for row in rows(count, SHARE):
            body = page(row["title"], row["text"].split("\n\n"))
            file.write(pack(record(row["url"], body), "gzip"))


def main(arguments: Sequence[str] | None = None) -> None:
    """Everything."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=6000, help="articles in the mix")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        size = write_dump(folder / "news.jsonl", given.count, SHARE)
        print(f"{given.count} articles of {size / given.count / 1000:.1f} KB, {SHARE:.0%} of them relevant")
        [dump] = find_sources([str(folder / "news.jsonl")])
        rate = measure("mix from JSON lines", dump, folder)
        parts(dump)
        write_dump(folder / "sample.jsonl", max(given.count // 30, 60), SHARE)
        [sample] = find_sources([str(folder / "sample.jsonl")])
        deep = measure("everything read deeply", sample, folder, everything=True)
        print(f"the filter makes it {rate / deep:.1f} times as fast")
        write_warc(folder / "news.warc.gz", given.count // 3)
        [warc] = find_sources([str(folder / "news.warc.gz")])
        measure("mix from WARC of pages", warc, folder)
    print(f"wanted: {WANTED:.0f} articles/s, " + ("reached" if rate >= WANTED else "NOT reached by the clock"))


if __name__ == "__main__":
    main()
