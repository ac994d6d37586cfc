"""Times: spans and EDTF values, case by case, and properties that hold for any text."""

from __future__ import annotations

import hashlib
import re
from calendar import monthrange
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from svodka.knowledge.calendar import MONTHS, WEEKDAYS
from svodka.language import Analysis, LanguageModels, Sentence, Token
from svodka.mentions.times import find_times
from svodka.mentions.times.finder import fold
from svodka.mentions.times.lexicon import lexicon
from svodka.mentions.times.period import Period, Stretch, plus_months, point
from svodka.model import Article, Paragraph, Span

_CASES = Path(__file__).parent / "data" / "times.tsv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    text: str
    published: str | None
    expected: tuple[tuple[str, str], ...]  # span's words and value


def _cases() -> list[Case]:
    rows = [line.split("\t") for line in _CASES.read_text(encoding="utf-8").splitlines() if line[:1] not in {"", "#"}]
    cases = []
    for marked, published, values in rows:
        spans = re.findall(r"\[([^\]]+)\]", marked)
        wanted = [] if values == "-" else values.split(" | ")
        assert len(spans) == len(wanted), marked
        cases.append(
            Case(
                text=re.sub(r"[\[\]]", "", marked),
                published=None if published == "-" else published,
                expected=tuple(zip(spans, wanted, strict=True)),
            )
        )
    return cases


def _article(text: str, published: str | None) -> Article:
    return Article(
        id=hashlib.sha256(text.encode()).hexdigest(), text=text, title=None, url=None, outlet=None, author=None,
        published=published, published_basis=None, place=None, language="ru", dateline=None,
        paragraphs=(Paragraph(span=Span(start=0, end=len(text)), kind="body"),),
    )  # fmt: skip


@pytest.fixture(scope="module")
def analyses() -> dict[tuple[str, str | None], Analysis]:
    """All cases, analysed in one batch."""
    cases = _cases()
    found = LanguageModels().analyse([_article(c.text, c.published) for c in cases])
    return {(c.text, c.published): a for c, a in zip(cases, found, strict=True)}


@pytest.mark.parametrize("case", _cases(), ids=lambda c: f"{c.text} ({c.published})")
def test_case(case: Case, analyses: dict[tuple[str, str | None], Analysis]) -> None:
    found = find_times(analyses[case.text, case.published])
    assert [(case.text[m.start : m.end], m.value) for m in found] == list(case.expected)


def test_there_are_enough_cases() -> None:
    cases = _cases()
    assert len(cases) >= 120
    assert sum(not c.expected for c in cases) >= 20


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Договор подписан 5 мая 2020 года.", "date"),
        ("Договор подписан в мае 2020 года.", "month"),
        ("Договор подписан в 2020 году.", "year"),
        ("Договор подписан весной 2020 года.", "season"),
        ("Учение прошло 5-9 мая 2020 года.", "range"),
        ("Центр работает с 2020 года.", "since"),
        ("Договор действует до 2030 года.", "until"),
        ("Договор подписан вчера.", "relative"),
    ],
)
def test_role(text: str, role: str) -> None:
    assert [m.role for m in find_times(_flat(text, "2021-06-29"))] == [role]


def _flat(text: str, published: str | None) -> Analysis:
    """An analysis without models: one sentence of bare words, no tree."""
    words = list(re.finditer(r"\w+(?:-\w+)*|[^\w\s]", text))
    tokens = tuple(
        Token(index=i, start=w.start(), end=w.end(), text=w[0], lemma=w[0], pos="X", feats={}, head=-1, rel="dep")
        for i, w in enumerate(words)
    )
    sentence = Sentence(index=0, start=0, end=len(text), paragraph=0, tokens=tokens, children=((),) * len(tokens))
    return Analysis(article=_article(text, published), sentences=(sentence,) if tokens else (), names=())


_DATE = re.compile(r"(?P<year>\d{4}|\d{3}X|XXXX)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?~?")


def _is_edtf(value: str) -> bool:
    """EDTF levels 0-2 as far as times use them, written from the specification, apart from the code under test."""
    sides = value.split("/")
    if len(sides) > 2 or all(side == ".." for side in sides):
        return False
    return all(_is_edtf_date(side) or (side == ".." and len(sides) == 2) for side in sides)


def _is_edtf_date(text: str) -> bool:
    match = _DATE.fullmatch(text)
    if match is None:
        return False
    if match["month"] is None:
        return match["year"] != "XXXX"
    month = int(match["month"])
    if match["day"] is None:
        return 1 <= month <= 12 or (21 <= month <= 24 and match["year"] != "XXXX")
    year = int(match["year"]) if match["year"].isdigit() else 2000
    return 1 <= month <= 12 and 1 <= int(match["day"]) <= monthrange(year, month)[1]


@pytest.mark.parametrize(
    "value", ["2021-13", "2021-02-30", "..", "../..", "2021/2022/2023", "XXXX", "2021-6", "21", ""]
)
def test_the_validator_can_say_no(value: str) -> None:
    assert not _is_edtf(value)


_GLUE = (
    "в|с|до|по|к|на|через|не раньше|начала|в конце|года|году|год|годы|лет|назад|спустя|ранее|месяцев|недели|прошлой|"
    "этого|того же|следующий|день|-|–|,|и|а|квартале|полугодии|первом|II|2010-х|2014-го|прошлый|минувшие|выходные"
)
_LEXICON = lexicon()
_WORDS = st.sampled_from(
    [*MONTHS, *WEEKDAYS, *_LEXICON.free_seasons, *_LEXICON.bound_seasons, *_LEXICON.day, *_GLUE.split("|")]
)
_NUMBERS = st.one_of(st.integers(0, 40), st.integers(1790, 2110)).map(str)
_FIGURES = st.tuples(st.integers(0, 40), st.integers(0, 14), st.integers(1890, 2100)).map(
    lambda t: f"{t[0]:02d}.{t[1]:02d}.{t[2]}"
)
_TEXTS = st.lists(st.one_of(_WORDS, _NUMBERS, _FIGURES, st.text(max_size=4)), max_size=12).map(" ".join)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=_TEXTS, published=st.one_of(st.none(), st.dates().map(str)))
def test_every_value_is_edtf_and_every_span_exact(text: str, published: str | None) -> None:
    analysis = _flat(text, published)
    last = 0
    for mention in find_times(analysis):
        assert _is_edtf(mention.value), mention
        assert last <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end].strip() == text[mention.start : mention.end]
        tokens = analysis.sentences[0].tokens
        assert tokens[mention.first].start <= mention.start and mention.end <= tokens[mention.last].end
        assert mention.first <= mention.head <= mention.last
        last = mention.end


@given(text=st.text(max_size=60))
def test_folding_keeps_every_character_in_its_place(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_periods_write_edtf() -> None:
    june = Period(year=2021, month=6)
    assert point(june).edtf() == "2021-06"
    assert Stretch(lo=june, hi=None).edtf() == "2021-06/.."
    assert Stretch(lo=None, hi=Period(year=2044)).edtf() == "../2044"
    assert Period(year=None, month=2, day=29).valid
    assert not Period(year=2021, month=2, day=29).valid
    assert plus_months(2021, 11, 3) == Period(year=2022, month=2)
    assert plus_months(2021, 2, -2) == Period(year=2020, month=12)


def test_the_data_file_is_sound() -> None:
    words = lexicon()
    folded = [*words.shift, *words.day, *words.free_seasons, *words.bound_seasons, *words.month_adjectives]
    folded += [*words.numbers, *words.ordinal_days, *words.counts]
    assert all(word == fold(word) for word in folded)
    assert len(words.ordinal_days) == 31
    assert sorted(words.month_adjectives.values()) == list(range(1, 13))
    assert {*words.free_seasons.values(), *words.bound_seasons.values()} == {21, 22, 23, 24}
    assert not words.free_seasons.keys() & words.bound_seasons.keys()
    assert not words.intent & words.speech
