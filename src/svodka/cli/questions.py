"""`svodka records`, `show`, `history`, `entities` and `search`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast, get_args

import click

from svodka.cli.answers import format_option, print_json, print_rows
from svodka.cli.console import complain
from svodka.cli.options import Day, debug_option, register_option
from svodka.cli.record_text import print_entity, print_record
from svodka.model import EntityType, FactType

if TYPE_CHECKING:  # the database's libraries load only when something is asked
    from svodka.query import EntityState, Query

_ENTITY = re.compile(r"E[0-9a-f]{16}")
as_of_option = click.option("--as-of", metavar="DATE", type=Day(), help="What the press had told by the end of DATE.")
limit_option = click.option(
    "--limit", type=click.IntRange(1), default=50, show_default=True, help="List at most so many."
)
RECORD_COLUMNS = ("id", "type", "stage", "latest", "title", "claims", "sources")


@contextmanager
def asking(url: str) -> Iterator[Query]:
    """Questions to the register at `url`; it is brought up to date first where it may be written to."""
    from svodka.query import Query
    from svodka.register import Register, RegisterError

    with Register.open(url, create=False) as register:
        try:
            if not register.is_fresh():
                register.refresh()
        except RegisterError as error:
            complain(f"the newest claims are not counted: {error}")
        yield Query(register)


@click.command()
@register_option
@click.option("--type", "kind", type=click.Choice(get_args(FactType)), help="Only of this type.")
@click.option("--country", "countries", metavar="COUNTRY", multiple=True, help="BY, Белоруссия, Belarus; repeatable.")
@click.option("--with", "party", metavar="NAME", help="A person, organisation, place or named thing.")
@click.option("--item", metavar="NAME", help="Equipment: С-400, Су-30 for all its versions.")
@click.option("--stage", metavar="STAGE", help="Only at this stage: ordered, delivered …")
@click.option("--since", metavar="DATE", type=Day(), help="Happening on DATE or later.")
@click.option("--until", metavar="DATE", type=Day(), help="Happening on DATE or earlier.")
@as_of_option
@limit_option
@format_option
@debug_option
def records(
    url: str, kind: str | None, countries: tuple[str, ...], party: str | None, item: str | None, stage: str | None,
    since: str | None, until: str | None, as_of: str | None, limit: int, form: str, debug: bool,
) -> None:  # fmt: skip
    """List records, the latest told first.

    \b
    Example:
      svodka records --type transfer --country BY --item С-400 --as-of 2021-06-30
    """
    from svodka.query import RecordFilter

    wanted = RecordFilter(
        type=cast(FactType | None, kind), countries=countries, party=party, item=item, stage=stage, since=since,
        until=until, as_of=as_of, limit=limit,
    )  # fmt: skip
    with asking(url) as query:
        print_rows(query.records(wanted), RECORD_COLUMNS, form)


@click.command()
@click.argument("identifier", metavar="ID")
@register_option
@as_of_option
@format_option
@debug_option
def show(identifier: str, url: str, as_of: str | None, form: str, debug: bool) -> None:
    """Show a record (R…) or an entity (E…) with everything behind it.

    \b
    Example:
      svodka show R1a3a83be73c8 --as-of 2021-12-31
    """
    with asking(url) as query:
        if identifier.startswith("E"):
            show_entity(query.entity(identifier, as_of=as_of), form)
            return
        state = query.show(identifier, as_of=as_of)
    if form == "json":
        print_json(state)
    elif form == "csv":
        columns = ("claim", "told_on", "stage", "modality", "said_by", "published", "title", "words")
        print_rows(state.evidence, columns, form)
    else:
        print_record(state)


@click.command()
@click.argument("identifier", metavar="ID")
@register_option
@as_of_option
@format_option
@debug_option
def history(identifier: str, url: str, as_of: str | None, form: str, debug: bool) -> None:
    """Show how a record developed.

    \b
    Example:
      svodka history R1a3a83be73c8
    """
    with asking(url) as query:
        steps = query.history(identifier, as_of=as_of)
    print_rows(steps, ("told_on", "stage", "modality", "time", "quantity", "part", "sources", "claims"), form)


@click.command()
@click.argument("name", metavar="[NAME|ID]", required=False)
@register_option
@click.option("--type", "kind", type=click.Choice(get_args(EntityType)), help="Only of this type.")
@click.option("--country", metavar="COUNTRY", help="BY, Белоруссия or Belarus.")
@as_of_option
@limit_option
@format_option
@debug_option
def entities(
    name: str | None, url: str, kind: str | None, country: str | None, as_of: str | None, limit: int, form: str,
    debug: bool,
) -> None:  # fmt: skip
    """List who and what is named, the most named first; NAME may be Russian or English, of a person the surname.

    An ID (E…) shows one entity with its names, its offices and who tells of them.

    \b
    Example:
      svodka entities Patrushev --as-of 2021-06-30
    """
    with asking(url) as query:
        if name and _ENTITY.fullmatch(name):
            show_entity(query.entity(name, as_of=as_of, limit=limit), form)
            return
        found = query.entities(kind=kind, country=country, name=name, as_of=as_of, limit=limit)
    columns = ("id", "type", "name", "latin", "country", "articles", "open")
    print_rows(found, columns if form == "table" else (*columns, "aliases"), form)


def show_entity(entity: EntityState, form: str) -> None:
    """Prints one entity; in CSV its offices, or for a thing its names."""
    if form == "json":
        print_json(entity)
    elif form == "csv" and entity.type == "person":
        columns = ("first", "last", "office", "organisation", "country", "stage", "times", "claims")
        print_rows(entity.offices, columns, form)
    elif form == "csv":
        print_rows(entity.names, ("name", "articles", "ids"), form)
    else:
        print_entity(entity)


@click.command()
@click.argument("words", nargs=-1, required=True)
@register_option
@as_of_option
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="List at most so many.")
@format_option
@debug_option
def search(words: tuple[str, ...], url: str, as_of: str | None, limit: int, form: str, debug: bool) -> None:
    """Search articles and quotations for all the WORDS, in any of their forms.

    \b
    Example:
      svodka search поставка истребителей
    """
    with asking(url) as query:
        found = query.search(" ".join(words), as_of=as_of, limit=limit)
    print_rows(found, ("published", "outlets", "title", "snippet", "quotes"), form)
