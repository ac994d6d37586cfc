"""How fast the language models read, beside stock slovnet in the same run.

    python benchmarks/bench_language.py [--words N]

Texts are the bundled examples, over and over. Both sides get the same sentences, cut into words, and one thread; the
ratio counts, for the figures themselves depend on the machine and on what else runs on it.
"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before NumPy is imported

import argparse
import resource
import sys
import time
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path

from svodka.language import LanguageModels
from svodka.language.engine import Engine
from svodka.language.segmentation import look_up_form, sentences, tokens
from svodka.language.weights import data_folder
from svodka.model import Article, Paragraph, Span

EXAMPLES = Path(__file__).parents[1] / "examples"


def texts() -> list[str]:
    """The example articles."""
    found = [path.read_text("utf-8") for path in sorted(EXAMPLES.glob("*.txt"))]
    return found or sys.exit(f"no example articles in {EXAMPLES}")


def article(text: str) -> Article:
    """Every line a paragraph to be read."""
    lines, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            lines.append(Paragraph(span=Span(start=at, end=at + len(line)), kind="body"))
        at += len(line) + 1
    return Article(id="", text=text, title=None, url=None, outlet=None, author=None, published=None,
                   published_basis=None, place=None, language="ru", paragraphs=tuple(lines), dateline=None)  # fmt: skip


def enough(words: int) -> list[list[str]]:
    """Sentences of the examples, repeated up to that many words."""
    cut = [[look_up_form(t.text) for t in tokens(text, s.start, s.end)] for text in texts() for s in sentences(text)]
    chosen: list[list[str]] = []
    for sentence in cycle(cut):
        chosen.append(sentence)
        words -= len(sentence)
        if words <= 0:
            return chosen


def seconds(work: Callable[[], object]) -> float:
    """The better of two runs."""
    times = []
    for _ in range(2):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def stock() -> dict[str, Callable[[list[list[str]]], object]]:
    """slovnet's own runtime over the same weights."""
    import navec
    import slovnet

    folder = data_folder()
    vectors = navec.Navec.load(next((folder / "emb").glob("navec*.tar")))

    def load(kind: object, name: str) -> object:
        return kind.load(folder / "model" / f"slovnet_{name}_news_v1.tar", batch_size=16).navec(vectors)  # type: ignore

    morph, syntax, names = load(slovnet.Morph, "morph"), load(slovnet.Syntax, "syntax"), load(slovnet.NER, "ner")

    def read_names(words: list[list[str]]) -> list[object]:
        infer = names.infer  # type: ignore[attr-defined]
        return list(infer.decoder(infer.process(infer.encoder(words))))

    return {
        "morphology": lambda words: list(morph.map(words)),  # type: ignore[attr-defined]
        "names": read_names,
        "syntax": lambda words: list(syntax.map(words)),  # type: ignore[attr-defined]
    }


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=20_000)
    words = enough(parser.parse_args().words)
    count = sum(map(len, words))
    start = time.perf_counter()
    engine = Engine()
    models = LanguageModels(engine)
    loaded = time.perf_counter() - start
    ours = {"morphology and names": seconds(lambda: list(engine.tag(words))),
            "syntax, with true trees": seconds(lambda: list(engine.parse(words)))}  # fmt: skip
    articles = [article(text) for text in islice(cycle(texts()), 60)]
    characters = sum(len(a.text) for a in articles)
    whole = seconds(lambda: models.analyse(articles))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    theirs = {name: seconds(lambda read=read: read(words)) for name, read in stock().items()}  # type: ignore[misc]
    rows = [(f"slovnet: {name}", t) for name, t in theirs.items()] + [
        (f"svodka: {name}", t) for name, t in ours.items()
    ]
    print(f"{count} words, one thread")
    for name, taken in rows:
        print(f"  {name:32} {taken / count * 1e6:7.1f} µs a word")
    print(f"  {'slovnet / svodka':32} {sum(theirs.values()) / sum(ours.values()):7.1f} times")
    print(f"whole analysis: {characters / whole / 5000:.1f} articles of 5,000 characters a second")
    print(f"loaded in {loaded:.2f} s, at most {memory:.0f} MB resident")


if __name__ == "__main__":
    main()
