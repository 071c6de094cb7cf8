"""Links to this install's own things that stand alone in a post, shown as what they lead to.

Nobody is asked but our own tables, and a post keeps the address that was typed: what it leads to
is looked up each time the post is shown, so that what is no longer public is an address again.
"""
