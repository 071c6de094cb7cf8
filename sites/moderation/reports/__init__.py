"""« Signaler »: what readers say of what they read, with or without an account."""
