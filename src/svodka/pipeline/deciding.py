"""What to do with a relevant article: read it, or keep it beside what tells the same already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from svodka.pipeline.preparing import Prepared, stands_in
from svodka.register import Register
from svodka.register.copies import original_of
from svodka.register.intake import held_articles
from svodka.register.neighbours import Neighbour, neighbours
from svodka.register.sketch import ALIKE, likeness, sketch

What: TypeAlias = Literal["read", "appearance", "copy"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """To read the article, to note where it appeared, or to keep it as a copy of `original`.

    `leans_on`: the article that is still being read and that this one counts on.
    """

    what: What
    original: str = ""
    likeness: float = 0.0
    leans_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Coming:
    """An article that is being read."""

    text: str
    marks: tuple[int, ...]


class Duplicates:
    """Decides on articles in the order of their documents.

    What was decided to be read counts as read from then on, so that a copy that comes right behind its original is
    found; so the decisions do not depend on how quickly anything is read.
    """

    def __init__(self, register: Register, reader_version: str) -> None:
        self._register, self._version = register, reader_version
        self._coming: dict[str, _Coming] = {}
        self._copying: dict[str, Decision] = {}

    def decide(self, found: Prepared) -> Decision:
        """What to do with a relevant article."""
        assert found.article
        marks = sketch(found.article.text)
        decision = self._decided(found, marks)
        if decision.what == "read":
            self._coming[found.id] = _Coming(text=found.article.text, marks=marks)
        elif decision.what == "copy":
            self._copying[found.id] = decision
        return decision

    def settled(self, article: str) -> None:
        """The article is in the register now, or it could not be read."""
        self._coming.pop(article, None)
        self._copying.pop(article, None)

    def _decided(self, found: Prepared, marks: Sequence[int]) -> Decision:
        if found.id in self._coming:
            return Decision(what="appearance", leans_on=found.id)
        if found.id in self._copying:
            return self._copying[found.id]
        if self._register.holds(found.id, self._version):
            return Decision(what="appearance")
        with self._register.reading() as connection:
            if held_articles(connection, [found.id]):  # by another version: what was read once is read again
                return Decision(what="read")
            if kept := original_of(connection, found.id):
                return Decision(what="copy", original=kept[0], likeness=kept[1])
            near = neighbours(connection, marks)
        for neighbour in sorted((*near, *self._coming_near(marks)), key=lambda each: -each.likeness):
            if stands_in(found.sentences, neighbour.text):
                coming = neighbour.article if neighbour.article in self._coming else ""
                return Decision(
                    what="copy", original=neighbour.article, likeness=neighbour.likeness, leans_on=coming
                )
        return Decision(what="read")

    def _coming_near(self, marks: Sequence[int]) -> Iterator[Neighbour]:
        for article, other in self._coming.items():
            if (share := likeness(marks, other.marks)) >= ALIKE:
                yield Neighbour(article=article, text=other.text, likeness=share)
