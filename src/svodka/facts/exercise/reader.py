"""Exercises: name, who takes part, where, with what, when and how far they have come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from svodka.facts.base.draft import Draft, all_values, evidence_of, value_of
from svodka.facts.base.places_of import place_values, places_in
from svodka.facts.base.standing import Standing, standing, tense_phase
from svodka.facts.base.timing import SPEECH_LEMMAS
from svodka.facts.base.troops import find_troops
from svodka.facts.exercise.events import Event, Events, Reference, add, elliptic, gap_of, in_title, references
from svodka.facts.exercise.parties import clause_parties, phrase_parties
from svodka.facts.exercise.times import gather_time, period
from svodka.facts.exercise.words import course_words
from svodka.language import Sentence, Token
from svodka.language.tree import ancestors, children, clause, clause_head, is_predicate, preposition, subtree
from svodka.mentions import Reading
from svodka.model import Value

STAGES = {
    "considered": "planned", "requested": "planned", "offered": "planned", "negotiated": "planned",
    "planned": "planned", "agreed": "planned", "started": "under_way", "done": "held", "refused": "cancelled",
    "suspended": "cancelled", "cancelled": "cancelled",
}  # fmt: skip
"""Phase of the matter → stage of an exercise."""

_POINTING = frozenset({"нем", "них", "ней", "которых", "котором", "которой", "ним"})
_GENERIC = frozenset({"техника", "вооружение", "оружие", "боеприпас", "военная техника", "комплекс", "система"})
_PRONOUNS = frozenset({"он", "она", "оно", "они"})


def read_exercises(reading: Reading) -> Iterator[Draft]:
    """A draft per exercise that the article tells of; its sentences are read together."""
    events = Events()
    previous: int | None = None
    for sentence in reading.analysis.sentences:
        found, gaps = references(reading, sentence), elliptic(sentence)
        for reference in found:
            if reference.noun in gaps and not events.current:
                continue
            own = phrase_parties(reading, sentence, reference)
            for event in events.resolve(reading, sentence, reference, own):
                _tell(reading, sentence, reference.token, event, reference)
        for pronoun in _told_again(sentence, found):
            for event in events.another():
                _tell(reading, sentence, pronoun, event, None)
        if not found and previous == sentence.index - 1 and events.current:
            token = _continued(sentence)
            if token is not None:
                found = [Reference(noun=token, names=())]
                for event in events.moved() if _postponed(sentence, token) else events.current:
                    _tell(reading, sentence, token, event, None)
        if found:
            previous = sentence.index
    for event in events.all:
        draft = _draft(reading, event)
        if draft is not None:
            yield draft


def _continued(sentence: Sentence) -> int | None:
    """'Они проходят …', 'Она продлится до 19 июля', 'Участвуют …': what continues the exercise spoken about."""
    course = course_words()
    for token in sentence.tokens:
        lemma = _lemma(token)
        stands = token.lemma in _PRONOUNS and token.index < 6 and token.head >= 0 and _stands_for(sentence, token)
        if stands and _lemma(sentence.tokens[token.head]) in course.begin | course.end | course.hold:
            return token.index
        if lemma in ("участвовать", "задействовать") and is_predicate(token):
            elsewhere = [c for c in children(sentence, token.index, "obl") if preposition(sentence, c.index) == "в"]
            return token.index if not elsewhere else None
    return None


def _told_again(sentence: Sentence, found: list[Reference]) -> list[int]:
    """'проводят с 2015 года, в 2020 году они были отменены': the pronoun that stands for one more of the series."""
    cancel, again = course_words().cancel, list[int]()
    for token in sentence.tokens:
        if token.lemma not in _PRONOUNS or token.head < 0 or not token.rel.startswith("nsubj"):
            continue
        before = [r for r in found if r.token < token.index]
        apart = before and clause_head(sentence, before[-1].token) != clause_head(sentence, token.index)
        verb = sentence.tokens[token.head]  # 'она отменила': a country
        passive = verb.feat("Variant") == "Short" or _lemma(verb) in ("отмениться", "отменяться")
        if apart and passive and _lemma(verb) in cancel:
            again.append(token.index)
    return again


def _postponed(sentence: Sentence, token: int) -> bool:
    """'Его перенесли на 2020 год'."""
    return _lemma(sentence.tokens[max(sentence.tokens[token].head, 0)]) in ("перенести", "переносить", "перенестись")


def _stands_for(sentence: Sentence, token: Token) -> bool:
    """'Они проходят', 'Их провели', 'Его перенесли'."""
    return token.rel.startswith("nsubj") or (token.rel.startswith("obj") and not preposition(sentence, token.index))


def _tell(reading: Reading, sentence: Sentence, token: int, event: Event, reference: Reference | None) -> None:
    """Everything that one sentence says of an exercise by the words at `token`."""
    if event.sentence < 0:
        event.sentence, event.trigger, event.tokens = sentence.index, token, (token,)
    if reference is not None:
        add(event.participants, phrase_parties(reading, sentence, reference))
        event.joint |= any(c.lemma == "совместный" for c in children(sentence, token, "amod"))
    state = standing(sentence, token, "exercise")
    verbs = _predicates(sentence, token, state)
    _settle(sentence, token, event, state, verbs, in_title(reading, sentence))
    tokens = _region(sentence, token, verbs)
    gather_time(reading, sentence, event, verbs, token)
    add(event.place, list(place_values(reading, places_in(reading, sentence, tokens, goals=_sends(sentence, verbs)))))
    add(event.participants, clause_parties(reading, sentence, token, verbs, tokens, bool(event.participants)))
    add(event.place, [v for verb in verbs for v in _receiver(reading, sentence, verb, token)])
    if _takes_part(sentence, verbs):
        _forces(reading, sentence, event, tokens)
    elif reference is not None and reference.noun is not None:
        _forces(
            reading,
            sentence,
            event,
            set(subtree(sentence, reference.noun)) & set(range(reference.noun, reference.noun + 5)),
        )


def _predicates(sentence: Sentence, token: int, state: Standing) -> list[Token]:
    """The verbs that tell of the matter: the first on the way up, those beside it, and the 'которые' clauses."""
    found: list[Token] = [sentence.tokens[token]] if is_predicate(sentence.tokens[token]) else []
    for index in ancestors(sentence, token):
        above = sentence.tokens[index]
        if above.lemma in SPEECH_LEMMAS:
            break
        if is_predicate(above) or above.feat("VerbForm") == "Part":
            found.append(above)
            found += [
                c
                for c in children(sentence, index, "conj")
                if is_predicate(c) and not children(sentence, c.index, "nsubj")
            ]
            if above.feat("VerbForm") != "Inf":
                break
    noun = sentence.tokens[token]
    found += [c for c in children(sentence, token, "acl", "acl:relcl") if c.pos in ("VERB", "ADJ", "AUX")]
    found += [v for v in _pointing(sentence, token) if v not in found]
    if noun.feat("VerbForm") == "" and not found and noun.rel == "root":
        found += [c for c in children(sentence, token, "parataxis") if c.lemma not in SPEECH_LEMMAS and is_predicate(c)]
    return found


def _pointing(sentence: Sentence, token: int) -> Iterator[Token]:
    """'провели учение, в нем участвовали 2,5 тыс. человек', 'в которых приняли участие'."""
    for word in sentence.tokens[token + 1 :]:
        if word.text.lower().replace("ё", "е") in _POINTING and word.head >= 0:
            verb = sentence.tokens[word.head]
            if _lemma(verb) in course_words().take_part | {"принять"}:
                yield verb


def _region(sentence: Sentence, token: int, verbs: Iterable[Token]) -> set[int]:
    """The tokens of the clauses in which the exercise is told of, and of its own phrase."""
    inside = set(subtree(sentence, token))
    if gap := gap_of(sentence, token):
        return inside | set(gap)  # '…, в сентябре - вторые, под Новороссийском': the verb's clause is the first one's
    for verb in verbs:
        if verb.lemma not in SPEECH_LEMMAS:
            inside.update(clause(sentence, verb.index))
    for other in elliptic(sentence):
        if other != token:
            inside.difference_update(subtree(sentence, other), gap_of(sentence, other))
    return inside


def _lemma(token: Token) -> str:
    return token.lemma.replace("ё", "е")


def _takes_part(sentence: Sentence, verbs: Iterable[Token]) -> bool:
    words = course_words()
    for verb in verbs:
        below = {_lemma(c) for c in children(sentence, verb.index)}
        if _lemma(verb) in words.take_part or "участие" in below:
            return not below & words.watch
    return False


def _receiver(reading: Reading, sentence: Sentence, verb: Token, token: int) -> list[Value]:
    """'Белоруссия примет учения': who receives them has them on its soil."""
    if _lemma(verb) not in ("принять", "принимать") or sentence.tokens[token].rel == "obl":
        return []
    subjects = [c.index for c in children(sentence, verb.index, "nsubj") if c.index != token]
    held = [m for m in reading.within(sentence, "country") if m.head in subjects]
    return [value_of(reading, m) for m in held if not children(sentence, m.head, "case")]


def _sends(sentence: Sentence, verbs: Iterable[Token]) -> bool:
    return any(_lemma(v) in ("направить", "отправить", "перебросить", "прибыть", "послать") for v in verbs)


def _settle(sentence: Sentence, token: int, event: Event, state: Standing, verbs: list[Token], titled: bool) -> None:
    """The stage, when this sentence tells it more plainly than those before."""
    words = course_words()
    for verb in verbs:
        lemma = _lemma(verb)
        weight = 6 if lemma in words.begin | words.hold | words.cancel else 4 if lemma in words.end else 2
        if weight == 2 and verb.feat("VerbForm") == "Part":
            continue
        phase = _phase(sentence, token, state, verb)
        stage = STAGES.get(phase or "")
        if stage == "cancelled" and any(_lemma(sentence.tokens[i]) == "участие" for i in state.chain):
            continue  # 'Сербия отменила участие в учениях'
        if lemma in words.cancel and phase in ("done", "cancelled", "refused"):
            stage = "cancelled"
        if lemma in ("перенести", "переносить", "перенестись"):
            stage = "planned"
        if lemma in words.begin and stage == "held":
            stage = "under_way"
        if lemma in words.end and stage != "held":
            weight = 2 if stage == "planned" else 4
            stage = "under_way" if stage == "planned" and event.start is None and event.stage is None else stage
        if weight == 2 and lemma not in words.take_part | words.end:
            continue
        weight -= titled  # the text tells more than the headline
        if stage is not None and weight > event.weight:
            event.stage, event.weight, event.modality = stage, weight, state.modality
            event.sentence, event.trigger = sentence.index, token
            event.tokens, event.trail = (token, verb.index), state.trail


def _phase(sentence: Sentence, token: int, state: Standing, verb: Token) -> str | None:
    """The phase that the fold gave when the verb stands on the way up, else the verb's own."""
    if verb.index in state.chain:
        if any(c.lemma == "не" for c in children(sentence, verb.index)) and _lemma(verb) in ("состояться", "пройти"):
            return "cancelled"
        return state.phase or standing(sentence, verb.index, "exercise").phase
    if clause_head(sentence, verb.index) == clause_head(sentence, token) or verb.rel == "conj":
        return standing(sentence, verb.index, "exercise").phase
    return standing(sentence, verb.index, "exercise").phase or tense_phase(verb)


def _forces(reading: Reading, sentence: Sentence, event: Event, tokens: set[int]) -> None:
    troops = [t for t in find_troops(reading, sentence) if t.token in tokens]
    add(event.forces, [t.value for t in troops if t.value.value not in _GENERIC])
    add(event.quantity, [t.quantity for t in troops if t.quantity is not None])
    for mention in reading.within(sentence, "quantity"):
        if mention.head in tokens and mention.value.split(" ", 1)[1] in ("человек", "единица"):
            add(event.quantity, [value_of(reading, mention)])


def _join_host(event: Event) -> None:
    """'на Филиппинах прошли совместные с США учения': whoever receives the one partner takes part as well."""
    hosts = [v for v in event.place if len(v.value) == 2 and v.value.isupper()]
    if event.joint and len(event.participants) == 1 and len(hosts) == 1:
        add(event.participants, hosts)


def _draft(reading: Reading, event: Event) -> Draft | None:
    """The finished draft; None when nobody takes part or the stage stays open."""
    if event.stage is None:
        return None
    _join_host(event)
    countries = [v for v in event.participants if len(v.value) == 2 and v.value.isupper()]
    off = event.joint and bool(countries) and event.stage == "cancelled"  # 'совместное учение с Китаем отменено'
    if event.name is None and len(event.participants) < 2 and not off:
        return None
    if event.name is None and (event.titled or not countries):
        return None
    slots = {
        "name": (event.name,) if event.name else (), "participants": tuple(event.participants),
        "place": tuple(event.place), "forces": tuple(event.forces), "quantity": tuple(event.quantity),
    }  # fmt: skip
    sentence = reading.analysis.sentences[event.sentence]
    evidence = evidence_of(reading, sentence, event.tokens, [v for v in (event.name,) if v])
    return Draft(
        type="exercise", stage=event.stage, modality=event.modality, slots=slots, time=period(event),
        sentence=event.sentence, trigger=event.trigger, evidence=evidence, rule="exercise.event",
        trail=event.trail, confidence=0.8 if all_values(slots) else 0.6,
    )  # fmt: skip
