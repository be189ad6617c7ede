"""What runs and is hardly meant: a third verdict beside sound and faulty."""
