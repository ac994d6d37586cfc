"""Draws the pictures of the README from real output: docs/images/read.svg (terminal) and read.png (page).

Usage: python tools/draw_pictures.py [ARTICLE [FACT]]    FACT is the number of the fact whose words are lit.
The page needs Chromium on the PATH; without it only the terminal is drawn.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import CONSOLE_SVG_FORMAT, Console

from svodka.articles import read_article
from svodka.exports.html import format_html
from svodka.exports.text import print_record
from svodka.model import Record
from svodka.pipeline import Reader

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
# Fonts of the reader's own machine: the picture must not call for one from elsewhere.
SVG = re.sub(r"@font-face \{\{.*?\}\}", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
SVG = SVG.replace("Fira Code", "DejaVu Sans Mono")
BROWSER = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
           "--disable-background-networking", "--disable-component-update", "--disable-sync"]  # fmt: skip


def draw_terminal(record: Record, name: str) -> None:
    """The report as a terminal shows it."""
    console = Console(record=True, width=100, file=io.StringIO(), force_terminal=True, color_system="truecolor",
                      highlight=False, markup=False)  # fmt: skip
    print_record(record, console)
    picture = console.export_svg(title=f"svodka read {name}", code_format=SVG, unique_id="read")
    (IMAGES / "read.svg").write_text(picture, "utf-8")


def draw_page(record: Record, fact: int) -> None:
    """The page in a browser, with the words of one fact lit."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if not browser:
        print("no Chromium on the PATH: read.png is not drawn", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory() as directory:
        page = Path(directory) / "read.html"
        page.write_text(format_html([record]), "utf-8")
        more = [f"--user-data-dir={directory}/profile", "--window-size=1280,860", f"--screenshot={IMAGES / 'read.png'}"]
        subprocess.run([browser, *BROWSER, *more, f"{page.as_uri()}#a1-{fact}"], check=True, capture_output=True)


def main() -> None:
    """Draws both."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "examples" / "ex01.txt"
    [record] = Reader.load().read([read_article(path.read_bytes(), path.name)])
    IMAGES.mkdir(parents=True, exist_ok=True)
    draw_terminal(record, path.name)
    draw_page(record, int(sys.argv[2]) if len(sys.argv) > 2 else 1)


if __name__ == "__main__":
    main()
