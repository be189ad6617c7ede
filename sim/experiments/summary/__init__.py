"""`summary.json`: sums of the tables, and figures with intervals made from them."""
