"""Acts of speech: who said something, when, through whom, and how far their word reaches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from svodka.facts.base.arguments import subject_of
from svodka.facts.base.draft import value_of
from svodka.facts.base.timing import governor_of
from svodka.facts.said.reach import around, reach_of
from svodka.facts.said.relays import outlets_of, own_tokens, passed_on_by, referred_to, words_of
from svodka.facts.said.speakers import Speakers
from svodka.facts.said.words import speech_words
from svodka.language import Sentence, Token
from svodka.language.tree import children, preposition, subtree
from svodka.mentions import Mention, Reading
from svodka.model import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """One act of speech. `reach` are the (sentence, token) places whose content the speaker vouches for."""

    sentence: int
    verb: int
    by: tuple[Value, ...]
    when: Value | None
    via: tuple[Value, ...]
    reach: frozenset[tuple[int, int]]
    back: bool  # 'Об этом сообщил …': vouches for the sentences before
    relay: bool = False  # 'его слова передал телеканал': adds an outlet to the speech before

    @property
    def on(self) -> str | None:
        """When it was said (EDTF)."""
        return self.when.value if self.when is not None else None


def is_speech_verb(token: Token) -> bool:
    """'сообщил', 'заявляет', 'уверен'; not the infinitive of a plan nor a participle."""
    lemma = token.lemma.replace("ё", "е")
    if token.pos == "ADJ":
        return lemma in speech_words().convictions and token.feat("Variant") == "Short"
    told = lemma in speech_words().verbs or lemma in speech_words().hopes
    return token.pos == "VERB" and told and token.feat("VerbForm") in ("Fin", "")


def _after_quotation(sentence: Sentence, verb: Token) -> bool:
    """'"…", — язвит генерал': whatever verb stands behind a quotation and a dash tells who spoke it."""
    before = [t.text for t in sentence.tokens[max(0, verb.index - 4) : verb.index]]
    dashed = before[-1:] and before[-1] in ("-", "–", "—", "--")
    return bool(dashed) and any(mark in "»”\"" for mark in before[:-1]) and verb.feat("VerbForm") == "Fin"


def find_speeches(reading: Reading) -> tuple[Speech, ...]:
    """Every act of speech of the article, in order of the text."""
    speakers = Speakers(reading)
    found: list[Speech] = []
    for sentence in reading.analysis.sentences:
        for speech in _in_sentence(reading, sentence, speakers):
            if speech.relay and found and _joins(reading, found[-1], speech):
                last = found[-1]
                found[-1] = replace(last, via=_joined(last.via, speech.via), when=last.when or speech.when)
            else:
                found.append(speech)
    return tuple(found)


def _joins(reading: Reading, last: Speech, relay: Speech) -> bool:
    """Whether a relay passes on the speech before: of the same sentence or of the one before in the paragraph."""
    sentences = reading.analysis.sentences
    near = relay.sentence - last.sentence
    return near == 0 or (near == 1 and sentences[last.sentence].paragraph == sentences[relay.sentence].paragraph)


def _joined(one: tuple[Value, ...], other: tuple[Value, ...]) -> tuple[Value, ...]:
    return tuple({v.value: v for v in (*one, *other)}.values())


def _in_sentence(reading: Reading, sentence: Sentence, speakers: Speakers) -> Iterator[Speech]:
    for token in sentence.tokens:
        if is_speech_verb(token) or (token.pos == "VERB" and _after_quotation(sentence, token)):
            speech = _by_verb(reading, sentence, token, speakers)
        elif _vouches(sentence, token):
            speech = _by_word(reading, sentence, token, speakers)
        else:
            continue
        if speech is not None:
            yield speech
            speakers.spoke(speech.by)


def _vouches(sentence: Sentence, token: Token) -> bool:
    """'по словам', 'по данным', 'со слов', 'как стало известно агентству'."""
    if token.text.lower() == "известно":
        return any(t.lemma == "стать" for t in sentence.tokens[max(0, token.index - 2) : token.index])
    before = preposition(sentence, token.index) if token.lemma in speech_words().by_word else ""
    return before == "по" or (before == "с" and token.lemma == "слово")


def _by_verb(reading: Reading, sentence: Sentence, verb: Token, speakers: Speakers) -> Speech | None:
    via = outlets_of(reading, sentence, verb.index)
    owner = words_of(sentence, verb)
    relayed = owner is not None or passed_on_by(reading, sentence, verb.index)
    by = _relayed_speaker(sentence, verb, owner, speakers) if relayed else _speaker(reading, sentence, verb, speakers)
    spans = {(v.start, v.end) for v in via}
    by = tuple(v for v in by if (v.start, v.end) not in spans)
    if not by and not via:
        return None
    points = _points_back(sentence, verb)
    # 'Демир это опроверг' and 'это прокомментировал' speak of what came before, but do not vouch for it.
    back = points and verb.lemma not in speech_words().denials | speech_words().comments
    if verb.lemma in speech_words().hopes and not by:
        return None
    person = any(speakers.is_person(v.value) for v in by)
    reach = [] if points else reach_of(sentence, verb, person=person)
    return Speech(
        sentence=sentence.index, verb=verb.index, by=by, when=_date(reading, sentence, verb), via=via, back=back,
        reach=frozenset((sentence.index, t) for t in reach),
        relay=(owner is not None and not _quoted_before(sentence, verb)) or (back and not by),
    )  # fmt: skip


def _quoted_before(sentence: Sentence, verb: Token) -> bool:
    """'«…», - цитировало его агентство' is a speech of its own."""
    return any(t.text in "»\"”" for t in sentence.tokens[: verb.index])


def _relayed_speaker(sentence: Sentence, verb: Token, owner: Token | None, speakers: Speakers) -> tuple[Value, ...]:
    """Whose words an outlet passes on: 'цитировало его агентство', 'пишет газета со ссылкой на источник'."""
    if owner is not None:
        return speakers.at(sentence, owner.index)
    source = referred_to(sentence, verb.index)
    return speakers.at(sentence, source.index) if source is not None else ()


def _speaker(reading: Reading, sentence: Sentence, verb: Token, speakers: Speakers) -> tuple[Value, ...]:
    subject = subject_of(sentence, verb.index)
    if subject is None:
        subject = _subject_after(reading, sentence, verb)
    by = speakers.at(sentence, subject) if subject is not None else ()
    return by or _in_organisation(sentence, verb, speakers)


def _subject_after(reading: Reading, sentence: Sentence, verb: Token) -> int | None:
    """Where the tree lost the subject: the person or organisation in the nominative after the verb."""
    held = {p.person.start for p in reading.positions}
    for mention in reading.within(sentence, "person", "organisation"):
        named = mention.kind == "person" and mention.start in held
        # 'объявил Елисейский дворец': the form of the accusative right behind the verb
        near = 2 if mention.kind == "organisation" and sentence.tokens[mention.head].feat("Case") == "Acc" else 6
        if 0 < mention.first - verb.index <= (14 if named else near) and _nominative(sentence, mention):
            between = sentence.tokens[verb.index + 1 : mention.first]
            if not any(t.text in ";:" or (t.text == "," and not named) or t.pos == "VERB" for t in between):
                return mention.head
    return None


def _nominative(sentence: Sentence, mention: Mention) -> bool:
    return sentence.tokens[mention.head].feat("Case") in ("Nom", "", "Acc" if mention.kind == "organisation" else "")


def _in_organisation(sentence: Sentence, verb: Token, speakers: Speakers) -> tuple[Value, ...]:
    """'сообщили в Пентагоне', 'говорится в сообщении компании': no subject but a place of work."""
    told = verb.lemma in speech_words().impersonal or verb.lemma in speech_words().following
    if verb.feat("Number") != "Plur" and not told:
        return ()
    for child in children(sentence, verb.index, "obl", "nmod"):
        follows = verb.lemma in speech_words().following and preposition(sentence, child.index) == "из"
        inside = preposition(sentence, child.index) in ("в", "на") and child.feat("Case") in ("Loc", "")
        if not inside and not follows:
            continue
        if told and child.lemma in speech_words().papers:
            owners = children(sentence, child.index, "nmod")
            return speakers.organisation_at(sentence, owners[0].index) if owners else ()
        found = speakers.organisation_at(sentence, child.index)
        if found:
            return found
    return ()


def _points_back(sentence: Sentence, verb: Token) -> bool:
    """'Об этом сообщил …', 'Это подтвердили в …' speak of what came before."""
    return any(
        child.lemma in ("это", "то", "этот")
        and child.index < verb.index
        and (child.index <= 2 or (verb.index - child.index == 1 and verb.rel == "root"))
        for child in children(sentence, verb.index, "obl", "obj", "nmod", "iobj")
    )


def _by_word(reading: Reading, sentence: Sentence, token: Token, speakers: Speakers) -> Speech | None:
    """'по словам министра', 'по его данным', 'по данным Минобороны', 'как следует из отчёта'."""
    by: tuple[Value, ...] = ()
    for child in children(sentence, token.index):
        if child.rel.split(":")[0] in ("nmod", "det", "amod", "appos", "obl"):
            by = by or speakers.at(sentence, child.index)
    own = subtree(sentence, token.index)
    via = tuple(value_of(reading, m) for m in reading.within(sentence, "outlet") if m.head in own)
    spans = {(v.start, v.end) for v in via}
    by = tuple(v for v in by if (v.start, v.end) not in spans)
    if not by and not via:
        return None
    reach = frozenset((sentence.index, t) for t in around(sentence, token.index, own))
    return Speech(sentence=sentence.index, verb=token.index, by=by, when=None, via=via, reach=reach, back=False)


def _date(reading: Reading, sentence: Sentence, verb: Token) -> Value | None:
    """'сообщил 23 июня', '9 ноября глава "Ростеха" объявил': the time that hangs on the verb or opens its clause."""
    own = set(own_tokens(sentence, verb.index))
    near: list[tuple[int, Mention]] = []
    for mention in reading.within(sentence, "time"):
        hung = governor_of(sentence, mention) == verb.index
        close = mention.head in own and (abs(mention.head - verb.index) <= 4 or _opens(sentence, mention, verb))
        if hung or close:
            near.append((abs(mention.head - verb.index), mention))
    return value_of(reading, min(near, key=lambda pair: pair[0])[1]) if near else None


def _opens(sentence: Sentence, mention: Mention, verb: Token) -> bool:
    """Whether the time stands first in the clause: '…, а 9 ноября глава объявил'."""
    before: Sequence[Token] = sentence.tokens[: mention.first]
    while before and before[-1].pos in ("ADP", "CCONJ"):
        before = before[:-1]
    return mention.last < verb.index and (not before or before[-1].pos == "PUNCT")
