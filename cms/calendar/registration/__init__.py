"""Registration for what takes place: who has a place, who waits, who is told of what.

All that changes places goes through ``places.held``: one turn, one locked row, counted there.
"""
