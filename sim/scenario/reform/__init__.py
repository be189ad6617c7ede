"""A reform of rates and a support plan: their files, contracts and checks."""
