"""Inflow that nobody has counted, from the citizens whom everybody has."""
