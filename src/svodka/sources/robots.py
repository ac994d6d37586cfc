"""What sites ask of robots: robots.txt by RFC 9309, read once a day for every site."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

from svodka.sources.unfetched import Unfetched

ROBOT = "Svodka"
"""The name to which robots.txt speaks."""
_KEPT = 86_400  # seconds: RFC 9309, 2.4
_KEPT_WHEN_FAILED = 600
_TOO_MANY_REQUESTS = 429


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rules:
    """A site's rules until a time; `failed` is why they are not to be had."""

    until: float
    protego: Protego | None = None
    failed: Unfetched | None = None


class Robots:
    """The rules of sites, from robots.txt as `get` fetches it (raising Unfetched)."""

    def __init__(self, get: Callable[[str], bytes], clock: Callable[[], float]) -> None:
        self._get, self._clock = get, clock
        self._sites: dict[str, _Rules] = {}

    def check(self, url: str) -> float:
        """Seconds that the site wants between two requests; Unfetched when `url` may not or cannot be asked for."""
        rules = self._rules(url)
        if rules.failed:
            raise Unfetched(url, rules.failed.reason, again=rules.failed.again, wait=rules.failed.wait)
        if rules.protego is None:
            return 0.0
        if not rules.protego.can_fetch(url, ROBOT):
            raise Unfetched(url, "robots.txt of the site forbids it; not fetched")
        delay = rules.protego.crawl_delay(ROBOT) or 0.0
        return delay if math.isfinite(delay) and delay > 0 else 0.0

    def _rules(self, url: str) -> _Rules:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        held = self._sites.get(site)
        if held is None or held.until < self._clock():
            held = self._sites[site] = self._fetched(f"{site}/robots.txt")
        return held

    def _fetched(self, address: str) -> _Rules:
        """Refusals (4xx, endless redirects) mean that all is allowed; a site that fails is left alone for a while."""
        now = self._clock()
        try:
            text = self._get(address).decode("utf-8", "replace").lstrip("\ufeff")
        except Unfetched as error:
            if error.status and error.status < 500 and error.status != _TOO_MANY_REQUESTS:
                return _Rules(until=now + _KEPT)
            return _Rules(until=now + _KEPT_WHEN_FAILED, failed=error if error.status is None else _unknown(error))
        return _Rules(until=now + _KEPT, protego=Protego.parse(text))


def _unknown(error: Unfetched) -> Unfetched:
    reason = f"robots.txt of the site cannot be had ({error.reason})"
    return Unfetched(error.name, reason, again=True, wait=error.wait, status=error.status)
