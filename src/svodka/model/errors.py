"""The exception base: every failure Svodka foresees is one of these, told in one line."""


class SvodkaError(Exception):
    """Anything Svodka cannot do; the message names the thing, the value and the remedy."""


class UnreadableInput(SvodkaError):
    """An input that is not a readable article: missing, binary, empty, too long, in another language."""


class KnowledgeError(SvodkaError):
    """A data file of `svodka.knowledge` breaks its own rules."""


class ModelsMissing(SvodkaError):
    """The weights of the language models are not installed."""
