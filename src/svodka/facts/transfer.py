"""Transfers: arms and equipment on their way from a supplier to a recipient, from 'considered' to 'delivered'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from svodka.facts.arguments import arguments, subject_of
from svodka.facts.deal_context import with_prices, with_sides
from svodka.facts.deal_gaps import read_gaps
from svodka.facts.deal_items import Item, item_tokens_near, items_in, own_party, price_near
from svodka.facts.deal_orders import settled
from svodka.facts.deal_memory import Memory, Told, deal_again, pointed_at, resolved
from svodka.facts.deal_roles import Roles, clause_parties, matrix_party, roles_of
from svodka.facts.deal_words import DealWord, Frame, transfer_words
from svodka.facts.draft import Draft, evidence_of, value_of
from svodka.facts.operators import Phase
from svodka.facts.standing import Standing, standing
from svodka.facts.timing import governor_of, time_for
from svodka.language.tree import ancestors, children, clause_head, conjuncts, first_conjunct, preposition
from svodka.knowledge.equipment import catalogue
from svodka.language import Sentence, Token
from svodka.mentions import Reading
from svodka.model import Value

STAGES: dict[Phase, str] = {
    "considered": "considered", "requested": "requested", "offered": "offered", "negotiated": "negotiated",
    "planned": "planned", "agreed": "ordered", "started": "in_delivery", "done": "delivered", "refused": "refused",
    "suspended": "suspended", "cancelled": "cancelled",
}  # fmt: skip
"""Phase of the matter → stage of a transfer."""

_ITEM_FUNCTIONS = {
    "give": ("object", "patient", "genitive", "about", "name", "subject"),
    "get": ("object", "patient", "genitive", "about", "name", "subject"),
    "arrive": ("subject", "patient"),
    "deal": ("to", "about", "name"),
}


def read_transfers(reading: Reading) -> Iterator[Draft]:
    """A draft per item of every supply that the article tells of."""
    memory = Memory()
    found: list[Draft] = []
    for sentence in reading.analysis.sentences:
        memory.enter(sentence)
        drafts: list[Draft] = []
        for token in sentence.tokens:
            word = transfer_words().get(token.lemma)
            if word is not None and token.pos in ("NOUN", "VERB", "ADJ"):
                drafts.extend(_at_trigger(reading, sentence, token, word, memory))
        found.extend(read_gaps(reading, sentence, drafts))
    yield from with_prices(reading, settled(reading, found))


def _at_trigger(reading: Reading, sentence: Sentence, token: Token, word: DealWord, memory: Memory) -> Iterator[Draft]:
    state = _standing(sentence, token, word)
    if state.phase is None or _below_another(sentence, token, word) or _civil(sentence, token):
        return
    roles = roles_of(reading, sentence, state, word.frame)
    found = _items(reading, sentence, token, word, state, roles, memory)
    if not found:
        if word.frame == "deal" and word.phase == "agreed":
            memory.paper = tuple((*roles.supplier, *roles.recipient, *roles.either))
        return
    if word.frame != "get" and _with_troops(sentence, [item.token for item, _ in found]):
        return
    _complete(reading, sentence, token, word.frame, roles, [item for item, _ in found])
    known = word.needs == "party" and any(told for _, told in found)
    if word.needs in ("party", "recipient") and not known and not _enough(reading, sentence, token, word, roles):
        return
    items = [item for item, _ in found]
    prices = price_near(reading, sentence, items)
    for item, told in found:
        if told is None and (_too_general(item) or (word.needs == "name" and not _named(item))):
            continue
        draft = _inherit(_draft(reading, sentence, token, word, state, roles, item, items, prices.get(item.token)), told)
        draft = _same_recipient(with_sides(reading, draft, memory), memory)
        memory.keep(draft, item)
        if draft.slots["supplier"] or draft.slots["recipient"]:
            yield draft


_CIVIL = frozenset({"музей", "выставка", "мемориал", "коллекционер", "авиакомпания", "перевозчик", "киностудия", "клуб", "школа", "аэроклуб",
                    "аэрофлот", "театр", "университет", "больница", "заповедник", "читатель", "болельщик", "сборная"})  # fmt: skip


def _civil(sentence: Sentence, token: Token) -> bool:
    """'музей получил танк': who takes part in no deal between states."""
    return any(sentence.tokens[c].lemma in _CIVIL for c in sentence.children[token.index])


_TROOPS = frozenset({"военнослужащий", "батальон", "рота", "бригада", "полк", "десантник", "контингент", "солдат", "военный",
                     "подразделение", "взвод", "отряд", "моряк", "пехотинец", "войско", "офицер"})  # fmt: skip


def _with_troops(sentence: Sentence, items: list[int]) -> bool:
    """'направил батальон и четыре истребителя': weapons that go with troops are sent, not given."""
    for item in items:
        for at in (item, *ancestors(sentence, item)):
            group = [sentence.tokens[i].lemma for i in conjuncts(sentence, first_conjunct(sentence, at))]
            if _TROOPS.intersection(group):
                return True
            if sentence.tokens[at].pos == "VERB":
                break
    return False


_PAPERS = frozenset({"контракт", "соглашение", "договор", "заказ"})
_GOODS = frozenset({"equipment", "engine"})


def _too_general(item: Item) -> bool:
    """'машина', 'комплекс', 'компонент' name nothing by themselves when no earlier deal tells what they are."""
    if item.mention is None or item.mention.role != "class":
        return False
    kind = catalogue().classes.get(item.mention.of or "")
    return kind is not None and kind.generic and kind.key not in _GOODS


def _standing(sentence: Sentence, token: Token, word: DealWord) -> Standing:
    state = standing(sentence, token.index, "transfer", word.phase)
    if len(state.chain) == 1 or state.trail[-1] == state.trail[0]:
        if state.phase == "done":
            return replace(state, phase=word.done)
        if state.phase == "started":
            return replace(state, phase=word.started)
    return state


def _below_another(sentence: Sentence, token: Token, word: DealWord) -> bool:
    """'контракт' that has its own 'на поставку' leaves the deal to that noun."""
    if word.frame != "deal":
        return False
    words = transfer_words()
    return any(c.lemma.replace("ё", "е") in words for c in children(sentence, token.index, "nmod", "obl", "acl"))


def _items(reading: Reading, sentence: Sentence, token: Token, word: DealWord, state: Standing, roles: Roles,
           memory: Memory) -> list[tuple[Item, Told | None]]:  # fmt: skip
    """The items of the deal, each with the earlier deal to which its words point back."""
    apart = frozenset(roles.tokens | set(state.chain[1:]))
    for chain in ((token.index,), state.chain):
        heads = _item_heads(reading, sentence, chain, word, roles)
        items = items_in(reading, sentence, heads, apart, whole=_modifies(token))
        if items:
            return [resolved(reading, sentence, item, memory) for item in items]
        pointed: list[tuple[Item, Told | None]] = [p for h in heads if (p := pointed_at(reading, sentence, sentence.tokens[h], memory))]
        if pointed:
            return pointed
        if word.done not in ("done", "agreed"):
            return []  # 'предложил', 'просит', 'обещает' a thing only as their own object
    if word.frame == "deal":
        told_of = [step for step in state.trail if not step.startswith(("мо", "смо"))]  # 'могли бы увеличить заказ'
        again = deal_again(reading, sentence, token, memory) if len(told_of) > 1 else []
        return [*again]
    if token.pos == "VERB" and (_has_other_object(reading, sentence, token) or _other_arrives(sentence, token, word)):
        return []  # 'примут участие', 'получил картину с танком', 'если такая просьба поступит'
    items = items_in(reading, sentence, item_tokens_near(reading, sentence, token.index, word.frame), apart)
    if items:
        return [resolved(reading, sentence, item, memory) for item in items]
    return [*deal_again(reading, sentence, token, memory)] if token.pos == "NOUN" else []


def _item_heads(reading: Reading, sentence: Sentence, chain: tuple[int, ...], word: DealWord, roles: Roles) -> list[int]:
    """The noun phrases that can name the thing: by their function, or because equipment stands there in a bare case.

    'Второй комплекс флот рассчитывает получить': the object may hang on the governor, and look like its subject.
    """
    heads = []
    other = _has_other_object(reading, sentence, sentence.tokens[chain[0]])
    for argument in arguments(sentence, chain):
        if argument.token in roles.tokens or (other and argument.function == "subject"):
            continue  # 'истребители примут участие'
        if sentence.tokens[argument.token].lemma == "который":
            heads.extend(_antecedent(sentence, argument.token))
            continue
        pronoun = sentence.tokens[argument.token].pos == "PRON"
        if pronoun and argument.function == "subject" and word.frame != "arrive":
            continue  # 'он отказался' is a person
        if word.frame == "deal" or (word.done == "refused" and argument.function == "from"):
            # 'контракт на 12 истребителей' is about the thing itself, 'контракт на ремонт' is not
            wanted = argument.function in (*_ITEM_FUNCTIONS[word.frame], "from") and argument.depth == 0
            head = sentence.tokens[argument.token]
            if wanted and (head.pos in ("NUM", "ADJ") or _names_thing(reading, sentence, head.index)):
                heads.append(argument.token)
        elif argument.function in _ITEM_FUNCTIONS[word.frame] and (argument.depth == 0 or argument.function != "genitive"):
            heads.append(argument.token)
        elif word.item == "instrument" and argument.function in ("instrument", "agent") and argument.depth == 0:
            heads.append(argument.token)
        elif argument.function == "dative" and word.frame != "arrive" and word.needs != "name" and reading.at(sentence.index, argument.token, ("equipment",)):
            heads.append(argument.token)
    if not heads and len(chain) == 1 and _acted_upon(sentence.tokens[chain[0]], word):
        # 'были куплены у России и переданы заказчику': the second verb shares the subject of the first
        subject = subject_of(sentence, chain[0])
        heads += [subject] if subject is not None and subject not in roles.tokens else []
    counted = [
        q.head for q in reading.within(sentence, "quantity")
        if sentence.tokens[q.head].head == chain[0] and not preposition(sentence, q.head) and not any(t.text in "—–-:;" for t in _between(sentence, chain[0], q.head))
    ]  # fmt: skip
    return [*heads, *(h for h in counted if h not in heads)]


_MEASURES = frozenset({"партия", "часть", "ряд", "пакет", "помощь", "число", "количество", "тысяча", "десяток", "половина", "комплект", "пара", "объем"})


def _has_other_object(reading: Reading, sentence: Sentence, token: Token) -> bool:
    """The verb has an object of its own, and that is no measure of things."""
    objects = [c for c in children(sentence, token.index, "obj") if c.pos == "NOUN" and c.feat("Case") == "Acc"]
    return any(c.lemma not in _MEASURES and not reading.at(sentence.index, c.index) for c in objects)


def _other_arrives(sentence: Sentence, token: Token, word: DealWord) -> bool:
    """What arrives is the subject, and that is no thing."""
    return word.frame == "arrive" and any(c.pos in ("NOUN", "PROPN") for c in children(sentence, token.index, "nsubj"))


def _names_thing(reading: Reading, sentence: Sentence, head: int) -> bool:
    """'контракт на комплексы Watchkeeper': the word or the name beside it is a thing or a number of things."""
    beside = [head, *(c.index for c in children(sentence, head, "appos", "flat"))]
    return any(reading.at(sentence.index, i, ("equipment", "quantity")) for i in beside)


def _acted_upon(token: Token, word: DealWord) -> bool:
    """The subject is the thing itself: 'переданы', 'прибудут'."""
    return word.frame == "arrive" or token.feat("Voice") == "Pass" or token.feat("Variant") == "Short"


def _modifies(token: Token) -> bool:
    """'заказанные истребители', 'истребители, поставленные Россией': a participle with a noun of its own."""
    return token.feat("VerbForm") == "Part" and token.rel in ("acl", "amod")


def _between(sentence: Sentence, one: int, other: int) -> Sequence[Token]:
    return sentence.tokens[min(one, other) + 1 : max(one, other)]


def _antecedent(sentence: Sentence, pronoun: int) -> list[int]:
    """'60 самолётов, которые Эмираты приобрели': the noun that the clause of 'который' modifies."""
    head = clause_head(sentence, pronoun)
    above = sentence.tokens[head].head
    return [above] if above >= 0 and sentence.tokens[head].rel.startswith("acl") else []


def _complete(reading: Reading, sentence: Sentence, token: Token, frame: Frame, roles: Roles, items: list[Item]) -> None:
    """Settles undirected parties, then looks for a missing one by its form and in the item's own adjective."""
    roles.settle([i.mention.country for i in items if i.mention and i.mention.country])
    near = [] if _modifies(token) else clause_parties(reading, sentence, token.index, roles.tokens, frame)
    for side, value in near:
        target = roles.supplier if side == "supplier" else roles.recipient
        each = len(items) > 1 and side == "supplier" and frame == "get"  # 'у Испании вертолёты и у Турции бронемашины'
        if (not target or each) and value.value not in {v.value for v in (*roles.supplier, *roles.recipient)}:
            target.append(value)
    matrix_party(reading, sentence, token, roles, frame)
    if not roles.supplier:
        roles.supplier.extend(_item_adjectives(reading, sentence, items, roles))


def _item_adjectives(reading: Reading, sentence: Sentence, items: list[Item], roles: Roles) -> list[Value]:
    """'60 российских вертолётов Ка-226Т': the adjective tells the supplier when nothing else does."""
    taken = {v.value for v in roles.recipient}
    for item in items:
        for mention in reading.within(sentence, "country"):
            near = 0 < item.token - mention.head <= 4
            if mention.role == "adjective" and near and mention.value not in taken:
                return [value_of(reading, mention)]
    return []


def _enough(reading: Reading, sentence: Sentence, token: Token, word: DealWord, roles: Roles) -> bool:
    """Whether the parties make a supply of a word that has other senses: 'передал войскам', 'направил в ремонт' are none."""
    if word.frame != "give":
        return bool(roles.supplier or roles.recipient)
    if word.needs == "recipient":
        return bool(roles.recipient)
    others = [a for a in arguments(sentence, (token.index,)) if a.function in ("dative", "to", "for")]
    return bool(roles.recipient) or (bool(roles.supplier) and all(a.token in roles.tokens for a in others))


def _contract_time(reading: Reading, sentence: Sentence, state: Standing) -> tuple[Value, ...]:
    """'переданы по контракту 2019 года'."""
    here = {clause_head(sentence, t) for t in state.chain}
    for mention in reading.within(sentence, "time"):
        governor = governor_of(sentence, mention)
        if governor >= 0 and sentence.tokens[governor].lemma in _PAPERS and clause_head(sentence, governor) in here:
            return (value_of(reading, mention),)
    return ()


def _named(item: Item) -> bool:
    return item.mention is not None and item.mention.role == "designation"


def _draft(reading: Reading, sentence: Sentence, token: Token, word: DealWord, state: Standing, roles: Roles,
           item: Item, items: Sequence[Item], price: Value | None) -> Draft:  # fmt: skip
    time = time_for(reading, sentence, state.chain)
    slots = {
        "supplier": own_party(reading, roles.supplier, item, items), "recipient": own_party(reading, roles.recipient, item, items),
        "item": (item.value,),
        "quantity": item.quantity, "part": item.part, "price": (price,) if price else (),
    }  # fmt: skip
    slots["contract_time"] = time if state.phase == "agreed" else _contract_time(reading, sentence, state)
    held = [v for values in slots.values() for v in values]
    return Draft(
        type="transfer", stage=STAGES[state.phase] if state.phase else None, modality=state.modality, slots=slots, time=time,
        sentence=sentence.index, trigger=token.index, rule=f"transfer.{word.frame}", trail=state.trail,
        evidence=evidence_of(reading, sentence, state.chain, held),
    )  # fmt: skip


def _inherit(draft: Draft, told: Told | None) -> Draft:
    """Takes a missing party from what the article has just told of the same item."""
    if told is None:
        return draft
    slots = dict(draft.slots)
    for slot, other in (("supplier", "recipient"), ("recipient", "supplier")):
        known = told.draft.slots.get(slot, ())
        if not slots.get(slot) and known and {v.value for v in known}.isdisjoint(v.value for v in slots.get(other, ())):
            slots[slot] = known
    return replace(draft, slots=slots)


def _same_recipient(draft: Draft, memory: Memory) -> Draft:
    """'Hyundai Rotem обязалась поставить 180 танков' in a paragraph whose deals all go to one country."""
    known = memory.recipient()
    if draft.slots["recipient"] or not known or {v.value for v in known} & {v.value for v in draft.slots["supplier"]}:
        return draft
    return replace(draft, slots={**draft.slots, "recipient": known})
