"""The house has one direction: no import may point backwards (docs/architecture.md)."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "svodka"

# Package → the packages it may import. Itself and the standard library always.
MAY_IMPORT: dict[str, set[str]] = {
    "model": set(),
    "sources": {"model"},
    "knowledge": {"model"},
    "articles": {"model", "knowledge"},
    "relevance": {"model", "knowledge"},
    "language": {"model", "knowledge"},
    "mentions": {"model", "knowledge", "language"},
    "facts": {"model", "knowledge", "language", "mentions"},
    "register": {"model", "knowledge"},
    "query": {"model", "knowledge", "register"},
    "exports": {"model", "knowledge"},
    "pipeline": {"model", "sources", "knowledge", "articles", "relevance", "language", "mentions", "facts", "register"},
    "evaluation": {"model", "knowledge", "articles", "relevance", "language", "mentions", "facts"},
    "cli": {
        "model", "sources", "knowledge", "articles", "relevance", "register", "query", "exports", "pipeline",
        "evaluation",
    },
}  # fmt: skip
# Third-party libraries that only one package may touch.
OWNERS = {
    "slovnet": "language", "navec": "language", "natasha": "language", "jinja2": "exports", "markupsafe": "exports",
    "click": "cli", "sqlalchemy": "register", "alembic": "register", "psycopg": "register",
    "ahocorasick_rs": "relevance",
}  # fmt: skip
STANDARD_LIBRARY_ONLY = {"model"}


def imports(source: str, package: str) -> Iterator[str]:
    """The absolute names of all modules that a module of svodka.`package` imports, wherever the import stands."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = f"svodka.{package}" if node.level else node.module or ""
            yield from (f"svodka.{alias.name}" for alias in node.names) if module == "svodka" else (module,)


def complaint(package: str, imported: str) -> str | None:
    """Why the package may not import that module; None when it may."""
    root, _, rest = imported.partition(".")
    target = rest.split(".")[0]
    if root == "svodka":
        if target in ("", "__version__", package) or target in MAY_IMPORT[package]:
            return None
        return f"svodka.{package} may not import svodka.{target}"
    if OWNERS.get(root, package) != package:
        return f"only svodka.{OWNERS[root]} may import {root}"
    if package in STANDARD_LIBRARY_ONLY and root not in sys.stdlib_module_names:
        return f"svodka.{package} may import the standard library only, not {root}"
    return None


MODULES = sorted(path for path in SOURCE.rglob("*.py") if path.parent != SOURCE)


def test_everything_imported_is_declared() -> None:
    project = tomllib.loads((SOURCE.parents[1] / "pyproject.toml").read_text("utf-8"))["project"]
    lines = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    declared = {re.split(r"[^\w-]", line)[0].replace("-", "_").lower() for line in lines}
    roots = {name.partition(".")[0] for path in MODULES for name in imports(path.read_text("utf-8"), path.parent.name)}
    later = {"compression"}  # in the standard library from Python 3.14 on
    assert roots - sys.stdlib_module_names - {"svodka"} - later <= declared


def test_every_package_has_its_place() -> None:
    packages = {path.name for path in SOURCE.iterdir() if (path / "__init__.py").exists()}
    assert packages == MAY_IMPORT.keys()


def test_the_table_has_no_circle() -> None:
    seen: set[str] = set()
    for package, allowed in MAY_IMPORT.items():
        assert allowed <= seen, f"{package} may import what comes after it: {allowed - seen}"
        seen.add(package)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_point_forwards(path: Path) -> None:
    package = path.relative_to(SOURCE).parts[0]
    complaints = [complaint(package, name) for name in imports(path.read_text("utf-8"), package)]
    assert [text for text in complaints if text] == []


@pytest.mark.parametrize(("package", "line", "allowed"), [
    ("model", "import numpy", False),
    ("model", "from svodka.knowledge.countries import countries", False),
    ("knowledge", "from svodka import facts", False),
    ("facts", "import slovnet.api", False),
    ("facts", "def f():\n    from svodka.cli.main import main", False),
    ("exports", "from svodka.language import Analysis", False),
    ("exports", "from svodka.model import Record", True),
    ("register", "from svodka.language import LanguageModels", False),
    ("register", "import sqlalchemy", True),
    ("language", "import slovnet", True),
    ("cli", "from svodka import __version__", True),
    ("mentions", "from .reading import Reading", True),
])  # fmt: skip
def test_the_rule_tells_right_from_wrong(package: str, line: str, allowed: bool) -> None:
    assert all(complaint(package, name) is None for name in imports(line, package)) == allowed
