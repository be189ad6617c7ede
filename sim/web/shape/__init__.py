"""Another shape of a scenario: `choices.py` says what there is, `chosen.py` what a link has."""
