"""Which country 'республика', 'страна', 'она', 'стороны' and 'обе страны' stand for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from svodka.knowledge.outlets import find_outlet
from svodka.language import Analysis, Sentence, Token
from svodka.language.tree import children, clause, clause_head
from svodka.mentions.mention import Mention

# 'Республика' is never said of a federation that goes by another name, nor of a kingdom.
_NOT_REPUBLICS = frozenset({
    "RU", "US", "GB", "SA", "AE", "JP", "AU", "CA", "ES", "SE", "NO", "DK", "NL", "BE", "TH", "MY", "JO", "MA", "BH",
    "QA", "KW", "OM", "BN", "KH", "NZ", "LU", "SU", "BR", "MX", "CN", "DE",
})  # fmt: skip
_KINGDOMS = frozenset({"GB", "SA", "JO", "MA", "BH", "ES", "SE", "NO", "DK", "NL", "BE", "TH", "KH"})
_EMIRATES = frozenset({"AE", "QA", "KW"})
_SINGULAR = frozenset({"республика", "страна", "государство", "королевство", "эмират"})
_PLURAL = frozenset({"сторона", "страна", "государство", "держава"})
_PRONOUNS = {"он": "Masc", "она": "Fem", "оно": "Neut"}
_STANDING_FOR = frozenset({*_SINGULAR, *_PLURAL, *_PRONOUNS, "союзник"})
# Countries by grammatical gender where it is not feminine: 'Казахстан заказал …, он получит'.
_FEMININE_ENDINGS = ("а", "я", "ь")
_FAMILIAR = ("name", "abbreviation", "capital", "seat")
_LOOK_BACK = 3  # sentences; farther back an antecedent is a guess


def find_country_anaphora(analysis: Analysis, countries: Sequence[Mention]) -> list[Mention]:
    """Country mentions (role 'anaphor' or 'pronoun') over the words that stand for countries named before.

    'стороны' and 'обе страны' give two mentions over one span. What cannot be settled gives none.
    """
    resolver = _Resolver(analysis, countries)
    found: list[Mention] = []
    for sentence in analysis.sentences:
        for token in sentence.tokens:
            found.extend(resolver.resolve(sentence, token))
    return found


class _Resolver:
    def __init__(self, analysis: Analysis, countries: Sequence[Mention]) -> None:
        self._analysis = analysis
        self._by_sentence: dict[int, list[Mention]] = {}
        for mention in countries:
            self._by_sentence.setdefault(mention.sentence, []).append(mention)
        counted = Counter(m.value for m in countries if m.role in _FAMILIAR)
        self._common = [code for code, _ in counted.most_common()]
        outlet = find_outlet(analysis.article.outlet) if analysis.article.outlet else None
        self._home = outlet.country if outlet is not None else None
        self._resolved: dict[int, list[Mention]] = {}

    def resolve(self, sentence: Sentence, token: Token) -> Iterator[Mention]:
        lemma, number = token.lemma.replace("ё", "е"), token.feat("Number")
        if lemma not in _STANDING_FOR:
            return
        if any(m.first <= token.index <= m.last and m.role != "adjective" for m in self._named(sentence)):
            return
        if lemma in _PLURAL and number == "Plur" and self._both(sentence, token):
            yield from self._make(sentence, token, self._pair(sentence, token), "anaphor")
        elif lemma in _SINGULAR and number == "Sing" and not self._identified(sentence, token):
            yield from self._make(sentence, token, self._single(sentence, token, lemma), "anaphor")
        elif lemma == "союзник" and number == "Sing" and not self._identified(sentence, token):
            yield from self._make(sentence, token, self._other(sentence, token), "anaphor")
        elif lemma in _PRONOUNS and token.pos == "PRON" and token.feat("Case") != "":
            yield from self._make(sentence, token, self._pronoun(sentence, token, lemma), "pronoun")

    def _named(self, sentence: Sentence) -> list[Mention]:
        return self._by_sentence.get(sentence.index, [])

    def _make(self, sentence: Sentence, token: Token, codes: Sequence[str], role: str) -> Iterator[Mention]:
        for code in codes:
            mention = Mention(
                kind="country", start=token.start, end=token.end, value=code, sentence=sentence.index,
                first=token.index, last=token.index, head=token.index, country=code, role=role,
            )  # fmt: skip
            self._resolved.setdefault(sentence.index, []).append(mention)
            yield mention

    @staticmethod
    def _both(sentence: Sentence, token: Token) -> bool:
        """'стороны', 'обе страны', 'двух государств'; not 'страны НАТО', '15 стран', 'другие страны'."""
        if token.lemma == "сторона":
            return not children(sentence, token.index, "amod", "nmod")
        modifiers = [sentence.tokens[c].lemma for c in sentence.children[token.index]]
        # 'страны подписали' are the two that were named; with a modifier they are others: 'страны НАТО', '15 стран'
        return any(m in ("оба", "два", "двое") for m in modifiers) or (token.rel == "nsubj" and not modifiers)

    @staticmethod
    def _identified(sentence: Sentence, token: Token) -> bool:
        """'Республика Беларусь', 'страна-участница', 'одна из стран', 'наша страна', 'третья страна'."""
        for child in (sentence.tokens[c] for c in sentence.children[token.index]):
            if child.rel in ("appos", "flat", "flat:name") and child.index > token.index:
                return True
            own = child.rel.split(":")[0] in ("amod", "det", "nummod", "acl", "nmod")
            if own and child.lemma not in ("этот", "весь"):
                return True
        following = sentence.tokens[token.index + 1 : token.index + 2]
        capitals = all(t.text[:1].isupper() for t in (token, *following))
        return bool(following) and following[0].pos == "PROPN" and capitals

    def _before(self, sentence: Sentence, token: Token) -> Iterator[Mention]:
        """Countries named before the token, nearest first, at most a few sentences back."""
        for index in range(sentence.index, max(-1, sentence.index - _LOOK_BACK - 1), -1):
            found = [*self._by_sentence.get(index, []), *self._resolved.get(index, [])]
            for mention in sorted(found, key=lambda m: -m.start):
                if index < sentence.index or mention.end <= token.start:
                    yield mention

    def _together(self, sentence: Sentence, token: Token) -> set[int]:
        """Tokens that are parties to the same event as the anaphor, so other than what it stands for.

        'из Белоруссии в республику', 'Китай передал республике'; 'МИД Таджикистана … в районе республики' may agree.
        """
        if token.feat("Case") == "Gen" and token.rel.split(":")[0] == "nmod":
            return set() if token.head < 0 else {*sentence.children[token.head], token.head}
        head = sentence.tokens[clause_head(sentence, token.index)]
        # 'Израиль, ранее поставивший республике': whom the participle modifies acts in its clause
        modified = {head.head} if head.rel.startswith("acl") and head.head >= 0 else set()
        return set(clause(sentence, token.index)) | modified

    def _candidates(self, sentence: Sentence, token: Token) -> Iterator[Mention]:
        siblings = self._together(sentence, token)
        # 'республика получила из Турции': another than Turkey, wherever Turkey was named before
        others = {m.value for m in self._named(sentence) if m.head in siblings and m.role in _FAMILIAR}
        for mention in self._before(sentence, token):
            if mention.role not in ("adjective", "national", "capital_place") and mention.value not in others:
                yield mention

    def _single(self, sentence: Sentence, token: Token, lemma: str) -> list[str]:
        allowed = {"королевство": _KINGDOMS, "эмират": _EMIRATES}.get(lemma)
        found = list(self._candidates(sentence, token))
        if lemma == "республика":
            found = [m for m in found if m.value not in _NOT_REPUBLICS]
        elif allowed is not None:
            found = [m for m in found if m.value in allowed]
        if found:
            return [max(found, key=lambda m: (self._salience(sentence, m, lemma), m.start)).value]
        if lemma == "республика":
            return next(([c] for c in self._common if c not in _NOT_REPUBLICS), [])
        # 'королевство' in an article that names one kingdom needs no other word for it
        fitting = [c for c in self._common if allowed and c in allowed]
        return fitting if len(fitting) == 1 else []

    def _salience(self, sentence: Sentence, mention: Mention, lemma: str) -> float:
        """How much a country is what the text is about: subjects, the frequent and the near before 'у Индии'."""
        token = self._token(mention)
        of_subject = token.rel == "nmod" and self._owner(mention).rel.startswith("nsubj")
        # 'написал советник президента Украины': whose man acts is nearly as present as one who acts
        points = 2.0 * token.rel.startswith("nsubj") + 1.0 * of_subject - 1.0 * (sentence.index - mention.sentence)
        before = [t.lemma for t in self._children(mention) if t.rel == "case"]
        points -= 2.0 * bool({"из", "у", "от"}.intersection(before)) or 0.5 * bool(before)
        # 'республика' in a report of БЕЛТА is most often Belarus; 'страна' is seldom one's own
        home = mention.value == self._home and lemma == "республика"
        return points + 0.5 * (mention.value in self._common[:2]) + 1.5 * home

    def _children(self, mention: Mention) -> list[Token]:
        sentence = self._analysis.sentences[mention.sentence]
        return [sentence.tokens[c] for c in sentence.children[mention.head]]

    def _owner(self, mention: Mention) -> Token:
        """What a genitive hangs on, in the end: 'советник' of 'советник президента Украины'."""
        sentence = self._analysis.sentences[mention.sentence]
        token = sentence.tokens[mention.head]
        for _ in range(4):
            if token.rel != "nmod" or token.head < 0:
                break
            token = sentence.tokens[token.head]
        return token

    def _token(self, mention: Mention) -> Token:
        return self._analysis.sentences[mention.sentence].tokens[mention.head]

    def _pair(self, sentence: Sentence, token: Token) -> list[str]:
        codes: list[str] = []
        for mention in self._before(sentence, token):
            if mention.role == "capital_place" or mention.value in codes:
                continue
            codes.append(mention.value)
            if len(codes) == 2:
                return codes[::-1]
        return []

    def _other(self, sentence: Sentence, token: Token) -> list[str]:
        """'Россия передала союзнику': the country of the context that is not the clause's own subject."""
        own = {m.value for m in self._named(sentence) if m.head in self._together(sentence, token)}
        for mention in self._before(sentence, token):
            if mention.value not in own and mention.role != "capital_place":
                return [mention.value]
        return []

    def _pronoun(self, sentence: Sentence, token: Token, lemma: str) -> list[str]:
        """'она' continues the subject country of the sentence or of the one before, when the gender agrees."""
        gender = token.feat("Gender") or _PRONOUNS[lemma]
        if token.feat("Number") == "Plur":
            return []
        doer = self._shared_subject(sentence, token) if token.feat("Case") != "Nom" else None
        for mention in self._candidates(sentence, token):
            if mention.sentence < sentence.index - 1 or (doer is not None and mention.sentence < sentence.index):
                break
            antecedent = self._token(mention)
            if mention.sentence == sentence.index and doer == mention.head:
                continue
            if doer is None and not antecedent.rel.startswith("nsubj"):
                continue
            if self._gender(mention, antecedent) == gender:
                return [mention.value]
        # 'Канберру постигла неловкость: она отказалась': no other country is named before it in the sentence
        here = {m.value: m for m in self._candidates(sentence, token) if m.sentence == sentence.index}
        if len(here) == 1 and token.feat("Case") == "Nom":
            return [code for code, m in here.items() if self._gender(m, self._token(m)) == gender]
        return []

    @staticmethod
    def _shared_subject(sentence: Sentence, token: Token) -> int | None:
        """'Польша передала Украине танки и отправит ей гаубицы': who acts in the clause, so is not 'ей'."""
        at = clause_head(sentence, token.index)
        own = children(sentence, at, "nsubj")
        if own or sentence.tokens[at].rel not in ("conj", "ccomp") or sentence.tokens[at].head < 0:
            return None
        return next((c.index for c in children(sentence, sentence.tokens[at].head, "nsubj")), None)

    @staticmethod
    def _gender(mention: Mention, token: Token) -> str:
        if mention.role in ("anaphor", "pronoun", "name") and token.feat("Gender"):
            return token.feat("Gender")
        return "Fem" if token.lemma.endswith(_FEMININE_ENDINGS) else "Masc"
