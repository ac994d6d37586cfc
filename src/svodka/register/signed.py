"""A decision as it was signed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from svodka.register.who.names import Name

Action = Literal["accept", "reject", "correct", "join", "split", "rename", "undo"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A decision. `claims` are the keys it speaks of: one to accept, reject, correct or rename a record by, two to
    join, all that leave a record in a split; `names` those of entities in the same way, a name of a person that is
    accepted or rejected with that of the person meant; `target` is the review that an undo takes back."""

    id: int
    action: Action
    claims: tuple[str, ...]
    names: tuple[Name, ...] = ()
    role: str = ""
    value: str = ""
    target: int | None = None
    by: str
    at: str
    note: str = ""
    active: bool = True

    @property
    def told(self) -> str:
        """'corrected stage to ordered by A. Editor on 2021-06-29'."""
        done = {"accept": "accepted", "reject": "rejected", "join": "joined", "split": "split off", "undo": "undone",
                "rename": f"renamed to {self.value}", "correct": f"corrected {self.role} to {self.value}"}  # fmt: skip
        return f"{done[self.action]} by {self.by} on {self.at[:10]}" + (f": {self.note}" if self.note else "")
