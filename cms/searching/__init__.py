"""``/recherche/``: everything public of a site, or of all of them, by its words.

What is public is said by the table of publications and by nothing else.
"""
