"""Where the tree went wrong: parties told by preposition, case and place alone."""

from __future__ import annotations

from collections.abc import Sequence

from svodka.facts.base.arguments import Argument
from svodka.facts.base.name_cases import cases_of_name
from svodka.facts.base.parties import parties_at
from svodka.facts.deals.words import Frame
from svodka.language import Sentence, Token
from svodka.language.tree import children, clause, preposition
from svodka.mentions import Reading
from svodka.model import Value


def clause_parties(reading: Reading, sentence: Sentence, trigger: int, taken: set[int],
                   frame: Frame) -> list[tuple[str, Value]]:  # fmt: skip
    """Where the tree went wrong: parties of the same clause told by preposition and case alone, with their side."""
    found: list[tuple[str, Value]] = []
    doer = {"give": "supplier", "get": "recipient"}.get(frame, "")
    for index in clause(sentence, trigger):
        token = sentence.tokens[index]
        nominal = token.pos in ("NOUN", "PROPN", "PRON") or reading.at(sentence.index, index, ("country",))
        if index in taken or not nominal or apart(sentence, trigger, index):
            continue
        side = _side_by_form(reading, sentence, token, doer)
        if side:
            found.extend((side, value) for value in parties_at(reading, sentence, index))
    return found


def _side_by_form(reading: Reading, sentence: Sentence, token: Token, doer: str) -> str | None:
    before, case = preposition(sentence, token.index), token.feat("Case") or _case_of_adjective(sentence, token)
    if before in ("у", "от", "из"):
        return "supplier"
    if before == "для" or (before == "в" and case == "Acc") or (not before and case == "Dat"):
        return "recipient"
    if before or token.rel.startswith("conj"):
        return None
    if "Dat" in cases_of_name(token) and token.head >= 0 and sentence.tokens[token.head].feat("Case") == "Ins":
        return "recipient"  # 'поставка Угандой России вертолётов': no country belongs to another
    # 'шесть взяли Филиппины': a country is not taken, so the nominative that looks like an accusative acts
    acts = case == "Nom" or (case == "Acc" and "Nom" in cases_of_name(token))
    within = token.rel == "nmod" and bool(preposition(sentence, token.head))  # 'взяты из состава ВВС'
    return doer if acts or (_indeclinable(reading, sentence, token) and not within) else None


def _case_of_adjective(sentence: Sentence, token: Token) -> str:
    """'чешская Aero Vodochody': a foreign name shows its case by its adjective."""
    return next((c.feat("Case") for c in children(sentence, token.index, "amod")), "")


def _indeclinable(reading: Reading, sentence: Sentence, token: Token) -> bool:
    """'помощь США оказывают', 'машин ВВС Польши должны получить': an abbreviation shows no case."""
    return token.text.isupper() and bool(reading.at(sentence.index, token.index, ("country", "organisation")))


def receivers_of_items(reading: Reading, sentence: Sentence, items: Sequence[int]) -> list[tuple[int, Value]]:
    """'продал четыре истребителя Венгрии', 'Су-25 Казахстану передадут': a dative that the tree hangs on the thing."""
    return [
        (child.index, value)
        for item in items
        for child in children(sentence, item, "nmod", "obl", "iobj", "appos")
        if "Dat" in cases_of_name(child) and not preposition(sentence, child.index)
        for value in parties_at(reading, sentence, child.index)
    ]


def acts_as_object(sentence: Sentence, argument: Argument) -> bool:
    """'Двигатели поставляет запорожский «Мотор»': a nominative behind a verb that has no other subject."""
    token = sentence.tokens[argument.token]
    declined = token.feat("Case") == "Nom" and _case_of_adjective(sentence, token) == "Nom"
    return declined and not children(sentence, argument.governor, "nsubj")


def apart(sentence: Sentence, trigger: int, token: int) -> bool:
    """Whether a phrase is no part of what the trigger tells, whatever the tree hangs it on.

    'взвесить поставку, если Россия будет …'; 'покупка "Росомахи" (производитель — завод Rosomak)'.
    """
    between = sentence.tokens[min(trigger, token) + 1 : max(trigger, token)]
    if token > trigger and any(t.text.lower() == "если" for t in between):
        return True
    inside = "(" if token > trigger else ")"
    return sum((t.text == inside) - (t.text in "()" and t.text != inside) for t in between) > 0
