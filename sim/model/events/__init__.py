"""The events of the model, said once: begin with `happen.py`, then one file a subject."""
