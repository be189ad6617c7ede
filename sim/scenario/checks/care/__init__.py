"""Checks of what citizens go through: courses, exits, hours, nursing, people, assessment."""
