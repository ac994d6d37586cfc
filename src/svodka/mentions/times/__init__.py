"""Times: dates, months, years, seasons and relative expressions, anchored on the day of publication."""

from svodka.mentions.times.finder import find_times

__all__ = ["find_times"]
