"""Full-text search: what is entered for an article, and how words that are asked for become forms of it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sqlalchemy import Connection, select, text
from sqlalchemy.dialects import postgresql, sqlite

from svodka.register import tables as t
from svodka.register.keys import stem_words

_WORD = re.compile(r"[^\W_]+")


def words_of(some: str) -> list[str]:
    """The words of a text in lower case, ё as е."""
    return _WORD.findall(some.lower().replace("ё", "е"))


def lemma_text(some: str, lemmas: Mapping[str, str]) -> str:
    """The dictionary forms of a text's words, where they are known and differ."""
    return " ".join(lemma for word in words_of(some) if (lemma := lemmas.get(word, word)) != word)


def enter_forms(connection: Connection, some: str, lemmas: Mapping[str, str]) -> None:
    """Remembers the dictionary forms of a text's words; in order, so that two writers do not wait for each other."""
    rows = [{"form": word, "lemma": lemmas[word]} for word in sorted(set(words_of(some))) if word in lemmas]
    if rows:
        dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
        connection.execute(dialect.insert(t.word_forms).on_conflict_do_nothing(), rows)


def enter_words(connection: Connection, article: int, text_and_lemmas: str) -> None:
    """Enters an article into the full-text index."""
    if connection.dialect.name == "sqlite":
        statement = "INSERT INTO article_words (rowid, words) VALUES (:article, :words)"
        words = " ".join(stem_words(words_of(text_and_lemmas)))
    else:
        statement = "INSERT INTO article_words VALUES (:article, to_tsvector('russian', :words))"
        words = text_and_lemmas.lower().replace("ё", "е")
    connection.execute(text(statement), {"article": article, "words": words})


def asked_forms(connection: Connection, asked: str) -> list[tuple[str, ...]]:
    """For every word that is asked for: the word, and its dictionary form where an article taught it.

    A genitive plural with a fleeting vowel, which stemming does not see through, also stands for its noun: 'поставок'.
    """
    words = words_of(asked)
    known = select(t.word_forms.c.form, t.word_forms.c.lemma).where(t.word_forms.c.form.in_(words))
    lemmas = {row.form: row.lemma for row in connection.execute(known)}
    return [tuple(dict.fromkeys((word, lemmas.get(word) or _without_fleeting_vowel(word)))) for word in words]


def _without_fleeting_vowel(word: str) -> str:
    return f"{word[:-2]}ка" if len(word) > 5 and word.endswith(("ок", "ек")) else word


def matching_articles(connection: Connection, forms: list[tuple[str, ...]], limit: int) -> list[int]:
    """The numbers of the articles that hold each word in one of its forms, the best first."""
    if not forms:
        return []
    if connection.dialect.name == "sqlite":
        query = " AND ".join("(" + " OR ".join(f'"{stem}"' for stem in stem_words(each)) + ")" for each in forms)
        found = "SELECT rowid FROM article_words WHERE words MATCH :asked ORDER BY rank, rowid LIMIT :n"
        return list(connection.execute(text(found), {"asked": query, "n": limit}).scalars())
    names = {f"w{at}x{n}": form for at, each in enumerate(forms) for n, form in enumerate(each)}
    query = " && ".join(
        "(" + " || ".join(f"plainto_tsquery('russian', :w{at}x{n})" for n in range(len(each))) + ")"
        for at, each in enumerate(forms)
    )
    found = (
        f"SELECT article FROM article_words, (SELECT {query} AS q) AS asked WHERE words @@ q "
        "ORDER BY ts_rank(words, q) DESC, article LIMIT :n"
    )
    return list(connection.execute(text(found), {**names, "n": limit}).scalars())
