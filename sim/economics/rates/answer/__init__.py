"""The rates found as JSON, text and TOML, with remarks."""
