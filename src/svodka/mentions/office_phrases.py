"""The phrases that name an office: 'заместитель командующего ВВС и войсками ПВО республики'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from svodka.knowledge.offices import (
    is_bound,
    is_counterpart,
    is_deputy,
    is_honorific,
    is_office,
    is_office_adjective,
    is_plain_person,
    is_rank,
    stage_of_adjective,
)
from svodka.language import Analysis, Sentence, Token
from svodka.language.declension import head_of_phrase, nominative, parses
from svodka.mentions.mention import Mention
from svodka.mentions.organisation_names import head_kind

_QUOTES = frozenset('"«»“”„')
_POSSESSIVE = frozenset({"его", "ее", "её", "их"})
_STANDING_FOR_BODY = frozenset(
    {
        "организация",
        "альянс",
        "блок",
        "компания",
        "корпорация",
        "концерн",
        "предприятие",
        "ведомство",
        "агентство",
        "холдинг",
        "служба",
        "штаб",
    }
)
_TITLE = frozenset({"министр", "вице-министр", "замминистра", "экс-министр", "госминистр", "атташе"})
_LED = frozenset({"командующий", "главнокомандующий", "замкомандующего", "экс-командующий"})
_OF_STATE = frozenset({"name", "abbreviation", "anaphor", "capital"})


@dataclass(slots=True, kw_only=True)
class OfficePhrase:
    """An office as the words give it; `end` is the first token behind the phrase."""

    sentence: Sentence
    head: int
    lemma: str
    first: int
    end: int
    value: str = ""
    stage: str = "current"
    possessive: bool = False  # 'его заместитель'
    countries: list[Mention] = field(default_factory=list)
    organisation: Mention | None = None
    body: str | None = None  # a word that stands for an organisation named before: 'генеральный секретарь организации'

    @property
    def token(self) -> Token:
        """The noun that heads the office."""
        return self.sentence.tokens[self.head]

    @property
    def counterpart(self) -> bool:
        """Whether the words only say that the office is the same elsewhere: 'белорусский коллега'."""
        return is_counterpart(self.lemma)


class OfficeReader:
    """Reads the office phrases of an article."""

    def __init__(
        self,
        analysis: Analysis,
        organisations: Sequence[Mention],
        countries: Sequence[Mention],
        people: Sequence[Mention],
    ) -> None:
        self._analysis = analysis
        self._bodies = _starts(organisations)
        self._named: dict[int, list[Mention]] = {}
        for body in organisations:
            self._named.setdefault(body.sentence, []).append(body)
        self._countries = _starts(countries)
        self._adjectives = {(m.sentence, m.last): m for m in countries if m.role == "adjective"}
        self._places = {(n.sentence, n.first): n.last for n in analysis.names if n.kind == "LOC"}
        self._people = {(m.sentence, i) for m in people for i in range(m.first, m.last + 1)}

    def read(self, sentence: Sentence) -> list[OfficePhrase]:
        """The offices of a sentence in order; 'министра' of 'заместитель министра' is no office of its own."""
        found: list[OfficePhrase] = []
        at = 0
        while at < len(sentence.tokens):
            lemma = office_lemma(sentence.tokens[at])
            if lemma is None or (sentence.index, at) in self._people or self._within_name(sentence, at):
                at += 1
                continue
            phrase = self._phrase(sentence, at, lemma)
            bare = phrase.organisation is None and not phrase.countries
            # 'министр иностранных дел принц Фейсал': the title of birth behind an office is none
            title = is_honorific(lemma) and phrase.value == lemma and found and found[-1].end == phrase.first
            if not (bare and (is_bound(lemma) or title)):
                found.append(phrase)
            at = max(phrase.end, at + 1)
        return found

    def _within_name(self, sentence: Sentence, at: int) -> bool:
        """'Совет министров обороны' is a body, not an office."""
        return any(m.first < at <= m.last for m in self._named.get(sentence.index, ()))

    def _phrase(self, sentence: Sentence, head: int, lemma: str) -> OfficePhrase:
        phrase = OfficePhrase(sentence=sentence, head=head, lemma=lemma, first=head, end=head + 1)
        kept = self._before(phrase)
        pieces = [*kept, lemma]
        if lemma.startswith("экс-"):
            phrase.stage, pieces[-1] = "former", lemma[4:]
        self._behind(phrase, pieces)
        phrase.value = " ".join(pieces)
        return phrase

    def _before(self, phrase: OfficePhrase) -> list[str]:
        """The adjectives that belong to the office, nearest last; stage and country are noted on the way."""
        kept: list[str] = []
        tokens, at = phrase.sentence.tokens, phrase.head - 1
        while at >= 0:
            token = tokens[at]
            country = self._adjectives.get((phrase.sentence.index, at))
            stage = stage_of_adjective(token.lemma)
            if country is not None:
                phrase.countries.append(country)
                at = country.first
            elif stage is not None:
                phrase.stage = stage
            elif token.text.lower() in _POSSESSIVE:
                phrase.possessive = True
            elif is_office_adjective(token.lemma) and token.pos in ("ADJ", "NUM", "NOUN", "VERB", "DET"):
                kept.insert(0, token.lemma)
            else:
                break
            phrase.first = at
            at -= 1
        return kept

    def _behind(self, phrase: OfficePhrase, pieces: list[str]) -> None:
        """Follows what depends on the office, word by word, until a name, a rank or anything else begins."""
        steps = (
            self._body, self._staff, self._country, self._under, self._side, self._affairs, self._field, self._remote,
        )  # fmt: skip
        while phrase.end < len(phrase.sentence.tokens) and (phrase.sentence.index, phrase.end) not in self._people:
            if not any(step(phrase, pieces) for step in steps):
                return

    def _body(self, phrase: OfficePhrase, pieces: list[str]) -> bool:
        """An organisation: 'глава "Ростеха"', 'официальный представитель МИД Ирана', 'атташе при посольстве КНР'."""
        tokens, at = phrase.sentence.tokens, phrase.end
        while at < len(tokens) and (
            tokens[at].text in _QUOTES
            or tokens[at].lemma
            in ("при", "концерн", "корпорация", "холдинг", "компания", "госкорпорация", "предприятие")
        ):
            at += 1
        found = self._bodies.get((phrase.sentence.index, at), [])
        if not found:
            return False
        body = max(found, key=lambda m: m.last)
        if phrase.organisation is None or phrase.organisation.first == phrase.organisation.last:
            # 'директор департамента Минпромторга': a bare 'департамент' says less than its ministry
            phrase.organisation = body
        elif phrase.organisation.country is None:
            phrase.organisation = replace(phrase.organisation, country=body.country)
        phrase.end = _past(tokens, body.last + 1)
        return True

    def _staff(self, phrase: OfficePhrase, pieces: list[str]) -> bool:
        """'начальник штаба' is an office whole, a deputy's too: 'заместитель начальника штаба ВМС'."""
        token = phrase.sentence.tokens[phrase.end]
        if phrase.lemma not in ("начальник", "замначальника") or token.text != "штаба" or phrase.end > phrase.head + 2:
            return False
        pieces.append("штаба")
        phrase.end += 1
        return True

    def _country(self, phrase: OfficePhrase, pieces: list[str]) -> bool:
        """Countries in the genitive: 'президент РФ', 'министры обороны России и Белоруссии'."""
        found = [m for m in self._countries.get((phrase.sentence.index, phrase.end), ()) if m.role in _OF_STATE]
        tokens = phrase.sentence.tokens
        joint = tokens[phrase.end].lemma in ("и", ",") and phrase.token.feat("Number") == "Plur"
        if tokens[phrase.end].lemma in ("два", "оба") and not found:
            found = [m for m in self._countries.get((phrase.sentence.index, phrase.end + 1), ()) if m.role in _OF_STATE]
        if not found and joint and phrase.countries:
            found = [m for m in self._countries.get((phrase.sentence.index, phrase.end + 1), ()) if m.role in _OF_STATE]
        if not found or (found[0].role == "capital" and "принц" not in phrase.lemma):
            return False
        phrase.countries.extend(found)
        phrase.end = max(m.last for m in found) + 1
        return True

    def _under(self, phrase: OfficePhrase, pieces: list[str]) -> bool:
        """The office that a deputy serves: 'заместитель' + 'командующего', 'пресс-секретарь' + 'президента'."""
        tokens, at = phrase.sentence.tokens, phrase.end
        words = []
        while at < len(tokens) and is_office_adjective(tokens[at].lemma) and tokens[at].pos == "ADJ":
            words.append(tokens[at].text.lower())
            at += 1
        lemma = office_lemma(tokens[at]) if at < len(tokens) else None
        if lemma is None or not is_deputy(pieces[-1]) or phrase.organisation is not None:
            return False
        pieces.extend([*words, tokens[at].text.lower()])
        phrase.lemma, phrase.end = lemma, at + 1
        return True

    def _side(self, phrase: OfficePhrase, pieces: list[str]) -> bool:
        """'с белорусской стороны', 'от российской стороны'."""
        tokens, at = phrase.sentence.tokens, phrase.end
        if tokens[at].lemma not in ("с", "от") or at + 2 >= len(tokens) or tokens[at + 2].lemma != "сторона":
            return False
        country = self._adjectives.get((phrase.sentence.index, at + 1))
        if country is not None:
            phrase.countries.append(country)
        phrase.end = at + 3
        return True

    def _affairs(self, phrase: OfficePhrase, pieces: list[str]) -> bool:
        """'временный поверенный в делах'; 'посол РФ в республике', 'комитет по внешней политике' add nothing."""
        tokens, at = phrase.sentence.tokens, phrase.end
        if tokens[at].lemma not in ("в", "во", "по", "на", "при") or at + 1 >= len(tokens):
            return False
        end = at + 1
        while end < len(tokens) and tokens[end].pos in ("ADJ", "NOUN", "PROPN") and not self._ends(phrase, end):
            end += 1
        if end == at + 1 or tokens[at].lemma == "на":
            return False
        if phrase.lemma == "поверенный" and tokens[at + 1].lemma == "дело":
            pieces.append("в делах")
            end = at + 2
        phrase.end = end
        return True

    def _field(self, phrase: OfficePhrase, pieces: list[str]) -> bool:
        """What an office is over: 'министр иностранных дел', 'начальник департамента …', 'руководитель тренировки'."""
        tokens, end = phrase.sentence.tokens, phrase.end
        cases = ("Gen", "Ins") if phrase.lemma in _LED else ("Gen",)
        while end < len(tokens) and not self._stops(phrase, end):
            listed = (
                phrase.lemma in _TITLE
                and tokens[end].lemma in ("и", ",")
                and end > phrase.end
                and end + 1 < len(tokens)
            )
            if listed and tokens[end + 1].feat("Case") == "Gen" and not self._stops(phrase, end + 1):
                end += 2
                continue
            place = self._places.get((phrase.sentence.index, end))
            if place is not None:
                # 'глава Республики Абхазия', 'вице-мэр Курска'
                end = place + 1
                continue
            if tokens[end].feat("Case") not in cases or tokens[end].pos not in ("ADJ", "NOUN", "PROPN"):
                break
            end += 1
        if end == phrase.end:
            return False
        words = tokens[phrase.end : end]
        if phrase.lemma in _TITLE and phrase.organisation is None and not phrase.countries[1:]:
            pieces.append(self._text(words))
        elif words[-1].lemma in _STANDING_FOR_BODY and len(words) == 1:
            phrase.body = words[0].lemma
        elif phrase.organisation is None and _kind(words) != "other":
            phrase.organisation = self._made_up(phrase.sentence, words)
        phrase.end = end
        return True

    def _remote(self, phrase: OfficePhrase, pieces: list[str]) -> bool:
        """An abbreviation in brackets behind the name of the office's body."""
        end = _past(phrase.sentence.tokens, phrase.end)
        moved = end > phrase.end
        phrase.end = end
        return moved

    def _stops(self, phrase: OfficePhrase, at: int) -> bool:
        """Whether a word begins an organisation, a country, a person or what announces one."""
        key = (phrase.sentence.index, at)
        named = bool(self._bodies.get(key)) or any(m.role in _OF_STATE for m in self._countries.get(key, ()))
        return named or self._ends(phrase, at)

    def _ends(self, phrase: OfficePhrase, at: int) -> bool:
        token = phrase.sentence.tokens[at]
        named = (phrase.sentence.index, at) in self._people
        return named or office_lemma(token) is not None or is_rank(token.lemma) or is_plain_person(token.lemma)

    def _made_up(self, sentence: Sentence, words: Sequence[Token]) -> Mention:
        """An organisation that only the office names: 'начальник департамента международного сотрудничества'."""
        text = self._analysis.article.text
        country = next((m.value for w in words if (m := self._adjectives.get((sentence.index, w.index)))), None)
        return Mention(
            kind="organisation",
            start=words[0].start,
            end=words[-1].end,
            value=nominative(words, text),
            sentence=sentence.index,
            first=words[0].index,
            last=words[-1].index,
            head=words[0].index,
            country=country,
            role="name",
            of=_kind(words),
        )

    def _text(self, words: Sequence[Token]) -> str:
        shown = self._analysis.article.text[words[0].start : words[-1].end]
        return shown[:1].lower() + shown[1:]


def office_lemma(token: Token) -> str | None:
    """The dictionary form of an office or of 'коллега'; None for other words.

    Participles that became offices ('командующий') are known by their dictionary form as nouns.
    """
    if token.pos in ("PUNCT", "ADP", "ADV", "CCONJ", "SCONJ", "PART", "X", "SYM"):
        return None
    return _office_of(token.lemma.lower(), token.text)


@lru_cache(maxsize=20_000)
def _office_of(lemma: str, shown: str) -> str | None:
    if is_office(lemma) or is_counterpart(lemma):
        return lemma
    lowered = shown.lower()
    if lowered.endswith(_PARTICIPLE_ENDINGS) or lowered.startswith(("зам", "ген", "экс", "гос", "вице")):
        for parse in parses(shown):
            if is_office(parse.normal_form) and parse.tag.POS in ("NOUN", "ADJF", "PRTF"):
                return str(parse.normal_form)
        if is_office(lowered):
            return lowered
    return None


_PARTICIPLE_ENDINGS = (
    "щий",
    "щего",
    "щему",
    "щим",
    "щем",
    "щие",
    "щих",
    "щая",
    "щей",
    "нный",
    "нного",
    "нному",
    "нным",
    "нном",
)


def _kind(words: Sequence[Token]) -> str:
    return head_kind(words[max(head_of_phrase(words), 0)]) or "other"


def _starts(mentions: Sequence[Mention]) -> dict[tuple[int, int], list[Mention]]:
    found: dict[tuple[int, int], list[Mention]] = {}
    for mention in mentions:
        found.setdefault((mention.sentence, mention.first), []).append(mention)
    return found


def _past(tokens: Sequence[Token], at: int) -> int:
    """Past a closing quotation mark and an abbreviation in brackets."""
    if at < len(tokens) and tokens[at].text in _QUOTES:
        at += 1
    if at + 2 < len(tokens) and tokens[at].text == "(" and tokens[at + 2].text == ")":
        at += 3
    return at
