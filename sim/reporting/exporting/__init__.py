"""`forloeb export`: a results folder in another format; `listed.py` has every kind."""
