"""What a fault is, how all of them are raised at once, and the nearest known word."""
