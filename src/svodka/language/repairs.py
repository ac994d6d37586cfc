"""Rules that set a finished tree right where the network is wrong in the same way again and again.

Each rule changes heads and relations in place; the tree stays a tree.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from svodka.language.engine import Tree

_REACH = 12  # words back from 'который' to the noun it stands for
_NOMINAL = ("NOUN", "PROPN", "PRON", "X")


def relative_clauses(tree: Tree, words: Sequence[str], tags: Sequence[str]) -> None:
    """'контракт, который стороны заключили': the clause hangs from the noun that 'который' agrees with."""
    for i, word in enumerate(words):
        if not word.lower().startswith("котор") or "," not in words[max(i - 2, 0) : i]:
            continue
        verb = _predicate_above(tree, i, tags)
        if verb < i or tree.relations[verb].startswith("acl"):
            continue
        comma = i - 1 if words[i - 1] == "," else i - 2
        noun = _antecedent(comma, tags, tags[i])
        if noun >= 0 and not _is_above(tree, verb, noun) and tree.heads[verb] >= 0:
            tree.heads[verb], tree.relations[verb] = noun, "acl:relcl"


def _predicate_above(tree: Tree, token: int, tags: Sequence[str]) -> int:
    at = tree.heads[token]
    while at >= 0 and not tags[at].startswith(("VERB", "ADJ|")):
        at = tree.heads[at]
    return at


def _antecedent(comma: int, tags: Sequence[str], pronoun: str) -> int:
    """The nearest noun before the comma with the pronoun's number and gender; the nearest noun if none agrees."""
    wanted = [feat for feat in pronoun.split("|") if feat.startswith(("Number=", "Gender="))]
    nouns = [i for i in range(comma - 1, max(comma - _REACH, -1), -1) if tags[i].startswith(_NOMINAL)]
    agreeing = [i for i in nouns if all(feat in tags[i].split("|") for feat in wanted)]
    return (agreeing or nouns or [-1])[0]


def _is_above(tree: Tree, upper: int, lower: int) -> bool:
    while lower >= 0 and lower != upper:
        lower = tree.heads[lower]
    return lower == upper


REPAIRS: tuple[Callable[[Tree, Sequence[str], Sequence[str]], None], ...] = (relative_clauses,)


def repair(tree: Tree, words: Sequence[str], tags: Sequence[str]) -> Tree:
    """The tree with every rule applied."""
    for rule in REPAIRS:
        rule(tree, words, tags)
    return tree
