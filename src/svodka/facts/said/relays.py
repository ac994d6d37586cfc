"""Through whom word came: the outlets of an act of speech, nearest source first."""

from __future__ import annotations

from svodka.facts.base.draft import value_of
from svodka.facts.said.words import speech_words
from svodka.language import Sentence, Token
from svodka.language.tree import ancestors, children, subtree
from svodka.mentions import Mention, Reading
from svodka.model import Value


def own_tokens(sentence: Sentence, verb: int, *, relatives: bool = False) -> list[int]:
    """The verb and what hangs on it, the clause that tells what was said left out.

    `relatives` keeps the relative clauses, which are of the teller, not of what is told: 'заявил Дуда, который …'.
    """
    apart = {"ccomp", "parataxis", "root", "conj"} | (set() if relatives else {"acl:relcl"})
    found = []
    for index in subtree(sentence, verb):
        path = [index, *ancestors(sentence, index)]
        path = path[: path.index(verb)] if verb in path else path
        if not any(sentence.tokens[p].rel in apart for p in path):
            found.append(index)
    return found


def outlets_of(reading: Reading, sentence: Sentence, verb: int) -> tuple[Value, ...]:
    """The outlets in the verb's own clause, nearest source first.

    Whom it was told ('сообщил "Интерфаксу"', 'в интервью газете'), then what is referred to ('со ссылкой на Reuters'),
    then who passes it on ('пишет РБК').
    """
    inside = set(own_tokens(sentence, verb))
    found = [m for m in reading.within(sentence, "outlet") if m.head in inside or m.first in inside]
    ranked = sorted(found, key=lambda m: (_rank(sentence, m, verb), m.start))
    return tuple({m.value: value_of(reading, m) for m in ranked}.values())


def passed_on_by(reading: Reading, sentence: Sentence, verb: int) -> bool:
    """'пишет РБК', 'передал телеканал N1': the subject is an outlet."""
    return any(_rank(sentence, m, verb) == 2 for m in reading.within(sentence, "outlet"))


def _rank(sentence: Sentence, mention: Mention, verb: int) -> int:
    path = [mention.head, *ancestors(sentence, mention.head)]
    if verb not in path:
        return 1
    below = path[: path.index(verb)]
    if any(sentence.tokens[t].lemma == "ссылка" for t in below):
        return 1
    named = all(sentence.tokens[t].rel.split(":")[0] in ("appos", "flat") for t in below[:-1])
    if below and any(c.index < below[-1] and c.pos == "PRON" for c in children(sentence, verb, "nsubj")):
        return 0  # 'сказал он Sputnik': a foreign name shows no dative
    # 'источник «Деловой газеты»' and 'заявил Патрушев (цитата по БелТА)' name an outlet that is not the subject.
    return 2 if below and named and sentence.tokens[below[-1]].rel.startswith("nsubj") else 0


def referred_to(sentence: Sentence, verb: int) -> Token | None:
    """'со ссылкой на источник в ВВС': the noun that is referred to."""
    for index in own_tokens(sentence, verb):
        if sentence.tokens[index].lemma == "ссылка":
            return next(iter(children(sentence, index, "nmod", "obl")), None)
    return None


def words_of(sentence: Sentence, verb: Token) -> Token | None:
    """Whose words a verb passes on: 'цитировало его агентство', 'передал его слова', 'приводит фразу генерала'."""
    if verb.lemma not in speech_words().passing:
        return None
    for child in children(sentence, verb.index, "obj", "nsubj", "iobj"):
        if child.lemma in speech_words().words:
            owners = children(sentence, child.index, "nmod", "det")
            return owners[0] if owners else None
        if verb.lemma in speech_words().citing and child.rel == "obj":
            return child
    return None
