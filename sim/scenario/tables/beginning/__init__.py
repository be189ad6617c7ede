"""A scenario begun from a workbook: rows laid over another scenario, and its text."""
