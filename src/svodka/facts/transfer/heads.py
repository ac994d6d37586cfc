"""Where in a clause the thing that changes hands is named: the heads of the noun phrases to search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from svodka.facts.base.arguments import Argument, arguments, subject_of
from svodka.facts.base.draft import value_of
from svodka.facts.deals.items import Item, items_in
from svodka.facts.deals.memory import BATCHES
from svodka.facts.deals.roles import Roles
from svodka.facts.deals.words import DealWord
from svodka.language import Sentence, Token
from svodka.language.tree import ancestors, children, clause, clause_head, preposition
from svodka.mentions import Mention, Reading

_ITEM_FUNCTIONS = {
    "give": ("object", "patient", "genitive", "about", "name", "subject"),
    "get": ("object", "patient", "genitive", "about", "name", "subject"),
    "arrive": ("subject", "patient"),
    "deal": ("to", "about", "name", "in"),  # 'интерес к вертолётам', 'заинтересованность в вертолётах'
}


def item_heads(reading: Reading, sentence: Sentence, chain: tuple[int, ...], word: DealWord,
               roles: Roles) -> list[int]:  # fmt: skip
    """The noun phrases that can name the thing: by their function, or because equipment stands there in a bare case.

    'Второй комплекс флот рассчитывает получить': the object may hang on the governor, and look like its subject.
    """
    heads: list[int] = []
    other = has_other_object(reading, sentence, sentence.tokens[chain[0]])
    for argument in arguments(sentence, chain):
        acts = argument.function == "subject" and _acts(sentence, chain, argument, other)
        if acts or argument.token in roles.tokens:
            continue
        if sentence.tokens[argument.token].lemma == "который":
            heads.extend(_antecedent(sentence, argument.token))
        elif _names_item(reading, sentence, argument, word):
            heads.append(argument.token)
    if not heads and len(chain) == 1 and _acted_upon(sentence.tokens[chain[0]], word):
        # 'были куплены у России и переданы заказчику': the second verb shares the subject of the first
        subject = subject_of(sentence, chain[0])
        heads += [subject] if subject is not None and subject not in roles.tokens else []
    if not heads and word.done == "refused":
        heads += _refused(reading, sentence, chain[0])
    if not heads and word.frame == "deal" and len(chain) == 1:
        heads += _right_behind(reading, sentence, chain[0])
    return [*heads, *(h for h in _counted(reading, sentence, chain[0]) if h not in heads)]


def _refused(reading: Reading, sentence: Sentence, trigger: int) -> list[int]:
    """'Филиппины от подводных лодок отказались': the tree hangs 'от' on the noun before it."""
    inside = [sentence.tokens[i] for i in clause(sentence, trigger)]
    named = [t.index for t in inside if t.rel == "nmod" and preposition(sentence, t.index) == "от"]
    return [i for i in named if _names_thing(reading, sentence, i)][:1]


def _right_behind(reading: Reading, sentence: Sentence, trigger: int) -> list[int]:
    """'обязательств по контракту на 24 машины': the tree may hang the thing on a noun before."""
    after = [t.lemma for t in sentence.tokens[trigger + 1 : trigger + 2]]
    if after != ["на"]:
        return []
    found = reading.within(sentence, "equipment")
    return [m.head for m in found if trigger + 2 <= m.first <= trigger + 4][:1]


def _acts(sentence: Sentence, chain: tuple[int, ...], argument: Argument, other: bool) -> bool:
    """A subject that is no thing dealt in: 'истребители примут участие', 'страна не дождалась: контракт заморожен'."""
    return other or any(t.text in (":", ";") for t in _between(sentence, chain[0], argument.token))


def _names_item(reading: Reading, sentence: Sentence, argument: Argument, word: DealWord) -> bool:
    """Whether an argument stands where such a word has its thing."""
    head = sentence.tokens[argument.token]
    if head.pos == "PRON" and argument.function == "subject" and word.frame != "arrive":
        return False  # 'он отказался' is a person
    if word.frame == "deal" or (word.done == "refused" and argument.function == "from"):
        # 'контракт на 12 истребителей' is about the thing itself, 'контракт на ремонт' is not
        own = ("object", "patient", "subject") if word.item == "object" else (*_ITEM_FUNCTIONS[word.frame], "from")
        wanted = argument.function in own and argument.depth == 0
        batch = word.needs == "thing" and head.lemma in BATCHES  # 'договорились о второй партии'
        return wanted and (head.pos in ("NUM", "ADJ") or batch or _names_thing(reading, sentence, head.index))
    if argument.function in _ITEM_FUNCTIONS[word.frame]:
        return argument.depth == 0 or argument.function != "genitive"
    if word.item == "instrument" and argument.function in ("instrument", "agent"):
        return argument.depth == 0
    bare = argument.function == "dative" and word.frame != "arrive" and word.needs != "name"
    return bare and bool(reading.at(sentence.index, argument.token, ("equipment",)))


def _counted(reading: Reading, sentence: Sentence, trigger: int) -> list[int]:
    """Numbers that hang on the trigger itself: 'закупит ещё две'."""
    found = [_hung(sentence, q, trigger) for q in reading.within(sentence, "quantity")]
    bare = [h for h in found if h is not None and not preposition(sentence, h)]
    return [h for h in bare if not any(t.text in "—–-:;" for t in _between(sentence, trigger, h))]


def ruled_out(sentence: Sentence, item: Item) -> bool:
    """'покупают не дрон, а право выбора': 'не' beside the thing itself."""
    first = item.mention.first if item.mention is not None else item.token
    for token in reversed(sentence.tokens[max(0, first - 4) : first]):
        if token.text.lower() == "не":
            return True
        if token.pos not in ("ADJ", "NOUN") and token.text not in "«\"“„":
            return False
    return False


def _hung(sentence: Sentence, quantity: Mention, trigger: int) -> int | None:
    """The token by which a number hangs on the trigger, or follows it: 'принял двадцать', 'взяла пять за 29 млн'."""
    if sentence.tokens[quantity.head].head == trigger:
        return quantity.head
    if not _bare_number(sentence, quantity):
        return None
    inside = range(quantity.first, quantity.last + 1)
    hung = next((i for i in inside if sentence.tokens[i].head == trigger), None)
    return quantity.last if hung is None and quantity.first == trigger + 1 else hung


def _bare_number(sentence: Sentence, quantity: Mention) -> bool:
    return all(t.pos == "NUM" for t in sentence.tokens[quantity.first : quantity.last + 1])


_APART = frozenset({"на", "в", "с", "для", "к", "против", "за", "под"})
"""Before a thing these make it the place, the means or the end of something else: 'сели на корабль'."""
def some_of_named(reading: Reading, sentence: Sentence, trigger: int, heads: Sequence[int]) -> list[Item]:
    """'Из четырёх субмарин верфь сдала две': a bare number counts some of what 'из' names in the same clause."""
    numbers = [q for q in reading.within(sentence, "quantity") if _bare_number(sentence, q) and q.last in heads]
    wholes = [t for t in children(sentence, trigger, "obl", "nmod") if preposition(sentence, t.index) == "из"]
    named = [item for t in wholes if t.index < trigger for item in items_in(reading, sentence, [t.index])]
    if len(numbers) != 1 or len(named) != 1:
        return []
    return [replace(named[0], quantity=(value_of(reading, numbers[0]),))]


_MEASURES = frozenset({
    "партия", "часть", "ряд", "пакет", "помощь", "число", "количество", "тысяча", "десяток", "половина", "комплект",
    "пара", "объем",
})  # fmt: skip


def has_other_object(reading: Reading, sentence: Sentence, token: Token) -> bool:
    """The verb has an object of its own, and that is no measure of things."""
    objects = [c for c in children(sentence, token.index, "obj") if c.pos == "NOUN" and c.feat("Case") == "Acc"]
    return any(c.lemma not in _MEASURES and not reading.at(sentence.index, c.index) for c in objects)


def _names_thing(reading: Reading, sentence: Sentence, head: int) -> bool:
    """'контракт на комплексы Watchkeeper': the word or the name beside it is a thing or a number of things."""
    beside = [head, *(c.index for c in children(sentence, head, "appos", "flat"))]
    return any(reading.at(sentence.index, i, ("equipment", "quantity")) for i in beside)


def _acted_upon(token: Token, word: DealWord) -> bool:
    """The subject is the thing itself: 'переданы', 'прибудут'."""
    return word.frame == "arrive" or token.feat("Voice") == "Pass" or token.feat("Variant") == "Short"


def _between(sentence: Sentence, one: int, other: int) -> Sequence[Token]:
    return sentence.tokens[min(one, other) + 1 : max(one, other)]


def _antecedent(sentence: Sentence, pronoun: int) -> list[int]:
    """'60 самолётов, которые Эмираты приобрели': the noun that the clause of 'который' modifies."""
    head = clause_head(sentence, pronoun)
    above = sentence.tokens[head].head
    return [above] if above >= 0 and sentence.tokens[head].rel.startswith("acl") else []


def beside(reading: Reading, sentence: Sentence, trigger: int, item: int) -> bool:
    """Whether the thing itself, or what counts it, hangs on the trigger: 'взяла пять танков'.

    Not 'взяла кредит на танки': another noun stands between the verb and the thing.
    """
    at = item
    for above in ancestors(sentence, item):
        if above == trigger:
            return preposition(sentence, at) not in _APART
        link = sentence.tokens[at].rel.split(":")[0]
        counted = bool(reading.at(sentence.index, above, ("equipment", "quantity")))
        if link not in ("conj", "appos", "flat", "nummod") and not counted:
            return False
        at = above
    return item == trigger
