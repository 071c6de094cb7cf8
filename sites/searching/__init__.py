"""How text is found on every floor: what was typed, which texts answer it, their words marked.

PostgreSQL knows French (a configuration ``unaccent + french_stem``, made by our migration); SQLite,
of the demo and of tests, folds accents and takes a word for the beginning of longer ones.
"""
