"""From raw documents to articles: encoding, language, parts, dateline, outlet and date of publication."""

from svodka.articles.decoding import decode
from svodka.articles.language_check import OtherLanguage
from svodka.articles.reading import DEFAULT_MAX_BYTES, article_from_text, article_id, check_text, read_article

__all__ = [
    "DEFAULT_MAX_BYTES",
    "OtherLanguage",
    "article_from_text",
    "article_id",
    "check_text",
    "decode",
    "read_article",
]
