"""Before and after for each payer, and support plans: begin with `reform.py`."""
