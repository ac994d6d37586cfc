"""Short articles about invented persons and organisations, for the tests of who is who."""

from __future__ import annotations

from svodka.model import Record
from tests.register.told import says, told


def officer(name: str, office: str, country: str, published: str, stage: str = "current", more: str = "") -> Record:
    """An article that gives a person an office; `country` as 'России=RU'."""
    text = f"{name} - {office} {country.partition('=')[0]}. {more}".strip()
    fact = says(text, "position", {"person": name, "office": office, "country": country}, stage=stage)
    return told(text, fact, published=published, entities=[("person", name), ("country", country)])


def bare(name: str, published: str, words: str = "выступил с речью") -> Record:
    """An article that names a person without an office."""
    text = f"{name} {words} {published}."
    return told(text, published=published, entities=[("person", name)])


def sale(maker: str, published: str, item: str = "Су-30СМ", buyer: str = "Белоруссии=BY") -> Record:
    """An article in which an organisation supplies something."""
    text = f"{maker} поставит {buyer.partition('=')[0]} истребители {item}, сообщили {published}."
    fact = says(text, "transfer", {"supplier": maker, "recipient": buyer, "item": item}, stage="planned")
    return told(text, fact, published=published, entities=[("organisation", maker)])


SON = officer("Дмитрий Зубарев", "министр сельского хозяйства", "России=RU", "2020-02-01")
FATHER = officer("Николай Зубарев", "секретарь совета", "России=RU", "2020-01-01")
EITHER = bare("Зубарев", "2021-05-05")
ZUBAREVS = [FATHER, SON, EITHER]
