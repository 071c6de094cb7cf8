"""Who registered for a council's meetings and events, as its team sees it."""
