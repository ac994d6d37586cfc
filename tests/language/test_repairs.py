"""Rules on finished trees, each with a tree that it must leave alone."""

from __future__ import annotations

import pytest

from svodka.language.engine import Tree
from svodka.language.repairs import repair

# word, tag, head (counted from 1; 0 is the root), relation
RELATIVE = """
    верфь NOUN|Case=Nom|Gender=Fem|Number=Sing 2 nsubj
    строила VERB 0 root
    по ADP 4 case
    контракту NOUN|Case=Dat|Gender=Masc|Number=Sing 2 obl
    , PUNCT 8 punct
    который PRON|Case=Acc|Gender=Masc|Number=Sing 8 obj
    стороны NOUN|Case=Nom|Gender=Fem|Number=Plur 8 nsubj
    заключили VERB 2 conj
"""
WHERE_ADVERB = RELATIVE.replace("который PRON", "вчера ADV")
REGIONS = """
    в ADP 3 case
    Калининградской ADJ|Case=Loc 3 amod
    области NOUN|Case=Loc 8 obl
    и CCONJ 5 cc
    Гродненской PROPN|Case=Gen 8 obl
    области NOUN|Case=Gen 5 nmod
    стороны NOUN|Case=Nom 8 nsubj
    строят VERB 0 root
"""
CENTRES = """
    центры NOUN|Case=Acc 0 root
    в ADP 3 case
    областях NOUN|Case=Loc 1 nmod
    а CCONJ 5 cc
    области NOUN|Case=Gen 1 nmod
"""
COMMANDER = """
    командующий NOUN|Case=Nom 0 root
    ВВС PROPN|Case=Ins 1 nmod
    и CCONJ 4 cc
    войсками NOUN|Case=Ins 1 conj
"""
COUNTRIES = """
    Армении PROPN|Case=Gen 0 root
    Белоруссии PROPN|Case=Gen 1 conj
    и CCONJ 4 cc
    России PROPN|Case=Gen 1 conj
"""
LIST = """
    танков NOUN|Case=Gen 0 root
    K2 PROPN 1 appos
    , PUNCT 4 punct
    гаубиц NOUN|Case=Gen 2 conj
"""
NAMES = LIST.replace("гаубиц NOUN|Case=Gen", "K9 PROPN")

TWO_SUBJECTS = """
    дивизион NOUN|Case=Acc 3 nsubj
    Белоруссия PROPN|Case=Nom 3 nsubj
    может VERB|VerbForm=Fin 0 root
    получить VERB|VerbForm=Inf 3 xcomp
"""
ONE_SUBJECT = TWO_SUBJECTS.replace("Белоруссия PROPN|Case=Nom 3 nsubj", "вчера ADV 3 advmod")
FINITE = """
    оценивают VERB|VerbForm=Fin 0 root
    передать VERB|VerbForm=Inf 3 csubj
    планируется VERB|VerbForm=Fin 1 advmod
"""

SYSTEMS = """
    систем NOUN|Case=Gen 0 root
    С-400 PROPN 1 nmod
    и CCONJ 4 cc
    комплексов NOUN|Case=Gen 1 conj
    действия NOUN|Case=Gen 1 nmod
    Панцирь-С PROPN 1 appos
"""
REPAIR = """
    закупка NOUN|Case=Nom 0 root
    и CCONJ 3 cc
    ремонт NOUN|Case=Nom 1 conj
    вертолётов NOUN|Case=Gen 1 nmod
"""

CASES = [  # tree, word, what it hangs from afterwards, relation
    (RELATIVE, "заключили", "контракту", "acl:relcl"),
    (WHERE_ADVERB, "заключили", "строила", "conj"),
    (CENTRES, "области", "областях", "conj"),
    (REGIONS, "Гродненской", "строят", "obl"),  # its head stands to the right: not understood, not touched
    (COMMANDER, "войсками", "ВВС", "conj"),
    (COUNTRIES, "России", "Армении", "conj"),
    (LIST, "гаубиц", "танков", "conj"),
    (NAMES, "K9", "K2", "conj"),
    (TWO_SUBJECTS, "дивизион", "получить", "obj"),
    (TWO_SUBJECTS, "Белоруссия", "может", "nsubj"),
    (ONE_SUBJECT, "дивизион", "может", "nsubj"),
    (FINITE, "планируется", "оценивают", "conj"),
    (SYSTEMS, "Панцирь-С", "комплексов", "appos"),
    (SYSTEMS, "действия", "комплексов", "nmod"),
    (SYSTEMS, "С-400", "систем", "nmod"),
    (REPAIR, "вертолётов", "закупка", "nmod"),
    (FINITE, "передать", "планируется", "csubj"),
]


@pytest.mark.parametrize(("lines", "word", "head", "relation"), CASES)
def test_repairs(lines: str, word: str, head: str, relation: str) -> None:
    rows = [line.split() for line in lines.strip().splitlines()]
    words, tags = [row[0] for row in rows], [row[1] for row in rows]
    tree = Tree(heads=[int(row[2]) - 1 for row in rows], relations=[row[3] for row in rows])
    repaired = repair(tree, words, tags)
    at = words.index(word)
    assert (words[repaired.heads[at]], repaired.relations[at]) == (head, relation)
