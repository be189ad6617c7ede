"""Rates from a municipality's own records.

`seen.py` sets what was delivered beside who was there, `ages.py` estimates what a whole course
costs and how long it lasts, `resampled.py` draws citizens again for the intervals, `found.py` puts
rates together: shrunk, made budget-neutral, and before and after for each team.
"""
