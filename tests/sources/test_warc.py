"""WARC files: which records are pages, and that a cut, a break or a stop anywhere costs nothing but itself."""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest
from backports import zstd
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.warcs import Packing, pack, record
from svodka.sources.document import Document, Refused
from svodka.sources.frames import packing_of
from svodka.sources.limits import Limits
from svodka.sources.warc import Warc
from tests.sources.blobs import blob, check_resuming, documents, reasons, told

PACKINGS: Sequence[Packing] = ("", "gzip", "zstd")
PAGE = "<html><body><p>Россия поставит Белоруссии зенитные комплексы.</p></body></html>"


def warc(data: bytes, **limits: int) -> Warc:
    return Warc(blob=blob(data, "news.warc"), packing=packing_of(data), limits=Limits(**limits))


def numbered(count: int) -> list[bytes]:
    return [record(f"https://news.example/{n}", f"{PAGE}<!-- {n} -->".encode()) for n in range(count)]


def joined(records: Sequence[bytes], packing: Packing, *, one_piece: bool = False) -> bytes:
    return pack(b"".join(records), packing) if one_piece else b"".join(pack(part, packing) for part in records)


def test_a_response_becomes_a_document() -> None:
    data = record("https://news.example/1", PAGE.encode("cp1251"), media="text/html; charset=Windows-1251")
    [found] = documents(warc(data))
    assert found == Document(
        name="news.warc record at 0", data=PAGE.encode("cp1251"), cursor="0", done=len(data), media="html",
        charset="windows-1251", url="https://news.example/1", fetched="2021-06-29",
    )  # fmt: skip


@pytest.mark.parametrize(("entry", "media"), [
    (record("u", b"x"), "html"),
    (record("u", b"x", media="application/xhtml+xml"), "html"),
    (record("u", b"x", media="TEXT/HTML;charset=utf-8"), "html"),
    (record("u", b"x", media="text/plain"), None),
    (record("u", b"x", media="image/png"), None),
    (record("u", b"x", status=404), None),
    (record("u", b"x", status=301), None),
    (record("u", b"x", kind="request"), None),
    (record("u", b"x", kind="metadata", media="text/html"), None),
    (record("u", b"x", kind="resource", media="text/html"), "html"),
    (record("u", b"x", kind="resource", media="application/pdf"), None),
    (record("u", b"x", kind="conversion", media="text/plain"), "text"),
    (record("u", b"", kind="warcinfo", media="application/warc-fields"), None),
])  # fmt: skip
def test_which_records_are_documents(entry: bytes, media: str | None) -> None:
    source = warc(entry + record("v", b"behind"))
    found = documents(source)
    assert [document.url for document in found] == [*(["u"] if media else []), "v"]
    assert found[0].media == (media or "html")
    assert reasons(source) == []


BODY = PAGE.encode() * 9
CHUNKS = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (BODY[:100], BODY[100:])) + b"0\r\n\r\n"


@pytest.mark.parametrize(("headers", "body"), [
    (["Content-Encoding: gzip"], gzip.compress(BODY)),
    (["Content-Encoding: x-gzip"], gzip.compress(BODY)),
    (["Content-Encoding: deflate"], zlib.compress(BODY)),
    (["Content-Encoding: br"], b"\x0b\x02\x80hello\x03"),
    (["Content-Encoding: zstd"], zstd.compress(BODY)),
    (["Content-Encoding: identity"], BODY),
    (["Transfer-Encoding: chunked"], CHUNKS),
    (["Transfer-Encoding: chunked", "Content-Encoding: deflate, gzip"], gzip.compress(zlib.compress(BODY))),
    (["Content-Encoding: gzip"], BODY),  # stored unpacked under the header of the packed one
    (["Transfer-Encoding: chunked"], BODY),
])  # fmt: skip
def test_bodies_are_unpacked(headers: list[str], body: bytes) -> None:
    [found] = documents(warc(record("u", body, headers=headers)))
    assert found.data == (b"hello" if "Content-Encoding: br" in headers else BODY)


@pytest.mark.parametrize(("headers", "body", "reason"), [
    ([], b"x" * 30_001, "over the limit of 30,000 bytes; no article is that long"),
    (["Content-Encoding: gzip"], gzip.compress(b"x" * 30_001), "unpacks to over the limit of 30,000 bytes"),
    (["Content-Encoding: lzma"], b"x", "packed as 'lzma'; only br, deflate, gzip, x-gzip, zstd are unpacked"),
])  # fmt: skip
def test_what_is_refused_stops_nothing(headers: list[str], body: bytes, reason: str) -> None:
    source = warc(record("u", body, headers=headers) + record("v", b"behind"), page=30_000)
    [told_reason] = reasons(source)
    assert told_reason.startswith(f"news.warc record at 0: {reason}")
    assert [document.url for document in documents(source)] == ["v"]
    check_resuming(source)


def test_a_bomb_in_a_body_is_refused() -> None:
    [reason] = reasons(warc(record("u", gzip.compress(b"\0" * 9_000_000), headers=["Content-Encoding: gzip"])))
    assert reason == "news.warc record at 0: unpacks to more than 250 times its size, which looks like a bomb"


@pytest.mark.parametrize("packing", PACKINGS)
@pytest.mark.parametrize("one_piece", [False, True])
def test_reading_goes_on_behind_any_record(packing: Packing, one_piece: bool) -> None:
    source = warc(joined(numbered(12), packing, one_piece=one_piece))
    assert len(check_resuming(source)) == 12


def test_records_that_lie_in_no_frame_of_their_own() -> None:
    """bgzip and its like cut the bytes anywhere."""
    plain = b"".join(numbered(12))
    for packing in ("gzip", "zstd"):
        data = b"".join(pack(plain[at : at + 500], packing) for at in range(0, len(plain), 500))
        assert len(check_resuming(warc(data))) == 12


def test_a_dictionary_before_the_frames() -> None:
    words = zstd.train_dict([part[:300] for part in numbered(200)], 2_000)
    head = b"\x5d\x2a\x4d\x18" + len(words.dict_content).to_bytes(4, "little") + words.dict_content
    data = head + b"".join(zstd.compress(part, zstd_dict=words) for part in numbered(5))
    assert [type(found) for found in check_resuming(warc(data))] == [Document] * 5


@given(data=st.data())
def test_a_cut_costs_only_what_is_behind_it(data: st.DataObject) -> None:
    packing = data.draw(st.sampled_from(PACKINGS))
    parts = [pack(part, packing) for part in numbered(4)]
    whole = b"".join(parts)
    cut = data.draw(st.integers(1, len(whole)))
    source = warc(whole[:cut])
    found = check_resuming(source)
    intact = [document for document in told(warc(whole).found()) if document in told(found)]
    ends = [sum(map(len, parts[: n + 1])) for n in range(4)]
    assert len(intact) >= sum(end <= cut for end in ends)
    assert [f for f in told(found) if f in intact] == told(f for f in found if isinstance(f, Document))
    refused = [f for f in found if isinstance(f, Refused)]
    nothing_lost = cut in ends or (not packing and any(end - 4 <= cut for end in ends if end > cut))  # blank lines
    assert len(refused) == (0 if nothing_lost else 1)


@settings(max_examples=60)
@given(data=st.data())
def test_what_is_broken_costs_only_itself(data: st.DataObject) -> None:
    """Bytes overwritten within one record: the others come, each once, from any place on."""
    packing = data.draw(st.sampled_from(PACKINGS))
    parts = [pack(part, packing) for part in numbered(5)]
    bad = data.draw(st.integers(0, 4))
    at = data.draw(st.integers(0, len(parts[bad]) - 1))
    junk = data.draw(st.binary(min_size=1, max_size=60))
    broken = bytearray(parts[bad])
    broken[at : at + len(junk)] = junk[: len(broken) - at]
    before, behind = b"".join(parts[:bad]), b"".join(parts[bad + 1 :])
    if bad == 0 and packing_of(bytes(broken)) != packing:
        return  # it is no WARC file any more
    found = check_resuming(Warc(blob=blob(before + bytes(broken) + behind), packing=packing, limits=Limits()))
    urls = [f.url for f in found if isinstance(f, Document)]
    others = [f"https://news.example/{n}" for n in range(5) if n != bad]
    # without packing nothing shows how far a record reaches whose length was overwritten
    expected = others if packing else others[:bad]
    assert [url for url in urls if url in expected] == expected


@pytest.mark.parametrize("packing", PACKINGS)
@pytest.mark.parametrize("one_piece", [False, True])
@pytest.mark.parametrize(("change", "reason"), [
    ((rb"Content-Length: \d+", b"Content-Length: 99999"), "is shorter than it says; read on at"),
    ((rb"Content-Length: \d+", b"Content-Length: 400"), "is longer than it says and runs into the next; read on at"),
    ((rb"Content-Length: \d+", b"Content-Length: x"), "has a broken header; read on at"),
    ((rb"Content-Length: \d+\r\n", b""), "has a broken header; read on at"),
    ((rb"WARC/1.0", b"WRAC/1.0"), "is no WARC record; read on at"),
])  # fmt: skip
def test_a_wrong_record_costs_only_itself(
    packing: Packing, one_piece: bool, change: tuple[bytes, bytes], reason: str
) -> None:
    records = numbered(4)
    records[1] = re.sub(*change, records[1])
    source = warc(joined(records, packing, one_piece=one_piece))
    [why] = reasons(source)
    assert reason in why
    assert [document.url[-1] for document in documents(source) if document.url] == ["0", "2", "3"]
    check_resuming(source)


def test_garbage_between_records_is_passed_over() -> None:
    for packing in PACKINGS:
        parts = [pack(part, packing) for part in numbered(3)]
        source = warc(parts[0] + b"garbage " * 20 + parts[1] + parts[2])
        assert len(reasons(source)) == 1
        assert [document.url for document in documents(source)][-1] == "https://news.example/2"
        check_resuming(source)


def test_a_file_that_grew_goes_on_where_it_ended() -> None:
    for packing in PACKINGS:
        parts = [pack(part, packing) for part in numbered(6)]
        last = documents(warc(b"".join(parts[:4])))[-1]
        behind = list(warc(b"".join(parts)).found(last.cursor))
        assert told(behind) == told(list(warc(b"".join(parts)).found())[4:])


def test_a_whole_file_that_is_a_bomb_is_refused() -> None:
    source = warc(pack(record("u", b"\0" * 3_000_000), "gzip"), free=1_000_000)
    [reason] = reasons(source)
    assert "unpacks to more than 250 times its size, which looks like a bomb" in reason


def test_a_large_file_goes_through_in_constant_memory(tmp_path: Path) -> None:
    """120 MB, half of it packed away, of records that do not pack well, read by a process of its own."""
    path = tmp_path / "news.warc.gz"
    noise = zlib.compress(str([n * n % 9_973 for n in range(30_000)]).encode()).hex().encode()
    part = pack(record("https://news.example/1", b"<p>" + noise), "gzip")
    with path.open("wb") as file:
        while file.tell() < 60_000_000:
            file.write(part * 50)
    program = (
        "import re, sys, resource; from svodka.sources.finding import find_sources\n"
        "print(sum(1 for _ in find_sources([sys.argv[1]])[0].found()))\n"
        "print(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1])"
    )
    out = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True).stdout
    count, peak = map(int, out.split())
    assert count == path.stat().st_size // len(part)
    assert peak < 100_000, f"{peak // 1000} MB"
