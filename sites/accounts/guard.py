"""Guessing passwords is slowed down, and nobody is locked out by somebody else.

- A pair of account and network has a few tries: whoever mistypes waits, on that network only.
- An account attacked from everywhere, and a network that tries many accounts, are stopped too; but
  not for an account on a network where it has signed in before.
"""

from .limits import Limit

MINUTE, HOUR, DAY = 60, 3600, 86_400

PAIR = Limit("sign-in", 5, 15 * MINUTE)
ACCOUNT = Limit("sign-in-account", 50, HOUR)
NETWORK = Limit("sign-in-network", 50, HOUR)
KNOWN = Limit("signed-in-here", 1, 90 * DAY)  # a memory rather than a limit


class SignInGuard:
    """One attempt to sign in: ask ``wait()`` first, then say how it went."""

    def __init__(self, email: str, network: str):
        self.account = email.strip().casefold()
        self.network = network
        self.pair = (self.account, network)

    def wait(self) -> int:
        """Count the attempt; seconds to wait, 0 when the password may be looked at."""
        if wait := PAIR.take(*self.pair):
            return wait
        if KNOWN.count(*self.pair):
            return 0
        return max(ACCOUNT.wait(self.account), NETWORK.wait(self.network))

    def failed(self) -> None:
        """The password was wrong, or the account does not exist."""
        ACCOUNT.take(self.account)
        if PAIR.count(*self.pair) == 1:  # what marks a network is how many accounts it tries
            NETWORK.take(self.network)

    def succeeded(self) -> None:
        """The person is in: forget the tries, remember that this account belongs here."""
        PAIR.forget(*self.pair)
        KNOWN.forget(*self.pair)
        KNOWN.take(*self.pair)
