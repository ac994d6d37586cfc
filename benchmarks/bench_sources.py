"""Speed and memory of reading documents out of large files. Run it with `make bench`.

Writes WARC files of synthetic pages, packed in each way, and a dump as JSON Lines and as CSV, and prints how many
megabytes (of the file, and unpacked) and documents come out a second and the peak resident memory of the process. Every
file has a process of its own; nothing is understood of the documents here.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from warcs import WORDS, write_news

MEGABYTE = 1_000_000
FORMS = ("news.warc.gz", "news.warc.zst", "news.warc", "news.jsonl", "news.csv")


def peak() -> int:
    """The peak resident memory of this process in megabytes."""
    status = Path("/proc/self/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))) // 1024


def write(path: Path, size: int) -> int:
    """Writes the file; gives the plain bytes in it."""
    if ".warc" in path.name:
        return write_news(path, size, "gzip" if path.suffix == ".gz" else "zstd" if path.suffix == ".zst" else "")
    row = {"title": "Городские новости", "date": "29.06.2021", "text": '"Праздник",\n' + " ".join(WORDS * 8)}
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(row))
        if path.suffix == ".csv":
            table.writeheader()
        while file.tell() < size:
            for _ in range(500):
                table.writerow(row) if path.suffix == ".csv" else file.write(json.dumps(row) + "\n")
    return path.stat().st_size


def read(path: Path, plain: int) -> None:
    """Reads the file through and prints the figures."""
    from svodka.sources.document import Document
    from svodka.sources.finding import SourceOptions, find_sources
    from svodka.sources.mapping import Mapping

    options = SourceOptions(mapping=Mapping.parse("title=title,text=text,published=date"))
    idle, start, documents = peak(), time.perf_counter(), 0
    for found in find_sources([str(path)], options)[0].found():
        documents += isinstance(found, Document)
    seconds, size = time.perf_counter() - start, path.stat().st_size
    print(
        f"{path.name:14} {size / MEGABYTE:6.0f} MB  {size / MEGABYTE / seconds:6.0f} MB/s "
        f"({plain / MEGABYTE / seconds:5.0f} MB/s unpacked)  {documents / seconds:7.0f} documents/s  "
        f"memory {peak():4} MB, {idle} MB of them before",
        flush=True,
    )


def main() -> None:
    """Every file in a process of its own."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--size", type=int, default=1000, metavar="MB", help="Size of every file.")
    options.add_argument("--read", nargs=2, metavar=("FILE", "PLAIN"), help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.read:
        read(Path(given.read[0]), int(given.read[1]))
        return
    with tempfile.TemporaryDirectory() as folder:
        for form in FORMS:
            path = Path(folder) / form
            plain = write(path, given.size * MEGABYTE)
            subprocess.run([sys.executable, __file__, "--read", str(path), str(plain)], check=True)
            path.unlink()


if __name__ == "__main__":
    main()
