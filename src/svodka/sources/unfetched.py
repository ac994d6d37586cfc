"""What the fetcher raises: one thing on the web that was not had, and whether another try may go better."""

from __future__ import annotations

from svodka.model import UnreadableInput


class Unfetched(UnreadableInput):
    """Something on the web that was refused or could not be had; the message is '`name`: `reason`', one line.

    `again`: another try may go better. `wait`: seconds the server asked to be left alone. `status`: what it answered.
    """

    def __init__(
        self, name: str, reason: str, *, again: bool = False, wait: float = 0.0, status: int | None = None
    ) -> None:
        super().__init__(f"{name}: {reason}")
        self.name, self.reason, self.again, self.wait, self.status = name, reason, again, wait, status

    def on_the_way_from(self, name: str) -> Unfetched:
        """The same of what `name` redirected to."""
        reason = f"leads to {self.name}: {self.reason}"
        return Unfetched(name, reason, again=self.again, wait=self.wait, status=self.status)
