"""A folder: every file below it that is news in some form, in order of path."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from svodka.model import UnreadableInput
from svodka.sources.blobs import Blob, file_blob
from svodka.sources.document import Found
from svodka.sources.members import Make, Member, found_in


class Folder:
    """All files below a folder. What is hidden, a link to a folder or of a kind that is not read, is refused.

    Changes when any file below it does: it is then gone through anew.
    """

    def __init__(self, path: Path, name: str, make: Make) -> None:
        self._path, self._name, self._make = path, name, make

    @property
    def name(self) -> str:
        """What the user called it."""
        return self._name

    @cached_property
    def identity(self) -> str:
        """The path with a mark of the names, sizes and times of all files."""
        told = "\n".join(f"{entry.path} {entry.size} {entry.changed}" for entry in self._entries)
        return f"{self._path.resolve()} {hashlib.sha256(told.encode('utf-8', 'surrogateescape')).hexdigest()}"

    @cached_property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(entry.size for entry in self._entries)

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is in it."""
        return not self._entries

    def found(self, after: str | None = None) -> Iterator[Found]:
        """The documents of the files from behind `after` on."""
        members = (
            Member(key=entry.path, name=self._label(entry), size=entry.size, blob=partial(self._blob, entry))
            for entry in self._entries
        )
        return found_in(members, self._make, after)

    def _label(self, entry: _Entry) -> str:
        return str(Path(self._name) / entry.path)

    def _blob(self, entry: _Entry) -> Blob:
        if entry.passed:
            raise UnreadableInput(f"{self._label(entry)}: {entry.passed}")
        return file_blob(self._path / entry.path, self._label(entry))

    @cached_property
    def _entries(self) -> list[_Entry]:
        return sorted(_walk(self._path), key=lambda entry: entry.path.split("/"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """A file below the folder; `passed` says why it is not read."""

    path: str  # with '/' between its parts
    size: int = 0
    changed: int = 0  # nanoseconds
    passed: str = ""


def _walk(root: Path) -> Iterator[_Entry]:
    for folder, folders, names in os.walk(root):
        at = Path(folder).relative_to(root)
        for name in list(folders):
            if passed := _passed(Path(folder) / name, is_folder=True):
                folders.remove(name)
                yield _Entry(path=(at / name).as_posix(), passed=passed)
        for name in names:
            yield _entry(Path(folder) / name, (at / name).as_posix())


def _entry(file: Path, path: str) -> _Entry:
    if passed := _passed(file, is_folder=False):
        return _Entry(path=path, passed=passed)
    try:
        status = file.stat()
    except OSError as error:
        return _Entry(path=path, passed=f"the file cannot be read: {error.strerror}")
    if not stat.S_ISREG(status.st_mode):
        return _Entry(path=path, passed="no ordinary file; not read from a folder")
    return _Entry(path=path, size=status.st_size, changed=status.st_mtime_ns)


def _passed(path: Path, *, is_folder: bool) -> str:
    if path.name.startswith("."):
        return "hidden; name it itself to read it"
    return "a link to a folder; name that folder to read it" if is_folder and path.is_symlink() else ""
