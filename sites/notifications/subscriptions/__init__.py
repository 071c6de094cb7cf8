"""Who asked to be told of what, and telling each of them once.

A feature above registers kinds of subjects (what one can follow) and kinds of events (what is told
of them) in its ``AppConfig.ready``: see kinds.py. Nothing here knows what a meeting is.
"""
