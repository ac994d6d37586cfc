"""Dumps: every row once, bad rows refused and no others, from behind any row on, in any packing."""

from __future__ import annotations

import csv
import gzip
import io
import json
import logging
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from backports import zstd
from hypothesis import given, settings
from hypothesis import strategies as st

from svodka.model import UnreadableInput
from svodka.sources.document import Document, Refused
from svodka.sources.dumps import Dump, JsonLines, JsonList
from svodka.sources.frames import packing_of
from svodka.sources.limits import Limits
from svodka.sources.mapping import Mapping
from svodka.sources.parquet import Parquet
from svodka.sources.tables import Table
from tests.sources.blobs import blob, check_resuming, documents, reasons

PACKINGS: Sequence[Callable[[bytes], bytes]] = (bytes, gzip.compress, zstd.compress)
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\r\0", exclude_categories=["Cs"]), max_size=30)
ROWS = st.lists(st.fixed_dictionaries({"title": WORDS, "text": WORDS, "date": WORDS}), min_size=1, max_size=8)


def rows(count: int) -> list[dict[str, str]]:
    return [
        {"title": f"Заголовок {n}", "text": f'Текст, "{n}";\nещё строка.', "date": "29.06.2021"} for n in range(count)
    ]


def dump(kind: type[Dump], data: bytes, mapping: str = "", **limits: int) -> Dump:
    return kind(
        blob=blob(data, "dump"), packing=packing_of(data), limits=Limits(**limits), mapping=Mapping.parse(mapping)
    )


def lines(given: Sequence[dict[str, str]], *, ascii_only: bool = False) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=ascii_only) + "\n" for row in given).encode()


def listed(given: Sequence[dict[str, str]], indent: int | None = None) -> bytes:
    return json.dumps(given, ensure_ascii=False, indent=indent).encode()


def table(given: Sequence[dict[str, str]], encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(given[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(given)
    return out.getvalue().encode(encoding)


def columns(given: Sequence[dict[str, str]], rows_in_group: int = 3) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(list(given)), out, row_group_size=rows_in_group)
    return out.getvalue()


FORMS: Sequence[tuple[type[Dump], Callable[[Sequence[dict[str, str]]], bytes]]] = (
    (JsonLines, lines), (JsonList, listed), (Table, table), (Parquet, columns),
)  # fmt: skip


@pytest.mark.parametrize("pack", PACKINGS)
@pytest.mark.parametrize(("kind", "write"), FORMS[:3])
def test_every_row_is_a_document(
    kind: type[Dump], write: Callable[[Sequence[dict[str, str]]], bytes], pack: Callable[[bytes], bytes]
) -> None:
    found = documents(dump(kind, pack(write(rows(9)))))
    assert [document.title for document in found] == [f"Заголовок {n}" for n in range(9)]
    assert found[4].data.decode() == 'Заголовок 4\n\nТекст, "4";\nещё строка.'
    assert {document.published for document in found} == {"2021-06-29"}
    assert len({document.name for document in found}) == 9


@settings(max_examples=40)
@given(given_rows=ROWS, pack=st.sampled_from(PACKINGS), form=st.sampled_from(FORMS))
def test_reading_goes_on_behind_any_row(
    given_rows: list[dict[str, str]], pack: Callable[[bytes], bytes],
    form: tuple[type[Dump], Callable[[Sequence[dict[str, str]]], bytes]],
) -> None:  # fmt: skip
    kind, write = form
    data = write(given_rows)
    source = dump(kind, data if kind is Parquet else pack(data), "title=title,text=text,published=date")
    found = check_resuming(source)
    assert len(found) == len(given_rows)
    assert [isinstance(f, Document) for f in found] == [bool(row["text"].strip()) for row in given_rows]


@settings(max_examples=60)
@given(data=st.data(), pack=st.sampled_from(PACKINGS), form=st.sampled_from(FORMS[:3]))
def test_a_cut_costs_only_what_is_behind_it(
    data: st.DataObject, pack: Callable[[bytes], bytes],
    form: tuple[type[Dump], Callable[[Sequence[dict[str, str]]], bytes]],
) -> None:  # fmt: skip
    """A row that stands whole before the cut is given, and half a text never is."""
    kind, write = form
    whole = pack(write(rows(5)))
    cut = data.draw(st.integers(len(whole) * 2 // 3, len(whole)))  # of a table, more than the header and a row
    try:
        found = check_resuming(dump(kind, whole[:cut], "title=title,text=text"))
    except UnreadableInput:
        return  # not even the header
    texts = [f.data for f in found if isinstance(f, Document)]
    expected = [document.data for document in documents(dump(kind, whole, "title=title,text=text"))]
    assert texts[: len(expected)] == expected[: len(texts)]
    assert cut < len(whole) or texts == expected


def test_the_mapping_is_told_to_the_user(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "svodka"):
        documents(dump(JsonLines, lines(rows(1))))
        documents(dump(JsonLines, lines(rows(1)), "title=title,text=text,published=date"))
    assert caplog.messages == ["dump: columns taken as title=title,text=text,published=date (--map says otherwise)"]


@pytest.mark.parametrize("kind", [JsonLines, JsonList, Table])
def test_columns_that_say_nothing(kind: type[Dump]) -> None:
    data = {JsonLines: b'{"id": 1}\n', JsonList: b'[{"id": 1}]', Table: b"id,no\n1,2\n"}[kind]
    with pytest.raises(UnreadableInput, match="dump: no column looks like the text; say --map text=COLUMN, there are"):
        list(dump(kind, data).found())


@pytest.mark.parametrize(("bad", "reason"), [
    (b"{bad json", "no JSON object; correct the line"),
    (b"[1, 2]", "no JSON object; correct the line"),
    (b"\xff\xfe\xfd", "no JSON object; correct the line"),
    (b"[" * 5000, "no JSON object; correct the line"),
    (b'{"text": ""}', "there is no text in 'text'"),
    (b'{"text": "' + b"x" * 5001 + b'"}', "over the limit of 5,000 bytes; no article is that long"),
    (b'{"text": "' + b"x" * 9001 + b'"}', "over the limit of 9,000 bytes; no article is that long"),
])  # fmt: skip
def test_a_bad_line_costs_only_itself(bad: bytes, reason: str) -> None:
    good = lines(rows(2)).splitlines(keepends=True)
    source = dump(JsonLines, good[0] + bad + b"\n\n" + good[1], text=5000, row=9000)
    assert reasons(source) == [f"dump line 2: {reason}"]
    assert [document.name for document in documents(source)] == ["dump line 1", "dump line 4"]
    check_resuming(source)


@pytest.mark.parametrize(("bad", "reason"), [
    ('{"text": nothing}', "no JSON object; correct the item"),
    ("[]", "no JSON object; correct the item"),
    ('"[{"', "no JSON object; correct the item"),
    ('{"text": "a}]\\"", "b": [[{}], ","]}', None),
])  # fmt: skip
def test_a_bad_item_costs_only_itself(bad: str, reason: str | None) -> None:
    good = [json.dumps(row) for row in rows(2)]
    source = dump(JsonList, f"[{good[0]} , {bad},\n{good[1]}]\n".encode())
    assert reasons(source) == ([f"dump item 2: {reason}"] if reason else [])
    assert [d.name for d in documents(source)] == [f"dump item {n}" for n in (1, 2, 3) if n != 2 or not reason]
    check_resuming(source)


@pytest.mark.parametrize(("data", "names"), [
    (b"\xef\xbb\xbf" + listed(rows(2)), ["dump item 1", "dump item 2"]),
    (listed(rows(2), indent=2), ["dump item 1", "dump item 2"]),
    (b'{"total": 2, "items": ' + listed(rows(2)) + b', "next": null}', ["dump item 1", "dump item 2"]),
    (b'{"text": "a", "links": [{"text": "b"}]}', ["dump item 1"]),
    (b'{"text": "a"}\n\n{"text": "b"}', ["dump item 1", "dump item 2"]),
])  # fmt: skip
def test_where_the_objects_of_json_stand(data: bytes, names: list[str]) -> None:
    assert [found.name for found in check_resuming(dump(JsonList, data))] == names


def test_a_list_that_is_cut_off_is_told_of() -> None:
    source = dump(JsonList, listed(rows(3))[:-30])
    assert reasons(source) == ["dump item 3: is cut off; nothing behind it can be read"]
    source = (
        dump(JsonList, b"[" + b"[" * 200_000, "text=text", row=100_000)
        if False
        else dump(JsonList, listed(rows(1))[:-1] + b"," + b"[" * 200_000, row=100_000)
    )
    assert reasons(source) == ["dump item 2: over the limit of 100,000 bytes; nothing behind it can be read"]


@pytest.mark.parametrize("pack", PACKINGS[1:])
@pytest.mark.parametrize(("kind", "write"), FORMS[:3])
def test_a_packed_file_that_is_cut_off_is_told_of(
    kind: type[Dump], write: Callable[[Sequence[dict[str, str]]], bytes], pack: Callable[[bytes], bytes]
) -> None:
    half = pack(write(rows(4)))
    why = "is cut off within the part that begins at byte"
    if kind is not JsonList:  # of which nothing comes behind its end
        assert why in reasons(dump(kind, half + half[:-20]))[0]
    with pytest.raises(UnreadableInput, match=f"dump: {why} 0; get the file again"):
        list(dump(kind, half[:20]).found())


@pytest.mark.parametrize(("encoding", "delimiter"), [
    ("utf-8", ","), ("utf-8-sig", ";"), ("cp1251", ";"), ("cp1251", "\t"), ("utf-8", "\t"), ("utf-8", "|"),
])  # fmt: skip
def test_the_manner_of_a_table_is_guessed(encoding: str, delimiter: str) -> None:
    found = check_resuming(dump(Table, table(rows(5), encoding, delimiter)))
    assert [f.title for f in found if isinstance(f, Document)] == [f"Заголовок {n}" for n in range(5)]


def test_letters_that_come_late_in_a_table() -> None:
    """The header and the first rows are ASCII: nothing tells UTF-8 from windows-1251 yet."""
    for encoding in ("utf-8", "cp1251"):
        data = b"title,text\n" + (b"a," + b"b" * 2_000 + b"\n") * 600 + "О чём,текст\n".encode(encoding)
        assert documents(dump(Table, data))[-1].title == "О чём"


def test_a_quotation_mark_that_is_not_closed_takes_no_other_row() -> None:
    data = 'title,text\n"Сокол" начался,текст один\n"О ней,текст два\nО нём,"текст\nтри"\n'.encode()
    found = check_resuming(dump(Table, data))
    assert [f.title if isinstance(f, Document) else None for f in found] == ['"Сокол" начался', None, "О нём"]


def test_quotation_marks_that_quote_nothing() -> None:
    data = ("title\ttext\n" + '"Сокол\tтекст один\nО ней\t"текст" два\n' * 20).encode()
    found = documents(dump(Table, data))
    assert [f.title for f in found] == ['"Сокол', "О ней"] * 20


@pytest.mark.parametrize(("bad", "reason"), [
    ("один,два,три", "3 cells, the header 2 (line 3); correct the row"),
    ("один", "1 cell, the header 2 (line 3); correct the row"),
    ('"незакрыто,"один,два', "',' expected after '\"' (line 3); correct the row"),
    ("один,", "there is no text in 'text'"),
    ("один," + "x" * 5001, "over the limit of 5,000 bytes; no article is that long"),
    ("один," + "x" * 9001, "over the limit of 9,000 bytes (line 3); correct the row"),
])  # fmt: skip
def test_a_bad_row_costs_only_itself(bad: str, reason: str) -> None:
    good = "".join(f'Заголовок {n},"текст\nвторая строка"\n' for n in range(3))
    source = dump(Table, f"title,text\nПервый,текст\n{bad}\n\n{good}".encode(), text=5000, row=9000)
    assert reasons(source) == [f"dump row 2: {reason}"]
    assert [document.name for document in documents(source)] == [f"dump row {n}" for n in (1, 3, 4, 5)]
    check_resuming(source)


def test_a_row_in_other_letters_is_refused() -> None:
    data = "title,text\nО чём,текст\n".encode() + "О чём,текст\n".encode("cp1251") + "О чём,ещё\n".encode()
    assert reasons(dump(Table, data)) == ["dump row 2: not in utf-8, as the rows before it (line 3); correct the row"]


@pytest.mark.parametrize(("data", "complaint"), [
    (b"", "dump: the table is empty; give one with the names of the columns in its first row"),
    ("title;text\n".encode("utf-16"), "dump: a table in UTF-16; save it as CSV in UTF-8"),
])  # fmt: skip
def test_what_is_no_table(data: bytes, complaint: str) -> None:
    with pytest.raises(UnreadableInput) as error:
        list(dump(Table, data).found())
    assert str(error.value) == complaint


def test_parquet_gives_its_rows_with_their_types() -> None:
    day = pa.array([1624924800000] * 3, pa.timestamp("ms"))
    source = {"text": ["а", None, "в"], "date": day, "meta": [{"source": "БелТА", "n": 1}] * 3}
    out = io.BytesIO()
    pq.write_table(pa.table(source), out)
    found = check_resuming(dump(Parquet, out.getvalue(), "outlet=meta.source"))
    assert [(f.published, f.outlet) for f in found if isinstance(f, Document)] == [("2021-06-29", "БелТА")] * 2
    assert reasons(dump(Parquet, out.getvalue())) == ["dump row 2: there is no text in 'text'"]


def test_a_broken_row_group_costs_only_itself() -> None:
    data = bytearray(columns(rows(9)))
    meta = pq.ParquetFile(io.BytesIO(bytes(data))).metadata.row_group(1).column(1)
    at = meta.dictionary_page_offset or meta.data_page_offset
    data[at : at + meta.total_compressed_size] = b"\xff" * meta.total_compressed_size
    source = dump(Parquet, bytes(data))
    found = check_resuming(source)
    assert [f.name for f in found if isinstance(f, Document)] == [f"dump row {n}" for n in (1, 2, 3, 7, 8, 9)]
    [refused] = [f for f in found if isinstance(f, Refused)]
    assert refused.reason.startswith("dump row 4: broken up to row 6 (")


def test_what_is_no_parquet() -> None:
    data = bytearray(columns(rows(1)))
    data[-60:-20] = b"\xff" * 40
    for broken in (b"PAR1 and nothing more", bytes(data)):
        with pytest.raises(UnreadableInput, match=r"^dump: the file cannot be read: [^\n]+$"):
            list(dump(Parquet, broken).found())


def test_parquet_without_its_library(tmp_path: Path) -> None:
    program = (
        "import sys; sys.modules['pyarrow'] = None; sys.modules['pyarrow.parquet'] = None\n"
        "from svodka.sources.finding import find_sources\n"
        "list(find_sources([sys.argv[1]])[0].found())"
    )
    path = tmp_path / "dump.parquet"
    path.write_bytes(columns(rows(1)))
    done = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=False)
    assert done.stderr.endswith(f"{path}: Parquet needs a library more: pip install 'svodka[parquet]'\n")


def test_another_mapping_is_another_reading() -> None:
    data = lines(rows(1))
    assert dump(JsonLines, data, "text=text").identity != dump(JsonLines, data, "text=title").identity
