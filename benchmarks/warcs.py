"""WARC files of our own, for measuring and for tests: records of any kind, and news pages by the gigabyte."""

from __future__ import annotations

import gzip
import random
from collections.abc import Iterable, Iterator, Sequence
from itertools import cycle
from pathlib import Path
from typing import Literal

from backports import zstd

Packing = Literal["", "gzip", "zstd"]
HTML = "text/html; charset=utf-8"
DAY = "2021-06-29T10:20:30Z"
_TEXT = """
    в городе прошла выставка на которой показали новые работы местных мастеров а вечером состоялся концерт для всех
    жителей и гостей по словам организаторов праздник посетили тысячи человек погода была тёплой дождя не ожидается
"""
WORDS = _TEXT.split()


def record(
    url: str, body: bytes, *, kind: str = "response", status: int = 200, media: str = HTML,
    headers: Sequence[str] = (), day: str = DAY,
) -> bytes:  # fmt: skip
    """One record; a response has the header of HTTP before its body, with `headers` among its lines."""
    if kind == "response":
        lines = [f"HTTP/1.1 {status} OK", f"Content-Type: {media}", *headers, "", ""]
        block, media = "\r\n".join(lines).encode() + body, "application/http; msgtype=response"
    else:
        block = body
    lines = [
        "WARC/1.0", f"WARC-Type: {kind}", f"WARC-Target-URI: {url}", f"WARC-Date: {day}", f"Content-Type: {media}",
        f"Content-Length: {len(block)}", "", "",
    ]  # fmt: skip
    return "\r\n".join(lines).encode() + block + b"\r\n\r\n"


def pack(data: bytes, packing: Packing) -> bytes:
    """One gzip member or one zstd frame of the data, or the data."""
    if packing == "gzip":
        return gzip.compress(data, 6, mtime=0)
    return zstd.compress(data) if packing == "zstd" else data


def page(title: str, paragraphs: Iterable[str]) -> bytes:
    """A news page with what stands around an article: a menu, links to others, scripts, styles."""
    links = "".join(f'<li><a href="/news/{n}.html">Новость номер {n} за сегодня</a></li>' for n in range(60))
    style = "".join(f".block-{n} {{ margin: {n}px; color: #{n:06x}; }}\n" for n in range(150))
    text = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)
    return (
        f'<!DOCTYPE html><html lang="ru"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{style}</style></head><body><nav><ul>{links}</ul></nav><main><article><h1>{title}</h1>\n{text}</article></main>"
        f"<footer><ul>{links}</ul></footer></body></html>"
    ).encode()


def pages(count: int) -> Iterator[bytes]:
    """Pages of some 25 KB, the same in every run."""
    dice = random.Random(7)
    for number in range(count):
        paragraphs = [" ".join(dice.choices(WORDS, k=60)).capitalize() + "." for _ in range(8)]
        yield page(f"Городские новости, выпуск {number}", paragraphs)


def write_news(path: Path, size: int, packing: Packing, different: int = 500) -> int:
    """Writes a WARC file of `size` bytes or a little more, of so many pages over and over; gives the plain bytes.

    Before every response stands the request for it, as crawlers write them.
    """
    ready = []
    for number, body in enumerate(pages(different)):
        url = f"https://news.example/{number}"
        for data in (record(url, b"GET / HTTP/1.1\r\n\r\n", kind="request"), record(url, body)):
            ready.append((len(data), pack(data, packing)))
    plain = 0
    with path.open("wb") as file:
        for length, data in cycle(ready):
            file.write(data)
            plain += length
            if file.tell() >= size:
                return plain
    return plain
