"""Places that are too few: the clinic, the nursing home, offers, and who waits for them."""
