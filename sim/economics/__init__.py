"""What a tariff does to a team's economy, one folder a question.

`rates/` sets rates that balance, `audit/` says which behaviour a tariff rewards, `explanation/`
splits a deviation into its causes, `reform/` sets before and after beside each other.
"""
