"""Article to analysis: the only room that touches the language models."""

from svodka.language.analysis import Analysis, Name, NameKind, Sentence, Token
from svodka.language.models import LanguageModels

__all__ = ["Analysis", "LanguageModels", "Name", "NameKind", "Sentence", "Token"]
