"""`svodka evaluate`."""

from __future__ import annotations

from pathlib import Path

import click

from svodka.cli.console import complain, progress, start_log
from svodka.cli.sources import documents_of, source_options


@click.command()
@click.argument("directory", metavar="GOLD_DIR", type=click.Path(path_type=Path))
@click.option("--errors", is_flag=True, help="Also list every fact that is not exactly right, and count the causes.")
@click.option("--check", is_flag=True, help="Only look for faults in the gold files; exit code 1 when there are any.")
@click.option("--jobs", type=click.IntRange(1), help="Processes to read with.  [default: up to 2]")
@click.option("--debug", is_flag=True, help="Show the trace of an unexpected error.")
def evaluate(directory: Path, errors: bool, check: bool, jobs: int | None, debug: bool) -> None:
    """Read the NAME.txt of a directory and compare with its NAME.gold.json.

    Prints precision/recall/F1 of the facts found, of all their values and of the facts that are exact, by fact type.

    \b
    Example:
      svodka evaluate examples --errors
    """
    from svodka.evaluation import evaluate as score
    from svodka.evaluation import faults, format_causes, format_errors, format_evaluation, load_gold
    from svodka.pipeline import read_documents

    start_log(verbose=debug)
    golds = load_gold(directory)
    if check:
        found = [fault for gold in golds for fault in faults(gold)]
        click.echo("\n".join(found) or f"{len(golds)} gold files: no fault found")
        click.get_current_context().exit(bool(found))
    texts = documents_of([str(gold.path) for gold in golds], source_options(None, allow_private=False))
    outcomes = read_documents(texts, jobs=jobs)
    records = []
    for outcome in progress(outcomes, len(golds)):
        if outcome.error:
            complain(f"{outcome.name}: {outcome.error}")
        records.append(outcome.record)
    evaluation = score(zip(golds, records, strict=True))
    if errors:
        click.echo(format_errors(evaluation.rows))
        click.echo(f"\nwhat went wrong, the commonest first:\n{format_causes(evaluation.rows)}\n")
    click.echo(format_evaluation(evaluation))
