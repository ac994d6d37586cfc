"""The sites of an article: which words speak of which, and what has been gathered about each."""

from __future__ import annotations

from dataclasses import dataclass, field

from svodka.knowledge.phrases import plain
from svodka.mentions import Mention
from svodka.model import Modality, Value


@dataclass(slots=True, kw_only=True)
class Site:
    """One site while its article is being read."""

    kind: str
    name: Value | None = None
    description: Value | None = None  # in the nominative, of a single site without a name
    owner: list[Value] = field(default_factory=list)
    host: list[Value] = field(default_factory=list)
    place: list[Value] = field(default_factory=list)
    part_of: list[Value] = field(default_factory=list)
    time: tuple[Value, ...] = ()
    stage: str | None = None
    modality: Modality = "asserted"
    weight: int = 0
    sentence: int = -1
    trigger: int = -1
    tokens: tuple[int, ...] = ()
    trail: tuple[str, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one place of the article says of a site."""

    mention: Mention
    owner: tuple[Value, ...]
    host: tuple[Value, ...]
    place: tuple[Value, ...]
    part_of: tuple[Value, ...]
    time: tuple[Value, ...]
    stage: str | None
    modality: Modality
    weight: int  # 3 a word of building, opening, closing; 2 of being there; 1 foreign owner; 0 nothing
    trigger: int
    trail: tuple[str, ...]
    new: bool  # a site that is to be, so none that was spoken of before
    site: Value | None  # its own name
    description: Value | None


class Sites:
    """All sites of an article, found again by name, by place, or by being the last one of their kind."""

    def __init__(self) -> None:
        self.all: list[Site] = []
        self._last: Site | None = None

    def put(self, told: Told, sentence: int) -> None:
        """Adds what was told to the site that it is about."""
        site = self._find(told)
        if site is None:
            site = Site(kind=told.mention.of or "other", name=told.site)
            self.all.append(site)
        self._last = site
        _complete(site, told)
        if told.stage is not None and told.weight > site.weight:
            site.stage, site.modality, site.weight = told.stage, told.modality, told.weight
            site.sentence, site.trigger, site.trail = sentence, told.trigger, told.trail
            site.tokens = (told.mention.head, told.trigger)
            site.time = told.time or site.time

    def _find(self, told: Told) -> Site | None:
        if told.site is not None:
            return next((s for s in self.all if s.name and plain(s.name.value) == plain(told.site.value)), None)
        places = {v.value for v in told.place}
        for site in reversed(self.all):
            same_kind = site.kind == told.mention.of
            if same_kind and places and places == {v.value for v in site.place} and not _apart(site, told):
                return site
        last = self._last
        if last is None or told.new or places or told.mention.of not in (last.kind, "other"):
            return None
        return None if _apart(last, told) else last


def _apart(site: Site, told: Told) -> bool:
    """Whether owner or host tell that they are two sites."""
    owners, known = {v.value for v in told.owner}, {v.value for v in site.owner}
    hosts, home = {v.value for v in told.host}, {v.value for v in site.host}
    return bool((owners and known and owners != known) or (hosts and home and hosts != home))


def _complete(site: Site, told: Told) -> None:
    site.name = site.name or told.site
    site.description = site.description or told.description
    for slot in ("owner", "host", "place", "part_of"):
        held: list[Value] = getattr(site, slot)
        new: tuple[Value, ...] = getattr(told, slot)
        if not held:
            held.extend(new)
    if told.weight >= 2 and not site.time and told.stage == "operating":
        site.time = told.time
