"""Does a results folder still say what was simulated? The checks behind `forloeb verify`."""
