"""Acts of speech: who said something, when, through whom, and how far their word reaches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from svodka.facts.arguments import subject_of
from svodka.facts.draft import value_of
from svodka.facts.speakers import Speakers
from svodka.facts.speech_words import speech_words
from svodka.facts.timing import governor_of
from svodka.language.tree import ancestors, children, preposition, subtree
from svodka.language import Sentence, Token
from svodka.mentions import Mention, Reading
from svodka.model import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """One act of speech. `reach` are the (sentence, token) places whose content the speaker vouches for."""

    sentence: int
    verb: int
    by: tuple[Value, ...]
    on: str | None
    via: tuple[Value, ...]
    reach: frozenset[tuple[int, int]]
    back: bool  # 'Об этом сообщил …': vouches for the sentence before


def is_speech_verb(token: Token) -> bool:
    """'сообщил', 'заявляет'; not the infinitive of a plan nor a participle."""
    return (
        token.pos == "VERB"
        and token.lemma.replace("ё", "е") in speech_words().verbs
        and token.feat("VerbForm") in ("Fin", "")
    )


def find_speeches(reading: Reading) -> tuple[Speech, ...]:
    """Every act of speech of the article, in order of the text."""
    speakers = Speakers(reading)
    found: list[Speech] = []
    for sentence in reading.analysis.sentences:
        found.extend(_in_sentence(reading, sentence, speakers))
    return tuple(found)


def _in_sentence(reading: Reading, sentence: Sentence, speakers: Speakers) -> Iterator[Speech]:
    for token in sentence.tokens:
        if is_speech_verb(token):
            speech = _by_verb(reading, sentence, token, speakers)
        elif token.lemma in speech_words().by_word and preposition(sentence, token.index) == "по":
            speech = _by_word(reading, sentence, token, speakers)
        else:
            continue
        if speech is not None:
            yield speech
            speakers.spoke(speech.by)


def _by_verb(reading: Reading, sentence: Sentence, verb: Token, speakers: Speakers) -> Speech | None:
    subject = subject_of(sentence, verb.index)
    if subject is None:
        subject = _subject_after(reading, sentence, verb)
    via = _outlets(reading, sentence, verb)
    by: tuple[Value, ...] = ()
    if subject is not None:
        by = speakers.at(sentence, subject)
    if not by:
        by = _in_organisation(reading, sentence, verb, speakers)
    by, via = _relayed(reading, by, via)
    if not by and not via:
        return None
    back = _points_back(sentence, verb)
    reach = frozenset() if back else frozenset((sentence.index, t) for t in _reach(sentence, verb))
    return Speech(sentence=sentence.index, verb=verb.index, by=by, on=_date(reading, sentence, verb), via=via,
                  reach=reach, back=back)  # fmt: skip


def _subject_after(reading: Reading, sentence: Sentence, verb: Token) -> int | None:
    """Where the tree lost the subject: the person or organisation in the nominative right after the verb."""
    for mention in reading.within(sentence, "person", "organisation"):
        if 0 < mention.first - verb.index <= 6 and sentence.tokens[mention.head].feat("Case") in ("Nom", ""):
            between = sentence.tokens[verb.index + 1 : mention.first]
            if not any(t.text in ",;:" or t.pos == "VERB" for t in between):
                return mention.head
    return None


def _in_organisation(reading: Reading, sentence: Sentence, verb: Token, speakers: Speakers) -> tuple[Value, ...]:
    """'сообщили в Пентагоне', 'отметили в штабе': the plural without a subject."""
    if verb.feat("Number") != "Plur":
        return ()
    for child in children(sentence, verb.index, "obl", "nmod"):
        if preposition(sentence, child.index) in ("в", "на") and child.feat("Case") == "Loc":
            found = speakers.organisation_at(sentence, child.index)
            if found:
                return found
    return ()


def _outlets(reading: Reading, sentence: Sentence, verb: Token) -> tuple[Value, ...]:
    """The outlets in the verb's own clause: 'сообщил "Интерфаксу"', 'в интервью газете', 'со ссылкой на Reuters'."""
    inside = set(_own(sentence, verb))
    found = [m for m in reading.within(sentence, "outlet") if m.head in inside or m.first in inside]
    return tuple(value_of(reading, m) for m in found)


def _relayed(reading: Reading, by: tuple[Value, ...], via: tuple[Value, ...]) -> tuple[tuple[Value, ...], tuple[Value, ...]]:
    """An outlet that 'сообщает' passes on; it vouches for nothing by itself."""
    spans = {(v.start, v.end) for v in via}
    return tuple(v for v in by if (v.start, v.end) not in spans), via


def _own(sentence: Sentence, verb: Token) -> list[int]:
    """The verb and what hangs on it, the clause that tells what was said left out."""
    found = []
    for index in subtree(sentence, verb.index):
        path = [index, *ancestors(sentence, index)]
        path = path[: path.index(verb.index)] if verb.index in path else path
        if not any(sentence.tokens[p].rel in ("ccomp", "parataxis", "root") for p in path):
            found.append(index)
    return found


def _points_back(sentence: Sentence, verb: Token) -> bool:
    """'Об этом сообщил …', 'Это подтвердили в …' speak of what came before."""
    for child in children(sentence, verb.index, "obl", "obj", "nmod", "iobj"):
        if child.lemma in ("это", "то") and child.index < verb.index and child.index <= 2:
            return True
    return False


def _reach(sentence: Sentence, verb: Token) -> list[int]:
    """The tokens whose content the speaker vouches for: the 'что' clause, else the rest of the sentence."""
    clauses = [c for c in children(sentence, verb.index, "ccomp", "csubj") if c.index > verb.index]
    if clauses:
        return [t for c in clauses for t in range(min(subtree(sentence, c.index)), len(sentence.tokens))]
    marker = next((t.index for t in sentence.tokens[verb.index + 1 :] if t.lemma in ("что", "будто", "как") and t.pos == "SCONJ"), None)
    if marker is not None:
        return list(range(marker, len(sentence.tokens)))
    about = [c for c in children(sentence, verb.index, "obl", "nmod") if preposition(sentence, c.index) == "о"]
    if about:
        return [t for c in about for t in subtree(sentence, c.index)]
    own = set(_own(sentence, verb))
    return [t.index for t in sentence.tokens if t.index not in own or t.index < _clause_start(sentence, verb)]


def _clause_start(sentence: Sentence, verb: Token) -> int:
    """Where the verb's own clause begins: after the nearest comma or dash to its left."""
    for token in reversed(sentence.tokens[: verb.index]):
        if token.text in (",", "-", "–", "—", ";", ":"):
            return token.index
    return 0


def _by_word(reading: Reading, sentence: Sentence, token: Token, speakers: Speakers) -> Speech | None:
    """'по словам министра', 'по его данным', 'по данным Минобороны'."""
    by: tuple[Value, ...] = ()
    for child in children(sentence, token.index):
        if child.rel.split(":")[0] in ("nmod", "det", "amod", "appos", "obl"):
            by = by or speakers.at(sentence, child.index)
    via = tuple(value_of(reading, m) for m in reading.within(sentence, "outlet") if m.head in subtree(sentence, token.index))
    by, via = _relayed(reading, by, via)
    if not by and not via:
        return None
    own = set(subtree(sentence, token.index))
    reach = frozenset((sentence.index, t.index) for t in sentence.tokens if t.index not in own)
    return Speech(sentence=sentence.index, verb=token.index, by=by, on=None, via=via, reach=reach, back=False)


def _date(reading: Reading, sentence: Sentence, verb: Token) -> str | None:
    """'сообщил 23 июня', 'заявил во вторник': the time that hangs on the verb of speech."""
    own = set(_own(sentence, verb))
    near: list[tuple[int, Mention]] = []
    for mention in reading.within(sentence, "time"):
        if governor_of(sentence, mention) == verb.index or (mention.head in own and abs(mention.head - verb.index) <= 4):
            near.append((abs(mention.head - verb.index), mention))
    return min(near, key=lambda pair: pair[0])[1].value if near else None
