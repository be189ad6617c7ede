"""The closed-form twin of the uncongested model; begin with `twin.py`."""
