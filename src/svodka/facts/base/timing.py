"""When a fact holds: the time expressions that hang on its trigger or stand in its clause."""

from __future__ import annotations

from svodka.facts.base.draft import value_at, value_of
from svodka.language import Sentence
from svodka.language.tree import children, clause_head
from svodka.mentions import Mention, Reading
from svodka.model import Value

SPEECH_LEMMAS = frozenset({
    "сообщить", "сообщать", "сказать", "заявить", "заявлять", "рассказать", "говорить", "отметить", "подчеркнуть",
    "уточнить", "добавить", "объявить", "писать", "написать", "передать", "передавать", "пояснить", "объяснить",
    "признать", "утверждать", "подтвердить", "напомнить", "заверить", "предупредить", "опровергнуть", "цитировать",
})  # fmt: skip


_PAPERS = frozenset({"контракт", "договор", "соглашение", "сделка", "заказ", "тендер", "протокол", "меморандум"})
_ENDS = frozenset({
    "завершиться", "завершаться", "закончиться", "заканчиваться", "продлиться", "завершить", "закончить",
})  # fmt: skip


def time_for(reading: Reading, sentence: Sentence, chain: tuple[int, ...]) -> tuple[Value, ...]:
    """The time of a matter whose trigger and governors are `chain`; empty when the clause gives none.

    A time that hangs on the trigger wins over one that hangs on its governors; one that hangs on a verb of speech
    tells when it was said and is left to attribution.
    """
    ranked = []
    for mention in reading.within(sentence, "time"):
        rank = _rank(sentence, mention, chain)
        if rank is not None:
            ranked.append((rank, mention))
    ranked.sort(key=lambda pair: pair[0])
    if not ranked:
        return ()
    first = _exact(ranked[0][1], [mention for _, mention in ranked])
    end = _end_of(reading, sentence, first, chain)
    if end is None:
        return (value_of(reading, first),)
    return (value_at(reading, first.start, end.end, f"{first.value}/{end.value.removeprefix('../')}"),)


def _exact(first: Mention, others: list[Mention]) -> Mention:
    """'месяц спустя, 26 августа': the date beside a vaguer time says the same more exactly."""
    return next((m for m in others if 0 < m.start - first.end <= 2 and m.value.startswith(f"{first.value}-")), first)


def _end_of(reading: Reading, sentence: Sentence, first: Mention, chain: tuple[int, ...]) -> Mention | None:
    """'начнутся в октябре 2020 года и завершатся в апреле 2023-го': the coordinated verb tells the end."""
    if "/" in first.value or "~" in first.value:
        return None
    for index in chain:
        for verb in children(sentence, index, "conj"):
            if verb.lemma in _ENDS:
                for mention in reading.within(sentence, "time"):
                    if governor_of(sentence, mention) == verb.index and mention.start > first.start:
                        return mention if mention.value.removeprefix("../").count("/") == 0 else None
    return None


def _rank(sentence: Sentence, mention: Mention, chain: tuple[int, ...]) -> tuple[int, int] | None:
    governor = governor_of(sentence, mention)
    distance = min(abs(mention.head - t) for t in chain)
    if governor in chain:
        if sentence.tokens[governor].lemma in SPEECH_LEMMAS and governor != chain[0]:
            return None
        return (chain.index(governor), distance)
    if governor >= 0 and sentence.tokens[governor].lemma in SPEECH_LEMMAS | _PAPERS:
        return None  # 'по контракту 2018 года поставила': the paper is of that year
    if clause_head(sentence, mention.head) in {clause_head(sentence, t) for t in chain}:
        return (len(chain), distance)
    return None


def governor_of(sentence: Sentence, mention: Mention) -> int:
    """The token outside the mention on which it hangs; -1 when it heads the sentence."""
    at = mention.head
    while mention.first <= at <= mention.last:
        at = sentence.tokens[at].head
    return at


def led_by_date(reading: Reading, sentence: int) -> tuple[Value, ...]:
    """'10 февраля 1998 года. Стороны подписали …': in a chronicle the date stands before the event as a sentence."""
    if sentence == 0:
        return ()
    here, lead = reading.analysis.sentences[sentence], reading.analysis.sentences[sentence - 1]
    times = reading.within(lead, "time")
    if here.paragraph != lead.paragraph or len(times) != 1 or times[0].role not in ("date", "month", "year"):
        return ()
    rest = [t for t in lead.tokens if not times[0].first <= t.index <= times[0].last and t.pos != "PUNCT"]
    return () if rest else (value_of(reading, times[0]),)
