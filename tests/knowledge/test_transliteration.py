"""Russian names in Latin letters."""

from __future__ import annotations

import pytest

from svodka.knowledge.transliteration import latin_key, person_key, to_latin


@pytest.mark.parametrize(("russian", "latin"), [
    ("Патрушев", "Patrushev"), ("Евгений Щёлоков", "Yevgeniy Shchëlokov"), ("Подъячев", "Pod”yachev"),
    ("Алексеев", "Alekseyev"), ("Крым", "Krym"), ("Дзержинский", "Dzerzhinskiy"), ("Юрьев", "Yur’yev"),
    ("Lockheed Martin", "Lockheed Martin"), ("Соль-Ёлкин", "Sol’-Yëlkin"),
])  # fmt: skip
def test_bgn_pcgn(russian: str, latin: str) -> None:
    assert to_latin(russian) == latin


@pytest.mark.parametrize(("one", "other"), [
    ("Николай Патрушев", "Nikolai Patrushev"), ("Сергей Шойгу", "Sergey Shoygu"), ("Александр", "Alexander"),
    ("Евгений", "Evgeny"), ("Дмитрий Медведев", "Dmitry Medvedev"), ("ФСВТС", "FSVTS"), ("Алмаз-Антей", "Алмаз Антей"),
])  # fmt: skip
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert latin_key(one) == latin_key(other)


@pytest.mark.parametrize(("one", "other"), [("Иванов", "Иванова"), ("Сергей", "Сергий Ко"), ("Ту-160", "Ту-16")])
def test_other_names_do_not(one: str, other: str) -> None:
    assert latin_key(one) != latin_key(other)


@pytest.mark.parametrize("names", [
    ("Лукашенко", "Lukashenko", "Lukashenka"), ("Шойгу", "Shoigu", "Shoygu"), ("Патрушев", "Patrushev"),
    ("Соловьёв", "Solovyov", "Soloviev", "Solovyev"), ("Алексеев", "Alekseyev", "Alexeev"), ("Королёв", "Korolyov"),
    ("Пётр", "Pyotr", "Petr"), ("Зеленский", "Zelensky", "Zelenskyy", "Zelenskiy"), ("Хусейн", "Hussein"),
    ("Юрий", "Yury", "Iurii"), ("Александр", "Alexander", "Aliaksandr"), ("Михаил", "Mihail", "Mikhail"),
])  # fmt: skip
def test_spellings_of_a_person_share_a_key(names: tuple[str, ...]) -> None:
    assert len({person_key(name) for name in names}) == 1


@pytest.mark.parametrize(("one", "other"), [
    ("Иванов", "Иванова"), ("Лукашенко", "Лукашенков"), ("Ким", "Кин"), ("Хан", "Ган"), ("Петров", "Петренко"),
])  # fmt: skip
def test_other_persons_do_not(one: str, other: str) -> None:
    assert person_key(one) != person_key(other)
