"""What can go wrong with a paper, in one word for those who call."""


class PaperFailed(Exception):
    """A paper that could not be made; the text says why in one line, for the log."""
