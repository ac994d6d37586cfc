"""What a service goes back to: 'которые', 'их', 'первую', 'обе', 'остальные', a bare 'сборка'."""

from __future__ import annotations

from svodka.facts.service.words import fold, service_words
from svodka.language import Sentence, Token
from svodka.language.tree import children, clause_head, preposition, subtree
from svodka.mentions import Mention, Reading

_OTHERS = frozenset({
    "первый", "второй", "третий", "последний", "остальной", "другой", "следующий", "оба", "прочий", "каждый",
})  # fmt: skip
_ALONE_FRAMES = ("work", "make")


def pointed(reading: Reading, sentence: Sentence, trigger: Token) -> tuple[Token, Mention] | None:
    """The word that points back and the equipment that it stands for; None when nothing points."""
    relative = _relative(reading, sentence, trigger)
    if relative is not None:
        return relative
    token = next((t for i in _near(sentence, trigger) if points(t := sentence.tokens[i], sentence)), None)
    token = token or (trigger if _bare(sentence, trigger) else None)
    earlier = last_designation(reading, sentence, token.index) if token is not None else None
    return (token, earlier) if token is not None and earlier is not None else None


def _relative(reading: Reading, sentence: Sentence, trigger: Token) -> tuple[Token, Mention] | None:
    """'комплексы Barak 8, которые разработали', 'Ejder, сборку которых предлагала наладить': what 'который' means."""
    word = next((c for c in children(sentence, trigger.index) if _stands_for_item(sentence, c)), None)
    if word is None:
        return None
    top = sentence.tokens[clause_head(sentence, trigger.index)]
    if not top.rel.startswith("acl") or top.head < 0 or _own_maker(sentence, trigger):
        return None
    below = [m for m in reading.within(sentence, "equipment") if m.head in subtree(sentence, top.head)]
    before = [m for m in below if m.last < word.index]
    named = [m for m in before if m.role == "designation"] or before
    return (word, named[-1]) if named else None


def _own_maker(sentence: Sentence, trigger: Token) -> bool:
    """'ракеты, которые выпускает совместное предприятие': that is who makes them, no service."""
    word = service_words().triggers.get(fold(trigger.lemma))
    subjects = children(sentence, trigger.index, "nsubj", "obj") if word is not None and word.frame == "make" else []
    return any(c.lemma == "предприятие" for c in subjects)


def _stands_for_item(sentence: Sentence, token: Token) -> bool:
    case = token.feat("Case") in ("Acc", "Nom", "Gen")
    acts = token.rel == "nsubj" and sentence.tokens[token.head].feat("Voice") != "Pass"
    object_too = any(c.rel == "obj" for c in children(sentence, token.head)) if acts else False
    return token.lemma == "который" and case and not object_too and not preposition(sentence, token.index)


def last_designation(reading: Reading, sentence: Sentence, before: int) -> Mention | None:
    """The designation named last before a token, in this sentence or the one before it in the paragraph."""
    here = [m for m in reading.within(sentence, "equipment") if m.last < before and m.role == "designation"]
    if here:
        return here[-1]
    previous = reading.analysis.sentences[sentence.index - 1] if sentence.index else None
    if previous is None or previous.paragraph != sentence.paragraph:
        return None
    earlier = [m for m in reading.within(previous, "equipment") if m.role == "designation"]
    return earlier[-1] if earlier else None


def _near(sentence: Sentence, trigger: Token) -> list[int]:
    own = [c.index for c in children(sentence, trigger.index)]
    return [*own, *range(trigger.index + 1, min(trigger.index + 3, len(sentence.tokens)))]


def points(token: Token, sentence: Sentence) -> bool:
    """Whether a word stands for things told of before: 'обслужит их', 'первую отремонтируют', 'сборка ещё 140'."""
    if fold(token.text.lower()) in ("их", "ее", "его") and token.rel == "obj":
        return True
    if fold(token.lemma) in ("они", "он", "она") and token.pos in ("PRON", "DET"):
        return token.feat("Case") in ("Acc", "Gen", "") and not preposition(sentence, token.index)
    counted = any(c.pos in ("NOUN", "PROPN") for c in children(sentence, token.index))
    if fold(token.lemma) in _OTHERS and not preposition(sentence, token.index):
        return token.rel in ("obj", "nsubj", "nsubj:pass", "nmod") and not counted
    before = fold(sentence.tokens[token.index - 1].lemma) if token.index else ""
    after = sentence.tokens[token.index + 1].lemma if token.index + 1 < len(sentence.tokens) else ""
    if token.pos != "NUM" or token.rel.startswith("nummod"):
        return False
    bare = before in ("еще", "остальной", "другой", "последний", "первый") or token.rel in ("obj", "nsubj")
    return (bare and not counted) or after == "из"


def _bare(sentence: Sentence, trigger: Token) -> bool:
    """'начались переговоры о сборке', 'и лицензия на производство': of what was named just before."""
    word = service_words().triggers.get(fold(trigger.lemma))
    if trigger.pos != "NOUN" or word is None or word.frame not in _ALONE_FRAMES:
        return False
    own = {c.rel.split(":")[0] for c in children(sentence, trigger.index)}
    above = sentence.tokens[trigger.head] if trigger.head >= 0 else trigger
    return not own & {"nmod", "amod", "acl", "appos"} and trigger.rel in ("nmod", "obl") and above.pos in (
        "NOUN", "VERB",
    ) and preposition(sentence, trigger.index) in ("о", "на")  # fmt: skip
