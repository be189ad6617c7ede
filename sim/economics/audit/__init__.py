"""Which behaviour a tariff rewards, and who pays: begin with `audit.py`."""
