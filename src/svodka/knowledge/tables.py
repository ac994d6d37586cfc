"""Tab-separated data files of this package."""

from __future__ import annotations

from importlib import resources

from svodka.model import KnowledgeError


def read_table(name: str, columns: int) -> list[tuple[str, ...]]:
    """The rows of `data/NAME`; lines starting with '#' and empty lines are skipped, short rows are padded.

    Raises KnowledgeError naming the file and the line when a row has more cells than `columns`.
    """
    text = (resources.files("svodka.knowledge") / "data" / name).read_text(encoding="utf-8")
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) > columns:
            raise KnowledgeError(f"{name}, line {number}: {len(cells)} cells where {columns} are expected")
        rows.append((*cells, *[""] * (columns - len(cells))))
    return rows


def split_cell(cell: str) -> tuple[str, ...]:
    """The parts of a cell that lists several values with '|'."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())
