"""Pages of the portal about where an account is open, and at which address."""
