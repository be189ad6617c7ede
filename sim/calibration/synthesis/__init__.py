"""Records as a municipality has them, made from a scenario, with dirt where it is asked for."""
