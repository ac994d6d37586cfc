"""Who supplies and who receives: the parties around a trigger, sorted by how they hang on it and its governors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from svodka.facts.base.arguments import Argument, arguments, subject_of
from svodka.facts.base.name_cases import cases_of_name, is_indeclinable
from svodka.facts.base.parties import parties_at
from svodka.facts.base.standing import Standing, standing
from svodka.facts.deals.by_form import acts_as_object, apart
from svodka.facts.deals.words import Frame, transfer_words
from svodka.language import Sentence, Token
from svodka.language.tree import ancestors, children, conjuncts, is_predicate, preposition
from svodka.mentions import Reading
from svodka.model import Value

# Whoever does this waits for the thing, whatever the noun below: 'просит поставить', 'ожидает поставку'.
_RECEIVERS = frozenset({
    "ожидать", "ждать", "просить", "попросить", "запросить", "запрашивать", "добиваться", "требовать", "потребовать",
    "заявка", "запрос", "просьба", "заказ", "заинтересовать", "получить", "интерес",
})  # fmt: skip
_SUPPLIERS = frozenset({"предложить", "предлагать", "предложение", "оферта", "одобрить", "разрешить", "разрешение"})
# Who does this to an offer or a request is the one to whom it was made: 'изучает предложение', 'получила заявку'.
_ADDRESSEES = frozenset({
    "рассматривать", "рассмотреть", "изучать", "изучить", "прорабатывать", "получить", "получать", "принять",
    "отклонить", "отвергнуть", "одобрить", "удовлетворить", "оценить", "оценивать", "отказаться", "игнорировать",
    "обдумывать",
})  # fmt: skip
_OFFERS = frozenset({"предложение", "оферта"})
_REQUESTS = frozenset({"заявка", "запрос", "просьба", "обращение"})
# 'решение Болгарии о закупке', 'отказ Германии от поставки': whose will it is does the deed.
_WILLS = frozenset({
    "решение", "план", "намерение", "желание", "готовность", "отказ", "обещание", "обязательство", "согласие",
    "стремление", "попытка", "программа", "право", "возможность",
})  # fmt: skip
# 'просит Финляндию передать', 'разрешил Эстонии передать': the second party does the deed.
_ORDERS = frozenset({
    "просить", "попросить", "призвать", "призывать", "разрешить", "разрешать", "запретить", "запрещать", "позволить",
    "позволять", "поручить", "рекомендовать", "убедить", "уговорить", "уговаривать", "вынудить", "обязать", "приказать",
    "мешать", "помешать", "помочь", "помогать",
})  # fmt: skip
_PAPERS = frozenset({
    "меморандум", "протокол", "документ", "контракт", "соглашение", "договор", "сделка", "переговоры", "договориться",
    "обсуждать", "обсудить", "обсуждаться", "договоренность", "консультация",
})  # fmt: skip


@dataclass(slots=True)
class Roles:
    """Parties by role; `either` are the two sides of a paper whose direction the grammar does not tell."""

    supplier: list[Value] = field(default_factory=list)
    recipient: list[Value] = field(default_factory=list)
    either: list[Value] = field(default_factory=list)
    owner: list[Value] = field(default_factory=list)  # 'поставка Белоруссии': giver or receiver, the case does not tell
    chain: tuple[int, ...] = ()
    pair: bool = False  # the deal is told as a paper or an arrangement between two sides
    tokens: set[int] = field(default_factory=set)  # heads of the noun phrases that were taken as parties

    def settle(self, origins: Sequence[str]) -> None:
        """Gives the undirected parties a side: a company, or the country from which the item comes, supplies it."""
        for side, other in ((self.supplier, self.recipient), (self.recipient, self.supplier)):
            if len(side) > 1 and not other and self.pair:
                self.either.extend(side)  # 'стороны договорились о закупке': one of the two sells
                side.clear()
        self.either = [v for v in self.either if v.value not in self.taken()]
        sellers = [v for v in self.either if v.value in origins or len(v.value) > 2]
        if self.supplier and not self.recipient:
            self.recipient.extend(self.either)
        elif self.recipient and not self.supplier:
            self.supplier.extend(self.either)
        elif sellers and len(sellers) < len(self.either):
            self.supplier.extend(sellers)
            self.recipient.extend(v for v in self.either if v not in sellers)
        elif len(self.either) == 1 and sellers:
            self.supplier.extend(sellers)
        elif len(self.either) == 1 and origins:
            self.recipient.extend(self.either)  # 'Алжир ведёт переговоры о Су-57': who does not make it buys it
        self.either = []
        if self.supplier and not self.recipient:
            # 'Россия прорабатывает вопрос о поставке Белоруссии станций'
            self.recipient.extend(v for v in self.owner if v.value not in self.taken())

    def taken(self) -> set[str]:
        """The parties that have a side."""
        return {v.value for v in (*self.supplier, *self.recipient)}


def roles_of(reading: Reading, sentence: Sentence, state: Standing, frame: Frame) -> Roles:
    """The parties of the deal whose trigger and governors are `state.chain`."""
    paper = any(sentence.tokens[t].lemma.replace("ё", "е") in _PAPERS for t in state.chain)
    roles = Roles(pair=paper, chain=state.chain)
    found = arguments(sentence, state.chain)
    given = any(a.function == "dative" and a.depth == 0 for a in found)
    for argument in found:
        ordered = lemma_at(sentence, argument.governor) in _ORDERS
        if given and argument.function == "dative" and argument.depth > 0 and frame == "give" and not ordered:
            continue  # 'отказала ФРГ в разрешении передать Украине': the nearer dative receives
        if apart(sentence, state.chain[0], argument.token):
            continue
        values = parties_at(reading, sentence, argument.token) or _holders(reading, sentence, argument)
        values = values + _named_beside(reading, sentence, argument.token)
        if values:
            _place(reading, sentence, roles, argument, values, frame, paper)
    if not (roles.supplier or roles.recipient or roles.either) or frame in ("give", "get", "deal"):
        _inherit_subject(reading, sentence, state, roles, frame, paper)
    _adjectives(reading, sentence, state, roles, frame)
    return roles


def _named_beside(reading: Reading, sentence: Sentence, token: int) -> list[Value]:
    """'министр обороны Азербайджана Алиханов и Кариэль договорились': the second man hangs on the first one's name."""
    names = [c.index for c in children(sentence, token, "appos")]
    others = [other for name in names for other in conjuncts(sentence, name)[1:]]
    return [value for other in others for value in parties_at(reading, sentence, other)]


_HOLDINGS = frozenset({
    "вооружение", "снабжение", "состав", "парк", "распоряжение", "баланс", "арсенал", "собственность",
})  # fmt: skip


def _holders(reading: Reading, sentence: Sentence, argument: Argument) -> list[Value]:
    """'поступили на вооружение ВВС Ботсваны', 'вошли в состав флота Алжира': whose holding it is."""
    if lemma_at(sentence, argument.token) not in _HOLDINGS or argument.function not in ("to", "object"):
        return []
    return [v for c in children(sentence, argument.token, "nmod") for v in parties_at(reading, sentence, c.index)]


def _place(reading: Reading, sentence: Sentence, roles: Roles, argument: Argument, values: list[Value], frame: Frame,
           paper: bool) -> None:  # fmt: skip
    governor = sentence.tokens[argument.governor].lemma.replace("ё", "е")
    side = _by_order(sentence, argument, roles, frame) or _side(reading, argument, governor, frame, paper, sentence)
    if side is None or side == "none":
        return
    sides = {"supplier": roles.supplier, "recipient": roles.recipient, "either": roles.either, "owner": roles.owner}
    target = sides[side]
    target.extend(v for v in values if v.value not in {t.value for t in target})
    roles.tokens.add(argument.token)


def _by_order(sentence: Sentence, argument: Argument, roles: Roles, frame: Frame) -> str | None:
    """The roles around 'просит X передать', 'запретил X поставку', 'рассматривает заявку X'; None elsewhere."""
    if argument.depth == 0:
        return None
    doer, other = ("recipient", "supplier") if frame == "get" else ("supplier", "recipient")
    governor = lemma_at(sentence, argument.governor)
    below = {lemma_at(sentence, t) for t in roles.chain[1 : argument.depth]}
    if governor in _ORDERS:
        lower = roles.chain[argument.depth - 1]
        ordered = _ordered(sentence, argument.governor, lower)
        if argument.token in ordered:
            return doer
        if argument.function == "subject" and ordered:
            return other if governor in _RECEIVERS and frame == "give" else "none"
    if argument.function in ("subject", "agent") and governor in _ADDRESSEES:
        if below & _OFFERS:
            return "recipient"
        if below & _REQUESTS:
            return "supplier"
    if argument.function == "genitive" and governor in _WILLS and len(roles.chain) > 1:
        return doer
    return None


def _ordered(sentence: Sentence, governor: int, lower: int) -> set[int]:
    """Who stands between the order and what is ordered, without a preposition: 'попросила Финляндию передать'."""
    bare = [c for c in children(sentence, governor, "obj", "iobj", "obl", "nmod") if governor < c.index < lower]
    return {c.index for c in bare if c.pos in ("PROPN", "NOUN") and not preposition(sentence, c.index)}


def lemma_at(sentence: Sentence, index: int) -> str:
    """The lemma of a token as the tables write it."""
    return sentence.tokens[index].lemma.replace("ё", "е")


def _is_country(reading: Reading, sentence: Sentence, argument: Argument) -> bool:
    return bool(reading.at(sentence.index, argument.token, ("country",)))


def _side(reading: Reading, argument: Argument, governor: str, frame: Frame, paper: bool,
          sentence: Sentence) -> str | None:  # fmt: skip
    """The role that the grammar gives to an argument; None when it is no party."""
    match argument.function:
        case "dative" | "for":
            return "recipient"
        case "to" if lemma_at(sentence, argument.token) in _HOLDINGS:
            return "recipient"
        case "object" if frame == "arrive":
            return "recipient"  # 'пополнили парк ВВС'
        case "to" if argument.preposition != "на" or frame == "arrive" or _is_country(reading, sentence, argument):
            return "recipient"  # 'в Индию', 'на Филиппины'; 'контракт на …' is about the thing
        case "from":
            return "supplier"
        case "in" if frame == "get" and argument.depth == 0:
            return "supplier"
        case "in" if frame == "arrive" and argument.preposition == "в":
            return "recipient"
        case "subject" | "agent":
            return _doer(governor, frame, paper)
        case "with" | "between":
            return "supplier" if frame == "get" else "either"
        case "object" if acts_as_object(sentence, argument):
            return _doer(governor, frame, paper)
        case "object" if frame == "give" and lemma_at(sentence, argument.token) in _FORCES:
            return "recipient"  # 'снабдила армию Сомали миномётами'
        case "object" if frame == "give" and _can_be_dative(sentence.tokens[argument.token]):
            verb = sentence.tokens[argument.governor]
            subjectless = verb.feat("VerbForm") == "Fin" and not children(sentence, verb.index, "nsubj")
            if sentence.tokens[argument.token].text.isupper() and subjectless and verb.rel != "conj":
                return "supplier"  # 'ракеты с прошлого года поставляет MBDA'
            return "recipient"  # 'поставит Баку ракеты', 'передал ВВС Чада самолёты': the name shows no case
        case "genitive" if sentence.tokens[argument.governor].pos == "VERB":
            # 'Нигерии предложены бронеавтомобили': dative and genitive look alike
            return "recipient" if frame == "give" else None
        case "genitive":
            return _owner(reading, sentence, argument, governor, frame)
    return None


_FORCES = frozenset({"армия", "флот", "авиация", "войско", "гвардия", "правительство", "власть", "полиция"})


def _can_be_dative(token: Token) -> bool:
    return "Dat" in cases_of_name(token) or is_indeclinable(token)


def _doer(governor: str, frame: Frame, paper: bool) -> str | None:
    if governor in _RECEIVERS:
        return "recipient"
    if governor in _SUPPLIERS:
        return "supplier"
    if frame == "get":
        return "recipient"
    if frame == "arrive":
        return None
    return "either" if paper or frame == "deal" else "supplier"


def _owner(reading: Reading, sentence: Sentence, argument: Argument, governor: str, frame: Frame) -> str | None:
    """'заявка Белоруссии на поставку', 'закупки Армении'; 'поставки Армении' may be either and is left."""
    if governor in _RECEIVERS:
        return "recipient"
    if governor in _SUPPLIERS:
        return "supplier"
    if argument.depth == 0:
        return _owner_of_supply(reading, sentence, argument) if frame == "give" else {"get": "recipient"}.get(frame)
    return None


def _owner_of_supply(reading: Reading, sentence: Sentence, argument: Argument) -> str:
    """'поставка Украины' comes from Ukraine; 'поставка Армении комплексов' goes to Armenia."""
    cases = cases_of_name(sentence.tokens[argument.token])
    if cases and "Dat" not in cases:
        return "supplier"
    nouns = [c.index for c in children(sentence, argument.governor, "nmod") if c.index != argument.token]
    inside = {i for n in nouns if not preposition(sentence, n) for i in (n, *sentence.children[n])}
    things = any(inside & set(range(m.first, m.last + 1)) for m in reading.within(sentence, "equipment"))
    return "recipient" if things and "Dat" in cases else "owner"


def _inherit_subject(reading: Reading, sentence: Sentence, state: Standing, roles: Roles, frame: Frame,
                     paper: bool) -> None:  # fmt: skip
    """'Россия подписала договор и поставит танки': the second verb takes the first one's subject."""
    if (roles.supplier and frame == "give") or (roles.recipient and frame == "get") or len(roles.either) > 1:
        return
    for at in reversed(state.chain):
        token = sentence.tokens[at]
        counted = _counted_object(sentence, token)
        if not is_predicate(token) or (children(sentence, at, "nsubj") and not counted):
            continue
        subject = subject_of(sentence, token.head if counted else at)
        if subject is None:
            return
        if (own := _misread_subject(sentence, token)) is not None:
            subject = own
        side = _doer(token.lemma.replace("ё", "е"), frame, paper)
        target = {"supplier": roles.supplier, "recipient": roles.recipient, "either": roles.either}.get(side or "")
        for index in conjuncts(sentence, subject):
            values = parties_at(reading, sentence, index)
            if target is not None and values:
                target.extend(v for v in values if v.value not in {t.value for t in target})
                roles.tokens.add(index)
        return


def _counted_object(sentence: Sentence, verb: Token) -> bool:
    """'приняла одиннадцать, а шесть продала': the number that the tree takes for the subject does not agree."""
    numbers = [c for c in children(sentence, verb.index, "nsubj") if c.pos == "NUM"]
    return bool(numbers) and verb.rel == "conj" and verb.feat("Gender") in ("Fem", "Masc")


def _misread_subject(sentence: Sentence, verb: Token) -> int | None:
    """'Киев просил, но кабинет продавать отказался': what the tree takes for the object of a verb that has none."""
    if not verb.lemma.endswith("ся"):
        return None
    before = [c for c in children(sentence, verb.index, "obj") if c.index < verb.index and c.feat("Case") == "Nom"]
    return before[0].index if before else None


def _adjectives(reading: Reading, sentence: Sentence, state: Standing, roles: Roles, frame: Frame) -> None:
    """'российские поставки', 'польская закупка' tell the doer when nothing else does."""
    target = roles.supplier if frame == "give" else roles.recipient
    if target or frame not in ("give", "get"):
        return
    for child in children(sentence, state.chain[0], "amod"):
        for mention in reading.at(sentence.index, child.index, ("country",)):
            target.append(Value(value=mention.value, text=reading.text[mention.start : mention.end],
                                start=mention.start, end=mention.end))  # fmt: skip


def matrix_party(reading: Reading, sentence: Sentence, trigger: Token, roles: Roles, frame: Frame) -> None:
    """'ВВС страны эксплуатируют поставленные Россией самолёты': who has the thing received it.

    So also 'Из двенадцати Су-30СМ, заказанных у России, Минск получил четыре'; under a verb of supply the sides are
    that verb's: 'Франция передала Индонезии три из 42 заказанных истребителей'.
    """
    if trigger.feat("VerbForm") != "Part" or trigger.feat("Variant") == "Short" or frame == "arrive":
        return
    verb = next((a for a in ancestors(sentence, trigger.index) if sentence.tokens[a].feat("VerbForm") == "Fin"), None)
    if verb is None:
        return
    word = transfer_words().get(sentence.tokens[verb].lemma)
    above = Roles()
    if word is not None and word.frame in ("give", "get"):
        above = roles_of(reading, sentence, standing(sentence, verb, "transfer"), word.frame)
    elif (subject := subject_of(sentence, verb)) is not None:
        above.recipient = parties_at(reading, sentence, subject)
    for mine, theirs in ((roles.supplier, above.supplier), (roles.recipient, above.recipient)):
        if not mine:
            mine.extend(v for v in theirs if v.value not in roles.taken())
