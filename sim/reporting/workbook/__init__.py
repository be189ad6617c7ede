"""Results as one workbook: a sheet for each part, and a first page that says what it is.

`sheets.py` makes rows of any document that a command prints, `headings.py` names their columns,
`read_me.py` says where they come from, `book.py` writes. `scenario_book.py` writes the teams and
courses of a scenario as `[tables]` reads them.
"""
