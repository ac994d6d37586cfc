"""Services: repair, upkeep, modernisation, spare parts, training, production under licence, joint development."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from svodka.facts.base.draft import Draft, evidence_of
from svodka.facts.base.operators import Phase
from svodka.facts.base.standing import Standing, standing
from svodka.facts.base.timing import time_for
from svodka.facts.service.gaps import gapped
from svodka.facts.service.grounds import country_of, joint, licensor, topics, vouched
from svodka.facts.service.items import ServiceItem, equipment_of, learners_of, owner_of, recent_learners, top_of
from svodka.facts.service.places import ServicePlace, place_of
from svodka.facts.service.roles import ServiceRoles, service_roles
from svodka.facts.service.spares import read_spares
from svodka.facts.service.words import ServiceWord, fold, service_words
from svodka.language import Sentence, Token
from svodka.language.tree import children, negated, preposition
from svodka.mentions import Reading
from svodka.model import Value

STAGES: dict[Phase, str] = {
    "considered": "considered", "requested": "requested", "offered": "offered", "negotiated": "negotiated",
    "planned": "planned", "agreed": "ordered", "started": "under_way", "done": "done", "refused": "refused",
    "suspended": "suspended", "cancelled": "cancelled",
}  # fmt: skip
"""Phase of the matter → stage of a service."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """One trigger with all that its clause tells."""

    reading: Reading
    sentence: Sentence
    trigger: Token
    word: ServiceWord
    state: Standing
    items: tuple[ServiceItem, ...]
    roles: ServiceRoles
    place: ServicePlace


def read_services(reading: Reading) -> Iterator[Draft]:
    """A draft per item of every service that the article tells of."""
    yield from read_spares(reading)
    told: list[Draft] = []
    home = topics(reading)
    for sentence in reading.analysis.sentences:
        done: set[int] = set()
        for token in sentence.tokens:
            word = _word(sentence, token)
            if word is None or token.index in done:
                continue
            case = _case(reading, sentence, token, word)
            drafts = list(_drafts(case, told, home)) if case is not None else []
            drafts = drafts or list(_again(reading, sentence, token, word, told))
            if drafts:
                done.update(_sharing(case) if case is not None else ())
            told.extend(drafts)
            yield from drafts


def _word(sentence: Sentence, token: Token) -> ServiceWord | None:
    """The service that a token names: 'ремонт', 'обучает'; 'сервисный контракт', 'продление ресурса'."""
    words, lemma = service_words(), fold(token.lemma)
    if token.pos not in ("NOUN", "VERB"):
        return None
    if lemma in ("контракт", "соглашение", "договор"):
        served = any(words.has("serviced", c.lemma) for c in children(sentence, token.index, "amod"))
        return words.triggers["обслуживание"] if served else None
    if lemma == "заниматься" and any(c.feat("Case") == "Ins" for c in children(sentence, token.index, "obl", "obj")):
        return None  # 'занимаются ремонтом', but 'курсанты занимаются в вузах России'
    if words.has("lives", lemma):
        over = sentence.tokens[token.head].lemma if token.head >= 0 else ""
        return words.triggers["ремонт"] if words.has("prolongs", over) else None
    return words.triggers.get(lemma)


def _again(reading: Reading, sentence: Sentence, token: Token, word: ServiceWord, told: list[Draft]) -> Iterator[Draft]:
    """'Сборка начнётся не раньше 2026 года': a bare noun goes on about the service told in the sentence before."""
    last = told[-1] if told else None
    state = standing(sentence, token.index, "service")
    bare = token.pos == "NOUN" and not any(c.rel in ("nmod", "amod", "acl") for c in children(sentence, token.index))
    if last is None or not bare or state.phase is None or last.slots["kind"][0].value != word.kind:
        return
    if sentence.index - last.sentence != 1 or reading.analysis.sentences[last.sentence].paragraph != sentence.paragraph:
        return
    time = time_for(reading, sentence, state.chain)
    if not time and state.phase == last.stage:
        return
    yield replace(
        last, stage=STAGES[state.phase], modality=state.modality, time=time, sentence=sentence.index,
        trigger=token.index, rule="service.again", trail=state.trail,
        evidence=evidence_of(reading, sentence, state.chain, time),
    )  # fmt: skip


def _sharing(case: _Case) -> list[int]:
    """The triggers coordinated with this one that have no item of their own."""
    reading, sentence = case.reading, case.sentence
    others = [c for c in children(sentence, case.trigger.index, "conj") if fold(c.lemma) in service_words().triggers]
    return [c.index for c in others if not _own_item(reading, sentence, c, case.items)]


def _own_item(reading: Reading, sentence: Sentence, token: Token, items: tuple[ServiceItem, ...]) -> bool:
    """'ремонта и обслуживания комплексов' is one service, 'обслуживании техники, модернизации средств ПВО' are two."""
    word = service_words().triggers[fold(token.lemma)]
    if word.frame in ("teach", "learn"):
        return True
    own = {i.value.value for i in equipment_of(reading, sentence, token)}
    return bool(own) and own != {i.value.value for i in items}


def _case(reading: Reading, sentence: Sentence, token: Token, word: ServiceWord) -> _Case | None:
    if _descriptive(sentence, token):
        return None
    base: Phase | None = (
        "agreed" if word.frame == "work" and fold(token.lemma) not in service_words().triggers else None
    )
    state = _talked(sentence, token, _resumed(sentence, standing(sentence, token.index, "service", base)))
    if state.phase is None:
        return None
    items = _items(reading, sentence, token, word, state)
    if not items:
        return None
    taken = frozenset(
        {i.token for i in items} | {top_of(sentence, i) for i in items if i.value.start >= sentence.start}
    )
    return _Case(
        reading=reading, sentence=sentence, trigger=token, word=word, state=state, items=tuple(items),
        roles=service_roles(reading, sentence, state, word, taken), place=place_of(reading, sentence, state),
    )  # fmt: skip


def _descriptive(sentence: Sentence, token: Token) -> bool:
    """'модернизированный Т-72' names a version; 'разработка нового комплекса' without a doer is left to other rules."""
    full = token.feat("VerbForm") == "Part" and token.feat("Variant") != "Short"
    return full and not any(c.rel in ("obl:agent", "obl", "nmod") for c in children(sentence, token.index))


def _resumed(sentence: Sentence, state: Standing) -> Standing:
    """'больше не обслуживает': it was done and is no longer."""
    top = sentence.tokens[state.top]
    words = {fold(c.text.lower()) for c in children(sentence, top.index)}
    if (
        state.modality == "denied"
        and negated(sentence, top.index)
        and words & {"больше", "уже"}
        and state.phase != "refused"
    ):
        return replace(state, phase="cancelled", modality="asserted")
    return state


def _talked(sentence: Sentence, token: Token, state: Standing) -> Standing:
    """'Переговоры о поставке 60 вертолётов и о сборке ещё 140 тянутся': the tree may lose the second 'о'."""
    if state.phase is None and token.pos == "NOUN" and token.rel.startswith("acl") and token.head >= 0:
        return replace(
            state, phase=standing(sentence, token.head, "service").phase
        )  # 'мероприятия, среди которых обучение'
    if state.phase is not None or preposition(sentence, token.index) != "о":
        return state
    earlier = sentence.tokens[: token.index]
    return replace(state, phase="negotiated") if any(t.lemma == "переговоры" for t in earlier) else state


def _items(reading: Reading, sentence: Sentence, token: Token, word: ServiceWord, state: Standing) -> list[ServiceItem]:
    if word.frame not in ("teach", "learn"):
        return equipment_of(reading, sentence, token) or _of_conjunct(reading, sentence, token)
    if joint(sentence, token) or any(c.lemma in ("к", "боевой") for c in children(sentence, token.index)):
        return []
    undergone = any(service_words().has("undergo", sentence.tokens[t].lemma) for t in state.chain[1:])
    if word.needs == "undergone" and not undergone:
        return []
    people = learners_of(reading, sentence, token, word, undergone)
    if people or word.needs in ("learners", "undergone"):
        return people
    return recent_learners(reading, sentence) if token.pos == "NOUN" else []


def _of_conjunct(reading: Reading, sentence: Sentence, token: Token) -> list[ServiceItem]:
    """'ремонта и обслуживания комплексов "Тор"': the first noun shares the second one's item."""
    for other in children(sentence, token.index, "conj"):
        if fold(other.lemma) in service_words().triggers:
            return equipment_of(reading, sentence, other)
    return []


def _drafts(case: _Case, told: list[Draft], home: frozenset[str]) -> Iterator[Draft]:
    for item in case.items:
        if item.vague and _headline(case):
            continue  # the lead says which helicopters
        provider, customer = _parties(case, item)
        draft = _inherit(case, _draft(case, item, provider, customer), told)
        if vouched(case.reading, case.word, case.trigger, case.sentence, draft, item, case.place, home):
            yield draft
            if case.word.frame in ("teach", "learn") and case.trigger.pos == "VERB":
                yield from gapped(case.reading, case.sentence, case.trigger, draft)


def _headline(case: _Case) -> bool:
    return case.reading.analysis.article.paragraphs[case.sentence.paragraph].kind in ("title", "subtitle")


def _parties(case: _Case, item: ServiceItem) -> tuple[list[Value], list[Value]]:
    """Provider and customer, the undirected sides settled by who the thing or the people belong to."""
    roles = case.roles
    provider, customer = list(roles.provider), list(roles.customer)
    if roles.helpers and not customer and provider and all(len(v.value) == 2 for v in provider):
        provider, customer = list(roles.helpers), provider  # 'модернизировать с помощью России республика не станет'
    match case.word.frame:
        case "develop":
            given, taken = _developers(roles)
        case "make":
            given, taken = _makers(case, item)
        case _:
            given, taken = _sides(case, item)
    provider = [*(provider or given), *(v for v in roles.helpers if v not in provider)]
    customer = customer or taken
    if item.nation is not None:
        customer = [item.nation]
    elif not customer and case.word.frame == "work":
        customer = owner_of(case.reading, case.sentence, item, {country_of(case.reading, v) for v in provider})
    if not provider and case.word.frame == "work" and case.state.phase == "negotiated":
        owner = owner_of(case.reading, case.sentence, item, set())  # 'обсудили ремонт монгольских МиГ-29'
        if owner and {v.value for v in customer} != {owner[0].value}:
            provider, customer = [v for v in customer if v.value != owner[0].value], owner
    provider, customer = _settled_abroad(case, provider, customer)
    known = {v.value for v in customer}
    return [v for v in provider if v.value not in known], customer


def _settled_abroad(case: _Case, provider: list[Value], customer: list[Value]) -> tuple[list[Value], list[Value]]:
    """The site's owner works: 'на российском заводе'; who has it done in another country takes it."""
    if case.word.frame in ("make", "develop"):
        return provider, customer
    there = case.place.country
    sent = case.trigger.pos == "NOUN" and not customer and there is not None and provider and case.place.values
    if sent and all(len(v.value) == 2 and v.value != there for v in provider):
        provider, customer = [], provider  # 'Иран отказался от модернизации МиГ-29 в России'
    if not provider:
        provider = case.roles.site or ([case.place.host] if case.place.host is not None else [])
    return provider, customer


def _developers(roles: ServiceRoles) -> tuple[list[Value], list[Value]]:
    """'создана совместно с Китаем' CN gives; of two equals the first gives, more than two all give."""
    sides = [v for v in roles.sides if v.value not in {p.value for p in roles.partners}]
    if (roles.partners or roles.helpers) and len(sides) < 2:
        return roles.partners, sides
    sides = [*sides, *roles.partners] if len(sides) + len(roles.partners) > 1 else []
    return (sides[:1], sides[1:]) if len(sides) == 2 else (sides, [])


def _makers(case: _Case, item: ServiceItem) -> tuple[list[Value], list[Value]]:
    """The licensor gives; who builds takes."""
    owner = licensor(case.reading, case.sentence, case.trigger)
    sides = [*case.roles.sides, *case.roles.partners]
    host = [case.place.host] if case.place.host is not None else []
    if owner is not None:
        return [owner], [v for v in case.roles.sides if v.value != owner.value][:1] or host
    giving = [v for v in sides if country_of(case.reading, v) == item.origin or (len(v.value) > 2 and host)]
    if not giving and host and host[0].value not in {country_of(case.reading, v) for v in sides}:
        giving = sides
    return giving, [v for v in sides if v not in giving] or host


def _sides(case: _Case, item: ServiceItem) -> tuple[list[Value], list[Value]]:
    roles, reading = case.roles, case.reading
    both = [*roles.sides, *(p for p in roles.partners if p.value not in {s.value for s in roles.sides})]
    if roles.provider or not both:
        return [], both
    owner = owner_of(reading, case.sentence, item, set()) if len(both) > 1 else []
    if owner and any(v.value == owner[0].value for v in both):
        return [
            v for v in both if v.value != owner[0].value
        ], owner  # 'Минск и Хараре обсуждают ремонт самолётов Зимбабве'
    given = [v for v in both if len(v.value) > 2] or [
        v for v in both if item.origin and country_of(reading, v) == item.origin
    ]
    if not given or len(given) == len(both) > 1:
        given = list(roles.partners)
    return given, [v for v in both if v not in given]


def _inherit(case: _Case, draft: Draft, told: list[Draft]) -> Draft:
    """'такое обучение завершили 14 офицеров': the parties and the place of the training told just before."""
    again = any(
        fold(c.lemma) in ("такой", "этот", "данный", "тот") for c in children(case.sentence, case.trigger.index)
    )
    last = next((d for d in reversed(told) if d.slots["kind"][0].value == case.word.kind), None)
    if not again or last is None or case.sentence.index - last.sentence > 2:
        return draft
    return replace(
        draft,
        slots={
            k: v or (last.slots.get(k, ()) if k in ("provider", "customer", "place") else v)
            for k, v in draft.slots.items()
        },
    )


def _draft(case: _Case, item: ServiceItem, provider: list[Value], customer: list[Value]) -> Draft:
    reading, sentence, state, trigger = case.reading, case.sentence, case.state, case.trigger
    kind = Value(value=case.word.kind, text=trigger.text, start=trigger.start, end=trigger.end)
    slots = {
        "provider": tuple(provider), "customer": tuple(customer), "item": (item.value,), "kind": (kind,),
        "place": case.place.values,
    }  # fmt: skip
    return Draft(
        type="service", stage=STAGES[state.phase] if state.phase else None, modality=state.modality, slots=slots,
        time=time_for(reading, sentence, state.chain), sentence=sentence.index, trigger=trigger.index,
        rule=f"service.{case.word.frame}", trail=state.trail,
        evidence=evidence_of(reading, sentence, state.chain, [v for vs in slots.values() for v in vs]),
    )  # fmt: skip
