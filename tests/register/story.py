"""A deal as the press told it over the years, with an order in another country and other matters beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from svodka.model import Record
from tests.register.told import says, told

Slots = Mapping[str, str | Sequence[str]]
BY: Slots = {"supplier": "Россия=RU", "recipient": "Белоруссии=BY", "item": "Су-30СМ"}


def deal(text: str, published: str, stage: str, slots: Slots, outlet: str = "ТАСС", **more: str) -> Record:
    """An article of one transfer."""
    fact = says(text, "transfer", slots, stage=stage, **more)  # type: ignore[arg-type]
    return told(text, fact, published=published, outlet=outlet)


FIGHTERS = [
    deal("Россия рассматривает поставку Белоруссии истребителей Су-30СМ.", "2016-02-01", "considered", BY),
    deal("Россия и Белоруссия: контракт на 12 самолетов Су-30СМ для Белоруссии.", "2017-06-20", "ordered",
         {**BY, "quantity": "12 самолетов=12 самолёт"}, time="", by=""),
    deal("По словам источника, Россия продала Белоруссии 10 самолетов Су-30СМ.", "2017-06-21", "ordered",
         {**BY, "quantity": "10 самолетов=10 самолёт"}, by="источника=источник"),
    deal("Россия передала Белоруссии первую партию Су-30СМ: четыре самолета.", "2019-11-20", "delivered",
         {**BY, "quantity": "четыре самолета=4 самолёт", "part": "первую партию=первая партия"}),
    deal("Вторую партию, четыре самолета Су-30СМ, Россия передала Белоруссии.", "2023-05-01", "delivered",
         {**BY, "quantity": "четыре самолета=4 самолёт", "part": "Вторую партию=вторая партия"}),
    deal("Минск. Белоруссия получила все 12 самолетов Су-30СМ, сообщила Россия.", "2024-03-01", "delivered",
         {"recipient": "Белоруссия=BY", "item": "Су-30СМ", "quantity": "12 самолетов=12 самолёт"}),
    deal("Ранее Россия лишь рассматривала продажу Белоруссии Су-30СМ, пишет газета.", "2024-04-01", "considered", BY),
]  # fmt: skip

OTHERS = [
    deal("Россия поставила Казахстану самолеты Су-30СМ.", "2019-11-21", "delivered",
         {"supplier": "Россия=RU", "recipient": "Казахстану=KZ", "item": "Су-30СМ"}),
    deal("Россия поставит Белоруссии самолеты Су-30СМ2.", "2024-09-01", "planned", {**BY, "item": "Су-30СМ2"}),
    deal("Китай поставил Белоруссии беспилотники CH-4.", "2019-11-22", "delivered",
         {"supplier": "Китай=CN", "recipient": "Белоруссии=BY", "item": "CH-4"}),
]  # fmt: skip

_COPY = (
    "Россия передала Белоруссии комплекс Тор. Об этом сообщило агентству военное ведомство республики "
    "во вторник утром, уточнив, что расчеты прошли обучение в учебном центре и готовы "
    "заступить на боевое дежурство до конца месяца."
)
COPIES = [
    deal(_COPY, "2021-12-14", "delivered", {**BY, "item": "Тор"}, outlet="ТАСС"),
    deal(_COPY.replace("во вторник утром", "сегодня"), "2021-12-14", "delivered", {**BY, "item": "Тор"},
         outlet="РИА Новости"),
    deal("Комплекс Тор теперь есть у Белоруссии, его передала Россия, рассказал министр.", "2021-12-15", "delivered",
         {"supplier": "Россия=RU", "recipient": "Белоруссии=BY", "item": "Тор"}, outlet="Интерфакс"),
]  # fmt: skip


def exercise(text: str, published: str, name: str, time: str = "") -> Record:
    """An article of one exercise."""
    slots: Slots = {"name": name, "participants": ["Россия=RU", "Белоруссия=BY"]}
    return told(text, says(text, "exercise", slots, stage="planned", time=time), published=published)


EXERCISES = [
    exercise("Россия и Белоруссия проведут учение Запад-2021 в сентябре.", "2021-03-01", "Запад-2021"),
    exercise("Учение Запад, Россия и Белоруссия: начало 10 сентября.", "2021-09-01", "Запад", "10 сентября=2021-09-10"),
    exercise("На Запад-2025 Россия и Белоруссия выведут 13000 человек.", "2025-08-01", "Запад-2025"),
]
ALL = [*FIGHTERS, *OTHERS, *COPIES, *EXERCISES]
