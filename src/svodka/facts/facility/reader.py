"""Military sites: bases, radars, centres, ranges and plants on the soil of states, and how they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from svodka.facts.base.draft import Draft, evidence_of, value_at, value_of
from svodka.facts.base.standing import Standing, standing, tense_phase
from svodka.facts.base.timing import SPEECH_LEMMAS, time_for
from svodka.facts.facility.place import each_home, each_owner, homes, owners, part_of, places_of
from svodka.facts.facility.relative import told_in_relative
from svodka.facts.facility.sites import Site, Sites, Told
from svodka.facts.facility.words import site_course
from svodka.language import Sentence, Token
from svodka.language.tree import ancestors, children, is_predicate, negated
from svodka.mentions import Mention, Reading
from svodka.model import Value

_MAKING = {
    "done": "operating", "started": "under_construction", "planned": "planned", "agreed": "agreed",
    "considered": "proposed", "offered": "proposed", "requested": "proposed", "negotiated": "proposed",
    "refused": "cancelled", "cancelled": "cancelled", "suspended": "cancelled",
}  # fmt: skip
"""Phase of a site's making → stage."""

_TYPES = frozenset({
    "военный", "учебный", "сервисный", "военно-морской", "морской", "воздушный", "авиационный", "новый", "постоянный",
    "радиолокационный", "учебно-боевой", "учебно-тренировочный", "тренировочный", "региональный", "первый", "второй",
    "еще",
})  # fmt: skip
"""Adjectives that tell the kind of a site or that it is new, and so make no name."""

_VISITS = frozenset({
    "посетить", "посещать", "посещение", "побывать", "осмотреть", "осматривать", "прибыть", "приехать", "ознакомиться",
    "визит", "экскурсия", "показать", "показывать",
})  # fmt: skip
_HEADERS = frozenset({"объект", "площадка", "база", "центр"})
_CIVIL = frozenset({
    "автомобиль", "техника", "самолёт", "вертолёт", "судно", "катер", "двигатель", "машина", "спутник", "грузовик",
})  # fmt: skip
"""Class words of goods that civil plants make too."""

_ARMS = re.compile(r"\b(?:оборон|воен|вооруж|боеприпас|снаряд|оружи|боев|патрон|арми|десант)", re.IGNORECASE)


def read_facilities(reading: Reading) -> Iterator[Draft]:
    """A draft per site of which the article tells more than that something happened there."""
    sites = Sites()
    for sentence in reading.analysis.sentences:
        mentions = reading.within(sentence, "facility")
        header = _header(sentence, mentions)
        for mention in mentions:
            lead = header if header is not None and header[-1] < mention.first else None
            office = _within_office(reading, sentence, mention)
            if (header is None or mention.head not in header) and not office:
                for told in _told(reading, sentence, mention, lead):
                    sites.put(told, sentence.index)
    for site in sites.all:
        draft = _draft(reading, site)
        if draft is not None:
            yield draft


def _header(sentence: Sentence, mentions: list[Mention]) -> range | None:
    """'два российских военных объекта - узел связи … и РЛС …', 'Другой российский объект - авиабаза Кант'."""
    if not mentions:
        return None
    for token in sentence.tokens[: mentions[-1].first]:
        if token.lemma not in _HEADERS or token.pos != "NOUN":
            continue
        following = next((m for m in mentions if m.first > token.index), None)
        if following is None:
            return None
        between = sentence.tokens[token.index + 1 : following.first]
        if any(t.text in "-–—:" or t.lemma == "включая" for t in between) and len(between) < 8:
            first = token.index
            while first > 0 and sentence.tokens[first - 1].pos in ("ADJ", "NUM", "DET"):
                first -= 1
            return range(first, token.index + 1)
    return None


def _within_office(reading: Reading, sentence: Sentence, mention: Mention) -> bool:
    """'начальник Объединенного штаба', 'Завод точной электромеханики': part of an office or an organisation."""
    held = reading.at(sentence.index, mention.head, ("office",))
    firms = [
        o
        for o in reading.at(sentence.index, mention.head, ("organisation",))
        if o.first <= mention.head and o.last > o.first and o.last >= mention.last
    ]
    return bool(held) or (bool(firms) and mention.of in ("plant", "other"))


def _told(reading: Reading, sentence: Sentence, mention: Mention, lead: range | None) -> Iterator[Told]:
    at = lead[-1] if lead is not None else mention.head
    trigger, group = _trigger(sentence, at, mention)
    state = standing(sentence, trigger, "facility", "agreed" if group == "paper" else None)
    stage, weight = _stage(sentence, sentence.tokens[trigger], group, state)
    place = places_of(reading, sentence, mention, state.chain if group else ())
    host = homes(reading, sentence, mention, lead, trigger if group else None)
    owner = owners(reading, sentence, mention, lead, state.chain if group not in (None, "exist", "idea") else (), host)
    chain = state.chain if state.chain[0] == mention.head else (mention.head, *state.chain)
    dated = (weight >= 2 and stage != "cancelled" and group not in ("close", "idea")) or stage == "closed"
    time = _own_time(reading, sentence, mention, time_for(reading, sentence, chain)) if dated else ()
    modality = "asserted" if stage == "cancelled" else state.modality
    foreign = {v.value for v in owner} - {v.value for v in host}
    if stage is None and state.modality == "denied" and foreign:
        stage, weight = "operating", 2
    absent = _absent(sentence, mention)
    if absent is not None:
        stage, weight, modality = absent, 2, "denied"
    if stage is None and owner and host and foreign:
        stage, weight = "operating", 1
    telling = mention.of in ("training_centre", "service_centre", "radar", "communications")
    if stage is None and place and telling and not _visited(sentence, mention):
        stage, weight = "operating", 1
    if sentence.tokens[mention.head].lemma == "штаб" and stage == "operating":
        return
    several = sentence.tokens[mention.head].feat("Number") == "Plur" and len(place) > 1
    owned: list[tuple[Value, ...]] = []
    if not several:
        owned = [(v,) for v in each_owner(reading, sentence, mention)]
    grounds = each_home(reading, sentence, mention, host) if not place and not owned else host[:1]
    sited = [(p,) for p in place] if several else [tuple(place[:1])]
    for one, holder, home in product(sited, owned or [tuple(owner)], [[h] for h in grounds] or [host]):
        yield Told(
            mention=mention, owner=holder, host=_host_of(reading, sentence, one, home), place=one, time=time,
            part_of=part_of(reading, sentence, mention), stage=stage, modality=modality, weight=weight,
            trigger=trigger, trail=state.trail, new=group in ("make", "build") and stage != "operating",
            site=_name(reading, mention), description=_description(reading, sentence, mention),
        )  # fmt: skip


def _visited(sentence: Sentence, mention: Mention) -> bool:
    """'делегация посетила учебный центр в Рязани': a venue."""
    return any(_lemma(sentence.tokens[i]) in _VISITS for i in ancestors(sentence, mention.head))


def _absent(sentence: Sentence, mention: Mention) -> str | None:
    """'Китайской базы там нет', 'базы не будет': the stage that is denied."""
    head = sentence.tokens[mention.head]
    if head.feat("Case") != "Gen" or head.head < 0:
        return None
    above = sentence.tokens[head.head]
    if above.lemma == "нет" or any(c.lemma == "нет" for c in children(sentence, head.index)):
        return "operating"
    if above.lemma == "быть" and negated(sentence, above.index):
        return "planned" if above.text.lower().startswith("буд") else "operating"
    return None


def _description(reading: Reading, sentence: Sentence, mention: Mention) -> Value | None:
    """'объединенная российская военная база'; of several none."""
    plain_ones = [
        t
        for t in sentence.tokens[mention.first : mention.head]
        if not reading.at(sentence.index, t.index, ("country",))
    ]
    told = [t for t in plain_ones if t.lemma not in _TYPES]
    if sentence.tokens[mention.head].feat("Number") == "Plur" or not told:
        return None
    return value_of(reading, mention, mention.value[:1].lower() + mention.value[1:])


def _host_of(reading: Reading, sentence: Sentence, place: tuple[Value, ...], host: list[Value]) -> tuple[Value, ...]:
    """The country of the place itself, where the list of places spans several countries."""
    for mention in reading.within(sentence, "place"):
        if place and mention.start == place[0].start and mention.country:
            return (value_of(reading, mention, mention.country),)
    return tuple(host[:1])


def _own_time(reading: Reading, sentence: Sentence, mention: Mention, time: tuple[Value, ...]) -> tuple[Value, ...]:
    """Without a time behind another site: 'арендует полигон Эмба и космодром Байконур, последний - до 2050 года'."""
    others = [f.start for f in reading.within(sentence, "facility") if f.start > mention.end]
    return tuple(v for v in time if not (v.start > mention.end and any(o < v.start for o in others)))


def _name(reading: Reading, mention: Mention) -> Value | None:
    """The name; a headquarters goes by what it commands: 'передовой штаб V армейского корпуса США'."""
    of_a_unit = mention.value.startswith(("штаб ", "передовой штаб "))
    return value_of(reading, mention) if mention.role == "name" or of_a_unit else None


def _trigger(sentence: Sentence, at: int, mention: Mention) -> tuple[int, str | None]:
    """The word that tells how the site stands: on the way up, else in its own clauses; its noun if there is none."""
    course = site_course()
    best: tuple[int, str] | None = None
    for index in ancestors(sentence, at):
        token = sentence.tokens[index]
        if token.lemma in SPEECH_LEMMAS:
            break
        group = course.group(_lemma(token)) or _at_work(sentence, token)
        if group is not None and _speaks_of(sentence, at, token, group):
            best = best if best is not None and group in ("idea", "exist", "use", "paper") else (index, group)
            if group in ("make", "build", "close"):
                return index, group
        if is_predicate(token) and token.feat("VerbForm") != "Inf":
            break
    if best is not None and best[1] != "idea":
        return best
    for child in children(sentence, at, "acl", "parataxis"):
        group = None if told_in_relative(sentence, mention) else course.group(_lemma(child))
        if group is not None and child.index > at and child.lemma not in SPEECH_LEMMAS:
            return child.index, "exist" if group in ("make", "use") and tense_phase(child) != "planned" else group
    opened = _opened(sentence, mention)
    if best is None and opened is not None:
        return opened, "exist"
    described = told_in_relative(sentence, mention)
    if described is not None and (best is None or best[1] == "idea"):
        return described
    return best if best is not None else (at, None)


_AT_WORK = {"начать": "make", "начинать": "make", "прекратить": "close", "прекращать": "close", "завершить": "close"}


def _at_work(sentence: Sentence, token: Token) -> str | None:
    """'центр начнёт работу в 2014 году', 'станция прекратила работу'."""
    works = any(c.lemma in ("работа", "деятельность") for c in children(sentence, token.index, "obj", "nsubj"))
    return _AT_WORK.get(token.lemma) if works else None


def _opened(sentence: Sentence, mention: Mention) -> int | None:
    """'На базе «Южная» к югу от столицы, открытой в 2015 году': a participle that the tree hung on another noun."""
    head = sentence.tokens[mention.head]
    for token in sentence.tokens[mention.last + 1 : mention.last + 9]:
        made = token.feat("VerbForm") == "Part" and site_course().group(_lemma(token)) in ("make", "build")
        same = all(token.feat(f) == head.feat(f) for f in ("Gender", "Number"))
        if made and same and token.feat("Case") in (head.feat("Case"), "Gen") and mention.role == "name":
            return token.index if sentence.tokens[token.index - 1].text == "," else None
    return None


def _speaks_of(sentence: Sentence, at: int, token: Token, group: str) -> bool:
    """The site is subject, object or genitive of the word; as a whereabouts it is only a venue."""
    path = [at, *ancestors(sentence, at)]
    below = sentence.tokens[path[path.index(token.index) - 1]]
    rel = below.rel.split(":")[0]
    if rel == "obl" and _borrowed(sentence, below):
        rel = "obj"
    if rel == "obl" or (rel == "nmod" and token.pos in ("VERB", "AUX")):
        case = next((c.lemma for c in children(sentence, below.index, "case")), "")
        return (group == "use" and not case) or (group in ("make", "close") and case in ("", "о", "от"))
    if rel == "nmod" and token.pos == "NOUN":
        case = next((c.lemma for c in children(sentence, below.index, "case")), "")
        return case in ("", "о", "по", "из")
    return True


def _borrowed(sentence: Sentence, noun: Token) -> bool:
    """'создать в Насике сервисный центр': a preposition that belongs to the name behind it, not to the noun."""
    marks = children(sentence, noun.index, "case")
    return any(
        sentence.tokens[m.index + 1].text[0].isupper() and m.index + 1 < noun.index
        for m in marks
        if m.index < noun.index
    )


def _lemma(token: Token) -> str:
    return token.lemma.replace("ё", "е")


def _stage(sentence: Sentence, token: Token, group: str | None, state: Standing) -> tuple[str | None, int]:
    """The stage and how plainly it is told."""
    phase = state.phase
    if group in ("make", "build"):
        if state.modality == "denied" and phase == "done" and token.pos == "NOUN":
            phase = "planned"  # 'опроверг строительство базы' leaves open whether it was built or only to be
        if phase in ("done", "planned") and negated(sentence, token.index) and token.feat("VerbForm") != "Inf":
            return ("planned" if token.lemma in _AT_WORK else "cancelled"), 3  # 'не начал работу', 'так и не появилась'
        if group == "make" and phase == "started":
            phase = "done" if token.pos == "VERB" and token.feat("VerbForm") != "Inf" else "planned"
        return _MAKING.get(phase or "planned"), 3
    if group == "close":
        return ("closed", 3) if phase in ("done", "started") and state.modality == "asserted" else ("operating", 2)
    if group == "paper":
        # the paper alone tells least: the site may stand already
        return ("agreed", 1) if phase in ("agreed", "done") and state.modality == "asserted" else (None, 0)
    if group == "idea":
        return ("cancelled", 3) if phase in ("refused", "cancelled") else (None, 0)
    if group in ("exist", "use"):
        if phase == "planned" and group == "exist":
            return "planned", 3
        if phase == "cancelled":
            return "closed", 3  # 'прекратила эксплуатацию РЛС'
        if phase == "refused":
            return None, 0  # 'отказался продлевать аренду'
        return ("closed" if negated(sentence, token.index) else "operating"), 2
    return None, 0


def _makes_arms(reading: Reading, sentence: int) -> bool:
    """'построит в Калужской области завод': a car maker's, unless arms are named in or beside the sentence."""
    near = reading.analysis.sentences[max(0, sentence - 2) : sentence + 3]
    text = reading.text
    return any(
        _ARMS.search(text, one.start, one.end)
        or any(item.value not in _CIVIL for item in reading.within(one, "equipment"))
        for one in near
    )


def _draft(reading: Reading, site: Site) -> Draft | None:
    """The finished draft; None when the text tells too little of the site as a site."""
    if site.stage is None or site.weight < 1:
        return None
    if not site.host and not (site.weight >= 2 and (site.place or site.name)):
        return None
    if site.name is None and not site.place and not site.owner and site.kind != "service_centre":
        return None
    if site.name is None and not site.place and site.stage == "operating":
        site.name = site.description
    if site.kind == "plant" and not site.host and not site.place:
        return None
    if site.kind == "plant" and site.weight < 3 and not (site.weight == 2 and (site.place or site.owner)):
        return None
    if site.kind == "plant" and not _makes_arms(reading, site.sentence):
        return None
    slots = {
        "name": (site.name,) if site.name else (), "kind": (_kind_value(reading, site),),
        "owner": tuple(site.owner[:1]), "host": tuple(site.host[:1]), "place": tuple(site.place[:1]),
        "part_of": tuple(site.part_of[:1]),
    }  # fmt: skip
    sentence = reading.analysis.sentences[site.sentence]
    near = [v for k, vs in slots.items() if k in ("name", "place") for v in vs]
    return Draft(
        type="facility", stage=site.stage, modality=site.modality, slots=slots, time=site.time, sentence=site.sentence,
        trigger=site.trigger, evidence=evidence_of(reading, sentence, set(site.tokens), near), rule="facility.site",
        trail=site.trail, confidence=0.85 if site.weight > 1 else 0.65,
    )  # fmt: skip


def _kind_value(reading: Reading, site: Site) -> Value:
    token = reading.analysis.sentences[site.sentence].tokens[site.tokens[0]]
    return value_at(reading, token.start, token.end, site.kind)
