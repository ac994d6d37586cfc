"""People in an article: full names in the nominative, surnames traced back to the full name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from svodka.knowledge.family_names import is_family_name_first
from svodka.knowledge.offices import is_counterpart, is_deputy, is_office, is_rank
from svodka.language import Analysis, Sentence, Token
from svodka.language.given_names import (
    gender_in_case,
    given_name_cases,
    is_initial,
    is_particle,
    is_place_name,
    known_gender,
    nominative_name,
    nominative_syllable,
)
from svodka.mentions.locating import TokenSpan, head_of
from svodka.mentions.mention import Mention

_QUOTES = frozenset('"«»“”„')
_NAME_WORD = re.compile(r"^(?:[а-я]{2,4}-)?[А-ЯЁ][а-яё]+(?:-[А-Яа-яё]+)*$")
_VOWEL = re.compile(r"[аеёиоуыэюя]", re.I)
_HONOURED = frozenset({"имя", "им", "памяти"})
_LONGEST_SYLLABLES = 9  # letters: 'Ханьхуэем'
_PREPOSITIONS = {
    "с": "Ins", "со": "Ins", "между": "Ins", "перед": "Ins", "у": "Gen", "от": "Gen", "для": "Gen", "без": "Gen",
    "против": "Gen", "после": "Gen", "к": "Dat", "ко": "Dat", "о": "Loc", "об": "Loc", "при": "Loc",
}  # fmt: skip
_UD_GENDER = {"Masc": "masc", "Fem": "femn"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    where: TokenSpan
    words: tuple[str, ...]  # in the nominative
    gender: str


def find_people(analysis: Analysis) -> list[Mention]:
    """Mentions of kind 'person', in order; `value` is the fullest nominative name that the article gives.

    `role` is 'full' for a name with a given name or initials, 'surname' for a bare surname.
    """
    spans = sorted({*_from_model(analysis), *_after_offices(analysis)}, key=lambda w: (w.sentence, w.first, -w.last))
    spans = [w for at, w in enumerate(spans) if not any(_clash(w, earlier) for earlier in spans[:at])]
    attested = _attested(analysis, spans)
    found = [_read(analysis, where, attested) for where in spans]
    full = _full_names(found)
    missed = [_read(analysis, where, attested) for where in _missed_surnames(analysis, full, spans)]
    found = sorted([*found, *missed], key=lambda person: (person.where.sentence, person.where.first))
    return [_mention(analysis, person, full) for person in found]


def _clash(one: TokenSpan, other: TokenSpan) -> bool:
    return one.sentence == other.sentence and one.first <= other.last and other.first <= one.last


def _from_model(analysis: Analysis) -> Iterator[TokenSpan]:
    for name in analysis.names:
        if name.kind != "PER":
            continue
        sentence = analysis.sentences[name.sentence]
        first, last = name.first, name.last
        while first < last and _is_before_name(sentence.tokens, first, last):
            first += 1
        where = TokenSpan(sentence=name.sentence, first=first, last=_extended(sentence, last))
        if _is_person(sentence, where):
            yield where


def _is_before_name(tokens: Sequence[Token], at: int, last: int) -> bool:
    """'Султан' before a longer name is a title, in 'Султан Камалетдинов' it is a given name."""
    word = tokens[at]
    if word.pos == "ADP" and word.text.lower() in _PREPOSITIONS:  # 'О Ли Кэцяне рассказали'
        return True
    if not (is_rank(word.lemma) or is_office(word.lemma)):
        return False
    return not (last == at + 1 and word.text[:1].isupper() and known_gender(word.text))


def _extended(sentence: Sentence, last: int) -> int:
    """The rest of a name that the model broke off: '… вель' + 'Сенк', '… ас' + '-' + 'Сиси'."""
    tokens = sentence.tokens
    while last + 2 < len(tokens) and is_particle(tokens[last + 1].text) and tokens[last + 1].text not in ("и", "да"):
        if not tokens[last + 2].text[:1].isupper():
            break
        last += 2
    return last


def _is_person(sentence: Sentence, where: TokenSpan) -> bool:
    """Not the Shipunov of 'КБ имени Шипунова', not the Stanojlović of «Мома Станойлович», not a lone subhead."""
    tokens = sentence.tokens
    before = tokens[where.first - 1] if where.first else None
    if before is not None and (before.lemma in _HONOURED or before.text in ("им", "имени")):
        return False
    behind = tokens[where.last + 1].text if where.last + 1 < len(tokens) else ""
    if before is not None and before.text in _QUOTES and behind in _QUOTES:
        return False
    words = tokens[where.first : where.last + 1]
    if len(words) == len(tokens) == 1 or any(c.isdigit() for w in words for c in w.text):
        return False
    lone = len(words) == 1 and (_is_place(before, words[0]) or words[0].feat("Number") == "Plur")
    return not lone and any(_NAME_WORD.match(w.text) or w.text.isupper() for w in words) and words[0].pos != "ADV"


def _is_place(before: Token | None, word: Token) -> bool:
    """A lone word behind 'в' or 'на', or one that the dictionary knows as a place, is no person."""
    return (before is not None and before.lemma in ("в", "на", "под")) or is_place_name(word.text)


def _after_offices(analysis: Analysis) -> Iterator[TokenSpan]:
    """Names that the model missed, straight behind an office or a rank: 'полковник Фам Ван Донг'."""
    named = {(n.sentence, i) for n in analysis.names for i in range(n.first, n.last + 1)}
    for sentence in analysis.sentences:
        for token in sentence.tokens:
            if not (is_office(token.lemma) or is_rank(token.lemma) or is_counterpart(token.lemma)):
                continue
            last = token.index
            while last + 1 < len(sentence.tokens) and _continues(sentence.tokens, token.index, last):
                last += 1
            words = range(token.index + 1, last + 1)
            if len(words) >= 2 and not any((sentence.index, i) in named for i in words):
                yield TokenSpan(sentence=sentence.index, first=token.index + 1, last=last)


def _continues(tokens: Sequence[Token], office: int, last: int) -> bool:
    after = tokens[last + 1]
    if is_particle(after.text) and last > office and last + 2 < len(tokens):
        return tokens[last + 2].text[:1].isupper() and after.text != "и"
    name = _NAME_WORD.match(after.text) is not None or is_initial(after.text)
    return name and not (after.pos == "ADJ" and not known_gender(after.text)) and last - office < 5


def _missed_surnames(analysis: Analysis, full: Sequence[_Found], spans: Sequence[TokenSpan]) -> Iterator[TokenSpan]:
    """Bare surnames of the article's people that the model did not mark: 'Заявление Петро огласили'."""
    surnames = {f.words[-1]: f for f in full if not _is_syllables_of(f.words) and len(f.words[-1]) > 3}
    taken = {(n.sentence, i) for n in analysis.names for i in range(n.first, n.last + 1)}
    taken |= {(where.sentence, i) for where in spans for i in range(where.first, where.last + 1)}
    for sentence in analysis.sentences:
        for token in sentence.tokens:
            if token.pos != "PROPN" or not _NAME_WORD.match(token.text) or (sentence.index, token.index) in taken:
                continue
            if _stands_alone(sentence, token.index) and any(
                nominative_name(token.text, token.feat("Case"), person.gender, True) == surname
                for surname, person in surnames.items()
            ):
                yield TokenSpan(sentence=sentence.index, first=token.index, last=token.index)


def _stands_alone(sentence: Sentence, at: int) -> bool:
    """Not in quotation marks, no part of a longer name: not the second word of 'площадь Петро Великого'."""
    around = [sentence.tokens[i].text for i in (at - 1, at + 1) if 0 <= i < len(sentence.tokens)]
    capital_before = at > 1 and sentence.tokens[at - 1].text[:1].isupper()
    capital_behind = at + 1 < len(sentence.tokens) and sentence.tokens[at + 1].text[:1].isupper()
    return not (capital_before or capital_behind or any(text in _QUOTES or text == "-" for text in around))


def _attested(analysis: Analysis, spans: Sequence[TokenSpan]) -> Counter[str]:
    """The words of names that stand in the nominative somewhere in the article."""
    return Counter(
        token.text
        for where in spans
        for token in analysis.sentences[where.sentence].tokens[where.first : where.last + 1]
        if token.feat("Case") == "Nom"
    )


def _read(analysis: Analysis, where: TokenSpan, attested: Counter[str]) -> _Found:
    sentence = analysis.sentences[where.sentence]
    tokens = sentence.tokens[where.first : where.last + 1]
    words = [t for t in tokens if any(c.isalpha() for c in t.text)]
    case = _case(sentence, words)
    gender = _gender(words, case)
    names = tuple(_nominative(words, at, case, gender, attested) for at in range(len(words)))
    return _Found(where=where, words=names, gender=gender)


def _gender(words: Sequence[Token], case: str) -> str:
    givens = words[:2] if len(words) > 1 else ()
    known = next((g for w in givens if (g := gender_in_case(w.text, case) or known_gender(w.text))), "")
    if known:
        return known
    votes = Counter(_UD_GENDER[g] for w in words if (g := w.feat("Gender")) in _UD_GENDER)
    return votes.most_common(1)[0][0] if votes else ""


def _case(sentence: Sentence, words: Sequence[Token]) -> str:
    """The case of a name: that of its office, if the given name allows it, else what most of its words say."""
    votes: Counter[str] = Counter(w.feat("Case") for w in words if w.feat("Case") and not is_particle(w.text))
    before = sentence.tokens[words[0].index - 1] if words[0].index else None
    office = _office_before(sentence, words[0].index)
    if office is not None:
        votes[office.feat("Case")] += 3
    if (
        before is not None
        and before.lemma in ("и", ",")
        and before.index
        and sentence.tokens[before.index - 1].pos == "PROPN"
    ):
        # 'Риши Сунак и Фумио Кисида': joined names stand in one case
        votes[sentence.tokens[before.index - 1].feat("Case")] += 3
    head = sentence.tokens[words[0].head] if words[0].head >= 0 else None
    if head is not None and words[0].rel == "appos":
        votes[head.feat("Case")] += 2
    if before is not None and before.text.lower() in _PREPOSITIONS:
        votes[_PREPOSITIONS[before.text.lower()]] += 2
    allowed = given_name_cases(words[0].text) if len(words) > 1 and not _is_syllables(words) else frozenset()
    # 'министр обороны Дору Чобану': a foreign name looks like the accusative of a Russian one
    sure = _all_agree(words[1:], votes) if allowed == {"Nom"} else _all_agree(words, votes)
    sure = sure or (votes["Nom"] > 2 and all(w.feat("Case") == "Nom" for w in words[1:]))
    if allowed and len(allowed) < 5 and not sure:
        votes = Counter({c: n for c, n in votes.items() if c in allowed}) or Counter(dict.fromkeys(sorted(allowed), 1))
    return votes.most_common(1)[0][0] if votes else "Nom"


def _all_agree(words: Sequence[Token], votes: Counter[str]) -> bool:
    """'президента Египта Абдель Фаттаха': the dictionary has 'Абдель' in one case, all the others say another."""
    best = next(iter(votes.most_common(1)), ("", 0))[0]
    return votes[best] > 3 and all(w.feat("Case") in (best, "") for w in words)


def _office_before(sentence: Sentence, at: int) -> Token | None:
    """The rank or office that announces a name, past what depends on it: 'президента Республики Корея Юн Сок Ёля'."""
    found = None
    for token in reversed(sentence.tokens[max(0, at - 8) : at]):
        if token.pos not in ("NOUN", "PROPN", "ADJ", "ADP", "VERB") or token.feat("VerbForm") == "Fin":
            break
        if is_rank(token.lemma) or is_office(token.lemma):
            if found is not None and not is_deputy(token.lemma) and not is_rank(found.lemma):
                break
            found = token
    return found


def _nominative(words: Sequence[Token], at: int, case: str, gender: str, attested: Counter[str]) -> str:
    word, last = words[at].text, at == len(words) - 1
    if word.isupper() and len(word) > 2:
        word = word.capitalize()
    if _is_syllables(words):
        return nominative_syllable(word, case) if last else word
    shown = nominative_name(word, case, gender, last)
    if shown == word or attested[shown]:
        return shown
    similar = [name for name in attested if name != word and _same_stem(name, word)]
    return max(similar, key=lambda name: attested[name], default=shown)


def _is_syllables(words: Sequence[Token]) -> bool:
    """Names of the Far East: only the last syllable is declined ('Ли Чон Сопом', 'Нго Суан Литем')."""
    if len(words) in (2, 3) and is_family_name_first(words[0].text):
        return all(len(w.text) <= _LONGEST_SYLLABLES for w in words)
    short = len(words) > 1 and all(len(w.text) <= 6 for w in words) and len(_VOWEL.findall(words[0].text)) == 1
    return short and not any(known_gender(w.text) for w in words)


def _same_stem(name: str, form: str) -> bool:
    """Whether two words may be cases of one name: 'Вольфович' and 'Вольфовичем'."""
    one, other = name.lower().replace("ё", "е"), form.lower().replace("ё", "е")
    shared = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return shared >= 3 and len(one) - shared <= 2 and len(other) - shared <= 3 and shared >= len(one) - 2


def _full_names(found: Sequence[_Found]) -> list[_Found]:
    """One person per full name, in order of appearance; initials count as long as no name is written out."""
    full: dict[str, _Found] = {}
    for person in found:
        if len(person.words) > 1:
            full.setdefault(" ".join(person.words).replace("ё", "е"), person)
    return list(full.values())


def _mention(analysis: Analysis, person: _Found, full: Sequence[_Found]) -> Mention:
    sentence = analysis.sentences[person.where.sentence]
    first, last = person.where.first, person.where.last
    candidates = [f for f in full if _names_same(person, f)]
    candidates = [f for f in candidates if not is_initial(f.words[0])] or candidates
    names = {f.words for f in candidates}
    words = candidates[0].words if len(names) == 1 else person.words
    bare = len(person.words) == 1
    return Mention(
        kind="person",
        start=sentence.tokens[first].start,
        end=sentence.tokens[last].end,
        value=_shown(words),
        sentence=sentence.index,
        first=first,
        last=last,
        head=head_of(sentence, first, last),
        role="surname" if bare else "full",
    )


def _names_same(person: _Found, full: _Found) -> bool:
    if len(person.words) == 1:
        word = person.words[0]
        surnames = full.words[1:] if not _is_syllables_of(full.words) else full.words
        genders = {person.gender, full.gender} - {""}
        if word in surnames:
            return True
        return len(genders) < 2 and _same_stem(full.words[-1], word) and full.words[-1][:3].lower() == word[:3].lower()
    if is_initial(person.words[0]) and not is_initial(full.words[0]):
        return person.words[-1] == full.words[-1] and full.words[0].startswith(person.words[0][0])
    shorter = len(person.words) < len(full.words) and person.words == full.words[: len(person.words)]
    return person.words == full.words or (shorter and len(person.words) > 2)


def _is_syllables_of(words: Sequence[str]) -> bool:
    return len(words) in (2, 3) and all(len(w) <= 6 for w in words) and not known_gender(words[0])


def _shown(words: Sequence[str]) -> str:
    """'С.' + 'Шойгу' → 'С. Шойгу'."""
    return " ".join(f"{w}." if is_initial(w) and not w.endswith(".") and w != words[-1] else w for w in words)
