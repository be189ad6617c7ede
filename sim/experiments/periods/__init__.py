"""Weeks as budgets have time: by month, quarter or year."""
