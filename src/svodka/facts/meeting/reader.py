"""Meetings: talks, consultations, calls, visits and sessions told as events, with who took part and where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from svodka.facts.base.draft import Draft, evidence_of, value_at, value_of
from svodka.facts.base.standing import Standing
from svodka.facts.base.timing import governor_of, time_for
from svodka.facts.meeting.place import Place, journey_goal, place_of
from svodka.facts.meeting.sides import SideReader, Sides
from svodka.facts.meeting.stage import noun_standing, stage_of, verb_standing
from svodka.facts.meeting.words import meeting_words
from svodka.facts.said.words import speech_words
from svodka.language import Sentence, Token
from svodka.language.tree import children, clause, is_predicate, preposition, subtree
from svodka.mentions import Reading
from svodka.model import Value

_ASIDE = frozenset({"поле", "кулуары"})  # 'на полях саммита' tells of another meeting


def read_meetings(reading: Reading) -> Iterator[Draft]:
    """A draft per meeting whose participants the article tells."""
    reader = _Reader(reading)
    for sentence in reading.analysis.sentences:
        yield from reader.read(sentence)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Occasion:
    """How a noun of meeting stands in its clause: the verb above it, and whether the clause happens at the meeting."""

    verb: int
    kind: str  # 'object', 'subject', 'occasion', 'none'
    top: int  # the noun, or the step above it: 'в ходе визита'


class _Reader:
    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._sides = SideReader(reading)
        self._last: Draft | None = None

    def read(self, sentence: Sentence) -> Iterator[Draft]:
        """The meetings that a sentence tells."""
        words = meeting_words()
        lemmas = {t.lemma.replace("ё", "е") for t in sentence.tokens}
        if lemmas & words.sport:
            return
        told = False
        for token in sentence.tokens:
            lemma = token.lemma.replace("ё", "е")
            draft = None
            if token.pos in ("NOUN", "PROPN") and lemma in words.nouns:  # a 'Заседание' that opens a sentence
                draft = self._by_noun(sentence, token, words.nouns[lemma])
            elif token.pos == "VERB" and lemma in words.verbs and not (words.verbs[lemma] == "discuss" and told):
                draft = self._by_verb(sentence, token, words.verbs[lemma])
            elif token.pos == "VERB" and lemma in words.journeys and not told and not _meets(sentence):
                draft = self._journeyed(sentence, token)
            if draft is not None:
                told = True
                self._last = draft
                yield draft

    def _by_noun(self, sentence: Sentence, noun: Token, form: str) -> Draft | None:
        form = _form(sentence, noun, form)
        occasion = _occasion(sentence, noun)
        if not form or _lasting(sentence, noun, occasion):
            return None
        state = noun_standing(sentence, noun, occasion.verb, occasion.kind)
        stage = stage_of(state)
        if stage is None:
            return None
        if form == "session":
            return self._session(sentence, noun, occasion, state, stage)
        sides = self._sides.of_noun(sentence, noun)
        if form == "visit":
            return self._visit(sentence, noun, occasion, state, stage, sides)
        self._complete(sentence, occasion, sides)
        place = place_of(self._reading, sentence, (noun.index, occasion.verb))
        if len(sides.values) == 1 and occasion.kind == "occasion":
            return self._continued(sentence, noun, form, state, stage, sides)
        if occasion.kind == "object" and len(sides.values) == 1 and place is not None:
            sides.add([v for v in self._with_host(sides, place) if v.value not in self._home(sides)], bare=True)
        if not _enough(sides, form, place) and not (place is not None and _sided(sentence, noun, sides)):
            return None
        return self._draft(sentence, noun, form, state, stage, sides.values, place, occasion)

    def _complete(self, sentence: Sentence, occasion: _Occasion, sides: Sides) -> None:
        """Adds who acts in the clause to whom the noun names itself."""
        if occasion.kind == "object" or (occasion.kind == "occasion" and len(sides.values) < 2):
            verb = sentence.tokens[occasion.verb]
            if verb.feat("Voice") != "Pass":
                own = Sides(values=[], people=0, bare=0)
                self._sides.subject(own, sentence, occasion.verb)
                own.add(sides.values)
                sides.values, sides.people, sides.bare = own.values, own.people + sides.people, own.bare + sides.bare
        if occasion.kind in ("object", "subject"):
            self._sides.with_whom(sides, sentence, occasion.verb)

    def _continued(self, sentence: Sentence, noun: Token, form: str, state: Standing, stage: str,
                   sides: Sides) -> Draft | None:  # fmt: skip
        """'На переговорах с Хрениным был утверждён план' after 'Минск посетил министр обороны КНР Ли Шанфу'."""
        last = self._last
        if last is None or last.stage != stage or not 0 <= sentence.index - last.sentence <= 1:
            return None
        if "visit" not in {v.value for v in last.slots.get("form", ())} or not sides.people:
            return None
        guest = [v for v in last.slots["participants"] if len(v.value) > 2 and v.value != sides.values[0].value][:1]
        if not guest:
            return None
        held = [*guest, *sides.values]
        slots = {"participants": tuple(held), "form": (value_at(self._reading, noun.start, noun.end, form),),
                 "place": last.slots.get("place", ())}  # fmt: skip
        return Draft(
            type="meeting", stage=stage, modality=state.modality, slots=slots, time=last.time, sentence=sentence.index,
            trigger=noun.index, rule="meeting.continued", trail=state.trail,
            evidence=evidence_of(self._reading, sentence, (noun.index,), sides.values),
        )  # fmt: skip

    def _visit(self, sentence: Sentence, noun: Token, occasion: _Occasion, state: Standing, stage: str,
               sides: Sides) -> Draft | None:  # fmt: skip
        if occasion.kind in ("object", "occasion") and not sides.people:
            own = Sides()
            self._sides.subject(own, sentence, occasion.verb)
            own.add(sides.values)
            sides.values, sides.people = own.values, own.people
        place = place_of(self._reading, sentence, (noun.index, occasion.verb), visit=True)
        sent = any(c.lemma == "делегация" for c in children(sentence, noun.index, "nmod")) and bool(sides.values)
        if not (sides.people or sent) or place is None or (noun.lemma == "поездка" and place.country is None):
            return self._called_off(sentence, noun, state, stage, sides, occasion)
        return self._draft(sentence, noun, "visit", state, stage, self._with_host(sides, place), place, occasion)

    def _called_off(self, sentence: Sentence, noun: Token, state: Standing, stage: str, sides: Sides,
                    occasion: _Occasion) -> Draft | None:  # fmt: skip
        """'Визит Ганца отменён' needs no place: the event is known from its participant."""
        if stage != "cancelled" or not sides.people:
            return None
        return self._draft(sentence, noun, "visit", state, stage, sides.values, None, occasion)

    def _with_host(self, sides: Sides, place: Place) -> list[Value]:
        """The guest and the country he comes to."""
        values = list(sides.values)
        if place.country is not None and place.country not in {v.value for v in values}:
            values.append(value_at(self._reading, place.value.start, place.value.end, place.country))
        return values[:1] + [v for v in values[1:] if v.value != values[0].value]

    def _session(self, sentence: Sentence, noun: Token, occasion: _Occasion, state: Standing,
                 stage: str) -> Draft | None:  # fmt: skip
        if sentence.tokens[occasion.top].lemma in _ASIDE:
            return None
        body = self._body(sentence, noun)
        place = place_of(self._reading, sentence, (noun.index, occasion.verb))
        time = time_for(self._reading, sentence, (noun.index, occasion.verb))
        if body is None:
            body = self._acting_body(sentence, occasion)
        if body is None or (place is None and not time and occasion.kind == "none"):
            return None
        return self._draft(sentence, noun, "session", state, stage, [body], place, occasion)

    def _body(self, sentence: Sentence, noun: Token) -> Value | None:
        """'сессия Совета коллективной безопасности', 'заседание контактной группы'."""
        words = meeting_words()
        for child in children(sentence, noun.index, "nmod"):
            if preposition(sentence, child.index):
                continue
            for mention in self._reading.at(sentence.index, child.index, ("organisation",)):
                return value_of(self._reading, mention) if mention.of in words.session_kinds else None
            if child.lemma in words.bodies:
                return self._unnamed(sentence, child)
        return None

    def _unnamed(self, sentence: Sentence, head: Token) -> Value:
        """A body without a name, in the nominative: 'контактной группы' → 'контактная группа'."""
        adjectives = [c for c in children(sentence, head.index, "amod") if c.index == head.index - 1]
        start = adjectives[0] if adjectives else head
        adjective = _agreeing(start.lemma, head) + " " if adjectives else ""
        return value_at(self._reading, start.start, head.end, adjective + head.lemma)

    def _acting_body(self, sentence: Sentence, occasion: _Occasion) -> Value | None:
        """'утвердил на сессии в Ереване Совет коллективной безопасности': the body acts at its own session."""
        if occasion.kind != "occasion":
            return None
        for child in children(sentence, occasion.verb, "nsubj"):
            for mention in self._reading.at(sentence.index, child.index, ("organisation",)):
                if mention.of in meeting_words().session_kinds:
                    return value_of(self._reading, mention)
        return None

    def _by_verb(self, sentence: Sentence, verb: Token, form: str) -> Draft | None:
        state = verb_standing(sentence, verb)
        stage = stage_of(state)
        if stage is None or verb.feat("VerbForm") in ("Part", "Conv"):
            return None
        if form == "gather":
            return self._gathered(sentence, verb, state, stage)
        if form == "visit":
            return self._visited(sentence, verb, state, stage, self._sides.visitors(sentence, verb.index))
        sides = Sides()
        self._sides.subject(sides, sentence, verb.index)
        if form == "receive":
            return self._received(sentence, verb, state, stage, sides)
        own = sides.people
        self._sides.with_whom(sides, sentence, verb.index)
        if not own or len(sides.values) < 2 or (form == "discuss" and not self._named(sentence, sides)):
            return None
        place = place_of(self._reading, sentence, (verb.index, *self._settings(sentence, verb.index)))
        place = place or journey_goal(self._reading, sentence, verb.index)
        form = "call" if _by_phone(sentence, verb.index) else {"discuss": "meeting"}.get(form, form)
        return self._draft(sentence, verb, form, state, stage, sides.values, place, None)

    def _gathered(self, sentence: Sentence, verb: Token, state: Standing, stage: str) -> Draft | None:
        """'Комиссия по границе соберётся 21 октября в Баткене': the body's session, told with its place."""
        place = place_of(self._reading, sentence, (verb.index,))
        for child in children(sentence, verb.index, "nsubj") if place is not None else ():
            named = self._reading.at(sentence.index, child.index, ("organisation",))
            if any(m.of in meeting_words().session_kinds for m in named):
                body = value_of(self._reading, named[0])
            elif child.lemma in meeting_words().bodies:
                body = self._unnamed(sentence, child)
            else:
                continue
            return self._draft(sentence, verb, "session", state, stage, [body], place, None)
        return None

    def _settings(self, sentence: Sentence, verb: int) -> list[int]:
        """'на полях саммита в Астане встретился': the nouns of meeting in the verb's clause, whose place is its own."""
        inside = clause(sentence, verb)
        return [t for t in inside if meeting_words().nouns.get(sentence.tokens[t].lemma) == "session"]

    def _visited(self, sentence: Sentence, verb: Token, state: Standing, stage: str, sides: Sides) -> Draft | None:
        place = place_of(self._reading, sentence, (verb.index,), visit=True)
        known = sides.people or (sides.values and self._sides.sent(sentence, verb.index))
        if not known or place is None or place.country is None or place.country in self._home(sides):
            return None
        return self._draft(sentence, verb, "visit", state, stage, self._with_host(sides, place), place, None)

    def _journeyed(self, sentence: Sentence, verb: Token) -> Draft | None:
        """'В Душанбе прибудет начальник Генштаба России': an official on his way into another country."""
        state = verb_standing(sentence, verb)
        stage = stage_of(state)
        if stage is None or verb.feat("VerbForm") in ("Part", "Conv", "Inf"):
            return None
        sides = self._sides.visitors(sentence, verb.index)
        home = self._home(sides) - {v.value for v in sides.values}
        held = any(p.person.value == sides.values[0].value for p in self._reading.positions) if sides.people else False
        official = (held and home) or (sides.values and self._sides.sent(sentence, verb.index))
        return self._visited(sentence, verb, state, stage, sides) if official else None

    def _guest(self, sentence: Sentence, verb: Token) -> list[Value]:
        """'Гостя примет министр': who came by the visit told just before."""
        last = self._last
        pointing = any(c.lemma == "гость" for c in children(sentence, verb.index, "obj", "nsubj"))
        if last is None or not pointing or not 0 <= sentence.index - last.sentence <= 2:
            return []
        came = "visit" in {v.value for v in last.slots.get("form", ())}
        return [v for v in last.slots["participants"] if len(v.value) > 2][:1] if came else []

    def _received(self, sentence: Sentence, verb: Token, state: Standing, stage: str, sides: Sides) -> Draft | None:
        """'Хренин принял военного атташе Лю Чжэна'; not 'принял закон'."""
        received = [c for c in children(sentence, verb.index, "obj", "nsubj") if c.feat("Case") != "Nom"]
        guests = [v for c in received for v in self._sides.persons.at(sentence, c.index)]
        guests = guests or self._guest(sentence, verb)
        if not sides.people or not guests:
            return None
        sides.add(guests, people=True)
        place = place_of(self._reading, sentence, (verb.index,))
        return self._draft(sentence, verb, "meeting", state, stage, sides.values, place, None)

    def _home(self, sides: Sides) -> set[str]:
        """The countries whose offices the visitors hold: a journey at home is no visit."""
        names = {v.value for v in sides.values}
        return names | {p.country_code for p in self._reading.positions if p.person.value in names and p.country_code}

    def _named(self, sentence: Sentence, sides: Sides) -> bool:
        """'обсудили' alone makes a meeting only of two people told by name or office: not of 'они', 'собеседники'."""
        pronouns = {t.start for t in sentence.tokens if t.pos == "PRON"}
        return sides.people >= 2 and not any(v.start in pronouns for v in sides.values)

    def _draft(self, sentence: Sentence, trigger: Token, form: str, state: Standing, stage: str,
               participants: list[Value], place: Place | None, occasion: _Occasion | None) -> Draft:  # fmt: skip
        chain = (trigger.index,) if occasion is None or occasion.verb < 0 else (trigger.index, occasion.verb)
        slots = {
            "participants": tuple(participants), "form": (value_at(self._reading, trigger.start, trigger.end, form),),
            "place": (place.value,) if place is not None else (), "topics": self._topics(sentence, trigger),
        }  # fmt: skip
        held = [*participants, *slots["place"]]
        return Draft(
            type="meeting", stage=stage, modality=state.modality, slots=slots,
            time=self._time(sentence, chain, state), sentence=sentence.index, trigger=trigger.index,
            rule=f"meeting.{'verb' if occasion is None else occasion.kind}", trail=state.trail,
            evidence=evidence_of(self._reading, sentence, chain, held),
        )  # fmt: skip

    def _time(self, sentence: Sentence, chain: tuple[int, ...], state: Standing) -> tuple[Value, ...]:
        """The time of the meeting; what is said at a meeting is said when it is held: 'заявил 1 августа на встрече'."""
        known = [*chain, *state.chain]
        known += [c.index for c in children(sentence, chain[0], "acl", "amod") if c.feat("VerbForm") == "Part"]
        verb = sentence.tokens[chain[-1]]
        known += [verb.head] if verb.rel == "conj" and is_predicate(sentence.tokens[verb.head]) else []
        found = time_for(self._reading, sentence, tuple(dict.fromkeys(known)))
        if found or len(chain) < 2 or sentence.tokens[chain[1]].lemma not in speech_words().verbs:
            return found
        hung = [m for m in self._reading.within(sentence, "time") if governor_of(sentence, m) == chain[1]]
        return (value_of(self._reading, hung[0]),) if hung else ()

    def _topics(self, sentence: Sentence, trigger: Token) -> tuple[Value, ...]:
        """What it was about, in the article's words: 'переговоры о поставке', 'обсудили закупку'."""
        discussed = trigger.lemma in ("обсудить", "обсуждать")
        for child in children(sentence, trigger.index, *(("obj",) if discussed else ("nmod",))):
            wanted = discussed or preposition(sentence, child.index) == "о"
            if wanted and child.index > trigger.index and child.pos == "NOUN":
                first, last = _stretch(sentence, child.index)
                return (value_at(self._reading, first.start, last.end, self._reading.text[first.start : last.end]),)
        return ()


def _meets(sentence: Sentence) -> bool:
    """Whether the sentence tells of a meeting proper: 'прилетел в Минск, где встретился с коллегой'."""
    words = meeting_words()
    return any(t.lemma in words.verbs or t.lemma in words.nouns for t in sentence.tokens)


def _stretch(sentence: Sentence, head: int) -> tuple[Token, Token]:
    """The unbroken phrase around a noun, its adjectives before it, up to the first comma."""
    inside = [t for t in subtree(sentence, head) if sentence.tokens[t].rel != "case" or t > head]
    first = last = head
    while first - 1 in inside and sentence.tokens[first - 1].rel.split(":")[0] in ("amod", "det", "nummod"):
        first -= 1
    while last + 1 in inside and sentence.tokens[last + 1].text not in ",;:—–-":
        last += 1
    return sentence.tokens[first], sentence.tokens[last]


def _agreeing(lemma: str, head: Token) -> str:
    """The adjective in the nominative of its noun's gender: 'контактный' + 'группа' → 'контактная'."""
    if head.feat("Gender") != "Fem" or not lemma.endswith(("ый", "ий", "ой")):
        return lemma
    return lemma[:-2] + ("яя" if lemma.endswith("ний") else "ая")


def _form(sentence: Sentence, noun: Token, form: str) -> str:
    """The form of the meeting; '' where the noun tells of something else: 'разговор' alone, 'поездка'."""
    words = meeting_words()
    adjectives = {c.lemma for c in children(sentence, noun.index, "amod")}
    if adjectives & words.call_adjectives or _by_phone(sentence, noun.index):
        return "call"
    return "" if form == "call" and noun.lemma == "разговор" else form


def _by_phone(sentence: Sentence, token: int) -> bool:
    return any(c.lemma in meeting_words().call_nouns for c in children(sentence, token, "obl", "nmod"))


def _occasion(sentence: Sentence, noun: Token) -> _Occasion:
    words = meeting_words()
    top, stepped = noun.index, False
    while sentence.tokens[top].head >= 0 and sentence.tokens[sentence.tokens[top].head].lemma in words.steps:
        if sentence.tokens[top].rel.split(":")[0] != "nmod":
            break
        top, stepped = sentence.tokens[top].head, True
    token = sentence.tokens[top]
    verb = token.head
    if verb < 0 or not is_predicate(sentence.tokens[verb]):
        return _Occasion(verb=verb if verb >= 0 and sentence.tokens[verb].pos == "VERB" else top, kind="none", top=top)
    before = preposition(sentence, top)
    if token.rel.startswith("nsubj"):
        kind = "subject"
    elif before or stepped:
        kind = "occasion" if stepped or before in words.occasions else "none"
    else:
        kind = "object"
    return _Occasion(verb=verb, kind=kind, top=top)


def _lasting(sentence: Sentence, noun: Token, occasion: _Occasion) -> bool:
    """'ведут переговоры', 'переговоры идут' are a matter under negotiation."""
    if occasion.kind not in ("object", "subject"):
        return False
    return sentence.tokens[occasion.verb].lemma.replace("ё", "е") in meeting_words().lasting


def _sided(sentence: Sentence, noun: Token, sides: Sides) -> bool:
    """'трёхсторонняя встреча Греции, Кипра и Армении': countries meet where the word says so."""
    said = any(c.lemma.endswith("сторонний") for c in children(sentence, noun.index, "amod"))
    return said and len(sides.values) > 1


def _enough(sides: Sides, form: str, place: Place | None) -> bool:
    """Two sides; mere countries hold talks in a place, they do not 'meet'."""
    if len(sides.values) < 2:
        return False
    if sides.bare == len(sides.values):
        return form in ("talks", "consultations") and place is not None
    return True
