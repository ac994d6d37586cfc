"""Records for the register's tests, from short notes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from svodka.model import Article, Entity, Evidence, Fact, Record, Said, Value
from tests.builders import article


def told(
    text: str, *facts: Fact, published: str | None = "2021-06-29", outlet: str | None = "Интерфакс",
    url: str | None = None, entities: Sequence[tuple[str, str]] = (),
) -> Record:  # fmt: skip
    """The record of a text; its facts were made with `said` and read from words that stand in the text."""
    made = article(text, published=published, outlet=outlet, url=url)
    identifier = hashlib.sha256(" ".join(text.split()).encode()).hexdigest()
    return Record(
        article=replace(made, id=identifier), facts=tuple(replace(fact, id=str(n)) for n, fact in enumerate(facts)),
        entities=tuple(_entity(kind, name, made) for kind, name in entities),
    )  # fmt: skip


def words(text: str, canonical: str) -> Value:
    """A value 'words=canonical', or one that stands in the text as it is."""
    shown, _, meant = canonical.partition("=")
    at = text.index(shown)
    return Value(value=meant or shown, text=shown, start=at, end=at + len(shown))


def says(
    text: str, kind: str, slots: Mapping[str, str | Sequence[str]], *, stage: str | None = None,
    modality: str = "asserted", time: str = "", by: str = "", on: str | None = None, via: str = "",
) -> Fact:  # fmt: skip
    """A fact whose values stand in `text`; the whole text is its evidence."""
    listed = {slot: [values] if isinstance(values, str) else values for slot, values in slots.items()}
    return Fact(
        id="", type=kind, stage=stage, modality=modality, rule="test", confidence=0.9,  # type: ignore[arg-type]
        slots={slot: tuple(words(text, one) for one in values) for slot, values in listed.items()},
        time=(words(text, time),) if time else (), evidence=(Evidence(start=0, end=len(text), text=text),),
        said=Said(by=(words(text, by),) if by else (), on=on, via=(words(text, via),) if via else (),
                  kind="quote" if by else "report"),
    )  # fmt: skip


def _entity(kind: str, name: str, made: Article) -> Entity:
    value = words(made.text, name)
    mention = Evidence(start=value.start, end=value.end, text=value.text)
    return Entity(type=kind, name=value.value, country=None, mentions=(mention,))  # type: ignore[arg-type]
