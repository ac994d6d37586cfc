"""Sentences and tokens: one readable case a line; `|` marks the cuts."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svodka.language.segmentation import abbreviations, look_up_form, sentences, tokens

SENTENCES = [
    # a designation is no abbreviation
    "Россия поставит истребители Су-30СМ.| Белоруссия планирует получить их осенью.",
    "Вертолёты Ка‑52К.| Портфель заказов растёт.",
    "Вьетнам ждёт 64 танка Т-90 С.| Контракт вступил в силу.",
    "Мьянма купит шесть Су-30 СМ.| По словам генерала, машины новые.",
    "Это истребители класса А.| Новая партия придёт позже.",
    # abbreviations
    "К манёврам привлекут 1,5 тыс. военнослужащих.| Это много.",
    "Сумма составила 2 млн руб.| Контракт подписан.",
    "Армия получит 2 тыс. БМП.| Сроки не названы.",
    "Завод им. Шипунова поставил комплексы.",
    "Завод расположен в г. Минск.| Он строит тягачи.",
    "В 2021 г. Белоруссия получила вторую партию.",
    "Контракт был подписан в 2021 г.| Белоруссия получила первую партию.",
    "Поставлены самолёты, вертолёты и т.д.| Стороны довольны.",
    "Поставлены самолёты и т. д. и т. п., сообщил завод.",
    "Ракеты, т. е. боеприпасы, не поставлялись.",
    # initials
    "Министр С. Шойгу прилетел.| Его встретил А.С. Иванов.",
    "Встретились В. В. Путин и А. Лукашенко.",
    # quotations: every sentence on its own, the last carries the attribution
    '"Мы готовы. |Это важно", - заявил посол.',
    "«Когда начнутся поставки?» — спросил журналист.",
    '"Поставки начнутся!" - Шойгу.',
    'Телепрограмма "Что? Где? Когда?" вышла в эфир.',
    # brackets
    "Контракт (подписан в мае. Срок - два года) вступил в силу.| Цена не названа.",
    '"Усилия нужны", - сказал он (цитата по БелТА).| Далее он уехал.',
    # marks
    "Что дальше?!| Никто не знает…| Посмотрим.",
    "Учения начались в республике.Белоруссия приняла гостей.".replace(".Б", ".|Б"),
    "Об этом сообщил сайт Interfax.ru вчера.",
    "Учения пройдут 10.09.2021 в Минске.",
    "1. Россия поставит ракеты.| 2. Индия заплатит.",
]

TOKENS = [
    "Су-30СМ", "Ми‑35М", "С-400", "M1A2", "CS/VN3", "AN/TPQ-48", "МиГ‑29М/М2", "2023-го", "43-й", "1,5", "18.10.2016",
    "4|+|5", '"|4+|"', "10-16", "2018–2020", "$|5,43|млрд", "130|мм", "8х8", "INTERFAX.RU", "24.kg", "Кот-д'Ивуар",
    "военно-технический", "учебно-| и| военный", "им|.| Шипунова", "30|%", "С-400|,| С-500|.", "Су-30|/|Су-35",
    "ВВС|/|ПВО", "(|ПВО|)", "«|Панцирь‑С1|»", "18.10.2016|,| 15|:|42", "и|...", "K239| Chunmoo", "№|5", "5/7",
]  # fmt: skip


@pytest.mark.parametrize("marked", SENTENCES)
def test_sentences(marked: str) -> None:
    text = marked.replace("|", "")
    assert [s.text for s in sentences(text)] == [part.strip() for part in marked.split("|")]


@pytest.mark.parametrize("marked", TOKENS)
def test_tokens(marked: str) -> None:
    assert [t.text for t in tokens(marked.replace("|", ""))] == [part.strip() for part in marked.split("|")]


def test_soft_hyphens_and_accents_stay_inside_a_word_and_out_of_the_look_up() -> None:
    text = "\ufeffза\u0301мок сна\u00adряд"
    assert [t.text for t in tokens(text)] == ["за\u0301мок", "сна\u00adряд"]
    assert [look_up_form(t.text) for t in tokens(text)] == ["замок", "снаряд"]


def test_look_up_form_has_plain_hyphens_and_quotes() -> None:
    assert look_up_form("Ми‑35М") == "Ми-35М"
    assert look_up_form("”") == '"'


def test_abbreviations_are_lower_case_and_in_one_list_only() -> None:
    never, maybe = abbreviations()
    assert not never & maybe
    assert all(a == a.lower() and not a.endswith(".") for a in never | maybe)


TEXT = st.text(alphabet="абвГД 1-.,!?…\"«»()—\n\u00ad\u0301Mm/+'", max_size=80)


@given(TEXT)
def test_spans_are_exact_ordered_and_lose_nothing(text: str) -> None:
    found = list(sentences(text))
    inner = [t for s in found for t in tokens(text, s.start, s.end)]
    for piece in [*found, *inner]:
        assert text[piece.start : piece.end] == piece.text and piece.text
    assert all(a.end <= b.start for a, b in pairwise(inner))
    covered = sum(len(t.text) for t in inner)
    assert covered >= sum(not c.isspace() and c not in "\u00ad" for c in text)
    assert inner == tokens(text)
