"""What every page shares: its frame, the two languages, and where numbers come from."""
