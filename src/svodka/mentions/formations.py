"""Joint formations in an article: 'региональная группировка войск', 'единая система ПВО', 'бригада "ЛитПолУкрбриг"'."""

from __future__ import annotations

from collections.abc import Iterator

from svodka.knowledge.countries import country_of
from svodka.knowledge.formations import FormationKind, formation_adjectives, formation_words
from svodka.knowledge.phrases import Term, adjective_stem, plain, word_keys
from svodka.language import Analysis, Sentence
from svodka.mentions.mention import Mention
from svodka.mentions.phrase import Phrase, in_nominative, phrase_around

_ALWAYS = frozenset({"warning_system"})
_ALLIANCES = frozenset(
    {"нато", "одкб", "альянса", "альянс", "содружества", "евросоюза", "оон", "ес", "снг", "шос", "аукус", "экоп"}
)
_NO_NAME = frozenset({"группировка", "контингент", "система"})  # 'эта группировка' only points back


def find_formations(analysis: Analysis) -> list[Mention]:
    """Mentions of kind 'formation' in order; `of` is the kind.

    Role 'name': several nations or an alliance stand in the phrase, or an adjective ('единая') says so; the value is
    the phrase in the nominative, or its own name where it has one ('ЛитПолУкрбриг'). Role 'class': 'группировка' alone.
    """
    found: list[Mention] = []
    for sentence in analysis.sentences:
        found.extend(_in_sentence(analysis, sentence))
    return found


def _in_sentence(analysis: Analysis, sentence: Sentence) -> Iterator[Mention]:
    words = [word_keys(t.text, t.lemma) for t in sentence.tokens]
    at = 0
    while at < len(words):
        term = formation_words().match(words, at)
        if term is None or sentence.tokens[at + term.head].pos not in ("NOUN", "PROPN"):
            at += 1
            continue
        phrase = phrase_around(sentence, at, at + len(term.keys) - 1)
        mention = _mention(analysis, sentence, phrase, term, at + term.head)
        if mention is not None:
            yield mention
        at = phrase.end + 1


def _mention(
    analysis: Analysis, sentence: Sentence, phrase: Phrase, term: Term[FormationKind], head: int
) -> Mention | None:
    joint = _joint(sentence, phrase) or term.meaning in _ALWAYS
    tokens, text = sentence.tokens, analysis.article.text
    if not joint:
        if term.phrase not in _NO_NAME or phrase.last > phrase.end:
            return None
        return _make(
            analysis, sentence, (phrase.first, phrase.end), head, plain(tokens[head].lemma), "class", term.meaning
        )
    name = _own_name(text, sentence, phrase)
    value = name or in_nominative(tokens[phrase.first : phrase.end + 1], text)
    last = phrase.last if name else phrase.end
    value = value if value[:1].isupper() and (name or value.isupper()) else _lowered(value, sentence, phrase)
    return _make(analysis, sentence, (phrase.first, last), head, value, "name", term.meaning)


def _lowered(value: str, sentence: Sentence, phrase: Phrase) -> str:
    """'Единая система' that opens a sentence is written small; 'Коллективные силы' inside one keeps its capital."""
    opens = phrase.first == 0
    return value[:1].lower() + value[1:] if opens else value


def _own_name(text: str, sentence: Sentence, phrase: Phrase) -> str | None:
    if (
        phrase.name is None
        or sentence.tokens[phrase.end].feat("Number") == "Plur"
        or country_of(sentence.tokens[phrase.name[0]].text)
    ):
        return None
    first, last = phrase.name
    return text[sentence.tokens[first].start : sentence.tokens[last].end]


def _joint(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether adjectives, two countries or an alliance tell that the formation is not one nation's own."""
    before = sentence.tokens[phrase.first : phrase.start]
    if any(adjective_stem(plain(t.text)) in formation_adjectives() for t in before):
        return True
    if any("-" in t.text and country_of(t.text, "adjective") is None and _two_nations(t.text) for t in before):
        return True
    after = sentence.tokens[phrase.end + 1 : phrase.last + 1]
    return any(plain(t.text) in _ALLIANCES for t in after)


def _two_nations(word: str) -> bool:
    """'российско-белорусская'."""
    parts = plain(word).split("-")
    return len(parts) == 2 and parts[0].endswith("о") and country_of(parts[1], "adjective") is not None


def _make(
    analysis: Analysis, sentence: Sentence, span: tuple[int, int], head: int, value: str, role: str, of: str
) -> Mention:
    first, last = span
    return Mention(
        kind="formation", start=sentence.tokens[first].start, end=sentence.tokens[last].end, value=value,
        sentence=sentence.index, first=first, last=last, head=head, role=role, of=of,
    )  # fmt: skip
