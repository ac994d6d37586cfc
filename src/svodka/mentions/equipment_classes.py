"""Words for classes of equipment in a sentence: 'ударных вертолётов', 'зенитных ракетных комплексов'."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from svodka.knowledge.equipment import ClassWord, EquipmentClass, catalogue
from svodka.knowledge.phrases import Term, adjective_stem, plain, word_keys
from svodka.language import Analysis, Sentence, Token

OPENING = frozenset("«“„\"'(")
CLOSING = frozenset("»”“\"')")
_LINKS = frozenset({
    "дальности", "действия", "поколения", "типа", "класса", "проекта", "проектов", "серии", "семейства", "модели",
    "марки", "версии", "стандарта", "модификации", "модификаций", "калибра",
})  # fmt: skip
_TITLE = 6  # a longer quotation that opens with a class word is speech: '«Летальную помощь Киеву мы не оказываем'
_WIDE = 8  # words between a class and its designation: 'систем противовоздушной обороны (ПВО) дальнего действия С-400'


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassHit:
    """A class phrase: the tokens `first`..`last`, the noun at `head`."""

    sentence: int
    first: int
    head: int
    last: int
    word: ClassWord

    @property
    def equipment_class(self) -> EquipmentClass:
        """The class that the phrase names."""
        return self.word.equipment_class


def find_class_phrases(analysis: Analysis) -> dict[int, list[ClassHit]]:
    """The class phrases of each sentence, left to right."""
    return {sentence.index: list(_without_glosses(sentence, _in_sentence(sentence))) for sentence in analysis.sentences}


def _in_sentence(sentence: Sentence) -> Iterator[ClassHit]:
    known = catalogue()
    words = [word_keys(t.text, t.lemma) for t in sentence.tokens]
    at = 0
    while at < len(words):
        term = known.words.match(words, at)
        if term is None or not _stands(sentence, term, at):
            at += 1
            continue
        first = at
        while first and adjective_stem(plain(sentence.tokens[first - 1].text)) in known.adjectives:
            first -= 1
        last = at + len(term.keys) - 1
        yield ClassHit(sentence=sentence.index, first=first, head=at + term.head, last=last, word=term.meaning)
        at = last + 1


def _stands(sentence: Sentence, term: Term[ClassWord], at: int) -> bool:
    """Whether the words are the class and no part of a name ('Вертолеты России') or of another noun's attribute."""
    tokens, last = sentence.tokens, at + len(term.keys) - 1
    if term.adjectival and last + 1 < len(tokens) and tokens[last + 1].pos in {"NOUN", "ADJ"}:
        return "*" in term.keys[0] and _is_code(tokens[last + 1])
    head = tokens[at + term.head]
    if not term.adjectival and not term.phrase.isupper() and head.pos not in {"NOUN", "PROPN", "X", "ADJ", "VERB"}:
        return False
    if term.phrase.isupper() and not head.text[:2].isupper():
        return False
    titled = at and tokens[at - 1].text in OPENING - {"("} and tokens[at].text[0].isupper()
    closing = [i for i in range(last + 1, min(len(tokens), last + _TITLE)) if tokens[i].text in CLOSING]
    return not (titled and closing and closing[0] > last + 1)


def _is_code(token: Token) -> bool:
    return any(map(str.isdigit, token.text)) or token.text[0].isupper()


def _without_glosses(sentence: Sentence, hits: Iterator[ClassHit]) -> Iterator[ClassHit]:
    """Without the abbreviation in brackets that repeats the phrase: 'беспилотных аппаратов (БПЛА)'."""
    before: ClassHit | None = None
    for hit in hits:
        gap = sentence.tokens[before.last + 1 : hit.first] if before else ()
        if before and [t.text for t in gap] == ["("] and hit.equipment_class == before.equipment_class:
            continue
        before = hit
        yield hit


def governor(sentence: Sentence, hits: list[ClassHit], first: int) -> ClassHit | None:
    """The class phrase that heads a name at token `first`: 'истребителей поколения "4+" Су-30СМ'."""
    before = [h for h in hits if h.last < first]
    if not before:
        return None
    nearest = before[-1]
    between = sentence.tokens[nearest.last + 1 : first]
    if len(between) > _WIDE or not _links(between):
        return None
    return nearest


def _links(tokens: tuple[Token, ...]) -> bool:
    depth = 0
    for token in tokens:
        depth += (token.text == "(") - (token.text == ")")
        if depth > 0 or token.text in OPENING | CLOSING:
            continue
        genitive = token.pos in {"NOUN", "PROPN", "DET"} and token.feat("Case") == "Gen"
        adjective = token.pos == "ADJ" or (token.pos == "NUM" and not token.text.isdigit())
        if not (genitive or adjective or plain(token.text) in _LINKS or token.text.endswith("+")):
            return False
    return True


def linked_tightly(sentence: Sentence, hit: ClassHit, first: int) -> bool:
    """Whether only 'типа', 'класса', 'проекта' and quotation marks stand between the phrase and the name."""
    between = sentence.tokens[hit.last + 1 : first]
    return all(plain(t.text) in _LINKS or t.text in OPENING - {"("} for t in between)
