"""Who vouches for what a clause says, since when and through whom."""

from __future__ import annotations

from svodka.mentions import Reading
from svodka.model import Said


class Attribution:
    """Answers for any place of a reading who said it."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def said(self, sentence: int, token: int) -> Said:
        """Who vouches for the clause in which the token stands; empty in the article's own voice."""
        return Said()
