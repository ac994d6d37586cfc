"""Svodka reads news and keeps a register of military-technical cooperation between states."""

__version__ = "0.1.0"
