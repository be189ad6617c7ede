"""A municipality's own records in, a scenario out; and records made from a scenario.

`reading/` turns files into stays and weeks with a mapping and says what was wrong with them,
`fits/` holds the estimators, `town/` puts the estimates into a scenario, `synthesis/` writes
records as a municipality has them. No row of a citizen leaves here: what is said of a file is a row
number, a column and what is wrong, never the value.
"""
