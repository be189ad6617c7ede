"""Lives that are counted once, and what other rates pay for them."""
