"""Deployments: troops and weapons of one state on the soil of another, coming, staying and going."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from svodka.facts.base.draft import Draft, evidence_of, value_at, value_of
from svodka.facts.base.exercising import sent_to_exercise
from svodka.facts.base.parties import parties_at
from svodka.facts.base.places_of import place_values, pointed
from svodka.facts.base.standing import Standing, standing
from svodka.facts.base.subjects import distinct
from svodka.facts.base.timing import time_for
from svodka.facts.base.troops import Troop, find_troops
from svodka.facts.deployment.context import by_nation, described, each_sends
from svodka.facts.deployment.moved import EXPECTING, RELIEVING, moved_troops, recalled, region_of, relieves
from svodka.facts.deployment.roles import Where, hosts_of, mission_at, owner_of, sender_of, whereabouts
from svodka.facts.deployment.words import Movement, movements
from svodka.facts.facility.reader import read_facilities
from svodka.language import Sentence, Token
from svodka.language.tree import children, clause, negated, preposition, subtree
from svodka.mentions import Reading
from svodka.model import Value

_ARRIVING = {
    "done": "done", "started": "under_way", "planned": "planned", "agreed": "planned", "considered": "planned",
    "requested": "planned", "offered": "planned", "negotiated": "planned", "refused": "refused",
    "cancelled": "refused", "suspended": "refused",
}  # fmt: skip
"""Phase of a coming → stage."""

_ERRANDS = frozenset({
    "обучение", "учеба", "стажировка", "переподготовка", "переобучение", "курс", "парад", "визит", "лечение",
    "выставка",
    "переговоры", "конкурс", "соревнование", "академия", "училище", "университет", "подготовка", "тренировка",
    "учиться", "осваивать", "изучать", "перенимать", "экскурсия", "форум", "церемония", "празднование", "фестиваль",
})  # fmt: skip

_DUTY = frozenset({"дежурство", "вахта", "патрулирование", "охрана", "служба"})
_COMPANIONS = {
    "нести": frozenset({"служба", "дежурство", "вахта"}), "проходить": frozenset({"служба"}),
    "выполнять": frozenset({"задача", "миссия", "задание"}), "заступить": _DUTY, "заступать": _DUTY,
    "поставить": _DUTY, "ставить": _DUTY, "завершить": frozenset({"миссия", "служба", "пребывание"}),
    "закончить": frozenset({"миссия", "служба", "пребывание"}),
    "продлить": frozenset({"миссия", "мандат", "пребывание", "присутствие", "размещение"}),
    "продлевать": frozenset({"миссия", "мандат", "пребывание", "присутствие", "размещение"}),
}  # fmt: skip
"""Verbs that tell of troops only beside one of these words: 'несут службу', 'заступили на дежурство'."""

_MENS_WORK = frozenset({"готовить", "обучать", "тренировать", "охранять", "работать", "выполнять"})
_CIVIL = frozenset({"специалист", "техник", "спасатель", "медик", "летчик", "пилот", "группа"})
_GUARD = frozenset({
    "патрулирование", "дежурство", "охрана", "прикрытие", "усиление", "защита", "оборона", "миссия", "сдерживание",
    "наблюдение", "борьба", "поддержка",
})  # fmt: skip
"""What weapons are sent for when they go with their crews: 'направила истребители для патрулирования'."""

_JOINING = frozenset({"присоединиться", "присоединяться", "добавиться", "сменить", "сменять", "ждать", "ожидаться"})
"""Words of coming that need no place: they come where the others are."""

_BACK = 2  # sentences over which 'самолёты', 'туда', 'они' may point back


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """The last deployment, for words that point back to it."""

    sentence: int
    sender: tuple[Value, ...]
    where: Where
    troops: tuple[Troop, ...]


def read_deployments(reading: Reading) -> Iterator[Draft]:
    """A draft per clause that tells of troops or weapons in a country that is not their own."""
    yield from _without_echoes(list(_read(reading)))


def _read(reading: Reading) -> Iterator[Draft]:
    told: _Told | None = None
    sites = [d for d in read_facilities(reading) if d.slots["host"]]
    for sentence in reading.analysis.sentences:
        sited = {m.head for m in reading.within(sentence, "facility")}
        troops = [t for t in find_troops(reading, sentence) if t.token not in sited]
        troops += by_nation(reading, sentence, sites)
        if not troops and (told is None or sentence.index - told.sentence > 1):
            continue
        for token in sentence.tokens:
            movement = _movement(token)
            if movement is None:
                continue
            found = _at(reading, sentence, token, movement, troops, told, sites)
            if found is not None:
                draft, moved = found
                told = _Told(
                    sentence=sentence.index, sender=draft.slots["sender"], troops=tuple(moved),
                    where=Where(host=draft.slots["host"], place=draft.slots["place"]),
                )  # fmt: skip
                split = each_sends(sentence, moved) and len(draft.slots["sender"]) > 1
                for sender in draft.slots["sender"] if split else ():
                    yield replace(draft, slots={**draft.slots, "sender": (sender,)})
                if not split:
                    yield draft


def _movement(token: Token) -> Movement | None:
    if token.pos not in ("VERB", "NOUN", "ADJ"):
        return "come" if token.text.lower() == "пути" else None
    lemma = token.lemma.replace("ё", "е")
    return "come" if lemma == "путь" and token.feat("Case") == "Loc" else movements().get(lemma)


def _at(
    reading: Reading, sentence: Sentence, token: Token, movement: Movement, troops: list[Troop], told: _Told | None,
    sites: list[Draft],
) -> tuple[Draft, list[Troop]] | None:  # fmt: skip
    state = standing(sentence, token.index, "deployment")
    moved = _goers(token, moved_troops(sentence, token, movement, troops))
    moved = moved or _moved_again(reading, sentence, token, movement, told)
    stage = _stage(sentence, token, movement, state)
    if not moved or stage is None or not _believable(reading, sentence, movement, moved, token):
        return None
    if told is not None and sentence.index - told.sentence > _BACK:
        told = None
    where = whereabouts(reading, sentence, token, movement, moved)
    sender = sender_of(reading, sentence, state.chain, movement, moved) or _sender_beside(
        reading, sentence, troops, moved
    )
    if where == Where():
        where = described(reading, sentence, token) or where
    if where == Where() and movement not in ("leave", "withdraw"):
        where = _pointed_site(sentence, token, sites) or _pointed_place(reading, sentence, token)
    if where.place and not where.host:
        where = replace(where, host=_host_of_site(where.place[0].value, sites))
    where = hosts_of(reading, sentence, state.chain, movement, where, sender)
    pointing = not where.host and not where.place
    if told is not None and not sender and moved[0].value in [t.value for t in told.troops]:
        sender = list(told.sender)  # 'её переведут в Ливан'
    if told is not None and (not sender or pointing) and _points_back(sentence, token, moved, sender, pointing):
        sender, where = sender or list(told.sender), told.where if pointing else where
    draft = _draft(reading, sentence, token, movement, state, stage, moved, sender, where)
    return (draft, moved) if draft is not None else None


def _more_men(reading: Reading, sentence: Sentence, token: Token, told: _Told) -> list[Troop]:
    """'еще 200 человек', 'часть из них, 250 человек': as many men of those told of."""
    men = [t for t in told.troops if t.kind == "people"]
    region = region_of(sentence, token)
    for quantity in reading.within(sentence, "quantity"):
        if men and quantity.value.endswith(" человек") and quantity.head in region:
            count = value_of(reading, quantity)
            return [replace(men[0], token=quantity.head, first=quantity.first, quantity=count)]
    return []


def _goers(token: Token, moved: list[Troop]) -> list[Troop]:
    """'контингент завершил миссию': the mission is what it leaves, not who."""
    over = token.lemma in ("завершить", "закончить", "продлить", "выполнять")
    men = [t for t in moved if t.kind != "mission"]
    return men if over and men else moved


def _moved_again(
    reading: Reading, sentence: Sentence, token: Token, movement: Movement, told: _Told | None
) -> list[Troop]:
    """'её переведут в Ливан', 'к ним присоединятся 200 человек': the troops told of here or in the sentence before."""
    if told is None or sentence.index - told.sentence > 1 or movement in ("stay", "operate", "receive"):
        return []
    if token.lemma in RELIEVING:  # 'в июле их сменят португальцы': as the others did
        subject = children(sentence, token.index, "nsubj") if relieves(sentence, token) else []
        acting = [c.index for c in subject if parties_at(reading, sentence, c.index)]
        return [replace(t, token=i, first=i, quantity=None) for i in acting for t in told.troops]
    pronoun = recalled(sentence, token)
    if pronoun < 0:
        return _more_men(reading, sentence, token, told)
    return [replace(t, token=pronoun, first=pronoun, quantity=None) for t in told.troops]


def _sender_beside(reading: Reading, sentence: Sentence, troops: list[Troop], moved: list[Troop]) -> list[Value]:
    """'увеличить американский контингент: к 4,5 тысячи военных добавится …'."""
    if any(t.kind in ("equipment", "ship") for t in moved):
        return []
    before = [t for t in troops if t not in moved and t.token < moved[0].token and t.kind != "equipment"]
    return next((found for t in reversed(before) if (found := owner_of(reading, sentence, t))), [])


def _pointed_site(sentence: Sentence, token: Token, sites: list[Draft]) -> Where | None:
    """'На объекте служат', 'перебросит туда', 'размещать на ней': the site told of last."""
    inside = clause(sentence, token.index)
    pointing = any(
        sentence.tokens[i].lemma in ("туда", "там", "объект", "база", "авиабаза", "аэродром")
        or (sentence.tokens[i].pos == "PRON" and preposition(sentence, i) in ("на", "в"))
        for i in inside
    )
    before = [d for d in sites if 0 <= sentence.index - d.sentence <= _BACK + 2]
    if not pointing or not before:
        return None
    site = max(before, key=lambda d: (d.sentence, d.trigger))
    return Where(host=site.slots["host"], place=site.slots["name"] or site.slots["place"])


def _pointed_place(reading: Reading, sentence: Sentence, token: Token) -> Where:
    """'Сейчас там служат 300 турецких военных' after 'на базе в Могадишо'."""
    found = pointed(reading, sentence, clause(sentence, token.index))
    hosts = distinct([value_of(reading, m, m.country) for m in found if m.country])[:1]
    return Where(host=tuple(hosts), place=place_values(reading, [m for m in found if m.kind == "place"]))


def _host_of_site(name: str, sites: list[Draft]) -> tuple[Value, ...]:
    """The country in which the article has put a site."""
    return next((d.slots["host"] for d in sites if any(v.value == name for v in d.slots["name"])), ())


def _without_echoes(drafts: list[Draft]) -> Iterator[Draft]:
    """Without 'французские военные находятся в стране', where another sentence tells how many and where."""
    for draft in drafts:
        key = _parties(draft)
        vague = draft.rule == "deployment.stay" and not draft.slots["quantity"] and not draft.slots["place"]
        if not vague or not any(o is not draft and _parties(o) == key and o.stage == draft.stage for o in drafts):
            yield draft


def _parties(draft: Draft) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(v.value for v in draft.slots["sender"]), frozenset(v.value for v in draft.slots["host"])


def _points_back(sentence: Sentence, token: Token, moved: list[Troop], sender: list[Value], pointing: bool) -> bool:
    """'самолёты покинули базу', 'перебросит туда', 'контингент Киргизии пока в пути'."""
    inside = {sentence.tokens[i].lemma for i in clause(sentence, token.index)}
    if pointing and sender:
        joining = sentence.tokens[token.index].lemma in _JOINING  # 'к канадцам присоединится шведский батальон'
        return joining or bool(inside & {"туда", "там", "путь", "сюда", "он", "она", "они"})
    return all(t.kind in ("equipment", "ship") or t.quantity for t in moved)


def _stage(sentence: Sentence, token: Token, movement: Movement, state: Standing) -> str | None:
    if token.lemma in EXPECTING:
        return "planned" if state.modality != "denied" else None
    if state.phase is None and token.pos == "NOUN":
        if token.lemma == "путь":
            return "under_way"
        return None
    if movement in ("leave", "withdraw"):
        if state.modality == "denied" or state.phase not in ("done", "started", "planned", "agreed"):
            return None
        return "withdrawn"
    if movement in ("stay", "operate"):
        if state.modality == "denied" or any(c.lemma == "не" for c in children(sentence, token.index)):
            return None
        return "planned" if state.phase == "planned" else "done"
    if movement == "station" and state.phase == "started" and token.feat("VerbForm") != "Inf" and len(state.chain) == 1:
        return "done" if token.lemma.endswith("ся") or token.lemma == "держать" else "under_way"
    denied = state.modality == "denied" and state.phase == "planned"
    if denied and any(_decides_against(sentence, i) for i in state.chain):
        return "refused"
    return _ARRIVING.get(state.phase or "")


def _decides_against(sentence: Sentence, index: int) -> bool:
    """'решила не отправлять войска'."""
    return sentence.tokens[index].feat("VerbForm") == "Inf" and negated(sentence, index)


def _believable(reading: Reading, sentence: Sentence, movement: Movement, moved: list[Troop], token: Token) -> bool:
    """Men in number or a body of men; weapons alone only with words that are said of no supply."""
    men = [t for t in moved if t.kind in ("unit", "mass", "mission") or t.quantity is not None or _plural(sentence, t)]
    men = [t for t in men if t.kind not in ("equipment", "ship")]
    weapons = [t for t in moved if t.kind in ("equipment", "ship")]
    sails = all(t.ship or "корабл" in t.value.value for t in moved)
    errand = not sails and _for_something_else(sentence, token)
    if movement in ("send", "come") and (errand or (token.lemma not in _JOINING and all(_hardware(t) for t in moved))):
        return False
    if movement == "receive" and not men:
        return False
    if movement in ("send", "come") and not men:
        at_exercise = bool(_exercises(reading, sentence, token)) or sent_to_exercise(reading, sentence, token)
        return bool(weapons) and (sails or at_exercise or token.lemma in _JOINING or _on_guard(sentence, token))
    if token.lemma == "стоить" and reading.within(sentence, "money"):
        return False  # 'корвет стоит $400 млн', but 'корвет стоит в порту'
    needed = _COMPANIONS.get(token.lemma)
    if needed and not any(c.lemma in needed for c in children(sentence, token.index)):
        return False
    if movement == "stay" and token.lemma in _MENS_WORK:
        subject = {c.index for c in children(sentence, token.index, "nsubj")}
        if token.lemma == "работать":  # specialists may repair and build: 'российские специалисты работают в Индии'
            men = [t for t in men if t.value.value.split()[-1] not in _CIVIL]
        return any(t.token in subject for t in men)
    return bool(men) or bool(weapons)


def _on_guard(sentence: Sentence, token: Token) -> bool:
    """'для патрулирования воздушного пространства', 'на боевое дежурство', 'для усиления обороны'."""
    inside = set(subtree(sentence, token.index)) & set(clause(sentence, token.index))
    goals = (i for i in inside if sentence.tokens[i].lemma in _GUARD)
    return any(preposition(sentence, i) in ("для", "на", "в рамках", "с") for i in goals)


def _hardware(troop: Troop) -> bool:
    """'прибыла вторая батарея', 'отправили дивизион': what supplies are counted in."""
    return troop.kind == "unit" and troop.value.value.split()[-1] in ("батарея", "дивизион")


def _for_something_else(sentence: Sentence, token: Token) -> bool:
    """'направит на обучение 20 летчиков', 'прибыли с визитом', 'на парад': no deployment."""
    return any(sentence.tokens[i].lemma.replace("ё", "е") in _ERRANDS for i in clause(sentence, token.index))


def _plural(sentence: Sentence, troop: Troop) -> bool:
    """Several men, or the last of them: 'последний французский солдат покинул'."""
    last = any(t.lemma == "последний" for t in sentence.tokens[max(0, troop.token - 3) : troop.token])
    return last or sentence.tokens[troop.token].feat("Number") == "Plur"


def _exercises(reading: Reading, sentence: Sentence, token: Token) -> list[Value]:
    """The exercises for which they are sent: 'на учения "Запад-2021"', 'для участия в «Индре»'."""
    inside = region_of(sentence, token)
    return [value_of(reading, m) for m in reading.within(sentence, "exercise") if m.role == "name" and m.head in inside]


def _missions(reading: Reading, sentence: Sentence, token: Token, moved: list[Troop]) -> list[Value]:
    """'в составе миссии UNIFIL', 'в рамках сил KFOR', 'для усиления KFOR'."""
    if any(t.kind == "mission" for t in moved):
        return []
    for index in sorted(region_of(sentence, token)):
        mission = mission_at(sentence, index)
        lead = {t.lemma for t in sentence.tokens[max(0, index - 4) : index]}
        if mission is not None and lead & {"состав", "рамка", "участие", "усиление", "миссия", "операция"}:
            word = sentence.tokens[index]
            return [value_at(reading, word.start, word.end, mission.name)]
    return []


def _draft(
    reading: Reading, sentence: Sentence, token: Token, movement: Movement, state: Standing, stage: str,
    moved: list[Troop], sender: list[Value], where: Where,
) -> Draft | None:  # fmt: skip
    hosts = tuple(v for v in where.host if v.value not in {s.value for s in sender})
    if not sender or (not hosts and (where.host or not where.place)):
        return None
    what = distinct([t.value for t in moved])
    quantity = distinct([t.quantity for t in moved if t.quantity is not None])
    slots = {
        "sender": tuple(sender), "host": hosts, "what": tuple(what), "quantity": tuple(quantity),
        "place": where.place,
        "purpose": tuple(_exercises(reading, sentence, token) or _missions(reading, sentence, token, moved)),
    }  # fmt: skip
    # 'решила не отправлять войска': what was denied is the plan, and the refusal itself holds
    turned_down = stage == "refused" and state.phase == "planned" and state.modality == "denied"
    return Draft(
        type="deployment", stage=stage, modality="asserted" if turned_down else state.modality, slots=slots,
        time=time_for(reading, sentence, state.chain), sentence=sentence.index, trigger=token.index,
        evidence=evidence_of(reading, sentence, (token.index,), [*what, *quantity]), rule=f"deployment.{movement}",
        trail=state.trail,
    )  # fmt: skip
