"""Lives of citizens: spells of a file or an event log, and each citizen's in order."""
