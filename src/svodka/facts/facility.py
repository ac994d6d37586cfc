"""Military sites: bases, radars, centres, ranges and plants on the soil of states, and how they stand."""

from __future__ import annotations

from collections.abc import Iterator

from svodka.facts.draft import Draft, evidence_of, value_at, value_of
from svodka.facts.facility_place import homes, part_of, places_of, owners
from svodka.facts.facility_sites import Site, Sites, Told
from svodka.facts.facility_words import site_course
from svodka.facts.standing import Standing, standing, tense_phase
from svodka.facts.timing import SPEECH_LEMMAS, time_for
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

_HEADERS = frozenset({"объект", "площадка", "база", "центр"})


def read_facilities(reading: Reading) -> Iterator[Draft]:
    """A draft per site of which the article tells more than that something happened there."""
    sites = Sites()
    for sentence in reading.analysis.sentences:
        mentions = reading.within(sentence, "facility")
        header = _header(sentence, mentions)
        for mention in mentions:
            if mention is not header and not _within_office(reading, sentence, mention):
                for told in _told(reading, sentence, mention, header):
                    sites.put(told, sentence.index)
    for site in sites.all:
        draft = _draft(reading, site)
        if draft is not None:
            yield draft


def _header(sentence: Sentence, mentions: list[Mention]) -> Mention | None:
    """'два российских военных объекта - узел связи … и РЛС …': the words that introduce a list of sites."""
    for mention, following in zip(mentions, mentions[1:], strict=False):
        between = sentence.tokens[mention.last + 1 : following.first]
        plural = sentence.tokens[mention.head].feat("Number") == "Plur" or mention.head and sentence.tokens[mention.head - 1].pos == "NUM"
        listed = any(t.text in "-–—:" or t.lemma in ("включая", "число") for t in between)
        if mention.role == "class" and listed and (plural or sentence.tokens[mention.head].lemma in _HEADERS):
            return mention
    return None


def _within_office(reading: Reading, sentence: Sentence, mention: Mention) -> bool:
    """'начальник Объединенного штаба', 'Завод точной электромеханики': part of an office or an organisation."""
    held = reading.at(sentence.index, mention.head, ("office",))
    firms = [o for o in reading.at(sentence.index, mention.head, ("organisation",)) if o.first <= mention.head and o.last > o.first]
    return bool(held) or (bool(firms) and mention.of in ("plant", "other"))


def _told(reading: Reading, sentence: Sentence, mention: Mention, header: Mention | None) -> Iterator[Told]:
    at = header.head if header is not None and header.head < mention.head else mention.head
    trigger, group = _trigger(sentence, at, mention)
    state = standing(sentence, trigger, "facility")
    stage, weight = _stage(sentence, sentence.tokens[trigger], group, state)
    lead = header if header is not None and header.head < mention.head else None
    place = places_of(reading, sentence, mention, state.chain if group else ())
    host = homes(reading, sentence, mention, lead, trigger if group else None)
    owner = owners(reading, sentence, mention, lead, state.chain if group in ("use", "make", "build") else (), host)
    chain = state.chain if state.chain[0] == mention.head else (mention.head, *state.chain)
    time = time_for(reading, sentence, chain) if weight >= 2 and stage != "cancelled" else ()
    if stage is None and state.modality == "denied":
        stage, weight = "operating", 2
    foreign = {v.value for v in owner} - {v.value for v in host}
    if stage is None and owner and host and foreign:
        stage, weight = "operating", 1
    several = sentence.tokens[mention.head].feat("Number") == "Plur" and len(place) > 1
    for one in ([(p,) for p in place] if several else [tuple(place[:1])]):
        yield Told(
            mention=mention, owner=tuple(owner), host=_host_of(reading, sentence, one, host), place=one, time=time,
            part_of=part_of(reading, sentence, mention), stage=stage, modality=state.modality, weight=weight,
            trigger=trigger, trail=state.trail, new=group in ("make", "build") and stage != "operating",
            site=_name(reading, mention),
        )  # fmt: skip


def _host_of(reading: Reading, sentence: Sentence, place: tuple[Value, ...], host: list[Value]) -> tuple[Value, ...]:
    """The country of the place itself, where the list of places spans several countries."""
    for mention in reading.within(sentence, "place"):
        if place and mention.start == place[0].start and mention.country:
            return (value_of(reading, mention, mention.country),)
    return tuple(host[:1])


def _name(reading: Reading, mention: Mention) -> Value | None:
    return value_of(reading, mention) if mention.role == "name" else None


def _trigger(sentence: Sentence, at: int, mention: Mention) -> tuple[int, str | None]:
    """The word that tells how the site stands: in its own clauses, else on the way up; the site's noun if there is none."""
    course = site_course()
    best: tuple[int, str] | None = None
    for index in ancestors(sentence, at):
        token = sentence.tokens[index]
        if token.lemma in SPEECH_LEMMAS:
            break
        group = course.group(_lemma(token))
        if group is not None and _speaks_of(sentence, at, token, group):
            best = best if best is not None and group in ("idea", "exist", "use") else (index, group)
            if group in ("make", "build", "close"):
                return index, group
        if is_predicate(token) and token.feat("VerbForm") != "Inf":
            break
    if best is not None and best[1] != "idea":
        return best
    for child in children(sentence, at, "acl", "parataxis"):
        group = course.group(_lemma(child))
        if group is not None and child.index > at and child.lemma not in SPEECH_LEMMAS:
            return child.index, "exist" if group in ("make", "use") and tense_phase(child) != "planned" else group
    return best if best is not None else (at, None)


def _speaks_of(sentence: Sentence, at: int, token: Token, group: str) -> bool:
    """The site is subject, object or genitive of the word; as a whereabouts it is only a venue."""
    path = [at, *ancestors(sentence, at)]
    below = sentence.tokens[path[path.index(token.index) - 1]]
    rel = below.rel.split(":")[0]
    if rel == "obl" or (rel == "nmod" and token.pos in ("VERB", "AUX")):
        case = next((c.lemma for c in children(sentence, below.index, "case")), "")
        return group == "use" and not case or (group in ("make", "close") and case in ("", "о", "от"))
    if rel == "nmod" and token.pos == "NOUN":
        case = next((c.lemma for c in children(sentence, below.index, "case")), "")
        return case in ("", "о", "по", "из")
    return True


def _lemma(token: Token) -> str:
    return token.lemma.replace("ё", "е")


def _stage(sentence: Sentence, token: Token, group: str | None, state: Standing) -> tuple[str | None, int]:
    """The stage and how plainly it is told."""
    phase = state.phase
    if group in ("make", "build"):
        if phase == "done" and negated(sentence, token.index):
            return "cancelled", 3  # 'так и не появилась'
        if group == "make" and phase == "started":
            phase = "done" if token.pos == "VERB" and token.feat("VerbForm") != "Inf" else "planned"
        return _MAKING.get(phase or "planned"), 3
    if group == "close":
        return ("closed", 3) if phase in ("done", "started") and state.modality == "asserted" else ("operating", 2)
    if group == "idea":
        return ("cancelled", 3) if phase in ("refused", "cancelled") else (None, 0)
    if group in ("exist", "use"):
        if phase == "planned" and group == "exist":
            return "planned", 3
        return ("closed" if negated(sentence, token.index) else "operating"), 2
    return ("cancelled", 3) if phase in ("refused", "cancelled") else (None, 0)


def _draft(reading: Reading, site: Site) -> Draft | None:
    """The finished draft; None when the text tells too little of the site as a site."""
    if site.stage is None or site.weight < 1 or not site.host:
        return None
    if site.name is None and not site.place and not site.owner:
        return None
    if site.kind == "plant" and not (site.weight >= 2 and (site.place or site.owner)):
        return None
    slots = {
        "name": (site.name,) if site.name else (), "kind": (_kind_value(reading, site),), "owner": tuple(site.owner[:1]),
        "host": tuple(site.host[:1]), "place": tuple(site.place[:1]), "part_of": tuple(site.part_of[:1]),
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


