"""Exercises: names, participants, places, forces and dates."""
