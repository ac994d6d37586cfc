"""The documents say what is: pages, commands, links, the table of imports, and the worked examples."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args
from urllib.parse import unquote

import pytest

from svodka.articles import read_article
from svodka.cli.main import app
from svodka.model import Fact, FactType
from svodka.pipeline import Reader
from tests.test_architecture import MAY_IMPORT

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
FACT_PAGES = ROOT / "docs" / "facts"
SECTIONS = ["What counts", "What does not", "Slots", "How it is found", "Worked examples", "Limits"]
LINK = re.compile(r"\]\(([^)\s]+)\)|(?:src|href)=\"([^\"]+)\"")
CODE = re.compile(r"^```.*?^```|^(?: {4}|\t).*?$|`[^`\n]+`", re.DOTALL | re.MULTILINE)
EXAMPLE = re.compile(r"^```text\n(.+?)\n```\n+```json\n(.+?)\n```$", re.DOTALL | re.MULTILINE)
DOCUMENTS = sorted(p for p in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").glob("*.md")])


def broken_links(text: str, directory: Path) -> list[str]:
    """The relative links of a document that lead to no file, and the anchors that lead to no heading of it."""
    targets = [unquote(a or b) for a, b in LINK.findall(CODE.sub("", text))]
    local = [t for t in targets if not re.match(r"[a-z]+:", t)]
    return [t for t in local if not _leads(t, text, directory)]


def _leads(target: str, text: str, directory: Path) -> bool:
    path, _, anchor = target.partition("#")
    if not path:
        return anchor in anchors(text)
    file = directory / path
    return file.exists() and (not anchor or anchor in anchors(file.read_text("utf-8")))


def anchors(text: str) -> set[str]:
    """The anchors that a page gives its headings."""
    return {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}


def worked_examples() -> Iterator[Any]:
    """Every example of every page: type, article text, the facts of that type."""
    for page in sorted(FACT_PAGES.glob("*.md")):
        for number, (text, facts) in enumerate(EXAMPLE.findall(page.read_text("utf-8")), 1):
            yield pytest.param(page.stem, text, json.loads(facts), id=f"{page.stem}-{number}")


def plain(fact: Fact) -> dict[str, Any]:
    """A fact as the pages show it."""
    return {
        "stage": fact.stage, "modality": fact.modality, "time": [v.value for v in fact.time],
        "slots": {slot: [v.value for v in values] for slot, values in fact.slots.items()},
    }  # fmt: skip


def test_every_fact_type_has_a_page() -> None:
    assert {page.stem for page in FACT_PAGES.glob("*.md")} == set(get_args(FactType))


@pytest.mark.parametrize("kind", get_args(FactType))
def test_a_page_tells_everything(kind: str) -> None:
    page = (FACT_PAGES / f"{kind}.md").read_text("utf-8")
    assert [s for s in SECTIONS if f"\n## {s}\n" not in page] == []
    assert len(EXAMPLE.findall(page)) >= 2


@pytest.mark.parametrize(("kind", "text", "facts"), list(worked_examples()))
def test_worked_examples_are_read_as_shown(kind: str, text: str, facts: list[Any], reader: Reader) -> None:
    [record] = reader.read([read_article(text.encode(), "example")])
    assert [plain(fact) for fact in record.facts if fact.type == kind] == facts


def test_every_command_and_option_stands_in_the_readme() -> None:
    names = [f"svodka {name}" for name in app.commands]
    names += [o.opts[0] for c in app.commands.values() for o in c.params if o.param_type_name == "option"]
    assert [name for name in names if name not in README] == []


def test_every_make_target_stands_in_the_readme() -> None:
    targets = re.findall(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)[0].split()
    assert [t for t in targets if f"make {t}" not in README] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    assert broken_links(path.read_text("utf-8"), path.parent) == []


def test_the_link_check_finds_what_is_broken() -> None:
    text = "# One\n[a](#one) [b](#two) [c](docs/schema.md#facts) [d](docs/none.md) [e](https://example.org/x) `[f](g)`"
    assert broken_links(text, ROOT) == ["#two", "docs/none.md"]


def test_the_table_of_imports_is_the_one_that_is_checked() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)` \|.*\| ([^|]+) \|$", page, re.MULTILINE)
    assert {name: set(re.findall(r"\w+", allowed)) for name, allowed in rows} == MAY_IMPORT


def test_every_package_stands_in_the_readme() -> None:
    assert [name for name in MAY_IMPORT if f"| `{name}` |" not in README] == []


def test_every_example_is_described() -> None:
    guide = (ROOT / "examples" / "README.md").read_text("utf-8")
    assert [path.stem for path in sorted((ROOT / "examples").glob("*.txt")) if f"| `{path.stem}` |" not in guide] == []
