"""The leaders' page: a local web page that answers while its levers are moved.

`link.py` reads what a link asks for, `shelf.py` says which scenarios and results there are,
`live/` runs them in the background, `app.py` answers requests and `doors.py` says whose. Nothing
of the model, of money or of words for figures is here: those are the floors below.
"""
