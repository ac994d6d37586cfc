"""Formations: joint groupings, unified air-defence systems, brigades of several nations."""

from __future__ import annotations

from collections.abc import Iterator

from svodka.facts.base.draft import Draft, evidence_of, value_at, value_of
from svodka.facts.base.parties import STATE_ORGANS
from svodka.facts.base.places_of import is_goal, is_whereabouts, preposition_of
from svodka.facts.base.standing import Standing, standing
from svodka.facts.base.subjects import distinct, subjects_of
from svodka.facts.base.timing import SPEECH_LEMMAS, time_for
from svodka.facts.base.troops import find_troops
from svodka.facts.formation.words import formation_course
from svodka.knowledge.phrases import plain
from svodka.language import Sentence, Token
from svodka.language.tree import ancestors, children, clause, is_predicate, preposition, subtree
from svodka.mentions import Mention, Reading
from svodka.model import Value

_MAKING = {
    "done": "operating", "started": "planned", "planned": "planned", "agreed": "agreed", "considered": "planned",
    "offered": "planned", "requested": "planned", "negotiated": "planned",
}  # fmt: skip
"""Phase of a formation's making → stage."""


def read_formations(reading: Reading) -> Iterator[Draft]:
    """A draft per clause that tells of a formation of several nations."""
    known: list[Draft] = []
    antecedent: tuple[int, Mention] | None = None
    for sentence in reading.analysis.sentences:
        for mention in reading.within(sentence, "formation"):
            named = mention
            if mention.role == "class":
                if antecedent is None or sentence.index - antecedent[0] > 2 or not _points(sentence, mention):
                    continue
                named = antecedent[1]
            else:
                antecedent = (sentence.index, mention)
            draft = _at(reading, sentence, mention, named, known)
            if draft is not None:
                known.append(draft)
                yield draft


def _points(sentence: Sentence, mention: Mention) -> bool:
    """'Эта группировка', 'группировка' at the head of a sentence."""
    return mention.first <= 1 or any(c.lemma == "этот" for c in children(sentence, mention.head))


def _at(reading: Reading, sentence: Sentence, mention: Mention, named: Mention, known: list[Draft]) -> Draft | None:
    trigger, group = _trigger(sentence, mention.head)
    if group is None:
        return None
    state = standing(sentence, trigger, "formation")
    stage = _stage(state, group)
    if stage is None:
        return None
    members = _members(reading, sentence, mention, trigger, group, state)
    inherited = next((d for d in reversed(known) if d.slots["kind"][0].value == named.of), None)
    if len(members) < 2 and not _alliance(members) and inherited is not None and _same_name(inherited, named):
        members = list(inherited.slots["members"])
    if len(members) < 2 and not _alliance(members):
        return None
    token = sentence.tokens[mention.head]
    slots = {
        "name": (value_of(reading, named),), "kind": (value_at(reading, token.start, token.end, named.of or "other"),),
        "members": tuple(members), "components": _components(reading, sentence, trigger),
    }  # fmt: skip
    values = [v for vs in slots.values() for v in vs]
    return Draft(
        type="formation", stage=stage, modality=state.modality, slots=slots, sentence=sentence.index, trigger=trigger,
        time=time_for(reading, sentence, (mention.head, *state.chain) if trigger != mention.head else state.chain),
        evidence=evidence_of(reading, sentence, (mention.head, trigger), values[:1]), rule=f"formation.{group}",
        trail=state.trail,
    )  # fmt: skip


def _same_name(draft: Draft, named: Mention) -> bool:
    """'региональная группировка войск' after 'региональная российско-белорусская группировка войск'."""
    full, short = set(plain(draft.slots["name"][0].value).split()), set(plain(named.value).split())
    return short <= full or full <= short


def _alliance(members: list[Value]) -> bool:
    return any(len(v.value) > 2 for v in members)


def _lemma(token: Token) -> str:
    return token.lemma.replace("ё", "е")


def _trigger(sentence: Sentence, at: int) -> tuple[int, str | None]:
    """The word that tells how the formation stands: on the way up, else in its own 'которая' clause."""
    course = formation_course()
    for index in ancestors(sentence, at):
        token = sentence.tokens[index]
        if token.lemma in SPEECH_LEMMAS:
            break
        group = course.group(_lemma(token))
        if group is not None and _speaks_of(sentence, at, token, group):
            return index, group
        if is_predicate(token) and token.feat("VerbForm") != "Inf":
            break
    for child in children(sentence, at, "acl"):
        if course.group(_lemma(child)) is not None:
            return child.index, "exist"
    return at, None


def _speaks_of(sentence: Sentence, at: int, token: Token, group: str) -> bool:
    path = [at, *ancestors(sentence, at)]
    below = sentence.tokens[path[path.index(token.index) - 1]]
    before = preposition(sentence, below.index)
    if _lemma(token) in formation_course().join:
        return before in ("", "в")
    return before in ("", "о") if below.rel.split(":")[0] in ("obl", "nmod") else True


def _stage(state: Standing, group: str) -> str | None:
    if group == "make":
        return _MAKING.get(state.phase or "planned") if state.modality != "denied" else None
    if group == "dissolve":
        return "dissolved" if state.phase == "done" else None
    if state.modality == "denied":
        return None
    stays = state.trail and state.trail[0].lower().startswith("остан")  # 'останется там до декабря'
    return "planned" if state.phase == "planned" and not stays else "operating"


def _members(
    reading: Reading, sentence: Sentence, mention: Mention, trigger: int, group: str, state: Standing
) -> list[Value]:
    """Nations in the phrase, those that join, and those that make it."""
    own = set(range(mention.first, mention.last + 1)) | set(_phrase(sentence, mention))
    found = [v for m in _nations(reading, sentence) if m.head in own for v in _party(reading, m)]
    for verb in _joining(sentence, mention.head, trigger):
        region = _before_semicolon(sentence, verb.index, subtree(sentence, verb.index)) - own
        found += [
            v
            for m in _nations(reading, sentence)
            if m.head in region and _enters(sentence, m)
            for v in _party(reading, m)
        ]
    found += _leaders(reading, sentence, mention, state.chain) + _founders(reading, sentence, mention)
    nations = [v for v in found if len(v.value) == 2]
    if len(distinct(nations)) > 1:
        return distinct(nations)  # 'силы ОДКБ, в которые входят Россия и Казахстан': those, and not the alliance
    if len(distinct(found)) < 2:
        if group == "make":
            found += subjects_of(reading, sentence, state.chain) + _in_subject(reading, sentence, trigger)
            region = set(clause(sentence, trigger))
            found += [
                v
                for m in _nations(reading, sentence)
                if m.head in region and preposition_of(sentence, m) == "между"
                for v in _party(reading, m)
            ]
        found += [
            v for m in _nations(reading, sentence) if preposition_of(sentence, m) == "у" for v in _party(reading, m)
        ]
    return distinct(found)


def _before_semicolon(sentence: Sentence, at: int, tokens: list[int]) -> set[int]:
    """The tokens up to the next semicolon: behind it another formation may be told of."""
    stop = next((t.index for t in sentence.tokens[at:] if t.text == ";"), len(sentence.tokens))
    return {i for i in tokens if i < stop}


def _in_subject(reading: Reading, sentence: Sentence, trigger: int) -> list[Value]:
    """'ВВС Дании, Норвегии и Швеции объединяются': every nation of the subject."""
    inside = {i for c in children(sentence, trigger, "nsubj") for i in subtree(sentence, c.index)}
    return [v for m in _nations(reading, sentence) if m.head in inside for v in _party(reading, m)]


def _leaders(reading: Reading, sentence: Sentence, mention: Mention, chain: tuple[int, ...]) -> list[Value]:
    """'Саудовская Аравия возглавляет коалицию', 'группа, которую возглавляет Франция'."""
    lead = formation_course().lead
    verbs = [i for i in chain if _lemma(sentence.tokens[i]) in lead]
    verbs += [c.index for c in children(sentence, mention.head, "acl") if _lemma(c) in lead]
    return subjects_of(reading, sentence, tuple(verbs[:1])) if verbs else []


def _founders(reading: Reading, sentence: Sentence, mention: Mention) -> list[Value]:
    """'корпус «Северо-Восток», основанный Польшей, Германией и Данией'."""
    inside = {
        i for c in children(sentence, mention.head, "acl") if _lemma(c) in formation_course().make
        for agent in children(sentence, c.index, "obl") if agent.feat("Case") == "Ins"
        for i in subtree(sentence, agent.index)
    }  # fmt: skip
    return [v for m in _nations(reading, sentence) if m.head in inside for v in _party(reading, m)]


def _phrase(sentence: Sentence, mention: Mention) -> list[int]:
    """What hangs on the formation's noun, clauses left out."""
    below = set(subtree(sentence, mention.head))
    for child in children(sentence, mention.head, "acl", "parataxis"):
        below -= set(subtree(sentence, child.index))
    return sorted(below)


def _joining(sentence: Sentence, head: int, trigger: int) -> Iterator[Token]:
    """'в состав которой входят …', ', в нее входят …'."""
    words = formation_course().join
    for token in sentence.tokens:
        if _lemma(token) not in words or token.pos == "NOUN":
            continue
        if token.index == trigger or token.index > head:
            yield token


def _enters(sentence: Sentence, mention: Mention) -> bool:
    return not is_whereabouts(sentence, mention) and not is_goal(sentence, mention)


def _nations(reading: Reading, sentence: Sentence) -> list[Mention]:
    kept = []
    for mention in reading.within(sentence, "country", "organisation"):
        if mention.role in ("capital_place", "seat") or is_whereabouts(sentence, mention):
            continue
        if mention.kind == "country" or mention.of == "alliance" or (mention.of in STATE_ORGANS and mention.country):
            kept.append(mention)
    return kept


def _party(reading: Reading, mention: Mention) -> list[Value]:
    if mention.kind == "organisation" and mention.of != "alliance" and mention.country:
        return [value_of(reading, mention, mention.country)]
    return [value_of(reading, mention)]


def _components(reading: Reading, sentence: Sentence, trigger: int) -> tuple[Value, ...]:
    """Units that make it up: 'входят вооруженные силы Белоруссии и 1-я танковая армия'."""
    if _lemma(sentence.tokens[trigger]) not in formation_course().join:
        return ()
    inside = {i for c in children(sentence, trigger, "nsubj") for i in subtree(sentence, c.index)}
    forces = [
        m for m in reading.within(sentence, "organisation") if m.head in inside and m.of in ("force", "unit", None)
    ]
    bases = [m for m in reading.within(sentence, "facility") if m.head in inside and m.role == "name"]
    taken = {i for m in forces for i in range(m.first, m.last + 1)}
    units = [
        t
        for t in find_troops(reading, sentence, weapons=False)
        if t.token in inside - taken and t.value.value[:1].isdigit()
    ]
    return tuple(distinct([*(value_of(reading, m) for m in (*bases, *forces)), *(t.value for t in units)]))
