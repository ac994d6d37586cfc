"""Speed and memory of `svodka read`, measured as it is used. Run it with `make bench`.

Prints articles of 5,000 characters a second from files to records with one and two processes, the peak resident memory
of every process, the seconds that the models take to load, and how the language models compare with the stock slovnet
pipeline on the same sentences in the same run. Every measurement has a process of its own.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
NEWS = ROOT.parent / "shared" / "benchmarks" / "factrueval" / "devset"
LENGTH = 5_000


def paragraphs() -> list[str]:
    """News paragraphs: of the FactRuEval corpus where it lies beside the checkout, and of the bundled examples."""
    files = [*sorted((ROOT / "examples").glob("*.txt")), *sorted(NEWS.glob("*.txt"))]
    lines = [line.strip() for file in files for line in file.read_text("utf-8").splitlines()]
    return sorted({line for line in lines if len(line) > 60})


def articles(count: int) -> Iterator[str]:
    """Articles of 5,000 characters, put together from paragraphs in an order that is the same in every run."""
    dice, pool, left = random.Random(1), paragraphs(), []
    for _ in range(count):
        text = ""
        while len(text) < LENGTH:
            left = left or dice.sample(pool, len(pool))
            text += left.pop() + "\n\n"
        yield text[:LENGTH]


def peak(process: str | int) -> int:
    """The peak resident memory of a process in megabytes."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))) // 1024


def load() -> None:
    """Loads the models, once the libraries are imported."""
    from svodka.pipeline import Reader

    start = time.perf_counter()
    Reader.load()
    print(f"models loaded in        {time.perf_counter() - start:5.2f} s")


def read(directory: Path, jobs: int) -> None:
    """From files to records; the steady rate leaves out what comes before the first outcome."""
    from svodka.pipeline import read_documents
    from svodka.sources.finding import find_sources

    sources = find_sources([str(path) for path in sorted(directory.iterdir())])
    texts = [found for source in sources for found in source.found()]
    times: list[float] = []
    memory: dict[int | None, int] = {}
    start = time.perf_counter()
    for outcome in read_documents(texts, jobs=jobs):
        assert outcome.record, outcome.error
        times.append(time.perf_counter() - start)
        for worker in multiprocessing.active_children():
            memory[worker.pid] = peak(worker.pid or "self")
    first = sum(moment <= times[0] + 0.01 for moment in times)  # the outcomes of a batch come at once
    steady = (len(times) - first) / (times[-1] - times[0])
    print(
        f"read, {jobs} process{'es' if jobs > 1 else '  '}       {steady:5.1f} articles/s"
        f"   ({len(times) / times[-1]:.1f} with the start of {times[0]:.1f} s)"
    )
    told = [f"{peak('self')} MB", *(f"{size} MB" for size in memory.values())]
    print(f"  peak resident memory   {' + '.join(told)}")


def ours(directory: Path) -> None:
    """Sentences, tokens, morphology, syntax and names: svodka.language."""
    from svodka.articles import article_from_text
    from svodka.language import LanguageModels

    models = LanguageModels()
    given = [article_from_text(path.read_text("utf-8")) for path in sorted(directory.iterdir())]
    start = time.perf_counter()
    for at in range(0, len(given), 16):
        models.analyse(given[at : at + 16])
    print(len(given) / (time.perf_counter() - start))


def stock(directory: Path) -> None:
    """The same with razdel and slovnet as they come."""
    import razdel
    import slovnet
    from navec import Navec

    from svodka.language.weights import data_folder

    folder = data_folder()
    vectors = Navec.load(folder / "emb" / "navec_news_v1_1B_250K_300d_100q.tar")
    tagger, parser = (
        kind.load(folder / "model" / f"slovnet_{name}_news_v1.tar").navec(vectors)
        for kind, name in ((slovnet.Morph, "morph"), (slovnet.Syntax, "syntax"))
    )
    namer = slovnet.NER.load(folder / "model" / "slovnet_ner_news_v1.tar").navec(vectors)
    texts = [path.read_text("utf-8") for path in sorted(directory.iterdir())]
    start = time.perf_counter()
    for text in texts:
        words = [[token.text for token in razdel.tokenize(part.text)] for part in razdel.sentenize(text)]
        list(tagger.map(words)), list(parser.map(words)), namer(text)
    print(len(texts) / (time.perf_counter() - start))


def run(part: str, directory: Path, *more: str) -> str:
    """One measurement in a process of its own."""
    command = [sys.executable, __file__, part, str(directory), *more]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def main() -> None:
    """Everything, or one part in this process."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("part", nargs="?", default="all", choices=["all", "load", "read", "ours", "stock"])
    parser.add_argument("directory", nargs="?", type=Path)
    parser.add_argument("jobs", nargs="?", type=int, default=1)
    parser.add_argument("--articles", type=int, default=160)
    given = parser.parse_args()
    if given.directory:
        {"load": load, "read": lambda: read(given.directory, given.jobs), "ours": lambda: ours(given.directory),
         "stock": lambda: stock(given.directory)}[given.part]()  # fmt: skip
        return
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        for number, text in enumerate(articles(given.articles)):
            (directory / f"{number:04}.txt").write_text(text, "utf-8")
        print(f"{given.articles} articles of {LENGTH:,} characters")
        print(run("load", directory), end="", flush=True)
        for jobs in ("2", "1"):
            print(run("read", directory, jobs), end="", flush=True)
        fast, slow = float(run("ours", directory)), float(run("stock", directory))
        print(f"language models alone   {fast:5.1f} articles/s, {fast / slow:.1f} times the stock slovnet's {slow:.1f}")


if __name__ == "__main__":
    main()
