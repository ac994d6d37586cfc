"""What documents come to, into the register: in their order, with how far their source was gone through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from svodka.model import Record, SvodkaError
from svodka.pipeline.deciding import Decision
from svodka.pipeline.preparing import Prepared, told
from svodka.pipeline.report import Ingested, Outcome, Report
from svodka.pipeline.tasks import Told
from svodka.pipeline.words import lemmas_of
from svodka.register import Added, Connection, Register, RegisterError
from svodka.register.adding import add_record
from svodka.register.aside import AsideKind, Trouble, all_aside, clear_aside, put_aside
from svodka.register.copies import add_copy
from svodka.register.intake import Mark, Place, begin_run, enter_marks, move_to, note_run
from svodka.sources.document import Document, Found

NAMES = 20
"""So many sources a run names."""

_KINDS: dict[Outcome, AsideKind] = {"failed": "failed", "refused": "refused", "other language": "other language"}


@dataclass(slots=True, kw_only=True)
class Step:
    """A document on its way, or the end of a source (without `found`), with what is known of it so far.

    `place` is how far its source was gone through when this is stored, None for a source that cannot be resumed;
    `after` is the cursor before it. A step can be stored as soon as it has its `outcome`.
    """

    name: str
    source: str
    after: str
    place: Place | None
    done: int = 0
    count: int = 1
    bytes: int = 0  # as it came
    found: Found | None = None
    document: str = ""
    prepared: Prepared | None = None
    decision: Decision | None = None
    told: Told | None = None
    outcome: Outcome | None = None
    reason: str = ""
    again: bool = False

    @property
    def article(self) -> str:
        """The id of its article, '' while that is not known."""
        return self.prepared.id if self.prepared else ""

    def fail(self, outcome: Outcome, reason: str, *, again: bool = False) -> None:
        """Says what stood in the way."""
        self.outcome, self.reason, self.again, self.told = outcome, reason, again, None


class Books:
    """Keeps the books of one run. The run is entered with the first thing that is stored."""

    def __init__(self, register: Register, sources: Sequence[str], reader_version: str, filter_version: str) -> None:
        self._register, self._sources = register, sources
        self._reader, self._filter = reader_version, filter_version
        self._run: int | None = None
        self.report = Report()
        with register.reading() as connection:
            self._aside = {(line.source, line.name) for line in all_aside(connection)}

    def store(self, steps: Sequence[Step]) -> list[Ingested]:
        """Stores all of the steps, which are in order, in one transaction.

        Raises the errors of the register as a whole; what is wrong with a single article makes that one fail.
        """
        try:
            return self._stored(steps)
        except (RegisterError, ValueError) as error:
            if type(error) is not RegisterError and not isinstance(error, ValueError):
                raise
            if len(steps) > 1:
                return [done for step in steps for done in self.store([step])]
            if steps[0].outcome == "failed":
                raise
            steps[0].fail("failed", told(steps[0].name, error))
            return self._stored(steps)

    def close(self) -> None:
        """Enters that the run came to its end."""
        if self._run is not None:
            with self._register.writing() as connection:
                note_run(connection, self._run, self.report.as_dict(), self._register.now(), done=True)

    def _stored(self, steps: Sequence[Step]) -> list[Ingested]:
        now = self._register.now()
        with self._register.writing() as connection:
            found = [self._entered(connection, step, now) for step in steps]
            enter_marks(connection, [mark for step in steps if (mark := self._mark(step))], now)
            self._note_trouble(connection, steps, now)
            for place in {step.place.identity: step.place for step in steps if step.place}.values():
                move_to(connection, place, now)
            for each in found:
                self.report.count(each)
            if self._run is None:
                self._run = begin_run(connection, self._sources[:NAMES], now)
            note_run(connection, self._run, self.report.as_dict(), now)
        return [each for step, each in zip(steps, found, strict=True) if step.count]

    def _entered(self, connection: Connection, step: Step, now: str) -> Ingested:
        assert step.outcome
        added, outcome = self._added(connection, step, now), step.outcome
        if added and step.told and step.told.record:
            outcome = "again" if added.superseded else "new"
        return Ingested(
            name=step.name, outcome=outcome, added=added, reason=step.reason, source=step.source, done=step.done,
            count=step.count, record=step.told.record if step.told else None,
            language=step.prepared.language if step.prepared else "",
        )  # fmt: skip

    def _added(self, connection: Connection, step: Step, now: str) -> Added | None:
        if step.told and step.told.record:
            return add_record(connection, step.told.record, self._reader, step.told.lemmas or {}, now)
        if not step.decision or not step.prepared or not step.prepared.article or step.outcome == "failed":
            return None
        article = step.prepared.article
        if step.decision.what == "appearance":
            return add_record(connection, Record(article=article, entities=(), facts=()), self._reader, {}, now)
        return add_copy(
            connection, article, step.decision.original, step.decision.likeness,
            reader_version=self._reader, lemmas=lemmas_of(article.text), now=now,
        )  # fmt: skip

    def _mark(self, step: Step) -> Mark | None:
        """What could not be read has none, for it is told of again wherever it turns up."""
        if not isinstance(step.found, Document) or step.outcome == "held" or step.outcome in _KINDS:
            return None
        kept = step.article if step.decision else ""
        outcome = "read" if step.told or step.outcome == "appearance" else str(step.outcome)
        return Mark(
            document=step.document, outcome=outcome, article=kept,
            filter_version=self._filter, reader_version=self._reader,
        )  # fmt: skip

    def _note_trouble(self, connection: Connection, steps: Sequence[Step], now: str) -> None:
        troubles = [
            Trouble(name=step.name, source=step.source, identity=step.place.identity if step.place else "",
                    after=step.after, kind=_KINDS[step.outcome], reason=step.reason, again=step.again)
            for step in steps if step.outcome in _KINDS
        ]  # fmt: skip
        put_aside(connection, troubles, now)
        self._aside -= {(trouble.source, trouble.name) for trouble in troubles}  # a source's end may have its name
        read = {(step.source, step.name) for step in steps if step.outcome not in _KINDS} & self._aside
        clear_aside(connection, read)


def error_told(step: Step, error: Exception) -> str:
    """What went wrong with reading a document, in one line."""
    if isinstance(error, SvodkaError):
        return told(step.name, error)
    return f"{step.name}: unexpected {type(error).__name__}: {error}"
