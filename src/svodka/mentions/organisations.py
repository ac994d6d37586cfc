"""Organisations in an article: ministries with their countries, makers, alliances, press services, units."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from svodka.knowledge.organisations import OrganisationFound, organisations_in
from svodka.knowledge.outlets import find_outlet
from svodka.language import Analysis, Sentence, Token
from svodka.language.declension import inflect
from svodka.mentions.country_names import genitive_name
from svodka.mentions.locating import Locator, TokenSpan, head_of
from svodka.mentions.mention import Mention
from svodka.mentions.organisation_forms import names_in_article
from svodka.mentions.organisation_names import NamedOrganisation, by_head_words, by_name_model

_WITH_COUNTRY = frozenset({"ministry", "staff", "force", "council", "parliament", "government", "embassy", "agency"})
_PRESS = frozenset({"пресс-служба", "пресс-центр", "пресс-бюро"})
_STANDS_FOR = frozenset({"anaphor", "pronoun"})
_AFTER = frozenset({"name", "abbreviation", "anaphor"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    where: TokenSpan
    value: str
    kind: str
    country: str | None
    role: str
    rank: int  # 0 the catalogue, 1 head words, 2 the name model
    base: str = ""  # the institution without its country


def find_organisations(analysis: Analysis, countries: Sequence[Mention]) -> list[Mention]:
    """Mentions of kind 'organisation', in order: canonical name, country, `of` = kind, role name or abbreviation.

    Names within names are given as well where they stand for something of their own ('Объединенный штаб ОДКБ', 'ОДКБ').
    """
    beside = _Countries(analysis, countries)
    locator = Locator(analysis)
    hits = list(organisations_in(analysis.article.text))
    names = names_in_article(hits)
    known = [draft for hit in hits for draft in _known(locator, hit, beside, names)]
    named = [_unknown(n, 1, beside) for n in by_head_words(analysis)]
    modelled = [_unknown(n, 2, beside) for n in by_name_model(analysis)]
    kept = _at_home(_kept(analysis, [*known, *named, *modelled]))
    kept += list(_press_services(analysis, kept))
    mentions = [_mention(analysis, draft) for draft in _with_abbreviations(analysis, kept)]
    return sorted(mentions, key=lambda m: (m.start, -m.end))


class _Countries:
    """The country that a phrase carries: 'Минобороны Белоруссии', 'польское оборонное ведомство'."""

    def __init__(self, analysis: Analysis, countries: Sequence[Mention]) -> None:
        self._sentences = analysis.sentences
        self._text = analysis.article.text
        self._first: dict[tuple[int, int], list[Mention]] = {}
        self._last: dict[tuple[int, int], list[Mention]] = {}
        for mention in countries:
            self._first.setdefault((mention.sentence, mention.first), []).append(mention)
            self._last.setdefault((mention.sentence, mention.last), []).append(mention)

    def around(self, where: TokenSpan) -> tuple[TokenSpan, str | None, str]:
        """The span with its country, the country's code, and its name in the genitive ('' when there is none)."""
        tokens = self._sentences[where.sentence].tokens
        at = where.last + 1
        if at + 2 < len(tokens) and tokens[at].text == "(" and tokens[at + 2].text == ")":
            at += 3
        if at + 1 < len(tokens) and tokens[at + 1].lemma in ("армия", "флот"):
            # 'генштаб сербской армии'
            army = [m for m in self._first.get((where.sentence, at), ()) if m.role == "adjective" and m.last == at]
            if len(army) == 1:
                return replace(where, last=at + 1), army[0].value, genitive_name(army[0].value)
        after = [
            m for m in self._first.get((where.sentence, at), ()) if m.role in _AFTER and _is_genitive(tokens[m.head])
        ]
        if len(after) == 1:
            last = after[0].last if after[0].role not in _STANDS_FOR else where.last
            return replace(where, last=last), after[0].value, self._genitive(after[0])
        before = where.first - 1
        while before > 0 and tokens[before].pos == "ADJ" and not self._last.get((where.sentence, before)):
            before -= 1
        found = [m for m in self._last.get((where.sentence, before), ()) if m.role == "adjective"]
        if len(found) == 1:
            return replace(where, first=found[0].first), found[0].value, genitive_name(found[0].value)
        return where, None, ""

    def inside(self, where: TokenSpan) -> str | None:
        """The only country named within the span."""
        found = {
            m.value
            for (s, first), ms in self._first.items()
            if s == where.sentence and where.first <= first <= where.last
            for m in ms
        }
        return found.pop() if len(found) == 1 else None

    def _genitive(self, mention: Mention) -> str:
        if mention.role in _STANDS_FOR:
            return ""
        if mention.value == "RU":
            return genitive_name(mention.value)
        return self._text[mention.start : mention.end]


def _is_genitive(token: Token) -> bool:
    return token.feat("Case") in ("", "Gen") or token.text.isupper()


def _known(
    locator: Locator, found: OrganisationFound, countries: _Countries, names: Mapping[str, str]
) -> Iterator[_Draft]:
    where = locator.place(found.span.start, found.span.end)
    if where is None:
        return
    row = found.organisation
    value, country = names.get(row.name, row.name), row.country or None
    wide, beside, genitive = countries.around(where) if row.kind in _WITH_COUNTRY or row.generic else (where, None, "")
    if row.generic:
        if row.beside_country and beside is None:
            return
        value = f"{row.name} {genitive}".strip() if row.kind != "district" else row.name
        where, country = wide, beside or ("RU" if row.kind == "district" else None)
    elif beside is not None and beside == row.country:
        where = wide
    role = "abbreviation" if found.alias.isupper() else "name"
    base = row.name if row.generic and row.kind in ("staff", "force") else ""
    yield _Draft(where=where, value=value, kind=row.kind, country=country, role=role, rank=0, base=base)


def _at_home(drafts: Sequence[_Draft]) -> list[_Draft]:
    """A bare 'ВМС' is the navy of the only country whose navy the article names."""
    owners: dict[str, set[tuple[str, str]]] = {}
    for draft in drafts:
        if draft.base and draft.country:
            owners.setdefault(draft.base, set()).add((draft.country, draft.value))
    settled = []
    for draft in drafts:
        found = owners.get(draft.base, set())
        alone = draft.country is None and len({country for country, _ in found}) == 1
        settled.append(replace(draft, country=min(found)[0], value=min(found)[1]) if alone else draft)
    return settled


def _unknown(found: NamedOrganisation, rank: int, countries: _Countries) -> _Draft:
    wide, country, genitive = countries.around(found.where)
    role = "abbreviation" if found.value.isupper() and " " not in found.value else "name"
    value, where = found.value, found.where
    if found.kind in _WITH_COUNTRY and wide.last > where.last:
        value, where = f"{value} {genitive}", wide
    return _Draft(
        where=where,
        value=value,
        kind=found.kind,
        country=country or countries.inside(found.where),
        role=role,
        rank=rank,
    )


def _overlaps(one: TokenSpan, other: TokenSpan) -> bool:
    return one.sentence == other.sentence and one.first <= other.last and other.first <= one.last


def _holds(outer: TokenSpan, inner: TokenSpan) -> bool:
    return outer.sentence == inner.sentence and outer.first <= inner.first and inner.last <= outer.last


def _kept(analysis: Analysis, drafts: Iterable[_Draft]) -> list[_Draft]:
    """The catalogue before head words before the name model; names inside a longer head-word name stay."""
    kept: list[_Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.rank, d.where.sentence, d.where.first)):
        rivals = [k for k in kept if _overlaps(k.where, draft.where)]
        longer = all(
            _holds(draft.where, k.where) and draft.where.last - draft.where.first > k.where.last - k.where.first + 1
            for k in rivals
        )
        # АО "Концерн ВКО "Алмаз-Антей": the form and the quotation marks add nothing to the name
        dressed = draft.kind == "maker" and any(k.where.last == draft.where.last for k in rivals)
        announced = draft.rank == 1 and draft.kind == "maker"  # 'верфь Anadolu' is no agency
        if draft.rank == 0 or ((not rivals or longer) and not dressed and (announced or not _is_outlet(analysis, draft))):
            kept.append(draft)
    return kept


def _is_outlet(analysis: Analysis, draft: _Draft) -> bool:
    tokens = analysis.sentences[draft.where.sentence].tokens
    shown = analysis.article.text[tokens[draft.where.first].start : tokens[draft.where.last].end]
    return find_outlet(shown) is not None


def _press_services(analysis: Analysis, kept: Sequence[_Draft]) -> Iterator[_Draft]:
    """'пресс-служба ВМС', 'пресс-служба британского правительства': the service of the organisation behind the word."""
    for sentence in analysis.sentences:
        for token in sentence.tokens:
            if token.lemma in _PRESS:
                yield _press_service(analysis, sentence, token, kept)


def _press_service(analysis: Analysis, sentence: Sentence, token: Token, kept: Sequence[_Draft]) -> _Draft:
    def begins(draft: _Draft) -> bool:
        between = sentence.tokens[token.index + 1 : draft.where.first]
        plain = all(not t.text[:1].isalpha() or t.text.isupper() or t.pos == "ADJ" for t in between)
        return draft.where.sentence == sentence.index and draft.where.first > token.index and plain and len(between) < 4

    owner = min(filter(begins, kept), key=lambda d: (d.where.first, -d.where.last), default=None)
    here = TokenSpan(sentence=sentence.index, first=token.index, last=token.index)
    if owner is None:
        last = _genitive_run(sentence, token.index)
        shown = analysis.article.text[sentence.tokens[min(token.index + 1, last)].start : sentence.tokens[last].end]
        value = f"{token.lemma} {shown}" if last > token.index else token.lemma
        return _Draft(where=replace(here, last=last), value=value, kind="press", country=None, role="name", rank=1)
    first, *rest = owner.value.split(" ")
    declined = " ".join([*_genitive_head(first, rest)])
    return _Draft(
        where=replace(here, last=owner.where.last),
        value=f"{token.lemma} {declined}",
        kind="press",
        country=owner.country,
        role="name",
        rank=1,
    )


def _genitive_run(sentence: Sentence, at: int) -> int:
    """The last word of what hangs in the genitive on a word: 'пресс-служба белорусского лидера'."""
    last = at
    for token in sentence.tokens[at + 1 :]:
        if token.feat("Case") != "Gen" or token.pos not in ("ADJ", "NOUN", "PROPN"):
            break
        last = token.index
    return last


def _genitive_head(first: str, rest: list[str]) -> list[str]:
    """'Министерство обороны' → 'Министерства обороны'; a name of its own stays ('Алмаз-Антей')."""
    if first.isupper() or not first[1:].islower():
        return [first, *rest]
    if inflect(first, "Gen", source="Nom", pos="ADJF") != first and rest:
        return [inflect(first, "Gen", source="Nom", pos="ADJF"), *_genitive_head(rest[0], rest[1:])]
    return [inflect(first, "Gen", source="Nom", pos="NOUN"), *rest] if rest or first.islower() else [first]


def _with_abbreviations(analysis: Analysis, drafts: Sequence[_Draft]) -> Iterator[_Draft]:
    """'Национальное управление железных дорог (ONCF)' gives 'ONCF' its full name throughout the article."""
    full: dict[str, _Draft] = {}
    for draft in drafts:
        tokens = analysis.sentences[draft.where.sentence].tokens
        at = draft.where.last + 1
        if (
            at + 2 < len(tokens)
            and tokens[at].text == "("
            and tokens[at + 2].text == ")"
            and tokens[at + 1].text.isupper()
        ):
            full.setdefault(tokens[at + 1].text, draft)
    for draft in drafts:
        long = full.get(draft.value)
        same = long is not None and draft.role == "abbreviation" and draft.rank > 0
        yield replace(draft, value=long.value, country=long.country, kind=long.kind) if long and same else draft


def _mention(analysis: Analysis, draft: _Draft) -> Mention:
    sentence = analysis.sentences[draft.where.sentence]
    first, last = draft.where.first, draft.where.last
    return Mention(
        kind="organisation",
        start=sentence.tokens[first].start,
        end=sentence.tokens[last].end,
        value=draft.value,
        sentence=sentence.index,
        first=first,
        last=last,
        head=head_of(sentence, first, last),
        country=draft.country,
        role=draft.role,
        of=draft.kind,
    )
