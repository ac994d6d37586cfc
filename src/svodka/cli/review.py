"""`svodka review`: people's decisions on claims and records."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from svodka.cli.answers import format_option, print_rows
from svodka.cli.options import debug_option, register_option
from svodka.cli.questions import asking

if TYPE_CHECKING:
    from svodka.query import Doubt, Evidence, OpenName, Query
    from svodka.register import Register
    from svodka.register.signed import Action

by_option = click.option(
    "--by", metavar="NAME", required=True, envvar="SVODKA_BY", help="Who decides.  [env: SVODKA_BY]"
)
limit_option = click.option(
    "--limit", type=click.IntRange(1), default=50, show_default=True, help="At most so many claims, and so many names."
)
note_option = click.option("--note", metavar="TEXT", default="", help="Why.")


@click.group()
def review() -> None:
    """Decide on claims, records and entities; every decision is signed, dated and can be taken back.

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
@click.argument("claim", metavar="CLAIM|NAME")
@click.argument("person", metavar="[PERSON]", required=False)
@register_option
@by_option
@note_option
@debug_option
def accept(claim: str, person: str | None, url: str, by: str, note: str, debug: bool) -> None:
    """Stand behind a claim: it is preferred, and stays though a newer reader should no longer make it.

    Of a person's NAME in an article (E…): it is the PERSON's, or stays whose it is.

    \b
    Example:
      svodka review accept 08412aa94c705690a2863710 --by "A. Editor"
      svodka review accept E0a1b2c3d4e5f6071 E1f2e3d4c5b6a7980 --by "A. Editor"
    """
    _decide(url, "accept", tuple(filter(None, (claim, person))), by, note)


@review.command()
@click.argument("claim", metavar="CLAIM|NAME")
@click.argument("person", metavar="[PERSON]", required=False)
@register_option
@by_option
@note_option
@debug_option
def reject(claim: str, person: str | None, url: str, by: str, note: str, debug: bool) -> None:
    """Let a claim no longer count.

    Of a person's NAME in an article (E…): it is not the PERSON's, or nobody's who is known.

    \b
    Example:
      svodka review reject 08412aa94c705690a2863710 --by "A. Editor" --note "about another country"
    """
    _decide(url, "reject", tuple(filter(None, (claim, person))), by, note)


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
@click.argument("records", metavar="RECORD|ENTITY...", nargs=-1, required=True)
@register_option
@by_option
@note_option
@debug_option
def join(records: tuple[str, ...], url: str, by: str, note: str, debug: bool) -> None:
    """Make one record of several, or one entity; an entity goes on under the name of the first.

    \b
    Example:
      svodka review join R08412aa94c70 R1a3a83be73c8 --by "A. Editor"
      svodka review join E0a1b2c3d4e5f6071 E1f2e3d4c5b6a7980 --by "A. Editor"
    """
    _decide(url, "join", records, by, note)


@review.command()
@click.argument("claims", metavar="CLAIM|NAME...", nargs=-1, required=True)
@click.option("--named", metavar="NAME", default="", help="Of one entity: every mention under this name.")
@register_option
@by_option
@note_option
@debug_option
def split(claims: tuple[str, ...], named: str, url: str, by: str, note: str, debug: bool) -> None:
    """Take claims out of their record, or names (E…) out of their entity, into one of their own.

    \b
    Example:
      svodka review split 08412aa94c705690a2863710 --by "A. Editor"
      svodka review split E0a1b2c3d4e5f6071 --named "Н. Патрушев" --by "A. Editor"
    """
    _decide(url, "split", claims, by, note, value=named)


@review.command()
@click.argument("record", metavar="RECORD|ENTITY")
@click.argument("name")
@register_option
@by_option
@note_option
@debug_option
def rename(record: str, name: str, url: str, by: str, note: str, debug: bool) -> None:
    """Give a record or an entity a name of its own.

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
    columns = ("id", "at", "by", "action", "claims", "names", "role", "value", "target", "note", "active")
    print_rows(found, columns, form)


@review.command("queue")
@register_option
@limit_option
@format_option
@debug_option
def list_queue(url: str, limit: int, form: str, debug: bool) -> None:
    """List what a person should look at: doubtful claims, and names that may be several persons'.

    \b
    Example:
      svodka review queue --format csv
    """
    with asking(url) as query:
        found = query.queue(limit)
    print_rows(found, ("kind", "id", "about", "reason", "choices"), form)


@review.command()
@register_option
@by_option
@limit_option
@debug_option
def walk(url: str, by: str, limit: int, debug: bool) -> None:
    """Go through doubtful claims and open names one by one: accept, reject, choose what fits, skip or stop.

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
            if not _judge_claim(register, query, doubt, by):
                return
        for name in query.open_names(limit):
            if not _judge_name(register, name, by):
                return


def _judge_claim(register: Register, query: Query, doubt: Doubt, by: str) -> bool:
    """Asks about a doubtful claim; False to stop."""
    shown = _show_doubt(query, doubt.claim, doubt.reason)
    answer = click.prompt("a(ccept) r(eject) s(kip) q(uit) or a number to join", default="s").strip().lower()
    if answer.startswith(("a", "r")):
        register.review("accept" if answer[0] == "a" else "reject", [doubt.claim], by=by)
    elif answer.isdigit() and 0 < int(answer) <= len(shown.rivals):
        register.review("join", [doubt.claim, shown.rivals[int(answer) - 1]], by=by)
    return not answer.startswith("q")


def _judge_name(register: Register, name: OpenName, by: str) -> bool:
    """Asks whose an open name is; False to stop."""
    click.echo(f"\n{name.name}  {name.published or '?'}  {', '.join(name.outlets)}: may be several persons'")
    click.echo(f"  «{name.words}»")
    for at, candidate in enumerate(name.candidates, 1):
        country = f" ({candidate.country})" if candidate.country else ""
        click.echo(f"  {at}: {candidate.id}  {candidate.name}{country}, {candidate.articles} articles")
    answer = click.prompt("the number of the person, r (none of them) s(kip) q(uit)", default="s").strip().lower()
    if answer.startswith("r"):
        register.review("reject", [name.id], by=by)
    elif answer.isdigit() and 0 < int(answer) <= len(name.candidates):
        register.review("accept", [name.id, name.candidates[int(answer) - 1].id], by=by)
    return not answer.startswith("q")


def _show_doubt(query: Query, claim: str, reason: str) -> Evidence:
    state = query.show(claim)
    shown = next(evidence for evidence in state.evidence if evidence.claim == claim)
    click.echo(f"\n{state.title}  ({state.type}, {shown.stage or '-'}): {reason}")
    for words in shown.words:
        click.echo(f"  «{' '.join(words.split())}»")
    for at, rival in enumerate(shown.rivals, 1):
        click.echo(f"  {at}: {rival}  {query.show(rival).title}")
    return shown
