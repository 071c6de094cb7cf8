"""Whose things somebody sees in the admin. Wagtail has many sites and one team; we have many teams.

Read in this order: ``things`` (what belongs to whom), ``table`` (every address of the admin and
what its parameters must be), ``guard`` (holds requests against the table, deny by default),
``narrowing`` (lists, choosers, filters, tags, API), ``references`` (what a form may point at).
Scope itself, for whom somebody works, is ``sites.teams.scope``.
"""
