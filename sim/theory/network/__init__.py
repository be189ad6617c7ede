"""The course network as infinite servers: stations, stays, entries, and who is there when."""
