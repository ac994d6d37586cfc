"""A PostgreSQL server for the tests: its own folder, its own socket, gone at the end."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c listen_addresses='' -c max_connections=40"


def find_programs() -> Path | None:
    """The folder of initdb and pg_ctl: on the PATH, or where Debian puts the newest server."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    return max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda found: int(found.parent.name), default=None)


@contextmanager
def postgres_server(programs: Path) -> Iterator[str]:
    """A running server; gives the URL of its maintenance database."""
    folder = Path(tempfile.mkdtemp(prefix="svodka-pg-"))
    data = folder / "data"
    if os.geteuid() == 0:
        shutil.chown(folder, *_other_user())
    folder.chmod(0o755)
    try:
        _run(programs / "initdb", "-D", data, "-U", "svodka", "-A", "trust", "-E", "UTF8", "--no-sync")
        _run(programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", f"{FAST} -k {folder}", "start")
        yield f"postgresql://svodka@/postgres?host={folder}"
    finally:
        if (data / "postmaster.pid").exists():
            _run(programs / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _other_user() -> tuple[int, int]:
    """The server refuses to run as root."""
    for name in ("postgres", "nobody"):
        try:
            found = pwd.getpwnam(name)
            return found.pw_uid, found.pw_gid
        except KeyError:
            continue
    raise RuntimeError("PostgreSQL does not run as root, and there is no user 'postgres' or 'nobody'")


def _run(*command: str | Path) -> None:
    user, group = _other_user() if os.geteuid() == 0 else (None, None)
    done = subprocess.run(  # a server keeps its parent's pipes open, so its output goes nowhere
        [str(part) for part in command], user=user, group=group, extra_groups=[] if user is not None else None,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/", timeout=120,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{' '.join(str(part) for part in command)} failed with {done.returncode}")
