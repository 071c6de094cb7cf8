"""The first screen of the admin: what waits, what can be begun, and the menu."""


def connect() -> None:
    """Offer what this room knows to the open lists of sites.teams."""
    from . import actions, meetings, pages, reviews, sidebar

    actions.connect()
    meetings.connect()
    pages.connect()
    reviews.connect()
    sidebar.connect()
