"""How often a second factor may be guessed, and why nobody locks somebody else out.

- A pair of account and network has a few tries, and a hundred wrong ones a day (NIST SP 800-63B,
  3.2.2), whoever passes there meanwhile: many people may share a network.
- From networks where the account has never passed this step, all tries count together: an attack
  from everywhere stops, and the owner, at home, is not hindered.
"""

from sites.accounts.limits import Limit

MINUTE, HOUR, DAY = 60, 3600, 86_400

PAIR = Limit("second-factor", 10, 15 * MINUTE)
HERE = Limit("second-factor-here", 100, DAY)
ELSEWHERE = Limit("second-factor-elsewhere", 50, DAY)
PASSED = Limit("second-factor-passed-here", 1, 90 * DAY)  # a memory rather than a limit


class FactorGuard:
    """One try of somebody whose first factor is known: ask ``wait()``, then say how it went."""

    def __init__(self, account: int, network: str):
        self.account = str(account)
        self.pair = (self.account, network)

    def wait(self) -> int:
        """Count the try; seconds to wait, 0 when the code may be looked at."""
        if wait := PAIR.take(*self.pair):
            return wait
        if wait := HERE.wait(*self.pair):
            return wait
        return 0 if PASSED.count(*self.pair) else ELSEWHERE.wait(self.account)

    def failed(self) -> None:
        HERE.take(*self.pair)
        if not PASSED.count(*self.pair):
            ELSEWHERE.take(self.account)

    def succeeded(self) -> None:
        PAIR.forget(*self.pair)
        PASSED.forget(*self.pair)
        PASSED.take(*self.pair)
