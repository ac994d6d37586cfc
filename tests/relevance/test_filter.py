"""What deserves deep reading, where it stands and why."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svodka.relevance import Relevance
from svodka.relevance.patterns import Pattern, all_patterns

CASES = tomllib.loads(Path(__file__).with_name("judged.toml").read_text("utf-8"))
WORDS = st.sampled_from(
    ["Индия", "купила", "танки", "С-400", "-", "–", "\u00ad", "«Тор»", "А.", "5", "\n", "встреча", "е\u0301", "漢", "?"]
)


@pytest.mark.parametrize("case", CASES["relevant"], ids=lambda case: case["text"][:40])
def test_what_tells_of_cooperation_passes_by_its_rule(case: dict[str, str], relevance: Relevance) -> None:
    judgement = relevance.judge(case["text"])
    assert judgement.relevant
    assert case["by"] in judgement.rules


@pytest.mark.parametrize("case", CASES["irrelevant"], ids=lambda case: case["text"][:40])
def test_other_news_is_set_aside(case: dict[str, str], relevance: Relevance) -> None:
    judgement = relevance.judge(case["text"])
    assert (judgement.relevant, judgement.score, judgement.spans) == (False, 0.0, ()), relevance.explain(case["text"])


def test_the_spans_are_the_sentences_that_tell(relevance: Relevance) -> None:
    text = "Погода хороша - и ладно.\n- Перу купит Т-90, - сказал А. Иванов. Ждать… Танки для Перу готовы к отгрузке"
    judgement = relevance.judge(text)
    assert [span.of(text).strip() for span in judgement.spans] == [
        "- Перу купит Т-90, - сказал А. Иванов.",
        "Танки для Перу готовы к отгрузке",
    ]


def test_a_line_ends_a_sentence(relevance: Relevance) -> None:
    text = "Концерт\nПеру купит танки\r\nПогода"
    assert [span.of(text) for span in relevance.judge(text).spans] == ["Перу купит танки"]
    assert "arms of two" not in relevance.judge("Погода в Перу\nТанки Чили стоят").rules


def test_spans_hold_where_characters_vanish(relevance: Relevance) -> None:
    text = "Тру\u00adба\u00adчи иг\u00adрали. Ин\u00adдия ку\u00adпит тан\u00adки. Ко\u00adнец."
    assert [span.of(text) for span in relevance.judge(text).spans] == ["Ин\u00adдия ку\u00adпит тан\u00adки."]


def test_the_reasons_show_the_words_of_the_text(relevance: Relevance) -> None:
    text = "Стоит жара. Завтра Перу купит танки Т-90М."
    reasons = {reason.rule: reason for reason in relevance.explain(text)}
    assert reasons.keys() == set(relevance.judge(text).rules)
    assert reasons["supply"].words == ("купит", "танки", "Т-90М")
    assert reasons["supply"].span.of(text) == "Завтра Перу купит танки Т-90М."


def test_nothing_explains_an_irrelevant_text(relevance: Relevance) -> None:
    assert relevance.explain("Стоит жара.") == ()


def test_more_sentences_score_higher(relevance: Relevance) -> None:
    once = relevance.judge("Перу купит танки.")
    twice = relevance.judge("Перу купит танки. Перу купит пушки.")
    assert 0.5 <= once.score < twice.score < 1


def test_case_yo_and_lookalikes_do_not_matter(relevance: Relevance) -> None:
    texts = ["Перу купит вертолёты.", "ПЕРУ КУПИТ ВЕРТОЛЁТЫ.", "Перу купит вертолеты.", "Перу купит веpтoлёты."]
    assert [judgement.relevant for judgement in relevance.judge_all(texts)] == [True] * 4


@settings(max_examples=200, deadline=None)
@given(text=st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=40).map(" ".join)))
def test_any_text_is_judged_and_spans_lie_inside(text: str, relevance: Relevance) -> None:
    judgement = relevance.judge(text)
    assert judgement.relevant == bool(judgement.spans) == bool(judgement.rules) == (judgement.score > 0)
    ends = [0, *(span.end for span in judgement.spans)]
    for before, span in zip(ends, judgement.spans, strict=False):
        assert before <= span.start < span.end <= len(text)
        assert span.of(text).strip()


def test_the_version_tells_of_every_pattern(relevance: Relevance) -> None:
    assert relevance.version == Relevance(all_patterns()).version
    changed = [*all_patterns(), Pattern(" катапульт", "arms")]
    assert Relevance(changed).version != relevance.version
    assert len(relevance.version) == 16
