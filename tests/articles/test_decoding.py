import codecs
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svodka.articles import decode
from svodka.model import UnreadableInput

TEXTS = [
    "Москва. 29 июня. Стороны подписали контракт на поставку «Торов».",
    "МИНСК, 14 ноя. Белоруссия получила Ми-35М.",
    "Учения начались",
    "ВЫВОД БАЗЫ НЕ ОБСУЖДАЕТСЯ",
    "Ереван",
    "Съёмка объекта завершена; ещё три цеха откроют в мае.",
    "Rheinmetall и BAE Systems подписали меморандум",
]
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1251", "koi8-r", "cp866"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("text", TEXTS)
def test_russian_in_every_usual_encoding(text: str, encoding: str) -> None:
    writable = text.encode(encoding, "ignore").decode(encoding)
    assert decode(text.encode(encoding, "ignore"), "a.txt") == writable


def test_mac_cyrillic() -> None:
    assert decode(TEXTS[0].encode("mac_cyrillic"), "a.txt") == TEXTS[0]


def test_the_only_russian_words_stand_far_behind() -> None:
    text = "F-16, " * 10_000 + "конец списка"
    assert decode(text.encode("koi8-r"), "a.txt") == text


def test_line_ends_stay() -> None:
    assert decode("Один\r\nдва\rтри\n".encode(), "a.txt") == "Один\r\nдва\rтри\n"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00", "a.txt: binary"),
        (b"PK\x03\x04\x14\x00\x00\x00", "a.txt: binary"),
        ("текст".encode() + b"\x00\x01", "a.txt: binary"),
        (bytes(range(0x80, 0x100)) * 3, "a.txt: unreadable encoding"),
        (codecs.BOM_UTF8 + b"\xff\xff", "a.txt: marked as UTF-8 but broken at byte"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8", "a.txt: marked as UTF-16 but broken at byte"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableInput) as failure:
        decode(data, "a.txt")
    assert str(failure.value).startswith(message)
    assert "\n" not in str(failure.value)


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    with contextlib.suppress(UnreadableInput):
        assert isinstance(decode(data, "a.txt"), str)
