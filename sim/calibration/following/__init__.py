"""Actual figures beside the forecast, and how soon a chart would show that a team games."""
