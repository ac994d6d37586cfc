"""Full-text search: what is entered for an article, and how words that are asked for become forms of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, select, text
from sqlalchemy.dialects import postgresql, sqlite

from svodka.register import tables as t
from svodka.register.keys import stem_words

RANKED = 500
"""Articles that search ranks against each other."""

_LAST = 2**31 - 1
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


def matching_articles(connection: Connection, forms: list[tuple[str, ...]]) -> Iterator[list[int]]:
    """The numbers of the articles that hold each word in one of its forms, RANKED at a time.

    Ranking all that hold a common word would take the longer the more there are, so the newest are ranked first; within
    each list the best come first.
    """
    below = _LAST
    while forms and (found := _ranked(connection, forms, below)):
        yield found
        below = min(found)


def _ranked(connection: Connection, forms: list[tuple[str, ...]], below: int) -> list[int]:
    if connection.dialect.name == "sqlite":
        asked = {"asked": " AND ".join("(" + " OR ".join(f'"{s}"' for s in stem_words(each)) + ")" for each in forms)}
        newest = (
            "SELECT rowid AS article, -rank AS worth FROM article_words WHERE words MATCH :asked AND rowid < :below "
            "ORDER BY rowid DESC LIMIT :n"
        )
    else:
        asked = {f"w{at}x{n}": form for at, each in enumerate(forms) for n, form in enumerate(each)}
        query = " && ".join(
            "(" + " || ".join(f"plainto_tsquery('russian', :w{at}x{n})" for n in range(len(each))) + ")"
            for at, each in enumerate(forms)
        )
        newest = (
            f"SELECT article, ts_rank(words, q) AS worth FROM article_words, (SELECT {query} AS q) AS asked "
            "WHERE words @@ q AND article < :below ORDER BY article DESC LIMIT :n"
        )
    best = f"SELECT article FROM ({newest}) AS newest ORDER BY worth DESC, article DESC"
    return list(connection.execute(text(best), {**asked, "below": below, "n": RANKED}).scalars())
