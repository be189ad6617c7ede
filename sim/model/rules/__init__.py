"""The rules of the model: pure functions of scalars and named tuples, one file a question.

A rule never raises, never draws and never holds time: it gets its uniforms as arguments and
`events/` says when it is asked. `rulebook.py` lists them all.
"""
