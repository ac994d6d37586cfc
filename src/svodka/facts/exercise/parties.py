"""Who takes part in an exercise: nations and alliances in its phrase and in the clauses about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from svodka.facts.base.draft import value_of
from svodka.facts.base.parties import STATE_ORGANS
from svodka.facts.base.places_of import is_goal, is_whereabouts, preposition_of
from svodka.facts.base.subjects import distinct
from svodka.facts.exercise.events import Reference
from svodka.facts.exercise.words import course_words
from svodka.language import Sentence, Token
from svodka.language.tree import children, subtree
from svodka.mentions import Mention, Reading
from svodka.model import Value

_NOT_OURS = frozenset({"capital_place", "seat"})
_AWAY = frozenset({"у", "против", "около", "над", "под", "к", "для", "о", "об", "по", "из-за", "между"})


def phrase_parties(reading: Reading, sentence: Sentence, reference: Reference) -> list[Value]:
    """'белорусско-китайская тренировка', 'учения Белоруссии и России', 'учение ОДКБ', 'совместные с США учения'."""
    if reference.noun is None:
        return []
    inside = _phrase(sentence, reference)
    found: list[Value] = []
    for mention in reading.within(sentence, "country", "organisation", "formation"):
        if mention.head in inside and not _whereabouts(sentence, mention, reference):
            found.extend(_party(reading, mention))
    return distinct(found)


def _phrase(sentence: Sentence, reference: Reference) -> set[int]:
    """The tokens before and after the noun that belong to it and are no clause of their own."""
    noun = reference.noun if reference.noun is not None else reference.names[0].first
    inside = set(subtree(sentence, noun))
    for clause in children(sentence, noun, "acl", "parataxis", "advcl"):
        if clause.feat("VerbForm") != "Part" or clause.index > noun:
            inside -= set(subtree(sentence, clause.index))
    first = noun
    while first > 0 and sentence.tokens[first - 1].pos == "ADJ":
        first -= 1
    last = max([m.last for m in reference.names], default=noun)
    between = set(range(first, last + 1)) if last - noun < 16 else set()
    return {i for i in inside | between if _before_verb(sentence, noun, i)}


def _before_verb(sentence: Sentence, noun: int, index: int) -> bool:
    low, high = sorted((noun, index))
    return not any(t.pos in ("VERB", "AUX") and t.feat("VerbForm") == "Fin" for t in sentence.tokens[low + 1 : high])


def _whereabouts(sentence: Sentence, mention: Mention, reference: Reference) -> bool:
    if mention.role == "adjective":
        # 'на таджикском полигоне': of a site, not of the exercise
        head = sentence.tokens[mention.head].head
        return (
            head >= 0
            and head != reference.noun
            and sentence.tokens[head].lemma
            in ("полигон", "территория", "аэродром", "город", "море", "побережье", "база", "граница")
        )
    before = preposition_of(sentence, mention)
    return is_whereabouts(sentence, mention) or before in _AWAY


def clause_parties(
    reading: Reading, sentence: Sentence, token: int, verbs: Iterable[Token], tokens: set[int], known: bool
) -> list[Value]:
    """Nations that hold the exercise or send somebody to it: subjects, agents, 'с участием', 'военнослужащие X'."""
    words, found = course_words(), list[Value]()
    listed = list(verbs)
    for verb in listed:
        lemma = verb.lemma.replace("ё", "е")
        below = {c.lemma for c in children(sentence, verb.index)}
        if lemma in words.take_part or "участие" in below:
            if not below & words.watch:
                found.extend(_all_in(reading, sentence, tokens, verb))
        elif lemma in words.hold | words.cancel | words.begin | words.end:
            found.extend(_holders(reading, sentence, verb, token))
    return distinct(found)


def _all_in(reading: Reading, sentence: Sentence, tokens: set[int], verb: Token) -> Iterator[Value]:
    """Every nation of a clause about taking part, but for where it is held."""
    region = tokens | set(subtree(sentence, verb.index)) if verb.feat("VerbForm") != "Inf" else tokens
    for mention in reading.within(sentence, "country", "organisation"):
        if mention.head not in region or mention.role in _NOT_OURS:
            continue
        if (
            is_whereabouts(sentence, mention)
            or is_goal(sentence, mention)
            or preposition_of(sentence, mention) in _AWAY
        ):
            continue
        if (
            mention.role == "adjective"
            and sentence.tokens[mention.head].head >= 0
            and _is_place_word(sentence, mention)
        ):
            continue
        if mention.kind == "organisation" and mention.of not in ("alliance", "force"):
            continue
        if not _of_an_office(reading, sentence, mention):
            yield from _party(reading, mention)


def _is_place_word(sentence: Sentence, mention: Mention) -> bool:
    head = sentence.tokens[sentence.tokens[mention.head].head]
    return head.lemma in (
        "полигон",
        "территория",
        "аэродром",
        "город",
        "море",
        "база",
        "граница",
        "берег",
        "порт",
        "остров",
    )


def _of_an_office(reading: Reading, sentence: Sentence, mention: Mention) -> bool:
    """'сообщил начальник Генштаба Белоруссии': the country of whoever speaks."""
    return any(o.first <= mention.head <= o.last for o in reading.within(sentence, "office"))


def _holders(reading: Reading, sentence: Sentence, verb: Token, token: int) -> Iterator[Value]:
    """'Россия и Белоруссия планируют провести', 'Индия совместно с Россией проведёт', 'Норвегия отменила'."""
    at: int | None = verb.index
    while at is not None:
        tokens: set[int] = set()
        for child in [*children(sentence, at, "nsubj", "obl"), *_misread_subjects(sentence, at)]:
            agent = child.rel in ("obl:agent",) or child.feat("Case") == "Ins"
            if child.index != token and (child.rel != "obl" or agent):
                tokens |= set(subtree(sentence, child.index))
        tokens -= set(subtree(sentence, token))
        for mention in reading.within(sentence, "country"):
            bare = preposition_of(sentence, mention) in ("", "с")
            if (
                mention.head in tokens
                and bare
                and mention.role not in ("capital_place",)
                and not _of_an_office(reading, sentence, mention)
            ):
                yield from _party(reading, mention)
        above = sentence.tokens[at]
        at = above.head if above.rel in ("xcomp", "csubj") and above.head >= 0 else None


def _misread_subjects(sentence: Sentence, at: int) -> list[Token]:
    """'Стрельбы провели корабли Румынии': a second object in the nominative is the subject."""
    objects = children(sentence, at, "obj")
    if len(objects) < 2 or children(sentence, at, "nsubj"):
        return []
    return [c for c in objects if c.feat("Case") == "Nom"]


def _party(reading: Reading, mention: Mention) -> list[Value]:
    if mention.kind == "country":
        return [value_of(reading, mention)]
    if mention.kind == "formation":
        return [value_of(reading, mention)] if mention.role == "name" and mention.value[:1].isupper() else []
    if mention.of == "alliance":
        return [value_of(reading, mention)]
    if mention.country and mention.of in STATE_ORGANS:
        return [value_of(reading, mention, mention.country)]
    held = reading.at(mention.sentence, mention.head, ("formation",))
    return (
        [value_of(reading, mention)] if held and mention.role == "name" else []
    )  # 'Коллективных сил быстрого развертывания'
