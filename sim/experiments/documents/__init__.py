"""Types of what is printed as JSON, one file a command; JSON Schemas are made from them.

Money is in DKK, unrounded, over the weeks that the document names unless a key says otherwise.
"""
