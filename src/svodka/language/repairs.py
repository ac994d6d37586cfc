"""Rules that set a finished tree right where the network is wrong in the same way again and again.

Each rule changes heads and relations in place; the tree stays a tree.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from svodka.language.engine import Tree

_REACH = 12  # words back from 'который' to the noun it stands for
_JOINED_AS = frozenset({"nmod", "obl", "obj", "nsubj", "iobj"})
_OF_NOUNS = _JOINED_AS | {"advmod", "amod", "appos", "case", "det", "nummod"}
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


def coordinated_nouns(tree: Tree, words: Sequence[str], tags: Sequence[str]) -> None:
    """'в Калининградской области, а также Гродненской области': a noun with 'а также' is joined to the one before.

    And 'командующий ВВС и войсками': the noun is joined to one in its own case rather than to their head.
    """
    for i in _with_conjunction(tree):
        head, relation, case = tree.heads[i], tree.relations[i], _case(tags[i])
        if not tags[i].startswith(_NOMINAL) or not 0 <= head < i:
            continue
        before = [s for s in range(i - 1, head, -1) if tree.heads[s] == head and tags[s].startswith(_NOMINAL)]
        if relation == "conj" and case != _case(tags[head]):
            fitting = [s for s in before if tree.relations[s] == "nmod" and case and _case(tags[s]) == case]
        else:
            fitting = [s for s in before if relation in _JOINED_AS and tree.relations[s] == relation]
        if fitting:
            tree.heads[i], tree.relations[i] = fitting[0], "conj"


def _with_conjunction(tree: Tree) -> list[int]:
    """The words that have 'и' or 'а также' before them, in order."""
    pairs = zip(tree.heads, tree.relations, strict=True)
    return sorted({head for i, (head, relation) in enumerate(pairs) if relation == "cc" and i < head})


def listed_designations(tree: Tree, words: Sequence[str], tags: Sequence[str]) -> None:
    """'танков K2, 648 гаубиц K9': the list is one of kinds, not of the designation and the next kind."""
    for i, tag in enumerate(tags):
        name = tree.heads[i]
        if tree.relations[i] != "conj" or name < 0 or not tree.relations[name].startswith(("appos", "nmod", "flat")):
            continue
        kind = tree.heads[name]
        case = _case(tag)
        if tag.startswith("NOUN") and case and _case(tags[name]) != case == _case(tags[kind]) and kind < name < i:
            tree.heads[i] = kind


def behind_a_conjunct(tree: Tree, words: Sequence[str], tags: Sequence[str]) -> None:
    """'систем С-400 и комплексов "Панцирь-С"': what stands behind the second noun belongs to the second noun.

    A name always; another attribute where the first noun has one of its own ('систем дальнего действия и комплексов
    ближнего'), for in 'закупка и ремонт вертолётов' the last word belongs to both.
    """
    joined = _with_conjunction(tree)
    for i, (head, relation) in enumerate(zip(tree.heads, tree.relations, strict=True)):
        if relation not in ("appos", "nmod") or not 0 <= head < i or i in joined:
            continue
        between = [k for k in range(head + 1, i) if tree.heads[k] == head]
        conjuncts = [k for k in between if tree.relations[k] == "conj" and tags[k].startswith("NOUN")]
        own = [k for k in between if conjuncts and k < conjuncts[0] and tree.relations[k] in ("appos", "nmod")]
        if conjuncts and (relation == "appos" or own):
            tree.heads[i] = conjuncts[-1]


def second_subjects(tree: Tree, words: Sequence[str], tags: Sequence[str]) -> None:
    """'Второй дивизион Белоруссия может получить': of two subjects the accusative is the object of the infinitive."""
    subjects: dict[int, list[int]] = {}
    for i, (head, relation) in enumerate(zip(tree.heads, tree.relations, strict=True)):
        if relation == "nsubj":
            subjects.setdefault(head, []).append(i)
    for verb, found in subjects.items():
        if len(found) < 2 or not any(_case(tags[i]) == "Case=Nom" for i in found):
            continue
        infinitives = [i for i, head in enumerate(tree.heads) if head == verb and tree.relations[i] == "xcomp"]
        for i in found[:-1]:
            if _case(tags[i]) in ("Case=Acc", "Case=Gen", ""):
                tree.heads[i], tree.relations[i] = (infinitives or [verb])[0], "obj"


def finite_relations(tree: Tree, words: Sequence[str], tags: Sequence[str]) -> None:
    """A finite verb is no object and no adverb: 'собеседники оценивают …, передать их планируется в 2020 году'."""
    for i, tag in enumerate(tags):
        if "VerbForm=Fin" in tag and tree.heads[i] >= 0 and tree.relations[i] in _OF_NOUNS:
            tree.relations[i] = "conj" if tags[tree.heads[i]].startswith(("VERB", "ADJ")) else "acl"


@lru_cache(maxsize=2_000)
def _case(tag: str) -> str:
    return next((feat for feat in tag.split("|") if feat.startswith("Case=")), "")


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


REPAIRS: tuple[Callable[[Tree, Sequence[str], Sequence[str]], None], ...] = (
    relative_clauses, coordinated_nouns, listed_designations, behind_a_conjunct, second_subjects, finite_relations,
)  # fmt: skip


def repair(tree: Tree, words: Sequence[str], tags: Sequence[str]) -> Tree:
    """The tree with every rule applied."""
    for rule in REPAIRS:
        rule(tree, words, tags)
    return tree
