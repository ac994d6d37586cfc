"""Versions of the reader, so that the newest reading can be told."""

from __future__ import annotations

import re

_VERSION = re.compile(r"v?(\d+(?:\.\d+)*)(.*)")
_FINAL = "z"  # sorts after every letter of '-a1', '-rc1', '.dev3'


def version_key(version: str) -> str:
    """A text that sorts as versions do: 0.9 < 0.10.0rc1 < 0.10.0 = 0.10 < 0.10.0+local."""
    found = _VERSION.fullmatch(version.strip())
    numbers, rest = (found[1], found[2]) if found else ("0", version)
    parts = [int(number) for number in numbers.split(".")]
    while parts and parts[-1] == 0:
        parts.pop()
    release = ".".join(f"{number:06d}" for number in parts)
    if rest.startswith("+") or not rest:
        return f"{release}!{_FINAL}{rest}"
    return f"{release}!" + re.sub(r"\d+", lambda digits: f"{int(digits[0]):06d}", rest.lstrip(".-_"))
