import tomllib
from pathlib import Path

import pytest

from svodka.articles import article_from_text
from svodka.model import UnreadableInput

CASES = tomllib.loads((Path(__file__).parent / "published.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_the_date_is_settled_or_left_open(case: dict[str, str]) -> None:
    assert (article_from_text(case["text"]).published or "") == case["published"]


def test_the_basis_says_how_the_date_is_known() -> None:
    stated = article_from_text("МОСКВА, 5 мая 2020 года. /ТАСС/. Стороны подписали договор.")
    inferred = article_from_text(CASES[0]["text"])
    open_ = article_from_text("Стороны подписали договор.")
    assert [a.published_basis for a in (stated, inferred, open_)] == ["stated", "inferred", None]


@pytest.mark.parametrize("given", ["2021-06-29", "2021-06", "2021"])
def test_what_the_source_says_wins(given: str) -> None:
    article = article_from_text(CASES[0]["text"], published=given)
    assert (article.published, article.published_basis) == (given, "metadata")


def test_a_moment_from_the_source_gives_its_day() -> None:
    assert article_from_text("Новость дня.", published="2021-06-29T12:30:00+03:00").published == "2021-06-29"


@pytest.mark.parametrize("given", ["29 июня", "2021-02-30", "2021-13", "", "20210629"])
def test_a_date_that_is_none_is_refused(given: str) -> None:
    with pytest.raises(UnreadableInput, match="write it as"):
        article_from_text("Новость дня.", published=given)
