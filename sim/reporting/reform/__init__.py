"""The page of a reform."""
