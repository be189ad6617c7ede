"""Types of what is printed as JSON, one file a command; JSON Schemas are made from them.

Money is in DKK, unrounded unless a reform is told in whole kroner.
"""
