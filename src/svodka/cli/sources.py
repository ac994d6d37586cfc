"""What the user names on the command line, as sources."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from svodka.cli.console import complain
from svodka.model import UnreadableInput

if TYPE_CHECKING:
    from svodka.sources import Found, Source
    from svodka.sources.fetching import Fetcher
    from svodka.sources.finding import SourceOptions

map_option = click.option(
    "--map", "mapping", metavar="FIELD=COLUMN,…", help="Columns of a dump: title=headline,text=body,published=date."
)
allow_private_option = click.option(
    "--allow-private", is_flag=True, help="Also fetch from private and loopback addresses."
)


def source_options(mapping: str | None, *, allow_private: bool, limit: int | None = None) -> SourceOptions:
    """The options of all sources; `limit` in bytes of a text."""
    from svodka.sources.finding import SourceOptions
    from svodka.sources.limits import Limits
    from svodka.sources.mapping import Mapping

    return SourceOptions(
        mapping=Mapping.parse(mapping) if mapping else Mapping(), allow_private=allow_private,
        limits=Limits(text=limit) if limit else Limits(),
    )  # fmt: skip


def found_sources(names: Sequence[str], options: SourceOptions) -> tuple[list[Source], int]:
    """The sources that there are, and how many there are not; those are complained of."""
    from svodka.sources.finding import find_sources

    found, failed, fetcher = [], 0, _fetcher(names, options)
    for name in names:
        try:
            found += find_sources([name], options, standard_input=sys.stdin.buffer, fetcher=fetcher)
        except UnreadableInput as error:
            complain(str(error))
            failed += 1
    return found, failed


def documents_of(names: Sequence[str], options: SourceOptions) -> Iterator[Found]:
    """The documents of all sources; what is not to be had is refused in its place."""
    from svodka.sources import Refused
    from svodka.sources.finding import find_sources

    fetcher = _fetcher(names, options)
    for name in names:
        try:
            for source in find_sources([name], options, standard_input=sys.stdin.buffer, fetcher=fetcher):
                yield from source.found()
        except UnreadableInput as error:
            yield Refused(name=name, reason=str(error), cursor="", done=0)


def _fetcher(names: Sequence[str], options: SourceOptions) -> Fetcher | None:
    """One for all addresses, so that it is polite to a site that several are of; None where there are none."""
    if not any(name.startswith(("http://", "https://")) for name in names):
        return None
    from svodka.sources.fetching import Fetcher, FetchOptions

    return Fetcher(FetchOptions(allow_private=options.allow_private))
