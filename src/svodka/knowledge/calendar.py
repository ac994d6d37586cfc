"""Months and weekdays in the forms that news uses."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_MONTHS = (
    "январь января январе январю январем янв", "февраль февраля феврале февралю февралем фев",
    "март марта марте марту мартом мар", "апрель апреля апреле апрелю апрелем апр",
    "май мая мае маю маем", "июнь июня июне июню июнем июн", "июль июля июле июлю июлем июл",
    "август августа августе августу августом авг", "сентябрь сентября сентябре сентябрю сентябрем сен сент",
    "октябрь октября октябре октябрю октябрем окт", "ноябрь ноября ноябре ноябрю ноябрем ноя нояб",
    "декабрь декабря декабре декабрю декабрем дек",
)  # fmt: skip
_WEEKDAYS = (
    "понедельник понедельника понедельнику", "вторник вторника вторнику", "среда среду среды среде",
    "четверг четверга четвергу", "пятница пятницу пятницы пятнице", "суббота субботу субботы субботе",
    "воскресенье воскресенья воскресенью",
)  # fmt: skip


def _index(rows: tuple[str, ...]) -> Mapping[str, int]:
    return MappingProxyType({form: number for number, row in enumerate(rows, 1) for form in row.split()})


MONTHS = _index(_MONTHS)
"""Lower-case form, ё written as е → 1..12."""

WEEKDAYS = _index(_WEEKDAYS)
"""Lower-case form → 1 (Monday) .. 7, as `datetime.date.isoweekday` counts."""
