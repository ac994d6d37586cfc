"""How long work is shown where there is no terminal, and on one."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from svodka.cli import console


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time, which stands still unless it is set."""
    now = [100.0]
    monkeypatch.setattr(console.time, "monotonic", lambda: now[0])
    return now


def test_lines_with_rate_and_time_left(clock: list[float], capsys: pytest.CaptureFixture[str]) -> None:
    with console.Watcher([600, 400], Console(file=io.StringIO())) as watcher:
        for number in range(1, 121):
            clock[0] += 0.5
            watcher.moved("one", number * 5, 1)
        clock[0] += 60
        watcher.moved("two", 150, 80)
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 7
    assert lines[0] == "svodka: 20 documents, 2.0 a second, 10% done, about 2 min left"
    assert lines[-1] == "svodka: 200 documents, 1.7 a second, 75% done, about 1 min left"


def test_nobody_knows_how_long_a_source_without_a_size_takes(
    clock: list[float], capsys: pytest.CaptureFixture[str]
) -> None:
    with console.Watcher([600, None], Console(file=io.StringIO())) as watcher:
        clock[0] += 10
        watcher.moved("one", 5, 20)
    assert capsys.readouterr().err == "svodka: 20 documents, 2.0 a second\n"


def test_a_few_need_no_lines(clock: list[float], capsys: pytest.CaptureFixture[str]) -> None:
    with console.Watcher([5], Console(file=io.StringIO())) as watcher:
        clock[0] += 60
        watcher.moved("one", 5, 5)
    assert capsys.readouterr().err == ""


def test_a_bar_on_a_terminal() -> None:
    screen = io.StringIO()
    with console.Watcher([100], Console(file=screen, force_terminal=True, width=100)) as watcher:
        watcher.moved("one", 50, 10)
    assert "reading" in screen.getvalue()
    assert "10 documents" in screen.getvalue()
