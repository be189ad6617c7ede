"""Spreadsheets in: rows of teams, of courses and of changed values, as CSV or Excel has them.

`csv_file.py` and `xlsx_file.py` read a file into a `CellSheet` of cells, `columns.py` says which
headings there are, `numerals.py` what a cell of text means as a number, `rows.py` makes a part of
a scenario of the rows, `named.py` puts it where `[tables]` names it, and `changes.py` reads
`--set @changes.csv`. `beginning/` writes a scenario from a whole workbook.
"""
