"""Versions: of the model, and of the JSON documents that tell of it."""

from typing import Final

MODEL_VERSION: Final = 7
"""Raised by one with every change that moves a number, and before a release that adds columns.

It is part of a results folder's name, so results of two models never mix.
"""

DOCUMENT_VERSION: Final = 1
"""The key `schema` of every JSON document that a command prints.

Keys are added under the same number; one that changes its meaning or goes raises it.
"""
