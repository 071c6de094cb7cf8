"""Who follows which topic or forum, whose posts somebody does not read, and what they are told.

``levels`` decides who follows what, ``ignoring`` whom somebody has stopped reading, ``reasons`` who
is addressed by a post; ``telling`` puts them together for sites.notifications.telling.
"""
