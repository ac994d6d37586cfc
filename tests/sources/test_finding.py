"""Names as sources: the kind by content first, folders, archives, standard input; every refusal is one line."""

from __future__ import annotations

import gzip
import io
import json
import os
import tarfile
import zipfile
from pathlib import Path

import pytest
from backports import zstd

from benchmarks.warcs import pack, record
from svodka.model import UnreadableInput
from svodka.sources.archives import Zip
from svodka.sources.document import Document, Source
from svodka.sources.finding import SourceOptions, find_sources, source_of
from svodka.sources.limits import Limits
from svodka.sources.mapping import Mapping
from tests.sources.blobs import blob, check_resuming, documents, reasons

TEXT = "Россия поставит Белоруссии зенитные комплексы."
PAGE = f"<!doctype html><html><body><p>{TEXT}</p></body></html>"
ROW = json.dumps({"title": "О поставке", "text": TEXT})
MHTML = (
    "From: <Saved by Browser>\r\nSnapshot-Content-Location: https://news.example/1\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="b"\r\n\r\n\r\n--b\r\n'
    'Content-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+PC9wPg==\r\n--b--\r\n'
)


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(members: dict[str, bytes], mode: str = "w:gz") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def source(data: bytes, name: str = "file", **limits: int) -> Source:
    return source_of(blob(data, name), SourceOptions(limits=Limits(**limits)))


@pytest.mark.parametrize(("name", "data", "kind"), [
    ("a.txt", TEXT.encode(), "File text"),
    ("a", TEXT.encode("cp1251"), "File text"),
    ("a.log", TEXT.encode(), "File text"),
    ("a.txt", PAGE.encode(), "File html"),
    ("a.html", TEXT.encode(), "File html"),
    ("a", b'\xef\xbb\xbf <?xml version="1.0"?>\n<!-- saved -->\n<HTML lang="ru">', "File html"),
    ("a.mht", MHTML.encode(), "File mhtml"),
    ("a.txt.gz", gzip.compress(TEXT.encode()), "File text"),
    ("a.html.zst", zstd.compress(PAGE.encode()), "File html"),
    ("a.jsonl", ROW.encode(), "JsonLines"),
    ("a", f"{ROW}\n{ROW}".encode(), "JsonLines"),
    ("a.json", f"{ROW}\n{ROW}".encode(), "JsonLines"),
    ("a.json", ROW.encode(), "JsonList"),
    ("a", f"[{ROW}]".encode(), "JsonList"),
    ("a.json", json.dumps(json.loads(ROW), indent=1).encode(), "JsonList"),
    ("a.csv", b"title,text\n", "Table"),
    ("a.tsv.gz", gzip.compress(b"title\ttext\n"), "Table"),
    ("a", record("u", b"x"), "Warc"),
    ("a.warc.gz", pack(record("u", b"x"), "gzip"), "Warc"),
    ("a.txt", b"PAR1", "Parquet"),
    ("a", zipped({"a.txt": b"x"}), "Zip"),
    ("a", zipped({}), "Zip"),
    ("a.txt", tarred({"a.txt": b"x"}), "Tar"),
])  # fmt: skip
def test_the_kind_is_told_by_content_first(name: str, data: bytes, kind: str) -> None:
    found = source(data, name)
    assert f"{type(found).__name__} {getattr(found, 'kind', '')}".strip() == kind


@pytest.mark.parametrize(("data", "complaint"), [
    (b"%PDF-1.7", "a PDF; give it as text, as a web page or in a zip archive"),
    (b"\x89PNG\r\n", "a picture; give it as text, as a web page or in a zip archive"),
    (zipped({"[Content_Types].xml": b"x"}), "an Office document; save it as text or as a web page"),
    (b"<?xml version='1.0'?><rss>", "XML, but no web page; give the address of a feed or sitemap, or the pages"),
])  # fmt: skip
def test_what_is_not_read(data: bytes, complaint: str) -> None:
    with pytest.raises(UnreadableInput) as error:
        source(data)
    assert str(error.value) == f"file: {complaint}"


def test_a_file_that_is_not_what_its_name_says() -> None:
    with pytest.raises(UnreadableInput, match=r"news\.warc: no warc file, whatever its name says"):
        source(b"hello", "news.warc")


def test_one_file_is_one_document() -> None:
    [found] = check_resuming(source(PAGE.encode(), "a.html"))
    assert isinstance(found, Document)
    assert (found.name, found.data, found.media, found.charset) == ("a.html", PAGE.encode(), "html", None)
    saved = b"<!DOCTYPE html>\n<!-- saved from url=(0022)https://news.example/1 -->\n<html>"
    assert [document.url for document in documents(source(saved))] == ["https://news.example/1"]


def test_the_page_of_an_mhtml_file() -> None:
    [found] = documents(source(MHTML.encode(), "a.mht"))
    assert (found.data, found.charset, found.url) == (b"<p></p>", "utf-8", "https://news.example/1")
    assert reasons(source(b"Content-Type: text/plain\n\nx", "a.mht")) == [
        "a.mht: no web page in this MHTML file; save the page again as HTML"
    ]


def test_a_file_over_the_limit_is_refused() -> None:
    for data in (b"x" * 101, gzip.compress(b"x" * 101)):
        assert reasons(source(data, "a.txt", text=100)) == [
            "a.txt: over the limit of 100 bytes; split the text or raise --limit"
        ]
    assert documents(source(b"x" * 100, "a.txt", text=100))


def test_a_packed_text_that_is_cut_off_is_no_text() -> None:
    with pytest.raises(UnreadableInput, match="is cut off within the part that begins at byte 0"):
        list(source(gzip.compress(os.urandom(90_000))[:-30], "a.txt").found())


@pytest.mark.parametrize(("name", "complaint"), [
    ("absent.txt", "there is no such file; check the name"),
    ("empty", "no files in this folder; name files or another folder"),
])  # fmt: skip
def test_names_that_stand_for_nothing(tmp_path: Path, name: str, complaint: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UnreadableInput) as error:
        find_sources([str(tmp_path / name)])
    assert str(error.value) == f"{tmp_path / name}: {complaint}"


@pytest.mark.parametrize(("data", "options", "titles"), [
    (TEXT.encode(), SourceOptions(), [None]),
    (PAGE.encode(), SourceOptions(), [None]),
    (f"{ROW}\n{ROW}\n".encode(), SourceOptions(), ["О поставке"] * 2),
    (gzip.compress(f"{ROW}\n{ROW}\n".encode()), SourceOptions(), ["О поставке"] * 2),
    (zipped({"a.jsonl": ROW.encode()}), SourceOptions(), ["О поставке"]),
    ("h;b\nО поставке;Текст".encode(), SourceOptions(mapping=Mapping.parse("title=h,text=b")), ["О поставке"]),
    (pack(record("u", b"x"), "gzip") * 3000, SourceOptions(), [None] * 3000),
])  # fmt: skip
def test_standard_input(data: bytes, options: SourceOptions, titles: list[str | None]) -> None:
    """A pipe: it cannot be gone back in, and gives as much at a time as it likes."""
    reading, writing = os.pipe()
    if not os.fork():
        os.close(reading)
        with os.fdopen(writing, "wb") as stream:
            stream.write(data)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        [found] = find_sources(["-"], options, standard_input=stream)
        assert (found.name, found.identity) == ("-", "")
        assert [document.title for document in documents(found)] == titles
    os.wait()


def test_addresses_are_of_the_web() -> None:
    [found] = find_sources(["https://news.example/1"])
    assert found.name == "https://news.example/1"


def _folder(path: Path) -> Path:
    files = {
        "b/a.txt": TEXT.encode(), "b.html": PAGE.encode(), "b/news.jsonl": f"{ROW}\n{ROW}\nbad\n".encode(),
        "a.zip": zipped({"x.txt": b"1", "y.html": PAGE.encode()}), ".git/config": b"x", ".hidden": b"x",
        "style.css": b"a{}", "c.pdf": b"%PDF-1.7", "empty.csv": b"", "z.warc": record("u", b"1") + record("v", b"2"),
    }  # fmt: skip
    for name, data in files.items():
        (path / name).parent.mkdir(exist_ok=True)
        (path / name).write_bytes(data)
    (path / "loop").symlink_to(path)
    (path / "gone.txt").symlink_to(path / "nowhere")
    os.mkfifo(path / "pipe.txt")
    return path


def test_a_folder_gives_all_that_is_below_it_in_order_of_path(tmp_path: Path) -> None:
    [folder] = find_sources([str(_folder(tmp_path))])
    found = check_resuming(folder)
    names = [f.name.removeprefix(f"{tmp_path}/") for f in found if isinstance(f, Document)]
    assert names == [
        "a.zip/x.txt", "a.zip/y.html", "b/a.txt", "b/news.jsonl line 1", "b/news.jsonl line 2", "b.html",
        "z.warc record at 0", f"z.warc record at {len(record('u', b'1'))}",
    ]  # fmt: skip
    assert [reason.removeprefix(f"{tmp_path}/") for reason in reasons(folder)] == [
        ".git: hidden; name it itself to read it",
        ".hidden: hidden; name it itself to read it",
        "b/news.jsonl line 3: no JSON object; correct the line",
        "c.pdf: a PDF; give it as text, as a web page or in a zip archive",
        "empty.csv: the table is empty; give one with the names of the columns in its first row",
        "gone.txt: the file cannot be read: No such file or directory",
        "loop: a link to a folder; name that folder to read it",
        "pipe.txt: no ordinary file; not read from a folder",
        "style.css: a .css file is rarely news; name it itself to read it",
    ]


def test_a_folder_is_another_when_a_file_in_it_changes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    before = find_sources([str(tmp_path)])[0].identity
    assert find_sources([str(tmp_path)])[0].identity == before
    (tmp_path / "a.txt").write_text(TEXT + TEXT)
    assert find_sources([str(tmp_path)])[0].identity != before


MEMBERS = {
    "dir/a.txt": TEXT.encode(), "news.jsonl": f"{ROW}\n{ROW}".encode(), "p.html": PAGE.encode(),
    "news.warc.gz": pack(record("u", b"1"), "gzip") + pack(record("v", b"2"), "gzip"), "t.csv": b"title,text\na,b\n",
}  # fmt: skip


@pytest.mark.parametrize("data", [
    zipped(MEMBERS), zipped(MEMBERS, zipfile.ZIP_STORED), zipped(MEMBERS, zipfile.ZIP_BZIP2),
    zipped(MEMBERS, zipfile.ZIP_LZMA), tarred(MEMBERS),
    tarred(MEMBERS, "w"), gzip.compress(zipped(MEMBERS)), zipped({"in.zip": zipped(MEMBERS)}),
    tarred({"in.zip": zipped(MEMBERS)}), zipped({"in.tar.gz": tarred(MEMBERS)}),
])  # fmt: skip
def test_archives_give_what_is_in_them(data: bytes) -> None:
    found = check_resuming(source(data, "all"))
    assert [f.name.split("/")[-1] for f in found] == [
        "a.txt", "news.jsonl line 1", "news.jsonl line 2", "p.html", "news.warc.gz record at 0",
        f"news.warc.gz record at {len(pack(record('u', b'1'), 'gzip'))}", "t.csv row 1",
    ]  # fmt: skip


def test_nothing_is_written_where_a_path_leads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    monkeypatch.chdir(inner)
    names = ["../escape.txt", "/escape.txt", "..\\escape.txt", "a/../../escape.txt"]
    for data in (zipped(dict.fromkeys(names, b"x")), tarred(dict.fromkeys(names, b"x"))):
        assert len(documents(source(data, "all"))) == 4
    assert list(tmp_path.rglob("*")) == [inner]


def _encrypted() -> bytes:
    data = bytearray(zipped({"a.txt": b"x"}))
    for magic, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(magic) + at] |= 1
    return bytes(data)


def _damaged() -> bytes:
    data = bytearray(zipped({"a.txt": TEXT.encode() * 9}))
    data[45:60] = b"\xff" * 15
    return bytes(data)


@pytest.mark.parametrize(("data", "reason"), [
    (_encrypted(), "all/a.txt: encrypted; unpack it with its password first"),
    (_damaged(), "all/a.txt: the file cannot be read: Error -3 while decompressing data"),
    (zipped({"__MACOSX/._a.txt": b"x"}), "all/__MACOSX/._a.txt: hidden; unpack it to read it"),
    (zipped({"n.txt": b"\x89PNG"}).replace(b"n.txt", b"\0.txt"), "all/: a picture; give it as text"),
    (zipped({"a.css": b"x"}), "all/a.css: a .css file is rarely news; name it itself to read it"),
    (zipped({"b.zip": zipped({"c.zip": zipped({"a.txt": b"x"})})}),
     "all/b.zip/c.zip: the third archive in one another; unpack the outer one"),
])  # fmt: skip
def test_members_that_are_refused(data: bytes, reason: str) -> None:
    [told] = reasons(source(data, "all"))
    assert told.startswith(reason)
    check_resuming(source(data, "all"))


def test_bombs_are_not_opened() -> None:
    zeros = zipped({"a.txt": b"\0" * 3_000_000})
    with pytest.raises(UnreadableInput, match="all: unpacks to 3,000,000 bytes, which looks like a bomb"):
        list(source(zeros, "all", free=1_000_000).found())
    noise = zipped({"a.txt": b"\0" * 3_000_000, "b.txt": os.urandom(30_000)})
    [reason] = reasons(source(noise, "all", free=1_000_000, text=4_000_000))
    assert reason == "all/a.txt: unpacks to 3,000,000 bytes, which looks like a bomb; it is not read"
    with pytest.raises(UnreadableInput, match="all: 3 files, over the limit of 2; split it"):
        list(source(zipped(dict.fromkeys("abc", b"x")), "all", members=2).found())
    with pytest.raises(UnreadableInput, match="which looks like a bomb"):
        list(source(gzip.compress(tarred({"a.txt": b"\0" * 3_000_000}, "w")), "all", free=1_000_000).found())


def test_what_is_no_archive_in_spite_of_its_beginning() -> None:
    for data in (b"PK\x03\x04" + b"x" * 99, zipped(MEMBERS)[:-9]):
        with pytest.raises(UnreadableInput, match="all: a broken zip archive"):
            list(source(data, "all").found())
    with pytest.raises(UnreadableInput, match="all: a broken tar archive"):
        list(source(tarred({"a.txt": b"x" * 5000}, "w")[:3000], "all").found())


def test_names_from_russian_windows() -> None:
    data = bytearray(zipped({"tekst.txt": b"x"}))
    data = data.replace(b"tekst", "текст".encode("cp866"))
    [found] = documents(source(bytes(data), "all"))
    assert found.name == "all/текст.txt"
    assert isinstance(source(bytes(data)), Zip)
