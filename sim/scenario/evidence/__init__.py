"""Published and assumed figures that scenarios are begun with and warnings compare with."""
