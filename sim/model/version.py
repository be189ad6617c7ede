"""The version of the model: raised by one with every change that moves a number.

It is part of a results folder's name, so results of two models never mix.
"""

MODEL_VERSION = 4
