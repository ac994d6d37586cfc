"""Whether a sentence stands in a report of an exercise: what is sent then takes part and stays its owner's."""

from __future__ import annotations

from svodka.language import Sentence, Token
from svodka.language.tree import children
from svodka.mentions import Reading

_SENDING = frozenset({
    "направить", "направлять", "отправить", "отправлять", "доставить", "доставлять", "выделить", "выделять",
    "привезти", "перегнать", "переправить", "перевезти", "выслать", "прибыть", "прибывать",
})  # fmt: skip


def sent_to_exercise(reading: Reading, sentence: Sentence, token: Token) -> bool:
    """'Китай направит в Таиланд истребители J-10C' where this or the sentence before tells of an exercise.

    With a receiver in the dative ('направит Таиланду') it is a supply all the same.
    """
    if token.lemma not in _SENDING or any(c.feat("Case") == "Dat" for c in children(sentence, token.index, "iobj")):
        return False
    before = reading.analysis.sentences[max(0, sentence.index - 1) : sentence.index + 1]
    return any(reading.within(one, "exercise") for one in before)
