"""Who asked for the notices of which councils, and the notices that were sent."""

from .shapes import Called, Follower

# People without an account; residents follow with theirs.
FOLLOWERS = (
    Follower("dahlia", ("lba",)),
    Follower("fougere", ("lba", "svp")),
    Follower("muguet", ("lba", "gab")),
    Follower("jonquille", ("gab",)),
    Follower("pivoine", ("cel", "psd")),
    Follower("violette", ("psd",)),
    Follower("anemone", ("fth", "gab", "cel", "lba", "psd", "svp")),
    Follower("habitant1.lba", ("lba", "svp"), has_account=True),
    Follower("habitant1.gab", ("gab",), has_account=True),
    Follower("habitant2.psd", ("psd",), has_account=True),
)

CALLED = (
    Called("gab", "Réunion en plein air, place Robert-Desnos", day=-1),
    # It was cancelled since: those who were called do not know yet.
    Called("psd", "Commission Culture", day=-15, status="planned"),
)
