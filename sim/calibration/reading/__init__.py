"""Files of records into stays, weeks, staff and accounts, by a mapping of columns and codes.

`mapping.py` is the form of a mapping, `sheets.py` reads a file's cells as text, `cells.py` makes
dates and numbers of them, `chains.py` puts a citizen's spells in order, `weeks.py` adds up hours.
"""
