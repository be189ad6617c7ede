"""Estimates as a scenario: who comes, courses with stays and exits, need, prices, and its TOML."""
