"""A register of the second schema, with entities and reviews in it, becomes one of this."""

from __future__ import annotations

import json

from alembic import command
from sqlalchemy import text

from svodka.query import Query
from svodka.register import Register
from svodka.register.engine import make_engine, register_url
from svodka.register.migrating import alembic_config

TEXT = "Зубарев и Николай Зубарев."


def second_schema(url: str) -> None:
    """A register of schema 0002 with one article of two names, and a review that was signed then."""
    engine = make_engine(register_url(url), create=True)
    article = {"id": "a" * 64, "text": TEXT, "sketch": json.dumps([]), "paragraphs": json.dumps([[0, 0, len(TEXT)]])}
    with engine.begin() as connection:
        command.upgrade(alembic_config(connection), "0002")
        connection.execute(text(
            "INSERT INTO articles (number, id, text, lemmas, language, ingested_at, paragraphs, sketch) "
            "VALUES (1, :id, :text, '', 'ru', '2024-01-01', :paragraphs, :sketch)"
        ), article)  # fmt: skip
        connection.execute(text(
            "INSERT INTO appearances (id, article, reader_version, version_key, url, outlet, published, "
            "published_basis, ingested_at) VALUES (1, 1, '1.0', '000001!z', '', 'ТАСС', '2021-01-01', 'stated', '')"
        ))  # fmt: skip
        connection.execute(text("INSERT INTO readings VALUES (1, 1, '1.0', '000001!z', '')"))
        for name, start in (("Зубарев", 0), ("Николай Зубарев", 10)):
            connection.execute(text(
                'INSERT INTO mentions (reading, type, name, position, text, start, "end") '
                "VALUES (1, 'person', :name, 0, :name, :start, :end)"
            ), {"name": name, "start": start, "end": start + len(name)})  # fmt: skip
        connection.execute(text(
            "INSERT INTO reviews (action, claims, role, value, target, by, at, note) "
            "VALUES ('reject', :claims, '', '', NULL, 'A. Editor', '2024-01-01', 'kept')"
        ), {"claims": json.dumps(["0" * 24])})  # fmt: skip
    engine.dispose()


def test_a_register_of_the_second_schema_is_migrated(url: str) -> None:
    second_schema(url)
    with Register.open(url) as register:
        register.refresh()
        assert register.check() == []
        query = Query(register)
        (person,) = query.entities(name="Zubarev")
        assert (person.name, person.articles, person.aliases) == ("Николай Зубарев", 1, ("Зубарев",))
        assert [(each.id, each.note, each.names) for each in query.reviews()] == [(1, "kept", ())]
        assert register.review("rename", [person.id], by="A. Editor", value="Н. Н. Зубарев") == 2
        assert query.entity(person.id).name == "Н. Н. Зубарев"
