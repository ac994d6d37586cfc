"""`svodka review`: people's decisions on claims and records."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from svodka.cli.answers import format_option, print_rows
from svodka.cli.options import debug_option, register_option
from svodka.cli.questions import asking

if TYPE_CHECKING:
    from svodka.query import Evidence, Query
    from svodka.register.signed import Action

by_option = click.option(
    "--by", metavar="NAME", required=True, envvar="SVODKA_BY", help="Who decides.  [env: SVODKA_BY]"
)
note_option = click.option("--note", metavar="TEXT", default="", help="Why.")


@click.group()
def review() -> None:
    """Decide on claims and records; every decision is signed, dated and can be taken back.

    \b
    Example:
      svodka review walk --by "A. Editor"
    """


def _decide(
    url: str, action: Action, identifiers: tuple[str, ...], by: str, note: str, role: str = "", value: str = ""
) -> None:
    from svodka.register import Register

    with Register.open(url, create=False) as register:
        number = register.review(action, identifiers, by=by, role=role, value=value, note=note)
    click.echo(f"review {number}: done")


@review.command()
@click.argument("claim", metavar="CLAIM")
@register_option
@by_option
@note_option
@debug_option
def accept(claim: str, url: str, by: str, note: str, debug: bool) -> None:
    """Stand behind a claim: it is preferred, and stays though a newer reader should no longer make it.

    \b
    Example:
      svodka review accept 08412aa94c705690a2863710 --by "A. Editor"
    """
    _decide(url, "accept", (claim,), by, note)


@review.command()
@click.argument("claim", metavar="CLAIM")
@register_option
@by_option
@note_option
@debug_option
def reject(claim: str, url: str, by: str, note: str, debug: bool) -> None:
    """Let a claim no longer count.

    \b
    Example:
      svodka review reject 08412aa94c705690a2863710 --by "A. Editor" --note "about another country"
    """
    _decide(url, "reject", (claim,), by, note)


@review.command()
@click.argument("claim", metavar="CLAIM")
@click.argument("slot")
@click.argument("value")
@register_option
@by_option
@note_option
@debug_option
def correct(claim: str, slot: str, value: str, url: str, by: str, note: str, debug: bool) -> None:
    """Put VALUE in the place of what was read for a SLOT of a claim, or for its stage.

    \b
    Example:
      svodka review correct 08412aa94c705690a2863710 quantity "12 самолёт" --by "A. Editor"
    """
    _decide(url, "correct", (claim,), by, note, slot, value)


@review.command()
@click.argument("records", metavar="RECORD...", nargs=-1, required=True)
@register_option
@by_option
@note_option
@debug_option
def join(records: tuple[str, ...], url: str, by: str, note: str, debug: bool) -> None:
    """Make one record of several.

    \b
    Example:
      svodka review join R08412aa94c70 R1a3a83be73c8 --by "A. Editor"
    """
    _decide(url, "join", records, by, note)


@review.command()
@click.argument("claims", metavar="CLAIM...", nargs=-1, required=True)
@register_option
@by_option
@note_option
@debug_option
def split(claims: tuple[str, ...], url: str, by: str, note: str, debug: bool) -> None:
    """Take claims out of their record into one of their own.

    \b
    Example:
      svodka review split 08412aa94c705690a2863710 --by "A. Editor"
    """
    _decide(url, "split", claims, by, note)


@review.command()
@click.argument("record", metavar="RECORD")
@click.argument("name")
@register_option
@by_option
@note_option
@debug_option
def rename(record: str, name: str, url: str, by: str, note: str, debug: bool) -> None:
    """Give a record a name of its own.

    \b
    Example:
      svodka review rename R08412aa94c70 "Second contract of 2024" --by "A. Editor"
    """
    _decide(url, "rename", (record,), by, note, value=name)


@review.command()
@click.argument("number", type=int)
@register_option
@by_option
@note_option
@debug_option
def undo(number: int, url: str, by: str, note: str, debug: bool) -> None:
    """Take back the review NUMBER.

    \b
    Example:
      svodka review undo 7 --by "A. Editor"
    """
    from svodka.register import Register

    with Register.open(url, create=False) as register:
        click.echo(f"review {register.undo(number, by=by, note=note)}: done")


@review.command("list")
@register_option
@format_option
@debug_option
def list_reviews(url: str, form: str, debug: bool) -> None:
    """List every review, the earliest first.

    \b
    Example:
      svodka review list --format csv
    """
    with asking(url) as query:
        found = query.reviews()
    print_rows(found, ("id", "at", "by", "action", "claims", "role", "value", "target", "note", "active"), form)


@review.command()
@register_option
@by_option
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="Look at most at so many.")
@debug_option
def walk(url: str, by: str, limit: int, debug: bool) -> None:
    """Go through doubtful claims one by one: accept, reject, join with the record that fits, skip or stop.

    \b
    Example:
      svodka review walk --by "A. Editor"
    """
    from svodka.query import Query
    from svodka.register import Register

    with Register.open(url, create=False) as register:
        register.refresh()
        query = Query(register)
        for doubt in query.doubtful(limit):
            shown = _show_doubt(query, doubt.claim, doubt.reason)
            answer = click.prompt("a(ccept) r(eject) s(kip) q(uit) or a number to join", default="s").strip().lower()
            if answer.startswith("q"):
                return
            if answer.startswith(("a", "r")):
                register.review("accept" if answer[0] == "a" else "reject", [doubt.claim], by=by)
            elif answer.isdigit() and 0 < int(answer) <= len(shown.rivals):
                register.review("join", [doubt.claim, shown.rivals[int(answer) - 1]], by=by)


def _show_doubt(query: Query, claim: str, reason: str) -> Evidence:
    state = query.show(claim)
    shown = next(evidence for evidence in state.evidence if evidence.claim == claim)
    click.echo(f"\n{state.title}  ({state.type}, {shown.stage or '-'}): {reason}")
    for words in shown.words:
        click.echo(f"  «{' '.join(words.split())}»")
    for at, rival in enumerate(shown.rivals, 1):
        click.echo(f"  {at}: {rival}  {query.show(rival).title}")
    return shown
