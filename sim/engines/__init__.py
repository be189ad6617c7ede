"""Engines hold time; the model says what happens."""
