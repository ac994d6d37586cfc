"""Military sites in an article: '102-я база', 'авиабаза Кант', 'РЛС "Волга"', 'учебный центр', 'Инджирлик'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from svodka.knowledge.countries import country_of
from svodka.knowledge.phrases import plain, word_keys
from svodka.knowledge.sites import SiteWord, known_sites, site_words
from svodka.language import Analysis, Sentence, Token
from svodka.mentions.mention import Mention
from svodka.mentions.nominative import adjective_base, is_adjectival
from svodka.mentions.phrase import ORDINAL, Phrase, in_nominative, phrase_around
from svodka.mentions.quoted import CLOSING, OPENING

# 'на базе предприятия', 'сырьевая база': the word without anything military about it.
_NOT_SITES = frozenset({
    "данные", "шасси", "предприятие", "договор", "соглашение", "завод", "институт", "университет", "академия", "танк",
    "самолет", "нормативный", "правовой", "юридический", "договорный", "материальный", "сырьевой", "технический",
    "промышленный", "производственный", "законодательный", "нормативно-правовой", "договорно-правовой",
    "элементный", "налоговый", "научный", "экспортный", "финансовый", "кормовой", "материально-технический",
})  # fmt: skip


def find_facilities(analysis: Analysis, equipment: Sequence[Mention] = ()) -> list[Mention]:
    """Mentions of kind 'facility' in order; `of` is the kind of site, role 'name' or 'class'.

    `equipment` keeps designations from becoming names ('база беспилотников MQ-9 Reaper').

    The value of a named one is its own name ('Вилейка', '102-я российская военная база'); of another its description
    in the nominative. `country` is known only for sites of the catalogue. The span covers the whole phrase.
    """
    found: list[Mention] = []
    designations = frozenset((m.sentence, m.first) for m in equipment if m.role == "designation" and m.of != "radar")
    for sentence in analysis.sentences:
        here = list(_in_sentence(analysis, sentence, designations))
        taken = {i for m in here for i in range(m.first, m.last + 1)}
        found.extend(here)
        found.extend(_bare(sentence, taken, _list_of_bases(sentence, here)))
    return sorted(found, key=lambda m: (m.start, m.end))


def _in_sentence(analysis: Analysis, sentence: Sentence, weapons: frozenset[tuple[int, int]]) -> Iterator[Mention]:
    words = [word_keys(t.text, t.lemma) for t in sentence.tokens]
    at = 0
    while at < len(words):
        term = site_words().match(words, at)
        head = sentence.tokens[at + term.head] if term else None
        if term is None or head is None or head.pos not in ("NOUN", "PROPN", "ADJ", "X") or _is_label(sentence, at):
            at += 1
            continue
        phrase = phrase_around(sentence, at, at + len(term.keys) - 1)
        if phrase.name is not None and _no_name(sentence, phrase, term.meaning, weapons):
            phrase = replace(phrase, name=None, last=phrase.end)
        mention = _mention(analysis, sentence, phrase, head, term.meaning, weapons)
        if mention is not None:
            yield mention
        at = (mention.last if mention else phrase.end) + 1


def _no_name(sentence: Sentence, phrase: Phrase, word: SiteWord, weapons: frozenset[tuple[int, int]]) -> bool:
    """'база MQ-9', 'завод автоматов Калашникова': what the site is for is not its name."""
    first = sentence.tokens[phrase.name[0]] if phrase.name else None
    if first is None:
        return True
    if (sentence.index, first.index) in weapons:
        return sentence.tokens[first.index - 1].text.islower()  # but 'база ПРО США Aegis Ashore'
    bare = sentence.tokens[first.index - 1].text not in OPENING
    return word.kind == "plant" and bare and not first.text.isascii()


def _is_label(sentence: Sentence, at: int) -> bool:
    """'"База"' in quotation marks is somebody's name."""
    return at > 0 and sentence.tokens[at - 1].text in OPENING and sentence.tokens[at].text[0].isupper()


def _mention(
    analysis: Analysis,
    sentence: Sentence,
    phrase: Phrase,
    head: Token,
    word: SiteWord,
    weapons: frozenset[tuple[int, int]],
) -> Mention | None:
    if _other_sense(sentence, phrase, word, weapons):
        return None
    name = _own_name(analysis, sentence, phrase, head)
    if name is None and word.needs == "name":
        return None
    value = name or in_nominative(sentence.tokens[phrase.first : phrase.last + 1], analysis.article.text)
    known = known_sites().get(plain(value)) if name else None
    return Mention(
        kind="facility", start=sentence.tokens[phrase.first].start, end=sentence.tokens[phrase.last].end, value=value,
        sentence=sentence.index, first=phrase.first, last=phrase.last, head=head.index,
        country=known.country if known else None, role="name" if name else "class", of=word.kind,
    )  # fmt: skip


def _other_sense(sentence: Sentence, phrase: Phrase, word: SiteWord, weapons: frozenset[tuple[int, int]]) -> bool:
    if word.phrase != "база":
        return False
    around = sentence.tokens[phrase.first : phrase.start]
    behind = [t for t in sentence.tokens[phrase.end + 1 : phrase.end + 2] if t.pos != "ADJ"]
    if any(t.lemma in _NOT_SITES for t in (*around, *behind)):
        return True
    # 'на базе SAMP/T', 'на базе 38-й бригады': what something is made from
    on = phrase.first > 0 and plain(sentence.tokens[phrase.first - 1].text) == "на" and phrase.first == phrase.start
    follows = sentence.tokens[phrase.end + 1 : phrase.end + 2]
    if not on or not follows:
        return False
    then = sentence.tokens[phrase.end + 2 : phrase.end + 3]
    # 'на базе HMAS Stirling', 'на базе TURKSOM в Могадишо'
    name = bool(then) and (
        (then[0].text.isascii() and then[0].text[0].isupper()) or then[0].text in ("в", "во", "под", "близ")
    )
    code = follows[0].text.isascii() and follows[0].text[0].isalpha() and not name
    return code or (sentence.index, follows[0].index) in weapons


def _own_name(analysis: Analysis, sentence: Sentence, phrase: Phrase, head: Token) -> str | None:
    tokens, text = sentence.tokens, analysis.article.text
    if head.feat("Number") == "Plur":
        return None
    if phrase.name is not None and not country_of(tokens[phrase.name[0]].text):
        first, last = phrase.name
        own = text[tokens[first].start : tokens[last].end]
        if tokens[first].lemma == "имя":
            whole = in_nominative(tokens[phrase.start : first], text)
            return f"{whole} {own}"
        return " ".join(own.split())
    number = next(
        (
            t
            for t in tokens[phrase.first : phrase.start]
            if ORDINAL.match(t.text) or ("-" in t.text and t.text[0].isdigit())
        ),
        None,
    )
    if number is not None:
        return in_nominative(tokens[number.index : phrase.end + 1], text)
    after = tokens[phrase.end + 1 : phrase.end + 2]
    if after and after[0].text.isdigit() and len(after[0].text) < 4:
        return f"{in_nominative(tokens[phrase.start : phrase.end + 1], text)} {after[0].text}"
    return _by_adjective(sentence, phrase, head)


def _by_adjective(sentence: Sentence, phrase: Phrase, head: Token) -> str | None:
    """'Яворовский полигон': a range named after its place."""
    if phrase.start == 0:
        return None
    token = sentence.tokens[phrase.start - 1]
    opens = token.index == 0 or sentence.tokens[token.index - 1].text in OPENING
    if not token.text[0].isupper() or opens or not is_adjectival(token.text) or country_of(token.text, "adjective"):
        return None
    noun = head.text if head.text.isupper() else head.lemma
    return f"{adjective_base(token.text, head.feat('Gender') or 'Masc', token.lemma)} {noun}"


def _list_of_bases(sentence: Sentence, here: list[Mention]) -> int:
    """Where a list of names begins: 'две британские базы - Акротири и Декелия'; past the end when there is none."""
    for mention in here:
        after = sentence.tokens[mention.last + 1 : mention.last + 2]
        if mention.role == "class" and after and after[0].text in "-–—:":
            return mention.last + 2
    return len(sentence.tokens)


def _bare(sentence: Sentence, taken: set[int], listed: int) -> Iterator[Mention]:
    """'Инджирлик, где хранится ядерное оружие': a known site without a word for what it is."""
    for token in sentence.tokens:
        site = known_sites().get(plain(token.text))
        quoted = token.index > 0 and sentence.tokens[token.index - 1].text in OPENING | CLOSING
        if (
            site is None
            or (site.beside and token.index < listed)
            or token.index in taken
            or not token.text[0].isupper()
            or quoted
        ):
            continue
        yield Mention(
            kind="facility", start=token.start, end=token.end, value=site.name, sentence=sentence.index,
            first=token.index, last=token.index, head=token.index, country=site.country, role="name", of=site.kind,
        )  # fmt: skip
