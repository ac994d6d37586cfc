"""What a deal is about: the items in a noun phrase with their number, batch and price."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from svodka.facts.base.draft import value_at, value_of
from svodka.knowledge.equipment import catalogue
from svodka.language import Sentence, Token
from svodka.language.tree import children, clause_head, preposition
from svodka.mentions import Mention, Reading
from svodka.model import Value

_BATCH_NOUNS = frozenset({
    "партия", "комплект", "батарея", "дивизион", "полк", "комплекс", "эскадрилья", "транш", "серия",
})  # fmt: skip
_ORDINALS = {"другой": "другой", "последний": "последний", "следующий": "следующий", "очередной": "очередной"}
_PURPOSES = frozenset({"для", "к", "с", "против", "под"})
_STOPS = frozenset({",", ";", ":", "-", "–", "—", "(", ")"})
_OTHER_MATTERS = frozenset({
    "ремонт", "модернизация", "обслуживание", "производство", "строительство", "сборка", "обучение", "подготовка",
    "разработка", "испытание", "эксплуатация", "применение", "использование", "утилизация",
})  # fmt: skip
_REACH = 7  # tokens between a number and the thing it counts: 'шесть новых многоцелевых истребителей Су-30СМ'


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that changes hands; `mention` is None when only a batch or 'первые два' is named."""

    value: Value
    quantity: tuple[Value, ...]
    part: tuple[Value, ...]
    mention: Mention | None
    token: int


def origins_of(mention: Mention) -> tuple[str, ...]:
    """ISO codes of the countries that designed a thing; several for 'Eurofighter', none where it is not known."""
    return (mention.country,) if mention.country else _origins().get(mention.value, ())


@cache
def _origins() -> Mapping[str, tuple[str, ...]]:
    return {designation.name: designation.origin for designation in catalogue().designations}


def items_in(reading: Reading, sentence: Sentence, heads: Iterable[int], apart: frozenset[int] = frozenset(),
             whole: bool = False) -> list[Item]:  # fmt: skip
    """The items in the noun phrases headed by `heads`, in order of the text.

    Subordinate clauses and the noun phrases in `apart` (the parties, other triggers) are not searched. Of 'четыре из
    двенадцати вертолётов' the number is four, or twelve with `whole`.
    """
    tokens: set[int] = set()
    for head in heads:
        tokens |= _phrase(sentence, head, apart)
    things = reading.within(sentence, "equipment")
    found = [m for m in things if m.head in tokens or set(range(m.first, m.last + 1)) & tokens]
    found = _whole_names(sentence, found)
    return [_item(reading, sentence, mention, found, whole) for mention in found]


def _whole_names(sentence: Sentence, found: list[Mention]) -> list[Mention]:
    """'две пусковые установки комплекса Patriot' are one thing, by its designation if there is one."""
    dropped: list[Mention] = []
    for owner in found:
        for part in found:
            token = sentence.tokens[owner.head]
            owned = part.role == "class" and token.head == part.head and token.rel == "nmod"
            if owned and owner is not part and not preposition(sentence, owner.head):
                dropped.append(part if owner.role == "designation" else owner)
    return [m for m in found if m not in dropped]


def _phrase(sentence: Sentence, head: int, apart: frozenset[int]) -> set[int]:
    """The tokens of a noun phrase; its clauses, the phrases set apart and what the thing is for or made with left out.

    'двигатели АИ-450Т для дрона Akinci', 'снаряды к гаубицам', 'транспортник с компонентами'.
    """
    found: set[int] = set()
    stack = [head]
    while stack:
        at = stack.pop()
        if at in found or at in apart:
            continue
        found.add(at)
        if sentence.tokens[at].lemma in _OTHER_MATTERS:
            continue  # 'предпочёл ремонт имеющихся танков' speaks of a service
        for child in children(sentence, at):
            clause_like = child.rel.split(":")[0] in ("acl", "advcl", "parataxis", "ccomp")
            purpose = child.rel.startswith("nmod") and preposition(sentence, child.index) in _PURPOSES
            if not clause_like and not purpose:
                stack.append(child.index)
    return found


def _item(reading: Reading, sentence: Sentence, mention: Mention, others: Sequence[Mention], whole: bool) -> Item:
    quantity = quantity_of(reading, sentence, mention, others, whole)
    part = part_of(reading, sentence, mention, others)
    return Item(value=value_of(reading, mention), quantity=tuple(quantity), part=tuple(part), mention=mention,
                token=mention.head)  # fmt: skip


def quantity_of(reading: Reading, sentence: Sentence, mention: Mention, others: Sequence[Mention],
                whole: bool = False) -> list[Value]:  # fmt: skip
    """'четыре дивизиона систем С-400' → 4 дивизион; nothing when another item stands between."""
    barrier = max([m.last for m in others if m.last < mention.first], default=-1)
    best: Mention | None = None
    for quantity in reading.within(sentence, "quantity"):
        if quantity.first > barrier and quantity.first <= mention.first and mention.first - quantity.last <= _REACH:
            if _joined(sentence, quantity.last, mention.first):
                best = quantity
        elif quantity.first <= mention.first <= quantity.last:
            best = quantity
    if best is not None and not whole:
        best = _out_of(reading, sentence, best)
    return [value_of(reading, best)] if best else []


def _out_of(reading: Reading, sentence: Sentence, total: Mention) -> Mention:
    """'четыре из двенадцати': the part of the total; the total itself where no part is named."""
    for part in reading.within(sentence, "quantity"):
        if [t.lemma for t in sentence.tokens[part.last + 1 : total.first]] == ["из"]:
            return part
    return total


def _joined(sentence: Sentence, left: int, right: int) -> bool:
    """No verb and no clause border stand between a number and its thing."""
    between = sentence.tokens[left + 1 : right]
    return not any((t.pos == "VERB" and t.feat("VerbForm") == "Fin") or t.text in ",;:" for t in between)


def part_of(reading: Reading, sentence: Sentence, mention: Mention, others: Sequence[Mention]) -> list[Value]:
    """'вторая партия самолётов', 'третьего полкового комплекта С-400', 'первый комплекс БПЛА'."""
    barrier = max([m.last for m in others if m.last < mention.first], default=-1)
    for token in reversed(sentence.tokens[max(barrier + 1, mention.first - _REACH) : mention.last + 1]):
        found = ordinal_part(reading, sentence, token)
        if found:
            return found
    return []


def ordinal_part(reading: Reading, sentence: Sentence, token: Token) -> list[Value]:
    """'вторая партия', 'третий полковой комплект': a batch noun with its ordinal."""
    ordinal = _ordinal(sentence, token) if token.lemma in _BATCH_NOUNS else None
    if ordinal is None or ordinal.index > token.index:
        return []
    return [value_at(reading, ordinal.start, token.end, _nominative(sentence, ordinal, token))]


def _ordinal(sentence: Sentence, token: Token) -> Token | None:
    for child in children(sentence, token.index, "amod", "nummod"):
        if child.pos == "ADJ" and (child.lemma in _ORDINALS or is_ordinal(child)):
            return child
    return None


_ORDINAL_STEMS = (
    "перв", "втор", "трет", "четверт", "пят", "шест", "седьм", "восьм", "девят", "десят", "последн", "остальн",
)  # fmt: skip


def is_ordinal(token: Token) -> bool:
    """'первый', 'второй' … 'последний', 'остальной'."""
    named = token.lemma.replace("ё", "е").startswith(_ORDINAL_STEMS)
    return token.pos == "ADJ" and named and not token.text[0].isdigit()


def _nominative(sentence: Sentence, ordinal: Token, noun: Token) -> str:
    """The ordinal, what stands between and the noun, in the nominative: 'третий полковой комплект'."""
    feminine = noun.feat("Gender") == "Fem"
    between = [t for t in sentence.tokens[ordinal.index + 1 : noun.index] if t.pos == "ADJ"]
    return " ".join([*(_adjective(t.lemma, feminine) for t in (ordinal, *between)), noun.lemma])


def _adjective(lemma: str, feminine: bool) -> str:
    if not feminine:
        return lemma
    if lemma.endswith("тий"):
        return lemma[:-2] + "ья"
    return lemma[:-2] + ("яя" if lemma.endswith("ний") else "ая")


def item_tokens_near(reading: Reading, sentence: Sentence, trigger: int, frame: str) -> list[int]:
    """Where the tree gives no item: the equipment after the trigger in its clause, or before 'ожидаются'."""
    if frame == "arrive":
        return [m.head for m in reading.within(sentence, "equipment") if m.head < trigger][-1:]
    here = clause_head(sentence, trigger)
    found = [m for m in reading.within(sentence, "equipment") if clause_head(sentence, m.head) == here]
    after = [m.head for m in found if m.head > trigger]
    if after or sentence.tokens[trigger].pos != "VERB":
        return after
    # 'Освободившиеся Mirage 2000-5 эмират собирался продать'
    before = [m for m in reading.within(sentence, "equipment") if m.last < trigger]
    joined = before and not any(t.text in _STOPS for t in sentence.tokens[before[-1].last + 1 : trigger])
    return [before[-1].head] if joined else []


def price_near(reading: Reading, sentence: Sentence, trigger: int, items: Sequence[Item]) -> dict[int, Value]:
    """Item token → the price that stands nearest: after its item, or before the first of them.

    Not another clause's: 'построит субмарину за 13,5 млрд, но Германия отказалась поставить дизели'.
    """
    prices: dict[int, Value] = {}
    heads = {clause_head(sentence, i) for i in (trigger, *(item.token for item in items))}
    for money in reading.within(sentence, "money"):
        if clause_head(sentence, money.head) not in heads:
            continue
        before = [i for i in items if i.token < money.first]
        target = before[-1] if before else (items[0] if items else None)
        if target is not None:
            prices.setdefault(target.token, value_of(reading, money))
    return prices


def own_party(reading: Reading, values: Sequence[Value], item: Item, items: Sequence[Item]) -> tuple[Value, ...]:
    """Each thing has its own party where other things stand between the parties.

    'у США 36 F-15QA за $12 млрд, 24 Typhoon у BAE Systems и 12 Rafale у Dassault'.
    """
    groups = _groups(reading, values)
    if len(groups) < 2:
        return tuple(values)
    starts = sorted(i.value.start for i in items)
    if len(groups) == len(starts):
        return tuple(groups[starts.index(item.value.start)])
    nearest = min(groups, key=lambda group: abs(group[0].start - item.value.start))
    return tuple(nearest)


def _groups(reading: Reading, values: Sequence[Value]) -> list[list[Value]]:
    """The parties in order of the text, parted where a number or a thing stands between them."""
    counted = [m.start for m in reading.mentions if m.kind in ("quantity", "equipment")] if len(values) > 1 else []
    groups: list[list[Value]] = []
    for value in sorted(values, key=lambda v: v.start):
        last = groups[-1][-1].end if groups else None
        if last is None or any(last <= at < value.start for at in counted):
            groups.append([])
        groups[-1].append(value)
    return groups
