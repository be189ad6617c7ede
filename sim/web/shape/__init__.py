"""Another shape of a scenario: `choices.py` says what can be chosen, `chosen.py` what a link then is."""
