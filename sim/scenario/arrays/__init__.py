"""From checked values to the model's arrays, one module for each subject.

Only shapes change here; no rule, and no default that moves money. What is left out becomes
the neutral number (no hazard, no dose, all care by day). `parameters.py` puts them together.
"""
