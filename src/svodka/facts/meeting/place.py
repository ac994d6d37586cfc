"""Where a meeting is held, where a visit leads."""

from __future__ import annotations

from dataclasses import dataclass

from svodka.facts.base.draft import value_of
from svodka.facts.base.timing import governor_of
from svodka.facts.meeting.words import meeting_words
from svodka.language import Sentence
from svodka.language.tree import preposition
from svodka.mentions import Mention, Reading
from svodka.model import Value

_AT = frozenset({"в", "на", "под", "близ", "возле", "около"})
_WHERE = frozenset({"где", "куда"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place or a country, and the country it lies in."""

    value: Value
    country: str | None


def place_of(reading: Reading, sentence: Sentence, chain: tuple[int, ...], *, visit: bool = False) -> Place | None:
    """The place that hangs on the meeting's noun, else on the verb above it; of a visit its goal, a country too.

    'на переговорах в Москве', 'принял в Минске', 'посетил Ниамей', 'с визитом в Сараево', 'Ханой, где … встретится'.
    """
    for at in chain:
        for mention in _hung(reading, sentence, at):
            if _fits(sentence, mention, at, visit=visit):
                return _place(reading, mention)
    for at in chain:
        found = _antecedent(reading, sentence, at)
        if found is not None:
            return found
    return None


def _hung(reading: Reading, sentence: Sentence, at: int) -> list[Mention]:
    """Places before countries: 'Минск' is a place here, whatever government it may stand for elsewhere."""
    named = [m for m in reading.within(sentence, "place", "country") if m.role != "adjective"]
    found = [m for m in named if governor_of(sentence, m) == at]
    return sorted(found, key=lambda m: (m.kind != "place", m.start))


def _fits(sentence: Sentence, mention: Mention, at: int, *, visit: bool) -> bool:
    token = sentence.tokens[mention.head]
    before = preposition(sentence, mention.head)
    if visit:
        if not before:
            # 'Триполи посетил министр': the accusative of a city may look like a subject.
            return token.rel in ("obj", "nsubj") and token.feat("Case") in ("Acc", "Nom", "")
        return before in _AT and token.feat("Case") in ("Acc", "Loc", "")
    if mention.kind != "place":
        return False
    return before in _AT and token.feat("Case") in ("Loc", "Ins", "", "Acc") and at >= 0


def _antecedent(reading: Reading, sentence: Sentence, at: int) -> Place | None:
    """'прилетит в Ханой, где встретится с коллегой'."""
    token = sentence.tokens[at]
    if not token.rel.startswith("acl") or token.head < 0:
        return None
    if not any(sentence.tokens[c].lemma in _WHERE for c in sentence.children[at]):
        return None
    for mention in reading.at(sentence.index, token.head, ("place",)):
        return _place(reading, mention)
    return None


def journey_goal(reading: Reading, sentence: Sentence, verb: int) -> Place | None:
    """'отправится в Джидду и встретится с принцем': where the verb before has led."""
    token = sentence.tokens[verb]
    if token.rel != "conj" or sentence.tokens[token.head].lemma not in meeting_words().journeys:
        return None
    goals = [m for m in _hung(reading, sentence, token.head) if m.kind == "place"]
    goal = next((m for m in goals if preposition(sentence, m.head) == "в"), None)
    return _place(reading, goal) if goal else None


def _place(reading: Reading, mention: Mention) -> Place:
    return Place(value=value_of(reading, mention), country=mention.country)
