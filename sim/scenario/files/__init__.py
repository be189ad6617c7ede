"""A TOML file, what it extends and what is laid over it, read into a tree that knows its lines."""
