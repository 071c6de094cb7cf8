"""Checks of a theme that look at what its pages have become."""
