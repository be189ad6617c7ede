"""Checks of what belongs to teams: staff, places, behaviour and goals."""
