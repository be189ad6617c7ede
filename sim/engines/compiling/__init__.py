"""Compiling the plain rules and events: what numba needs to know, and nothing of the model.

`functions.py` binds plain functions into compiled ones, `references.py` hands nested tables over
by address, `philox.py` makes the draws in one instruction. Of `sim`, only this package imports
numba.
"""
