"""A scenario begun from a workbook: its rows laid over another, and the text of what comes of it."""
