"""Estimators: stays with delayed entry and censoring, competing exits, spread, shrinkage.

Each takes arrays and answers with an `Estimate`; none knows files or scenarios.
"""
