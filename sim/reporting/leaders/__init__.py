"""The leaders' page: its first screen as numbers, words and drawings that a page or a server shows.

`screen.py` says which numbers it is of; `words.py` turns them into a sentence, four tiles and a
line of evidence; `dots.py` places the teams; `templates/first_screen.html` lays it out.
"""
