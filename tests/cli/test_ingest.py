"""`svodka ingest`, `aside` and `runs` on the command line: reports, exit codes, another try."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.test_register import Run, run
from tests.pipeline.lines import small_talk

__all__ = ["run"]  # the fixture


@pytest.fixture
def dump(tmp_path: Path, examples: Path) -> Path:
    """Two articles about arms, one about the weather, one in English, one without a text."""
    told = [(examples / f"ex0{number}.txt").read_text("utf-8") for number in (1, 2)]
    english = "The ministry of defence said on Monday that the aircraft had come. " * 4
    texts = [told[0], small_talk(1), told[1], english, ""]
    path = tmp_path / "news.jsonl"
    rows = [{"text": text, "url": f"https://news.example/{number}"} for number, text in enumerate(texts)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def test_the_report(run: Run, dump: Path) -> None:
    code, out, err = run("ingest", dump, "--jobs", 1, "--format", "json")
    report = json.loads(out)
    assert code == 1
    assert {name: report[name] for name in ("read", "new", "duplicate", "irrelevant", "failed")} == {
        "read": 5, "new": 2, "duplicate": 0, "irrelevant": 1, "failed": 1
    }  # fmt: skip
    assert report["other language"] == {"English": 1}
    assert sum(report["facts"].values()) == report["claims"] > 0
    assert "English" in err
    code, out, _ = run("ingest", dump, "--jobs", 1)
    assert (code, out.splitlines()[0].partition(";")[0]) == (
        0, "articles: 0 new, 0 read again, 5 held already, 0 not read"
    )  # fmt: skip
    _, entered = json.loads(run("runs", "--format", "json")[1])
    assert (entered["state"], entered["read"], entered["new"]) == ("done", 5, 2)
    assert run("register", "check")[1] == "sound\n"


def test_everything_is_read_when_asked(run: Run, tmp_path: Path) -> None:
    (tmp_path / "weather.txt").write_text(small_talk(1), "utf-8")
    assert "1 irrelevant" in run("ingest", "weather.txt", "--jobs", 1)[1]
    assert run("ingest", "weather.txt", "--jobs", 1, "--everything")[1].startswith("articles: 1 new")


def test_what_was_set_aside_is_listed_tried_again_and_dropped(run: Run, tmp_path: Path, examples: Path) -> None:
    (tmp_path / "one.txt").write_bytes(b"")
    (tmp_path / "two.txt").write_bytes(b"\x00\x01" * 40)
    assert run("ingest", "one.txt", "two.txt", "--jobs", 1)[0] == 2
    lines = json.loads(run("aside", "--format", "json")[1])
    assert [(line["id"], line["name"], line["kind"], line["tries"]) for line in lines] == [
        (1, "one.txt", "failed", 1), (2, "two.txt", "failed", 1)
    ]  # fmt: skip
    (tmp_path / "one.txt").write_bytes((examples / "ex01.txt").read_bytes())
    code, out, err = run("aside", "retry", "--all", "--jobs", 1)
    assert (code, out.split(",")[0]) == (1, "articles: 1 new")
    assert "two.txt: binary data" in err
    assert [line["tries"] for line in json.loads(run("aside", "--format", "json")[1])] == [2]
    assert run("aside", "drop", 2)[:2] == (0, "dropped: 1\n")
    assert run("aside", "--format", "json")[1] == "[]\n"


@pytest.mark.parametrize(("arguments", "message"), [
    (("aside", "retry"), "name what to try again, or --all"),
    (("aside", "retry", "1", "--all"), "name what to try again, or --all"),
    (("aside", "drop", "9"), "9: no such number on the set-aside list"),
    (("ingest", "absent.txt"), "absent.txt: "),
    (("ingest", "x.csv", "--map", "title"), "title"),
])  # fmt: skip
def test_wrong_questions_are_told_in_one_line(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    run("ingest", "x.csv")
    code, _, err = run(*arguments)
    assert (code, message in err) == (2, True), err


def test_every_row_of_a_dump_has_a_file_of_its_own(run: Run, dump: Path, tmp_path: Path) -> None:
    assert run("read", dump, "--output", tmp_path / "out", "--format", "json", "--jobs", 1)[0] == 1
    assert len(list((tmp_path / "out").iterdir())) == 3, "the weather is read too"
