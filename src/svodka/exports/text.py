"""A report for people at a terminal: the facts by type, each with the words that state it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TextIO

from rich.console import Console
from rich.text import Text

from svodka.exports.characters import visible
from svodka.exports.wording import TITLES, word
from svodka.model import Article, Fact, Record

WIDEST = 120
UNKNOWN_WIDTH = 100
_STATUS_STYLES = {
    "denied": "bold red", "refused": "bold red", "cancelled": "bold red", "suspended": "bold red",
    "conditional": "bold yellow", "possible": "bold yellow",
}  # fmt: skip


def print_report(records: Iterable[Record], file: TextIO, *, trail: bool = False) -> None:
    """Prints the records as they come; in colours when `file` is a terminal that takes them."""
    console = Console(file=file, highlight=False, emoji=False, markup=False)
    console.width = min(console.width, WIDEST) if console.is_terminal else UNKNOWN_WIDTH
    for record in records:
        print_record(record, console, trail=trail)


def print_record(record: Record, console: Console, *, trail: bool = False) -> None:
    """The report on one article, as wide as the console."""
    for line in _report(record, trail):
        for piece in line.fit(console):
            console.print(piece, soft_wrap=True)


def summary(record: Record) -> str:
    """'3 facts: 2 transfers, 1 meeting; 5 entities' in one line."""
    counts = Counter(fact.type for fact in record.facts)
    kinds = ", ".join(_plural(counts[kind], kind) for kind in TITLES if counts[kind])
    told = f"{_plural(len(record.facts), 'fact')}: {kinds}" if kinds else "No facts of military-technical cooperation"
    return f"{told}; {_plural(len(record.entities), 'entity')}"


class _Line:
    """Text with a hanging indent: `first` opens it, `rest` every line that it continues on."""

    def __init__(self, text: Text | str, style: str = "", first: str = "", rest: str = "") -> None:
        self._text = Text(text, style=style) if isinstance(text, str) else text
        self._first, self._rest, self._style = first, rest, style

    def fit(self, console: Console) -> Iterator[Text]:
        """The lines that it takes in the width of the console."""
        for number, line in enumerate(self._text.wrap(console, console.width - len(self._first)) or [Text()]):
            line.rstrip()
            yield Text(self._rest if number else self._first, style=self._style) + line


def _report(record: Record, trail: bool) -> Iterator[_Line]:
    yield from _heading(record.article)
    for kind, title in TITLES.items():
        facts = [fact for fact in record.facts if fact.type == kind]
        if facts:
            yield _Line("")
            yield _Line(title, "bold cyan")
        for fact in facts:
            yield from _fact(fact, trail)
    yield _Line("")
    yield _Line(summary(record), "bold")
    yield _Line("")


def _heading(article: Article) -> Iterator[_Line]:
    yield _Line(visible(article.title or "(no title)"), "bold underline")
    date = f"{article.published} ({article.published_basis})" if article.published else "date unknown"
    known = [article.outlet, article.place, date, article.author]
    yield _Line(" · ".join(visible(text) for text in known if text), "dim")


def _fact(fact: Fact, trail: bool) -> Iterator[_Line]:
    wording = word(fact)
    line = Text(wording.what)
    if wording.status:
        line.append(", ").append(wording.status, style=_status_style(wording.status))
    yield _Line(line, first=" • ", rest="   ")
    if wording.details:
        yield _Line(" · ".join(wording.details), "green", "   ", "   ")
    for evidence in fact.evidence:
        yield _Line(visible(evidence.text), "dim", "   │ ", "   │ ")
    if trail:
        for step in (f"rule {fact.rule}, confidence {fact.confidence:.2f}", *fact.trail):
            yield _Line(visible(step), "magenta", "   ↳ ", "     ")


def _plural(count: int, noun: str) -> str:
    plural = {"entity": "entities", "facility": "facilities", "production": "production"}.get(noun, f"{noun}s")
    return f"{count} {noun if count == 1 else plural}"


def _status_style(status: str) -> str:
    return next((style for key, style in _STATUS_STYLES.items() if key in status), "bold green")
