"""The program as it is used: what it prints, where, and how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from svodka import __version__
from svodka.cli.main import app, main
from svodka.exports.schema import shipped_schema
from svodka.pipeline import Reader

Result = tuple[int, str, str]
Run = Callable[..., Result]
BAD = {
    "empty.txt": b"", "blank.txt": b" \n\t ", "binary.txt": bytes(range(256)) * 9,
    "english.txt": b"The minister of defence signed the contract with the company on Tuesday in Moscow. " * 3,
}  # fmt: skip


@pytest.fixture
def run(reader: Reader, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the program in this process, with the models that are loaded already."""
    monkeypatch.setattr(Reader, "load", lambda: reader)

    def _run(*arguments: object) -> Result:
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        assert "Traceback" not in err or "--debug" in arguments
        return int(ended.value.code or 0), out, err

    return _run


@pytest.fixture
def two(examples: Path) -> list[Path]:
    """Two readable articles."""
    return sorted(examples.glob("*.txt"))[:2]


def _process(*arguments: object, stdin: bytes = b"", **environment: str) -> Result:
    command = [sys.executable, "-c", "from svodka.cli.main import main; main()", *map(str, arguments)]
    done = subprocess.run(command, input=stdin, capture_output=True, env={**os.environ, **environment}, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def _valid(records: Sequence[object]) -> None:
    for record in records:
        Draft202012Validator(json.loads(shipped_schema())).validate(record)


def test_one_file_is_one_json_record(run: Run, two: list[Path]) -> None:
    code, out, err = run("read", two[0], "--format", "json")
    record = json.loads(out)
    _valid([record])
    assert (code, err) == (0, "")
    text = two[0].read_bytes().decode()
    for fact in record["facts"]:
        values = [*fact["evidence"], *fact["time"], *(value for found in fact["slots"].values() for value in found)]
        assert [value for value in values if text[value["start"] : value["end"]] != value["text"]] == []


def test_several_files_are_a_list_or_lines(run: Run, two: list[Path]) -> None:
    _, listed, _ = run("read", *two, "--format", "json")
    _, lines, _ = run("read", *two, "--format", "jsonl")
    assert json.loads(listed) == [json.loads(line) for line in lines.splitlines()]
    _valid(json.loads(listed))
    assert len(json.loads(listed)) == 2


def test_text_and_html(run: Run, two: list[Path]) -> None:
    code, text, _ = run("read", *two)
    assert code == 0 and "\x1b" not in text
    code, page, _ = run("read", *two, "--format", "html")
    assert code == 0 and page.startswith("<!doctype html>") and page.endswith("</html>")


def test_debug_shows_the_rules(run: Run, two: list[Path]) -> None:
    _, out, _ = run("read", two[0], "--debug", "--format", "json")
    assert all("trail" in fact for fact in json.loads(out)["facts"])
    _valid([json.loads(out)])


def test_standard_input_and_what_is_known_beforehand(two: list[Path]) -> None:
    given = ["--format", "json", "--published", "2019-05-06", "--outlet", "ТАСС"]
    code, out, err = _process("read", "-", *given, stdin=two[0].read_bytes())
    article = json.loads(out)["article"]
    assert (code, err) == (0, "")
    assert (article["published"], article["published_basis"], article["outlet"]) == ("2019-05-06", "metadata", "ТАСС")


@pytest.mark.parametrize("name", BAD)
def test_one_bad_file_is_one_line_and_code_2(run: Run, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(BAD[name])
    code, out, err = run("read", path)
    assert (code, out) == (2, "")
    assert err.startswith(f"svodka: {path}: ") and err.count("\n") == 1


def test_missing_directory_unreadable_and_too_long(run: Run, tmp_path: Path, two: list[Path]) -> None:
    for arguments, reason in [
        ([tmp_path / "no.txt"], "no such file"), ([tmp_path], "directory"), ([tmp_path / "a\x00b"], "cannot be read"),
        ([two[0], "--limit", "0.0005"], "over the limit of 500"),
    ]:  # fmt: skip
        code, out, err = run("read", *arguments)
        assert (code, out, err.count("\n")) == (2, "", 1), err
        assert reason in err


def test_a_name_cannot_play_with_the_terminal(run: Run) -> None:
    code, _, err = run("read", "нет\n\x1b[31m.txt")
    assert (code, err.count("\n")) == (2, 1)
    assert "\x1b" not in err


def test_the_others_are_read_and_the_code_is_1(run: Run, tmp_path: Path, two: list[Path]) -> None:
    code, out, err = run("read", two[0], tmp_path / "no.txt", two[1], "--format", "json")
    assert (code, len(json.loads(out)), err.count("\n")) == (1, 2, 1)
    code, out, _ = run("read", two[0], tmp_path / "no.txt", "--format", "json")
    assert (code, len(json.loads(out))) == (1, 1), "the shape depends on what was asked, not on what failed"


def test_nothing_read_of_several_is_code_2(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("read", tmp_path / "no.txt", tmp_path, "--format", "json")
    assert (code, json.loads(out)) == (2, [])


def test_an_unexpected_error_is_one_line_with_a_hint(
    run: Run, two: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_: object) -> None:
        raise ZeroDivisionError("broken rule")

    monkeypatch.setattr(Reader, "read", stumble)
    code, _, err = run("read", two[0])
    assert code == 2
    assert err == f"svodka: {two[0]}: unexpected ZeroDivisionError: broken rule (--debug shows the trace)\n"
    assert "Traceback" in run("read", two[0], "--debug")[2]


@pytest.mark.parametrize("arguments", [
    ["read"], ["read", "x", "--format", "xml"], ["read", "x", "--published", "29.06.2021"], ["parade"],
    ["read", "x", "--published", "2021-02-30"], ["read", "x", "--limit", "0"], ["read", "x", "--jobs", "0"],
    ["evaluate"], ["read", "a/x.txt", "b/x.txt", "--output", "out"],
])  # fmt: skip
def test_wrong_use_is_code_2_with_the_remedy(run: Run, arguments: list[str]) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert "Error: " in err


def test_output_writes_one_file_an_article(run: Run, two: list[Path], tmp_path: Path) -> None:
    code, out, _ = run("read", *two, "--format", "json", "--output", tmp_path / "new")
    assert (code, out) == (0, "")
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == [f"{path.stem}.json" for path in two]
    _valid([json.loads(path.read_text("utf-8")) for path in (tmp_path / "new").iterdir()])


def test_output_never_overwrites_an_input(run: Run, two: list[Path], tmp_path: Path) -> None:
    article = tmp_path / "article.html"
    article.write_bytes(two[0].read_bytes())
    code, _, err = run("read", article, "--format", "html", "--output", tmp_path)
    assert code == 2 and "is an input" in err
    assert article.read_bytes() == two[0].read_bytes()


def test_schema_prints_the_shipped_schema(run: Run) -> None:
    code, out, _ = run("schema")
    assert code == 0
    assert out == shipped_schema()


def test_evaluate_prints_figures_and_errors(run: Run, examples: Path) -> None:
    code, out, err = run("evaluate", examples)
    assert (code, err) == (0, "")
    assert out.splitlines()[-2].startswith("all   ")
    _, longer, _ = run("evaluate", examples, "--errors")
    assert longer.endswith(out)


def test_evaluate_tells_what_is_missing(run: Run, tmp_path: Path) -> None:
    assert run("evaluate", tmp_path / "no")[::2] == (2, f"svodka: {tmp_path / 'no'}: there is no such directory\n")
    assert "no gold files in it" in run("evaluate", tmp_path)[2]
    (tmp_path / "a.gold.json").write_text("{}")
    assert "a.txt: the article of this gold file is missing" in run("evaluate", tmp_path)[2]
    (tmp_path / "a.txt").write_text("Россия")
    assert "a.gold.json: not a gold file" in run("evaluate", tmp_path)[2]


@pytest.mark.parametrize("name", [None, *app.commands])
def test_help_carries_an_example(run: Run, name: str | None) -> None:
    code, out, _ = run(*([name] if name else []), "--help")
    assert code == 0
    assert "Example" in out and "  svodka " in out


def test_version(run: Run) -> None:
    assert run("--version")[1] == f"svodka, version {__version__}\n"


def test_help_and_schema_load_no_models() -> None:
    code = (
        "import sys\nfrom svodka.cli.main import _run\n"
        "_run(['schema']), _run(['read', '--help'])\n"
        "sys.exit(bool({'numpy', 'slovnet', 'pymorphy3'} & sys.modules.keys()))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


def test_a_closed_pipe_is_quiet(two: list[Path]) -> None:
    program = f"{sys.executable} -c 'from svodka.cli.main import main; main()'"
    done = subprocess.run(["sh", "-c", f"{program} schema | true"], capture_output=True, check=False)
    assert done.stderr == b""


def test_a_locale_without_cyrillic_still_gets_utf_8_json(two: list[Path]) -> None:
    environment = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    code, out, err = _process("read", two[0], "--format", "json", **environment)
    assert (code, err) == (0, "")
    assert json.loads(out)["article"]["title"]
    assert _process("read", two[0], **environment)[0] == 0
