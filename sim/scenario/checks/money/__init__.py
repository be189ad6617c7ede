"""Checks of prices and of the tariff."""
