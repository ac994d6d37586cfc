"""Persons as the machine resolved them, then as people decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from svodka.register.signed import Review
from svodka.register.who.names import Name
from svodka.register.who.persons import Open, Person, PersonMention, Resolved, full_names, is_full, placed

_Part: TypeAlias = dict[str, Resolved]  # by the mention's id


@dataclass(slots=True)
class _State:
    parts: list[_Part]
    open: dict[str, Open]

    def part(self, name: Name) -> _Part | None:
        """The person whose the name is; None while that is open."""
        return next((part for part in self.parts if name.id in part), None)

    def take(self, name: Name, why: str) -> _Part:
        """Takes a name out of its person, or from those that are open; empty when no article gives it."""
        if name.id in self.open:
            return {name.id: Resolved(mention=self.open.pop(name.id).mention, why=why)}
        part = self.part(name)
        return {name.id: replace(part.pop(name.id), why=why)} if part else {}

    def closed(self) -> None:
        """Open names whose candidates have become one person are that person's."""
        self.parts = [part for part in self.parts if part]
        for key, one in list(self.open.items()):
            theirs = {id(part): part for part in self.parts if not part.keys().isdisjoint(one.candidates)}
            if len(theirs) == 1:
                del self.open[key]
                next(iter(theirs.values()))[key] = Resolved(mention=one.mention, why="the only one it may be")


def resolve(
    surnames: Iterable[Iterable[PersonMention]], moves: Sequence[Review] = ()
) -> tuple[list[Person], list[Open]]:
    """The persons behind the names, given by surname, and the names that stay open; the order given plays no part.

    What people decided on full names comes first, so that a surname is compared with the persons whom they left.
    """
    named = [list(mentions) for mentions in surnames]
    groups = _moved_full([group for mentions in named for group in full_names(mentions)], moves)
    bare: list[list[Resolved]] = []
    still_open: list[Open] = []
    for mentions in named:
        own = {mention.id for mention in mentions}
        apart, opened = placed(mentions, [group for group in groups if any(one.mention.id in own for one in group)])
        bare += apart
        still_open += opened
    return _moved_bare([*groups, *bare], still_open, moves)


def _moved_full(groups: Sequence[Sequence[Resolved]], moves: Sequence[Review]) -> list[list[Resolved]]:
    """Full names by person after what people decided on full names, in order of time."""
    state = _State([{found.mention.id: found for found in group} for group in groups], {})
    for review in moves:
        full = tuple(name for name in review.names if _is_full(name))
        judged = review.action in ("accept", "reject") and len(full) < len(review.names)
        if len(full) > (review.action == "join") and not judged:
            _MOVES[review.action](state, replace(review, names=full))
    return [list(part.values()) for part in state.parts if part]


def _moved_bare(
    groups: Iterable[Sequence[Resolved]], still_open: Iterable[Open], moves: Sequence[Review]
) -> tuple[list[Person], list[Open]]:
    """The persons, and what stays open, after what people decided on surnames and initials, in order of time."""
    parts = [{found.mention.id: found for found in group} for group in groups]
    state = _State(parts, {one.mention.id: one for one in still_open})
    state.closed()
    for review in moves:
        bare = tuple(name for name in review.names if name.type == "person" and not _is_full(name))
        if bare and review.action in ("join", "split"):
            full = tuple(name for name in review.names if name not in bare)[:1]
            _BARE_MOVES[review.action](state, replace(review, names=(*full, *bare)))
        elif bare:
            _MOVES[review.action](state, review)
        state.closed()
    found = [Person(mentions=tuple(part.values())) for part in state.parts]
    ids: dict[str, str] = {}
    for part, person in zip(state.parts, found, strict=True):
        ids |= dict.fromkeys(part, person.id)
    open_names = [
        replace(one, candidates=tuple(sorted({ids[key] for key in one.candidates}))) for one in state.open.values()
    ]
    return sorted(found, key=lambda person: person.id), open_names


def _is_full(name: Name) -> bool:
    return name.type == "person" and is_full(name.name)


def _join(state: _State, review: Review) -> None:
    whole: _Part = {}
    for name in review.names:
        part = state.part(name)
        if part is None:
            whole |= state.take(name, review.told)
        elif part is not whole:
            state.parts = [other for other in state.parts if other is not part]
            whole |= part if not whole else {key: _joined(one, review.told) for key, one in part.items()}
        if whole and not any(other is whole for other in state.parts):
            state.parts.append(whole)


def _joined(one: Resolved, told: str) -> Resolved:
    return replace(one, why=f"{one.why}; {told}")


def _split(state: _State, review: Review) -> None:
    taken: _Part = {}
    for name in review.names:
        taken |= state.take(name, review.told)
    state.parts.append(taken)


def _split_bare(state: _State, review: Review) -> None:
    """Surnames leave with the full names that leave, where there are such."""
    full = state.part(review.names[0]) if _is_full(review.names[0]) else None
    taken: _Part = {}
    for name in review.names:
        if not _is_full(name):
            taken |= state.take(name, review.told)
    if full is None:
        state.parts.append(taken)
    else:
        full |= taken


def _accept(state: _State, review: Review) -> None:
    """The name is the person's who has the second name, or stays where it is."""
    target = state.part(review.names[-1])
    taken = state.take(review.names[0], review.told)
    if target is None:
        state.parts.append(taken)
    else:
        target |= taken


def _reject(state: _State, review: Review) -> None:
    """The name is not the person's who has the second name, or nobody's who is known."""
    name, meant = review.names[0], review.names[1] if len(review.names) > 1 else None
    part = state.part(meant) if meant else None
    one = state.open.get(name.id)
    if one and part is not None and (left := tuple(key for key in one.candidates if key not in part)):
        state.open[name.id] = replace(one, candidates=left)
    elif meant is None or (part is not None and (one or name.id in part)):
        state.parts.append(state.take(name, review.told))


_MOVES: Mapping[str, Callable[[_State, Review], None]] = {
    "join": _join, "split": _split, "accept": _accept, "reject": _reject,
}  # fmt: skip
_BARE_MOVES = {"join": _join, "split": _split_bare}
