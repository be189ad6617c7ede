"""Which runs a folder holds: their titles, days, states, and what sets each apart."""
