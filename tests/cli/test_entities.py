"""Who is who on the command line."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from svodka.cli.main import app
from svodka.register import Register
from tests.register.people import ZUBAREVS, sale

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the program on a register of three articles about two Zubarevs, and two about a plant."""
    monkeypatch.chdir(tmp_path)
    with Register.open("svodka.db") as register:
        for record in (*ZUBAREVS, sale("Завод Заря", "2020-01-01"), sale("Завод Зоря", "2020-02-01")):
            register.add(record, "1.0")

    def _run(*arguments: object, answers: str | None = None) -> Result:
        done = CliRunner().invoke(app, [str(each) for each in arguments], input=answers, catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done

    return _run


def listed(run: Run, *arguments: object) -> dict[str, dict[str, object]]:
    return {row["name"]: row for row in json.loads(run("entities", *arguments, "--format", "json").stdout)}


def test_entities_as_of_a_day(run: Run) -> None:
    assert listed(run, "Zubarev").keys() == {"Николай Зубарев", "Дмитрий Зубарев"}
    assert listed(run, "Zubarev", "--as-of", "2020-01-15").keys() == {"Николай Зубарев"}
    assert [row["open"] for row in listed(run, "Zubarev").values()] == [1, 1]


def test_one_entity_whole(run: Run) -> None:
    identifier = listed(run, "Николай Зубарев")["Николай Зубарев"]["id"]
    text = run("entities", identifier).stdout
    assert text == run("show", identifier).stdout
    for words in (
        "Offices, with who says so", "секретарь совета, RU  current", "Интерфакс: «Николай Зубарев - секретарь",
        "May also be", "«Зубарев выступил с речью", "Newest articles",
    ):  # fmt: skip
        assert words in text
    rows = list(csv.DictReader(run("entities", identifier, "--format", "csv").stdout.splitlines()))
    assert [(row["office"], row["first"]) for row in rows] == [("секретарь совета", "2020-01-01")]
    assert json.loads(run("show", identifier, "--as-of", "2020-01-15", "--format", "json").stdout)["open"] == []


def test_the_queue_lists_open_names_and_the_walk_settles_them(run: Run) -> None:
    (queued,) = json.loads(run("review", "queue", "--format", "json").stdout)
    assert (queued["kind"], len(queued["choices"])) == ("name", 2)
    assert "s(kip)" in run("review", "walk", "--by", "A. Editor", answers="s\n").stdout
    shown = run("review", "walk", "--by", "A. Editor", answers="9\n").stdout  # no such candidate: nothing is done
    number = 1 + next(at for at, line in enumerate(
        line for line in shown.splitlines() if line.startswith(("  1:", "  2:"))) if "Дмитрий" in line)  # fmt: skip
    run("review", "walk", "--by", "A. Editor", answers=f"{number}\n")
    assert listed(run, "Zubarev")["Дмитрий Зубарев"]["articles"] == 2
    assert run("review", "queue").stdout == ""
    run("review", "undo", 1, "--by", "A. Editor")
    run("review", "walk", "--by", "A. Editor", answers="r\n")
    assert listed(run, "Zubarev")["Зубарев"]["articles"] == 1


def test_organisations_joined_split_and_renamed(run: Run) -> None:
    one, two = (listed(run, name)[name]["id"] for name in ("Завод Заря", "Завод Зоря"))
    by = ("--by", "A. Editor")
    run("review", "join", one, two, *by, "--note", "one plant")
    assert listed(run, "Завод Зоря")["Завод Заря"]["articles"] == 2
    run("review", "rename", two, "Заря (Самара)", *by)
    assert "Заря (Самара)" in run("show", one).stdout
    run("review", "split", one, "--named", "Завод Зоря", *by)
    assert listed(run, "Завод Зоря")["Завод Зоря"]["articles"] == 1
    table = run("review", "list", "--format", "csv").stdout.splitlines()
    assert "Завод Заря; Завод Зоря" in table[1]
    assert "one plant" in run("show", one).stdout


def test_a_name_accepted_and_rejected(run: Run) -> None:
    (queued,) = json.loads(run("review", "queue", "--format", "json").stdout)
    son = listed(run, "Дмитрий Зубарев")["Дмитрий Зубарев"]["id"]
    run("review", "reject", queued["id"], son, "--by", "A. Editor")
    assert listed(run, "Zubarev")["Николай Зубарев"]["articles"] == 2
    run("review", "undo", 1, "--by", "A. Editor")
    run("review", "accept", queued["id"], son, "--by", "A. Editor")
    assert listed(run, "Zubarev")["Дмитрий Зубарев"]["articles"] == 2
