"""Options that several commands share."""

from __future__ import annotations

from datetime import datetime

import click

from svodka.register import DEFAULT


class Day(click.ParamType[str]):
    """A calendar date, as far as it is known: 2021, 2021-06 or 2021-06-29."""

    name = "date"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The date as it is given, when there is such a one."""
        for form in ("%Y-%m-%d", "%Y-%m", "%Y"):
            try:
                if datetime.strptime(value, form).strftime(form) == value:
                    return value
            except ValueError:
                continue
        self.fail(f"{value!r} is not a date: write 2021-06-29", param, ctx)


register_option = click.option(
    "--register", "url", metavar="URL", envvar="SVODKA_REGISTER", default=DEFAULT, show_default=True,
    help="The register: a file of SQLite, or postgresql://…  [env: SVODKA_REGISTER]",
)  # fmt: skip
debug_option = click.option("--debug", is_flag=True, help="Show the trace of an unexpected error.")
