"""Equipment in an article: designations and, where none is given, words for classes."""

from __future__ import annotations

from collections.abc import Iterable

from svodka.knowledge.phrases import adjective_stem, plain
from svodka.language import Analysis, Sentence
from svodka.mentions.equipment_classes import ClassHit, find_class_phrases, governor
from svodka.mentions.equipment_names import Classes, Named, find_known, promoted
from svodka.mentions.equipment_unknown import find_unknown
from svodka.mentions.mention import Mention

_ABSTRACT = frozenset({"system", "complex"})
_NOT_HARDWARE = frozenset({"оборонн*", "военно-промышленн*", "промышленн*", "политическ*", "финансов*"})


def find_equipment(analysis: Analysis) -> list[Mention]:
    """Mentions of kind 'equipment' in order of the text.

    `role` is 'designation' or 'class', `of` the key of the class (see `svodka.knowledge.equipment`), `country` the
    country of origin where it is a single one. A class phrase that heads a designation gives no mention of its own.
    """
    classes = find_class_phrases(analysis)
    known = find_known(analysis, classes)
    ordered = sorted([*known, *find_unknown(analysis, classes, known)], key=lambda n: n.start)
    names = list(promoted(ordered, analysis.article.text))
    found = [_of_name(named) for named in names if not named.equipment_class.civil]
    found += _of_classes(analysis, classes, names)
    return sorted(found, key=lambda m: (m.start, m.end))


def _of_name(named: Named) -> Mention:
    return Mention(
        kind="equipment", start=named.start, end=named.end, value=named.value, sentence=named.sentence,
        first=named.first, last=named.last, head=named.first, role="designation", of=named.equipment_class.key,
        country=named.origin[0] if len(named.origin) == 1 else None,
    )  # fmt: skip


def _of_classes(analysis: Analysis, classes: Classes, names: Iterable[Named]) -> list[Mention]:
    heads = set()
    inside = {(n.sentence, i) for n in names for i in range(n.first, n.last + 1)}
    for named in names:
        sentence = analysis.sentences[named.sentence]
        heads.add(governor(sentence, classes[named.sentence], named.first))
    found = []
    for hits in classes.values():
        for hit in hits:
            own = any((hit.sentence, i) in inside for i in range(hit.first, hit.last + 1))
            if hit in heads or own or hit.equipment_class.civil:
                continue
            if not _within_organisation(analysis, hit) and not _abstract(analysis.sentences[hit.sentence], hit):
                found.append(_of_class(analysis, hit))
    return found


def _of_class(analysis: Analysis, hit: ClassHit) -> Mention:
    tokens = analysis.sentences[hit.sentence].tokens
    return Mention(
        kind="equipment", start=tokens[hit.first].start, end=tokens[hit.last].end, value=hit.word.value,
        sentence=hit.sentence, first=hit.first, last=hit.last, head=hit.head, role="class", of=hit.equipment_class.key,
    )  # fmt: skip


def _within_organisation(analysis: Analysis, hit: ClassHit) -> bool:
    """Whether the words are part of an organisation's name: 'Агентство по закупкам оборонной продукции'."""
    return any(
        n.sentence == hit.sentence and n.kind == "ORG" and n.first < hit.first and hit.last <= n.last
        for n in analysis.names
    )


def _abstract(sentence: Sentence, hit: ClassHit) -> bool:
    """Whether 'система' or 'комплекс' is no hardware: 'в системе военно-технического сотрудничества'."""
    if hit.equipment_class.key not in _ABSTRACT:
        return False
    before = sentence.tokens[hit.first - 1 : hit.first]
    after = sentence.tokens[hit.last + 1 : hit.last + 2]
    if any(adjective_stem(plain(t.text)) in _NOT_HARDWARE for t in before):
        return True
    return any(t.pos in {"NOUN", "ADJ"} and t.feat("Case") == "Gen" and t.text[0].islower() for t in after)
