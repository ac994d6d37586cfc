"""Transfers: arms and equipment on their way from a supplier to a recipient, from 'considered' to 'delivered'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from svodka.facts.base.arguments import arguments
from svodka.facts.base.draft import Draft, evidence_of, value_of
from svodka.facts.base.exercising import sent_to_exercise
from svodka.facts.base.operators import Phase
from svodka.facts.base.standing import Standing, standing
from svodka.facts.base.timing import governor_of, time_for
from svodka.facts.deals.by_form import clause_parties, receivers_of_items
from svodka.facts.deals.items import Item, item_tokens_near, items_in, origins_of, own_party, price_near
from svodka.facts.deals.memory import Memory, Told, counted_of_named, deal_again, pointed_at, resolved
from svodka.facts.deals.roles import Roles, matrix_party, roles_of
from svodka.facts.deals.words import DealWord, Frame, transfer_words
from svodka.facts.transfer.context import (
    makers_behind,
    same_sides,
    sides_by_office,
    with_actor,
    with_prices,
    with_sides,
)  # fmt: skip
from svodka.facts.transfer.gaps import read_gaps
from svodka.facts.transfer.heads import beside, has_other_object, item_heads, ruled_out, some_of_named
from svodka.facts.transfer.orders import settled
from svodka.facts.transfer.unnamed import with_buyers
from svodka.knowledge.equipment import catalogue
from svodka.language import Sentence, Token
from svodka.language.tree import ancestors, children, clause_head, conjuncts, first_conjunct, negated
from svodka.mentions import Reading
from svodka.model import Value

STAGES: dict[Phase, str] = {
    "considered": "considered", "requested": "requested", "offered": "offered", "negotiated": "negotiated",
    "planned": "planned", "agreed": "ordered", "started": "in_delivery", "done": "delivered", "refused": "refused",
    "suspended": "suspended", "cancelled": "cancelled",
}  # fmt: skip
"""Phase of the matter → stage of a transfer."""


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
    yield from with_prices(reading, settled(reading, with_buyers(reading, found)))


def _at_trigger(reading: Reading, sentence: Sentence, token: Token, word: DealWord, memory: Memory) -> Iterator[Draft]:
    state = _standing(sentence, token, word)
    if state.phase is None or _below_another(sentence, token, word) or _civil(sentence, token):
        return
    if sent_to_exercise(reading, sentence, token):
        return
    roles = roles_of(reading, sentence, state, word.frame)
    found = _items(reading, sentence, token, word, state, roles, memory)
    if word.needs == "thing":
        found = [(item, told) for item, told in found if beside(reading, sentence, token.index, item.token)]
    if not found:
        if word.frame == "deal" and word.phase == "agreed":
            memory.paper = (*roles.supplier, *roles.recipient, *roles.either)
        return
    if word.frame != "get" and _with_troops(sentence, [item.token for item, _ in found]):
        return
    _complete(reading, sentence, token, word.frame, roles, [item for item, _ in found])
    sides_by_office(reading, sentence, roles, memory)
    known = word.needs in ("party", "thing") and any(told for _, told in found)
    if word.needs not in ("", "name") and not known and not _enough(reading, sentence, token, word, roles):
        return
    items = [item for item, _ in found]
    prices = price_near(reading, sentence, token.index, items)
    for item, told in found:
        if told is None and (_too_general(item) or (word.needs == "name" and not _named(item))):
            continue
        draft = _draft(reading, sentence, token, word, state, roles, item, items, prices.get(item.token))
        draft = _inherit(draft, told)
        draft = with_sides(reading, draft, memory)
        if not roles.either:
            draft = _same_recipient(draft, memory)
            draft = draft if word.frame == "give" else with_actor(reading, sentence, draft)
        memory.keep(draft, item)
        if draft.slots["supplier"] or draft.slots["recipient"] or (item.mention is not None and not word.needs):
            yield draft


_CIVIL = frozenset({
    "музей", "выставка", "мемориал", "коллекционер", "авиакомпания", "перевозчик", "киностудия", "клуб", "школа",
    "аэроклуб", "аэрофлот", "театр", "университет", "больница", "заповедник", "читатель", "болельщик", "сборная",
})  # fmt: skip


def _civil(sentence: Sentence, token: Token) -> bool:
    """'музей получил танк': who takes part in no deal between states."""
    return any(sentence.tokens[c].lemma in _CIVIL for c in sentence.children[token.index])


_TROOPS = frozenset({
    "военнослужащий", "батальон", "рота", "бригада", "полк", "десантник", "контингент", "солдат", "военный",
    "подразделение", "взвод", "отряд", "моряк", "пехотинец", "войско", "офицер",
})  # fmt: skip


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
_COUNTED_GOODS = frozenset({"truck", "car", "artillery", "simulator"})


def _too_general(item: Item) -> bool:
    """'машина', 'комплекс', 'компонент' name nothing by themselves when no earlier deal tells what they are."""
    if item.mention is None or item.mention.role != "class":
        return False
    kind = catalogue().classes.get(item.mention.of or "")
    if kind is None or not kind.generic or kind.key in _GOODS:
        return False
    return kind.key not in _COUNTED_GOODS or not item.quantity  # '800 грузовиков'


_SIGNED = frozenset({"подписать", "заключить", "оформить", "выиграть", "разместить", "подписывать", "заключать"})


def _signed_in_clause(sentence: Sentence, token: Token, state: Standing) -> Standing:
    """'по контракту на 24 машины, который стороны подписали в мае': the relative clause tells who and when."""
    for verb in children(sentence, token.index, "acl"):
        objects = [c.lemma for c in children(sentence, verb.index, "obj", "nsubj")]
        past = verb.feat("Tense") == "Past" and verb.feat("VerbForm") == "Fin" and not negated(sentence, verb.index)
        if verb.lemma in _SIGNED and past and "который" in objects:
            ended = state.phase in ("refused", "suspended", "cancelled")
            chain = (*state.chain, verb.index) if ended else (token.index, verb.index)
            return replace(state, chain=chain, phase=state.phase if ended else "agreed")
    return state


def _standing(sentence: Sentence, token: Token, word: DealWord) -> Standing:
    state = standing(sentence, token.index, "transfer", word.phase)
    if word.frame == "deal" and token.pos == "NOUN" and word.phase == "agreed":
        state = _signed_in_clause(sentence, token, state)
    if len(state.chain) == 1 or state.trail[-1] == state.trail[0]:
        if state.phase == "done":
            return replace(state, phase=word.done)
        if state.phase == "started":
            return replace(state, phase=word.started)
    return state


def _below_another(sentence: Sentence, token: Token, word: DealWord) -> bool:
    """'контракт' that has its own 'на поставку' leaves the deal to that noun, as 'взяла' does with 'в аренду'."""
    if word.frame != "deal" and (word.needs != "thing" or word.frame == "arrive"):
        return False
    words = transfer_words()
    return any(c.lemma.replace("ё", "е") in words for c in children(sentence, token.index, "nmod", "obl", "acl"))


def _items(reading: Reading, sentence: Sentence, token: Token, word: DealWord, state: Standing, roles: Roles,
           memory: Memory) -> list[tuple[Item, Told | None]]:  # fmt: skip
    """The items of the deal, each with the earlier deal to which its words point back."""
    apart = frozenset(roles.tokens | set(state.chain[1:]))
    for chain in ((token.index,), state.chain):
        heads = item_heads(reading, sentence, chain, word, roles)
        items = items_in(reading, sentence, heads, apart, whole=_modifies(token))
        if items:
            meant = [item for item in items if not ruled_out(sentence, item)]
            return [resolved(reading, sentence, item, memory) for item in meant]
        some = some_of_named(reading, sentence, token.index, heads)
        if some:
            return [(item, memory.about(item.value.value)) for item in some]
        pointed = [pointed_at(reading, sentence, sentence.tokens[h], memory) for h in heads]
        if any(pointed):
            return [p for p in pointed if p is not None]
        counted = [counted_of_named(reading, sentence, sentence.tokens[h]) for h in heads]
        if any(counted):
            return [(item, memory.about(item.value.value)) for item in counted if item is not None]
        if word.done not in ("done", "agreed"):
            return []  # 'предложил', 'просит', 'обещает' a thing only as their own object
    if word.frame == "deal" and token.pos != "NOUN":
        return []
    if word.frame == "deal":
        told_of = [step for step in state.trail if not step.startswith(("мо", "смо"))]  # 'могли бы увеличить заказ'
        again = deal_again(reading, sentence, token, memory) if len(told_of) > 1 else []
        return [(item, told) for item, told in again if same_sides(reading, roles, told)]
    if _modifies(token):
        return []  # 'копируют дроны по купленной лицензии'
    if token.pos == "VERB" and (has_other_object(reading, sentence, token) or _other_arrives(sentence, token, word)):
        return []  # 'примут участие', 'получил картину с танком', 'если такая просьба поступит'
    items = items_in(reading, sentence, item_tokens_near(reading, sentence, token.index, word.frame), apart)
    if items:
        return [resolved(reading, sentence, item, memory) for item in items]
    return [*deal_again(reading, sentence, token, memory)] if token.pos == "NOUN" else []


def _other_arrives(sentence: Sentence, token: Token, word: DealWord) -> bool:
    """What arrives is the subject, and that is no thing."""
    return word.frame == "arrive" and any(c.pos in ("NOUN", "PROPN") for c in children(sentence, token.index, "nsubj"))


def _modifies(token: Token) -> bool:
    """'заказанные истребители', 'истребители, поставленные Россией': a participle with a noun of its own."""
    return token.feat("VerbForm") == "Part" and token.rel in ("acl", "amod")


def _complete(reading: Reading, sentence: Sentence, token: Token, frame: Frame, roles: Roles,
              items: list[Item]) -> None:  # fmt: skip
    """Settles undirected parties, then looks for a missing one by its form and in the item's own adjective."""
    if frame == "give" and not roles.recipient:
        heads = [i for item in items for i in {item.token, sentence.tokens[item.token].head} if i >= 0]
        nouns = [h for h in heads if sentence.tokens[h].pos != "VERB"]
        for index, value in receivers_of_items(reading, sentence, nouns):
            if value.value not in roles.taken() and index not in roles.tokens and index not in roles.chain:
                roles.recipient.append(value)
                roles.tokens.add(index)
    roles.settle([code for i in items if i.mention for code in origins_of(i.mention)])
    if not roles.supplier:
        roles.supplier.extend(makers_behind(reading, sentence, items, roles.taken()))
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
    found: list[Value] = []
    for item in items:
        for mention in reading.within(sentence, "country"):
            near = 0 < item.token - mention.head <= 4 and not any(mention.head < i.token < item.token for i in items)
            if mention.role == "adjective" and near and mention.value not in taken:
                found.append(value_of(reading, mention))
                break
    # 'французский Rafale и шведский Gripen': each has its own; of one alone the others may be without any
    return found if len(found) == len(items) else found[:1]


def _enough(reading: Reading, sentence: Sentence, token: Token, word: DealWord, roles: Roles) -> bool:
    """Whether the parties make a supply of a word that has other senses: 'передал войскам' is none."""
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
        if governor < 0 or sentence.tokens[governor].lemma not in _PAPERS:
            continue
        beside = any(0 < governor - t <= 4 for t in state.chain)  # 'купила раньше, по контракту 2015 года, стоят'
        if beside or clause_head(sentence, governor) in here:
            return (value_of(reading, mention),)
    return ()


def _named(item: Item) -> bool:
    return item.mention is not None and item.mention.role == "designation"


def _draft(reading: Reading, sentence: Sentence, token: Token, word: DealWord, state: Standing, roles: Roles,
           item: Item, items: Sequence[Item], price: Value | None) -> Draft:  # fmt: skip
    time = time_for(reading, sentence, state.chain)
    slots = {
        "supplier": own_party(reading, roles.supplier, item, items),
        "recipient": own_party(reading, roles.recipient, item, items),
        "item": (item.value,),
        "quantity": item.quantity, "part": item.part, "price": (price,) if price else (),
    }  # fmt: skip
    signed = time if state.phase == "agreed" else ()
    slots["contract_time"] = signed or _contract_time(reading, sentence, state)
    held = [v for values in slots.values() for v in values]
    return Draft(
        type="transfer", stage=STAGES[state.phase] if state.phase else None, modality=state.modality, slots=slots,
        time=time,
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
