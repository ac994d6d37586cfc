"""Formations: joint forces and systems of several states."""
