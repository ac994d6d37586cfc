import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svodka.articles import article_from_text, article_id, read_article
from svodka.model import UnreadableInput

WIRE = (
    "Стороны подписали договор\r\n\r\nМИНСК, 14 ноя – РИА Новости. Стороны подписали договор о поставке.\r\n\r\n"
    "Подробностей не сообщается.\r\n"
)


def test_an_article_with_its_parts() -> None:
    article = read_article(WIRE.encode("cp1251"), "a.txt", url="https://example.org/1")
    assert article.text == WIRE
    assert (article.title, article.outlet, article.place) == ("Стороны подписали договор", "РИА Новости", "Минск")
    assert (article.url, article.language, article.author) == ("https://example.org/1", "ru", None)
    assert article.dateline and article.dateline.span.of(WIRE) == "МИНСК, 14 ноя – РИА Новости. "


def test_the_source_knows_its_outlet_best() -> None:
    assert article_from_text(WIRE, outlet="Звезда").outlet == "Звезда"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "a.txt: the text is empty"),
        (b" \r\n\t ", "a.txt: the text is empty"),
        (b"12345, 67!", "a.txt: no words"),
        (b"x" * 200, "a.txt: 200 bytes, over the limit of 150"),
        (b"The ministers signed an agreement in Moscow on Tuesday.", "a.txt: not Russian (taken for English)"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableInput) as failure:
        read_article(data, "a.txt", max_bytes=150)
    assert str(failure.value).startswith(message)
    assert "\n" not in str(failure.value)


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("Учения начались на полигоне, передает корреспондент ТАСС.", "ТАСС"),
        ("«Цена известна», — сказал “Ъ” представитель завода.", "Коммерсантъ"),
        ("Учения начались на полигоне.\n\nПодписывайтесь на РИА Новости в Telegram", "РИА Новости"),
        ("Учения начались на полигоне. Об этом сообщает агентство dpa.", None),
        ("Учения начались на полигоне, пишет «Коммерсантъ».", None),
    ],
)
def test_an_agency_that_is_only_quoted_is_not_the_outlet(text: str, outlet: str | None) -> None:
    assert article_from_text(text).outlet == outlet


def test_the_identifier_is_the_hash_of_the_text_with_single_blanks() -> None:
    assert article_id(" Один \r\n\n два ") == hashlib.sha256("Один два".encode()).hexdigest()
    assert article_id("«Тор»") != article_id('"Тор"')


@given(st.lists(st.text("абв«»-", min_size=1), min_size=1), st.sampled_from([" ", "\n", "\r\n", "  ", "\t\n\n"]))
def test_blanks_do_not_change_the_identifier(words: list[str], blank: str) -> None:
    assert article_id(blank.join(words) + blank) == article_id(" ".join(words))


@given(
    st.lists(
        st.one_of(
            st.text("абвГДЕ .,!\"«»—-\r\n\t\u00a0\u202812:/()", max_size=40),
            st.sampled_from(["\n\n", "\r\n", "МИНСК, 14 ноя – ТАСС. ", "Читайте также", "Фото: ТАСС", "16.12.20"]),
        ),
        max_size=12,
    )
)
def test_paragraphs_are_ordered_apart_and_without_blanks_at_their_ends(parts: list[str]) -> None:
    text = "Начало" + "".join(parts)
    article = article_from_text(text)
    previous = 0
    for paragraph in article.paragraphs:
        words = paragraph.span.of(text)
        assert previous <= paragraph.span.start < paragraph.span.end <= len(text)
        assert words == words.strip()
        assert not text[previous : paragraph.span.start].strip()
        previous = paragraph.span.end
    assert not text[previous:].strip()
