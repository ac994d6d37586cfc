"""What holds many files, a folder or an archive: its members one after the other, each by the source of its kind."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from svodka.model import UnreadableInput
from svodka.sources.blobs import Blob
from svodka.sources.document import Found, Refused, Source

Make: TypeAlias = Callable[[Blob], Source]
"""Gives the source for a file, by its kind; UnreadableInput for one that is not read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One file in it. `blob` gives its bytes, or raises UnreadableInput with the reason why it is passed over.

    `key` finds it again; `size` is what it takes of the whole, in bytes.
    """

    key: str | int
    name: str
    size: int
    blob: Callable[[], Blob]


def found_in(members: Iterable[Member], make: Make, after: str | None) -> Iterator[Found]:
    """The documents of the members in order; what cannot be read of one is refused, and the next one comes.

    A cursor is the key of a member with the cursor in it, null when that is through.
    """
    key, inner = json.loads(after) if after else (None, None)
    before, passing = 0, after is not None
    for member in members:
        here = passing and member.key == key
        passing = passing and not here
        if not passing and not (here and inner is None):
            yield from _found(member, make, inner if here else None, before)
        before += member.size


def _found(member: Member, make: Make, after: str | None, before: int) -> Iterator[Found]:
    try:
        blob = member.blob()
        for found in make(blob).found(after):
            share = member.size * found.done // blob.size if blob.size else 0
            yield replace(found, cursor=json.dumps([member.key, found.cursor]), done=before + min(share, member.size))
    except UnreadableInput as error:
        cursor = json.dumps([member.key, None])
        yield Refused(name=member.name, reason=str(error), cursor=cursor, done=before + member.size)
