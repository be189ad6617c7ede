"""The two tables of a replication, made from the state it ended in."""
