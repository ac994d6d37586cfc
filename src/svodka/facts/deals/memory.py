"""What the article has told of deals so far: 'остальные машины', 'шесть из них', 'второй комплект' go back to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from svodka.facts.base.draft import Draft, value_at, value_of
from svodka.facts.deals.items import Item, is_ordinal, ordinal_part
from svodka.knowledge.equipment import catalogue
from svodka.language import Sentence, Token
from svodka.language.tree import children
from svodka.mentions import Mention, Reading
from svodka.model import Value

_POINTERS = frozenset({
    "остальной", "прочий", "остаться", "последний", "этот", "тот", "такой", "данный", "указанный", "оставшийся",
    "очередной", "следующий", "еще", "другой", "все", "весь", "часть",
})  # fmt: skip
_PRONOUNS = frozenset({"он", "она", "оно", "они", "который", "ее", "их", "его"})
BATCHES = frozenset({
    "партия", "комплект", "батарея", "дивизион", "полк", "комплекс", "эскадрилья", "транш", "экземпляр", "борт",
    "машина", "штука", "единица",
})  # fmt: skip
"""Nouns that count or bundle whatever was spoken of."""
_PIECES = ("штука", "единица", "экземпляр", "борт")
_NO_KIND = frozenset({"новый", "дополнительный", "готовый", "подержанный", "весь", "заказать", "обещать"})
# Class words so general that they stand for whatever was last named.
_GENERIC = frozenset({
    "машина", "техника", "система", "комплекс", "самолёт", "аппарат", "единица", "изделие", "судно", "корабль",
    "орудие", "подводная лодка", "партия",
})  # fmt: skip


@dataclass(slots=True)
class Told:
    """A deal told of, and in which paragraph."""

    draft: Draft
    item: Item
    paragraph: int


@dataclass(slots=True)
class Memory:
    """The deals of the article in the order in which they were told."""

    paragraph: int = -1
    told: list[Told] = field(default_factory=list)
    paper: tuple[Value, ...] = ()  # the sides of the last contract told of in this paragraph without its things

    def enter(self, sentence: Sentence) -> None:
        """Notes in which paragraph the reading stands."""
        if sentence.paragraph != self.paragraph:
            self.paragraph, self.paper = sentence.paragraph, ()

    def keep(self, draft: Draft, item: Item) -> None:
        """Remembers a deal."""
        self.told.append(Told(draft=draft, item=item, paragraph=self.paragraph))

    def recent(self, paragraphs: int = 0) -> list[Told]:
        """The deals of this paragraph and of so many before it, latest first."""
        return [t for t in reversed(self.told) if self.paragraph - t.paragraph <= paragraphs]

    def recipient(self) -> tuple[Value, ...]:
        """The recipient of every deal of this paragraph, when it is one and the same."""
        found = {tuple(v.value for v in t.draft.slots.get("recipient", ())): t for t in self.recent()}
        if len(found) != 1:
            return ()
        return next(iter(found.values())).draft.slots.get("recipient", ())

    def only(self) -> list[Told]:
        """The latest deal, when all the deals of the article are about one thing: 'С-300', then 'С-300ПМУ-2'."""
        names = sorted({t.item.value.value for t in self.told if t.item.mention is not None}, key=len)
        named = all(t.item.mention is not None and t.item.mention.role == "designation" for t in self.told)
        one = bool(names) and named and all(names[-1].startswith(name) for name in names)
        return [t for t in reversed(self.told) if t.item.value.value == names[-1]][:1] if one else []

    def about(self, item: str) -> Told | None:
        """The latest deal about the same item in this paragraph."""
        return next((t for t in self.recent() if t.draft.slots["item"][0].value == item), None)


def resolved(reading: Reading, sentence: Sentence, item: Item, memory: Memory) -> tuple[Item, Told | None]:
    """A class word that points back ('первые самолёты', 'остальные машины') takes the designation it stands for."""
    mention = item.mention
    if mention is None or mention.role != "class":
        return item, memory.about(item.value.value)
    points = _points_back(sentence, mention)
    if not points and not _bare(sentence, mention):
        return item, memory.about(item.value.value)
    fitting = [t for t in memory.recent(2 if points else 1) if _fits(t.item.mention, mention, item.value.value)]
    names = _distinct({t.item.value.value for t in fitting})
    if points and not fitting:
        return _named_before(reading, sentence, item, mention), memory.about(item.value.value)
    general = item.value.value in _GENERIC
    if fitting and (points or not item.quantity or (general and len(names) == 1)):
        told = fitting[0]
        nearer = _spoken_of(reading, sentence, mention, told, item.value.value)
        if nearer is not None:
            return _as(item, mention, nearer), memory.about(nearer.value)
        value = replace(item.value, value=told.item.value.value)
        of = told.item.mention.of if told.item.mention else mention.of
        return replace(item, value=value, mention=replace(mention, value=value.value, of=of)), told
    if general and item.quantity and len(names) != 1 and _one_named(reading, sentence, item, mention):
        return _named_before(reading, sentence, item, mention), memory.about(item.value.value)
    if general and item.quantity and not names:
        return _sole_named(reading, sentence, item, mention), memory.about(item.value.value)
    return item, memory.about(item.value.value)


def _distinct(names: set[str]) -> set[str]:
    """Without the shorter names of the same things: 'TB2' beside 'Bayraktar TB2'."""
    return {name for name in names if not any(name != other and name in other.split() for other in names)}


def _named_before(reading: Reading, sentence: Sentence, item: Item, mention: Mention) -> Item:
    """'исключил из программы F-35 и отменил поставку ста таких истребителей': named, though no deal was told of it."""
    for index in range(sentence.index, max(-1, sentence.index - 2), -1):
        for earlier in reversed(reading.within(index, "equipment")):
            if earlier.end <= mention.start and _fits(earlier, mention, item.value.value):
                return _as(item, mention, earlier)
    return _sole_named(reading, sentence, item, mention)


def _sole_named(reading: Reading, sentence: Sentence, item: Item, mention: Mention) -> Item:
    """'контракту на 24 машины' in an article that has named one kind of machine so far."""
    before = [m for m in reading.mentions if m.kind == "equipment" and m.end <= mention.start]
    near = _named_in_paragraph(reading, sentence, mention)
    nearest = next((m for m in near if _fits(m, mention, item.value.value)), None)
    if nearest is not None:
        return _as(item, mention, nearest)
    fitting = [m for m in before if _fits(m, mention, item.value.value)]
    return _as(item, mention, fitting[-1]) if len({m.value for m in fitting}) == 1 else item


def _as(item: Item, mention: Mention, earlier: Mention) -> Item:
    """The item by the designation for which its class word stands."""
    named = replace(mention, value=earlier.value, of=earlier.of, role="designation", country=earlier.country)
    return replace(item, value=replace(item.value, value=earlier.value), mention=named)


def _spoken_of(reading: Reading, sentence: Sentence, mention: Mention, told: Told, word: str) -> Mention | None:
    """What was named after the last deal: 'T129 дался трудно: Пакистан разорвал контракт на тридцать машин'."""
    sentences = reading.analysis.sentences
    for index in range(sentence.index, max(-1, sentence.index - 2), -1):
        if sentences[index].paragraph != sentence.paragraph:
            break
        for earlier in reversed(reading.within(index, "equipment")):
            if earlier.start < told.draft.evidence.end:
                return None
            if earlier.end <= mention.start and _fits(earlier, mention, word):
                return earlier if earlier.value != told.item.value.value else None
    return None


def _one_named(reading: Reading, sentence: Sentence, item: Item, mention: Mention) -> bool:
    """'Освободившиеся F-16 пошли дальше. Девятнадцать самолётов Дания обещала Украине': one thing is spoken of."""
    near = [m for i in (sentence.index - 1, sentence.index) if i >= 0 for m in reading.within(i, "equipment")]
    same = reading.analysis.sentences[max(0, sentence.index - 1)].paragraph == sentence.paragraph
    return same and len({m.value for m in near if m.end <= mention.start and _fits(m, mention, item.value.value)}) == 1


def _fits(earlier: Mention | None, mention: Mention, word: str) -> bool:
    """Whether a class word can stand for the designation: the same class, or as general as 'машина'."""
    return earlier is not None and earlier.role == "designation" and (earlier.of == mention.of or word in _GENERIC)


def _points_back(sentence: Sentence, mention: Mention) -> bool:
    """'остальные машины', 'первые два самолёта', 'ещё шесть таких БПЛА'."""
    around = [t for i in range(mention.first, mention.last + 1) for t in children(sentence, i)]
    around += [sentence.tokens[i] for i in range(max(0, mention.first - 3), mention.first)]
    return any(t.lemma.replace("ё", "е") in _POINTERS or is_ordinal(t) for t in around)


def _bare(sentence: Sentence, mention: Mention) -> bool:
    """No adjective of its own tells a new thing: 'новые истребители', but not 'учебные истребители'."""
    telling = [c for c in children(sentence, mention.head) if c.lemma not in _NO_KIND]
    kinds = [c.rel.split(":")[0] for c in telling if c.pos != "NUM" and not c.text.isdigit()]
    return "amod" not in kinds and "nmod" not in kinds


def pointed_at(reading: Reading, sentence: Sentence, token: Token, memory: Memory) -> tuple[Item, Told] | None:
    """The item for which a pronoun, a number or a batch stands: 'передать их', 'шесть из них', 'второй комплект'."""
    recent = memory.recent(1)
    if not recent:
        return None
    lemma = token.lemma.replace("ё", "е")
    ordinal = next((c for c in children(sentence, token.index, "amod") if is_ordinal(c) or c.lemma in _POINTERS), None)
    pronoun = lemma in _PRONOUNS and token.pos == "PRON"
    counted = token.pos == "NUM" and _of_them(sentence, token)
    alone = token.pos == "ADJ" and (is_ordinal(token) or lemma in _POINTERS)
    batch = lemma in BATCHES and (ordinal is not None or bool(children(sentence, token.index, "nummod")))
    if not (pronoun or counted or alone or batch):
        return None
    told = recent[0]
    beside = [token.index, *(c.index for c in children(sentence, token.index, "nummod", "parataxis", "appos"))]
    quantity = [q for i in beside for q in reading.at(sentence.index, i, ("quantity",))][:1]
    part = ordinal_part(reading, sentence, token)
    name, mention, kind = told.item.value.value, told.item.mention, quantity[0].of if quantity else None
    # 'из 50 бронемашин Bastion получены 24'
    counted_so = {v.value.partition(" ")[2] for v in told.draft.slots.get("quantity", ())}
    same = bool(quantity) and quantity[0].value.partition(" ")[2] in counted_so
    if kind and mention is not None and mention.of != kind and not catalogue().classes[kind].generic and not same:
        # 'из 33 заказанных переданы 15': the number has its own noun, which is not what the last deal was about
        name, mention = catalogue().classes[kind].value, None
    value = value_at(reading, token.start, token.end, name)
    counted_values = tuple(value_of(reading, q) for q in quantity)
    return Item(value=value, quantity=counted_values, part=tuple(part), mention=mention, token=token.index), told


def counted_of_named(reading: Reading, sentence: Sentence, token: Token) -> Item | None:
    """'Отдельная история – F-16. Нидерланды обещают 42': a bare number counts what the paragraph names last."""
    quantity = next(iter(reading.at(sentence.index, token.index, ("quantity",))), None)
    if quantity is None:
        return None
    pieces = token.lemma in _PIECES  # 'десять штук продала AVIC'
    numbers = all(t.pos == "NUM" for t in sentence.tokens[quantity.first : quantity.last + 1])
    if not pieces and not (numbers and _of_them(sentence, token)):
        return None
    earlier = next((m for m in _named_in_paragraph(reading, sentence, quantity) if _counted_by(m, quantity)), None)
    if earlier is None:
        return None
    value = value_at(reading, quantity.start, quantity.end, earlier.value)
    return Item(value=value, quantity=(value_of(reading, quantity),), part=(), mention=earlier, token=token.index)


def _named_in_paragraph(reading: Reading, sentence: Sentence, before: Mention) -> Iterator[Mention]:
    """The designations that the paragraph names before a mention, nearest first, four sentences back at most."""
    for index in range(sentence.index, max(-1, sentence.index - 5), -1):
        if reading.analysis.sentences[index].paragraph == sentence.paragraph:
            found = reading.within(index, "equipment")
            yield from (m for m in reversed(found) if m.role == "designation" and m.end <= before.start)


def _counted_by(earlier: Mention, quantity: Mention) -> bool:
    """'42 самолёт' may count F-16, '42 машина' and '42 единица' anything."""
    unit = quantity.value.partition(" ")[2]
    if earlier.role != "designation" or not earlier.of:
        return False
    classes = catalogue().classes
    alike = quantity.of is None or classes[earlier.of].domain == classes[quantity.of].domain
    return earlier.of == quantity.of or unit in ("машина", *_PIECES) or (unit in _GENERIC and alike)


def _of_them(sentence: Sentence, token: Token) -> bool:
    """'шесть из них', 'первые два', 'пока четыре': a number without a noun of its own."""
    counts = token.rel.split(":")[0] == "nummod" and sentence.tokens[token.head].pos != "VERB"
    return not counts and not any(c.pos == "NOUN" for c in children(sentence, token.index))


def _named_since(reading: Reading, sentence: Sentence, noun: Token, told: Told) -> set[str]:
    """The designations named between a deal and the noun that goes on about it, and before it in its sentence."""
    found = {m.value for m in reading.within(sentence, "equipment") if m.role == "designation" and m.last < noun.index}
    for index in range(told.draft.sentence, sentence.index):
        after = [m for m in reading.within(index, "equipment") if m.start >= told.draft.evidence.end]
        found |= {m.value for m in after if m.role == "designation"}
    return found


_NEW = frozenset({"новый", "другой", "первый", "похожий", "главный", "крупнейший", "крупный", "аналогичный"})


def _told_behind_colon(reading: Reading, sentence: Sentence, noun: Token) -> bool:
    """'Контракт подписан в мае: двенадцать Gripen обойдутся …': the thing is told after."""
    colon = next((t.index for t in sentence.tokens[noun.index :] if t.text == ":"), None)
    return colon is not None and any(m.first > colon for m in reading.within(sentence, "equipment"))


_SUMS = frozenset({"сумма", "стоимость", "млн", "млрд", "$"})


def deal_again(reading: Reading, sentence: Sentence, noun: Token, memory: Memory) -> list[tuple[Item, Told]]:
    """'Поставки начнутся в октябре', 'такая сделка не рассматривается': goes on about the deal told just before.

    A sentence that names another thing before the noun may mean a deal about that thing, and gives nothing.
    """
    for child in children(sentence, noun.index):
        own = child.rel.split(":")[0] in ("nmod", "appos") and child.lemma not in _SUMS
        if own or child.lemma in _NEW:
            return []
    if _told_behind_colon(reading, sentence, noun):
        return []
    near = [t for t in memory.recent(1)[:1] if sentence.index - t.draft.sentence <= 2] or memory.only()
    near = [t for t in near if _named_since(reading, sentence, noun, t) <= {t.item.value.value}]
    return [(replace(told.item, token=noun.index, quantity=(), part=()), told) for told in near]
