"""Rows of dumps as documents: the columns by what is told and guessed, the days."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from svodka.model import UnreadableInput
from svodka.sources.document import Document, Refused
from svodka.sources.limits import Limits
from svodka.sources.mapping import Mapping
from svodka.sources.rows import At, day_of, flattened, row_to_document

HERE = Path(__file__).parent
HEADERS = tomllib.loads((HERE / "columns.toml").read_text("utf-8"))["header"]
DAYS = tomllib.loads((HERE / "days.toml").read_text("utf-8"))["days"]
ALL = "the fields are title, text, html, published, url, outlet, author"
AT = At(name="dump row 7", cursor="7", done=70)


def document(row: dict[str, object], mapping: str, **limits: int) -> Document | Refused:
    return row_to_document(row, Mapping.parse(mapping), AT, Limits(**limits))


@pytest.mark.parametrize("case", HEADERS, ids=lambda case: ",".join(case["columns"]))
def test_the_mapping_is_guessed_from_the_header(case: dict[str, object]) -> None:
    assert str(Mapping.guess(case["columns"])) == case["mapping"]  # type: ignore[arg-type]


@pytest.mark.parametrize(("written", "day"), DAYS.items())
def test_days_of_cells(written: str, day: str) -> None:
    assert day_of(written) == (day or None)


@pytest.mark.parametrize(("value", "day"), [
    (date(2021, 6, 29), "2021-06-29"), (datetime(2021, 6, 29, 23, tzinfo=UTC), "2021-06-29"),
    (1624924800, "2021-06-29"), (1624924800.25, "2021-06-29"), (1624924800000, "2021-06-29"),
    (True, None), (7, None), (None, None), (float("nan"), None), ([2021], None),
])  # fmt: skip
def test_days_of_values(value: object, day: str | None) -> None:
    assert day_of(value) == day


def test_a_row_becomes_a_document() -> None:
    row = {"headline": " О поставке ", "body": "Текст.", "d": "29.06.2021", "u": "https://news.example/1", "s": "БелТА"}
    found = document(row, "title=headline,text=body,published=d,url=u,outlet=s,author=none")
    assert found == Document(
        name="dump row 7", data="О поставке\n\nТекст.".encode(), cursor="7", done=70, charset="utf-8",
        title="О поставке", published="2021-06-29", url="https://news.example/1", outlet="БелТА",
    )  # fmt: skip


@pytest.mark.parametrize(("row", "media", "data"), [
    ({"title": "О чём", "text": "О чём\n\nТекст."}, "text", "О чём\n\nТекст."),  # the title stands there already
    ({"text": "Текст."}, "text", "Текст."),
    ({"text": ["Один.", "Два."]}, "text", "Один.\n\nДва."),
    ({"title": "О чём", "text": "<p>Текст.</p>"}, "html", "<p>Текст.</p>"),
    ({"text": "<b>17</b> самолётов"}, "text", "<b>17</b> самолётов"),
    ({"text": "", "html": "<p>Текст.</p>"}, "html", "<p>Текст.</p>"),
    ({"text": "Текст.", "html": "<p>Другой.</p>"}, "text", "Текст."),
    ({"text": "Половина \ud83d знака"}, "text", "Половина ? знака"),
    ({"text": "Байты".encode()}, "text", "Байты"),
])  # fmt: skip
def test_what_the_text_is(row: dict[str, object], media: str, data: str) -> None:
    found = document(row, "title=title,text=text,html=html")
    assert isinstance(found, Document)
    assert (found.media, found.data.decode()) == (media, data)


@pytest.mark.parametrize(("row", "reason"), [
    ({"text": "  "}, "there is no text in 'text'"),
    ({}, "there is no text in 'text'"),
    ({"text": float("nan")}, "there is no text in 'text'"),
    ({"text": "ж" * 51}, "over the limit of 100 bytes; no article is that long"),
])  # fmt: skip
def test_a_row_without_a_text_is_refused(row: dict[str, object], reason: str) -> None:
    assert document(row, "text=text", text=100) == Refused(
        name="dump row 7", reason=f"dump row 7: {reason}", cursor="7", done=70
    )


def test_what_is_no_address_is_none() -> None:
    found = document(
        {"text": "Текст.", "url": "/news/1", "author": ["Иванов", "", "Петрова"]}, "text=text,url=url,author=author"
    )
    assert isinstance(found, Document)
    assert (found.url, found.author) == (None, "Иванов, Петрова")


@pytest.mark.parametrize(("written", "complaint"), [
    ("tilte=a", f"--map: 'tilte=a' is no FIELD=COLUMN; {ALL}"),
    ("title", f"--map: 'title' is no FIELD=COLUMN; {ALL}"),
    ("text=a,text=b", "--map: 'text' is given twice ('a', 'b'); give it once"),
])  # fmt: skip
def test_a_mapping_that_is_none(written: str, complaint: str) -> None:
    with pytest.raises(UnreadableInput) as error:
        Mapping.parse(written)
    assert str(error.value) == complaint


def test_what_is_told_goes_before_what_is_guessed() -> None:
    header = ["title", "headline", "body", "date", "source"]
    told = Mapping.parse("title=headline,outlet=,published=date")
    assert str(told.completed(header, "dump")) == "title=headline,text=body,published=date"


@pytest.mark.parametrize(("written", "complaint"), [
    ("text=boby", "dump: --map text=boby: there is no such column; there are 'id', 'words'"),
    ("", "dump: no column looks like the text; say --map text=COLUMN, there are 'id', 'words'"),
])  # fmt: skip
def test_a_mapping_that_does_not_fit(written: str, complaint: str) -> None:
    with pytest.raises(UnreadableInput) as error:
        Mapping.parse(written).completed(["id", "words"], "dump")
    assert str(error.value) == complaint


def test_nested_objects_are_columns_by_their_path() -> None:
    assert flattened({"a": {"b": {"c": 1}, "d": [{"e": 2}]}, "f": 3}) == {"a.b.c": 1, "a.d": [{"e": 2}], "f": 3}
