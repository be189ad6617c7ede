"""The page of rates: what balances, by course, beside what is paid now."""
