"""What a service is done to: weapons, spare parts, or the people who are taught."""

from __future__ import annotations

from dataclasses import dataclass

from svodka.facts.base.arguments import arguments
from svodka.facts.base.draft import value_at, value_of
from svodka.facts.deals.items import items_in
from svodka.facts.service.pointing import last_designation, pointed
from svodka.facts.service.words import ServiceWord, fold, service_words
from svodka.language import Sentence, Token
from svodka.language.tree import children, clause, conjuncts, first_conjunct, preposition, subtree
from svodka.mentions import Mention, Reading
from svodka.model import Value

_APPROXIMATE = frozenset({"", "около", "свыше", "более", "до", "порядка"})
_POINTING = frozenset({"машина", "техника", "аппарат", "изделие", "борт", "система", "экземпляр"})
_ITEM_FUNCTIONS = frozenset({"object", "patient", "genitive", "subject", "name", "about"})
SPARES = frozenset({"spare_part", "component"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceItem:
    """One thing or kind of people; `origin` is the country that makes the thing, `nation` whose people they are."""

    value: Value
    token: int
    origin: str | None = None
    nation: Value | None = None
    vague: bool = False  # a class word, no designation


def equipment_of(reading: Reading, sentence: Sentence, trigger: Token) -> list[ServiceItem]:
    """The equipment in the trigger's own phrases, else what stands in its clause or is meant by 'их', 'ещё 140'."""
    heads = [a.token for a in arguments(sentence, (trigger.index,)) if a.function in _ITEM_FUNCTIONS] or _undergoing(
        sentence, trigger
    )
    mentions = [
        i.mention for i in items_in(reading, sentence, heads, _others(sentence, trigger)) if i.mention is not None
    ]
    mentions = [m for m in mentions or _in_clause(reading, sentence, trigger) if not _in_name(reading, sentence, m)]
    found = [_thing(reading, sentence, m) for m in _designated(reading, sentence, mentions)]
    return found or _meant(reading, sentence, trigger)


def _meant(reading: Reading, sentence: Sentence, trigger: Token) -> list[ServiceItem]:
    """What 'которые', 'их', 'первую', 'остальные' or a bare 'сборка' goes back to."""
    found = pointed(reading, sentence, trigger)
    if found is None:
        return []
    token, earlier = found
    value = value_at(reading, token.start, token.end, earlier.value)
    return [ServiceItem(value=value, token=token.index, origin=earlier.country)]


def _in_name(reading: Reading, sentence: Sentence, mention: Mention) -> bool:
    """'МиГ' in 'РСК «МиГ»' is the company's name."""
    return any(
        m.end - m.start > mention.end - mention.start
        for m in reading.at(sentence.index, mention.head, ("organisation",))
    )


def _others(sentence: Sentence, trigger: Token) -> frozenset[int]:
    """The other services of the sentence: 'обслуживание истребителей и модернизация танков' are two."""
    triggers = service_words().triggers
    return frozenset(t.index for t in sentence.tokens if fold(t.lemma) in triggers and t.index != trigger.index)


def _undergoing(sentence: Sentence, trigger: Token) -> list[int]:
    """'подводная лодка проходит ремонт': the thing is the subject."""
    first = sentence.tokens[first_conjunct(sentence, trigger.index)]
    if first.index != trigger.index and first.rel == "acl" and trigger.feat("Voice") == "Pass":
        return [first.head]  # 'истребители, купленные в 1996 году и модернизированные РСК «МиГ»'
    if trigger.head < 0 or not service_words().has("undergo", sentence.tokens[trigger.head].lemma):
        return []
    return [c.index for c in children(sentence, trigger.head, "nsubj") if c.index != trigger.index]


def _in_clause(reading: Reading, sentence: Sentence, trigger: Token) -> list[Mention]:
    """Where the tree lost it: equipment of the clause, after a noun, on any side of a verb."""
    inside = set(clause(sentence, trigger.index))
    found = [m for m in reading.within(sentence, "equipment") if m.head in inside]
    if trigger.pos == "VERB":
        return [m for m in found if not _under_another(sentence, m.head, trigger.index)]
    after = [m for m in found if 0 < m.first - trigger.index <= 6]
    return [m for m in after if not any(t.text in ",;:" for t in sentence.tokens[trigger.index : m.first])]


def _under_another(sentence: Sentence, token: int, trigger: int) -> bool:
    """Whether the thing stands with a preposition of its own: 'под ядерное оружие', 'на базе SAMP/T'."""
    at = token
    for _ in range(4):
        if preposition(sentence, at):
            return True
        at = sentence.tokens[at].head
        if at < 0 or at == trigger:
            return False
    return False


def _designated(reading: Reading, sentence: Sentence, mentions: list[Mention]) -> list[Mention]:
    """The things themselves: 'танков в версии K2PL' → K2PL, 'двигателей для истребителя AMCA' → the engine."""
    kinds = {m.of for m in mentions if m.role != "class"}
    named = [_version(reading, sentence, m) for m in mentions if m.role != "class" or m.of not in kinds]
    heads = {m.head for m in named}
    return [m for m in named if not _part_of(sentence, m.head, heads)]


def _version(reading: Reading, sentence: Sentence, mention: Mention) -> Mention:
    """The designation of the same class that follows a class word at once: 'танков в версии K2PL'."""
    if mention.role != "class":
        return mention
    for other in reading.within(sentence, "equipment"):
        between = sentence.tokens[mention.last + 1 : other.first]
        if 0 < other.first - mention.last <= 4 and other.of == mention.of and other.role == "designation":
            return mention if any(t.text in ",;:" or t.pos in ("VERB", "CCONJ") for t in between) else other
    return mention


def _part_of(sentence: Sentence, token: int, heads: set[int]) -> bool:
    """Whether the thing stands in the genitive or with 'для' below another one."""
    at = token
    for _ in range(4):
        link = sentence.tokens[at]
        if link.head < 0 or link.rel == "conj":
            return False
        at = link.head
        if at in heads and link.rel == "nmod":
            return True
    return False


def _thing(reading: Reading, sentence: Sentence, mention: Mention) -> ServiceItem:
    value = value_of(reading, mention)
    earlier = last_designation(reading, sentence, mention.first) if mention.role == "class" else None
    if earlier is not None and _means(mention, earlier, sentence):
        return ServiceItem(value=value_of(reading, mention, earlier.value), token=mention.head, origin=earlier.country)
    return ServiceItem(value=value, token=mention.head, origin=mention.country, vague=mention.role == "class")


def _means(mention: Mention, earlier: Mention, sentence: Sentence) -> bool:
    """'обслуживать машины' goes back to what was named; 'лёгкий истребитель пятого поколения' is a new thing."""
    if mention.value in _POINTING:
        return not any(c.rel.startswith("acl") for c in children(sentence, mention.head))
    bare = not any(c.rel in ("amod", "nmod") for c in children(sentence, mention.head))
    return bare and earlier.of == mention.of


def learners_of(
    reading: Reading, sentence: Sentence, trigger: Token, word: ServiceWord, undergone: bool
) -> list[ServiceItem]:
    """The people who are taught: 'польских экипажей', '600 мьянманских военнослужащих', 'украинцев'."""
    found = [i for i in _objects(sentence, trigger) if _teachable(reading, sentence, i)]
    if not found and (undergone or word.frame == "learn"):
        found = [
            i
            for i in clause(sentence, trigger.index)
            if _subject_like(reading, sentence, i) and _teachable(reading, sentence, i)
        ]
    if not found:
        found = [i for i in _sent(sentence, trigger) if _teachable(reading, sentence, i)]
    if not found and trigger.pos == "VERB" and word.frame == "teach":
        found = [
            i for i in clause(sentence, trigger.index) if _object_like(sentence, i) and _teachable(reading, sentence, i)
        ]
    if not found and trigger.pos == "VERB" and word.frame == "teach":
        found = _taught_by_nobody(reading, sentence, trigger)
    people = [_people(reading, sentence, i) for i in found[:1]]
    if people and people[0].value.value == "человек":
        return recent_learners(reading, sentence) or people  # 'десять человек стажировались'
    return people


def _taught_by_nobody(reading: Reading, sentence: Sentence, trigger: Token) -> list[int]:
    """'Малийские экипажи обучили в Торжке': a plural without a teacher, whose object looks like a subject."""
    subjects = children(sentence, trigger.index, "nsubj")
    if trigger.feat("Number") != "Plur" or len(subjects) != 1 or subjects[0].feat("Number") != "Plur":
        return []
    index = subjects[0].index
    if service_words().has("staff", subjects[0].lemma) and not subjects[0].lemma.startswith(("летчик", "лётчик")):
        return []
    pupils = _teachable(reading, sentence, index) and nation_of(reading, sentence, index) is not None
    return [index] if pupils and not conjuncts(sentence, index)[1:] else []


def _objects(sentence: Sentence, trigger: Token) -> list[int]:
    wanted = {"object", "genitive", "patient"}
    return [
        index
        for a in arguments(sentence, (trigger.index,))
        if a.function in wanted
        for index in (
            a.token,
            *(c.index for c in children(sentence, a.token, "nmod") if not preposition(sentence, c.index)),
        )
    ]


def _sent(sentence: Sentence, trigger: Token) -> list[int]:
    """'отправит офицеров на обучение': the object of the verb of sending."""
    if preposition(sentence, trigger.index) != "на" or trigger.head < 0:
        return []
    return [c.index for c in children(sentence, trigger.head, "obj", "nsubj:pass")]


def _teachable(reading: Reading, sentence: Sentence, index: int) -> bool:
    if service_words().has("learners", sentence.tokens[index].lemma):
        return True
    return any(m.role == "national" for m in reading.at(sentence.index, index, ("country",)))


def _subject_like(reading: Reading, sentence: Sentence, index: int) -> bool:
    case, before = sentence.tokens[index].feat("Case"), preposition(sentence, index)
    number = children(sentence, index, "nummod")  # 'десять перуанских техников прошли обучение'
    counted = bool(number) or bool(reading.at(sentence.index, index, ("quantity",)))
    return before in _APPROXIMATE and (case == "Nom" or (case == "Gen" and counted))


def _object_like(sentence: Sentence, index: int) -> bool:
    token = sentence.tokens[index]
    if preposition(sentence, index):
        return False
    verb = sentence.tokens[token.head] if token.head >= 0 else token
    agrees = token.feat("Number") == verb.feat("Number")
    return token.feat("Case") in ("Acc", "Gen") or (
        token.rel.startswith("nsubj") and not agrees
    )  # 'Россия обучала экипажи'


def _people(reading: Reading, sentence: Sentence, index: int) -> ServiceItem:
    token = sentence.tokens[index]
    value = value_at(reading, token.start, token.end, token.lemma)
    return ServiceItem(value=value, token=index, nation=nation_of(reading, sentence, index))


def nation_of(reading: Reading, sentence: Sentence, index: int) -> Value | None:
    """Whose people they are: 'украинские военные', 'экипажи ВВС Польши', 'российских танкистов', 'украинцы'."""
    phrase = [i for h in conjuncts(sentence, index)[:1] for i in subtree(sentence, h)]
    clauses = {i for c in children(sentence, index, "acl", "parataxis") for i in subtree(sentence, c.index)}
    inside = {i for i in phrase if i not in clauses and not _placed(sentence, i, index)}
    for mention in reading.within(sentence, "country", "organisation"):
        if mention.head not in inside or mention.role == "capital_place":
            continue
        if mention.kind == "country":
            return value_of(reading, mention)
        if mention.country is not None and mention.of in ("force", "ministry", "staff", "unit"):
            return value_of(reading, mention, mention.country)
    return None


def _placed(sentence: Sentence, index: int, top: int) -> bool:
    """Under a preposition inside the phrase: 'экипажи в Польше', but 'курсанты из Лаоса' are Lao."""
    at = index
    while at not in (top, -1):
        if preposition(sentence, at) not in ("", "из"):
            return True
        at = sentence.tokens[at].head
    return False


def recent_learners(reading: Reading, sentence: Sentence) -> list[ServiceItem]:
    """'Переподготовка проходила в Торжке': of those who were named in the two sentences before."""
    for index in range(sentence.index - 1, max(sentence.index - 3, -1), -1):
        earlier = reading.analysis.sentences[index]
        found = [
            t.index for t in earlier.tokens if service_words().has("learners", t.lemma) and t.feat("Case") == "Nom"
        ]
        if found:
            return [_people(reading, earlier, found[0])]
    return []


def top_of(sentence: Sentence, item: ServiceItem) -> int:
    """The noun over a designation: 'вертолётов' in 'вертолётов Ми-17 ВВС Сербии'."""
    token = sentence.tokens[item.token]
    above = sentence.tokens[token.head] if token.head >= 0 else token
    return (
        above.index
        if token.rel in ("appos", "nmod") and above.pos == "NOUN" and fold(above.lemma) not in service_words().triggers
        else token.index
    )


def owner_of(reading: Reading, sentence: Sentence, item: ServiceItem, providers: set[str | None]) -> list[Value]:
    """'азербайджанские штурмовики', 'вертолёты ВВС Сербии': whose the thing is, where that is not who works on it."""
    nation = nation_of(reading, sentence, top_of(sentence, item))
    if nation is None or nation.value in providers or nation.value == item.origin:
        return []
    return [nation]
