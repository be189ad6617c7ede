"""What days in the network cost and are paid: means day by day, and variances."""
