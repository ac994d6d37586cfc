"""The `svodka` program: the commands, and one line instead of a trace when something goes wrong."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence

import click

from svodka import __version__
from svodka.cli.aside import aside
from svodka.cli.console import complain
from svodka.cli.evaluate import evaluate
from svodka.cli.ingest import ingest
from svodka.cli.questions import entities, history, records, search, show
from svodka.cli.read import read
from svodka.cli.register import register
from svodka.cli.review import review
from svodka.cli.runs import runs
from svodka.cli.schema import schema
from svodka.cli.watch import watch
from svodka.model import SvodkaError

BROKEN_PIPE = 141  # what a shell reports of a program that SIGPIPE ended


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="svodka")
def app() -> None:
    """Reads Russian news for facts of military-technical cooperation between states.

    \b
    Example:
      svodka read article.txt
    """


app.add_command(read)
app.add_command(ingest)
app.add_command(watch)
app.add_command(aside)
app.add_command(runs)
app.add_command(register)
app.add_command(review)
for question in (records, show, history, entities, search):
    app.add_command(question)
app.add_command(evaluate)
app.add_command(schema)


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the program and ends the process: 0 done, 1 some inputs set aside, 2 nothing done."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    sys.exit(_run(given))


def _run(arguments: list[str]) -> int:
    try:
        code = app.main(args=arguments, prog_name="svodka", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return 130
    except BrokenPipeError:
        # The interpreter would flush standard output once more on its way out, and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except Exception as error:
        return _failed(error, debug="--debug" in arguments)


def _failed(error: Exception, *, debug: bool) -> int:
    if isinstance(error, SvodkaError | OSError):
        complain(str(error))
    else:
        complain(f"unexpected {type(error).__name__}: {error}" + ("" if debug else " (--debug shows the trace)"))
    if debug:
        traceback.print_exception(error)
    return 2
