"""Running Quartiers for real: production examples, and what measures a running install."""
