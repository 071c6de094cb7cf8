"""``/forum/recherche/``: messages and subjects by their words, among those that are public."""
