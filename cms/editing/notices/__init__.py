"""« Convocation »: the screen from which a team sends the notice of a meeting, and what it owes."""


def connect() -> None:
    """Offer what this room knows to the open lists of sites.teams."""
    from . import duties, words

    duties.connect()
    words.connect()
