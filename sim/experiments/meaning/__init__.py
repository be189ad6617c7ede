"""What a scenario means before it is run: citizens, hours, money and posts by team."""
