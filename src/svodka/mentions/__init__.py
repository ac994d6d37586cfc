"""Analysis to reading: typed, normalised spans and who is who inside the article."""

from svodka.mentions.mention import Mention, MentionKind
from svodka.mentions.reading import Reading

__all__ = ["Mention", "MentionKind", "Reading"]
