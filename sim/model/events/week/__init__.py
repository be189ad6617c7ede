"""The seventh day of a team: delivery by the staff, settlement, booking and policy review."""
