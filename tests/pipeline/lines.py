"""A source of made-up news, and a reader that needs no models: for tests of what lies between them."""

from __future__ import annotations

import os
import random
import re
import signal
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from svodka.model import Article, Evidence, Fact, Record, Said, Span, Value
from svodka.pipeline.streaming import ingest_sources
from svodka.register import Register
from svodka.relevance import Judgement
from svodka.sources.document import Document, Found, Refused

TELLING = re.compile(r"(Россия|РОССИЯ)\s+поставит (Индии) (\d+) зенитных ракетных комплексов (С-400)")
CITIES = ("Тверь", "Пермь", "Тула", "Омск", "Курск", "Псков", "Орёл", "Чита")
WEATHER = ("снег", "дождь", "туман", "ветер", "мороз", "гололёд", "солнце", "иней", "гроза")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """Texts at hand as a source; a text that is an error is what the source refuses or stumbles over."""

    texts: Sequence[bytes | Refused | Exception]
    name: str = "list"
    identity: str = "list@1"

    @property
    def size(self) -> int:
        return len(self.texts)

    def found(self, after: str | None = None) -> Iterator[Found]:
        for number, text in enumerate(self.texts):
            if after and number <= int(after):
                continue
            if isinstance(text, Exception):
                raise text
            if isinstance(text, Refused):
                yield text
            else:
                yield Document(name=f"{self.name} row {number}", data=text, cursor=str(number), done=number + 1)


class Light:
    """Reads one kind of sentence. 'Правило споткнётся' is what it stumbles over, 'Память кончилась' what kills it."""

    def read(self, articles: Sequence[Article]) -> list[Record]:
        return [self._record(article) for article in articles]

    def _record(self, article: Article) -> Record:
        if "споткнётся" in article.text:
            raise ZeroDivisionError("a rule is broken")
        if "Память кончилась" in article.text:
            os.kill(os.getpid(), signal.SIGKILL)
        return Record(article=article, entities=(), facts=tuple(map(_fact, TELLING.finditer(article.text))))


class LightFilter:
    """Lets through what tells of deals."""

    version = "light"

    def judge(self, text: str) -> Judgement:
        spans = tuple(Span(start=found.start(), end=found.end()) for found in TELLING.finditer(text))
        return Judgement(relevant=bool(spans), score=float(bool(spans)), spans=spans)


def _fact(found: re.Match[str]) -> Fact:
    def value(group: int, canonical: str) -> tuple[Value, ...]:
        return (Value(value=canonical, text=found[group], start=found.start(group), end=found.end(group)),)

    slots = {"supplier": value(1, "RU"), "recipient": value(2, "IN"), "quantity": value(3, f"{found[3]} комплекс"),
             "item": value(4, "С-400")}  # fmt: skip
    stretch = Evidence(start=found.start(), end=found.end(), text=found[0])
    return Fact(
        id="1", type="transfer", stage="planned", modality="asserted", slots=slots, time=(), said=Said(),
        evidence=(stretch,), confidence=0.9, rule="light",
    )  # fmt: skip


def small_talk(number: int, sentences: int = 12) -> str:
    """News that tell of nothing but the weather, other words for every number."""
    dice = random.Random(number)
    return " ".join(
        f"В городе {dice.choice(CITIES)} ожидается {dice.choice(WEATHER)}, скорость {dice.randrange(100)} делений, "
        f"влажность {dice.randrange(100)} процентов."
        for _ in range(sentences)
    )


def telling(number: int) -> str:
    """News that the filter lets through and the reader reads one fact from."""
    news = f"Россия поставит Индии {number} зенитных ракетных комплексов С-400."
    return f"Поставка номер {number}\n\n{news} {small_talk(-number - 1, 6)}"


def mixed(count: int) -> list[bytes | Refused | Exception]:
    """Weather, deals, the same deal again, copies with an advertisement, copies with more, and broken things."""
    made: list[bytes | Refused | Exception] = []
    for number in range(count):
        kind, deal = number % 10, number // 10
        text = {
            1: telling(deal), 4: f"{telling(deal)}\n\nПодпишитесь на нашу рассылку {number}.", 6: telling(deal),
            7: telling(max(deal - 3, 0)).replace("Россия поставит", "РОССИЯ   поставит"),
            8: f"{telling(deal)} Россия поставит Индии {number + 1000} зенитных ракетных комплексов С-400 позднее.",
        }.get(kind, small_talk(number))  # fmt: skip
        made.append(text.encode())
        if kind == 9:
            made.append(b"\x00\x01" * 30 if deal % 2 else f"{telling(5000 + deal)} Правило споткнётся.".encode())
    return made


def ingest_mix(url: Path, jobs: int, line: Connection) -> None:
    """Ingests the mix, telling of every document that is stored."""
    with Register.open(str(url)) as opened:
        given = [Listed(texts=mixed(500))]
        for done in ingest_sources(given, opened, jobs=jobs, load=Light, load_filter=LightFilter):
            line.send(done.name)
        opened.refresh()
