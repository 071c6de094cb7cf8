"""Guessing is slowed down, and nobody is locked out by somebody else.

- A pair of account and network has a few tries: whoever mistypes waits, on that network only.
- An account attacked from everywhere, and a network that tries many accounts, are stopped too; but
  not for an account on a network where it has signed in before.
"""

from dataclasses import dataclass

from sites.delivery.network import site_of

from .limits import Limit

MINUTE, HOUR, DAY = 60, 3600, 86_400

KNOWN = Limit("signed-in-here", 1, 90 * DAY)  # a memory rather than a limit


@dataclass(frozen=True)
class Allowance:
    """How many attempts of one kind a pair, an account and a network have."""

    pair: Limit
    account: Limit
    network: Limit

    @property
    def site(self) -> Limit:
        """For all the networks that one customer may have under IPv6."""
        return Limit(f"{self.network.name}-site", 10 * self.network.allowed, self.network.seconds)


PASSWORDS = Allowance(
    pair=Limit("sign-in", 5, 15 * MINUTE),
    account=Limit("sign-in-account", 50, HOUR),
    network=Limit("sign-in-network", 50, HOUR),
)
CODES = Allowance(  # each attempt mails one
    pair=Limit("code", 5, 15 * MINUTE),
    account=Limit("code-account", 20, HOUR),
    network=Limit("code-network", 60, HOUR),
)
RESETS = Allowance(
    pair=Limit("reset", 3, 15 * MINUTE),
    account=Limit("reset-account", 10, HOUR),
    network=Limit("reset-network", 30, HOUR),
)
SIGN_UPS = Limit("sign-up-network", 30, DAY)  # accounts made from one network
# Codes that were typed wrong. A million of them is not much for who may ask for new ones all day;
# the link in the same mail cannot be guessed, and stays open when these are used up.
GUESSES_ACCOUNT = Limit("guess-account", 30, DAY)
GUESSES_NETWORK = Limit("guess-network", 50, HOUR)
GUESSES_HERE = Limit("guess-here", 30, DAY)  # of one account, on a network where it is known


class Guard:
    """One attempt on an account: ask ``wait()`` first, then say how it went."""

    def __init__(self, email: str, network: str, allowance: Allowance = PASSWORDS):
        self.account = email.strip().casefold()
        self.network, self.site = network, site_of(network)
        self.pair = (self.account, network)
        self.allowance = allowance

    def wait(self) -> int:
        """Count the attempt; seconds to wait, 0 when it may be made."""
        if wait := self.allowance.pair.take(*self.pair):
            return wait
        if KNOWN.count(*self.pair):
            return 0
        accounts, networks = self.allowance.account, self.allowance.network
        return max(
            accounts.wait(self.account),
            networks.wait(self.network),
            self.allowance.site.wait(self.site) if self.site else 0,
        )

    def failed(self) -> None:
        """It did not open anything: a wrong password, or a code whose use nobody knows yet."""
        self.allowance.account.take(self.account)
        if self.allowance.pair.count(*self.pair) == 1:  # what marks a network: how many accounts
            self.allowance.network.take(self.network)
            if self.site:
                self.allowance.site.take(self.site)

    def succeeded(self) -> None:
        """The person is in: forget the tries, remember that this account belongs here."""
        self.allowance.pair.forget(*self.pair)
        KNOWN.forget(*self.pair)
        KNOWN.take(*self.pair)


def may_type_code(email: str, network: str) -> bool:
    """Whether a code for ``email`` may be tried on ``network``.

    Where the account is known, what others spoil elsewhere does not count; but thousands of people
    may share an address (a library, a mobile network), so nobody guesses there all day either.
    """
    if KNOWN.count(email, network):
        return not GUESSES_HERE.wait(email, network)
    return not (GUESSES_ACCOUNT.wait(email) or GUESSES_NETWORK.wait(network))


def typed_wrong_code(email: str, network: str) -> None:
    GUESSES_HERE.take(email, network)
    GUESSES_ACCOUNT.take(email)
    GUESSES_NETWORK.take(network)
