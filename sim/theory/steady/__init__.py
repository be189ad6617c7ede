"""The steady state under levers, and the levers that serve a team best."""
