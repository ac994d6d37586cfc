"""Who gives a service and who takes it, told by the form of the noun phrases in the clause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from svodka.facts.base.draft import value_of
from svodka.facts.base.parties import organisation_as_party, parties_at
from svodka.facts.base.standing import Standing, past_active
from svodka.facts.service.items import nation_of
from svodka.facts.service.words import ServiceWord, fold, service_words
from svodka.language import Sentence
from svodka.language.tree import children, clause, clause_head, conjuncts, first_conjunct, preposition, subtree
from svodka.mentions import Reading
from svodka.model import Value

_LICENCE = frozenset({"лицензия"})
_HELP = frozenset({"содействие", "участие", "помощь", "поддержка"})


@dataclass(slots=True)
class ServiceRoles:
    """Parties by role. `sides` are the partners of a paper or of a joint work, in order of the text."""

    provider: list[Value] = field(default_factory=list)
    customer: list[Value] = field(default_factory=list)
    sides: list[Value] = field(default_factory=list)
    site: list[Value] = field(default_factory=list)  # 'на верфи Larsen & Toubro'
    helpers: list[Value] = field(default_factory=list)  # 'при участии российских специалистов'
    partners: list[Value] = field(default_factory=list)  # 'с Россией'

    def put(self, role: str, values: list[Value]) -> None:
        """Adds parties to a role, each once."""
        target: list[Value] = getattr(self, role)
        target.extend(v for v in values if v.value not in {t.value for t in target})


def service_roles(
    reading: Reading, sentence: Sentence, state: Standing, word: ServiceWord, items: frozenset[int]
) -> ServiceRoles:
    """The parties in the clause of the trigger; phrases in `items` are none."""
    roles = ServiceRoles()
    lemmas = {fold(sentence.tokens[t].lemma) for t in state.chain}
    for index in _heads(sentence, state, items):
        for head, values in _named(reading, sentence, index):
            role = _role(reading, sentence, head, state, word, lemmas)
            if role:
                roles.put(role, values)
    _modified(reading, sentence, state, word, roles, items)
    if not roles.provider and not roles.sides and not roles.customer:
        _inherited(reading, sentence, state, word, lemmas, roles, items)
    return roles


def _modified(reading: Reading, sentence: Sentence, state: Standing, word: ServiceWord, roles: ServiceRoles,
              items: frozenset[int]) -> None:  # fmt: skip
    """'завод, обслуживший два Су-22': the noun that an active participle modifies does the work."""
    token = sentence.tokens[state.chain[0]]
    active = past_active(token) or (token.feat("VerbForm") == "Part" and token.feat("Voice") == "Act")
    if not active or token.head < 0 or token.head in items:
        return
    found = parties_at(reading, sentence, token.head) or _staff(reading, sentence, token.head)
    if found and token.rel in ("acl", "amod"):
        roles.put("sides" if word.frame in ("make", "develop") else "provider", found)


def _heads(sentence: Sentence, state: Standing, items: frozenset[int]) -> list[int]:
    inside = set(clause(sentence, state.chain[0])) | set(clause(sentence, state.top))
    for child in children(sentence, state.chain[0], "acl", "amod"):
        if child.pos == "ADJ":  # 'совместной с Россией разработки'
            inside.update(subtree(sentence, child.index))
    own = {i for t in items for i in subtree(sentence, t) if not _stray(sentence, i, t)}
    nominal = ("NOUN", "PROPN", "PRON", "X", "ADJ", "DET")
    return [i for i in sorted(inside) if i not in own and sentence.tokens[i].pos in nominal]


def _stray(sentence: Sentence, index: int, item: int) -> bool:
    """What the tree hangs on the item by mistake: 'БТР-70 для Лаоса', 'истребителя FGFA Индия … отказалась'."""
    token = sentence.tokens[index]
    if index == item:
        return False
    nominative = token.feat("Case") == "Nom" and sentence.tokens[item].feat("Case") not in ("Nom", "")
    maker = token.feat("Case") in ("Gen", "Dat") and service_words().has("staff", token.lemma) and token.rel == "nmod"
    return (
        maker or preposition(sentence, index) in ("для", "у", "с") or (nominative and not preposition(sentence, index))
    )


def _named(reading: Reading, sentence: Sentence, index: int) -> Iterator[tuple[int, list[Value]]]:
    token = sentence.tokens[index]
    if token.rel.startswith(("amod", "flat", "nummod", "case")):
        return
    if service_words().has("staff", token.lemma) and not any(
        m.kind == "organisation" and m.head == index for m in reading.at(sentence.index, index)
    ):
        values = _staff(reading, sentence, index)
    elif token.rel == "appos" and service_words().has("staff", sentence.tokens[token.head].lemma):
        return  # the name is read with its noun
    else:
        values = parties_at(reading, sentence, index)
    antecedent = _antecedent(sentence, index)
    if not values and antecedent is not None:
        values = parties_at(reading, sentence, antecedent) or _staff(reading, sentence, antecedent)
    if values:
        yield index, values


def _staff(reading: Reading, sentence: Sentence, index: int) -> list[Value]:
    """'американские инструкторы' → US; 'турецкая компания TAI' → TAI."""
    for child in children(sentence, index, "appos", "flat", "nmod"):
        for mention in reading.at(sentence.index, child.index, ("organisation",)):
            if child.rel != "nmod" or mention.of in ("maker", "force", "ministry"):
                return [organisation_as_party(reading, mention)]
    nation = nation_of(reading, sentence, index)
    return [nation] if nation is not None else []


def _antecedent(sentence: Sentence, index: int) -> int | None:
    """'завод, который собирает': the noun for which a relative pronoun stands."""
    if fold(sentence.tokens[index].lemma) != "который":
        return None
    top = sentence.tokens[clause_head(sentence, index)]
    return top.head if top.rel.startswith("acl") and top.head >= 0 else None


def _role(
    reading: Reading, sentence: Sentence, head: int, state: Standing, word: ServiceWord, lemmas: set[str]
) -> str | None:
    """The role that form gives: preposition and case, and the word that governs; the coordinated share it."""
    head = first_conjunct(sentence, head)
    people = any(m.role == "national" for m in reading.at(sentence.index, head, ("country",)))
    if people and word.frame == "teach" and lemmas & service_words().classes["undergo"]:
        return "customer"  # 'обучение пилотов бразильцы закончили'
    token, before = sentence.tokens[head], preposition(sentence, head)
    governor = fold(sentence.tokens[token.head].lemma) if token.head >= 0 else ""
    case = token.feat("Case")
    asks = bool(lemmas & service_words().classes["askers"])
    if case == "Gen" and head and fold(sentence.tokens[head - 1].lemma) in _HELP:
        return "helpers"  # 'с помощью России': the tree hangs the words on another noun
    match before:
        case "для" | "в интересах":
            return "customer"
        case "у" | "от":
            return "provider"
        case "с" | "вместе" if case in ("Ins", ""):
            return "partners"
        case "между":
            return "sides"
        case "к" if "обратиться" in lemmas or "обращаться" in lemmas:
            return "provider"
        case "при" | "с помощью" if governor in _HELP:
            return "helpers"
        case "на" | "в" if _at_maker(reading, sentence, head, case):
            return "site"
        case "" | "около" | "более" | "свыше":
            return _bare_role(sentence, head, case, governor, state, word, asks, lemmas)
    return None


def _at_maker(reading: Reading, sentence: Sentence, head: int, case: str) -> bool:
    """'на верфи Larsen & Toubro', 'на предприятии компании Baykar': the work is done by who owns the site."""
    inside = set(subtree(sentence, head))
    makers = [m for m in reading.within(sentence, "organisation") if m.head in inside and m.of == "maker"]
    return bool(makers) and case in ("Loc", "") and service_words().has("sites", sentence.tokens[head].lemma)


def _bare_role(sentence: Sentence, head: int, case: str, governor: str, state: Standing, word: ServiceWord, asks: bool,
               lemmas: set[str]) -> str | None:  # fmt: skip
    token = sentence.tokens[head]
    if governor in _HELP:
        return "helpers"
    if governor in _LICENCE:
        return "provider"
    if case == "Gen" and lemmas & service_words().classes["entrusters"] and service_words().has("staff", token.lemma):
        return "provider"  # 'заказала модернизацию самолётов корпорации CATIC': the dative looks like a genitive
    if case == "Dat":
        return "provider" if lemmas & service_words().classes["entrusters"] else "customer"
    if case == "Ins" or token.rel == "obl:agent":
        return "customer" if word.frame == "make" else "provider"
    if (
        case == "Nom"
        or token.rel.startswith("nsubj")
        or (_shapeless(token.text) and token.rel in ("obj", "obl", "nmod", "root"))
    ):
        return _doer(word, asks, lemmas)
    if case == "Acc" and asks and token.rel == "obj" and governor in service_words().classes["askers"]:
        return "provider"  # 'просит Россию модернизировать'
    if case == "Gen" and governor in service_words().classes["askers"]:
        return "customer"
    if case == "Gen" and governor in service_words().classes["papers"]:
        return "sides"
    return None


def _shapeless(text: str) -> bool:
    """Latin names and abbreviations show no case: 'построит верфь Goa Shipyard', 'помощь США'."""
    return text.isupper() or text.isascii()


def _doer(word: ServiceWord, asks: bool, lemmas: set[str]) -> str | None:
    if asks:
        return "customer"
    if lemmas & service_words().classes["papers"] or word.frame == "develop":
        return "sides"
    if word.frame == "learn":
        return None
    return "sides" if word.frame == "make" else "provider"


def _inherited(reading: Reading, sentence: Sentence, state: Standing, word: ServiceWord, lemmas: set[str],
               roles: ServiceRoles, items: frozenset[int]) -> None:  # fmt: skip
    """'Россия передала самолёты, а с апреля обучала экипажи': the second verb takes the first one's subject."""
    subject = _subject_above(sentence, state.top, items)
    if subject is None or word.frame == "learn":
        return
    role = _doer(word, bool(lemmas & service_words().classes["askers"]), lemmas)
    for index in conjuncts(sentence, subject):
        found = (
            parties_at(reading, sentence, index)
            or _staff(reading, sentence, index)
            or _possessor(reading, sentence, index)
        )
        if role:
            roles.put(role, found)


def _subject_above(sentence: Sentence, verb: int, items: frozenset[int]) -> int | None:
    """The subject of the verb or of the first verb it is coordinated with, the things themselves left out."""
    at, seen = verb, set()
    while at >= 0 and at not in seen:
        seen.add(at)
        for child in children(sentence, at, "nsubj"):
            if child.index not in items:
                return child.index
        token = sentence.tokens[at]
        if token.rel not in ("conj", "xcomp"):
            return None
        at = token.head
    return None


def _possessor(reading: Reading, sentence: Sentence, index: int) -> list[Value]:
    """'концерн сообщил, что его представители проведут переговоры': the concern itself."""
    if not any(c.lemma in ("он", "она", "они", "его", "ее", "их", "свой") for c in children(sentence, index)):
        return []
    before = [m for m in reading.within(sentence, "organisation") if m.last < index and m.of == "maker"]
    return [value_of(reading, before[-1])] if before else []
