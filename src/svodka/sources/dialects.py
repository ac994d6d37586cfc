"""How a table in text was written: what parts its cells, whether they stand in quotation marks, which letters."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from svodka.model import UnreadableInput

Quoting = Literal[0, 3]
_DELIMITERS = ",;\t|"
_FEW = 20  # lines, from which nobody can tell a text in quotation marks over two lines from two rows without


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """`encoding` is '' for a file whose beginning has ASCII only: what comes may be UTF-8 or windows-1251."""

    delimiter: str
    quoting: Quoting
    encoding: Literal["utf-8", "cp1251", ""]

    def decode(self, line: bytes) -> str:
        """The text of a line; UnicodeDecodeError when it is not in the encoding of the file."""
        if self.encoding:
            return line.decode(self.encoding)
        try:
            return line.decode("utf-8")
        except UnicodeDecodeError:
            return line.decode("cp1251")

    def rows(self, lines: Iterable[str], *, strict: bool = True) -> Iterator[list[str]]:
        """The cells of the rows in `lines`; csv.Error for what is none, and for a stray quotation mark if `strict`."""
        return csv.reader(lines, delimiter=self.delimiter, quoting=self.quoting, strict=strict)

    def unquoted(self) -> Dialect:
        """The same, with quotation marks that are but letters."""
        return replace(self, quoting=csv.QUOTE_NONE)


def guess_dialect(lines: Sequence[bytes], name: str) -> Dialect:
    """The dialect in which most rows of the first lines of a file have as many cells as its header.

    Quotation marks are letters only where nearly every line is a row then, and is not otherwise.
    Raises UnreadableInput, naming `name`, for an empty file and for UTF-16.
    """
    head = b"".join(lines)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise UnreadableInput(f"{name}: a table in UTF-16; save it as CSV in UTF-8")
    if not head.strip():
        raise UnreadableInput(f"{name}: the table is empty; give one with the names of the columns in its first row")
    encoding = _encoding(lines)
    delimiters = [mark for mark in _DELIMITERS if mark.encode() in lines[0]] or [_DELIMITERS[0]]
    quoted = [Dialect(delimiter=mark, quoting=csv.QUOTE_MINIMAL, encoding=encoding) for mark in delimiters]
    best = min(quoted, key=lambda dialect: _misfits(dialect, lines))
    bare = best.unquoted()
    few = len(lines) <= _FEW or _misfits(bare, lines) * _FEW > len(lines)
    return best if few or not _misfits(best, lines) else bare


def _encoding(lines: Sequence[bytes]) -> Literal["utf-8", "cp1251", ""]:
    """By what most lines are: one of them may be broken."""
    told = [_is_utf8(line) for line in lines if not line.isascii()]
    if not told:
        return ""
    return "utf-8" if 2 * sum(told) > len(told) else "cp1251"


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _misfits(dialect: Dialect, lines: Sequence[bytes]) -> int:
    """How many lines stand in rows that are not as wide as the header."""
    try:
        rows = list(dialect.rows((line.decode(dialect.encoding or "utf-8", "replace") for line in lines), strict=False))
    except csv.Error:
        return len(lines)
    return len(lines) - sum(len(row) == len(rows[0]) for row in rows)
