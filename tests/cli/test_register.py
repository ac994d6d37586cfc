"""The register on the command line."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from svodka.cli.main import main
from svodka.pipeline import Reader
from svodka.query import Query
from svodka.register import Register

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(reader: Reader, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Runs the program in an empty folder, with the models that are loaded already."""
    monkeypatch.setattr(Reader, "load", lambda: reader)
    monkeypatch.chdir(tmp_path)

    def _run(*arguments: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return _run


def test_ingest_twice_check_copy_and_restore(
    run: Run, examples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    two = [examples / "ex01.txt", examples / "ex02.txt"]
    code, out, err = run("ingest", *two, tmp_path / "absent.txt", "--jobs", 1)
    assert (code, out.split(" claims")[0]) == (1, "articles: 2 new, 0 read again, 0 held already, 1 not read;")
    assert "absent.txt: there is no such file" in err
    monkeypatch.setattr(Reader, "load", lambda: pytest.fail("the models are not needed for what is held"))
    again = "articles: 0 new, 0 read again, 2 held already, 0 not read; claims: 0 new, 0 no longer made\n"
    assert run("aside", "--format", "csv")[1] == "id,kind,tries,at,source,reason\n", "what there is not, is not on it"
    assert run("ingest", *two, "--jobs", 1)[:2] == (0, again)
    assert run("register", "check")[:2] == (0, "sound\n")
    assert run("register", "backup", "copy.jsonl.gz")[0] == 0
    assert run("register", "restore", "copy.jsonl.gz", "--register", "other.db")[0] == 0
    assert run("ingest", *two, "--jobs", 1, "--register", "other.db")[1] == again


def test_standard_input_and_a_second_appearance(
    run: Run, examples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for outlet in ("ТАСС", "Интерфакс"):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper((examples / "ex01.txt").open("rb")))
        code, out, _ = run("ingest", "-", "--outlet", outlet, "--jobs", 1, "--verbose")
        assert code == 0
    assert "passed over: 1 duplicate" in out
    with Register.open("svodka.db") as register:
        assert {"ТАСС", "Интерфакс"} <= set(Query(register).search("в", limit=1)[0].outlets)


def test_questions(run: Run, examples: Path) -> None:
    run("ingest", *sorted(examples.glob("*.txt"))[:4], "--jobs", 1)
    rows = json.loads(run("records", "--format", "json")[1])
    assert len(rows) > 3
    table = run("records", "--limit", 2)[1].splitlines()
    assert table[0].split() == ["id", "type", "stage", "latest", "title", "claims", "sources"]
    assert len(table) == 3
    assert run("records", "--format", "csv")[1].splitlines()[1].startswith(rows[0]["id"])
    shown = json.loads(run("show", rows[0]["id"], "--format", "json")[1])
    assert shown["evidence"][0]["words"]
    assert "Claims" in run("show", rows[0]["id"])[1].splitlines()
    assert json.loads(run("history", rows[0]["id"], "--format", "json")[1])
    (first, *_) = json.loads(run("entities", "--format", "json", "--type", "person")[1])
    assert first["name"] in run("show", first["id"])[1]
    assert json.loads(run("search", "контрактов", "--format", "json")[1]), "an example tells of a contract"


def test_reviews(run: Run, examples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("ingest", examples / "ex01.txt", "--jobs", 1)
    rows = json.loads(run("records", "--format", "json")[1])
    claim = json.loads(run("show", rows[0]["id"], "--format", "json")[1])["evidence"][0]["claim"]
    assert run("review", "accept", claim)[0] == 2, "nobody signed"
    monkeypatch.setenv("SVODKA_BY", "A. Editor")
    assert run("review", "accept", claim)[:2] == (0, "review 1: done\n")
    assert run("review", "rename", rows[0]["id"], "A name")[1] == "review 2: done\n"
    assert "A name" in run("show", rows[0]["id"])[1]
    assert run("review", "correct", claim, "place", "Москва")[0] == 0
    assert run("review", "undo", 2)[1] == "review 4: done\n"
    listed = json.loads(run("review", "list", "--format", "json")[1])
    assert [row["active"] for row in listed] == [True, False, True, True]
    assert run("review", "walk")[0] == 0
    assert run("register", "check")[:2] == (0, "sound\n")


@pytest.mark.parametrize(("arguments", "message"), [
    (("show", "R000000"), "R000000: no record has this id"), (("show", "E0"), "no entity has this id"),
    (("records", "--country", "Атлантида"), "Атлантида: no such country"),
])  # fmt: skip
def test_unknown_names_are_one_line(run: Run, arguments: tuple[str, ...], message: str) -> None:
    Register.open("svodka.db").close()
    code, out, err = run(*arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert message in err


def test_the_register_is_named_by_the_environment(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SVODKA_REGISTER", str(tmp_path / "there.db"))
    code, _, err = run("register", "check")
    assert (code, "there.db: there is no register; make one with 'svodka ingest" in err) == (2, True)


def test_a_folder_without_texts(run: Run, tmp_path: Path) -> None:
    code, _, err = run("ingest", tmp_path)
    assert (code, "no files in this folder" in err) == (2, True)
