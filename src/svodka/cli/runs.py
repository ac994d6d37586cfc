"""`svodka runs`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

import click

from svodka.cli.answers import format_option, print_rows
from svodka.cli.options import debug_option, register_option

COLUMNS = ("id", "began_at", "at", "state", "read", "new", "duplicate", "irrelevant", "failed", "sources")


@click.command()
@register_option
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="List at most so many.")
@format_option
@debug_option
def runs(url: str, limit: int, form: str, debug: bool) -> None:
    """List the runs of 'svodka ingest' with their reports, the latest first; a 'stopped' one was begun again.

    \b
    Example:
      svodka runs --format json
    """
    from svodka.register import Register
    from svodka.register.intake import all_runs

    with Register.open(url, create=False) as register, register.reading() as connection:
        found = all_runs(connection, limit)
    print_rows([_Line(**{**asdict(run), **_counts(run.report)}) for run in found], COLUMNS, form)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A run with the counts that a table shows."""

    id: int
    began_at: str
    at: str
    state: str
    read: int
    new: int
    duplicate: int
    irrelevant: int
    failed: int
    sources: tuple[str, ...]
    report: Mapping[str, object]


def _counts(report: Mapping[str, int]) -> dict[str, int]:
    return {name: report.get(name, 0) for name in ("read", "new", "duplicate", "irrelevant", "failed")}
