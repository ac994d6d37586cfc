"""A report for people at a terminal: the facts by type, each with the words that state it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TextIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from svodka.exports.characters import visible
from svodka.exports.wording import TITLES, word
from svodka.model import Article, Fact, Record

WIDEST = 120
UNKNOWN_WIDTH = 100
_STATUS_STYLES = {"denied": "bold red", "refused": "bold red", "cancelled": "bold red", "conditional": "bold yellow",
                  "possible": "bold yellow"}  # fmt: skip


def print_report(records: Iterable[Record], file: TextIO, *, trail: bool = False) -> None:
    """Prints the records as they come; in colours when `file` is a terminal that takes them."""
    console = report_console(file)
    for record in records:
        console.print(render_report(record, trail=trail))


def report_console(file: TextIO) -> Console:
    """A console no wider than a report reads well."""
    console = Console(file=file, highlight=False, emoji=False, markup=False)
    console.width = min(console.width, WIDEST) if console.is_terminal else UNKNOWN_WIDTH
    return console


def render_report(record: Record, *, trail: bool = False) -> RenderableType:
    """The report on one article."""
    blocks: list[RenderableType] = [*_heading(record.article)]
    for kind, title in TITLES.items():
        facts = [fact for fact in record.facts if fact.type == kind]
        if facts:
            blocks += [Text(), Text(title, style="bold cyan")]
            blocks += [line for fact in facts for line in _fact(fact, trail)]
    return Group(*blocks, Text(), Text(summary(record), style="bold"), Text())


def summary(record: Record) -> str:
    """'3 facts: 2 transfers, 1 meeting; 5 entities' in one line."""
    counts = Counter(fact.type for fact in record.facts)
    kinds = ", ".join(_plural(counts[kind], kind) for kind in TITLES if counts[kind])
    told = f"{_plural(len(record.facts), 'fact')}: {kinds}" if kinds else "No facts of military-technical cooperation"
    return f"{told}; {_plural(len(record.entities), 'entity')}"


def _plural(count: int, noun: str) -> str:
    plural = {"entity": "entities", "facility": "facilities", "production": "production"}.get(noun, f"{noun}s")
    return f"{count} {noun if count == 1 else plural}"


def _heading(article: Article) -> Iterator[RenderableType]:
    yield Rule(style="cyan")
    yield Text(visible(article.title or "(no title)"), style="bold")
    basis = f" ({article.published_basis})" if article.published_basis and article.published_basis != "metadata" else ""
    known = [article.outlet, article.place, f"{article.published}{basis}" if article.published else "date unknown",
             article.author]  # fmt: skip
    yield Text(" · ".join(visible(text) for text in known if text), style="dim")


def _fact(fact: Fact, trail: bool) -> Iterator[RenderableType]:
    wording = word(fact)
    line = Text("• ", style="cyan")
    line.append(wording.what, style="default")
    if wording.status:
        line.append(", ").append(wording.status, style=_status_style(wording.status))
    yield Padding(line, (0, 0, 0, 1))
    if wording.details:
        yield Padding(Text(" · ".join(wording.details), style="green"), (0, 0, 0, 3))
    for evidence in fact.evidence:
        yield Padding(Text(f"│ {visible(evidence.text)}", style="dim"), (0, 0, 0, 3))
    if trail:
        for step in (f"rule {fact.rule}, confidence {fact.confidence:.2f}", *fact.trail):
            yield Padding(Text(f"↳ {visible(step)}", style="magenta"), (0, 0, 0, 3))


def _status_style(status: str) -> str:
    return next((style for key, style in _STATUS_STYLES.items() if key in status), "bold green")
