"""Files of records into stays, weeks, staff and accounts, by a mapping of columns and codes.

`mapping.py` is the form of a mapping, `way.py` how a file is written, `sheets.py` reads a file's
cells as text (`csv_text.py` and `typed.py` its rows), `cells.py` makes dates and numbers of them,
`lives/` puts a citizen's spells in order, `weeks.py` adds up hours.
"""
