"""Places that are too few: the clinic, the nursing home, offers, and the order of those who wait."""
