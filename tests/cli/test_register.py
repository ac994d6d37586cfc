"""The register on the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from svodka.cli.main import main
from svodka.pipeline import Reader

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


def test_ingest_twice_check_copy_and_restore(run: Run, examples: Path, tmp_path: Path) -> None:
    two = [examples / "ex01.txt", examples / "ex02.txt"]
    code, out, err = run("ingest", *two, tmp_path / "absent.txt", "--jobs", 1)
    assert (code, out.split(",")[0]) == (1, "2 new articles")
    assert "absent.txt: there is no such file" in err
    assert run("ingest", *two, "--jobs", 1)[:2] == (0, "0 new articles, 0 new claims, 0 superseded\n")
    assert run("register", "check")[:2] == (0, "sound\n")
    assert run("register", "backup", "copy.jsonl.gz")[0] == 0
    assert run("register", "restore", "copy.jsonl.gz", "--register", "other.db")[0] == 0
    assert run("ingest", *two, "--jobs", 1, "--register", "other.db")[1].startswith("0 new articles, 0 new claims")


def test_the_register_is_named_by_the_environment(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SVODKA_REGISTER", str(tmp_path / "there.db"))
    code, _, err = run("register", "check")
    assert (code, "there.db: there is no register; make one with 'svodka ingest" in err) == (2, True)


def test_a_folder_without_texts(run: Run, tmp_path: Path) -> None:
    code, _, err = run("ingest", tmp_path)
    assert (code, "no .txt files in this folder" in err) == (2, True)
