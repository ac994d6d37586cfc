"""`svodka watch` and `svodka ingest` of addresses, against a real server on loopback."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from svodka.cli.main import main
from tests.sources.site import Answer, Asked, Site, page, serving, xml

Run = Callable[..., tuple[int, str, str]]


def weather(number: int) -> Answer:
    """News that the filter knows to be none of ours, so that no models are needed."""
    return page(
        f"<html><head><title>Погода на {number} июня</title></head><body><h1>Погода на {number} июня</h1>"
        f"<p>Синоптики обещают жителям области тёплый день, около {number} градусов тепла и слабый ветер.</p>"
        f"<p>К вечеру {number} июня пройдёт короткий дождь, грибники уже готовят корзины.</p></body></html>"
    )


def feed(*paths: str) -> Answer:
    items = "".join(f"<item><link>{path}</link></item>" for path in paths)
    return xml(f"<rss version='2.0'><channel>{items}</channel></rss>")


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        site.answers |= {"/rss": feed("/3", "/2", "/1"), **{f"/{n}": weather(n) for n in (1, 2, 3, 4)}}
        yield site


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    monkeypatch.chdir(tmp_path)

    def _run(*arguments: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return _run


def test_a_stop_in_the_middle_of_a_poll(site: Site, run: Run, tmp_path: Path) -> None:
    """The page in hand is stored, the next one is not asked for; a restart reads that one and no other."""
    reached, go_on = threading.Event(), threading.Event()

    def slow(_: Asked) -> Answer:
        reached.set()
        go_on.wait(60)
        return weather(2)

    site.answers["/2"] = slow
    program = [sys.executable, "-c", "from svodka.cli.main import main; main()"]
    with subprocess.Popen(
        [*program, "watch", f"{site.url}/rss", "--allow-private", "--delay", "0"],
        cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert reached.wait(60) or process.kill()
        process.send_signal(signal.SIGTERM)
        assert process.stderr and "stopping when the article in hand is stored" in process.stderr.readline()
        go_on.set()
        out, err = process.communicate(timeout=120)
    assert (process.returncode, err) == (0, "")
    assert "passed over: 2 irrelevant" in out
    assert site.paths() == ["/rss", "/1", "/2"]
    handlers = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    code, out, _ = run("watch", f"{site.url}/rss", "--once", "--allow-private", "--delay", "0")
    assert (code, "passed over: 1 irrelevant" in out) == (0, True)
    assert site.paths()[3:] == ["/rss", "/3"]
    assert (signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)) == handlers


def test_a_list_of_feeds_and_what_cannot_be_had(site: Site, run: Run, tmp_path: Path) -> None:
    site.answers["/rss"] = feed("/gone", "/1")
    (tmp_path / "feeds.txt").write_text(f"# ленты\n{site.url}/rss\n{site.url}/no-feed\n", "utf-8")
    code, out, err = run("watch", "feeds.txt", "--once", "--allow-private", "--delay", "0")
    assert (code, "passed over: 1 irrelevant" in out) == (0, True)
    assert f"{site.url}/gone: the server answers 404 Not Found; check the address\n" in err
    assert f"{site.url}/no-feed: the server answers 404 Not Found; check the address; asked again in 20 min" in err
    assert f"{site.url}/gone" in run("aside")[1]


def test_private_addresses_only_when_allowed(site: Site, run: Run) -> None:
    code, _, err = run("watch", f"{site.url}/rss", "--once")
    assert code == 0 and "127.0.0.1 is a loopback address; --allow-private fetches from such" in err
    code, _, err = run("ingest", f"{site.url}/1")
    assert code == 2 and "127.0.0.1 is a loopback address; --allow-private fetches from such" in err
    assert not site.asked


def test_ingest_of_a_feed_goes_on_where_it_stopped(site: Site, run: Run) -> None:
    for held in (0, 3):
        code, out, _ = run("ingest", f"{site.url}/rss", "--allow-private", "--jobs", 1)
        assert code == 0 and f"{held} held already" in out
    assert site.paths() == ["/rss", "/1", "/2", "/3", "/rss"]


def test_a_page_that_was_not_to_be_had_is_tried_again_by_its_own_address(site: Site, run: Run) -> None:
    """Though the feed no longer has it."""
    site.answers["/2"] = Answer(status=404)
    assert run("ingest", f"{site.url}/rss", "--allow-private", "--jobs", 1)[0] == 1
    site.answers |= {"/2": weather(2), "/rss": feed("/4")}
    asked = len(site.paths())
    code, out, _ = run("aside", "retry", "--all", "--allow-private")
    assert (code, "passed over: 1 irrelevant" in out, site.paths()[asked:]) == (0, True, ["/2"])
    assert site.url not in run("aside")[1]


@pytest.mark.parametrize(("arguments", "words"), [
    (["feeds.txt"], "feeds.txt: the list cannot be read: No such file"),
    (["empty.txt"], "empty.txt: no feeds in the list"),
    (["https://news.example/rss", "--every", "soon"], "'soon' is no span of time: write 30s, 10m, 2h or 1d"),
    (["https://news.example/rss", "--every", "5"], "5 s between two polls; at least 10 s"),
])  # fmt: skip
def test_what_cannot_be_watched(run: Run, tmp_path: Path, arguments: list[str], words: str) -> None:
    (tmp_path / "empty.txt").write_text("# ничего\n", "utf-8")
    code, _, err = run("watch", *arguments)
    assert code == 2 and words in err
