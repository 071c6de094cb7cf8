"""Pages and actions of identities, by the moment: arriving, joining, security."""
