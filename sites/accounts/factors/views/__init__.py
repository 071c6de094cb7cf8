"""The pages of the second factor, all on the portal."""
